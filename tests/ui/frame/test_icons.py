"""Icons: those that are used are shipped, and no others."""

from __future__ import annotations

import re

from ui.pages.registry import PAGES
from ui.resources import resource
from ui.widgets.chips import MARKING_ICONS

SOURCE = resource().parent / "ui"
WORDS = {
    word
    for path in SOURCE.rglob("*.py")
    for word in re.findall(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""", path.read_text("utf-8"))
}
"""Every string of the window's source that could name an icon."""


def test_every_icon_that_is_shipped_is_named_somewhere() -> None:
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    assert sorted(shipped - WORDS) == []


def test_the_icons_of_pages_and_markings_are_shipped() -> None:
    named = {entry.icon for entry in PAGES} | set(MARKING_ICONS.values())
    assert [name for name in sorted(named) if not resource("icons", f"{name}.svg").is_file()] == []
