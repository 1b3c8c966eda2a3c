"""What a person chooses for this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.settings import AppSettings
from ui.theme import TEXT_SIZES, Theme
from ui.widgets import FormRow


class Preferences(Dialog):
    """Each choice takes effect at once and is kept at once; there is nothing to confirm."""

    kept = Signal()

    def __init__(self, theme: Theme, settings: AppSettings, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Preferences"), parent, 440)
        self._settings = settings
        self.person = QLineEdit(settings.choices.person)
        self.colours, self.text_size = QComboBox(), QComboBox()
        for key, words in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("System contrast colours")),
        ):
            self.colours.addItem(words, key)
        self.colours.setCurrentIndex(self.colours.findData(theme.mode))
        for size in TEXT_SIZES:
            self.text_size.addItem(self.tr("{size} %").format(size=size), size)
        self.text_size.setCurrentIndex(self.text_size.findData(theme.text_size))
        name_help = self.tr("For the greeting, and as the writer of notes and new workspaces.")
        self.body.addWidget(FormRow(theme, self.tr("Your name"), self.person, name_help))
        self.body.addWidget(FormRow(theme, self.tr("Colours"), self.colours))
        self.body.addWidget(FormRow(theme, self.tr("Text size"), self.text_size))
        self.body.addStretch(1)
        self.close_button = self.add_button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.person.editingFinished.connect(self._on_person)
        self.colours.currentIndexChanged.connect(self._on_colours)
        self.text_size.currentIndexChanged.connect(self._on_size)

    def _on_person(self) -> None:
        if self.person.text().strip() != self._settings.choices.person:
            self._settings.change(person=self.person.text().strip())
            self.kept.emit()

    def _on_colours(self) -> None:
        self.theme.set_mode(str(self.colours.currentData()))
        self._settings.change(theme=self.theme.mode)

    def _on_size(self) -> None:
        self.theme.set_text_size(int(self.text_size.currentData()))
        self._settings.change(text_size=self.theme.text_size)
