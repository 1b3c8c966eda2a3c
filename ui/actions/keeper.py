"""Makes the actions of the table, and keeps their conditions, words and icons right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.actions.table import ACTIONS, MENUS, SUBMENUS, ActionSpec, Condition
from ui.bridge import Bridge
from ui.pages.registry import PageEntry
from ui.theme import Theme

MOST_PAGE_KEYS = 9


def words(text: str) -> str:
    """A text of the table in the reader's language."""
    return QCoreApplication.translate("Actions", text)


def whole_words(spec: ActionSpec) -> str:
    """A command as it is named outside its menu, without its key: ``Text size: Larger``."""
    own = words(spec.text).replace("&", "")
    return f"{words(SUBMENUS[spec.submenu]).replace('&', '')}: {own}" if spec.submenu else own


def _run(handler: Callable[[], None], checked: bool = False) -> None:
    """Do it, without the ``checked`` that an action sends."""
    handler()


class Actions(QObject):
    """The actions by id. ``handlers`` holds what each does; KeyError at start where one is missing."""

    def __init__(
        self, theme: Theme, bridge: Bridge, handlers: Mapping[str, Callable[[], None]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._bridge = theme, bridge
        self._themes = QActionGroup(self)
        self.by_id: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._drawn = False
        self._pages: dict[PageEntry, QAction] = {}
        for spec in ACTIONS:
            action = QAction(words(spec.text), self)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            if spec.checkable:
                self._themes.addAction(action)
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
            action.triggered.connect(partial(_run, handlers[spec.id]))
            self.by_id[spec.id] = action
        if "redo" in self.by_id:
            self.by_id["redo"].setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        theme.changed.connect(self._forget_icons)
        bridge.status_changed.connect(self.refresh)
        self.refresh()

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into a menu bar."""
        for key, text in MENUS:
            menu = bar.addMenu(words(text))
            menu.aboutToShow.connect(self._render)
            self.menus[key] = menu
            for spec in (spec for spec in ACTIONS if spec.menu == key):
                self._add(menu, spec)
        self._recent_below_open()

    def add_page(self, entry: PageEntry, number: int, handler: Callable[[], None]) -> QAction:
        """The action that shows a page."""
        action = QAction(entry.words(), self)
        action.setObjectName(f"page_{entry.key}")
        if number <= MOST_PAGE_KEYS:
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.triggered.connect(partial(_run, handler))
        self._pages[entry] = action
        self.refresh()
        return action

    def run(self, action_id: str) -> None:
        """Do an action, where its condition holds."""
        self.by_id[action_id].trigger()

    def available(self) -> list[tuple[ActionSpec, QAction]]:
        """What can be done now, for the palette."""
        return [(spec, self.by_id[spec.id]) for spec in ACTIONS if self.by_id[spec.id].isEnabled()]

    def refresh(self) -> None:
        """Ask every condition again, and say what would be undone."""
        stack, working = self._bridge.undo_stack, self._bridge.is_working
        holds = {
            Condition.ALWAYS: True,
            Condition.OPEN: self._bridge.is_open,
            Condition.FREE: self._bridge.is_open and not working,
            Condition.CAN_UNDO: stack.canUndo() or working,  # what is being done will be a step
            Condition.CAN_REDO: stack.canRedo(),
        }
        for spec in ACTIONS:
            self.by_id[spec.id].setEnabled(holds[spec.condition])
        for action in self._pages.values():
            action.setEnabled(self._bridge.is_open)
        for key, text, what in (
            ("undo", self.tr("&Undo"), stack.undoText()),
            ("redo", self.tr("&Redo"), stack.redoText()),
        ):
            if what and not working:
                text = self.tr("{verb} “{change}”").format(verb=text, change=what.replace("&", "&&"))
            self.by_id[key].setText(text)
        mode = self.by_id.get(f"theme_{self._theme.mode}")
        if mode is not None:
            mode.setChecked(True)

    def _add(self, menu: QMenu, spec: ActionSpec) -> None:
        if spec.begins_group:
            menu.addSeparator()
        if spec.submenu and spec.submenu not in self.menus:
            if menu.actions():
                menu.addSeparator()
            self.menus[spec.submenu] = menu.addMenu(words(SUBMENUS[spec.submenu]))
        (self.menus[spec.submenu] if spec.submenu else menu).addAction(self.by_id[spec.id])

    def _recent_below_open(self) -> None:
        menu = QMenu(words(SUBMENUS["recent"]), self.menus["file"])
        self.menus["recent"] = menu
        self.menus["file"].insertMenu(self.by_id["sample"], menu)

    def _forget_icons(self) -> None:
        self._drawn = False

    def _render(self) -> None:
        """Icons are drawn when a menu is first opened: the window need not wait for them."""
        if self._drawn:
            return
        self._drawn = True
        for spec in ACTIONS:
            if spec.icon:
                self.by_id[spec.id].setIcon(self._theme.icon(spec.icon, "text", 16))
        for entry, action in self._pages.items():
            action.setIcon(self._theme.icon(entry.icon, "text", 16))
