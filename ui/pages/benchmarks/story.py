"""Would other peers tell another story? The rank and quarter under every reasonable group, and the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.wording import comparisons as words
from ui.theme import Theme
from ui.widgets import Button, Card, Rule, Text


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


CELL = 132
"""At 100 %: how wide the cell of a group must be for its words; what does not fit beside the others goes below."""


class StoryCard(Card):
    """Cells for the groups, a sentence, what the gap is worth, and where the figures come from.

    Where the window is low it is ``folded`` to a line for each group and the sentence, so that the picture above keeps
    its room; the rest is one press away.
    """

    folding = Signal(bool)
    """The reader folds or unfolds it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Would other peers tell another story?"), " ", flush=True)
        self._theme = theme
        self._folded = False
        self._tried: tuple[Comparison, ...] = ()
        self.note.setMinimumWidth(1)
        self.fold_button = Button(theme, "", role="link")
        self.fold_button.hide()
        self.add_to_head(self.fold_button)
        self._cells_holder = QWidget()
        self._cells = QGridLayout(self._cells_holder)
        self._cells.setContentsMargins(0, 0, 0, 0)
        self._cells.setSpacing(0)
        self.cells: list[QWidget] = []
        self._across = 0
        self.add(Rule())
        self.add(self._cells_holder)
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
        self.fold_button.clicked.connect(self._on_fold)

    @property
    def is_folded(self) -> bool:
        return self._folded

    def set_folding(self, may_fold: bool, folded: bool) -> None:
        """Offer to fold it, and fold it or not."""
        self.fold_button.setVisible(may_fold)
        if (may_fold and folded) != self._folded:
            self._folded = may_fold and folded
            self._fill_cells()
        self.fold_button.setText(self.tr("Worth and sources") if self._folded else self.tr("Fold"))
        self._show_words()

    def set_words(self, verdict: str, worth: str, caveat: str, source: str) -> None:
        for label, text in ((self.verdict, verdict), (self.worth, worth), (self.caveat, caveat), (self.source, source)):
            label.setText(text)
        self._show_words()

    def set_groups(self, tried: Sequence[Comparison]) -> None:
        """A cell for each group, the chosen one first and strong."""
        self._tried = tuple(tried)
        self._fill_cells()

    def minimumSizeHint(self) -> QSize:
        """Cells go below one another where they must, so the card needs the room of its heading only."""
        hint = super().minimumSizeHint()
        least = self.title.sizeHint().width() + self.fold_button.sizeHint().width() + self._theme.px(44)
        return QSize(min(hint.width(), least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note beside the heading is whole or not there; the picture above marks the same metric."""
        super().resizeEvent(event)
        room = self.width() - self.title.sizeHint().width() - self._theme.px(42)
        self.note.setVisible(self.fold_button.isHidden() and self.note.sizeHint().width() <= room)
        if self._tried and self._columns() != self._across:
            self._fill_cells()

    def _show_words(self) -> None:
        for label in (self.worth, self.caveat):
            label.setVisible(bool(label.text()) and not self._folded)
        foot = self.source.parentWidget()
        if foot is not None:
            foot.setVisible(not self._folded)

    def _columns(self) -> int:
        """How many cells stand side by side; two lines of them are as even as can be."""
        number = max(1, len(self._tried))
        most = max(1, min(number, self.width() // self._theme.px(CELL)))
        lines = -(-number // most)
        return -(-number // lines)

    def _fill_cells(self) -> None:
        while (item := self._cells.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place in range(self._cells.columnCount()):
            self._cells.setColumnStretch(place, 0)
        self._across = self._columns()
        self.cells = []
        for place, comparison in enumerate(self._tried):
            line, column = divmod(place, self._across)
            if column:
                self._cells.addWidget(Rule(down=True), 2 * line, 2 * column - 1)
            elif line:
                self._cells.addWidget(Rule(), 2 * line - 1, 0, 1, 2 * self._across - 1)
            self.cells.append(self._cell(comparison, first=not place))
            self._cells.addWidget(self.cells[-1], 2 * line, 2 * column)
            self._cells.setColumnStretch(2 * column, 1)

    def _cell(self, comparison: Comparison, first: bool) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(14, 5 if self._folded else 7, 8, 5 if self._folded else 8)
        column.setSpacing(2)
        name = Text(
            words.BASES[comparison.group.basis],
            "caption-strong" if first else "caption",
            "text" if first else "muted",
        )
        column.addWidget(name)
        rank = Text(self.tr("{rank} of {of}").format(rank=comparison.rank, of=comparison.of), "body-strong")
        quarters = _Quarters(self._theme, comparison.quartile)
        if self._folded:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(rank)
            line.addWidget(quarters)
            line.addStretch(1)
            column.addLayout(line)
        else:
            column.addWidget(rank)
            column.addWidget(quarters)
            column.addWidget(Text(words.quarter(comparison), "caption", "muted"))
        said = words.group(comparison.group, comparison.n)
        cell.setToolTip(f"{said}: {words.quarter(comparison)}")
        cell.setAccessibleName(f"{said}: {words.rank(comparison)}, {words.quarter(comparison)}")
        return cell

    def _on_fold(self) -> None:
        self.folding.emit(not self._folded)
