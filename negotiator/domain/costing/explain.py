"""Any figure of a costing taken back to its parts, its rules and its dated rates.

`explain` works a cell out anew, by measure and by band and step; it is done when asked for, never for all cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.calendar import MONTHS
from negotiator.domain.costing.engine import Costing
from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.planned import Planned, planned
from negotiator.domain.costing.projected import Amounts, PlacePart, Watch
from negotiator.domain.costing.projection import Projection
from negotiator.domain.costing.result import COMPONENTS
from negotiator.domain.costing.working import MONEY, Working
from negotiator.domain.money import round_to_penny, total_of
from negotiator.domain.periods import FinancialYear, latest
from negotiator.domain.rates import Provenance

_RULES: Mapping[str, str] = {
    "basic": "1",
    "rrp": "5",
    "hcas": "4",
    "unsocial": "2",
    "overtime": "3",
    "redundancy": "16",
}
"""The handbook section behind a component."""


def explain(costing: Costing, index: int | None, component: str, year: str, basis: str | None = None) -> Working:
    """How one cell was made: of an option by its place in the case, or of the baseline (None).

    ``component`` is one of COMPONENTS or ``total``; ``year`` a label of the horizon. KeyError for any other.
    """
    return Explainer(costing, index, year, basis).cell(component)


class Explainer:
    """Explains the cells of one option (or of the baseline) in one year; what they share is worked out once."""

    def __init__(self, costing: Costing, index: int | None, year: str, basis: str | None = None) -> None:
        self._costing = costing
        self._index = index
        self._basis = basis or costing.case.basis
        labels = [known.label for known in costing.case.horizon]
        if year not in labels:
            raise KeyError(year)
        self._number = labels.index(year)
        self._year: FinancialYear = costing.case.horizon[self._number]
        self._watches: dict[int | None, Watch] = {}

    def cell(self, component: str) -> Working:
        if component == "total":
            parts = tuple(self.cell(name) for name in COMPONENTS)
            shown = tuple(part for part in parts if part.value)
            value = total_of(part.value for part in parts if isinstance(part.value, Decimal))
            return Working("total", self._data(component), value, children=shown)
        if component not in COMPONENTS:
            raise KeyError(component)
        children = self._baseline(component) if self._index is None else self._option(component)
        exact = sum((Fraction(child.value or 0) for child in children if child.unit == MONEY), Fraction(0))
        value = round_to_penny(exact)
        rounding = Fraction(value) - exact
        if rounding:
            children = (*children, Working("rounding", {}, rounding))
        return Working("cell", self._data(component), value, children=(*children, *self._rules(component)))

    def _data(self, component: str) -> dict[str, object]:
        name = "" if self._index is None else self._costing.case.options[self._index].name
        return {"component": component, "year": self._year.label, "option": name, "basis": self._basis}

    # --- the baseline

    def _baseline(self, component: str) -> tuple[Working, ...]:
        watch = self._watch(None)
        return tuple(self._places(component, {}, watch.after))

    # --- an option

    def _option(self, component: str) -> tuple[Working, ...]:
        """Each measure by itself, and on one line of its own what their meeting changes."""
        assert self._index is not None
        projection = self._costing.options[self._index]
        lines, meetings = [], []
        for measure in projection.measures:
            added = self._amount(projection.horizon.added[measure.number][self._number], component)
            alone = self._alone(measure, component)
            own = Fraction(alone.value or 0)
            if own or alone.children:
                lines.append(alone)
            if added != own:
                meetings.append(Working("meeting", {"label": measure.label}, added - own))
        if meetings:
            value = sum((Fraction(line.value or 0) for line in meetings), Fraction(0))
            lines.append(Working("interaction", {}, value, children=tuple(meetings)))
        return tuple(lines)

    def _alone(self, measure: Planned, component: str) -> Working:
        watch = self._watch(measure.number)
        lines = list(self._places(component, watch.before, watch.after))
        extra = self._amount(watch.extra, component)
        if extra:
            lines.append(Working("not_pay", {"component": component}, extra))
        value = sum((Fraction(line.value or 0) for line in lines), Fraction(0))
        inputs = tuple(_inputs(measure)) if lines else ()
        return Working(
            "measure", {"label": measure.label, "kind": measure.terms.kind}, value, children=(*lines, *inputs)
        )

    def _watch(self, number: int | None) -> Watch:
        """The year's parts of the baseline, or of one measure as if it were the only one."""
        if number not in self._watches:
            costing = self._costing
            measures: tuple[Planned, ...] = ()
            if number is not None:
                assert self._index is not None
                terms = costing.options[self._index].measures[number].terms
                measures = (planned(terms, 0, costing.calendar),)
            self._watches[number] = Projection(costing.calendar, costing.rows, measures).watched(self._number)
        return self._watches[number]

    # --- parts

    def _amount(self, amounts: Amounts, component: str) -> Fraction:
        return self._costing.exact(amounts, self._year, self._basis)[component]

    def _places(
        self, component: str, before: Mapping[int, PlacePart], after: Mapping[int, PlacePart]
    ) -> Iterable[Working]:
        """The change of each band and step, with the people who stand there."""
        nobody = PlacePart({})
        for place in sorted(before.keys() | after.keys()):
            old, new = before.get(place, nobody), after.get(place, nobody)
            value = self._amount(new.amounts, component) - self._amount(old.amounts, component)
            if not value:
                continue
            band, step = self._costing.calendar.places[place]
            basic = self._costing.calendar.at(self._number * MONTHS).basic[place]
            inputs = [
                Working("heads_months", {}, Fraction(new.heads, MONTHS), "people"),
                Working("wte_months", {}, new.wte / MONTHS, "WTE"),
                Working("full_time_basic", self._scale_data(), basic, "£ a year", (), self._source(band, step)),
            ]
            if old.heads and (old.heads, old.wte) != (new.heads, new.wte):
                inputs.insert(0, Working("heads_before", {}, Fraction(old.heads, MONTHS), "people"))
            yield Working("place", {"band": band, "step": step}, value, children=tuple(inputs))

    def _scale_data(self) -> dict[str, object]:
        scale = latest(self._costing.rates.scales, self._year)
        return {"scale": scale.year, "grown": scale.year != self._year.label}

    def _source(self, band: str, step: str) -> Provenance | None:
        for point in latest(self._costing.rates.scales, self._year).points:
            if (point.band, point.step) == (band, step):
                return point.provenance
        return None

    def _rules(self, component: str) -> Iterable[Working]:
        """The rule behind a component, and the rate of the year with where it comes from."""
        rates, year = self._costing.rates, self._year
        if component in _RULES:
            yield Working("handbook", {"section": _RULES[component]}, None, "")
        if component == "nic":
            ni = latest(rates.employer_ni, year)
            yield Working("nic_rate", {"year": ni.year}, Fraction(ni.rate), "share", (), ni.provenance)
            yield Working("nic_threshold", {"year": ni.year}, Fraction(ni.threshold), "£ a year", (), ni.provenance)
        elif component == "pension":
            pension = latest(rates.employer_pension, year)
            rate = self._costing.calendar.pension_rate(year, self._basis)
            published = pension.trust if self._basis == "trust" else pension.whole_nhs
            chosen = rate != Fraction(published)
            source = None if chosen else pension.provenance
            data = {"year": year.label if chosen else pension.year, "basis": self._basis}
            yield Working("pension_set" if chosen else "pension_rate", data, rate, "share", (), source)
        elif component == "levy":
            yield Working("levy_rate", {}, Fraction(rates.levy), "share", (), rates.levy_provenance)
        elif component == "unsocial":
            unsocial = rates.unsocial
            for when, table in (("saturday", unsocial.saturday_night), ("sunday", unsocial.sunday_holiday)):
                for group, percent in table.items():
                    data = {"group": group, "when": when}
                    yield Working("unsocial_rate", data, Fraction(percent), "share", (), unsocial.provenance)
        elif component == "hcas" and rates.hcas:
            for zone, bounds in latest(rates.hcas, year).items():
                bound = {"zone": zone, "least": bounds.minimum, "most": bounds.maximum}
                yield Working("hcas_rate", bound, Fraction(bounds.share), "share", (), bounds.provenance)
        elif component == "redundancy":
            yield Working("redundancy_rule", {}, None, "", (), rates.redundancy.provenance)


def _inputs(measure: Planned) -> Iterable[Working]:
    """The figures that a measure was given."""
    for spec in KINDS[measure.terms.kind].fields:
        value = measure.terms.values.get(spec.name)
        if isinstance(value, bool) or value is None:
            continue
        data = {"kind": measure.terms.kind, "field": spec.name}
        if isinstance(value, int | Decimal):
            yield Working("given", data, Fraction(value), spec.unit or "number")
        elif isinstance(value, str):
            yield Working("chosen", {**data, "value": value}, None, "")
