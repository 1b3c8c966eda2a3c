"""The register of initiatives elsewhere, as a half of the benchmarks page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QWidget

from negotiator.domain.comparators import Initiative
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.packs import ExportEntry
from negotiator.domain.proposals import Option, Proposal
from negotiator.domain.workspace import Settings
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.benchmarks.page import BenchmarksPage
from ui.pages.initiatives.form import OptionTicks
from ui.pages.initiatives.table import FICTIONAL_ROLE, Column

D = Decimal
BASE = (
    Settings(title="On-call", organisation_name="Calder Vale", jurisdiction="England", first_year="2026/27"),
    Proposal("p", "On-call", marking=Marking.JOINT),
    Option("a", "p", "A · Flat", marking=Marking.JOINT),
    Option("b", "p", "B · Covered", position=1, marking=Marking.JOINT),
    StaffLine("Radiology", "Radiology", "5", "top", 60, D("50"), id="s"),
)
ONE = Initiative(
    "i1", "Marl Bridge (fictional)", "One rate", wte_covered=D(200), yearly_cost=D(100_000), price_year="2024/25",
    strength=3, comparable=2, option_ids=("b",), fictional=True,
)  # fmt: skip
TWO = Initiative("i2", "Stonegate", "Covered rest", position=1, marking=Marking.TEAM)


def shown(desk: Desk, size: tuple[int, int] = (1092, 736)) -> BenchmarksPage:
    page = desk.show(BenchmarksPage, size)
    second = page.half.findChildren(QWidget)[1]
    desk.qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=20_000)
    assert page.initiatives.isVisible()
    return page


@pytest.fixture
def filled(make_desk: MakeDesk) -> tuple[Desk, BenchmarksPage]:
    desk = make_desk((*BASE, ONE, TWO))
    return desk, shown(desk)


def press(desk: Desk, button: QWidget) -> None:
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cell(page: BenchmarksPage, row: int, column: Column) -> str:
    model = page.initiatives.model
    return str(model.index(row, model.column_of(column)).data())


def test_a_new_workspace_says_what_goes_there_and_offers_to_begin(make_desk: MakeDesk) -> None:
    desk = make_desk(BASE)
    page = shown(desk)
    view = page.initiatives
    assert view.empty.isVisible() and "what is possible" in view.empty.sentence.text()
    press(desk, view.empty.button)  # type: ignore[arg-type]
    assert view.form.isVisible() and view.form.is_new


def test_who_finds_that_there_is_none_is_led_to_an_empty_form(make_desk: MakeDesk) -> None:
    page = make_desk(BASE).show(BenchmarksPage)
    page.focus_record("initiative", "new")
    assert page.initiatives.isVisible() and page.initiatives.form.is_new


def test_an_initiative_is_added_with_what_was_typed_and_undone(make_desk: MakeDesk) -> None:
    desk = make_desk(BASE)
    page = shown(desk)
    press(desk, page.add_button)
    form = page.initiatives.form
    press(desk, form.add_button)
    assert form.rows["title"].error == "Say what was done, in a few words."
    for name, text in (
        ("title", "One rate"),
        ("employer", "Marl Bridge"),
        ("started_on", "1/4/2025"),
        ("wte_covered", "200"),
        ("yearly_cost", "£100,000"),
        ("price_year", "2024/25"),
    ):
        QTest.keyClicks(form.rows[name].field, text)
    strength = form.rows["strength"].field
    assert isinstance(strength, QComboBox)
    strength.setCurrentIndex(3)
    ticks = form.rows["option_ids"].field
    assert isinstance(ticks, OptionTicks)
    ticks.boxes["b"].setChecked(True)
    press(desk, form.add_button)
    (made,) = desk.bridge.all(Initiative)
    assert (made.title, made.employer, made.started_on) == ("One rate", "Marl Bridge", date(2025, 4, 1))
    assert (made.wte_covered, made.yearly_cost, made.strength, made.option_ids) == (D(200), D(100_000), 3, ("b",))
    assert not form.is_new
    desk.bridge.undo()
    assert desk.bridge.all(Initiative) == () and page.initiatives.empty.isVisible() and not form.isVisible()


def test_the_cost_stands_for_each_wte_and_on_our_scale_at_our_prices(filled: tuple[Desk, BenchmarksPage]) -> None:
    _, page = filled
    # 100,000 ÷ 200 × 1.036 × 1.033 = 535.094; × 50 WTE = 26,754.70
    assert [cell(page, 0, c) for c in (Column.PER_WTE, Column.OURS)] == ["535", "26,755"]
    assert [cell(page, 1, c) for c in (Column.PER_WTE, Column.OURS)] == ["not known", "not known"]
    page.initiatives.table.selectRow(0)
    assert page.initiatives.how.text() == (
        "One rate: £26,755 a year for our 50.0 WTE. Moved to 2026/27 prices by pay awards alone: 3.6% in 2025/26 and "
        "3.3% in 2026/27; scaled to our 50.0 WTE in scope."
    )
    page.initiatives.table.selectRow(1)
    assert page.initiatives.how.text() == "Covered rest: Without the cost a year it cannot be brought to our scale."


def test_levels_are_words_links_are_letters_and_what_is_invented_says_so(filled: tuple[Desk, BenchmarksPage]) -> None:
    _, page = filled
    model = page.initiatives.model
    assert [cell(page, 0, c) for c in (Column.STRENGTH, Column.COMPARABLE, Column.OPTIONS)] == ["good", "somewhat", "B"]
    assert [cell(page, 1, c) for c in (Column.STRENGTH, Column.OPTIONS)] == ["not judged", "none linked"]
    assert model.index(0, 0).data(FICTIONAL_ROLE) is True
    assert "fictional" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert page.initiatives.card.note.text().startswith("2 noted · 1 fictional")


def test_typing_in_the_form_goes_to_the_record_as_one_step_of_undo(filled: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = filled
    page.focus_record("initiative", "i2")
    form = page.initiatives.form
    assert form.isVisible() and form.title.text() == "Covered rest"
    QTest.keyClicks(form.rows["yearly_cost"].field, "62,000.50")
    assert desk.bridge.get(Initiative, "i2").yearly_cost == D("62000.50")
    assert form.rows["yearly_cost"].field.text() == "62,000.50"  # type: ignore[attr-defined]
    desk.bridge.undo()
    assert desk.bridge.get(Initiative, "i2").yearly_cost is None
    assert form.rows["yearly_cost"].field.text() == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("wte_covered", "many", "“many” is not"),
        ("wte_covered", "0", "must be above nought"),
        ("price_year", "2025", "Write the financial year as 2025/26."),
    ],
)
def test_what_cannot_be_taken_is_said_beneath_its_field(
    filled: tuple[Desk, BenchmarksPage], name: str, typed: str, said: str
) -> None:
    desk, page = filled
    page.focus_record("initiative", "i2")
    field = page.initiatives.form.rows[name].field
    field.setText(typed)  # type: ignore[attr-defined]
    field.textEdited.emit(typed)  # type: ignore[attr-defined]
    assert said in page.initiatives.form.rows[name].error
    assert desk.bridge.get(Initiative, "i2") == TWO


def test_an_option_that_goes_takes_its_tick_with_it(filled: tuple[Desk, BenchmarksPage]) -> None:
    from negotiator.services.commands import RemoveRecords

    desk, page = filled
    page.focus_record("initiative", "i1")
    ticks = page.initiatives.form.rows["option_ids"].field
    assert isinstance(ticks, OptionTicks) and ticks.chosen() == ("b",)
    desk.bridge.submit(RemoveRecords("option", ("b",)))
    assert set(ticks.boxes) == {"a"} and cell(page, 0, Column.OPTIONS) == "none linked"


def test_the_delete_key_takes_one_away_with_undo(filled: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = filled
    table = page.initiatives.table
    table.selectRow(1)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert [each.id for each in desk.bridge.all(Initiative)] == ["i1"]
    assert desk.said == ["Initiative removed."]
    desk.bridge.undo()
    assert len(desk.bridge.all(Initiative)) == 2


def test_enter_on_a_row_opens_its_form_and_escape_closes_it(filled: tuple[Desk, BenchmarksPage]) -> None:
    _, page = filled
    table = page.initiatives.table
    table.selectRow(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    form = page.initiatives.form
    assert form.isVisible() and page.focusWidget() is form.rows["title"].field
    QTest.keyClick(form.rows["title"].field, Qt.Key.Key_Escape)
    assert not form.isVisible() and page.focusWidget() is table


def test_the_register_goes_out_for_an_audience_is_logged_and_comes_back(
    filled: tuple[Desk, BenchmarksPage], tmp_path: Path
) -> None:
    desk, page = filled
    path = tmp_path / "register.csv"
    page.initiatives.write(path, Audience.JOINT)
    text = path.read_text("utf-8-sig")
    assert "One rate" in text and "Covered rest" not in text
    (entry,) = desk.bridge.all(ExportEntry)
    assert (entry.format, entry.file_name, entry.withheld) == ("csv", "register.csv", (("initiative", 1),))
    assert desk.said[-1] == "Exported to register.csv. 1 withheld from this audience."
    path.write_text(text.replace("Marl Bridge", "Harwick"), "utf-8")
    page.initiatives.read(path)
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=20_000)
    assert [each.employer for each in desk.bridge.all(Initiative)][-1] == "Harwick (fictional)"
    assert desk.bridge.all(Initiative)[-1].option_ids == ("b",)
    desk.bridge.undo()
    assert len(desk.bridge.all(Initiative)) == 2


def test_a_wrong_register_is_refused_and_nothing_is_brought_in(
    filled: tuple[Desk, BenchmarksPage], tmp_path: Path
) -> None:
    desk, page = filled
    path = tmp_path / "register.csv"
    path.write_text("Employer,Title\nA,B\n")
    page.initiatives.read(path)
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=20_000)
    assert len(desk.problems) == 1 and len(desk.bridge.all(Initiative)) == 2


def test_columns_give_way_so_that_titles_can_be_read(make_desk: MakeDesk) -> None:
    desk = make_desk((*BASE, ONE, TWO))
    page = shown(desk, (856, 636))
    table, ours = page.initiatives.table, page.initiatives.model.column_of(Column.OURS)
    assert not table.isColumnHidden(page.initiatives.model.column_of(Column.WTE))
    page.focus_record("initiative", "i1")
    desk.qtbot.waitUntil(lambda: table.width() < 600)
    assert table.isColumnHidden(page.initiatives.model.column_of(Column.WTE)) and not table.isColumnHidden(ours)
    assert table.columnWidth(0) >= 200 and table.horizontalScrollBar().maximum() == 0


def test_the_model_keeps_qt_s_rules(filled: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = filled
    tester = QAbstractItemModelTester(page.initiatives.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    from negotiator.services.commands import AddRecord, ChangeRecord, RemoveRecords

    desk.bridge.submit(AddRecord(replace(TWO, id="", title="A third")))
    desk.bridge.submit(ChangeRecord(replace(ONE, title="Another name")))
    desk.bridge.submit(RemoveRecords("initiative", ("i1",)))
    assert tester.model() is page.initiatives.model and page.initiatives.model.rowCount() == 2
