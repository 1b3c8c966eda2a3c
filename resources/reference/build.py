"""Build a reference edition from a folder of gathered figures.

    python resources/reference/build.py --from DIR --to resources/reference/2026-11 [--without-unlicensed]

``DIR`` holds ``reference/*.json`` and ``trusts/*``; the hand-written inputs are in ``sources`` beside this script. The
same inputs give the same bytes. ``--without-unlicensed`` leaves out every trust value whose source states no licence.
``--seal DIR`` writes the checksums of an edition that somebody edited by hand into its manifest.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from building.files import BuildError, quoted, read_toml
from building.rates import Builder, handbook, on_costs, pay, personal_tax, statutory_pay
from building.rules import rules_text
from building.trusts import trust_texts

from negotiator.reference import schema

HAND_WRITTEN = Path(__file__).resolve().parent / "sources"


def build(origin: Path, target: Path, *, words: Path = HAND_WRITTEN, licensed_only: bool = False) -> None:
    """Write the whole edition to a folder, from the gathered figures and the hand-written inputs (``words``)."""
    builder = Builder(origin, words)
    for part in (pay, on_costs, handbook, statutory_pay, personal_tax):
        part(builder)
    texts = {name: builder.table_text(name) for name in schema.TABLES}
    texts[schema.RULES] = rules_text(builder)
    texts[schema.SOURCES] = builder.sources.text()
    trusts, attribution = trust_texts(builder.trusts, words, licensed_only=licensed_only)
    texts |= trusts
    head = read_toml(words / "edition.toml")
    head["edition"]["attribution"] = attribution
    if licensed_only:
        head["edition"]["licence"] = head["edition"]["licence_without_unlicensed"]
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    write_manifest(target, head)


def write_manifest(target: Path, head: Mapping[str, Any]) -> None:
    """The manifest: what the edition is, its licence and attribution lines, and the SHA-256 of every file."""
    edition = head["edition"]
    lines = [f"format = {schema.FORMAT}", "", "[edition]"]
    lines += [f"name = {quoted(edition['name'])}", f"title = {quoted(edition['title'])}", f"dated = {edition['dated']}"]
    for field in ("licence", "attribution"):
        lines += [f"{field} = [", *(f"    {quoted(line)}," for line in edition[field]), "]"]
    lines += ["", "[files]"]
    for name in sorted(schema.FILES):
        lines.append(f'{quoted(name)} = "{hashlib.sha256((target / name).read_bytes()).hexdigest()}"')
    (target / schema.MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build a reference edition.")
    parser.add_argument("--from", dest="origin", type=Path, help="folder with reference/ and trusts/")
    parser.add_argument("--to", dest="target", type=Path, help="folder of the edition")
    parser.add_argument(
        "--without-unlicensed", action="store_true", help="leave out values whose source states no licence"
    )
    parser.add_argument("--seal", type=Path, metavar="DIR", help="write the checksums of an edited edition")
    chosen = parser.parse_args(arguments)
    if chosen.seal:
        write_manifest(chosen.seal, read_toml(chosen.seal / schema.MANIFEST))
        return 0
    if not chosen.origin or not chosen.target:
        parser.error("--from and --to are needed")
    try:
        build(chosen.origin, chosen.target, licensed_only=chosen.without_unlicensed)
    except (BuildError, OSError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
