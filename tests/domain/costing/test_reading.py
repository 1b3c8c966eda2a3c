"""Case files: what is read, and every refusal by its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from negotiator.domain.costing.checks import check_against
from negotiator.domain.costing.lines import check_staff_line
from negotiator.domain.costing.reading import read_case
from negotiator.domain.costing.terms import check_terms, checked_terms, table_of
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Scope, Terms
from negotiator.wording.sentences import sentence
from tests.domain.costing.cases import line, measure, rates

GOOD = """
[case]
jurisdiction = "England"
first_year = "2026/27"
years = 3
[case.awards]
"2027/28" = "0.025"
[[staff]]
id = "ward"
group = "Nursing"
band = "5"
step = "entry"
headcount = 12
wte = 10.5
saturday_night_hours = "6"
[[option]]
name = "Two per cent"
[[option.measure]]
kind = "pay_uplift"
percent = "0.02"
percent_low = "0.01"
percent_high = "0.04"
start = 2026-10-01
scope = { bands = ["5", "6"] }
"""


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        case = read_case(text.encode())
        check_against(case, rates(case.jurisdiction))
    return sentence(caught.value.problems[0])


def test_a_case_file_is_read_with_exact_decimals() -> None:
    case = read_case(GOOD.encode())
    (staff,) = case.staff
    assert (staff.wte, staff.saturday_night_hours, staff.pension_share) == (Decimal("10.5"), Decimal(6), Decimal("0.9"))
    (option,) = case.options
    assert option.measures == (
        Terms(
            "pay_uplift",
            start=date(2026, 10, 1),
            scope=Scope(bands=("5", "6")),
            values={"percent": Decimal("0.02")},
            ranges={"percent": (Decimal("0.01"), Decimal("0.04"))},
        ),
    )
    assert case.awards == {"2027/28": Decimal("0.025")}


def test_a_number_keeps_all_its_digits() -> None:
    text = GOOD.replace('percent = "0.02"', "percent = 0.020000000000001").replace('"0.01"', '"0"')
    assert read_case(text.encode()).options[0].measures[0].values["percent"] == Decimal("0.020000000000001")


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ('band = "5"\n', 'band = "5a"\n', "staff[1].band", '"5a" is not an Agenda for Change band'),
        ('step = "entry"', 'step = "first"', "staff[1].step", "is not a step"),
        ('step = "entry"', 'step = "single"', "staff[1].step", "has no step single in band 5"),
        ("headcount = 12", "headcount = 12.5", "staff[1].headcount", "not a whole number"),
        ("headcount = 12", "headcount = -1", "staff[1].headcount", "below the least"),
        ("headcount = 12", "headcount = 3000000", "staff", "can be costed"),
        ("headcount = 12", "", "staff[1].headcount", "missing"),
        ("wte = 10.5", "wte = 14.5", "staff[1].wte", "does not fit"),
        ("wte = 10.5", "wte = 1e1", "staff[1].wte", "is not a number"),
        ("wte = 10.5", "wte = inf", "staff[1].wte", "is not a number"),
        ("wte = 10.5", 'wte = "1,000"', "staff[1].wte", "is not a number"),
        ("wte = 10.5", 'wte = "£10"', "staff[1].wte", "is not a number"),
        ("wte = 10.5", "wte = 1234567890123456", "staff[1].wte", "15 digits"),
        ("wte = 10.5", "wte = true", "staff[1].wte", "is not a number"),
        ("wte = 10.5", "wte = [1]", "staff[1].wte", "is not a number"),
        ('"6"', '"200"', "staff[1].saturday_night_hours", "above the most"),
        ('group = "Nursing"', "group = 5", "staff[1].group", "is not text"),
        ('group = "Nursing"', 'grade = "x"', "staff[1].grade", "no such field"),
        ('id = "ward"', 'id = " "', "staff[1].id", "may not be empty"),
        ('id = "ward"', 'id = "ward"\nnext_step = 2026-03-01', "staff[1].next_step", "before the horizon"),
        ('id = "ward"', 'id = "ward"\nnext_step = 2026-05-02', "staff[1].next_step", "not the first day"),
        ('id = "ward"', 'id = "ward"\nhcas = "middle"', "staff[1].hcas", "not a supplement zone"),
        ('id = "ward"', 'id = "ward"\npension_share = "1.1"', "staff[1].pension_share", "above the most"),
        ('band = "5"\n', 'band = "8a"\novertime_hours = 1\n', "staff[1].overtime_hours", "no overtime"),
        ("years = 3", "years = 0", "case.years", "below the least"),
        ("years = 3", "years = 11", "case.years", "above the most"),
        ('"2026/27"', '"2026/28"', "case.first_year", "not a financial year"),
        ('"England"', '"Cornwall"', "case.jurisdiction", "is none of"),
        ('"2027/28" = ', '"next" = ', "case.awards.next", "not a financial year"),
        ("[case.awards]", '[case.pension]\n"2026/27" = "0.2"\n[case.awards]', 'case.pension."2026/27"', "published"),
        ('percent = "0.02"', "", "option[1].measure[1].percent", "missing"),
        ('percent = "0.02"', 'percent = "-1.5"', "option[1].measure[1].percent", "below the least"),
        ('percent = "0.02"', 'percent = "2%"', "option[1].measure[1].percent", "is not a number"),
        ('percent_low = "0.01"', 'percent_low = "0.03"', "option[1].measure[1].percent_low", "above percent"),
        ('percent_high = "0.04"', 'percent_high = "0.01"', "option[1].measure[1].percent_high", "below percent"),
        ('kind = "pay_uplift"', 'kind = "pay_rise"', "option[1].measure[1].kind", "not a kind of measure"),
        ("2026-10-01", "2026-10-02", "option[1].measure[1].start", "not the first day"),
        ("2026-10-01", "2029-04-01", "option[1].measure[1].start", "outside the horizon"),
        ("2026-10-01", "2026-10-01\nend = 2026-10-01", "option[1].measure[1].end", "must come after"),
        ("2026-10-01", "2026-10-01T00:00:00", "option[1].measure[1].start", "not a date"),
        ('"6"]', '"10"]', "option[1].measure[1].scope.bands[2]", "not an Agenda for Change band"),
        ('bands = ["5", "6"]', 'lines = ["theatre"]', "option[1].measure[1].scope.lines[1]", "no staff line"),
        ('bands = ["5", "6"]', 'trusts = ["x"]', "option[1].measure[1].scope.trusts", "no such field"),
        ('name = "Two per cent"', "", "option[1].name", "missing"),
        ("[[staff]]", "[[people]]", "people", "no such field"),
        ('"6"', '"6"\nallowances = [{label = "x"}]', "staff[1].allowances[1].amount", "missing"),
    ],
)
def test_a_fault_is_refused_by_its_place(old: str, new: str, place: str, words: str) -> None:
    assert old in GOOD
    told = refusal(GOOD.replace(old, new, 1))
    assert told.startswith(f"{place}: ")
    assert words in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("measure_text", "place", "words"),
    [
        ('kind = "lump_sum"', "", "exactly one of amount or percent"),
        ('kind = "lump_sum"\namount = 1\npercent = 1', "", "exactly one of amount or percent"),
        ('kind = "regrade"\nto_band = "6"\nheadcount = 1\nshare = 1', "", "at most one of headcount and share"),
        ('kind = "rrp"\npercent = "0.1"', ".term", "missing"),
        ('kind = "rrp"\npercent = "0.1"\nterm = "medium"', ".term", "none of long, short"),
        ('kind = "allowance"\namount = 1\nper = "head"', ".per", "none of person, wte"),
        ('kind = "allowance"\namount = 1\npensionable = "yes"', ".pensionable", "neither true nor false"),
        ('kind = "on_call"\nsessions_per_week = 1', ".session_amount", "missing"),
        ('kind = "working_week"\nhours = 36\nbackfill = "1.1"', ".backfill", "above the most"),
        ('kind = "working_week"\nhours = 36\nbackfill_rate = "agency"', ".agency_hourly", "hourly rate"),
        ('kind = "unsocial_rates"\nrates = {"5" = {saturday_night = 1}}', ".rates.5", "not a group of bands"),
        ('kind = "unsocial_rates"\nrates = {"1" = {night = 1}}', ".rates.1.night", "no such field"),
        ('kind = "posts"\nheadcount = 1\nwte = 2\ngroup = "x"\nband = "5"\nstep = "top"', ".wte", "does not fit"),
        ('kind = "posts"\nheadcount = 1\nwte = -1\ngroup = "x"\nband = "5"\nstep = "top"', ".wte", "same sign"),
        ('kind = "posts"\nid = "ward"\nheadcount = 1\nwte = 1\ngroup = "x"\nband = "5"\nstep = "top"', ".id", "taken"),
        ('kind = "posts"\nheadcount = 1\nwte = 1\ngroup = "x"\nband = "5"\nstep = "single"', ".step", "has no step"),
        ('kind = "redundancy"\nheadcount = 1\nwte = 1\nband = "5"\nstep = "top"', ".service_years", "missing"),
        ('kind = "redundancy"\npeople = []', ".people", "nobody"),
        ('kind = "redundancy"\npeople = [{band = "5", step = "top"}]', ".people[1].service_years", "missing"),
        ('kind = "redundancy"\npeople = [{band = "5", step = "top", service_years = 2}]\nwte = 1', ".wte", "beside"),
        (
            'kind = "pay_protection"\nheadcount = 1\nfrom_band = "6"\nfrom_step = "top"\nto_band = "5"\n'
            'to_step = "top"\nmonths = 13\nshare_by_year = [1]',
            ".share_by_year",
            "1 shares for 2 years",
        ),
        (
            'kind = "agency_replacement"\nhours_per_week = 375\nagency_hourly = 40\nband = "5"\nstep = "top"\n'
            "headcount = 5",
            ".headcount",
            "12.20 WTE does not fit 5 people",
        ),
    ],
)
def test_a_measure_that_contradicts_itself_is_refused(measure_text: str, place: str, words: str) -> None:
    text = GOOD[: GOOD.index('kind = "pay_uplift"')] + measure_text
    told = refusal(text)
    assert told.startswith(f"option[1].measure[1]{place}: ")
    assert words in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"[case", "not TOML"),
        (b"x = " + b"[" * 100_000, "not TOML"),
        (b"x = " + b"9" * 10_000, "not TOML"),
        (b"", "case: this is missing"),
        (b"case = 5", "case: 5 is not a table"),
        (b"[case]\n[case]", "Cannot declare [case] twice"),
        (b"[case.awards]\n[case.awards]", "Cannot declare [case.awards] twice"),
    ],
)
def test_what_is_no_case_file_is_refused_in_one_line(content: bytes, words: str) -> None:
    with pytest.raises(Refused) as caught:
        read_case(content)
    told = sentence(caught.value.problems[0])
    assert words in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("true", "true is not a number"),
        ("inf", "inf is not a number"),
        ('"inf"', '"inf" is not a number'),
        ("[1.5, true]", "a list is not a number"),
        ("{a = 1}", "a table is not a number"),
        ("2026-04-01T00:00:00Z", "2026-04-01 00:00:00+00:00 is not a number"),
        ("1234567890123456", "1234567890123456 has more than 15 digits"),
    ],
)
def test_a_refused_value_is_told_as_the_file_has_it_and_not_as_the_program_does(written: str, told: str) -> None:
    assert refusal(GOOD.replace("wte = 10.5", f"wte = {written}", 1)).startswith(f"staff[1].wte: {told}")


@pytest.mark.parametrize(
    "written",
    [
        *('" 5"', '"5 "', '"5\\n"', '"1e3"', "1e3", '"1_0"', '"٥"', '"５"', '"--5"', '"5.5.5"', '"."', '"+"', '""'),
        *('"5%"', '"0x5"', '"1/2"', '"NaN"', '"−5"', '"5\\u0000"', '"0000000000000005"', "0.0000000000000001"),
    ],
)
def test_a_number_has_a_sign_digits_and_one_point_and_nothing_else(written: str) -> None:
    assert refusal(GOOD.replace("wte = 10.5", f"wte = {written}", 1)).startswith("staff[1].wte: ")


@pytest.mark.parametrize(
    ("written", "value"), [('"+5"', "5"), ('".5"', "0.5"), ('"5."', "5"), ('"007"', "7"), ("1_0.5", "10.5"), ("5", "5")]
)
def test_a_number_of_that_form_is_the_number_it_says(written: str, value: str) -> None:
    (staff,) = read_case(GOOD.replace("wte = 10.5", f"wte = {written}", 1).encode()).staff
    assert staff.wte == Decimal(value)


@pytest.mark.parametrize("written", ["-0", "-0.0", '"-0"', '"-0.00"'])
def test_nought_has_no_sign(written: str) -> None:
    (staff,) = read_case(GOOD.replace("wte = 10.5", f"wte = {written}", 1).encode()).staff
    assert not staff.wte.is_signed()


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_case(b"\xef\xbb\xbf" + GOOD.encode()) == read_case(GOOD.encode())


@pytest.mark.parametrize(
    ("old", "new", "place", "header"),
    [
        ("[[staff]]", "[staff]", "staff", "[[staff]]"),
        ("[[option]]", "[option]", "option", "[[option]]"),
        ("[[option.measure]]", "[option.measure]", "option[1].measure", "[[option.measure]]"),
    ],
)
def test_one_pair_of_brackets_where_two_are_needed_is_said(old: str, new: str, place: str, header: str) -> None:
    text = GOOD.replace("[[option.measure]]", "[option.measure]") if old == "[[option]]" else GOOD
    told = refusal(text.replace(old, new, 1))
    assert told.startswith(f"{place}: ")
    assert header in told


def test_a_range_that_no_number_has_is_refused_with_those_that_exist() -> None:
    told = refusal(GOOD.replace("percent_low", "percentage_low", 1))
    assert told.startswith("option[1].measure[1].percentage_low: ")
    assert told.endswith("those that do are percent.")


def test_protection_that_may_last_longer_needs_a_share_for_each_year_it_may_last() -> None:
    protection = (
        'kind = "pay_protection"\nheadcount = 1\nfrom_band = "6"\nfrom_step = "top"\nto_band = "5"\nto_step = "top"\n'
        "months = 12\nmonths_high = 24\nshare_by_year = [1]"
    )
    text = GOOD[: GOOD.index('kind = "pay_uplift"')] + protection
    assert refusal(text) == (
        "option[1].measure[1].share_by_year: there are 1 shares for 2 years; give one for each year."
    )
    read_case(text.replace("[1]", "[1, 1]").encode())


def test_a_strangers_text_stays_on_one_line_and_short() -> None:
    told = refusal(GOOD.replace('band = "5"\n', f'band = "5\\n\\u0007{"x" * 500}"\n', 1))
    assert "\n" not in told
    assert len(told) < 200


@pytest.mark.parametrize(
    ("year", "words"),
    [("2021/22", "first published pay scale"), ("2022/23", "first National Insurance rate")],
)
def test_a_first_year_before_the_rates_is_refused(year: str, words: str) -> None:
    told = refusal(GOOD.replace("2026/27", year).replace("start = 2026-10-01", ""))
    assert told.startswith("case.first_year: ")
    assert words in told


def test_a_range_without_its_number_is_refused() -> None:
    text = GOOD[: GOOD.index('kind = "pay_uplift"')] + 'kind = "lump_sum"\namount = 1\npercent_low = "0.1"'
    assert refusal(text) == "option[1].measure[1].percent_low: a range needs its number: give percent as well."


def test_a_repeated_name_is_refused_where_it_is_repeated() -> None:
    staff = GOOD[GOOD.index("[[staff]]") : GOOD.index("[[option]]")]
    assert refusal(GOOD + staff).startswith("staff[2].id: ")
    option = GOOD[GOOD.index("[[option]]") :]
    assert refusal(GOOD + option).startswith("option[2].name: ")


def test_a_supplement_outside_england_is_refused() -> None:
    text = GOOD.replace('"England"', '"Wales"').replace('id = "ward"', 'id = "ward"\nhcas = "inner"')
    assert "England only" in refusal(text)


def test_terms_and_their_table_are_the_same_thing() -> None:
    terms = measure(
        "working_week", hours="36", hours_low="35", label="Shorter", scope={"zones": ["none"]}, backfill="0.5"
    )
    assert check_terms(terms, "") == terms
    assert table_of(terms)["hours_low"] == Decimal(35)


def test_a_form_gets_the_same_refusal_as_a_case_file() -> None:
    with pytest.raises(Refused) as caught:
        checked_terms("pay_uplift", {"percent": "two"}, "percent")
    assert sentence(caught.value.problems[0]).endswith(
        '"two" is not a number: write a sign, digits and at most one point.'
    )
    assert checked_terms("pay_uplift", {"percent": "0.02"}).values == {"percent": Decimal("0.02")}


def test_a_record_gets_the_same_refusal_as_a_case_file() -> None:
    with pytest.raises(Refused) as caught:
        check_staff_line(line(band="5a"), "staff[7]")
    assert sentence(caught.value.problems[0]) == 'staff[7].band: "5a" is not an Agenda for Change band'
    check_staff_line(line(), "staff[1]")
