"""``negotiator reference``: what a reference edition holds, and what in it nobody has confirmed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negotiator.domain.rulebook import RateChange
    from negotiator.reference.editions import Edition


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("reference", help="say what the reference edition holds and where it comes from")
    parser.add_argument(
        "--edition", metavar="NAME", help="an edition on this computer; the newest shipped unless given"
    )
    parser.add_argument("--add", type=Path, metavar="PATH", help="check an edition and keep it on this computer first")
    parser.add_argument(
        "--remove", metavar="NAME", help="delete the copy of an added edition; the file that it came from stays"
    )
    parser.add_argument(
        "--check", type=Path, metavar="PATH", help="check the edition in a folder or a zip file instead"
    )
    parser.add_argument("--compare", type=Path, metavar="PATH", help="list what differs in the edition in PATH")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the summary of an edition; with ``--compare`` also the rates that another edition changes."""
    from negotiator import reference
    from negotiator.domain.problems import Problem, Refused
    from negotiator.services.editions import add_edition, edition_of, known_editions, remove_edition

    if chosen.remove is not None:
        remove_edition(chosen.remove)
        answer = {"removed": chosen.remove}
        sys.stdout.write(json.dumps(answer) + "\n" if chosen.json else f"Edition {chosen.remove} was removed.\n")
        return 0
    if chosen.check:
        edition = reference.load_edition(chosen.check)
    else:
        added = add_edition(chosen.add).name if chosen.add else ""
        name = chosen.edition or added or reference.CURRENT_EDITION
        known = [edition.name for edition in known_editions()]
        if name not in known:
            raise Refused(Problem("edition_unknown", "--edition", {"name": name[:60], "known": ", ".join(known)}))
        edition = edition_of(name)
        edition.check()
    summary = summary_of(edition)
    if chosen.compare:
        changes = reference.compare_editions(edition, reference.load_edition(chosen.compare))
        summary["changes"] = [_change(change) for change in changes]
    sys.stdout.write(json.dumps(summary, indent=2, ensure_ascii=False) + "\n" if chosen.json else _text(summary))
    return 0


def summary_of(edition: Edition) -> dict[str, Any]:
    """What an edition is and holds: counts, metrics, sources, licences, and every unverified figure with its doubt."""
    library = edition.library
    return {
        "edition": edition.name,
        "title": edition.title,
        "dated": edition.dated.isoformat(),
        "licence": list(edition.files.licence),
        "attribution": list(edition.files.attribution),
        "counts": {
            **{name.removesuffix(".csv"): len(rows) for name, rows in edition.tables.items()},
            "rules": len(edition.rules),
            "trusts": len(library.trusts()),
            "merged-trusts": len(library.all_trusts()) - len(library.trusts()),
            "metrics": len(library.metrics()),
            "trust-values": library.count(),
            "sources": len(edition.sources) + len(library.sources()),
        },
        "metrics": [
            {
                "id": metric.id,
                "name": metric.name,
                "unit": metric.unit,
                "direction": metric.direction,
                "theme": metric.theme,
                "period": metric.comparison_period,
                "trusts": len(library.values(metric.id)),
            }
            for metric in library.metrics()
        ],
        "trust_sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "link": source.link,
                "licence": source.licence,
                "licence_stated": source.licence_stated,
                "verified": source.verified,
            }
            for source in library.sources()
        ],
        "rate_sources": [
            {"id": source.key, "title": source.title, "link": source.link} for source in edition.sources.values()
        ],
        "unverified": [{"file": each.file, "row": each.row, "doubt": each.doubt} for each in edition.unverified()],
    }


def _change(change: RateChange) -> dict[str, Any]:
    return {
        "table": change.table,
        "row": list(change.row),
        "column": change.column,
        "before": _plain(change.before),
        "after": _plain(change.after),
    }


def _plain(value: object) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value if value is None or isinstance(value, int) else str(value)


def _text(summary: dict[str, Any]) -> str:
    lines = [f"Reference edition {summary['edition']}: {summary['title']} ({summary['dated']})", ""]
    lines += [f"  {count:>7,}  {name.replace('-', ' ')}" for name, count in summary["counts"].items()]
    lines += ["", *summary["licence"], *summary["attribution"], ""]
    lines += [f"Not confirmed ({len(summary['unverified'])}):"]
    lines += [f"  {each['file']}, {each['row']}: {each['doubt']}" for each in summary["unverified"]]
    if "changes" in summary:
        lines += ["", f"Changed ({len(summary['changes'])}):"]
        for change in summary["changes"]:
            place = ", ".join(part for part in (change["table"], " ".join(change["row"]), change["column"]) if part)
            lines.append(f"  {place}: {_short(change['before'])} → {_short(change['after'])}")
    return "\n".join(lines) + "\n"


def _short(value: Any) -> str:
    return "none" if value is None else "a row" if isinstance(value, dict) else str(value)
