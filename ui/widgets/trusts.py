"""Choosing a trust from those of the reference edition, or naming one that is not in the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from negotiator.domain.benchmarking.data import Trust


class TrustField(QLineEdit):
    """Type part of a name or a code; names that contain it are offered. What is typed may stand by itself."""

    changed = Signal()

    def __init__(self, trusts: Sequence[Trust], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_words = {f"{trust.name} ({trust.code})": trust for trust in trusts}
        self._by_name = {trust.name.casefold(): trust for trust in trusts}
        self._by_code = {trust.code.casefold(): trust for trust in trusts}
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(self._by_words), completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        self.textChanged.connect(self.changed)

    def trust(self) -> Trust | None:
        """The trust of the list that the words name; None where they name none."""
        words = self.text().strip()
        folded = words.casefold()
        return self._by_words.get(words) or self._by_name.get(folded) or self._by_code.get(folded)

    def name(self) -> str:
        """The employer's name, from the list or as typed."""
        trust = self.trust()
        return trust.name if trust else self.text().strip()

    def code(self) -> str:
        """The trust's code; empty for one that is not in the list."""
        trust = self.trust()
        return trust.code if trust else ""

    def set_trust(self, name: str, code: str) -> None:
        known = self._by_code.get(code.casefold()) if code else None
        self.setText(f"{known.name} ({known.code})" if known else name)
