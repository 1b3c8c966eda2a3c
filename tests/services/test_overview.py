"""The figures at the head of the overview."""

from __future__ import annotations

from decimal import Decimal

from negotiator.domain.comparators import ChosenMetric, OwnFigure, PeerGroup
from negotiator.domain.establishment import StaffLine
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Scope, Terms
from negotiator.domain.workspace import Settings
from negotiator.services.overview import InScope, first_comparison, in_scope, option_in_view, touches, warm_library
from tests.services.conftest import MakeSession

IMAGING = StaffLine("Radiographers", "Imaging", "6", "top", 10, Decimal("9.5"))
THEATRES = StaffLine("Theatre nurses", "Theatres", "5", "entry", 20, Decimal("18.2"), hcas="outer")


def measure(scope: Scope, kind: str = "pay_uplift", enabled: bool = True) -> Measure:
    return Measure("m", "o", Terms(kind, scope=scope), enabled=enabled)


def test_every_list_of_a_scope_must_hold_and_an_empty_scope_is_everyone() -> None:
    assert touches(Scope(), IMAGING)
    assert touches(Scope(groups=("Imaging", "Pathology"), bands=("6",)), IMAGING)
    assert not touches(Scope(groups=("Imaging",), bands=("5",)), IMAGING)
    assert [touches(Scope(zones=("outer",)), line) for line in (IMAGING, THEATRES)] == [False, True]
    assert [touches(Scope(lines=("Radiographers",)), line) for line in (IMAGING, THEATRES)] == [True, False]


def test_a_line_counts_once_however_many_measures_touch_it() -> None:
    measures = [measure(Scope()), measure(Scope(groups=("Imaging",)))]
    assert in_scope((IMAGING, THEATRES), measures) == InScope(Decimal("27.7"), 30, 2)


def test_a_scope_that_names_lines_touches_them_beside_the_scopes_that_do_not() -> None:
    measures = [measure(Scope(lines=("Theatre nurses",), bands=("5",))), measure(Scope(bands=("6",)))]
    assert in_scope((IMAGING, THEATRES), measures) == InScope(Decimal("27.7"), 30, 2)
    assert in_scope((IMAGING, THEATRES), measures[:1]) == InScope(Decimal("18.2"), 20, 1)
    assert in_scope((IMAGING, THEATRES), [measure(Scope(lines=("Theatre nurses",), bands=("6",)))]).headcount == 0


def test_measures_switched_off_or_without_a_scope_touch_nobody() -> None:
    measures = [measure(Scope(), enabled=False), measure(Scope(), kind="non_pay")]
    assert in_scope((IMAGING, THEATRES), measures) == InScope(Decimal(0), 0, 0)


def test_the_option_in_view_is_the_preferred_one_with_its_mandate(make_session: MakeSession) -> None:
    session = make_session(
        (
            Proposal("p", "Parking"),
            Option("a", "p", "A"),
            Proposal("q", "On-call", position=1),
            Option("b", "q", "B"),
            Option("c", "q", "C", preferred=True, position=1),
            Mandate("m", "q", Decimal(1000)),
        )
    )
    view = option_in_view(session)
    assert view is not None and view.mandate is not None
    assert (view.option.id, view.mandate.id) == ("c", "m")


def test_without_a_preference_the_first_option_is_in_view_and_without_options_none(make_session: MakeSession) -> None:
    assert option_in_view(make_session(())) is None
    view = option_in_view(
        make_session((Proposal("p", "Parking"), Option("a", "p", "A"), Option("b", "p", "B", position=1)))
    )
    assert view is not None and view.option.id == "a"


def test_the_first_chosen_metric_is_compared_among_the_chosen_peers(make_session: MakeSession) -> None:
    metric = "sickness_absence_rate_12m"
    warm_library("2026-11")
    session = make_session(
        (
            Settings(organisation_name="Calder Vale"),
            ChosenMetric("c", metric),
            OwnFigure("o", metric, Decimal("99.9"), "12 months to June 2026", "Payroll"),
            PeerGroup("g", "Two", "hand", ("RA2", "RAX"), chosen=True, reason="a test"),
        )
    )
    comparison = first_comparison(session)
    assert comparison is not None
    assert (comparison.own, comparison.rank, comparison.of) == (Decimal("99.9"), 3, 3)


def test_a_metric_that_nobody_knows_is_no_figure_rather_than_a_failure(make_session: MakeSession) -> None:
    session = make_session((Settings(organisation_code="RA2"), ChosenMetric("c", "no_such_thing")))
    assert first_comparison(session) is None
