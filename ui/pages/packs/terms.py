"""The terms of one pack: its name, who reads it, what is asked, which sections; and how much of it is withheld."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from negotiator.domain.markings import Audience, Marking
from negotiator.domain.packs import SECTIONS, PackPlan
from negotiator.wording import pack_words
from ui.theme import Theme
from ui.widgets import Button, Card, FormRow, IconButton, MarkingChip, Rule, Words
from ui.widgets.chips import marking_chip_size
from ui.widgets.wrapped import WrappedField

_BUTTON = 30
"""Of the button that deletes, at 100 %, as wide as it comes on any desktop."""
_AROUND_HEAD = 2 * 16 + 2 * 10
"""Pixels of the margins of the heading and of the gaps in it."""


class TermsCard(Card):
    """``changed`` gives the plan as it is wanted and the field that changed, where edits of it may merge."""

    changed = Signal(object, str)
    delete_asked = Signal()
    share_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This pack"), parent=parent)
        self._plan: PackPlan | None = None
        self.note.hide()  # its room is the chip's
        self.chip = MarkingChip(theme)
        self.add_to_head(self.chip)
        self.delete_button = IconButton(theme, "trash-2", self.tr("Delete this pack"))
        self.add_to_head(self.delete_button)
        title = round(theme.metrics("card-title").horizontalAdvance(self.title.text())) + 2
        head = title + theme.px(_BUTTON) + _AROUND_HEAD
        chip = max(marking_chip_size(theme, marking).width() for marking in Marking)
        self.setMinimumWidth(max(theme.px(216), head + chip))  # a marking is never cut
        self.name, self.subtitle, self.decision = WrappedField(theme), WrappedField(theme), WrappedField(theme)
        self.audience = QComboBox()
        self.audience.setMinimumContentsLength(8)
        self.audience.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for audience in reversed(Audience):
            self.audience.addItem(pack_words.AUDIENCE_FOR[audience][0], audience)
        self.sections = QListWidget()
        self.sections.setMinimumHeight(theme.px(70))
        self.sections.setSpacing(2)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.audience_row = FormRow(theme, self.tr("For"), self.audience)
        self.add(FormRow(theme, self.tr("Name"), self.name))
        self.add(self.audience_row)
        self.add(FormRow(theme, self.tr("Under the title"), self.subtitle))
        self.add(FormRow(theme, self.tr("Decision asked"), self.decision))
        sections = FormRow(theme, self.tr("Sections"), self.sections)
        sections.setSizePolicy(sections.sizePolicy().horizontalPolicy(), sections.sizePolicy().Policy.Expanding)
        self.add(sections, 1)
        self.add(Rule())
        self.withheld = Words(theme, (), "caption")
        self.add(self.withheld)
        self.withheld_button = Button(theme, self.tr("See why, and share…"), role="link")
        self.withheld_button.hide()
        self.add(self.withheld_button)
        for field in (self.name, self.subtitle, self.decision):
            field.editingFinished.connect(self._on_words)
        self.audience.activated.connect(self._on_audience)
        self.sections.itemChanged.connect(self._on_sections)
        self.delete_button.clicked.connect(self.delete_asked)
        self.withheld_button.clicked.connect(self.share_asked)

    def show_plan(self, plan: PackPlan | None) -> None:
        self._plan = plan
        self.setVisible(plan is not None)
        if plan is None:
            return
        self.chip.set_marking(plan.audience.level)
        self.name.setText(plan.name)
        self.subtitle.setText(plan.subtitle)
        self.decision.setText(plan.decision_asked)
        self.audience.setCurrentIndex(self.audience.findData(plan.audience))
        note = pack_words.AUDIENCE_FOR[plan.audience][1].lstrip(", ")
        self.audience_row.set_help(f"{note[:1].upper()}{note[1:]}")
        self.sections.blockSignals(True)
        self.sections.clear()
        for section in SECTIONS:
            item = QListWidgetItem(pack_words.SECTION_TITLES[section])
            item.setToolTip(pack_words.SECTION_TITLES[section])
            item.setData(Qt.ItemDataRole.UserRole, section)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = section in plan.sections
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.sections.addItem(item)
        self.sections.blockSignals(False)

    def _on_words(self) -> None:
        plan = self._plan
        if plan is None:
            return
        changed = replace(
            plan,
            name=self.name.text().strip() or plan.name,
            subtitle=self.subtitle.text().strip(),
            decision_asked=self.decision.text().strip(),
        )
        if changed != plan:
            self.changed.emit(changed, "words")

    def _on_audience(self, index: int) -> None:
        audience = Audience(self.audience.itemData(index))  # Qt hands a plain string back
        if self._plan is not None and audience != self._plan.audience:
            self.changed.emit(replace(self._plan, audience=audience), "")

    def _on_sections(self, item: QListWidgetItem) -> None:
        if self._plan is None:
            return
        items = [self.sections.item(row) for row in range(self.sections.count())]
        chosen = tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() == Qt.CheckState.Checked)
        if chosen != self._plan.sections:
            self.changed.emit(replace(self._plan, sections=chosen), "")
