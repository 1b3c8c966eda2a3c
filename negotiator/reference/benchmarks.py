"""Trusts, metrics and their values, as an edition holds them; each file is read when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from negotiator.domain.benchmarking.data import DIRECTIONS, Metric, MetricSource, PeriodValues, Trust, TrustValue
from negotiator.domain.problems import Problem, Refused
from negotiator.reference import schema
from negotiator.reference.entries import Entry
from negotiator.reference.files import EditionFiles
from negotiator.reference.tables import csv_rows, read_cells

_CODE = re.compile(r"[A-Z0-9]{3,6}")
_VALUE = re.compile(r"-?\d{1,15}(\.\d{1,15})?")

_Periods = dict[str, dict[str, tuple[str, str]]]
"""Period -> trust code -> (value as text, source id)."""


class Library:
    """What an edition knows about trusts. Unknown codes, metrics and periods are Refused with a sentence."""

    def __init__(self, files: EditionFiles) -> None:
        self._files = files
        self.edition = files.name
        self.title = files.title
        self.dated = files.dated
        self.licence = files.licence
        self.attribution = files.attribution

    # trusts

    def trusts(self) -> tuple[Trust, ...]:
        """The trusts of today, by code."""
        return tuple(trust for trust in self._trusts.values() if trust.current)

    def all_trusts(self) -> tuple[Trust, ...]:
        """The trusts of today and those that have merged, by code."""
        return tuple(self._trusts.values())

    def trust(self, code: str) -> Trust:
        """The trust with this ODS code, merged or not."""
        try:
            return self._trusts[code]
        except KeyError:
            raise Refused(Problem("unknown_trust", "", {"code": code[:20]})) from None

    def successor(self, code: str) -> Trust | None:
        """The trust of today that stands where this one stood: itself, or what it merged into. None: dissolved."""
        trust = self.trust(code)
        while not trust.current:
            if not trust.successor:
                return None
            trust = self._trusts[trust.successor]
        return trust

    # metrics

    def metrics(self) -> tuple[Metric, ...]:
        """Every metric, in the order of the edition (by theme)."""
        return tuple(self._metrics.values())

    def metric(self, metric_id: str) -> Metric:
        try:
            return self._metrics[metric_id]
        except KeyError:
            raise Refused(Problem("unknown_metric", "", {"metric": metric_id[:80]})) from None

    def sources(self) -> tuple[MetricSource, ...]:
        """Where the trusts and their values come from."""
        return tuple(self._sources.values())

    def source(self, source_id: str) -> MetricSource:
        return self._sources[source_id]

    # values

    def values(self, metric_id: str, period: str | None = None) -> PeriodValues:
        """The values of a metric by trust code, in the period to compare by unless another is named.

        Trusts that have since merged are among them, under their own code.
        """
        return {code: Decimal(text) for code, (text, _) in self._period(metric_id, period).items()}

    def value(self, metric_id: str, code: str, period: str | None = None) -> TrustValue | None:
        """One value with its source; None where the trust has none in that period."""
        metric = self.metric(metric_id)
        found = self._period(metric_id, period).get(code)
        if found is None:
            return None
        return TrustValue(code, metric_id, period or metric.comparison_period, Decimal(found[0]), found[1])

    def series(self, metric_id: str, code: str) -> tuple[TrustValue, ...]:
        """Every value of a trust in a metric, oldest period first."""
        found = (self.value(metric_id, code, period) for period in self.metric(metric_id).periods)
        return tuple(value for value in found if value is not None)

    def count(self) -> int:
        """How many values there are in all."""
        return sum(len(values) for periods in self._values.values() for values in periods.values())

    def _period(self, metric_id: str, period: str | None) -> Mapping[str, tuple[str, str]]:
        metric = self.metric(metric_id)
        wanted = metric.comparison_period if period is None else period
        try:
            return self._values[metric_id][wanted]
        except KeyError:
            data = {"metric": metric.name, "period": wanted[:60], "periods": ", ".join(metric.periods)}
            raise Refused(Problem("unknown_period", "", data)) from None

    def check(self) -> None:
        """Read everything. Raises Refused at the first thing that is not as it should be."""
        if not any(periods for own in self._values.values() for periods in own.values()):
            raise Refused(Problem("reference_empty", schema.VALUES))

    # reading

    @cached_property
    def _trusts(self) -> dict[str, Trust]:
        trusts: dict[str, Trust] = {}
        columns = tuple(column.name for column in schema.TRUST_TABLE.columns)
        for place, cells in csv_rows(self._files.text(schema.TRUSTS), schema.TRUSTS, columns):
            row = read_cells(schema.TRUST_TABLE, cells, place)
            if not _CODE.fullmatch(row["code"]):
                raise Refused(Problem("reference_value", f"{place}, code", {"value": row["code"][:60]}))
            if row["code"] in trusts:
                raise Refused(Problem("reference_repeated", place, {"key": row["code"]}))
            trusts[row["code"]] = Trust(
                code=row["code"],
                name=row["name"],
                type=row["type"],
                peer_group=row["peer_group"] or "",
                region=row["region"],
                ics=row["ics"] or "",
                icb_code=row["icb_code"] or "",
                icb=row["icb"] or "",
                current=row["status"] == "current",
                successor=row["successor"] or "",
                merged_on=row["merged_on"],
                predecessors=tuple((row["predecessors"] or "").split()),
                former_name=row["former_name"] or "",
            )
        _check_successors(trusts)
        return trusts

    @cached_property
    def _sources(self) -> dict[str, MetricSource]:
        sources: dict[str, MetricSource] = {}
        for source_id, entry in self._files.toml(schema.METRIC_SOURCES).items():
            read = Entry(schema.METRIC_SOURCES, source_id, entry)
            sources[source_id] = MetricSource(
                id=source_id,
                title=read.text("title"),
                publisher=read.text("publisher"),
                link=read.link("link"),
                licence=read.text("licence"),
                licence_stated=read.flag("licence_stated"),
                period=read.text("period"),
                attribution=read.text("attribution"),
                verified=read.flag("verified"),
                checks=read.text("checks"),
                obtained_from=read.text("obtained_from", required=False),
            )
        if schema.TRUST_SOURCE not in sources:
            place = f"{schema.METRIC_SOURCES}: {schema.TRUST_SOURCE}"
            raise Refused(Problem("reference_source_unknown", place, {"source": schema.TRUST_SOURCE}))
        return sources

    @cached_property
    def _metrics(self) -> dict[str, Metric]:
        metrics: dict[str, Metric] = {}
        for metric_id, entry in self._files.toml(schema.METRICS).items():
            read = Entry(schema.METRICS, metric_id, entry)
            metric = Metric(
                id=metric_id,
                name=read.text("name"),
                definition=read.text("definition"),
                unit=read.text("unit"),
                direction=read.choice("direction", DIRECTIONS),
                theme=read.text("theme"),
                decimals=read.whole("decimals", 6),
                derived=read.flag("derived"),
                periods=read.texts("periods"),
                comparison_period=read.text("comparison_period"),
                source_ids=read.texts("sources"),
                caveat=read.text("caveat", required=False),
                use=read.text("use", required=False),
            )
            if metric.comparison_period not in metric.periods:
                raise read.refused("comparison_period", metric.comparison_period)
            for source_id in metric.source_ids:
                if source_id not in self._sources:
                    place = f"{schema.METRICS}: {metric_id}.sources"
                    raise Refused(Problem("reference_source_unknown", place, {"source": source_id[:60]}))
            metrics[metric_id] = metric
        if not metrics:
            raise Refused(Problem("reference_empty", schema.METRICS))
        return metrics

    @cached_property
    def _values(self) -> dict[str, _Periods]:
        """Every value, checked, but turned into a number only when it is asked for."""
        values: dict[str, _Periods] = {
            metric.id: {period: {} for period in metric.periods} for metric in self._metrics.values()
        }
        trusts, sources = self._trusts, self._sources
        for place, (metric_id, period, code, text, source_id) in csv_rows(
            self._files.text(schema.VALUES), schema.VALUES, schema.VALUE_COLUMNS
        ):
            try:
                own = values[metric_id][period]
            except KeyError:
                raise Refused(Problem("reference_value", place, {"value": f"{metric_id}, {period}"[:60]})) from None
            if code not in trusts:
                raise Refused(Problem("reference_value", f"{place}, code", {"value": code[:60]}))
            if source_id not in sources:
                raise Refused(Problem("reference_source_unknown", f"{place}, source", {"source": source_id[:60]}))
            if not _VALUE.fullmatch(text):
                raise Refused(Problem("reference_value", f"{place}, value", {"value": text[:60]}))
            if code in own:
                raise Refused(Problem("reference_repeated", place, {"key": f"{metric_id}, {period}, {code}"}))
            own[code] = (text, source_id)
        return values


def _check_successors(trusts: Mapping[str, Trust]) -> None:
    """Every successor is known, and following successors comes to an end."""
    for trust in trusts.values():
        seen = {trust.code}
        while trust.successor:
            if trust.successor in seen or trust.successor not in trusts:
                place = f"{schema.TRUSTS}: {trust.code}, successor"
                raise Refused(Problem("reference_value", place, {"value": trust.successor[:60]}))
            seen.add(trust.successor)
            trust = trusts[trust.successor]
