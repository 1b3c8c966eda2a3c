"""Contents of packs for tests: invented costs whose parts add up, and as many options, people and words as asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from negotiator.domain.comparators import Initiative
from negotiator.domain.confidentiality import PeopleGroup
from negotiator.domain.costing.result import COMPONENTS, Costs, MeasureCost, OptionCost
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.markings import Audience
from negotiator.domain.pack_content import (
    ComparisonContent,
    OptionContent,
    PackContent,
    PersonContent,
    ProposalContent,
    RateFigure,
    Working,
    WorkingStep,
)
from negotiator.domain.packs import PackPlan
from negotiator.domain.partnership import Meeting
from negotiator.domain.problems import Problem
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal, Terms
from negotiator.domain.rates import Provenance
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.domain.workspace import Settings

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def costs(scale: str, **parts: str) -> Costs:
    """Costs whose parts are the given pounds times a scale; the rest nought."""
    given = {name: Decimal(parts.get(name, "0")) * Decimal(scale) for name in COMPONENTS}
    return Costs({name: value.quantize(Decimal("0.01")) for name, value in given.items()})


def option_cost(n: int, years: tuple[str, ...], basis: str, warnings: tuple[Problem, ...] = ()) -> OptionCost:
    """An invented cost of the n-th option (from 1)."""
    pension = "51310.45" if basis == "trust" else "84847.70"
    parts = {
        "unsocial": f"{59200 * (n - 1)}.20",
        "overtime": "106393.33",
        "allowances": f"{154620 + 60000 * n}.10",
        "backfill": f"{35000 * (n - 1)}.05",
        "nic": f"{26222 * n}.18",
        "pension": pension,
        "levy": f"{1605 * n}.06",
        "non_pay": "38000",
        "income": f"-{31000 + 15000 * n}",
    }
    full = costs("1", **parts)
    by_year = {year: costs("0.25" if k == 0 else "1", **parts) for k, year in enumerate(years)}
    once = {year: Decimal("119138.00") if k == 0 and n > 1 else Decimal("0.00") for k, year in enumerate(years)}
    if n > 1:
        first = dict(by_year[years[0]].components)
        first["redundancy"] += Decimal("119138.00")
        by_year[years[0]] = Costs(first)
    totals = {year: one.total for year, one in by_year.items()}
    cumulative = sum(totals.values(), Decimal(0))
    return OptionCost(
        name=f"option {n}",
        years=by_year,
        full_year_effect=full,
        recurrent={year: totals[year] - once[year] for year in years},
        non_recurrent=once,
        cumulative=cumulative,
        net_present_cost=(cumulative * Decimal("0.96")).quantize(Decimal("0.01")),
        hours_lost={year: Decimal(1080 * (n - 1)) for year in years},
        measures=(
            MeasureCost("Session payments", "on_call", True, totals, full.total),
            MeasureCost("", "non_pay", True, {year: Decimal("0.00") for year in years}, Decimal("0.00")),
        ),
        warnings=warnings,
        option_id=f"o{n}",
    )


NAMES = ("Flat rate by band", "One rate, rest covered", "One rate, wider rest")


def content(
    audience: Audience = Audience.JOINT,
    options: int = 3,
    people: int = 3,
    years: int = 3,
    long: str = "",
    warnings: tuple[Problem, ...] = (),
    mandate: bool = False,
    metrics: int = 4,
) -> PackContent:
    """A whole pack's content. ``long`` is put into every name."""
    labels = tuple(f"{2026 + k}/{27 + k}" for k in range(years))
    made = []
    for n in range(1, options + 1):
        record = Option(
            f"o{n}",
            "p1",
            (NAMES[n - 1] if n <= 3 else f"Variant {n}") + long,
            "Keeps pay by band and changes least.",
            preferred=mandate and n == 2,
        )
        measures = (
            Measure(f"m{n}", f"o{n}", Terms("on_call", f"Session payments{long}", evidence=("f1",))),
            Measure(f"n{n}", f"o{n}", Terms("non_pay")),
        )
        made.append(
            OptionContent(
                chr(64 + n),
                record,
                measures,
                {b: option_cost(n, labels, b, warnings if n == 1 else ()) for b in ("trust", "whole-nhs")},
            )
        )
    baseline = {year: costs("1", basic="18000000.10", nic="1900000", pension="2400000") for year in labels}
    proposal = ProposalContent(
        Proposal(
            "p1",
            f"On-call and unsocial hours{long}",
            "Five session rates are in use; the rest after a call-out is not covered.",
        ),
        tuple(made),
        labels,
        {"trust": baseline, "whole-nhs": baseline},
        Mandate(
            "x",
            "p1",
            Decimal(700000),
            {labels[0]: Decimal(250000)},
            Decimal(50000),
            ("No pay cut for anybody.",),
            "Board",
        )
        if mandate
        else None,
    )
    verified = Provenance("NHS Employers, pay scales for 2026/27", True)
    return PackContent(
        audience=audience,
        plan=PackPlan("k", "Joint pack", audience, decision_asked="Agree which option goes to members and the board"),
        settings=Settings(
            title=f"On-call and unsocial hours{long}",
            organisation_name=f"Calder Vale NHS Foundation Trust{long}",
            forum="Joint Negotiating and Consultative Committee",
            prepared_by="Priya Nair, Workforce, with Tom Bickerdike, Finance",
            fictional=True,
            awards={"2027/28": Decimal("0.025")},
        ),
        at=AT,
        meeting=Meeting("g", "JNCC", date(2026, 12, 3), "10:00", "Boardroom, Ings Road"),
        proposals=(proposal,) if options else (),
        comparisons=tuple(
            ComparisonContent(
                metric_id=f"metric{k}",
                name=("Sickness absence", "Staff engagement", "Thinking about leaving", "Agency share")[k % 4] + long,
                unit=("%", "score 0–10", "%", "%")[k % 4],
                period="2024/25",
                direction=("lower_is_better", "higher_is_better", "lower_is_better", "neutral")[k % 4],
                decimals=2,
                peers="the 20 trusts nearest in size",
                own_name="Calder Vale",
                n=20,
                own=Decimal("5.62") + k,
                least=Decimal("3.10"),
                q1=Decimal("4.80"),
                median=Decimal("5.21"),
                q3=Decimal("5.90"),
                most=Decimal("11.02"),
                rank=14,
                of=21,
                quartile=3,
                caveats=("Absence is recorded differently from trust to trust",),
                sources=("NHS England, NHS sickness absence rates, Open Government Licence v3.0.",),
            )
            for k in range(metrics)
        ),
        initiatives=(
            Initiative(
                "i1",
                f"Ashdown Trust{long}",
                "One on-call rate for all bands",
                "Replaced four local rates by one.",
                date(2024, 4, 1),
                "radiographers and theatre staff",
                Decimal("212.5"),
                Decimal(301000),
                "2024/25",
                "Refusals of shifts halved",
                "",
                "Board paper 12, May 2025",
                3,
                2,
                ("o2",) if options > 1 else (),
                True,
            ),
        ),
        people=tuple(
            PersonContent(
                Stakeholder(
                    f"s{k}",
                    f"Person {k}{long}",
                    "Branch secretary",
                    "UNISON",
                    side=("staff_side", "management", "other")[k % 3],
                    influence=(37 * k) % 100,
                    interest=(61 * k) % 100,
                    stance="open_with_conditions",
                    speaks_for="theatre staff",
                ),
                (Interest("t", f"s{k}", "Rest after a call-out that is really taken", served_by=("m1",)),),
                (Note("n", f"s{k}", date(2026, 11, 9), "Said that members want one rate.", "PN"),),
            )
            for k in range(people)
        ),
        facts=(
            Fact(
                "f1",
                "Agency invoices for Radiology came to £46,000",
                "T. Bickerdike, Finance",
                date(2026, 11, 9),
                "2",
                "",
                True,
            ),
            Fact("f2", "Eleven rests in a hundred were cut short", "Rota audit"),
        ),
        assumptions=(
            Assumption(
                "a", "The number of call-outs stays as it is", "Tom Bickerdike", "Two steady years", date(2027, 4, 1)
            ),
        ),
        establishment=(PeopleGroup("Radiography", 120, Decimal("104.5")), PeopleGroup("", 14, Decimal("12.1"), 2)),
        rates=(
            RateFigure("pay_scale", "2026/27", None, "scale", verified),
            RateFigure("employer_ni_rate", "2026/27", Decimal("0.15"), "share", verified),
            RateFigure("employer_ni_threshold", "2026/27", Decimal(5000), "pounds", verified),
            RateFigure(
                "pension_trust", "2026/27", Decimal("0.1438"), "share", Provenance("NHSBSA", False, "carried forward")
            ),
            RateFigure("pension_whole_nhs", "2026/27", Decimal("0.2378"), "share", verified),
            RateFigure("levy", "2026/27", Decimal("0.005"), "share", verified),
            RateFigure("award", "2027/28", Decimal("0.025"), "share"),
        ),
        week_hours={year: Decimal("37.5") for year in labels},
        workings=(
            Working(
                "Option A, full-year effect",
                (
                    WorkingStep("Full-year effect", "£390,546.00"),
                    WorkingStep("Sessions: 46 a week at £89.72", "£214,620.10", "Rota of November 2026", 1),
                    WorkingStep("a week is 365/7 ÷ 12 of a month", "", "Costing method, section 3", 2),
                ),
            ),
        ),
        attributions=("Contains public sector information licensed under the Open Government Licence v3.0.",),
    )
