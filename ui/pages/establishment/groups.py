"""The establishment by staff group or by band: what each comes to, with its share drawn small."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from negotiator.domain.establishment import StaffLine
from negotiator.wording.figures import number, share
from ui.pages.establishment.entry import exact
from ui.pages.establishment.lines import Part, Totals, parts
from ui.theme import Theme
from ui.widgets import SORT_ROLE, Card, CellDelegate, DataTable, Segmented, TupleModel, Words


class PartColumn(Enum):
    KEY = "key"
    BANDS = "bands"
    LINES = "lines"
    HEADS = "heads"
    WTE = "wte"
    SHARE = "share"


class PartModel(TupleModel[Part]):
    """Staff groups, or bands."""

    columns = PartColumn
    by = "group"

    def head(self, column: Any) -> str:
        return {
            PartColumn.KEY: self.tr("Staff group") if self.by == "group" else self.tr("Band"),
            PartColumn.BANDS: self.tr("Bands"),
            PartColumn.LINES: self.tr("Lines"),
            PartColumn.HEADS: self.tr("Heads"),
            PartColumn.WTE: self.tr("WTE"),
            PartColumn.SHARE: self.tr("Share of all WTE"),
        }[column]

    def words(self, record: Part, column: Any) -> str:
        match column:
            case PartColumn.KEY:
                return record.key if self.by == "group" else self.tr("Band {band}").format(band=record.key)
            case PartColumn.BANDS:
                ends = dict.fromkeys(record.bands[:1] + record.bands[-1:])
                return self.tr(" to ").join(ends)
            case PartColumn.LINES:
                return number(record.totals.lines)
            case PartColumn.HEADS:
                return number(record.totals.heads)
            case PartColumn.WTE:
                return exact(record.totals.wte, 1)
        return share(record.share, 1)

    def is_figure(self, column: Any) -> bool:
        return column in (PartColumn.LINES, PartColumn.HEADS, PartColumn.WTE)

    def is_strong(self, record: Part, column: Any) -> bool:
        return column is PartColumn.KEY

    def tone(self, record: Part, column: Any) -> str:
        return "muted" if column is PartColumn.BANDS else ""

    def sort_value(self, record: Part, column: Any) -> Any:
        return float(record.share) if column is PartColumn.SHARE else self.words(record, column)

    def key(self, record: Part) -> object:
        return record.key


class BarDelegate(CellDelegate):
    """A share as its figure and a bar that starts at nought; the longest bar is the largest share."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.largest = 1.0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        value = float(index.data(SORT_ROLE) or 0)
        area = QRectF(option.rect)
        left = area.left() + self._theme.px(68)
        room = max(0.0, area.right() - self._theme.px(16) - left)
        height = self._theme.px(9)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("blue_fill"))
        width = room * value / self.largest if self.largest else 0.0
        painter.drawRect(QRectF(left, area.center().y() - height / 2, width, height))
        painter.restore()


class GroupsCard(Card):
    """``chosen`` gives ``group`` or ``band`` and the key of the row that was opened."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.theme = theme
        self._lines: tuple[StaffLine, ...] = ()
        self.set_title(self.tr("By staff group"), self.tr("Open one to see its lines"))
        self.choice = Segmented(
            self.tr("Gathered by"), (("group", self.tr("Staff groups")), ("band", self.tr("Bands")))
        )
        self.add_to_head(self.choice)
        self.model = PartModel(self)
        self.table = DataTable(theme, self.tr("The establishment by staff group"), rows=True, dense=False)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.bars = BarDelegate(theme, self.table)
        self.table.setItemDelegateForColumn(self.model.column_of(PartColumn.SHARE), self.bars)
        self.table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        head = self.table.horizontalHeader()
        for column, width in (
            (PartColumn.KEY, 220),
            (PartColumn.BANDS, 90),
            (PartColumn.LINES, 80),
            (PartColumn.HEADS, 80),
            (PartColumn.WTE, 100),
        ):
            self.table.setColumnWidth(self.model.column_of(column), theme.px(width))
        head.setSectionResizeMode(self.model.column_of(PartColumn.SHARE), QHeaderView.ResizeMode.Stretch)
        self.add(self.table, 1)
        self.totals = Words(theme, (), "body", wrap=False)
        self.footer().addWidget(self.totals)
        self.choice.chosen.connect(self._on_chosen)
        self.table.activated_record.connect(self._on_opened)
        self.table.clicked.connect(self._on_opened)

    def set_lines(self, lines: Sequence[StaffLine]) -> None:
        self._lines = tuple(lines)
        found = parts(self._lines, self.model.by)
        self.bars.largest = max((float(part.share) for part in found), default=1.0)
        self.model.set_records(found)
        totals = Totals.of(self._lines)
        self.totals.set_parts(
            [
                (number(totals.lines), "strong"),
                (self.tr(" lines · "), "muted"),
                (number(totals.heads), "strong"),
                (self.tr(" people · "), "muted"),
                (exact(totals.wte, 1), "strong"),
                (self.tr(" WTE"), "muted"),
            ]
        )

    def _on_chosen(self, by: str) -> None:
        self.model.by = by
        self.table.setColumnHidden(self.model.column_of(PartColumn.BANDS), by == "band")
        self.set_title(self.tr("By staff group") if by == "group" else self.tr("By band"))
        self.model.set_records(())
        self.set_lines(self._lines)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.by, self.model.record(index.row()).key)
