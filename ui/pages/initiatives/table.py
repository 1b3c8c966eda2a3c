"""The register as a table: what was done and by whom, and what it would cost on our scale and at our prices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from negotiator.domain.comparators import Initiative
from negotiator.domain.scaling import Scaled
from negotiator.wording import initiatives as words
from negotiator.wording.figures import NOUGHT_IN_TABLE, amount, number
from ui.widgets import DETAIL_ROLE, CellDelegate, TupleModel

FICTIONAL_ROLE = int(Qt.ItemDataRole.UserRole) + 40


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An initiative, on our scale, with the letters or names of its options."""

    initiative: Initiative
    scaled: Scaled
    options: str

    @property
    def id(self) -> str:
        return self.initiative.id


class Column(Enum):
    WHAT = "what"
    COVERED = "covered"
    WTE = "wte"
    COST = "cost"
    PER_WTE = "per_wte"
    OURS = "ours"
    STRENGTH = "strength"
    COMPARABLE = "comparable"
    OPTIONS = "options"


SPARE = (Column.COVERED, Column.COST, Column.WTE, Column.COMPARABLE, Column.PER_WTE, Column.OPTIONS, Column.STRENGTH)
"""Columns in the order in which they give way where there is no room."""


class RegisterModel(TupleModel[RegisterRow]):
    """One row for each initiative."""

    columns = Column

    def head(self, column: Any) -> str:
        return {
            Column.WHAT: self.tr("What was done, and by whom"),
            Column.COVERED: self.tr("Staff covered"),
            Column.WTE: self.tr("WTE"),
            Column.COST: self.tr("Cost a year, £"),
            Column.PER_WTE: self.tr("Each WTE, £"),
            Column.OURS: self.tr("Our scale, £"),
            Column.STRENGTH: self.tr("Evidence"),
            Column.COMPARABLE: self.tr("Comparable"),
            Column.OPTIONS: self.tr("Options"),
        }[column]

    def words(self, record: RegisterRow, column: Any) -> str:
        one, scaled = record.initiative, record.scaled
        if column is Column.WHAT:
            return one.title
        if column is Column.COVERED:
            return one.staff_covered
        if column is Column.WTE:
            return NOUGHT_IN_TABLE if one.wte_covered is None else number(one.wte_covered, 1)
        if column is Column.COST:
            if one.yearly_cost is None:
                return NOUGHT_IN_TABLE
            prices = f" ({one.price_year})" if one.price_year else ""
            return f"{amount(one.yearly_cost)}{prices}"
        if column is Column.PER_WTE:
            return self.tr("not known") if scaled.per_wte_now is None else amount(scaled.per_wte_now)
        if column is Column.OURS:
            return self.tr("not known") if scaled.ours is None else amount(scaled.ours)
        if column is Column.STRENGTH:
            return words.strength(one.strength)
        if column is Column.COMPARABLE:
            return words.comparable(one.comparable)
        return record.options or self.tr("none linked")

    def is_figure(self, column: Any) -> bool:
        return column in (Column.WTE, Column.COST, Column.PER_WTE, Column.OURS)

    def spoken(self, record: RegisterRow, column: Any) -> str:
        if column is not Column.WHAT:
            return self.words(record, column)
        fictional = self.tr(", fictional") if record.initiative.fictional else ""
        return f"{record.initiative.title}, {record.initiative.employer}{fictional}"

    def is_strong(self, record: RegisterRow, column: Any) -> bool:
        return column is Column.OURS and record.scaled.ours is not None

    def tone(self, record: RegisterRow, column: Any) -> str:
        unknown = column is Column.PER_WTE and record.scaled.per_wte_now is None
        unknown |= column is Column.OURS and record.scaled.ours is None
        unknown |= column is Column.STRENGTH and not record.initiative.strength
        unknown |= column is Column.COMPARABLE and not record.initiative.comparable
        unknown |= column is Column.OPTIONS and not record.options
        return "muted" if unknown else ""

    def extra(self, record: RegisterRow, column: Any, role: int) -> Any:
        if column is Column.WHAT and role == DETAIL_ROLE:
            return record.initiative.employer
        if column is Column.WHAT and role == FICTIONAL_ROLE:
            return record.initiative.fictional
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                words.how_scaled(record.scaled) if column in (Column.PER_WTE, Column.OURS) else record.initiative.what
            )
        return None


class WhatDelegate(CellDelegate):
    """The first column: what was done over who did it; what is invented carries a chip that says so."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        theme, px = self._theme, self._theme.px
        area = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("tint"))
        left, right = area.left() + px(14), area.right() - px(6)
        top = area.center().y() - px(17)
        self._line(painter, "body-medium", "text", str(index.data()), QRectF(left, top, right - left, px(18)))
        below = QRectF(left, top + px(18), right - left, px(16))
        if index.data(FICTIONAL_ROLE):
            chip = self.tr("fictional")
            width = theme.metrics("caption-medium").horizontalAdvance(chip) + px(10)
            box = QRectF(left, below.top() + 0.5, width, px(16))
            painter.setPen(QPen(theme.color("amber"), 1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setFont(theme.font("caption-medium"))
            painter.setPen(theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip)
            below.setLeft(left + width + px(6))
        self._line(painter, "caption", "muted", str(index.data(DETAIL_ROLE) or ""), below)
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        view = option.widget
        if view is not None and view.hasFocus() and index.row() == view.currentIndex().row():  # type: ignore[attr-defined]
            painter.setPen(QPen(theme.color("blue"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def _line(self, painter: QPainter, role: str, tone: str, text: str, room: QRectF) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(tone))
        shown = self._theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
