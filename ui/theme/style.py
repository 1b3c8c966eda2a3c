"""The style sheet: borders, radii and tones that the palette cannot say.

Selectors name our own objects and roles, or Qt's own input fields; never a bare ``QWidget``.
"""

from __future__ import annotations

from string import Template

from ui.resources import resource
from ui.theme.tokens import Tokens
from ui.theme.type import FAMILY, ROLES

TONES = ("text", "muted", "blue", "navy", "green", "red", "amber", "on_fill", "on_toast", "on_private")

_FRAMES = Template("""
QFrame#card, QFrame#panel { background: $card; border: 1px solid $line; border-radius: ${r6}px; }
QFrame#card[ground="sunken"] { background: $sunken; }
QFrame#card[selected="true"] { border: 2px solid $blue; }
QFrame#cardFooter { background: $sunken; border: none; border-top: 1px solid $line;
    border-bottom-left-radius: ${r6}px; border-bottom-right-radius: ${r6}px; }
QFrame#sunken { background: $sunken; border: 1px solid $line; border-radius: ${r4}px; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame#ruleDown { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame#rail { background: $card; border: none; border-right: 1px solid $line; }
QFrame#top { background: $card; border: none; border-bottom: 1px solid $line; }
QFrame#status { background: $card; border: none; border-top: 1px solid $line; }
QFrame#banner { border: 1px solid $mark; border-left: 4px solid $mark; border-radius: ${r4}px;
    background: $banner_blue; }
QFrame#banner[tone="amber"] { border-color: $amber; background: $banner_amber; }
QFrame#banner[tone="blue"] { border-color: $blue; background: $banner_blue; }
QFrame#toast { background: $toast; border: none; border-radius: ${r6}px; }
QFrame#paletteBox { background: $card; border: 1px solid $mark; border-radius: ${r6}px; }
QDialog { background: $card; }
QLabel#chip { border: 1px solid $line; border-radius: ${r3}px; padding: 1px 6px; background: $card; color: $text; }
QLabel#pill { border: 1px solid $range; border-radius: ${r9}px; padding: 0 6px; color: $muted; }
QLabel#key { border: 1px solid $line; border-radius: ${r3}px; padding: 1px 6px; color: $muted; background: $card; }
QMenuBar { background: $card; color: $text; border: none; }
QMenuBar::item { padding: 6px 10px; background: transparent; }
QMenuBar::item:selected { background: $tint; color: $on_tint; }
QToolTip { background: $toast; color: $on_toast; border: 1px solid $toast; padding: 4px 8px; }
""")

_BUTTONS = Template("""
QPushButton[role="primary"], QPushButton[role="secondary"], QToolButton[role="secondary"] {
    border-radius: ${r4}px; padding: ${p6}px ${p12}px; min-height: ${line_height}px; font-weight: 500; }
QPushButton[role="secondary"], QToolButton[role="secondary"] {
    background: $card; color: $text; border: 1px solid $mark; }
QPushButton[role="secondary"]:hover, QToolButton[role="secondary"]:hover { background: $sunken; }
QPushButton[role="secondary"]:pressed, QToolButton[role="secondary"]:pressed { background: $tint; color: $on_tint; }
QPushButton[role="primary"] { background: $blue_fill; color: $on_fill; border: 1px solid $blue_fill; font-weight: 600; }
QPushButton[role="primary"]:hover { border-color: $navy; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: ${p5}px ${p11}px; }
QPushButton[role="secondary"]:focus, QToolButton[role="secondary"]:focus {
    border: 2px solid $blue; padding: ${p5}px ${p11}px; }
QPushButton[role="small"] { background: $card; color: $text; border: 1px solid $mark; border-radius: ${r4}px;
    padding: ${p3}px ${p10}px; font-size: ${caption}px; font-weight: 500; }
QPushButton[role="small"]:focus { border: 2px solid $blue; padding: ${p2}px ${p9}px; }
QPushButton[role="primary"]:disabled, QPushButton[role="secondary"]:disabled, QPushButton[role="small"]:disabled {
    background: $sunken; color: $mark; border: 1px solid $line; }
QPushButton[role="link"] { background: transparent; color: $blue; border: 1px solid transparent;
    border-radius: ${r3}px; padding: 1px 2px; font-weight: 500; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $blue; }
QPushButton[role="link"]:disabled { color: $mark; }
QPushButton[role="toast"] { background: transparent; color: $toast_link; border: 1px solid transparent;
    border-radius: ${r3}px; padding: 3px 8px; font-weight: 600; }
QPushButton[role="toast"]:focus { border: 1px solid $toast_link; }
QToolButton[role="quiet"] { background: transparent; border: 1px solid transparent; border-radius: ${r4}px;
    padding: 3px; }
QToolButton[role="quiet"]:hover { background: $sunken; border-color: $line; }
QToolButton[role="quiet"]:focus { border: 2px solid $blue; padding: 2px; }
QPushButton[role="row"] { background: transparent; color: $text; border: 2px solid transparent; text-align: left; }
QPushButton[role="row"]:hover { background: $sunken; }
QPushButton[role="row"]:focus { border: 2px solid $blue; }
QPushButton[role="find"] { background: $card; color: $muted; border: 1px solid $mark; border-radius: ${r4}px;
    text-align: left; padding: 0; }
QPushButton[role="find"]:focus { border: 2px solid $blue; }
QPushButton[role="segment"] { background: $card; color: $text; border: 1px solid $mark; border-right: none;
    padding: ${p6}px ${p12}px; min-height: ${line_height}px; font-weight: 500; border-radius: 0; }
QPushButton[role="segment"][place="first"] { border-top-left-radius: ${r4}px; border-bottom-left-radius: ${r4}px; }
QPushButton[role="segment"][place="last"] { border-right: 1px solid $mark;
    border-top-right-radius: ${r4}px; border-bottom-right-radius: ${r4}px; }
QPushButton[role="segment"][place="only"] { border: 1px solid $mark; border-radius: ${r4}px; }
QPushButton[role="segment"]:checked { background: $tint; color: $tint_link; font-weight: 600; border-color: $mark; }
QPushButton[role="segment"]:focus { border: 2px solid $blue; padding: ${p5}px ${p11}px; }
QPushButton[role="segment"]:disabled { color: $mark; }
""")

_FIELDS = Template("""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $card; color: $text; border: 1px solid $mark; border-radius: ${r4}px;
    selection-background-color: $blue_fill; selection-color: $on_fill; }
QLineEdit, QComboBox, QAbstractSpinBox { padding: ${p5}px ${p9}px; min-height: ${line_height}px; }
QPlainTextEdit, QTextEdit { padding: ${p4}px ${p6}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $blue; padding: ${p4}px ${p8}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $blue; padding: ${p3}px ${p5}px; }
QLineEdit[state="error"], QComboBox[state="error"], QAbstractSpinBox[state="error"], QPlainTextEdit[state="error"] {
    border: 2px solid $red; padding: ${p4}px ${p8}px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
    color: $mark; background: $sunken; border-color: $line; }
QScrollArea[role="form"], QWidget#formBody { background: transparent; border: none; }
QFrame#fieldFrame { background: $card; border: 1px solid $mark; border-radius: ${r4}px; }
QFrame#fieldFrame[state="error"] { border: 2px solid $red; }
QToolButton[role="chip-button"] { background: $card; color: $text; border: 1px solid $line; border-radius: ${r3}px;
    padding: ${p2}px ${p5}px; font-size: ${caption}px; font-weight: 500; }
QToolButton[role="chip-button"]:hover { border-color: $mark; }
QToolButton[role="chip-button"]:focus { border: 1px solid $blue; }
QListView[role="bare-list"] { background: transparent; border: none; }
QLineEdit[role="likely"], QAbstractSpinBox[role="likely"] { font-weight: 600; }
QAbstractItemView QLineEdit, QAbstractItemView QComboBox { border-radius: 0; border: 2px solid $blue;
    padding: 0 ${p4}px; min-height: 0; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QLineEdit#paletteField, QLineEdit#paletteField:focus { border: none; padding: ${p6}px; font-size: ${reading}px; }
""")

_DRAWN_FIELDS = Template("""
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${p26}px; }
QComboBox::down-arrow { image: url("$marks/chevron-down-$shade.svg"); width: ${p14}px; height: ${p14}px; }
QDateEdit::down-arrow { image: url("$marks/calendar-$shade.svg"); width: ${p14}px; height: ${p14}px; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $mark;
    selection-background-color: $tint; selection-color: $on_tint; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${p26}px; padding: 0 ${p8}px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
    subcontrol-origin: border; border: none; width: ${p18}px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$marks/chevron-up-$shade.svg");
    width: ${p12}px; height: ${p12}px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$marks/chevron-down-$shade.svg");
    width: ${p12}px; height: ${p12}px; }
QCheckBox, QRadioButton { spacing: ${p8}px; color: $text; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: ${p14}px; height: ${p14}px;
    border: 1px solid $mark; background: $card; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: ${r3}px; }
QRadioButton::indicator { border-radius: ${radio_radius}px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $blue_fill;
    border-color: $blue_fill; image: url("$marks/check-white.svg"); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: $blue_fill;
    border-color: $blue_fill; image: url("$marks/minus-white.svg"); }
QRadioButton::indicator:checked { border: ${radio_ring}px solid $blue_fill; width: ${radio_hole}px;
    height: ${radio_hole}px; background: $on_fill; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $blue; }
QCheckBox:focus, QRadioButton:focus { color: $blue; }
QCheckBox:disabled, QRadioButton:disabled { color: $mark; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0; }
QScrollBar::handle { background: $range; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $mark; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $blue_fill; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $blue_fill; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -7px 0; border-radius: 9px; background: $card;
    border: 2px solid $blue; }
QSlider::handle:horizontal:focus { border: 3px solid $text; width: 12px; height: 12px; }
""")

_VIEWS = Template("""
QTableView[role="table"], QTreeView[role="tree"], QListView[role="list"] {
    background: transparent; border: none; outline: none;
    selection-background-color: $tint; selection-color: $on_tint; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $card; color: $muted; border: none; border-bottom: 1px solid $mark;
    padding: 0 ${p4}px; font-size: ${caption}px; font-weight: 600; }
QTableView[role="table"] QHeaderView::section:first { padding-left: ${p16}px; }
QTableView[role="table"] QHeaderView::section:last { padding-right: ${p8}px; }
QTableView[roomy="true"] QHeaderView::section:last { padding-right: ${p16}px; }
QTableCornerButton::section { background: $card; border: none; border-bottom: 1px solid $mark; }
QScrollArea { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:focus, QSplitter::handle:hover { background: $line; }
""")


def style_sheet(tokens: Tokens, scale: float = 1.0, *, drawn: bool = True) -> str:
    """The whole sheet for these colours and this text size. ``drawn`` False leaves marks and arrows to the style."""
    values: dict[str, object] = {name: getattr(tokens, name) for name in tokens.names()}
    values |= {f"p{n}": round(n * scale) for n in range(2, 27)}
    values |= {f"r{n}": round(n * scale) for n in (3, 4, 6, 8, 9)}
    # A radius above half the side would be left out: as large as the box with its edge of a pixel on each side allows.
    ring, side = round(5 * scale), round(14 * scale) + 2
    values |= {"radio_radius": side // 2, "radio_ring": ring, "radio_hole": side - 2 * ring}
    values |= {
        "caption": round(ROLES["caption"].size * scale),
        "reading": round(ROLES["reading"].size * scale),
        "line_height": round(18 * scale),
        "marks": resource("icons", "marks").as_posix(),
        "shade": "dark" if tokens.dark else "light",
        "tint_link": tokens.blue if tokens.tint != tokens.blue_fill else tokens.on_tint,
    }
    parts = [_text(tokens, scale)]
    for template in (_FRAMES, _BUTTONS, _FIELDS, *((_DRAWN_FIELDS,) if drawn else ()), _VIEWS):
        parts.append(template.substitute(values))
    return "\n".join(parts)


def _text(tokens: Tokens, scale: float) -> str:
    rules = [
        f'QLabel[role="{role}"] {{ font-family: "{FAMILY}"; font-size: {round(spec.size * scale)}px; '
        f"font-weight: {spec.weight}; }}"
        for role, spec in ROLES.items()
    ]
    rules += [f'QLabel[tone="{tone}"] {{ color: {getattr(tokens, tone)}; }}' for tone in TONES]
    return "\n".join(rules)
