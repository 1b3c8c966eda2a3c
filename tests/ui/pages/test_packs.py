"""A pack is chosen, seen, printed and listed; what its audience may not see is not in it."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from negotiator.domain.markings import Audience, Marking
from negotiator.domain.packs import ExportEntry, PackPlan
from negotiator.domain.proposals import Measure, Option
from negotiator.domain.stakeholders import Note
from negotiator.services.sample import sample_records
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.packs.page import PacksPage
from ui.pages.packs.sharing import SharingDialog
from ui.widgets import Text


def sample(make_desk: MakeDesk) -> tuple[Desk, PacksPage]:
    desk = make_desk(sample_records())
    page = desk.show(PacksPage)
    desk.qtbot.waitUntil(lambda: page._pack is not None, timeout=60_000)
    return desk, page


def choose_audience(page: PacksPage, audience: Audience) -> None:
    box = page.terms.audience
    box.activated.emit(box.findData(audience))


def words_of(data: bytes) -> str:
    return " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_the_preview_is_the_pack_of_the_chosen_plan(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    assert page.preview.pages == len(pypdf.PdfReader(io.BytesIO(page._pack.data)).pages)
    assert page._pack.audience is page.plan().audience
    assert "Withheld" in page.terms.withheld.plain()


def test_a_printed_pack_is_listed_with_what_was_withheld_and_holds_no_note(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk, page = sample(make_desk)
    joint = next(p for p in page.bridge.all(PackPlan) if p.audience is Audience.JOINT)
    page.focus_record("pack_plan", joint.id)
    out = tmp_path / "joint.pdf"
    page.print_to(out)
    desk.qtbot.waitUntil(lambda: bool(page.bridge.all(ExportEntry)), timeout=60_000)
    entry = page.bridge.all(ExportEntry)[0]
    assert entry.file_name == "joint.pdf" and dict(entry.withheld)["note"] == len(page.bridge.all(Note))
    text = words_of(out.read_bytes())
    assert all(note.text[:30] not in text for note in page.bridge.all(Note))
    assert desk.said == ["Written to joint.pdf."]


def test_a_pack_that_cannot_be_written_says_so_and_is_not_listed(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk, page = sample(make_desk)
    page.print_to(tmp_path / "nowhere" / "pack.pdf")
    desk.qtbot.waitUntil(lambda: bool(desk.problems), timeout=60_000)
    assert page.bridge.all(ExportEntry) == ()


def test_an_empty_workspace_explains_packs(make_desk: MakeDesk) -> None:
    page = make_desk(()).show(PacksPage)
    assert page.empty.isVisible() and not page.print_button.isEnabled()


def test_a_pack_is_dropped_where_another_workspace_was_opened_meanwhile(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk, page = sample(make_desk)
    out = tmp_path / "late.pdf"
    page.print_to(out)
    page.bridge.new(sample_records())
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=60_000)
    assert not out.exists() and page.bridge.all(ExportEntry) == ()


def test_a_pack_without_an_option_says_what_is_withheld_and_why(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_audience(page, Audience.OPEN)
    desk.qtbot.waitUntil(lambda: page.nearly_empty.isVisible(), timeout=60_000)
    told = page.nearly_empty.findChildren(Text)[-1].text()
    assert "3 options" in told and "by their marking" in told and "20 measures" in told


def test_what_is_ticked_is_shared_with_the_audience_and_undo_takes_it_back(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_audience(page, Audience.OPEN)
    page._on_share()
    dialog = page.findChild(SharingDialog)
    assert dialog is not None and dialog.chosen() == () and not dialog.share_button.isEnabled()
    measure = page.bridge.all(Measure)[0]
    dialog.tick(measure.id)
    assert {one.kind for one in dialog.chosen()} == {"proposal", "option", "measure"}, "what it belongs to goes with it"
    dialog.share_button.click()
    assert page.bridge.get(Measure, measure.id).marking is Marking.OPEN
    assert page.bridge.get(Option, measure.option_id).marking is Marking.OPEN
    assert desk.said == ["3 records shared with “Anybody”."]
    page.bridge.undo()
    assert page.bridge.get(Measure, measure.id).marking is Marking.JOINT


def test_taking_the_tick_from_a_proposal_takes_it_from_its_options(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    choose_audience(page, Audience.OPEN)
    page._on_share()
    dialog = page.findChild(SharingDialog)
    assert dialog is not None
    option = page.bridge.all(Option)[0]
    dialog.tick(option.id)
    dialog.tick(option.proposal_id, on=False)
    assert dialog.chosen() == ()
    dialog.reject()


def test_a_statement_is_read_whole_before_it_is_shared(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_audience(page, Audience.OPEN)
    page._on_share()
    dialog = page.findChild(SharingDialog)
    assert dialog is not None
    dialog.list.expandAll()
    dialog.resize(420, 600)
    metrics = dialog.list.fontMetrics()
    rows = [
        item for _, item in dialog._rows() if metrics.horizontalAdvance(item.text(0)) > dialog.list.viewport().width()
    ]
    assert rows
    desk.qtbot.waitUntil(
        lambda: all(dialog.list.visualItemRect(row).height() >= 2 * metrics.lineSpacing() for row in rows),
        timeout=5_000,
    )
    dialog.reject()


def test_no_marking_of_a_pack_is_cut_however_narrow_its_terms_are_drawn(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_audience(page, Audience.MANAGEMENT)
    page.splitter.setSizes([1000, 1, 1000])
    desk.qtbot.waitUntil(lambda: page.terms.width() == page.terms.minimumWidth(), timeout=5_000)
    assert page.terms.chip.width() >= page.terms.chip.sizeHint().width()


def test_the_audience_of_a_pack_can_be_changed(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_audience(page, Audience.TEAM)
    assert page.plan().audience is Audience.TEAM and desk.problems == []


def test_a_long_value_of_a_pack_is_seen_whole_and_kept_with_enter(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    field = page.terms.decision
    words = "Approve an envelope and the option that the team may agree, and say by when it is reported back"
    before = field.height()
    field.setFocus()
    field.setText(words)
    assert field.height() > before and field.verticalScrollBar().maximum() == 0
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.plan().decision_asked == words
    page.bridge.undo()
    assert field.text() == page.plan().decision_asked != words


def test_two_pages_stand_side_by_side_where_the_window_is_wide(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    preview = page.preview
    assert preview.side_by_side == 1 and preview.where.text().startswith("1 of ")
    assert preview.sheet.pixmap().height() <= preview.area.viewport().height()
    page.resize(1900, 700)
    assert preview.side_by_side == 2 and preview.where.text().startswith("1–2 of ")
    preview.turn(1)
    assert preview.where.text().startswith("3–4 of ")
