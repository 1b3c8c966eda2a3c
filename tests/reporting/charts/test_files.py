"""A chart leaves as a picture file of the size and the words that it was drawn with."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from negotiator.reporting.charts import files
from negotiator.reporting.charts.dot_range import DotRange
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.style import LIGHT

ROOT = Path(__file__).parents[3]


@pytest.fixture
def chart() -> ChartDrawing:
    return DotRange((), "Calder Vale", "20 peers").draw(LIGHT, 400, 200)


def test_a_pdf_has_one_page_of_the_charts_size_with_its_fonts_inside(chart: ChartDrawing) -> None:
    (page,) = pypdf.PdfReader(BytesIO(files.as_pdf(chart, "Peers"))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (chart.width, chart.height)
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    assert all("Inter" in name or name == "/Helvetica" for name in fonts)


def test_an_svg_has_the_charts_size(chart: ChartDrawing) -> None:
    text = files.as_svg(chart).decode("utf-8")
    assert "<svg" in text and f'width="{chart.width:g}"' in text


def test_a_png_has_the_scaled_size(chart: ChartDrawing) -> None:
    picture = Image.open(BytesIO(files.as_png(chart, 3)))
    assert picture.size == (round(chart.width * 3), round(chart.height * 3))


def test_a_chart_shown_first_leaves_the_typeface_as_a_pack_needs_it() -> None:
    """In a process of its own: ReportLab keeps the font that was registered first under a name."""
    program = (
        "from reportlab.pdfbase import pdfmetrics\n"
        "from negotiator.reporting.charts import fonts\n"
        "from negotiator.reporting.pdf.fonts import PackFont, register_fonts\n"
        "fonts.text_width('a', fonts.REGULAR, 10)\n"
        "register_fonts(fonts.FOLDER)\n"
        "names = (fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD)\n"
        "assert all(isinstance(pdfmetrics.getFont(name), PackFont) for name in names)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
