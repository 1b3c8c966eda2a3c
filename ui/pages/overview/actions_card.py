"""The card of open actions: what both sides undertook to do, by day; late ones say so in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from negotiator.domain.partnership import Action
from negotiator.wording.figures import short_day
from ui.theme import Theme
from ui.widgets import Button, Card, EmptyState, Rule, Text


class _Words(QPushButton):
    """The action's words, cut short where they do not fit; pressing them opens the form."""

    def __init__(self, words: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._words = words
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText("\n".join(_two_lines(self._words, self.fontMetrics(), self.width() - 6)))


def _two_lines(words: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The words on one line, or on two, the second cut short where even that is too little."""
    if metrics.horizontalAdvance(words) <= room:
        return [words]
    first, rest = "", words.split()
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= room:
        first = f"{first} {rest.pop(0)}".strip()
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, room)
    return [line for line in (first, second) if line]


class ActionRow(QWidget):
    """One action: done or not, what, who, by when."""

    done = Signal(object)
    edit = Signal(object)

    def __init__(self, theme: Theme, action: Action, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        self.box = QCheckBox()
        self.box.setChecked(action.done)
        self.box.setAccessibleName(self.tr("Done: {action}").format(action=action.text))
        self.box.toggled.connect(self._on_toggled)
        self.text = _Words(action.text, self.tr("Edit action: {action}").format(action=action.text))
        self.text.clicked.connect(self._on_edit)
        self.owner = Text(action.owner or self.tr("Nobody named"), "caption", "muted" if action.owner else "amber")
        late = action.due is not None and action.due < today and not action.done
        self.due = Text(short_day(action.due) if action.due else self.tr("no day"), "body-strong" if late else "body")
        self.due.set_tone("red" if late else "text" if action.due else "muted")
        self.late = Text("", "caption", "red")
        if late and action.due is not None:
            days = (today - action.due).days
            self.late.setText(self.tr("1 day late") if days == 1 else self.tr("{days} days late").format(days=days))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(6))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.text)
        self.owner.setIndent(theme.px(4))
        left.addWidget(self.owner)
        row.addLayout(left, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        for label in (self.due, self.late):
            right.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        row.addLayout(right)
        self.late.setVisible(late)

    def _on_toggled(self, done: bool) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(self.action.done)  # the command decides; the row is drawn again after it
        self.done.emit(self.action)

    def _on_edit(self) -> None:
        self.edit.emit(self.action)


class ActionsCard(Card):
    """Open actions by day, those without one last; done ones are shown when asked for."""

    edit = Signal(object)
    done = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", flush=True, parent=parent)
        self.set_title(self.tr("Open actions"))
        self._theme = theme
        self._shown: tuple[tuple[Action, ...], date] | None = None
        self._actions: tuple[Action, ...] = ()
        self._today = date.min
        self._with_done = False
        self.add_button = Button(theme, self.tr("Add…"), "plus", "link")
        self.add_button.setAccessibleName(self.tr("Add an action"))
        self.add_button.clicked.connect(self._on_add)
        self.add_to_head(self.add_button)
        self.add(Rule())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self.empty = EmptyState(
            theme,
            self.tr("What somebody undertakes to do stands here, with who and by when, for both sides."),
            self.tr("Add an action"),
        )
        self.empty.pressed.connect(self._on_add)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._scroll)
        self.stack.addWidget(self.empty)
        self.add(self.stack, 1)
        self.done_button = Button(theme, "", "", "link")
        self.done_button.clicked.connect(self._on_show_done)
        self.footer().addWidget(self.done_button)
        theme.changed.connect(self._rebuild)

    def show_actions(self, actions: Sequence[Action], today: date) -> None:
        """Show these actions as they stand on a day."""
        self._actions, self._today = tuple(actions), today
        if self._shown != (self._actions, today):
            self._shown = (self._actions, today)
            self._rebuild()

    def rows(self) -> list[ActionRow]:
        """The rows from the top."""
        inside = self._scroll.widget()
        found = inside.findChildren(ActionRow) if inside is not None else []
        return sorted(found, key=lambda row: row.y())

    def _rebuild(self) -> None:
        waiting = [action for action in self._actions if not action.done]
        finished = [action for action in self._actions if action.done]
        waiting.sort(key=lambda action: (action.due is None, action.due or date.max, action.position))
        inside = QFrame()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for action in (*waiting, *(finished if self._with_done else ())):
            row = ActionRow(self._theme, action, self._today)
            row.done.connect(self.done)
            row.edit.connect(self.edit)
            column.addWidget(row)
            column.addWidget(Rule())
        column.addStretch(1)
        old = self._scroll.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()  # one of its rows may be what is telling of the change
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # which setWidget turned on
        self.stack.setCurrentIndex(0 if waiting or (finished and self._with_done) else 1)
        words = self.tr("Hide what is done") if self._with_done else self.tr("Show {count} done")
        self.done_button.setText(words.format(count=len(finished)))
        foot = self.done_button.parentWidget()
        if foot is not None:
            foot.setVisible(bool(finished))
        self.set_title(self.tr("Open actions"), str(len(waiting)) if waiting else "")

    def _on_add(self) -> None:
        self.edit.emit(None)

    def _on_show_done(self) -> None:
        self._with_done = not self._with_done
        self._rebuild()
