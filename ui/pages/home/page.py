"""The home page: recovery first, then recent workspaces, templates and the sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from negotiator.services.recents import Recent
from negotiator.wording.figures import time_of_day
from ui.pages.home.recents import RecentColumn, RecentDelegate, RecentModel
from ui.theme import Theme
from ui.widgets import (
    DETAIL_ROLE,
    ICON_ROLE,
    RECORD_ROLE,
    Banner,
    Button,
    Card,
    DataTable,
    EmptyState,
    PageHead,
    RecordList,
    Rule,
    Text,
)

if TYPE_CHECKING:
    from negotiator.services.recovery import Recoverable

TEMPLATE_ICONS = {
    "on_call": "phone-call",
    "organisational_change": "shuffle",
    "regrading": "arrow-up-from-line",
    "premium": "badge-percent",
    "working_time": "clock",
    "empty": "file-plus",
}


class _WholeList(RecordList):
    """A list that asks for the room of all its rows, and takes three where there is no more."""

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount() if self.model() is not None else 0
        return QSize(super().sizeHint().width(), rows * self.sizeHintForRow(0) if rows else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), min(self.sizeHint().height(), 3 * self.sizeHintForRow(0)))


class HomePage(QWidget):
    """Shown while no workspace is open; it needs none.

    Signals: ``open_pressed``, ``new_pressed``, ``sample_pressed``, ``path_chosen`` (a path), ``template_chosen`` (its
    name), ``recover_pressed`` and ``changes_pressed`` (a `Recoverable`), ``forget_pressed`` (a path) and
    ``clear_pressed``.
    """

    open_pressed = Signal()
    new_pressed = Signal()
    sample_pressed = Signal()
    path_chosen = Signal(str)
    template_chosen = Signal(str)
    recover_pressed = Signal(object)
    changes_pressed = Signal(object)
    forget_pressed = Signal(str)
    clear_pressed = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._now = theme, now
        self._left: Recoverable | None = None
        self.setObjectName("page-home")
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        self.body = QVBoxLayout(self)
        self.body.setSpacing(14)
        self.head = PageHead(theme, "")
        self.head.set_subtitle(
            self.tr("Open a workspace, or start one. Everything stays on this computer and the folders you choose.")
        )
        self.open_button = self.head.add_secondary(self.tr("Open…"), "folder-open")
        self.new_button = self.head.set_primary(self.tr("New workspace…"), "plus")
        self.banner = Banner(theme, "amber", "life-buoy")
        self.changes_button = self.banner.add_action("")
        self.recover_button = self.banner.add_action(self.tr("Recover"))
        self.banner.hide()
        self.recents_card = Card(self.tr("Recent workspaces"), flush=True)
        self.clear_button = Button(theme, self.tr("Clear this list"), role="link")
        self.recents_card.add_to_head(self.clear_button)
        self.model = RecentModel(self)
        self.table = DataTable(theme, self.tr("Recent workspaces"), rows=True, dense=False)
        self.table.setModel(self.model)
        delegate = RecentDelegate(theme, self.table)
        delegate.last_room = 13
        self.table.setItemDelegate(delegate)
        self.table.setProperty("roomy", "true")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.forget_action = QAction(self.tr("Take off this list"), self.table)
        self.table.addAction(self.forget_action)
        self.empty = EmptyState(
            theme,
            self.tr("Workspaces that you open or save are listed here, with what comes next in each."),
            self.tr("Open the sample"),
            "book-open",
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.recents_card.body.addLayout(self._stack, 1)
        self.templates_card = Card(self.tr("Start from a template"), flush=True)
        self.templates = QStandardItemModel(self)
        self.template_list = _WholeList(theme, self.tr("Templates"), height=62)
        self.templates_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.template_list.setModel(self.templates)
        self.templates_card.add(Rule())
        self.templates_card.add(self.template_list, 1)
        self.sample_card = Card(self.tr("Look round first"))
        self.sample_card.add(
            Text(
                self.tr(
                    "A fictional trust before its talks on on-call pay: three costed options, peers, people and packs."
                ),
                "body",
                "muted",
                wrap=True,
            )
        )
        self.sample_button = Button(theme, self.tr("Open the sample"), "book-open")
        self.sample_card.add(self.sample_button)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(14)
        self.grid.addWidget(self.recents_card, 0, 0, 3, 1)
        self.grid.addWidget(self.templates_card, 0, 1)
        self.grid.addWidget(self.sample_card, 1, 1)
        self.grid.setColumnStretch(0, 12)
        self.grid.setColumnStretch(1, 7)
        self.grid.setRowStretch(0, 1000)
        self.grid.setRowStretch(2, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(self.banner)
        self.body.addLayout(self.grid, 1)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.open_pressed)
        self.new_button.clicked.connect(self.new_pressed)
        self.sample_button.clicked.connect(self.sample_pressed)
        self.empty.pressed.connect(self.sample_pressed)
        self.clear_button.clicked.connect(self.clear_pressed)
        self.recover_button.clicked.connect(self._on_recover)
        self.changes_button.clicked.connect(self._on_changes)
        self.table.activated_record.connect(self._on_recent)
        self.table.delete_pressed.connect(self._on_forget)
        self.forget_action.triggered.connect(self._on_forget)
        self.template_list.opened.connect(self._on_template)
        self.template_list.clicked.connect(self._on_template)
        self.theme.changed.connect(self._resize)
        self.template_list.installEventFilter(self)

    def set_recents(self, recents: Sequence[Recent]) -> None:
        """List these; the newest is chosen, so that Enter opens it."""
        self.model.today = self._now().date()
        self.model.set_records(recents)
        self._stack.setCurrentIndex(0 if recents else 1)
        self.clear_button.setVisible(bool(recents))
        self.sample_card.setVisible(bool(recents))
        self._resize()
        if recents and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def set_templates(self, templates: Sequence[tuple[str, str, str]]) -> None:
        """Name, title and description of each."""
        self.templates.clear()
        for name, title, detail in templates:
            item = QStandardItem(title)
            item.setData(name, RECORD_ROLE)
            item.setData(detail, DETAIL_ROLE)
            item.setData(TEMPLATE_ICONS.get(name, "file-plus"), ICON_ROLE)
            item.setData(f"{title}, {detail}", Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            self.templates.appendRow(item)
        self.templates_card.setVisible(bool(templates))
        self._resize()

    def set_left(self, left: Sequence[Recoverable]) -> None:
        """Offer what a crash left, the newest first."""
        self._left = left[0] if left else None
        self.banner.setVisible(self._left is not None)
        if self._left is None:
            return
        stopped = self._left.last_change.astimezone()
        when = self.tr("at {time} on {day}").format(time=time_of_day(stopped), day=f"{stopped:%A}")
        title = self._left.title or self.tr("A new workspace")
        self.banner.set(
            [(title, "strong"), " " + self.tr("was open when this computer stopped {when}.").format(when=when)],
            self._kept(self._left) + self._asked(self._left) + self._others(len(left) - 1),
        )
        count = self._left.changes
        words = self.tr("See the change") if count == 1 else self.tr("See the {count} changes").format(count=count)
        self.changes_button.setText(words)

    def greet(self, person: str) -> None:
        """Say good morning, afternoon or evening."""
        hour = self._now().hour
        words = self.tr("Good morning") if hour < 12 else self.tr("Good afternoon")
        if hour >= 18:
            words = self.tr("Good evening")
        first_name = person.split()[0] if person.split() else ""
        self.head.set_title(f"{words}, {first_name}" if first_name else words)

    def focus_first(self) -> None:
        """The keyboard starts where most people go on: the newest workspace, or the way to make one."""
        (self.table if self.model.records else self.new_button).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        entered = watched is self.template_list and event.type() == QEvent.Type.FocusIn
        if entered and self.templates.rowCount() and not self.template_list.currentIndex().isValid():
            self.template_list.setCurrentIndex(self.templates.index(0, 0))
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = self.theme.px(16 if self.width() < self.theme.px(1000) else 24)
        self.body.setContentsMargins(side, self.theme.px(18), side, self.theme.px(20))
        super().resizeEvent(event)
        self._resize()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(800), self.theme.px(600))

    def _resize(self) -> None:
        px = self.theme.px
        self.table.verticalHeader().setDefaultSectionSize(px(59))
        self.template_list.updateGeometry()
        header = self.table.horizontalHeader()
        header.setFixedHeight(px(34))
        header.setSectionResizeMode(self.model.column_of(RecentColumn.WORKSPACE), QHeaderView.ResizeMode.Stretch)
        narrow = self.width() < px(1000)
        self.table.setColumnHidden(self.model.column_of(RecentColumn.SAVED), narrow)
        self.table.setColumnHidden(self.model.column_of(RecentColumn.NEXT), self.width() < px(760))
        next_width = 130 if narrow else 150
        for column, width in ((RecentColumn.SAVED, 100), (RecentColumn.NEXT, next_width), (RecentColumn.MARKING, 132)):
            self.table.setColumnWidth(self.model.column_of(column), px(width))

    def _kept(self, left: Recoverable) -> str:
        if left.path is None:
            return self.tr("It was never saved; its {count} changes are kept safe here.").format(count=left.changes)
        if left.changes == 1:
            return self.tr("The change made after the last save is kept safe. The file itself has not been touched.")
        return self.tr(
            "{count} changes made after the last save are kept safe. The file itself has not been touched."
        ).format(count=left.changes)

    def _asked(self, left: Recoverable) -> str:
        return " " + self.tr("To recover it takes its passphrase.") if left.is_sealed else ""

    def _others(self, count: int) -> str:
        return " " + self.tr("{count} more after this one.").format(count=count) if count else ""

    def _on_recover(self) -> None:
        self.recover_pressed.emit(self._left)

    def _on_changes(self) -> None:
        self.changes_pressed.emit(self._left)

    def _on_recent(self, index: Any) -> None:
        self.path_chosen.emit(self.model.record(index.row()).path)

    def _on_forget(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.records):
            self.forget_pressed.emit(self.model.record(row).path)

    def _on_template(self, index: Any) -> None:
        self.template_chosen.emit(str(index.data(RECORD_ROLE)))
