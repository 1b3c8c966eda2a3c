"""The reference rates: every value with its source, and whether it was verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from negotiator.domain.rates import Provenance, Rates
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.services.lookups import rates
from negotiator.wording.figures import day, money, share
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import RECORD_ROLE, Card, DataTable, SearchField, Text, TupleModel

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class RateLine:
    """One value, ready to be shown."""

    subject: str
    item: str
    period: str
    value: str
    provenance: Provenance

    @property
    def id(self) -> tuple[str, str, str]:
        return (self.subject, self.item, self.period)


def _newest(by_year: Mapping[str, V]) -> list[tuple[str, V]]:
    """Years and what holds in them, the latest first."""
    return sorted(by_year.items(), reverse=True, key=lambda item: item[0])


def rate_lines(given: Rates) -> Iterator[RateLine]:
    """Every value of a jurisdiction's rates, in the order in which a pay specialist looks for them."""
    for _, scale in _newest(given.scales):
        for point in scale.points:
            item = f"Band {point.band}, {point.step}"
            yield RateLine("Pay scale", item, scale.year, f"{money(point.annual)} a year", point.provenance)
    for year, zones in _newest(given.hcas):
        for zone, rate in zones.items():
            value = f"{share(rate.share)}, {money(rate.minimum)} to {money(rate.maximum)}"
            yield RateLine("High cost area supplement", zone.capitalize(), year, value, rate.provenance)
    for year, ni in _newest(given.employer_ni):
        value = f"{share(ni.rate)} above {money(ni.threshold)} a year"
        yield RateLine("Employer National Insurance", "Class 1, secondary", year, value, ni.provenance)
    for year, pension in _newest(given.employer_pension):
        yield RateLine("Employer pension", "Paid by the trust", year, share(pension.trust), pension.provenance)
        yield RateLine("Employer pension", "Whole NHS", year, share(pension.whole_nhs), pension.provenance)
    yield RateLine("Apprenticeship levy", "Of the pay bill", "", share(given.levy), given.levy_provenance)
    for words, table in (
        ("Saturdays and nights", given.unsocial.saturday_night),
        ("Sundays and public holidays", given.unsocial.sunday_holiday),
    ):
        for group, rate_of in table.items():
            yield RateLine("Unsocial hours", f"{words}, band {group}", "", share(rate_of), given.unsocial.provenance)
    for floor in reversed(given.wage_floors):
        value = f"{money(floor.hourly, 2)} an hour"
        yield RateLine("National Living Wage", "From age 21", f"from {day(floor.from_day)}", value, floor.provenance)
    for year, tiers in _newest(given.pension_tiers):
        for tier in tiers:
            item = (
                f"{money(tier.from_pay)} and above"
                if tier.to_pay is None
                else f"{money(tier.from_pay)} to {money(tier.to_pay)}"
            )
            yield RateLine("Employee pension tier", item, year, share(tier.rate), tier.provenance)
    yield from _tax_lines(given)
    yield from _redundancy_lines(given)


def _tax_lines(given: Rates) -> Iterator[RateLine]:
    for year, tax in _newest(given.personal_tax):
        subject = "Income tax and employee National Insurance"
        for item, value in (
            ("Personal allowance", money(tax.personal_allowance)),
            ("Allowance tapered from", money(tax.taper_from)),
            ("National Insurance from", money(tax.ni_primary_threshold)),
            ("National Insurance upper limit", money(tax.ni_upper_limit)),
            ("National Insurance, main rate", share(tax.ni_main)),
            ("National Insurance, upper rate", share(tax.ni_upper)),
        ):
            yield RateLine(subject, item, year, value, tax.provenance)
        for band in tax.bands:
            value = f"{share(band.rate)} above {money(band.above)} of taxable income"
            yield RateLine(subject, band.name, year, value, band.provenance)


def _redundancy_lines(given: Rates) -> Iterator[RateLine]:
    rules = given.redundancy
    amounts: tuple[tuple[str, Decimal | None], ...] = (
        ("Least yearly pay counted", rules.floor),
        ("Most yearly pay counted", rules.cap),
        ("Free of Class 1A", rules.nic_free),
    )
    years = f"{rules.least_years} to {rules.most_years} years"
    yield RateLine("Redundancy", "Reckonable service", "", years, rules.provenance)
    for item, amount in amounts:
        if amount is not None:
            yield RateLine("Redundancy", item, "", money(amount), rules.provenance)


class _Column(Enum):
    SUBJECT = 0
    ITEM = 1
    PERIOD = 2
    VALUE = 3
    STATE = 4
    SOURCE = 5


class RateModel(TupleModel[RateLine]):
    """Values with their sources."""

    columns = _Column

    def head(self, column: Any) -> str:
        return {
            _Column.SUBJECT: self.tr("Subject"),
            _Column.ITEM: self.tr("Of what"),
            _Column.PERIOD: self.tr("Year"),
            _Column.VALUE: self.tr("Value"),
            _Column.STATE: self.tr("Checked"),
            _Column.SOURCE: self.tr("Source"),
        }[column]

    def words(self, record: RateLine, column: Any) -> str:
        if column is _Column.STATE:
            return self.tr("✓ at its source") if record.provenance.verified else self.tr("! unverified")
        if column is _Column.SOURCE:
            return record.provenance.source
        return {
            _Column.SUBJECT: record.subject,
            _Column.ITEM: record.item,
            _Column.PERIOD: record.period,
            _Column.VALUE: record.value,
        }[column]

    def tone(self, record: RateLine, column: Any) -> str:
        if column is _Column.STATE:
            return "green" if record.provenance.verified else "amber"
        return "muted" if column is _Column.SOURCE else ""

    def extra(self, record: RateLine, column: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return record.provenance.doubt or record.provenance.source
        return None


class RatesDialog(Dialog):
    """Values of one jurisdiction, narrowed by typing; the chosen line's source stands in full beneath."""

    editions_asked = Signal()
    """Somebody wants to see the editions; this dialog has closed."""

    def __init__(self, theme: Theme, edition: str, jurisdiction: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Reference rates"), parent, 760)
        self._edition = edition
        self.lead = Text("", "body", "muted", wrap=True)
        self.body.addWidget(self.lead)
        self.jurisdiction = QComboBox()
        self.jurisdiction.addItems(list(JURISDICTIONS))
        self.jurisdiction.setCurrentText(jurisdiction)
        self.jurisdiction.setAccessibleName(self.tr("Country"))
        self.search = SearchField(theme, self.tr("Find a rate"))
        row = QHBoxLayout()
        row.addWidget(self.jurisdiction)
        row.addWidget(self.search, 1)
        self.body.addLayout(row)
        self.model = RateModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = DataTable(theme, self.tr("Reference rates"), rows=True)
        self.table.setModel(self.proxy)
        card = Card(flush=True)
        card.add(self.table, 1)
        self.body.addWidget(card, 1)
        self.source = Text("", "caption", "muted", wrap=True, selectable=True)
        self.source.setMinimumHeight(theme.px(50))
        self.source.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.source)
        self.editions_button = self.add_button(self.tr("Rates edition…"), left=True)
        self.editions_button.clicked.connect(self._on_editions)
        self.close_button = self.add_button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.jurisdiction.currentTextChanged.connect(self._fill)
        self.search.textChanged.connect(self.proxy.setFilterFixedString)
        self.table.current_moved.connect(self._on_current)
        self.resize(theme.px(960), theme.px(640))
        self._fill()

    def _fill(self) -> None:
        lines = tuple(rate_lines(rates(self.jurisdiction.currentText(), self._edition)))
        self.model.set_records(lines)
        doubtful = sum(not line.provenance.verified for line in lines)
        words = self.tr("Edition {edition}: {count} values, {doubtful} of them not yet verified at their source.")
        self.lead.setText(words.format(edition=self._edition, count=len(lines), doubtful=doubtful))
        for column, width in ((0, 165), (1, 185), (2, 112), (3, 190), (4, 118)):
            self.table.setColumnWidth(column, self.theme.px(width))
        self.table.horizontalHeader().setStretchLastSection(True)

    def _on_editions(self) -> None:
        self.accept()
        self.editions_asked.emit()

    def _on_current(self, index: Any) -> None:
        line = index.data(RECORD_ROLE)
        if isinstance(line, RateLine):
            parts = (line.provenance.source, line.provenance.doubt, line.provenance.link)
            self.source.setText("\n".join(part for part in parts if part))
