"""Trusts, metrics, their sources and their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from building.files import BuildError, csv_text, read_csv, read_json, read_toml, toml_text
from negotiator.reference import schema


def trust_texts(origin: Path, hand_written: Path, *, licensed_only: bool) -> tuple[dict[str, str], list[str]]:
    """The files of trusts, metrics, their sources and their values; and the attribution lines that these need.

    ``licensed_only`` drops each value whose source states no licence, then each metric without a value.
    """
    sources = metric_sources(origin, hand_written)
    rows = read_csv(origin / "trust-metrics-compact.csv")
    if licensed_only:
        rows = [row for row in rows if sources[row["source_id"]]["licence_stated"]]
    metrics = metrics_of(origin, hand_written, rows)
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


def metric_sources(origin: Path, hand_written: Path) -> dict[str, dict[str, Any]]:
    """Where the trusts' values come from, with the checks and the terms in our own words."""
    words = read_toml(hand_written / "metric-sources.toml")
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


def metrics_of(origin: Path, hand_written: Path, rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """The metrics that have a value, with definition, caveat and use in our own words.

    Where dropped values leave the period to compare by with fewer trusts than another, that other one takes its place.
    """
    coverage: dict[str, dict[str, int]] = {}
    cited: dict[str, set[str]] = {}
    for row in rows:
        own = coverage.setdefault(row["metric_id"], {})
        own[row["period"]] = own.get(row["period"], 0) + 1
        cited.setdefault(row["metric_id"], set()).add(row["source_id"])
    words = read_toml(hand_written / "metrics.toml")
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
