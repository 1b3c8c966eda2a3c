"""What several sections work out from the content: names, totals, footnotes of on-costs and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from negotiator.domain.costing.result import ON_COSTS, PAY, Costs, OptionCost
from negotiator.domain.facts import Fact
from negotiator.domain.pack_content import OptionContent, PackContent, ProposalContent, RateFigure
from negotiator.domain.proposals import Measure
from negotiator.wording.figures import day, money, share
from negotiator.wording.pack_words import COMPONENTS, measure_kind

NOUGHT = Decimal("0.00")
ALL = "All years"
FULL = "Full year"
"""What stands for all years together and for the full-year effect beside the years."""


def cost_of(content: PackContent, option: OptionContent) -> OptionCost | None:
    """The option's cost on the basis of the matter."""
    return option.costs.get(content.settings.basis)


def costed(content: PackContent, proposal: ProposalContent) -> list[tuple[OptionContent, OptionCost]]:
    """The options of a proposal that have a cost, with it."""
    pairs = [(option, cost_of(content, option)) for option in proposal.options]
    return [(option, cost) for option, cost in pairs if cost is not None]


def component(costs: Costs, name: str) -> Decimal:
    return costs.components.get(name, NOUGHT)


def on_costs(costs: Costs) -> Decimal:
    return sum((component(costs, name) for name in ON_COSTS), NOUGHT)


def pay_components(costs: Sequence[Costs]) -> list[str]:
    """The components of pay in which any of these costs has something, in their order."""
    return [name for name in PAY if any(component(one, name) for one in costs)]


def chief_difference(before: Costs, after: Costs) -> str:
    """The name of the component, on-costs as one, in which two costs differ most; empty where they do not."""
    names = [name for name in COMPONENTS if name not in ON_COSTS]
    gaps = {COMPONENTS[name]: component(after, name) - component(before, name) for name in names}
    total = after.total - before.total
    along = {name: gap for name, gap in gaps.items() if gap and (gap > 0) == (total > 0)}
    return max(along, key=lambda name: abs(along[name])) if along else ""


def on_cost_note(content: PackContent) -> str:
    """The on-cost rates of the first year in one sentence, from the rates that the costs were worked with."""
    basis = "pension_whole_nhs" if content.settings.basis == "whole-nhs" else "pension_trust"
    ni, threshold = _rate(content, "employer_ni_rate"), _rate(content, "employer_ni_threshold")
    pension, levy = _rate(content, basis), _rate(content, "levy")
    parts = []
    if ni is not None and threshold is not None and ni.value is not None and threshold.value is not None:
        parts.append(f"National Insurance {share(ni.value)} above {money(threshold.value)} a year for each person")
    if pension is not None and pension.value is not None:
        who = "paid by the trust" if basis == "pension_trust" else "with levy, whole NHS"
        parts.append(f"pension {share(pension.value)} {who}")
    if levy is not None and levy.value is not None:
        parts.append(f"apprenticeship levy {share(levy.value)}")
    if not parts:
        return ""
    return f"{'; '.join(parts)}, in {content.settings.first_year}. Rates edition {content.settings.edition}."


def _rate(content: PackContent, name: str) -> RateFigure | None:
    found = [rate for rate in content.rates if rate.name == name]
    first = [rate for rate in found if rate.year == content.settings.first_year]
    return next(iter(first or found), None)


def fact_line(fact: Fact) -> str:
    """A fact as a footnote: the statement, its source, page and day."""
    where = ", ".join(part for part in (fact.source, f"page {fact.page}" if fact.page else "", _day(fact)) if part)
    checked = "" if fact.verified else " Not yet checked against its source."
    end = "" if fact.statement.rstrip().endswith((".", "!", "?")) else "."
    return f"{fact.statement.rstrip()}{end} {where}{'.' if where else ''}{checked}".strip()


def _day(fact: Fact) -> str:
    return day(fact.day) if fact.day else ""


def evidence_of(content: PackContent, measures: Sequence[Measure]) -> list[Fact]:
    """The facts that these measures rest on, as far as the audience sees them, each once."""
    wanted = {key for measure in measures for key in measure.terms.evidence}
    return [fact for fact in content.facts if fact.id in wanted]


def measure_name(measure: Measure) -> str:
    return measure.terms.label or measure_kind(measure.terms.kind)


def within(text: str) -> str:
    """A phrase as it stands inside a sentence: ``the executive team`` for ``The executive team``."""
    return f"the {text[4:]}" if text.startswith("The ") else text


def ended(text: str) -> str:
    """A text that ends as a sentence does."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", ":", "”")) else f"{text}."
