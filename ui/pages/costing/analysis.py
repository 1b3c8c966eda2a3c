"""The card of views: pictures and tables of the costing, each with a sentence, a table, a copy and its workings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHeaderView, QMenu, QScrollArea, QSizePolicy, QStackedWidget

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.ranges import limits_of
from negotiator.domain.costing.result import CostingResult, OptionCost
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate
from negotiator.services.ranges import option_range, rests_on
from negotiator.wording.sentences import sentence as problem_sentence
from ui.charts.view import ChartView
from ui.jobs import Jobs
from ui.pages.costing.gainers import who_gains_table
from ui.pages.costing.pay_bill import affordability_table, drift_table
from ui.pages.costing.pictures import (
    COMPONENT,
    MEASURE,
    Picture,
    difference_picture,
    full_year_picture,
    years_picture,
)
from ui.pages.costing.ranges import range_sentence, range_table, tornado_of, tornado_sentence
from ui.pages.costing.views import Cell, TableView, WordsModel, Workings
from ui.pages.costing.workings import agrees
from ui.theme import Theme
from ui.widgets import Button, Card, DataTable, ElidedText, IconButton, ProgressPanel, Text, Working

if TYPE_CHECKING:
    from negotiator.domain.costing.ranges import OptionRange
    from negotiator.services.session import Session

COSTS, DIFFERENCE, GAINERS, AFFORDABILITY, DRIFT, RANGE, TORNADO = (
    "costs",
    "difference",
    "gainers",
    "affordability",
    "drift",
    "range",
    "tornado",
)
_AS_HIGH_AS_ROOM = 16_777_215
"""No bound: Qt's own largest height."""
_TABLES = (GAINERS, AFFORDABILITY, DRIFT, RANGE)


class AnalysisCard(Card):
    """One view at a time; a sentence under it says what it shows.

    Signals:
        option_chosen: another option is asked for.
        explained: what a figure is, the figure, and its `Workings`; from moving to it or choosing it.
        workings_asked: the same, and the reader wants to see them now.
        next_asked: the button that mends what is lacking was pressed: ``mandate``, ``people`` or ``ranges``.
    """

    option_chosen = Signal(str)
    explained = Signal(str, str, object)
    workings_asked = Signal()
    next_asked = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__(" ")
        self._theme, self._jobs = theme, jobs
        self._result: CostingResult | None = None
        self._option_id = ""
        self._roomy = True
        self._as_table = False
        self._session: Session | None = None
        self._proposal_id = ""
        self._range: OptionRange | None = None
        self._range_of: object = None
        self._mandate: Mandate | None = None
        self._picture: Picture | None = None
        self._lacks = ""
        self.view = COSTS
        self._build_head()
        self._build_body()
        self._connect()

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self.choice = self._box(self.tr("What is shown"))
        self.choice.addItem(self.tr("Full year"), "full_year")
        self.choice.addItem(self.tr("Year by year"), "years")
        self.option_box = self._box(self.tr("Option"))
        self.other = self._box(self.tr("Compare with"))
        self.drivers = self._box(self.tr("Explained by"))
        self.drivers.addItem(self.tr("by measure"), MEASURE)
        self.drivers.addItem(self.tr("by component"), COMPONENT)
        self.drivers.setMaximumWidth(self._theme.px(150))
        self.copy_button = Button(self._theme, self.tr("Copy table"), "copy", "small")
        self.more = IconButton(self._theme, "ellipsis", self.tr("Show as table, copy"))
        for widget in (self.option_box, self.other, self.drivers, self.choice, self.copy_button, self.more):
            self.add_to_head(widget)
        self.note.hide()
        self.title.setMinimumWidth(1)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.setMaximumWidth(self._theme.px(300))
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _build_body(self) -> None:
        theme = self._theme
        self.chart = ChartView()
        self.chart.follow(theme)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The picture takes what the table leaves; below its least height it scrolls.
        area.setWidget(self.chart)
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.stack.setMinimumHeight(theme.px(76))
        self.stack.addWidget(area)
        self.table = DataTable(theme, self.tr("The chosen view as a table"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.words = WordsModel(self)
        self.table.setModel(self.words)
        self.stack.addWidget(self.table)
        self.add(self.stack, 10_000)
        self.progress = ProgressPanel(theme)
        self.add(self.progress)
        self.warning = Text("", "caption-medium", "amber", wrap=True)
        self.warning.hide()
        self.add(self.warning)
        self.sentence = Text("", "caption", "muted", wrap=True)
        self.add(self.sentence)
        self.line = ElidedText("", "caption", "muted")
        self.add(self.line)
        self.next_button = Button(theme, "", "arrow-right", "small")
        self.next_button.hide()
        self.add(self.next_button)
        self.body.addStretch(1)  # below what a short table says
        self.body.setSpacing(theme.px(4))
        self.body.setContentsMargins(15, 0, 15, 6)
        self._head_row.setContentsMargins(15, 7, 15, 2)

    def _connect(self) -> None:
        for box in (self.choice, self.other, self.drivers):
            box.activated.connect(self._on_choice)
        self.option_box.activated.connect(self._on_option)
        self.copy_button.clicked.connect(self.copy_table)
        self.more.clicked.connect(self._on_more)
        self.chart.mark_chosen.connect(self._on_mark)
        self.chart.table_asked.connect(self._on_table_asked)
        self.table.current_moved.connect(self._on_cell)
        self.table.activated_record.connect(self._on_activated)
        self.table.customContextMenuRequested.connect(self._on_context_menu)
        self.progress.cancelled.connect(self._on_cancel)
        self.next_button.clicked.connect(self._on_next)

    # --- filling -----------------------------------------------------------------------------------------------------

    def show_result(
        self,
        session: Session | None,
        proposal_id: str,
        result: CostingResult,
        option_id: str,
        mandate: Mandate | None,
    ) -> None:
        """Show a costing, with this option chosen. The mandate is the team's own: it stands on this page alone."""
        self._result, self._option_id, self._mandate = result, option_id, mandate
        self._session, self._proposal_id = session, proposal_id
        kept = self.other.currentData()
        self.other.clear()
        self.option_box.clear()
        for option in result.options:
            self.option_box.addItem(option.name, option.option_id)
            if option.option_id != option_id:
                self.other.addItem(self.tr("against {name}").format(name=option.name), option.option_id)
        self.other.addItem(self.tr("against no change"), "")
        self.option_box.setCurrentIndex(max(0, self.option_box.findData(option_id)))
        self.other.setCurrentIndex(max(0, self.other.findData(kept)))
        self._draw()

    def set_view(self, view: str) -> None:
        """Show one of the views; `COSTS` is the picture beside the table of costs."""
        if view != self.view:
            self.view = view
            self._as_table = False
            self._draw()

    def set_roomy(self, roomy: bool) -> None:
        """Longer words where there is room for them."""
        if roomy != self._roomy:
            self._roomy = roomy
            self._draw()

    def _draw(self) -> None:
        result = self._result
        if result is None:
            return
        beside_table = self.view == COSTS
        self.choice.setVisible(beside_table)
        self.option_box.setVisible(not beside_table)
        self.other.setVisible(self.view == DIFFERENCE)
        self.drivers.setVisible(self.view == DIFFERENCE)
        self.set_title(self._title())
        self.title.setVisible(beside_table or (self._roomy and self.view != DIFFERENCE))
        in_table = self.view in _TABLES
        self.stack.setCurrentIndex(1 if in_table or self._as_table else 0)
        self.stack.setMaximumHeight(_AS_HIGH_AS_ROOM)
        # Three choices fill a narrow head: there the copy is in the menu alone.
        self.copy_button.setVisible(not beside_table and (self._roomy or self.view != DIFFERENCE))
        self.more.setVisible(not in_table)
        self._warn("")
        self._lack("")
        self._jobs.cancel("costing-view")
        self.progress.finish()
        if self.view in (TORNADO, RANGE):
            self._show_range()
        elif in_table:
            self._start_table()
        else:
            self._show_picture(result)

    def _title(self) -> str:
        if self.view == COSTS:
            if self.choice.currentData() == "years":
                return self.tr("Year by year")
            against = self._roomy and self._mandate is not None and self._mandate.envelope is not None
            return self.tr("Full-year effect against the envelope") if against else self.tr("Full-year effect")
        return {
            DIFFERENCE: self.tr("What makes the difference"),
            GAINERS: self.tr("Who gains, who loses"),
            AFFORDABILITY: self.tr("Against mandate and pay bill"),
            DRIFT: self.tr("Drift apart from the deal"),
            TORNADO: self.tr("What moves the cost"),
            RANGE: self.tr("Likely range"),
        }[self.view]

    def _show_picture(self, result: CostingResult) -> None:
        chosen = self._find(self._option_id)
        if self.view == DIFFERENCE and chosen is not None:
            other = self._find(str(self.other.currentData() or ""))
            picture = difference_picture(result, chosen, other, str(self.drivers.currentData()))
        elif self.choice.currentData() == "years":
            picture = years_picture(result, self._mandate)
        else:
            picture = full_year_picture(result, self._option_id, self._mandate)
        self._put(picture)

    def _put(self, picture: Picture) -> None:
        """Show a picture, or its table where that was asked for."""
        self._picture = picture
        if picture.nothing:
            self.stack.setCurrentIndex(0)
            self.chart.show_chart(None, picture.nothing)
            self._say("")
            return
        self.chart.show_chart(picture.chart)
        self.chart.updateGeometry()
        if self._as_table:
            self._fill(self._table_of(picture))
        elif self.view == COSTS:
            self._say_line(self.chart.sentence)
        else:
            self._say(self.chart.sentence)

    def _table_of(self, picture: Picture) -> TableView:
        """A picture's own table, with what explains its rows."""
        head, *rows = self.chart.table or ((),)
        workings = {
            (row, column): found
            for row, found in enumerate(picture.rows)
            if found is not None and row < len(rows)
            for column in range(1, len(head))
        }
        return TableView(tuple(head), tuple(rows), self.chart.sentence, frozenset(), workings)

    def _say(self, sentence: str) -> None:
        """In as many lines as it needs: where the view has the height of the page."""
        self.line.hide()
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _say_line(self, sentence: str) -> None:
        """In one line under a picture, which needs the height; the whole of it is its tooltip and its spoken name."""
        self.sentence.hide()
        self.line.setText(sentence)
        self.line.show()

    def _warn(self, words: str) -> None:
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _lack(self, what: str) -> None:
        """Offer the next step where something is not there yet."""
        self._lacks = what
        words = {
            "mandate": self.tr("Say what you may agree…"),
            "people": self.tr("Go to the establishment"),
            "ranges": self.tr("Give numbers a range"),
        }
        self.next_button.setText(words.get(what, ""))
        self.next_button.setVisible(bool(what))

    def _frozen(self) -> tuple[CostingCase, str, int] | None:
        """The case as it stands, its edition, and the chosen option's place."""
        from negotiator.services.costing import case_for

        result = self._result
        if self._session is None or result is None:
            return None
        try:
            case = replace(case_for(self._session, self._proposal_id), basis=result.basis)
        except Refused as refusal:
            self._on_table_failed(refusal)
            return None
        if not agrees(case, result):
            return None
        place = next((n for n, o in enumerate(result.options) if o.option_id == self._option_id), 0)
        return case, self._session.settings.edition, place

    def _show_range(self) -> None:
        """The tornado or the percentiles; drawn once for each state of the option, with progress and cancel."""
        frozen = self._frozen()
        if frozen is None:
            return
        case, _, place = frozen
        limits = limits_of(self._mandate, self._result.years if self._result else ())
        asked = rests_on(case, place, limits)
        if self._range is not None and self._range_of == asked:
            self._fill_range(self._range)
            return
        self._range, self._range_of = None, asked
        self.chart.show_chart(None, self.tr("Drawing ten thousand times…"))
        self.words.show_view(TableView((), (), ""))
        self._say("")
        self.progress.start(self.tr("Drawing ten thousand times from the ranges…"))
        job = self._jobs.start(
            "costing-view",
            option_range,
            *frozen,
            limits,
            done=self._on_range,
            failed=self._on_range_failed,
            with_progress=True,
        )
        job.progressed.connect(self.progress.set_progress)

    def _on_range(self, found: OptionRange) -> None:
        self.progress.finish()
        self._range = found
        if self.view in (TORNADO, RANGE):
            self._fill_range(found)

    def _fill_range(self, found: OptionRange) -> None:
        option = self._find(self._option_id)
        if option is None:
            return
        if not found.uncertain:
            self._picture = None
            self.stack.setCurrentIndex(0)
            self.chart.show_chart(None, self.tr("No number has a range yet."))
            self._say(range_sentence(found))
        elif self.view == RANGE:
            self._fill(range_table(found, option))
        else:
            self._put(Picture(tornado_of(found, option)))
            self._say(tornado_sentence(found, self.chart.sentence))
        self._lack("" if found.tornado else "ranges")

    def _on_range_failed(self, error: object) -> None:
        self.progress.finish()
        self._range_of = None
        self._on_table_failed(error)

    def _on_cancel(self) -> None:
        self._jobs.cancel("costing-view")
        self.progress.finish()
        self._range_of = None
        self.chart.show_chart(None, self.tr("Cancelled. Choose the view again to start anew."))
        self._say("")

    def _start_table(self) -> None:
        """Work the table out in the background; what stood before stays until it is there."""
        frozen = self._frozen()
        if frozen is None:
            return
        self._say(self.tr("Working it out…"))
        mandate = (self._mandate,) if self.view == AFFORDABILITY else ()
        works: dict[str, Callable[..., TableView]] = {
            GAINERS: who_gains_table,
            AFFORDABILITY: affordability_table,
            DRIFT: drift_table,
        }
        self._jobs.start(
            "costing-view", works[self.view], *frozen, *mandate, done=self._fill, failed=self._on_table_failed
        )

    def _fill(self, view: TableView) -> None:
        at = self.table.currentIndex()
        again = view.heads == self.words.view.heads
        self.words.show_view(view)
        self._fit_columns(view)
        if view.heads:
            self.stack.setMaximumHeight(self.table.content_height() + self._theme.px(10))
        self._say(view.sentence)
        self._warn(view.warning)
        self._lack(view.lacks)
        if view.rows and len(view.heads) > 1:  # a figure is chosen from the start, so that its workings are seen
            row, column = (at.row(), at.column()) if again and at.isValid() and at.column() else (0, view.first)
            self.table.setCurrentIndex(self.words.index(min(row, len(view.rows) - 1), column))

    def _fit_columns(self, view: TableView) -> None:
        """Figures as wide as they are, the names take the rest: no head and no figure is cut."""
        header = self.table.horizontalHeader()
        heads, cells = self._theme.metrics("caption-strong"), self._theme.metrics("body-strong")
        widths: dict[int, int] = {}
        for column, head in enumerate(view.heads):
            least = max((cells.horizontalAdvance(row[column]) for row in view.rows), default=0)
            widths[column] = round(max(heads.horizontalAdvance(head), least)) + self._theme.px(20)
        room = self.table.viewport().width()
        left_out: set[int] = set()
        for column in view.minor:
            if sum(width for each, width in widths.items() if each not in left_out) > room:
                left_out.add(column)
        for column, width in widths.items():
            mode = QHeaderView.ResizeMode.Interactive if column else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            self.table.setColumnHidden(column, column in left_out)
            if column and column not in left_out:
                self.table.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns(self.words.view)

    def _on_table_failed(self, error: object) -> None:
        if not isinstance(error, Refused):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self.words.show_view(TableView((), (), ""))
        self._say(problem_sentence(error.problems[0]))

    def _find(self, option_id: str) -> OptionCost | None:
        options = self._result.options if self._result is not None else ()
        return next((o for o in options if o.option_id == option_id), None)

    # --- what the person does ----------------------------------------------------------------------------------------

    def copy_table(self) -> None:
        """The whole view as a table for a spreadsheet or a paper."""
        shows_table = self.stack.currentIndex() == 1
        view = self.words.view if shows_table else self._table_of(self._picture) if self._picture else None
        if view is not None:
            QGuiApplication.clipboard().setText(view.as_text())

    def explain(self) -> None:
        """Tell the workings of the figure that the reader stands on."""
        if self.stack.currentIndex() == 1:
            self._on_cell(self.table.currentIndex())
        elif self.view != COSTS and self._picture is not None:
            self._on_mark(self.chart.current_mark.key if self.chart.current_mark else "second")

    def _on_choice(self, *ignored: object) -> None:
        self._draw()

    def _on_option(self, index: int) -> None:
        self.option_chosen.emit(self.option_box.itemData(index))

    def _on_cell(self, index: QModelIndex) -> None:
        """The workings of a cell; of a row's name, those of its first figure."""
        view = self.words.view
        if not index.isValid() or index.row() >= len(view.rows) or len(view.heads) < 2:
            return
        row, column = index.row(), max(1, index.column())
        words, figure = view.rows[row][0], view.rows[row][column]
        found = view.workings.get((row, column), (Working(words, figure, view.sentence),))
        self.explained.emit(f"{self._name()} · {words} · {view.heads[column]}", figure, found)

    def _on_activated(self, index: object) -> None:
        self.workings_asked.emit()
        self.explain()

    def _on_mark(self, key: str) -> None:
        """A mark of a picture: its option is chosen where it stands for one, and its workings are told."""
        if self._picture is None:
            return
        found: Workings | None = self._picture.workings.get(key)
        mark = self.chart.current_mark
        label, figure = (mark.label, mark.value_text) if mark is not None and mark.key == key else ("", "")
        if isinstance(found, Cell):
            year = label.rsplit(", ", 1)[-1]
            if self._result is not None and year in self._result.years:
                found = replace(found, year=year)
            if self.view == COSTS and found.option_id != self._option_id:
                self.option_chosen.emit(found.option_id)
        if found is None and not label:
            return
        self.explained.emit(f"{self._name()} · {label}".strip(" ·"), figure, found or (Working(label, figure),))

    def _name(self) -> str:
        option = self._find(self._option_id)
        return option.name.split(" · ")[0] if option else ""

    def _on_next(self) -> None:
        self.next_asked.emit(self._lacks)

    def _on_table_asked(self) -> None:
        self._as_table = not self._as_table
        self._draw()

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._as_table:
            menu.addAction(self.tr("Show as picture")).triggered.connect(self._on_table_asked)
            menu.addAction(self.tr("Copy table")).triggered.connect(self.copy_table)
        else:
            menu.addActions(self.chart.actions_for_menu())
            menu.addAction(self.tr("Copy table")).triggered.connect(self.copy_table)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_context_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("How was this worked out?\tEnter")).triggered.connect(self._on_activated)
        menu.addAction(self.tr("Copy\tCtrl+C")).triggered.connect(self.table.copy)
        menu.addAction(self.tr("Copy table")).triggered.connect(self.copy_table)
        menu.popup(self.table.viewport().mapToGlobal(at))
