"""Tables and lists: one-pixel row lines, tabular figures, a two-pixel frame for the current cell, Tab leaves."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import Theme
from ui.theme.type import tabular
from ui.widgets.chips import marking_chip_size, paint_marking_chip
from ui.widgets.models import (
    DETAIL_ROLE,
    ERROR_ROLE,
    GROUP_CHOSEN_ROLE,
    GROUP_ROLE,
    ICON_ROLE,
    MARKING_ROLE,
    STRONG_ROLE,
    TONE_ROLE,
    TRAIL_ROLE,
)
from ui.widgets.wrapping import broken_lines

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


def icon_of(index: Index) -> tuple[str, str]:
    """Name and token of a row's icon; an empty name where it has none."""
    value = index.data(ICON_ROLE)
    if not value:
        return "", ""
    return (value, "blue") if isinstance(value, str) else (value[0], value[1])


def _plain(index: Index) -> QModelIndex:
    """The index as a signal carries it."""
    return index if isinstance(index, QModelIndex) else index.model().index(index.row(), index.column(), index.parent())


class CellDelegate(QStyledItemDelegate):
    """Cells with a line beneath, the current one framed, tones and weight from the model's roles."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.last_room = 5
        """Pixels at the right of the last column, beside the style's own three; heads have as many."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.data(STRONG_ROLE):
            option.font.setWeight(QFont.Weight.DemiBold)
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            tabular(option.font)
        tone = index.data(TONE_ROLE)
        if tone:
            ink = self._theme.color(tone)
            option.palette.setColor(QPalette.ColorRole.Text, ink)
            if tone in ("muted", "blue", "navy"):
                option.palette.setColor(QPalette.ColorRole.HighlightedText, ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        left, right = self._padding(option.widget, index)
        marking = index.data(MARKING_ROLE)
        if marking is not None:
            size = marking_chip_size(self._theme, marking)
            place = QPointF(
                area.right() - size.width() - right - self._theme.px(3), area.center().y() - size.height() / 2 + 1
            )
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, self._theme.color("tint"))
            paint_marking_chip(painter, self._theme, marking, place)
        else:
            self._paint_words(painter, option, index, area.adjusted(left, 0, -right, 0))
        painter.save()
        painter.setPen(self._theme.color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index.data(ERROR_ROLE):
            painter.setPen(QPen(self._theme.color("red"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        view = option.widget
        if isinstance(view, QTableView) and index == view.currentIndex() and self._frames(view):
            painter.setPen(QPen(self._theme.color("blue"), 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, room: QRect) -> None:
        """The cell's ground within the cell, its words within ``room``, which may be wider."""
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.color("tint"))
            drawn.state &= ~QStyle.StateFlag.State_Selected
            drawn.palette.setColor(QPalette.ColorRole.Text, drawn.palette.color(QPalette.ColorRole.HighlightedText))
        else:
            painter.fillRect(option.rect, drawn.backgroundBrush)
        drawn.backgroundBrush = QBrush()
        drawn.rect = room
        view = option.widget
        style = view.style() if view is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        padding = sum(self._padding(view, index))
        if isinstance(view, QTableView) and view.wordWrap():
            # The words have the room of the cell less its padding.
            wrapped = QStyleOptionViewItem(option)
            wrapped.rect = option.rect.adjusted(0, 0, -padding, 0)
            hint = super().sizeHint(wrapped, index) + QSize(0, self._theme.px(6))
        else:
            hint = super().sizeHint(option, index)
        return QSize(hint.width() + padding + self._theme.px(6), hint.height())

    def _padding(self, view: QWidget | None, index: Index) -> tuple[int, int]:
        """Room at the left and right of a cell; the outermost ones stand further in, under their heads."""
        inner = self._theme.px(1)
        is_figure = int(index.data(_Role.TextAlignmentRole) or 0) & int(Qt.AlignmentFlag.AlignRight)
        # A figure may begin before its cell, where the one beside it leaves room: cut off, it would say something else.
        left = -self._theme.px(7) if is_figure else inner
        if not isinstance(view, QTableView):
            return left, inner
        head = view.horizontalHeader()
        place = head.visualIndex(index.column())
        right = self._theme.px(self.last_room) if place == head.count() - 1 else inner
        return (self._theme.px(13) if place == 0 else left), right

    @staticmethod
    def _frames(view: QTableView) -> bool:
        by_cell = view.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectItems
        return by_cell or view.hasFocus()


class DataTable(QTableView):
    """A table of figures.

    Signals:
        activated_record: Enter or double click on a cell that cannot be edited, with its index.
        pasted: rows of cells from the clipboard, as a tuple of tuples of text.
        delete_pressed: the Delete key, on whatever is selected.
    """

    activated_record = Signal(object)
    pasted = Signal(object)
    delete_pressed = Signal()
    current_moved = Signal(object)

    def __init__(
        self, theme: Theme, name: str, *, rows: bool = False, dense: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row_height = 27 if dense else 30
        self._wraps = False
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.resizeRowsToContents)
        self.setProperty("role", "table")
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(CellDelegate(theme, self))
        behavior = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behavior.SelectRows if rows else behavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(theme.px(40))
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._render)
        self._render()

    def setModel(self, model) -> None:  # type: ignore[no-untyped-def]
        """The head's height is known once there are columns."""
        super().setModel(model)
        self._spare_head()
        self._render()

    def set_wrapping(self) -> None:
        """For sentences: a cell that needs them takes two lines, no more."""
        self.setWordWrap(True)
        self._wraps = True
        self._render()
        self.horizontalHeader().sectionResized.connect(self._fit_rows)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _fit_rows(self) -> None:
        """How high a row must be depends on how wide its columns are; once, however many columns changed."""
        if not self._fitting.isActive():
            self._fitting.start()

    def set_two_levels(self) -> TwoLevelHeader:
        """A head with groups above columns; the model answers `GROUP_ROLE`."""
        head = TwoLevelHeader(self._theme, self)
        self.setHorizontalHeader(head)
        self._spare_head()
        head.show()
        return head

    def _spare_head(self) -> None:
        """Give the heads a selection of their own, always empty. They show none, but would ask every cell of a chosen
        column whether it can be chosen: seconds, where all of 25,000 lines are."""
        model = self.model()
        if model is not None:
            for head in (self.horizontalHeader(), self.verticalHeader()):
                head.setSelectionModel(QItemSelectionModel(model, head))

    def copy(self) -> None:
        """The selected cells as text between tabs, heads first where whole rows are selected."""
        indexes = sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column()))
        if not indexes:
            return
        columns = sorted({i.column() for i in indexes})
        rows = sorted({i.row() for i in indexes})
        cells = {(i.row(), i.column()): str(i.data() or "") for i in indexes}
        lines = ["\t".join(cells.get((row, column), "") for column in columns) for row in rows]
        if self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows:
            model, across = self.model(), Qt.Orientation.Horizontal
            lines.insert(0, "\t".join(str(model.headerData(column, across) or "") for column in columns))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if text:
                self.pasted.emit(tuple(tuple(line.split("\t")) for line in text.rstrip("\r\n").splitlines()))
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() is not self.State.EditingState:
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_moved.emit(_plain(current))

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def set_row_height(self, height: int) -> None:
        """In pixels at 100 %."""
        if height != self._row_height:
            self._row_height = height
            self._render()

    def content_height(self) -> int:
        """The height at which every row shows and nothing scrolls."""
        rows = self.model().rowCount() if self.model() is not None else 0
        return self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 2

    def _activate(self, index: Index) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif index.isValid():
            self.activated_record.emit(_plain(index))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.activated_record.emit(index)

    def _render(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._row_height))
        if self._wraps:
            self.verticalHeader().setMinimumSectionSize(self._theme.px(30))
            self.verticalHeader().setMaximumSectionSize(self._theme.px(46))
        # A head without columns yet has no height of its own.
        least = self._theme.px(28)
        self.horizontalHeader().setFixedHeight(max(least, self.horizontalHeader().sizeHint().height()))
        self.viewport().update()


class TwoLevelHeader(QHeaderView):
    """Groups above their columns. ``group_clicked`` gives the first column of the group."""

    group_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._heights = (28, 28)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(40))
        theme.changed.connect(self._resize)
        self._resize()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(sum(self._heights)))

    def set_heights(self, group: int, column: int) -> None:
        """Of the groups' line and of the columns', in pixels at 100 %. From 30 a group's name may take two lines."""
        if (group, column) != self._heights:
            self._heights = (group, column)
            self._resize()

    def groups(self) -> list[tuple[str, int, int, bool]]:
        """Words, first and last visible column, and whether chosen, of each run of columns with the same group."""
        runs: list[tuple[str, int, int, bool]] = []
        model = self.model()
        for section in range(self.count() if model is not None else 0):
            if self.isSectionHidden(section):
                continue
            words = str(model.headerData(section, Qt.Orientation.Horizontal, GROUP_ROLE) or "")
            chosen = bool(model.headerData(section, Qt.Orientation.Horizontal, GROUP_CHOSEN_ROLE))
            if runs and words and runs[-1][0] == words:
                runs[-1] = (words, runs[-1][1], section, chosen)
            else:
                runs.append((words, section, section, chosen))
        return runs

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens, half = self._theme, self._theme.px(self._heights[0])
        painter.fillRect(self.viewport().rect(), tokens.color("card"))
        for words, first, last, chosen in self.groups():
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            area = QRect(left, 0, right - left, self.height())
            if chosen:
                painter.fillRect(area, tokens.color("sunken"))
            painter.setPen(tokens.color("line"))
            if words:
                painter.drawLine(left, 0, left, self.height())
                painter.drawLine(left, half, right, half)
                painter.setFont(tokens.font("caption-strong"))
                painter.setPen(tokens.color("blue" if chosen else "text"))
                self._paint_group(painter, QRect(left + 4, 0, right - left - 8, half), words)
            for section in range(first, last + 1):
                if not self.isSectionHidden(section):
                    self._paint_column(painter, section, half)
        painter.setPen(tokens.color("mark"))
        painter.drawLine(0, self.height() - 1, self.viewport().width(), self.height() - 1)
        painter.end()

    def mouseReleaseEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().mouseReleaseEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        for words, first, last, _ in self.groups():
            if words and first <= section <= last and event.position().y() < self._theme.px(self._heights[0]):
                self.group_clicked.emit(first)

    def _paint_group(self, painter: QPainter, place: QRect, words: str) -> None:
        """On one line; on two where it needs them and has their height."""
        most = max(1, place.height() // self._theme.px(15))
        lines = broken_lines(words, painter.font(), place.width())[0]
        if len(lines) > most:
            lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        high = self._theme.px(15)
        top = place.center().y() - high * len(lines) / 2 + 1
        for line in lines:
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, place.width())
            box = QRectF(place.left(), top, place.width(), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
            top += high

    def _paint_column(self, painter: QPainter, section: int, half: int) -> None:
        model, across = self.model(), Qt.Orientation.Horizontal
        area = QRect(self.sectionViewportPosition(section), half, self.sectionSize(section), self.height() - half)
        painter.setFont(self._theme.font("caption-strong"))
        painter.setPen(self._theme.color("muted"))
        side = model.headerData(section, across, _Role.TextAlignmentRole) or int(Qt.AlignmentFlag.AlignLeft)
        flags = int(side) | int(Qt.AlignmentFlag.AlignVCenter)
        words = str(model.headerData(section, across) or "")
        left = self._theme.px(16 if self.visualIndex(section) == 0 else 4)
        right = self._theme.px(8 if self.visualIndex(section) == self.count() - 1 else 4)
        painter.drawText(area.adjusted(left, 0, -right, 0), flags, words)

    def _resize(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.viewport().update()


class TwoLineDelegate(QStyledItemDelegate):
    """Rows of two lines: icon, words over detail, then trail or a marking chip at the right.

    Words are the display role; the rest are `DETAIL_ROLE`, `ICON_ROLE`, `TRAIL_ROLE` and `MARKING_ROLE`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, height: int = 59, strong: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._height, self._strong = theme, height, strong

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(self._height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._theme, QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, theme.color("tint"))
        left, right = area.left() + theme.px(16), area.right() - theme.px(16)
        icon, token = icon_of(index)
        if icon:
            side = theme.px(20)
            token = token if not (chosen and theme.is_high_contrast) else "on_tint"
            painter.drawPixmap(
                QRectF(left, area.center().y() - side / 2, side, side).toRect(), theme.pixmap(icon, token, 20)
            )
            left += side + theme.px(10)
        marking = index.data(MARKING_ROLE)
        if marking is not None:
            size = marking_chip_size(theme, marking)
            paint_marking_chip(
                painter, theme, marking, QPointF(right - size.width(), area.center().y() - size.height() / 2)
            )
            right -= size.width() + theme.px(10)
        trail = str(index.data(TRAIL_ROLE) or "")
        ink = theme.color("on_tint" if chosen else "text")
        if trail:
            painter.setFont(theme.font("body"))
            painter.setPen(ink)
            width = theme.metrics("body").horizontalAdvance(trail)
            place = QRectF(right - width, area.top(), width + 2, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, trail)
            right -= width + theme.px(12)
        detail = str(index.data(DETAIL_ROLE) or "")
        role = "body-strong" if self._strong or index.data(STRONG_ROLE) else "body-medium"
        line, second = theme.px(18), theme.px(16)
        top = area.center().y() - (line + (second if detail else 0)) / 2
        self._line(
            painter,
            role,
            "on_tint" if chosen else "text",
            str(index.data() or ""),
            QRectF(left, top, right - left, line),
        )
        if detail:
            tone = str(index.data(TONE_ROLE) or "muted")
            if chosen:
                tone = "on_tint" if theme.is_high_contrast else "muted"
            self._line(painter, "caption", tone, detail, QRectF(left, top + line, right - left, second))
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("blue"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _line(self, painter: QPainter, role: str, tone: str, words: str, area: QRectF) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(tone))
        shown = self._theme.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class RecordList(QListView):
    """Two-line rows. ``opened`` comes with Enter or a double click, ``moved`` when the current row changes."""

    opened = Signal(object)
    moved = Signal(object)
    delete_pressed = Signal()

    def __init__(
        self, theme: Theme, name: str, *, height: int = 59, strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "list")
        self.setAccessibleName(name)
        self.setItemDelegate(TwoLineDelegate(theme, self, height=height, strong=strong))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.doItemsLayout)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(_plain(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index)
