"""What every dialog is: a title, content, buttons at the foot; opened with ``open()``, never ``exec()``."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from negotiator.domain.problems import Refused
from negotiator.wording.sentences import sentence
from ui.theme import Theme
from ui.widgets import Button, Icon, Rule, Text


def sentences_of(error: BaseException) -> tuple[str, ...]:
    """Why something was refused. What is not a refusal is a bug, and goes on to the crash dialog."""
    if isinstance(error, Refused):
        return tuple(sentence(problem) for problem in error.problems)
    raise error


class Dialog(QDialog):
    """A window-modal dialog. Subclasses fill ``body`` and add buttons; it deletes itself when closed."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None, width: int = 520) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(width))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.heading = Text(title, "page-title", wrap=True)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 20, 24, 16)
        self.body.setSpacing(12)
        self.body.addWidget(self.heading)
        outer.addLayout(self.body, 1)
        outer.addWidget(Rule())
        self._primary: Button | None = None
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(24, 12, 24, 12)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        outer.addLayout(self._foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Never larger than the screen, whatever the text size."""
        room = self.screen().availableSize() - QSize(40, 60)
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        self.resize(self.size().boundedTo(room))
        super().showEvent(event)

    def add_button(self, text: str, role: str = "secondary", *, left: bool = False) -> Button:
        """A button at the foot; a primary one answers to Enter."""
        button = Button(self.theme, text, role=role)
        if left:
            self._foot.insertWidget(0, button)
        else:
            self._foot.addWidget(button)
        if role == "primary":
            button.setAutoDefault(True)
            button.setDefault(True)
            self._primary = button
        return button


class Choice(Dialog):
    """A question with its answers. ``answered`` gives the key; closing gives the last one, which changes nothing."""

    answered = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentences: Sequence[str],
        answers: Sequence[tuple[str, str, str]],
        parent: QWidget | None = None,
        icon: tuple[str, str] = ("circle-question-mark", "blue"),
    ) -> None:
        """``answers`` are key, words and role, the safe one last."""
        super().__init__(theme, title, parent, 460)
        self._given = False
        self._safe = answers[-1][0]
        for words in sentences:
            label = Text(words, "body", wrap=True, selectable=True)
            self.body.addWidget(label)
        self.body.removeWidget(self.heading)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Icon(theme, icon[0], icon[1], 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.heading, 1)
        self.body.insertLayout(0, row)
        self.body.addStretch(1)
        self.buttons: dict[str, Button] = {}
        for key, words, role in reversed(answers):
            button = self.add_button(words, role)
            button.setProperty("answer", key)
            button.clicked.connect(self._on_clicked)
            self.buttons[key] = button
        if self._primary is not None:
            self._primary.setFocus()

    def answer(self, key: str) -> None:
        if not self._given:
            self._given = True
            self.answered.emit(key)
            self.close()

    def reject(self) -> None:
        if not self._given:
            self._given = True
            self.answered.emit(self._safe)
        super().reject()

    def _on_clicked(self) -> None:
        self.answer(str(self.sender().property("answer")))


def problem_dialog(theme: Theme, title: str, error: BaseException, parent: QWidget | None = None) -> Choice:
    """Why something could not be done, in words."""
    close = QCoreApplication.translate("Dialog", "Close")
    return Choice(
        theme, title, sentences_of(error), (("close", close, "primary"),), parent, icon=("circle-alert", "red")
    )
