"""What every chart owes its reader, and what each one shows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from reportlab.graphics import shapes

from negotiator.domain.benchmarking.comparison import compare
from negotiator.domain.benchmarking.peers import Peers
from negotiator.domain.benchmarking.spc import xmr
from negotiator.domain.costing.result import COMPONENTS, Costs, OptionCost
from negotiator.reporting.charts.dot_range import DotRange, range_row
from negotiator.reporting.charts.fonts import SEMIBOLD, fit, text_width, wrap
from negotiator.reporting.charts.marks import Chart, ChartDrawing
from negotiator.reporting.charts.option_bars import OptionBar, OptionBars, option_bar
from negotiator.reporting.charts.power_interest import Person, PowerInterest
from negotiator.reporting.charts.ranked_bars import RankedBars
from negotiator.reporting.charts.scatter import Scatter
from negotiator.reporting.charts.spc_chart import SpcChart
from negotiator.reporting.charts.style import DARK, LIGHT, PAPER, ChartStyle
from negotiator.reporting.charts.tornado import Swing, Tornado
from negotiator.reporting.charts.waterfall import Step, Waterfall
from negotiator.reporting.charts.year_bars import YearBars
from tests.reporting.charts.examples import COMPARED, EXAMPLES, NAMES, SICKNESS

D = Decimal


def every_shape(contents: list) -> Iterator[shapes.Shape]:  # type: ignore[type-arg]
    for shape in contents:
        if isinstance(shape, shapes.Group):
            yield from every_shape(shape.contents)
        else:
            yield shape


def texts(drawn: ChartDrawing) -> list[str]:
    return [shape.text for shape in every_shape(drawn.drawing.contents) if isinstance(shape, shapes.String)]


def drawn(chart: Chart, style: ChartStyle = LIGHT, width: float = 640, height: float = 300) -> ChartDrawing:
    return chart.draw(style, width, height)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("style", [LIGHT, DARK, PAPER], ids=lambda style: style.name)
def test_every_chart_has_a_sentence_a_table_and_marks_within_it(name: str, style: ChartStyle) -> None:
    got = drawn(EXAMPLES[name], style)
    assert got.sentence.endswith(".")
    assert len(got.table) >= 2
    assert {len(row) for row in got.table} == {len(got.table[0])}
    assert got.marks
    for mark in got.marks:
        assert mark.label and mark.value_text and mark.key
        assert mark.x >= -1 and mark.x + mark.w <= got.width + 1
        assert mark.y >= -1 and mark.y + mark.h <= got.height + 1


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("width", [300, 640, 1200])
def test_every_chart_keeps_its_text_within_its_width(name: str, width: float) -> None:
    got = drawn(EXAMPLES[name], LIGHT, width)
    for shape in got.drawing.contents:
        if isinstance(shape, shapes.String):
            size = text_width(shape.text, shape.fontName, shape.fontSize)
            left = shape.x - {"start": 0.0, "middle": size / 2, "end": size}[shape.textAnchor]
            assert left >= -16, (name, shape.text)
            assert left + size <= width + 16, (name, shape.text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_of_a_drawing_is_finite_and_every_colour_is_of_the_style(name: str) -> None:
    for style in (LIGHT, DARK):
        known = {getattr(style, field) for field in style.__slots__ if str(getattr(style, field)).startswith("#")}
        for shape in every_shape(drawn(EXAMPLES[name], style).drawing.contents):
            for field in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"):
                assert math.isfinite(getattr(shape, field, 0.0))
            for field in ("fillColor", "strokeColor"):
                colour = getattr(shape, field, None)
                assert colour is None or f"#{colour.hexval()[2:]}" in known


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_room_that_is_too_low_makes_the_chart_higher_not_unreadable(name: str) -> None:
    chart = EXAMPLES[name]
    assert drawn(chart, LIGHT, 640, 10).height == pytest.approx(chart.least_height(LIGHT, 640))


def test_paper_has_the_same_proportions_as_the_screen() -> None:
    assert PAPER.body == pytest.approx(LIGHT.body * 0.72)
    assert LIGHT.scaled(1.5).body == pytest.approx(19.5)


# --- dot and range ---


def circles_at(got: ChartDrawing, colour: str) -> list[float]:
    return [
        shape.cx
        for shape in every_shape(got.drawing.contents)
        if isinstance(shape, shapes.Circle)
        and shape.fillColor is not None
        and shape.fillColor.hexval()[2:] == colour[1:]
    ]


def test_every_scale_is_turned_so_that_better_is_on_the_right() -> None:
    row = range_row(COMPARED)
    lower = drawn(DotRange((row,), "us", "them"))
    higher = drawn(DotRange((replace(row, direction="higher_is_better"),), "us", "them"))
    # The first circle is the legend's; 5.62 lies at 75 per cent of 4.2 to 6.1, so mirrored at 25.
    x_lower, x_higher = circles_at(lower, LIGHT.us)[-1], circles_at(higher, LIGHT.us)[-1]
    lines = [s for s in lower.drawing.contents if isinstance(s, shapes.Line)]
    centre = (min(s.x1 for s in lines if s.x1 > 150) + max(s.x2 for s in lines if s.x2 < 440)) / 2
    assert x_lower < x_higher
    assert (x_lower + x_higher) / 2 == pytest.approx(centre, abs=8)


def test_the_dot_range_sentence_names_the_best_and_the_lowest_quarters() -> None:
    assert drawn(EXAMPLES["dot_range"]).sentence == "Calder Vale against 20 acute trusts: in between on three."
    lowest = replace(range_row(COMPARED), quartile=4, remark="lowest quarter")
    best = replace(range_row(COMPARED), name="Morale", quartile=1)
    got = drawn(DotRange((lowest, best), "Calder Vale", "20 acute trusts"))
    assert got.sentence == (
        "Calder Vale against 20 acute trusts: in the best quarter on Morale; in the lowest quarter on Sickness."
    )


def test_a_metric_without_peers_says_so_in_its_row() -> None:
    empty = compare(SICKNESS, {}, "OWN", Peers("hand", ("P1",)), D(5))
    got = drawn(DotRange((range_row(empty),), "us", "them"))
    assert "no peer has a value" in texts(got)
    assert got.table[1][3] == "–"


def test_peers_that_are_all_alike_are_one_tick_in_the_middle() -> None:
    alike = compare(SICKNESS, {f"P{i}": D(5) for i in range(9)}, "OWN", Peers("hand", tuple(f"P{i}" for i in range(9))))
    got = drawn(DotRange((range_row(alike),), "us", "them"))
    assert got.marks[0].value_text == "no value of ours; peers’ median 5.00"


# --- option bars ---


def test_the_net_of_an_option_is_its_total_with_savings_left_of_nought() -> None:
    components = dict.fromkeys(COMPONENTS, D("0.00"))
    components |= {"basic": D("1000.00"), "nic": D("150.00"), "backfill": D("-200.00"), "income": D("-90.00")}
    components |= {"non_pay": D("40.00")}
    cost = OptionCost("A", {}, Costs(components), {}, {}, D(0), D(0), {}, (), ())
    bar = option_bar(cost)
    assert (bar.pay, bar.on_costs, bar.non_pay, bar.savings) == (D(800), D(150), D(40), D(-90))
    assert bar.net == cost.full_year_effect.total


def test_a_part_that_saves_on_balance_stands_with_the_savings() -> None:
    components = dict.fromkeys(COMPONENTS, D("0.00")) | {"basic": D("-500.00"), "nic": D("-70.00"), "levy": D("1.00")}
    bar = option_bar(OptionCost("A", {}, Costs(components), {}, {}, D(0), D(0), {}, (), ()))
    assert (bar.pay, bar.on_costs, bar.savings, bar.net) == (D(0), D(0), D(-569), D(-569))


def test_the_sentence_says_who_is_inside_and_who_is_above_the_envelope() -> None:
    bars = (
        OptionBar("b", "B", D(600000), D(80523), D(0)),
        OptionBar("c", "C", D(800000), D(99529), D(0)),
        OptionBar("d", "D", D(850000), D(0), D(0)),
    )
    assert drawn(OptionBars(bars, D(850000))).sentence == (
        "B is £169,477 inside the £850,000 envelope (dashed line); C is £49,529 above; D is exactly at. "
        "The upright mark is the net cost."
    )


def test_without_an_envelope_no_trace_of_one_is_left() -> None:
    with_one = EXAMPLES["option_bars"]
    assert isinstance(with_one, OptionBars)
    got = drawn(replace(with_one, envelope=None, title="Full-year effect"))
    words = " ".join([*texts(got), got.sentence, *(cell for row in got.table for cell in row)])
    words += " ".join(mark.says for mark in got.marks)
    assert "nvelope" not in words and "600,000" not in words
    assert not [s for s in got.drawing.contents if getattr(s, "strokeDashArray", None)]
    assert "nvelope" in drawn(with_one).sentence


@pytest.mark.parametrize("amounts", [(0, 0, 0, 0), (0, 0, 0, -5000), (1, 0, 0, 0), (10**9, 10**8, 0, 0)])
def test_options_of_any_size_are_drawn(amounts: tuple[int, ...]) -> None:
    got = drawn(OptionBars((OptionBar("a", "A", *(D(a) for a in amounts)),)))
    assert len(got.marks) == 1


def test_no_option_is_said_in_words() -> None:
    assert drawn(OptionBars(())).sentence == "No option has been costed yet."


# --- influence and interest ---


def test_names_stand_beside_their_marks_without_covering_others() -> None:
    people = tuple(
        Person(str(i), f"Person number {i}", "Some role", "other", 10 + 17 * (i % 5), 8 + 19 * (i // 5))
        for i in range(25)
    )
    got = drawn(PowerInterest(people), LIGHT, 900, 700)
    boxes = []
    for shape in got.drawing.contents:
        if isinstance(shape, shapes.String) and shape.text.startswith("Person number"):
            width = text_width(shape.text, SEMIBOLD, shape.fontSize)
            left = shape.x - {"start": 0.0, "middle": width / 2, "end": width}[shape.textAnchor]
            boxes.append((left, shape.y, width, shape.fontSize))
    assert len(boxes) == 25
    covered = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and abs(a[1] - b[1]) < a[3] * 0.7
    ]
    assert covered == []


def test_names_that_are_crowded_lose_their_second_line_and_cover_no_mark() -> None:
    near = ((72, 60), (68, 72), (66, 84), (60, 74), (56, 90), (74, 92), (62, 60))
    people = tuple(
        Person(str(i), f"Person number {i}", "A role of some length", "other", influence, interest)
        for i, (influence, interest) in enumerate(near)
    )
    got = drawn(PowerInterest(people), LIGHT, 480, 520)
    names = [s for s in got.drawing.contents if isinstance(s, shapes.String) and s.text.startswith("Person number")]
    notes = [s for s in got.drawing.contents if isinstance(s, shapes.String) and s.text.startswith("A role")]
    assert len(names) == len(near) and len(notes) < len(near)
    for name in names:
        width = text_width(name.text, SEMIBOLD, name.fontSize)
        left = name.x - {"start": 0.0, "middle": width / 2, "end": width}[name.textAnchor]
        middle = name.y + 0.36 * name.fontSize
        for mark in got.marks:
            x, y = mark.x + mark.w / 2, mark.y + mark.h / 2
            assert not (left < x < left + width and abs(y - middle) < 8), (name.text, mark.label)


def test_the_people_sentence_counts_who_is_to_be_worked_with_closely() -> None:
    assert drawn(EXAMPLES["power_interest"]).sentence == (
        "Two of four are in “work with closely”: Margaret Ellison and Dawn Okafor."
    )
    assert drawn(PowerInterest(())).sentence == "Nobody has been placed yet."


# --- ranked bars, scatter ---


def test_ranked_bars_start_at_nought_and_points_take_over_where_that_would_hide_the_differences() -> None:
    near = drawn(EXAMPLES["ranked_bars"])
    assert not [s for s in near.drawing.contents if isinstance(s, shapes.Rect) and s.width > 30]
    below = drawn(EXAMPLES["ranked_bars_below_nought"])
    assert len([s for s in below.drawing.contents if isinstance(s, shapes.Rect)]) >= 20


def test_equal_values_share_a_rank_in_the_table() -> None:
    codes = tuple(f"P{i:02d}" for i in range(4))
    values = dict(zip(codes, (D(4), D(5), D(5), D(6)), strict=True))
    got = drawn(RankedBars(compare(SICKNESS, values, "OWN", Peers("hand", codes), D(5)), NAMES, "Ours"))
    assert [(row[0], row[1]) for row in got.table[1:]] == [
        ("1", NAMES["P00"]),
        ("2", "Ours"),
        ("2", NAMES["P01"]),
        ("2", NAMES["P02"]),
        ("5", NAMES["P03"]),
    ]


def test_more_than_thirty_trusts_stand_as_columns_with_ours_named() -> None:
    codes = tuple(f"P{i:03d}" for i in range(200))
    values = {code: D(i) / 10 for i, code in enumerate(codes)}
    got = drawn(RankedBars(compare(SICKNESS, values, "OWN", Peers("all", codes), D("5.05")), {}, "Ours"))
    assert "us, 52nd" in texts(got)
    assert len(got.marks) == 201


def test_nobody_with_a_value_is_said_in_words() -> None:
    empty = RankedBars(compare(SICKNESS, {}, "OWN", Peers("hand", ("P1",))), {}, "Ours")
    assert "No trust of this group has a value." in texts(drawn(empty))
    scatter = EXAMPLES["scatter"]
    assert isinstance(scatter, Scatter)
    assert "No trust has a value of both." in texts(drawn(replace(scatter, points=())))


def test_the_scatter_says_how_strongly_the_two_go_together() -> None:
    scatter = EXAMPLES["scatter"]
    assert isinstance(scatter, Scatter)
    same = tuple(replace(point, y=point.x) for point in scatter.points)
    assert "go together strongly, 20 trusts (all acute trusts; rank correlation 1.00)" in (
        drawn(replace(scatter, points=same)).sentence
    )
    flat = tuple(replace(point, y=D(1)) for point in scatter.points)
    assert "too few or too alike" in drawn(replace(scatter, points=flat)).sentence


# --- SPC ---


def test_spc_words_and_figures_are_shown_with_the_same_rounding() -> None:
    got = drawn(EXAMPLES["spc_chart"])
    assert got.sentence == (
        "Sickness absence, 2024-04 to 2025-10: last 5.90%, mean 5.34%, 4.93% to 5.76% expected. "
        "Special cause, concerning (the last point lies beyond a limit). "
        "The process will consistently fail the target if nothing changes."
    )
    shown = {text.split()[-1] for text in texts(got) if text.startswith(("mean", "upper", "lower"))}
    assert shown == set(got.table[1][2:5])


def test_a_point_beyond_a_limit_never_shows_the_same_figure_as_the_limit() -> None:
    # Mean 6.4 ÷ 21, mean moving range (19 × 2 + 7.4) ÷ 20 = 2.27, upper limit 6.34: both would show 6.
    values = [D(1), D(-1)] * 10 + [D("6.4")]
    chart = SpcChart(xmr([str(i) for i in range(21)], values), "x", decimals=0)
    assert chart.chart.points[-1].flags == ("beyond",)
    assert (chart.text(values[-1]), chart.text(chart.chart.now.upper)) == ("6.4", "6.3")
    calm = SpcChart(xmr([str(i) for i in range(20)], values[:20]), "x", decimals=0)
    assert calm.places == 0


# --- costs ---


def test_steps_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError):
        drawn(Waterfall("A", D(1), (Step("1", "x", D(1)),), "B", D(3)))


def test_the_waterfall_names_what_drives_most() -> None:
    assert drawn(EXAMPLES["waterfall"]).sentence == (
        "B · One rate costs £83,360 more than A · Flat rate, mostly by Unsocial hours (+£121,360) and "
        "Savings (−£38,000)."
    )


def test_the_tornado_puts_the_widest_swing_first() -> None:
    got = drawn(EXAMPLES["tornado"])
    assert [mark.label for mark in got.marks] == ["Call-outs a week", "Bank rate"]
    assert drawn(Tornado((), D(5), "cost")).sentence == "No number has a range yet."
    assert drawn(Tornado((), D(5), "cost", empty="They move hours alone.")).sentence == "They move hours alone."


def test_a_name_of_the_tornado_stands_in_two_lines_where_its_row_is_high_enough() -> None:
    swing = Swing("1", "Sessions", D(4), D(6), "payment for one")
    high, low = (drawn(Tornado((swing,) * count, D(5), "cost"), height=300) for count in (1, 10))
    assert {"Sessions", "payment for one"} <= set(texts(high))
    assert "Sessions: payment for one" in texts(low)
    for got in (high, low):
        assert got.marks[0].label == got.table[1][0] == "Sessions: payment for one"
        assert got.sentence.startswith("Sessions: payment for one matters most")


def test_year_bars_without_envelopes_leave_no_trace_of_them() -> None:
    chart = EXAMPLES["year_bars"]
    assert isinstance(chart, YearBars)
    got = drawn(replace(chart, envelopes={}))
    assert "nvelope" not in " ".join([*texts(got), *(row[0] for row in got.table)])


# --- text ---


def test_text_is_cut_with_an_ellipsis_within_its_room() -> None:
    cut = fit("University Hospitals of Somewhere", SEMIBOLD, 12, 80)
    assert cut.endswith("…") and text_width(cut, SEMIBOLD, 12) <= 80
    assert fit("abc", SEMIBOLD, 12, 1) == ""
    assert fit("abc", SEMIBOLD, 12, 100) == "abc"


def test_wrapped_lines_hold_every_word_within_the_room() -> None:
    lines = wrap("Satisfied with opportunities for flexible working", SEMIBOLD, 12, 150)
    assert " ".join(lines) == "Satisfied with opportunities for flexible working"
    assert all(text_width(line, SEMIBOLD, 12) <= 150 for line in lines)


def test_a_funnel_of_rates_is_shown_per_thousand_without_a_per_cent_sign() -> None:
    drawing = EXAMPLES["funnel_plot_of_rates"].draw(LIGHT, 640, 400)
    assert drawing.table[0][3] == "Rate per 1,000" and drawing.table[2][3] == "3.33"
    mark = next(mark for mark in drawing.marks if mark.label == "T1")
    assert mark.value_text == "3.3 per 1,000, of 1,800 staff, within the limits"
    assert not any("%" in cell for row in drawing.table for cell in row)
