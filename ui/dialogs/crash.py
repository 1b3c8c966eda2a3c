"""What is shown when the application must stop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import Text


class CrashDialog(Dialog):
    """Says what happened and what is safe; the details hold no content of the workspace. ``past``: last time."""

    def __init__(self, theme: Theme, details: str, past: bool = False, parent: QWidget | None = None) -> None:
        title = self.tr("Negotiator stopped last time") if past else self.tr("Negotiator has to stop")
        super().__init__(theme, title, parent, 560)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        safe = (
            self.tr("If a workspace was open, its changes are kept; the home page offers to recover them.")
            if past
            else self.tr(
                "Something went wrong that was not foreseen, and going on could harm your work. Every change so far is "
                "kept: the next start offers to recover it. Your file has not been touched."
            )
        )
        self.body.addWidget(Text(safe, "body", wrap=True))
        self.body.addWidget(
            Text(
                self.tr("These details help to mend it. They name places in the program and hold nothing you wrote."),
                "caption",
                "muted",
                wrap=True,
            )
        )
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.body.addWidget(self.details, 1)
        self.copy_button = self.add_button(self.tr("Copy details"), left=True)
        self.close_button = self.add_button(self.tr("Close") if past else self.tr("Stop"), "primary")
        self.copy_button.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        self.resize(theme.px(600), theme.px(420))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
