"""The one place that decides how the application looks, and tells when that changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.theme import icons, type
from ui.theme.style import style_sheet
from ui.theme.tokens import DARK, LIGHT, Tokens, from_palette

MODES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 115, 130, 150, 175, 200)


class Theme(QObject):
    """Tokens, fonts and icons of the moment.

    ``changed`` comes after the application's palette and style sheet have been replaced; painted widgets repaint by
    themselves, those that keep a pixmap make a new one.
    """

    changed = Signal()

    def __init__(self, application: QApplication, mode: str = "system", text_size: int = 100) -> None:
        super().__init__()
        self._application = application
        self._system_palette = QPalette(application.palette())
        application.setStyle(QStyleFactory.create("Fusion"))
        type.load_fonts()
        self.mode = mode if mode in MODES else "system"
        self.text_size = text_size if text_size in TEXT_SIZES else 100
        self.tokens: Tokens = LIGHT
        self._ratio = max(1.0, application.devicePixelRatio())
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}
        self._apply()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        self._accessibility = hints.accessibility()
        self._accessibility.contrastPreferenceChanged.connect(self._follow_system)

    @property
    def scale(self) -> float:
        return self.text_size / 100

    @property
    def is_high_contrast(self) -> bool:
        if self.mode == "contrast":
            return True
        style = QGuiApplication.styleHints()  # held: its accessibility hints go when it does
        preference = style.accessibility().contrastPreference()
        return self.mode == "system" and preference == Qt.ContrastPreference.HighContrast

    def set_mode(self, mode: str) -> None:
        """``system``, ``light``, ``dark`` or ``contrast``. ValueError otherwise."""
        if mode not in MODES:
            raise ValueError(mode)
        self.mode = mode
        self._apply()
        self.changed.emit()

    def set_text_size(self, per_cent: int) -> None:
        self.text_size = per_cent
        self._apply()
        self.changed.emit()

    def color(self, token: str) -> QColor:
        return self.tokens.color(token)

    def font(self, role: str = "body") -> QFont:
        return type.font_for(role, self.scale)

    def metrics(self, role: str = "body") -> QFontMetricsF:
        return QFontMetricsF(self.font(role))

    def px(self, pixels: float) -> int:
        """A length of the design at 100 %, at the chosen text size."""
        return round(pixels * self.scale)

    def icon(self, name: str, token: str = "text", size: int = 18, gap: int = 0) -> QIcon:
        """An icon in a token's colour, with ``gap`` empty pixels after it; ask again after `changed`."""
        key = (name, token, size, gap)
        if key not in self._icons:
            color = getattr(self.tokens, token)
            self._icons[key] = QIcon(icons.pixmap(name, color, self.px(size), self._ratio, self.px(gap)))
        return self._icons[key]

    def pixmap(self, name: str, token: str = "text", size: int = 18, ratio: float = 0.0) -> QPixmap:
        """An icon as a picture, fine enough for the finest screen; ``ratio`` asks for another fineness."""
        return icons.pixmap(name, getattr(self.tokens, token), self.px(size), ratio or self._ratio)

    def icon_size(self, size: int = 18, gap: int = 0) -> QSize:
        return QSize(self.px(size) + self.px(gap), self.px(size))

    def _follow_system(self) -> None:
        if self.mode == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._icons.clear()
        if self.is_high_contrast:
            self.tokens = from_palette(self._system_palette)
        elif self.mode == "system":
            scheme = self._application.styleHints().colorScheme()
            self.tokens = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        else:
            self.tokens = DARK if self.mode == "dark" else LIGHT
        self._application.setPalette(self._system_palette if self.is_high_contrast else _palette(self.tokens))
        self._application.setFont(self.font("body"))
        self._application.setStyleSheet(style_sheet(self.tokens, self.scale, drawn=not self.is_high_contrast))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for roles, token in (
        ((role.Window, role.AlternateBase, role.ToolTipBase), "page"),
        ((role.Base, role.Button), "card"),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), "text"),
        ((role.PlaceholderText,), "muted"),
        ((role.Highlight,), "tint"),
        ((role.HighlightedText,), "on_tint"),
        ((role.Link, role.LinkVisited), "blue"),
        ((role.Accent,), "blue_fill"),
        ((role.Light, role.Midlight), "sunken"),
        ((role.Mid, role.Dark), "line"),
        ((role.Shadow,), "mark"),
    ):
        for each in roles:
            palette.setColor(each, tokens.color(token))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, each, tokens.color("mark"))
    return palette
