"""What the costing page says of likely ranges: every view, the middle first, the next step where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.ranges import Limits, OptionRange
from negotiator.domain.costing.result import OptionCost
from negotiator.domain.costing.simulation import simulate
from negotiator.domain.proposals import Measure, Terms
from negotiator.domain.workspace import Record
from negotiator.services.sample import sample_records
from negotiator.wording.range_words import range_groups
from tests.domain.costing.cases import case, line, measure, one, rates
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.costing.page import CostingPage
from ui.pages.costing.ranges import MIDDLE, range_sentence, range_table, tornado_of, tornado_sentence

UPLIFT = measure("pay_uplift", percent="0.02", percent_low="0.01", percent_high="0.04")
BONUS = measure("lump_sum", label="Bonus", amount=200, amount_high=500)
LEAVE = measure("annual_leave", days=1, days_high=2)


def drawn(*measures: Terms, limits: Limits | None = None) -> tuple[OptionRange, OptionCost]:
    costing = Costing(case(line("a", "5", "top", 10), options=one(*measures), years=2), rates())
    return simulate(costing, 0, draws=100, limits=limits), costing.result().options[0]


def test_the_table_holds_every_view_with_its_workings() -> None:
    found, option = drawn(UPLIFT, BONUS, LEAVE)
    view = range_table(found, option)
    for group in range_groups(found.views):
        for row in group.rows:
            place = view.rows.index((row.name, *row.cells))
            (middle, *others) = view.workings[place, MIDDLE]  # type: ignore[misc]
            assert middle.figure == row.cells[2]
            (draws,) = (each for each in others if each.children)
            assert [child.figure for child in draws.children] == ["1% – 2% – 4%", "£200 – £200 – £500", "1 – 1 – 2"]
    names = [row[0] for row in view.rows]
    assert len(set(names)) == len(names), "a name stands for one row"
    assert view.heads[MIDDLE] == "P50" and view.strong_columns == {MIDDLE} and view.first == MIDDLE


def test_the_table_tells_how_many_draws_each_limit_holds() -> None:
    found, option = drawn(UPLIFT, limits=Limits(Decimal(1), {"2026/27": Decimal(1), "2027/28": Decimal(10**6)}))
    view = range_table(found, option)
    rows = {row[0]: row[MIDDLE] for row in view.rows if "limit" in row[0]}
    assert rows == {
        "Full-year effect, limit £1": "none",
        "2026/27, limit £1": "none",
        "2027/28, limit £1,000,000": "all",
    }
    assert "within the envelope of £1 in no draw" in view.sentence


def test_the_sentence_counts_the_numbers_without_a_range() -> None:
    found, _ = drawn(UPLIFT, replace(BONUS, ranges={}), replace(LEAVE, ranges={}))
    assert "one number that has a range; 2 others have none and are taken as certain" in range_sentence(found)


def test_without_any_range_the_next_step_is_said() -> None:
    found, _ = drawn(replace(UPLIFT, ranges={}))
    sentence = range_sentence(found)
    assert "one number has no range" in sentence and "Give a number a low and a high" in sentence


def test_the_tornado_is_of_all_years_where_nothing_moves_a_full_year() -> None:
    found, option = drawn(BONUS)
    tornado = tornado_of(found, option)
    assert tornado.base == option.cumulative and [swing.name for swing in tornado.swings] == [
        "Bonus: amount for each wte"
    ]
    both, option = drawn(BONUS, UPLIFT)
    assert tornado_of(both, option).base == option.full_year_effect.total
    hours, option = drawn(LEAVE)
    picture = tornado_of(hours, option)
    assert picture.swings == () and picture.empty == "The numbers that have a range move hours alone."
    assert "One number has a range" in tornado_sentence(hours, picture.empty)


def without_ranges(records: Iterable[Record]) -> list[Record]:
    return [replace(r, terms=replace(r.terms, ranges={})) if isinstance(r, Measure) else r for r in records]


def show(desk: Desk, page: CostingPage, view: str) -> None:
    desk.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    page.show_view(view)
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=60_000)


def test_the_page_counts_the_draws_within_the_mandate_of_the_team(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = desk.show(CostingPage, (1500, 900))
    show(desk, page, "range")
    assert "envelope of £850,000 in every draw" in page.analysis.sentence.text()
    assert ("Full-year effect, limit £850,000", "", "", "all", "") in page.analysis.words.records


def test_an_option_without_ranges_leads_to_where_they_are_given(make_desk: MakeDesk) -> None:
    desk = make_desk(without_ranges(sample_records()))
    page = desk.show(CostingPage, (1500, 900))
    for view in ("range", "tornado"):
        show(desk, page, view)
        assert "Give a number a low and a high" in page.analysis.sentence.text()
        assert page.analysis.next_button.isVisibleTo(page)
        page.analysis.next_button.click()
        assert desk.visited[-1][0] == "proposals"
