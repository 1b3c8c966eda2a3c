"""The page that a workspace opens with."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.partnership import Action, Meeting
from negotiator.domain.problems import Refused
from negotiator.services.commands.records import ChangeRecord, RemoveRecords
from negotiator.services.costing import case_for
from negotiator.services.overview import InView, first_comparison, in_scope, option_in_view, warm_library
from negotiator.services.ranges import option_range, rests_on
from negotiator.services.readiness import Matter, Mend, Standing, next_meeting, numbers_to_range, readiness
from negotiator.wording import comparisons
from negotiator.wording.figures import money, money_short, number, ordinal, wte
from ui.pages.base import Page
from ui.pages.overview.actions_card import ActionsCard
from ui.pages.overview.meeting_card import MeetingCard
from ui.pages.overview.readiness_card import ReadinessCard
from ui.pages.record_form import Entry, Field, RecordForm
from ui.widgets import Card, Figure, PageHead

if TYPE_CHECKING:
    from negotiator.domain.costing.ranges import OptionRange

_ABSENT = "–"

_SMALL = 840
"""In less width than this at 100 % figures stand in two rows; the page at its widest layout needs a little less."""


class OverviewPage(Page):
    """Key figures, readiness, the next meeting and open actions; the last two are edited in a panel at the right."""

    key, icon = "overview", "layout-dashboard"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("OverviewPage", "Overview")

    def _build(self) -> None:
        self._library = ""
        self._narrow = False
        self.head = PageHead(self.theme, self.title())
        self.print_button = self.head.set_primary(self.tr("Print briefing pack…"), "printer")
        self.body.addWidget(self.head)
        self._range: OptionRange | None = None
        self._range_of: object = None
        self._figure_grid = QGridLayout()
        self._figure_grid.setSpacing(16)
        self._figure_cards: list[Card] = []
        self.figures = tuple(Figure(self.theme) for _ in range(4))
        self.cost, self.horizon, self.staff, self.benchmark = self.figures
        for figure in self.figures:
            card = Card()
            card.add(figure)
            figure.label.setWordWrap(True)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
            self._figure_cards.append(card)
        self._place_figures(4)
        self.body.addLayout(self._figure_grid)

        row = QHBoxLayout()
        row.setSpacing(16)
        self.readiness_card = ReadinessCard(self.theme, self.tr("Readiness"))
        row.addWidget(self.readiness_card, 19)
        self.meeting_card = MeetingCard(self.theme)
        self.action_card = ActionsCard(self.theme)
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.meeting_card)
        column.addWidget(self.action_card, 1)
        self.meeting_form = RecordForm(self.context, self._meeting_fields())
        self.action_form = RecordForm(self.context, self._action_fields())
        self.side = QStackedWidget()
        self.side.setMinimumWidth(self.theme.px(264))
        for widget in (cards, self.meeting_form, self.action_form):
            self.side.addWidget(widget)
        row.addWidget(self.side, 10)
        self.body.addLayout(row, 1)

    def _meeting_fields(self) -> tuple[Field, ...]:
        return (
            Field("forum", self.tr("Forum"), lacking=self.tr("Say which forum meets, such as JNCC.")),
            Field("day", self.tr("Day"), Entry.DAY, lacking=self.tr("Give the day, such as 3 December 2026.")),
            Field("time", self.tr("Time"), placeholder="10:00"),
            Field("place", self.tr("Place")),
            Field("purpose", self.tr("What it is for"), Entry.TEXT),
            Field("marking", self.tr("Who may see it"), Entry.MARKING),
        )

    def _action_fields(self) -> tuple[Field, ...]:
        return (
            Field("text", self.tr("What is to be done"), Entry.TEXT, lacking=self.tr("Say what is to be done.")),
            Field("owner", self.tr("Who does it"), placeholder=self.tr("A name")),
            Field("due", self.tr("By"), Entry.DAY, placeholder=self.tr("3 December 2026")),
            Field("done", self.tr("Done"), Entry.FLAG),
            Field("marking", self.tr("Who may see it"), Entry.MARKING),
        )

    def _connect(self) -> None:
        self.print_button.clicked.connect(self._on_print)
        self.readiness_card.mend.connect(self._on_mend)
        self.meeting_card.edit.connect(self.edit_meeting)
        self.action_card.edit.connect(self.edit_action)
        self.action_card.done.connect(self._on_done)
        for form in (self.meeting_form, self.action_form):
            form.closed.connect(self._show_cards)
            form.removed.connect(self._on_remove)
            form.submitted.connect(self._on_submitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow is not self._is_narrow():
            self._narrow = self._is_narrow()
            if self.bridge.is_open:
                self.refresh(None)
        small = self.width() < self.theme.px(_SMALL)
        self.readiness_card.segments.setVisible(not small)  # the words beside them stay
        self._place_figures(2 if small else 4)

    def _place_figures(self, in_a_row: int) -> None:
        for place, card in enumerate(self._figure_cards):
            self._figure_grid.addWidget(card, place // in_a_row, place % in_a_row)
        for column in range(4):
            self._figure_grid.setColumnStretch(column, 1 if column < in_a_row else 0)

    def _is_narrow(self) -> bool:
        return self.width() < self.theme.px(1000)

    # Filling.

    def refresh(self, changes: Any | None = None) -> None:
        today = self.context.today()
        session = self.bridge.session
        if session is None:
            return
        matter = Matter.of(session, today, self.bridge.costs_problems)
        self._fill_figures(option_in_view(session), matter)
        self._fill_readiness(matter)
        self.meeting_card.show_meeting(next_meeting(matter.meetings, today), today)
        self.action_card.show_actions(matter.actions, today)
        self._follow_forms()
        self._load_library(matter.settings.edition)

    def focus_record(self, kind: str, record_id: str) -> None:
        if kind == "meeting":
            self.edit_meeting(self.bridge.find(Meeting, record_id) if record_id else None)
        elif kind == "action":
            self.edit_action(self.bridge.find(Action, record_id) if record_id else None)

    def _fill_figures(self, view: InView | None, matter: Matter) -> None:
        """The four figures at the head."""
        if view is None:
            self.head.set_subtitle(self.tr("There is no option yet"))
        elif view.option.preferred:
            self.head.set_subtitle(self.tr("{option} is preferred by the team").format(option=view.option.name))
        else:
            self.head.set_subtitle(
                self.tr("No option is preferred yet; figures are of {option}").format(option=view.option.name)
            )
        self._fill_costs(view, matter)
        measures = matter.enabled(view.option) if view is not None else ()
        scope = in_scope(matter.staff, measures)
        groups = self.tr("1 group") if scope.groups == 1 else self.tr("{n} groups").format(n=scope.groups)
        people = self.tr("{n} people").format(n=number(scope.headcount))
        if scope.headcount:
            self._set(self.staff, wte(scope.wte), f"{people} · {groups}", label=self.tr("Staff in scope"))
        else:
            self._set(self.staff, _ABSENT, self.tr("nobody is touched yet"), label=self.tr("Staff in scope"))
        self._fill_benchmark()

    def _set(self, figure: Figure, value: str, note: Any, icon: str = "", tone: str = "muted", label: str = "") -> None:
        figure.label.setAccessibleName(label)
        figure.set(value, note, icon, tone, label)
        figure.note.setToolTip(figure.note.plain())

    def _fill_costs(self, view: InView | None, matter: Matter) -> None:
        yearly = self.tr("{option}, full year").format(option=_short(view)) if view else self.tr("Full year")
        result = self.bridge.costs(view.option.proposal_id) if view is not None else None
        cost = next((c for c in result.options if view and c.option_id == view.option.id), None) if result else None
        if view is None or cost is None or result is None:
            state = {
                "working": self.tr("being worked out"),
                "refused": self.tr("cannot be costed as it is"),
            }.get(self.bridge.costs_state if view is not None else "", self.tr("not costed yet"))
            self._set(self.cost, _ABSENT, state, label=yearly)
            self._set(self.horizon, _ABSENT, state, label=self.tr("All years together"))
            return
        total = cost.full_year_effect.total
        envelope = view.mandate.envelope if view.mandate is not None else None
        if envelope is None:
            self._set(self.cost, money(total), self.tr("no envelope is set"), label=yearly)
        else:
            self._set_against(total, envelope, yearly)
        given, open_numbers = numbers_to_range([view.option], matter)
        if self._narrow:
            words, years = self.tr("{open} of {all} without range"), self.tr("{first} to {last}")
        else:
            words, years = self.tr("{open} of {all} numbers have no range yet"), self.tr("{first} to {last} together")
        note = words.format(open=open_numbers, all=given) if open_numbers else self.tr("every number has its range")
        label = years.format(first=result.years[0], last=result.years[-1])
        if self._range is not None and self._range_of == self._range_asked(view):
            full = self._range.views.full_year_effect
            low, high = money_short(full.p10), money_short(full.p90)
            # A narrow card has room for the unit once.
            value = f"{low[:-1]}–{high[1:]}" if self._narrow and low[-1] == high[-1] else f"{low} – {high}"
            self._set(self.horizon, value, note, label=self.tr("Likely range, P10 to P90"))
            return
        self._set(self.horizon, money(cost.cumulative), note, label=label)
        if open_numbers < given:
            self._start_range(view)

    def _frozen(self, view: InView) -> tuple[CostingCase, int] | None:
        """The case as it stands and the place of the option in view; None where it cannot be made."""
        session = self.bridge.session
        if session is None:
            return None
        try:
            case = case_for(session, view.option.proposal_id)
        except Refused:
            return None
        return case, next(n for n, option in enumerate(case.options) if option.id == view.option.id)

    def _range_asked(self, view: InView) -> object:
        frozen = self._frozen(view)
        return rests_on(*frozen) if frozen is not None else None

    def _start_range(self, view: InView) -> None:
        """Draw the likely range in the background; until it is there the sum of the years stands in its place."""
        frozen = self._frozen(view)
        if frozen is None or self._range_of == rests_on(*frozen):
            return
        self._range, self._range_of = None, rests_on(*frozen)
        edition = self.bridge.workspace.edition
        self.context.jobs.start(
            "overview-range", option_range, frozen[0], edition, frozen[1], done=self._on_range, failed=self._on_no_range
        )

    def _on_range(self, found: OptionRange) -> None:
        self._range = found
        if self.isVisible():
            self.refresh(None)

    def _on_no_range(self, error: object) -> None:
        """A refusal is said by the costing itself; anything else is a bug."""
        if not isinstance(error, Refused):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))

    def _set_against(self, total: Decimal, envelope: Decimal, label: str) -> None:
        gap = envelope - total
        if gap >= 0:
            icon, tone, words = "check", "green", self.tr("{gap} inside").format(gap=money(gap))
        else:
            icon, tone, words = "triangle-alert", "red", self.tr("{gap} above").format(gap=money(-gap))
        rest = "" if self._narrow else self.tr(" the envelope")
        self._set(self.cost, money(total), [(words, f"strong {tone}"), (rest, "muted")], icon, tone, label)
        self.cost.note.setToolTip(words + self.tr(" the envelope"))

    def _fill_benchmark(self) -> None:
        session = self.bridge.session
        comparison = first_comparison(session) if session is not None and self._library else None
        if comparison is None or comparison.own is None:
            note = self.tr("no figure of this trust yet") if self._library else self.tr("being looked up")
            self._set(self.benchmark, _ABSENT, note, label=self.tr("Among peers"))
            return
        metric = comparison.metric
        value = comparisons.value(metric, comparison.own)
        direction = comparisons.DIRECTIONS[metric.direction]
        if comparison.rank is None:
            self._set(self.benchmark, value, direction, label=metric.name)
            return
        place = self.tr("{rank} of {count}").format(rank=ordinal(comparison.rank), count=comparison.of)
        worse = comparison.standing == "worse"
        tone = "amber" if worse else "green" if comparison.standing == "better" else "text"
        icon = {"worse": "triangle-alert", "better": "check"}.get(comparison.standing, "")
        parts = [(place, f"strong {tone}"), ("" if self._narrow else f" · {direction}", "muted")]
        self._set(self.benchmark, value, parts, icon, tone, metric.name)
        self.benchmark.note.setToolTip(f"{place} · {direction}")

    def _fill_readiness(self, matter: Matter) -> None:
        checks = readiness(matter)
        counts = {standing: sum(check.standing is standing for check in checks) for standing in Standing}
        parts = [self.tr("{n} of {all} ready").format(n=counts[Standing.READY], all=len(checks))]
        if counts[Standing.PART]:
            parts.append(self.tr("{n} part done").format(n=counts[Standing.PART]))
        if counts[Standing.MISSING]:
            parts.append(self.tr("{n} missing").format(n=counts[Standing.MISSING]))
        self.readiness_card.set_checks(checks, " · ".join(parts), ", ".join(parts))

    def _load_library(self, edition: str) -> None:
        if self._library != edition:
            self.context.jobs.start(
                "overview-library", _warmed, edition, done=self._on_library, failed=self._on_library_failed
            )

    def _on_library(self, edition: str) -> None:
        self._library = edition
        if self.bridge.session is not None:
            self._fill_benchmark()

    def _on_library_failed(self, error: Exception) -> None:
        self._set(self.benchmark, _ABSENT, self.tr("the rates edition cannot be read"), label=self.tr("Among peers"))

    # Forms at the right.

    def edit_meeting(self, meeting: Meeting | None) -> None:
        """Show a meeting's form; an empty one for None."""
        if meeting is None:
            settings = self.bridge.workspace
            new = Meeting("", settings.forum, self.context.today())
            self._show_form(self.meeting_form)
            self.meeting_form.begin(new, self.tr("New meeting"), self.tr("Add meeting"))
        else:
            self._show_form(self.meeting_form)
            self.meeting_form.edit(meeting, self.tr("Meeting"))
            self.meeting_form.focus_first()

    def edit_action(self, action: Action | None) -> None:
        """Show an action's form; an empty one for None."""
        self._show_form(self.action_form)
        if action is None:
            self.action_form.begin(Action("", ""), self.tr("New action"), self.tr("Add action"))
        else:
            self.action_form.edit(action, self.tr("Action"))
            self.action_form.focus_first()

    def _show_form(self, form: RecordForm) -> None:
        self.side.setCurrentWidget(form)

    def _show_cards(self) -> None:
        self.side.setCurrentIndex(0)

    def _follow_forms(self) -> None:
        """After a change: the shown record as it is now, or the cards where it is gone."""
        for form, record_type, title in (
            (self.meeting_form, Meeting, self.tr("Meeting")),
            (self.action_form, Action, self.tr("Action")),
        ):
            if self.side.currentWidget() is form and not form.is_new and form.record is not None:
                record = self.bridge.find(record_type, form.record.id)
                if record is None:
                    self._show_cards()
                else:
                    form.edit(record, title)

    def _on_submitted(self, record_id: str) -> None:
        """A new record has been added: the cards show it."""
        for form in (self.meeting_form, self.action_form):
            if self.side.currentWidget() is form and form.record.id != record_id:
                self._show_cards()

    def _on_remove(self, record: Meeting | Action) -> None:
        is_meeting = isinstance(record, Meeting)
        self._show_cards()
        self.bridge.submit(RemoveRecords("meeting" if is_meeting else "action", (record.id,)))
        self.context.toast(self.tr("Meeting removed.") if is_meeting else self.tr("Action removed."))

    def _on_done(self, action: Action) -> None:
        self.bridge.submit(ChangeRecord(replace(action, done=not action.done)))
        if not action.done:
            self.context.toast(self.tr("Done: {action}").format(action=action.text))

    def _on_mend(self, mend: Mend) -> None:
        self.context.navigate(mend.page, mend.kind, mend.record_id)

    def _on_print(self) -> None:
        self.context.navigate("packs")


def _warmed(edition: str) -> str:
    warm_library(edition)
    return edition


def _short(view: InView) -> str:
    """An option's name without what follows its letter: ``B`` of ``B · One rate, rest covered``."""
    first = view.option.name.split(" · ")[0].strip()
    return QCoreApplication.translate("OverviewPage", "Option {name}").format(name=first) if len(first) == 1 else first
