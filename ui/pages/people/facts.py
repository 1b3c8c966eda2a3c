"""Four facts under a person's name: side by side where their words have room, otherwise two and two."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from negotiator.domain.stakeholders import Stakeholder
from ui.pages.people.words import stance_words
from ui.widgets import Rule, Text

_SIDES = 22
"""What stands beside the words of a cell, px."""


class _Fact(QWidget):
    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = Text(label, "caption", "muted")
        self.value = Text("", "body-strong", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 7, _SIDES - 14, 8)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addWidget(self.value)
        column.addStretch(1)

    def least_width(self) -> int:
        """The room in which no word is cut."""
        metrics = self.value.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.value.text().split()), default=0)
        return max(self.label.sizeHint().width(), longest + 2) + _SIDES


class Facts(QWidget):
    """How a person stands, for whom they speak, to whom they answer, and who of us is in touch with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = {
            "stance": _Fact(self.tr("Stance")),
            "speaks_for": _Fact(self.tr("Speaks for")),
            "answers_to": _Fact(self.tr("Answers to")),
            "link_owner": _Fact(self.tr("In touch with us by")),
        }
        self._rules = (Rule(down=True), Rule(down=True), Rule(down=True), Rule())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.across = 0
        self._lay(len(self._cells))

    def show_person(self, person: Stakeholder) -> None:
        self._cells["stance"].value.setText(stance_words(person.stance))
        for key in ("speaks_for", "answers_to", "link_owner"):
            self._cells[key].value.setText(getattr(person, key) or "–")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = sum(cell.least_width() for cell in self._cells.values()) + 3
        self._lay(4 if wanted <= self.width() else 2)

    def _lay(self, across: int) -> None:
        """Put the cells in one line or in two; a line between each."""
        if across == self.across:
            return
        self.across = across
        for widget in (*self._cells.values(), *self._rules):
            self._grid.removeWidget(widget)
        for column in range(7):
            self._grid.setColumnStretch(column, 0)
        for place, cell in enumerate(self._cells.values()):
            line, column = divmod(place, across)
            self._grid.addWidget(cell, 2 * line, 2 * column)
            self._grid.setColumnStretch(2 * column, 1)
        first, second, third, between = self._rules
        self._grid.addWidget(first, 0, 1)
        if across == 4:
            self._grid.addWidget(second, 0, 3)
            self._grid.addWidget(third, 0, 5)
        else:
            self._grid.addWidget(between, 1, 0, 1, 3)
            self._grid.addWidget(second, 2, 1)
        third.setVisible(across == 4)
        between.setVisible(across == 2)
