"""Would other peers tell another story? The rank and quarter under every reasonable group, and the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.wording import comparisons as words
from ui.theme import Theme
from ui.widgets import Card, Rule, Text


class _Quarters(QWidget):
    """Four boxes, ours filled; the quarter stands beneath in words."""

    def __init__(self, theme: Theme, quartile: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._quartile = theme, quartile
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(62), self._theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), self._theme.px
        for place in range(4):
            # From worse on the left to better on the right, as every scale of the page.
            ours = self._quartile is not None and place == 4 - self._quartile
            box = QRectF(place * px(15) + 0.5, 0.5, px(13), px(9))
            painter.setPen(self._theme.color("blue" if ours else "mark"))
            painter.setBrush(self._theme.color("blue" if ours else "card"))
            painter.drawRect(box)
        painter.end()


class StoryCard(Card):
    """Cells for the groups, a sentence, what the gap is worth, and where the figures come from."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Would other peers tell another story?"), " ", flush=True)
        self._theme = theme
        self.note.setMinimumWidth(1)
        self._row_holder = QWidget()
        self._row = QHBoxLayout(self._row_holder)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.add(Rule())
        self.add(self._row_holder)
        self.add(Rule())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(3)
        self.verdict = Text("", "body", wrap=True)
        self.worth = Text("", "body", "muted", wrap=True)
        self.caveat = Text("", "caption", "muted", wrap=True)
        for label in (self.verdict, self.worth, self.caveat):
            column.addWidget(label)
        self.add(body)
        self.body.addStretch(1)
        self.source = Text("", "caption", "muted", wrap=True, selectable=True)
        self.footer().addWidget(self.source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note beside the heading is whole or not there; the picture above marks the same metric."""
        super().resizeEvent(event)
        room = self.width() - self.title.sizeHint().width() - self._theme.px(42)
        self.note.setVisible(self.note.sizeHint().width() <= room)

    def set_groups(self, tried: Sequence[Comparison]) -> None:
        """A cell for each group, the chosen one first and strong."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, comparison in enumerate(tried):
            if place:
                self._row.addWidget(Rule(down=True))
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(14, 7, 8, 8)
            column.setSpacing(2)
            name = Text(
                words.BASES[comparison.group.basis],
                "caption-strong" if not place else "caption",
                "text" if not place else "muted",
            )
            name.setToolTip(words.group(comparison.group, comparison.n))
            column.addWidget(name)
            column.addWidget(
                Text(self.tr("{rank} of {of}").format(rank=comparison.rank, of=comparison.of), "body-strong")
            )
            column.addWidget(_Quarters(self._theme, comparison.quartile))
            column.addWidget(Text(words.quarter(comparison), "caption", "muted"))
            cell.setToolTip(words.group(comparison.group, comparison.n))
            cell.setAccessibleName(
                f"{words.group(comparison.group, comparison.n)}: {words.rank(comparison)}, {words.quarter(comparison)}"
            )
            self._row.addWidget(cell, 1)
