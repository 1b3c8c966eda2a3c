"""The card at the right: all metrics at once, or one of them in a picture of its own, as picture or table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QHeaderView, QMenu, QScrollArea, QStackedWidget, QWidget

from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.spc import xmr
from negotiator.domain.problems import Refused
from negotiator.reporting.charts.dot_range import DotRange, range_row
from negotiator.reporting.charts.funnel_plot import FunnelPlot
from negotiator.reporting.charts.marks import Chart
from negotiator.reporting.charts.spc_chart import SpcChart
from negotiator.reporting.charts.style import LIGHT
from negotiator.services import benchmark_pictures as pictures
from negotiator.services.statistics_files import Series
from negotiator.wording import comparisons as words
from negotiator.wording.sentences import sentence
from ui.charts.view import ChartView
from ui.pages.base import PageContext
from ui.pages.benchmarks.controls import PictureControls
from ui.pages.benchmarks.file_figures import FileFigures
from ui.pages.benchmarks.shown import AGAINST, ALL, FUNNEL, RANKED, TIME, Shown
from ui.pages.benchmarks.table import ChartTableModel, Column, ComparisonModel
from ui.widgets import Button, Card, DataTable, IconButton, Segmented, Text

CHOICES_BESIDE = 690
"""At 100 %: how wide the card must be for title and choices in one line; in less they take two lines."""


class PictureCard(Card):
    """``metric_chosen`` asks for another metric, ``set_chosen`` for other ones; the page answers with `show_state`."""

    metric_chosen = Signal(str)
    set_chosen = Signal(str)
    metrics_asked = Signal()
    picture_changed = Signal(str)
    peers_asked = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.body.setContentsMargins(15, 0, 15, 6)
        self.context, self.theme = context, context.theme
        self._state: Shown | None = None
        self._chart: Chart | None = None
        self.files = FileFigures(context, self)
        self._build_head()
        self.controls = PictureControls(self.theme)
        self.controls.hide()
        self.add(self.controls)
        self._build_stack()
        self._connect()

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self.peers_button = Button(self.theme, self.tr("Peers…"))
        self.peers_button.setToolTip(self.tr("Choose whom we are compared with"))
        self.shown = QComboBox()
        self.shown.setAccessibleName(self.tr("Which metrics"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Which picture"))
        for key, text in (
            (ALL, self.tr("All side by side")),
            (RANKED, self.tr("Trusts ranked")),
            (AGAINST, self.tr("Against another")),
            (TIME, self.tr("Over time")),
            (FUNNEL, self.tr("Funnel of a file")),
        ):
            self.kind.addItem(text, key)
        self.choices = QWidget()
        row = QHBoxLayout(self.choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.peers_button)
        for box in (self.shown, self.kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(box)
        row.addStretch(1)
        self.peers_button.hide()
        self.title.setMinimumWidth(1)
        self.view = Segmented(self.tr("View"), (("picture", self.tr("Picture")), ("table", self.tr("Table"))))
        self.more = IconButton(self.theme, "ellipsis", self.tr("More for this picture"))
        for widget in (self.choices, self.view, self.more):
            self.add_to_head(widget)

    def _build_stack(self) -> None:
        self.stack = QStackedWidget()
        self.chart = ChartView()
        self.chart.follow(self.theme)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.chart)
        self.stack.addWidget(area)
        self.table = DataTable(self.theme, self.tr("Our values among the peers'"), rows=True)
        self.model = ComparisonModel(self)
        self.table.setModel(self.model)
        self.stack.addWidget(self.table)
        self.chart_table = DataTable(self.theme, self.tr("What the picture shows, as a table"), rows=True)
        self.chart_model = ChartTableModel(self)
        self.chart_table.setModel(self.chart_model)
        self.chart_table.horizontalHeader().setMaximumSectionSize(self.theme.px(230))
        self.stack.addWidget(self.chart_table)
        self.add(self.stack, 1)
        self.words = Text("", "caption", "muted", wrap=True, selectable=True)
        self.add(self.words)

    def _connect(self) -> None:
        self.peers_button.clicked.connect(self.peers_asked)
        self.shown.activated.connect(self._on_shown)
        self.kind.activated.connect(self._on_kind)
        self.view.chosen.connect(self._on_view)
        self.more.clicked.connect(self._on_more)
        self.chart.mark_chosen.connect(self._on_mark)
        self.chart.table_asked.connect(self._on_table_asked)
        self.table.current_moved.connect(self._on_row)
        self.controls.metric_chosen.connect(self.metric_chosen)
        self.controls.changed.connect(self.draw)
        self.controls.terms_changed.connect(self._on_terms)
        self.controls.file_asked.connect(self.files.ask)
        self.controls.file_left.connect(self._on_leave_file)
        self.files.chosen.connect(self.read_file)
        self.files.series_read.connect(self.draw)
        self.files.shares_read.connect(self._on_shares)
        self.files.refused.connect(self._on_refused)

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def picture(self) -> str:
        """Which picture is chosen: `ALL`, `RANKED`, `AGAINST`, `TIME` or `FUNNEL`."""
        return str(self.kind.currentData())

    def choose(self, picture: str, view: str = "picture") -> None:
        """Show another picture, as a picture or as a table."""
        self.kind.setCurrentIndex(self.kind.findData(picture))
        self.view.set_value(view)
        self.picture_changed.emit(picture)
        self.draw()

    def show_state(self, state: Shown) -> None:
        """Draw this. The choices made in the card stay."""
        self._state = state
        self.draw()

    def show_words(self, text: str) -> None:
        """Nothing can be drawn; say why."""
        self._state = None
        self._put(None, text)

    def offer_peers(self, offered: bool) -> None:
        """Offer the way to the peers, where they do not stand beside the picture."""
        self.peers_button.setVisible(offered)
        self._title()
        self._lay_choices()

    def draw(self) -> None:
        state = self._state
        if state is None:
            return
        self.controls.show_for(self.picture, state, self.files.series, self.files.shares)
        try:
            chart, words_instead = self._chart_of(state)
        except Refused as refusal:
            chart, words_instead = None, sentence(refusal.problems[0])
        self._title()
        self._put(chart, words_instead)
        self._fill_extra()

    def _put(self, chart: Chart | None, words_instead: str) -> None:
        self._chart = chart
        self.chart.show_chart(chart, words_instead)
        alone = chart is not None and self.picture != ALL
        drawn = None
        if alone and chart is not None:
            drawn = self.chart.drawing or chart.draw(LIGHT, 760, 420)
        said = drawn.sentence if drawn is not None else ""
        if self.picture == RANKED and self._state is not None and self._state.chosen is not None:
            said = f"{said} {words.robustness(self._state.found.robustness(self._state.chosen))}"
        self.words.setText(said)
        self.words.setVisible(drawn is not None)
        self.chart_model.set_table(drawn.table if drawn is not None else ())
        self.model.set_records(self._state.comparisons if self._state is not None else ())
        as_table = self.view.value() == "table"
        self.stack.setCurrentIndex((1 if self.picture == ALL else 2) if as_table and chart is not None else 0)
        self._fit_table()

    def _fit_table(self) -> None:
        """The first column takes what is spare; where nothing is, the table scrolls rather than hide its words."""
        table = {1: self.table, 2: self.chart_table}.get(self.stack.currentIndex())
        if table is None:
            return
        if table is self.table:
            table.setColumnHidden(self.model.column_of(Column.N), self.width() < self.theme.px(800))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        wanted = sum(
            min(max(table.sizeHintForColumn(place), header.sectionSizeHint(place)), header.maximumSectionSize())
            for place in range(header.count())
            if not header.isSectionHidden(place)
        )
        if header.count() and wanted <= self.width() - self.theme.px(36):
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _title(self) -> None:
        state = self._state
        if state is None:
            return
        if self.picture != ALL and state.chosen is not None:
            self.set_title(
                {
                    RANKED: self.tr("Us and the peers, ranked"),
                    AGAINST: self.tr("Two metrics together"),
                    TIME: self.tr("Month by month"),
                    FUNNEL: self.tr("Shares and chance"),
                }[self.picture]
            )
            return
        n = len(state.comparisons)
        title = self.tr("1 metric") if n == 1 else self.tr("{n} metrics").format(n=n)
        if self.peers_button.isHidden():  # otherwise its room is wanted, and the page's head says who is compared
            title = self.tr("{metrics}, us and the peers").format(metrics=title)
        self.set_title(title)

    def _lay_choices(self) -> None:
        """Choices stand beside the title where there is room for their words, otherwise in a line of their own."""
        beside = self.width() >= self.theme.px(CHOICES_BESIDE)
        if beside == (self._head_row.indexOf(self.choices) >= 0):
            return
        if beside:
            self.body.removeWidget(self.choices)
            self._head_row.insertWidget(self._head_row.indexOf(self.view), self.choices)
        else:
            self._head_row.removeWidget(self.choices)
            self.body.insertWidget(0, self.choices)
        self.choices.show()  # a widget that changes its place is hidden

    def _chart_of(self, state: Shown) -> tuple[Chart | None, str]:
        """The chart, or None and the reason in words. Raises Refused where there is none to draw."""
        if self.picture == FUNNEL:
            return self._funnel()
        if self.picture == TIME and self.files.series is not None:
            return self._xmr(self.files.series, self.files.series.name, None), ""
        comparison = state.chosen
        if comparison is None:
            return None, self.tr("No metric is chosen. Choose metrics at the top.")
        if self.picture == ALL:
            rows = tuple(range_row(each) for each in state.comparisons)
            return DotRange(rows, state.us, words.group(state.group), selected=state.metric_id), ""
        if self.picture == RANKED:
            return pictures.ranked(state.found, comparison), ""
        if self.picture == AGAINST:
            return pictures.against(state.found, state.group, state.metric_id, self.controls.other_metric), ""
        metric, series = pictures.over_time(state.found, state.metric_id)
        return self._xmr(series, metric.name, metric), ""

    def _xmr(self, series: Series, name: str, metric: Metric | None) -> Chart:
        chosen = self.controls.new_limits_from(series)
        chart = xmr(series.periods, series.values, (chosen,) if chosen else ())
        if metric is None:
            places = max((max(0, -int(v.as_tuple().exponent)) for v in series.values), default=0)
            return SpcChart(chart, name, decimals=min(places, 4))
        unit = "%" if metric.unit == "%" else ""
        return SpcChart(chart, name, metric.direction, unit, metric.decimals)

    def _funnel(self) -> tuple[Chart | None, str]:
        shares = self.files.shares
        if shares is None:
            return None, self.tr(
                "A funnel needs the numbers behind the shares, and the published files do not give them. "
                "Choose a CSV file with the columns name, numerator and denominator."
            )
        counted = self.tr("people") if shares.statistic == "rate" else self.tr("cases")
        return FunnelPlot(shares, self.controls.our_row, self.files.shares_name, counted), ""

    def _fill_extra(self) -> None:
        drawn = self.picture == TIME and self._chart is not None
        self.controls.show_new_limits(drawn)
        if drawn and isinstance(self._chart, SpcChart) and len(self._chart.chart.points) < pictures.ENOUGH_POINTS:
            remark = self.tr("With so few points the limits are for the time being.")
            self.words.setText(f"{self.words.text()} {remark}")

    # --- figures of a file -------------------------------------------------------------------------------------------

    def read_file(self, path: Path) -> None:
        """Read shares or a series in the background, as the picture asks, and draw them."""
        if self.picture == FUNNEL:
            self.files.read_shares(path, self.controls.as_rates, self.controls.limits)
        else:
            self.files.read_series(path)

    def _on_terms(self) -> None:
        """The same file again, read as the other statistic or judged by other limits."""
        if self.files.shares_path is not None:
            self.read_file(self.files.shares_path)

    def _on_shares(self, again: bool) -> None:
        shares = self.files.shares
        if shares is None:
            return
        self.controls.set_terms(shares)
        names = [row.name for row in shares.rows]
        own = self._state.found.own if self._state is not None else None
        near = (own.name, words.short_name(own.name), own.code) if own is not None else ()
        kept = self.controls.our_row if again else ""
        ours = kept if kept in names else next((name for name in names if name in near), names[0])
        self.controls.set_rows(names, ours)
        self.draw()

    def _on_refused(self) -> None:
        if self.files.shares is not None:
            self.controls.set_terms(self.files.shares)

    def _on_leave_file(self) -> None:
        if self.picture == FUNNEL:
            self.files.leave_shares()
        else:
            self.files.leave_series()
        self.draw()

    # --- what the person does ----------------------------------------------------------------------------------------

    def _on_shown(self, index: int) -> None:
        self.set_chosen.emit(str(self.shown.itemData(index)))

    def _on_kind(self, *ignored: object) -> None:
        self.picture_changed.emit(self.picture)
        self.draw()

    def _on_view(self, *ignored: object) -> None:
        self.draw()

    def _on_table_asked(self) -> None:
        self.view.set_value("table")
        self.draw()

    def _on_mark(self, key: str) -> None:
        if self.picture == ALL:
            self.metric_chosen.emit(key)

    def _on_row(self, index: Any) -> None:
        if index.isValid():
            self.metric_chosen.emit(self.model.record(index.row()).metric.id)

    def menu(self) -> QMenu:
        """What may be done with the picture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.chart.actions_for_menu())
        menu.addSeparator()
        menu.addAction(self.tr("Choose metrics…")).triggered.connect(self.metrics_asked)
        return menu

    def _on_more(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def minimumSizeHint(self) -> QSize:
        """The room of the choices in a line of their own, which they take where there is no more."""
        margins = self.body.contentsMargins()
        head = self.view.sizeHint().width() + self.more.sizeHint().width() + self.theme.px(90)
        controls = 0 if self.controls.isHidden() else self.controls.minimumSizeHint().width()
        width = max(self.choices.minimumSizeHint().width(), controls, head)
        return QSize(width + margins.left() + margins.right() + 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_choices()
        self._fit_table()
