"""Facts and assumptions are added, changed and taken away on their page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QComboBox

from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.markings import Marking
from negotiator.domain.proposals import Measure, Option, Proposal, Terms
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.evidence.page import EvidencePage
from ui.pages.evidence.tables import AssumptionColumn, FactColumn
from ui.pages.record_form import RecordForm

FACTS = (
    Fact("f1", "486 people take part in on-call", "Rota extract", date(2026, 10, 1), "2", verified=True),
    Fact("f2", "Forty call-outs a month", day=date(2023, 1, 5), position=1),
)
ASSUMPTIONS = (
    Assumption("a1", "Nine in ten take up the new rota", "P. Nair", review_on=date(2026, 11, 20)),
    Assumption("a2", "No growth in demand", position=1),
)


def type_into(form: RecordForm, name: str, text: str) -> None:
    editor = form.rows[name].field
    editor.setFocus()
    QTest.keyClicks(editor, text)


def press(desk: Desk, button) -> None:
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(page: EvidencePage, row: int) -> list[str]:
    return [page.facts.index(row, column).data() for column in range(page.facts.columnCount())]


def test_an_empty_page_says_what_goes_there_and_offers_to_begin(make_desk: MakeDesk) -> None:
    desk = make_desk(())
    page = desk.show(EvidencePage)
    assert page.fact_empty.isVisible() and page.assumption_empty.isVisible()
    press(desk, page.fact_empty.button)
    assert page.fact_form.isVisible()
    assert page.focusWidget() is page.fact_form.rows["statement"].field


def test_a_fact_is_added_with_what_was_typed(make_desk: MakeDesk) -> None:
    desk = make_desk(())
    page = desk.show(EvidencePage)
    press(desk, page.add_fact_button)
    type_into(page.fact_form, "statement", "Sickness was 5.62%")
    type_into(page.fact_form, "source", "National return")
    type_into(page.fact_form, "day", "1/10/2026")
    page.fact_form.rows["verified"].field.setChecked(True)
    press(desk, page.fact_form.add_button)
    (fact,) = desk.bridge.all(Fact)
    assert (fact.statement, fact.source, fact.day, fact.verified) == (
        "Sickness was 5.62%",
        "National return",
        date(2026, 10, 1),
        True,
    )
    assert fact.marking is Marking.JOINT
    assert page.fact_table.isVisible() and cells(page, 0)[:4] == [
        "Sickness was 5.62%",
        "National return",
        "1 October 2026",
        "Checked",
    ]


def test_a_fact_without_words_is_not_added_and_the_field_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk(())
    page = desk.show(EvidencePage)
    press(desk, page.add_fact_button)
    type_into(page.fact_form, "source", "Somewhere")
    press(desk, page.fact_form.add_button)
    assert desk.bridge.all(Fact) == ()
    assert page.fact_form.rows["statement"].error == "Say what the fact is."


def test_what_is_no_day_is_said_beneath_its_field_and_leaves_the_record(make_desk: MakeDesk) -> None:
    desk = make_desk(FACTS)
    page = desk.show(EvidencePage)
    page.fact_table.selectRow(0)
    page.fact_form.rows["day"].field.selectAll()
    type_into(page.fact_form, "day", "31/2/2026")
    assert "3 December 2026" in page.fact_form.rows["day"].error
    assert desk.bridge.get(Fact, "f1").day == date(2026, 10, 1)


def test_typing_in_a_field_is_one_step_of_undo(make_desk: MakeDesk) -> None:
    desk = make_desk(FACTS)
    page = desk.show(EvidencePage)
    page.fact_table.selectRow(1)
    type_into(page.fact_form, "source", "Switchboard log")
    assert desk.bridge.get(Fact, "f2").source == "Switchboard log"
    assert desk.bridge.undo_stack.count() == 1
    desk.bridge.undo()
    assert desk.bridge.get(Fact, "f2").source == ""
    assert page.fact_form.rows["source"].field.text() == ""


def test_the_table_says_in_words_what_is_lacking_or_old(make_desk: MakeDesk) -> None:
    page = make_desk((*FACTS, *ASSUMPTIONS)).show(EvidencePage)
    assert cells(page, 0)[1] == "Rota extract, page 2"
    assert cells(page, 1) == ["Forty call-outs a month", "No source", "5 January 2023, old", "Not checked", "joint"]
    owner, review = (page.assumptions.column_of(c) for c in (AssumptionColumn.OWNER, AssumptionColumn.REVIEW))
    assert page.assumptions.index(1, owner).data() == "Nobody yet"
    assert page.assumptions.index(0, review).data() == "20 November 2026, due"
    assert page.fact_card.note.text() == "2 · 1 not checked"
    assert page.assumption_card.note.text() == "2 · 1 without an owner"


def test_a_marking_is_changed_in_the_form(make_desk: MakeDesk) -> None:
    desk = make_desk((*FACTS, *ASSUMPTIONS))
    page = desk.show(EvidencePage)
    page.assumption_table.selectRow(0)
    choice = page.assumption_form.rows["marking"].field
    assert isinstance(choice, QComboBox) and "both sides" in choice.currentText()
    choice.setCurrentIndex(choice.findData(Marking.TEAM))
    assert desk.bridge.get(Assumption, "a1").marking is Marking.TEAM


def test_checking_a_source_is_kept_at_once(make_desk: MakeDesk) -> None:
    desk = make_desk(FACTS)
    page = desk.show(EvidencePage)
    page.fact_table.selectRow(1)
    flag = page.fact_form.rows["verified"].field
    assert isinstance(flag, QCheckBox)
    desk.qtbot.keyClick(flag, Qt.Key.Key_Space)
    assert desk.bridge.get(Fact, "f2").verified
    checked = page.facts.column_of(FactColumn.CHECKED)
    assert page.facts.index(1, checked).data() == "Checked"


def test_the_delete_key_takes_a_fact_away_and_undo_brings_it_back(make_desk: MakeDesk) -> None:
    desk = make_desk(FACTS)
    page = desk.show(EvidencePage)
    page.fact_table.selectRow(0)
    page.fact_table.setFocus()
    desk.qtbot.keyClick(page.fact_table, Qt.Key.Key_Delete)
    assert [fact.id for fact in desk.bridge.all(Fact)] == ["f2"]
    assert desk.said == ["Fact removed."]
    assert page.fact_form.record.id == "f2"
    desk.bridge.undo()
    assert [fact.id for fact in desk.bridge.all(Fact)] == ["f1", "f2"]


def test_a_fact_tells_which_measures_stand_on_it(make_desk: MakeDesk) -> None:
    terms = Terms("pay_uplift", "Standby", values={"percent": Decimal("0.01")}, evidence=("f1",))
    desk = make_desk((*FACTS, Proposal("p", "On-call"), Option("o", "p", "Option B"), Measure("m", "o", terms)))
    page = desk.show(EvidencePage)
    page.fact_table.selectRow(0)
    assert page.used_by.text() == "Stands behind: Standby (Option B)"
    page.fact_table.selectRow(1)
    assert page.used_by.isHidden()


@pytest.mark.parametrize(
    ("link", "offered"),
    [
        ("https://www.england.nhs.uk/x", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_a_web_page_can_be_opened_as_a_source(make_desk: MakeDesk, link: str, offered: bool) -> None:
    page = make_desk((Fact("f", "A fact", link=link),)).show(EvidencePage)
    page.fact_table.selectRow(0)
    assert page.link_button.isVisible() is offered


def test_another_page_can_lead_to_a_record(make_desk: MakeDesk) -> None:
    page = make_desk((*FACTS, *ASSUMPTIONS)).show(EvidencePage)
    page.focus_record("assumption", "a2")
    assert page.assumption_form.isVisible() and page.assumption_form.record.id == "a2"
    page.focus_record("fact", "f2")
    assert page.fact_form.isVisible() and not page.assumption_form.isVisible()


def test_the_models_keep_the_contract_of_item_models(make_desk: MakeDesk) -> None:
    desk = make_desk((*FACTS, *ASSUMPTIONS))
    page = desk.show(EvidencePage)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (page.facts, page.assumptions)]
    page.fact_table.selectRow(0)
    press(desk, page.fact_form.remove_button)
    desk.bridge.undo()
    page.add_assumption()
    type_into(page.assumption_form, "statement", "One more")
    press(desk, page.assumption_form.add_button)
    assert len(testers) == 2 and page.assumptions.rowCount() == 3


def test_a_long_statement_takes_two_lines_and_a_short_one_takes_one(make_desk: MakeDesk) -> None:
    long = Fact("f3", "On-call rotas in five departments ran 168 sessions a week in April to September 2026. " * 3)
    desk = make_desk((FACTS[0], replace(long, position=1)))
    page = desk.show(EvidencePage)
    table = page.fact_table
    desk.qtbot.waitUntil(lambda: table.rowHeight(1) > table.rowHeight(0), timeout=5_000)
    assert table.rowHeight(1) <= page.theme.px(46)


def test_with_large_text_the_statement_keeps_the_widest_column(make_desk: MakeDesk) -> None:
    desk = make_desk((*FACTS, *ASSUMPTIONS))
    page = desk.show(EvidencePage)
    desk.context.theme.set_text_size(150)
    try:
        page.resize(985, 640)
        desk.qtbot.waitUntil(lambda: page.fact_table.isColumnHidden(page.facts.column_of(FactColumn.DAY)))
        widths = [page.fact_table.columnWidth(column) for column in range(page.facts.columnCount())]
        assert max(widths) == widths[page.facts.column_of(FactColumn.STATEMENT)]
    finally:
        desk.context.theme.set_text_size(100)
