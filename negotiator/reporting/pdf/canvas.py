"""A ReportLab canvas that knows what it draws: marked content, structure tree, metadata, colour profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from negotiator.reporting.pdf.colour_profile import srgb_profile
from negotiator.reporting.pdf.fonts import REGULAR
from negotiator.reporting.pdf.metadata import DocumentInfo, clean, xmp
from negotiator.reporting.pdf.structure import Element, LinkMark, Mark


class _Stream(PDFStream):  # type: ignore[misc]
    """A stream with the line end before ``endstream`` that PDF/A asks for."""

    def format(self, document: object) -> bytes:
        head, end = bytes(super().format(document)), b"endstream\n"
        return head[: -len(end)] + b"\n" + end


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document with such streams throughout, pages and fonts as well."""

    def Reference(self, obj: Any, name: str | None = None) -> Any:
        if type(obj) is PDFStream:
            obj.__class__ = _Stream
        return super().Reference(obj, name)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draws pages and keeps the tree of what was drawn.

    Everything drawn must stand within `marked` (content) or `artifact` (page furniture, lines, grounds). The same
    drawing with the same `DocumentInfo` gives the same bytes.
    """

    def __init__(self, info: DocumentInfo) -> None:
        self._buffer = BytesIO()
        super().__init__(
            self._buffer,
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,
        )
        self._doc = _Document(compression=1, invariant=1, pdfVersion=(1, 7), lang=info.language)
        self.info = info
        self.root = Element("Document")
        self._marks: list[Element] = []
        self._page_marks: list[list[Element]] = []
        self._links: list[Element] = []
        self._depth = 0
        self._describe()

    @property
    def page_index(self) -> int:
        return len(self._page_marks)

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn inside is the content of this element."""
        if self._depth:
            raise RuntimeError("marked content may not stand inside marked content")
        number = len(self._marks)
        self._marks.append(element)
        element.kids.append(Mark(self.page_index, number))
        self._code.append(f"/{element.role} <</MCID {number}>> BDC")
        self._depth += 1
        yield
        self._depth -= 1
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is no content: a rule, a ground, a running head (``Pagination``)."""
        if self._depth:
            raise RuntimeError("an artifact may not stand inside marked content")
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self._depth += 1
        yield
        self._depth -= 1
        self._code.append("EMC")

    def link_within(
        self, element: Element, words: str, destination: str, rect: tuple[float, float, float, float]
    ) -> None:
        """A link to a bookmarked place of this document, belonging to an element of role ``Link``."""
        number = len(self._links)
        name = f"pack-link-{number}"
        annotation = PDFDictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": PDFArray(list(rect)),
                "Border": PDFArray([0, 0, 0]),
                "F": 4,
                "Contents": PDFString(clean(words)),
                "StructParent": _LINKS_FROM + number,
                "Dest": self._bookmarkReference(destination),
            }
        )
        self._addAnnotation(annotation, name)
        self._links.append(element)
        element.kids.append(LinkMark(self.page_index, self._doc.annotationName(name), number))

    def showPage(self) -> None:
        index = self.page_index
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = index
        page.Tabs = "/S"
        self._page_marks.append(self._marks)
        self._marks = []

    def finish(self) -> bytes:
        """Close the document and give its bytes."""
        self._write_structure()
        self.save()
        return self._buffer.getvalue()

    def _describe(self) -> None:
        info, doc = self.info, self._doc
        self.setTitle(clean(info.title))
        self.setAuthor(clean(info.author))
        self.setSubject(clean(info.subject))
        self.setCreator(info.producer)
        self.setProducer(info.producer)
        moment = info.at.utctimetuple()
        doc._timeStamp = SimpleNamespace(YMDhms=tuple(moment)[:6], dhh=0, dmm=0)
        catalog = doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        packet = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), xmp(info))
        catalog.Metadata = doc.Reference(packet)
        profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile(), [pdfdoc.PDFZCompress])
        catalog.OutputIntents = PDFArray(
            [
                PDFDictionary(
                    {
                        "Type": "/OutputIntent",
                        "S": "/GTS_PDFA1",
                        "OutputConditionIdentifier": PDFString("sRGB"),
                        "Info": PDFString("sRGB IEC61966-2.1"),
                        "DestOutputProfile": doc.Reference(profile),
                    }
                )
            ]
        )
        self.showOutline()

    def _write_structure(self) -> None:
        doc = self._doc
        root = PDFDictionary({"Type": "/StructTreeRoot"})
        root_reference = doc.Reference(root)
        written: dict[Element, Any] = {}
        document = self._write_element(self.root, root_reference, written)
        numbers: list[object] = []
        for index, marks in enumerate(self._page_marks):
            numbers += [index, doc.Reference(PDFArray([written[element] for element in marks]))]
        for number, element in enumerate(self._links):
            numbers += [_LINKS_FROM + number, written[element]]
        root["K"] = PDFArray([document])
        root["ParentTree"] = doc.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = _LINKS_FROM + len(self._links)
        named = sorted((e.identifier, written[e]) for e in written if e.identifier)
        if named:
            names: list[object] = []
            for identifier, reference in named:
                names += [PDFString(identifier), reference]
            limits = PDFArray([PDFString(named[0][0]), PDFString(named[-1][0])])
            root["IDTree"] = PDFDictionary(
                {"Kids": PDFArray([doc.Reference(PDFDictionary({"Names": PDFArray(names), "Limits": limits}))])}
            )
        doc.Catalog.StructTreeRoot = root

    def _write_element(self, element: Element, parent: object, written: dict[Element, Any]) -> object:
        doc = self._doc
        entry = PDFDictionary({"Type": "/StructElem", "S": f"/{element.role}", "P": parent})
        reference = doc.Reference(entry)
        written[element] = reference
        page = element.first_page
        if page is not None:
            entry["Pg"] = _page(page)
        if element.alternative:
            entry["Alt"] = PDFString(clean(element.alternative))
        if element.identifier:
            entry["ID"] = PDFString(element.identifier)
        attributes = [_dictionary(attribute) for attribute in element.attributes]
        if attributes:
            entry["A"] = attributes[0] if len(attributes) == 1 else PDFArray(attributes)
        kids: list[object] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                if not kid.is_empty():
                    kids.append(self._write_element(kid, reference, written))
            elif isinstance(kid, Mark):
                kids.append(
                    kid.number
                    if kid.page == page
                    else PDFDictionary({"Type": "/MCR", "Pg": _page(kid.page), "MCID": kid.number})
                )
            else:
                target = PDFObjectReference(kid.annotation)
                kids.append(PDFDictionary({"Type": "/OBJR", "Pg": _page(kid.page), "Obj": target}))
        if kids:
            entry["K"] = PDFArray(kids)
        return reference


_LINKS_FROM = 1_000_000
"""Keys of links in the parent tree come after those of pages."""


def _page(index: int) -> object:
    return PDFObjectReference(f"Page{index + 1}")


def _dictionary(values: object) -> object:
    assert isinstance(values, dict)
    return PDFDictionary(
        {k: PDFArray(v) if isinstance(v, Sequence) and not isinstance(v, str) else v for k, v in values.items()}
    )
