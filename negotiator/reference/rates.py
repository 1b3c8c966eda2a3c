"""The rates that costing works with, put together from the tables of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise

from negotiator.domain.establishment import BANDS, STEPS
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.rates import (
    EmployerNi,
    EmployerPension,
    HcasRate,
    PayPoint,
    PayScale,
    PensionTier,
    PersonalTax,
    Rates,
    RedundancyRules,
    TaxBand,
    UnsocialRates,
    WageFloor,
)
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.reference import schema
from negotiator.reference.files import EditionFiles
from negotiator.reference.tables import Row, read_sources, read_table

Tables = Mapping[str, tuple[Row, ...]]


def read_tables(files: EditionFiles) -> Tables:
    """Every table of rates of an edition, each row checked."""
    sources = read_sources(files)
    return {name: read_table(files, name, sources) for name in schema.TABLES}


def rates_from(tables: Tables, jurisdiction: str, edition: str) -> Rates:
    """The rates of one jurisdiction. Raises Refused where a table lacks what costing needs, or contradicts itself."""
    if jurisdiction not in JURISDICTIONS:
        raise Refused(Problem("reference_jurisdiction", "", {"jurisdiction": jurisdiction}))

    def own(name: str) -> tuple[Row, ...]:
        rows = tuple(row for row in tables[name] if row["jurisdiction"] == jurisdiction)
        if not rows:
            raise Refused(Problem("reference_jurisdiction_missing", name, {"jurisdiction": jurisdiction}))
        return rows

    levy = tables[schema.LEVY][0]
    redundancy = own(schema.REDUNDANCY)[0]
    return Rates(
        jurisdiction=jurisdiction,
        edition=edition,
        scales=_scales(own(schema.PAY_SCALES)),
        hcas=_high_cost_areas(tables[schema.HIGH_COST_AREAS]) if jurisdiction == "England" else {},
        employer_ni={
            row["year"]: EmployerNi(row["year"], row["rate"], row["threshold"], row.provenance)
            for row in tables[schema.EMPLOYER_NI]
        },
        employer_pension={
            row["year"]: EmployerPension(row["year"], row["trust"], row["whole_nhs"], row.provenance)
            for row in own(schema.EMPLOYER_PENSION)
        },
        levy=levy["rate"],
        levy_provenance=levy.provenance,
        unsocial=_unsocial(own(schema.UNSOCIAL_HOURS), jurisdiction),
        week_hours={row["year"]: row["hours"] for row in own(schema.WORKING_WEEK)},
        wage_floors=tuple(
            WageFloor(row["from_day"], row["hourly"], row.provenance)
            for row in sorted(tables[schema.WAGE_FLOORS], key=lambda row: row["from_day"])
        ),
        redundancy=RedundancyRules(
            redundancy["least_years"],
            redundancy["most_years"],
            redundancy["floor"],
            redundancy["cap"],
            redundancy["nic_free"],
            redundancy.provenance,
        ),
        pension_tiers=_pension_tiers(own(schema.PENSION_TIERS), jurisdiction),
        personal_tax=_personal_tax(own(schema.PERSONAL_TAX), own(schema.INCOME_TAX), jurisdiction),
    )


def _by_year(rows: Iterable[Row]) -> dict[str, list[Row]]:
    years: dict[str, list[Row]] = {}
    for row in rows:
        years.setdefault(row["year"], []).append(row)
    return dict(sorted(years.items()))


def _scales(rows: tuple[Row, ...]) -> dict[str, PayScale]:
    return {year: _scale(year, points) for year, points in _by_year(rows).items()}


def _scale(year: str, rows: list[Row]) -> PayScale:
    jurisdiction, in_force_from = rows[0]["jurisdiction"], rows[0]["in_force_from"]
    place = f"{schema.PAY_SCALES}: {jurisdiction} {year}"
    if any(row["in_force_from"] != in_force_from for row in rows) or FinancialYear.of(in_force_from).label != year:
        raise Refused(Problem("reference_scale_day", place))
    rows = sorted(rows, key=lambda row: (BANDS.index(row["band"]), STEPS.index(row["step"])))
    for lower, higher in pairwise(rows):
        same_band = lower["band"] == higher["band"]
        if same_band and lower["annual"] > higher["annual"]:
            raise Refused(Problem("reference_scale_falls", place, {"band": lower["band"]}))
        if same_band != (lower["years_to_next"] is not None):
            raise Refused(Problem("reference_scale_steps", place, {"band": lower["band"]}))
    if rows[-1]["years_to_next"] is not None:
        raise Refused(Problem("reference_scale_steps", place, {"band": rows[-1]["band"]}))
    return PayScale(
        jurisdiction,
        year,
        in_force_from,
        tuple(PayPoint(row["band"], row["step"], row["annual"], row["years_to_next"], row.provenance) for row in rows),
    )


def _high_cost_areas(rows: tuple[Row, ...]) -> dict[str, Mapping[str, HcasRate]]:
    areas: dict[str, Mapping[str, HcasRate]] = {}
    for year, zones in _by_year(rows).items():
        for row in zones:
            if row["minimum"] > row["maximum"]:
                place = f"{schema.HIGH_COST_AREAS}: {year} {row['zone']}"
                raise Refused(Problem("reference_bounds_crossed", place))
        areas[year] = {
            row["zone"]: HcasRate(row["zone"], row["share"], row["minimum"], row["maximum"], row.provenance)
            for row in zones
        }
    return areas


def _unsocial(rows: tuple[Row, ...], jurisdiction: str) -> UnsocialRates:
    by_group = {row["bands"]: row for row in rows}
    for group in schema.UNSOCIAL_GROUPS:
        if group not in by_group:
            place = f"{schema.UNSOCIAL_HOURS}: {jurisdiction}"
            raise Refused(Problem("reference_group_missing", place, {"group": group}))
    return UnsocialRates(
        {group: by_group[group]["saturday_night"] for group in schema.UNSOCIAL_GROUPS},
        {group: by_group[group]["sunday_holiday"] for group in schema.UNSOCIAL_GROUPS},
        rows[0].provenance,
    )


def _pension_tiers(rows: tuple[Row, ...], jurisdiction: str) -> dict[str, tuple[PensionTier, ...]]:
    """Tiers lowest first, from nought, each beginning a pound above the end of the one before, the last one open."""
    tiers: dict[str, tuple[PensionTier, ...]] = {}
    for year, own in _by_year(rows).items():
        own = sorted(own, key=lambda row: row["from_pay"])
        starts = [Decimal(0), *(row["to_pay"] + 1 if row["to_pay"] is not None else None for row in own[:-1])]
        if [row["from_pay"] for row in own] != starts or own[-1]["to_pay"] is not None:
            raise Refused(Problem("reference_tiers_gap", f"{schema.PENSION_TIERS}: {jurisdiction} {year}"))
        tiers[year] = tuple(PensionTier(row["from_pay"], row["to_pay"], row["rate"], row.provenance) for row in own)
    return tiers


def _personal_tax(rows: tuple[Row, ...], bands: tuple[Row, ...], jurisdiction: str) -> dict[str, PersonalTax]:
    by_year = _by_year(bands)
    taxes: dict[str, PersonalTax] = {}
    for row in sorted(rows, key=lambda row: row["year"]):
        own = sorted(by_year.get(row["year"], ()), key=lambda band: band["above"])
        if not own or own[0]["above"] != 0:
            raise Refused(Problem("reference_tiers_gap", f"{schema.INCOME_TAX}: {jurisdiction} {row['year']}"))
        taxes[row["year"]] = PersonalTax(
            jurisdiction,
            row["year"],
            row["personal_allowance"],
            row["taper_from"],
            tuple(TaxBand(band["name"], band["above"], band["rate"], band.provenance) for band in own),
            row["ni_primary_threshold"],
            row["ni_upper_limit"],
            row["ni_main"],
            row["ni_upper"],
            row.provenance,
        )
    return taxes
