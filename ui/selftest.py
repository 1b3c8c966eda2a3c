"""``python -m ui.selftest``: the built program tries itself out, without a screen and in a folder of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import Parts

_MOMENT = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)

_PASSPHRASE = "a few unrelated words"


def _report(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def checks(parts: Parts, folder: Path) -> None:
    """A workspace made, every page shown, saved, closed, opened again. Raises where something is not right."""
    from negotiator.domain.proposals import Proposal
    from ui.screens import wait_until_idle

    def settle(what: str) -> None:
        if not wait_until_idle(parts):
            raise TimeoutError(what)

    window, bridge = parts.window, parts.bridge
    told: list[object] = []
    window.show()
    settle("the window")
    _report("window: shown")
    window.files.open_sample()
    settle("the sample")
    _report(f"workspace: {bridge.workspace.title}")
    for key in window.entries:
        window.navigate(key)
        settle(key)
        if window.current_key() != key:
            raise AssertionError(key)
        _report(f"page: {key}")
    proposals = bridge.all(Proposal)
    if bridge.costs_state != "up-to-date":
        raise AssertionError(f"costs: {bridge.costs_state}")
    for proposal in proposals:
        result = bridge.costs(proposal.id)
        if result is None or not result.options:
            raise AssertionError("costs")
        _report(f"costs: {proposal.name}, {len(result.options)} options")
    path = folder / "self-test.negotiation"
    bridge.save_as(path)
    bridge.close()
    _report(f"saved: {path.stat().st_size} bytes")
    bridge.open(path)
    settle("opening")
    if not bridge.is_open or bridge.all(Proposal) != proposals:
        raise AssertionError("the workspace came back different")
    _report("opened again: the same")
    bridge.start_reseal("", _PASSPHRASE, False, told.append, told.append)
    settle("the passphrase")
    bridge.close()
    if told != [0] or path.read_bytes().startswith(b"SQLite"):
        raise AssertionError(f"the passphrase was not set: {told}")
    bridge.open(path, _PASSPHRASE)
    settle("opening with the passphrase")
    if not bridge.is_open or bridge.all(Proposal) != proposals:
        raise AssertionError("the workspace came back different from behind its passphrase")
    _report("opened with a passphrase: the same")
    window.files.ask_close()


def main(arguments: list[str] | None = None) -> int:
    """0 where everything works, else 1 and the reason."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="negotiator-selftest-") as name:
        folder = Path(name)
        try:
            from ui.app import build

            now: Callable[[], datetime] = lambda: _MOMENT  # noqa: E731
            parts = build(folder / "data", now, "light", session_clock=True)
        except ImportError as problem:
            _report(f"not working: {problem}")
            return 1
        failures: list[BaseException] = []

        def keep(kind: type[BaseException], error: BaseException, trace: object) -> None:
            failures.append(error)

        sys.excepthook = keep
        try:
            checks(parts, folder)
        except (AssertionError, TimeoutError, LookupError, OSError, RuntimeError) as problem:
            failures.append(problem)
        finally:
            parts.close()
            sys.excepthook = sys.__excepthook__
        for failure in failures:
            _report(f"not working: {type(failure).__name__}: {failure}")
        if not failures:
            _report("everything works")
        return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
