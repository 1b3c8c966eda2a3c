"""The card at the right: all metrics at once, or one of them in a picture of its own, as picture or table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.funnel import Funnel, funnel, rate_funnel
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.benchmarking.spc import xmr
from negotiator.domain.problems import Refused
from negotiator.reporting.charts.dot_range import DotRange, range_row
from negotiator.reporting.charts.funnel_plot import FunnelPlot
from negotiator.reporting.charts.marks import Chart
from negotiator.reporting.charts.spc_chart import SpcChart
from negotiator.reporting.charts.style import LIGHT
from negotiator.services import benchmark_pictures as pictures
from negotiator.services.benchmarks import Benchmarks
from negotiator.services.statistics_files import Series, read_proportions, read_rates, read_series
from negotiator.wording import comparisons as words
from negotiator.wording.figures import share
from negotiator.wording.sentences import sentence
from ui.charts.view import ChartView
from ui.pages.base import PageContext
from ui.pages.benchmarks.table import ChartTableModel, Column, ComparisonModel
from ui.widgets import Button, Card, DataTable, IconButton, Segmented, Text

ALL, RANKED, AGAINST, TIME, FUNNEL = "all", "ranked", "against", "time", "funnel"
"""Every metric in a row of its own; one metric's trusts in order; two metrics; one over time; shares of a file."""

FILE_JOB = "statistics-file"
LEVELS = (
    (Decimal("0.975"), Decimal("0.999")),
    (Decimal("0.95"), Decimal("0.99")),
    (Decimal("0.9"), Decimal("0.95")),
    (Decimal("0.99"), Decimal("0.999")),
)
"""One-sided levels of a funnel's inner and outer limits, the usual ones first (about two and three sigma)."""


@dataclass(frozen=True)
class Shown:
    """What there is to draw: our trust, its peers, and their comparisons; ``metric_id`` is the chosen one."""

    found: Benchmarks
    group: Peers
    comparisons: tuple[Comparison, ...]
    metric_id: str
    metrics: tuple[Metric, ...] = field(default=())

    @property
    def us(self) -> str:
        return words.short_name(self.found.own.name)

    @property
    def chosen(self) -> Comparison | None:
        return next((each for each in self.comparisons if each.metric.id == self.metric_id), None)


class PictureCard(Card):
    """``metric_chosen`` asks for another metric, ``set_chosen`` for other ones; the page answers with `show_state`."""

    metric_chosen = Signal(str)
    set_chosen = Signal(str)
    metrics_asked = Signal()
    picture_changed = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.body.setContentsMargins(15, 0, 15, 6)
        self.context, self.theme = context, context.theme
        self._state: Shown | None = None
        self._chart: Chart | None = None
        self._series: Series | None = None
        self._shares: Funnel | None = None
        self._shares_path: Path | None = None
        self._shares_name = ""
        self._build_head()
        self._build_controls()
        self._build_stack()
        self._connect()

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
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
        for box in (self.shown, self.kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(self.theme.px(176))
            box.setMinimumWidth(self.theme.px(104))
        self.view = Segmented(self.tr("View"), (("picture", self.tr("Picture")), ("table", self.tr("Table"))))
        self.more = IconButton(self.theme, "ellipsis", self.tr("More for this picture"))
        self.title.setMinimumWidth(1)
        for widget in (self.shown, self.kind, self.view, self.more):
            self.add_to_head(widget)

    def _build_controls(self) -> None:
        self.controls = QWidget()
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.metric_box = QComboBox()
        self.metric_box.setAccessibleName(self.tr("Metric"))
        self.other_label = Text(self.tr("against"), "body", "muted")
        self.other = QComboBox()
        self.other.setAccessibleName(self.tr("The other metric"))
        self.rebase_label = Text(self.tr("New limits from"), "body", "muted")
        self.rebase = QComboBox()
        self.rebase.setAccessibleName(self.tr("New limits from"))
        self.statistic = QComboBox()
        self.statistic.setAccessibleName(self.tr("What the file holds"))
        self.statistic.addItem(self.tr("Shares"), "proportion")
        self.statistic.addItem(self.tr("Rates per 1,000"), "rate")
        self.levels = QComboBox()
        self.levels.setAccessibleName(self.tr("Levels of the limits, one-sided"))
        for inner, outer in LEVELS:
            words_of = self.tr("Limits {inner} and {outer}").format(inner=share(inner), outer=share(outer))
            self.levels.addItem(words_of, f"{inner},{outer}")
        self.us_label = Text(self.tr("We are"), "body", "muted")
        self.us = QComboBox()
        self.us.setAccessibleName(self.tr("Which row is ours"))
        self.file_button = Button(self.theme, self.tr("Choose a file…"), "folder-open", "small")
        self.back_button = Button(self.theme, self.tr("Leave the file"), role="link")
        for box in (self.metric_box, self.other, self.rebase, self.statistic, self.levels, self.us):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.setMaximumWidth(self.theme.px(300))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        compared = (self.metric_box, self.other_label, self.other, self.rebase_label, self.rebase)
        for widget in (*compared, self.statistic, self.levels, self.us_label, self.us):
            row.addWidget(widget, 6 if isinstance(widget, QComboBox) else 0)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.file_button)
        self.controls.hide()
        self.add(self.controls)

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
        self.shown.activated.connect(self._on_shown)
        self.kind.activated.connect(self._on_kind)
        self.view.chosen.connect(self._on_view)
        self.more.clicked.connect(self._on_more)
        self.chart.mark_chosen.connect(self._on_mark)
        self.chart.table_asked.connect(self._on_table_asked)
        self.table.current_moved.connect(self._on_row)
        self.metric_box.activated.connect(self._on_metric)
        self.other.activated.connect(self._on_control)
        self.rebase.activated.connect(self._on_control)
        self.statistic.activated.connect(self._on_statistic)
        self.levels.activated.connect(self._on_statistic)
        self.us.activated.connect(self._on_control)
        self.file_button.clicked.connect(self._on_file)
        self.back_button.clicked.connect(self._on_leave_file)

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

    def draw(self) -> None:
        state = self._state
        if state is None:
            return
        self._fill_controls(state)
        try:
            chart, words_instead = self._chart_of(state)
        except Refused as refusal:
            chart, words_instead = None, sentence(refusal.problems[0])
        self._title(state)
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

    def _title(self, state: Shown) -> None:
        comparison = state.chosen
        if self.picture == ALL or comparison is None:
            n = len(state.comparisons)
            title = self.tr("1 metric") if n == 1 else self.tr("{n} metrics").format(n=n)
            self.set_title(self.tr("{metrics}, us and the peers").format(metrics=title))
        else:
            self.set_title(dict(self._titles())[self.picture])

    def _titles(self) -> Sequence[tuple[str, str]]:
        return (
            (RANKED, self.tr("Us and the peers, ranked")),
            (AGAINST, self.tr("Two metrics together")),
            (TIME, self.tr("Month by month")),
            (FUNNEL, self.tr("Shares and chance")),
        )

    def _chart_of(self, state: Shown) -> tuple[Chart | None, str]:
        """The chart, or None and the reason in words. Raises Refused where there is none to draw."""
        if self.picture == FUNNEL:
            return self._funnel()
        if self.picture == TIME and self._series is not None:
            return self._xmr(self._series, self._series.name, None), ""
        comparison = state.chosen
        if comparison is None:
            return None, self.tr("No metric is chosen. Choose metrics at the top.")
        if self.picture == ALL:
            rows = tuple(range_row(each) for each in state.comparisons)
            return DotRange(rows, state.us, words.group(state.group), selected=state.metric_id), ""
        if self.picture == RANKED:
            return pictures.ranked(state.found, comparison), ""
        if self.picture == AGAINST:
            return pictures.against(state.found, state.group, state.metric_id, str(self.other.currentData())), ""
        metric, series = pictures.over_time(state.found, state.metric_id)
        return self._xmr(series, metric.name, metric), ""

    def _xmr(self, series: Series, name: str, metric: Metric | None) -> Chart:
        chosen = self._fill_rebase(series)
        chart = xmr(series.periods, series.values, (chosen,) if chosen else ())
        if metric is None:
            places = max((max(0, -int(v.as_tuple().exponent)) for v in series.values), default=0)
            return SpcChart(chart, name, decimals=min(places, 4))
        unit = "%" if metric.unit == "%" else ""
        return SpcChart(chart, name, metric.direction, unit, metric.decimals)

    def _funnel(self) -> tuple[Chart | None, str]:
        if self._shares is None:
            return None, self.tr(
                "A funnel needs the numbers behind the shares, and the published files do not give them. "
                "Choose a CSV file with the columns name, numerator and denominator."
            )
        counted = self.tr("people") if self._shares.statistic == "rate" else self.tr("cases")
        return FunnelPlot(self._shares, self.us.currentText(), self._shares_name, counted), ""

    # --- the row of controls -----------------------------------------------------------------------------------------

    def _fill_controls(self, state: Shown) -> None:
        picture = self.picture
        self.controls.setVisible(picture != ALL)
        of_file = picture == FUNNEL or (picture == TIME and self._series is not None)
        self.metric_box.setVisible(not of_file)
        for widget in (self.other_label, self.other):
            widget.setVisible(picture == AGAINST)
        self.file_button.setVisible(picture in (TIME, FUNNEL))
        self.back_button.setVisible(of_file and (self._series is not None or self._shares is not None))
        for widget in (self.statistic, self.levels):
            widget.setVisible(picture == FUNNEL)
        for widget in (self.us_label, self.us):
            widget.setVisible(picture == FUNNEL and self._shares is not None)
        if picture == ALL:
            return
        _fill(self.metric_box, [(each.metric.name, each.metric.id) for each in state.comparisons], state.metric_id)
        others = sorted((m for m in state.metrics if m.id != state.metric_id), key=lambda m: m.name)
        chosen = self.other.currentData()
        if chosen == state.metric_id or chosen not in {m.id for m in others}:
            shown = [each.metric.id for each in state.comparisons if each.metric.id != state.metric_id]
            chosen = shown[0] if shown else (others[0].id if others else None)
        _fill(self.other, [(m.name, m.id) for m in others], chosen)

    def _fill_rebase(self, series: Series) -> str:
        """Fill with the periods, keeping the choice; returns it."""
        chosen = self.rebase.currentData() if self.rebase.currentData() in series.periods else ""
        _fill(self.rebase, [(self.tr("the start"), ""), *((p, p) for p in series.periods[1:])], chosen)
        return str(chosen)

    def _fill_extra(self) -> None:
        drawn = self.picture == TIME and self._chart is not None
        for widget in (self.rebase_label, self.rebase):
            widget.setVisible(drawn)
        if drawn and isinstance(self._chart, SpcChart) and len(self._chart.chart.points) < pictures.ENOUGH_POINTS:
            remark = self.tr("With so few points the limits are for the time being.")
            self.words.setText(f"{self.words.text()} {remark}")

    # --- what the person does ----------------------------------------------------------------------------------------

    def read_file(self, path: Path) -> None:
        """Read shares or a series in the background, as the picture asks, and draw them."""
        if self.picture != FUNNEL:
            self.context.jobs.start(FILE_JOB, read_series, path, done=self._on_series, failed=self._on_failed)
            return
        reader = _read_rates if self.statistic.currentData() == "rate" else _read_shares

        def done(shares: Funnel) -> None:
            self._on_shares(shares, path)

        inner, outer = LEVELS[self.levels.currentIndex()]
        levels = (float(inner), float(outer))
        self.context.jobs.start(FILE_JOB, reader, path, levels, done=done, failed=self._on_failed)

    def _on_statistic(self, *ignored: object) -> None:
        """The same file again, read as the other statistic or judged by other limits."""
        if self._shares_path is not None:
            self.read_file(self._shares_path)

    def _show_terms(self, drawn: Funnel) -> None:
        """The choices as they are in what is drawn."""
        self.statistic.setCurrentIndex(self.statistic.findData(drawn.statistic))
        levels = [(float(inner), float(outer)) for inner, outer in LEVELS]
        self.levels.setCurrentIndex(levels.index((drawn.inner, drawn.outer)))

    def _on_shares(self, shares: Funnel, path: Path) -> None:
        kept = self.us.currentText() if path == self._shares_path else ""
        self._shares, self._shares_path, self._shares_name = shares, path, path.stem
        self._show_terms(shares)
        names = [row.name for row in shares.rows]
        own = self._state.found.own.name if self._state is not None else ""
        near = (own, words.short_name(own), self._state.found.own.code if self._state is not None else "")
        ours = kept if kept in names else next((name for name in names if name in near), names[0])
        _fill(self.us, [(name, name) for name in names], ours)
        self.draw()

    def _on_series(self, series: Series) -> None:
        self._series = series
        self.draw()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        if self._shares is not None:
            self._show_terms(self._shares)
        self.context.problem(error)

    def _on_leave_file(self) -> None:
        if self.picture == FUNNEL:
            self._shares, self._shares_path = None, None
        else:
            self._series = None
        self.draw()

    def _on_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a file"), self.context.settings.choices.last_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("CSV files (*.csv *.txt)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, name: str) -> None:
        self.context.settings.change(last_folder=str(Path(name).parent))
        self.read_file(Path(name))

    def _on_shown(self, index: int) -> None:
        self.set_chosen.emit(str(self.shown.itemData(index)))

    def _on_kind(self, *ignored: object) -> None:
        self.picture_changed.emit(self.picture)
        self.draw()

    def _on_control(self, *ignored: object) -> None:
        self.draw()

    def _on_view(self, *ignored: object) -> None:
        self.draw()

    def _on_table_asked(self) -> None:
        self.view.set_value("table")
        self.draw()

    def _on_metric(self, *ignored: object) -> None:
        self.metric_chosen.emit(str(self.metric_box.currentData()))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.title.setVisible(self.width() >= self.theme.px(700))
        self._fit_table()


def _read_shares(path: Path, levels: tuple[float, float]) -> Funnel:
    return funnel(read_proportions(path), *levels)


def _read_rates(path: Path, levels: tuple[float, float]) -> Funnel:
    return rate_funnel(read_rates(path), *levels)


def _fill(box: QComboBox, items: Sequence[tuple[str, str]], chosen: object) -> None:
    """Fill anew where the items differ; choose without telling."""
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] != list(items):
        box.clear()
        for text, key in items:
            box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setToolTip(box.currentText())
