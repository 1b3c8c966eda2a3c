"""Every pair of colours that carries words is measured (WCAG 2.2: 4.5 for words, 3 for edges that must be seen)."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette

from ui.theme import DARK, LIGHT, Tokens
from ui.theme.style import TONES, style_sheet
from ui.theme.tokens import from_palette

GROUNDS = ("page", "card", "sunken")
READ_ON_GROUNDS = ("text", "muted", "blue", "navy", "green", "red", "amber")
OTHER_WORDS = (
    ("on_fill", "blue_fill"),
    ("text", "tint"),
    ("on_tint", "tint"),
    ("muted", "tint"),
    ("blue", "tint"),
    ("navy", "tint"),
    ("text", "banner_amber"),
    ("muted", "banner_amber"),
    ("amber", "banner_amber"),
    ("text", "banner_blue"),
    ("muted", "banner_blue"),
    ("blue", "banner_blue"),
    ("on_toast", "toast"),
    ("toast_link", "toast"),
    ("on_private", "private"),
)
EDGES = (
    ("mark", "card"),
    ("mark", "page"),
    ("chart_mark", "card"),
    ("blue", "card"),
    ("blue_fill", "card"),
    ("muted", "card"),
)


def luminance(color: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF())


def ratio(tokens: Tokens, one: str, other: str) -> float:
    lights = sorted((luminance(tokens.color(one)), luminance(tokens.color(other))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(tokens: Tokens) -> None:
    pairs = [(words, ground) for words in READ_ON_GROUNDS for ground in GROUNDS] + list(OTHER_WORDS)
    weak = {pair: round(ratio(tokens, *pair), 2) for pair in pairs if ratio(tokens, *pair) < 4.5}
    assert weak == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_that_must_be_seen_can_be_seen(tokens: Tokens) -> None:
    weak = {pair: round(ratio(tokens, *pair), 2) for pair in EDGES if ratio(tokens, *pair) < 3}
    assert weak == {}


def test_the_measure_agrees_with_a_published_value() -> None:
    """#767676 on white is the textbook edge of 4.5 to 1 (WCAG, understanding success criterion 1.4.3)."""
    grey = LIGHT.__class__(**dict.fromkeys(LIGHT.names(), "#ffffff") | {"dark": False, "text": "#767676"})
    assert ratio(grey, "text", "card") == pytest.approx(4.54, abs=0.01)


def test_every_tone_of_a_label_is_measured() -> None:
    measured = {pair[0] for pair in OTHER_WORDS} | set(READ_ON_GROUNDS)
    assert set(TONES) <= measured


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_colour_that_is_not_a_token(tokens: Tokens) -> None:
    used = set(re.findall(r"#[0-9a-f]{6}\b", style_sheet(tokens)))
    assert used <= {getattr(tokens, name) for name in tokens.names()}


def test_the_style_sheet_never_styles_bare_widgets() -> None:
    selectors = re.findall(r"^([^{}]+)\{", style_sheet(LIGHT), re.MULTILINE)
    bare = [
        each
        for line in selectors
        for each in line.split(",")
        if re.fullmatch(r"(\*|QWidget|QFrame|QLabel)", each.strip())
    ]
    assert bare == []


def test_high_contrast_takes_every_colour_from_the_system() -> None:
    palette = QPalette()
    role = QPalette.ColorRole
    own = {
        role.Window: "#000000",
        role.Base: "#010101",
        role.WindowText: "#ffff00",
        role.Highlight: "#1aebff",
        role.HighlightedText: "#020202",
        role.Link: "#00ff00",
        role.Mid: "#808080",
    }
    for each, color in own.items():
        palette.setColor(each, QColor(color))
    tokens = from_palette(palette)
    assert {getattr(tokens, name) for name in tokens.names()} <= set(own.values())
    assert tokens.dark
