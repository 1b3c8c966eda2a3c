"""Three columns read left to right: the options, the measures of one, the form of one measure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox

from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.result import CostingResult, MeasureCost, OptionCost
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate, Measure, MeasureTemplate, Option, Proposal, Terms
from negotiator.domain.stakeholders import Interest, Stakeholder
from negotiator.services.commands import (
    AddRecord,
    ChangeRecord,
    CopyMeasures,
    DuplicateOption,
    KeepTemplate,
    MoveMeasure,
    MoveRecord,
    PreferOption,
    RemoveRecords,
    Several,
    SwitchMeasures,
    UseTemplate,
    new_id,
)
from negotiator.wording.figures import money
from negotiator.wording.measures import kind_label
from negotiator.wording.sentences import sentence
from ui.pages.base import Page
from ui.pages.proposals.dialogs import AddMeasureDialog, MandateDialog, NameDialog
from ui.pages.proposals.measure_panel import MeasurePanel
from ui.pages.proposals.measures import MeasureRow
from ui.pages.proposals.measures_card import MeasuresCard
from ui.pages.proposals.menus import MeasureMenu, OptionMenu
from ui.pages.proposals.options import OptionCard, OptionsColumn
from ui.pages.proposals.scope import scope_words
from ui.pages.proposals.served import served_by
from ui.widgets import Columns, EmptyState, PageHead

_NARROW = 800
"""The width, at 100 %, under which a page cannot show three columns."""
_SEEN = ("proposal", "option", "measure", "mandate", "interest", "settings", "staff_line", "measure_template")


def _beside(chosen: str, before: tuple[str, ...], now: tuple[str, ...]) -> str:
    """What to choose now: the same; where it has gone, what took its place, or else what came before it."""
    if chosen in now or chosen not in before or not now:
        return chosen
    return now[min(before.index(chosen), len(now) - 1)]


class ProposalsPage(Page):
    """Options on the left, the chosen one's measures in the middle, the chosen measure's form on the right."""

    key, icon = "proposals", "layers"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("ProposalsPage", "Proposals")

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.proposal_id = self.option_id = self.measure_id = ""
        self._filling = False
        self._known: dict[str, tuple[str, ...]] = {}  # the measures of each option as they were last shown, in order
        self.head = PageHead(self.theme, self.title())
        self.proposal_box = QComboBox()
        self.proposal_box.setAccessibleName(self.tr("Proposal"))
        self.head.add_choice(self.proposal_box)
        self.mandate_button = self.head.add_secondary(self.tr("Mandate…"), "shield")
        self.compare_button = self.head.add_secondary(self.tr("Compare options"), "columns-3")
        self.add_button = self.head.set_primary(self.tr("Add measure…"), "plus")
        self.body.addWidget(self.head)
        self.splitter = Columns(self.theme)
        self.options_column = OptionsColumn(self.theme)
        self.measures_card = MeasuresCard(self.theme)
        self.panel = MeasurePanel(self.theme)
        self.options, self.measures, self.form = self.options_column.list, self.measures_card.measures, self.panel.form
        self.option_name, self.no_measures = self.measures_card.option_name, self.measures_card.no_measures
        for column in (self.options_column, self.measures_card, self.panel):
            self.splitter.addWidget(column)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        self._was_roomy: bool | None = None
        self._was_narrow = False
        self._is_open = False  # the form, where a narrow page shows either it or the measures
        self.body.addWidget(self.splitter, 1)
        self.empty = EmptyState(
            self.theme,
            self.tr(
                "A proposal has options, each a list of measures that is costed as one. "
                "Start with what you would put forward."
            ),
            self.tr("New proposal…"),
        )
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add_measure)
        self.no_measures.pressed.connect(self._on_add_measure)
        self.mandate_button.clicked.connect(self._on_mandate)
        self.compare_button.clicked.connect(self._on_compare)
        self.proposal_box.activated.connect(self._on_proposal)
        self.empty.pressed.connect(self._on_new_proposal)
        self.options_column.add_button.clicked.connect(self._on_add_option)
        self.options.chosen.connect(self._on_option)
        self.options.delete_pressed.connect(self._on_delete_option)
        self.measures_card.more_button.clicked.connect(self._on_option_more)
        self.measures_card.option_chosen.connect(self._on_option)
        self.measures_card.edit_button.clicked.connect(self._on_edit)
        self.panel.closed.connect(self._on_panel_closed)
        self.measures.chosen.connect(self._on_measure)
        self.measures.opened.connect(self._on_measure_opened)
        self.measures.delete_pressed.connect(self._on_delete_measure)
        self.measures.steps.move_asked.connect(self._on_move)
        self.measures.steps.switch_asked.connect(self._on_switch)
        self.form.terms_edited.connect(self._on_terms)
        self.form.why_edited.connect(self._on_why)
        self.panel.more_button.clicked.connect(self._on_measure_more)

    # --- filling -----------------------------------------------------------------------------------------------------

    def refresh(self, changes: Any | None = None) -> None:
        if changes is not None and not any(changes.touches(kind) for kind in _SEEN):
            return
        proposals = self.bridge.all(Proposal)
        if not any(proposal.id == self.proposal_id for proposal in proposals):
            self.proposal_id = proposals[0].id if proposals else ""
        self._fill_proposals(proposals)
        there = bool(proposals)
        self.splitter.setVisible(there)
        self.empty.setVisible(not there)
        for button in (self.mandate_button, self.compare_button):
            button.setVisible(there)
        self.add_button.setText(self.tr("Add measure…") if there else self.tr("New proposal…"))
        if not there:
            self.head.set_subtitle(self.tr("What you would put forward, and what each way of doing it costs"))
            return
        options = self._options()
        self._follow(changes, options)
        if not any(option.id == self.option_id for option in options):
            preferred = [option for option in options if option.preferred]
            self.option_id = (preferred or list(options) or [Option("", "", "")])[0].id
        self._fill_options(options)
        self._fill_measures()
        self._fill_form()
        self._known = {option.id: self._measure_ids(option.id) for option in options}

    def _follow(self, changes: Any | None, options: tuple[Option, ...]) -> None:
        """Choose what a change brought, whether added, duplicated, or brought back; beside what it took away."""
        if changes is None or changes.all or not self._known:
            return
        brought = [
            option.id for option in options if option.id in changes.of("option") and option.id not in self._known
        ]
        if brought:
            self.option_id, self.measure_id = brought[-1], ""
            return
        for option in options:
            before = self._known.get(option.id, ())
            new = [key for key in self._measure_ids(option.id) if key in changes.of("measure") and key not in before]
            if new:
                self.option_id, self.measure_id = option.id, new[-1]
                return
        self.option_id = _beside(self.option_id, tuple(self._known), tuple(option.id for option in options))

    def _measure_ids(self, option_id: str) -> tuple[str, ...]:
        return tuple(measure.id for measure in self.bridge.children(Measure, option_id))

    def costs_changed(self) -> None:
        if self.proposal_id:
            self._fill_options(self._options())
            self._fill_measures()
            self._fill_form_total()

    def focus_record(self, kind: str, record_id: str) -> None:
        if kind == "measure":
            measure = self.bridge.get(Measure, record_id)
            option = self.bridge.get(Option, measure.option_id)
            self.proposal_id, self.option_id, self.measure_id = option.proposal_id, option.id, measure.id
            self._is_open = True
        elif kind == "option":
            option = self.bridge.get(Option, record_id)
            self.proposal_id, self.option_id, self.measure_id = option.proposal_id, option.id, ""
        elif kind == "proposal":
            self.proposal_id, self.option_id, self.measure_id = record_id, "", ""
        self.refresh(None)

    def _options(self) -> tuple[Option, ...]:
        return self.bridge.children(Option, self.proposal_id)

    def _result(self) -> CostingResult | None:
        return self.bridge.costs(self.proposal_id) if self.proposal_id else None

    def _cost_of(self, option_id: str) -> OptionCost | None:
        result = self._result()
        return next((o for o in result.options if o.option_id == option_id), None) if result else None

    def _mandate(self) -> Mandate | None:
        mandates = self.bridge.children(Mandate, self.proposal_id)
        return mandates[0] if mandates else None

    def _fill_proposals(self, proposals: tuple[Proposal, ...]) -> None:
        self.proposal_box.setVisible(len(proposals) > 1)
        self.proposal_box.clear()
        for proposal in proposals:
            self.proposal_box.addItem(proposal.name, proposal.id)
        self.proposal_box.setCurrentIndex(max(0, self.proposal_box.findData(self.proposal_id)))
        chosen = next((p for p in proposals if p.id == self.proposal_id), None)
        if chosen is not None:
            self.head.set_subtitle(f"{chosen.name} · {chosen.summary}" if chosen.summary else chosen.name)

    def _fill_options(self, options: tuple[Option, ...]) -> None:
        mandate = self._mandate()
        envelope = mandate.envelope if mandate else None
        cards = []
        for option in options:
            cost = self._cost_of(option.id)
            yearly = cost.full_year_effect.total if cost else None
            room = envelope - yearly if envelope is not None and yearly is not None else None
            count = len(self.bridge.children(Measure, option.id))
            cards.append(OptionCard(option.id, option.name, option.summary, count, yearly, room, option.preferred))
        summary = self.tr("Costs nothing; every option is measured against it.")
        cards.append(OptionCard("no-change", self.tr("No change"), summary, 0, is_no_change=True))
        self._filling = True  # as with the measures
        self.options.set_cards(tuple(cards), self.option_id)
        self._filling = False

    def _fill_measures(self) -> None:
        options = self._options()
        option = next((o for o in options if o.id == self.option_id), None)
        self.measures_card.setVisible(option is not None)
        if option is None:
            self.panel.hide()
            return
        self.measures_card.set_options(options, option.id)
        measures = self.bridge.children(Measure, option.id)
        cost = self._cost_of(option.id)
        shares = {share.measure_id: share for share in cost.measures} if cost else {}
        figures = {key: self._figure(share) for key, share in shares.items()}
        largest = max((abs(amount) for amount, _ in figures.values()), default=Decimal(0))
        rows = tuple(
            MeasureRow(
                measure.id,
                place,
                measure.terms.label or kind_label(measure.terms.kind),
                self._detail(measure),
                measure.enabled,
                figures[measure.id][0] if measure.id in figures else None,
                figures[measure.id][1] if measure.id in figures else False,
                largest,
                bool(self._notices(cost, measure)),
            )
            for place, measure in enumerate(measures, start=1)
        )
        self._filling = True  # rows that go and come back move the list's current one; the chosen measure stays
        self.measures_card.set_rows(rows)
        self._filling = False
        here = tuple(measure.id for measure in measures)
        if self.measure_id not in here:
            beside = _beside(self.measure_id, self._known.get(option.id, ()), here)
            self.measure_id = beside if beside in here else (here or ("",))[0]
        self.measures_card.choose_row(self.measure_id)
        basis = self.tr("trust basis") if self.bridge.workspace.basis == "trust" else self.tr("whole-NHS basis")
        self.measures_card.set_total(basis, money(cost.full_year_effect.total) if cost else "")
        enabled = {measure.id for measure in measures if measure.enabled}
        served = served_by(enabled, self.bridge.all(Interest), self.bridge.all(Stakeholder))
        self.measures_card.set_served(served, 3 if self.height() > self.theme.px(680) else 1)

    def _figure(self, share: MeasureCost) -> tuple[Decimal, bool]:
        """What stands beside a measure: its full year, or what is paid once over all years."""
        if share.recurrent:
            return share.full_year, False
        return sum(share.years.values(), Decimal(0)), True

    def _detail(self, measure: Measure) -> str:
        parts = [kind_label(measure.terms.kind)] if measure.terms.label else []
        if KINDS[measure.terms.kind].scoped:
            parts.append(scope_words(measure.terms.scope))
        if measure.terms.start:
            parts.append(self.tr("from {month}").format(month=f"{measure.terms.start:%b %Y}"))
        if measure.terms.end:
            parts.append(self.tr("until {month}").format(month=f"{measure.terms.end:%b %Y}"))
        return " · ".join(parts)

    def _fill_form(self) -> None:
        measure = self._measure()
        if measure is None:
            self._is_open = False
            self.panel.hide()
            self._show_columns()
            return
        option = self.bridge.get(Option, measure.option_id)
        place = [m.id for m in self.bridge.children(Measure, option.id)].index(measure.id) + 1
        self.panel.title.setText(
            self.tr("Measure {n} of {option}").format(
                n=place, option=option.name.split(" · ")[0] if " · " in option.name else option.name
            )
        )
        settings = self.bridge.workspace
        self.form.set_horizon(settings.first_year, settings.years)
        self.form.scope.set_offers(self.bridge.all(StaffLine))
        self.form.show_measure(measure)
        self.panel.show()
        self._show_columns()
        self._fill_form_total()

    def _notices(self, cost: OptionCost | None, measure: Measure) -> tuple[str, ...]:
        """What the costing says of one measure: nobody in scope, pay held, a large percentage.

        That senior bands have no overtime for call-outs is nothing to look into where no call-out hours are paid.
        """
        places = [share.measure_id for share in cost.measures] if cost else []
        if cost is None or measure.id not in places:
            return ()
        place = places.index(measure.id)
        calls = measure.terms.values.get("callout_hours_per_week")
        return tuple(
            sentence(warning)
            for warning in cost.warnings
            if warning.data.get("measure") == place and (warning.code != "senior_call_outs" or calls)
        )

    def _fill_form_total(self) -> None:
        cost = self._cost_of(self.option_id)
        share = next((s for s in cost.measures if s.measure_id == self.measure_id), None) if cost else None
        measure = self._measure()
        notices = () if measure is None else self._notices(cost, measure)
        self.form.set_notices(() if self.form.scope_row.error else notices)  # nobody in scope is said there already
        if share is None:
            self.panel.set_total("")
            return
        figure, once = self._figure(share)
        self.panel.set_total(money(figure), once)

    def _measure(self) -> Measure | None:
        measures = self.bridge.children(Measure, self.option_id) if self.option_id else ()
        return next((m for m in measures if m.id == self.measure_id), None)

    def _is_narrow(self) -> bool:
        """True where three columns have no room side by side, as with large text."""
        return self.width() < self.theme.px(_NARROW)

    def _show_columns(self) -> None:
        """A narrow page shows the measures, which then choose the option, or in their place the form once opened."""
        narrow = self._is_narrow()
        self.options_column.setVisible(not narrow)
        self.measures_card.set_narrow(narrow)
        self.panel.set_alone(narrow)
        if narrow:
            has_option = any(option.id == self.option_id for option in self._options())
            self.measures_card.setVisible(has_option and not self._is_open)
            self.panel.setVisible(self._is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.bridge.is_open:
            return
        if self._is_narrow() != self._was_narrow:
            self._was_narrow = self._is_narrow()
            self._was_roomy = None
            self.measures_card.setVisible(bool(self.option_id))
            self.panel.setVisible(self._measure() is not None)
            self._show_columns()
        roomy = self.width() >= self.theme.px(980)
        if roomy != self._was_roomy:
            self._was_roomy = roomy
            options, form = (224, 340) if roomy else (176, 268)
            sides = self.theme.px(options), self.theme.px(form)
            self.splitter.setSizes([sides[0], max(200, self.width() - sum(sides) - self.theme.px(60)), sides[1]])

    # --- what the person does ----------------------------------------------------------------------------------------

    def _on_proposal(self, index: int) -> None:
        self.proposal_id = self.proposal_box.itemData(index)
        self.option_id = self.measure_id = ""
        self.refresh(None)

    def _on_new_proposal(self) -> None:
        NameDialog(self.theme, self.tr("New proposal"), self.tr("What is it about?"), self._new_proposal, self).open()

    def _new_proposal(self, name: str, summary: str) -> None:
        proposal = Proposal(new_id(), name, summary)
        option = Option(new_id(), proposal.id, self.tr("A · First option"))
        self.bridge.submit(Several((AddRecord(proposal), AddRecord(option)), "add_proposal"))
        self.proposal_id, self.option_id, self.measure_id = proposal.id, option.id, ""
        self.refresh(None)

    def _on_add_option(self) -> None:
        letter = chr(ord("A") + min(25, len(self._options())))
        NameDialog(
            self.theme, self.tr("Add option"), self.tr("Name"), self._add_option, self, name=f"{letter} · "
        ).open()

    def _add_option(self, name: str, summary: str) -> None:
        option = Option(new_id(), self.proposal_id, name, summary)
        self.bridge.submit(AddRecord(option))
        self.option_id, self.measure_id = option.id, ""
        self.refresh(None)

    def _on_option(self, option_id: str) -> None:
        if option_id != self.option_id and not self._filling:
            self.option_id, self.measure_id = option_id, ""
            self._fill_measures()
            self._fill_form()

    def _on_option_more(self) -> None:
        option = self.bridge.get(Option, self.option_id)
        menu = OptionMenu(self.theme, option, self)
        menu.asked.connect(self.option_action)
        menu.open_under(self.measures_card.more_button)

    def option_action(self, what: str) -> None:
        """Do what the option's menu offers."""
        option = self.bridge.get(Option, self.option_id)
        place = [o.id for o in self._options()].index(option.id)
        if what == "edit":
            NameDialog(
                self.theme, self.tr("Option"), self.tr("Name"), self._name_option, self, option.name, option.summary
            ).open()
        elif what == "prefer":
            self.try_submit(PreferOption(option.id, not option.preferred))
        elif what == "duplicate":
            outcome = self.try_submit(DuplicateOption(option.id))
            if outcome:
                self.context.toast(self.tr("Option duplicated."))
        elif what in ("up", "down"):
            to = place + (1 if what == "down" else -1)
            if 0 <= to < len(self._options()):
                self.try_submit(MoveRecord("option", option.id, to))
        elif what == "add":
            self._on_add_option()
        elif what == "proposal":
            self._on_new_proposal()
        elif what == "delete":
            self._on_delete_option()

    def _name_option(self, name: str, summary: str) -> None:
        option = self.bridge.get(Option, self.option_id)
        self.bridge.submit(ChangeRecord(replace(option, name=name, summary=summary)))

    def _on_delete_option(self) -> None:
        if self.option_id and self.try_submit(RemoveRecords("option", (self.option_id,))):
            self.context.toast(self.tr("Option deleted."))

    def _on_measure(self, measure_id: str) -> None:
        if self._filling:
            return
        if measure_id != self.measure_id or not self.panel.isVisible():
            self.measure_id = measure_id
            self._fill_form()

    def _on_measure_opened(self, measure_id: str) -> None:
        self._is_open = True
        self._on_measure(measure_id)
        self._show_columns()
        self.form.name.setFocus()

    def _on_edit(self) -> None:
        self._on_measure_opened(self.measure_id)

    def _on_panel_closed(self) -> None:
        self._is_open = False
        self._show_columns()
        self.measures.setFocus()

    def _on_delete_measure(self, measure_id: str) -> None:
        if measure_id and self.try_submit(RemoveRecords("measure", (measure_id,))):
            self.context.toast(self.tr("Measure deleted."))

    def _on_move(self, measure_id: str, to: int) -> None:
        self.try_submit(MoveMeasure(measure_id, self.option_id, to))

    def _on_switch(self, measure_id: str, on: bool) -> None:
        self.try_submit(SwitchMeasures((measure_id,), on))

    def _on_terms(self, terms: object, field: str) -> None:
        measure = self._measure()
        if measure is None or not isinstance(terms, Terms):
            return
        try:
            self.bridge.submit(ChangeRecord(replace(measure, terms=terms), f"terms.{field}"))
        except Refused as refusal:
            self.form.set_problem(refusal.problems[0])

    def _on_why(self, why: str) -> None:
        measure = self._measure()
        if measure is not None:
            self.try_submit(ChangeRecord(replace(measure, why=why), "why"))

    def _on_add_measure(self) -> None:
        if not self.proposal_id:
            self._on_new_proposal()
            return
        if not self.option_id:
            self._on_add_option()
            return
        settings = self.bridge.workspace
        AddMeasureDialog(
            self.theme,
            settings.first_year,
            settings.years,
            self.bridge.all(StaffLine),
            self.bridge.all(MeasureTemplate),
            self._add_measure,
            self,
        ).open()

    def _add_measure(self, terms: Terms | None, template_id: str) -> None:
        """Add what the dialog gives. Raises Refused, which the dialog says at its field."""
        if template_id:
            outcome = self.bridge.submit(UseTemplate(template_id, self.option_id))
        else:
            assert terms is not None
            outcome = self.bridge.submit(AddRecord(Measure("", self.option_id, terms)))
        if outcome.added:
            self.measure_id = outcome.added[-1]
            self.refresh(None)

    def _on_measure_more(self) -> None:
        menu = MeasureMenu(self.theme, [o for o in self._options() if o.id != self.option_id], self)
        menu.asked.connect(self.measure_action)
        menu.open_under(self.panel.more_button)

    def measure_action(self, what: str) -> None:
        """Do what the measure's menu offers."""
        measure = self._measure()
        if measure is None:
            return
        siblings = [m.id for m in self.bridge.children(Measure, self.option_id)]
        place = siblings.index(measure.id)
        if what in ("up", "down"):
            to = place + (1 if what == "down" else -1)
            if 0 <= to < len(siblings):
                self._on_move(measure.id, to)
        elif what == "copy":
            if self.try_submit(CopyMeasures((measure.id,), self.option_id)):
                self.context.toast(self.tr("Measure duplicated."))
        elif what.startswith("copy:"):
            self._copy_to(measure, what.removeprefix("copy:"))
        elif what == "template":
            name = measure.terms.label or kind_label(measure.terms.kind)
            NameDialog(
                self.theme, self.tr("Keep as a template"), self.tr("Name"), self._keep_template, self, name, None
            ).open()
        elif what == "delete":
            self._on_delete_measure(measure.id)

    def _copy_to(self, measure: Measure, option_id: str) -> None:
        """Copy to another option and stay here: several measures may be copied one after another."""
        if self.try_submit(CopyMeasures((measure.id,), option_id)):
            self.option_id, self.measure_id = measure.option_id, measure.id
            self.refresh(None)
            name = self.bridge.get(Option, option_id).name
            self.context.toast(self.tr("Measure copied to {option}.").format(option=name))

    def _keep_template(self, name: str, summary: str) -> None:
        self.bridge.submit(KeepTemplate(self.measure_id, name))
        self.context.toast(self.tr("Kept. It is offered under Add measure."))

    def _on_mandate(self) -> None:
        mandate = self._mandate() or Mandate("", self.proposal_id)
        settings = self.bridge.workspace
        MandateDialog(self.theme, mandate, settings.first_year, settings.years, self.bridge.submit, self).open()

    def _on_compare(self) -> None:
        self.context.navigate("costing")
