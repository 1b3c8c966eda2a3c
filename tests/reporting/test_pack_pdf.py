"""The pack as a PDF: what it says, that it keeps its standards, and that no content breaks it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from negotiator.domain.markings import Audience
from negotiator.domain.pack_content import PackContent
from negotiator.domain.packs import PackPlan
from negotiator.domain.problems import Problem
from negotiator.domain.workspace import Settings
from negotiator.reporting.pack.document import render_pack
from negotiator.wording.figures import amount, money
from tests.reporting.contents import AT, content
from tests.reporting.pdf_reading import elements, every_byte, failures, text_of

LONG = " of the very long and winded kind," * 6
WORD = "Donaudampfschifffahrtsgesellschaft" * 8
ODD = " <b>&amp; {x} %s \U0001f600 漢字 \x07\ufeff\u200b العربية \n \ue000"

EMPTY = PackContent(Audience.JOINT, PackPlan("k", "x"), Settings(), AT)
CONTENTS = {
    "empty": EMPTY,
    "joint": content(),
    "management": content(Audience.MANAGEMENT, mandate=True),
    "one option": content(options=1, people=0, metrics=1, years=1),
    "ten options, sixty people": content(Audience.TEAM, 10, 60, 10, mandate=True, metrics=25),
    "long names": content(Audience.MANAGEMENT, long=LONG, mandate=True),
    "one long word": content(Audience.TEAM, long=WORD),
    "odd characters": content(Audience.OPEN, long=ODD),
}


@pytest.fixture(scope="module")
def packs() -> dict[str, bytes]:
    return {name: render_pack(one) for name, one in CONTENTS.items()}


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_every_pack_keeps_pdf_ua_1_and_pdf_a_2a(packs: dict[str, bytes], name: str, profile: str) -> None:
    assert failures(packs[name], profile) == []


def test_the_same_content_at_the_same_moment_gives_the_same_bytes(packs: dict[str, bytes]) -> None:
    assert render_pack(content()) == packs["joint"]
    later = replace(content(), at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    assert render_pack(later) != packs["joint"]


def test_the_text_holds_the_figures_of_the_costing(packs: dict[str, bytes]) -> None:
    text = " ".join(text_of(packs["joint"]).split())
    for _, option in CONTENTS["joint"].options:
        cost = option.costs["trust"]
        assert money(cost.full_year_effect.total) in text
        for figure in (cost.cumulative, cost.net_present_cost):
            assert money(figure, 2) in text
        for one in (*cost.years.values(), cost.full_year_effect):
            for value in one.components.values():
                assert value == 0 or amount(value, 2) in text
        assert amount(option.costs["whole-nhs"].full_year_effect.total) in text


def test_the_text_holds_every_section_and_its_page_in_the_contents(packs: dict[str, bytes]) -> None:
    reader = pypdf.PdfReader(BytesIO(packs["joint"]))
    contents = reader.pages[1].extract_text()
    for title in ("Summary", "The options compared", "How we compare", "The people", "Sources and licences"):
        line = next(row for row in contents.splitlines() if title in row)
        page_number = int(line.split()[-1]) if line.split()[-1].isdigit() else _after(contents, title)
        assert title in reader.pages[page_number - 1].extract_text()


def _after(text: str, title: str) -> int:
    lines = text.splitlines()
    at = next(n for n, row in enumerate(lines) if title in row)
    return int(next(row for row in lines[at + 1 :] if row.strip().isdigit()))


@pytest.mark.parametrize(("audience", "line"), [
    (Audience.JOINT, "JOINT · may be shared with both sides"),
    (Audience.MANAGEMENT, "MANAGEMENT · for the board and finance"),
    (Audience.TEAM, "TEAM · for the negotiating team alone"),
])  # fmt: skip
def test_the_confidentiality_line_stands_on_every_page(audience: Audience, line: str) -> None:
    for one in pypdf.PdfReader(BytesIO(render_pack(content(audience, options=1)))).pages:
        assert line in " ".join(one.extract_text().split())


def test_a_pack_without_a_mandate_shows_no_trace_of_one(packs: dict[str, bytes]) -> None:
    joint = every_byte(packs["joint"]).lower()
    for word in (b"envelope", b"reserve", b"red line", b"prefers", b"mandate"):
        assert word not in joint
    management = text_of(packs["management"])
    for word in ("£700,000", "£50,000", "No pay cut for anybody", "prefers"):
        assert word in management


def test_what_a_person_wrote_is_never_taken_for_markup() -> None:
    wicked = "</font><b>x</b> <img src='file:///etc/passwd'/> &lt; <para>"
    text = " ".join(text_of(render_pack(content(long=wicked))).split())
    assert "<img src='file:///etc/passwd'/>" in text
    assert "&lt;" in text


def test_the_wage_floor_stands_in_the_summary_and_beside_its_option(monkeypatch: pytest.MonkeyPatch) -> None:
    from negotiator.wording.sentences import costing

    monkeypatch.setitem(costing.SENTENCES, "below_living_wage", "The floor is broken in band 2.")
    data = render_pack(content(warnings=(Problem("below_living_wage", "", {}),)))
    pages = [one.extract_text() for one in pypdf.PdfReader(BytesIO(data)).pages]
    assert "The floor is broken in band 2." in pages[2]
    assert sum("The floor is broken in band 2." in page for page in pages) >= 2


def test_an_empty_workspace_says_so() -> None:
    assert "Nothing has been put yet" in text_of(render_pack(EMPTY))


def test_headings_run_without_a_gap_and_tables_have_row_and_column_heads(packs: dict[str, bytes]) -> None:
    tree = elements(packs["management"])
    levels = [int(role[1]) for role, _ in tree if role in ("H1", "H2", "H3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    roles = {role for role, _ in tree}
    assert {"Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody", "Figure", "Note", "TOC", "TOCI", "Link", "P"} <= roles
    with pikepdf.open(BytesIO(packs["management"])) as pdf:
        heads = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
        assert {str(o.A.Scope) for o in heads} == {"/Row", "/Column"}
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert figures and all(len(str(o.Alt)) > 40 for o in figures)


def test_the_file_names_its_language_title_and_bookmarks(packs: dict[str, bytes]) -> None:
    reader = pypdf.PdfReader(BytesIO(packs["joint"]))
    with pikepdf.open(BytesIO(packs["joint"])) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert reader.metadata is not None and reader.metadata.title == "On-call and unsocial hours"
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[0] == "Contents" and "2 The options compared" in titles


def test_the_sections_follow_the_plan() -> None:
    plan = PackPlan("k", "x", sections=("sources", "summary"))
    text = text_of(render_pack(replace(content(), plan=plan)))
    assert text.index("Sources and licences") < text.index("Three options are put")
    assert "How we compare" not in text


@pytest.mark.parametrize("name", CONTENTS)
def test_no_text_runs_out_of_the_margins(packs: dict[str, bytes], name: str) -> None:
    for number, one in enumerate(pdfium.PdfDocument(packs[name]), start=1):
        text = one.get_textpage()
        for n in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(n)
            inside = left >= 51 and right <= 546 and bottom >= 24 and top <= 800
            assert inside, (number, text.get_text_bounded(left, bottom, right, top), left, bottom, right, top)


def test_a_running_pack_can_be_stopped() -> None:
    class Stop(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.3:
            raise Stop

    with pytest.raises(Stop):
        render_pack(content(), stop)


def test_progress_goes_from_nought_to_one() -> None:
    told: list[float] = []
    render_pack(content(options=1), told.append)
    assert told == sorted(told) and told[-1] == 1.0


def test_no_folder_of_this_machine_leaves(packs: dict[str, bytes]) -> None:
    from negotiator.reporting.charts.fonts import FOLDER

    assert str(FOLDER.parent.parent).encode() not in every_byte(packs["joint"])


def test_figures_are_set_in_digits_of_one_width() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    from negotiator.reporting.pdf.fonts import REGULAR, TABULAR

    render_pack(EMPTY)
    assert len({stringWidth(digit, TABULAR, 10) for digit in "0123456789"}) == 1
    assert stringWidth("1", REGULAR, 10) != stringWidth("1", TABULAR, 10)


def test_options_that_save_say_so() -> None:
    saving = content(options=1)
    option = saving.proposals[0].options[0]
    cost = option.costs["trust"]
    full = replace(cost.full_year_effect, components={"income": Decimal("-1200.00")})
    changed = replace(option, costs={"trust": replace(cost, full_year_effect=full)})
    proposal = replace(saving.proposals[0], options=(changed,))
    text = " ".join(text_of(render_pack(replace(saving, proposals=(proposal,)))).split())
    assert "saves £1,200 in a full year" in text


@pytest.mark.parametrize("name", ["management", "ten options, sixty people"])
def test_the_sentence_under_a_picture_begins_on_the_page_of_the_picture(packs: dict[str, bytes], name: str) -> None:
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(packs[name])).pages]
    with_years = [page for page in pages if "Year by year as phased" in page]
    assert with_years and all("In-year cost" in page for page in with_years)


def test_a_table_of_steps_begins_where_a_table_of_figures_would_go_to_the_next_page() -> None:
    from negotiator.reporting.pack import styles as look
    from negotiator.reporting.pack.desk import Desk
    from negotiator.reporting.pack.styles import PackStyles
    from negotiator.reporting.pdf.blocks import Space, plain
    from negotiator.reporting.pdf.canvas import TaggedCanvas
    from negotiator.reporting.pdf.composer import Composer
    from negotiator.reporting.pdf.metadata import DocumentInfo
    from negotiator.reporting.pdf.table import Row

    render_pack(EMPTY)
    desk = Desk(PackStyles())
    rows = [Row((plain(f"step {n}"), plain("1"))) for n in range(60)]
    first_pages = []
    for wordy in (True, False):
        canvas = TaggedCanvas(DocumentInfo("t", "a", "s", AT))
        composer = Composer(canvas, look.PAGE, lambda *_: None, look.LINE)
        table = desk.table("Steps", [Row((plain("Step"), plain("Value")))], rows, (False, True), wordy=wordy)
        composer.set([desk.text(plain("Before.")), Space(look.PAGE.height - 250), *table])
        composer.end_page()
        first_pages.append(pypdf.PdfReader(BytesIO(canvas.finish())).pages[0].extract_text())
    assert "step 3" in first_pages[0] and "Before." in first_pages[1]
    assert "step" not in first_pages[1]


def test_the_notes_of_a_page_stand_in_the_order_of_their_numbers() -> None:
    from reportlab.lib.styles import ParagraphStyle

    from negotiator.reporting.pack import styles as look
    from negotiator.reporting.pack.desk import Desk
    from negotiator.reporting.pack.styles import PackStyles
    from negotiator.reporting.pdf.blocks import Text, plain
    from negotiator.reporting.pdf.canvas import TaggedCanvas
    from negotiator.reporting.pdf.composer import Composer
    from negotiator.reporting.pdf.metadata import DocumentInfo

    render_pack(EMPTY)
    desk, canvas = Desk(PackStyles()), TaggedCanvas(DocumentInfo("t", "a", "s", AT))
    notes = [desk.note(f"note {n}")[1] for n in range(1, 12)]
    style = ParagraphStyle("x", fontName="Inter-Regular")
    composer = Composer(canvas, look.PAGE, lambda *_: None, look.LINE)
    composer.set([Text(plain("a"), style, notes=notes[5:]), Text(plain("b"), style, notes=notes[:7])])
    composer.end_page()
    text = text_of(canvas.finish())
    places = [text.index(f"note {n}\n") if n < 11 else text.index("note 11") for n in range(1, 12)]
    assert places == sorted(places)


def test_years_beyond_the_last_published_scale_lead_to_a_note_in_every_table_that_has_them() -> None:
    warning = Problem("award_assumed", "", {"last_year": "2026/27", "years": "2027/28"})
    given = content(options=1)
    option = given.proposals[0].options[0]
    costs = {basis: replace(cost, warnings=(warning,)) for basis, cost in option.costs.items()}
    marked = replace(given, proposals=(replace(given.proposals[0], options=(replace(option, costs=costs),)),))
    said = "2027/28: award of 2.5% assumed. No pay scale is published yet."
    text = " ".join(text_of(render_pack(marked)).split())
    assert said in text and said not in " ".join(text_of(render_pack(given)).split())
    (number,) = {found.group(1) for found in re.finditer(r"(\d+) " + re.escape(said), text)}
    assert f"2027/28{number} " in text, "the head of the year leads to it"
    assert re.search(rf"All costs, [\d/a-z ]*\d{{4}}/\d{{2}}{number} ", text)
    assert failures(render_pack(marked), "ua1") == []


def test_a_sentence_stands_on_the_page_of_the_table_that_it_speaks_of() -> None:
    from negotiator.reporting.pack import styles as look
    from negotiator.reporting.pack.desk import Desk
    from negotiator.reporting.pack.styles import PackStyles
    from negotiator.reporting.pdf.blocks import Space, plain
    from negotiator.reporting.pdf.canvas import TaggedCanvas
    from negotiator.reporting.pdf.composer import Composer
    from negotiator.reporting.pdf.metadata import DocumentInfo
    from negotiator.reporting.pdf.table import Row

    render_pack(EMPTY)
    desk = Desk(PackStyles())
    rows = [Row((plain(f"band {n}"), plain("1"))) for n in range(8)]
    sentence = plain("What the table says, at some length. " * 8)
    for left in range(60, 400, 20):
        canvas = TaggedCanvas(DocumentInfo("t", "a", "s", AT))
        composer = Composer(canvas, look.PAGE, lambda *_: None, look.LINE)
        table = desk.table("Bands", [Row((plain("Band"), plain("Heads")))], rows, (False, True))
        blocks = desk.said_of(table, sentence)
        composer.set([desk.text(plain("Before.")), Space(look.PAGE.height - left), *blocks])
        composer.end_page()
        pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(canvas.finish())).pages]
        assert [page.count("at some length") for page in pages if "band 7" in page] == [8], left


def test_no_entry_of_a_list_is_left_alone_on_a_page() -> None:
    from negotiator.reporting.pack import styles as look
    from negotiator.reporting.pack.styles import PackStyles
    from negotiator.reporting.pdf.blocks import Space, bullets, plain
    from negotiator.reporting.pdf.canvas import TaggedCanvas
    from negotiator.reporting.pdf.composer import Composer
    from negotiator.reporting.pdf.metadata import DocumentInfo

    render_pack(EMPTY)
    item = PackStyles().item
    for left in range(20, 140, 10):
        canvas = TaggedCanvas(DocumentInfo("t", "a", "s", AT))
        composer = Composer(canvas, look.PAGE, lambda *_: None, look.LINE)
        lines = bullets([plain(f"entry {n}") for n in range(6)], item)
        composer.set([Space(look.PAGE.height - left, stays=True), *lines])
        composer.end_page()
        last = pypdf.PdfReader(BytesIO(canvas.finish())).pages[-1].extract_text()
        assert last.count("entry") >= 3, left
