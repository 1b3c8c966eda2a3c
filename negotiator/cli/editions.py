"""``negotiator recost``: what costing a workspace with another rates edition would change. It changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiator.cli.passphrases import add_passphrase, passphrase_of

if TYPE_CHECKING:
    from negotiator.reference.editions import Edition
    from negotiator.services.editions import Amounts, Recosting


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("recost", help="say what another rates edition would change, and change nothing")
    parser.add_argument("file", metavar="FILE", help="a workspace")
    parser.add_argument(
        "--edition", required=True, metavar="NAME_OR_PATH", help="an edition on this computer, or its folder or file"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_passphrase(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Cost every proposal with both editions and answer. Raises Refused for a file or an edition that is not sound."""
    from negotiator.services.editions import recost_cases, recosting
    from negotiator.services.headless import opened

    with opened(arguments.file, passphrase_of(arguments)) as session:
        settings = session.settings
        cases, problems = recost_cases(session)
    found = recosting(cases, settings.jurisdiction, settings.edition, _edition(arguments.edition))
    if arguments.json:
        json.dump(shape(found, problems), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(_text(found, problems))
    return 0


def _edition(given: str) -> Edition | str:
    """A name, or the edition at a path: whatever looks like one or is there is read from it."""
    from negotiator.reference import load_edition
    from negotiator.reference.files import EDITION_NAME
    from negotiator.services.editions import known_editions

    if EDITION_NAME.fullmatch(given) and (
        any(known.name == given for known in known_editions()) or not Path(given).exists()
    ):
        return given
    path = Path(given)
    return load_edition(path.parent if path.name == "edition.toml" else path)


def shape(found: Recosting, problems: tuple[Any, ...] = ()) -> dict[str, Any]:
    """The preview as plain data; money as text with two decimals, None for what cannot be costed."""
    from negotiator.services.costing_json import text
    from negotiator.wording.sentences import sentence

    def amounts(side: Amounts | None) -> dict[str, Any] | None:
        if side is None:
            return None
        years = {year: text(value) for year, value in side.years.items()}
        return {"full_year_effect": None if side.full_year is None else text(side.full_year), "years": years}

    def difference(one: Any, year: str) -> str | None:
        value = one.difference(year)
        return None if value is None else text(value)

    def row(one: Any) -> dict[str, Any]:
        return {
            "now": amounts(one.now),
            "then": amounts(one.then),
            "difference": {
                "full_year_effect": difference(one, ""),
                "years": {year: difference(one, year) for year in found.years},
            },
        }

    return {
        "edition_now": found.before,
        "edition_then": found.after,
        "jurisdiction": found.jurisdiction,
        "currency": "GBP",
        "years": list(found.years),
        "pay_bill": next((row(one) for one in found.options if not one.option_id), None),
        "options": [
            {"proposal": one.proposal, "option": one.option, **row(one)} for one in found.options if one.option_id
        ],
        "changed_rates": [
            {
                "table": change.table,
                "row": list(change.row),
                "column": change.column,
                "before": _plain(change.before),
                "after": _plain(change.after),
                "verified": change.provenance.verified,
                "source": change.provenance.source,
            }
            for change in found.rates
        ],
        "problems_now": [sentence(problem) for problem in (*problems, *found.problems_now)],
        "problems_then": [sentence(problem) for problem in (*problems, *found.problems_then)],
    }


def _plain(value: object) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return value if value is None or isinstance(value, int) else str(value)


def _text(found: Recosting, problems: tuple[Any, ...]) -> str:
    from negotiator.wording.figures import money
    from negotiator.wording.rate_changes import rate_change_words
    from negotiator.wording.sentences import sentence

    lines = [f"From edition {found.before} to edition {found.after}, {found.jurisdiction}. Nothing was changed.", ""]
    for one in found.options:
        lines.append(f"{one.proposal}: {one.option}" if one.option_id else "Pay bill without any option")
        for year in ("", *found.years):
            now = None if one.now is None else one.now.years.get(year) if year else one.now.full_year
            then = None if one.then is None else one.then.years.get(year) if year else one.then.full_year
            if now is None and then is None:
                continue
            more = one.difference(year)
            sides = " → ".join("cannot be costed" if side is None else money(side, 2) for side in (now, then))
            lines.append(f"  {year or 'full year':<9}  {sides}" + (f"  ({money(more, 2)})" if more else ""))
    for problem in (*problems, *found.problems_now, *found.problems_then):
        lines.append(f"! {sentence(problem)}")
    lines += ["", f"Changed rates ({len(found.rates)}):"]
    for change in found.rates:
        words = rate_change_words(change)
        place = ", ".join(part for part in (words.subject, words.item, words.year) if part)
        lines.append(f"  {place}: {words.before} → {words.after}")
    return "\n".join(lines) + "\n"
