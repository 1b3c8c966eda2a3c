"""Everything in the sample is reached without a mouse: pages by number, fields by Tab, records by Ctrl+K."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget

from negotiator.domain.proposals import Measure
from negotiator.domain.stakeholders import Stakeholder
from tests.journeys.hands import CTRL, SHIFT, Hands
from ui.pages.people.page import PeoplePage
from ui.pages.proposals.page import ProposalsPage
from ui.palette import Palette

pytestmark = pytest.mark.journey
MOST_STOPS = 90


def opens_the_sample(hands: Hands) -> None:
    """From the home page, by Ctrl+K alone."""
    finds(hands, "open the sample")
    hands.wait()
    assert hands.parts.bridge.is_open


def finds(hands: Hands, words: str) -> None:
    hands.press(Qt.Key.Key_K, CTRL)
    palette = hands.dialog(Palette)
    hands.type(words)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: not palette.isVisible())
    hands.activate(hands.window)
    hands.wait()


def stops(hands: Hands) -> list[QWidget]:
    """What Tab comes to, one after the other, until it comes to the first again."""
    first = hands.focus()
    found: list[QWidget] = []
    for _ in range(MOST_STOPS):
        before = hands.focus()
        hands.press(Qt.Key.Key_Tab)
        assert hands.focus() is not before, f"Tab does not leave {before.accessibleName() or before}"
        found.append(hands.focus())
        if found[-1] is first:
            return found
        if len(found) > 1 and found[-1] is found[0]:
            return found[:-1]
    raise AssertionError("Tab does not come round")


def test_tab_goes_round_every_page_and_leaves_every_table(hands: Hands) -> None:
    opens_the_sample(hands)
    for entry in hands.window.entries.values():
        page = hands.go(entry.load())
        reached = stops(hands)
        inside = [widget for widget in reached if page.isAncestorOf(widget)]
        assert inside, entry.key
        assert hands.window.rail.list in reached, entry.key
        for view in page.findChildren(QAbstractItemView):
            if view.isVisible() and view.isEnabled() and view.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert view in reached, f"{entry.key}: {view.accessibleName()}"
        for button in page.findChildren(QPushButton):
            if button.isVisible() and button.isEnabled() and button.property("role") in ("primary", "secondary"):
                assert button in reached, f"{entry.key}: {button.text()}"
        nameless = [widget for widget in reached if not named(widget)]
        assert nameless == [], entry.key


def named(widget: QWidget) -> bool:
    return bool(widget.accessibleName() or getattr(widget, "text", str)())


def test_the_rail_goes_from_page_to_page_by_the_arrows(hands: Hands) -> None:
    opens_the_sample(hands)
    rail = hands.window.rail.list
    while QApplication.focusWidget() is not rail:
        hands.press(Qt.Key.Key_Tab, SHIFT)
    seen = [hands.window.current_key()]
    for _ in range(len(hands.window.entries) - 1):
        hands.press(Qt.Key.Key_Down)
        seen.append(hands.window.current_key())
    assert seen == list(hands.window.entries)


def test_ctrl_k_goes_to_a_person_and_to_a_measure(hands: Hands) -> None:
    opens_the_sample(hands)
    finds(hands, "colin ashworth")
    people = hands.window.stack.currentWidget()
    assert isinstance(people, PeoplePage)
    assert hands.parts.bridge.get(Stakeholder, people.person_id).name == "Colin Ashworth"
    finds(hands, "rostering wider")  # the measure of that name in the option with those words
    proposals = hands.window.stack.currentWidget()
    assert isinstance(proposals, ProposalsPage)
    measure = hands.parts.bridge.get(Measure, proposals.measure_id)
    assert measure.terms.label == "Rostering software"
    assert proposals.option_name.text().startswith("C ·")
