"""The card of the next meeting."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from negotiator.domain.partnership import Meeting
from negotiator.wording.figures import day
from ui.theme import Theme
from ui.widgets import Button, Card, EmptyState, MarkingChip, Text


class MeetingCard(Card):
    """Where and when both sides meet next; ``edit`` carries the meeting, None to add one."""

    edit = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Next meeting"))
        self.meeting: Meeting | None = None
        self.marking = MarkingChip(theme)
        self.add_to_head(self.marking)
        self.when = Text("", "heading", wrap=True)
        self.where = Text("", "body", "muted", wrap=True)
        self.purpose = Text("", "body", wrap=True)
        self.edit_button = Button(theme, self.tr("Edit…"), "pencil", "link")
        self.edit_button.setAccessibleName(self.tr("Edit the next meeting"))
        self.edit_button.clicked.connect(self._on_edit)
        self.add_button = Button(theme, self.tr("Add another…"), "plus", "link")
        self.add_button.setAccessibleName(self.tr("Add another meeting"))
        self.add_button.clicked.connect(self._on_add)
        self.shown = QWidget()
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.when, self.where, self.purpose):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.edit_button)
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.empty = EmptyState(
            theme,
            self.tr("No meeting lies ahead. The papers are counted back from its day."),
            self.tr("Add a meeting"),
        )
        self.empty.pressed.connect(self._on_add)
        self.add(self.shown)
        self.add(self.empty)

    def show_meeting(self, meeting: Meeting | None, today: date) -> None:
        """The next meeting, or that there is none."""
        self.meeting = meeting
        self.shown.setVisible(meeting is not None)
        self.empty.setVisible(meeting is None)
        self.marking.setVisible(meeting is not None)
        if meeting is None:
            self.set_title(self.tr("Next meeting"), "")
            return
        self.marking.set_marking(meeting.marking)
        self.set_title(self.tr("Next meeting"), meeting.forum)
        time = f", {meeting.time}" if meeting.time else ""
        year = f" {meeting.day.year}" if meeting.day.year != today.year else ""
        self.when.setText(f"{meeting.day:%A} {meeting.day.day} {meeting.day:%B}{year}{time}")
        self.when.setToolTip(day(meeting.day))
        place = f"{meeting.place} · " if meeting.place else ""
        self.where.setText(f"{place}{self._in_days((meeting.day - today).days)}")
        self.purpose.setText(meeting.purpose)
        self.purpose.setVisible(bool(meeting.purpose.strip()))

    def _in_days(self, days: int) -> str:
        if days == 0:
            return self.tr("today")
        return self.tr("tomorrow") if days == 1 else self.tr("in {days} days").format(days=days)

    def _on_edit(self) -> None:
        self.edit.emit(self.meeting)

    def _on_add(self) -> None:
        self.edit.emit(None)
