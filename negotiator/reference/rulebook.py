"""The rules, awards and statutory pay of an edition."""

from __future__ import annotations

from negotiator.domain.rulebook import PayAward, Rule, StatutoryPay
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.reference import schema
from negotiator.reference.entries import Entry
from negotiator.reference.files import EditionFiles
from negotiator.reference.rates import Tables
from negotiator.reference.tables import read_sources


def read_rules(files: EditionFiles) -> tuple[Rule, ...]:
    """Every rule of an edition, in its order."""
    sources = read_sources(files)
    rules = []
    for rule_id, entry in files.toml(schema.RULES).items():
        read = Entry(schema.RULES, rule_id, entry)
        jurisdictions = read.texts("jurisdictions", required=False)
        if not set(jurisdictions) <= set(JURISDICTIONS):
            raise read.refused("jurisdictions", ", ".join(jurisdictions))
        rules.append(
            Rule(
                id=rule_id,
                book=read.choice("book", schema.BOOKS),
                topic=read.text("topic"),
                statement=read.text("statement"),
                provenance=read.provenance(sources),
                section=read.text("section", required=False),
                jurisdictions=jurisdictions,
                year=read.year("year"),
                value=read.number("value"),
                unit=read.text("unit", required=False),
            )
        )
    return tuple(rules)


def awards_from(tables: Tables) -> tuple[PayAward, ...]:
    """Every award known, in the order of the edition."""
    return tuple(
        PayAward(row["jurisdiction"], row["year"], row["share"], row["note"] or "", row.provenance)
        for row in tables[schema.AWARDS]
    )


def statutory_pay_from(tables: Tables) -> dict[str, StatutoryPay]:
    """Statutory pay by year."""
    return {
        row["year"]: StatutoryPay(
            row["year"],
            row["sick_pay_weekly"],
            row["maternity_pay_weekly"],
            row["weeks_pay_cap"],
            row["most_redundancy_pay"],
            row.provenance,
        )
        for row in tables[schema.STATUTORY_PAY]
    }
