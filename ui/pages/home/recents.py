"""The table of recent workspaces: what is next in each, not only when it was saved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from negotiator.domain.markings import Marking
from negotiator.services.recents import Recent
from negotiator.wording.figures import short_day, time_of_day
from ui.paths import shown_path
from ui.widgets import DETAIL_ROLE, ICON_ROLE, MARKING_ROLE, CellDelegate, TupleModel

Index = QModelIndex | QPersistentModelIndex


class RecentColumn(Enum):
    """The columns of the table."""

    WORKSPACE = 0
    SAVED = 1
    NEXT = 2
    MARKING = 3


class RecentModel(TupleModel[Recent]):
    """Recent workspaces. ``today`` decides what is called today and what is past."""

    columns = RecentColumn

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = date.min

    def head(self, column: Any) -> str:
        return {
            RecentColumn.WORKSPACE: self.tr("Workspace"),
            RecentColumn.SAVED: self.tr("Saved"),
            RecentColumn.NEXT: self.tr("Next"),
            RecentColumn.MARKING: self.tr("Marking"),
        }[column]

    def is_figure(self, column: Any) -> bool:
        return column is RecentColumn.MARKING

    def key(self, record: Recent) -> object:
        return record.path

    def words(self, record: Recent, column: Any) -> str:
        if column is RecentColumn.WORKSPACE:
            return record.title or Path(record.path).stem
        if column is RecentColumn.SAVED:
            return self._saved(record.saved_at)
        if column is RecentColumn.NEXT:
            return self.tr("Not shown") if record.is_sealed else self._next(record)
        return self.tr("Has a passphrase") if record.is_sealed else _marking(record).value

    def spoken(self, record: Recent, column: Any) -> str:
        if column is RecentColumn.WORKSPACE:
            locked = self.tr("has a passphrase, ") if record.is_sealed else ""
            return f"{self.words(record, column)}, {locked}{self._where(record)}"
        return self.words(record, column)

    def tone(self, record: Recent, column: Any) -> str:
        return "muted" if column is RecentColumn.SAVED else ""

    def extra(self, record: Recent, column: Any, role: int) -> Any:
        if column is RecentColumn.WORKSPACE and role == DETAIL_ROLE:
            return self._where(record)
        if column is RecentColumn.WORKSPACE and role == ICON_ROLE:
            return "lock" if record.is_sealed else "file-text"
        if column is RecentColumn.MARKING and role == MARKING_ROLE and not record.is_sealed:
            return _marking(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return record.path
        return None

    def _where(self, record: Recent) -> str:
        folder = shown_path(Path(record.path).parent)
        return folder if record.is_there else self.tr("Not found in {folder}").format(folder=folder)

    def _saved(self, moment: str) -> str:
        try:
            saved = datetime.fromisoformat(moment).astimezone()
        except ValueError:
            return ""
        if saved.date() == self.today:
            return self.tr("Today, {time}").format(time=time_of_day(saved))
        if saved.date() > self.today - timedelta(days=6):
            return f"{saved:%a} {short_day(saved.date())}"
        words = short_day(saved.date())
        return words if saved.year == self.today.year else f"{words} {saved.year}"

    def _next(self, record: Recent) -> str:
        try:
            day = date.fromisoformat(record.next_meeting)
        except ValueError:
            return self.tr("No meeting set")
        if day < self.today:
            return self.tr("Last met {day}").format(day=short_day(day))
        return f"{record.forum or self.tr('Meeting')}, {short_day(day)}"


class RecentDelegate(CellDelegate):
    """The first column has an icon and two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        detail = index.data(DETAIL_ROLE)
        if not detail:
            super().paint(painter, option, index)
            return
        theme, area = self._theme, QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, theme.color("tint"))
        side, left = theme.px(18), area.left() + theme.px(16)
        token = "on_tint" if chosen and theme.is_high_contrast else "blue"
        place = QRectF(left, area.center().y() - side / 2, side, side)
        painter.drawPixmap(place.toRect(), theme.pixmap(str(index.data(ICON_ROLE)), token, 18))
        left += side + theme.px(11)
        width, top = area.right() - left - theme.px(8), area.center().y() - theme.px(17)
        shorten = Qt.TextElideMode
        for role, words, tone, height, mode in (
            ("body-strong", str(index.data()), "on_tint" if chosen else "text", 18, shorten.ElideRight),
            (
                "caption",
                str(detail),
                "on_tint" if chosen and theme.is_high_contrast else "muted",
                16,
                shorten.ElideMiddle,
            ),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(tone))
            shown = theme.metrics(role).elidedText(words, mode, width)
            line = QRectF(left, top, width, theme.px(height))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            top += theme.px(height)
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def _marking(record: Recent) -> Marking:
    try:
        return Marking(record.marking)
    except ValueError:
        return Marking.TEAM
