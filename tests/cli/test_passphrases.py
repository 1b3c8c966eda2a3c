"""A workspace with a passphrase on the command line: asked at a terminal, read from a file, never an argument."""

from __future__ import annotations

import getpass
import io
import json
import sys
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.services.sample import sample_records
from negotiator.services.session import Session
from negotiator.storage.sealing import Cost

PASSPHRASE = "correct horse bättery"


class _Input(io.TextIOWrapper):
    """Standard input that is a terminal or a pipe."""

    def __init__(self, content: bytes = b"", terminal: bool = False) -> None:
        super().__init__(io.BytesIO(content), "utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Input())


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """The sample with a passphrase."""
    path = tmp_path / "Talks.negotiation"
    session = Session.create(sample_records(), tmp_path / "maker")
    session.take_resealed(session.reseal("", PASSPHRASE, False, Cost(1, 64, 1)))
    session.save_as(path)
    session.close()
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A file that holds the passphrase on its first line, as a Windows editor writes it."""
    path = tmp_path / "passphrase.txt"
    path.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nnot this line\r\n")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_every_command_that_opens_a_workspace_takes_a_passphrase_file(
    sealed: Path, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--passphrase-file", kept)
    status, out, err = run(capsys, "check", sealed, "--json", *given)
    assert (status, err) == (0, "")
    assert (json.loads(out)["version"], json.loads(out)["records"]["staff_line"]) == (1, 44)
    assert run(capsys, "cost", sealed, "--json", *given)[0] == 0
    assert run(capsys, "recost", sealed, "--edition", "2026-11", *given)[0] == 0
    assert run(capsys, "pack", sealed, "--audience", "joint", "--preview", *given)[0] == 0


def test_what_leaves_a_workspace_with_a_passphrase_is_said_to_open_without_it(
    sealed: Path, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--passphrase-file", kept)
    status, _, err = run(capsys, "export", sealed, "--out", tmp_path / "x.json", *given)
    assert (status, err) == (0, "x.json opens without the passphrase: keep it as you would keep paper.\n")
    status, _, err = run(capsys, "pack", sealed, "--audience", "joint", "--out", tmp_path / "x.pdf", *given)
    assert (status, "x.pdf opens without the passphrase" in err) == (0, True)
    assert sealed.read_bytes().startswith(b"NEGOTIATOR SEAL"), "its export log was saved, and it is sealed still"


def test_standard_input_gives_the_passphrase_where_it_is_asked_for(
    sealed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(PASSPHRASE.encode() + b"\n"))
    assert run(capsys, "check", sealed, "--passphrase-file", "-")[0] == 0


def test_at_a_terminal_the_passphrase_is_asked_for_and_not_shown(
    sealed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSPHRASE

    monkeypatch.setattr(sys, "stdin", _Input(terminal=True))
    monkeypatch.setattr(getpass, "getpass", typed)
    assert run(capsys, "check", sealed)[0] == 0
    assert asked == ["Passphrase of Talks.negotiation: "]


@pytest.mark.parametrize("command", ["check", "cost", "export", "pack", "recost"])
def test_without_a_terminal_or_a_file_the_command_ends_with_2_and_a_sentence(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    more: dict[str, tuple[object, ...]] = {
        "export": ("--out", tmp_path / "x.json"),
        "pack": ("--audience", "joint", "--out", tmp_path / "x.pdf"),
        "recost": ("--edition", "2026-11"),
    }
    before = sealed.read_bytes()
    status, out, err = run(capsys, command, sealed, *more.get(command, ()))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--passphrase-file" in err
    assert not (tmp_path / "x.json").exists() and not (tmp_path / "x.pdf").exists()
    assert sealed.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"another passphrase\n", "not the passphrase of"),
        (b"\n", "first line is empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (None, "could not be read"),
    ],
)
def test_a_passphrase_file_that_does_not_serve_ends_with_2_and_a_sentence(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, words: str
) -> None:
    given = tmp_path / "given"
    if content is not None:
        given.write_bytes(content)
    status, out, err = run(capsys, "check", sealed, "--passphrase-file", given)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_a_workspace_without_a_passphrase_needs_no_file(
    tmp_path: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plain.negotiation"
    assert run(capsys, "new", path, "--sample")[0] == 0
    assert run(capsys, "check", path, "--passphrase-file", tmp_path / "not there")[0] == 0
