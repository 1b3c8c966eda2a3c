"""Dialogs of the proposals page: a name, a new measure, the mandate. Each applies by a function that may refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from negotiator.domain.costing.kinds import KINDS
from negotiator.domain.costing.terms import check_terms
from negotiator.domain.establishment import StaffLine
from negotiator.domain.markings import Marking
from negotiator.domain.periods import FinancialYear, horizon
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Mandate, MeasureTemplate, Terms
from negotiator.services.commands import SetMandate
from negotiator.wording.figures import money
from negotiator.wording.measures import kind_help, kind_label
from negotiator.wording.sentences import sentence
from negotiator.wording.typed import read_money
from ui.dialogs.base import Dialog
from ui.pages.proposals.form import MeasureForm
from ui.pages.proposals.saying import plainly
from ui.theme import Theme
from ui.widgets import DETAIL_ROLE, FormRow, MarkingChip, RecordList, Text, TupleModel


class NameDialog(Dialog):
    """A name, and where wanted a line about it. ``apply`` is given both and may raise Refused."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        label: str,
        apply: Callable[[str, str], object],
        parent: QWidget | None = None,
        name: str = "",
        summary: str | None = "",
    ) -> None:
        super().__init__(theme, title, parent, 440)
        self._apply = apply
        self.name_field = QLineEdit(name)
        self.name_row = FormRow(theme, label, self.name_field)
        self.body.addWidget(self.name_row)
        self.summary_field = QLineEdit(summary or "")
        if summary is not None:
            self.body.addWidget(FormRow(theme, self.tr("In a sentence"), self.summary_field))
        self.body.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep_button = self.add_button(self.tr("Keep"), "primary")
        self.keep_button.clicked.connect(self._on_keep)
        self.name_field.setFocus()
        self.name_field.selectAll() if summary is None else self.name_field.end(False)

    def _on_keep(self) -> None:
        if not self.name_field.text().strip():
            self.name_row.set_error(self.tr("Give it a name."))
            return
        try:
            self._apply(self.name_field.text().strip(), self.summary_field.text().strip())
        except Refused as refusal:
            self.name_row.set_error(plainly(refusal.problems[0]))
            return
        self.accept()


class _Column(Enum):
    KIND = "Kind"


class _Kinds(TupleModel[tuple[str, str, str]]):
    """Rows of (key, words, help); a template's key begins with ``template:``."""

    columns = _Column

    def words(self, record: tuple[str, str, str], column: Any) -> str:
        return record[1]

    def extra(self, record: tuple[str, str, str], column: Any, role: int) -> Any:
        return record[2] if role == DETAIL_ROLE else None

    def key(self, record: tuple[str, str, str]) -> object:
        return record[0]


_AT_THE_END = ("field_missing", "exactly_one_of", "agency_rate_missing", "shares_too_few")
"""Problems that may be there because typing is not finished."""


class AddMeasureDialog(Dialog):
    """Choose a kind (or a template) on the left, say its terms on the right.

    ``apply`` is given the terms, or None and a template's id; what it refuses is said at its field.
    """

    def __init__(
        self,
        theme: Theme,
        first_year: str,
        years: int,
        staff: Sequence[StaffLine],
        templates: Sequence[MeasureTemplate],
        apply: Callable[[Terms | None, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Add measure"), parent, 820)
        self._apply = apply
        self._templates = {template.id: template for template in templates}
        self._drafts: dict[str, Terms] = {}
        row = QHBoxLayout()
        row.setSpacing(16)
        self.kinds = RecordList(theme, self.tr("Kinds of measure"), height=48)
        self.kinds.setMinimumWidth(theme.px(330))
        self.rows = _Kinds(self)
        kept = [
            (f"template:{t.id}", t.name, self.tr("Your template · {kind}").format(kind=kind_label(t.terms.kind)))
            for t in templates
        ]
        self.rows.set_records((*kept, *((kind, kind_label(kind), kind_help(kind)) for kind in KINDS)))
        self.kinds.setModel(self.rows)
        self.form = MeasureForm(theme)
        self.form.setMinimumWidth(theme.px(360))
        self.form.set_horizon(first_year, years)
        self.form.scope.set_offers(staff)
        self.form.why_row.hide()
        row.addWidget(self.kinds, 1)
        row.addWidget(self.form, 1)
        self.body.addLayout(row, 1)
        cancel = self.add_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.add_measure_button = self.add_button(self.tr("Add measure"), "primary")
        self.add_measure_button.clicked.connect(self._on_add)
        self.kinds.moved.connect(self._on_kind)
        self.form.terms_edited.connect(self._on_terms)
        self.resize(theme.px(860), theme.px(620))
        self.kinds.setCurrentIndex(self.rows.index(0, 0))
        self.kinds.setFocus()

    def choose(self, kind: str) -> None:
        """Choose a kind by its name, or a template by ``template:`` and its id."""
        self.kinds.setCurrentIndex(self.rows.index(self.rows.row_of(kind), 0))

    def _key(self) -> str:
        return self.rows.record(self.kinds.currentIndex().row())[0]

    def _on_kind(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        key = self._key()
        template = self._templates.get(key.removeprefix("template:")) if key.startswith("template:") else None
        if key not in self._drafts:
            self._drafts[key] = template.terms if template else Terms(key)
        self.form.forget_unread()
        self.form.show_terms(self._drafts[key])

    def _on_terms(self, terms: object, field: str) -> None:
        assert isinstance(terms, Terms)
        self._drafts[self._key()] = terms
        self.form.show_terms(terms)
        try:
            check_terms(terms, "")
        except Refused as refusal:  # what is not yet typed is asked for at the end
            if refusal.problems[0].code not in _AT_THE_END:
                self.form.set_problem(refusal.problems[0])

    def _on_add(self) -> None:
        # A field that was typed into and not yet left is read first.
        self.add_measure_button.setFocus()
        if self.form.unread:  # its sentence stands beneath the field; without it something else would be added
            self.form.editors[self.form.unread[0]].setFocus()
            return
        key = self._key()
        template = self._templates.get(key.removeprefix("template:")) if key.startswith("template:") else None
        try:
            if template is not None and self._drafts[key] == template.terms:
                self._apply(None, template.id)
            else:
                self._apply(self._drafts[key], "")
        except Refused as refusal:
            self.form.set_problem(refusal.problems[0])
            return
        self.accept()


class MandateDialog(Dialog):
    """What the team may agree for a proposal. It stays within the team unless it is marked otherwise, deliberately."""

    def __init__(
        self,
        theme: Theme,
        mandate: Mandate,
        first_year: str,
        years: int,
        submit: Callable[[Any], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Mandate"), parent, 560)
        self._mandate, self._submit = mandate, submit
        head = QHBoxLayout()
        head.addWidget(
            Text(
                self.tr("What you may agree. It never leaves the team by itself, and no joint pack shows it."),
                "body",
                "muted",
                wrap=True,
            ),
            1,
        )
        head.addWidget(MarkingChip(theme, mandate.marking), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        self.envelope, self.reserve = QLineEdit(), QLineEdit()
        self.envelope_row = FormRow(theme, self.tr("Envelope, £ in a full year"), self.envelope)
        self.reserve_row = FormRow(theme, self.tr("Reserve, £"), self.reserve)
        self.authority = QLineEdit(mandate.authority)
        self.authority_row = FormRow(theme, self.tr("Given by"), self.authority)
        for field, value in ((self.envelope, mandate.envelope), (self.reserve, mandate.reserve)):
            field.setText("" if value is None else money(value, 0 if value == value.to_integral_value() else 2))
        grid.addWidget(self.envelope_row, 0, 0)
        grid.addWidget(self.reserve_row, 0, 1)
        grid.addWidget(self.authority_row, 1, 0, 1, 2)
        self.body.addLayout(grid)
        self.body.addWidget(Text(self.tr("Envelope by year, where it differs"), "caption-strong", "muted"))
        by_year = QGridLayout()
        by_year.setHorizontalSpacing(8)
        self.years: dict[str, tuple[QLineEdit, FormRow]] = {}
        for place, year in enumerate(horizon(FinancialYear.parse(first_year), years)):
            field = QLineEdit()
            value = mandate.envelope_by_year.get(year.label)
            field.setText("" if value is None else money(value, 0 if value == value.to_integral_value() else 2))
            row = FormRow(theme, year.label, field)
            by_year.addWidget(row, place // 4, place % 4)
            self.years[year.label] = (field, row)
        self.body.addLayout(by_year)
        self.red_lines = QPlainTextEdit("\n".join(mandate.red_lines))
        self.red_lines.setTabChangesFocus(True)
        self.red_lines.setFixedHeight(theme.px(84))
        column = QVBoxLayout()
        column.addWidget(FormRow(theme, self.tr("Red lines, one to a line"), self.red_lines))
        self.body.addLayout(column)
        self.problem = Text("", "body", "red", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep_button = self.add_button(self.tr("Keep mandate"), "primary")
        self.keep_button.clicked.connect(self._on_keep)

    def _on_keep(self) -> None:
        read: dict[str, Decimal | None] = {}
        by_year: dict[str, Decimal] = {}
        failed = False
        rows = {
            "envelope": (self.envelope, self.envelope_row),
            "reserve": (self.reserve, self.reserve_row),
            **self.years,
        }
        for name, (field, row) in rows.items():
            row.set_error("")
            try:
                value = read_money(field.text()) if field.text().strip() else None
            except Refused as refusal:
                row.set_error(sentence(refusal.problems[0]))
                failed = True
                continue
            if name in self.years:
                if value is not None:
                    by_year[name] = value
            else:
                read[name] = value
        if failed:
            return
        lines = tuple(line.strip() for line in self.red_lines.toPlainText().splitlines() if line.strip())
        mandate = replace(
            self._mandate,
            envelope=read["envelope"],
            reserve=read["reserve"],
            envelope_by_year=by_year,
            red_lines=lines,
            authority=self.authority.text().strip(),
        )
        try:
            self._submit(SetMandate(mandate, deliberately=mandate.marking.openness >= Marking.JOINT.openness))
        except Refused as refusal:
            self.problem.setText(sentence(refusal.problems[0]))
            self.problem.show()
            return
        self.accept()
