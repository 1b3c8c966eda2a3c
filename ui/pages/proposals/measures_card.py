"""The middle column: the chosen option's measures in order, the interests they serve, and what they cost together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from negotiator.domain.proposals import Option
from ui.pages.proposals.measures import MeasureList, MeasureRow
from ui.pages.proposals.served import Served, listed
from ui.theme import Theme
from ui.widgets import Button, Card, EmptyState, IconButton, Text, Words


class MeasuresCard(Card):
    """Where the page is narrow it also chooses the option, and a button opens the form in its place.

    Signals:
        option_chosen: an option's id, from the list that a narrow page has.
    """

    option_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(flush=True)
        self._theme = theme
        self.setMinimumWidth(theme.px(290))
        self.option_name = Text("", "card-title")
        self.option_box = QComboBox()
        self.option_box.setAccessibleName(self.tr("Option"))
        self.option_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.option_box.setMinimumContentsLength(12)
        self.more_button = IconButton(theme, "ellipsis", self.tr("More for this option"))
        self.add(self._head_of_option())
        self.measures = MeasureList(theme)
        self.add(self.measures, 1)
        self.no_measures = EmptyState(
            theme,
            self.tr(
                "Nothing yet: this option costs the same as no change. "
                "Add its first measure, such as an allowance or an uplift."
            ),
            self.tr("Add measure…"),
        )
        self.add(self.no_measures, 1)
        self.served = QWidget()
        served = QVBoxLayout(self.served)
        served.setContentsMargins(16, 8, 16, 8)
        served.setSpacing(2)
        self.serves = Words(theme, (), "caption")
        self.unserved = Words(theme, (), "caption")
        served.addWidget(self.serves)
        served.addWidget(self.unserved)
        self.add(self.served)
        footer = self.footer()
        footer.setSpacing(theme.px(12))
        self.total_label = Words(theme, (), "body", wrap=False)
        self.total = Text("", "figure")
        self.edit_button = Button(theme, self.tr("Open measure"), "pencil", "small")
        footer.addWidget(self.edit_button)
        footer.addWidget(self.total_label, 1)
        footer.addWidget(self.total)
        self.edit_button.hide()
        self.option_box.hide()
        self.option_box.activated.connect(self._on_option)

    def _head_of_option(self) -> QWidget:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(16, 12, 12, 10)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(self.option_name, 1)
        row.addWidget(self.option_box, 1)
        row.addWidget(self.more_button)
        column.addLayout(row)
        words = self.tr("Applied from the top down. Bars show the full-year cost with on-costs.")
        column.addWidget(Text(words, "caption", "muted", wrap=True))
        return top

    def set_narrow(self, narrow: bool) -> None:
        """Whether the options and the form have no room beside the card."""
        self.option_name.setVisible(not narrow)
        self.option_box.setVisible(narrow)
        self.edit_button.setVisible(narrow)

    def set_options(self, options: Sequence[Option], chosen_id: str) -> None:
        self.option_box.clear()
        for option in options:
            self.option_box.addItem(option.name, option.id)
        self.option_box.setCurrentIndex(self.option_box.findData(chosen_id))
        self.option_name.setText(self.option_box.currentText())

    def set_rows(self, rows: tuple[MeasureRow, ...]) -> None:
        self.measures.steps.set_records(rows)
        self.measures.setVisible(bool(rows))
        self.no_measures.setVisible(not rows)
        self.edit_button.setEnabled(bool(rows))

    def choose_row(self, measure_id: str) -> None:
        row = self.measures.steps.row_of(measure_id)
        if row >= 0 and self.measures.currentIndex().row() != row:
            self.measures.setCurrentIndex(self.measures.steps.index(row, 0))
            self.measures.scrollTo(self.measures.currentIndex())

    def set_total(self, basis: str, total: str) -> None:
        """``basis`` in words; an empty ``total`` while it is on its way."""
        self.total_label.set_parts([(self.tr("Recurrent, full year"), "strong"), (f"  {basis}", "muted")])
        self.total.setText(total)

    def set_served(self, served: Served, most: int) -> None:
        """Name the first ``most`` of each."""
        self.serves.set_parts([(self.tr("Serves "), "strong"), listed(served.serves, most)])
        self.serves.setVisible(bool(served.serves))
        self.unserved.set_parts([(self.tr("Not yet served: "), "strong amber"), listed(served.lacks, most)])
        self.unserved.setVisible(bool(served.lacks))
        self.served.setVisible(bool(self.measures.steps.rowCount()) and bool(served.serves or served.lacks))

    def _on_option(self, index: int) -> None:
        self.option_chosen.emit(str(self.option_box.itemData(index)))
