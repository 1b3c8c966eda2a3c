"""The sheets of a workbook beyond the costs: what the pack says of ranges and of who gains, as numbers."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.people_pay import who_gains
from negotiator.domain.costing.ranges import Limits, OptionRange
from negotiator.domain.costing.simulation import certain_count, simulate
from negotiator.domain.pack_content import Outlook
from negotiator.domain.problems import Problem
from negotiator.domain.proposals import Terms
from negotiator.reference import rates_for
from negotiator.reporting.workbook.content import WorkbookContent
from negotiator.reporting.workbook.document import render_workbook
from negotiator.wording.range_words import number_named, range_groups, range_said
from tests.reporting.formula_reading import Recalculated
from tests.reporting.test_workbook import MEASURES, WICKED, case_of, content_of, expected, results

RANGES, GAINERS = "Likely range", "Who gains, who loses"
LIMITS = Limits(Decimal(52_000), {"2026/27": Decimal(43_000), "2027/28": Decimal(55_000)})
LEAVE = Terms(
    "annual_leave", values={"days": Decimal(1), "backfill": Decimal("0.5")}, ranges={"days": (Decimal(0), Decimal(3))}
)
ONCE = replace(MEASURES["lump_sum"], ranges={"amount": (Decimal(100), Decimal(900))})


def with_outlook(case: CostingCase, live: bool = True) -> tuple[WorkbookContent, Outlook]:
    """A workbook of the case, with the outlook of its option."""
    costing = Costing(case, rates_for("England"))
    outlook = Outlook(
        gainers=who_gains(case, rates_for("England"), case.options[0], to_share=True),
        range=simulate(costing, 0, draws=200, limits=LIMITS),
        certain=certain_count(costing.options[0].measures),
    )
    return carrying(content_of(case, live), outlook), outlook


def carrying(content: WorkbookContent, outlook: Outlook) -> WorkbookContent:
    (proposal,) = content.proposals
    return replace(content, proposals=(replace(proposal, outlooks=(outlook,)),))


def ranged_case(*more: Terms) -> CostingCase:
    return case_of(LEAVE, ONCE, MEASURES["pay_uplift"], *more)


def drawn(outlook: Outlook) -> OptionRange:
    assert outlook.range is not None
    return outlook.range


def test_the_sheet_of_ranges_holds_every_percentile_of_every_view() -> None:
    content, outlook = with_outlook(ranged_case())
    book = Recalculated(render_workbook(content))
    groups = range_groups(drawn(outlook).views)
    assert [group.key for group in groups] == ["cost", "once", "hours", "people", "bases"]
    for group in groups:
        top = book.find(RANGES, group.title)
        for n, row in enumerate(group.rows, start=1):
            assert book.texts[RANGES, "A", top + n] == row.name
            for column, value in zip("BCDE", row.spread.values, strict=True):
                assert book.numbers[RANGES, column, top + n] == pytest.approx(float(value), abs=1e-12)
    assert range_said(drawn(outlook)) in book.texts.values()


def test_the_sheet_of_ranges_tells_the_envelope_and_each_number_by_itself() -> None:
    content, outlook = with_outlook(ranged_case())
    found = drawn(outlook)
    book = Recalculated(render_workbook(content))
    within = found.within
    assert within is not None and within.full_year is not None and 0 < within.full_year.inside < 200
    top = book.find(RANGES, "Within the envelope")
    shares = [within.full_year.share, *(one.share for one in within.years.values()), Fraction(within.every_year, 200)]
    assert [book.numbers[RANGES, "C", top + n] for n in range(1, 5)] == [float(share) for share in shares]
    for swing in found.tornado:
        row = book.find(RANGES, number_named(swing.number), book.find(RANGES, "Each number by itself"))
        assert book.numbers[RANGES, "B", row] == float(swing.full_year_low)
        assert book.numbers[RANGES, "G", row] == float(swing.hours_high)


def test_without_a_mandate_nothing_is_said_of_an_envelope() -> None:
    content, outlook = with_outlook(ranged_case())
    blind = replace(outlook, range=replace(drawn(outlook), within=None))
    book = Recalculated(render_workbook(carrying(content, blind)))
    assert not [text for text in book.texts.values() if "envelope" in text.lower()]


def test_the_sheet_of_who_gains_holds_the_groups_that_the_reader_may_see() -> None:
    content, outlook = with_outlook(ranged_case())
    assert outlook.gainers is not None and min(row.heads for row in outlook.gainers.rows) >= 10
    book = Recalculated(render_workbook(content))
    top = book.find(GAINERS, "Band and step")
    for n, row in enumerate(outlook.gainers.rows, start=1):
        figures = (row.heads, row.gross_before, row.gross_change, row.member_change, row.outside_change)
        assert [book.numbers[GAINERS, column, top + n] for column in "BCDEF"] == [float(value) for value in figures]
    heads = [value for (sheet, column, _), value in book.numbers.items() if (sheet, column) == (GAINERS, "B")]
    assert len(heads) == len(outlook.gainers.rows)


@pytest.mark.parametrize("live", [True, False])
def test_these_sheets_are_results_and_say_so_and_the_formulas_beside_them_stay(live: bool) -> None:
    content, _ = with_outlook(ranged_case(), live)
    data = render_workbook(content)
    book = Recalculated(data)
    assert book.sheets[:4] == ["Read me", "Results", RANGES, GAINERS]
    assert not [key for key in book.formulas if key[0] in (RANGES, GAINERS)]
    for sheet in (RANGES, GAINERS):
        said = [text for (name, _, _), text in book.texts.items() if name == sheet and "not formulas" in text]
        assert said == ["These are the application’s results when this workbook was made, not formulas: they do not "
                        "follow a changed input."]  # fmt: skip
    assert results(book, 2) == expected(content.proposals[0].result.options[0])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"hidden" not in archive.read("xl/workbook.xml").lower()
    assert data == render_workbook(content)


def test_a_workbook_without_outlooks_has_neither_sheet() -> None:
    book = Recalculated(render_workbook(content_of(ranged_case())))
    assert not {RANGES, GAINERS} & set(book.sheets)


def test_the_sheets_say_why_there_is_no_table() -> None:
    data = {"jurisdiction": "Wales", "year": "2021/22", "known": "2026/27"}
    nothing = Outlook(not_known=Problem("personal_rates_unknown", "year", data), certain=1)
    book = Recalculated(render_workbook(carrying(content_of(case_of(MEASURES["income"])), nothing)))
    told = " ".join(text for (sheet, _, _), text in book.texts.items() if sheet in (RANGES, GAINERS))
    assert "the option’s one number has no range" in told
    assert "Who gains and who loses is left out: no tax and pension rates for Wales in 2021/22" in told


@pytest.mark.parametrize("wicked", WICKED)
def test_no_label_of_a_person_becomes_a_formula_on_these_sheets(wicked: str) -> None:
    case = case_of(replace(LEAVE, label=wicked))
    content, _ = with_outlook(replace(case, options=(replace(case.options[0], name=wicked),)))
    book = Recalculated(render_workbook(content))
    assert any(wicked.strip() in text for (sheet, _, _), text in book.texts.items() if sheet == RANGES)
    for (sheet, _, _), text in book.texts.items():
        assert sheet not in (RANGES, GAINERS) or not text.lstrip().startswith(("=", "+", "-", "@"))
