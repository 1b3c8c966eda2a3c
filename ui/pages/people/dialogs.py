"""Dialogs of the people page. Each applies by a function that may refuse, and says why at its foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from negotiator.domain.markings import Audience, Marking
from negotiator.domain.problems import Refused
from negotiator.domain.stakeholders import SIDES, STANCES, Interest, Note, Stakeholder
from negotiator.wording.figures import day
from negotiator.wording.sentences import sentence
from negotiator.wording.typed import read_day
from ui.dialogs.base import Dialog
from ui.pages.people.notes import MarkingBox
from ui.pages.people.words import side_words, stance_words
from ui.theme import Theme
from ui.widgets import FormRow, Rule, Text, Words


class _Applying(Dialog):
    """Keep and Cancel; what is refused is said above them."""

    def finish(self, keep: str) -> None:
        self.problem = Text("", "body", "red", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep_button = self.add_button(keep, "primary")
        self.keep_button.clicked.connect(self._on_keep)

    def apply(self) -> None:
        """Apply what is in the fields. Raises Refused."""
        raise NotImplementedError

    def _on_keep(self) -> None:
        try:
            self.apply()
        except Refused as refusal:
            self.problem.setText(sentence(replace(refusal.problems[0], place="")))
            self.problem.show()
            return
        self.accept()


class PersonDialog(_Applying):
    """A person or a body: who they are, where they stand, whom they speak for."""

    def __init__(
        self, theme: Theme, person: Stakeholder, apply: Callable[[Stakeholder], object], parent: QWidget | None = None
    ) -> None:
        is_new = not person.id
        super().__init__(theme, self.tr("Add person") if is_new else person.name, parent, 600)
        self._person, self._apply = person, apply
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.lines: dict[str, QLineEdit] = {}
        self.rows: dict[str, FormRow] = {}
        for place, (name, label) in enumerate(
            (
                ("name", self.tr("Name")),
                ("role", self.tr("Role")),
                ("body", self.tr("Union, department or body")),
                ("speaks_for", self.tr("Speaks for")),
                ("answers_to", self.tr("Answers to")),
                ("link_owner", self.tr("Who of us keeps in touch")),
            )
        ):
            self.lines[name] = QLineEdit(getattr(person, name))
            self.rows[name] = FormRow(theme, label, self.lines[name])
            grid.addWidget(self.rows[name], place // 2, place % 2)
        self.side, self.stance = QComboBox(), QComboBox()
        for side in SIDES:
            self.side.addItem(side_words(side), side)
        for stance in STANCES:
            self.stance.addItem(stance_words(stance), stance)
        self.side.setCurrentIndex(self.side.findData(person.side))
        self.stance.setCurrentIndex(self.stance.findData(person.stance))
        grid.addWidget(FormRow(theme, self.tr("Side"), self.side), 3, 0)
        grid.addWidget(FormRow(theme, self.tr("Stance"), self.stance), 3, 1)
        self.influence, self.interest = QSpinBox(), QSpinBox()
        for box, value in ((self.influence, person.influence), (self.interest, person.interest)):
            box.setRange(0, 100)
            box.setValue(value)
        grid.addWidget(FormRow(theme, self.tr("Influence over the outcome, 0 to 100"), self.influence), 4, 0)
        grid.addWidget(FormRow(theme, self.tr("Interest in this matter, 0 to 100"), self.interest), 4, 1)
        self.is_body = QCheckBox(self.tr("A body, not one person"))
        self.is_body.setChecked(person.is_body)
        self.marking = MarkingBox(theme)
        self.marking.set_marking(person.marking)
        grid.addWidget(self.is_body, 5, 0, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(FormRow(theme, self.tr("Who may see this"), self.marking), 5, 1)
        self.body.addLayout(grid)
        self.finish(self.tr("Add person") if is_new else self.tr("Keep"))
        self.lines["name"].setFocus()

    def apply(self) -> None:
        words: Any = {name: line.text().strip() for name, line in self.lines.items()}
        self._apply(
            replace(
                self._person,
                **words,
                side=self.side.currentData(),
                stance=self.stance.currentData(),
                influence=self.influence.value(),
                interest=self.interest.value(),
                is_body=self.is_body.isChecked(),
                marking=self.marking.marking(),
            )
        )

    def _on_keep(self) -> None:
        if not self.lines["name"].text().strip():
            self.rows["name"].set_error(self.tr("Give the person or body a name."))
            return
        super()._on_keep()


class InterestDialog(_Applying):
    """Why the matter matters to someone, or what presses on them, and which measures serve it."""

    def __init__(
        self,
        theme: Theme,
        interest: Interest,
        measures: Sequence[tuple[str, str]],
        apply: Callable[[Interest], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Interest or pressure"), parent, 520)
        self._interest, self._apply = interest, apply
        self.text = QLineEdit(interest.text)
        self.text_row = FormRow(theme, self.tr("In a few words"), self.text)
        self.body.addWidget(self.text_row)
        self.kind = QComboBox()
        self.kind.addItem(self.tr("An interest: why it matters to them"), "interest")
        self.kind.addItem(self.tr("A pressure: what they must take back"), "pressure")
        self.kind.setCurrentIndex(self.kind.findData(interest.kind))
        self.body.addWidget(FormRow(theme, self.tr("Kind"), self.kind))
        self.hearsay = QCheckBox(self.tr("Hearsay: nobody has heard it at first hand"))
        self.hearsay.setChecked(interest.hearsay)
        self.body.addWidget(self.hearsay)
        self.served = QListWidget()
        self.served.setFixedHeight(theme.px(150))
        for measure_id, words in measures:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, measure_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = measure_id in interest.served_by
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.served.addItem(item)
        if measures:
            self.body.addWidget(FormRow(theme, self.tr("Served by"), self.served))
        self.marking = MarkingBox(theme)
        self.marking.set_marking(interest.marking)
        self.body.addWidget(FormRow(theme, self.tr("Who may see this"), self.marking))
        self.finish(self.tr("Keep"))
        self.text.setFocus()

    def apply(self) -> None:
        items = [self.served.item(row) for row in range(self.served.count())]
        served = tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        )
        self._apply(
            replace(
                self._interest,
                text=self.text.text().strip(),
                kind=self.kind.currentData(),
                hearsay=self.hearsay.isChecked(),
                served_by=served,
                marking=self.marking.marking(),
            )
        )

    def _on_keep(self) -> None:
        if not self.text.text().strip():
            self.text_row.set_error(self.tr("Say what it is in a few words."))
            return
        super()._on_keep()


class NoteDialog(_Applying):
    """One note, its day, source and marking."""

    def __init__(
        self, theme: Theme, note: Note, apply: Callable[[Note], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("Note"), parent, 520)
        self._note, self._apply = note, apply
        self.text = QPlainTextEdit(note.text)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(110))
        self.body.addWidget(FormRow(theme, self.tr("Note"), self.text))
        self.day = QLineEdit(day(note.day))
        self.day_row = FormRow(theme, self.tr("Day"), self.day)
        self.source = QLineEdit(note.source)
        self.author = QLineEdit(note.author)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.day_row, 0, 0)
        grid.addWidget(FormRow(theme, self.tr("Written by"), self.author), 0, 1)
        grid.addWidget(FormRow(theme, self.tr("Where it comes from"), self.source), 1, 0)
        self.marking = MarkingBox(theme)
        self.marking.set_marking(note.marking)
        grid.addWidget(FormRow(theme, self.tr("Who may see this"), self.marking), 1, 1)
        self.body.addLayout(grid)
        self.finish(self.tr("Keep note"))

    def apply(self) -> None:
        self._apply(
            replace(
                self._note,
                text=self.text.toPlainText().strip(),
                day=read_day(self.day.text()),
                source=self.source.text().strip(),
                author=self.author.text().strip(),
                marking=self.marking.marking(),
            )
        )


class DisclosureDialog(Dialog):
    """What of a person's card each audience would get, counted by the same rule that packs use."""

    def __init__(self, theme: Theme, person: Stakeholder, records: Sequence[Interest | Note], parent: QWidget) -> None:
        super().__init__(theme, self.tr("What would be disclosed?"), parent, 520)
        words = {
            Audience.PRIVATE: self.tr("You alone"),
            Audience.TEAM: self.tr("The negotiating team"),
            Audience.MANAGEMENT: self.tr("Management: board and finance"),
            Audience.JOINT: self.tr("The joint meeting"),
            Audience.OPEN: self.tr("Anyone"),
        }
        for audience, who in words.items():
            self.body.addWidget(Rule())
            seen = counts(person, records, audience)
            if not seen["person"]:
                says = self.tr("nothing about {name}").format(name=person.name)
            else:
                says = self.tr("the card, {interests} interests and pressures, {notes} notes").format(**seen)
            self.body.addWidget(Words(theme, [(f"{who}: ", "strong"), says]))
        self.body.addWidget(Rule())
        self.body.addWidget(
            Text(
                self.tr(
                    "Packs leave out everything else. A person may also ask for what is written about them under data "
                    "protection law, whatever its marking: write what you would be content for them to read."
                ),
                "body",
                "muted",
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.close_button = self.add_button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)


def counts(person: Stakeholder, records: Sequence[Interest | Note], audience: Audience) -> Mapping[str, int]:
    """How much of a person's card an audience would get; nothing where the person is withheld."""
    if not audience.may_see(person.marking):
        return {"person": 0, "interests": 0, "notes": 0}
    seen = [record for record in records if audience.may_see(record.marking)]
    return {
        "person": 1,
        "interests": sum(isinstance(record, Interest) for record in seen),
        "notes": sum(isinstance(record, Note) for record in seen),
    }


__all__ = ["DisclosureDialog", "InterestDialog", "Marking", "NoteDialog", "PersonDialog", "counts"]
