"""When a matter is ready for the table, and what is said where it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from negotiator.domain.comparators import ChosenMetric, Initiative, OwnFigure
from negotiator.domain.establishment import StaffLine
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.partnership import Action, Meeting
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Terms
from negotiator.domain.stakeholders import Interest, Stakeholder
from negotiator.domain.workspace import Settings
from negotiator.services.readiness import RULES, Check, Matter, Mend, Standing, next_meeting, readiness
from negotiator.wording import readiness as words

TODAY = date(2026, 11, 23)
UPLIFT = Terms(
    "pay_uplift", values={"percent": Decimal("0.01")}, ranges={"percent": (Decimal("0.005"), Decimal("0.02"))}
)

WHOLE = Matter(
    today=TODAY,
    settings=Settings(organisation_code="RXX"),
    staff=(StaffLine("Radiographers", "Imaging", "6", "top", 10, Decimal(9)),),
    proposals=(Proposal("p", "On-call"),),
    options=(Option("a", "p", "Option A"), Option("b", "p", "Option B", preferred=True)),
    measures=(Measure("m1", "a", UPLIFT), Measure("m2", "b", UPLIFT)),
    mandates=(Mandate("d", "p", Decimal(850_000), red_lines=("No loss of pay",), authority="Board, 4 November"),),
    people=(
        Stakeholder("s1", "Grace Adeyemi", side="staff_side"),
        Stakeholder("s2", "Tom Hale", role="Chief people officer, sponsor", side="management"),
        Stakeholder("s3", "Joint staff committee", is_body=True),
    ),
    interests=(
        Interest("i1", "s1", "Predictable weekends", served_by=("m2",)),
        Interest("i2", "s2", "A settled rota", served_by=("m1",)),
        Interest("i3", "s3", "Papers in time", kind="pressure"),
    ),
    facts=(Fact("f", "486 people take part", source="Rota, October", day=date(2026, 10, 1), verified=True),),
    assumptions=(Assumption("u", "Uptake of nine in ten", owner="P. Nair"),),
    metrics=(ChosenMetric("c", "sickness"),),
    initiatives=(Initiative("n", "Another trust", "Self-rostering", option_ids=("b",)),),
    meetings=(Meeting("t", "JNCC", date(2026, 12, 3), "10:00", purpose="First look"),),
    actions=(Action("x", "Call-out logs", "J. Pollard", date(2026, 11, 27)),),
)


def check(matter: Matter, name: str) -> Check:
    return next(check for check in readiness(matter) if check.name == name)


def test_a_matter_with_everything_is_ready_in_every_check() -> None:
    assert {check.name: check.reason for check in readiness(WHOLE) if check.standing is not Standing.READY} == {}
    assert len(readiness(WHOLE)) == len(RULES) == 12


def test_an_empty_matter_is_ready_in_nothing_but_its_actions() -> None:
    ready = [check.name for check in readiness(Matter(TODAY)) if check.standing is Standing.READY]
    assert ready == ["followed_up"]


def test_what_is_missing_comes_first_and_what_is_ready_last() -> None:
    matter = replace(WHOLE, actions=(replace(WHOLE.actions[0], due=date(2026, 11, 20)),), meetings=())
    standings = [check.standing for check in readiness(matter)]
    assert standings == [Standing.MISSING, Standing.PART] + [Standing.READY] * 10


CASES: dict[str, tuple[Matter, str, Standing, str, Mend]] = {
    "a fact without source": (
        replace(WHOLE, facts=(*WHOLE.facts, Fact("g", "Forty call-outs a month"))),
        "researched",
        Standing.PART,
        "One fact of 2 has no source.",
        Mend("evidence", "fact", "g"),
    ),
    "a fact that nobody checked": (
        replace(WHOLE, facts=(replace(WHOLE.facts[0], verified=False),)),
        "researched",
        Standing.PART,
        "One fact of 1 has not been checked against its source.",
        Mend("evidence", "fact", "f"),
    ),
    "a fact over two years old": (
        replace(WHOLE, facts=(replace(WHOLE.facts[0], day=TODAY - timedelta(days=731)),)),
        "researched",
        Standing.PART,
        "One fact of 1 is over two years old.",
        Mend("evidence", "fact", "f"),
    ),
    "an empty establishment": (
        replace(WHOLE, staff=()),
        "costed",
        Standing.MISSING,
        "The establishment is empty, so nothing can be costed.",
        Mend("establishment"),
    ),
    "an option whose only measure is switched off": (
        replace(WHOLE, measures=(replace(WHOLE.measures[0], enabled=False), WHOLE.measures[1])),
        "costed",
        Standing.PART,
        "“Option A” has no measure that is switched on, so nothing is costed there.",
        Mend("proposals", "option", "a"),
    ),
    "a number of the preferred option without a range": (
        replace(WHOLE, measures=(WHOLE.measures[0], replace(WHOLE.measures[1], terms=replace(UPLIFT, ranges={})))),
        "ranged",
        Standing.MISSING,
        "One number in “Option B” has no low and high, so the range is too narrow.",
        Mend("proposals", "measure", "m2"),
    ),
    "a range with its low only": (
        replace(
            WHOLE,
            measures=(
                WHOLE.measures[0],
                replace(WHOLE.measures[1], terms=replace(UPLIFT, ranges={"percent": (Decimal(0), None)})),
            ),
        ),
        "ranged",
        Standing.MISSING,
        "One number in “Option B” has no low and high, so the range is too narrow.",
        Mend("proposals", "measure", "m2"),
    ),
    "an interest that only a switched-off measure served": (
        replace(WHOLE, measures=(WHOLE.measures[0], replace(WHOLE.measures[1], enabled=False))),
        "served",
        Standing.PART,
        "“Predictable weekends” (Grace Adeyemi) is not served by any measure in any option.",
        Mend("people", "stakeholder", "s1"),
    ),
    "nobody from staff side": (
        replace(WHOLE, people=WHOLE.people[1:]),
        "mapped",
        Standing.PART,
        "Nobody from staff side is on the picture.",
        Mend("people"),
    ),
    "a person of whom no interest is known": (
        replace(WHOLE, interests=WHOLE.interests[1:]),
        "mapped",
        Standing.PART,
        "What matters to Grace Adeyemi is not noted.",
        Mend("people", "stakeholder", "s1"),
    ),
    "no sponsor": (
        replace(WHOLE, people=(WHOLE.people[0], replace(WHOLE.people[1], role="Chief people officer"))),
        "sponsored",
        Standing.MISSING,
        "Nobody from management has “sponsor” in their role. A board paper needs a named sponsor.",
        Mend("people"),
    ),
    "a sponsor on the other side only": (
        replace(WHOLE, people=(replace(WHOLE.people[0], role="sponsor"), replace(WHOLE.people[1], role=""))),
        "sponsored",
        Standing.MISSING,
        "Nobody from management has “sponsor” in their role. A board paper needs a named sponsor.",
        Mend("people"),
    ),
    "no mandate": (
        replace(WHOLE, mandates=()),
        "mandated",
        Standing.MISSING,
        "What the team may agree is not set: envelope, red lines, authority.",
        Mend("proposals", "proposal", "p"),
    ),
    "a mandate without envelope": (
        replace(WHOLE, mandates=(replace(WHOLE.mandates[0], envelope=None),)),
        "mandated",
        Standing.PART,
        "The mandate has no envelope, so no option can be said to be inside it.",
        Mend("proposals", "proposal", "p"),
    ),
    "an assumption that nobody owns": (
        replace(WHOLE, assumptions=(*WHOLE.assumptions, Assumption("v", "No growth"))),
        "owned",
        Standing.PART,
        "One assumption of 2 has nobody who answers for it.",
        Mend("evidence", "assumption", "v"),
    ),
    "an assumption due for review": (
        replace(WHOLE, assumptions=(replace(WHOLE.assumptions[0], review_on=date(2026, 11, 22)),)),
        "owned",
        Standing.PART,
        "One assumption was due for review.",
        Mend("evidence", "assumption", "u"),
    ),
    "no trust named": (
        replace(WHOLE, settings=Settings()),
        "benchmarked",
        Standing.PART,
        "One metric of 1 shows peers but no figure of this trust: it is not named, and no own figure is noted.",
        Mend("benchmarks", "chosen_metric", "c"),
    ),
    "initiatives beside no option": (
        replace(WHOLE, initiatives=(replace(WHOLE.initiatives[0], option_ids=()),)),
        "compared",
        Standing.PART,
        "What other employers did is noted, but stands beside none of the options.",
        Mend("benchmarks", "initiative", "n"),
    ),
    "a meeting that was yesterday": (
        replace(WHOLE, meetings=(replace(WHOLE.meetings[0], day=date(2026, 11, 22)),)),
        "convened",
        Standing.MISSING,
        "No meeting of the forum lies ahead.",
        Mend("overview", "meeting"),
    ),
    "a late action": (
        replace(WHOLE, actions=(replace(WHOLE.actions[0], due=date(2026, 11, 22)),)),
        "followed_up",
        Standing.PART,
        "“Call-out logs” is late.",
        Mend("overview", "action", "x"),
    ),
    "an action without owner": (
        replace(WHOLE, actions=(replace(WHOLE.actions[0], owner=" "),)),
        "followed_up",
        Standing.PART,
        "One open action lacks an owner or a day.",
        Mend("overview", "action", "x"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_check_says_what_is_lacking_and_where_it_is_mended(case: str) -> None:
    matter, name, standing, sentence, mend = CASES[case]
    found = check(matter, name)
    assert (found.standing, words.reason(found), found.mend) == (standing, sentence, mend)
    assert words.action(found)


def test_numbers_of_options_that_are_not_preferred_need_no_range() -> None:
    matter = replace(WHOLE, measures=(replace(WHOLE.measures[0], terms=replace(UPLIFT, ranges={})), WHOLE.measures[1]))
    assert check(matter, "ranged").standing is Standing.READY


def test_a_trust_without_a_code_is_placed_by_figures_of_its_own() -> None:
    figure = OwnFigure("o", "sickness", Decimal("5.62"), "12 months to June 2026", "Payroll")
    matter = replace(WHOLE, settings=Settings(), own_figures=(figure,))
    assert check(matter, "benchmarked").standing is Standing.READY


def test_an_action_that_is_done_is_never_late() -> None:
    done = replace(WHOLE.actions[0], due=date(2026, 1, 1), done=True)
    assert check(replace(WHOLE, actions=(done,)), "followed_up").standing is Standing.READY


def test_the_next_meeting_is_the_first_from_today_on() -> None:
    meetings = tuple(Meeting(str(n), "JNCC", TODAY + timedelta(days=n)) for n in (20, -1, 0, 5))
    assert next_meeting(meetings, TODAY) == meetings[2]


def test_every_check_has_a_name_and_every_reason_words_and_a_button_unless_ready() -> None:
    found = [
        check for matter in (WHOLE, Matter(TODAY), *(case[0] for case in CASES.values())) for check in readiness(matter)
    ]
    assert {check.name for check in found} == set(words.NAMES)
    assert [check for check in found if not words.reason(check)] == []
    assert [check for check in found if bool(words.action(check)) is (check.standing is Standing.READY)] == []
    assert set(words.ACTIONS) == {reason for reason in words.REASONS if not reason.endswith("_ready")}
