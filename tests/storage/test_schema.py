"""The tables hold exactly the records, and the kept statements make exactly the tables."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from negotiator.domain.workspace import KINDS
from negotiator.services.sample import sample_records
from negotiator.storage.document import Document
from negotiator.storage.engine import engine_for
from negotiator.storage.migrations import migrate, statements
from negotiator.storage.schema import APPLICATION_ID, SCHEMA_VERSION, Base
from negotiator.storage.unit_of_work import KIND_OF
from tests.storage.conftest import NOW


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_has_a_column_for_each_field_of_its_record(kind: str) -> None:
    assert {column.name for column in Base.metadata.tables[kind].columns} == {f.name for f in fields(KINDS[kind])}


def test_the_kept_statements_make_the_schema_of_the_code() -> None:
    dialect = sqlite.dialect()
    made = {
        "".join(str(ddl.compile(dialect=dialect)).split())
        for table in Base.metadata.sorted_tables
        for ddl in (CreateTable(table), *map(CreateIndex, table.indexes))
    }
    assert {"".join(text.split()) for text in statements(SCHEMA_VERSION)} == made


def test_every_record_of_the_sample_is_read_back_as_it_was_written(document: Document) -> None:
    for kind in KINDS:
        written = {record.id: record for record in sample_records() if KIND_OF[type(record)] == kind}
        assert {record.id: record for record in document.records.all(kind)} == written


def test_a_saved_file_says_what_it_is(sample_file: Path) -> None:
    header = sample_file.read_bytes()[:100]
    assert header[68:72] == b"NEGO" == APPLICATION_ID.to_bytes(4, "big")
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
    assert header[18:20] == b"\x01\x01", "no write-ahead log is asked for"


def test_every_connection_keeps_the_pragmas(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "x.db")
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "delete",
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    engine.dispose()
    assert found == wanted


def test_a_migration_that_fails_leaves_the_columns_and_the_version_as_they_were(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "x.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a TEXT) STRICT")
        connection.exec_driver_sql("PRAGMA user_version=1")

    def add(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE t ADD COLUMN b TEXT")

    with pytest.raises(OperationalError, match="duplicate column"):
        migrate(engine, 1, 3, {1: add, 2: add})
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 1
        assert [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(t)")] == ["a"]
    migrate(engine, 1, 2, {1: add})
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 2
        assert [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(t)")] == ["a", "b"]
    engine.dispose()


def test_the_first_schema_opens_for_ever_with_its_content(data_folder: Path) -> None:
    kept = Path(__file__).parents[1] / "files" / "v0001.negotiation"
    before = kept.read_bytes()
    document = Document.open(data_folder, kept, NOW, announce=False)
    try:
        settings = document.records.find("settings", "settings")
        counts = {kind: len(document.records.all(kind)) for kind in KINDS if document.records.all(kind)}
        line = next(r for r in document.records.all("staff_line") if r.name == "theatres-b5-top")
        measure = next(r for r in document.records.all("measure") if r.terms.label == "Sunday and holiday rate to 64%")
        snapshot = document.records.all("snapshot")[0]
    finally:
        document.close()
    assert settings.title == "On-call and unsocial hours 2027"  # type: ignore[union-attr]
    assert {name: str(rate) for name, rate in settings.awards.items()} == {"2027/28": "0.025", "2028/29": "0.025"}  # type: ignore[union-attr]
    assert counts == {
        "settings": 1, "staff_line": 44, "snapshot": 1, "proposal": 1, "option": 3, "measure": 20,
        "measure_template": 1, "mandate": 1, "stakeholder": 20, "interest": 29, "note": 10, "fact": 11,
        "assumption": 9, "meeting": 2, "action": 11, "peer_group": 1, "own_figure": 9, "chosen_metric": 8,
        "initiative": 4, "pack_plan": 2, "export_entry": 1,
    }  # fmt: skip
    assert (line.headcount, str(line.wte), line.allowances[0].label) == (34, "26.9", "First aid")
    assert str(measure.terms.values["rates"]["4-9"]["sunday_holiday"]) == "0.64"
    assert len(snapshot.lines) == 44
    assert kept.read_bytes() == before, "opening never writes to the user's file"
