"""The annex of workings: each option's key figures taken back to their parts, the rules and the rates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.explain import Explainer
from negotiator.domain.costing.result import COMPONENTS, ON_COSTS, OptionCost
from negotiator.domain.costing.working import Working as Explained
from negotiator.domain.money import round_to_penny
from negotiator.domain.pack_content import OptionContent, ProposalContent, RateFigure, Working, WorkingStep
from negotiator.domain.workspace import Settings
from negotiator.wording import pack_words as words
from negotiator.wording.figures import money, number, share
from negotiator.wording.workings import working_label, working_value


def workings_of(
    proposals: Sequence[ProposalContent],
    settings: Settings,
    rates: Sequence[RateFigure],
    costings: Mapping[str, Costing],
) -> tuple[Working, ...]:
    """How the full-year effect, the last year's cost and the net present cost of each option were made.

    ``costings`` by proposal are those of what the audience sees.
    """
    found: list[Working] = []
    for proposal in proposals:
        for option in proposal.options:
            cost = option.costs.get(settings.basis)
            if cost is not None:
                found.append(_full_year(option, cost, settings, rates))
                found.append(_made(option, costings[proposal.proposal.id], proposal.years[-1]))
                found.append(_present(option, cost, settings))
    return tuple(found)


def _full_year(option: OptionContent, cost: OptionCost, settings: Settings, rates: Sequence[RateFigure]) -> Working:
    full = cost.full_year_effect
    steps = [WorkingStep(words.FULL_YEAR, money(full.total, 2), words.FULL_YEAR_RULE)]
    for name in COMPONENTS:
        value = full.components.get(name, Decimal(0))
        if value:
            rests = _rate_words(name, settings, rates) if name in ON_COSTS else ""
            steps.append(WorkingStep(words.COMPONENTS[name], money(value, 2), rests or words.COMPONENT_RULES[name], 1))
    steps.append(WorkingStep(words.BY_MEASURE, money(full.total, 2), words.SHARES_RULE))
    steps += [
        WorkingStep(measure.label or words.measure_kind(measure.kind), money(measure.full_year, 2), "", 1)
        for measure in cost.measures
        if measure.recurrent
    ]
    return Working(words.working_title(option.letter, words.FULL_YEAR), tuple(steps))


def _made(option: OptionContent, costing: Costing, year: str) -> Working:
    """A year's cost by component and measure, with the rates behind it.

    The figures of a measure stand where it is first met. Bands and steps are left out: few people may stand on one.
    """
    index = next(n for n, one in enumerate(costing.case.options) if one.id == option.option.id)
    steps: list[WorkingStep] = []
    given: set[str] = set()
    for line, depth in _lines(Explainer(costing, index, year).cell("total"), 0, given):
        rests = words.rate_reference(line.provenance.verified) if line.provenance else ""
        steps.append(WorkingStep(working_label(line), working_value(line), rests, depth))
    return Working(words.made_title(option.letter, year), tuple(steps))


def _lines(line: Explained, depth: int, given: set[str]) -> Iterator[tuple[Explained, int]]:
    if line.code in ("place", "not_pay", "meeting"):
        return
    if line.code in ("given", "chosen") and not working_value(line):
        return
    yield line, depth
    label = str(line.data.get("label", ""))
    for child in line.children:
        if child.code not in ("given", "chosen") or label not in given:
            yield from _lines(child, depth + 1, given)
    if line.code == "measure":
        given.add(label)


def _present(option: OptionContent, cost: OptionCost, settings: Settings) -> Working:
    steps = [WorkingStep(words.NET_PRESENT, money(cost.net_present_cost, 2), words.present_rule(settings.discount))]
    factor = 1 + Fraction(settings.discount)
    for k, (year, costs) in enumerate(cost.years.items()):
        shown = money(round_to_penny(Fraction(costs.total) / factor**k), 2)
        made = f"{money(costs.total, 2)} ÷ {number(1 + settings.discount, 3)}^{k}" if k else money(costs.total, 2)
        steps.append(WorkingStep(f"{year}: {made}", shown, "", 1))
    steps.append(WorkingStep(words.ALL_YEARS, money(cost.cumulative, 2), words.ALL_YEARS_RULE))
    return Working(words.working_title(option.letter, words.NET_PRESENT), tuple(steps))


def _rate_words(component: str, settings: Settings, rates: Sequence[RateFigure]) -> str:
    """The on-cost's rates of the first year with where they come from."""
    wanted = {
        "nic": ("employer_ni_rate", "employer_ni_threshold"),
        "pension": ("pension_whole_nhs" if settings.basis == "whole-nhs" else "pension_trust",),
        "levy": ("levy",),
    }[component]
    parts = []
    for name in wanted:
        of_year = [rate for rate in rates if rate.name == name and rate.year in (settings.first_year, "")]
        for rate in of_year[:1]:
            if rate.value is not None:
                value = share(rate.value) if rate.unit == "share" else money(rate.value)
                parts.append(f"{words.RATE_NAMES[name]} {value}")
    return "; ".join(parts)
