"""The card at the left: who the peers are, by a rule that can be said, or chosen by hand with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QRectF, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QRadioButton,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets import Button, Card, FormRow, Rule, SearchField, Text, TupleModel


@dataclass(frozen=True, slots=True)
class BasisChoice:
    """One way to choose peers: its key, words, and what it gives (empty: it cannot be used, and why)."""

    key: str
    words: str
    note: str
    usable: bool


@dataclass(frozen=True, slots=True)
class TrustRow:
    """One trust in the list."""

    code: str
    name: str
    region: str
    chosen: bool

    @property
    def id(self) -> str:
        return self.code


class _Column(Enum):
    TRUST = "Trust"


class TrustsModel(TupleModel[TrustRow]):
    """Trusts that may be ticked; a tick is asked for, never set here."""

    columns = _Column
    ticked = Signal(str, bool)

    def words(self, record: TrustRow, column: Any) -> str:
        return record.name

    def spoken(self, record: TrustRow, column: Any) -> str:
        return f"{record.name}, {record.region}" if record.region else record.name

    def extra(self, record: TrustRow, column: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if record.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{record.name} · {record.region}"
        return None

    def flags(self, index: Any) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def setData(self, index: Any, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            self.ticked.emit(self.record(index.row()).code, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        return False


class _TickDelegate(QStyledItemDelegate):
    """A tick and a name in a row of 25; the look of the window's own check boxes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> Any:
        hint = super().sizeHint(option, index)
        hint.setHeight(self._theme.px(25))
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        theme, px = self._theme, self._theme.px
        area = QRectF(option.rect)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(area.left() + px(16), area.center().y() - px(8), px(16), px(16))
        painter.setPen(QPen(theme.color("blue_fill" if on else "mark"), 1.5))
        painter.setBrush(theme.color("blue_fill" if on else "card"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        if on:
            painter.drawPixmap(box.adjusted(2, 2, -2, -2).toRect(), theme.pixmap("check", "on_fill", 12))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = area.adjusted(px(42), 0, -px(8), 0)
        words = theme.metrics("body").elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(theme.color("blue"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(2, 1, -2, -1))
        painter.restore()

    def editorEvent(self, event: Any, model: Any, option: QStyleOptionViewItem, index: Any) -> bool:
        if event.type() == event.Type.MouseButtonRelease:
            on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return bool(model.setData(index, state, Qt.ItemDataRole.CheckStateRole))
        return False


class _TrustList(QListView):
    def keyPressEvent(self, event: Any) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)


class PeersCard(Card):
    """``basis_chosen``, ``count_changed``, ``reason_given`` and ``trust_ticked`` ask; the page's commands answer."""

    basis_chosen = Signal(str)
    count_changed = Signal(int)
    reason_given = Signal(str)
    trust_ticked = Signal(str, bool)
    keep_asked = Signal()
    clear_asked = Signal()
    done_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Peers"), flush=True)
        self._theme = theme
        self.count_words = Text("", "caption", "muted")
        self.add_to_head(self.count_words)
        self.done_button = Button(theme, self.tr("Done"), "check", "small")
        self.done_button.hide()
        self.add_to_head(self.done_button)
        holder = QWidget()
        self._choices = QVBoxLayout(holder)
        self._choices.setContentsMargins(16, 0, 12, 8)
        self._choices.setSpacing(3)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self.notes: dict[str, Text] = {}
        self.add(holder)
        self.number = QSpinBox()
        self.number.setRange(4, 100)
        self.number.setKeyboardTracking(False)
        self.number_row = FormRow(theme, self.tr("How many"), self.number)
        self.reason = QLineEdit()
        self.reason_row = FormRow(theme, self.tr("Why these?"), self.reason)
        extra = QWidget()
        column = QVBoxLayout(extra)
        column.setContentsMargins(16, 0, 16, 8)
        column.addWidget(self.number_row)
        column.addWidget(self.reason_row)
        self._extra = extra
        self.add(extra)
        self.add(Rule())
        search = QWidget()
        row = QHBoxLayout(search)
        row.setContentsMargins(16, 10, 16, 4)
        self.search = SearchField(theme, self.tr("Find a trust"))
        row.addWidget(self.search)
        self.add(search)
        self.trusts = TrustsModel(self)
        self.found = QSortFilterProxyModel(self)
        self.found.setSourceModel(self.trusts)
        self.found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = _TrustList()
        self.list.setProperty("role", "list")
        self.list.setAccessibleName(self.tr("Trusts; ticked ones are peers"))
        self.list.setModel(self.found)
        self.list.setItemDelegate(_TickDelegate(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.add(self.list, 1)
        self.note = Text("", "caption", "muted", wrap=True)
        self.note.setContentsMargins(16, 4, 16, 8)
        self.add(self.note)
        footer = QHBoxLayout()
        self.add(Rule())
        foot = QWidget()
        foot.setLayout(footer)
        footer.setContentsMargins(12, 7, 12, 7)
        self.keep_button = Button(theme, self.tr("Save this group…"), role="link")
        self.clear_button = Button(theme, self.tr("Clear"), role="link")
        footer.addWidget(self.keep_button)
        footer.addStretch(1)
        footer.addWidget(self.clear_button)
        self.add(foot)
        self.search.textChanged.connect(self.found.setFilterFixedString)
        self.trusts.ticked.connect(self.trust_ticked)
        self.group.buttonClicked.connect(self._on_basis)
        self.number.valueChanged.connect(self.count_changed)
        self.reason.editingFinished.connect(self._on_reason)
        self.keep_button.clicked.connect(self.keep_asked)
        self.clear_button.clicked.connect(self.clear_asked)
        self.done_button.clicked.connect(self.done_pressed)
        self._reason_shown = ""

    def set_choices(self, choices: Sequence[BasisChoice], chosen: str) -> None:
        """The ways to choose, made once and then refilled."""
        for choice in choices:
            if choice.key not in self.buttons:
                button = QRadioButton()
                button.setProperty("basis", choice.key)
                note = Text("", "caption", "muted", wrap=True)
                note.setContentsMargins(24, 0, 0, 2)
                self.group.addButton(button)
                self._choices.addWidget(button)
                self._choices.addWidget(note)
                self.buttons[choice.key], self.notes[choice.key] = button, note
            button = self.buttons[choice.key]
            button.setText(choice.words)
            button.setAccessibleDescription(choice.note)
            button.setEnabled(choice.usable or choice.key == chosen)
            button.setChecked(choice.key == chosen)
            self.notes[choice.key].setText(choice.note)

    def show_extra(self, basis: str, number: int, reason: str) -> None:
        """The number for the nearest in size; the reason for those chosen by hand."""
        self.number_row.setVisible(basis == "size")
        self.reason_row.setVisible(basis == "hand")
        self._extra.setVisible(basis in ("size", "hand"))
        self.number.blockSignals(True)
        self.number.setValue(number)
        self.number.blockSignals(False)
        self._reason_shown = reason
        if self.reason.text() != reason:
            self.reason.setText(reason)
            self.reason.setCursorPosition(0)
        lacking = basis == "hand" and not reason.strip()
        self.reason_row.set_error(self.tr("Say why these trusts are fair peers.") if lacking else "")

    def _on_basis(self, button: QRadioButton) -> None:
        self.basis_chosen.emit(str(button.property("basis")))

    def _on_reason(self) -> None:
        if self.reason.text() != self._reason_shown:
            self._reason_shown = self.reason.text()
            self.reason_given.emit(self._reason_shown)
