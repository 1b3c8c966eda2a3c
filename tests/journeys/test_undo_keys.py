"""Ctrl+Z takes the last change back wherever the keyboard is, and a field's own typing first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from negotiator.domain.proposals import Measure
from tests.journeys.hands import CTRL, SHIFT, Hands
from ui.pages.people.page import PeoplePage
from ui.pages.proposals.fields import RangeEditor
from ui.pages.proposals.page import ProposalsPage

pytestmark = pytest.mark.journey


def test_a_figure_kept_with_enter_is_taken_back_while_its_field_has_the_keyboard(hands: Hands) -> None:
    hands.click(hands.window.home.empty.button)
    hands.wait()
    page = hands.go(ProposalsPage)
    editor = page.form.editors["session_amount"]
    assert isinstance(editor, RangeEditor)
    field = editor.row.likely
    before = field.text()

    def amount() -> Decimal:
        value = hands.parts.bridge.get(Measure, page.measure_id).terms.values["session_amount"]
        assert isinstance(value, Decimal)
        return value

    was = amount()
    hands.retype(field, "35.50")
    hands.press(Qt.Key.Key_Return)
    hands.wait()
    assert (hands.focus(), amount()) == (field, Decimal("35.50"))
    hands.press(Qt.Key.Key_Z, CTRL)
    assert (amount(), field.text()) == (was, before)
    hands.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert amount() == Decimal("35.50")


def test_what_is_being_typed_is_taken_back_before_any_change(hands: Hands) -> None:
    hands.click(hands.window.home.empty.button)
    hands.wait()
    page = hands.go(PeoplePage)
    hands.click(page.card.composer.text)
    hands.type("Said yes")
    hands.click(page.card.composer.keep_button)
    hands.click(page.card.composer.text)
    hands.type("Wants")
    steps = hands.parts.bridge.undo_stack.index()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert page.card.composer.text.toPlainText() == ""
    assert hands.parts.bridge.undo_stack.index() == steps == 1
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.parts.bridge.undo_stack.index() == 0
