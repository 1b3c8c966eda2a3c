"""The structure tree of a tagged PDF: what each piece of the page is, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of page content that belongs to an element: page from 0, number on the page from 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A link annotation that belongs to an element, by its number in the parent tree."""

    page: int
    annotation: str
    number: int


@dataclass(eq=False, slots=True)
class Element:
    """One element of the structure tree; grows while its content is drawn.

    ``role`` is a standard type of PDF 1.7 (``H1``, ``P``, ``Table`` …). ``alternative`` is read out instead of a
    figure; ``scope`` says what a header cell heads (``Column`` or ``Row``); ``box`` bounds a figure on its page.
    """

    role: str
    alternative: str = ""
    scope: str = ""
    identifier: str = ""
    span: int = 1
    box: tuple[float, float, float, float] | None = None
    kids: list[Element | Mark | LinkMark] = field(default_factory=list)
    parent: Element | None = None

    def add(self, child: Element) -> Element:
        """Put a child last, if it has no place yet. Returns the child."""
        if child.parent is None:
            child.parent = self
            self.kids.append(child)
        return child

    @property
    def first_page(self) -> int | None:
        """The page on which the element's own first content stands."""
        for kid in self.kids:
            page = kid.first_page if isinstance(kid, Element) else kid.page
            if page is not None:
                return page
        return None

    @property
    def attributes(self) -> list[Mapping[str, object]]:
        """Attribute objects, as names and numbers still to be written."""
        found: list[Mapping[str, object]] = []
        if self.role in ("TH", "TD") and (self.scope or self.span > 1):
            table: dict[str, object] = {"O": "/Table"}
            if self.scope:
                table["Scope"] = f"/{self.scope}"
            if self.span > 1:
                table["ColSpan"] = self.span
            found.append(table)
        if self.box is not None:
            found.append({"O": "/Layout", "Placement": "/Block", "BBox": [round(edge, 2) for edge in self.box]})
        return found

    def is_empty(self) -> bool:
        """True where nothing was drawn for it: such an element is left out of the file."""
        return all(isinstance(kid, Element) and kid.is_empty() for kid in self.kids) and self.role not in ("TD", "TH")
