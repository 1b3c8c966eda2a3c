"""One example of every chart, with data small enough to check by eye."""

from __future__ import annotations

from decimal import Decimal

from negotiator.domain.benchmarking.comparison import compare
from negotiator.domain.benchmarking.funnel import Proportion, Rate, funnel, rate_funnel
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.benchmarking.spc import xmr
from negotiator.reporting.charts.dot_range import DotRange, range_row
from negotiator.reporting.charts.funnel_plot import FunnelPlot
from negotiator.reporting.charts.marks import Chart
from negotiator.reporting.charts.option_bars import OptionBar, OptionBars
from negotiator.reporting.charts.pert_shape import PertShape
from negotiator.reporting.charts.power_interest import Person, PowerInterest
from negotiator.reporting.charts.ranked_bars import RankedBars
from negotiator.reporting.charts.scatter import Scatter, ScatterPoint
from negotiator.reporting.charts.spc_chart import SpcChart
from negotiator.reporting.charts.tornado import Swing, Tornado
from negotiator.reporting.charts.waterfall import Step, Waterfall
from negotiator.reporting.charts.year_bars import YearBars, YearRow
from tests.domain.benchmarking.trusts import metric

D = Decimal
SICKNESS = metric()
ENGAGEMENT = metric("higher_is_better", id="staff_engagement", name="Staff engagement", unit="score 0-10")
VARIANCE = metric("higher_is_better", id="variance", name="Variance to plan", decimals=1)
GROUP = Peers("type", tuple(f"P{i:02d}" for i in range(20)), ("Acute",))
NAMES = {code: f"Trust {code} NHS Foundation Trust" for code in GROUP.codes}

_sickness = {code: D("4.2") + D(i) * D("0.1") for i, code in enumerate(GROUP.codes)}
_engagement = {code: D("6.5") + D(i * 7 % 20) * D("0.04") for i, code in enumerate(GROUP.codes)}
_variance = {code: D(i - 12) * D("0.7") for i, code in enumerate(GROUP.codes)}
COMPARED = compare(SICKNESS, _sickness, "OWN", GROUP, D("5.62"))
ENGAGED = compare(ENGAGEMENT, _engagement, "OWN", GROUP, D("6.71"))
NEGATIVE = compare(VARIANCE, _variance, "OWN", GROUP, D("-3.1"))

_SERIES = [D(text) for text in "4.9 5.1 5.0 5.2 4.9 5.1 6.9 5.0 5.2 5.1 4.9 5.0 5.3 5.4 5.5 5.6 5.7 5.8 5.9".split()]  # noqa: SIM905
_PERIODS = [f"{2024 + (i + 3) // 12}-{(i + 3) % 12 + 1:02d}" for i in range(len(_SERIES))]

EXAMPLES: dict[str, Chart] = {
    "dot_range": DotRange(
        (range_row(COMPARED), range_row(ENGAGED), range_row(NEGATIVE)),
        "Calder Vale",
        "20 acute trusts",
        "Three metrics, us and the peers",
        SICKNESS.id,
    ),
    "option_bars": OptionBars(
        (
            OptionBar("a", "A · Flat rate by band", D(320000), D(78000), D(38000), D(-46000)),
            OptionBar("b", "B · One rate, rest covered", D(580000), D(150000), D(38000), D(-84000), True),
        ),
        D(600000),
        "Full-year effect against the envelope",
    ),
    "power_interest": PowerInterest(
        (
            Person("1", "Siân Rowlands", "RCN officer", "staff_side", 88, 10),
            Person("2", "Margaret Ellison", "Chief people officer", "management", 90, 82),
            Person("3", "Dawn Okafor", "RCN", "staff_side", 58, 75, selected=True),
            Person("4", "ICB workforce", "", "other", 22, 8),
        ),
        "Influence and interest",
    ),
    "ranked_bars": RankedBars(COMPARED, NAMES, "Calder Vale NHS Trust", "Sickness"),
    "ranked_bars_below_nought": RankedBars(NEGATIVE, NAMES, "Calder Vale NHS Trust", "Variance"),
    "scatter": Scatter(
        tuple(
            ScatterPoint(code, NAMES[code], _engagement[code], _sickness[code], code == "P04") for code in GROUP.codes
        ),
        ENGAGEMENT,
        SICKNESS,
        "all acute trusts",
        "Engagement and sickness",
        2,
    ),
    "funnel_plot": FunnelPlot(
        funnel([Proportion(f"T{i}", 10 * (i + 1) + (60 if i == 7 else 0), 45 * (i + 1)) for i in range(12)]),
        "T4",
        "Work-related stress",
        "answers",
        "Work-related stress",
    ),
    "funnel_plot_of_rates": FunnelPlot(
        rate_funnel([Rate(f"T{i}", 6 * i + (40 if i == 7 else 0), 900 * (i + 1)) for i in range(12)]),
        "T4",
        "Assaults on staff",
        "staff",
        "Assaults on staff",
    ),
    "spc_chart": SpcChart(xmr(_PERIODS, _SERIES), "Sickness absence", "lower_is_better", "%", 1, D("4.5"), "By month"),
    "spc_chart_rebased": SpcChart(xmr(_PERIODS, _SERIES, (_PERIODS[12],)), "Sickness absence", title="New limits"),
    "waterfall": Waterfall(
        "A · Flat rate",
        D("390546.00"),
        (Step("1", "Unsocial hours", D("121360.00")), Step("2", "Savings", D("-38000.00"))),
        "B · One rate",
        D("473906.00"),
        "From A to B",
    ),
    "tornado": Tornado(
        (Swing("a", "Call-outs a week", D(610000), D(760000)), Swing("b", "Bank rate", D(720000), D(650000))),
        D(680523),
        "full-year effect of B",
        "What matters most",
    ),
    "pert_shape": PertShape(D(10), D(14), D(26), "10", "14", "26"),
    "year_bars": YearBars(
        ("2026/27", "2027/28"),
        (
            YearRow("a", "A", {"2026/27": D(97636), "2027/28": D(393618)}),
            YearRow("b", "B", {"2026/27": D(-50000), "2027/28": D(689685)}),
        ),
        {"2027/28": D(600000)},
        "In-year cost",
    ),
}
