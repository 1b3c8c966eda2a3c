"""The likely range of one option, from frozen values: what a job runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.domain.costing.case import CostingCase
from negotiator.services.lookups import rates

if TYPE_CHECKING:
    from negotiator.domain.costing.ranges import Limits, OptionRange


def rests_on(case: CostingCase, place: int, limits: Limits | None = None) -> object:
    """What the range of an option depends on: the same value means the same range."""
    return replace(case, options=(case.options[place],)), limits


def option_range(
    case: CostingCase,
    edition: str,
    place: int,
    limits: Limits | None = None,
    progress: Callable[..., object] | None = None,
) -> OptionRange:
    """Ten thousand seeded draws of one option; the other options are left out, as they do not touch it.

    ``limits`` are those of a mandate: the range then counts the draws within them.
    ``progress`` is told a share from 0 to 1 and may raise to stop the work. Raises Refused as costing does.
    """
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.simulation import simulate

    costing = Costing(replace(case, options=(case.options[place],)), rates(case.jurisdiction, edition))
    told = None if progress is None else lambda share: _tell(progress, share)
    return simulate(costing, 0, progress=told, limits=limits)


def _tell(progress: Callable[..., object], share: float) -> None:
    progress(share, "")
