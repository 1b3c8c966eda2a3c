"""A page that has its room is not scrolled; one that lacks it is, whole."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.app import Parts
from ui.screens import wait_until_idle


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_no_page_scrolls_where_it_has_its_room(parts: Parts, size: tuple[int, int]) -> None:
    window = parts.window
    window.resize(*size)
    assert wait_until_idle(parts)
    scrolled = ["home"] if _is_scrolled(parts) else []
    window.files.open_sample()
    for key in window.entries:
        window.navigate(key)
        assert wait_until_idle(parts)
        scrolled += [key] if _is_scrolled(parts) else []
    assert scrolled == []


def test_with_large_text_what_has_no_room_is_scrolled_to(parts: Parts) -> None:
    window = parts.window
    window.files.open_sample()
    window.navigate("proposals")
    parts.theme.set_text_size(150)
    window.resize(1024, 700)
    assert wait_until_idle(parts)
    page = window.pages["proposals"]
    assert page.width() >= page.minimumSizeHint().width() > window.area.viewport().width()
    assert window.area.horizontalScrollBar().maximum() > 0
    parts.theme.set_text_size(100)


def test_the_pages_of_a_closed_workspace_ask_nothing_of_it_when_they_are_resized(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    window.resize(1280, 800)
    window.files.open_sample()
    for key in window.entries:
        window.navigate(key)
        assert wait_until_idle(parts)
    pages = list(window.pages.values())
    parts.bridge.close()
    with qtbot.captureExceptions() as caught:
        for page in pages:
            page.resize(620, 500)
            page.show()
    assert pages and caught == []


def _is_scrolled(parts: Parts) -> bool:
    area = parts.window.area
    return area.horizontalScrollBar().maximum() > 0 or area.verticalScrollBar().maximum() > 0
