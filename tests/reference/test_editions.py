"""Adding an edition, listing editions, and what differs between two."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator.domain.problems import Refused
from negotiator.reference import (
    CURRENT_EDITION,
    add_edition,
    available_editions,
    compare_editions,
    edition_named,
    load_edition,
    rates_for,
)

Edit = Callable[..., Path]


def test_an_added_edition_is_found_by_its_name(small: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert add_edition(small, kept).name == "small"
    assert rates_for("Wales", "small", kept).edition == "small"
    assert [edition.name for edition in available_editions(kept)] == [CURRENT_EDITION, "small"]


def test_an_added_edition_does_not_depend_on_where_it_came_from(small: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    add_edition(small, kept)
    for path in small.iterdir():
        path.unlink()
    load_edition(kept / "small")


def test_adding_the_same_edition_again_changes_nothing(small: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    add_edition(small, kept)
    assert add_edition(small, kept).name == "small"
    assert [path.name for path in kept.iterdir()] == ["small"]


def test_another_edition_of_a_name_already_there_is_refused(small: Path, edit: Edit, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    add_edition(small, kept)
    edit("pay-scales.csv", "30000", "31000")
    with pytest.raises(Refused) as refused:
        add_edition(small, kept)
    assert refused.value.problems[0].code == "reference_name_taken"
    assert rates_for("England", "small", kept).scales["2026/27"].points[0].annual == 30_000


def test_a_shipped_edition_cannot_be_replaced(edit: Edit, tmp_path: Path) -> None:
    folder = edit("edition.toml", 'name = "small"', f'name = "{CURRENT_EDITION}"')
    with pytest.raises(Refused) as refused:
        add_edition(folder, tmp_path / "kept")
    assert refused.value.problems[0].code == "reference_name_taken"


def test_an_unsound_edition_leaves_nothing_behind(edit: Edit, tmp_path: Path) -> None:
    folder = edit("pay-scales.csv", ",30000,", ",40000,")
    with pytest.raises(Refused):
        add_edition(folder, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_a_folder_that_cannot_be_made_is_refused_in_words(small: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file stands in the way", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        add_edition(small, tmp_path / "kept")
    assert refused.value.problems[0].code == "reference_cannot_keep"


def test_a_damaged_edition_is_passed_over_when_editions_are_listed(small: Path) -> None:
    (small / "edition.toml").write_text("format = 99\n", encoding="utf-8")
    assert [edition.name for edition in available_editions(small.parent)] == [CURRENT_EDITION]


def test_an_edition_does_not_differ_from_itself() -> None:
    assert compare_editions(edition_named(), edition_named()) == ()


def test_a_changed_rate_is_listed_with_both_values(small: Path, edit: Edit) -> None:
    before = load_edition(small)
    before.check()
    change, *others = compare_editions(before, load_edition(edit("pay-scales.csv", ",30000,", ",31000,")))
    assert others == []
    assert (change.table, change.row, change.column) == (
        "pay-scales.csv",
        ("England", "2026/27", "5", "entry"),
        "annual",
    )
    assert (change.before, change.after) == (Decimal(30_000), Decimal(31_000))
    assert change.provenance.source == "A circular"


def test_a_year_that_only_the_newer_edition_has_is_listed(small: Path, edit: Edit) -> None:
    before = load_edition(small)
    before.check()
    row = "2026/27,0.15,5000,yes,own,\n"
    newer = load_edition(edit("employer-national-insurance.csv", row, f"{row}2027/28,0.16,5000,yes,own,\n"))
    (change,) = compare_editions(before, newer)
    assert (change.row, change.column, change.before) == (("2027/28",), "", None)
    assert change.after == {"year": "2027/28", "rate": Decimal("0.16"), "threshold": Decimal(5000)}
    (gone,) = compare_editions(newer, before)
    assert (gone.before, gone.after) == (change.after, None)


def test_changes_may_be_narrowed_to_one_jurisdiction(small: Path, edit: Edit) -> None:
    before = load_edition(small)
    before.check()
    edit("pay-scales.csv", "Wales,2026/27,2026-04-01,5,entry,30000", "Wales,2026/27,2026-04-01,5,entry,30500")
    newer = load_edition(edit("wage-floors.csv", "12.71", "12.80"))
    assert [change.table for change in compare_editions(before, newer, "Wales")] == [
        "pay-scales.csv",
        "wage-floors.csv",
    ]
    assert [change.table for change in compare_editions(before, newer, "Scotland")] == ["wage-floors.csv"]


def test_what_is_not_confirmed_is_listed_with_its_doubt(small: Path) -> None:
    listed = {(each.file, each.row): each.doubt for each in load_edition(small).unverified()}
    assert listed == {
        ("pay-scales.csv", "England 2026/27 5 top"): "No printed copy found.",
        **{
            ("unsocial-hours.csv", f"Scotland {bands}"): "Confirm in the Scottish handbook."
            for bands in ("1", "2", "3", "4-9")
        },
        ("rules.toml", "overtime-pensionable"): "General knowledge.",
        ("metric-sources.toml", "survey"): "One copy.",
    }
