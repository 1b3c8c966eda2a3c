"""One table for all options by year; the chosen cell opens its workings; a strip of views; a chart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.result import CostingResult, OptionCost
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate, Option, Proposal
from negotiator.wording.sentences import sentence
from ui.pages.base import Page
from ui.pages.costing.analysis import COSTS, DIFFERENCE, RANGE, TORNADO
from ui.pages.costing.choice import ViewChoice
from ui.pages.costing.costs import ChosenCell
from ui.pages.costing.figures import Figures
from ui.pages.costing.strip import StripFigure
from ui.pages.costing.table import TOTAL
from ui.pages.costing.view_work import AFFORDABILITY, DRIFT, GAINERS
from ui.pages.costing.views import Ask, Cell
from ui.pages.costing.workings import WorkingsPanel
from ui.pages.packs.printing import PackPrinter
from ui.pages.proposals.dialogs import MandateDialog
from ui.widgets import (
    Banner,
    Button,
    Columns,
    ElidedText,
    EmptyState,
    PageHead,
    ProgressPanel,
    Segmented,
)

_SEEN = ("proposal", "option", "measure", "mandate", "settings", "staff_line")


_PANEL, _NARROW_PANEL = 300, 262
"""The width of the workings beside the table, at 100 %."""


_MOST_REFUSALS = 3
"""Reasons that an empty page names; the rest are counted."""


def cost_on(case: CostingCase, edition: str, basis: str) -> CostingResult:
    """The work of a job: the same case on the other basis."""
    from negotiator.services.costing import cost_case

    return cost_case(replace(case, basis=basis), edition)


class CostingPage(Page):
    """What every option costs, and how each figure was worked out."""

    key, icon = "costing", "calculator"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("CostingPage", "Costing")

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.body.setSpacing(9)
        self.proposal_id = self.option_id = ""
        self._other: tuple[str, CostingResult | None] = ("", None)
        self._was_roomy: bool | None = None
        self._was_cramped = False
        self._banner_leads_to = ""
        self.head = PageHead(self.theme, self.title())
        self.proposal_box = QComboBox()
        self.proposal_box.setAccessibleName(self.tr("Proposal"))
        self.head.add_choice(self.proposal_box)
        self.view = QComboBox()
        self.view.setAccessibleName(self.tr("View"))
        for key, words in (
            ("in_year", self.tr("In-year")),
            ("full_year", self.tr("Full-year effect")),
            ("recurrence", self.tr("Recurrent and once")),
            ("baseline", self.tr("No change")),
        ):
            self.view.addItem(words, key)
        self.head.add_choice(self.view)
        self.basis = Segmented(self.tr("Basis"), (("trust", self.tr("Trust")), ("whole-nhs", self.tr("Whole NHS"))))
        self.head.add_choice(self.basis)
        self.export_button = self.head.set_primary(self.tr("Export workbook…"), "table-2")
        self.body.addWidget(self.head)
        self.progress = ProgressPanel(self.theme)
        self.body.addWidget(self.progress)
        self.printer = PackPrinter(self.context, self.progress, self)
        self.banner = Banner(self.theme, "amber", "triangle-alert")
        self.banner_button = self.banner.add_action("", "arrow-right")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.views = ViewChoice(
            self.tr("Shown"),
            (
                (COSTS, self.tr("Costs")),
                (DIFFERENCE, self.tr("Difference")),
                (GAINERS, self.tr("Who gains")),
                (AFFORDABILITY, self.tr("Affordability")),
                (DRIFT, self.tr("Drift and 1 %")),
                (RANGE, self.tr("Likely range")),
                (TORNADO, self.tr("What moves it")),
            ),
        )
        self.what = ElidedText("", "caption", "muted")
        self.what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head.subtitle.hide()  # it stands beside the views: the table below needs the height
        shown = QHBoxLayout()
        shown.setSpacing(12)
        shown.addWidget(self.views, 1)
        shown.addWidget(self.what)
        self.why_button = Button(self.theme, self.tr("How worked out?"), "circle-question-mark", "small")
        self.why_button.hide()
        shown.addWidget(self.why_button)
        self.body.addLayout(shown)
        self.splitter = Columns(self.theme)
        self.left = Figures(self.theme, self.context.jobs)
        self.costs, self.strip, self.analysis = self.left.costs, self.left.strip, self.left.analysis
        self.table, self.model, self.assumed = self.costs.table, self.costs.model, self.costs.assumed
        self.figures = self.strip.figures
        self.splitter.addWidget(self.left)
        self.panel = WorkingsPanel(self.theme, self.context.jobs)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([self.theme.px(730), self.theme.px(_PANEL)])
        self.body.addWidget(self.splitter, 1)
        self.empty = EmptyState(
            self.theme,
            self.tr("Costs appear here as soon as a proposal has an option, and the establishment has people."),
            self.tr("Go to proposals"),
            "layers",
        )
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.view.activated.connect(self._on_view)
        self.basis.chosen.connect(self._on_basis)
        self.proposal_box.activated.connect(self._on_proposal)
        self.export_button.clicked.connect(self._on_export)
        self.costs.cell_moved.connect(self._explain)
        self.costs.option_chosen.connect(self._choose_option)
        self.costs.workings_asked.connect(self._on_workings_asked)
        self.empty.pressed.connect(self._on_empty)
        self.banner_button.clicked.connect(self._on_banner)
        self.views.chosen.connect(self._on_shown)
        self.analysis.option_chosen.connect(self._choose_option)
        self.analysis.explained.connect(self._on_explained)
        self.analysis.workings_asked.connect(self.panel_asked)
        self.analysis.next_asked.connect(self._on_next)
        self.strip.pressed.connect(self._on_figure)
        self.why_button.clicked.connect(self._on_why)
        self.panel.closed.connect(self._on_panel_closed)

    # --- filling -----------------------------------------------------------------------------------------------------

    def refresh(self, changes: Any | None = None) -> None:
        if changes is not None and not any(changes.touches(kind) for kind in _SEEN):
            return
        proposals = self.bridge.all(Proposal)
        if not any(proposal.id == self.proposal_id for proposal in proposals):
            self.proposal_id = proposals[0].id if proposals else ""
            self.option_id = ""
            self.basis.set_value(self.bridge.workspace.basis)
        self.proposal_box.setVisible(len(proposals) > 1)
        self.proposal_box.clear()
        for proposal in proposals:
            self.proposal_box.addItem(proposal.name, proposal.id)
        self.proposal_box.setCurrentIndex(max(0, self.proposal_box.findData(self.proposal_id)))
        self._fill()

    def costs_changed(self) -> None:
        self._other = ("", None)
        self._fill()

    def focus_record(self, kind: str, record_id: str) -> None:
        if kind == "option":
            self._choose_option(record_id)

    def result(self) -> CostingResult | None:
        """What is shown: the newest costing on the chosen basis; None while it is on its way."""
        if not self.proposal_id:
            return None
        result = self.bridge.costs(self.proposal_id)
        if result is None or result.basis == self.basis.value():
            return result
        basis, other = self._other
        return other if basis == self.basis.value() else None

    def _start_other(self) -> None:
        from negotiator.services.costing import case_for

        if self.bridge.session is None:
            return
        try:
            case = case_for(self.bridge.session, self.proposal_id)
        except Refused:
            return
        self.context.jobs.start(
            "costs-on-other-basis",
            cost_on,
            case,
            self.bridge.workspace.edition,
            str(self.basis.value()),
            done=self._on_other,
            failed=self._on_other_failed,
        )

    def _on_other(self, result: CostingResult) -> None:
        self._other = (result.basis, result)
        self._fill()

    def _on_other_failed(self, error: object) -> None:
        if not isinstance(error, Refused):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self.context.problem(error)

    def _fill(self) -> None:
        result = self.result()
        if result is None and self.proposal_id and self.bridge.costs(self.proposal_id) is not None:
            self._start_other()
        waiting = bool(self.proposal_id) and result is None and not self.bridge.costs_problems
        there = result is not None and bool(result.options)
        self._fill_banner(result)
        if waiting and self.model.rowCount():
            return  # what stands is shown until the new figures are there; the status line says so
        for widget in (self.splitter, self.views, self.basis):
            widget.setVisible(there)
        self.view.setVisible(there and self.views.value() == COSTS)
        self.empty.setVisible(not there)
        self.export_button.setEnabled(there)
        words = self.tr("trust basis") if self.basis.value() == "trust" else self.tr("whole-NHS basis")
        self.what.setText(self.tr("Against no change · {basis}").format(basis=words))
        self.what.setVisible(there and self._is_roomy())
        if not there or result is None:
            self._fill_empty()
            return
        if not any(option.option_id == self.option_id for option in result.options):
            self.option_id = self._preferred(result)
        self._fill_figures(result)
        mandates = self.bridge.children(Mandate, self.proposal_id)
        self.analysis.show_result(
            self.bridge.session, self.proposal_id, result, self.option_id, mandates[0] if mandates else None
        )
        self.left.fit()
        self._explain()

    def _preferred(self, result: CostingResult) -> str:
        options = self.bridge.children(Option, self.proposal_id)
        preferred = [option.id for option in options if option.preferred]
        return preferred[0] if preferred else result.options[0].option_id

    def _fill_empty(self) -> None:
        """Why nothing is shown, and the button that leads on: to the rates where an edition is missing."""
        problems = self.bridge.costs_problems
        lacks_edition = any(problem.code == "edition_not_here" for problem in problems)
        if problems:
            words = self.tr("The costing was refused.")
            more = len(problems) - _MOST_REFUSALS
            told = [f"{words} {sentence(problems[0])}", *(sentence(each) for each in problems[1:_MOST_REFUSALS])]
            if more > 0:
                told.append(self.tr("And {n} more.").format(n=more))
            self.empty.set_sentence("\n".join(told))
        else:
            self.empty.set_sentence(
                self.tr("Costs appear here as soon as a proposal has an option, and the establishment has people.")
            )
        if self.empty.button is not None:
            self.empty.button.setText(self.tr("Rates edition…") if lacks_edition else self.tr("Go to proposals"))

    def _fill_banner(self, result: CostingResult | None) -> None:
        """One at a time: pay below the National Living Wage, which nobody may miss, or why every cost is nought.

        A refusal stands where the costs would be.
        """
        options = result.options if result is not None else ()
        floor = [w for option in options for w in option.warnings if w.code == "below_living_wage"]
        self._banner_leads_to = ""
        if floor:
            self.banner.set(self.tr("Pay below the National Living Wage"), sentence(floor[0]))
        elif options and not self.bridge.all(StaffLine):
            self._banner_leads_to = "establishment"
            self.banner.set(
                self.tr("Nobody is in the establishment yet"),
                self.tr("So whatever changes pay costs nothing here. Bring in or paste the people first."),
            )
            self.banner_button.setText(self.tr("Go to the establishment"))
        elif options and not any(option.measures for option in options):
            self._banner_leads_to = "proposals"
            self.banner.set(
                self.tr("No option has a measure yet"),
                self.tr("So each costs what no change costs. Add the first measure of an option."),
            )
            self.banner_button.setText(self.tr("Go to proposals"))
        self.banner.setVisible(bool(floor or self._banner_leads_to))
        self.banner_button.setVisible(bool(self._banner_leads_to))

    def _on_banner(self) -> None:
        self.context.navigate(self._banner_leads_to)

    def _is_roomy(self) -> bool:
        return self.width() >= self.theme.px(980)

    def _is_cramped(self) -> bool:
        """True where figures and workings have no room side by side, as with large text."""
        return self.width() < self.theme.px(760)

    def _fill_figures(self, result: CostingResult) -> None:
        """At 1024 wide there is no room for the strip: its figures stand in the other views and in the pack."""
        roomy, beside_table = self._is_roomy(), self.views.value() == COSTS
        workspace = self.bridge.workspace
        self.costs.setVisible(beside_table)
        self.strip.setVisible(roomy and beside_table)
        self.costs.show_costs(
            result, str(self.view.currentData()), self.view.currentText(), self.option_id, workspace.awards
        )
        option = self._option(result)
        if option is not None:
            self.strip.show_option(result, option, workspace.discount)

    def _option(self, result: CostingResult) -> OptionCost | None:
        return next((option for option in result.options if option.option_id == self.option_id), None)

    # --- what the person does ----------------------------------------------------------------------------------------

    def _choose_option(self, option_id: str) -> None:
        result = self.result()
        if result is None or option_id == self.option_id:
            return
        self.option_id = option_id
        component, _, year = self.costs.cell
        self.costs.cell = (component, option_id, year)
        self._fill()

    def _on_view(self, index: int) -> None:
        self._fill()

    def _on_basis(self, basis: object) -> None:
        self._fill()

    def _on_proposal(self, index: int) -> None:
        self.proposal_id, self.option_id = self.proposal_box.itemData(index), ""
        self._other = ("", None)
        self._fill()

    def _on_workings_asked(self) -> None:
        self.panel_asked()
        self._explain()

    def panel_asked(self) -> None:
        """Show the workings where they were closed: beside the figures, or in their place where there is no room."""
        was_closed = self.panel.isHidden()
        self.panel.show()
        self.why_button.hide()
        if self._is_cramped():
            self.left.hide()
            if was_closed:
                self.panel.tree.setFocus()

    def _on_panel_closed(self) -> None:
        self.left.show()
        self.why_button.show()
        (self.table if self.costs.isVisibleTo(self) else self.analysis.table).setFocus()

    def _on_why(self) -> None:
        self.panel_asked()
        self._explain()
        self.panel.tree.setFocus()

    def _on_shown(self, key: str) -> None:
        self.show_view(key)

    def show_view(self, key: str) -> None:
        """Show a view by its key: the costs, or one of `analysis`. KeyError for another."""
        self.views.set_value(key)
        self.analysis.set_view(key)
        self._fill()

    def _explain(self) -> None:
        """Tell the workings of what the reader stands on: a cell of the table of costs, or a figure of the view."""
        if self.views.value() != COSTS:
            self.analysis.explain()
            return
        self._explain_cell(self.costs.cell)

    def _explain_cell(self, cell: ChosenCell) -> None:
        result = self.result()
        if result is not None and self.panel.isVisibleTo(self.splitter) and self.bridge.session is not None:
            component, option_id, year = cell
            self.panel.explain(
                self.bridge.session, self.proposal_id, str(self.basis.value()), result, component, option_id, year
            )

    def _on_explained(self, where: str, figure: str, workings: object) -> None:
        if isinstance(workings, Cell):
            self._explain_cell((TOTAL, workings.option_id, workings.year))
        elif self.panel.isVisibleTo(self.splitter):
            assert isinstance(workings, Ask | tuple)
            self.panel.show_workings(self.bridge.workspace.edition, where, figure, workings)

    def _on_figure(self, figure: StripFigure) -> None:
        self.panel_asked()
        self.panel.show_workings(
            self.bridge.workspace.edition, figure.label, f"{figure.value} {figure.note}", figure.workings
        )

    def _on_next(self, lacks: str) -> None:
        """Mend what a view lacks: the mandate here, the rest on its page."""
        if lacks == "mandate":
            settings = self.bridge.workspace
            found = self.bridge.children(Mandate, self.proposal_id)
            mandate = found[0] if found else Mandate("", self.proposal_id)
            MandateDialog(self.theme, mandate, settings.first_year, settings.years, self.bridge.submit, self).open()
        elif lacks == "people":
            self.context.navigate("establishment")
        else:
            self.context.navigate("proposals", "option", self.option_id)

    def _on_export(self) -> None:
        self.printer.ask(Audience.TEAM, self.tr("costing"), "xlsx")

    def _on_empty(self) -> None:
        if any(problem.code == "edition_not_here" for problem in self.bridge.costs_problems):
            self.context.run_action("editions")
        else:
            self.context.navigate("proposals")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_cramped() != self._was_cramped:
            self._was_cramped = self._is_cramped()
            self.left.show()
            self.panel.set_alone(self._was_cramped)
            self.panel.setVisible(not self._was_cramped)
            self.why_button.setVisible(self._was_cramped)
        if self._is_roomy() != self._was_roomy:
            self._was_roomy = self._is_roomy()
            side = self.theme.px(_PANEL if self._was_roomy else _NARROW_PANEL)
            self.splitter.setSizes([max(200, self.width() - side), side])
            self.strip.setVisible(self._was_roomy and self.views.value() == COSTS)
            self.what.setVisible(self._was_roomy and self.splitter.isVisibleTo(self))
