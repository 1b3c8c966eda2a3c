"""Sheets that are written cell by cell, each cell's amount coming back as a reference to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from negotiator.reporting.workbook.amounts import Amount

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, now or when it is typed over: an apostrophe leads where needed."""
    clean = "".join(c for c in text if c >= " " or c in "\n\t")
    return f"'{clean}" if clean.startswith(_RISKY) or clean.lstrip().startswith(_RISKY[:4]) else clean


@dataclass
class Sheet:
    """A worksheet and the row that is next. Columns count from 0."""

    name: str
    worksheet: Any
    formats: dict[str, Any]
    row: int = 0
    widths: dict[int, int] = field(default_factory=dict)

    def text(self, column: int, words: str, style: str = "text") -> None:
        """Words in the current row."""
        self.worksheet.write_string(self.row, column, harmless(words)[:32_000], self.formats[style])

    def paragraph(self, column: int, words: str, width: int, style: str = "wrap") -> None:
        """Words that may need several lines in a column that many characters wide; the row is made high enough."""
        lines = max(1, -(-len(words) // int(width * 0.95)))
        self.worksheet.set_row(self.row, 13.5 * lines)
        self.text(column, words, style)

    def across(self, words: str, widths: Sequence[int], style: str = "wrap") -> None:
        """Words over all columns of these widths, as high as they need, and on to the next row."""
        self.worksheet.merge_range(self.row, 0, self.row, len(widths) - 1, "", self.formats[style])
        self.paragraph(0, words, sum(widths), style)
        self.next()

    def texts(self, words: Sequence[str], style: str = "head", first: int = 0) -> None:
        for column, one in enumerate(words, start=first):
            self.text(column, one, style)

    def input(self, column: int, value: Fraction, style: str = "input") -> Amount:
        """A number that a person may change; the cell's style says so."""
        self.worksheet.write_number(self.row, column, float(value), self.formats[style])
        return self._reference(column, value)

    def put(self, column: int, amount: Amount, style: str = "money") -> Amount:
        """An amount worked out by its formula; a plain number stands as such."""
        if amount.fixed:
            self.worksheet.write_number(self.row, column, float(amount.value), self.formats[style])
        else:
            text = amount.text.replace(f"'{self.name}'!", "")
            self.worksheet.write_formula(self.row, column, f"={text}", self.formats[style], float(amount.value))
        return self._reference(column, amount.value)

    def constant(self, column: int, value: Fraction, style: str = "money") -> Amount:
        """A figure of the application that is not worked out here."""
        self.worksheet.write_number(self.row, column, float(value), self.formats[style])
        return self._reference(column, value)

    def next(self, rows: int = 1) -> None:
        self.row += rows

    def span(self, column: int, first: int, last: int) -> str:
        """The text of a range within one column."""
        letter = column_name(column)
        return f"'{self.name}'!${letter}${first + 1}:${letter}${last + 1}"

    def _reference(self, column: int, value: Fraction) -> Amount:
        return Amount(value, f"'{self.name}'!${column_name(column)}${self.row + 1}")


def column_name(column: int) -> str:
    """A, B … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name


def formats_of(book: Any) -> dict[str, Any]:
    """The styles of cells. Inputs are blue on a pale ground: what may be changed is seen at once."""
    font: dict[str, Any] = {"font_name": "Arial", "font_size": 10}
    edge: dict[str, Any] = {"border": 1, "border_color": "#d8dde0"}
    given: dict[str, Any] = {"font_color": "#005eb8", "bg_color": "#fff8e1", **edge}
    plain: dict[str, dict[str, Any]] = {
        "text": {},
        "wrap": {"text_wrap": True},
        "title": {"bold": True, "font_size": 16},
        "part": {"bold": True, "font_size": 12, "font_color": "#003087"},
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "bg_color": "#f0f4f5"},
        "head_right": {"bold": True, "bottom": 1, "text_wrap": True, "align": "right", "bg_color": "#f0f4f5"},
        "muted": {"font_color": "#4c6272", "italic": True},
        "source": {"font_color": "#4c6272", "italic": True, "text_wrap": True},
        "money": {"num_format": "#,##0.00;[Red]-#,##0.00"},
        "money_total": {"num_format": "#,##0.00;[Red]-#,##0.00", "bold": True, "top": 1, "bg_color": "#f0f4f5"},
        "fixed": {"num_format": "#,##0.00;[Red]-#,##0.00", "font_color": "#4c6272", "italic": True},
        "money_strong": {"num_format": "#,##0.00;[Red]-#,##0.00", "bold": True},
        "share": {"num_format": "0.00%"},
        "share_strong": {"num_format": "0.00%", "bold": True},
        "number": {"num_format": "#,##0.######"},
        "total": {"bold": True, "top": 1, "bg_color": "#f0f4f5"},
        "input": {"num_format": "#,##0.######", **given},
        "input_money": {"num_format": "#,##0.00", **given},
        "input_share": {"num_format": "0.####%", **given},
        "input_text": dict(given),
    }
    return {name: book.add_format({**font, **style}) for name, style in plain.items()}
