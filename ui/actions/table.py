"""Every command of the window: menus, shortcuts and the Ctrl+K palette are made from this table.

Texts are translated where they are shown; ``QT_TRANSLATE_NOOP`` marks them for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text itself; the name tells the translation tools that it is shown."""
    return text


class Condition(StrEnum):
    """When an action can be done."""

    ALWAYS = "always"
    OPEN = "open"
    FREE = "free"
    """A workspace is open and nothing long is being done to it."""
    CAN_UNDO = "can_undo"
    CAN_REDO = "can_redo"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command. ``begins_group``: a line stands above it in its menu. ``submenu`` names a menu within the menu."""

    id: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    condition: Condition = Condition.ALWAYS
    begins_group: bool = False
    submenu: str = ""
    checkable: bool = False


MENUS = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("insert", QT_TRANSLATE_NOOP("Actions", "&Insert")),
    ("tools", QT_TRANSLATE_NOOP("Actions", "&Tools")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

SUBMENUS = {
    "recent": QT_TRANSLATE_NOOP("Actions", "Open &recent"),
    "theme": QT_TRANSLATE_NOOP("Actions", "&Colours"),
    "text": QT_TRANSLATE_NOOP("Actions", "Te&xt size"),
}

_OPEN = Condition.OPEN

ACTIONS = (
    ActionSpec("new", "file", QT_TRANSLATE_NOOP("Actions", "&New workspace…"), "Ctrl+N", "plus"),
    ActionSpec("open", "file", QT_TRANSLATE_NOOP("Actions", "&Open…"), "Ctrl+O", "folder-open"),
    ActionSpec("sample", "file", QT_TRANSLATE_NOOP("Actions", "Open the sa&mple"), "", "book-open"),
    ActionSpec("save", "file", QT_TRANSLATE_NOOP("Actions", "&Save"), "Ctrl+S", "save", _OPEN, True),
    ActionSpec("save_as", "file", QT_TRANSLATE_NOOP("Actions", "Save &as…"), "Ctrl+Shift+S", "", _OPEN),
    ActionSpec("safety", "file", QT_TRANSLATE_NOOP("Actions", "Safety &copies…"), "", "history"),
    ActionSpec("passphrase", "file", QT_TRANSLATE_NOOP("Actions", "&Passphrase…"), "", "lock", Condition.FREE),
    ActionSpec("close", "file", QT_TRANSLATE_NOOP("Actions", "C&lose workspace"), "Ctrl+W", "x", _OPEN, True),
    ActionSpec("quit", "file", QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q", "log-out"),
    ActionSpec("undo", "edit", QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z", "undo-2", Condition.CAN_UNDO),
    ActionSpec("redo", "edit", QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z", "redo-2", Condition.CAN_REDO),
    ActionSpec("find", "edit", QT_TRANSLATE_NOOP("Actions", "&Find anything…"), "Ctrl+K", "search", begins_group=True),
    ActionSpec(
        "theme_system",
        "view",
        QT_TRANSLATE_NOOP("Actions", "As the &system"),
        icon="monitor",
        submenu="theme",
        checkable=True,
    ),
    ActionSpec(
        "theme_light", "view", QT_TRANSLATE_NOOP("Actions", "&Light"), icon="sun", submenu="theme", checkable=True
    ),
    ActionSpec(
        "theme_dark", "view", QT_TRANSLATE_NOOP("Actions", "&Dark"), icon="moon", submenu="theme", checkable=True
    ),
    ActionSpec(
        "theme_contrast",
        "view",
        QT_TRANSLATE_NOOP("Actions", "System &contrast"),
        icon="contrast",
        submenu="theme",
        checkable=True,
    ),
    ActionSpec("text_larger", "view", QT_TRANSLATE_NOOP("Actions", "&Larger"), "Ctrl++", submenu="text"),
    ActionSpec("text_smaller", "view", QT_TRANSLATE_NOOP("Actions", "&Smaller"), "Ctrl+-", submenu="text"),
    ActionSpec("text_normal", "view", QT_TRANSLATE_NOOP("Actions", "&Normal"), "Ctrl+0", submenu="text"),
    ActionSpec("insert_proposal", "insert", QT_TRANSLATE_NOOP("Actions", "&Proposal"), "", "layers", _OPEN),
    ActionSpec("insert_person", "insert", QT_TRANSLATE_NOOP("Actions", "P&erson"), "", "contact-round", _OPEN),
    ActionSpec("insert_fact", "insert", QT_TRANSLATE_NOOP("Actions", "&Fact"), "", "file-check", _OPEN),
    ActionSpec("insert_assumption", "insert", QT_TRANSLATE_NOOP("Actions", "&Assumption"), "", "file-check", _OPEN),
    ActionSpec("insert_meeting", "insert", QT_TRANSLATE_NOOP("Actions", "&Meeting"), "", "calendar-days", _OPEN),
    ActionSpec("insert_action", "insert", QT_TRANSLATE_NOOP("Actions", "Ac&tion"), "", "calendar-check", _OPEN),
    ActionSpec(
        "workspace_settings",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Workspace settings…"),
        "Ctrl+,",
        "settings",
        Condition.FREE,
    ),
    ActionSpec("editions", "tools", QT_TRANSLATE_NOOP("Actions", "Rates &edition…"), "", "badge-percent"),
    ActionSpec("preferences", "tools", QT_TRANSLATE_NOOP("Actions", "&Preferences…"), "", "user"),
    ActionSpec("rates", "help", QT_TRANSLATE_NOOP("Actions", "&Reference rates…"), "F9", "library"),
    ActionSpec("keys", "help", QT_TRANSLATE_NOOP("Actions", "&Keyboard…"), "F1", "keyboard"),
    ActionSpec("about", "help", QT_TRANSLATE_NOOP("Actions", "&About Negotiator…"), "", "info", begins_group=True),
)
