"""Snapshots: the establishment as it stood on a day, kept, listed, and compared with another or with now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from negotiator.domain.establishment import Snapshot, StaffLine
from negotiator.domain.problems import Refused
from negotiator.services.commands import ImportStaffLines, Placing, RemoveRecords
from negotiator.services.establishment import Comparison, GroupChange, compare, take_snapshot
from negotiator.wording.figures import MINUS, NOUGHT_IN_TABLE, day, number
from negotiator.wording.typed import read_day
from ui.dialogs.base import Dialog
from ui.pages.base import PageContext
from ui.pages.establishment.entry import exact, said
from ui.pages.establishment.lines import Totals
from ui.widgets import GROUP_ROLE, Button, Card, DataTable, EmptyState, FormRow, Segmented, Text, TupleModel, Words

if TYPE_CHECKING:
    from negotiator.services.changes import Outcome

COMPARE = "compare-snapshots"
_COMPARED_AT_ONCE = 2_000
"""Lines that are compared while the window waits: some 20 ms."""
NOW = ""
"""The key of the establishment as it stands, where a snapshot's id may be chosen."""


class SnapshotColumn(Enum):
    NAME = "name"
    DAY = "taken_on"
    WTE = "wte"


class SnapshotModel(TupleModel[Snapshot]):
    """Snapshots, the newest first."""

    columns = SnapshotColumn

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._totals: dict[str, Totals] = {}  # by id: what a snapshot holds never changes

    def head(self, column: Any) -> str:
        return {
            SnapshotColumn.NAME: self.tr("Snapshot"),
            SnapshotColumn.DAY: self.tr("Taken"),
            SnapshotColumn.WTE: self.tr("WTE"),
        }[column]

    def words(self, record: Snapshot, column: Any) -> str:
        match column:
            case SnapshotColumn.NAME:
                return record.name
            case SnapshotColumn.DAY:
                return f"{record.taken_on.day} {record.taken_on:%b %Y}"
        return exact(self._totals_of(record).wte, 1)

    def _totals_of(self, record: Snapshot) -> Totals:
        if record.id not in self._totals:
            self._totals[record.id] = Totals.of(record.lines)
        return self._totals[record.id]

    def is_figure(self, column: Any) -> bool:
        return column is SnapshotColumn.WTE

    def tone(self, record: Snapshot, column: Any) -> str:
        return "muted" if column is SnapshotColumn.DAY else ""

    def extra(self, record: Snapshot, column: Any, role: int) -> Any:
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        totals = self._totals_of(record)
        words = self.tr("{name}: {lines} lines, {heads} people")
        return words.format(name=record.name, lines=number(totals.lines), heads=number(totals.heads))


class ChangeColumn(Enum):
    GROUP = "group"
    BAND = "band"
    HEADS_BEFORE = "heads_before"
    HEADS_AFTER = "heads_after"
    HEADS = "heads"
    WTE_BEFORE = "wte_before"
    WTE_AFTER = "wte_after"
    WTE = "wte"


class ChangeModel(TupleModel[GroupChange]):
    """Heads and WTE of each group and band, before, after, and the difference."""

    columns = ChangeColumn

    def head(self, column: Any) -> str:
        return {
            ChangeColumn.GROUP: self.tr("Staff group"),
            ChangeColumn.BAND: self.tr("Band"),
            ChangeColumn.HEADS_BEFORE: self.tr("Before"),
            ChangeColumn.HEADS_AFTER: self.tr("After"),
            ChangeColumn.HEADS: self.tr("Change"),
            ChangeColumn.WTE_BEFORE: self.tr("Before"),
            ChangeColumn.WTE_AFTER: self.tr("After"),
            ChangeColumn.WTE: self.tr("Change"),
        }[column]

    def words(self, record: GroupChange, column: Any) -> str:
        match column:
            case ChangeColumn.GROUP | ChangeColumn.BAND:
                return str(getattr(record, column.value))
            case ChangeColumn.HEADS:
                return signed(Decimal(record.heads_after - record.heads_before))
            case ChangeColumn.WTE:
                return signed(record.wte_after - record.wte_before, 1)
        value = Decimal(getattr(record, column.value))
        if not value:
            return NOUGHT_IN_TABLE
        return exact(value, 1) if column in (ChangeColumn.WTE_BEFORE, ChangeColumn.WTE_AFTER) else number(value)

    def is_figure(self, column: Any) -> bool:
        return column not in (ChangeColumn.GROUP, ChangeColumn.BAND)

    def is_strong(self, record: GroupChange, column: Any) -> bool:
        return column in (ChangeColumn.HEADS, ChangeColumn.WTE)

    def head_extra(self, column: Any, role: int) -> Any:
        if role == GROUP_ROLE and self.is_figure(column):
            return self.tr("Heads") if "heads" in column.value else self.tr("WTE")
        return None

    def spoken(self, record: GroupChange, column: Any) -> str:
        group = self.head_extra(column, GROUP_ROLE)
        return f"{group} {self.words(record, column)}" if group else self.words(record, column)

    def key(self, record: GroupChange) -> object:
        return (record.group, record.band)


def signed(value: Decimal, places: int = 0) -> str:
    """``+2``, ``−1.5``; a dash for no change."""
    if not value:
        return NOUGHT_IN_TABLE
    text = exact(value, places)
    return text if text.startswith(MINUS) else f"+{text}"


def has_changed(change: GroupChange) -> bool:
    return change.heads_before != change.heads_after or change.wte_before != change.wte_after


class TakeDialog(Dialog):
    """Asks for a name and a day. ``taken`` gives both."""

    taken = Signal(str, object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Take a snapshot"), parent, 420)
        self._today = context.today()
        words = self.tr("Keeps every staff line as it stands now, to compare with later.")
        self.body.addWidget(Text(words, "body", "muted", wrap=True))
        self.name = QLineEdit(self.tr("Establishment, {day}").format(day=day(self._today)))
        self.day = QLineEdit(day(self._today))
        self.name_row = FormRow(context.theme, self.tr("Name"), self.name)
        self.day_row = FormRow(context.theme, self.tr("As it stood on"), self.day)
        self.body.addWidget(self.name_row)
        self.body.addWidget(self.day_row)
        self.body.addStretch(1)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.take_button = self.add_button(self.tr("Take snapshot"), "primary")
        self.cancel_button.clicked.connect(self.reject)
        self.take_button.clicked.connect(self._on_take)
        self.name.selectAll()
        self.name.setFocus()

    def _on_take(self) -> None:
        name = " ".join(self.name.text().split())
        taken_on: date | None = None
        try:
            taken_on = read_day(self.day.text(), today=self._today)
            self.day_row.set_error("")
        except Refused as refusal:
            self.day_row.set_error(said(refusal.problems[0]))
        self.name_row.set_error("" if name else self.tr("Give it a name."))
        if name and taken_on is not None:
            self.taken.emit(name, taken_on)
            self.accept()


class SnapshotsView(QWidget):
    """Two cards: what was kept, and what changed between two of them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.theme = context, context.theme
        self._compared: tuple[object, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.list_card, self.change_card = self._build_list(), self._build_changes()
        row.addWidget(self.list_card, 1)
        row.addWidget(self.change_card, 2)
        self._connect()

    def _build_list(self) -> Card:
        card = Card(self.tr("Snapshots"), flush=True)
        self.take_button = Button(self.theme, self.tr("Take snapshot…"), "clock", "small")
        card.add_to_head(self.take_button)
        self.model = SnapshotModel(self)
        self.table = DataTable(self.theme, self.tr("Snapshots"), rows=True, dense=False)
        self.table.setModel(self.model)
        head = self.table.horizontalHeader()
        for column in SnapshotColumn:
            head.setSectionResizeMode(self.model.column_of(column), QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(self.model.column_of(SnapshotColumn.NAME), QHeaderView.ResizeMode.Stretch)
        self.empty = EmptyState(
            self.theme,
            self.tr(
                "A snapshot keeps the establishment as it stands, with a name and a day, so that you can show later "
                "what changed since."
            ),
            self.tr("Take a snapshot"),
            "clock",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        card.add(self.stack, 1)
        foot = card.footer()
        self.restore_button = Button(self.theme, self.tr("Bring back"), "undo-2", "small")
        self.restore_button.setToolTip(self.tr("Replace the lines of today by those of this snapshot"))
        self.remove_button = Button(self.theme, self.tr("Remove"), "trash-2", "link")
        foot.addWidget(self.restore_button)
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        return card

    def _build_changes(self) -> Card:
        card = Card(self.tr("What changed"), flush=True)
        self.which = Segmented(self.tr("Rows"), (("changed", self.tr("Changed")), ("all", self.tr("All"))))
        card.add_to_head(self.which)
        choose = QWidget()
        across = QHBoxLayout(choose)
        across.setContentsMargins(15, 0, 15, 10)
        across.setSpacing(8)
        self.before, self.after = QComboBox(), QComboBox()
        for box, name in ((self.before, self.tr("From")), (self.after, self.tr("To"))):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
        across.addWidget(Text(self.tr("From"), "caption", "muted"))
        across.addWidget(self.before, 1)
        across.addWidget(Text(self.tr("to"), "caption", "muted"))
        across.addWidget(self.after, 1)
        card.add(choose)
        self.changes = ChangeModel(self)
        self.change_table = DataTable(self.theme, self.tr("Changes by staff group and band"), rows=True)
        self.change_table.setModel(self.changes)
        head = self.change_table.set_two_levels()
        for column in ChangeColumn:
            wide = {ChangeColumn.WTE: 74, ChangeColumn.BAND: 46}.get(column, 62)
            self.change_table.setColumnWidth(self.changes.column_of(column), self.theme.px(wide))
        head.setSectionResizeMode(self.changes.column_of(ChangeColumn.GROUP), QHeaderView.ResizeMode.Stretch)
        self.nothing = EmptyState(self.theme, "")
        self.change_stack = QStackedWidget()
        self.change_stack.addWidget(self.change_table)
        self.change_stack.addWidget(self.nothing)
        card.add(self.change_stack, 1)
        foot = card.footer()
        column_of_words = QVBoxLayout()
        column_of_words.setSpacing(0)
        self.totals = Words(self.theme, (), "body", wrap=False)
        self.lines_words = Text("", "caption", "muted", wrap=True)
        column_of_words.addWidget(self.totals)
        column_of_words.addWidget(self.lines_words)
        foot.addLayout(column_of_words, 1)
        return card

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.ask_take)
        self.empty.pressed.connect(self.ask_take)
        self.restore_button.clicked.connect(self._on_restore)
        self.remove_button.clicked.connect(self._on_remove)
        self.table.delete_pressed.connect(self._on_remove)
        self.table.current_moved.connect(self._on_moved)
        self.before.currentIndexChanged.connect(self._compare)
        self.after.currentIndexChanged.connect(self._compare)
        self.which.chosen.connect(self._on_which)

    def refresh(self) -> None:
        newest_first = sorted(self.context.bridge.all(Snapshot), key=lambda s: (s.taken_on, s.position), reverse=True)
        self.model.set_records(newest_first)
        self.stack.setCurrentIndex(0 if newest_first else 1)
        if newest_first and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._fill(self.before, newest_first, newest_first[0].id if newest_first else NOW)
        self._fill(self.after, newest_first, NOW)
        for button in (self.restore_button, self.remove_button):
            button.setEnabled(bool(newest_first))
        self._compare()

    def ask_take(self) -> None:
        dialog = TakeDialog(self.context, self.window())
        dialog.taken.connect(self.take)
        dialog.open()

    def take(self, name: str, taken_on: date) -> None:
        session = self.context.bridge.session
        if session is None:
            return
        command = take_snapshot(session, name, taken_on)
        self.context.bridge.run(command, partial(self._on_taken, name), self.context.problem)

    def _on_taken(self, name: str, outcome: Outcome) -> None:
        self.context.toast(self.tr("Snapshot taken: {name}.").format(name=name))

    def current(self) -> Snapshot | None:
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def _fill(self, box: QComboBox, snapshots: Sequence[Snapshot], otherwise: str) -> None:
        kept = box.currentData() if box.count() else otherwise
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("Now"), NOW)
        for snapshot in snapshots:
            box.addItem(self.tr("{name} ({day})").format(name=snapshot.name, day=day(snapshot.taken_on)), snapshot.id)
        found = box.findData(kept)
        box.setCurrentIndex(
            found if found >= 0 and not (kept == NOW and box is self.before) else box.findData(otherwise)
        )
        box.blockSignals(False)

    def _lines(self, key: str) -> tuple[StaffLine, ...]:
        if key == NOW:
            return self.context.bridge.all(StaffLine)
        snapshot = self.context.bridge.find(Snapshot, key)
        return snapshot.lines if snapshot is not None else ()

    def _compare(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        if before == after:
            self.context.jobs.cancel(COMPARE)
            self._say_nothing(
                self.tr("Choose two that differ, such as a snapshot and now.")
                if self.model.records
                else self.tr("What changed since a snapshot will stand here.")
            )
            return
        one, other = self._lines(before), self._lines(after)
        if max(len(one), len(other)) > _COMPARED_AT_ONCE:
            self.context.jobs.start(COMPARE, compare, one, other, done=self._show)
        else:
            self.context.jobs.cancel(COMPARE)
            self._show(compare(one, other))

    def _show(self, comparison: Comparison) -> None:
        rows = comparison.groups
        if self.which.value() == "changed":
            rows = tuple(change for change in rows if has_changed(change))
        self.changes.set_records(rows)
        self.nothing.set_sentence(self.tr("Heads and WTE are the same in every group and band."))
        self.change_stack.setCurrentIndex(0 if rows else 1)
        heads = Decimal(comparison.heads_after - comparison.heads_before)
        wte = comparison.wte_after - comparison.wte_before
        self.totals.set_parts(
            [
                (self.tr("Heads "), "muted"),
                (f"{number(comparison.heads_before)} → {number(comparison.heads_after)}", "strong"),
                (f" ({signed(heads)})", "muted"),
                (self.tr(" · WTE "), "muted"),
                (f"{exact(comparison.wte_before, 1)} → {exact(comparison.wte_after, 1)}", "strong"),
                (f" ({signed(wte, 1)})", "muted"),
            ]
        )
        words = self.tr("Lines by name: {added} added, {removed} gone, {changed} changed.")
        self.lines_words.setText(
            words.format(
                added=number(len(comparison.added)),
                removed=number(len(comparison.removed)),
                changed=number(len(comparison.changed)),
            )
        )

    def _say_nothing(self, sentence: str) -> None:
        self.changes.set_records(())
        self.nothing.set_sentence(sentence)
        self.change_stack.setCurrentIndex(1)
        self.totals.set_parts(())
        self.lines_words.setText("")

    def _on_moved(self, index: QModelIndex) -> None:
        """The snapshot chosen in the list is what the comparison starts from."""
        if index.isValid():
            self.before.setCurrentIndex(self.before.findData(self.model.record(index.row()).id))

    def _on_which(self, key: object) -> None:
        self._compare()

    def _on_restore(self) -> None:
        snapshot = self.current()
        if snapshot is None:
            return
        command = ImportStaffLines(snapshot.lines, Placing.REPLACE)
        self.context.bridge.run(command, partial(self._on_restored, snapshot.name), self.context.problem)

    def _on_restored(self, name: str, outcome: Outcome) -> None:
        self.context.toast(self.tr("The lines of {name} are back.").format(name=name))

    def _on_remove(self) -> None:
        snapshot = self.current()
        if snapshot is not None:
            self.context.bridge.submit(RemoveRecords("snapshot", (snapshot.id,)))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.toast(self.tr("Snapshot removed."))
