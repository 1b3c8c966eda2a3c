"""Build a reference edition from a folder of gathered figures.

    python resources/reference/build.py --from DIR --to resources/reference/2026-11 [--without-unlicensed]

``DIR`` holds ``reference/*.json`` and ``trusts/*``; the hand-written inputs are in ``sources`` beside this script. The
same inputs give the same bytes. ``--without-unlicensed`` leaves out every trust value whose source states no licence.
``--seal DIR`` writes the checksums of an edition that somebody edited by hand into its manifest.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from negotiator.reference import schema

HAND_WRITTEN = Path(__file__).resolve().parent / "sources"
ENGLAND_AND_WALES = "NHS Pension Scheme (England and Wales)"
SCHEMES = {
    ENGLAND_AND_WALES: ("England", "Wales"),
    "NHS Pension Scheme (Scotland), SPPA": ("Scotland",),
    "HSC Pension Scheme (Northern Ireland)": ("Northern Ireland",),
}


class BuildError(Exception):
    """An input lacks something that an edition must have."""


def read_json(path: Path) -> Any:
    """JSON with its decimals as they are written, not as floats."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Sources:
    """The sources that figures cite, by key: names given by hand, or by the input itself."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._titles: Mapping[str, Mapping[str, Any]] = words["titles"]
        self._cited: Mapping[str, list[str]] = words["cited"]
        self._known: dict[str, dict[str, Any]] = {}
        self._used: dict[str, dict[str, Any]] = {}

    def know(self, key: str, title: str, link: str = "", **more: Any) -> str:
        """Take note of a source that an input lists; the key is made plain."""
        key = slug(key)
        self._known[key] = {"title": title, "link": link, **more} | dict(self._titles.get(key, {}))
        return key

    def cite(self, text: str) -> list[str]:
        """The keys of the sources that an input's own words name."""
        keys: list[str] = []
        for part in [text] if text in self._cited else re.split(r";\s+", text.strip()):
            if part not in self._cited:
                self._known.setdefault(slug(part), {"title": part, "link": link_in(part)})
            keys += [self.use(key) for key in self._cited.get(part, [part])]
        return list(dict.fromkeys(keys))

    def use(self, key: str) -> str:
        key = slug(key)
        entry = self._known.get(key) or self._titles.get(key)
        if entry is None:
            raise BuildError(f"source {key} is named nowhere")
        self._used[key] = dict(entry)
        return key

    def text(self) -> str:
        """The content of sources.toml: the sources that some figure cites, by key."""
        parts = []
        for key, entry in sorted(self._used.items()):
            lines = [f"[{key}]", f"title = {quoted(entry['title'])}"]
            if entry.get("link"):
                lines.append(f"link = {quoted(entry['link'])}")
            if entry.get("read_on"):
                lines.append(f"read_on = {entry['read_on']}")
            parts.append("\n".join(lines) + "\n")
        return "\n".join(parts)


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")


def link_in(text: str) -> str:
    """The address that a source text begins with, if it begins with one."""
    match = re.match(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s,;()]*)?)", text)
    return f"https://{match[1].rstrip('.')}" if match and "..." not in match[1] else ""


def quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


class Builder:
    """Collects the tables of an edition, row by row, and the sources they cite."""

    def __init__(self, origin: Path) -> None:
        words = read_toml(HAND_WRITTEN / "provenance.toml")
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


def cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def csv_text(head: list[str], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def pay(builder: Builder) -> None:
    """Pay scales, awards and high cost areas."""
    data = read_json(builder.reference / "afc-pay-scales.json")
    for key, entry in data["sources"].items():
        builder.sources.know(key, entry["title"], entry.get("url", ""))
    scales = sorted(
        data["scales"],
        key=lambda s: (
            schema.JURISDICTIONS.index(s["jurisdiction"]),
            s["year"],
            schema.BANDS.index(s["band"]),
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
    notes = read_toml(HAND_WRITTEN / "awards.toml")
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
    builder.rows[schema.PENSION_TIERS].sort(key=lambda row: schema.JURISDICTIONS.index(row["jurisdiction"]))
    builder.rows[schema.EMPLOYER_PENSION].sort(key=lambda row: schema.JURISDICTIONS.index(row["jurisdiction"]))


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


BOOK_FILES = {
    "handbook": "handbook-rules.json",
    "hcas": "hcas.json",
    "on_costs": "on-costs.json",
    "wage_floors": "wage-floors.json",
    "consultation": "consultation-duties.json",
    "facility_time": "facility-time.json",
}
_RULE_WORDS = ("book", "topic", "section", "jurisdictions", "year", "unit")


def rules_text(builder: Builder) -> str:
    """The rules: our statements with the figures, the sources and the verified flags of the inputs."""
    books = {book: read_json(builder.reference / file) for book, file in BOOK_FILES.items()}
    rules = {}
    for rule_id, words in read_toml(HAND_WRITTEN / "rules.toml").items():
        book = books[words["book"]]
        told = pointed(book, words["from"], rule_id)
        verified = words["verified"] if "verified" in words else told[words.get("verified_by", "verified")]
        cited = words.get("cited") or told.get(words.get("source_by", "source"))
        if not verified and not words.get("doubt"):
            raise BuildError(f"rule {rule_id} is unverified, and no doubt is written for it")
        figures = {name: in_words(pointed(book, path, rule_id)) for name, path in words.get("figures", {}).items()}
        value = pointed(book, words["value"], rule_id) if "value" in words else None
        rules[rule_id] = {
            **{field: words[field] for field in _RULE_WORDS if field in words},
            "statement": words["statement"].format(value=in_words(value), **figures),
            **({"value": cell(value)} if value is not None else {}),
            "verified": verified,
            "sources": builder.sources.cite(cited) if cited else [builder.sources.use("own")],
            **({"doubt": words["doubt"]} if "doubt" in words else {}),
        }
    return toml_text(rules)


def pointed(data: Any, path: str, rule_id: str) -> Any:
    """What a path such as ``/overtime/rate`` or ``/rules/0`` points to."""
    for part in path.strip("/").split("/"):
        try:
            data = data[int(part)] if isinstance(data, list) else data[part]
        except (KeyError, IndexError) as error:
            raise BuildError(f"rule {rule_id}: the input has no {path}") from error
    return data


def in_words(value: Any) -> Any:
    """A figure as a statement takes it: a list becomes text with commas."""
    return ", ".join(value) if isinstance(value, list) else value


def years_in(text: str) -> list[str]:
    """``2024/25-2026/27`` -> the three years."""
    first, _, last = text.partition("-")
    start, end = int(first[:4]), int((last or first)[:4])
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(start, end + 1)]


def handbook(builder: Builder) -> None:
    """Unsocial hours, the working week, wage floors and redundancy."""
    data = read_json(builder.reference / "handbook-rules.json")
    unsocial, hours, redundancy = data["unsocial_hours"], data["hours"], data["redundancy"]
    for jurisdiction in schema.JURISDICTIONS:
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
    for jurisdiction in schema.JURISDICTIONS:
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


def personal_tax(builder: Builder) -> None:
    """Income tax and employee National Insurance, from the hand-written input."""
    data = read_toml(HAND_WRITTEN / "income-tax.toml")
    for key, entry in data["sources"].items():
        builder.sources.know(key, entry["title"], entry["link"], read_on=entry["read_on"])
    columns = [c.name for c in schema.TABLES[schema.PERSONAL_TAX].columns if c not in schema.PROVENANCE]
    for jurisdiction in schema.JURISDICTIONS:
        for entry in (e for e in data["personal"] if jurisdiction in e["jurisdictions"]):
            values = {column: entry[column] for column in columns if column != "jurisdiction"}
            keys = [builder.sources.use(key) for key in entry["sources"]]
            builder.add(schema.PERSONAL_TAX, {"jurisdiction": jurisdiction, **values}, entry["verified"], keys)
        for entry in (e for e in data["bands"] if jurisdiction in e["jurisdictions"]):
            keys = [builder.sources.use(key) for key in entry["sources"]]
            for band in entry["bands"]:
                values = {"jurisdiction": jurisdiction, "year": entry["year"], **band}
                builder.add(schema.INCOME_TAX, values, entry["verified"], keys)


def trust_texts(origin: Path, *, licensed_only: bool) -> tuple[dict[str, str], list[str]]:
    """The files of trusts, metrics, their sources and their values; and the attribution lines that these need.

    ``licensed_only`` drops each value whose source states no licence, then each metric without a value.
    """
    sources = metric_sources(origin)
    rows = read_csv(origin / "trust-metrics-compact.csv")
    if licensed_only:
        rows = [row for row in rows if sources[row["source_id"]]["licence_stated"]]
    metrics = metrics_of(origin, rows)
    rank = {metric_id: number for number, metric_id in enumerate(metrics)}
    rows.sort(
        key=lambda r: (rank[r["metric_id"]], metrics[r["metric_id"]]["periods"].index(r["period"]), r["ods_code"])
    )
    used = {schema.TRUST_SOURCE, *(key for metric in metrics.values() for key in metric["sources"])}
    sources = {key: entry for key, entry in sources.items() if key in used}
    values = ([r["metric_id"], r["period"], r["ods_code"], r["value"], r["source_id"]] for r in rows)
    texts = {
        schema.TRUSTS: trusts_text(origin),
        schema.METRICS: toml_text(metrics),
        schema.METRIC_SOURCES: toml_text(sources),
        schema.VALUES: csv_text(list(schema.VALUE_COLUMNS), values),
    }
    return texts, list(dict.fromkeys(entry["attribution"] for entry in sources.values()))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def trusts_text(origin: Path) -> str:
    rows = []
    for row in sorted(read_csv(origin / "trusts.csv"), key=lambda row: row["ods_code"]):
        former = row["name_2024_25"] if row["name_2024_25"] != row["name"] else ""
        place = [row["ics_name"], row["icb_code_apr2026"], row["icb_name_apr2026"]]
        merger = [row["status"], row["successor_code"], row["merged_on"], row["predecessor_codes"].replace(";", " ")]
        rows.append(
            [row["ods_code"], row["name"], former, row["trust_type"], row["peer_group"], row["region"], *place, *merger]
        )
    return csv_text([column.name for column in schema.TRUST_TABLE.columns], rows)


def metric_sources(origin: Path) -> dict[str, dict[str, Any]]:
    """Where the trusts' values come from, with the checks and the terms in our own words."""
    words = read_toml(HAND_WRITTEN / "metric-sources.toml")
    sources = {}
    for key, entry in read_json(origin / "sources.json").items():
        if key not in words:
            raise BuildError(f"metric source {key} has no checks written for it")
        stated = "not stated" not in entry["licence"] and "no licence" not in entry["licence"]
        sources[key] = {
            "title": entry["title"],
            "publisher": entry["publisher"],
            "link": entry["url"],
            "licence": entry["licence"] if stated else "Not stated in the published file",
            "licence_stated": stated,
            "period": entry["period"],
            "attribution": entry["attribution"].replace("licenced", "licensed"),
            "obtained_from": entry["obtained_from"],
            **words[key],
        }
    return sources


def metrics_of(origin: Path, rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """The metrics that have a value, with definition, caveat and use in our own words.

    Where dropped values leave the period to compare by with fewer trusts than another, that other one takes its place.
    """
    coverage: dict[str, dict[str, int]] = {}
    cited: dict[str, set[str]] = {}
    for row in rows:
        own = coverage.setdefault(row["metric_id"], {})
        own[row["period"]] = own.get(row["period"], 0) + 1
        cited.setdefault(row["metric_id"], set()).add(row["source_id"])
    words = read_toml(HAND_WRITTEN / "metrics.toml")
    metrics = {}
    for entry in read_json(origin / "metrics.json")["metrics"]:
        key = entry["metric_id"]
        if key not in coverage:
            continue
        if key not in words:
            raise BuildError(f"metric {key} has no definition written for it")
        covered = coverage[key]
        periods = sorted(covered, key=lambda period: (period == entry["latest_period"], period))
        comparison = entry["comparison_period"]
        if covered.get(comparison, 0) < entry["trusts_covered"]:
            comparison = max(periods, key=lambda period: (covered[period], periods.index(period)))
        metrics[key] = {
            "name": entry["name"],
            "unit": entry["unit"],
            "direction": entry["direction"],
            "theme": entry["theme"],
            "decimals": entry["decimals"],
            "derived": entry["derived"],
            "periods": periods,
            "comparison_period": comparison,
            # a derived metric may rest on a source that none of its own values names
            "sources": [
                source
                for source in entry["source_ids"]
                if source in cited[key] or len(entry["source_ids"]) == 1 or entry["derived"]
            ],
            **words[key],
        }
    return metrics


def toml_text(entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Tables of plain values as TOML."""
    parts = []
    for key, entry in entries.items():
        lines = [f"[{key}]", *(f"{field} = {toml_value(value)}" for field, value in entry.items())]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(toml_value(part) for part in value)}]"
    return quoted(value) if isinstance(value, str) else str(value)


def build(origin: Path, target: Path, *, licensed_only: bool = False) -> None:
    """Write the whole edition to a folder."""
    builder = Builder(origin)
    for part in (pay, on_costs, handbook, statutory_pay, personal_tax):
        part(builder)
    texts = {name: builder.table_text(name) for name in schema.TABLES}
    texts[schema.RULES] = rules_text(builder)
    texts[schema.SOURCES] = builder.sources.text()
    trusts, attribution = trust_texts(builder.trusts, licensed_only=licensed_only)
    texts |= trusts
    head = read_toml(HAND_WRITTEN / "edition.toml")
    head["edition"]["attribution"] = attribution
    if licensed_only:
        head["edition"]["licence"] = head["edition"]["licence_without_unlicensed"]
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    write_manifest(target, head)


def write_manifest(target: Path, head: Mapping[str, Any]) -> None:
    """The manifest: what the edition is, its licence and attribution lines, and the SHA-256 of every file."""
    edition = head["edition"]
    lines = [f"format = {schema.FORMAT}", "", "[edition]"]
    lines += [f"name = {quoted(edition['name'])}", f"title = {quoted(edition['title'])}", f"dated = {edition['dated']}"]
    for field in ("licence", "attribution"):
        lines += [f"{field} = [", *(f"    {quoted(line)}," for line in edition[field]), "]"]
    lines += ["", "[files]"]
    for name in sorted(schema.FILES):
        lines.append(f'{quoted(name)} = "{hashlib.sha256((target / name).read_bytes()).hexdigest()}"')
    (target / schema.MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build a reference edition.")
    parser.add_argument("--from", dest="origin", type=Path, help="folder with reference/ and trusts/")
    parser.add_argument("--to", dest="target", type=Path, help="folder of the edition")
    parser.add_argument(
        "--without-unlicensed", action="store_true", help="leave out values whose source states no licence"
    )
    parser.add_argument("--seal", type=Path, metavar="DIR", help="write the checksums of an edited edition")
    chosen = parser.parse_args(arguments)
    if chosen.seal:
        write_manifest(chosen.seal, read_toml(chosen.seal / schema.MANIFEST))
        return 0
    if not chosen.origin or not chosen.target:
        parser.error("--from and --to are needed")
    build(chosen.origin, chosen.target, licensed_only=chosen.without_unlicensed)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
