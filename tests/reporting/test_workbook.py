"""The workbook of live formulas: it gives the application's pennies, follows its inputs, and is harmless."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from xlsxwriter.worksheet import Worksheet

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.engine import cost
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.result import COMPONENTS, OptionCost
from negotiator.domain.establishment import Allowance, StaffLine
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Scope, Terms
from negotiator.reference import rates_for
from negotiator.reporting.workbook import document
from negotiator.reporting.workbook.amounts import NOUGHT, ONE, Amount, number
from negotiator.reporting.workbook.content import ProposalCosting, WorkbookContent
from negotiator.reporting.workbook.document import render_workbook
from negotiator.reporting.workbook.plain import PlainWorksheet
from negotiator.reporting.workbook.sheets import column_name, harmless
from tests.reporting.formula_reading import Recalculated
from tests.slow_reference.strategies import cases

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)
D = Decimal

STAFF = (
    StaffLine("ward", "Nursing", "5", "entry", 20, D("17.4"), saturday_night_hours=D(6), sunday_holiday_hours=D(4),
              overtime_hours=D("1.5"), next_step=date(2027, 7, 1), allowances=(Allowance("Lead", D(250), True),)),
    StaffLine("theatre", "Theatres", "6", "top", 12, D(11), hcas="inner", overtime_hours=D(2),
              overtime_holiday_hours=D("0.5"), rrp_long_term=D("0.05")),
    StaffLine("porters", "Estates", "2", "top", 15, D("12.25"), saturday_night_hours=D(9), rrp_short_term=D("0.02")),
    StaffLine("managers", "Corporate", "8a", "entry", 4, D(4), hcas="outer", pension_share=D(1)),
)  # fmt: skip

AGENCY = {"backfill": D(1), "backfill_rate": "agency", "agency_hourly": D(28)}
CALLS = {"sessions_per_week": D(40), "session_amount": D(25), "callout_hours_per_week": D(12)}
POST = {"headcount": 3, "wte": D("2.4"), "group": "Nursing", "band": "5", "step": "entry"}
LEAVERS = (
    {"band": "6", "step": "top", "service_years": D(12)},
    {"band": "8a", "step": "top", "service_years": D(30), "hcas": "inner"},
)
PROTECTED = {
    "headcount": 2,
    "from_band": "6",
    "from_step": "top",
    "to_band": "5",
    "to_step": "top",
    "months": 20,
    "share_by_year": (D(1), D("0.5")),
}
OF_BAND_2 = Scope(bands=("2",))


def measure(
    kind: str, start: date | None = None, scope: Scope = Scope(), end: date | None = None, **values: object
) -> Terms:
    return Terms(kind, start=start, end=end, scope=scope, values=values)


MEASURES: dict[str, Terms] = {
    made.kind: made
    for made in (
        measure("pay_uplift", OCTOBER, percent=D("0.02")),
        measure("flat_uplift", scope=Scope(bands=("2", "5")), amount=D(600)),
        measure("greater_of_uplift", percent=D("0.02"), minimum=D(900)),
        measure("lump_sum", OCTOBER, amount=D(150), pensionable=True),
        measure("regrade", OCTOBER, OF_BAND_2, to_band="3", headcount=7),
        measure("allowance", end=date(2027, 10, 1), amount=D(500), per="wte"),
        measure("shift_payment", amount=D(20), per_week=D(30)),
        measure("rrp", scope=Scope(groups=("Theatres",)), percent=D("0.1"), term="long"),
        measure("unsocial_rates", rates={"4-9": {"saturday_night": D("0.4")}}),
        measure("on_call", scope=Scope(bands=("5", "6")), **CALLS),
        measure("working_week", hours=D(36), backfill=D("0.6"), holiday_pay=D("0.1207")),
        measure("annual_leave", days=D(1), backfill=D(1), backfill_rate="overtime"),
        measure("paid_release", days=D(2), per="person", backfill=D("0.5")),
        measure("sickness_change", points=D("0.005"), **AGENCY),
        measure("posts", OCTOBER, **POST),
        measure("redundancy", OCTOBER, people=LEAVERS),
        measure("pay_protection", **PROTECTED),
        measure("turnover_change", leavers_avoided=D(3), cost_per_leaver=D(4000)),
        measure("agency_replacement", hours_per_week=D(100), agency_hourly=D(32), band="5", step="entry"),
        measure("non_pay", OCTOBER, amount=D(38000), yearly_growth=D("0.02")),
        measure("income", amount=D(5000), recurrent=False),
    )
}


def case_of(*measures: Terms, staff: tuple[StaffLine, ...] = STAFF, years: int = 2) -> CostingCase:
    awards = {"2027/28": D("0.025")}
    return CostingCase("England", FinancialYear(2026), years, staff, (CaseOption("A · One", measures),), awards=awards)


def content_of(case: CostingCase, live: bool = True, name: str = "On-call") -> WorkbookContent:
    rates = rates_for(case.jurisdiction)
    letters = tuple(chr(65 + n) for n in range(len(case.options)))
    costing = ProposalCosting(name, cost(case, rates), rates, case.discount, letters, case if live else None)
    return WorkbookContent("On-call", "Calder Vale", "TEAM · for the team", AT, (costing,))


def results(book: Recalculated, years: int, sheet: str = "Results", after: int = 0) -> dict[tuple[str, str], Decimal]:
    """The results as recalculated: (component, column head) -> pounds."""
    top = book.find(sheet, "£ against no change", after)
    heads = [book.texts[sheet, column_name(1 + k), top] for k in range(years)]
    heads += ["All years", "Full-year effect"]
    return {
        (component, head): Decimal(f"{book.value(sheet, column_name(1 + k), top + 1 + n):.2f}")
        for n, component in enumerate(COMPONENTS)
        for k, head in enumerate(heads)
    }


def expected(option: OptionCost) -> dict[tuple[str, str], Decimal]:
    found = {}
    for component in COMPONENTS:
        for year, costs in option.years.items():
            found[component, year] = costs.components[component]
        found[component, "All years"] = sum((c.components[component] for c in option.years.values()), Decimal(0))
        found[component, "Full-year effect"] = option.full_year_effect.components[component]
    return found


def test_every_kind_of_measure_has_a_workbook_here() -> None:
    assert MEASURES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", MEASURES)
def test_the_formulas_of_every_kind_give_the_application_s_pennies(kind: str) -> None:
    case = case_of(MEASURES[kind])
    book = Recalculated(render_workbook(content_of(case)))
    assert "Option A" in book.sheets
    assert results(book, 2) == expected(cost(case, rates_for("England")).options[0])


def test_measures_that_meet_give_the_application_s_pennies() -> None:
    case = case_of(*MEASURES.values(), years=3)
    book = Recalculated(render_workbook(content_of(case)))
    assert results(book, 3) == expected(cost(case, rates_for("England")).options[0])


@settings(max_examples=25)
@given(cases())
def test_every_formula_is_checked_against_the_costing_as_it_is_written(case: CostingCase) -> None:
    try:
        content = content_of(case)
    except Refused:
        return
    book = document._Book(content, frozenset(), {})
    assert book.unlike == {}


def test_a_changed_input_is_followed_to_the_penny() -> None:
    case = case_of(MEASURES["on_call"], MEASURES["pay_uplift"], MEASURES["working_week"])
    book = Recalculated(render_workbook(content_of(case)))
    ward = book.find("Staff", "ward")
    book.change("Staff", "F", ward, 15.2)
    book.change("Staff", "H", ward, 7.5)
    book.change("Measures", "B", book.find("Measures", "Payment for a session"), 31.5)
    book.change("Measures", "B", book.find("Measures", "Percentage"), 0.03)
    book.change("Assumptions", "B", book.find("Assumptions", "2027/28"), 0.04)
    nursing = replace(STAFF[0], wte=D("15.2"), saturday_night_hours=D("7.5"))
    on_call = Terms(
        "on_call", values={**MEASURES["on_call"].values, "session_amount": D("31.5")}, scope=MEASURES["on_call"].scope
    )
    uplift = Terms("pay_uplift", values={"percent": D("0.03")}, start=OCTOBER)
    changed = case_of(on_call, uplift, MEASURES["working_week"], staff=(nursing, *STAFF[1:]))
    changed = replace(changed, awards={"2027/28": D("0.04")})
    assert results(book, 2) == expected(cost(changed, rates_for("England")).options[0])


def test_the_other_basis_is_one_cell_away() -> None:
    case = case_of(MEASURES["pay_uplift"])
    book = Recalculated(render_workbook(content_of(case)))
    book.change("Assumptions", "B", book.find("Assumptions", "Basis: 1 for trust, 2 for whole NHS"), 2)
    whole = cost(replace(case, basis="whole-nhs"), rates_for("England")).options[0]
    assert results(book, 2) == expected(whole)


def test_totals_net_present_cost_and_the_check_are_formulas() -> None:
    case = case_of(MEASURES["non_pay"], MEASURES["paid_release"])
    option = cost(case, rates_for("England")).options[0]
    book = Recalculated(render_workbook(content_of(case)))
    total = book.find("Results", "Total")
    for k, year in enumerate(option.years):
        assert ("Results", column_name(1 + k), total) in book.formulas
        assert Decimal(f"{book.value('Results', column_name(1 + k), total):.2f}") == option.years[year].total
    assert book.value("Results", "B", book.find("Results", "Difference from it")) == 0
    present = book.value("Results", "B", book.find("Results", "Net present cost"))
    assert Decimal(f"{present:.2f}") == option.net_present_cost
    hours = book.find("Results", "Hours lost less hours bought")
    assert Decimal(f"{book.value('Results', 'B', hours):.2f}") == option.hours_lost["2026/27"]


def test_without_the_staff_lines_there_are_results_with_live_totals_and_no_workings() -> None:
    case = case_of(MEASURES["pay_uplift"])
    book = Recalculated(render_workbook(content_of(case, live=False)))
    assert book.sheets == ["Read me", "Results"]
    assert results(book, 2) == expected(cost(case, rates_for("England")).options[0])
    assert all(key[0] == "Results" for key in book.formulas)
    assert any("results alone" in text for text in book.texts.values())
    assert not {line.name for line in STAFF} & set(book.texts.values())


def test_more_lines_than_a_person_can_use_give_results_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_LINES", 3)
    book = Recalculated(render_workbook(content_of(case_of(MEASURES["pay_uplift"]))))
    assert book.sheets == ["Read me", "Results"]
    assert any("merge lines" in text for text in book.texts.values())


def test_an_option_whose_formulas_do_not_give_its_figures_says_so_and_has_none() -> None:
    case = case_of(MEASURES["pay_uplift"])
    content = content_of(case)
    other = cost(case_of(MEASURES["flat_uplift"]), rates_for("England"))
    wrong = replace(content, proposals=(replace(content.proposals[0], result=other),))
    book = Recalculated(render_workbook(wrong))
    assert "Option A" not in book.sheets
    assert any("cannot express" in text for text in book.texts.values())
    assert results(book, 2) == expected(other.options[0])


def test_several_proposals_stand_in_sheets_of_their_own() -> None:
    first, second = content_of(case_of(MEASURES["non_pay"])), content_of(case_of(MEASURES["income"]), name="Another")
    both = replace(first, proposals=(*first.proposals, *second.proposals))
    book = Recalculated(render_workbook(both))
    assert {"1. Results", "1. Option A", "2. Results", "2. Option A full year"} <= set(book.sheets)
    assert results(book, 2, "2. Results") == expected(second.proposals[0].result.options[0])


def test_the_same_content_gives_the_same_bytes() -> None:
    content = content_of(case_of(MEASURES["regrade"]))
    assert render_workbook(content) == render_workbook(content)


def test_formulas_written_as_they_are_lack_nothing_that_the_library_would_have_done_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = content_of(case_of(*MEASURES.values()))
    plain = render_workbook(content)
    monkeypatch.setattr(PlainWorksheet, "_prepare_formula", Worksheet._prepare_formula)
    assert render_workbook(content) == plain


def test_there_is_no_macro_no_hidden_sheet_and_no_link() -> None:
    data = render_workbook(content_of(case_of(*MEASURES.values())))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        book = archive.read("xl/workbook.xml")
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert b"hidden" not in book.lower() and b"definedName" not in book


WICKED = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ' =HYPERLINK("http://x")', "\n@x")


@pytest.mark.parametrize("wicked", WICKED)
def test_no_text_of_a_person_becomes_a_formula(wicked: str) -> None:
    staff = tuple(replace(line, name=f"{wicked}{n}", group=wicked) for n, line in enumerate(STAFF))
    terms = replace(MEASURES["on_call"], label=wicked, scope=Scope())
    case = replace(case_of(terms, staff=staff), options=(CaseOption(wicked, (terms,)),))
    content = replace(content_of(case, name=wicked), title=wicked, organisation=wicked)
    book = Recalculated(render_workbook(content))
    assert any(wicked.strip() in text for text in book.texts.values())
    for text in book.texts.values():
        assert not text.lstrip().startswith(("=", "+", "-", "@")), text
    tame = replace(terms, label="tame")
    usual = replace(case_of(tame), options=(CaseOption("tame", (tame,)),))
    assert len(book.formulas) == len(Recalculated(render_workbook(content_of(usual))).formulas)


def test_harmless_text_stays_as_it_is() -> None:
    assert harmless("Band 5 – theatres") == "Band 5 – theatres"
    assert harmless("=1") == "'=1"


def test_inputs_look_like_inputs() -> None:
    data = render_workbook(content_of(case_of(MEASURES["pay_uplift"])))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"FFF8E1" in archive.read("xl/styles.xml").upper()


def test_amounts_carry_their_value_and_put_brackets_where_they_belong() -> None:
    a, b = Amount(Fraction(6), "A1"), Amount(Fraction(2), "B1")
    assert ((a + b) * b).text == "(A1+B1)*B1"
    assert (a / (b * b)).text == "A1/(B1*B1)"
    assert (a - (b - a)).text == "A1-(B1-A1)"
    assert ((a - b) / b).value == 2
    assert (a * ONE) is a and (NOUGHT + a) is a and (a * NOUGHT).is_nought
    assert number(Fraction(365, 7)).text == "365/7" and number(D("0.125")).text == "0.125"
    assert (a * number(-3)).text == "A1*(-3)"


@pytest.mark.parametrize(("n", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(n: int, name: str) -> None:
    assert column_name(n) == name
