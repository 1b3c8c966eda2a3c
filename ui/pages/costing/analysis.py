"""The card under the table: the full-year effect, the years, the difference of two options."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QMenu, QScrollArea, QSizePolicy

from negotiator.domain.costing.result import CostingResult, OptionCost
from negotiator.domain.proposals import Mandate
from negotiator.reporting.charts.option_bars import OptionBars, option_bar
from negotiator.reporting.charts.waterfall import Step, Waterfall
from negotiator.reporting.charts.year_bars import YearBars, YearRow
from negotiator.wording.measures import COMPONENT_LABELS
from ui.charts.view import ChartView
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets import Card, IconButton, Segmented, Text

if TYPE_CHECKING:
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
        self._mandate: Mandate | None = None
        self.choice = Segmented(
            self.tr("Picture"),
            (
                ("full_year", self.tr("Full year")),
                ("years", self.tr("By year")),
                ("difference", self.tr("Difference")),
            ),
        )
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
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The picture takes what the table leaves; below its least height it scrolls.
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setMinimumHeight(theme.px(100))
        area.setWidget(self.chart)
        self.add(area, 1)
        self.sentence = Text("", "caption", "muted", wrap=True)
        self.add(self.sentence)
        self.choice.chosen.connect(self._on_choice)
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
        result, what = self._result, self.choice.value()
        if result is None:
            return
        self.other.setVisible(what == "difference")
        titles = {
            "full_year": self.tr("Full-year effect against the envelope")
            if self._roomy and self._mandate and self._mandate.envelope is not None
            else self.tr("Full-year effect"),
            "years": self.tr("Year by year"),
            "difference": self.tr("What makes the difference"),
        }
        self.set_title(titles[str(what)])
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
        self.sentence.setText(self.chart.sentence)

    def _difference(self, result: CostingResult) -> Waterfall:
        chosen = self._find(result, self._option_id)
        other = self._find(result, str(self.other.currentData() or ""))
        before = other.full_year_effect.components if other else {}
        after = chosen.full_year_effect.components if chosen else {}
        steps = tuple(
            Step(name, COMPONENT_LABELS[name], after.get(name, NOUGHT) - before.get(name, NOUGHT))
            for name in COMPONENT_LABELS
            if after.get(name, NOUGHT) != before.get(name, NOUGHT)
        )
        return Waterfall(
            other.name if other else self.tr("No change"),
            other.full_year_effect.total if other else NOUGHT,
            steps,
            chosen.name if chosen else "",
            chosen.full_year_effect.total if chosen else NOUGHT,
        )

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
        menu.addActions(self.chart.actions_for_menu())
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()
