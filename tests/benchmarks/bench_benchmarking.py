"""Comparing and drawing: every metric against every peer group, and 201 trusts redrawn on the screen."""

from __future__ import annotations

import os
import warnings
from time import perf_counter

from tests.benchmarks.rows import Row, bounded, seconds

MOST_TO_REDRAW = 0.050


def run() -> list[Row]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from negotiator.domain.benchmarking.peers import BASES
    from negotiator.domain.problems import Refused
    from negotiator.reference import library
    from negotiator.reporting.charts.dot_range import DotRange, range_row
    from negotiator.reporting.charts.ranked_bars import RankedBars
    from negotiator.reporting.charts.style import LIGHT
    from negotiator.services.benchmarks import Benchmarks

    shelf = library()
    began = perf_counter()
    metrics, trusts = shelf.metrics(), shelf.trusts()
    for metric in metrics:
        shelf.values(metric.id)
    read = perf_counter() - began

    names = {trust.code: trust.name for trust in shelf.all_trusts()}
    firsts = {trust.type: trust.code for trust in trusts}
    drawn = refused = 0
    began = perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for code in firsts.values():
            benchmarks = Benchmarks.of_trust(shelf, code)
            for basis in BASES:
                try:
                    group = benchmarks.peers(basis, codes=list(firsts.values()))
                except Refused:
                    refused += 1
                    continue
                compared = [benchmarks.compare(metric.id, group) for metric in metrics]
                DotRange(tuple(range_row(each) for each in compared), "us", "them").draw(LIGHT, 760, 600)
                for each in compared:
                    RankedBars(each, names, benchmarks.own.name).draw(LIGHT, 760, 500)
                    drawn += 1
    every = perf_counter() - began

    return [
        Row(
            "trusts, metrics and values read", f"{read * 1000:.0f} ms", f"{len(metrics)} metrics, {len(trusts)} trusts"
        ),
        Row(
            "every metric × peer group drawn, no warning",
            f"{every:.1f} s",
            f"{drawn} charts, {len(firsts)} trusts, {refused} groups refused in words",
        ),
        *_screen(shelf, names),
    ]


def _screen(shelf: object, names: dict[str, str]) -> list[Row]:
    """Redraw on the screen: laid out anew and painted."""
    from PySide6.QtWidgets import QApplication

    from negotiator.reporting.charts.ranked_bars import RankedBars
    from negotiator.reporting.charts.scatter import Scatter, ScatterPoint
    from negotiator.services.benchmarks import Benchmarks
    from ui.charts.view import ChartView

    application = QApplication.instance() or QApplication([])
    benchmarks = Benchmarks.of_trust(shelf, "RRF")  # type: ignore[arg-type]
    everyone = benchmarks.peers("all")
    first, second = benchmarks.metric("staff_engagement"), benchmarks.metric("sickness_absence_rate_12m")
    across, up = benchmarks.values(first), benchmarks.values(second)
    points = tuple(
        ScatterPoint(code, names[code], across[code], up[code], code == "RRF")
        for code in (*everyone.codes, "RRF")
        if code in across and code in up
    )
    charts = {
        "201 trusts as ranked columns, redrawn": RankedBars(
            benchmarks.compare("temp_staff_share", everyone), names, benchmarks.own.name
        ),
        "201 trusts as a scatter, redrawn": Scatter(points, first, second, "all trusts"),
    }
    rows = []
    for name, chart in charts.items():
        view = ChartView()
        view.resize(760, 420)
        view.show_chart(chart)
        view.grab()

        def redraw(view: ChartView = view, chart: RankedBars | Scatter = chart) -> None:
            view.show_chart(chart)
            view.grab()

        rows.append(bounded(name, seconds(redraw, 9), MOST_TO_REDRAW))
    robust = benchmarks.compare(second.id, everyone)
    rows.append(
        Row(
            "cherry-pick check among 200 peers",
            f"{seconds(lambda: benchmarks.robustness(robust)) * 1000:.0f} ms",
            "one place at a time",
        )
    )
    del application
    return rows
