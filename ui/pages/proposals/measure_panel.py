"""The right column: the form of one measure, and what the measure costs."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ui.pages.proposals.form import MeasureForm
from ui.theme import Theme
from ui.widgets import IconButton, SidePanel, Text

_MOST_WIDTH = 360
"""Beside the measures, at 100 %."""
_AS_WIDE_AS_ROOM = 16_777_215
"""No bound: Qt's own largest width."""


class MeasurePanel(SidePanel):
    """Stands beside the measures, or in their place where the page is narrow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self._theme = theme
        self.setMinimumWidth(theme.px(250))
        self.form = MeasureForm(theme)
        self.add(self.form, 1)
        footer = self.footer()
        words = QVBoxLayout()
        words.setSpacing(0)
        self.total_label = Text(self.tr("Full year with on-costs"), "caption", "muted")
        self.total = Text("", "figure")
        words.addWidget(self.total_label)
        words.addWidget(self.total)
        footer.addLayout(words, 1)
        self.more_button = IconButton(theme, "ellipsis", self.tr("More for this measure"))
        footer.addWidget(self.more_button)

    def set_alone(self, alone: bool) -> None:
        """Take the width of the page where it stands in the measures' place."""
        self.setMaximumWidth(_AS_WIDE_AS_ROOM if alone else self._theme.px(_MOST_WIDTH))

    def set_total(self, total: str, once: bool = False) -> None:
        """Empty while it is on its way; ``once`` where it is paid once and is in no full year."""
        if total:
            words = self.tr("Once, with on-costs") if once else self.tr("Full year with on-costs")
            self.total_label.setText(words)
        self.total.setText(total)
