"""The options of a proposal as cards in a list."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from negotiator.wording.figures import money
from ui.theme import Theme
from ui.widgets import RECORD_ROLE, Button, Text, TupleModel

Index = QModelIndex | QPersistentModelIndex
WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


def tr(text: str) -> str:
    return QCoreApplication.translate("Options", text)


@dataclass(frozen=True, slots=True)
class OptionCard:
    """What a card says: ``yearly`` None until it is costed; ``room`` is envelope less cost, None without a mandate."""

    id: str
    name: str
    summary: str
    measures: int
    yearly: Decimal | None = None
    room: Decimal | None = None
    preferred: bool = False
    is_no_change: bool = False

    def standing(self) -> tuple[str, str, str]:
        """Icon, token and words for how it stands against the envelope; empty where there is none."""
        if self.room is None:
            return "", "", ""
        if self.room >= 0:
            return "check", "green", tr("{money} inside").format(money=money(self.room))
        return "triangle-alert", "red", tr("{money} above").format(money=money(-self.room))

    def chips(self) -> list[str]:
        if self.is_no_change:
            return []
        count = tr("1 measure") if self.measures == 1 else tr("{n} measures").format(n=self.measures)
        return [tr("Preferred"), count] if self.preferred else [count]


class _Column(Enum):
    CARD = "Options"


class OptionsModel(TupleModel[OptionCard]):
    """One column of cards."""

    columns = _Column

    def words(self, record: OptionCard, column: Any) -> str:
        return record.name

    def spoken(self, record: OptionCard, column: Any) -> str:
        cost = tr("{money} a year").format(money=money(record.yearly)) if record.yearly is not None else ""
        return ", ".join(
            part for part in (record.name, record.summary, cost, record.standing()[2], *record.chips()) if part
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.record(index.row()).is_no_change:
            flags &= ~Qt.ItemFlag.ItemIsSelectable
        return flags


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def _wrapped_height(self, text: str, width: float, role: str) -> float:
        box = self._theme.metrics(role).boundingRect(QRectF(0, 0, width, 400), WRAPPED, text)
        return min(box.height(), 2 * self._theme.metrics(role).lineSpacing())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: OptionCard = index.data(RECORD_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else self._theme.px(220)
        inside = width - self._theme.px(30)
        height = 26 + 21 + 12
        if card.standing()[0]:
            height += 19
        if card.yearly is not None:
            height += 27
        if card.chips():
            height += 27
        summary = self._wrapped_height(card.summary, inside, "caption") if card.summary else 0
        return QSize(width, self._theme.px(height) + round(summary))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, card = self._theme, index.data(RECORD_ROLE)
        px = theme.px
        area = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -px(12) - 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("blue" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.color("sunken" if card.is_no_change else "card"))
        painter.drawRoundedRect(area, px(6), px(6))
        left, width = area.left() + px(14), area.width() - px(28)
        top = area.top() + px(12)

        def line(text: str, role: str, token: str, height: float, x: float = left) -> float:
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(token))
            metrics = theme.metrics(role)
            room = left + width - x
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, top, room, height), Qt.AlignmentFlag.AlignVCenter, shown)
            return metrics.horizontalAdvance(shown)

        line(card.name, "body-strong", "text", px(19))
        top += px(21)
        if card.summary:
            height = self._wrapped_height(card.summary, width, "caption")
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("muted"))
            painter.save()
            painter.setClipRect(QRectF(left, top, width, height + 1))
            painter.drawText(QRectF(left, top, width, 400), WRAPPED, card.summary)
            painter.restore()
            top += height + px(2)
        if card.yearly is not None:
            advance = line(money(card.yearly), "figure", "text", px(25))
            line(tr("a year"), "caption", "muted", px(27), left + advance + px(6))
            top += px(27)
        icon, token, words = card.standing()
        if icon:
            painter.drawPixmap(QRectF(left, top + px(2), px(13), px(13)).toRect(), theme.pixmap(icon, token, 13))
            advance = line(words, "caption-strong", token, px(17), left + px(16))
            after, whose = left + px(16) + advance + px(4), tr("the envelope")
            if after + theme.metrics("caption").horizontalAdvance(whose) <= left + width:
                line(whose, "caption", "muted", px(17), after)
            top += px(19)
        x = left
        top += px(4)
        for chip in card.chips():
            metrics = theme.metrics("caption-medium")
            star = px(16) if chip == tr("Preferred") else 0
            if x + metrics.horizontalAdvance(chip) + px(14) + star > area.right() - px(4):
                break  # what has no room is in the list of measures anyway
            box = QRectF(x + 0.5, top + 0.5, metrics.horizontalAdvance(chip) + px(14) + star, px(19))
            painter.setPen(theme.color("line"))
            painter.setBrush(theme.color("card"))
            painter.drawRoundedRect(box, px(3), px(3))
            if star:
                place = QRectF(box.left() + px(6), box.top() + px(3), px(13), px(13))
                painter.drawPixmap(place.toRect(), theme.pixmap("star", "text", 13))
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font("caption-medium"))
            painter.drawText(QPointF(box.left() + px(7) + star, box.top() + px(14)), chip)
            x = box.right() + px(6)
        if option.state & QStyle.StateFlag.State_HasFocus and not chosen:
            painter.setPen(QPen(theme.color("blue"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), px(5), px(5))
        painter.restore()


class OptionList(QListView):
    """The cards; ``chosen`` gives an option's id."""

    chosen = Signal(str)
    delete_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = OptionsModel(self)
        self.setModel(self.cards)
        self.setProperty("role", "bare-list")
        self.setAccessibleName(self.tr("Options"))
        self.setItemDelegate(_CardDelegate(theme, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.doItemsLayout)

    def set_cards(self, cards: tuple[OptionCard, ...], chosen_id: str) -> None:
        self.cards.set_records(cards)
        row = self.cards.row_of(chosen_id)
        moved = row >= 0 and self.currentIndex().row() != row
        if moved:
            self.setCurrentIndex(self.cards.index(row, 0))
        self.doItemsLayout()
        if moved:
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and not self.cards.record(current.row()).is_no_change:
            self.chosen.emit(self.cards.record(current.row()).id)


class OptionsColumn(QWidget):
    """The left column: the cards under their heading, and the button that adds an option."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme.px(166))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Options"), "caption-strong", "muted"), 1)
        self.add_button = Button(theme, self.tr("Add option"), role="link")
        head.addWidget(self.add_button)
        column.addLayout(head)
        self.list = OptionList(theme)
        column.addWidget(self.list, 1)
