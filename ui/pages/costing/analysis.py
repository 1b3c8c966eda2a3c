"""The card of views: pictures and tables of the costing, each with a sentence, a table, a copy and its workings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QMenu, QScrollArea, QSizePolicy, QStackedWidget

from negotiator.domain.costing.result import CostingResult, OptionCost
from negotiator.domain.problems import Problem
from negotiator.domain.proposals import Mandate
from negotiator.reporting.charts.option_bars import OptionBars
from negotiator.wording.sentences import sentence as problem_sentence
from ui.charts.legend import ChartLegend
from ui.charts.view import ChartView
from ui.jobs import Jobs
from ui.pages.costing.pictures import (
    COMPONENT,
    MEASURE,
    Picture,
    difference_picture,
    full_year_picture,
    years_picture,
)
from ui.pages.costing.ranges import range_sentence, range_table, tornado_of, tornado_sentence
from ui.pages.costing.view_table import ViewTable
from ui.pages.costing.view_work import AFFORDABILITY, DRIFT, GAINERS, ViewWork
from ui.pages.costing.views import Cell, TableView, Workings
from ui.theme import Theme
from ui.widgets import Button, Card, IconButton, ProgressPanel, Text, Working

if TYPE_CHECKING:
    from negotiator.domain.costing.ranges import OptionRange
    from negotiator.services.session import Session

COSTS, DIFFERENCE, RANGE, TORNADO = "costs", "difference", "range", "tornado"
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
        self._theme = theme
        self._result: CostingResult | None = None
        self._option_id = ""
        self._as_table = False
        self.work = ViewWork(jobs, self)
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
        self.choice.addItem(self.tr("Full-year effect"), "full_year")
        self.choice.addItem(self.tr("Year by year"), "years")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.legend = ChartLegend(self._theme)
        self.option_box = self._box(self.tr("Option"))
        self.other = self._box(self.tr("Compare with"))
        self.drivers = self._box(self.tr("Explained by"))
        self.drivers.addItem(self.tr("by measure"), MEASURE)
        self.drivers.addItem(self.tr("by component"), COMPONENT)
        self.drivers.setMaximumWidth(self._theme.px(132))
        self.copy_button = Button(self._theme, self.tr("Copy table"), "copy", "small")
        self.more = IconButton(self._theme, "ellipsis", self.tr("Show as table, copy"))
        # It is the heading of the picture beside the table.
        self._head_row.insertWidget(0, self.choice, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.legend, self.option_box, self.other, self.drivers, self.copy_button, self.more):
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
        # The picture takes what the table leaves; below its least height, which is not that of its hint, it scrolls.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.chart.setSizePolicy(policy)
        area.setWidget(self.chart)
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.stack.setMinimumHeight(theme.px(76))
        self.stack.addWidget(area)
        self.table = ViewTable(theme)
        self.words = self.table.words
        self.stack.addWidget(self.table)
        self.add(self.stack, 10_000)
        self.progress = ProgressPanel(theme)
        self.add(self.progress)
        self.warning = Text("", "caption-medium", "amber", wrap=True)
        self.warning.hide()
        self.add(self.warning)
        self.sentence = Text("", "caption", "muted", wrap=True)
        self.add(self.sentence)
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
        self.table.workings_asked.connect(self._on_activated)
        self.table.copy_asked.connect(self.copy_table)
        self.progress.cancelled.connect(self._on_cancel)
        self.work.table_found.connect(self._fill)
        self.work.range_found.connect(self._on_range)
        self.work.refused.connect(self._on_refused)
        self.work.progressed.connect(self.progress.set_progress)
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
        self.work.set_case(session, proposal_id, result, option_id, mandate)
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
        self.title.setVisible(self.view not in (COSTS, DIFFERENCE))
        self.legend.hide()
        in_table = self.view in _TABLES
        self.stack.setCurrentIndex(1 if in_table or self._as_table else 0)
        self.stack.setMaximumHeight(_AS_HIGH_AS_ROOM)
        # Three choices fill the head: there the copy is in the menu alone.
        self.copy_button.setVisible(not beside_table and self.view != DIFFERENCE)
        self.more.setVisible(not in_table)
        self._warn("")
        self._lack("")
        self.work.cancel()
        self.progress.finish()
        if self.view in (TORNADO, RANGE):
            self._show_range()
        elif in_table:
            self._show_table()
        else:
            self._show_picture(result)

    def _title(self) -> str:
        return {
            COSTS: self.choice.currentText(),
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
            picture = self._with_legend(full_year_picture(result, self._option_id, self._mandate))
        self._put(picture)

    def _with_legend(self, picture: Picture) -> Picture:
        """The legend in the line of the heading, where it has room; without it the picture is lower."""
        chart = picture.chart
        if not isinstance(chart, OptionBars) or self._as_table:
            return picture
        taken = self.choice.sizeHint().width() + self.more.sizeHint().width() + self._theme.px(70)
        for keys in (
            chart.legend_keys(),
            [key for key in chart.legend_keys() if key.sign != "dashed"],
        ):  # the sentence names that
            if self.legend.width_of(keys) <= self.width() - taken:
                self.legend.set_keys(keys)
                self.legend.show()
                return replace(picture, chart=replace(chart, legend=False))
        return picture

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
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

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

    def _show_range(self) -> None:
        """The tornado or the percentiles; drawn once for each state of the option, with progress and cancel."""
        found = self.work.range()
        if found is not None:
            self._fill_range(found)
        elif self.work.is_drawing:
            self.chart.show_chart(None, self.tr("Drawing ten thousand times…"))
            self.words.show_view(TableView((), (), ""))
            self._say("")
            self.progress.start(self.tr("Drawing ten thousand times from the ranges…"))

    def _on_range(self, found: OptionRange) -> None:
        self.progress.finish()
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

    def _on_cancel(self) -> None:
        self.work.forget_range()
        self.progress.finish()
        self.chart.show_chart(None, self.tr("Cancelled. Choose the view again to start anew."))
        self._say("")

    def _show_table(self) -> None:
        """What stood before stays until the new table is there."""
        if self.work.start_table(self.view):
            self._say(self.tr("Working it out…"))

    def _fill(self, view: TableView) -> None:
        self._say(view.sentence)
        self._warn(view.warning)
        self._lack(view.lacks)
        self.table.show_view(view)
        if view.heads:
            self.stack.setMaximumHeight(self.table.content_height() + self._theme.px(10))

    def _on_refused(self, problem: Problem) -> None:
        self.progress.finish()
        self.words.show_view(TableView((), (), ""))
        self._say(problem_sentence(problem))

    def least_height(self, width: int) -> int:
        """What the picture beside the table of costs needs, its sentence whole."""
        inside = width - 32
        chart = max(self.chart.heightForWidth(inside), self.stack.minimumHeight())
        said = self.sentence.heightForWidth(inside) if self.sentence.text() else 0
        margins = self.body.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * self.body.spacing() + 2
        return self._head.sizeHint().height() + chart + said + around

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A legend has room or not."""
        super().resizeEvent(event)
        wider = event.size().width() != event.oldSize().width()
        if wider and self.view == COSTS and self._result is not None:
            self._show_picture(self._result)

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

    def _on_activated(self) -> None:
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
