"""The costing page shows the model's figures and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from negotiator.domain.costing.result import Costs
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience
from negotiator.domain.proposals import Measure, Option, Proposal, Terms
from negotiator.domain.workspace import Settings
from negotiator.services.commands import AddRecord, Recost
from negotiator.services.commands.matter import ChangeSettings
from negotiator.services.sample import sample_records
from negotiator.wording.figures import NOUGHT_IN_TABLE
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.costing.analysis import DIFFERENCE, RANGE
from ui.pages.costing.page import CostingPage
from ui.pages.costing.table import TOTAL
from ui.pages.costing.view_work import AFFORDABILITY, DRIFT, GAINERS
from ui.pages.proposals.dialogs import MandateDialog
from ui.theme import Theme
from ui.theme.type import tabular
from ui.widgets import GROUP_ROLE

SIZE_IN_1280, SIZE_IN_1024 = (1092, 738), (856, 638)
"""Of a page in windows of 1280 × 800 and of 1024 × 700."""


def sample(make_desk: MakeDesk, size: tuple[int, int] = (1500, 900)) -> tuple[Desk, CostingPage]:
    desk = make_desk(sample_records())
    page = desk.show(CostingPage, size)
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    return desk, page


def shown(page: CostingPage, component: str, option_id: str, year: str) -> Decimal:
    return page.model.record(page.model.row_of(component)).amounts[option_id, year]


def test_every_total_is_the_models(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    for option in page.result().options:
        for year, costs in option.years.items():
            assert shown(page, TOTAL, option.option_id, year) == costs.total
            assert shown(page, "nic", option.option_id, year) == costs.components["nic"]


def test_each_view_adds_up_to_the_same_totals(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    option = page.result().options[0]
    page.view.setCurrentIndex(page.view.findData("recurrence"))
    page._on_view(0)
    for year in page.result().years:
        assert shown(page, TOTAL, option.option_id, year) == option.years[year].total
    page.view.setCurrentIndex(page.view.findData("full_year"))
    page._on_view(0)
    assert shown(page, TOTAL, option.option_id, "full") == option.full_year_effect.total
    page.view.setCurrentIndex(page.view.findData("baseline"))
    page._on_view(0)
    assert shown(page, TOTAL, "", page.result().years[0]) == page.result().baseline[page.result().years[0]].total


def test_the_whole_nhs_basis_costs_more_pension_and_nothing_else(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    trust = page.result()
    page.basis.set_value("whole-nhs")
    page._on_basis("whole-nhs")
    desk.qtbot.waitUntil(lambda: page.result() is not None and page.result().basis == "whole-nhs", timeout=20_000)
    for mine, theirs in zip(trust.options, page.result().options, strict=True):
        for name, amount in mine.full_year_effect.components.items():
            if name == "pension":
                assert theirs.full_year_effect.components[name] > amount
            else:
                assert theirs.full_year_effect.components[name] == amount


def test_where_room_is_short_the_other_options_fold_to_their_sum(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk, (856, 636))
    result = page.result()
    columns = [page.model.column_at(n) for n in range(1, page.model.columnCount())]
    folded = {c.option_id for c in columns if c.folded}
    assert folded == {o.option_id for o in result.options} - {page.option_id}
    for option in result.options:
        total = sum((costs.total for costs in option.years.values()), Decimal(0))
        assert shown(page, TOTAL, option.option_id, "all") == total


@pytest.mark.parametrize("size", [SIZE_IN_1280, SIZE_IN_1024])
def test_every_row_every_column_and_the_picture_are_seen_without_scrolling(
    make_desk: MakeDesk, size: tuple[int, int]
) -> None:
    desk, page = sample(make_desk, size)
    desk.qtbot.waitUntil(lambda: page.table.verticalScrollBar().maximum() == 0, timeout=5_000)
    assert page.table.horizontalScrollBar().maximum() == 0
    bottom = page.table.visualRect(page.model.index(page.model.rowCount() - 1, 0)).bottom()
    assert 0 < bottom < page.table.viewport().height()
    chart = page.analysis.chart
    assert chart.visibleRegion().boundingRect().height() == chart.height() >= chart.heightForWidth(chart.width())
    sentence = page.analysis.sentence
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


@pytest.mark.parametrize("size", [SIZE_IN_1280, SIZE_IN_1024])
def test_no_figure_touches_the_one_before_it_however_large(make_desk: MakeDesk, size: tuple[int, int]) -> None:
    """Every option costs about ten million a year, as in a large trust."""
    _, page = sample(make_desk, size)
    result = page.result()
    parts = {"basic": Decimal("-9000000.49"), "nic": Decimal("-999999.00")}
    large = tuple(replace(o, years={y: Costs(parts) for y in result.years}) for o in result.options)
    page.costs.show_costs(replace(result, options=large), "in_year", "In-year", page.option_id, {})
    font = page.theme.font("caption")
    font.setWeight(font.Weight.DemiBold)
    metrics = QFontMetricsF(tabular(font))
    total = page.model.row_of(TOTAL)
    for section in range(1, page.model.columnCount()):
        words = page.model.index(total, section).data()
        assert words.startswith(("−9,999,999", "−29,999,998"))
        assert metrics.horizontalAdvance(words) + 5 <= page.table.columnWidth(section)
    assert page.table.horizontalScrollBar().maximum() == 0


@pytest.fixture
def large_text(theme: Theme) -> Iterator[Theme]:
    theme.set_text_size(150)
    yield theme
    theme.set_text_size(100)


@pytest.mark.usefixtures("large_text")
def test_where_the_sums_have_no_room_the_other_options_are_letters_that_open_them(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = desk.show(CostingPage, (998, 717))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    result, parts = page.result(), {"basic": Decimal("-9000000.49")}
    years = tuple(f"20{26 + n}/{27 + n}" for n in range(5))
    options = tuple(
        replace(
            result.options[1], option_id=f"o{n}", name=f"{'ABCDE'[n]} · Named", years={y: Costs(parts) for y in years}
        )
        for n in range(5)
    )
    page.costs.show_costs(replace(result, options=options, years=years), "in_year", "In-year", "o1", {})
    assert page.table.horizontalScrollBar().maximum() == 0
    columns = [page.model.column_at(n) for n in range(1, page.model.columnCount())]
    assert [c.year for c in columns if c.option_id == "o1"] == list(years)
    shut = [n for n, c in enumerate(columns, start=1) if c.is_shut]
    assert [page.model.headerData(n, Qt.Orientation.Horizontal, GROUP_ROLE) for n in shut] == ["A", "C", "D", "E"]
    assert not any(page.model.flags(page.model.index(0, n)) & Qt.ItemFlag.ItemIsEnabled for n in shut)
    chosen: list[str] = []
    page.costs.option_chosen.connect(chosen.append)
    page.costs.header.group_clicked.emit(shut[1])
    assert chosen == ["o2"]
    page.costs.copy_table()
    assert QGuiApplication.clipboard().text().splitlines()[0].count("\t") == len(years)


@pytest.mark.usefixtures("large_text")
def test_with_large_text_the_table_scrolls_before_the_page_does(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = desk.show(CostingPage, (998, 900))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    desk.qtbot.waitUntil(lambda: page.costs.height() > page.theme.px(250), timeout=5_000)
    assert page.minimumSizeHint().height() <= 717, "what a window of 1280 × 800 leaves"


def test_the_sentence_under_the_picture_leads_with_the_chosen_option(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    second = page.result().options[1]
    assert page.option_id == second.option_id
    assert page.analysis.sentence.text().startswith("B is £")
    page.costs.option_chosen.emit(page.result().options[2].option_id)
    assert page.analysis.sentence.text().startswith("C is £")


def test_a_long_name_above_a_folded_column_takes_two_lines(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk, SIZE_IN_1024)
    named = [first for words, first, last, _ in page.costs.header.groups() if words and first == last]
    assert len(named) == 2, "two options are folded"
    assert page.costs.header.height() > page.theme.px(24 + 20)


def test_an_empty_workspace_says_the_next_step(make_desk: MakeDesk) -> None:
    desk = make_desk(())
    page = desk.show(CostingPage)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert desk.visited[-1][0] == "proposals"


def test_the_chart_holds_the_same_totals_as_the_table(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    text = "\n".join(" ".join(row) for row in page.analysis.chart.table)
    from negotiator.wording.figures import amount

    for option in page.result().options:
        assert amount(option.full_year_effect.total, 2) in text


def test_the_model_keeps_qts_rules(make_desk: MakeDesk) -> None:
    _desk, page = sample(make_desk)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for key in ("full_year", "recurrence", "baseline", "in_year"):
        page.view.setCurrentIndex(page.view.findData(key))
        page._on_view(0)
    assert tester is not None


def choose_view(desk: Desk, page: CostingPage, key: str) -> None:
    page.show_view(key)
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=60_000)


def told(desk: Desk, page: CostingPage, row: str, column: int) -> str:
    """What the panel says of a figure of the view that is shown, from moving to it."""
    names = [record[0] for record in page.analysis.words.records]
    page.analysis.table.setCurrentIndex(page.analysis.words.index(names.index(row), column))
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=60_000)
    return page.panel.tree.workings.as_text()


def test_the_likely_range_holds_the_most_likely_figure_and_counts_what_has_no_range(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, RANGE)
    rows = {row[0]: row[1:] for row in page.analysis.words.records}
    likely, p10, _p50, p90 = (Decimal(cell.replace(",", "")) for cell in rows["Full-year effect"])
    assert p10 < likely < p90
    assert "3 others have none and are taken as certain" in page.analysis.sentence.text()


def test_who_gains_counts_everybody_once(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, GAINERS)
    heads = sum(int(row[1].replace(",", "")) for row in page.analysis.words.records)
    assert heads == sum(line.headcount for line in page.bridge.all(StaffLine))


def test_affordability_shows_both_bases_of_the_model(make_desk: MakeDesk) -> None:
    from negotiator.wording.figures import amount

    desk, page = sample(make_desk)
    choose_view(desk, page, AFFORDABILITY)
    option = next(o for o in page.result().options if o.option_id == page.option_id)
    rows = {row[0]: row[1:] for row in page.analysis.words.records}
    full, *years = rows["Cost, trust basis"]
    assert full == amount(option.full_year_effect.total)
    assert tuple(years) == tuple(amount(option.years[y].total) for y in page.result().years)
    page.basis.set_value("whole-nhs")
    page._on_basis("whole-nhs")
    desk.qtbot.waitUntil(lambda: page.result() is not None and page.result().basis == "whole-nhs", timeout=20_000)
    whole = next(o for o in page.result().options if o.option_id == page.option_id)
    assert rows["Cost, whole-NHS basis"][0] == amount(whole.full_year_effect.total)


def test_the_envelope_is_set_against_each_year_and_its_workings_say_so(make_desk: MakeDesk) -> None:
    from negotiator.domain.proposals import Mandate
    from negotiator.wording.figures import amount, money

    desk, page = sample(make_desk)
    choose_view(desk, page, AFFORDABILITY)
    (mandate,) = page.bridge.all(Mandate)
    option = next(o for o in page.result().options if o.option_id == page.option_id)
    rows = {row[0]: row for row in page.analysis.words.records}
    left = mandate.envelope - option.full_year_effect.total
    assert rows["Inside, or above (−)"][1] == amount(left)
    text = told(desk, page, "Inside, or above (−)", 1)
    assert money(left, 2) in text and money(mandate.envelope, 2) in text


def test_without_a_mandate_affordability_leads_to_saying_one(make_desk: MakeDesk) -> None:
    from negotiator.domain.proposals import Mandate

    desk = make_desk([record for record in sample_records() if not isinstance(record, Mandate)])
    page = desk.show(CostingPage, (1500, 900))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    choose_view(desk, page, AFFORDABILITY)
    assert "Envelope" not in [row[0] for row in page.analysis.words.records]
    assert page.analysis.next_button.isVisible()
    page.analysis.next_button.click()
    dialog = page.findChild(MandateDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.envelope.setText("£700,000")
    dialog.keep_button.click()
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=60_000)
    assert "Envelope" in [row[0] for row in page.analysis.words.records]
    assert not page.analysis.next_button.isVisible()


def test_drift_and_the_option_stand_apart_and_come_to_the_pay_bill(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, DRIFT)

    def figure(cell: str) -> Decimal:
        return Decimal(cell.replace(",", "").replace("−", "-").replace("–", "0"))

    rows = [[figure(cell) for cell in row[1:]] for row in page.analysis.words.records[:7]]
    for standing, *drift, bill, adds, both in zip(*rows, strict=True):
        assert abs(standing + sum(drift) - bill) <= 2, "each is rounded to the pound on its own"
        assert abs(bill + adds - both) <= 1
    assert "neither side claims it" in page.analysis.sentence.text()


def test_one_per_cent_is_explained_by_the_engine(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, DRIFT)
    text = told(desk, page, "Cost of 1 % on basic pay", 1)
    assert "Basic pay" in text and "Employer pension" in text


@pytest.mark.parametrize("view", [GAINERS, AFFORDABILITY, DRIFT])
def test_every_figure_of_a_view_leads_to_its_workings(make_desk: MakeDesk, view: str) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, view)
    shown_view = page.analysis.words.view
    places = {
        (row, column)
        for row, cells in enumerate(shown_view.rows)
        for column in range(1, len(shown_view.heads))
        if cells[column] != NOUGHT_IN_TABLE
    }
    assert places <= shown_view.workings.keys()


def test_enter_on_a_figure_of_a_view_opens_the_workings_that_were_closed(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, GAINERS)
    page.panel.close_button.click()
    assert not page.panel.isVisible() and page.why_button.isVisible()
    page.analysis.table.setFocus()
    QTest.keyClick(page.analysis.table, Qt.Key.Key_Return)
    assert page.panel.isVisible() and not page.why_button.isVisible()
    assert "Take-home pay" in page.panel.tree.workings.as_text()


def test_a_figure_of_the_strip_leads_to_its_workings(make_desk: MakeDesk) -> None:
    from negotiator.wording.figures import money

    desk, page = sample(make_desk)
    option = next(o for o in page.result().options if o.option_id == page.option_id)
    page.figures[0].setFocus()
    QTest.keyClick(page.figures[0], Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=20_000)
    text = page.panel.tree.workings.as_text()
    assert money(option.net_present_cost, 2) in text
    assert all(money(costs.total, 2) in text for costs in option.years.values())
    assert page.figures[0].accessibleName().startswith("B, net present cost: £")


def test_a_step_of_the_difference_is_its_cost_in_both_options(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, DIFFERENCE)
    marks = page.analysis.chart.drawing.marks
    step = next(mark for mark in marks if mark.label == "On-call sessions, one rate")
    page.analysis.chart.setFocus()
    for _ in range(marks.index(step)):
        QTest.keyClick(page.analysis.chart, Qt.Key.Key_Down)
    QTest.keyClick(page.analysis.chart, Qt.Key.Key_Return)
    text = page.panel.tree.workings.as_text()
    assert "in B · One rate, rest covered" in text and "£360,048.61" in text


def test_a_picture_is_shown_as_a_table_and_copied_whole(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, DIFFERENCE)
    page.analysis.chart.table_asked.emit()
    assert page.analysis.table.isVisible()
    assert page.analysis.words.records == page.analysis.chart.table[1:]
    page.analysis.copy_table()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert [tuple(line.split("\t")) for line in copied] == list(page.analysis.chart.table)
    page.analysis._on_table_asked()
    assert page.analysis.chart.isVisible()


def test_the_costs_are_copied_whole_with_options_and_years_as_heads(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    page.costs.copy_table()
    head, *rows = (line.split("\t") for line in QGuiApplication.clipboard().text().split("\n"))
    assert head[1] == "A · Flat rate by band, 26/27" and len(head) == page.model.columnCount()
    assert len(rows) == page.model.rowCount() and rows[-1][0] == "Total"


def test_crossing_a_pension_tier_is_said_in_words_where_it_happens(make_desk: MakeDesk) -> None:
    """Band 5 intermediate, £34,592: 1.7 % more passes £35,156, from where 9.8 % instead of 8.3 % is paid on all."""
    records = (
        Settings(first_year="2026/27", years=1),
        StaffLine("Ward", "Nursing", "5", "intermediate", 12, Decimal(12), id="1" * 32),
        StaffLine("Clinic", "Nursing", "6", "top", 3, Decimal(3), id="2" * 32),
        Proposal("3" * 32, "Pay"),
        Option("4" * 32, "3" * 32, "A · Uplift"),
        Measure("5" * 32, "4" * 32, Terms("pay_uplift", values={"percent": Decimal("0.017")})),
    )
    desk = make_desk(records)
    page = desk.show(CostingPage, (1500, 900))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    choose_view(desk, page, GAINERS)
    rows = page.analysis.words.records
    assert [row[0] for row in rows] == ["Band 5 intermediate ‡", "Band 6 top"]
    assert rows[0][4].startswith("−") and rows[0][7] == "12" and rows[1][6] == "3"
    said = page.analysis.warning.text()
    assert page.analysis.warning.isVisible()
    assert "Band 5 intermediate" in said and "£588.06 more gross leaves" in said and "9.8% instead of 8.3%" in said
    assert "less in the hand" in told(desk, page, "Band 5 intermediate ‡", 4)
    tip = page.analysis.words.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "less in the hand" in tip


def test_where_everything_costs_nothing_the_page_says_why_and_what_comes_next(make_desk: MakeDesk) -> None:
    desk = make_desk(
        (Settings(first_year="2026/27", years=1), Proposal("3" * 32, "Pay"), Option("4" * 32, "3" * 32, "A"))
    )
    page = desk.show(CostingPage, (1500, 900))
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    assert page.banner.isVisible()
    page.banner_button.click()
    assert desk.visited[-1][0] == "establishment"
    desk.bridge.submit(AddRecord(StaffLine("Ward", "Nursing", "5", "top", 12, Decimal(12))))
    desk.qtbot.waitUntil(lambda: page.banner_button.text() == "Go to proposals", timeout=20_000)
    choose_view(desk, page, DIFFERENCE)
    assert "cost the same" in page.analysis.chart.sentence
    desk.bridge.submit(AddRecord(Measure("", "4" * 32, Terms("pay_uplift", values={"percent": Decimal("0.02")}))))
    desk.qtbot.waitUntil(lambda: not page.banner.isVisible(), timeout=20_000)


def test_a_refusal_is_said_once_and_leads_to_the_rates(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    desk.bridge.submit(Recost("2031-04"))
    desk.qtbot.waitUntil(lambda: desk.bridge.costs_state == "refused", timeout=20_000)
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible() and "2031-04" in label.text()]
    assert len(words) == 1 and words[0].startswith("The costing was refused.")
    page.empty.button.click()
    assert desk.ran == ["editions"]


def test_with_large_text_the_workings_take_the_place_of_the_figures(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk, (720, 640))
    assert page.left.isVisible() and not page.panel.isVisible() and page.views.box.isVisible()
    page.why_button.click()
    assert page.panel.isVisible() and not page.left.isVisible()
    page.panel.close_button.click()
    assert page.left.isVisible() and not page.panel.isVisible()


def test_the_workings_of_a_cell_come_to_the_cell(make_desk: MakeDesk) -> None:
    from negotiator.wording.figures import money

    desk, page = sample(make_desk)
    option = page.result().options[0]
    year = page.result().years[1]
    page.costs.cell = ("pension", option.option_id, year)
    page._fill()
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=60_000)
    value = money(option.years[year].components["pension"], 2)
    assert page.panel.figure.text() == value
    text = page.panel.tree.workings.as_text()
    assert value in text.splitlines()[0] and "14.38%" in text


def test_the_workbook_is_written_and_listed(make_desk: MakeDesk, tmp_path: Path) -> None:
    from negotiator.domain.packs import ExportEntry

    desk, page = sample(make_desk)
    out = tmp_path / "costing.xlsx"
    page.printer.print_to(Audience.TEAM, out, "xlsx")
    desk.qtbot.waitUntil(lambda: bool(page.bridge.all(ExportEntry)) or bool(desk.problems), timeout=60_000)
    assert desk.problems == [] and out.read_bytes()[:2] == b"PK"
    assert page.bridge.all(ExportEntry)[0].format == "xlsx"


def test_years_beyond_the_last_published_scale_are_marked_as_assumed(make_desk: MakeDesk) -> None:
    _, page = sample(make_desk)
    heads = {page.model.column_at(n).year: page.model.head(page.model.column_at(n)) for n in range(1, 4)}
    assert heads == {"2026/27": "26/27", "2027/28": "27/28†", "2028/29": "28/29†"}
    assert page.assumed.text() == "† 27/28 and 28/29: award of 2.5% assumed. No pay scale is published yet."
    assert page.assumed.isVisibleTo(page)
    tip = page.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip and tip in page.assumed.text()
    assert page.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) is None
    assert "award assumed" in page.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    page.view.setCurrentIndex(page.view.findData("full_year"))
    page._on_view(0)
    assert page.model.head(page.model.column_at(1)) == "full year", "the first year has a published scale"
    assert not page.assumed.isVisibleTo(page)


def test_where_an_award_is_not_set_the_note_says_that_none_is_counted(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    desk.bridge.submit(ChangeSettings(replace(desk.bridge.workspace, awards={})))
    desk.qtbot.waitUntil(lambda: "none counted" in page.assumed.text(), timeout=20_000)
    assert page.assumed.text().startswith("† 27/28 and 28/29: no award set")


def test_the_difference_of_two_options_is_told_measure_by_measure(make_desk: MakeDesk) -> None:
    from negotiator.wording.figures import amount

    desk, page = sample(make_desk)
    choose_view(desk, page, DIFFERENCE)
    page.analysis.other.setCurrentIndex(page.analysis.other.findData(""))
    page.analysis._on_choice()
    option = next(o for o in page.result().options if o.option_id == page.option_id)
    text = "\n".join(" ".join(row) for row in page.analysis.chart.table)
    assert all(measure.label in text for measure in option.measures if measure.full_year)
    assert amount(option.full_year_effect.total, 2) in text
