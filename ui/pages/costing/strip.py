"""The strip of four figures under the table of costs; each leads to its workings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from negotiator.domain.costing.result import CostingResult, OptionCost
from negotiator.domain.money import round_to_penny
from negotiator.wording.figures import money, money_short, number, share
from ui.pages.costing.workings import by_measure
from ui.widgets import Card, Rule, Text, Working


def tr(text: str) -> str:
    return QCoreApplication.translate("CostingStrip", text)


@dataclass(frozen=True, slots=True)
class StripFigure:
    """A figure of the chosen option: what it is, the figure, what qualifies it, and how it came about."""

    label: str
    value: str
    note: str
    workings: tuple[Working, ...]


class InlineFigure(QPushButton):
    """A label above a value, with what qualifies it beside; pressed, it shows how it was worked out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.figure: StripFigure | None = None
        self.label, self.value, self.note = (
            Text("", "caption", "muted"),
            Text("", "figure"),
            Text("", "caption", "muted"),
        )
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 6, 4)
        column.setSpacing(0)
        column.addWidget(self.label)
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(self.value)
        row.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        for text in (self.label, self.value, self.note):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for text in (self.label, self.note):
            text.setMinimumWidth(1)

    def set(self, figure: StripFigure) -> None:
        self.figure = figure
        self.value.setText(figure.value)
        self.note.setText(figure.note)
        self.label.setText(figure.label)
        words = f"{figure.label}: {figure.value} {figure.note}"
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(tr("Shows how it was worked out"))

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()


def strip_figures(result: CostingResult, option: OptionCost, discount: Decimal) -> tuple[StripFigure, ...]:
    """Net present cost, what is paid once, hours lost, and the share of the pay bill."""
    name = option.name.split(" · ")[0]
    once = sum(option.non_recurrent.values(), Decimal(0))
    hours = sum(option.hours_lost.values(), Decimal(0))
    pay_bill = result.baseline[result.years[0]].total
    full = option.full_year_effect.total
    part = share(full / pay_bill) if pay_bill else share(Decimal(0))
    years = tr("in {n} years").format(n=len(result.years)) if len(result.years) > 1 else tr("in the year")
    return (
        StripFigure(
            tr("{name}, net present cost").format(name=name),
            money(option.net_present_cost),
            tr("at {share}").format(share=share(discount)),
            _present(option, discount),
        ),
        StripFigure(
            tr("{name}, one-off cost").format(name=name),
            money(once),
            tr("paid once"),
            by_measure(option, "once", result.years),
        ),
        StripFigure(
            tr("{name}, hours lost").format(name=name), number(hours) if hours else "0", years, _hours(option, hours)
        ),
        StripFigure(
            tr("{name}, of the pay bill").format(name=name),
            part,
            tr("of {money}").format(money=money_short(pay_bill)),
            (
                Working(
                    tr("Full-year effect over the pay bill"),
                    part,
                    children=(
                        Working(tr("Full-year effect"), money(full, 2)),
                        Working(tr("Pay bill of {year}, no change").format(year=result.years[0]), money(pay_bill, 2)),
                    ),
                ),
            ),
        ),
    )


def _present(option: OptionCost, discount: Decimal) -> tuple[Working, ...]:
    """Each year's cost brought to the first year; the sum is rounded once, so parts may miss it by a penny."""
    factor = 1 + Fraction(discount)
    rows = tuple(
        Working(
            year,
            money(round_to_penny(Fraction(costs.total) / factor**k), 2),
            tr("{money}, not discounted").format(money=money(costs.total, 2))
            if not k
            else tr("{money} over {factor} to the power of {k}").format(
                money=money(costs.total, 2), factor=(1 + discount).normalize(), k=k
            ),
        )
        for k, (year, costs) in enumerate(option.years.items())
    )
    words = tr("Each year discounted at {share} to the first").format(share=share(discount))
    return (Working(words, money(option.net_present_cost, 2), children=rows),)


def _hours(option: OptionCost, hours: Decimal) -> tuple[Working, ...]:
    rows = tuple(Working(year, number(each, 2)) for year, each in option.hours_lost.items())
    return (
        Working(tr("Hours lost less hours bought"), number(hours, 2), tr("Hours gained are negative"), children=rows),
    )


class FigureStrip(Card):
    """The four figures of the chosen option side by side. ``pressed`` gives the `StripFigure`."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.figures = [InlineFigure() for _ in range(4)]
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, holder in enumerate(self.figures):
            if place:
                row.addWidget(Rule(down=True))
            row.addWidget(holder, 1)
            holder.clicked.connect(self._on_figure)
        self.add(strip)

    def show_option(self, result: CostingResult, option: OptionCost, discount: Decimal) -> None:
        for holder, figure in zip(self.figures, strip_figures(result, option, discount), strict=True):
            holder.set(figure)

    def _on_figure(self) -> None:
        holder = self.sender()
        if isinstance(holder, InlineFigure) and holder.figure is not None:
            self.pressed.emit(holder.figure)
