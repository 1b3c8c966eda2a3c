"""From nothing to a first costed option: every empty page says what to do next, and no step breaks anything."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from negotiator.domain.establishment import StaffLine
from negotiator.domain.proposals import Measure, Proposal
from negotiator.services.costing import case_for, cost_case
from negotiator.wording.figures import money
from tests.journeys.hands import Hands
from ui.crash import CrashWatch
from ui.dialogs.new_workspace import NewWorkspace
from ui.pages.costing.page import CostingPage
from ui.pages.costing.table import TOTAL
from ui.pages.establishment.entry import LineColumn
from ui.pages.establishment.page import EstablishmentPage
from ui.pages.proposals.dialogs import AddMeasureDialog, NameDialog
from ui.pages.proposals.fields import RangeEditor
from ui.pages.proposals.page import ProposalsPage
from ui.widgets import EmptyState

pytestmark = pytest.mark.journey
THREE_LINES = """Line\tGroup\tBand\tStep\tHeadcount\tWTE
Ward nurses\tNursing\t5\ttop\t20\t17.6
Senior nurses\tNursing\t6\tentry\t8\t7.2
Support workers\tNursing\t2\ttop\t14\t11
"""


@pytest.fixture
def crashes(data_folder: Path) -> Iterator[list[str]]:
    """What the crash hooks of the application catch; nothing may be left in it at the end."""
    found: list[str] = []
    watch = CrashWatch(data_folder)
    watch.crashed.connect(found.append)
    watch.install()
    yield found
    watch.remove()
    assert found == []


def test_a_first_option_is_costed_from_an_empty_workspace(hands: Hands, crashes: list[str]) -> None:
    makes_a_workspace(hands)
    every_empty_page_says_its_next_step(hands)
    adds_one_line_by_form_and_three_by_pasting(hands)
    proposes_two_per_cent(hands)
    costing = hands.go(CostingPage)
    session = hands.parts.bridge.session
    (proposal,) = session.all(Proposal)
    (option,) = cost_case(case_for(session, proposal.id), session.settings.edition).options
    assert option.full_year_effect.total > 0
    year = next(iter(option.years))
    section = next(
        n for n in range(1, costing.model.columnCount()) if getattr(costing.model.column_at(n), "year", "") == year
    )
    shown = costing.model.index(costing.model.row_of(TOTAL), section).data()
    assert shown == money(option.years[year].total).removeprefix("£")
    for entry in hands.window.entries.values():
        hands.go(entry.load())
    assert crashes == []


def makes_a_workspace(hands: Hands) -> None:
    hands.click(hands.window.home.new_button)
    form = hands.dialog(NewWorkspace)
    hands.type("Recruitment of ward nurses")
    assert form.name.text() == "Recruitment of ward nurses"
    hands.retype(form.trust, "Bolton NHS Foundation Trust")
    hands.press(Qt.Key.Key_Tab)
    hands.click(form.make_button)
    hands.activate(hands.window)
    hands.wait()
    assert hands.parts.bridge.workspace.organisation_code == "RMC"


def every_empty_page_says_its_next_step(hands: Hands) -> None:
    for entry in hands.window.entries.values():
        page = hands.go(entry.load())
        if entry.key in ("overview", "benchmarks"):
            continue  # what is missing, and the trust's national figures, are there from the beginning
        said = [each for each in page.findChildren(EmptyState) if each.isVisible()]
        assert said, entry.key
        for each in said:
            assert each.sentence.text().endswith("."), entry.key
            assert each.button.isVisible() and each.button.isEnabled(), entry.key


def adds_one_line_by_form_and_three_by_pasting(hands: Hands) -> None:
    bridge = hands.parts.bridge
    page = hands.go(EstablishmentPage)
    hands.click(page.empty.button)
    form = page.form
    for column, text in (
        (LineColumn.NAME, "Ward managers"),
        (LineColumn.GROUP, "Nursing"),
        (LineColumn.HEADS, "3"),
        (LineColumn.WTE, "2.8"),
    ):
        hands.retype(form.rows[column].field, text)
    hands.choose(form.rows[LineColumn.BAND].field, "7")
    hands.click(form.add_button)
    hands.wait()
    (line,) = bridge.all(StaffLine)
    assert (line.name, line.group, line.band, line.headcount, line.wte) == (
        "Ward managers",
        "Nursing",
        "7",
        3,
        Decimal("2.8"),
    )
    QGuiApplication.clipboard().setText(THREE_LINES)
    hands.click(page.paste_button)
    hands.wait()
    hands.no_dialog()
    assert [each.name for each in bridge.all(StaffLine)] == [
        "Ward managers",
        "Ward nurses",
        "Senior nurses",
        "Support workers",
    ]


def proposes_two_per_cent(hands: Hands) -> None:
    bridge = hands.parts.bridge
    page = hands.go(ProposalsPage)
    hands.click(page.empty.button)
    name = hands.dialog(NameDialog)
    hands.type("Ward nurses' pay")
    hands.click(name.keep_button)
    hands.activate(hands.window)
    hands.wait()
    hands.click(page.no_measures.button)
    dialog = hands.dialog(AddMeasureDialog)
    hands.click_cell(dialog.kinds, dialog.rows.index(dialog.rows.row_of("pay_uplift"), 0))
    editor = dialog.form.editors["percent"]
    assert isinstance(editor, RangeEditor)
    hands.retype(editor.row.likely, "2%")
    hands.click(dialog.add_measure_button)
    hands.activate(hands.window)
    hands.wait()
    (measure,) = bridge.all(Measure)
    assert measure.terms.values == {"percent": Decimal("0.02")}
    card = page.options.cards.records[0]
    (option,) = bridge.costs(page.proposal_id).options
    assert card.yearly == option.full_year_effect.total
    assert page.measures_card.total.text() == money(option.full_year_effect.total)
