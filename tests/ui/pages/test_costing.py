"""The costing page shows the model's figures and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from negotiator.domain.markings import Audience
from negotiator.services.commands.matter import ChangeSettings
from negotiator.services.sample import sample_records
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.costing.page import CostingPage
from ui.pages.costing.table import TOTAL


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
    page.analysis.choice.setCurrentIndex(page.analysis.choice.findData(key))
    page.analysis._on_choice()
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=60_000)


def test_the_likely_range_holds_the_most_likely_figure_and_counts_what_has_no_range(make_desk: MakeDesk) -> None:
    desk, page = sample(make_desk)
    choose_view(desk, page, "range")
    rows = {row[0]: row[1:] for row in page.analysis.words.records}
    likely, p10, _p50, p90 = (Decimal(cell.replace(",", "")) for cell in rows["Full-year effect"])
    assert p10 < likely < p90
    assert "no range" in page.analysis.sentence.text()


def test_who_gains_counts_everybody_once(make_desk: MakeDesk) -> None:
    from negotiator.domain.establishment import StaffLine

    desk, page = sample(make_desk)
    choose_view(desk, page, "gainers")
    heads = sum(int(row[1].replace(",", "")) for row in page.analysis.words.records)
    assert heads == sum(line.headcount for line in page.bridge.all(StaffLine))


def test_affordability_shows_both_bases_of_the_model(make_desk: MakeDesk) -> None:
    from negotiator.wording.figures import amount

    desk, page = sample(make_desk)
    choose_view(desk, page, "pay_bill")
    option = next(o for o in page.result().options if o.option_id == page.option_id)
    first = page.analysis.words.records[0]
    assert first[1:] == tuple(amount(option.years[y].total) for y in page.result().years)


def test_the_workings_of_a_cell_come_to_the_cell(make_desk: MakeDesk) -> None:
    from negotiator.wording.figures import money

    desk, page = sample(make_desk)
    option = page.result().options[0]
    year = page.result().years[1]
    page._cell = ("pension", option.option_id, year)
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
    choose_view(desk, page, "difference")
    page.analysis.other.setCurrentIndex(page.analysis.other.findData(""))
    page.analysis._on_choice()
    option = next(o for o in page.result().options if o.option_id == page.option_id)
    text = "\n".join(" ".join(row) for row in page.analysis.chart.table)
    assert all(measure.label in text for measure in option.measures if measure.full_year)
    assert amount(option.full_year_effect.total, 2) in text
