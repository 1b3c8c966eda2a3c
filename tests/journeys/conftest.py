"""Journeys are walked in the real window, with a folder, a day and surprises as in the tests of its parts."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.hands import Hands
from tests.ui.conftest import data_folder, no_surprises, nothing_left, parts
from ui.app import Parts

__all__ = ["data_folder", "no_surprises", "nothing_left", "parts"]


@pytest.fixture
def hands(parts: Parts, qtbot: QtBot) -> Hands:
    """The window, and somebody at its mouse and keyboard."""
    return Hands(parts, qtbot)
