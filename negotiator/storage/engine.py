"""The one way to reach a workspace database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=DELETE",  # no WAL: it would save 0.2 ms a command and leave files beside the working copy
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
)


def engine_for(path: Path) -> Engine:
    """An engine on one connection that begins its own transactions.

    With the driver's own way of beginning, a rolled-back migration would keep its new columns and its version number;
    hence ``isolation_level=None`` and BEGIN by us. The connection may be handed from one thread to another (a workspace
    opened in a job), never shared between two.
    """

    def connect() -> Any:
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
