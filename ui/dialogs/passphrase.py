"""The passphrase of a workspace: asked for when it is opened; set, changed or removed while it is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget

from negotiator.services.passphrases import LEAST_LETTERS
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import FormRow, Text


class _SecretDialog(Dialog):
    """A dialog with fields that hide what is typed, until it is to be seen. While ``is_busy`` it cannot be closed."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None, width: int) -> None:
        super().__init__(theme, title, parent, width)
        self.is_busy = False
        self._secrets: list[QLineEdit] = []
        self.show_box = QCheckBox(self.tr("&Show what is typed"))
        self.show_box.toggled.connect(self._on_show)

    def secret(self) -> QLineEdit:
        """A field for a passphrase; nothing proposes, corrects or remembers what is typed there."""
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        self._secrets.append(field)
        return field

    def reject(self) -> None:
        if not self.is_busy:
            super().reject()

    def _on_show(self, shown: bool) -> None:
        for field in self._secrets:
            field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class AskPassphrase(_SecretDialog):
    """Asks for the passphrase of one file until it is right or given up. ``given`` gives what was typed.

    It stays open meanwhile: whoever listens calls `refuse` or closes it.
    """

    given = Signal(str)

    def __init__(self, theme: Theme, name: str, is_copy: bool = False, parent: QWidget | None = None) -> None:
        """``is_copy``: the file is a safety copy, whose passphrase may be an earlier one."""
        super().__init__(theme, self.tr("Open “{name}”").format(name=name), parent, 460)
        sentence = self.tr(
            "This workspace has a passphrase. You can try as often as you like; nothing is changed by it."
        )
        self.body.addWidget(Text(sentence, "body", "muted", wrap=True))
        help = self.tr("A safety copy opens with the passphrase that the workspace had then.") if is_copy else ""
        self.passphrase = self.secret()
        self.row = FormRow(theme, self.tr("Passphrase"), self.passphrase, help)
        self.body.addWidget(self.row)
        self.body.addWidget(self.show_box)
        self.body.addStretch(1)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.open_button = self.add_button(self.tr("Open"), "primary")
        self.cancel_button.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._on_open)
        self.passphrase.textChanged.connect(self._on_typed)
        self.passphrase.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it was not opened; it can be tried again."""
        self._set_busy(False)
        self.row.set_error(sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def end(self) -> None:
        """The file is open, or cannot be opened by any passphrase."""
        self._set_busy(False)
        self.accept()

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        for widget in (self.passphrase, self.cancel_button, self.open_button):
            widget.setEnabled(not busy)
        self.open_button.setText(self.tr("Opening…") if busy else self.tr("Open"))

    def _on_typed(self) -> None:
        self.row.set_error("")

    def _on_open(self) -> None:
        if self.is_busy:
            return
        if not self.passphrase.text():
            self.row.set_error(self.tr("Type the passphrase."))
            self.passphrase.setFocus()
            return
        self._set_busy(True)
        self.given.emit(self.passphrase.text())


class ChangePassphrase(_SecretDialog):
    """Sets, changes or removes the passphrase of the open workspace.

    ``chosen`` gives the present passphrase, the new one (empty: none) and whether the safety copies stay. The dialog
    stays open until `end`, or `refuse`.
    """

    chosen = Signal(str, str, bool)

    def __init__(
        self, theme: Theme, name: str, has_passphrase: bool, has_file: bool, copies: int, parent: QWidget | None = None
    ) -> None:
        """``copies``: the safety copies kept of its file."""
        title = self.tr("Passphrase of “{name}”") if has_passphrase else self.tr("Set a passphrase for “{name}”")
        super().__init__(theme, title.format(name=name), parent, 560)
        self._has_passphrase = has_passphrase
        self.change_choice, self.remove_choice = (
            QRadioButton(self.tr("C&hange it")),
            QRadioButton(self.tr("&Remove it")),
        )
        self.change_choice.setChecked(True)
        self.present, self.new, self.again = self.secret(), self.secret(), self.secret()
        least = self.tr("At least {least} characters. A few unrelated words are easy to keep.")
        self.present_row = FormRow(theme, self.tr("Present passphrase"), self.present)
        self.new_row = FormRow(theme, self.tr("New passphrase"), self.new, least.format(least=LEAST_LETTERS))
        self.again_row = FormRow(theme, self.tr("The same again"), self.again)
        self.no_way_back = Text(
            self.tr(
                "There is no back door: without the passphrase nobody can open the workspace, not its author and not "
                "the makers of Negotiator."
            ),
            "body-strong",
            wrap=True,
        )
        self.kept_box = QCheckBox(self.tr("I have &kept the passphrase where I shall find it again"))
        self.copies_box = QCheckBox(self._copies_words(copies))
        self.copies_box.setChecked(True)
        self.problem_row = Text("", "body", "red", wrap=True)
        self._sentence = Text("", "body", "muted", wrap=True)
        self._has_file, self._copies = has_file, copies
        for widget in (
            self.change_choice,
            self.remove_choice,
            self._sentence,
            self.present_row,
            self.new_row,
            self.again_row,
            self.show_box,
            self.no_way_back,
            self.kept_box,
            self.copies_box,
            self.problem_row,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.set_button = self.add_button("", "primary")
        self.cancel_button.clicked.connect(self.reject)
        self.set_button.clicked.connect(self._on_set)
        self.change_choice.toggled.connect(self._on_choice)
        for field in (self.present, self.new, self.again):
            field.textChanged.connect(self._forget_problem)
        self.kept_box.toggled.connect(self._forget_problem)
        self._fill()
        (self.present if has_passphrase else self.new).setFocus()

    @property
    def removes(self) -> bool:
        return self._has_passphrase and self.remove_choice.isChecked()

    def refuse(self, sentence: str, of_present: bool = False) -> None:
        """Say why nothing was changed; ``of_present``: because the present passphrase is another."""
        self._set_busy(False)
        if of_present:
            self.present_row.set_error(sentence)
            self.present.setFocus()
            self.present.selectAll()
        else:
            self._say(sentence)

    def end(self) -> None:
        self._set_busy(False)
        self.accept()

    def _copies_words(self, copies: int) -> str:
        if self._has_passphrase:
            words = self.tr("&Delete the earlier safety copies ({count}): they open with the present passphrase")
        else:
            words = self.tr("&Delete the earlier safety copies ({count}): they open without a passphrase")
        return words.format(count=copies)

    def _on_choice(self) -> None:
        # copies under a passphrase that is given up are no danger; those without one, or with one that got out, are
        self.copies_box.setChecked(not self.removes)
        self._fill()

    def _fill(self) -> None:
        removes, has_passphrase = self.removes, self._has_passphrase
        for choice in (self.change_choice, self.remove_choice):
            choice.setVisible(has_passphrase)
        self.present_row.setVisible(has_passphrase)
        for widget in (self.new_row, self.again_row, self.no_way_back, self.kept_box):
            widget.setVisible(not removes)
        self.copies_box.setVisible(self._has_file and self._copies > 0)
        self._sentence.setText(self._effect(removes))
        self.set_button.setText(
            self.tr("Remove passphrase")
            if removes
            else self.tr("Change passphrase")
            if has_passphrase
            else self.tr("Set passphrase")
        )
        self._forget_problem()
        self._fit()

    def _fit(self) -> None:
        """No higher than what is asked now; wrapped words tell their height only at a width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), self.minimumWidth()) if self.isVisible() else self.minimumWidth()
            room = self.screen().availableSize().height() - 60
            self.resize(width, min(room, layout.totalHeightForWidth(width)))

    def _effect(self, removes: bool) -> str:
        if removes:
            effect = self.tr("The file will open without a passphrase, for everybody who can reach it.")
        else:
            effect = self.tr(
                "The file, its working copy and its safety copies are encrypted, and open with the passphrase alone. "
                "Packs, workbooks and copies that were made elsewhere are not."
            )
        return effect + (" " + self.tr("The workspace is saved with it.") if self._has_file else "")

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        for widget in (self.set_button, self.cancel_button, self.present, self.new, self.again):
            widget.setEnabled(not busy)

    def _say(self, sentence: str) -> None:
        self.problem_row.setText(sentence)
        self.problem_row.setVisible(bool(sentence))

    def _forget_problem(self) -> None:
        self._say("")
        for row in (self.present_row, self.new_row, self.again_row):
            row.set_error("")

    def _on_set(self) -> None:
        if self.is_busy or not self._is_whole():
            return
        self._set_busy(True)
        new = "" if self.removes else self.new.text()
        keep = not self.copies_box.isChecked()
        self.chosen.emit(self.present.text(), new, keep)

    def _is_whole(self) -> bool:
        """Say beside the first field that needs it what is missing."""
        if self._has_passphrase and not self.present.text():
            return self._ask_for(self.present_row, self.tr("Type the present passphrase."))
        if self.removes:
            return True
        if len(self.new.text()) < LEAST_LETTERS:
            words = self.tr("It has {count} characters; {least} are needed.")
            return self._ask_for(self.new_row, words.format(count=len(self.new.text()), least=LEAST_LETTERS))
        if self.again.text() != self.new.text():
            return self._ask_for(self.again_row, self.tr("This is not the same as above. Type it once more."))
        if not self.kept_box.isChecked():
            self._say(self.tr("Keep the passphrase first, and say so: nobody can find it for you."))
            self.kept_box.setFocus()
            return False
        return True

    @staticmethod
    def _ask_for(row: FormRow, words: str) -> bool:
        row.set_error(words)
        row.field.setFocus()
        return False
