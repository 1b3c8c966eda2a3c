"""People are placed, understood and written about; what is private stays so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from negotiator.domain.markings import Audience, Marking
from negotiator.domain.note_care import Care, care_for
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.services.sample import sample_records
from tests.ui.pages.conftest import TODAY, Desk, MakeDesk
from ui.pages.people.dialogs import PersonDialog, counts
from ui.pages.people.interests import InterestRow
from ui.pages.people.page import PeoplePage
from ui.pages.people.words import initials


def sample(make_desk: MakeDesk) -> tuple[Desk, PeoplePage]:
    desk = make_desk(sample_records())
    return desk, desk.show(PeoplePage)


def person(page: PeoplePage, name: str) -> Stakeholder:
    return next(p for p in page.bridge.all(Stakeholder) if p.name == name)


def test_a_note_is_kept_with_its_day_and_marking_and_can_be_undone(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    page._choose(person(page, "Colin Ashworth").id)
    QTest.keyClicks(page.card.composer.text, "Asked for the rest audit")
    desk.qtbot.mouseClick(page.card.composer.keep_button, Qt.MouseButton.LeftButton)
    note = max(page.bridge.children(Note, page.person_id), key=lambda n: n.position)
    assert (note.text, note.day, note.marking) == ("Asked for the rest audit", TODAY, Marking.TEAM)
    assert page.card.composer.text.toPlainText() == ""
    page.bridge.undo()
    assert all(n.text != "Asked for the rest audit" for n in page.bridge.all(Note))


def test_the_gentle_check_names_its_reason_and_does_not_forbid(make_desk: MakeDesk) -> None:
    _desk, page = sample(make_desk)
    page._choose(person(page, "Dawn Okafor").id)
    QTest.keyClicks(page.card.composer.text, "She seems tired since her illness")
    words = page.card.composer.check.plain()
    assert "Dawn" in words and "health" in words
    assert page.card.composer.keep_button.isEnabled() and page.card.composer.reword_button.isVisible()


def test_care_finds_whole_words_only() -> None:
    assert care_for("Will chair the panel; fills in for Ann") is None
    assert care_for("He is LAZY") == (Care.JUDGEMENT, "lazy")


def test_dragging_a_mark_places_the_person_and_undo_brings_them_back(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    before = person(page, "Pete Hargreaves")
    mark = next(m for m in page.picture.drawing.marks if m.key == before.id)
    start = (mark.x + mark.w / 2, page.picture.drawing.height - mark.y - mark.h / 2)
    from PySide6.QtCore import QPoint

    begin, end = QPoint(*map(round, start)), QPoint(round(start[0]) + 90, round(start[1]) - 60)
    QTest.mousePress(page.picture, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseRelease(page.picture, Qt.MouseButton.LeftButton, pos=end)
    after = person(page, "Pete Hargreaves")
    assert after.influence > before.influence and after.interest > before.interest
    page.bridge.undo()
    assert person(page, "Pete Hargreaves") == before


def test_shift_and_arrows_move_a_mark_by_the_keyboard(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    QTest.keyClick(page.picture, Qt.Key.Key_Right)
    mark = page.picture.current_mark
    before = page.bridge.get(Stakeholder, mark.key)
    QTest.keyClick(page.picture, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.bridge.get(Stakeholder, mark.key).interest == min(100, before.interest + 2)


def test_a_person_without_a_name_is_refused_at_the_field(make_desk: MakeDesk) -> None:
    desk = make_desk(())
    page = desk.show(PeoplePage)
    desk.qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    dialog = page.findChildren(PersonDialog)[0]
    desk.qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert dialog.rows["name"].error and page.bridge.all(Stakeholder) == ()
    dialog.lines["name"].setText("Ann Lee")
    desk.qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert [p.name for p in page.bridge.all(Stakeholder)] == ["Ann Lee"]


def test_a_person_goes_with_their_notes_and_comes_back_with_them(make_desk: MakeDesk) -> None:
    _desk, page = sample(make_desk)
    dawn = person(page, "Dawn Okafor")
    notes = page.bridge.children(Note, dawn.id)
    page._choose(dawn.id)
    page._on_delete()
    assert notes and page.bridge.children(Note, dawn.id) == ()
    page.bridge.undo()
    assert page.bridge.children(Note, dawn.id) == notes


def test_what_would_be_disclosed_counts_nothing_where_the_person_is_withheld() -> None:
    someone = Stakeholder("s", "Ann", marking=Marking.TEAM)
    records = [Note("n", "s", TODAY, "x", marking=Marking.JOINT), Interest("i", "s", "y", marking=Marking.TEAM)]
    assert counts(someone, records, Audience.JOINT) == {"person": 0, "interests": 0, "notes": 0}
    assert counts(someone, records, Audience.TEAM) == {"person": 1, "interests": 1, "notes": 1}


def test_initials_pass_over_titles() -> None:
    assert initials("Dr Owen Price") == "OP" and initials("UNISON") == "U"


def test_no_word_of_the_facts_is_cut_where_the_card_is_narrow(make_desk: MakeDesk) -> None:
    page = make_desk(sample_records()).show(PeoplePage)
    page._choose(person(page, "Dawn Okafor").id)
    facts = page.card.facts
    assert facts.across == 4
    wide = facts.height()
    page.resize(760, 700)
    assert facts.across == 2 and facts.minimumSizeHint().height() > wide / 2
    for cell in facts.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if hasattr(cell, "least_width"):
            assert cell.least_width() <= cell.width()


def test_a_person_s_interests_and_notes_scroll_as_one_and_begin_at_the_top(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = desk.show(PeoplePage, (856, 638))
    page._choose(person(page, "Dawn Okafor").id)
    bar = page.card.area.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert all(row.width() <= page.card.area.viewport().width() for row in page.card.notes.rows)
    rows = [row for row in page.card.interests.findChildren(InterestRow) if row.isVisible()]
    desk.qtbot.waitUntil(lambda: all(row.height() >= row.heightForWidth(row.width()) for row in rows))
    bar.setValue(bar.maximum())
    page._choose(person(page, "Colin Ashworth").id)
    assert bar.value() == 0
