"""The one way to reach a workspace database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from negotiator.storage.sealing import Key

PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=DELETE",  # no WAL: it would save 0.2 ms a command and leave files beside the working copy
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
)


_LIVE_HEADER = 32
"""Bytes of a live sealed database that stay plain: how many transactions it has seen can be told without the key."""


def connection_to(path: Path, key: Key | None = None, live: bool = False) -> Any:
    """A connection to a database, sealed where there is a ``key``. ``live``: it is (or was) a working copy.

    A wrong key, or a damaged file, shows with the first thing that is asked of it.
    """
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5)
    if key is not None:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
        connection.execute(key.pragma)
        if live:
            connection.execute(f"PRAGMA cipher_plaintext_header_size={_LIVE_HEADER}")
    return connection


def engine_for(path: Path, key: Key | None = None, live: bool = False) -> Engine:
    """An engine on one connection that begins its own transactions.

    With the driver's own way of beginning, a rolled-back migration would keep its new columns and its version number;
    hence ``isolation_level=None`` and BEGIN by us. The connection may be handed from one thread to another (a workspace
    opened in a job), never shared between two.
    """

    def connect() -> Any:
        connection = connection_to(path, key, live)
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except dbapi2.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
