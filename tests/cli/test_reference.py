"""``negotiator reference``: added editions come and go by the command line too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.services.editions import known_editions
from tests.made_edition import NAME, made_edition


def test_an_edition_is_added_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "--add", str(made_edition(tmp_path, {})), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edition"] == NAME
    assert main(["reference", "--remove", NAME, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"removed": NAME}
    assert [known.name for known in known_editions()] == ["2026-11"]


@pytest.mark.parametrize(("name", "words"), [("2026-11", "comes with Negotiator"), ("..", "no reference edition")])
def test_what_was_not_added_is_not_removed(name: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "--remove", name]) == 2
    assert words in capsys.readouterr().err


def test_an_edition_that_is_not_here_is_answered_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference", "--edition", "1999-01"]) == 2
    assert (
        capsys.readouterr().err == "--edition: “1999-01” is not a rates edition on this computer; here are: 2026-11\n"
    )
