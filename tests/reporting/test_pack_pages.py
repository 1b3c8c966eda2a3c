"""What stands on which page of a pack: footnotes in full once, tables broken where a page would stay half empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import pypdf
import pytest

from negotiator.reporting.charts.fonts import FOLDER
from negotiator.reporting.pack import styles as look
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.styles import PackStyles
from negotiator.reporting.pdf.blocks import Block, PageBreak, Space, join, plain
from negotiator.reporting.pdf.canvas import TaggedCanvas
from negotiator.reporting.pdf.composer import Composer
from negotiator.reporting.pdf.fonts import register_fonts
from negotiator.reporting.pdf.metadata import DocumentInfo
from negotiator.reporting.pdf.table import Row
from negotiator.wording.pack_words import notes_above
from tests.reporting.pdf_reading import failures

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> Desk:
    register_fonts(FOLDER)
    return Desk(PackStyles())


def printed(desk: Desk, blocks: Sequence[Block]) -> bytes:
    canvas = TaggedCanvas(DocumentInfo("t", "a", "s", AT))
    composer = Composer(canvas, look.PAGE, lambda *_: None, look.LINE, desk.see_above)
    composer.set(blocks)
    composer.end_page()
    return canvas.finish()


def pages_of(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(data)).pages]


def bands(count: int) -> list[Row]:
    return [Row((plain(f"band {n} of them"), plain("1"))) for n in range(count)]


HEAD = [Row((plain("Band"), plain("Heads")))]


def test_a_footnote_stands_in_full_where_it_is_first_called_and_later_pages_lead_there(desk: Desk) -> None:
    blocks: list[Block] = []
    for _ in range(3):
        called = [desk.note(f"evidence {letter}") for letter in "abc"]
        blocks += [desk.text(join("Said", *(mark for mark, _ in called)), [note for _, note in called]), PageBreak()]
    data = printed(desk, blocks)
    first, *later = pages_of(data)
    assert all(f"evidence {letter}" in first for letter in "abc") and "see page" not in first
    assert len(later) == 2
    for page in later:
        assert "evidence" not in page and page.endswith("Notes 1 to 3: see page 1.")
    assert failures(data, "ua1") == []


def test_a_footnote_that_no_reader_of_a_figure_may_miss_stands_in_full_on_every_page(desk: Desk) -> None:
    blocks: list[Block] = []
    for _ in range(2):
        mark, note = desk.note("An award is assumed.", repeats=True)
        blocks += [desk.text(join("Said", mark), [note]), PageBreak()]
    assert [page.count("An award is assumed.") for page in pages_of(printed(desk, blocks))] == [1, 1]


def test_each_part_of_a_broken_table_has_the_notes_that_it_calls(desk: Desk) -> None:
    early, first = desk.note("said of band 1")
    late, second = desk.note("said of band 48")
    rows = bands(50)
    rows[1] = Row((join("band 1", early), plain("1")))
    rows[48] = Row((join("band 48", late), plain("1")))
    one, other = pages_of(printed(desk, desk.table("Bands", HEAD, rows, (False, True), notes=[first, second])))
    assert "said of band 1" in one and "said of band 48" not in one
    assert "said of band 48" in other and "said of band 1" not in other and "see page" not in other


@pytest.mark.parametrize(("left", "is_broken"), [(360, True), (280, False)])
def test_a_table_with_its_sentence_is_broken_where_two_fifths_of_a_page_would_stay_empty(
    desk: Desk, left: float, is_broken: bool
) -> None:
    table = desk.said_of(desk.table("Bands", HEAD, bands(12), (False, True)), plain("What it says. " * 40))
    data = printed(desk, [desk.text(plain("Before.")), Space(look.PAGE.height - left - 30), *table])
    before, after = pages_of(data)
    assert ("band 8" in before) is is_broken
    assert after.count("Band Heads") == 1, "the head is repeated"
    assert after.count("of them") >= 3 and after.count("What it says.") == 40


def test_notes_printed_before_are_named_by_runs_of_their_numbers() -> None:
    assert notes_above({7: [4, 5, 6, 9], 2: [1]}) == "Notes 4 to 6 and 9: see page 7. Note 1: see page 2."
    assert notes_above({3: [1, 2, 4]}) == "Notes 1, 2 and 4: see page 3."
