"""A staff-side rep's task: open what was shared, see how a figure was made, change what is assumed, answer in costs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from negotiator.domain.costing.result import CostingResult
from negotiator.domain.markings import Audience
from negotiator.domain.packs import PackPlan
from negotiator.domain.proposals import Measure, Option, Proposal
from negotiator.services.costing import case_for, cost_case
from negotiator.services.lookups import rates
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from negotiator.wording.figures import money, share
from tests.journeys.hands import CTRL, Hands
from tests.reporting.pdf_reading import text_of
from ui.dialogs.workspace_settings import WorkspaceSettings
from ui.pages.costing.page import CostingPage
from ui.pages.packs.page import PacksPage
from ui.pages.proposals.dialogs import NameDialog
from ui.pages.proposals.fields import RangeEditor
from ui.pages.proposals.page import ProposalsPage

pytestmark = pytest.mark.journey
COUNTER = "D, answer of the staff side"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A workspace file, as it was handed over."""
    path = tmp_path / "On-call 2027.negotiation"
    session = Session.create(sample_records(), tmp_path / "elsewhere")
    session.save_as(path)
    session.close()
    return path


def test_a_rep_reads_how_a_figure_was_made_and_answers_with_a_costed_option(
    hands: Hands, shared: Path, tmp_path: Path
) -> None:
    hands.press(Qt.Key.Key_O, CTRL)
    hands.choose_file(shared)
    hands.wait()
    before = shown_costs(hands)
    reads_how_national_insurance_was_made(hands)
    assumes_a_higher_award(hands, before)
    option = answers_with_an_option(hands)
    out = tmp_path / "Answer.pdf"
    page = hands.go(PacksPage)
    plan = next(plan for plan in hands.parts.bridge.all(PackPlan) if plan.audience is Audience.JOINT)
    hands.click_cell(page.list, page.plans.index(page.plans.row_of(plan.id), 0))
    hands.click(page.print_button)
    hands.choose_file(out)
    hands.wait()
    text = " ".join(text_of(out.read_bytes()).split())
    cost = next(each for each in model_costs(hands).options if each.option_id == option.id)
    assert COUNTER in text
    assert money(cost.full_year_effect.total) in text


def reads_how_national_insurance_was_made(hands: Hands) -> None:
    page = hands.go(CostingPage)
    year = page.result().years[0]
    row = page.model.row_of("nic")
    section = next(
        n
        for n in range(1, page.model.columnCount())
        if (page.model.column_at(n).option_id, page.model.column_at(n).year) == (page.option_id, year)
    )
    hands.click_cell(page.table, page.model.index(row, section))
    hands.wait()
    option = next(each for each in page.result().options if each.option_id == page.option_id)
    assert page.panel.figure.text() == money(option.years[year].components["nic"], 2)
    hands.click(page.panel.copy_button)
    workings = QGuiApplication.clipboard().text()
    settings = hands.parts.bridge.workspace
    rate = rates(settings.jurisdiction, settings.edition).employer_ni[year]
    assert share(rate.rate) in workings
    assert rate.provenance.source in workings, "where the rate comes from"
    assert money(option.years[year].components["nic"], 2) in workings


def assumes_a_higher_award(hands: Hands, before: CostingResult) -> None:
    hands.press(Qt.Key.Key_Comma, CTRL)
    form = hands.dialog(WorkspaceSettings)
    year = "2028/29"
    field = form._awards[year]
    hands.retype(field, "4")
    hands.click(form.keep_button)
    hands.wait()
    hands.activate(hands.window)
    assert hands.parts.bridge.workspace.awards[year] == Decimal("0.04")
    after = shown_costs(hands)
    assert after.baseline[year].total > before.baseline[year].total
    assert after.baseline["2027/28"] == before.baseline["2027/28"]
    assert after == model_costs(hands)


def answers_with_an_option(hands: Hands) -> Option:
    bridge = hands.parts.bridge
    page = hands.go(ProposalsPage)
    source = page.option_id
    known = {option.id for option in bridge.all(Option)}
    hands.choose_from_menu(page.measures_card.more_button, "Duplicate")
    (made,) = [option for option in bridge.all(Option) if option.id not in known]
    hands.click_cell(page.options, page.options.cards.index(page.options.cards.row_of(made.id), 0))
    assert page.option_id == made.id
    hands.choose_from_menu(page.measures_card.more_button, "Edit name and summary…")
    dialog = hands.dialog(NameDialog)
    hands.retype(dialog.name_field, COUNTER)
    hands.click(dialog.keep_button)
    hands.activate(hands.window)
    hands.wait()
    measure = bridge.children(Measure, made.id)[0]
    hands.click_cell(page.measures, page.measures.steps.index(page.measures.steps.row_of(measure.id), 0))
    editor = page.form.editors["session_amount"]
    assert isinstance(editor, RangeEditor)
    hands.retype(editor.row.likely, "35.50")
    hands.press(Qt.Key.Key_Return)
    hands.wait()
    assert bridge.get(Measure, measure.id).terms.values["session_amount"] == Decimal("35.50")
    costs = {option.option_id: option.full_year_effect.total for option in shown_costs(hands).options}
    assert costs[made.id] > costs[source]
    cards = {card.id: card for card in page.options.cards.records}
    assert (cards[made.id].name, cards[made.id].yearly) == (COUNTER, costs[made.id])
    return bridge.get(Option, made.id)


def shown_costs(hands: Hands) -> CostingResult:
    result = hands.parts.bridge.costs(hands.parts.bridge.all(Proposal)[0].id)
    assert result is not None
    return result


def model_costs(hands: Hands) -> CostingResult:
    session = hands.parts.bridge.session
    assert session is not None
    return cost_case(case_for(session, session.all(Proposal)[0].id), session.settings.edition)
