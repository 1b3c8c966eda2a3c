"""The overview tells how things stand and leads to where they are mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from negotiator.domain.markings import Marking
from negotiator.domain.partnership import Action, Meeting
from negotiator.domain.proposals import Proposal
from negotiator.domain.workspace import Settings
from negotiator.services.readiness import Standing
from negotiator.services.sample import sample_records
from negotiator.wording.figures import money
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.overview import OverviewPage
from ui.pages.record_form import RecordForm

SETTINGS = Settings(title="On-call", forum="JNCC", organisation_code="RAX")
MEETINGS = (
    Meeting("past", "JNCC", date(2026, 11, 11), "10:00"),
    Meeting("next", "JNCC", date(2026, 12, 3), "10:00", "Boardroom", "Agree an option", position=1),
)
ACTIONS = (
    Action("later", "Share the audit", "P. Nair", date(2026, 11, 24)),
    Action("late", "Call-out logs", "J. Pollard", date(2026, 11, 20), position=1),
    Action("loose", "Ask payroll", position=2),
    Action("did", "Write down the rotas", "J. Pollard", date(2026, 10, 23), done=True, position=3),
)


def press(desk: Desk, button) -> None:
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(form: RecordForm, name: str, text: str) -> None:
    form.rows[name].field.setFocus()
    QTest.keyClicks(form.rows[name].field, text)


def test_the_sample_shows_figures_of_the_model(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = desk.show(OverviewPage)
    desk.qtbot.waitUntil(lambda: page.cost.value.text() != "–" and page.benchmark.value.text() != "–", timeout=20_000)
    (proposal,) = desk.bridge.all(Proposal)
    costs = desk.bridge.costs(proposal.id)
    assert costs is not None
    (cost,) = [option for option in costs.options if option.name.startswith("B")]
    assert page.cost.value.text() == money(cost.full_year_effect.total)
    assert page.horizon.value.text() == money(cost.cumulative)
    gap = Decimal(850_000) - cost.full_year_effect.total
    assert page.cost.note.plain() == f"{money(abs(gap))} {'inside' if gap >= 0 else 'above'} the envelope"
    assert page.head.subtitle.text() == "B · One rate, rest covered is preferred by the team"
    assert page.staff.value.text() == "412.6 WTE"
    assert page.benchmark.value.text() == "5.62%"
    assert "of 21" in page.benchmark.note.plain()


def test_what_is_missing_is_named_with_a_button_that_leads_to_where_it_is_mended(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = desk.show(OverviewPage)
    rows = {row.check.name: row for row in page.readiness_card.open_rows()}
    assert rows["sponsored"].standing.text() == "Missing"
    press(desk, rows["sponsored"].button)
    late = next(action.id for action in desk.bridge.all(Action) if action.text.startswith("Radiology"))
    press(desk, rows["followed_up"].button)
    assert desk.visited == [("people", "", ""), ("overview", "action", late)]


def test_the_rows_follow_what_is_changed(make_desk: MakeDesk) -> None:
    desk = make_desk((SETTINGS, *ACTIONS))
    page = desk.show(OverviewPage)
    assert "followed_up" in {row.check.name for row in page.readiness_card.open_rows()}
    page.edit_action(desk.bridge.get(Action, "late"))
    press(desk, page.action_form.remove_button)
    page.edit_action(desk.bridge.get(Action, "loose"))
    press(desk, page.action_form.remove_button)
    assert "followed_up" not in {row.check.name for row in page.readiness_card.open_rows()}
    assert page.readiness_card.note.text().startswith("1 of 12 ready")
    assert desk.said == ["Action removed.", "Action removed."]


def test_an_empty_workspace_says_what_to_do_first(make_desk: MakeDesk) -> None:
    desk = make_desk(())
    page = desk.show(OverviewPage)
    assert page.head.subtitle.text() == "There is no option yet"
    assert [row.check.standing for row in page.readiness_card.open_rows()] == [Standing.MISSING] * 11
    assert page.meeting_card.empty.isVisible()
    assert page.action_card.empty.isVisible()


def test_the_next_meeting_is_told_with_the_days_until_then(make_desk: MakeDesk) -> None:
    page = make_desk((SETTINGS, *MEETINGS)).show(OverviewPage)
    assert page.meeting_card.when.text() == "Thursday 3 December, 10:00"
    assert page.meeting_card.where.text() == "Boardroom · in 10 days"
    assert page.meeting_card.purpose.text() == "Agree an option"


def test_the_next_meeting_can_be_edited_beside_the_rest(make_desk: MakeDesk) -> None:
    desk = make_desk((SETTINGS, *MEETINGS))
    page = desk.show(OverviewPage)
    press(desk, page.meeting_card.edit_button)
    page.meeting_form.rows["day"].field.selectAll()
    type_into(page.meeting_form, "day", "24 November 2026")
    assert desk.bridge.get(Meeting, "next").day == date(2026, 11, 24)
    press(desk, page.meeting_form.close_button)
    assert page.meeting_card.where.text() == "Boardroom · tomorrow"


def test_a_meeting_is_added_with_the_forum_of_the_matter(make_desk: MakeDesk) -> None:
    desk = make_desk((SETTINGS,))
    page = desk.show(OverviewPage)
    press(desk, page.meeting_card.empty.button)
    page.meeting_form.rows["day"].field.clear()
    press(desk, page.meeting_form.add_button)
    assert page.meeting_form.rows["day"].error.startswith("Give the day")
    type_into(page.meeting_form, "day", "3/12/2026")
    press(desk, page.meeting_form.add_button)
    (meeting,) = desk.bridge.all(Meeting)
    assert (meeting.forum, meeting.day, meeting.marking) == ("JNCC", date(2026, 12, 3), Marking.JOINT)
    assert page.meeting_card.isVisible() and page.meeting_card.when.text() == "Thursday 3 December"


def test_actions_stand_by_day_and_late_ones_say_so_in_words(make_desk: MakeDesk) -> None:
    page = make_desk((SETTINGS, *ACTIONS)).show(OverviewPage)
    rows = page.action_card.rows()
    assert [row.action.id for row in rows] == ["late", "later", "loose"]
    assert (rows[0].due.text(), rows[0].late.text(), rows[0].late.property("tone")) == ("20 Nov", "3 days late", "red")
    assert rows[1].late.isHidden()
    assert (rows[2].due.text(), rows[2].owner.text()) == ("no day", "Nobody named")


def test_a_box_ticks_an_action_off_and_undo_brings_it_back(make_desk: MakeDesk) -> None:
    desk = make_desk((SETTINGS, *ACTIONS))
    page = desk.show(OverviewPage)
    box = page.action_card.rows()[0].box
    box.setFocus()
    desk.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert desk.bridge.get(Action, "late").done
    assert [row.action.id for row in page.action_card.rows()] == ["later", "loose"]
    assert desk.said == ["Done: Call-out logs"]
    desk.bridge.undo()
    assert [row.action.id for row in page.action_card.rows()] == ["late", "later", "loose"]


def test_what_is_done_is_shown_when_asked_for(make_desk: MakeDesk) -> None:
    desk = make_desk((SETTINGS, *ACTIONS))
    page = desk.show(OverviewPage)
    assert page.action_card.done_button.text() == "Show 1 done"
    press(desk, page.action_card.done_button)
    rows = page.action_card.rows()
    assert rows[-1].action.id == "did" and rows[-1].box.isChecked()
    desk.qtbot.keyClick(rows[-1].box, Qt.Key.Key_Space)
    assert not desk.bridge.get(Action, "did").done


def test_an_action_is_added_and_edited(make_desk: MakeDesk) -> None:
    desk = make_desk((SETTINGS,))
    page = desk.show(OverviewPage)
    press(desk, page.action_card.add_button)
    type_into(page.action_form, "text", "Draft a weekend pattern")
    type_into(page.action_form, "due", "15 Dec")
    press(desk, page.action_form.add_button)
    (action,) = desk.bridge.all(Action)
    assert (action.text, action.due) == ("Draft a weekend pattern", date(2026, 12, 15))
    press(desk, page.action_card.rows()[0].text)
    type_into(page.action_form, "owner", "D. Okafor")
    assert desk.bridge.get(Action, action.id) == replace(action, owner="D. Okafor")


def test_another_page_can_lead_to_an_action_or_to_a_new_meeting(make_desk: MakeDesk) -> None:
    page = make_desk((SETTINGS, *ACTIONS)).show(OverviewPage)
    page.focus_record("action", "later")
    assert page.action_form.isVisible() and page.action_form.record.id == "later"
    page.focus_record("meeting", "")
    assert page.meeting_form.isVisible() and page.meeting_form.is_new


def test_in_little_room_figures_stand_in_two_rows_and_no_reason_is_squeezed(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = desk.show(OverviewPage, (1092, 700))
    tops = {card.y() for card in page._figure_cards}
    assert len(tops) == 1
    page.resize(700, 700)
    desk.qtbot.waitUntil(lambda: len({card.y() for card in page._figure_cards}) == 2)
    row = page.readiness_card.open_rows()[0]
    assert row.reason.y() > row.name.y() and row.reason.width() > page.readiness_card.width() / 2
    assert page.readiness_card.segments.isHidden()


def test_a_long_action_takes_a_second_line_before_it_is_cut(make_desk: MakeDesk) -> None:
    words = "Share the rest-period audit of five departments with the staff side before the forum"
    desk = make_desk((Settings(), Action("x", words)))
    page = desk.show(OverviewPage)
    (row,) = page.action_card.rows()
    desk.qtbot.waitUntil(lambda: "\n" in row.text.text())
    first, second = row.text.text().split("\n")
    assert words.startswith(first) and second
