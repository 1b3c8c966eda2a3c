"""A view of an option as a table: figures as wide as they are, the names take the rest."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from ui.pages.costing.views import TableView, WordsModel
from ui.theme import Theme
from ui.widgets import DataTable


class ViewTable(DataTable):
    """Shows a `TableView`. A figure is chosen from the start, so that its workings are seen.

    Signals:
        workings_asked: the reader wants to see how the current figure was worked out.
        copy_asked: the reader wants the whole view on the clipboard.
    """

    workings_asked = Signal()
    copy_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self.setAccessibleName(self.tr("The chosen view as a table"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.words = WordsModel(self)
        self.setModel(self.words)
        self.customContextMenuRequested.connect(self._on_context_menu)
        self.activated_record.connect(self._on_activated)

    def show_view(self, view: TableView) -> None:
        at = self.currentIndex()
        again = view.heads == self.words.view.heads
        self.words.show_view(view)
        self._fit_columns(view)
        if view.rows and len(view.heads) > 1:
            row, column = (at.row(), at.column()) if again and at.isValid() and at.column() else (0, view.first)
            self.setCurrentIndex(self.words.index(min(row, len(view.rows) - 1), column))

    def _fit_columns(self, view: TableView) -> None:
        """No head and no figure is cut; columns that matter least are left out where there is no room."""
        header = self.horizontalHeader()
        heads, cells = self._theme.metrics("caption-strong"), self._theme.metrics("body-strong")
        widths: dict[int, int] = {}
        for column, head in enumerate(view.heads):
            least = max((cells.horizontalAdvance(row[column]) for row in view.rows), default=0)
            widths[column] = round(max(heads.horizontalAdvance(head), least)) + self._theme.px(20)
        room = self.viewport().width()
        left_out: set[int] = set()
        for column in view.minor:
            if sum(width for each, width in widths.items() if each not in left_out) > room:
                left_out.add(column)
        for column, width in widths.items():
            mode = QHeaderView.ResizeMode.Interactive if column else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            self.setColumnHidden(column, column in left_out)
            if column and column not in left_out:
                self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns(self.words.view)

    def _on_activated(self, index: object) -> None:
        self.workings_asked.emit()

    def _on_context_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("How was this worked out?\tEnter")).triggered.connect(self.workings_asked)
        menu.addAction(self.tr("Copy\tCtrl+C")).triggered.connect(self.copy)
        menu.addAction(self.tr("Copy table")).triggered.connect(self.copy_asked)
        menu.popup(self.viewport().mapToGlobal(at))
