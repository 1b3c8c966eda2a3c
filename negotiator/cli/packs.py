"""``negotiator pack FILE --audience joint --format pdf --out PATH``: print a pack from a workspace."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.cli.passphrases import add_passphrase, passphrase_of, say_unsealed

if TYPE_CHECKING:
    from negotiator.services.packs import Pack

AUDIENCES = ("private", "team", "management", "joint", "open")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``pack``."""
    command = subparsers.add_parser("pack", help="print what an audience may see of a workspace")
    command.add_argument("file", type=Path, metavar="FILE", help="the workspace")
    command.add_argument(
        "--audience", required=True, metavar="AUDIENCE", help=f"who will read it: {', '.join(AUDIENCES)}"
    )
    command.add_argument("--format", default="pdf", metavar="FORMAT", help="pdf (unless told) or xlsx")
    command.add_argument("--out", type=Path, metavar="PATH", help="where to write it; needed unless --preview")
    command.add_argument("--preview", action="store_true", help="only say what would be withheld, and write nothing")
    command.add_argument("--json", action="store_true", help="answer in JSON")
    add_passphrase(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the pack and note it in the workspace's export log; or with ``--preview`` tell what would be withheld."""
    from datetime import UTC, datetime

    from negotiator.domain.markings import Audience
    from negotiator.domain.problems import Problem, Refused
    from negotiator.services import packs
    from negotiator.services.headless import opened

    if arguments.audience not in AUDIENCES:
        known = ", ".join(AUDIENCES)
        raise Refused(Problem("unknown_audience", "--audience", {"given": arguments.audience, "known": known}))
    if arguments.format not in packs.FORMATS:
        known = ", ".join(packs.FORMATS)
        raise Refused(Problem("unknown_pack_format", "--format", {"given": arguments.format, "known": known}))
    audience = Audience(arguments.audience)
    if not arguments.preview:
        _check_place(arguments.file, arguments.out)
    with opened(arguments.file, passphrase_of(arguments)) as session:
        frozen = packs.freeze(session)
        if arguments.preview:
            withheld = packs.preview_withheld(frozen.values, audience).counts
            _answer(arguments, {"audience": audience.value, "withheld": withheld}, withheld)
            return 0
        pack = packs.make_pack(frozen, audience, datetime.now(UTC), arguments.format)
        noted = packs.write_pack_and_save(session, pack, arguments.out)
        say_unsealed(session, arguments.out)
    _answer(arguments, _told(pack, arguments.out, noted), pack.withheld)
    if not noted:
        sys.stderr.write(f"{arguments.file.name} could not be written, so its export log does not list this pack.\n")
    return 0


def _check_place(workspace: Path, out: Path | None) -> None:
    from negotiator.domain.problems import Problem, Refused
    from negotiator.services.packs import refuse_own_file

    if out is None:
        raise Refused(Problem("pack_needs_place", "--out"))
    refuse_own_file(workspace, out)
    if not out.parent.is_dir():
        raise Refused(Problem("no_pack_folder", "--out", {"folder": str(out.parent)}))


def _told(pack: Pack, out: Path, noted: bool) -> dict[str, object]:
    return {
        "path": str(out),
        "audience": pack.audience.value,
        "format": pack.format,
        "sha256": pack.sha256,
        "withheld": dict(pack.withheld),
        "measures_left_out": pack.measures_left_out,
        "noted_in_export_log": noted,
    }


def _answer(arguments: argparse.Namespace, told: dict[str, object], withheld: object) -> None:
    from negotiator.wording.pack_words import left_out_line, withheld_line

    if arguments.json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    lines = [f"Written: {told['path']}"] if "path" in told else []
    assert isinstance(withheld, dict)
    lines.append(withheld_line(withheld))
    left_out = told.get("measures_left_out", 0)
    if isinstance(left_out, int) and left_out:
        lines.append(left_out_line(left_out))
    sys.stdout.write("\n".join(lines) + "\n")
