"""A damaged, foreign or contradictory edition is refused with a sentence naming file and place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from negotiator.domain.problems import Problem, Refused
from negotiator.reference import add_edition, edition_named, load_edition, rates_for
from negotiator.reference.schema import FILES, MANIFEST
from negotiator.wording.sentences import sentence
from negotiator.wording.sentences.reference import SENTENCES

Edit = Callable[..., Path]


def _refusal(folder: Path) -> tuple[str, str, str]:
    with pytest.raises(Refused) as refused:
        load_edition(folder)
    problem: Problem = refused.value.problems[0]
    return problem.code, problem.place, sentence(problem)


def test_the_small_edition_is_sound(small: Path) -> None:
    assert load_edition(small).name == "small"


SCALE = "England,2026/27,2026-04-01,5,entry,30000,2,yes,circular,"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        ("pay-scales.csv", "jurisdiction,year", "nation,year", "reference_columns", "pay-scales.csv"),
        ("pay-scales.csv", SCALE, SCALE + ",", "reference_row_length", "pay-scales.csv row 2"),
        ("pay-scales.csv", SCALE, f"{SCALE}\n{SCALE}", "reference_repeated", "pay-scales.csv row 3"),
        ("pay-scales.csv", ",30000,", ",thirty,", "reference_value", "pay-scales.csv row 2, annual"),
        ("pay-scales.csv", ",30000,", ",1e4,", "reference_value", "pay-scales.csv row 2, annual"),
        ("pay-scales.csv", ",30000,", ",-5,", "reference_value", "pay-scales.csv row 2, annual"),
        ("pay-scales.csv", ",30000,", ",,", "reference_value_missing", "pay-scales.csv row 2, annual"),
        ("pay-scales.csv", ",5,entry", ",5a,entry", "reference_value", "pay-scales.csv row 2, band"),
        (
            "pay-scales.csv",
            "England,2026/27",
            "France,2026/27",
            "reference_value",
            "pay-scales.csv row 2, jurisdiction",
        ),
        ("pay-scales.csv", "England,2026/27", "England,2026/28", "reference_value", "pay-scales.csv row 2, year"),
        ("pay-scales.csv", "2026-04-01", "2026-02-30", "reference_value", "pay-scales.csv row 2, in_force_from"),
        ("pay-scales.csv", "2026-04-01", "20260401", "reference_value", "pay-scales.csv row 2, in_force_from"),
        ("pay-scales.csv", "2026-04-01", "2026-05-01", "reference_scale_day", "pay-scales.csv: England 2026/27"),
        ("pay-scales.csv", ",30000,", ",40000,", "reference_scale_falls", "pay-scales.csv: England 2026/27"),
        ("pay-scales.csv", ",30000,2,", ",30000,,", "reference_scale_steps", "pay-scales.csv: England 2026/27"),
        ("pay-scales.csv", ",yes,", ",maybe,", "reference_value", "pay-scales.csv row 2, verified"),
        ("pay-scales.csv", ",yes,circular", ",no,circular", "reference_doubt_missing", "pay-scales.csv row 2, sources"),
        ("pay-scales.csv", "circular", "gossip", "reference_source_unknown", "pay-scales.csv row 2, sources"),
        ("pay-scales.csv", "circular,", 'circular,"x"y', "reference_row_broken", "pay-scales.csv row 2"),
        (
            "high-cost-areas.csv",
            "5000,8000",
            "9000,8000",
            "reference_bounds_crossed",
            "high-cost-areas.csv: 2026/27 inner",
        ),
        ("employer-pension.csv", "0.1438", "1.438", "reference_value", "employer-pension.csv row 2, trust"),
        ("unsocial-hours.csv", "England,1,", "Wales,1,", "reference_repeated", "unsocial-hours.csv row 10"),
        (
            "employee-pension-tiers.csv",
            "England,2026/27,13260",
            "England,2026/27,13300",
            "reference_tiers_gap",
            "employee-pension-tiers.csv: England 2026/27",
        ),
        (
            "income-tax-bands.csv",
            "England,2026/27,Basic rate,0,",
            "England,2026/27,Basic rate,10,",
            "reference_tiers_gap",
            "income-tax-bands.csv: England 2026/27",
        ),
        ("redundancy.csv", "Wales,", "England,", "reference_repeated", "redundancy.csv row 4"),
        ("sources.toml", "https://", "javascript://", "reference_value", "sources.toml: circular.link"),
        ("sources.toml", "[circular]", "[circular", "reference_toml", "sources.toml"),
        ("rules.toml", 'book = "handbook"', 'book = "diary"', "reference_value", "rules.toml: overtime-rate.book"),
        ("rules.toml", 'value = "1.5"', 'value = "lots"', "reference_value", "rules.toml: overtime-rate.value"),
        ("rules.toml", '["England"]', '["France"]', "reference_value", "rules.toml: overtime-rate.jurisdictions"),
        (
            "rules.toml",
            'doubt = "General knowledge."',
            "",
            "reference_doubt_missing",
            "rules.toml: overtime-pensionable.sources",
        ),
        ("metrics.toml", "lower_is_better", "sideways", "reference_value", "metrics.toml: absence.direction"),
        ("metrics.toml", "decimals = 2", "decimals = -2", "reference_value", "metrics.toml: absence.decimals"),
        ("metrics.toml", "derived = false", 'derived = "no"', "reference_value", "metrics.toml: absence.derived"),
        (
            "metrics.toml",
            'comparison_period = "2024/25"',
            'comparison_period = "1999"',
            "reference_value",
            "metrics.toml: absence.comparison_period",
        ),
        (
            "metrics.toml",
            '"absence", "survey"',
            '"gossip"',
            "reference_source_unknown",
            "metrics.toml: absence.sources",
        ),
        (
            "metric-sources.toml",
            "[ods-trusts]",
            "[others]",
            "reference_source_unknown",
            "metric-sources.toml: ods-trusts",
        ),
        ("trusts.csv", "RAA,First", "raa!,First", "reference_value", "trusts.csv row 2, code"),
        ("trusts.csv", "RCC,Third", "RAA,Third", "reference_repeated", "trusts.csv row 4"),
        ("trusts.csv", "merged,RAA", "merged,RZZ", "reference_value", "trusts.csv: RBB, successor"),
        ("trusts.csv", "merged,RAA", "merged,RBB", "reference_value", "trusts.csv: RBB, successor"),
        ("trust-values.csv", "absence,2023/24,RAA", "joy,2023/24,RAA", "reference_value", "trust-values.csv row 2"),
        (
            "trust-values.csv",
            "absence,2023/24,RAA",
            "absence,2023/24,RZZ",
            "reference_value",
            "trust-values.csv row 2, code",
        ),
        ("trust-values.csv", "RAA,5.30", "RAA,NaN", "reference_value", "trust-values.csv row 2, value"),
        ("trust-values.csv", "RCC,4.40", "RAA,4.40", "reference_repeated", "trust-values.csv row 3"),
        (
            "trust-values.csv",
            "5.30,absence",
            "5.30,gossip",
            "reference_source_unknown",
            "trust-values.csv row 2, source",
        ),
    ],
)
def test_a_wrong_place_is_named(edit: Edit, file: str, old: str, new: str, code: str, place: str) -> None:
    found_code, found_place, text = _refusal(edit(file, old, new))
    assert (found_code, found_place) == (code, place)
    assert text.startswith(f"{place}: ")


def test_a_nation_missing_from_a_table_is_named(edit: Edit, small: Path) -> None:
    lines = (small / "pay-scales.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    wales = "".join(line for line in lines if line.startswith("Wales"))
    assert _refusal(edit("pay-scales.csv", wales, ""))[2] == "pay-scales.csv: the table has no row for Wales"


def test_a_missing_band_group_is_named(edit: Edit, small: Path) -> None:
    lines = (small / "unsocial-hours.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    group = next(line for line in lines if line.startswith("Wales,3,"))
    assert _refusal(edit("unsocial-hours.csv", group, ""))[:2] == (
        "reference_group_missing",
        "unsocial-hours.csv: Wales",
    )


def test_an_empty_table_is_refused(edit: Edit, small: Path) -> None:
    text = (small / "wage-floors.csv").read_text(encoding="utf-8")
    head, rows = text.split("\n", 1)
    assert head.startswith("from_day")
    assert _refusal(edit("wage-floors.csv", rows, ""))[:2] == ("reference_empty", "wage-floors.csv")


def test_a_file_changed_after_sealing_is_refused(small: Path) -> None:
    path = small / "pay-scales.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("30000", "31000"), encoding="utf-8")
    code, place, text = _refusal(small)
    assert (code, place) == ("reference_checksum", "pay-scales.csv")
    assert "damaged or was changed" in text


@pytest.mark.parametrize("name", FILES)
def test_each_missing_file_is_named(small: Path, name: str) -> None:
    (small / name).unlink()
    assert _refusal(small)[:2] == ("reference_file_missing", name)


def test_a_link_out_of_the_edition_is_not_followed(small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    (small / "pay-scales.csv").rename(outside)
    (small / "pay-scales.csv").symlink_to(outside)
    assert _refusal(small)[:2] == ("reference_file_missing", "pay-scales.csv")


def test_bytes_that_are_no_text_are_refused(small: Path, edit: Edit) -> None:
    (small / "rules.toml").write_bytes(b"\xff\xfe\x00")
    edit(MANIFEST, "format = 1", "format = 1")
    assert _refusal(small)[:2] == ("reference_not_text", "rules.toml")


def test_a_file_beyond_the_limit_is_refused_before_it_is_parsed(small: Path, edit: Edit) -> None:
    (small / "rules.toml").write_bytes(b"#" * (8 * 1024 * 1024 + 1))
    edit(MANIFEST, "format = 1", "format = 1")
    assert _refusal(small)[:2] == ("reference_too_large", "rules.toml")


def test_a_table_beyond_the_limit_of_rows_is_refused(edit: Edit) -> None:
    rows = "\n".join(f"absence,2023/24,R{number},1,absence" for number in range(50_001))
    assert _refusal(edit("trust-values.csv", "absence,2023/24,RAA,5.30,absence", rows))[:2] == (
        "reference_too_long",
        "trust-values.csv",
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("format = 1", "format = 2", "reference_format", "edition.toml: format"),
        ("format = 1", "", "reference_format", "edition.toml: format"),
        ("[edition]", "[other]", "reference_value_missing", "edition.toml: edition"),
        ("[files]", "[others]", "reference_value_missing", "edition.toml: files"),
        ('name = "small"', 'name = "../small"', "reference_value", "edition.toml: edition.name"),
        ('title = "A small edition for tests"', "title = 7", "reference_value", "edition.toml: edition.title"),
        ("dated = 2026-11-01", 'dated = "soon"', "reference_value", "edition.toml: edition.dated"),
        ("licence = [", "permit = [", "reference_value_missing", "edition.toml: edition.licence"),
        ("[files]\n", '[files]\n"../../etc/passwd" = "00"\n', "reference_file_unknown", "edition.toml: files"),
        ("[files]\n", "[files\n", "reference_toml", "edition.toml"),
    ],
)
def test_a_wrong_manifest_is_refused(small: Path, old: str, new: str, code: str, place: str) -> None:
    path = small / MANIFEST
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert _refusal(small)[:2] == (code, place)


def test_a_checksum_that_is_none_is_refused(small: Path) -> None:
    path = small / MANIFEST
    lines = [
        '"rules.toml" = "abc"' if line.startswith('"rules.toml"') else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert _refusal(small)[:2] == ("reference_value", "edition.toml: files.rules.toml")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_edition_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "holiday.zip"
    path.write_bytes(content)
    assert _refusal(path)[2] == "“holiday.zip” is not a reference edition: it has no readable edition.toml"


def test_a_folder_that_is_no_edition_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path)[0] == "reference_not_edition"


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nowhere")[2] == "there is no reference edition called “nowhere” here"


def _zip(folder: Path, path: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.writestr(f"{prefix}{file.name}", file.read_bytes(), zipfile.ZIP_DEFLATED)
    return path


@pytest.mark.parametrize("prefix", ["", "small/"])
def test_an_edition_is_read_from_a_zip_file(small: Path, tmp_path: Path, prefix: str) -> None:
    assert load_edition(_zip(small, tmp_path / "edition.zip", prefix)).rates("Wales").scales["2026/27"].points


@pytest.mark.parametrize("prefix", ["../", "/", "a/b/", "..\\"])
def test_a_zip_file_whose_names_lead_elsewhere_is_refused_and_nothing_is_written(
    small: Path, tmp_path: Path, prefix: str
) -> None:
    archive = _zip(small, tmp_path / "edition.zip", prefix)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refused) as refused:
        add_edition(archive, tmp_path / "kept")
    assert refused.value.problems[0].code == "reference_not_edition"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_file_with_a_name_twice_is_refused(small: Path, tmp_path: Path) -> None:
    archive = _zip(small, tmp_path / "edition.zip")
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("other/pay-scales.csv", "anything")
    assert _refusal(archive)[:2] == ("reference_file_missing", "pay-scales.csv")


def test_a_zip_bomb_is_stopped_at_the_limit(small: Path, tmp_path: Path) -> None:
    (small / "rules.toml").write_bytes(b"\0" * (64 * 1024 * 1024))
    archive = _zip(small, tmp_path / "edition.zip")
    assert archive.stat().st_size < 1024 * 1024
    assert _refusal(archive)[:2] == ("reference_too_large", "rules.toml")


def test_a_damaged_zip_member_is_refused(small: Path, tmp_path: Path) -> None:
    archive = _zip(small, tmp_path / "edition.zip")
    with zipfile.ZipFile(archive) as opened:
        start = opened.getinfo(MANIFEST).header_offset + 30 + len(MANIFEST)
    content = bytearray(archive.read_bytes())
    content[start : start + 40] = b"\xff" * 40
    archive.write_bytes(bytes(content))
    assert _refusal(archive)[0] == "reference_not_edition"


@pytest.mark.parametrize("name", ["..", "", "2026-11/../2026-11", "1999", "C:", "2026-11\\"])
def test_an_edition_is_found_by_its_plain_name_only(name: str) -> None:
    with pytest.raises(Refused) as refused:
        edition_named(name)
    assert refused.value.problems[0].code == "reference_not_found"


def test_a_folder_that_holds_an_edition_of_another_name_is_refused(small: Path) -> None:
    small.rename(small.with_name("large"))
    with pytest.raises(Refused) as refused:
        edition_named("large", small.parent)
    assert "the edition in it “small”" in sentence(refused.value.problems[0])


def test_a_country_without_rates_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        rates_for("Ireland")
    assert sentence(refused.value.problems[0]) == "“Ireland” is not England, Scotland, Wales or Northern Ireland"


def test_every_code_raised_in_the_package_has_its_sentence_and_none_is_left_over() -> None:
    package = Path(__file__).parents[2] / "negotiator" / "reference"
    raised = {
        code
        for path in package.glob("*.py")
        for code in re.findall(r"Problem\(\s*\"([a-z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert raised == set(SENTENCES)
