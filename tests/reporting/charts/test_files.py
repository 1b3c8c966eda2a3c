"""A chart leaves as a picture file of the size and the words that it was drawn with."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from PIL import Image

from negotiator.reporting.charts import files
from negotiator.reporting.charts.dot_range import DotRange
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.style import LIGHT


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
