"""Colours by what they mean. Every pair that carries text is measured in `tests/ui/frame/test_contrast.py`."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour for each meaning, as ``#rrggbb``.

    ``page``, ``card`` and ``sunken`` are grounds. ``blue`` is for links and our mark, ``blue_fill`` carries
    ``on_fill``. ``mark`` is an edge that must be seen, ``chart_mark`` the same inside a chart; ``line`` and ``range``
    are decoration. Text on ``tint`` is text, muted, blue or navy only. ``private`` is the ground of the private chip.
    """

    dark: bool
    page: str
    card: str
    sunken: str
    text: str
    muted: str
    blue: str
    blue_fill: str
    on_fill: str
    navy: str
    green: str
    red: str
    amber: str
    mark: str
    chart_mark: str
    line: str
    range: str
    tint: str
    on_tint: str
    banner_amber: str
    banner_blue: str
    toast: str
    on_toast: str
    toast_link: str
    private: str
    on_private: str

    def color(self, name: str) -> QColor:
        """The colour of a token; AttributeError where there is none of this name."""
        return QColor(getattr(self, name))

    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self) if field.name != "dark")


LIGHT = Tokens(
    dark=False,
    page="#f0f4f5",
    card="#ffffff",
    sunken="#f6f8f9",
    text="#212b32",
    muted="#4c6272",
    blue="#005eb8",
    blue_fill="#005eb8",
    on_fill="#ffffff",
    navy="#003087",
    green="#007f3b",
    red="#d5281b",
    amber="#8a5a00",
    mark="#768692",
    chart_mark="#768692",
    line="#d8dde0",
    range="#aeb7bd",
    tint="#e6f0f8",
    on_tint="#212b32",
    banner_amber="#fff3d6",
    banner_blue="#e6f0f8",
    toast="#212b32",
    on_toast="#ffffff",
    toast_link="#9cc8f5",
    private="#212b32",
    on_private="#ffffff",
)

DARK = Tokens(
    dark=True,
    page="#12181c",
    card="#1b2329",
    sunken="#222c33",
    text="#f0f4f5",
    muted="#aeb7bd",
    blue="#7ab8f0",
    blue_fill="#1a74cf",
    on_fill="#ffffff",
    navy="#b9d6f2",
    green="#62c98d",
    red="#ff9a8f",
    amber="#f5c965",
    mark="#768692",
    chart_mark="#93a1ab",
    line="#36434c",
    range="#52616c",
    tint="#16334d",
    on_tint="#f0f4f5",
    banner_amber="#3a2f12",
    banner_blue="#16334d",
    toast="#f0f4f5",
    on_toast="#212b32",
    toast_link="#005eb8",
    private="#f0f4f5",
    on_private="#12181c",
)


def from_palette(palette: QPalette) -> Tokens:
    """High contrast: the person's own system colours, and no others."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    role = QPalette.ColorRole
    text, ground = name(role.WindowText), name(role.Base)
    chosen, on_chosen = name(role.Highlight), name(role.HighlightedText)
    return Tokens(
        dark=palette.color(role.Window).lightness() < palette.color(role.WindowText).lightness(),
        page=name(role.Window),
        card=ground,
        sunken=name(role.Window),
        text=text,
        muted=text,
        blue=name(role.Link),
        blue_fill=chosen,
        on_fill=on_chosen,
        navy=text,
        green=text,
        red=text,
        amber=text,
        mark=text,
        chart_mark=text,
        line=text,
        range=name(role.Mid),
        tint=chosen,
        on_tint=on_chosen,
        banner_amber=ground,
        banner_blue=ground,
        toast=text,
        on_toast=ground,
        toast_link=ground,
        private=text,
        on_private=ground,
    )
