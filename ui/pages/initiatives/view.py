"""The register of initiatives elsewhere: a table, the form of one beside it, and how its cost came to our scale."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QHeaderView, QMenu, QStackedWidget, QWidget

from negotiator.domain.comparators import Initiative
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Option, Proposal
from negotiator.services.commands import RemoveRecords
from negotiator.services.initiatives import (
    FoundInitiatives,
    bringing_in,
    no_initiatives_in,
    read_register,
    register_for,
    scaled_for,
)
from negotiator.wording import initiatives as words
from ui.pages.base import PageContext
from ui.pages.initiatives.form import InitiativeForm
from ui.pages.initiatives.table import SPARE, Column, RegisterModel, RegisterRow, WhatDelegate
from ui.widgets import Card, DataTable, EmptyState, IconButton, Text

_SEEN = ("initiative", "option", "proposal", "staff_line", "settings")
JOB = "read-initiatives"
LEAST_WHAT = 250
"""Width of the first column under which titles could not be read."""


class InitiativesView(QWidget):
    """The half of Benchmarks that says what others did. ``refresh`` fills it from the workspace."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.bridge, self.theme = context, context.bridge, context.theme
        self._path: Path | None = None
        self._audience = Audience.JOINT
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self.card = Card(self.tr("Register"), " ", flush=True)
        self.more = IconButton(self.theme, "ellipsis", self.tr("Import and export"))
        self.card.add_to_head(self.more)
        self.stack = QStackedWidget()
        self.table = DataTable(self.theme, self.tr("Initiatives elsewhere"), rows=True)
        self.table.setItemDelegateForColumn(0, WhatDelegate(self.theme, self.table))
        self.model = RegisterModel(self)
        self.table.setModel(self.model)
        self.stack.addWidget(self.table)
        self.empty = EmptyState(
            self.theme,
            self.tr(
                "What other employers did about the same matter, at what cost and with what outcome: it tells both "
                "sides what is possible. Nothing is noted yet."
            ),
            self.tr("Add initiative…"),
        )
        self.stack.addWidget(self.empty)
        self.card.add(self.stack, 1)
        self.how = Text("", "caption", "muted", wrap=True)
        self.card.footer().addWidget(self.how)
        row.addWidget(self.card, 1)
        self.form = InitiativeForm(context)
        row.addWidget(self.form)
        self.more.clicked.connect(self._on_more)
        self.empty.pressed.connect(self.begin)
        self.table.current_moved.connect(self._on_row)
        self.table.activated_record.connect(self._on_opened)
        self.table.delete_pressed.connect(self._on_delete)
        self.form.submitted.connect(self._on_submitted)
        self.form.removed.connect(self._remove)
        self.form.closed.connect(self._on_closed)
        self.table.installEventFilter(self)
        self.theme.changed.connect(self._fit)
        self._fit()

    # Filling.

    def refresh(self, changes: Any | None = None) -> None:
        if changes is not None and not changes.touches(*_SEEN):
            return
        initiatives = self.bridge.all(Initiative)
        options = self.bridge.all(Option)
        settings = self.bridge.workspace
        scaled = scaled_for(initiatives, self.bridge.all(StaffLine), settings)
        letters = _letters(self.bridge.all(Proposal), options)
        rows = [
            RegisterRow(each, scaled[each.id], ", ".join(letters[key] for key in each.option_ids if key in letters))
            for each in initiatives
        ]
        self.model.set_records(rows)
        self.form.set_options(options)
        self.stack.setCurrentIndex(0 if rows else 1)
        invented = sum(each.fictional for each in initiatives)
        said = [self.tr("1 noted") if len(rows) == 1 else self.tr("{n} noted").format(n=len(rows))]
        if invented:
            said.append(self.tr("{n} fictional").format(n=invented))
        said.append(self.tr("each WTE and our scale at {year} prices").format(year=settings.first_year))
        self.card.note.setText(" · ".join(said) if rows else "")
        self._follow_form()
        self._say_how()
        self._fit_columns()

    def _follow_form(self) -> None:
        """The form shows the record as it is now, or goes with it."""
        if self.form.isHidden() or self.form.is_new or self.form.record is None:
            return
        record = self.bridge.find(Initiative, self.form.record.id)
        if record is None:
            self.form.hide()
        else:
            self.form.edit(record, record.title)

    def _say_how(self) -> None:
        row = self._current()
        if row is None:
            self.how.setText(
                self.tr("Costs are brought to our price year by pay awards alone, and to our staff in scope.")
            )
            return
        ours = words.our_scale(row.scaled)
        says = words.how_scaled(row.scaled)
        self.how.setText(f"{row.initiative.title}: {ours}. {says}" if ours else f"{row.initiative.title}: {says}")

    def _current(self) -> RegisterRow | None:
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() and index.row() < len(self.model.records) else None

    def _fit(self) -> None:
        """Rows of two lines at the reader's text size."""
        self.table.verticalHeader().setDefaultSectionSize(self.theme.px(46))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Columns give way until the first one, which takes what they leave, can be read."""
        room = self.table.width()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        widths = {}
        for column in Column:
            place = self.model.column_of(column)
            self.table.setColumnHidden(place, False)
            widths[column] = max(self.table.sizeHintForColumn(place), header.sectionSizeHint(place))
        widths[Column.WHAT] = self.theme.px(LEAST_WHAT)
        for column in SPARE:
            if sum(widths.values()) <= room - self.theme.px(20):
                break
            self.table.setColumnHidden(self.model.column_of(column), True)
            del widths[column]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return False

    # What the page and the person do.

    def show_initiative(self, record_id: str) -> None:
        """Choose one and open its form."""
        row = self.model.row_of(record_id)
        if row >= 0:
            index = self.model.index(row, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self._open(self.model.record(row).initiative)

    def begin(self) -> None:
        """An empty form."""
        self.form.begin(Initiative("", "", ""), self.tr("New initiative"), self.tr("Add initiative"))

    def _open(self, initiative: Initiative) -> None:
        self.form.edit(initiative, initiative.title)

    def _on_row(self, index: QModelIndex) -> None:
        self._say_how()
        if index.isValid() and not self.form.isHidden() and not self.form.is_new:
            self._open(self.model.record(index.row()).initiative)

    def _on_opened(self, index: QModelIndex) -> None:
        self._open(self.model.record(index.row()).initiative)
        self.form.focus_first()

    def _on_submitted(self, record_id: object) -> None:
        self.show_initiative(str(record_id))

    def _on_closed(self) -> None:
        self.table.setFocus()

    def _on_delete(self) -> None:
        row = self._current()
        if row is not None:
            self._remove(row.initiative)

    def _remove(self, initiative: Initiative) -> None:
        try:
            self.bridge.submit(RemoveRecords("initiative", (initiative.id,)))
        except Refused as refusal:
            self.context.problem(refusal)
            return
        self.context.toast(self.tr("Initiative removed."))

    # In and out.

    def menu(self) -> QMenu:
        """Import and export."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Import from CSV…")).triggered.connect(self._ask_import)
        menu.addSeparator()
        menu.addAction(self.tr("Export for &both sides (CSV)…")).triggered.connect(self._ask_export_joint)
        menu.addAction(self.tr("Export for the &team (CSV)…")).triggered.connect(self._ask_export_team)
        return menu

    def read(self, path: Path) -> None:
        """Bring in a register, read in the background, as one step of undo."""
        self._path = path
        options = self.bridge.all(Option)
        self.context.jobs.start(JOB, read_register, path, options, done=self._on_read, failed=self._on_failed)

    def write(self, path: Path, audience: Audience) -> None:
        """Write what the audience may see, and note it in the export log."""
        at = datetime.combine(self.context.today(), datetime.now(UTC).astimezone().timetz())
        pack = register_for(
            audience,
            at,
            self.bridge.workspace,
            self.bridge.all(Initiative),
            self.bridge.all(Proposal),
            self.bridge.all(Option),
        )
        try:
            self.bridge.write_pack(pack, path)
        except Refused as refusal:
            self.context.problem(refusal)
            return
        kept = sum(pack.withheld.values())
        said = self.tr("Exported to {name}.").format(name=path.name)
        if kept:
            said += " " + self.tr("{n} withheld from this audience.").format(n=kept)
        if self.bridge.has_passphrase:
            said += " " + self.tr("It opens without the passphrase.")
        self.context.toast(said, False)

    def _on_read(self, found: FoundInitiatives) -> None:
        command = bringing_in(found.initiatives, self.bridge.all(Initiative))
        if command is None:
            self.context.problem(no_initiatives_in(self._path or Path()))
            return
        try:
            self.bridge.submit(command)
        except Refused as refusal:
            self.context.problem(refusal)
            return
        said = self.tr("{n} read from the file.").format(n=len(found.initiatives))
        if found.unlinked:
            said += " " + self.tr("{n} links to options that are not here were left out.").format(n=found.unlinked)
        self.context.toast(said)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        self.context.problem(error)

    def _on_more(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _ask_import(self) -> None:
        dialog = QFileDialog(self, self.tr("Import initiatives"), self.context.settings.choices.last_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("CSV files (*.csv *.txt)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._on_import_file)
        dialog.open()

    def _on_import_file(self, name: str) -> None:
        self.context.settings.change(last_folder=str(Path(name).parent))
        self.read(Path(name))

    def _ask_export_joint(self) -> None:
        self._ask_export(Audience.JOINT)

    def _ask_export_team(self) -> None:
        self._ask_export(Audience.TEAM)

    def _ask_export(self, audience: Audience) -> None:
        self._audience = audience
        dialog = QFileDialog(self, self.tr("Export initiatives"), self.context.settings.choices.last_folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilters([self.tr("CSV files (*.csv)")])
        dialog.selectFile(self.tr("Initiatives elsewhere.csv"))
        dialog.fileSelected.connect(self._on_export_file)
        dialog.open()

    def _on_export_file(self, name: str) -> None:
        self.write(Path(name), self._audience)


def _letters(proposals: tuple[Proposal, ...], options: tuple[Option, ...]) -> dict[str, str]:
    """A, B, C within each proposal, as packs and costing name them."""
    result: dict[str, str] = {}
    for proposal in proposals:
        mine = [option for option in options if option.proposal_id == proposal.id]
        result |= {option.id: chr(65 + place) if place < 26 else option.name for place, option in enumerate(mine)}
    return result
