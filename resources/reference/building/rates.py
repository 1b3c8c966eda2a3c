"""The tables of rates: scales, high cost areas, on-costs, tax, hours, floors and redundancy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from building.files import BuildError, cell, csv_text, read_json, read_toml
from building.sources import Sources
from negotiator.domain.establishment import BANDS
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.reference import schema

ENGLAND_AND_WALES = "NHS Pension Scheme (England and Wales)"
SCHEMES = {
    ENGLAND_AND_WALES: ("England", "Wales"),
    "NHS Pension Scheme (Scotland), SPPA": ("Scotland",),
    "HSC Pension Scheme (Northern Ireland)": ("Northern Ireland",),
}


class Builder:
    """Collects the tables of an edition, row by row, and the sources they cite."""

    def __init__(self, origin: Path, hand_written: Path) -> None:
        words = read_toml(hand_written / "provenance.toml")
        self.hand_written = hand_written
        self.reference = origin / "reference"
        self.trusts = origin / "trusts"
        self.sources = Sources(words)
        self.doubts: Mapping[str, Mapping[str, str]] = words["doubts"]
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in schema.TABLES}

    def add(self, table: str, values: Mapping[str, Any], verified: bool, keys: Iterable[str]) -> None:
        """One row. An unverified figure must have its doubt in the hand-written words."""
        row_key = " ".join(str(values[column]) for column in schema.TABLES[table].key)
        doubts = self.doubts.get(table, {})
        doubt = doubts.get(row_key) or doubts.get(str(values.get("jurisdiction")), "")
        if not verified and not doubt:
            raise BuildError(f"{table}: {row_key} is unverified, and no doubt is written for it")
        row = {**values, "verified": "yes" if verified else "no", "sources": " ".join(keys), "doubt": doubt}
        self.rows[table].append(row)

    def table_text(self, name: str) -> str:
        """A table as CSV: a head, then its rows in the order in which they were added."""
        columns = [column.name for column in schema.TABLES[name].columns]
        return csv_text(columns, ([cell(row[column]) for column in columns] for row in self.rows[name]))


def pay(builder: Builder) -> None:
    """Pay scales, awards and high cost areas."""
    data = read_json(builder.reference / "afc-pay-scales.json")
    for key, entry in data["sources"].items():
        builder.sources.know(key, entry["title"], entry.get("url", ""))
    scales = sorted(
        data["scales"],
        key=lambda s: (
            JURISDICTIONS.index(s["jurisdiction"]),
            s["year"],
            BANDS.index(s["band"]),
            s["step_index"],
        ),
    )
    for scale in scales:
        builder.add(
            schema.PAY_SCALES,
            {
                "jurisdiction": scale["jurisdiction"],
                "year": scale["year"],
                "in_force_from": scale["effective_from"],
                "band": scale["band"],
                "step": scale["step"],
                "annual": scale["annual_gbp"],
                "years_to_next": scale["years_to_next_step"],
            },
            scale["verified"],
            [builder.sources.use(key) for key in scale["source"]],
        )
    notes = read_toml(builder.hand_written / "awards.toml")
    for award in data["awards"]:
        share = Decimal(award["pct"]) / 100 if "pct" in award else None
        builder.add(
            schema.AWARDS,
            {
                "jurisdiction": award["jurisdiction"],
                "year": award["year"],
                "share": share,
                "note": notes.get(f"{award['jurisdiction']} {award['year']}", ""),
            },
            award["verified"],
            builder.sources.cite(award["source"]),
        )
    for rate in read_json(builder.reference / "hcas.json")["rates"]:
        builder.add(
            schema.HIGH_COST_AREAS,
            {
                "year": rate["year"],
                "zone": rate["zone"],
                "share": rate["pct_of_basic"],
                "minimum": rate["min_gbp"],
                "maximum": rate["max_gbp"],
            },
            rate["verified"] and rate.get("max_verified", True),
            builder.sources.cite(rate["source"]) if "source" in rate else [builder.sources.use("own")],
        )


def on_costs(builder: Builder) -> None:
    """Employer National Insurance, employer pension, levy and employee pension tiers."""
    data = read_json(builder.reference / "on-costs.json")
    for rate in data["employer_nic"]:
        builder.add(
            schema.EMPLOYER_NI,
            {"year": rate["year"], "rate": rate["rate"], "threshold": rate["secondary_threshold_annual"]},
            rate["verified"],
            builder.sources.cite(rate.get("source") or rate["relies_on"]),
        )
    for rate in data["employer_pension"]:
        whole = rate["total_rate"] + rate["admin_levy"]
        for jurisdiction in SCHEMES[rate["scheme"]]:
            for year in years_in(rate["year"]):
                builder.add(
                    schema.EMPLOYER_PENSION,
                    {
                        "jurisdiction": jurisdiction,
                        "year": year,
                        "trust": rate.get("paid_locally", whole),
                        "whole_nhs": rate.get("total_with_levy", whole),
                    },
                    rate["verified"] and rate.get("split_verified", True),
                    builder.sources.cite(rate["source"]),
                )
    levy = data["apprenticeship_levy"]
    builder.add(
        schema.LEVY,
        {"rate": levy["rate"], "yearly_allowance": levy["annual_allowance"]},
        levy["verified"],
        builder.sources.cite(levy["source"]),
    )
    for tier in data["employee_pension_tiers"]:
        for jurisdiction in SCHEMES[tier["scheme"]]:
            builder.add(
                schema.PENSION_TIERS,
                {
                    "jurisdiction": jurisdiction,
                    "year": tier["year"],
                    "from_pay": tier["from_gbp"],
                    "to_pay": tier["to_gbp"],
                    "rate": tier["rate"],
                },
                tier["verified"],
                builder.sources.cite(tier["source"]),
            )
    builder.rows[schema.PENSION_TIERS].sort(key=lambda row: JURISDICTIONS.index(row["jurisdiction"]))
    builder.rows[schema.EMPLOYER_PENSION].sort(key=lambda row: JURISDICTIONS.index(row["jurisdiction"]))


def years_in(text: str) -> list[str]:
    """``2024/25-2026/27`` -> the three years."""
    first, _, last = text.partition("-")
    start, end = int(first[:4]), int((last or first)[:4])
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(start, end + 1)]


def handbook(builder: Builder) -> None:
    """Unsocial hours, the working week, wage floors and redundancy."""
    data = read_json(builder.reference / "handbook-rules.json")
    unsocial, hours, redundancy = data["unsocial_hours"], data["hours"], data["redundancy"]
    for jurisdiction in JURISDICTIONS:
        own = unsocial["scotland"] if jurisdiction == "Scotland" else unsocial
        verified = own["verified"] and "unverified" not in unsocial["countries"][jurisdiction]
        for rate in own["rates"]:
            builder.add(
                schema.UNSOCIAL_HOURS,
                {
                    "jurisdiction": jurisdiction,
                    "bands": rate["band"],
                    "saturday_night": rate["saturday_night"],
                    "sunday_holiday": rate["sunday_ph"],
                },
                verified,
                builder.sources.cite(own["source"]) if "source" in own else [builder.sources.use("own")],
            )
    years = sorted({(row["jurisdiction"], row["year"]) for row in builder.rows[schema.PAY_SCALES]})
    scottish = {"2025/26": hours["scotland"]["week_2025_26"], "2026/27": hours["scotland"]["week_from_2026_04_01"]}
    for jurisdiction in JURISDICTIONS:
        scotland = jurisdiction == "Scotland"
        for year in (year for country, year in years if country == jurisdiction):
            builder.add(
                schema.WORKING_WEEK,
                {
                    "jurisdiction": jurisdiction,
                    "year": year,
                    "hours": scottish[year] if scotland else hours["standard_week_hours"],
                },
                hours["scotland"]["verified"] if scotland else hours["verified"],
                builder.sources.cite((hours["scotland"] if scotland else hours)["source"]),
            )
        england = jurisdiction == "England"
        builder.add(
            schema.REDUNDANCY,
            {
                "jurisdiction": jurisdiction,
                "least_years": redundancy["min_service_years"],
                "most_years": redundancy["max_months"],
                "floor": redundancy["salary_floor"] if england else None,
                "cap": redundancy["salary_cap"] if england else None,
                "nic_free": 30000,
            },
            redundancy["verified"] if england else redundancy["other_nations_verified"],
            [*builder.sources.cite(redundancy["source"]), builder.sources.use("hmrc-nim13201")],
        )
    for floor in read_json(builder.reference / "wage-floors.json")["statutory"]:
        builder.add(
            schema.WAGE_FLOORS,
            {
                "from_day": floor["effective_from"],
                "hourly": floor["nlw_hourly"],
                "from_age": floor["nlw_min_age"],
                "aged_18_to_20": floor["rate_18_20"],
                "aged_16_to_17": floor["rate_16_17"],
                "apprentice": floor["apprentice"],
            },
            floor["verified"],
            builder.sources.cite(floor["source"]),
        )


def statutory_pay(builder: Builder) -> None:
    """Statutory sick, maternity and redundancy pay."""
    for rate in read_json(builder.reference / "on-costs.json")["statutory_rates"]:
        builder.add(
            schema.STATUTORY_PAY,
            {
                "year": rate["year"],
                "sick_pay_weekly": rate["ssp_weekly"],
                "maternity_pay_weekly": rate["smp_flat_weekly"],
                "weeks_pay_cap": rate["weeks_pay_cap"],
                "most_redundancy_pay": rate.get("max_statutory_redundancy"),
            },
            rate["verified"],
            builder.sources.cite(rate["source"]),
        )


def personal_tax(builder: Builder) -> None:
    """Income tax and employee National Insurance, from the hand-written input."""
    data = read_toml(builder.hand_written / "income-tax.toml")
    for key, entry in data["sources"].items():
        builder.sources.know(key, entry["title"], entry["link"], read_on=entry["read_on"])
    columns = [c.name for c in schema.TABLES[schema.PERSONAL_TAX].columns if c not in schema.PROVENANCE]
    for jurisdiction in JURISDICTIONS:
        for entry in (e for e in data["personal"] if jurisdiction in e["jurisdictions"]):
            values = {column: entry[column] for column in columns if column != "jurisdiction"}
            keys = [builder.sources.use(key) for key in entry["sources"]]
            builder.add(schema.PERSONAL_TAX, {"jurisdiction": jurisdiction, **values}, entry["verified"], keys)
        for entry in (e for e in data["bands"] if jurisdiction in e["jurisdictions"]):
            keys = [builder.sources.use(key) for key in entry["sources"]]
            for band in entry["bands"]:
                values = {"jurisdiction": jurisdiction, "year": entry["year"], **band}
                builder.add(schema.INCOME_TAX, values, entry["verified"], keys)
