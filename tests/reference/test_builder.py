"""The builder of reference editions, on small inputs."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from negotiator.reference import load_edition
from negotiator.reference.schema import FILES, MANIFEST


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_building_twice_gives_the_same_bytes(builder: ModuleType, inputs: Path, tmp_path: Path) -> None:
    builder.build(inputs, tmp_path / "one", words=inputs / "words")
    builder.build(inputs, tmp_path / "two", words=inputs / "words")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_an_edition_holds_exactly_the_files_of_the_format(small: Path) -> None:
    assert set(_bytes(small)) == {MANIFEST, *FILES}


def test_the_manifest_names_the_sha_256_of_every_file(small: Path) -> None:
    hashes = tomllib.loads((small / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert hashes == {name: hashlib.sha256((small / name).read_bytes()).hexdigest() for name in FILES}


def test_decimals_are_written_as_the_input_writes_them(small: Path) -> None:
    with (small / "employer-pension.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["jurisdiction"], row["year"]): (row["trust"], row["whole_nhs"]) for row in csv.DictReader(file)}
    assert rows == {
        ("England", "2026/27"): ("0.1438", "0.2378"),
        ("Scotland", "2025/26"): ("0.225", "0.225"),
        ("Scotland", "2026/27"): ("0.225", "0.225"),
        ("Wales", "2026/27"): ("0.1438", "0.2378"),
        ("Northern Ireland", "2025/26"): ("0.232", "0.232"),
        ("Northern Ireland", "2026/27"): ("0.232", "0.232"),
    }


def test_a_source_is_listed_once_with_its_address_and_day(small: Path) -> None:
    sources = tomllib.loads((small / "sources.toml").read_text(encoding="utf-8"))
    assert sources["circular"] == {"title": "A circular", "link": "https://example.org/circular"}
    assert sources["example-org-hours"] == {"title": "example.org/hours", "link": "https://example.org/hours"}
    assert sources["tax-table"]["read_on"].isoformat() == "2026-11-01"
    assert sources["own"]["title"] == "General knowledge"
    assert "example-org-nic" not in sources  # cited under a name given by hand


def test_values_whose_source_states_no_licence_are_left_out_by_one_filter(
    builder: ModuleType, inputs: Path, tmp_path: Path
) -> None:
    builder.build(inputs, tmp_path / "licensed", words=inputs / "words", licensed_only=True)
    library = load_edition(tmp_path / "licensed").library
    assert [metric.id for metric in library.metrics()] == ["absence"]
    assert [source.id for source in library.sources()] == ["absence", "ods-trusts"]
    assert library.licence == ("Facts.",)
    assert library.attribution == (
        "Contains information from NHS England, licensed under the Open Government Licence v3.0.",
    )


def test_a_metric_that_loses_values_is_compared_in_the_period_with_most_trusts(
    builder: ModuleType, inputs: Path, tmp_path: Path, small: Path
) -> None:
    assert load_edition(small).library.metric("absence").comparison_period == "2024/25"
    builder.build(inputs, tmp_path / "licensed", words=inputs / "words", licensed_only=True)
    assert load_edition(tmp_path / "licensed").library.metric("absence").comparison_period == "2023/24"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "provenance.toml",
            "England 2026/27 5 top",
            "Wales 2026/27 5 top",
            "pay-scales.csv: England 2026/27 5 top is unverified",
        ),
        ("rules.toml", 'doubt = "General knowledge."', "", "rule overtime-pensionable is unverified"),
        ("rules.toml", "/overtime/rate", "/nowhere", "the input has no /nowhere"),
        ("metrics.toml", "[mood]", "[humour]", "metric mood has no definition"),
        ("metric-sources.toml", "[survey]", "[poll]", "metric source survey has no checks"),
        ("income-tax.toml", 'sources = ["tax-table"]', 'sources = ["hearsay"]', "source hearsay is named nowhere"),
    ],
)
def test_the_builder_stops_where_the_hand_written_words_fall_short(
    builder: ModuleType, inputs: Path, tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    path = inputs / "words" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(builder.BuildError, match=said):
        builder.build(inputs, tmp_path / "edition", words=inputs / "words")


def test_a_missing_input_is_said_in_one_line(
    builder: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        builder.main(["--from", str(tmp_path), "--to", str(tmp_path / "edition")])
    assert stopped.value.code == 2
    assert "afc-pay-scales.json" in capsys.readouterr().err.splitlines()[-1]
    assert not (tmp_path / "edition").exists()
