"""``negotiator demo --out DIR``: the main job on the sample, without a window.

A workspace is made and saved, its options are costed, the trust is compared with its peers, and the packs for the board
and for the joint meeting are printed; then a summary says what was made and what the figures are.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.cli.folders import folder_for

if TYPE_CHECKING:
    from negotiator.domain.benchmarking.comparison import Comparison
    from negotiator.domain.costing.result import CostingResult
    from negotiator.domain.proposals import Mandate, Proposal
    from negotiator.services.session import Session

WORKSPACE = "sample.negotiation"
STEPS = 4


@dataclass(frozen=True, slots=True)
class _Costed:
    """A proposal with its costs and what the team may agree."""

    proposal: Proposal
    mandate: Mandate | None
    result: CostingResult


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``demo``."""
    command = subparsers.add_parser("demo", help="the main job on the sample: costs, a benchmark, two packs")
    command.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder for what it makes")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do the main job in the folder; what an earlier demo left there is replaced, nothing else is touched."""
    from negotiator.services.sample import sample_records
    from negotiator.services.session import Session

    out = folder_for(arguments.out)
    with tempfile.TemporaryDirectory(prefix="negotiator-") as data_folder:
        session = Session.create(sample_records(), Path(data_folder))
        try:
            _tell(1, "Making the sample workspace")
            session.save_as(out / WORKSPACE, replace_existing=True)
            made = [out / WORKSPACE]
            _tell(2, "Costing its options")
            costed = _cost(session)
            _tell(3, "Comparing the trust with its peers")
            comparison, pictures = _benchmark(session, out)
            _tell(4, "Printing the packs")
            made += pictures + _print_packs(session, out)
        finally:
            session.close()
    sys.stdout.write("\n".join([*_figures(costed, comparison), "", "Made:", *(f"  {path}" for path in made)]) + "\n")
    return 0


def _tell(step: int, words: str) -> None:
    sys.stderr.write(f"{step} of {STEPS}  {words} …\n")
    sys.stderr.flush()


def _cost(session: Session) -> list[_Costed]:
    from negotiator.domain.proposals import Mandate, Proposal
    from negotiator.services.costing import case_for, cost_case

    edition = session.settings.edition
    return [
        _Costed(
            proposal,
            next(iter(session.children(Mandate, proposal.id)), None),
            cost_case(case_for(session, proposal.id), edition),
        )
        for proposal in session.all(Proposal)
    ]


def _benchmark(session: Session, out: Path) -> tuple[Comparison, list[Path]]:
    """The first chosen metric among the chosen peers, drawn once and kept in three forms."""
    from negotiator.reporting.charts import files
    from negotiator.reporting.charts.ranked_bars import RankedBars
    from negotiator.reporting.charts.style import LIGHT
    from negotiator.services.benchmarks import Benchmarks, chosen_group, chosen_metrics
    from negotiator.services.editions import library

    benchmarks = Benchmarks.of_session(library(session.settings.edition), session)
    group = chosen_group(session)
    peers = benchmarks.peers_of(group) if group is not None else benchmarks.peers("type")
    comparison = benchmarks.compare(chosen_metrics(session)[0], peers)
    names = {code: trust.name for code, trust in benchmarks.trusts.items()}
    title = comparison.metric.name
    chart = RankedBars(comparison, names, benchmarks.own.name, title)
    drawn = chart.draw(LIGHT, 900, chart.least_height(LIGHT, 900))
    paths = []
    for ending, data in (
        ("pdf", files.as_pdf(drawn, title)),
        ("svg", files.as_svg(drawn)),
        ("png", files.as_png(drawn)),
    ):
        paths.append(out / f"benchmark.{ending}")
        _write(paths[-1], data)
    return comparison, paths


def _print_packs(session: Session, out: Path) -> list[Path]:
    from negotiator.domain.markings import Audience
    from negotiator.services import packs

    frozen = packs.freeze(session)
    paths = []
    for audience, name in ((Audience.MANAGEMENT, "pack-board.pdf"), (Audience.JOINT, "pack-joint.pdf")):
        paths.append(out / name)
        packs.write_pack_and_save(session, packs.make_pack(frozen, audience, datetime.now(UTC)), paths[-1])
    return paths


def _write(path: Path, data: bytes) -> None:
    from negotiator.storage.errors import in_words

    with in_words(path):
        path.write_bytes(data)


def _figures(costed: list[_Costed], comparison: Comparison) -> list[str]:
    """The key figures as lines of text."""
    from negotiator.wording import comparisons as words
    from negotiator.wording.figures import money, ordinal

    lines = []
    for one in costed:
        years = f"{one.result.years[0]} to {one.result.years[-1]}"
        lines += ["", one.proposal.name, f"  {'':34}{'full year':>14}{years:>20}"]
        for option in one.result.options:
            full = option.full_year_effect.total
            envelope = one.mandate.envelope if one.mandate is not None else None
            stand = ""
            if envelope is not None:
                gap = envelope - full
                stand = f"   {money(abs(gap))} {'inside' if gap >= 0 else 'above'} the envelope"
            lines.append(f"  {option.name:34}{money(full, 2):>14}{money(option.cumulative, 2):>20}{stand}")
    metric = comparison.metric
    lines += ["", f"{metric.name}: {words.value(metric, comparison.own)}"]
    if comparison.rank is not None:
        among = words.group(replace(comparison.group, reason=""))
        direction = words.DIRECTIONS[metric.direction]
        lines.append(f"  {ordinal(comparison.rank)} of {comparison.of} among {among}; {direction}")
    return lines[1:]
