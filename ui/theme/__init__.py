"""Colours, type and icons, by role."""

from ui.theme.manager import MODES, TEXT_SIZES, Theme
from ui.theme.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "MODES", "TEXT_SIZES", "Theme", "Tokens"]
