"""The main job, as a manager does it: open, change, compare, note, undo, save, print for both sides; and a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from negotiator.domain.costing.result import CostingResult
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.packs import ExportEntry, PackPlan
from negotiator.domain.proposals import Proposal
from negotiator.domain.stakeholders import Note, Stakeholder
from negotiator.reference import library
from negotiator.services.benchmarks import Benchmarks
from negotiator.services.costing import case_for, cost_case
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from negotiator.wording.figures import money, ordinal
from tests.journeys.hands import CTRL, SHIFT, Hands
from tests.reporting.pdf_reading import every_byte, text_of
from tests.ui.conftest import put_away, shown
from ui.pages.benchmarks.page import BenchmarksPage
from ui.pages.costing.page import CostingPage
from ui.pages.costing.table import TOTAL
from ui.pages.establishment.entry import LineColumn
from ui.pages.establishment.page import EstablishmentPage
from ui.pages.packs.page import PacksPage
from ui.pages.people.page import PeoplePage
from ui.pages.proposals.page import ProposalsPage

pytestmark = pytest.mark.journey
NOTE = "Privately thinks a rota of two in ten would be accepted by most members"
METRIC = "q12b_burnt_out"


def test_a_manager_prepares_the_talks_from_the_sample_to_two_packs(hands: Hands, tmp_path: Path) -> None:
    assert hands.window.current_key() == "home"
    hands.click(hands.window.home.empty.button)
    hands.wait()
    assert hands.window.windowTitle().startswith("On-call and unsocial hours 2027")
    changes_a_wte_and_the_costs_follow(hands)
    compares_with_real_peers(hands)
    writes_a_note_and_takes_it_back(hands)
    file = tmp_path / "Talks 2027.negotiation"
    hands.press(Qt.Key.Key_S, CTRL)
    hands.choose_file(file)
    hands.wait()
    assert hands.window.status.text("saved").startswith("Saved 14:32 to ")
    board = prints(hands, Audience.MANAGEMENT, tmp_path / "Board.pdf")
    joint = prints(hands, Audience.JOINT, tmp_path / "JNCC.pdf")
    for option in model_costs(hands).options:
        figure = money(option.full_year_effect.total)
        assert figure in board and figure in joint, f"{option.name}, {figure}"
    the_log_lists_both(hands)
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait()
    assert not hands.parts.bridge.is_modified
    the_file_holds_it_all(file, tmp_path / "elsewhere")


def test_what_a_killed_window_left_is_offered_and_the_file_stays_as_it_was_until_saved(
    qtbot: QtBot, tmp_path: Path, data_folder: Path, no_surprises: None
) -> None:
    file = tmp_path / "Talks.negotiation"
    session = Session.create(sample_records(), tmp_path / "elsewhere")
    line = session.all(StaffLine)[0]
    session.save_as(file)
    session.close()
    before = file.read_bytes()
    killed = subprocess.run(
        [sys.executable, "-m", "tests.journeys.killed", str(data_folder), str(file), "10.75"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "10.75\n"), killed.stderr
    assert file.read_bytes() == before

    parts = shown(data_folder)
    hands = Hands(parts, qtbot)
    home = parts.window.home
    qtbot.waitUntil(home.banner.isVisible)
    hands.click(home.recover_button)
    hands.wait()
    assert parts.bridge.get(StaffLine, line.id).wte == Decimal("10.75") != line.wte
    assert parts.window.status.text("saved").startswith("One change since the last save to ")
    assert file.read_bytes() == before
    hands.press(Qt.Key.Key_S, CTRL)
    hands.wait()
    assert parts.window.status.text("saved").startswith("Saved ")
    assert file.read_bytes() != before
    put_away(parts)
    again = Session.open(file, tmp_path / "elsewhere")
    assert again.get(StaffLine, line.id).wte == Decimal("10.75")
    again.close()


# The steps.


def changes_a_wte_and_the_costs_follow(hands: Hands) -> None:
    bridge, status = hands.parts.bridge, hands.window.status
    before = {option.option_id: option.full_year_effect.total for option in shown_costs(hands).options}
    page = hands.go(EstablishmentPage)
    model = page.lines.model
    cell = model.index(0, model.column_of(LineColumn.WTE))
    line, people = model.record(0), model.record(0).headcount
    assert line.wte != people
    said: list[str] = []
    bridge.status_changed.connect(lambda: said.append(status.text("costs")))
    hands.click_cell(page.lines.table, cell)
    hands.type(f"{people}.0")
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: bridge.get(StaffLine, line.id).wte == people)
    hands.wait()
    assert "Working out costs…" in said
    assert status.text("costs") == "Costs up to date"

    costs = model_costs(hands)
    proposals = hands.go(ProposalsPage)
    cards = {card.id: card for card in proposals.options.cards.records}
    costing = hands.go(CostingPage)
    hands.choose(costing.view, "full_year")
    total = costing.model.row_of(TOTAL)
    for option in costs.options:
        figure = option.full_year_effect.total
        assert figure != before[option.option_id], option.name
        assert f"{money(figure)} a year" in proposals.options.cards.spoken(cards[option.option_id], None)
        section = next(
            n for n in range(1, costing.model.columnCount()) if costing.model.column_at(n).option_id == option.option_id
        )
        assert costing.model.index(total, section).data() == money(figure).removeprefix("£")


def compares_with_real_peers(hands: Hands) -> None:
    page = hands.go(BenchmarksPage)
    hands.click(page.peers.buttons["type"], QPoint(8, 8))
    hands.wait()
    hands.choose_segment(page.card.view, "Table")
    table, model = page.card.table, page.card.model
    hands.click_cell(table, model.index(model.row_of(METRIC), 0))
    session = hands.parts.bridge.session
    assert session is not None
    found = Benchmarks.of_session(library(), session)
    values = [
        value
        for code, value in library().values(METRIC).items()
        if code in found.trusts and found.trusts[code].type == "Acute" and found.trusts[code].current
    ]
    own = found.figures[METRIC].value
    rank = 1 + sum(value < own for value in values)  # lower is better
    words = f"{ordinal(rank)} of {len(values) + 1}"
    row = [model.index(model.row_of(METRIC), column).data() for column in range(model.columnCount())]
    assert words in row
    assert page.metric_id == METRIC
    assert "NHS Staff Survey" in page.story.source.text()
    assert "acute" in page.head.subtitle.text()


def writes_a_note_and_takes_it_back(hands: Hands) -> None:
    bridge = hands.parts.bridge
    page = hands.go(PeoplePage)
    hands.choose_segment(page.view, "Table")
    rep = next(person for person in bridge.all(Stakeholder) if person.name == "Colin Ashworth")
    hands.click_cell(page.table, page.model.index(page.model.row_of(rep.id), 0))

    def keep() -> None:
        hands.click(page.card.composer.text)
        hands.type(NOTE)
        hands.choose(page.card.composer.marking, Marking.TEAM)
        hands.click(page.card.composer.keep_button)

    def notes() -> list[Note]:
        return [note for note in bridge.children(Note, rep.id) if note.text == NOTE]

    keep()
    assert [note.marking for note in notes()] == [Marking.TEAM]
    assert NOTE in [row.note.text for row in page.card.notes.rows]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert notes() == []
    assert NOTE not in [row.note.text for row in page.card.notes.rows]
    hands.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(notes()) == 1
    assert NOTE in [row.note.text for row in page.card.notes.rows]


def prints(hands: Hands, audience: Audience, file: Path) -> str:
    """Print the sample's pack for an audience; its text. The note is nowhere in it, not even hidden."""
    page = hands.go(PacksPage)
    plan = next(plan for plan in hands.parts.bridge.all(PackPlan) if plan.audience is audience)
    hands.click_cell(page.list, page.plans.index(page.plans.row_of(plan.id), 0))
    hands.click(page.print_button)
    hands.choose_file(file)
    hands.wait()
    data = file.read_bytes()
    assert NOTE.encode() not in every_byte(data)
    text = " ".join(text_of(data).split())
    assert NOTE not in text
    return text


def the_log_lists_both(hands: Hands) -> None:
    entries = hands.parts.bridge.all(ExportEntry)
    assert [(entry.file_name, entry.audience) for entry in entries] == [
        ("Board.pdf", Audience.MANAGEMENT),
        ("JNCC.pdf", Audience.JOINT),
    ]
    assert all(dict(entry.withheld)["note"] for entry in entries)


def the_file_holds_it_all(file: Path, folder: Path) -> None:
    session = Session.open(file, folder)
    assert NOTE in [note.text for note in session.all(Note)]
    assert len(session.all(ExportEntry)) == 2
    session.close()


def shown_costs(hands: Hands) -> CostingResult:
    """What the window has worked out for the sample's proposal."""
    result = hands.parts.bridge.costs(hands.parts.bridge.all(Proposal)[0].id)
    assert result is not None
    return result


def model_costs(hands: Hands) -> CostingResult:
    """The same, worked out anew from what is stored."""
    session = hands.parts.bridge.session
    assert session is not None
    return cost_case(case_for(session, session.all(Proposal)[0].id), session.settings.edition)
