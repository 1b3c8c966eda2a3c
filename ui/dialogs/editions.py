"""Rates editions: those on this computer, another one from a file, and what costing with one would change.

Nothing in the workspace changes before the button that says so is pressed; that is one command, which can be undone.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.rulebook import RateChange
from negotiator.services.commands import Recost
from negotiator.services.editions import (
    KnownEdition,
    RecostCase,
    Recosted,
    Recosting,
    add_edition,
    known_editions,
    recost_cases,
    recosting,
    remove_edition,
)
from negotiator.wording.figures import day, money
from negotiator.wording.rate_changes import ABSENT, rate_change_words
from negotiator.wording.sentences import sentence
from ui.bridge import Bridge
from ui.dialogs.base import Choice, Dialog, problem_dialog
from ui.jobs import Job, Jobs, Progress
from ui.theme import Theme
from ui.widgets import RECORD_ROLE, Banner, Card, DataTable, ProgressPanel, Segmented, Text, TupleModel

COSTS, RATES = "costs", "rates"
FULL_YEAR, ALL_YEARS = "", "all"
_PREVIEW, _ADD = "recosting", "add-edition"


def preview_job(
    cases: tuple[RecostCase, ...], jurisdiction: str, before: str, after: str, progress: Progress
) -> Recosting:
    """The work of a job: what costing with ``after`` would change."""
    return recosting(cases, jurisdiction, before, after, progress)


class _EditionColumn(Enum):
    NAME = 0
    TITLE = 1
    DATED = 2
    ORIGIN = 3


class EditionModel(TupleModel[KnownEdition]):
    """The editions on this computer; ``used`` is the name of the one that the workspace uses."""

    columns = _EditionColumn
    used = ""

    def head(self, column: Any) -> str:
        return {
            _EditionColumn.NAME: self.tr("Edition"),
            _EditionColumn.TITLE: self.tr("What it holds"),
            _EditionColumn.DATED: self.tr("Dated"),
            _EditionColumn.ORIGIN: self.tr("Where from"),
        }[column]

    def words(self, record: KnownEdition, column: Any) -> str:
        if column is _EditionColumn.ORIGIN:
            origin = self.tr("added here") if record.added else self.tr("comes with Negotiator")
            return self.tr("{origin} · in use").format(origin=origin) if record.name == self.used else origin
        return {
            _EditionColumn.NAME: record.name,
            _EditionColumn.TITLE: record.title,
            _EditionColumn.DATED: day(record.dated),
        }[column]

    def is_strong(self, record: KnownEdition, column: Any) -> bool:
        return record.name == self.used

    def extra(self, record: KnownEdition, column: Any, role: int) -> Any:
        return record.title if role == Qt.ItemDataRole.ToolTipRole and column is _EditionColumn.TITLE else None


class _CostColumn(Enum):
    OPTION = 0
    NOW = 1
    THEN = 2
    DIFFERENCE = 3


class RecostModel(TupleModel[Recosted]):
    """Each option now, then, and the difference, in the ``period`` chosen: a full year, a year, or all years."""

    columns = _CostColumn
    period = FULL_YEAR
    before = after = ""
    several = False

    def head(self, column: Any) -> str:
        return {
            _CostColumn.OPTION: self.tr("Option"),
            _CostColumn.NOW: self.tr("Now, {edition}").format(edition=self.before),
            _CostColumn.THEN: self.tr("Then, {edition}").format(edition=self.after),
            _CostColumn.DIFFERENCE: self.tr("Difference"),
        }[column]

    def amounts(self, record: Recosted) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Now, then, difference; None for what cannot be costed."""
        sides: list[Decimal | None] = []
        for side in (record.now, record.then):
            if side is None:
                sides.append(None)
            elif self.period == ALL_YEARS:
                sides.append(sum(side.years.values(), Decimal("0.00")))
            else:
                sides.append(side.years.get(self.period) if self.period else side.full_year)
        now, then = sides
        return now, then, None if now is None or then is None else then - now

    def words(self, record: Recosted, column: Any) -> str:
        if column is _CostColumn.OPTION:
            if not record.option_id:
                return self.tr("Pay bill without any option")
            return f"{record.proposal}: {record.option}" if self.several else record.option
        value = self.amounts(record)[column.value - 1]
        if value is None:
            return ABSENT
        if column is _CostColumn.DIFFERENCE and value > 0:
            return f"+{money(value, 2)}"
        return self.tr("no change") if column is _CostColumn.DIFFERENCE and not value else money(value, 2)

    def is_figure(self, column: Any) -> bool:
        return column is not _CostColumn.OPTION

    def is_strong(self, record: Recosted, column: Any) -> bool:
        return column is _CostColumn.DIFFERENCE and bool(self.amounts(record)[2])

    def extra(self, record: Recosted, column: Any, role: int) -> Any:
        return self.words(record, column) if role == Qt.ItemDataRole.ToolTipRole else None


class _RateColumn(Enum):
    SUBJECT = 0
    ITEM = 1
    YEAR = 2
    BEFORE = 3
    AFTER = 4
    STATE = 5


class RateChangeModel(TupleModel[RateChange]):
    """The rates that differ, with the standing of the newer figure."""

    columns = _RateColumn
    before = after = ""

    def head(self, column: Any) -> str:
        return {
            _RateColumn.SUBJECT: self.tr("Subject"),
            _RateColumn.ITEM: self.tr("Of what"),
            _RateColumn.YEAR: self.tr("Year"),
            _RateColumn.BEFORE: self.before,
            _RateColumn.AFTER: self.after,
            _RateColumn.STATE: self.tr("Checked"),
        }[column]

    def key(self, record: RateChange) -> object:
        return (record.table, record.row, record.column)

    def words(self, record: RateChange, column: Any) -> str:
        if column is _RateColumn.STATE:
            return self.tr("✓ at its source") if record.provenance.verified else self.tr("! unverified")
        said = rate_change_words(record)
        return {
            _RateColumn.SUBJECT: said.subject,
            _RateColumn.ITEM: said.item,
            _RateColumn.YEAR: said.year,
            _RateColumn.BEFORE: said.before,
            _RateColumn.AFTER: said.after,
        }[column]

    def is_figure(self, column: Any) -> bool:
        return column in (_RateColumn.BEFORE, _RateColumn.AFTER)

    def tone(self, record: RateChange, column: Any) -> str:
        if column is _RateColumn.STATE:
            return "green" if record.provenance.verified else "amber"
        return ""

    def extra(self, record: RateChange, column: Any, role: int) -> Any:
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        if column is _RateColumn.STATE:
            return record.provenance.doubt or record.provenance.source
        return self.words(record, column)


class EditionsDialog(Dialog):
    """Choose an edition: what it would change is worked out and shown; ``recosted`` comes once it was taken.

    Without a workspace, editions are listed and added only.
    """

    recosted = Signal(str)

    def __init__(self, theme: Theme, bridge: Bridge, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Rates edition"), parent, 700)
        self._bridge, self._jobs = bridge, jobs
        self._chosen = ""
        self._found: Recosting | None = None
        self._problems: tuple[Problem, ...] = ()
        self._build()
        self._connect()
        self._list("")

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.theme
        self.lead = Text("", "body", "muted", wrap=True)
        self.body.addWidget(self.lead)
        self.model = EditionModel(self)
        self.editions = DataTable(theme, self.tr("Editions on this computer"), rows=True)
        self.editions.setModel(self.model)
        self.editions.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        card = Card(flush=True)
        card.add(self.editions)
        self.body.addWidget(card)
        self.progress = ProgressPanel(theme)
        self.body.addWidget(self.progress)
        self.banner = Banner(theme, "amber")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.preview = QWidget()
        column = QVBoxLayout(self.preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.summary = Text("", "body-strong", wrap=True)
        column.addWidget(self.summary)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.half = Segmented(
            self.tr("What would change"), ((COSTS, self.tr("Costs")), (RATES, self.tr("Rates that differ")))
        )
        self.period = QComboBox()
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.period.setAccessibleName(self.tr("Costs of which year"))
        row.addWidget(self.half)
        row.addStretch(1)
        row.addWidget(self.period)
        column.addLayout(row)
        self.costs_model, self.rates_model = RecostModel(self), RateChangeModel(self)
        self.costs = DataTable(theme, self.tr("What the options would cost"), rows=True)
        self.costs.setModel(self.costs_model)
        self.rates = DataTable(theme, self.tr("Rates that differ"), rows=True)
        self.rates.setModel(self.rates_model)
        self.stack = QStackedWidget()
        for table in (self.costs, self.rates):
            card = Card(flush=True)
            card.add(table, 1)
            self.stack.addWidget(card)
        column.addWidget(self.stack, 1)
        self.body.addWidget(self.preview, 1)
        self.room = QWidget()
        self.body.addWidget(self.room, 1)
        self.remove = self.add_button(self.tr("Remove edition…"), left=True)
        self.add = self.add_button(self.tr("Add edition from a file…"), left=True)
        self.close_button = self.add_button(self.tr("Close"))
        self.recost_button = self.add_button(self.tr("Re-cost"), "primary")
        self.resize(theme.px(900), theme.px(660))

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.editions.delete_pressed.connect(self._on_remove)
        self.close_button.clicked.connect(self.reject)
        self.recost_button.clicked.connect(self._on_recost)
        self.editions.current_moved.connect(self._on_current)
        self.progress.cancelled.connect(self._on_cancel)
        self.half.chosen.connect(self._on_half)
        self.period.activated.connect(self._on_period)
        self.finished.connect(self._on_finished)

    # --- filling -----------------------------------------------------------------------------------------------------

    def _list(self, choose: str) -> None:
        """Fill the list anew and choose an edition; the one in use unless another is named."""
        is_open = self._bridge.is_open
        used = self._bridge.workspace.edition if is_open else ""
        known = known_editions()
        self.model.used = used
        self.model.set_records(known)
        missing = is_open and all(each.name != used for each in known)
        if not is_open:
            words = self.tr("Rates, rules and trusts’ figures on this computer. A workspace names the edition it uses.")
        elif missing:
            words = self.tr(
                "This matter was costed with edition {edition}, which is not on this computer: add it from its file, "
                "or choose another and see what that costs. Nothing changes before you re-cost."
            )
        else:
            words = self.tr(
                "This matter is costed with edition {edition}. Choose another to see what it would change. "
                "Nothing changes before you re-cost."
            )
        self.lead.setText(words.format(edition=used))
        self._fit(self.editions, _EditionColumn.TITLE.value)
        rows = min(max(2, len(known)), 5) - len(known)
        height = self.editions.verticalHeader().defaultSectionSize()
        self.editions.setFixedHeight(self.editions.content_height() + rows * height + self.theme.px(8))
        self._show(None)
        wanted = choose or used
        row = self.model.row_of(wanted)
        if row >= 0:
            self.editions.selectRow(row)
            self.editions.setCurrentIndex(self.model.index(row, 0))

    def _fit(self, table: DataTable, wide: int) -> None:
        """Columns as wide as what they hold; one takes the rest."""
        head = table.horizontalHeader()
        head.setMaximumSectionSize(self.theme.px(420))
        for column in range(table.model().columnCount()):
            mode = QHeaderView.ResizeMode
            head.setSectionResizeMode(column, mode.Stretch if column == wide else mode.ResizeToContents)

    def _on_current(self, index: QModelIndex) -> None:
        edition = index.data(RECORD_ROLE)
        if not isinstance(edition, KnownEdition) or edition.name == self._chosen:
            return
        self._chosen = edition.name
        self._fill_remove(edition)
        self._jobs.cancel(_PREVIEW)
        self._show(None)
        session = self._bridge.session
        if session is None or edition.name == session.settings.edition:
            self.progress.finish()
            return
        cases, problems = recost_cases(session)
        self._problems = problems
        self.progress.start(self.tr("Costing with edition {edition}…").format(edition=edition.name))
        self._follow(
            self._jobs.start(
                _PREVIEW,
                preview_job,
                cases,
                session.settings.jurisdiction,
                session.settings.edition,
                edition.name,
                done=self._on_previewed,
                failed=self._on_failed,
                with_progress=True,
            )
        )

    def _follow(self, job: Job) -> None:
        job.progressed.connect(self.progress.set_progress)

    def _on_previewed(self, found: Recosting) -> None:
        if found.after == self._chosen:
            self.progress.finish()
            self._show(found)

    def _show(self, found: Recosting | None) -> None:
        self._found = found
        self.preview.setVisible(found is not None)
        self.room.setVisible(found is None)
        self.recost_button.setVisible(self._bridge.is_open)
        self.recost_button.setEnabled(found is not None)
        self.banner.hide()
        if found is None:
            self.recost_button.setText(self.tr("Re-cost"))
            return
        self.recost_button.setText(self.tr("Re-cost with edition {edition}").format(edition=found.after))
        self.summary.setText(self._summary(found))
        self._fill_banner(found)
        self.costs_model.before = self.rates_model.before = found.before
        self.costs_model.after = self.rates_model.after = found.after
        self.costs_model.several = len({one.proposal_id for one in found.options}) > 1
        known = bool(found.rates) or not found.problems_now  # without the older edition nobody can tell
        words = self.tr("Rates that differ ({count})") if known else self.tr("Rates that differ (not known)")
        self.half.set_choices(((COSTS, self.tr("Costs")), (RATES, words.format(count=len(found.rates)))))
        self.period.clear()
        self.period.addItem(self.tr("In a full year"), FULL_YEAR)
        for year in found.years:
            self.period.addItem(self.tr("In {year}").format(year=year), year)
        if len(found.years) > 1:
            self.period.addItem(self.tr("In all {count} years").format(count=len(found.years)), ALL_YEARS)
        self.rates_model.set_columns(tuple(_RateColumn))
        self.rates_model.set_records(found.rates)
        self._fit(self.rates, _RateColumn.ITEM.value)
        self._fill_costs()
        self._on_half(self.half.value())

    def _summary(self, found: Recosting) -> str:
        options = sum(1 for one in found.options if one.option_id)
        if found.problems_now or found.problems_then:
            return self.tr("Not everything can be compared with edition {edition}.").format(edition=found.after)
        if not found.changed and not found.rates:
            return self.tr("With edition {edition} every rate used here is the same, and so is every cost.").format(
                edition=found.after
            )
        if not found.changed:
            return self.tr(
                "With edition {edition} every option costs the same: the rates that differ are not used."
            ).format(edition=found.after)
        return self.tr("With edition {edition}, {changed} of {options} options cost something else.").format(
            edition=found.after, changed=found.changed, options=options
        )

    def _fill_banner(self, found: Recosting) -> None:
        """Why one side or the other cannot be costed: with the new edition first, as that is what is about to be."""
        cases: tuple[tuple[str, tuple[Problem, ...]], ...] = (
            (self.tr("Cannot be costed with edition {edition}").format(edition=found.after), found.problems_then),
            (self.tr("Cannot be costed now, with edition {edition}").format(edition=found.before), found.problems_now),
            (self.tr("Left out: it cannot be costed with any edition"), self._problems),
        )
        for fact, problems in cases:
            if problems:
                self.banner.set(fact, sentence(problems[0]))
                self.banner.show()
                return

    def _fill_costs(self) -> None:
        found = self._found
        if found is None:
            return
        period = self.period.currentData()
        self.costs_model.period = FULL_YEAR if period is None else str(period)
        shown = [one for one in found.options if one.option_id or self.costs_model.period]
        self.costs_model.set_columns(tuple(_CostColumn))
        self.costs_model.set_records(shown)
        self._fit(self.costs, _CostColumn.OPTION.value)

    def _fill_remove(self, edition: KnownEdition) -> None:
        """Only what was added can be removed; the button says why where it cannot."""
        self.remove.setEnabled(edition.added)
        self.remove.setToolTip(
            "" if edition.added else self.tr("Edition {edition} comes with Negotiator.").format(edition=edition.name)
        )

    # --- what the person does ----------------------------------------------------------------------------------------

    def _on_half(self, half: object) -> None:
        self.stack.setCurrentIndex(1 if half == RATES else 0)
        self.period.setVisible(half != RATES)

    def _on_period(self, index: int) -> None:
        self._fill_costs()

    def _on_cancel(self) -> None:
        self._jobs.cancel(_PREVIEW)
        self._jobs.cancel(_ADD)
        self.progress.finish()
        self.add.setEnabled(True)
        self.editions.clearSelection()
        self.editions.setCurrentIndex(QModelIndex())
        self._chosen = ""
        self._list("")

    def _on_add(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a rates edition"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Rates editions (*.zip edition.toml)"))
        dialog.fileSelected.connect(self.add_file)
        dialog.open()

    def add_file(self, path: str) -> None:
        """Check the edition in a file and keep a copy of it; then it is chosen."""
        self.add.setEnabled(False)
        self.progress.start(self.tr("Checking {name}…").format(name=Path(path).name))
        self._jobs.start(_ADD, add_edition, path, done=self._on_added, failed=self._on_add_failed)

    def _on_added(self, added: KnownEdition) -> None:
        self.add.setEnabled(True)
        self.progress.finish()
        self._chosen = ""
        self._bridge.retry_costs()  # it may be the one that this workspace was waiting for
        self._list(added.name)

    def _on_remove(self) -> None:
        """Ask, because it cannot be undone here; what the open workspace uses is refused at once."""
        chosen = self._chosen
        row = self.model.row_of(chosen)
        if row < 0 or not self.model.record(row).added:
            return
        if chosen == self.model.used:
            self._remove(chosen)  # which is refused, in words
            return
        question = Choice(
            self.theme,
            self.tr("Remove edition {edition}?").format(edition=chosen),
            (
                self.tr(
                    "Its copy on this computer is deleted; the file that it came from stays where it is. "
                    "A workspace that uses it cannot be costed until it is added again."
                ),
            ),
            (("remove", self.tr("Remove"), "secondary"), ("keep", self.tr("Keep it"), "primary")),
            self,
        )
        question.answered.connect(self._on_remove_answered)
        question.open()

    def _on_remove_answered(self, answer: str) -> None:
        if answer == "remove":
            self._remove(self._chosen)

    def _remove(self, name: str) -> None:
        try:
            remove_edition(name, self._bridge.session)
        except Refused as refusal:
            problem_dialog(self.theme, self.tr("This edition cannot be removed"), refusal, self).open()
            return
        self._jobs.cancel(_PREVIEW)
        self.progress.finish()
        self._chosen = ""
        self._list("")

    def _on_add_failed(self, error: BaseException) -> None:
        self.add.setEnabled(True)
        self._on_failed(error)

    def _on_failed(self, error: BaseException) -> None:
        self.progress.finish()
        if not isinstance(error, Refused):
            raise error
        problem_dialog(self.theme, self.tr("This edition cannot be used"), error, self).open()

    def _on_recost(self) -> None:
        found = self._found
        if found is None or not self._bridge.is_open:
            return
        try:
            self._bridge.submit(Recost(found.after))
        except Refused as refusal:
            self._on_failed(refusal)
            return
        self.recosted.emit(found.after)
        self.accept()

    def _on_finished(self, result: int) -> None:
        self._jobs.cancel(_PREVIEW)
        self._jobs.cancel(_ADD)
