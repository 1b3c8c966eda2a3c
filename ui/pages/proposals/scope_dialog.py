"""Who a measure is for: everything that the establishment holds to tick, and how many people that comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from negotiator.domain.proposals import Scope
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import SearchField, Text

PARTS = tuple(field.name for field in fields(Scope))


class _Part(QWidget):
    """One part of a scope as a list to tick; Space ticks, typing finds."""

    def __init__(self, theme: Theme, title: str, entries: tuple[tuple[str, str], ...], chosen: tuple[str, ...]) -> None:
        super().__init__()
        self.items = QStandardItemModel(self)
        for entry, words in entries:
            item = QStandardItem(words)
            item.setData(entry)
            item.setEditable(False)
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked if entry in chosen else Qt.CheckState.Unchecked)
            self.items.appendRow(item)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.items)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setModel(self.proxy)
        self.list.setAccessibleName(title)
        self.list.setProperty("role", "list")
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(theme.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(title, "caption-strong", "muted"))
        if len(entries) > _MANY:
            self.search = SearchField(theme, title)
            self.search.textChanged.connect(self.proxy.setFilterFixedString)
            column.addWidget(self.search)
        column.addWidget(self.list, 1)
        if entries:
            self.list.setCurrentIndex(self.proxy.index(0, 0))

    def chosen(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        rows = (self.items.item(row) for row in range(self.items.rowCount()))
        return tuple(item.data() for item in rows if item.checkState() is Qt.CheckState.Checked)

    def clear(self) -> None:
        for row in range(self.items.rowCount()):
            self.items.item(row).setCheckState(Qt.CheckState.Unchecked)


_MANY = 12
"""With more entries than this a list can be searched."""


class ScopeDialog(Dialog):
    """Every list that has something ticked must hold; a list without a tick lets everyone pass.

    ``words`` says whom a scope matches; ``apply`` is given the new scope.
    """

    def __init__(
        self,
        theme: Theme,
        scope: Scope,
        offers: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...],
        words: Callable[[Scope], str],
        apply: Callable[[Scope], None],
        parent: QWidget | None = None,
    ) -> None:
        """``offers`` are part, title and entries with their words."""
        super().__init__(theme, self.tr("Who is it for?"), parent, 720)
        self._words, self._apply = words, apply
        lead = self.tr(
            "Tick what it is for. Where several lists have a tick, a person must be in all of them; "
            "a list without a tick leaves nobody out."
        )
        self.body.addWidget(Text(lead, "body", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.parts: dict[str, _Part] = {}
        for part, title, entries in offers:
            self.parts[part] = _Part(theme, title, entries, getattr(scope, part))
            self.parts[part].items.itemChanged.connect(self._on_changed)
            row.addWidget(self.parts[part], 2 if part in ("groups", "lines") else 1)
        self.body.addLayout(row, 1)
        self.count = Text("", "body-strong", wrap=True)
        self.body.addWidget(self.count)
        self.everyone_button = self.add_button(self.tr("Everyone"), left=True)
        self.everyone_button.clicked.connect(self._on_everyone)
        cancel = self.add_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.choose_button = self.add_button(self.tr("Choose"), "primary")
        self.choose_button.clicked.connect(self._on_choose)
        self.resize(theme.px(860), theme.px(520))
        if self.parts:
            next(iter(self.parts.values())).list.setFocus()
        self._on_changed()

    def chosen(self) -> Scope:
        """What is ticked."""
        return Scope(**{name: part.chosen() for name, part in self.parts.items()})

    def _on_changed(self, *ignored: object) -> None:
        self.count.setText(self._words(self.chosen()))

    def _on_everyone(self) -> None:
        for part in self.parts.values():
            part.clear()

    def _on_choose(self) -> None:
        self._apply(self.chosen())
        self.accept()
