"""Options and measures are added, changed, moved and switched on their page, and each step shows its cost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.establishment import StaffLine
from negotiator.domain.proposals import Mandate, Measure, MeasureTemplate, Option, Proposal, Scope, Terms
from negotiator.domain.stakeholders import Interest, Stakeholder
from negotiator.services.sample import sample_records
from negotiator.wording.measures import field_help
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.dialogs.base import Dialog
from ui.pages.proposals.dialogs import AddMeasureDialog, MandateDialog, NameDialog
from ui.pages.proposals.fields import Editor, RangeEditor
from ui.pages.proposals.form import MeasureForm
from ui.pages.proposals.page import ProposalsPage
from ui.pages.proposals.scope import scope_words
from ui.pages.proposals.scope_dialog import ScopeDialog
from ui.pages.proposals.served import listed, served_by


def sample(make_desk: MakeDesk, size: tuple[int, int] = (1092, 700)) -> tuple[Desk, ProposalsPage]:
    desk = make_desk(sample_records())
    page = desk.show(ProposalsPage, size)
    desk.qtbot.waitUntil(lambda: page.bridge.costs(page.proposal_id) is not None, timeout=20_000)
    return desk, page


def finish(desk: Desk, page: ProposalsPage, button: object) -> None:
    """Press a dialog's button and wait until the dialog is gone."""
    button.click()
    desk.qtbot.waitUntil(lambda: not page.findChildren(Dialog))


def dialog_of(page: ProposalsPage, kind: type) -> object:
    found = page.findChildren(kind)
    assert len(found) == 1
    return found[0]


def type_likely(page: ProposalsPage, field: str, text: str) -> RangeEditor:
    editor = page.form.editors[field]
    assert isinstance(editor, RangeEditor)
    editor.row.likely.setFocus()
    editor.row.likely.selectAll()
    QTest.keyClicks(editor.row.likely, text)
    QTest.keyClick(editor.row.likely, Qt.Key.Key_Return)
    return editor


def test_an_empty_workspace_says_what_a_proposal_is_and_begins_one(make_desk: MakeDesk) -> None:
    desk = make_desk(())
    page = desk.show(ProposalsPage)
    assert page.empty.isVisible() and not page.splitter.isVisible()
    desk.qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, NameDialog)
    dialog.name_field.setText("Weekend working")
    finish(desk, page, dialog.keep_button)
    assert [p.name for p in page.bridge.all(Proposal)] == ["Weekend working"]
    assert len(page.bridge.all(Option)) == 1 and page.no_measures.isVisible()
    page.bridge.undo()
    assert page.bridge.all(Proposal) == () and page.bridge.all(Option) == ()


def test_each_card_shows_the_full_year_cost_of_the_model_and_its_standing(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    result = page.bridge.costs(page.proposal_id)
    envelope = page.bridge.all(Mandate)[0].envelope
    cards = {card.id: card for card in page.options.cards.records}
    for option in result.options:
        total = option.full_year_effect.total
        assert cards[option.option_id].yearly == total
        assert cards[option.option_id].room == envelope - total
    assert page.options.cards.records[-1].is_no_change


def test_the_steps_of_an_option_add_up_to_its_full_year(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    rows = page.measures.steps.records
    total = sum((row.cost for row in rows if not row.once), Decimal(0))
    shown = next(o for o in page.bridge.costs(page.proposal_id).options if o.option_id == page.option_id)
    assert total == shown.full_year_effect.total


def test_a_typed_figure_changes_the_measure_and_can_be_undone(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    before = page.bridge.get(Measure, page.measure_id).terms
    type_likely(page, "session_amount", "£35.50")
    assert page.bridge.get(Measure, page.measure_id).terms.values["session_amount"] == Decimal("35.50")
    old = page.bridge.costs(page.proposal_id)
    desk.qtbot.waitUntil(lambda: page.bridge.costs(page.proposal_id) is not old, timeout=20_000)
    page.bridge.undo()
    assert page.bridge.get(Measure, page.measure_id).terms == before


def test_what_is_not_a_number_is_said_beneath_its_field_and_kept_there(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    before = page.bridge.get(Measure, page.measure_id)
    editor = type_likely(page, "session_amount", "thirty")
    assert "thirty" in editor.row._error.text() and editor.row.likely.text() == "thirty"
    assert page.bridge.get(Measure, page.measure_id) == before


def test_a_likely_figure_above_its_high_is_refused_at_its_field(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    before = page.bridge.get(Measure, page.measure_id)
    editor = type_likely(page, "session_amount", "500")
    assert editor.row._error.text()
    assert page.bridge.get(Measure, page.measure_id) == before


def test_space_switches_a_measure_off_and_its_cost_with_it(make_desk: MakeDesk) -> None:
    _desk, page = sample(make_desk)
    measure_id = page.measure_id
    page.measures.setFocus()
    QTest.keyClick(page.measures, Qt.Key.Key_Space)
    assert not page.bridge.get(Measure, measure_id).enabled
    row = page.measures.steps.record(page.measures.steps.row_of(measure_id))
    assert row.figure() == "off"


def test_alt_down_moves_a_measure_and_the_form_follows(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    first, second = (m.id for m in page.bridge.children(Measure, page.option_id)[:2])
    page.measures.setFocus()
    QTest.keyClick(page.measures, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [m.id for m in page.bridge.children(Measure, page.option_id)][:2] == [second, first]
    assert page.measure_id == first and page.panel.title.text().startswith("Measure 2")


def test_a_deleted_option_comes_back_with_its_measures(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    gone, measures = page.option_id, page.bridge.children(Measure, page.option_id)
    page.option_action("delete")
    assert gone not in [o.id for o in page.bridge.all(Option)] and desk.said == ["Option deleted."]
    page.bridge.undo()
    assert page.bridge.children(Measure, gone) == measures


def test_adding_a_measure_asks_for_what_its_kind_needs(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    count = len(page.bridge.children(Measure, page.option_id))
    desk.qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, AddMeasureDialog)
    dialog.choose("pay_uplift")
    desk.qtbot.mouseClick(dialog.add_measure_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and dialog.form.editors["percent"].row._error.text()
    dialog.form.editors["percent"].row.likely.setText("2%")
    dialog.form.editors["percent"].row.likely.editingFinished.emit()
    finish(desk, page, dialog.add_measure_button)
    measures = page.bridge.children(Measure, page.option_id)
    assert len(measures) == count + 1 and measures[-1].terms.values == {"percent": Decimal("0.02")}
    assert page.measure_id == measures[-1].id


def test_a_template_keeps_terms_and_gives_them_back(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    terms = page.bridge.get(Measure, page.measure_id).terms
    page.measure_action("template")
    dialog = dialog_of(page, NameDialog)
    dialog.name_field.setText("Our sessions")
    finish(desk, page, dialog.keep_button)
    template = page.bridge.all(MeasureTemplate)[0]
    assert template.terms == terms
    page._add_measure(None, template.id)
    assert page.bridge.children(Measure, page.option_id)[-1].terms == terms


def test_the_mandate_is_read_as_money_and_refused_in_words(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    desk.qtbot.mouseClick(page.mandate_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, MandateDialog)
    dialog.envelope.setText("lots")
    dialog.keep_button.click()
    assert "lots" in dialog.envelope_row.error
    dialog.envelope.setText("£900,000")
    finish(desk, page, dialog.keep_button)
    assert page.bridge.all(Mandate)[0].envelope == Decimal(900000)


def test_a_scope_is_said_in_few_words() -> None:
    assert scope_words(Scope()) == "everyone"
    assert scope_words(Scope(bands=("2", "3", "4", "5", "6", "7"))) == "bands 2–7"
    assert scope_words(Scope(groups=("Nursing",), bands=("5", "8a"))) == "Nursing · bands 5, 8a"


def open_dialog(desk: Desk, page: ProposalsPage, kind: str) -> AddMeasureDialog:
    desk.qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, AddMeasureDialog)
    dialog.choose(kind)
    return dialog


def errors(form: MeasureForm) -> dict[str, str]:
    """Every sentence that stands beneath a field, and under an empty name what is said of the whole measure."""
    found = {name: said for name, editor in form.editors.items() if (said := said_beneath(editor))}
    rows = {"start": form.start_row, "end": form.end_row, "scope": form.scope_row}
    found |= {name: row.error for name, row in rows.items() if row.error}
    return found | ({"": form.problem.text()} if form.problem.text() else {})


def said_beneath(editor: Editor) -> str:
    return " ".join(
        label.text()
        for label in editor.findChildren(QLabel)
        if label.property("tone") == "red" and label.text() and label.isVisibleTo(editor)
    )


def test_every_kind_asks_at_its_fields_for_all_that_is_missing(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    dialog = open_dialog(desk, page, "pay_uplift")
    count = len(page.bridge.all(Measure))
    for kind, spec_of in KINDS.items():
        dialog.choose(kind)
        dialog.add_measure_button.click()
        said = errors(dialog.form)
        required = {spec.name for spec in spec_of.fields if spec.required}
        assert required <= said.keys() and said, kind
        assert all(words[0].isupper() and words.endswith(".") for words in said.values()), kind
    assert dialog.isVisible() and len(page.bridge.all(Measure)) == count
    dialog.reject()


def test_what_is_no_number_is_said_at_its_field_and_nothing_is_added_without_it(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    dialog = open_dialog(desk, page, "pay_uplift")
    count = len(page.bridge.all(Measure))
    for kind in KINDS:
        dialog.choose(kind)
        numbers = {name: each for name, each in dialog.form.editors.items() if isinstance(each, RangeEditor)}
        for name, editor in numbers.items():
            editor.row.likely.setText("thirty")
            editor.row.likely.editingFinished.emit()
            assert "“thirty”" in errors(dialog.form)[name], (kind, name)
        if numbers:
            dialog.add_measure_button.click()
        assert all(editor.row.likely.text() == "thirty" for editor in numbers.values()), kind
    assert len(page.bridge.all(Measure)) == count
    dialog.reject()


def test_a_figure_outside_its_bounds_is_said_at_its_field_in_its_own_unit(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    dialog = open_dialog(desk, page, "working_week")
    for typed, words in (
        ("150%", "150% is above the most allowed, 100%."),
        ("-5%", "-5% is below the least allowed, 0%."),
    ):
        dialog.form.editors["backfill"].row.likely.setText(typed)
        dialog.form.editors["backfill"].row.likely.editingFinished.emit()
        assert errors(dialog.form)["backfill"].replace("−", "-") == words
    dialog.reject()


def test_an_end_before_the_start_is_said_at_the_end(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    form = page.form
    form.start.setCurrentIndex(form.start.findText("1 Jun 2027"))
    form._on_dates()
    form.end.setCurrentIndex(form.end.findText("1 Feb 2027"))
    form._on_dates()
    assert errors(form) == {"end": "The end must come after the start, 1 June 2027."}
    assert page.bridge.get(Measure, page.measure_id).terms.end is None


def test_one_of_two_fields_is_asked_for_by_their_labels(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    dialog = open_dialog(desk, page, "lump_sum")
    dialog.add_measure_button.click()
    assert errors(dialog.form) == {"": "Give exactly one of “Amount for each WTE” or “Percentage”."}
    dialog.reject()


def test_the_scope_says_how_many_people_it_matches_and_refuses_to_be_nobody_silently(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    staff = page.bridge.all(StaffLine)
    form = page.form
    page._on_terms(replace(form.terms, scope=Scope(bands=("5",))), "scope")
    heads = sum(line.headcount for line in staff if line.band == "5")
    assert form.scope_row._help.text() == f"{heads} people match."
    lowest = min(staff, key=lambda line: line.band)
    highest = max(staff, key=lambda line: line.band)
    page._on_terms(replace(form.terms, scope=Scope(bands=(highest.band,), lines=(lowest.name,))), "scope")
    assert "Nobody in the establishment" in errors(form)["scope"]


def test_who_it_is_for_is_ticked_with_the_number_of_people_in_sight(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    staff = page.bridge.all(StaffLine)
    page.form.scope.add_button.click()
    dialog = page.findChild(ScopeDialog)
    assert dialog.count.text() == f"{sum(line.headcount for line in staff)} people match."
    bands = dialog.parts["bands"]
    bands.list.setFocus()
    row = next(row for row in range(bands.items.rowCount()) if bands.items.item(row).data() == "5")
    bands.list.setCurrentIndex(bands.proxy.mapFromSource(bands.items.index(row, 0)))
    QTest.keyClick(bands.list, Qt.Key.Key_Space)
    assert dialog.count.text() == f"{sum(line.headcount for line in staff if line.band == '5')} people match."
    finish(desk, page, dialog.choose_button)
    assert page.bridge.get(Measure, page.measure_id).terms.scope == Scope(bands=("5",))


def test_what_is_chosen_and_no_longer_there_can_be_taken_away(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    page._on_terms(replace(page.form.terms, scope=Scope(groups=("Gone",))), "scope")
    page.form.scope.add_button.click()
    dialog = page.findChild(ScopeDialog)
    assert dialog.parts["groups"].chosen() == ("Gone",) and "Nobody" in dialog.count.text()
    dialog.everyone_button.click()
    finish(desk, page, dialog.choose_button)
    assert page.bridge.get(Measure, page.measure_id).terms.scope == Scope()


def test_what_the_costing_says_of_a_measure_stands_in_its_form(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    terms = Terms("regrade", "Down", scope=Scope(bands=("7",)), values={"to_band": "3"})
    page._add_measure(terms, "")
    desk.qtbot.waitUntil(lambda: "old pay is held" in page.form.notice.text(), timeout=20_000)
    assert page.form.notice.isVisible()
    row = page.measures.steps.record(page.measures.steps.row_of(page.measure_id))
    assert row.is_noticed and "to be checked" in page.measures.steps.spoken(row, None)


def test_measures_of_one_name_each_have_their_own_notice(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    nobody = Terms("allowance", "Same name", scope=Scope(bands=("9",)), values={"amount": Decimal(5)})
    page._add_measure(nobody, "")
    page._add_measure(replace(nobody, scope=Scope()), "")
    steps = page.measures.steps

    def noticed() -> list[bool]:
        rows = map(steps.record, range(steps.rowCount()))
        return [row.is_noticed for row in rows if "Same name" in row.name]

    desk.qtbot.waitUntil(lambda: noticed() == [True, False], timeout=20_000)


def test_on_call_sessions_of_senior_bands_without_call_outs_are_nothing_to_look_into(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    row = page.measures.steps.record(page.measures.steps.row_of(page.measure_id))
    assert page.form.terms.kind == "on_call" and not row.is_noticed
    page._on_terms(
        replace(page.form.terms, values={**page.form.terms.values, "callout_hours_per_week": Decimal(5)}), "hours"
    )
    desk.qtbot.waitUntil(lambda: "no overtime for call-outs" in page.form.notice.text(), timeout=20_000)


def test_the_words_above_the_form_say_what_the_field_is_that_the_reader_stands_in(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    page.activateWindow()
    whole = page.form.help.text()
    page.form._on_focus(None, page.form.editors["session_amount"].row.likely)
    assert page.form.help.text() != whole and field_help("on_call", "session_amount") in page.form.help.text()
    page.form._on_focus(None, page.measures)
    assert page.form.help.text() == whole


def shown_option(page: ProposalsPage) -> str:
    return page.options.cards.record(page.options.currentIndex().row()).id


def test_a_duplicated_option_is_chosen_and_in_sight(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    before = {option.id for option in page.bridge.all(Option)}
    page.option_action("duplicate")
    (copy,) = {option.id for option in page.bridge.all(Option)} - before
    assert page.option_id == copy == shown_option(page)
    assert page.options.viewport().rect().intersects(page.options.visualRect(page.options.currentIndex()))
    assert page.option_name.text().endswith("(copy)")


def test_a_duplicated_measure_is_chosen_and_its_form_shown(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    page.measure_action("copy")
    last = page.bridge.children(Measure, page.option_id)[-1]
    assert page.measure_id == last.id == page.measures.current_id()
    assert page.panel.title.text().startswith(f"Measure {len(page.bridge.children(Measure, page.option_id))} ")


def test_a_measure_copied_to_another_option_leaves_the_page_where_it_was(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    here, measure = page.option_id, page.measure_id
    other = next(option for option in page.bridge.all(Option) if option.id != here)
    page.measure_action(f"copy:{other.id}")
    assert (page.option_id, page.measure_id) == (here, measure)
    assert desk.said == [f"Measure copied to {other.name}."]


def test_what_undo_brings_back_is_chosen(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    third = page.bridge.children(Measure, page.option_id)[2]
    page._on_delete_measure(third.id)
    page.bridge.undo()
    assert page.measure_id == third.id == page.measures.current_id()
    gone = page.option_id
    page.option_action("delete")
    assert page.option_id != gone
    page.bridge.undo()
    assert page.option_id == gone == shown_option(page)


def test_after_a_deletion_what_took_its_place_is_chosen(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    measures = page.bridge.children(Measure, page.option_id)
    page.measures.setCurrentIndex(page.measures.steps.index(2, 0))
    page._on_delete_measure(measures[2].id)
    assert page.measure_id == measures[3].id


def test_the_models_keep_qts_rules(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(m, mode) for m in (page.measures.steps, page.options.cards)]
    page.option_action("duplicate")
    page.measure_action("copy")
    assert len(testers) == 2


NARROW = (690, 500)
"""What a page has of a window of 1280 × 800 with text at 150 %, in the lengths of 100 %."""


def test_a_narrow_page_asks_for_no_more_width_than_it_has(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk, NARROW)
    desk.qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= NARROW[0], timeout=5_000)
    page.resize(*NARROW)
    assert page.width() == NARROW[0]
    assert page.measures.isVisible() and not page.options.isVisible() and not page.panel.isVisible()


def test_on_a_narrow_page_the_form_takes_the_place_of_the_measures_and_gives_it_back(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk, NARROW)
    page.measures.setFocus()
    QTest.keyClick(page.measures, Qt.Key.Key_Down)
    chosen = page.measure_id
    assert page.measures.isVisible() and not page.panel.isVisible(), "moving over the measures opens none"
    page.measures_card.edit_button.click()
    assert page.panel.isVisible() and not page.measures_card.isVisible()
    assert page.panel.title.text().startswith("Measure 2 of B") and page.form.name.hasFocus()
    page.panel.close_button.click()
    assert page.measures_card.isVisible() and not page.panel.isVisible()
    assert page.measure_id == chosen and page.measures.hasFocus()


def test_on_a_narrow_page_the_option_is_chosen_from_a_list_box(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk, NARROW)
    box = page.measures_card.option_box
    assert box.isVisible() and box.currentData() == page.option_id
    box.setCurrentIndex(0)
    box.activated.emit(0)
    first = page.bridge.children(Option, page.proposal_id)[0]
    assert page.option_id == first.id
    shown = [row.id for row in page.measures.steps.records]
    assert shown == [measure.id for measure in page.bridge.children(Measure, first.id)]


def test_a_page_that_becomes_wide_shows_options_measures_and_form_again(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk, NARROW)
    page.measures_card.edit_button.click()
    page.resize(1092, 700)
    assert page.options.isVisible() and page.measures.isVisible() and page.panel.isVisible()
    assert not page.measures_card.option_box.isVisible() and not page.measures_card.edit_button.isVisible()


def test_what_anybody_sees_served_is_not_lacking() -> None:
    people = (Stakeholder("a", "Ann", body="RCN"), Stakeholder("b", "Bob"))
    interests = (
        Interest("1", "a", "safe rest", served_by=("m1",)),
        Interest("2", "b", "Predictable shifts"),
        Interest("3", "b", "safe rest"),
        Interest("4", "b", "weekends", served_by=("m2",)),
    )
    found = served_by({"m1"}, interests, people)
    assert found.serves == {"safe rest": ("RCN",)}
    assert found.lacks == {"Predictable shifts": ("Bob",), "weekends": ("Bob",)}
    assert listed(found.lacks, 1) == "predictable shifts (Bob) and 1 more"
