"""Rates editions on this computer, and what another one would change."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator import reference
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Measure, Option, Proposal, Terms
from negotiator.domain.workspace import Record, Settings
from negotiator.services import editions
from negotiator.services.commands.matter import ChangeSettings
from negotiator.services.costing import cost_proposal
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from negotiator.wording.sentences import sentence
from tests.made_edition import BAND_5_TOP, NAME, made_edition
from tests.services.conftest import MakeSession

HUNDRED_MORE = {"pay-scales.csv": {f"{BAND_5_TOP}39043,": f"{BAND_5_TOP}39143,"}}


def matter(edition: str = reference.CURRENT_EDITION) -> tuple[Record, ...]:
    """Ten whole-time people at the top of band 5 for one year, nine in ten in the pension scheme; 2 % for them."""
    line = StaffLine("Ward", "Nursing", "5", "top", 10, Decimal(10), id="1" * 32)
    return (
        Settings(jurisdiction="England", first_year="2026/27", years=1, edition=edition),
        line,
        Proposal("2" * 32, "Pay"),
        Option("3" * 32, "2" * 32, "Two per cent"),
        Measure("4" * 32, "3" * 32, Terms("pay_uplift", "Uplift", values={"percent": Decimal("0.02")})),
    )


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """An edition in which the top of band 5 in 2026/27 is £100 higher."""
    return made_edition(tmp_path, HUNDRED_MORE)


def preview(session: Session, after: str) -> editions.Recosting:
    cases, problems = editions.recost_cases(session)
    assert problems == ()
    settings = session.settings
    return editions.recosting(cases, settings.jurisdiction, settings.edition, after)


def test_what_another_edition_changes_is_what_can_be_worked_out_by_hand(make_session: MakeSession, newer: Path) -> None:
    editions.add_edition(newer)
    found = preview(make_session(matter()), NAME)
    pay_bill, option = found.options
    # The pay bill: 10 × £100 = 1,000.00; National Insurance 15 % = 150.00; pension 14.38 % of nine in ten = 129.42;
    # levy 0.5 % = 5.00.
    assert (pay_bill.option, pay_bill.difference("2026/27")) == ("", Decimal("1284.42"))
    assert pay_bill.difference() is None, "no change has no full-year effect"
    # 2 % of £39,043 × 10 is 7,808.60, with 1,171.29 + 1,010.59 + 39.04; of £39,143 × 10 it is 7,828.60, with
    # 1,174.29 + 1,013.18 + 39.14.
    assert option.now is not None and option.then is not None
    assert (option.now.full_year, option.then.full_year) == (Decimal("10029.52"), Decimal("10055.21"))
    assert option.difference() == option.difference("2026/27") == Decimal("25.69")
    assert (found.before, found.after, found.changed) == ("2026-11", NAME, 1)
    (change,) = found.rates
    assert (change.row, change.column) == (("England", "2026/27", "5", "top"), "annual")
    assert (change.before, change.after) == (Decimal(39043), Decimal(39143))


def test_a_look_at_another_edition_changes_nothing_and_the_command_can_be_undone(
    make_session: MakeSession, newer: Path
) -> None:
    editions.add_edition(newer)
    session = make_session(matter())
    before = tuple(session.records())
    seen = preview(session, NAME).options[1].then
    assert tuple(session.records()) == before and not session.is_modified
    outcome = session.execute(ChangeSettings(replace(session.settings, edition=NAME)))
    (option,) = cost_proposal(session, "2" * 32).result().options
    assert seen is not None and option.full_year_effect.total == seen.full_year
    session.execute(outcome.inverse)
    assert tuple(session.records()) == before


def test_rates_of_another_country_are_no_change_here(make_session: MakeSession, tmp_path: Path) -> None:
    scale = {"Scotland,2026/27,2026-04-01,8d,top,112426,": "Scotland,2026/27,2026-04-01,8d,top,112526,"}
    zone = "2026/27,inner,0.2,"
    shares = {"high-cost-areas.csv": {zone: "2026/27,inner,0.21,"}, "pay-scales.csv": scale}
    editions.add_edition(made_edition(tmp_path, shares))
    tables = {
        country: [
            change.table for change in editions.changed_rates(editions.edition_of(), editions.edition_of(NAME), country)
        ]
        for country in ("England", "Wales", "Scotland")
    }
    assert tables == {"England": ["high-cost-areas.csv"], "Wales": [], "Scotland": ["pay-scales.csv"]}


def test_every_option_of_every_proposal_is_compared(make_session: MakeSession, newer: Path) -> None:
    editions.add_edition(newer)
    session = make_session(sample_records())
    told: list[float] = []
    cases, _ = editions.recost_cases(session)
    found = editions.recosting(cases, session.settings.jurisdiction, session.settings.edition, NAME, told.append)
    assert [one.option_id for one in found.options if one.option_id] == [o.id for o in session.all(Option)]
    assert found.years == tuple(year.label for year in cases[0].case.horizon)
    assert told == sorted(told) and told[-1] == 1.0


def test_an_added_edition_is_known_kept_and_used_after_its_file_is_gone(make_session: MakeSession, newer: Path) -> None:
    added = editions.add_edition(newer / "edition.toml")
    shutil.rmtree(newer)
    assert (added.name, added.added, added.dated.isoformat()) == (NAME, True, "2027-01-15")
    assert [known.name for known in editions.known_editions()] == [NAME, "2026-11"]
    assert [known.added for known in editions.known_editions()] == [True, False]
    session = make_session(matter(NAME))
    assert cost_proposal(session, "2" * 32).result().options[0].full_year_effect.total == Decimal("10055.21")


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("pay-scales.csv", f"{BAND_5_TOP}39043,", f"{BAND_5_TOP}1e9,", "reference_value"),
        ("pay-scales.csv", f"{BAND_5_TOP}39043,", f"{BAND_5_TOP}1,", "reference_scale_falls"),
        ("edition.toml", "format = 1", "format = 2", "reference_format"),
    ],
)
def test_an_edition_that_is_not_sound_is_refused_in_words_and_not_kept(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    broken = made_edition(tmp_path, {})
    text = (broken / file).read_text("utf-8").replace(old, new)
    (broken / file).write_text(text, encoding="utf-8", newline="\n")
    if file != "edition.toml":
        from tests.made_edition import seal

        seal(broken)
    with pytest.raises(Refused) as refusal:
        editions.add_edition(broken)
    assert refusal.value.problems[0].code == code
    assert sentence(refusal.value.problems[0])
    assert [known.name for known in editions.known_editions()] == ["2026-11"]


def test_an_edition_changed_after_it_was_sealed_is_refused(newer: Path) -> None:
    with (newer / "rules.toml").open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")
    with pytest.raises(Refused) as refusal:
        editions.add_edition(newer)
    assert refusal.value.problems[0].code == "reference_checksum"


def test_a_removed_edition_is_gone_from_this_computer_and_its_file_stays(newer: Path) -> None:
    editions.add_edition(newer)
    editions.edition_of(NAME)
    editions.remove_edition(NAME)
    assert [known.name for known in editions.known_editions()] == ["2026-11"]
    with pytest.raises(Refused) as refusal:
        editions.edition_of(NAME)
    assert refusal.value.problems[0].code == "edition_not_here"
    assert (newer / "edition.toml").is_file()
    assert [path.name for path in editions.editions_folder().iterdir()] == []
    assert editions.add_edition(newer).name == NAME


@pytest.mark.parametrize(("name", "code"), [("2026-11", "reference_is_shipped"), ("1999-01", "reference_not_found")])
def test_only_an_edition_that_was_added_can_be_removed(name: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        editions.remove_edition(name)
    assert refusal.value.problems[0].code == code and sentence(refusal.value.problems[0])


def test_the_edition_of_the_open_workspace_is_not_removed_and_the_workspace_is_named(
    make_session: MakeSession, newer: Path
) -> None:
    editions.add_edition(newer)
    session = make_session(matter(NAME))
    with pytest.raises(Refused) as refusal:
        editions.remove_edition(NAME, session)
    said = sentence(refusal.value.problems[0])
    assert NAME in said and session.settings.title in said
    assert NAME in [known.name for known in editions.known_editions()]


def test_other_figures_under_the_name_of_a_shipped_edition_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        editions.add_edition(made_edition(tmp_path, HUNDRED_MORE, name="2026-11"))
    assert refusal.value.problems[0].code == "reference_name_taken"


def test_a_workspace_whose_edition_is_not_here_opens_whole_and_says_what_to_do(
    data_folder: Path, tmp_path: Path
) -> None:
    first = Session.create(matter("2031-04"), data_folder)
    kept = tuple(first.records())
    first.save_as(tmp_path / "a.negotiation")
    first.close()
    session = Session.open(tmp_path / "a.negotiation", data_folder)
    try:
        assert tuple(session.records()) == kept
        with pytest.raises(Refused) as refusal:
            cost_proposal(session, "2" * 32)
        said = sentence(refusal.value.problems[0])
        assert "2031-04" in said and "Rates edition…" in said
        found = preview(session, reference.CURRENT_EDITION)
        assert [problem.code for problem in found.problems_now] == ["edition_not_here"]
        assert found.problems_then == ()
        assert found.options[1].now is None
        assert found.options[1].then is not None and found.options[1].then.full_year == Decimal("10029.52")
    finally:
        session.close()


def test_what_the_other_edition_cannot_cost_is_told_and_the_rest_is_compared(
    make_session: MakeSession, newer: Path
) -> None:
    editions.add_edition(newer)
    line = StaffLine("Ward", "Nursing", "5", "nowhere", 10, Decimal(10), id="1" * 32)
    session = make_session([line if isinstance(record, StaffLine) else record for record in matter()])
    found = preview(session, NAME)
    assert found.problems_now and found.problems_then
    assert all(one.now is None and one.then is None and one.difference() is None for one in found.options)
    assert len(found.rates) == 1


def test_whatever_looks_rates_up_for_a_workspace_finds_added_editions() -> None:
    root = Path(editions.__file__).parents[2]
    direct = [
        f"{path.relative_to(root)}: {name.name}"
        for folder in ("negotiator/services", "ui")
        for path in (root / folder).rglob("*.py")
        if path != Path(editions.__file__)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ("negotiator", "negotiator.reference")
        for name in node.names
        if name.name not in ("CURRENT_EDITION", "__version__")
        and (node.module == "negotiator.reference" or name.name == "reference")
    ]
    assert direct == [], "negotiator.services.editions knows the folder of added editions"
