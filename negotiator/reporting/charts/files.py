"""A drawn chart as the bytes of a picture file."""

from __future__ import annotations

from io import BytesIO

from reportlab.graphics import renderPDF, renderSVG

from negotiator.reporting.charts.marks import ChartDrawing


def as_pdf(chart: ChartDrawing, title: str) -> bytes:
    """One page of the chart's own size, fonts embedded."""
    return bytes(renderPDF.drawToString(chart.drawing, msg=title, autoSize=1))


def as_svg(chart: ChartDrawing) -> bytes:
    """A scalable picture; its text is in Inter where the reader's machine has it."""
    return str(renderSVG.drawToString(chart.drawing)).encode("utf-8")


def as_png(chart: ChartDrawing, scale: float = 2.0) -> bytes:
    """A picture of ``scale`` pixels to the drawing's unit."""
    import pypdfium2

    document = pypdfium2.PdfDocument(as_pdf(chart, ""))
    try:
        picture = document[0].render(scale=scale).to_pil()
        kept = BytesIO()
        picture.save(kept, "PNG")
        return kept.getvalue()
    finally:
        document.close()
