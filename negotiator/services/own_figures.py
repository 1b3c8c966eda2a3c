"""Own figures brought in from files: whose they are, what they stand beside, the command that keeps them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Refused
from negotiator.services.benchmarks import Benchmarks
from negotiator.services.commands import AddRecords, ChangeRecords, Command, Several
from negotiator.services.imports_national.figures import read_national
from negotiator.services.imports_national.formats import Wanted
from negotiator.services.imports_national.sheets import Progress


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of a file beside what stands now: our own one, or else the published one. ``name`` is the metric's."""

    figure: OwnFigure
    name: str
    unit: str
    decimals: int
    now: OwnFigure | None
    published: str = ""

    @property
    def metric_id(self) -> str:
        return self.figure.metric_id

    @property
    def is_same(self) -> bool:
        """True where it would change nothing."""
        now = self.now
        return now is not None and (now.value, now.period) == (self.figure.value, self.figure.period)


def wanted_for(found: Benchmarks, period: str = "") -> Wanted:
    """Whose figures a file is asked for: our trust by code and every name; ``period`` where a file does not say it."""
    own = found.own
    known = {metric.id: metric.id for metric in found.library.metrics()}
    known |= {metric.name.casefold(): metric.id for metric in found.library.metrics()}
    names = tuple(name for name in (own.name, own.former_name) if name)
    return Wanted(own.code, names, period, found.own_size, known)


def read_figures(paths: tuple[Path, ...], wanted: Wanted, progress: Progress) -> tuple[OwnFigure, ...]:
    """The work of a job: the figures of one or more files of one kind. Raises Refused."""
    return read_national(paths, wanted, progress=progress)


def beside(found: Benchmarks, figures: Sequence[OwnFigure]) -> tuple[FoundFigure, ...]:
    """Each figure with the name of its metric and what stands now."""
    result = []
    for figure in figures:
        now = found.figures.get(figure.metric_id)
        try:
            metric = found.metric(figure.metric_id)
        except Refused:  # a metric that we alone have, and not yet
            exponent = figure.value.as_tuple().exponent
            places = max(0, -exponent) if isinstance(exponent, int) else 0
            result.append(FoundFigure(figure, figure.name, figure.unit, places, now))
            continue
        value = found.values(metric).get(found.own.code)
        published = f"{value}" if value is not None else ""
        result.append(FoundFigure(figure, metric.name, metric.unit, metric.decimals, now, published))
    return tuple(result)


def taking(found: Sequence[FoundFigure], ticked: Collection[str]) -> Command | None:
    """One command that keeps the ticked figures; one of the same metric takes the place of ours. None for no tick."""
    chosen = [each for each in found if each.metric_id in ticked]
    changed = tuple(
        replace(each.figure, id=each.now.id, position=each.now.position, marking=each.now.marking)
        for each in chosen
        if each.now is not None
    )
    added = tuple(replace(each.figure, id="") for each in chosen if each.now is None)
    commands: list[Command] = []
    if changed:
        commands.append(ChangeRecords(changed))
    if added:
        commands.append(AddRecords(added))
    return Several(tuple(commands), "import_own_figures") if commands else None
