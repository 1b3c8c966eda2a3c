"""A CSV file of the trust's own figures: metric, period, value, source, and where wanted unit, direction and day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from negotiator.domain.benchmarking.data import DIRECTIONS
from negotiator.domain.comparators import OwnFigure
from negotiator.services.imports_national.formats import Format, Wanted, day_in, figure_of
from negotiator.services.imports_national.table import CsvTable

NEEDS = ("metric", "period", "value", "source")


def _read(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    """A name or id of the edition is that metric; any other name is a metric of our own."""
    figures: dict[str, OwnFigure] = {}
    for table in tables:
        for row in table.rows:
            for column in NEEDS:
                if not row.cells[column].strip():
                    raise table.refuse("csv_blank_cell", row, column=column)
            value = table.needed(row, "value")
            name = " ".join(row.cells["metric"].split())
            metric = wanted.known.get(name.casefold(), "")
            figure = figure_of(metric, value, row.cells["period"].strip(), "plain")
            figure = replace(figure, source=row.cells["source"].strip())
            if row.cells.get("day", "").strip():
                figure = replace(figure, day=day_in(table, row, "day"))
            if not metric:
                direction = row.cells.get("direction", "").strip() or "neutral"
                if direction not in DIRECTIONS:
                    raise table.refuse("metric_direction_unknown", row, given=direction[:40])
                unit = row.cells.get("unit", "").strip()
                figure = replace(figure, metric_id=own_id(name), name=name, unit=unit, direction=direction)
            figures[figure.metric_id] = figure
    return tuple(figures.values())


def own_id(name: str) -> str:
    """An id for a metric that is not shipped: its name in small letters, marks as underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:60] or "own_metric"


PLAIN = Format("plain", NEEDS, _read)
