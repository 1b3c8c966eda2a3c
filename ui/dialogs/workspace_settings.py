"""The settings of the matter: what it is, and the terms on which it is costed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from negotiator.domain.periods import FinancialYear, horizon
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.workspace import BASES, JURISDICTIONS, Settings
from negotiator.services.commands.matter import ChangeSettings
from negotiator.services.lookups import trusts_to_choose
from negotiator.wording.figures import share
from negotiator.wording.sentences import sentence
from negotiator.wording.typed import read_per_cent
from ui.bridge import Bridge
from ui.dialogs.base import Dialog
from ui.dialogs.new_workspace import MOST_YEARS
from ui.theme import Theme
from ui.widgets import FormRow, Scroll, Text
from ui.widgets.trusts import TrustField

Fields = dict[str, QLineEdit]


class WorkspaceSettings(Dialog):
    """Changes are one command: all of them, or none where one cannot be read."""

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Workspace settings"), parent, 640)
        self._bridge = bridge
        self._settings = bridge.workspace
        self._awards: Fields = {}
        self._pensions: Fields = {}
        self._rows: dict[str, FormRow] = {}
        area = Scroll()
        self._column = area.column
        self._column.setContentsMargins(0, 0, 12, 0)
        self.body.addWidget(area, 1)
        self._build_matter()
        self._build_terms()
        self._build_years()
        self._column.addStretch(1)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.keep_button = self.add_button(self.tr("Keep settings"), "primary")
        self.cancel_button.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self._on_keep)
        self.first_year.currentTextChanged.connect(self._lay_years)
        self.years.currentTextChanged.connect(self._lay_years)
        self.resize(theme.px(660), theme.px(640))

    def _build_matter(self) -> None:
        settings = self._settings
        self.name, self.forum, self.person = QLineEdit(settings.title), QLineEdit(settings.forum), QLineEdit()
        self.person.setText(settings.prepared_by)
        self.trust = TrustField(trusts_to_choose(settings.edition))
        self.trust.set_trust(settings.organisation_name, settings.organisation_code)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._row("title", self.tr("Name of the matter"), self.name), 0, 0, 1, 2, top)
        trust_help = self.tr("A trust of the list brings its national figures; any other name will do as well.")
        grid.addWidget(self._row("trust", self.tr("Trust or other employer"), self.trust, trust_help), 1, 0, 1, 2, top)
        grid.addWidget(self._row("forum", self.tr("Forum"), self.forum, self.tr("JNCC, JSCC, LNC …")), 2, 0, 1, 1, top)
        grid.addWidget(self._row("prepared_by", self.tr("Prepared by"), self.person), 2, 1, 1, 1, top)
        self._column.addLayout(grid)
        self.person.setCursorPosition(0)

    def _build_terms(self) -> None:
        settings = self._settings
        self._column.addWidget(Text(self.tr("How it is costed"), "card-title"))
        self.jurisdiction, self.first_year, self.years, self.basis = (QComboBox() for _ in range(4))
        self.jurisdiction.addItems(list(JURISDICTIONS))
        self.jurisdiction.setCurrentText(settings.jurisdiction)
        first = FinancialYear.parse(settings.first_year)
        for offset in range(-3, 5):
            self.first_year.addItem((first + offset).label)
        self.first_year.setCurrentText(settings.first_year)
        self.years.addItems([str(count) for count in range(1, MOST_YEARS + 1)])
        self.years.setCurrentText(str(settings.years))
        for key, words in zip(BASES, (self.tr("Trust"), self.tr("Whole NHS")), strict=True):
            self.basis.addItem(words, key)
        self.basis.setCurrentIndex(BASES.index(settings.basis))
        self.discount = QLineEdit(share(settings.discount))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._row("jurisdiction", self.tr("Pay scales of"), self.jurisdiction), 0, 0, 1, 1, top)
        grid.addWidget(self._row("first_year", self.tr("First year"), self.first_year), 0, 1, 1, 1, top)
        grid.addWidget(self._row("years", self.tr("Years"), self.years), 0, 2, 1, 1, top)
        basis_help = self.tr("Whole NHS counts the part of the employer’s pension rate that is paid centrally.")
        grid.addWidget(self._row("basis", self.tr("Basis"), self.basis, basis_help), 1, 0, 1, 2, top)
        grid.addWidget(self._row("discount", self.tr("Discount rate"), self.discount), 1, 2, 1, 1, top)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self._column.addLayout(grid)

    def _build_years(self) -> None:
        self._column.addWidget(Text(self.tr("Beyond the published scales and rates"), "card-title"))
        self._column.addWidget(
            Text(
                self.tr(
                    "Where no scale or pension rate is published yet, the costing takes what you assume here. An empty "
                    "award counts as nought, an empty pension rate as the last one known; both are shown as warnings."
                ),
                "caption",
                "muted",
                wrap=True,
            )
        )
        self._years_grid = QGridLayout()
        self._years_grid.setHorizontalSpacing(12)
        self._years_grid.setVerticalSpacing(6)
        self._years_grid.setColumnStretch(1, 1)
        self._years_grid.setColumnStretch(2, 1)
        self._column.addLayout(self._years_grid)
        self._years_error = Text("", "caption", "red", wrap=True)
        self._years_error.hide()
        self._column.addWidget(self._years_error)
        self._lay_years()

    def _lay_years(self) -> None:
        kept_awards = {year: field.text() for year, field in self._awards.items()}
        kept_pensions = {year: field.text() for year, field in self._pensions.items()}
        while (item := self._years_grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._awards, self._pensions = {}, {}
        for column, words in enumerate(
            (self.tr("Year"), self.tr("Pay award assumed"), self.tr("Employer pension rate"))
        ):
            self._years_grid.addWidget(Text(words, "caption", "muted"), 0, column)
        chosen = horizon(FinancialYear.parse(self.first_year.currentText()), int(self.years.currentText()))
        for row, year in enumerate((each.label for each in chosen), start=1):
            self._years_grid.addWidget(Text(year, "body-medium"), row, 0)
            for column, fields, kept, given, what in (
                (1, self._awards, kept_awards, self._settings.awards, self.tr("Pay award assumed for {year}")),
                (2, self._pensions, kept_pensions, self._settings.pension_rates, self.tr("Pension rate for {year}")),
            ):
                field = QLineEdit(kept.get(year, share(given[year]) if year in given else ""))
                field.setAlignment(Qt.AlignmentFlag.AlignRight)
                field.setAccessibleName(what.format(year=year))
                fields[year] = field
                self._years_grid.addWidget(field, row, column)

    def _row(self, key: str, label: str, field: QWidget, help: str = "") -> FormRow:
        self._rows[key] = FormRow(self.theme, label, field, help)
        return self._rows[key]

    def _on_keep(self) -> None:
        for row in self._rows.values():
            row.set_error("")
        self._years_error.hide()
        try:
            settings = self._typed()
            self._bridge.submit(ChangeSettings(settings))
        except Refused as refusal:
            self._show(refusal)
            return
        self.accept()

    def _typed(self) -> Settings:
        return replace(
            self._settings,
            title=self.name.text().strip(),
            organisation_name=self.trust.name(),
            organisation_code=self.trust.code(),
            forum=self.forum.text().strip(),
            prepared_by=self.person.text().strip(),
            jurisdiction=self.jurisdiction.currentText(),
            first_year=self.first_year.currentText(),
            years=int(self.years.currentText()),
            basis=str(self.basis.currentData()),
            discount=_read(self.discount.text(), "discount", read_per_cent),
            awards=self._by_year(self._awards, self._settings.awards),
            pension_rates=self._by_year(self._pensions, self._settings.pension_rates),
        )

    def _by_year(self, fields: Fields, before: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """Years beyond the horizon keep what they had."""
        values = {year: value for year, value in before.items() if year not in fields}
        for year, field in fields.items():
            if field.text().strip():
                values[year] = _read(field.text(), f"years {year}", read_per_cent)
        return dict(sorted(values.items()))

    def _show(self, refusal: Refused) -> None:
        for problem in refusal.problems:
            place = problem.place.split(".")[-1]
            row = self._rows.get(place)
            if row is not None:
                row.set_error(sentence(replace(problem, place="")))
                row.field.setFocus()
            else:
                self._years_error.setText(sentence(replace(problem, place=problem.place.removeprefix("years "))))
                self._years_error.show()


def _read(text: str, place: str, reader: Callable[[str, str], Decimal]) -> Decimal:
    try:
        return reader(text, place)
    except Refused as refusal:
        raise Refused(*(Problem(each.code, place, each.data) for each in refusal.problems)) from None
