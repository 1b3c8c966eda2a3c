"""How the trust compares: picture, table, rank in words, and what to be careful of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from negotiator.domain.pack_content import ComparisonContent, PackContent
from negotiator.reporting.charts.dot_range import DotRange, RangeRow
from negotiator.reporting.pack.desk import Desk, columns
from negotiator.reporting.pdf.blocks import Block, Markup, Text, bold, bullets, join, plain
from negotiator.reporting.pdf.table import Row
from negotiator.wording import pack_words as words
from negotiator.wording.figures import NOUGHT_IN_TABLE, number

MOST_ROWS = 10


def benchmarks(content: PackContent, desk: Desk) -> list[Block]:
    if not content.comparisons:
        return []
    blocks: list[Block] = [desk.section(words.SECTION_TITLES["benchmarks"])]
    for peers in dict.fromkeys(comparison.peers for comparison in content.comparisons):
        group = [comparison for comparison in content.comparisons if comparison.peers == peers]
        blocks.append(desk.text(plain(words.peers_said(group[0].own_name, peers, group[0].peers_reason))))
        for part in columns(group, MOST_ROWS):
            chart = DotRange(tuple(_range(one) for one in part), part[0].own_name, peers)
            figure, drawn = desk.figure(f"{part[0].own_name} among {peers}", chart, 0)
            blocks += [*figure, desk.text(plain(drawn.sentence))]
        blocks += _table(desk, group, peers)
        blocks += _in_words(desk, group)
    return blocks


def _range(one: ComparisonContent) -> RangeRow:
    return RangeRow(
        key=one.metric_id,
        name=one.name,
        note=f"{one.unit}, {one.period}" if one.unit else one.period,
        direction=one.direction,
        decimals=one.decimals,
        own=one.own,
        least=one.least,
        q1=one.q1,
        median=one.median,
        q3=one.q3,
        most=one.most,
        rank=one.rank,
        of=one.of,
        quartile=one.quartile,
    )


def _table(desk: Desk, group: Sequence[ComparisonContent], peers: str) -> list[Block]:
    shared = [source for source in group[0].sources if all(source in one.sources for one in group)]
    marks, notes = _marks(desk, shared)
    head = Row(
        (
            join(bold("Metric"), marks),
            *(bold(word) for word in ("Us", "Lowest", "Lower quartile", "Median", "Upper quartile", "Highest", "Rank")),
        )
    )
    rows = []
    for one in group:
        marks, more = _marks(desk, [source for source in one.sources if source not in shared])
        notes += more
        name = join(plain(one.name), marks, Markup("<br/>"), _small(f"{one.unit}, {one.period}"))
        values = (one.own, one.least, one.q1, one.median, one.q3, one.most)
        rank = f"{one.rank} of {one.of}" if one.rank is not None else NOUGHT_IN_TABLE
        rows.append(Row((name, *(plain(_value(one, value)) for value in values), plain(rank))))
    numeric = (False, *(True,) * 7)
    weights = (34, 8, 9.5, 9.5, 9.5, 9.5, 9.5, 10.5)
    caption = f"Our values and those of {peers}"
    return desk.table(caption, [head], rows, numeric, weights=weights, notes=notes)


def _marks(desk: Desk, sources: Sequence[str]) -> tuple[Markup, list[Text]]:
    """The raised numbers of some sources, and their notes."""
    called = [desk.note(source) for source in sources]
    return Markup(" ".join(mark for mark, _ in called)), [note for _, note in called]


def _small(text: str) -> Markup:
    return Markup(f'<font size="8.4" color="#4c6272">{plain(text)}</font>')


def _value(one: ComparisonContent, value: Decimal | None) -> str:
    return NOUGHT_IN_TABLE if value is None else number(value, one.decimals)


def _in_words(desk: Desk, group: Sequence[ComparisonContent]) -> list[Block]:
    items = []
    for one in group:
        parts = [words.rank_said(one.rank, one.of, one.quartile, one.direction)]
        parts += [caveat.rstrip(".") + "." for caveat in one.caveats if caveat]
        items.append(join(bold(f"{one.name}. "), plain(" ".join(parts))))
    return list(bullets(items, desk.styles.item))
