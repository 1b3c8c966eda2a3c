"""A chart on the screen."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from negotiator.reporting.charts.marks import Chart, ChartDrawing, Mark
from negotiator.reporting.charts.style import ChartStyle
from ui.charts.painting import DrawingPainter
from ui.charts.style import high_contrast_style, style_for
from ui.theme import Theme

ROOM_AT_ONCE = 480
"""How wide a chart must be at 100 % for everything on it; in less than that its text grows less than the reader's."""
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


def table_as_csv(table: tuple[tuple[str, ...], ...]) -> str:
    """The chart's table as CSV, so that a spreadsheet takes it. Cells that a spreadsheet would run are made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in table:
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t\r" and cell[:1] else cell for cell in row])
    return out.getvalue()


class ChartView(QWidget):
    """Shows a `Chart`, laid out anew for the room it has. Arrow keys walk over its marks, Enter chooses one.

    Signals:
        mark_chosen(str): the key of a mark that was clicked, or chosen with Enter or Space.
        table_asked: the reader wants the chart as a table; the page shows `table`.
    """

    mark_chosen = Signal(str)
    table_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._laid_out: ChartDrawing | None = None
        self._is_laid_out = False
        self._least_heights: dict[int, int] = {}
        self._styles: dict[float, ChartStyle] = {}
        self._style: ChartStyle | None = None
        self._theme: Theme | None = None
        self._empty = ""
        self._picture: QPixmap | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # --- what it shows -----------------------------------------------------------------------------------------------

    def show_chart(self, chart: Chart | None, empty: str = "") -> None:
        """Show this chart; None shows the sentence ``empty`` in its place."""
        key = self.current_mark.key if self.current_mark else ""
        self._chart, self._empty = chart, empty
        self._restyle()
        marks = self._drawn.marks if self._drawn else ()
        self._at = next((i for i, mark in enumerate(marks) if key and mark.key == key), -1)
        self._describe()
        self.updateGeometry()

    def set_style(self, style: ChartStyle | None) -> None:
        """Use this style; None takes the one that goes with the palette."""
        self._style = style
        self._restyle()

    def follow(self, theme: Theme) -> None:
        """Take the reader's text size and high contrast from the theme, now and when it changes."""
        self._theme = theme
        theme.changed.connect(self._on_theme)
        self._on_theme()

    @property
    def drawing(self) -> ChartDrawing | None:
        """The chart as it is laid out now."""
        return self._drawn

    @property
    def _drawn(self) -> ChartDrawing | None:
        """Laid out when it is first asked for: a page that is being put together is resized many times before it is
        painted."""
        if not self._is_laid_out:
            self._is_laid_out = True
            if self._chart is not None and self.width() >= 2:
                self._laid_out = self._chart.draw(self._chosen_style(), float(self.width()), float(self.height()))
        return self._laid_out

    @property
    def sentence(self) -> str:
        """What the chart shows, in words."""
        return self._drawn.sentence if self._drawn else self._empty

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The chart as rows; the first holds the heads."""
        return self._drawn.table if self._drawn else ()

    @property
    def current_mark(self) -> Mark | None:
        """The mark that the keyboard stands on."""
        if self._drawn and 0 <= self._at < len(self._drawn.marks):
            return self._drawn.marks[self._at]
        return None

    def mark_at(self, place: QPointF | QPoint) -> Mark | None:
        """The mark under a point of the widget, the last drawn first."""
        if self._drawn is None:
            return None
        x, y = place.x(), self._drawn.height - place.y()
        for mark in reversed(self._drawn.marks):
            if mark.x <= x <= mark.x + mark.w and mark.y <= y <= mark.y + mark.h:
                return mark
        return None

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture, at twice its size so that it prints well."""
        picture = QPixmap(self.size() * 2)
        picture.setDevicePixelRatio(2)
        self._paint_on(picture)
        QGuiApplication.clipboard().setPixmap(picture)

    def copy_table(self) -> None:
        """Put the chart's table on the clipboard as CSV."""
        QGuiApplication.clipboard().setText(table_as_csv(self.table))

    def actions_for_menu(self) -> list[QAction]:
        """Show as table, copy as picture, copy as CSV: for the chart's own menu and for a page's menu button."""
        table = QAction(self.tr("Show as &table"), self)
        table.triggered.connect(self.table_asked)
        picture = QAction(self.tr("Copy as &picture"), self)
        picture.triggered.connect(self.copy_picture)
        rows = QAction(self.tr("Copy as &CSV"), self)
        rows.triggered.connect(self.copy_table)
        for action in (table, picture, rows):
            action.setEnabled(self._drawn is not None)
        return [table, picture, rows]

    # --- layout ------------------------------------------------------------------------------------------------------

    def _chosen_style(self, width: float | None = None) -> ChartStyle:
        """The style for this width, or for that of the widget: text as large as the reader's where there is room."""
        if self._style is not None:
            return self._style
        room = (self.width() if width is None else width) / ROOM_AT_ONCE
        text_size = min(self._theme.scale, max(1.0, room)) if self._theme is not None else 1.0
        if text_size not in self._styles:
            high_contrast = self._theme is not None and self._theme.is_high_contrast
            look = high_contrast_style if high_contrast else style_for
            self._styles[text_size] = look(self.palette(), text_size)
        return self._styles[text_size]

    def _on_theme(self) -> None:
        self._restyle()
        self.updateGeometry()

    def _restyle(self) -> None:
        """Forget what was found for another chart or another look."""
        self._least_heights.clear()
        self._styles.clear()
        self._lay_out()

    def _lay_out(self) -> None:
        self._picture = self._laid_out = None
        self._is_laid_out = False
        self.update()

    def hasHeightForWidth(self) -> bool:
        return self._chart is not None

    def heightForWidth(self, width: int) -> int:
        if self._chart is None:
            return -1
        if width not in self._least_heights:  # layouts ask many times over
            least = self._chart.least_height(self._chosen_style(width), float(width))
            self._least_heights[width] = int(least + 0.999)
        return self._least_heights[width]

    def sizeHint(self) -> QSize:
        width = self.width() if self._chart is not None and self.width() >= 2 else 520
        return QSize(520, max(self.heightForWidth(width), 120))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(max(self.width(), 280)) if self._chart else 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # how high it must be depends on how wide it is

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._restyle()

    # --- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatioF() != ratio:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            self._paint_on(picture)
            self._picture = picture
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        mark = self.current_mark
        if mark is not None and self.hasFocus() and self._drawn:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._chosen_style().us), 2))
            box = QRectF(mark.x, self._drawn.height - mark.y - mark.h, mark.w, mark.h)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def _paint_on(self, picture: QPixmap) -> None:
        style = self._chosen_style()
        picture.fill(QColor(style.ground))
        painter = QPainter(picture)
        if self._drawn is not None:
            DrawingPainter(painter, self._drawn.drawing).paint()
        elif self._empty:
            painter.setPen(QColor(style.muted))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
        painter.end()

    # --- pointing and walking ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            if mark is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), mark.says, self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and mark is not None and self._drawn:
            self._move_to(self._drawn.marks.index(mark))
            self.mark_chosen.emit(mark.key)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._drawn.marks) if self._drawn else 0
        key = event.key()
        if count and key in _FORWARD:
            self._move_to(min(self._at + 1, count - 1))
        elif count and key in _BACK:
            self._move_to(max(self._at - 1, 0))
        elif count and key == Qt.Key.Key_Home:
            self._move_to(0)
        elif count and key == Qt.Key.Key_End:
            self._move_to(count - 1)
        elif self.current_mark is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.mark_chosen.emit(self.current_mark.key)
        else:
            super().keyPressEvent(event)

    def _move_to(self, index: int) -> None:
        self._at = index
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._at < 0 and self._drawn and self._drawn.marks:
            self._at = 0
            self._describe()
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _describe(self) -> None:
        """What a screen reader says: the sentence as the name, the mark in focus as the description."""
        mark = self.current_mark
        self.setAccessibleName(self.sentence)
        self.setAccessibleDescription(mark.says if mark is not None else self.sentence)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions_for_menu())
        menu.popup(event.globalPos())
