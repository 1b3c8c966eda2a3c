"""Files from strangers: each kind of wrong file is refused in words, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from negotiator.storage import reading
from negotiator.storage.document import Document
from negotiator.storage.errors import DocumentProblem
from negotiator.wording.sentences import sentence
from tests.storage.conftest import NOW


def refusal_of(data_folder: Path, path: Path) -> str:
    """The code with which a file is refused; the sentence must exist and no session may stay behind."""
    with pytest.raises(DocumentProblem) as refused:
        Document.open(data_folder, path, NOW)
    assert sentence(refused.value.problems[0])
    assert list((data_folder / "sessions").glob("*")) == []
    return refused.value.code


def write(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None  # type: ignore[return-value]


def patched(offset: int, content: bytes) -> Callable[[Path], None]:
    def patch(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[offset : offset + len(content)] = content
        path.write_bytes(whole)

    return patch


def sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        connection = dbapi2.connect(str(path), isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return run


def other_database(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE t (a)")(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (Path.unlink, "file_missing"),
        (folder, "not_a_file"),
        (pipe, "not_a_file"),
        (write(b""), "file_empty"),
        (write(b"junk"), "not_ours"),
        (write(b"SQLite format 3\x00"), "not_ours"),
        (write(b"PK\x03\x04" + bytes(200)), "not_ours"),
        (other_database, "other_database"),
        (patched(60, b"\x00\x00\x00\x02"), "file_too_new"),
        (patched(60, b"\x7f\xff\xff\xff"), "file_too_new"),
        (patched(60, b"\x00\x00\x00\x00"), "file_damaged"),
        (patched(4096 * 3, b"\xff" * 4096 * 8), "file_damaged"),
        (sql("CREATE TRIGGER x AFTER INSERT ON fact BEGIN DELETE FROM fact; END"), "file_damaged"),
        (sql("CREATE VIEW x AS SELECT * FROM fact"), "file_damaged"),
        (sql("CREATE TABLE extra (a)"), "file_damaged"),
        (sql("DROP TABLE note"), "file_damaged"),
        (sql("CREATE INDEX x ON fact (statement)"), "file_damaged"),
        (sql("DROP TABLE fact", "CREATE VIEW fact AS SELECT 1 AS id"), "file_damaged"),
        (sql("ALTER TABLE fact ADD COLUMN more TEXT"), "file_damaged"),
        (sql("PRAGMA foreign_keys=OFF", "DELETE FROM option"), "file_damaged"),
        (sql("DELETE FROM settings"), "file_damaged"),
        (sql("UPDATE settings SET id = 'other'"), "file_damaged"),
        (sql("UPDATE staff_line SET wte = '1e400' WHERE position = 3"), "value_damaged"),
        (sql("UPDATE staff_line SET wte = 'NaN' WHERE position = 3"), "value_damaged"),
        (sql("UPDATE staff_line SET allowances = '[{}]' WHERE position = 3"), "value_damaged"),
        (sql("UPDATE measure SET terms = '{' WHERE position = 0"), "value_damaged"),
        (sql(f"UPDATE measure SET terms = '{'[' * 5000}' WHERE position = 0"), "value_damaged"),
        (sql("UPDATE measure SET terms = '{\"kind\": 1.5}' WHERE position = 0"), "value_damaged"),
        (sql("UPDATE fact SET day = '2026-02-30' WHERE position = 0"), "value_damaged"),
        (sql("UPDATE fact SET statement = CAST(x'ff' AS TEXT) WHERE position = 0"), "file_damaged"),
        (sql("UPDATE pack_plan SET audience = 'everybody'"), "value_damaged"),
    ],
)
def test_a_wrong_file_is_refused(
    data_folder: Path, sample_file: Path, spoil: Callable[[Path], object], code: str
) -> None:
    spoil(sample_file)
    assert refusal_of(data_folder, sample_file) == code


def test_a_cut_file_is_refused(data_folder: Path, sample_file: Path) -> None:
    sample_file.write_bytes(sample_file.read_bytes()[:50_000])
    assert refusal_of(data_folder, sample_file) == "file_damaged"


def test_a_file_with_a_write_ahead_flag_is_read_and_left_alone(data_folder: Path, sample_file: Path) -> None:
    patched(18, b"\x02\x02")(sample_file)
    before = sample_file.read_bytes()
    document = Document.open(data_folder, sample_file, NOW)
    assert len(document.records.all("staff_line")) == 44
    document.close()
    assert sample_file.read_bytes() == before
    assert [path.name for path in sample_file.parent.iterdir() if path.is_file()] == [sample_file.name]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    data_folder: Path, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 10_000)
    assert refusal_of(data_folder, sample_file) == "file_too_large"


def test_a_file_with_too_many_records_is_refused(
    data_folder: Path, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_RECORDS", 43)
    assert refusal_of(data_folder, sample_file) == "too_many_records"


def test_a_file_that_takes_too_long_is_refused(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_STEPS_BETWEEN_LOOKS", 10)
    with pytest.raises(DocumentProblem) as refused:
        reading.read_workspace(sample_file, tmp_path / "scratch", seconds=-1)
    assert refused.value.code == "file_too_slow"
    assert not (tmp_path / "scratch").exists()


def test_a_link_is_followed_and_saving_replaces_its_target(
    data_folder: Path, sample_file: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.negotiation"
    link.symlink_to(sample_file)
    document = Document.open(data_folder, link, NOW)
    assert document.path == sample_file.resolve()
    document.save(NOW)
    document.close()
    assert link.is_symlink()


def test_a_link_to_nothing_or_to_itself_is_refused(data_folder: Path, tmp_path: Path) -> None:
    nowhere, loop = tmp_path / "nowhere.negotiation", tmp_path / "loop.negotiation"
    nowhere.symlink_to(tmp_path / "gone")
    loop.symlink_to(loop)
    assert refusal_of(data_folder, nowhere) == "file_missing"
    assert refusal_of(data_folder, loop) == "file_missing"


def test_text_that_looks_like_sql_or_a_path_stays_text(data_folder: Path, sample_file: Path, tmp_path: Path) -> None:
    nasty = "'); DROP TABLE fact; -- \u202e ../../etc/passwd =1+1"
    connection = dbapi2.connect(str(sample_file), isolation_level=None)
    connection.execute("UPDATE fact SET statement = ? WHERE position = 0", (nasty,))
    connection.close()
    document = Document.open(data_folder, sample_file, NOW)
    assert document.records.all("fact")[0].statement == nasty
    document.save_as(tmp_path / "copy.negotiation", NOW)
    document.close()
    again = Document.open(data_folder, tmp_path / "copy.negotiation", NOW)
    assert len(again.records.all("fact")) == 11
    again.close()


def test_opening_does_not_change_the_file(data_folder: Path, sample_file: Path) -> None:
    before = sample_file.read_bytes()
    sample_file.chmod(0o444)
    document = Document.open(data_folder, sample_file, NOW)
    document.close()
    assert sample_file.read_bytes() == before
    shutil.rmtree(data_folder)
