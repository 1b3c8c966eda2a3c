"""Dialogs of the benchmarks page: which metrics, our own figure, a group's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.comparators import OwnFigure
from negotiator.domain.problems import Refused
from negotiator.services.imports_national.plain import own_id
from negotiator.wording import comparisons as words
from negotiator.wording.figures import day, number
from negotiator.wording.sentences import sentence
from negotiator.wording.typed import read_day, read_number
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import FormRow, SearchField, Text

OWN = "of-our-own"
"""Stands in the list of metrics for one that is not shipped."""


class MetricsDialog(Dialog):
    """Choose which metrics are shown, on the page and in packs, in the order of the list."""

    def __init__(
        self,
        theme: Theme,
        metrics: Sequence[Metric],
        chosen: Sequence[str],
        apply: Callable[[tuple[str, ...]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Metrics to show"), parent, 620)
        self._apply = apply
        self.search = SearchField(theme, self.tr("Find a metric"))
        self.body.addWidget(self.search)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Metrics; ticked ones are shown"))
        known = {metric.id: metric for metric in metrics}
        ordered = [known[key] for key in chosen if key in known]
        ordered += sorted((m for m in metrics if m.id not in chosen), key=lambda m: (m.theme, m.name))
        for metric in ordered:
            item = QListWidgetItem(f"{metric.name} · {words.unit(metric)} · {metric.theme}")
            item.setToolTip(metric.definition)
            item.setData(Qt.ItemDataRole.UserRole, metric.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if metric.id in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.body.addWidget(self.list, 1)
        self.count = Text("", "caption", "muted")
        self.body.addWidget(self.count)
        cancel = self.add_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep_button = self.add_button(self.tr("Show these"), "primary")
        self.keep_button.clicked.connect(self._on_keep)
        self.search.textChanged.connect(self._on_search)
        self.list.itemChanged.connect(self._on_changed)
        self.resize(theme.px(640), theme.px(600))
        self._on_changed()

    def chosen(self) -> tuple[str, ...]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() == Qt.CheckState.Checked)

    def _on_search(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.lower() not in item.text().lower())

    def _on_changed(self, *ignored: object) -> None:
        count = len(self.chosen())
        self.count.setText(self.tr("{n} chosen").format(n=count))
        self.keep_button.setEnabled(count > 0)

    def _on_keep(self) -> None:
        self._apply(self.chosen())
        self.accept()


class OwnFigureDialog(Dialog):
    """The trust's own value of a metric: a newer one, or where the shipped data have none."""

    def __init__(
        self,
        theme: Theme,
        metrics: Sequence[Metric],
        metric_id: str,
        figures: Mapping[str, OwnFigure],
        today: date,
        apply: Callable[[OwnFigure], object],
        remove: Callable[[OwnFigure], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Our own figure"), parent, 560)
        self._figures, self._apply, self._remove, self._today = figures, apply, remove, today
        self._metrics = {metric.id: metric for metric in metrics}
        self.body.addWidget(
            Text(
                self.tr("It takes the place of the published value of your trust, and says so wherever it is shown."),
                "body",
                "muted",
                wrap=True,
            )
        )
        self.metric_box = QComboBox()
        for metric in sorted(metrics, key=lambda m: m.name):
            self.metric_box.addItem(metric.name, metric.id)
        self.metric_box.insertSeparator(self.metric_box.count())
        self.metric_box.addItem(self.tr("A metric of our own…"), OWN)
        self.name, self.unit, self.direction = QLineEdit(), QLineEdit(), QComboBox()
        self.unit.setPlaceholderText("%")
        for direction in ("neutral", "higher_is_better", "lower_is_better"):
            shown = words.DIRECTIONS[direction]
            self.direction.addItem(f"{shown[:1].upper()}{shown[1:]}", direction)
        self.value, self.period, self.source, self.day = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.rows = {
            "metric": FormRow(theme, self.tr("Metric"), self.metric_box),
            "name": FormRow(theme, self.tr("Its name"), self.name),
            "unit": FormRow(theme, self.tr("Unit"), self.unit),
            "direction": FormRow(theme, self.tr("Which end is better"), self.direction),
            "value": FormRow(theme, self.tr("Value"), self.value),
            "period": FormRow(theme, self.tr("Period"), self.period),
            "source": FormRow(theme, self.tr("Where it comes from"), self.source),
            "day": FormRow(theme, self.tr("Day of the figure"), self.day),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.rows["metric"], 0, 0, 1, 2)
        grid.addWidget(self.rows["name"], 1, 0, 1, 2)
        for place, name in enumerate(("unit", "direction", "value", "period", "source", "day")):
            grid.addWidget(self.rows[name], 2 + place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.remove_button = self.add_button(self.tr("Take our figure away"), left=True)
        self.remove_button.clicked.connect(self._on_remove)
        cancel = self.add_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep_button = self.add_button(self.tr("Keep figure"), "primary")
        self.keep_button.clicked.connect(self._on_keep)
        self.metric_box.currentIndexChanged.connect(self._on_metric)
        self.metric_box.setCurrentIndex(max(0, self.metric_box.findData(metric_id)))
        self._on_metric()
        self.value.setFocus()

    def _on_metric(self, *ignored: object) -> None:
        of_our_own = self.metric_box.currentData() == OWN
        for name in ("name", "unit", "direction"):
            self.rows[name].setVisible(of_our_own)
        if of_our_own:
            for field in (self.value, self.period, self.source):
                field.setText("")
            self.rows["value"].label.setText(self.tr("Value"))
            self.day.setText(day(self._today))
            self.remove_button.setVisible(False)
            self.name.setFocus()
            return
        metric = self._metrics[self.metric_box.currentData()]
        figure = self._figures.get(metric.id)
        unit = words.unit(metric)
        self.rows["value"].label.setText(self.tr("Value, {unit}").format(unit=unit) if unit else self.tr("Value"))
        self.value.setText(number(figure.value, metric.decimals) if figure else "")
        self.period.setText(figure.period if figure else metric.comparison_period)
        self.source.setText(figure.source if figure else "")
        self.day.setText(day(figure.day) if figure and figure.day else ("" if figure else day(self._today)))
        self.remove_button.setVisible(figure is not None)

    def _on_remove(self) -> None:
        figure = self._figures.get(self.metric_box.currentData())
        if figure is not None:
            self._remove(figure)
        self.accept()

    def _on_keep(self) -> None:
        for row in self.rows.values():
            row.set_error("")
        if not self.source.text().strip():
            self.rows["source"].set_error(self.tr("Say where the figure comes from: others will ask."))
            return
        if self.metric_box.currentData() == OWN and not self.name.text().strip():
            self.rows["name"].set_error(self.tr("Give the metric a name."))
            return
        name = "value"
        try:
            value = read_number(self.value.text().removesuffix("%").removeprefix("£"))
            name = "day"
            when = read_day(self.day.text()) if self.day.text().strip() else None
            figure = self._figure(value)
            self._apply(
                replace(
                    figure, value=value, period=self.period.text().strip(), source=self.source.text().strip(), day=when
                )
            )
        except Refused as refusal:
            self.rows[name].set_error(sentence(replace(refusal.problems[0], place="")))
            return
        self.accept()

    def _figure(self, value: Decimal) -> OwnFigure:
        """The figure that is changed, or a new one; one of a metric of our own has its name, unit and direction."""
        metric_id = str(self.metric_box.currentData())
        if metric_id != OWN:
            return self._figures.get(metric_id) or OwnFigure("", metric_id, value, "", "")
        name = " ".join(self.name.text().split())
        found = self._figures.get(own_id(name)) or OwnFigure("", own_id(name), value, "", "")
        direction = str(self.direction.currentData())
        return replace(found, name=name, unit=self.unit.text().strip(), direction=direction)
