"""Steps from one schema to the next, numbered by the version they start from. All run in one transaction, on a copy.

Each schema that was ever released is kept as the statements that make it (``schema_000N.py``): a file is compared
with the statements of its own version before anything in it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from sqlalchemy import Connection, Engine

Step = Callable[[Connection], None]

STEPS: Mapping[int, Step] = {}
"""Version -> the function that turns a file of that version into the next."""


def statements(version: int) -> tuple[str, ...]:
    """The statements that make the schema of a version. Raises ModuleNotFoundError for a version that never was."""
    made: tuple[str, ...] = import_module(f"{__name__}.schema_{version:04d}").STATEMENTS
    return made


def migrate(engine: Engine, version: int, target: int, steps: Mapping[int, Step] = STEPS) -> None:
    """Bring a database from a version to another. An error leaves it as it was, its version number too."""
    if version == target:
        return
    with engine.begin() as connection:
        for number in range(version, target):
            steps[number](connection)
            connection.exec_driver_sql(f"PRAGMA user_version={number + 1}")
