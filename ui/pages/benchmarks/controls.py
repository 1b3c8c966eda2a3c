"""The row above a picture of one metric: which metric, against what, from when; for a file, how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from negotiator.domain.benchmarking.funnel import Funnel
from negotiator.services.statistics_files import Series
from negotiator.wording.figures import share
from ui.pages.benchmarks.shown import AGAINST, ALL, FUNNEL, TIME, Shown
from ui.theme import Theme
from ui.widgets import Button, Text

LEVELS = (
    (Decimal("0.975"), Decimal("0.999")),
    (Decimal("0.95"), Decimal("0.99")),
    (Decimal("0.9"), Decimal("0.95")),
    (Decimal("0.99"), Decimal("0.999")),
)
"""One-sided levels of a funnel's inner and outer limits, the usual ones first (about two and three sigma)."""


class PictureControls(QWidget):
    """``metric_chosen`` asks for another metric, ``changed`` for the picture anew, ``terms_changed`` for the file."""

    metric_chosen = Signal(str)
    changed = Signal()
    terms_changed = Signal()
    file_asked = Signal()
    file_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.metric_box = _box(self.tr("Metric"))
        self.other_label = Text(self.tr("against"), "body", "muted")
        self.other = _box(self.tr("The other metric"))
        self.rebase_label = Text(self.tr("New limits from"), "body", "muted")
        self.rebase = _box(self.tr("New limits from"))
        self.statistic = _box(self.tr("What the file holds"))
        self.statistic.addItem(self.tr("Shares"), "proportion")
        self.statistic.addItem(self.tr("Rates per 1,000"), "rate")
        self.levels = _box(self.tr("Levels of the limits, one-sided"))
        for inner, outer in LEVELS:
            words_of = self.tr("Limits {inner} and {outer}").format(inner=share(inner), outer=share(outer))
            self.levels.addItem(words_of, f"{inner},{outer}")
        self.us_label = Text(self.tr("We are"), "body", "muted")
        self.us = _box(self.tr("Which row is ours"))
        self.file_button = Button(theme, self.tr("Choose a file…"), "folder-open", "small")
        self.back_button = Button(theme, self.tr("Leave the file"), role="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        compared = (self.metric_box, self.other_label, self.other, self.rebase_label, self.rebase)
        for widget in (*compared, self.statistic, self.levels, self.us_label, self.us):
            if isinstance(widget, QComboBox):
                widget.setMaximumWidth(theme.px(300))
            row.addWidget(widget, 6 if isinstance(widget, QComboBox) else 0)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.file_button)
        self.metric_box.activated.connect(self._on_metric)
        self.other.activated.connect(self.changed)
        self.rebase.activated.connect(self.changed)
        self.us.activated.connect(self.changed)
        self.statistic.activated.connect(self.terms_changed)
        self.levels.activated.connect(self.terms_changed)
        self.file_button.clicked.connect(self.file_asked)
        self.back_button.clicked.connect(self.file_left)

    @property
    def other_metric(self) -> str:
        return str(self.other.currentData())

    @property
    def our_row(self) -> str:
        return self.us.currentText()

    @property
    def as_rates(self) -> bool:
        return bool(self.statistic.currentData() == "rate")

    @property
    def limits(self) -> tuple[float, float]:
        """The chosen levels of the inner and the outer limits."""
        inner, outer = LEVELS[self.levels.currentIndex()]
        return float(inner), float(outer)

    def show_for(self, picture: str, state: Shown, series: Series | None, shares: Funnel | None) -> None:
        """Show what this picture can be asked, filled from what there is; the choices made stay where they can."""
        self.setVisible(picture != ALL)
        of_file = picture == FUNNEL or (picture == TIME and series is not None)
        self.metric_box.setVisible(not of_file)
        for widget in (self.other_label, self.other):
            widget.setVisible(picture == AGAINST)
        self.file_button.setVisible(picture in (TIME, FUNNEL))
        self.back_button.setVisible(of_file and (series is not None or shares is not None))
        for widget in (self.statistic, self.levels):
            widget.setVisible(picture == FUNNEL)
        for widget in (self.us_label, self.us):
            widget.setVisible(picture == FUNNEL and shares is not None)
        if picture == ALL:
            return
        _fill(self.metric_box, [(each.metric.name, each.metric.id) for each in state.comparisons], state.metric_id)
        others = sorted((m for m in state.metrics if m.id != state.metric_id), key=lambda m: m.name)
        chosen = self.other.currentData()
        if chosen == state.metric_id or chosen not in {m.id for m in others}:
            shown = [each.metric.id for each in state.comparisons if each.metric.id != state.metric_id]
            chosen = shown[0] if shown else (others[0].id if others else None)
        _fill(self.other, [(m.name, m.id) for m in others], chosen)

    def new_limits_from(self, series: Series) -> str:
        """Offer the periods of a series, keeping the choice; returns it, empty for the start."""
        chosen = self.rebase.currentData() if self.rebase.currentData() in series.periods else ""
        _fill(self.rebase, [(self.tr("the start"), ""), *((p, p) for p in series.periods[1:])], chosen)
        return str(chosen)

    def show_new_limits(self, visible: bool) -> None:
        for widget in (self.rebase_label, self.rebase):
            widget.setVisible(visible)

    def set_terms(self, drawn: Funnel) -> None:
        """The choices as they are in what is drawn."""
        self.statistic.setCurrentIndex(self.statistic.findData(drawn.statistic))
        levels = [(float(inner), float(outer)) for inner, outer in LEVELS]
        self.levels.setCurrentIndex(levels.index((drawn.inner, drawn.outer)))

    def set_rows(self, names: Sequence[str], ours: str) -> None:
        _fill(self.us, [(name, name) for name in names], ours)

    def _on_metric(self, *ignored: object) -> None:
        self.metric_chosen.emit(str(self.metric_box.currentData()))


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _fill(box: QComboBox, items: Sequence[tuple[str, str]], chosen: object) -> None:
    """Fill anew where the items differ; choose without telling."""
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] != list(items):
        box.clear()
        for text, key in items:
            box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setToolTip(box.currentText())
