"""What has left: the newest exports, each with when, for whom, and how much was withheld."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from negotiator.domain.packs import ExportEntry
from negotiator.wording.figures import short_day, time_of_day
from ui.widgets import Card, Rule, Text

_MOST = 4


class LogCard(Card):
    """The end of the export log; the whole of it is kept in the workspace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What has left"), flush=True, parent=parent)
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.add(holder)
        self.body.addStretch(1)

    def show_entries(self, entries: Sequence[ExportEntry]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for entry in sorted(entries, key=lambda entry: entry.at, reverse=True)[:_MOST]:
            self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(entry))
        if not entries:
            words = Text(
                self.tr("Nothing yet. Every pack that is printed is listed here."), "caption", "muted", wrap=True
            )
            words.setContentsMargins(16, 4, 16, 8)
            self._rows.addWidget(words)

    def _row(self, entry: ExportEntry) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(16, 6, 12, 6)
        column.setSpacing(0)
        name = Text(entry.file_name, "body-medium", wrap=True)
        name.setMinimumWidth(1)
        column.addWidget(name)
        local = entry.at.astimezone()
        count = sum(number for _, number in entry.withheld)
        detail = self.tr("{day}, {time} · {audience} · {n} withheld").format(
            day=short_day(local.date()), time=time_of_day(local), audience=entry.audience, n=count
        )
        about = Text(detail, "caption", "muted", wrap=True)
        about.setMinimumWidth(1)
        about.setToolTip(self.tr("SHA-256 {sha}").format(sha=entry.sha256))
        column.addWidget(about)
        return row
