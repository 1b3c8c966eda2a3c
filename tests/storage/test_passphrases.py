"""A workspace with a passphrase: nothing of it is ever plain on the disk, and nothing but the passphrase opens it."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from negotiator.domain.facts import Fact
from negotiator.domain.problems import Refused
from negotiator.services.commands import AddRecord, ChangeRecords, ChangeSettings
from negotiator.services.exchange import to_json
from negotiator.services.recents import recents
from negotiator.services.recovery import recoverable_sessions
from negotiator.services.safety_copies import safety_copies
from negotiator.services.session import Session
from negotiator.storage.engine import connection_to
from negotiator.storage.publishing import put_in_place
from negotiator.storage.sealing import MAGIC, SEAL_BYTES, STANDARD_COST, Cost, Key, new_key, unlock
from negotiator.wording.sentences import sentence
from tests.services.planted import planted

CHEAP = Cost(1, 64, 1)
"""Argon2 at its least: what is tested is what becomes of the key, not how long it takes."""

FIRST, SECOND = "correct horse battery", "quiet lamp on tuesday"


def seal(session: Session, passphrase: str, present: str = "", keep_copies: bool = False) -> None:
    session.take_resealed(session.reseal(present, passphrase, keep_copies, CHEAP))


@pytest.fixture
def sealed_file(tmp_path: Path) -> Path:
    """A workspace with a word in every text of every kind, and the passphrase `FIRST`."""
    path = tmp_path / "Talks.negotiation"
    session = Session.create(planted().records, tmp_path / "maker")
    seal(session, FIRST)
    session.save_as(path)
    session.close()
    return path


def refusal(call: Callable[[], object]) -> str:
    """The code with which something is refused; its sentence must exist."""
    with pytest.raises(Refused) as refused:
        call()
    assert sentence(refused.value.problems[0])
    return refused.value.problems[0].code


def found_in(folders: Iterable[Path], words: Iterable[str]) -> set[str]:
    """Those of the words that stand plainly in a file below the folders, in the form of UTF-8 or UTF-16."""
    contents = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert contents, "there must be something to search"
    forms = ("utf-8", "utf-16-le", "utf-16-be")
    return {word for word in words if any(word.encode(form) in content for content in contents for form in forms)}


def opened(path: Path, data_folder: Path, passphrase: str = FIRST) -> Session:
    return Session.open(path, data_folder, passphrase=passphrase)


def test_no_word_of_any_record_is_plain_in_any_file_while_open_changed_and_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for variable in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(variable, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (temporary / "not empty").write_bytes(b"something to search")
    data_folder, place = tmp_path / "data", tmp_path / "place"
    place.mkdir()
    made = planted()
    words = set(made.words)
    plain = Session.create(made.records, tmp_path / "plain")
    assert found_in([tmp_path / "plain"], words) == words, "a working copy without a passphrase holds every word"
    path = place / "Talks.negotiation"
    seal(plain, FIRST)
    assert found_in([tmp_path / "plain"], words) == set(), "the plain working copy is gone once there is a passphrase"
    plain.save_as(path)
    plain.close()

    session = opened(path, data_folder)
    journals: list[set[str]] = []

    def look(share: float) -> None:
        names = {file.name for file in (data_folder / "sessions").rglob("*")}
        journals.append(names)
        assert found_in([data_folder, place, temporary], words) == set()

    changed = tuple(replace(fact, statement=fact.statement + " Zq9999x" * 3000) for fact in session.all(Fact))
    words.add("Zq9999x")
    session.take(session.perform(ChangeRecords(changed), look))
    assert any("working.negotiation-journal" in names for names in journals), "it was looked at within a transaction"
    session.save()
    session.execute(AddRecord(Fact("", "Zq8888x")))
    words.add("Zq8888x")
    session.save()
    assert len(safety_copies(data_folder, path)) >= 1
    assert found_in([data_folder, place, temporary], words) == set()
    session.leave()
    assert found_in([data_folder, place, temporary], words) == set()


def test_the_passphrase_alone_opens_the_file_on_another_computer(sealed_file: Path, tmp_path: Path) -> None:
    session = opened(sealed_file, tmp_path / "another computer")
    assert to_json(session.records()) == to_json(planted().records)
    assert session.has_passphrase and not session.is_modified
    session.close()


@pytest.mark.parametrize("passphrase", ["", FIRST.upper(), FIRST + " ", FIRST[:-1], "x" * 2000, "\udc80"])
def test_another_passphrase_opens_nothing_and_changes_nothing(
    sealed_file: Path, tmp_path: Path, passphrase: str
) -> None:
    before = sealed_file.read_bytes()
    code = "passphrase_wrong" if passphrase else "passphrase_needed"
    data_folder = tmp_path / "data"
    assert refusal(lambda: opened(sealed_file, data_folder, passphrase)) == code
    assert sealed_file.read_bytes() == before
    assert [path for path in data_folder.rglob("*") if path.is_file()] == []
    assert not list(sealed_file.parent.glob("~$*"))


def test_letters_with_accents_are_the_same_however_a_keyboard_composes_them(tmp_path: Path) -> None:
    key = new_key("Crème brûlée 2027", CHEAP)
    assert key.is_of("Cre\u0300me bru\u0302le\u0301e 2027")


@pytest.mark.parametrize(("passphrase", "code"), [("eleven char", "passphrase_short"), ("x" * 1001, "passphrase_long")])
def test_a_new_passphrase_has_a_least_and_a_most_length(tmp_path: Path, passphrase: str, code: str) -> None:
    session = Session.create(data_folder=tmp_path)
    assert refusal(lambda: seal(session, passphrase)) == code
    assert not session.has_passphrase
    session.execute(AddRecord(Fact("", "still at work")))
    session.close()


def test_two_files_with_one_passphrase_have_different_keys() -> None:
    first, second = new_key(FIRST, CHEAP), new_key(FIRST, CHEAP)
    assert first.salt != second.salt and first.pragma != second.pragma
    assert repr(first).count("secret") == 0


def test_changing_the_passphrase_re_encrypts_the_file_and_saves_what_was_not_saved(
    sealed_file: Path, tmp_path: Path
) -> None:
    before = sealed_file.read_bytes()
    session = opened(sealed_file, tmp_path / "data")
    session.execute(AddRecord(Fact("new", "not saved yet")))
    seal(session, SECOND, present=FIRST)
    after = sealed_file.read_bytes()
    pages = range(SEAL_BYTES, min(len(before), len(after)), 4096)
    assert all(before[at : at + 4096] != after[at : at + 4096] for at in pages), "no page is as it was"
    assert not session.is_modified
    session.execute(AddRecord(Fact("later", "goes on")))
    session.save()
    session.close()
    assert refusal(lambda: opened(sealed_file, tmp_path / "data")) == "passphrase_wrong"
    again = opened(sealed_file, tmp_path / "data", SECOND)
    assert again.find(Fact, "new") and again.find(Fact, "later")
    again.close()


def test_the_present_passphrase_is_asked_before_it_is_changed_or_removed(sealed_file: Path, tmp_path: Path) -> None:
    before = sealed_file.read_bytes()
    session = opened(sealed_file, tmp_path / "data")
    for chosen in (SECOND, ""):
        assert refusal(lambda chosen=chosen: seal(session, chosen, present="not this one")) == "passphrase_wrong"
    assert sealed_file.read_bytes() == before
    session.execute(AddRecord(Fact("", "still at work")))
    session.close()


def test_removing_the_passphrase_leaves_a_plain_database(sealed_file: Path, tmp_path: Path) -> None:
    session = opened(sealed_file, tmp_path / "data")
    seal(session, "", present=FIRST)
    assert not session.has_passphrase
    session.close()
    assert sealed_file.read_bytes().startswith(b"SQLite format 3\x00")
    again = Session.open(sealed_file, tmp_path / "data")
    assert to_json(again.records()) == to_json(planted().records)
    again.close()


@pytest.mark.parametrize("keep", [True, False])
def test_earlier_copies_are_kept_as_they_are_or_taken_away_as_chosen(tmp_path: Path, keep: bool) -> None:
    data_folder, path = tmp_path / "data", tmp_path / "Talks.negotiation"
    session = Session.create((Fact("", "Zq0001x"),), data_folder)
    session.save_as(path)
    session.execute(AddRecord(Fact("", "Zq0002x")))
    session.save()
    assert len(safety_copies(data_folder, path)) == 1
    seal(session, FIRST, keep_copies=keep)
    copies = safety_copies(data_folder, path)
    assert bool(copies) is keep
    assert found_in([data_folder, tmp_path], ["Zq0001x"]) == ({"Zq0001x"} if keep else set())
    if keep:
        opened(copies[0].path, data_folder, "").close()
    session.close()


def test_a_copy_kept_under_an_earlier_passphrase_opens_with_that_one(sealed_file: Path, tmp_path: Path) -> None:
    data_folder = tmp_path / "data"
    session = opened(sealed_file, data_folder)
    seal(session, SECOND, present=FIRST, keep_copies=True)
    session.close()
    (copy,) = safety_copies(data_folder, sealed_file)
    assert refusal(lambda: opened(copy.path, data_folder, SECOND)) == "passphrase_wrong"
    opened(copy.path, data_folder, FIRST).close()


def test_a_passphrase_is_not_set_over_what_another_saved_meanwhile(sealed_file: Path, tmp_path: Path) -> None:
    session = opened(sealed_file, tmp_path / "data")
    other = opened(sealed_file, tmp_path / "colleague")
    other.execute(AddRecord(Fact("", "theirs")))
    other.save()
    other.close()
    theirs = sealed_file.read_bytes()
    assert refusal(lambda: seal(session, SECOND, present=FIRST)) == "file_changed_meanwhile"
    assert sealed_file.read_bytes() == theirs
    assert len(list((tmp_path / "data" / "sessions").iterdir())) == 1, "what was begun is cleared away"
    session.execute(AddRecord(Fact("", "still at work")))
    session.close()


def test_a_passphrase_that_cannot_be_published_is_not_set(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "Talks.negotiation"
    path.parent.mkdir()
    session = Session.create(data_folder=tmp_path / "data")
    session.save_as(path)
    shutil.rmtree(path.parent)
    assert refusal(lambda: seal(session, FIRST)) == "folder_missing"
    assert not session.has_passphrase
    session.execute(AddRecord(Fact("", "still at work")))
    session.close()


def test_nothing_is_written_between_a_passphrase_and_its_taking(tmp_path: Path) -> None:
    session = Session.create(data_folder=tmp_path)
    resealed = session.reseal("", FIRST, False, CHEAP)
    with pytest.raises(RuntimeError):
        session.execute(AddRecord(Fact("", "too early")))
    assert not session.has_passphrase
    session.take_resealed(resealed)
    with pytest.raises(RuntimeError):
        session.take_resealed(resealed)
    session.close()


def test_saving_elsewhere_keeps_the_passphrase(sealed_file: Path, tmp_path: Path) -> None:
    session = opened(sealed_file, tmp_path / "data")
    copy = tmp_path / "Copy.negotiation"
    session.save_as(copy)
    session.close()
    assert refusal(lambda: opened(copy, tmp_path / "data", "")) == "passphrase_needed"
    assert found_in([tmp_path], planted().words) == set()
    opened(copy, tmp_path / "data").close()


def test_changes_to_a_workspace_without_a_file_stay_unsaved_when_it_gets_a_passphrase(tmp_path: Path) -> None:
    session = Session.create(data_folder=tmp_path)
    session.execute(AddRecord(Fact("one", "one")))
    session.execute(AddRecord(Fact("two", "two")))
    seal(session, FIRST)
    assert session.changes_since_save == 2
    session.leave()
    (left,) = recoverable_sessions(tmp_path)
    assert (left.path, left.changes, left.is_sealed, left.title) == (None, 2, True, "")
    assert [change.label for change in left.labels] == ["add_fact", "add_fact"]
    recovered = Session.recover(left.folder, passphrase=FIRST)
    assert recovered.find(Fact, "two")
    recovered.close()


WORKER = """
import sys
from pathlib import Path
from negotiator.domain.facts import Fact
from negotiator.services.commands import AddRecord
from negotiator.services.session import Session
session = Session.open(sys.argv[2], Path(sys.argv[1]), passphrase=sys.argv[3])
for number in range(1_000_000):
    session.execute(AddRecord(Fact(f"f{number}", f"Zq7777x {number}")))
    print(number, flush=True)
"""


def test_what_a_kill_left_is_sealed_and_comes_back_with_the_passphrase(sealed_file: Path, tmp_path: Path) -> None:
    data_folder = tmp_path / "data"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WORKER, str(data_folder), str(sealed_file), FIRST]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    last = -1
    for line in process.stdout:
        last = int(line)
        if last == 20:
            process.kill()
    process.wait()
    assert found_in([tmp_path], {"Zq7777x"} | set(planted().words)) == set()
    (left,) = recoverable_sessions(data_folder)
    assert (left.is_sealed, left.title, left.path) == (True, "Talks", sealed_file)
    assert left.changes >= last + 1
    assert refusal(lambda: Session.recover(left.folder)) == "passphrase_needed"
    assert refusal(lambda: Session.recover(left.folder, passphrase=SECOND)) == "passphrase_wrong"
    assert len(recoverable_sessions(data_folder)) == 1, "it can be tried again"
    recovered = Session.recover(left.folder, passphrase=FIRST)
    assert recovered.find(Fact, f"f{last}")
    assert recovered.is_modified and recovered.has_passphrase
    recovered.save()
    recovered.close()
    opened(sealed_file, data_folder).close()


def test_the_lists_of_this_computer_hold_the_files_name_and_nothing_of_its_content(
    sealed_file: Path, tmp_path: Path
) -> None:
    data_folder = tmp_path / "data"
    session = opened(sealed_file, data_folder)
    session.execute(ChangeSettings(replace(session.settings, title="Zq6666x")))
    session.save()
    (recent,) = recents(data_folder)
    assert (recent.title, recent.is_sealed, recent.next_meeting, recent.forum) == ("Talks", True, "", "")
    assert found_in([data_folder], {"Zq6666x"} | set(planted().words)) == set()
    seal(session, "", present=FIRST)
    (recent,) = recents(data_folder)
    assert (recent.title, recent.is_sealed) == ("Zq6666x", False)
    session.close()


def test_a_list_entry_from_before_the_passphrase_is_replaced(tmp_path: Path) -> None:
    session = Session.create(planted().records, tmp_path / "data")
    session.save_as(tmp_path / "Talks.negotiation")
    assert found_in([tmp_path / "data"], [session.settings.title])
    seal(session, FIRST)
    assert found_in([tmp_path / "data"], planted().words) == set()
    session.close()


@pytest.mark.parametrize("place", [20, 40, 60, SEAL_BYTES - 1, SEAL_BYTES + 20, SEAL_BYTES + 5000, -100])
def test_a_damaged_byte_is_not_taken_for_a_wrong_passphrase(sealed_file: Path, tmp_path: Path, place: int) -> None:
    whole = bytearray(sealed_file.read_bytes())
    whole[place] ^= 0x55
    sealed_file.write_bytes(whole)
    assert refusal(lambda: opened(sealed_file, tmp_path / "data")) == "file_damaged"


@pytest.mark.parametrize("length", [16, SEAL_BYTES - 1, SEAL_BYTES, SEAL_BYTES + 1000, SEAL_BYTES + 4096 * 3])
def test_a_file_that_ends_early_is_damaged(sealed_file: Path, tmp_path: Path, length: int) -> None:
    sealed_file.write_bytes(sealed_file.read_bytes()[:length])
    assert refusal(lambda: opened(sealed_file, tmp_path / "data")) == "file_damaged"


def restated(path: Path, version: int, cost: Cost) -> None:
    """Another statement in a file's seal, with a checksum that fits, as only somebody on purpose would write it."""
    whole = path.read_bytes()
    stated = struct.pack(">16sIIII16s", MAGIC, version, cost.passes, cost.kibibytes, cost.lanes, whole[32:48])
    proven = stated + whole[48:80]
    path.write_bytes(proven + hashlib.sha256(proven).digest() + whole[SEAL_BYTES:])


@pytest.mark.parametrize(
    ("version", "cost", "code"),
    [
        (2, CHEAP, "file_too_new"),
        (1, Cost(1, 1 << 30, 1), "seal_unbearable"),
        (1, Cost(1 << 20, 64, 1), "seal_unbearable"),
        (1, Cost(0, 64, 1), "seal_unbearable"),
        (1, Cost(1, 64, 9), "seal_unbearable"),
        (1, Cost(2, 64, 1), "passphrase_wrong"),
    ],
)
def test_a_seal_made_to_mislead_is_refused_before_any_work(
    sealed_file: Path, tmp_path: Path, version: int, cost: Cost, code: str
) -> None:
    restated(sealed_file, version, cost)
    assert refusal(lambda: opened(sealed_file, tmp_path / "data")) == code


def resealed_by_a_stranger(path: Path, change: Callable[[dbapi2.Connection], object]) -> None:
    """The file as somebody who knows the passphrase may write it with tools of their own."""
    whole = path.read_bytes()
    key: Key = unlock(whole, FIRST, path)
    body = path.with_name("body")
    body.write_bytes(whole[SEAL_BYTES:])
    connection = connection_to(body, key)
    change(connection)
    connection.close()
    put_in_place(body, path, key.seal)
    body.unlink()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON fact BEGIN DELETE FROM fact; END", "file_damaged"),
        ("CREATE VIEW v AS SELECT 1", "file_damaged"),
        ("DROP TABLE fact", "file_damaged"),
        ("PRAGMA application_id=1", "file_damaged"),
        ("PRAGMA user_version=99", "file_too_new"),
        ("UPDATE staff_line SET wte = 'many'", "value_damaged"),
        ("DELETE FROM settings", "file_damaged"),
    ],
)
def test_a_strangers_sealed_file_passes_the_same_allow_list(
    sealed_file: Path, tmp_path: Path, statement: str, code: str
) -> None:
    resealed_by_a_stranger(sealed_file, lambda connection: connection.execute(statement))
    assert refusal(lambda: opened(sealed_file, tmp_path / "data")) == code
    assert list((tmp_path / "data" / "sessions").iterdir()) == []


def test_trying_a_passphrase_costs_an_attacker_memory_as_well_as_time() -> None:
    assert STANDARD_COST.kibibytes >= 64 * 1024 and STANDARD_COST.passes >= 3
    assert STANDARD_COST.is_bearable
    key = new_key(FIRST)
    assert struct.unpack(">IIII", key.seal[16:32]) == (1, 3, 128 * 1024, 4), "the seal states what it costs"
