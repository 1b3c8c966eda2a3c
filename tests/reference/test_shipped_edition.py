"""The edition that comes with the application: whole, sourced, and holding the known figures."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.rates import Provenance, Rates
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.reference import CURRENT_EDITION, edition_named, library, pay_awards, rates_for, rules
from negotiator.reference.editions import SHIPPED
from negotiator.reference.schema import FILES, MANIFEST, TABLES, VALUES

FOLDER = SHIPPED / CURRENT_EDITION


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_the_checksum_of_the_manifest(name: str) -> None:
    hashes = tomllib.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == hashes[name]


def test_the_whole_edition_is_sound() -> None:
    edition_named().check()


def test_counts_of_what_is_shipped() -> None:
    tables = {name.removesuffix(".csv"): len(rows) for name, rows in edition_named().tables.items()}
    assert tables == {
        "pay-scales": 288,
        "pay-awards": 11,
        "high-cost-areas": 17,
        "employer-national-insurance": 4,
        "employer-pension": 14,
        "apprenticeship-levy": 1,
        "employee-pension-tiers": 54,
        "personal-tax": 8,
        "income-tax-bands": 30,
        "unsocial-hours": 16,
        "working-week": 10,
        "wage-floors": 4,
        "statutory-pay": 4,
        "redundancy": 4,
    }
    shipped = library()
    assert (len(shipped.trusts()), len(shipped.all_trusts()), len(shipped.metrics())) == (201, 213, 67)
    assert shipped.count() == 20_027
    assert Counter(rule.book for rule in rules()) == {
        "handbook": 78,
        "hcas": 9,
        "on_costs": 13,
        "wage_floors": 8,
        "consultation": 26,
        "facility_time": 25,
    }


def _provenances(rates: Rates) -> list[Provenance]:
    found = [rates.levy_provenance, rates.unsocial.provenance, rates.redundancy.provenance]
    found += [point.provenance for scale in rates.scales.values() for point in scale.points]
    found += [zone.provenance for zones in rates.hcas.values() for zone in zones.values()]
    found += [rate.provenance for rate in rates.employer_ni.values()]
    found += [rate.provenance for rate in rates.employer_pension.values()]
    found += [floor.provenance for floor in rates.wage_floors]
    found += [tier.provenance for tiers in rates.pension_tiers.values() for tier in tiers]
    found += [tax.provenance for tax in rates.personal_tax.values()]
    found += [band.provenance for tax in rates.personal_tax.values() for band in tax.bands]
    return found


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_every_rate_has_a_source_and_every_unverified_one_its_doubt(jurisdiction: str) -> None:
    for provenance in _provenances(rates_for(jurisdiction)):
        assert provenance.source
        assert provenance.verified or provenance.doubt


def test_every_rule_has_a_source_and_every_unverified_one_its_doubt() -> None:
    for rule in rules():
        assert rule.provenance.source
        assert rule.provenance.verified or rule.provenance.doubt


def test_thirteen_scale_points_are_shown_as_unverified() -> None:
    unverified = [
        (year, point.band, point.step)
        for year, scale in rates_for("England").scales.items()
        for point in scale.points
        if not point.provenance.verified
    ]
    assert Counter(year for year, _, _ in unverified) == {"2023/24": 5, "2024/25": 8}
    assert ("2024/25", "8d", "top") in unverified


@pytest.mark.parametrize(
    ("jurisdiction", "year", "band", "step", "annual"),
    [
        ("England", "2026/27", "5", "intermediate", "34592"),
        ("England", "2026/27", "2", "entry", "25272"),
        ("England", "2024/25", "8d", "top", "101677"),
        ("England", "2022/23", "2", "entry", "20270"),
        ("Wales", "2026/27", "2", "entry", "26300"),
    ],
)
def test_scale_points_as_published(jurisdiction: str, year: str, band: str, step: str, annual: str) -> None:
    points = {(point.band, point.step): point for point in rates_for(jurisdiction).scales[year].points}
    assert points[band, step].annual == Decimal(annual)


def test_years_of_each_scale() -> None:
    assert {j: list(rates_for(j).scales) for j in JURISDICTIONS} == {
        "England": ["2022/23", "2023/24", "2024/25", "2025/26", "2026/27"],
        "Scotland": ["2025/26", "2026/27"],
        "Wales": ["2025/26", "2026/27"],
        "Northern Ireland": ["2025/26"],
    }


def test_steps_stand_lowest_first_with_their_years_to_the_next() -> None:
    scale = rates_for("England").scales["2026/27"]
    band_5 = [(point.step, point.years_to_next) for point in scale.points if point.band == "5"]
    assert band_5 == [("entry", 2), ("intermediate", 2), ("top", None)]
    assert list(dict.fromkeys(point.band for point in scale.points)) == [
        *("1", "2", "3", "4", "5", "6", "7"),
        *("8a", "8b", "8c", "8d", "9"),
    ]


def test_employer_pension_by_nation_on_both_bases() -> None:
    rates = {j: rates_for(j).employer_pension["2026/27"] for j in JURISDICTIONS}
    assert {j: (rate.trust, rate.whole_nhs) for j, rate in rates.items()} == {
        "England": (Decimal("0.1438"), Decimal("0.2378")),
        "Wales": (Decimal("0.1438"), Decimal("0.2378")),
        "Scotland": (Decimal("0.225"), Decimal("0.225")),
        "Northern Ireland": (Decimal("0.232"), Decimal("0.232")),
    }
    assert not rates["England"].provenance.verified  # the split of 2026/27 is assumed


def test_employer_national_insurance_and_levy() -> None:
    rates = rates_for("England")
    assert {year: (rate.rate, rate.threshold) for year, rate in rates.employer_ni.items()} == {
        "2023/24": (Decimal("0.138"), 9100),
        "2024/25": (Decimal("0.138"), 9100),
        "2025/26": (Decimal("0.15"), 5000),
        "2026/27": (Decimal("0.15"), 5000),
    }
    assert rates.levy == Decimal("0.005")


def test_high_cost_areas_are_of_england_alone() -> None:
    inner = rates_for("England").hcas["2026/27"]["inner"]
    assert (inner.share, inner.minimum, inner.maximum) == (Decimal("0.2"), 5794, 8746)
    assert [len(rates_for(j).hcas) for j in JURISDICTIONS] == [6, 0, 0, 0]


def test_unsocial_percentages_differ_in_scotland() -> None:
    england, scotland = rates_for("England").unsocial, rates_for("Scotland").unsocial
    assert [england.saturday_night[g] for g in ("1", "2", "3", "4-9")] == [
        Decimal(p) for p in (".47", ".41", ".35", ".3")
    ]
    assert [scotland.sunday_holiday[g] for g in ("1", "2", "3", "4-9")] == [
        Decimal(p) for p in ("1", ".88", ".74", ".6")
    ]
    assert england.provenance.verified
    assert not scotland.provenance.verified


def test_the_scottish_week_falls_to_36_hours() -> None:
    assert rates_for("Scotland").week_hours == {"2025/26": 37, "2026/27": 36}
    assert set(rates_for("England").week_hours.values()) == {Decimal("37.5")}


def test_redundancy_has_floor_and_cap_in_england_only() -> None:
    rules_by_nation = {j: rates_for(j).redundancy for j in JURISDICTIONS}
    assert (rules_by_nation["England"].floor, rules_by_nation["England"].cap) == (23_000, 80_000)
    assert {(r.floor, r.cap) for j, r in rules_by_nation.items() if j != "England"} == {(None, None)}
    assert {(r.least_years, r.most_years, r.nic_free) for r in rules_by_nation.values()} == {(2, 24, Decimal(30_000))}


def test_the_living_wage_of_each_april() -> None:
    floors = {floor.from_day.isoformat(): floor.hourly for floor in rates_for("Wales").wage_floors}
    assert floors == {
        "2023-04-01": Decimal("10.42"),
        "2024-04-01": Decimal("11.44"),
        "2025-04-01": Decimal("12.21"),
        "2026-04-01": Decimal("12.71"),
    }


def test_pension_tiers_of_the_three_schemes() -> None:
    tiers = {j: [(t.from_pay, t.to_pay, t.rate) for t in rates_for(j).pension_tiers["2026/27"]] for j in JURISDICTIONS}
    assert tiers["England"] == tiers["Wales"]
    assert tiers["England"][1] == (13_260, 28_854, Decimal("0.065"))
    assert [len(tiers[j]) for j in JURISDICTIONS] == [6, 9, 6, 6]
    assert tiers["Scotland"][-1] == (83_027, None, Decimal("0.127"))


def test_income_tax_of_scotland_and_of_the_rest() -> None:
    def bands(jurisdiction: str, year: str) -> list[tuple[Decimal, Decimal]]:
        return [(band.above, band.rate) for band in rates_for(jurisdiction).personal_tax[year].bands]

    def as_decimals(*pairs: tuple[int, str]) -> list[tuple[Decimal, Decimal]]:
        return [(Decimal(above), Decimal(rate)) for above, rate in pairs]

    rest = as_decimals((0, "0.20"), (37_700, "0.40"), (125_140, "0.45"))
    for jurisdiction in ("England", "Wales", "Northern Ireland"):
        assert bands(jurisdiction, "2025/26") == bands(jurisdiction, "2026/27") == rest
    upper = ((31_092, "0.42"), (62_430, "0.45"), (125_140, "0.48"))
    assert bands("Scotland", "2025/26") == as_decimals((0, ".19"), (2_827, ".20"), (14_921, ".21"), *upper)
    assert bands("Scotland", "2026/27") == as_decimals((0, ".19"), (3_967, ".20"), (16_956, ".21"), *upper)


def test_employee_national_insurance_and_personal_allowance() -> None:
    for jurisdiction in JURISDICTIONS:
        for tax in rates_for(jurisdiction).personal_tax.values():
            assert (tax.personal_allowance, tax.taper_from) == (12_570, 100_000)
            assert (tax.ni_primary_threshold, tax.ni_upper_limit) == (12_570, 50_270)
            assert (tax.ni_main, tax.ni_upper) == (Decimal("0.08"), Decimal("0.02"))


def test_pay_awards_by_year() -> None:
    awards = {(award.jurisdiction, award.year): award.share for award in pay_awards()}
    assert awards["England", "2026/27"] == Decimal("0.033")
    assert awards["Scotland", "2026/27"] == Decimal("0.0375")
    assert awards["England", "2022/23"] is None


def test_a_rule_carries_its_figure_its_unit_and_its_paragraph() -> None:
    cap = next(rule for rule in rules(book="handbook") if rule.id == "redundancy-cap")
    assert (cap.value, cap.unit, cap.section, cap.jurisdictions) == (80_000, "£ a year", "16", ("England",))
    assert cap.statement == "Yearly pay above £80,000 counts as that much, so the most that is paid is £160,000."


def test_on_call_payments_of_the_nations() -> None:
    on_call = {
        rule.id: rule.value for rule in rules(book="handbook") if rule.topic == "on-call" and rule.value is not None
    }
    assert on_call["on-call-wales-2026-weekday"] == Decimal("26.05")
    assert on_call["on-call-scotland-2026"] == Decimal("27.51")
    assert on_call["on-call-northern-ireland-2025"] == Decimal("31.85")


def test_nothing_is_read_on_import_and_numpy_is_not_needed() -> None:
    program = (
        "import sys, negotiator.reference\n"
        "import json; early = sorted(sys.modules)\n"
        "negotiator.reference.rates_for('England'); negotiator.reference.library().values('staff_engagement')\n"
        "print(json.dumps([early, sorted(sys.modules)]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    early, late = json.loads(done.stdout)
    assert not {"csv", "tomllib", "negotiator.reference.files", "negotiator.domain.rates"} & set(early)
    assert not {"numpy", "sqlalchemy", "reportlab", "zipfile"} & set(late)


def test_reading_everything_does_not_keep_a_person_waiting() -> None:
    """150 ms on a quiet machine; ten times that here, since a test must not depend on who else is working."""
    from negotiator.reference.editions import Edition
    from negotiator.reference.files import open_edition

    start = time.perf_counter()
    Edition(open_edition(FOLDER)).check()
    assert time.perf_counter() - start < 1.5


def test_every_table_of_the_format_is_shipped_with_its_key_unique() -> None:
    for name, rows in edition_named().tables.items():
        keys = [tuple(row[column] for column in TABLES[name].key) for row in rows]
        assert len(set(keys)) == len(keys)


def test_values_stand_sorted_so_that_a_change_is_a_small_difference() -> None:
    lines = Path(FOLDER / VALUES).read_text(encoding="utf-8").splitlines()[1:]
    order = [metric.id for metric in library().metrics()]
    keys = []
    for line in lines:
        metric_id, period, code, *_ = line.split(",")
        keys.append((order.index(metric_id), library().metric(metric_id).periods.index(period), code))
    assert keys == sorted(keys)
