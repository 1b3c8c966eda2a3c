"""The card under the table: the full-year effect, the years, the difference of two options."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHeaderView, QMenu, QScrollArea, QSizePolicy, QStackedWidget

from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.compare import by_measure
from negotiator.domain.costing.result import CostingResult, Costs, OptionCost
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate
from negotiator.reporting.charts.option_bars import OptionBars, option_bar
from negotiator.reporting.charts.waterfall import Step, Waterfall
from negotiator.reporting.charts.year_bars import YearBars, YearRow
from negotiator.services.ranges import option_range, rests_on
from negotiator.wording.sentences import sentence as problem_sentence
from ui.charts.view import ChartView
from ui.jobs import Jobs
from ui.pages.costing.ranges import range_sentence, range_table, tornado_of
from ui.pages.costing.views import TableView, WordsModel, pay_bill_table, who_gains_table
from ui.theme import Theme
from ui.widgets import Card, DataTable, ElidedText, IconButton, ProgressPanel, Text

if TYPE_CHECKING:
    from negotiator.domain.costing.ranges import OptionRange
    from negotiator.services.session import Session

NOUGHT = Decimal("0.00")


class AnalysisCard(Card):
    """One picture at a time; a sentence under it says what it shows."""

    option_chosen = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__(" ")
        self._theme, self._jobs = theme, jobs
        self._result: CostingResult | None = None
        self._option_id = ""
        self._roomy = True
        self._session: Session | None = None
        self._proposal_id = ""
        self._range: OptionRange | None = None
        self._range_of: object = None
        self._mandate: Mandate | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("What is shown"))
        self.choice.setMaximumWidth(theme.px(220))
        for key, words in (
            ("full_year", self.tr("Full year")),
            ("years", self.tr("Year by year")),
            ("difference", self.tr("Difference")),
            ("gainers", self.tr("Who gains, who loses")),
            ("pay_bill", self.tr("Affordability and drift")),
            ("tornado", self.tr("What moves the cost")),
            ("range", self.tr("Likely range")),
        ):
            self.choice.addItem(words, key)
        self.other = QComboBox()
        self.other.setAccessibleName(self.tr("Compare with"))
        self.more = IconButton(theme, "ellipsis", self.tr("Show as table, copy"))
        self.add_to_head(self.other)
        self.add_to_head(self.choice)
        self.add_to_head(self.more)
        self.note.hide()
        self.title.setMinimumWidth(1)
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.setMinimumContentsLength(14)
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
        self.table = DataTable(theme, self.tr("The chosen option as a table"))
        self.words = WordsModel(self)
        self.table.setModel(self.words)
        self.stack.addWidget(self.table)
        self.add(self.stack, 1)
        self.progress = ProgressPanel(theme)
        self.progress.cancelled.connect(self._on_cancel)
        self.add(self.progress)
        self.sentence = Text("", "caption", "muted", wrap=True)
        self.add(self.sentence)
        self.line = ElidedText("", "caption", "muted")
        self.add(self.line)
        self.body.setSpacing(theme.px(4))
        self.body.setContentsMargins(15, 0, 15, 9)
        self.choice.activated.connect(self._on_choice)
        self.other.activated.connect(self._on_choice)
        self.more.clicked.connect(self._on_more)
        self.chart.mark_chosen.connect(self._on_mark)

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
        for option in result.options:
            if option.option_id != option_id:
                self.other.addItem(self.tr("against {name}").format(name=option.name), option.option_id)
        self.other.addItem(self.tr("against no change"), "")
        self.other.setCurrentIndex(max(0, self.other.findData(kept)))
        self._draw()

    def set_roomy(self, roomy: bool) -> None:
        """Longer words where there is room for them."""
        if roomy != self._roomy:
            self._roomy = roomy
            self._draw()

    def _draw(self) -> None:
        result, what = self._result, str(self.choice.currentData())
        if result is None:
            return
        self.other.setVisible(what == "difference")
        titles = {
            "full_year": self.tr("Full-year effect against the envelope")
            if self._roomy and self._mandate and self._mandate.envelope is not None
            else self.tr("Full-year effect"),
            "years": self.tr("Year by year"),
            "difference": self.tr("What makes the difference"),
            "gainers": self.tr("Who gains, who loses"),
            "pay_bill": self.tr("Against pay bill and mandate"),
            "tornado": self.tr("What moves the cost"),
            "range": self.tr("Likely range"),
        }
        self.set_title(titles[what])
        in_table = what in ("gainers", "pay_bill", "range")
        self.stack.setCurrentIndex(1 if in_table else 0)
        self.more.setVisible(not in_table)
        self._jobs.cancel("costing-view")
        self.progress.finish()
        if what in ("tornado", "range"):
            self._show_range()
            return
        if in_table:
            self._start_table(what)
            return
        chart: OptionBars | YearBars | Waterfall
        if what == "years":
            rows = tuple(
                YearRow(o.option_id, o.name, {y: costs.total for y, costs in o.years.items()}) for o in result.options
            )
            chart = YearBars(result.years, rows, dict(self._mandate.envelope_by_year) if self._mandate else {})
        elif what == "difference":
            chart = self._difference(result)
        else:
            bars = tuple(option_bar(o, selected=o.option_id == self._option_id) for o in result.options)
            chart = OptionBars(bars, self._mandate.envelope if self._mandate else None)
        self.chart.show_chart(chart)
        self.chart.updateGeometry()
        self._say_line(self.chart.sentence)

    def _say(self, sentence: str) -> None:
        """In as many lines as it needs: under a table."""
        self.line.hide()
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _say_line(self, sentence: str) -> None:
        """In one line under a picture, which needs the height; the whole of it is its tooltip and its spoken name."""
        self.sentence.hide()
        self.line.setText(sentence)
        self.line.show()

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
        place = next((n for n, o in enumerate(result.options) if o.option_id == self._option_id), 0)
        return case, self._session.settings.edition, place

    def _show_range(self) -> None:
        """The tornado or the percentiles; drawn once for each state of the option, with progress and cancel."""
        frozen = self._frozen()
        if frozen is None:
            return
        case, _, place = frozen
        asked = rests_on(case, place)
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
            done=self._on_range,
            failed=self._on_range_failed,
            with_progress=True,
        )
        job.progressed.connect(self.progress.set_progress)

    def _on_range(self, found: OptionRange) -> None:
        self.progress.finish()
        self._range = found
        if str(self.choice.currentData()) in ("tornado", "range"):
            self._fill_range(found)

    def _fill_range(self, found: OptionRange) -> None:
        option = self._find(self._result, self._option_id) if self._result else None
        if option is None:
            return
        if str(self.choice.currentData()) == "range":
            self._on_table(range_table(found, option))
            return
        self.chart.show_chart(tornado_of(found, option))
        self.chart.updateGeometry()
        self._say(range_sentence(found))

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

    def _start_table(self, what: str) -> None:
        """Work the table out in the background; what stood before stays until it is there."""
        frozen = self._frozen()
        if frozen is None:
            return
        case, edition, place = frozen
        if what == "gainers":
            arguments: tuple[object, ...] = (who_gains_table, case, edition, place)
        else:
            mandate = self._mandate
            by_year = dict(mandate.envelope_by_year) if mandate else {}
            arguments = (pay_bill_table, case, edition, place, mandate.envelope if mandate else None, by_year)
        self._say(self.tr("Working it out…"))
        self._jobs.start("costing-view", *arguments, done=self._on_table, failed=self._on_table_failed)  # type: ignore[arg-type]

    def _on_table(self, view: TableView) -> None:
        self.words.show_view(view)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._say(view.sentence)

    def _on_table_failed(self, error: object) -> None:
        if not isinstance(error, Refused):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self.words.show_view(TableView((), (), ""))
        self._say(problem_sentence(error.problems[0]))

    def _difference(self, result: CostingResult) -> Waterfall:
        """From the other option (or no change) to the chosen one, measure by measure."""
        chosen = self._find(result, self._option_id)
        other = self._find(result, str(self.other.currentData() or ""))
        if chosen is None:
            return Waterfall("", NOUGHT, (), "", NOUGHT)
        nothing = replace(chosen, name=self.tr("No change"), full_year_effect=Costs({}), measures=())
        found = by_measure(other or nothing, chosen)
        steps = tuple(
            Step(f"{place}", driver.name, driver.amount) for place, driver in enumerate(found.drivers) if driver.amount
        )
        return Waterfall((other or nothing).name, found.before, steps, chosen.name, found.after)

    @staticmethod
    def _find(result: CostingResult, option_id: str) -> OptionCost | None:
        return next((o for o in result.options if o.option_id == option_id), None)

    def _on_choice(self, *ignored: object) -> None:
        self._draw()

    def _on_mark(self, key: str) -> None:
        if self._result is not None and self._find(self._result, key) is not None:
            self.option_chosen.emit(key)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.chart.actions_for_menu())
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
