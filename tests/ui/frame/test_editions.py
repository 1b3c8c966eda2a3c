"""The dialog of rates editions: what another one changes is shown before anything does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from negotiator.domain.proposals import Proposal
from negotiator.services.commands import Recost
from negotiator.services.commands.matter import ChangeSettings
from negotiator.services.editions import add_edition, known_editions
from tests.made_edition import BAND_5_TOP, NAME, made_edition
from ui.dialogs.base import Choice
from ui.dialogs.editions import ALL_YEARS, RATES, EditionsDialog, RecostModel
from ui.dialogs.rates import RatesDialog
from ui.dialogs.workspace_settings import WorkspaceSettings
from ui.widgets import Text
from ui.window import MainWindow

Find = Callable[[type[Any]], Any]
Wait = Callable[[], None]
HUNDRED_MORE = {"pay-scales.csv": {f"{BAND_5_TOP}39043,": f"{BAND_5_TOP}39143,"}}


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """An edition in which the top of band 5 in 2026/27 is £100 higher."""
    return made_edition(tmp_path, HUNDRED_MORE)


def choose(shown: EditionsDialog, name: str) -> None:
    shown.editions.setCurrentIndex(shown.model.index(shown.model.row_of(name), 0))


def totals(window: MainWindow) -> list[Decimal]:
    (proposal,) = window.bridge.all(Proposal)
    result = window.bridge.costs(proposal.id)
    assert result is not None
    return [option.full_year_effect.total for option in result.options]


def test_what_would_change_is_shown_first_and_re_costing_is_one_step_that_undo_takes_back(
    sample: MainWindow, dialog: Find, idle: Wait, qtbot: QtBot, newer: Path
) -> None:
    add_edition(newer)
    before = totals(sample)
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    assert not shown.recost_button.isEnabled(), "the edition in use is chosen"
    choose(shown, NAME)
    idle()
    assert sample.bridge.workspace.edition == "2026-11"
    assert sample.bridge.undo_stack.count() == 0 and totals(sample) == before
    promised = [shown.costs_model.amounts(record) for record in shown.costs_model.records]
    assert [now for now, _, _ in promised] == before
    assert all(then - now == difference for now, then, difference in promised)
    assert any(difference for _, _, difference in promised)
    assert shown.rates_model.words(shown.rates_model.record(0), shown.rates_model.columns(3)) == "£39,043"
    assert shown.rates_model.rowCount() == 1
    assert shown.recost_button.text() == f"Re-cost with edition {NAME}"
    qtbot.mouseClick(shown.recost_button, Qt.MouseButton.LeftButton)
    idle()
    assert sample.bridge.workspace.edition == NAME
    assert totals(sample) == [then for _, then, _ in promised]
    assert sample.bridge.undo_stack.count() == 1
    assert sample.bridge.undo_stack.undoText() == f"Re-cost with edition {NAME}"
    assert NAME in sample.toast.words.text() and NAME in sample.status.text("edition")
    qtbot.mouseClick(sample.toast.undo_button, Qt.MouseButton.LeftButton)
    idle()
    assert sample.bridge.workspace.edition == "2026-11" and totals(sample) == before


def test_every_year_can_be_looked_at_and_all_years_are_their_sum(
    sample: MainWindow, dialog: Find, idle: Wait, newer: Path
) -> None:
    add_edition(newer)
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    choose(shown, NAME)
    idle()
    sums: dict[Any, Decimal] = {}
    for row in range(1, shown.period.count()):
        shown.period.setCurrentIndex(row)
        shown._on_period(row)
        for record in shown.costs_model.records:
            now = shown.costs_model.amounts(record)[0]
            assert now is not None
            if shown.period.currentData() == ALL_YEARS:
                assert sums[record.id] == now
            else:
                sums[record.id] = sums.get(record.id, Decimal(0)) + now
        assert shown.costs_model.record(0).option_id == "", "years show the pay bill itself"
    assert shown.period.currentData() == ALL_YEARS
    shown.half.set_value(RATES)
    shown._on_half(RATES)
    assert shown.rates.isVisible() and not shown.period.isVisible()
    shown.reject()


def test_an_edition_from_a_file_is_checked_kept_and_chosen(
    sample: MainWindow, dialog: Find, idle: Wait, newer: Path
) -> None:
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    assert [record.name for record in shown.model.records] == ["2026-11"]
    shown.add_file(str(newer / "edition.toml"))
    idle()
    assert [record.name for record in shown.model.records] == [NAME, "2026-11"]
    assert shown.recost_button.isEnabled() and NAME in shown.recost_button.text()
    shown.reject()
    assert sample.bridge.workspace.edition == "2026-11"


def test_a_file_that_is_no_edition_is_refused_in_words(
    sample: MainWindow, dialog: Find, idle: Wait, tmp_path: Path
) -> None:
    junk = tmp_path / "rates.zip"
    junk.write_bytes(b"PK\x03\x04 nothing of the kind")
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    shown.add_file(str(junk))
    idle()
    said = shown.findChildren(Choice)[0]
    assert "cannot be used" in said.windowTitle()
    said.close()
    assert shown.add.isEnabled() and [known.name for known in known_editions()] == ["2026-11"]
    shown.reject()


def test_an_added_edition_is_removed_after_a_question(
    sample: MainWindow, dialog: Find, idle: Wait, newer: Path
) -> None:
    add_edition(newer)
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    assert not shown.remove.isEnabled(), "what comes with the application stays"
    choose(shown, NAME)
    idle()
    shown.remove.click()
    dialog(Choice).answer("keep")
    assert NAME in [known.name for known in known_editions()]
    shown.remove.click()
    dialog(Choice).answer("remove")
    assert [record.name for record in shown.model.records] == ["2026-11"]
    assert not shown.recost_button.isEnabled()
    shown.reject()


def test_the_edition_in_use_is_not_removed_and_the_sentence_names_the_workspace(
    sample: MainWindow, dialog: Find, idle: Wait, newer: Path
) -> None:
    add_edition(newer)
    sample.bridge.submit(Recost(NAME))
    idle()
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    shown.remove.click()
    said = dialog(Choice)
    words = " ".join(label.text() for label in said.findChildren(Text))
    assert sample.bridge.workspace.title in words and "re-cost it with another edition first" in words
    said.close()
    assert NAME in [known.name for known in known_editions()]
    shown.reject()


def test_without_a_workspace_editions_are_listed_and_reached_from_the_rates(window: MainWindow, dialog: Find) -> None:
    window.run_action("rates")
    dialog(RatesDialog).editions_button.click()
    shown = dialog(EditionsDialog)
    assert shown.model.rowCount() == 1 and not shown.recost_button.isVisible()
    shown.reject()


def test_the_table_of_costs_is_a_sound_model(sample: MainWindow, dialog: Find, idle: Wait, newer: Path) -> None:
    add_edition(newer)
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    choose(shown, NAME)
    idle()
    model = RecostModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_records(shown.costs_model.records)
    assert tester.model().rowCount() == 3
    shown.reject()


def test_a_workspace_whose_edition_is_not_here_shows_every_page_and_how_to_mend_it(
    sample: MainWindow, dialog: Find, idle: Wait
) -> None:
    sample.bridge.submit(ChangeSettings(replace(sample.bridge.workspace, edition="2031-04")))
    idle()
    assert [problem.code for problem in sample.bridge.costs_problems] == ["edition_not_here"]
    for key in sample.entries:
        sample.navigate(key)
        idle()
    sample.files.show_workspace_settings()
    dialog(WorkspaceSettings).reject()
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    assert "2031-04" in shown.lead.text() and "not on this computer" in shown.lead.text()
    choose(shown, "2026-11")
    idle()
    assert shown.banner.isVisible() and shown.recost_button.isEnabled()
    shown.recost_button.click()
    idle()
    assert sample.bridge.costs_problems == ()


def test_adding_the_edition_that_was_missing_costs_the_workspace_again(
    sample: MainWindow, dialog: Find, idle: Wait, newer: Path
) -> None:
    sample.bridge.submit(ChangeSettings(replace(sample.bridge.workspace, edition=NAME)))
    idle()
    assert sample.bridge.costs_state == "refused"
    sample.run_action("editions")
    shown = dialog(EditionsDialog)
    shown.add_file(str(newer / "edition.toml"))
    idle()
    assert sample.bridge.costs_state == "up-to-date" and totals(sample)
    assert not shown.recost_button.isEnabled(), "it is the one in use"
    assert "not on this computer" not in shown.lead.text()
    shown.reject()
