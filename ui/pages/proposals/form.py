"""The form of one measure, made from the table of kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from negotiator.domain.costing.kinds import KINDS, FieldType
from negotiator.domain.costing.values import within
from negotiator.domain.facts import Fact
from negotiator.domain.periods import FinancialYear
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Measure, Scope, Terms
from negotiator.wording.measures import kind_help, kind_label
from ui.pages.proposals.fields import Editor, editor_for, months_between
from ui.pages.proposals.saying import field_of, said
from ui.pages.proposals.scope import ScopeField
from ui.theme import Theme
from ui.widgets import FormRow, Text
from ui.widgets.boxes import ScrolledBox

_COMMON = ("label", "start", "end", "scope")


class MeasureForm(QScrollArea):
    """Shows a measure's terms and gives back new ones.

    ``terms_edited`` comes with whole new terms and the field that was typed into; the page submits or keeps them and
    calls `set_problem` where they are refused. Nothing is stored here.
    """

    terms_edited = Signal(object, str)
    why_edited = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "form")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard
        self._terms: Terms | None = None
        self._facts: tuple[Fact, ...] = ()
        self.editors: dict[str, Editor] = {}
        self._unread: dict[str, str] = {}  # what stands in a field and cannot be used, and why: it is never dropped
        self._measure_id = ""
        self._months: list[date] = []
        inside = QWidget()
        inside.setObjectName("formBody")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(9)
        self.help = Text("", "caption", "muted", wrap=True)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Three lines always: what it says changes with the field, and the fields must not move under the mouse.
        self.help.setFixedHeight(round(3.2 * theme.metrics("caption").lineSpacing()))
        self.notice = Text("", "caption-medium", "amber", wrap=True)
        self.notice.hide()
        self.name = QLineEdit()
        self.name_row = FormRow(theme, self.tr("Name"), self.name)
        self.start, self.end = ScrolledBox(), ScrolledBox()
        self.start_row = FormRow(theme, self.tr("Starts"), self.start)
        self.end_row = FormRow(theme, self.tr("Ends"), self.end)
        self.scope = ScopeField(theme)
        self.scope_row = FormRow(theme, self.tr("Who"), self.scope)
        self.problem = Text("", "caption", "red", wrap=True)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(theme.px(62))
        self.why_row = FormRow(theme, self.tr("Why"), self.why)
        for widget in (self.help, self.notice, self.name_row):
            self._column.addWidget(widget)
        dates = QHBoxLayout()
        dates.setSpacing(8)
        dates.addWidget(self.start_row, 1)
        dates.addWidget(self.end_row, 1)
        self._column.addLayout(dates)
        self._column.addWidget(self.scope_row)
        heads = QWidget()
        head_row = QHBoxLayout(heads)
        head_row.setContentsMargins(0, 0, 0, 0)
        head_row.setSpacing(6)
        for words, role in (
            (self.tr("Low"), "caption"),
            (self.tr("Likely"), "caption-strong"),
            (self.tr("High"), "caption"),
        ):
            head = Text(words, role, "muted")
            head.setAlignment(head.alignment() | head.alignment().AlignRight)
            head_row.addWidget(head, 1)
        self._range_heads = heads
        self._column.addWidget(heads)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(9)
        self._column.addLayout(self._fields)
        self._column.addWidget(self.problem)
        self._column.addWidget(self.why_row)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.name.editingFinished.connect(self._on_name)
        self.start.activated.connect(self._on_dates)
        self.end.activated.connect(self._on_dates)
        self.scope.edited.connect(self._on_scope)
        self.why.installEventFilter(self)
        self._why_loaded = ""
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self.problem.hide()

    @property
    def terms(self) -> Terms | None:
        return self._terms

    def forget_unread(self) -> None:
        """Another measure is shown next: what stands in the fields goes with this one."""
        self._unread.clear()

    @property
    def unread(self) -> tuple[str, ...]:
        """The fields in which something stands that cannot be used."""
        return tuple(self._unread)

    def set_horizon(self, first_year: str, years: int) -> None:
        """The months that may be chosen."""
        self._months = months_between(FinancialYear.parse(first_year).first_day, years)

    def show_measure(self, measure: Measure) -> None:
        if measure.id != self._measure_id:
            self._measure_id = measure.id
            self._unread.clear()
        self.show_terms(measure.terms)
        self._why_loaded = measure.why
        if self.why.toPlainText() != measure.why:
            self.why.setPlainText(measure.why)

    def show_terms(self, terms: Terms) -> None:
        """Fill the form; the editors are made anew where the kind is another."""
        if self._terms is None or self._terms.kind != terms.kind or not self.editors:
            self._make(terms.kind)
        self._terms = terms
        self.help.setText(kind_help(terms.kind))
        if self.name.text() != terms.label:
            self.name.setText(terms.label)
        self.name.setPlaceholderText(kind_label(terms.kind))
        self._fill_dates(terms)
        self.scope.set_scope(terms.scope)
        self.scope_row.setVisible(KINDS[terms.kind].scoped)
        for name, editor in self.editors.items():
            if name not in self._unread:
                editor.load(terms.values.get(name), terms.ranges.get(name))
        self._show_what_matters()
        self.set_problem(None)

    def set_problem(self, problem: Problem | None) -> None:
        """Say what is wrong beneath its field, or for the measure as a whole; None takes it away."""
        target = field_of(problem, [*self.editors, *_COMMON]) if problem else ""
        plain = said(problem, self._terms.kind) if problem and self._terms else ""
        missing = self._missing() if problem and problem.code == "field_missing" else ()
        for name, editor in self.editors.items():
            editor.set_error(plain if name == target or name in missing else self._unread.get(name, ""))
        rows = {"label": self.name_row, "start": self.start_row, "end": self.end_row, "scope": self.scope_row}
        for name, row in rows.items():
            row.set_error(plain if name == target else "")
        self.problem.setText(plain if problem and not target else "")
        self.problem.setVisible(bool(problem) and not target)

        if not problem:
            self._fill_scope()

    def _missing(self) -> tuple[str, ...]:
        """Every field that must be given and is not: all of them are said at once."""
        terms = self._terms
        specs = KINDS[terms.kind].fields if terms else ()
        return tuple(spec.name for spec in specs if spec.required and terms and spec.name not in terms.values)

    def _fill_scope(self) -> None:
        """How many people the scope matches; nobody is said as an error, because the measure would cost nothing."""
        terms = self._terms
        if terms is None or not KINDS[terms.kind].scoped:
            return
        heads = self.scope.people(terms.scope)
        nobody = heads == 0 and self.scope.knows(terms.scope)
        self.scope_row.set_error(self.scope.people_words(terms.scope) if nobody else "")
        self.scope_row.set_help(self.scope.people_words(terms.scope))

    def set_notices(self, sentences: Sequence[str]) -> None:
        """What the costing says of this measure, to be checked; nothing is wrong in its fields."""
        self.notice.setText("\n".join(sentences))
        self.notice.setVisible(bool(sentences))

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Above the fields: what the field is that the reader stands in, and else what the measure does."""
        if self._terms is None or not self.isVisible():
            return
        at = next((e for e in self.editors.values() if new is not None and e.isAncestorOf(new)), None)
        self.help.setText(f"{at.label}: {at.help}" if at is not None else kind_help(self._terms.kind))

    def _make(self, kind: str) -> None:
        for editor in self.editors.values():
            self._fields.removeWidget(editor)
            editor.deleteLater()
        self.editors = {}
        self._unread.clear()
        specs = KINDS[kind].fields
        self._range_heads.setVisible(any(isinstance_range(spec.type) for spec in specs))
        for spec in specs:
            editor = editor_for(self._theme, kind, spec)
            editor.edited.connect(self._on_field)
            self._fields.addWidget(editor)
            self.editors[spec.name] = editor

    def _show_what_matters(self) -> None:
        """An agency rate matters only where hours are bought from an agency, and a backfill rate only with backfill."""
        values = self._terms.values if self._terms else {}
        if "backfill" in self.editors:
            bought = bool(values.get("backfill"))
            for name in ("backfill_rate", "holiday_pay"):
                self.editors[name].setVisible(bought)
            self.editors["agency_hourly"].setVisible(bought and values.get("backfill_rate") == "agency")
            self.editors["holiday_pay"].setVisible(bought and values.get("backfill_rate") != "agency")

    def _fill_dates(self, terms: Terms) -> None:
        months = sorted({*self._months, *(m for m in (terms.start, terms.end) if m)})
        for box, value, nothing in (
            (self.start, terms.start, self.tr("First day")),
            (self.end, terms.end, self.tr("No end")),
        ):
            box.clear()
            box.addItem(nothing, None)
            for month in months:
                box.addItem(f"1 {month:%b %Y}", month)
            box.setCurrentIndex(months.index(value) + 1 if value else 0)

    def _submit(self, terms: Terms, field: str) -> None:
        self.terms_edited.emit(terms, field)

    def _on_name(self) -> None:
        if self._terms is not None and self.name.text().strip() != self._terms.label:
            self._submit(replace(self._terms, label=self.name.text().strip()), "label")

    def _on_dates(self) -> None:
        if self._terms is not None:
            self._submit(replace(self._terms, start=self.start.currentData(), end=self.end.currentData()), "start")

    def _on_scope(self, scope: object) -> None:
        if self._terms is not None and isinstance(scope, Scope):
            self._submit(replace(self._terms, scope=scope), "scope")

    def _on_field(self, name: str) -> None:
        if self._terms is None:
            return
        editor = self.editors[name]
        self._unread.pop(name, None)
        try:
            value, range_ = editor.read()
            for each in (value, *(range_ or ())):
                if isinstance(each, Decimal | int):
                    within(each, editor.spec, name)
        except Refused as refusal:
            self._unread[name] = said(refusal.problems[0], self._terms.kind)
            editor.set_error(self._unread[name])
            return
        values = {key: old for key, old in self._terms.values.items() if key != name}
        ranges = {key: old for key, old in self._terms.ranges.items() if key != name}
        if value is not None and not (value == editor.spec.default and not editor.spec.required and range_ is None):
            values[name] = value
        if range_ is not None and value is not None:
            ranges[name] = range_
        self._submit(replace(self._terms, values=values, ranges=ranges), name)

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]
        if watched is self.why and event.type() == event.Type.FocusOut and self.why.toPlainText() != self._why_loaded:
            self._why_loaded = self.why.toPlainText()
            self.why_edited.emit(self._why_loaded)
        return super().eventFilter(watched, event)


def isinstance_range(type_: FieldType) -> bool:
    """True where a parameter of this type is shown as low, likely, high."""
    return type_ in (FieldType.MONEY, FieldType.SHARE, FieldType.NUMBER, FieldType.WHOLE)
