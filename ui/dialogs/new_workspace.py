"""A new workspace: what the matter is, whose it is, and the years it is costed for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from negotiator.domain.periods import FinancialYear
from negotiator.domain.workspace import JURISDICTIONS, Settings
from negotiator.services.lookups import current_edition, trusts
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import FormRow, Text
from ui.widgets.trusts import TrustField

MOST_YEARS = 10


class NewWorkspace(Dialog):
    """``accepted_settings`` gives the `Settings` of the workspace to make."""

    accepted_settings = Signal(object)

    def __init__(
        self,
        theme: Theme,
        today: date,
        title: str = "",
        start: str = "",
        person: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``title`` is proposed as the name; ``start`` says what the workspace starts from."""
        super().__init__(theme, self.tr("New workspace"), parent, 560)
        self._person = person
        if start:
            self.body.addWidget(Text(start, "body", "muted", wrap=True))
        self.name = QLineEdit(title)
        self.name.setPlaceholderText(self.tr("On-call and unsocial hours 2027"))
        self.name_row = FormRow(theme, self.tr("Name of the matter"), self.name)
        self.trust = TrustField(trusts())
        self.trust.setPlaceholderText(self.tr("Type part of a name or a code"))
        self.trust_row = FormRow(theme, self.tr("Trust or other employer"), self.trust, self._trust_help())
        self.jurisdiction = QComboBox()
        self.jurisdiction.addItems(list(JURISDICTIONS))
        self.first_year = QComboBox()
        this_year = FinancialYear.of(today)
        for offset in range(-1, 4):
            self.first_year.addItem((this_year + offset).label)
        self.first_year.setCurrentText(this_year.label)
        self.years = QComboBox()
        self.years.addItems([str(count) for count in range(1, MOST_YEARS + 1)])
        self.years.setCurrentText("3")
        self.body.addWidget(self.name_row)
        self.body.addWidget(self.trust_row)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for column, (label, field) in enumerate(
            (
                (self.tr("Pay scales of"), self.jurisdiction),
                (self.tr("First year"), self.first_year),
                (self.tr("Years"), self.years),
            )
        ):
            grid.addWidget(FormRow(theme, label, field), 0, column)
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(
            Text(self.tr("All of this can be changed later under Tools, Workspace settings."), "caption", "muted")
        )
        self.body.addStretch(1)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.make_button = self.add_button(self.tr("Make workspace"), "primary")
        self.cancel_button.clicked.connect(self.reject)
        self.make_button.clicked.connect(self._on_make)
        self.trust.changed.connect(self._on_trust)
        self.name.textChanged.connect(self._on_name)
        self.name.setFocus()

    def _trust_help(self) -> str:
        return self.tr("201 trusts of England are known, with their national figures. Any other name will do as well.")

    def _on_trust(self) -> None:
        trust = self.trust.trust()
        if trust:
            words = self.tr("{type}, {region}").format(type=trust.type, region=trust.region)
        elif self.trust.text().strip():
            words = self.tr("Not in the list: costing works the same; comparisons need figures of your own.")
        else:
            words = self._trust_help()
        self.trust_row.set_help(words)

    def _on_name(self) -> None:
        self.name_row.set_error("")

    def _on_make(self) -> None:
        title = self.name.text().strip()
        if not title:
            self.name_row.set_error(self.tr("Give the matter a name, as people speak of it."))
            self.name.setFocus()
            return
        self.accepted_settings.emit(
            Settings(
                title=title,
                organisation_name=self.trust.name(),
                organisation_code=self.trust.code(),
                prepared_by=self._person,
                jurisdiction=self.jurisdiction.currentText(),
                first_year=self.first_year.currentText(),
                years=int(self.years.currentText()),
                edition=current_edition(),
            )
        )
        self.accept()
