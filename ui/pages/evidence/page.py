"""The page of facts and assumptions: two tables, and a form beside them for the chosen record."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout

from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.proposals import Measure, Option
from negotiator.services.commands.records import RemoveRecords
from ui.pages.base import Page
from ui.pages.evidence.tables import AssumptionColumn, AssumptionModel, FactColumn, FactModel
from ui.pages.record_form import Entry, Field, RecordForm
from ui.widgets import Button, Card, DataTable, EmptyState, PageHead, Text

_KINDS = {Fact: "fact", Assumption: "assumption"}


class EvidencePage(Page):
    """Facts and assumptions, each with its form."""

    key, icon = "evidence", "file-check"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("EvidencePage", "Evidence")

    def _build(self) -> None:
        self.head = PageHead(self.theme, self.title())
        self.add_assumption_button = self.head.add_secondary(self.tr("Add assumption…"), "plus")
        self.add_fact_button = self.head.set_primary(self.tr("Add fact…"), "plus")
        self.body.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(12)
        tables = QVBoxLayout()
        tables.setSpacing(12)
        row.addLayout(tables, 1)
        self.body.addLayout(row, 1)

        self.facts = FactModel(self.context.today, self)
        self.fact_table = self._table(self.tr("Facts"), self.facts, FactColumn.STATEMENT, FactColumn.SOURCE)
        self.fact_empty = EmptyState(
            self.theme,
            self.tr(
                "A fact is a figure or statement with its source, date and page, so that both sides can look it up."
            ),
            self.tr("Add a fact"),
        )
        self.fact_card, self.fact_stack = self._card(self.tr("Facts"), self.fact_table, self.fact_empty)
        tables.addWidget(self.fact_card, 3)

        self.assumptions = AssumptionModel(self.context.today, self)
        self.assumption_table = self._table(
            self.tr("Assumptions"), self.assumptions, AssumptionColumn.STATEMENT, AssumptionColumn.REASON
        )
        self.assumption_empty = EmptyState(
            self.theme,
            self.tr("An assumption is taken to be so until it is known. Each wants somebody who answers for it."),
            self.tr("Add an assumption"),
        )
        self.assumption_card, self.assumption_stack = self._card(
            self.tr("Assumptions"), self.assumption_table, self.assumption_empty
        )
        tables.addWidget(self.assumption_card, 2)

        self.fact_form = RecordForm(self.context, self._fact_fields())
        self.used_by = Text("", "caption", "muted", wrap=True)
        self.link_button = Button(self.theme, self.tr("Open the source"), "external-link", "link")
        place = self.fact_form.column.indexOf(self.fact_form.rows["link"]) + 1
        self.fact_form.column.insertWidget(place, self.link_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.fact_form.column.insertWidget(self.fact_form.column.count() - 1, self.used_by)
        self.assumption_form = RecordForm(self.context, self._assumption_fields())
        row.addWidget(self.fact_form)
        row.addWidget(self.assumption_form)

    def _fact_fields(self) -> tuple[Field, ...]:
        return (
            Field("statement", self.tr("Fact"), Entry.TEXT, lacking=self.tr("Say what the fact is.")),
            Field("source", self.tr("Source"), placeholder=self.tr("Who published or counted it")),
            Field("day", self.tr("Dated"), Entry.DAY, placeholder=self.tr("3 December 2026")),
            Field("page", self.tr("Page or table")),
            Field("link", self.tr("Link"), placeholder="https://"),
            Field(
                "verified",
                self.tr("Source looked at"),
                Entry.FLAG,
                help=self.tr("Somebody has read it in the source itself."),
            ),
            Field("marking", self.tr("Who may see it"), Entry.MARKING),
        )

    def _assumption_fields(self) -> tuple[Field, ...]:
        return (
            Field("statement", self.tr("Assumption"), Entry.TEXT, lacking=self.tr("Say what is assumed.")),
            Field("owner", self.tr("Who answers for it"), placeholder=self.tr("A name")),
            Field("reason", self.tr("Because"), Entry.TEXT),
            Field("review_on", self.tr("Review by"), Entry.DAY, placeholder=self.tr("3 December 2026")),
            Field("marking", self.tr("Who may see it"), Entry.MARKING),
        )

    def _table(self, name: str, model: Any, wide: Any, second: Any) -> DataTable:
        table = DataTable(self.theme, name, rows=True, dense=False)
        table.setModel(model)
        table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        table.set_wrapping()
        head = table.horizontalHeader()
        for column in model.columns:
            head.setSectionResizeMode(model.column_of(column), QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(model.column_of(wide), QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(model.column_of(second), QHeaderView.ResizeMode.Interactive)
        return table

    def _make_room(self) -> None:
        """Beside a form the tables keep what tells records apart; the form shows the rest.

        With large text or in a small window they leave out what is looked up least.
        """
        beside_form = not (self.fact_form.isHidden() and self.assumption_form.isHidden())
        small = self.width() < self.theme.px(760)
        for table, model, second, least in (
            (self.fact_table, self.facts, FactColumn.SOURCE, FactColumn.DAY),
            (self.assumption_table, self.assumptions, AssumptionColumn.REASON, AssumptionColumn.REVIEW),
        ):
            table.setColumnHidden(model.column_of(second), beside_form)
            table.setColumnHidden(model.column_of(model.columns.MARKING), beside_form)
            table.setColumnHidden(model.column_of(least), small and not beside_form)
            share = 0.27 if small else 0.24
            table.horizontalHeader().resizeSection(model.column_of(second), round(self.width() * share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _card(self, title: str, table: DataTable, empty: EmptyState) -> tuple[Card, QStackedWidget]:
        card, stack = Card(title, flush=True), QStackedWidget()
        stack.addWidget(table)
        stack.addWidget(empty)
        card.add(stack, 1)
        return card, stack

    def _connect(self) -> None:
        self.add_fact_button.clicked.connect(self.add_fact)
        self.fact_empty.pressed.connect(self.add_fact)
        self.add_assumption_button.clicked.connect(self.add_assumption)
        self.assumption_empty.pressed.connect(self.add_assumption)
        self.fact_table.current_moved.connect(self._on_fact_moved)
        self.fact_table.activated_record.connect(self._on_fact_opened)
        self.fact_table.delete_pressed.connect(self._on_delete_fact)
        self.assumption_table.current_moved.connect(self._on_assumption_moved)
        self.assumption_table.activated_record.connect(self._on_assumption_opened)
        self.assumption_table.delete_pressed.connect(self._on_delete_assumption)
        for form in (self.fact_form, self.assumption_form):
            form.removed.connect(self._on_remove)
            form.submitted.connect(self._on_submitted)
        self.fact_form.closed.connect(self._on_fact_closed)
        self.assumption_form.closed.connect(self._on_assumption_closed)
        self.link_button.clicked.connect(self._on_link)
        for form in (self.fact_form, self.assumption_form):
            form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._make_room()
        return super().eventFilter(watched, event)

    def refresh(self, changes: Any | None = None) -> None:
        if changes is not None and not changes.touches("fact", "assumption", "measure", "option"):
            return
        facts, assumptions = self.bridge.all(Fact), self.bridge.all(Assumption)
        self.facts.set_records(facts)
        self.assumptions.set_records(assumptions)
        self.fact_stack.setCurrentIndex(0 if facts else 1)
        self.assumption_stack.setCurrentIndex(0 if assumptions else 1)
        unchecked = sum(not fact.verified for fact in facts)
        unowned = sum(not assumption.owner.strip() for assumption in assumptions)
        self.fact_card.set_title(self.tr("Facts"), self._standing(len(facts), unchecked, self.tr("not checked")))
        self.assumption_card.set_title(
            self.tr("Assumptions"), self._standing(len(assumptions), unowned, self.tr("without an owner"))
        )
        self.head.set_subtitle(self.tr("What is known, and what is taken to be so until it is known"))
        self._show_again(self.fact_form, Fact)
        self._show_again(self.assumption_form, Assumption)

    def focus_record(self, kind: str, record_id: str) -> None:
        model, table = (self.facts, self.fact_table) if kind == "fact" else (self.assumptions, self.assumption_table)
        self.refresh(None)
        if not record_id:
            (self.add_fact if kind == "fact" else self.add_assumption)()
            return
        row = model.row_of(record_id)
        if row >= 0:
            table.selectRow(row)
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Adding, showing, taking away.

    def add_fact(self) -> None:
        self._clear(self.fact_table)
        self.assumption_form.hide()
        self._show_fact(Fact("", ""), new=True)

    def add_assumption(self) -> None:
        self._clear(self.assumption_table)
        self.fact_form.hide()
        new = Assumption("", "", owner=self.context.settings.choices.person)
        self.assumption_form.begin(new, self.tr("New assumption"), self.tr("Add assumption"))

    def _show_fact(self, fact: Fact, new: bool = False) -> None:
        if new:
            self.fact_form.begin(fact, self.tr("New fact"), self.tr("Add fact"))
        else:
            self.fact_form.edit(fact, self.tr("Fact"))
        options = {option.id: option.name for option in self.bridge.all(Option)}
        users = [
            f"{measure.terms.label or measure.terms.kind} ({options.get(measure.option_id, '')})"
            for measure in self.bridge.all(Measure)
            if fact.id and fact.id in measure.terms.evidence
        ]
        self.used_by.setText(self.tr("Stands behind: {measures}").format(measures="; ".join(users)) if users else "")
        self.used_by.setVisible(bool(users))
        self.link_button.setVisible(_web_address(fact.link) is not None)

    def _show_again(self, form: RecordForm, record_type: type[Any]) -> None:
        """After a change: the shown record as it is now, or nothing where it is gone."""
        if form.isHidden() or form.is_new or form.record is None:
            return
        record = self.bridge.find(record_type, form.record.id)
        if record is None:
            form.hide()
        elif isinstance(record, Fact):
            self._show_fact(record)
        else:
            form.edit(record, self.tr("Assumption"))

    def _on_fact_moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self._clear(self.assumption_table)
            self.assumption_form.hide()
            self._show_fact(self.facts.record(index.row()))

    def _on_assumption_moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self._clear(self.fact_table)
            self.fact_form.hide()
            self.assumption_form.edit(self.assumptions.record(index.row()), self.tr("Assumption"))

    def _on_fact_opened(self, index: QModelIndex) -> None:
        self._show_fact(self.facts.record(index.row()))
        self.fact_form.focus_first()

    def _on_assumption_opened(self, index: QModelIndex) -> None:
        self.assumption_form.edit(self.assumptions.record(index.row()), self.tr("Assumption"))
        self.assumption_form.focus_first()

    def _on_submitted(self, record_id: str) -> None:
        """A record was added: show it as chosen in its table."""
        for form, model, table in (
            (self.fact_form, self.facts, self.fact_table),
            (self.assumption_form, self.assumptions, self.assumption_table),
        ):
            row = model.row_of(record_id)
            if row >= 0 and not form.isHidden() and form.record.id != record_id:
                table.selectRow(row)

    def _on_delete_fact(self) -> None:
        if self.fact_table.currentIndex().isValid():
            self._on_remove(self.facts.record(self.fact_table.currentIndex().row()))

    def _on_delete_assumption(self) -> None:
        if self.assumption_table.currentIndex().isValid():
            self._on_remove(self.assumptions.record(self.assumption_table.currentIndex().row()))

    def _on_remove(self, record: Fact | Assumption) -> None:
        """Take a record away; its neighbour is chosen next, where there is one."""
        is_fact = isinstance(record, Fact)
        self.bridge.submit(RemoveRecords(_KINDS[type(record)], (record.id,)))
        (self.fact_table if is_fact else self.assumption_table).setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.toast(self.tr("Fact removed.") if is_fact else self.tr("Assumption removed."))

    def _on_fact_closed(self) -> None:
        self._clear(self.fact_table)
        self.fact_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_assumption_closed(self) -> None:
        self._clear(self.assumption_table)
        self.assumption_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_link(self) -> None:
        address = _web_address(self.fact_form.record.link)
        if address is not None:
            QDesktopServices.openUrl(address)

    def _clear(self, table: DataTable) -> None:
        table.clearSelection()
        table.setCurrentIndex(QModelIndex())

    def _standing(self, total: int, open_ones: int, words: str) -> str:
        if not total:
            return ""
        return f"{total} · {open_ones} {words}" if open_ones else str(total)


def _web_address(text: str) -> QUrl | None:
    """A link that may be opened: a web page and nothing else, whatever a workspace from elsewhere holds."""
    address = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    return address if address.isValid() and address.scheme() in ("https", "http") and address.host() else None
