"""The workbook: read me, and for each proposal its results, inputs and a sheet of workings for each projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from negotiator.reporting.workbook.content import WorkbookContent
from negotiator.reporting.workbook.formulas import Formulas
from negotiator.reporting.workbook.outlook import GAINERS_WIDTHS, RANGE_WIDTHS, write_gainers, write_ranges
from negotiator.reporting.workbook.projection import TooLarge
from negotiator.reporting.workbook.results import Results
from negotiator.reporting.workbook.sheets import Sheet, formats_of
from negotiator.wording import pack_words as words
from negotiator.wording import workbook_words as said
from negotiator.wording.figures import day

README_WIDTH = 100

MOST_LINES = 1_500
"""Staff lines of a workbook with formulas; with more it holds results alone."""


def render_workbook(content: WorkbookContent) -> bytes:
    """The workbook as bytes; the same content gives the same bytes.

    Formulas are checked as they are written: their exact value must round to the application's figure. An option whose
    formulas do not is made anew without them, and the workbook says so; so is a proposal too large for a spreadsheet.
    """
    large = frozenset(
        n for n, one in enumerate(content.proposals) if one.case is not None and len(one.case.staff) > MOST_LINES
    )
    left_out: dict[int, frozenset[str]] = {}
    while True:
        book = _Book(content, large, left_out)
        if book.too_large - large:
            large |= book.too_large
        elif book.unlike:
            left_out |= book.unlike
        else:
            return book.finish()


class _Book:
    """One making of the workbook, without formulas for proposals that are large and options that are left out."""

    def __init__(self, content: WorkbookContent, large: frozenset[int], left_out: Mapping[int, frozenset[str]]) -> None:
        import xlsxwriter

        from negotiator.reporting.workbook.plain import PlainWorksheet

        self._worksheet = PlainWorksheet
        self.content, self.left_out = content, left_out
        self.too_large: frozenset[int] = large
        self.unlike: dict[int, frozenset[str]] = {}
        self._bytes = BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book: Any = xlsxwriter.Workbook(self._bytes, {"in_memory": True, **plain})
        self.book.set_properties({"title": content.title, "company": content.organisation, "created": content.at})
        self.formats = formats_of(self.book)
        readme = self._sheet("Read me", (README_WIDTH,))
        for n in range(len(content.proposals)):
            self._proposal(n)
        self._write_readme(readme)

    def finish(self) -> bytes:
        self.book.close()
        return self._bytes.getvalue()

    def _sheet(self, name: str, widths: Sequence[int]) -> Sheet:
        made = self.book.add_worksheet(name, self._worksheet)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        made.set_footer(f"&L{self.content.confidentiality.replace('&', '&&')}&R&P")
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        return Sheet(name, made, self.formats)

    def _proposal(self, n: int) -> None:
        costing = self.content.proposals[n]
        prefix = f"{n + 1}. " if len(self.content.proposals) > 1 else ""

        def add(name: str, widths: Sequence[int]) -> Sheet:
            return self._sheet(f"{prefix}{name}", widths)

        sheet = add("Results", (44, *(16,) * 14))
        if any(costing.outlooks):
            write_ranges(add(said.LIKELY_RANGE, RANGE_WIDTHS), costing, self.content.confidentiality)
            write_gainers(add(said.WHO_GAINS, GAINERS_WIDTHS), costing, self.content.confidentiality)
        if costing.case is None or n in self.too_large:
            Results(sheet, costing, self.content.confidentiality, {}, None)
            return
        try:
            made = Formulas(costing, add, self.left_out.get(n, frozenset()))
        except TooLarge:
            self.too_large |= {n}
            return
        if made.unlike:
            self.unlike[n] = self.left_out.get(n, frozenset()) | frozenset(made.unlike)
        Results(sheet, costing, self.content.confidentiality, made.figures, made.discount)

    def _write_readme(self, sheet: Sheet) -> None:
        content = self.content
        sheet.text(0, content.title, "title")
        sheet.next()
        lines = [content.organisation, content.confidentiality, said.made_on(day(content.at.date())), ""]
        live = [n for n, one in enumerate(content.proposals) if one.case is not None and n not in self.too_large]
        if live:
            lines += [*said.HOW_TO_READ, "", said.NOT_LIVE_HEAD, *said.NOT_LIVE]
        for n, one in enumerate(content.proposals):
            if one.case is None:
                lines.append(said.results_only(one.name))
            elif n in self.too_large:
                lines.append(said.too_large(one.name, len(one.case.staff)))
            elif self.left_out.get(n):
                lines.append(said.without_formulas(one.name, sorted(self.left_out[n])))
        lines += ["", said.SIMPLIFIED, *words.SIMPLIFICATIONS]
        for line in lines:
            sheet.paragraph(0, line, README_WIDTH)
            sheet.next()
