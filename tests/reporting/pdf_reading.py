"""Reading PDFs in tests: every byte of every stream decompressed, the text, the structure tree, the checker."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page
import pikepdf
import pypdf


def every_byte(data: bytes) -> bytes:
    """The file with every stream decompressed, and every string in plain and as UTF-16 turned to UTF-8."""
    parts = [data]
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes())
            parts += [text.encode() for text in _strings(thing, 0)]
    parts.append(text_of(data).encode())
    return b"\n".join(parts)


def _strings(thing: Any, depth: int) -> Iterator[str]:
    if depth > 40:
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            if not getattr(item, "is_indirect", False):
                yield from _strings(item, depth + 1)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in thing:
            item = thing[key]
            if not getattr(item, "is_indirect", False):
                yield from _strings(item, depth + 1)


def text_of(data: bytes) -> str:
    """The text of every page, as a reader's search finds it."""
    return "\n".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(data)).pages)


def failures(data: bytes, profile: str) -> list[str]:
    """What the checker finds against a standard: ``ua1`` or ``2a``."""
    report = page.validate_pdf_bytes(data, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def elements(data: bytes) -> list[tuple[str, int]]:
    """The structure tree in reading order: role and depth."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found: list[tuple[str, int]] = []
        _walk(pdf.Root.StructTreeRoot.K, 0, found)
        return found


def _walk(node: Any, depth: int, found: list[tuple[str, int]]) -> None:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _walk(kid, depth, found)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found.append((str(node.S)[1:], depth))
        if "/K" in node:
            _walk(node.K, depth + 1, found)
