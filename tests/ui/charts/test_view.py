"""A chart on the screen: the same as on paper, walked by keyboard, read out, copied."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from reportlab.graphics import renderPDF

from negotiator.reporting.charts.style import DARK, LIGHT, ChartStyle
from tests.reporting.charts.examples import EXAMPLES
from ui.charts.style import high_contrast_style, style_for
from ui.charts.view import ChartView, table_as_csv
from ui.theme import Theme

PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 560, 280


def pixels(image: QImage) -> np.ndarray:  # type: ignore[type-arg]
    """Red, green and blue of each pixel."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    shape = (plain.height(), plain.bytesPerLine() // 4, 4)
    return np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(shape)[:, : plain.width(), :3].astype(int)


def view_of(qtbot: QtBot, name: str, style: ChartStyle = LIGHT, width: int = WIDTH, height: int = HEIGHT) -> ChartView:
    view = ChartView()
    qtbot.addWidget(view)
    view.set_style(style)
    view.resize(width, height)
    view.show_chart(EXAMPLES[name])
    return view


def picture(view: ChartView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("style", [LIGHT, DARK], ids=lambda style: style.name)
def test_charts_look_as_they_did(qtbot: QtBot, name: str, style: ChartStyle) -> None:
    """Set ``UPDATE_PICTURES=1`` to keep new pictures, and look at them."""
    drawn = EXAMPLES[name].draw(style, WIDTH, HEIGHT)
    shown = picture(view_of(qtbot, name, style, WIDTH, int(drawn.height + 0.999)))
    file = PICTURES / f"{name}-{style.name}.png"
    if os.environ.get("UPDATE_PICTURES"):
        file.parent.mkdir(exist_ok=True)
        assert shown.save(str(file))
    kept = QImage(str(file))
    assert kept.size() == shown.size(), f"{file.name}: {kept.size()} became {shown.size()}"
    difference = np.abs(pixels(kept) - pixels(shown)).max(axis=2)
    assert (difference > 64).mean() < 0.01, f"{file.name} no longer looks the same"


@pytest.mark.parametrize("name", EXAMPLES)
def test_paper_and_screen_show_the_same(qtbot: QtBot, name: str, tmp_path: Path) -> None:
    drawn = EXAMPLES[name].draw(LIGHT, WIDTH, HEIGHT)
    file = tmp_path / "chart.pdf"
    renderPDF.drawToFile(drawn.drawing, str(file), showBoundary=False)
    document = pypdfium2.PdfDocument(file)
    paper = document[0].render(scale=2).to_numpy()[:, :, :3][:, :, ::-1].astype(int)
    document.close()
    view = view_of(qtbot, name, LIGHT, WIDTH, int(drawn.height + 0.999))
    shown = QPixmap(view.size() * 2)
    shown.setDevicePixelRatio(2)
    view.render(shown)
    screen = pixels(shown.toImage())
    high, wide = min(len(paper), len(screen)), min(paper.shape[1], screen.shape[1])
    assert abs(len(paper) - len(screen)) <= 2 and abs(paper.shape[1] - screen.shape[1]) <= 2
    # Both are averaged over blocks of eight pixels, so that the edges of letters do not count.
    blocks = [
        part[: high // 8 * 8, : wide // 8 * 8].reshape(high // 8, 8, wide // 8, 8, 3).mean(axis=(1, 3))
        for part in (paper, screen)
    ]
    assert (np.abs(blocks[0] - blocks[1]).max(axis=2) > 70).mean() < 0.005


def test_arrow_keys_walk_over_the_marks_and_the_mark_is_read_out(qtbot: QtBot) -> None:
    view = view_of(qtbot, "option_bars")
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.accessibleName() == view.sentence
    assert view.accessibleDescription().startswith("A · Flat rate by band: net £390,000")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_mark is not None and view.current_mark.key == "b"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription().startswith("B · One rate, rest covered: net £684,000")
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_mark.key == "a"
    with qtbot.waitSignal(view.mark_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["a"]


def test_tab_leaves_the_chart(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    view, after = ChartView(), QPushButton("After")
    view.show_chart(EXAMPLES["option_bars"])
    layout.addWidget(view)
    layout.addWidget(after)
    window.resize(WIDTH, 400)
    window.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_clicking_a_mark_chooses_it(qtbot: QtBot) -> None:
    view = view_of(qtbot, "power_interest")
    mark = next(mark for mark in view.drawing.marks if mark.key == "3")  # type: ignore[union-attr]
    place = QPoint(int(mark.x + mark.w / 2), int(view.drawing.height - mark.y - mark.h / 2))  # type: ignore[union-attr]
    assert view.mark_at(place) is mark
    with qtbot.waitSignal(view.mark_chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["3"]
    assert view.mark_at(QPointF(-5, -5)) is None


def test_the_focus_shows_on_the_picture(qtbot: QtBot) -> None:
    view = view_of(qtbot, "option_bars")
    view.show()
    before = pixels(picture(view))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert (np.abs(before - pixels(picture(view))).max(axis=2) > 40).sum() > 500


def test_the_mark_in_focus_stays_when_the_figures_change(qtbot: QtBot) -> None:
    view = view_of(qtbot, "option_bars")
    view.show()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    view.show_chart(EXAMPLES["option_bars"])
    assert view.current_mark is not None and view.current_mark.key == "b"
    view.show_chart(EXAMPLES["waterfall"])
    assert view.current_mark is None


def test_copying_puts_the_picture_and_the_table_on_the_clipboard(qtbot: QtBot) -> None:
    view = view_of(qtbot, "dot_range")
    view.copy_picture()
    assert QGuiApplication.clipboard().image().width() == 2 * WIDTH
    view.copy_table()
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text())))
    assert tuple(rows[0]) == view.table[0]
    assert len(rows) == 4


def test_a_cell_that_a_spreadsheet_would_run_is_made_text() -> None:
    text = table_as_csv((("Name", "£"), ("=cmd|' /C calc'!A0", "-5"), ("−£5", "")))
    assert list(csv.reader(io.StringIO(text))) == [["Name", "£"], ["'=cmd|' /C calc'!A0", "'-5"], ["−£5", ""]]


def test_the_menu_offers_the_table_and_both_copies(qtbot: QtBot) -> None:
    view = view_of(qtbot, "dot_range")
    table, picture_action, rows = view.actions_for_menu()
    assert [action.text().replace("&", "") for action in (table, picture_action, rows)] == [
        "Show as table",
        "Copy as picture",
        "Copy as CSV",
    ]
    with qtbot.waitSignal(view.table_asked):
        table.trigger()


def test_nothing_to_show_is_said_in_its_place(qtbot: QtBot) -> None:
    view = view_of(qtbot, "dot_range")
    view.show_chart(None, "Choose a metric to compare.")
    assert view.sentence == "Choose a metric to compare."
    assert view.table == ()
    assert view.accessibleName() == "Choose a metric to compare."
    assert not any(action.isEnabled() for action in view.actions_for_menu())
    assert not picture(view).isNull()


def test_the_height_follows_the_width_so_that_rows_stay_readable(qtbot: QtBot) -> None:
    view = view_of(qtbot, "dot_range")
    assert view.heightForWidth(560) == int(EXAMPLES["dot_range"].least_height(LIGHT, 560) + 0.999)


def test_the_style_goes_with_the_palette(qtbot: QtBot) -> None:
    light, dark = QPalette(), QPalette()
    light.setColor(QPalette.ColorRole.Base, QColor("#ffffff"))
    dark.setColor(QPalette.ColorRole.Base, QColor(DARK.ground))
    assert style_for(light).text == LIGHT.text
    assert style_for(dark).text == DARK.text
    assert style_for(light, 1.5).body == pytest.approx(19.5)
    view = view_of(qtbot, "dot_range")
    view.set_style(None)
    view.setPalette(dark)
    assert tuple(pixels(picture(view))[-1, 0]) == QColor(DARK.ground).getRgb()[:3]


def test_high_contrast_takes_every_colour_from_the_system() -> None:
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.WindowText, "#ffff00"),
        (QPalette.ColorRole.Highlight, "#00ffff"),
        (QPalette.ColorRole.Mid, "#808080"),
    ):
        palette.setColor(role, QColor(colour))
    style = high_contrast_style(palette)
    used = {str(getattr(style, field)) for field in style.__slots__ if str(getattr(style, field)).startswith("#")}
    assert used <= {"#000000", "#ffff00", "#00ffff", "#808080"}


def test_a_chart_that_follows_the_theme_takes_its_text_size_and_its_high_contrast(qtbot: QtBot, theme: Theme) -> None:
    view = view_of(qtbot, "dot_range", None, 900, 400)  # type: ignore[arg-type]
    view.follow(theme)
    usual = view.heightForWidth(900)
    theme.set_text_size(150)
    try:
        assert view.heightForWidth(900) > 1.3 * usual
        assert view.heightForWidth(480) < view.heightForWidth(900), "in little room its text does not grow"
        theme.set_mode("contrast")
        assert view._chosen_style().name == "high contrast"
    finally:
        theme.set_mode("light")
        theme.set_text_size(100)
    assert view.heightForWidth(900) == usual
