"""The main window: menus and search on top, rail at the left, pages, status line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenuBar, QVBoxLayout, QWidget

from negotiator.domain.problems import Refused
from ui.actions.keeper import Actions, whole_words
from ui.actions.table import ACTIONS
from ui.bridge import Bridge
from ui.cover import WorkCover
from ui.files import Files
from ui.inserting import INSERTS, new_record
from ui.jobs import Jobs
from ui.page_stack import PageArea, PageStack
from ui.pages.base import Page, PageContext
from ui.pages.home import HomePage
from ui.pages.registry import PageEntry, pages
from ui.rail import Rail, RailEntry
from ui.settings import AppSettings
from ui.theme import TEXT_SIZES, Theme
from ui.undo_keys import UndoKeys
from ui.widgets import StatusLine, Toast, announce
from ui.widgets.find import FindBox

if TYPE_CHECKING:
    from negotiator.services.changes import Outcome
    from ui.palette import Find

_TITLE_BAR = 40
"""What the system puts above a window, px: the status line must not end up beneath the screen."""
HOME, OPEN, RATES, PREFERENCES = "home", "open", "rates", "preferences"


@dataclass(frozen=True)
class Clock:
    """The day and the moment, chosen by tests and pictures. ``now`` has a time zone."""

    now: Callable[[], datetime]

    def today(self) -> date:
        return self.now().astimezone().date()

    def local(self) -> datetime:
        return self.now().astimezone()


AFTER_PAINT = 40
"""Milliseconds after which the first window is painted and seen: what it does not need begins then."""


class MainWindow(QMainWindow):
    """Shows the home page while no workspace is open, and the workspace's pages while one is."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        jobs: Jobs,
        settings: AppSettings,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self.bridge, self.jobs, self.settings, self.clock = theme, bridge, jobs, settings, clock
        self.entries: dict[str, PageEntry] = {entry.key: entry for entry in pages()}
        self.pages: dict[str, Page] = {}
        self._leaving = False
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.files = Files(self, clock)
        self.context = PageContext(
            bridge=bridge,
            jobs=jobs,
            theme=theme,
            settings=settings,
            navigate=self.navigate,
            toast=self.say,
            problem=self.files.show_problem,
            today=clock.today,
            run_action=self.run_action,
        )
        self._build()
        self.actions_kept = Actions(theme, bridge, self._handlers(), self)
        self.actions_kept.fill(self.menu_bar)
        for action in self.actions_kept.by_id.values():
            self.addAction(action)
        self._add_page_actions()
        self._connect()
        UndoKeys(self)
        room = self.screen().availableSize() - QSize(0, _TITLE_BAR)
        self.resize(QSize(theme.px(1280), theme.px(800)).boundedTo(room))
        self.setMinimumSize(760, 520)
        geometry = settings.geometry("window")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        self._show_home()
        self._on_status()

    # Building.

    def _build(self) -> None:
        top = QFrame()
        top.setObjectName("top")
        row = QHBoxLayout(top)
        row.setContentsMargins(8, 2, 12, 3)
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.find_box = FindBox(self.theme)
        row.addWidget(self.menu_bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.find_box)
        self.rail = Rail(self.theme)
        self.stack = PageStack()
        self.area = PageArea(self.stack)
        self.home = HomePage(self.theme, self.clock.local)
        self.stack.addWidget(self.home)
        self.status = StatusLine(self.theme)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.area, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self.toast = Toast(self.theme, self.area)
        self.cover = WorkCover(self.theme, self.bridge, self.area)

    def _connect(self) -> None:
        self.find_box.clicked.connect(self.open_palette)
        self.rail.gone_to.connect(self._on_rail)
        self.bridge.document_changed.connect(self._on_document)
        self.bridge.status_changed.connect(self._on_status)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.open_failed.connect(self.files.on_open_failed)
        self.bridge.refused.connect(self.files.show_problem)
        self.bridge.work_progressed.connect(self._on_work)
        self.bridge.opening.connect(self._on_opening)
        home, files = self.home, self.files
        home.open_pressed.connect(files.ask_open)
        home.new_pressed.connect(files.ask_new_empty)
        home.sample_pressed.connect(files.open_sample)
        home.path_chosen.connect(files.open_path)
        home.template_chosen.connect(files.ask_new)
        home.recover_pressed.connect(files.recover)
        home.changes_pressed.connect(files.show_left)
        home.forget_pressed.connect(files.forget)
        home.clear_pressed.connect(files.clear_recents)
        self.actions_kept.menus["recent"].aboutToShow.connect(self._fill_recents)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        files = self.files
        handlers: dict[str, Callable[[], None]] = {
            "new": files.ask_new_empty,
            "open": files.ask_open,
            "sample": files.open_sample,
            "save": files.save,
            "save_as": files.ask_save_as,
            "safety": files.show_safety_copies,
            "passphrase": files.passphrases.change,
            "close": files.ask_close,
            "quit": self._on_quit,
            "undo": self.undo,
            "redo": self.redo,
            "find": self.open_palette,
            "text_larger": self._text_larger,
            "text_smaller": self._text_smaller,
            "text_normal": self._text_normal,
            "workspace_settings": files.show_workspace_settings,
            "editions": self._show_editions,
            "preferences": self._show_preferences,
            "rates": self._show_rates,
            "keys": self._show_keys,
            "about": self._show_about,
        }
        for mode in ("system", "light", "dark", "contrast"):
            handlers[f"theme_{mode}"] = partial(self._set_theme, mode)
        for name in INSERTS:
            handlers[f"insert_{name}"] = partial(self.insert, name)
        return handlers

    def _add_page_actions(self) -> None:
        """Ctrl+1 and on: the pages in the order of the rail."""
        view = self.actions_kept.menus["view"]
        first = view.actions()[0]
        for number, entry in enumerate(self.entries.values(), start=1):
            action = self.actions_kept.add_page(entry, number, partial(self.navigate, entry.key))
            view.insertAction(first, action)
            self.addAction(action)

    # Going about.

    def navigate(self, key: str, kind: str = "", record_id: str = "") -> None:
        """Show a page, made when first shown, and in it a record."""
        if not self.bridge.is_open or key not in self.entries:
            return
        page = self.pages.get(key)
        if page is None:
            page = self.entries[key].load()(self.context)
            self.pages[key] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.rail.choose(key)
        self._title()
        if not self.rail.list.hasFocus() and self.cover.isHidden():
            page.setFocus()  # the Tab key goes on from its beginning
        if record_id:
            page.focus_record(kind, record_id)

    def current_key(self) -> str:
        """The key of the page shown."""
        current = self.stack.currentWidget()
        return next((key for key, page in self.pages.items() if page is current), HOME)

    def say(self, sentence: str, undo: bool = True) -> None:
        """A toast; with ``undo`` it offers to take the last step back."""
        self.toast.say(sentence, self.undo if undo else None)

    def run_action(self, action_id: str) -> None:
        self.actions_kept.run(action_id)

    def undo(self) -> None:
        self._step(self.bridge.undo, self._on_undone)

    def redo(self) -> None:
        self._step(self.bridge.redo, self._on_redone)

    def _step(self, step: Callable[[Callable[[str], None]], None], done: Callable[[str], None]) -> None:
        try:
            step(done)
        except Refused as refusal:
            self.files.show_problem(refusal)

    def _on_undone(self, change: str) -> None:
        announce(self, self.tr("Undone: {change}").format(change=change))

    def _on_redone(self, change: str) -> None:
        announce(self, self.tr("Done again: {change}").format(change=change))

    def insert(self, name: str) -> None:
        """Add an empty record of a kind and go to it."""
        from negotiator.services.commands.records import AddRecord

        page, kind, record = new_record(name, self.clock.today())
        self.bridge.run(AddRecord(record), partial(self._on_inserted, page, kind))

    def _on_inserted(self, page: str, kind: str, outcome: Outcome) -> None:
        self.navigate(page, kind, outcome.added[0] if outcome.added else "")

    def open_palette(self) -> None:
        from ui.palette import Palette

        palette = Palette(self.theme, (self._found_pages, self._found_actions, self._found_records), self)
        palette.chosen.connect(self._on_found)
        box = self.find_box
        place = box.mapToGlobal(QPoint(box.width() - palette.width(), box.height() + 4))
        palette.move(max(self.mapToGlobal(QPoint(8, 0)).x(), place.x()), place.y())
        palette.show()
        palette.field.setFocus()

    def _found_pages(self) -> list[Find]:
        if not self.bridge.is_open:
            return []
        from ui.palette import Find

        detail = self.tr("Page")
        return [
            Find(entry.words(), detail, entry.icon, ("page", entry.key), f"Ctrl+{number}")
            for number, entry in enumerate(self.entries.values(), start=1)
        ]

    def _found_actions(self) -> list[Find]:
        from ui.palette import Find

        finds = []
        for spec, action in self.actions_kept.available():
            if spec.id != "find":
                text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
                menu = self.tr("Command")
                finds.append(Find(text, menu, spec.icon or "arrow-right", ("action", spec.id), spec.shortcut))
        return finds

    def _found_records(self) -> list[Find]:
        from ui.finding import records

        return list(records(self.bridge))

    def _on_found(self, target: object) -> None:
        match target:
            case ("page", str(key)):
                self.navigate(key)
            case ("action", str(action_id)):
                self.run_action(action_id)
            case ("record", str(page), str(kind), str(record_id)):
                self.navigate(page, kind, record_id)

    # What the bridge tells.

    def _on_document(self) -> None:
        self.toast.hide()
        self.find_box.setEnabled(True)
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        if self.bridge.is_open:
            self._fill_rail()
            if self.entries:
                self.navigate(next(iter(self.entries)))
            self.files.after_open()
        else:
            self._show_home()
        self._title()

    def _on_changed(self, changes: object) -> None:
        self._fill_rail()
        self._title()

    def _on_opening(self, name: str) -> None:
        words_now = self.tr("Opening {name}…").format(name=name) if name else self.tr("Recovering…")
        self.status.set("saved", words_now, "folder-open", "muted")

    def _show_home(self) -> None:
        self.stack.setCurrentWidget(self.home)
        self.rail.set_head(self.tr("Negotiator"), self.tr("Homework for the table"))
        self.rail.set_entries(
            (
                RailEntry(HOME, self.tr("Home"), "house"),
                RailEntry(OPEN, self.tr("Open"), "folder-open"),
                RailEntry(RATES, self.tr("Reference rates"), "library", 1),
                RailEntry(PREFERENCES, self.tr("Preferences"), "settings", 1),
            )
        )
        self.rail.choose(HOME)
        self.home.greet(self.settings.choices.person)
        self.files.fill_home(self.home)
        QTimer.singleShot(AFTER_PAINT, self.files, self.files.offer_left)
        self.home.focus_first()
        self._title()

    def _fill_rail(self) -> None:
        if not self.bridge.is_open:
            return
        from negotiator.domain.partnership import Action

        settings = self.bridge.workspace
        self.rail.set_head(settings.title or self.tr("New workspace"), settings.organisation_name)
        today = self.clock.today()
        late = sum(1 for action in self.bridge.all(Action) if not action.done and action.due and action.due < today)
        counts = {"overview": (late, self.tr("late actions"))}
        self.rail.set_entries(
            tuple(
                RailEntry(entry.key, entry.words(), entry.icon, entry.group, *counts.get(entry.key, (0, "")))
                for entry in self.entries.values()
            )
        )

    def _on_rail(self, key: str) -> None:
        if self.bridge.is_open:
            self.navigate(key)
            return
        # What opens a dialog is not a place: the choice goes back to Home once the event is over.
        QTimer.singleShot(0, self, self._rail_to_home)
        if key == OPEN:
            self.files.ask_open()
        elif key == RATES:
            self._show_rates()
        elif key == PREFERENCES:
            self._show_preferences()

    def _rail_to_home(self) -> None:
        if not self.bridge.is_open:
            self.rail.choose(HOME)

    def _on_status(self) -> None:
        self.files.fill_status(self.status)

    def _on_work(self, share: float) -> None:
        self.files.fill_work(self.status, share)

    def _title(self) -> None:
        if not self.bridge.is_open:
            self.setWindowTitle(self.tr("Negotiator"))
            return
        title = self.bridge.workspace.title or self.tr("New workspace")
        self.setWindowTitle(f"{title}[*] – Negotiator")
        self.setWindowModified(self.bridge.is_modified)

    def _fill_recents(self) -> None:
        menu = self.actions_kept.menus["recent"]
        menu.clear()
        for recent in self.files.recents():
            action = menu.addAction((recent.title or Path(recent.path).stem).replace("&", "&&"))
            action.setToolTip(recent.path)
            action.setData(recent.path)
            action.triggered.connect(self._on_recent)
        if menu.isEmpty():
            none = menu.addAction(self.tr("None yet"))
            none.setEnabled(False)

    def _on_recent(self) -> None:
        action = self.sender()
        path = action.data() if action is not None and hasattr(action, "data") else None
        if path:
            self.files.open_path(str(path))

    # Dialogs of the window itself.

    def _show_preferences(self) -> None:
        from ui.dialogs.preferences import Preferences

        dialog = Preferences(self.theme, self.settings, self)
        dialog.kept.connect(self._on_person)
        dialog.open()

    def _on_person(self) -> None:
        self.home.greet(self.settings.choices.person)

    def _show_rates(self) -> None:
        from negotiator.services.lookups import current_edition
        from ui.dialogs.rates import RatesDialog

        edition, jurisdiction = current_edition(), "England"
        if self.bridge.is_open:
            edition, jurisdiction = self.bridge.workspace.edition, self.bridge.workspace.jurisdiction
        try:
            dialog = RatesDialog(self.theme, edition, jurisdiction, self)
        except Refused as refusal:
            self.files.show_problem(refusal)
            return
        dialog.editions_asked.connect(self._show_editions)
        dialog.open()

    def _show_editions(self) -> None:
        from ui.dialogs.editions import EditionsDialog

        dialog = EditionsDialog(self.theme, self.bridge, self.jobs, self)
        dialog.recosted.connect(self._on_recosted)
        dialog.open()

    def _on_recosted(self, edition: str) -> None:
        self.say(self.tr("Re-costed with edition {edition}.").format(edition=edition))

    def _show_keys(self) -> None:
        from ui.dialogs.keys import Key, Keys

        keys = [Key(spec.shortcut, whole_words(spec).rstrip("…")) for spec in ACTIONS if spec.shortcut]
        if self.entries:
            keys.append(Key(f"Ctrl+1 … Ctrl+{len(self.entries)}", self.tr("The pages, in the order of the rail")))
        Keys(self.theme, keys, self).open()

    def _show_about(self) -> None:
        from ui.dialogs.about import About

        About(self.theme, self).open()

    def _set_theme(self, mode: str) -> None:
        self.theme.set_mode(mode)
        self.settings.change(theme=mode)
        self.actions_kept.refresh()

    def _text_larger(self) -> None:
        self._set_text(min((size for size in TEXT_SIZES if size > self.theme.text_size), default=TEXT_SIZES[-1]))

    def _text_smaller(self) -> None:
        self._set_text(max((size for size in TEXT_SIZES if size < self.theme.text_size), default=TEXT_SIZES[0]))

    def _text_normal(self) -> None:
        self._set_text(100)

    def _set_text(self, per_cent: int) -> None:
        self.theme.set_text_size(per_cent)
        self.settings.change(text_size=per_cent)

    # Qt.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(1100)
        self.rail.set_narrow(narrow)
        self.find_box.set_narrow(narrow)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.files.open_path(url.toLocalFile())
                return

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.bridge.is_working:
            event.ignore()  # what was asked for is done first; then it is seen whether anything would be lost
            self.bridge.when_done(self._on_quit)
            return
        if self.bridge.is_modified and not self._leaving:
            event.ignore()
            self.files.ask_then(self._leave)
            return
        self.settings.keep_geometry("window", self.saveGeometry())
        if self.bridge.is_open:
            self.bridge.close()
        super().closeEvent(event)

    def _on_quit(self) -> None:
        self.close()

    def _leave(self) -> None:
        self._leaving = True
        self.close()
        self._leaving = False
