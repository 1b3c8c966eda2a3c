"""The rules: statements in our own words with the figures, sources and verified flags of the inputs."""

from __future__ import annotations

from typing import Any

from building.files import BuildError, cell, read_json, read_toml, toml_text
from building.rates import Builder

BOOK_FILES = {
    "handbook": "handbook-rules.json",
    "hcas": "hcas.json",
    "on_costs": "on-costs.json",
    "wage_floors": "wage-floors.json",
    "consultation": "consultation-duties.json",
    "facility_time": "facility-time.json",
}
_RULE_WORDS = ("book", "topic", "section", "jurisdictions", "year", "unit")


def rules_text(builder: Builder) -> str:
    """The rules: our statements with the figures, the sources and the verified flags of the inputs."""
    books = {book: read_json(builder.reference / file) for book, file in BOOK_FILES.items()}
    rules = {}
    for rule_id, words in read_toml(builder.hand_written / "rules.toml").items():
        book = books[words["book"]]
        told = pointed(book, words["from"], rule_id)
        verified = words["verified"] if "verified" in words else told[words.get("verified_by", "verified")]
        cited = words.get("cited") or told.get(words.get("source_by", "source"))
        if not verified and not words.get("doubt"):
            raise BuildError(f"rule {rule_id} is unverified, and no doubt is written for it")
        figures = {name: in_words(pointed(book, path, rule_id)) for name, path in words.get("figures", {}).items()}
        value = pointed(book, words["value"], rule_id) if "value" in words else None
        rules[rule_id] = {
            **{field: words[field] for field in _RULE_WORDS if field in words},
            "statement": words["statement"].format(value=in_words(value), **figures),
            **({"value": cell(value)} if value is not None else {}),
            "verified": verified,
            "sources": builder.sources.cite(cited) if cited else [builder.sources.use("own")],
            **({"doubt": words["doubt"]} if "doubt" in words else {}),
        }
    return toml_text(rules)


def pointed(data: Any, path: str, rule_id: str) -> Any:
    """What a path such as ``/overtime/rate`` or ``/rules/0`` points to."""
    for part in path.strip("/").split("/"):
        try:
            data = data[int(part)] if isinstance(data, list) else data[part]
        except (KeyError, IndexError) as error:
            raise BuildError(f"rule {rule_id}: the input has no {path}") from error
    return data


def in_words(value: Any) -> Any:
    """A figure as a statement takes it: a list becomes text with commas."""
    return ", ".join(value) if isinstance(value, list) else value
