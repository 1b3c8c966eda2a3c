"""Who gains and who loses, and the likely range, in packs: the model's figures, and nobody to be found by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from negotiator.domain.costing.people_pay import who_gains
from negotiator.domain.costing.ranges import limits_of
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Audience, Marking
from negotiator.domain.pack_content import Outlook, PackContent
from negotiator.domain.packs import PackPlan
from negotiator.domain.problems import Problem
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Terms
from negotiator.domain.workspace import Record, Settings
from negotiator.reference import rates_for
from negotiator.reporting.pack.document import render_pack
from negotiator.services import packs
from negotiator.services.ranges import option_range
from negotiator.services.session import Session
from negotiator.wording.figures import amount
from negotiator.wording.range_words import range_groups, within_said
from tests.reporting import contents
from tests.reporting.formula_reading import Recalculated
from tests.reporting.pdf_reading import failures, text_of
from tests.services.test_packs import AT, frozen_sample, sample_pack

MakeSession = Callable[[Iterable[Record]], Session]


def words_of(data: bytes) -> str:
    return " ".join(text_of(data).split())


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.JOINT])
def test_the_pack_prints_the_models_change_in_pay_of_every_group(audience: Audience) -> None:
    (case,) = frozen_sample().cases.values()
    text = words_of(sample_pack(audience).data)
    for option in case.options:
        found = who_gains(case, rates_for(case.jurisdiction), option, to_share=audience is Audience.JOINT)
        for row in found.rows:
            ((band, step), *others) = row.places
            label = "Bands and steps put together" if others else f"Band {band} {step}"
            figures = (row.gross_before, row.gross_change, row.member_change, row.outside_change)
            assert f"{label} {row.heads} {' '.join(amount(value, 2) for value in figures)}" in text
        assert f"last month of {found.year}" in text and f"at the rates of {found.rates_year}, the latest" in text


def test_groups_under_ten_stand_alone_for_the_team_and_are_merged_in_the_joint_pack() -> None:
    team, joint = words_of(sample_pack(Audience.TEAM).data), words_of(sample_pack(Audience.JOINT).data)
    assert "Band 8a intermediate 2 " in team and "put together" not in team
    assert "Band 8a intermediate" not in joint and "Bands and steps put together 19 " in joint
    content = packs.content_of(frozen_sample(), PackPlan("", "", Audience.JOINT), AT)
    rows = [
        row for _, one in content.options if one.outlook and one.outlook.gainers for row in one.outlook.gainers.rows
    ]
    assert rows and min(row.heads for row in rows) >= 10


def test_the_range_of_the_pack_is_the_range_of_the_window() -> None:
    (case,) = frozen_sample().cases.values()
    text = words_of(sample_pack(Audience.JOINT).data)
    for place in range(len(case.options)):
        found = option_range(case, frozen_sample().values.settings.edition, place)
        views = found.views
        for one in (views.full_year_effect, views.cumulative, views.net_present_cost, *views.years.values()):
            assert f"{amount(one.p10)} {amount(one.p50)} {amount(one.p90)}" in text
    assert "3 others have none and are taken as certain" in text


def test_the_pack_tells_the_range_of_every_other_view_by_year() -> None:
    (case,) = frozen_sample().cases.values()
    text = words_of(sample_pack(Audience.JOINT).data)
    found = option_range(case, frozen_sample().values.settings.edition, 1)
    assert found.views.move_hours and found.views.pay_once
    for group in range_groups(found.views):
        for row in group.rows if group.key in ("once", "hours", "people") else ():
            _, p10, p50, p90 = row.cells
            assert (p50 if p10 == p90 else f"{p10} to {p90}") in text
    assert "Within the envelope" not in text


def test_the_team_reads_in_how_many_draws_an_option_is_within_its_envelope() -> None:
    values = frozen_sample().values
    (case,) = frozen_sample().cases.values()
    (mandate,) = values.all(Mandate)
    text = words_of(sample_pack(Audience.TEAM).data)
    for place in range(len(case.options)):
        limits = limits_of(mandate, [year.label for year in case.horizon])
        within = option_range(case, values.settings.edition, place, limits).within
        assert within is not None and within_said(within) in text


def test_beyond_the_team_no_cost_for_each_person_is_told_of_fewer_than_ten(make_session: MakeSession) -> None:
    few = replace(WARD, headcount=9, wte=Decimal(9))
    frozen = packs.freeze(make_session(uplift(few, lower=Decimal("0.01"))))
    for audience, told in ((Audience.TEAM, True), (Audience.JOINT, False)):
        ((_, option),) = packs.content_of(frozen, PackPlan("", "", audience), AT).options
        assert option.outlook is not None and option.outlook.range is not None
        views = option.outlook.range.views
        assert bool(views.per_person) is bool(views.per_wte) is told and views.of_pay_bill


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.JOINT])
def test_the_workbook_has_the_groups_of_the_pack_and_its_ranges(audience: Audience) -> None:
    content = packs.content_of(frozen_sample(), PackPlan("", "", audience), AT)
    book = Recalculated(packs.make_pack(frozen_sample(), audience, AT, "xlsx").data)
    heads, rows = [], []
    for _, option in content.options:
        assert option.outlook is not None and option.outlook.gainers is not None and option.outlook.range is not None
        heads += [float(row.heads) for row in option.outlook.gainers.rows]
        groups = range_groups(option.outlook.range.views)
        rows += [round(float(row.spread.p50), 12) for group in groups for row in group.rows]
    here = sorted(book.numbers.items(), key=lambda item: item[0][2])
    assert [value for (sheet, column, _), value in here if (sheet, column) == ("Who gains, who loses", "B")] == heads
    middles = [round(value, 12) for (sheet, column, _), value in here if (sheet, column) == ("Likely range", "D")]
    assert set(rows) <= set(middles)
    if audience is Audience.JOINT:
        assert min(heads) >= 10
        assert not [text for text in book.texts.values() if "envelope" in text.lower()]


def uplift(line: StaffLine, *more: StaffLine, lower: Decimal | None = None) -> tuple[Record, ...]:
    ranges = {"percent": (lower, None)} if lower is not None else {}
    terms = Terms("pay_uplift", values={"percent": Decimal("0.02")}, ranges=ranges)
    return (
        Settings(title="Matter", years=2),
        line,
        *more,
        Proposal("p", "Proposal", marking=Marking.JOINT),
        Option("o", "p", "One"),
        Measure("m", "o", terms),
    )


WARD = StaffLine("ward", "Nursing", "5", "top", 20, Decimal(18), id="l")
CHIEF = StaffLine("chief", "Nursing", "8a", "top", 1, Decimal(1), id="c", position=1, marking=Marking.PRIVATE)


def test_a_line_that_the_team_does_not_see_is_not_told_by_a_row_of_its_own(make_session: MakeSession) -> None:
    opened = [
        replace(record, marking=Marking.OPEN) if isinstance(record, Proposal | Option | Measure) else record
        for record in uplift(WARD, CHIEF)
    ]
    frozen = packs.freeze(make_session(opened))
    for audience, heads in ((Audience.PRIVATE, [20, 1]), (Audience.TEAM, [21]), (Audience.OPEN, [21])):
        ((_, option),) = packs.content_of(frozen, PackPlan("", "", audience), AT).options
        assert option.outlook is not None and option.outlook.gainers is not None
        assert [row.heads for row in option.outlook.gainers.rows] == heads


def test_too_few_people_in_all_are_not_shown_beyond_the_team(make_session: MakeSession) -> None:
    frozen = packs.freeze(make_session(uplift(replace(WARD, headcount=9, wte=Decimal(9)))))
    text = words_of(packs.make_pack(frozen, Audience.JOINT, AT).data)
    assert "fewer than ten people are counted in all" in text and "Band 5 top" not in text
    assert "Band 5 top 9 " in words_of(packs.make_pack(frozen, Audience.TEAM, AT).data)


def test_a_pack_says_so_where_nothing_has_a_range(make_session: MakeSession) -> None:
    text = words_of(packs.make_pack(packs.freeze(make_session(uplift(WARD))), Audience.JOINT, AT).data)
    assert "the option’s one number has no range and is taken as certain" in text and "P90" not in text
    ranged = packs.freeze(make_session(uplift(WARD, lower=Decimal("0.01"))))
    assert "every uncertain number of the option has one" in words_of(packs.make_pack(ranged, Audience.JOINT, AT).data)


def with_outlook(outlook: Outlook) -> PackContent:
    given = contents.content(options=1)
    (proposal,) = given.proposals
    return replace(given, proposals=(replace(proposal, options=(replace(proposal.options[0], outlook=outlook),)),))


def test_a_pack_says_so_where_the_tax_of_the_year_is_not_known() -> None:
    data = {"jurisdiction": "Wales", "year": "2021/22", "known": "2026/27"}
    made = render_pack(with_outlook(Outlook(not_known=Problem("personal_rates_unknown", "year", data))))
    assert "is left out: no tax and pension rates for Wales in 2021/22" in words_of(made)
    assert failures(made, "ua1") == []


def test_nothing_is_drawn_for_a_pack_without_the_section_of_costs() -> None:
    content = packs.content_of(frozen_sample(), PackPlan("", "", Audience.JOINT, ("summary",)), AT)
    assert [option.outlook for _, option in content.options] == [None] * 3
