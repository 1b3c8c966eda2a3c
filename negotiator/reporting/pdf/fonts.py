"""The pack's typeface: Inter, embedded, with digits of one width for tables."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

REGULAR = "Inter-Regular"
MEDIUM = "Inter-Medium"
SEMIBOLD = "Inter-SemiBold"
TABULAR = "Inter-Tabular"
TABULAR_SEMIBOLD = "Inter-Tabular-SemiBold"

_FILES = {
    REGULAR: ("Inter-Regular.ttf", False),
    MEDIUM: ("Inter-Medium.ttf", False),
    SEMIBOLD: ("Inter-SemiBold.ttf", False),
    TABULAR: ("Inter-Regular.ttf", True),
    TABULAR_SEMIBOLD: ("Inter-SemiBold.ttf", True),
}
_STAND_IN = "?"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]")
"""Soft hyphens, joiners, marks of direction: nothing to see, and PDF/A forbids some of them."""


class PackFont(TTFont):  # type: ignore[misc]
    """A TrueType font that shows a question mark for a character it does not have.

    PDF/A forbids the empty box that would stand there otherwise, and a reader could not search for it.
    """

    def __init__(self, name: str, path: Path, *, tabular: bool = False) -> None:
        super().__init__(name, str(path), asciiReadable=True)
        self.face.filename = path.name  # it names an object of the file: no folder of the author's machine may leave
        if tabular:
            _use_tabular_digits(self.face, path.read_bytes())
            self.face.name += b"-Tabular"

    def splitString(self, text: str | bytes, doc: object, encoding: str = "utf-8") -> object:
        return super().splitString(self.printable(text), doc, encoding)

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:
        return float(super().stringWidth(self.printable(text), size, encoding))

    def printable(self, text: str | bytes) -> str:
        """The text with a stand-in for every character that this font lacks, and without invisible ones."""
        plain = text.decode("utf-8") if isinstance(text, bytes) else text
        if plain.isascii() and plain.isprintable():
            return plain
        known = self.face.charToGlyph
        return "".join(
            c if ord(c) in known and not _PRIVATE_USE.match(c) and c >= " " else " " if c.isspace() else _STAND_IN
            for c in _INVISIBLE.sub("", plain)
        )

    def addObjects(self, doc: Any) -> None:
        """As ReportLab does, with a map to Unicode that leaves out codes which stand for no character."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for n, subset in enumerate(subsets):
            base = b"".join((SUBSETN(n), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{base}"].content = _to_unicode(base, subset)


def _to_unicode(name: str, subset: Sequence[int]) -> str:
    """The map from a font's codes to characters (PDF 1.7, 9.10.3), in blocks of at most a hundred."""
    pairs = [f"<{code:02X}> <{character:04X}>" for code, character in enumerate(subset) if character]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


def register_fonts(folder: Path) -> None:
    """Make the fonts in this folder known to ReportLab. Doing it twice does nothing.

    Charts ask for the same names: a drawing set in a pack uses these fonts, whoever registered the name before.
    """
    if TABULAR in pdfmetrics.getRegisteredFontNames():
        return
    for name, (file_name, tabular) in _FILES.items():
        pdfmetrics.registerFont(PackFont(name, folder / file_name, tabular=tabular))
    for normal, bold in ((REGULAR, SEMIBOLD), (MEDIUM, SEMIBOLD), (TABULAR, TABULAR_SEMIBOLD)):
        pdfmetrics.registerFontFamily(normal, normal=normal, bold=bold, italic=normal, boldItalic=bold)


def _use_tabular_digits(face: object, data: bytes) -> None:
    """Let the digits 0–9 be the glyphs of the font's own ``tnum`` feature, which ReportLab cannot switch on.

    A font without the feature keeps its digits.
    """
    swaps = _tabular_glyphs(data)
    glyphs: dict[int, int] = face.charToGlyph  # type: ignore[attr-defined]
    widths: dict[int, float] = face.charWidths  # type: ignore[attr-defined]
    metrics: list[tuple[int, int]] = face.hmetrics  # type: ignore[attr-defined]
    scale = 1000 / face.unitsPerEm  # type: ignore[attr-defined]
    for character in "0123456789":
        glyph = swaps.get(glyphs[ord(character)])
        if glyph is not None:
            glyphs[ord(character)] = glyph
            widths[ord(character)] = metrics[glyph][0] * scale


def _tabular_glyphs(data: bytes) -> dict[int, int]:
    """Glyph -> tabular glyph, from the single substitutions of ``tnum`` (OpenType specification, GSUB, type 1)."""

    def u16(at: int) -> int:
        return int(struct.unpack_from(">H", data, at)[0])

    def u32(at: int) -> int:
        return int(struct.unpack_from(">I", data, at)[0])

    tables = {data[at : at + 4]: u32(at + 8) for at in range(12, 12 + 16 * u16(4), 16)}
    if b"GSUB" not in tables:
        return {}
    gsub = tables[b"GSUB"]
    features, lookups = gsub + u16(gsub + 6), gsub + u16(gsub + 8)
    chosen: set[int] = set()
    for at in range(features + 2, features + 2 + 6 * u16(features), 6):
        if data[at : at + 4] == b"tnum":
            feature = features + u16(at + 4)
            chosen |= {u16(feature + 4 + 2 * k) for k in range(u16(feature + 2))}
    found: dict[int, int] = {}
    for index in sorted(chosen):
        lookup = lookups + u16(lookups + 2 + 2 * index)
        for k in range(u16(lookup + 4)):
            kind, table = u16(lookup), lookup + u16(lookup + 6 + 2 * k)
            if kind == 7:
                kind, table = u16(table + 2), table + u32(table + 4)
            if kind == 1:
                covered = _covered(data, table + u16(table + 2))
                if u16(table) == 1:
                    found |= {glyph: (glyph + u16(table + 4)) & 0xFFFF for glyph in covered}
                else:
                    found |= {glyph: u16(table + 6 + 2 * n) for n, glyph in enumerate(covered)}
    return found


def _covered(data: bytes, at: int) -> list[int]:
    """The glyphs of a coverage table, in its order."""
    form, count = struct.unpack_from(">HH", data, at)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", data, at + 4))
    ranges = [struct.unpack_from(">HHH", data, at + 4 + 6 * k) for k in range(count)]
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]
