"""The side panel: how a figure was worked out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.costing.result import CostingResult, OptionCost
from negotiator.domain.problems import Refused
from negotiator.wording.figures import money
from negotiator.wording.sentences import sentence
from negotiator.wording.workings import working_label, working_source, working_value
from ui.jobs import Jobs
from ui.pages.costing.table import component_words
from ui.pages.costing.views import Ask
from ui.theme import Theme
from ui.widgets import Button, SidePanel, Text, Words, Working, WorkingsTree

if TYPE_CHECKING:
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.working import Working as DomainWorking
    from negotiator.services.session import Session


_EXPLAIN = "explain-cell"
_MOST_WIDTH = 360
"""Beside the figures, at 100 %."""
_AS_WIDE_AS_ROOM = 16_777_215
"""No bound: Qt's own largest width."""


def tr(text: str) -> str:
    return QCoreApplication.translate("Workings", text)


@dataclass(frozen=True, slots=True)
class Explained:
    """What the job found: the tree, and the costing to go on from."""

    tree: tuple[Working, ...]
    costing: Costing


def explain_cell(
    case: CostingCase, edition: str, before: Costing | None, place: int | None, component: str, year: str, basis: str
) -> Explained:
    """The work of a job: the workings of one cell. ``before`` saves what an earlier explanation worked out."""
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.explain import explain
    from negotiator.services.lookups import rates

    costing = Costing(case, rates(case.jurisdiction, edition), before)
    return Explained((shown(explain(costing, place, component, year, basis)),), costing)


def shown(working: DomainWorking) -> Working:
    """A line of the model's workings in words."""
    provenance = working.provenance
    return Working(
        working_label(working),
        working_value(working),
        working_source(working),
        provenance.verified if provenance is not None else None,
        tuple(shown(child) for child in working.children),
    )


def agrees(case: CostingCase, result: CostingResult) -> bool:
    """False where the records have changed since the result: a newer one is on its way, and will be explained."""
    return [(each.id, each.measure_ids) for each in case.options] == [
        (each.option_id, tuple(share.measure_id for share in each.measures)) for each in result.options
    ]


def full_year_case(case: CostingCase, place: int, option: OptionCost) -> CostingCase:
    """The case that the full-year effect is the first year of: recurrent measures alone, from the first day, no end."""
    chosen = case.options[place]
    kept = tuple(
        replace(terms, start=None, end=None)
        for terms, share in zip(chosen.measures, option.measures, strict=True)
        if share.recurrent
    )
    return replace(case, years=1, options=(CaseOption(chosen.name, kept, chosen.id),))


class WorkingsPanel(SidePanel):
    """Shows the workings of one cell as a tree, with each rate's source and whether it was checked."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__(theme, "")
        self.title.setText(self.tr("How was this worked out?"))
        self._theme, self._jobs = theme, jobs
        self._costing: Costing | None = None
        self.setMinimumWidth(theme.px(240))
        self.where = Words(theme, (), "caption")
        self.figure = Text("", "figure")
        self.add(self.where)
        self.add(self.figure)
        self.tree = WorkingsTree(theme, self.tr("Workings"))
        self.add(self.tree, 1)
        self.note = Text("", "caption", "muted", wrap=True)
        self.add(self.note)
        self.note.hide()
        self.copy_button = Button(theme, self.tr("Copy workings"), "copy")
        self.copy_button.clicked.connect(self.tree.copy)
        footer = self.footer()
        footer.addWidget(self.copy_button)
        footer.addStretch(1)

    def _note(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def set_alone(self, alone: bool) -> None:
        """Take the width of the page where it stands in the figures' place, not beside them."""
        self.setMaximumWidth(_AS_WIDE_AS_ROOM if alone else self._theme.px(_MOST_WIDTH))

    def explain(
        self,
        session: Session,
        proposal_id: str,
        basis: str,
        result: CostingResult,
        component: str,
        option_id: str,
        year: str,
    ) -> None:
        """Explain a cell of the table. What needs the engine is worked out in the background."""
        from negotiator.services.costing import case_for

        place = next((n for n, o in enumerate(result.options) if o.option_id == option_id), None)
        option = result.options[place] if place is not None else None
        when = {"all": self.tr("all years"), "full": self.tr("full year")}.get(year, year)
        name = option.name if option else self.tr("No change")
        self.where.set_parts([(f"{name} · {_row_words(component)} · {when}", "muted")])
        value = cell_value(result, option, component, year)
        self.figure.setText(money(value, 2) if value is not None else "")
        self._note("")
        self._jobs.cancel(_EXPLAIN)
        if component in ("recurrent", "once") and option is not None:
            self.tree.set_workings(by_measure(option, component, result.years if year == "all" else (year,)))
            return
        if year == "all":
            self.tree.set_workings(_by_year(result, option, component))
            return
        try:
            case = replace(case_for(session, proposal_id), basis=basis)
        except Refused as refusal:
            self._note(sentence(refusal.problems[0]))
            return
        if not agrees(case, result):
            return
        at: int | None = place
        if year == "full" and option is not None and place is not None:
            case, at, year = full_year_case(case, place, option), 0, result.years[0]
            self._note(self.tr("The first year with the recurrent measures alone, each from the first day."))
        self._start(session.settings.edition, Ask(case, at, component, year, basis))

    def show_workings(self, edition: str, where: str, figure: str, workings: Ask | tuple[Working, ...]) -> None:
        """Explain a figure of a view: what the engine explains is worked out in the background."""
        self.where.set_parts([(where, "muted")])
        self.figure.setText(figure)
        self._note("")
        if isinstance(workings, Ask):
            self._start(edition, workings)
            return
        self._jobs.cancel(_EXPLAIN)  # which might come later and take its place
        self.tree.set_workings(workings)

    def _start(self, edition: str, ask: Ask) -> None:
        self._jobs.start(
            _EXPLAIN,
            explain_cell,
            ask.case,
            edition,
            self._costing,
            ask.place,
            ask.component,
            ask.year,
            ask.basis,
            done=self._on_explained,
            failed=self._on_failed,
        )

    def _on_explained(self, explained: Explained) -> None:
        self._costing = explained.costing
        self.tree.set_workings(explained.tree)

    def _on_failed(self, error: Any) -> None:
        if not isinstance(error, Refused):
            raise error
        self.tree.set_workings(())
        self._note(sentence(error.problems[0]))


def _row_words(component: str) -> str:
    words = {"recurrent": tr("Recurrent"), "once": tr("Non-recurrent")}
    return words.get(component) or component_words(component)


def cell_value(result: CostingResult, option: OptionCost | None, component: str, year: str) -> Decimal | None:
    """The figure in a cell of the page's table; None where there is none."""
    if option is not None and component in ("recurrent", "once"):
        years = option.recurrent if component == "recurrent" else option.non_recurrent
        return sum(years.values(), Decimal("0.00")) if year == "all" else years.get(year)
    if option is not None and year == "full":
        costs = option.full_year_effect
        return costs.total if component == "total" else costs.components.get(component)
    by_year = option.years if option is not None else result.baseline
    chosen = list(by_year.values()) if year == "all" else [by_year[year]] if year in by_year else []
    if not chosen:
        return None
    parts = [c.total if component == "total" else c.components.get(component, Decimal("0.00")) for c in chosen]
    return sum(parts, Decimal("0.00"))


def _by_year(result: CostingResult, option: OptionCost | None, component: str) -> tuple[Working, ...]:
    rows = tuple(Working(y, money(cell_value(result, option, component, y) or Decimal(0), 2)) for y in result.years)
    total = cell_value(result, option, component, "all") or Decimal(0)
    return (Working(tr("The years added up"), money(total, 2), children=rows),)


def by_measure(option: OptionCost, component: str, years: tuple[str, ...]) -> tuple[Working, ...]:
    """What is recurrent, or paid ``once``, as the shares of the measures over some years."""
    rows = []
    for share in option.measures:
        amount = sum((share.years.get(year, Decimal(0)) for year in years), Decimal("0.00"))
        if share.recurrent == (component == "recurrent"):
            rows.append(Working(share.label, money(amount, 2)))
    words = tr("Shares of the recurrent measures") if component == "recurrent" else tr("Shares of what is paid once")
    return (Working(words, children=tuple(rows)),)
