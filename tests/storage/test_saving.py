"""Saving publishes whole or not at all, never over somebody else's change, and keeps what was replaced."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from negotiator.domain.facts import Fact
from negotiator.storage import publishing
from negotiator.storage.document import Document
from negotiator.storage.errors import DocumentProblem
from negotiator.storage.owner import note_path, read_note
from negotiator.storage.safety import SafetyCopy, copies_of, keep_copy, to_drop
from negotiator.storage.sessions import Change
from tests.storage.conftest import NOW

SECRET = "the words that were taken back"


def put(document: Document, record: Fact) -> None:
    unit = document.unit_of_work()
    unit.put(record)
    document.commit(unit, unit.images(), Change(NOW, "add_fact"))


def remove(document: Document, key: str) -> None:
    unit = document.unit_of_work()
    unit.remove("fact", key)
    document.commit(unit, unit.images(), Change(NOW, "remove_fact"))


def refused(document: Document, path: Path) -> str:
    with pytest.raises(DocumentProblem) as problem:
        document.save_as(path, NOW)
    return problem.value.code


def test_saving_publishes_what_was_committed(document: Document, data_folder: Path, sample_file: Path) -> None:
    put(document, Fact("new", "A new fact"))
    assert document.changes_since_save == 1
    document.save(NOW)
    assert document.changes_since_save == 0
    assert document.saved_at == NOW
    other = Document.open(data_folder, sample_file, NOW)
    assert other.records.find("fact", "new") == Fact("new", "A new fact")
    other.close()


def test_saving_refuses_when_the_file_changed_on_disk(document: Document, data_folder: Path, sample_file: Path) -> None:
    colleague = Document.open(data_folder, sample_file, NOW)
    put(colleague, Fact("theirs", "Theirs"))
    colleague.save(NOW)
    colleague.close()
    theirs = sample_file.read_bytes()
    put(document, Fact("ours", "Ours"))
    with pytest.raises(DocumentProblem) as problem:
        document.save(NOW)
    assert problem.value.code == "file_changed_meanwhile"
    assert sample_file.read_bytes() == theirs
    document.save(NOW, replace_changed=True)
    kept = copies_of(data_folder / "safety", sample_file)
    assert theirs in [copy.path.read_bytes() for copy in kept]


def test_saving_makes_the_file_again_where_it_was_deleted(document: Document, sample_file: Path) -> None:
    sample_file.unlink()
    document.save(NOW)
    assert sample_file.is_file()


def test_deleted_text_is_in_no_byte_of_the_published_file(document: Document, sample_file: Path) -> None:
    put(document, Fact("secret", SECRET))
    remove(document, "secret")
    document.save(NOW)
    assert SECRET.encode() not in sample_file.read_bytes()


def test_saving_as_refuses_an_existing_file_unless_told(document: Document, tmp_path: Path) -> None:
    other = tmp_path / "other.negotiation"
    other.write_text("precious")
    assert refused(document, other) == "file_exists"
    assert other.read_text() == "precious"
    document.save_as(other, NOW, replace_existing=True)
    assert document.path == other


def test_saving_as_moves_the_owner_note(document: Document, sample_file: Path, tmp_path: Path) -> None:
    assert note_path(sample_file).is_file()
    document.save_as(tmp_path / "other.negotiation", NOW)
    assert not note_path(sample_file).exists()
    note = read_note(tmp_path / "other.negotiation")
    assert note is not None and note.since == "2026-11-23T14:32+00:00"


def test_a_colleague_is_told_who_has_the_file_open(document: Document, data_folder: Path, sample_file: Path) -> None:
    colleague = Document.open(data_folder, sample_file, NOW)
    assert colleague.in_use_by == read_note(sample_file)
    colleague.close()
    assert note_path(sample_file).is_file(), "only the owner takes the note away"


def test_a_note_that_a_crash_left_is_taken_over(data_folder: Path, sample_file: Path) -> None:
    crashed = Document.open(data_folder, sample_file, NOW)
    left = read_note(sample_file)
    crashed._note = None  # the process is gone before it could take the note away
    crashed.close()
    assert read_note(sample_file) == left
    document = Document.open(data_folder, sample_file, NOW)
    assert document.in_use_by is None
    assert read_note(sample_file) != left
    document.close()
    assert not note_path(sample_file).exists()


def test_the_note_of_another_person_stays(data_folder: Path, sample_file: Path) -> None:
    theirs = '{"person": "somebody", "machine": "elsewhere", "since": "2026-11-23T09:00+00:00", "token": "x"}'
    note_path(sample_file).write_text(theirs)
    document = Document.open(data_folder, sample_file, NOW)
    assert document.in_use_by is not None and document.in_use_by.person == "somebody"
    document.close()
    assert note_path(sample_file).read_text() == theirs


def test_a_note_that_is_a_link_is_neither_followed_nor_replaced(
    data_folder: Path, sample_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "target"
    note_path(sample_file).symlink_to(target)
    document = Document.open(data_folder, sample_file, NOW)
    document.close()
    assert not target.exists()
    assert note_path(sample_file).is_symlink()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"person": 1, "machine": "", "since": ""}', b"\xff", b'{"more": 1}', b"x" * 20_000]
)
def test_a_note_that_cannot_be_read_is_no_note(sample_file: Path, content: bytes) -> None:
    note_path(sample_file).write_bytes(content)
    assert read_note(sample_file) is None


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "folder_read_only"),
        (errno.EACCES, "no_permission"),
        (errno.EBUSY, "file_busy"),
        (errno.EIO, "file_trouble"),
    ],
)
def test_an_error_of_the_disk_is_told_in_words_and_leaves_the_old_file(
    document: Document, sample_file: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    before = sample_file.read_bytes()
    put(document, Fact("new", "A new fact"))

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(publishing.os, "fsync", fail)
    with pytest.raises(DocumentProblem) as problem:
        document.save(NOW)
    assert problem.value.code == code
    assert sample_file.read_bytes() == before
    assert document.changes_since_save == 1
    assert [path.name for path in sample_file.parent.iterdir() if path.name.endswith(".new")] == []
    monkeypatch.undo()
    document.save(NOW)


def test_a_full_disk_is_told_by_the_database_too(document: Document, sample_file: Path, tmp_path: Path) -> None:
    before = sample_file.read_bytes()
    document._raw().execute("PRAGMA max_page_count=1")
    with pytest.raises(DocumentProblem) as problem:
        put(document, Fact("new", "x" * 90_000))
    assert problem.value.code == "disk_full"
    assert document.records.find("fact", "new") is None, "nothing half done is shown"
    assert sample_file.read_bytes() == before


def test_a_missing_folder_or_a_folder_in_the_place_is_told(document: Document, tmp_path: Path) -> None:
    assert refused(document, tmp_path / "gone" / "x.negotiation") == "folder_missing"
    assert refused(document, tmp_path) == "not_a_file"
    assert refused(document, tmp_path / ("x" * 300)) == "name_too_long"


def test_a_new_workspace_has_no_path_to_save_to(data_folder: Path) -> None:
    document = Document.create(data_folder)
    with pytest.raises(DocumentProblem) as problem:
        document.save(NOW)
    assert problem.value.code == "no_path_yet"
    document.close()


def test_replacing_is_tried_again_while_windows_holds_the_file(
    document: Document, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = Path.replace, []

    def busy_twice(self: Path, target: Path) -> Path:
        if target == sample_file:
            tries.append(target)
            if len(tries) <= 2:
                error = PermissionError(errno.EACCES, "held")
                error.winerror = 32  # type: ignore[attr-defined]
                raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", busy_twice)
    monkeypatch.setattr(publishing.time, "sleep", lambda seconds: None)
    put(document, Fact("new", "A new fact"))
    document.save(NOW)
    assert len(tries) == 3


def test_the_mode_of_the_file_is_kept(document: Document, sample_file: Path) -> None:
    sample_file.chmod(0o640)
    document.save(NOW)
    assert sample_file.stat().st_mode & 0o777 == 0o640


def test_each_save_keeps_what_it_replaced(document: Document, data_folder: Path, sample_file: Path) -> None:
    first = sample_file.read_bytes()
    put(document, Fact("new", "A new fact"))
    document.save(NOW + timedelta(hours=1))
    (copy,) = copies_of(data_folder / "safety", sample_file)
    assert copy.path.read_bytes() == first
    opened = Document.open(data_folder, copy.path, NOW)
    assert opened.records.find("fact", "new") is None
    opened.close()


def copies(*ages: timedelta) -> list[SafetyCopy]:
    return [SafetyCopy(Path(str(age)), NOW - age) for age in ages]


def test_copies_of_one_second_do_not_replace_one_another(tmp_path: Path) -> None:
    document, now = tmp_path / "Talks.negotiation", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    for held in ("first", "second"):
        document.write_text(held)
        keep_copy(tmp_path / "copies", document, now)
    copies = copies_of(tmp_path / "copies", document)
    assert [copy.path.read_text() for copy in copies] == ["second", "first"]


def test_safety_copies_are_thinned_by_day_week_and_month() -> None:
    hourly = copies(*(timedelta(hours=h) for h in range(24 * 400)))
    kept = set(hourly) - set(to_drop(hourly, NOW))
    ages = sorted((NOW - copy.taken) for copy in kept)
    assert ages[:5] == [timedelta(hours=h) for h in range(5)]
    assert 30 <= len(kept) <= 40
    assert max(ages) > timedelta(days=330)


def test_thinning_again_drops_nothing_more() -> None:
    hourly = copies(*(timedelta(hours=7 * h) for h in range(500)))
    left = [copy for copy in hourly if copy not in set(to_drop(hourly, NOW))]
    assert to_drop(left, NOW) == ()


def test_the_newest_copies_stay_however_old() -> None:
    old = copies(*(timedelta(days=1000 + d) for d in range(9)))
    assert len(to_drop(old, NOW)) == 4


def test_a_record_written_with_the_values_it_had_is_no_change(document: Document) -> None:
    unit = document.unit_of_work()
    fact = document.records.all("fact")[0]
    unit.put(replace(fact))
    assert unit.images().after == {}


def test_the_time_of_a_file_saved_elsewhere_is_that_of_the_file(document: Document, sample_file: Path) -> None:
    assert document.saved_at == datetime.fromtimestamp(sample_file.stat().st_mtime, UTC)
