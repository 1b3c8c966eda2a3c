"""What is done with files, as the window asks and tells it: new, open, save, close, recover."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from negotiator.domain.problems import Refused
from negotiator.services.recents import Recent, clear, forget, recents
from negotiator.wording.figures import time_of_day
from ui.pages.home import HomePage
from ui.passphrases import Opening, Passphrases
from ui.paths import shown_path
from ui.widgets import StatusLine

if TYPE_CHECKING:
    from negotiator.domain.workspace import Settings
    from negotiator.services.recovery import Recoverable
    from ui.window import Clock, MainWindow

SUFFIX = ".negotiation"


class Files(QObject):
    """Asks before anything is lost, and says in words why something could not be done."""

    def __init__(self, window: MainWindow, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self._template = "empty"
        self._then: Callable[[], None] | None = None
        self._next: Callable[[], None] | None = None
        self._left: Recoverable | None = None
        self.passphrases = Passphrases(window)

    # Home.

    def recents(self) -> tuple[Recent, ...]:
        return recents(self._window.bridge.data_folder)

    def fill_home(self, home: HomePage) -> None:
        from negotiator.wording.templates import TEMPLATES

        home.set_recents(self.recents())
        home.set_templates([(name, *words) for name, words in TEMPLATES.items()])

    def offer_left(self) -> None:
        """What a crash left, on the home page."""
        from negotiator.services.recovery import recoverable_sessions

        self._window.home.set_left(recoverable_sessions(self._window.bridge.data_folder))

    def forget(self, path: str) -> None:
        forget(self._window.bridge.data_folder, path)
        self._window.home.set_recents(self.recents())

    def clear_recents(self) -> None:
        clear(self._window.bridge.data_folder)
        self._window.home.set_recents(self.recents())

    # New and open.

    def ask_new_empty(self) -> None:
        self.ask_new("empty")

    def ask_new(self, template: str) -> None:
        """The dialog of a new workspace, then the workspace, from a template."""
        from negotiator.wording.templates import TEMPLATES
        from ui.dialogs.new_workspace import NewWorkspace

        self._template = template
        title, start = TEMPLATES[template] if template != "empty" else ("", "")
        started = self.tr("Starts from the template “{title}”: {detail}").format(title=title, detail=start)
        dialog = NewWorkspace(
            self._window.theme,
            self._clock.today(),
            title,
            started if title else "",
            self._window.settings.choices.person,
            self._window,
        )
        dialog.accepted_settings.connect(self._on_new)
        dialog.open()

    def _on_new(self, settings: Settings) -> None:
        from negotiator.domain.workspace import Settings as SettingsRecord
        from negotiator.services.templates import template_records

        def make() -> None:
            given = template_records(self._template)
            others = tuple(record for record in given if not isinstance(record, SettingsRecord))
            try:
                self._window.bridge.new((settings, *others))
            except Refused as refusal:
                self.show_problem(refusal)

        self.ask_then(make)

    def open_sample(self) -> None:
        """The fictional sample, as a new workspace without a file."""
        from negotiator.services.sample import sample_records

        def make() -> None:
            try:
                self._window.bridge.new(sample_records())
            except Refused as refusal:
                self.show_problem(refusal)

        self.ask_then(make)

    def ask_open(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Open a workspace"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Workspaces (*{suffix})").format(suffix=SUFFIX))
        dialog.fileSelected.connect(self.open_path)
        dialog.open()

    def open_path(self, path: str) -> None:
        """Open a file, once what is open may be left."""

        def go() -> None:
            bridge, file = self._window.bridge, Path(path)
            is_copy = bridge.data_folder / "safety" in file.parents
            if not is_copy:
                self._window.settings.change(last_folder=str(file.parent))
            self.passphrases.begin(Opening(file.name, partial(bridge.open, file), is_copy))
            bridge.open(file)

        self.ask_then(go)

    def on_open_failed(self, error: Exception) -> None:
        self._window.bridge.status_changed.emit()
        if self.passphrases.takes(error):
            return
        self.show_problem(error, self.tr("That file was not opened"))
        self._window.home.set_recents(self.recents())

    def after_open(self) -> None:
        """Tell, without standing in the way, that a colleague has the file open too."""
        self.passphrases.end()
        session = self._window.bridge.session
        user = session.in_use_by if session is not None else None
        if user is not None:
            words = self.tr("{person} has this file open on {machine}. You will be asked before either save is lost.")
            self._window.say(words.format(person=user.person, machine=user.machine), undo=False)

    # Recovery and safety copies.

    def recover(self, left: Recoverable) -> None:
        name = left.path.name if left.path else left.title or self.tr("A new workspace")
        self.passphrases.begin(Opening(name, partial(self._window.bridge.recover, left.folder)))
        self._window.bridge.recover(left.folder)

    def show_left(self, left: Recoverable) -> None:
        from ui.dialogs.copies import LeftChanges

        self._left = left
        dialog = LeftChanges(self._window.theme, left, self._window)
        dialog.chosen.connect(self._on_left)
        dialog.open()

    def _on_left(self, answer: str) -> None:
        if self._left is None:
            return
        from negotiator.services.recovery import discard_session

        if answer == "recover":
            self.recover(self._left)
        else:
            discard_session(self._left.folder)
            self.offer_left()

    def show_safety_copies(self) -> None:
        """The safety copies of the open file, or else of the newest recent one."""
        from negotiator.services.safety_copies import safety_copies
        from ui.dialogs.copies import SafetyCopies

        session = self._window.bridge.session
        known = self.recents()
        path = session.path if session is not None else (Path(known[0].path) if known else None)
        if path is None:
            self._window.say(self.tr("Safety copies are kept once a workspace has been saved."), undo=False)
            return
        copies = safety_copies(self._window.bridge.data_folder, path)
        dialog = SafetyCopies(self._window.theme, path, copies, self._window)
        dialog.chosen.connect(self._on_copy)
        dialog.open()

    def _on_copy(self, path: Path) -> None:
        self.open_path(str(path))

    # Save and close.

    def save(self) -> None:
        self._save(then=None)

    def ask_save_as(self) -> None:
        """Choose a file; the system's dialog asks before one is replaced."""
        self._ask_save_as(None)

    def ask_close(self) -> None:
        self.ask_then(self._window.bridge.close)

    def ask_then(self, then: Callable[[], None]) -> None:
        """Go on at once where nothing would be lost; else save, discard or cancel first. Waits for work under way."""
        if self._window.bridge.is_working:
            self._window.bridge.when_done(partial(self.ask_then, then))
            return
        if not self._window.bridge.is_modified:
            then()
            return
        from ui.dialogs.base import Choice

        self._then = then
        title = self._window.bridge.workspace.title or self.tr("this workspace")
        count = self._window.bridge.session.changes_since_save if self._window.bridge.session is not None else 0
        sentence = (
            self.tr("One change has not been saved.")
            if count == 1
            else self.tr("{count} changes have not been saved.").format(count=count)
        )
        dialog = Choice(
            self._window.theme,
            self.tr("Save “{title}” first?").format(title=title),
            (sentence,),
            (
                ("save", self.tr("Save"), "primary"),
                ("discard", self.tr("Discard changes"), "secondary"),
                ("cancel", self.tr("Cancel"), "secondary"),
            ),
            self._window,
            ("save", "blue"),
        )
        dialog.answered.connect(self._on_leave_answer)
        dialog.open()

    def _on_leave_answer(self, answer: str) -> None:
        then, self._then = self._then, None
        if then is None or answer == "cancel":
            return
        if answer == "save":
            self._save(then)
        else:
            self._discard(then)

    def _discard(self, then: Callable[[], None]) -> None:
        self._window.bridge.close()
        then()

    def _save(self, then: Callable[[], None] | None, replace_changed: bool = False) -> None:
        bridge = self._window.bridge
        if bridge.session is None:
            return
        if bridge.session.path is None:
            self._ask_save_as(then)
            return
        bridge.start_save(partial(self._on_saved, then), partial(self._on_not_saved, then), replace_changed)

    def _on_saved(self, then: Callable[[], None] | None) -> None:
        if then is not None:
            then()

    def _on_not_saved(self, then: Callable[[], None] | None, refusal: Refused) -> None:
        if refusal.problems[0].code == "file_changed_meanwhile":
            self._ask_conflict(refusal, then)
        else:
            self.show_problem(refusal, self.tr("Not saved"))

    def _ask_conflict(self, refusal: Refused, then: Callable[[], None] | None) -> None:
        from ui.dialogs.base import Choice, sentences_of

        self._next = then
        dialog = Choice(
            self._window.theme,
            self.tr("The file was changed meanwhile"),
            sentences_of(refusal),
            (
                ("copy", self.tr("Save mine as a copy…"), "primary"),
                ("replace", self.tr("Replace theirs"), "secondary"),
                ("cancel", self.tr("Cancel"), "secondary"),
            ),
            self._window,
            ("triangle-alert", "amber"),
        )
        dialog.answered.connect(self._on_conflict_answer)
        dialog.open()

    def _on_conflict_answer(self, answer: str) -> None:
        then, self._next = self._next, None
        if answer == "copy":
            self._ask_save_as(then)
        elif answer == "replace":
            self._save(then, replace_changed=True)

    def _ask_save_as(self, then: Callable[[], None] | None) -> None:
        bridge = self._window.bridge
        if bridge.session is None:
            return
        self._next = then
        path = bridge.session.path
        name = path.name if path else _file_name(bridge.workspace.title or self.tr("New workspace"))
        dialog = QFileDialog(self._window, self.tr("Save the workspace"), self._folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Workspaces (*{suffix})").format(suffix=SUFFIX))
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._on_save_as)
        dialog.open()

    def _on_save_as(self, name: str) -> None:
        then, self._next = self._next, None
        path = Path(name)
        self._window.bridge.start_save_as(
            path, partial(self._on_saved_as, path, then), self._on_not_saved_as, replace_existing=path.exists()
        )

    def _on_saved_as(self, path: Path, then: Callable[[], None] | None) -> None:
        self._window.settings.change(last_folder=str(path.parent))
        self._on_saved(then)

    def _on_not_saved_as(self, refusal: Refused) -> None:
        self.show_problem(refusal, self.tr("Not saved"))

    # Words.

    def show_problem(self, error: Exception, title: str = "") -> None:
        """A dialog that says why something was refused. A bug is raised on, to the crash dialog."""
        from ui.dialogs.base import problem_dialog

        problem_dialog(self._window.theme, title or self.tr("That cannot be done"), error, self._window).open()

    def show_workspace_settings(self) -> None:
        from ui.dialogs.workspace_settings import WorkspaceSettings

        WorkspaceSettings(self._window.theme, self._window.bridge, self._window).open()

    def fill_status(self, status: StatusLine) -> None:
        """Where the work is saved, whether costs are up to date, what is being done, and on what terms."""
        self.fill_work(status)
        bridge = self._window.bridge
        session = bridge.session
        if session is None:
            status.set("saved", self.tr("Ready"), "circle-check", "green")
            known = len(self.recents())
            words = self.tr("One workspace known here") if known == 1 else self.tr("{count} workspaces known here")
            status.set("costs", words.format(count=known) if known else "")
            status.set("edition", self.tr("No network used"), right=True)
            status.set("basis", "", right=True)
            status.set("passphrase", "", right=True)
            return
        if session.path is None:
            kept = self.tr("Not saved to a file yet; kept safe on this computer")
            status.set("saved", kept, "circle-dashed", "amber")
        elif session.is_modified:
            count = session.changes_since_save
            words = (
                self.tr("One change since the last save to {path}")
                if count == 1
                else self.tr("{count} changes since the last save to {path}")
            )
            status.set("saved", words.format(count=count, path=shown_path(session.path)), "circle-dashed", "amber")
        else:
            time = time_of_day(session.saved_at.astimezone()) if session.saved_at else ""
            words = self.tr("Saved {time} to {path}").format(time=time, path=shown_path(session.path))
            status.set("saved", " ".join(words.split()), "circle-check", "green")
        state, icon, tone = {
            "up-to-date": (self.tr("Costs up to date"), "circle-check", "green"),
            "working": (self.tr("Working out costs…"), "circle-dashed", "amber"),
            "refused": (self.tr("Costs need attention"), "circle-alert", "red"),
        }[bridge.costs_state]
        status.set("costs", state, icon, tone)
        settings = bridge.workspace
        status.set("edition", self.tr("Rates edition {edition}").format(edition=settings.edition), right=True)
        basis = self.tr("Trust basis") if settings.basis == "trust" else self.tr("Whole NHS basis")
        status.set("basis", basis, right=True)
        status.set("passphrase", self.tr("Has a passphrase") if bridge.has_passphrase else "", "lock", right=True)

    def fill_work(self, status: StatusLine, share: float = -1) -> None:
        """What is done away from the window, and how far it is where that is known."""
        words = self._window.bridge.work_words
        if words:
            words += "…" if share < 0 else f"… {round(share * 100)} %"
        status.set("work", words, "circle-dashed", "amber")

    def _folder(self) -> str:
        session = self._window.bridge.session
        if session is not None and session.path is not None:
            return str(session.path.parent)
        return self._window.settings.choices.last_folder or str(Path.home())


def _file_name(title: str) -> str:
    """A title as a file name that every system takes."""
    plain = "".join(
        character if character not in '<>:"/\\|?*' and character.isprintable() else " " for character in title
    )
    return (" ".join(plain.split()).rstrip(". ")[:80] or "workspace") + SUFFIX
