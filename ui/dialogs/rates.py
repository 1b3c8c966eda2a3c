"""The reference rates: every value with its source, and whether it was verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QWidget

from negotiator.domain.rates import Provenance, Rates
from negotiator.domain.workspace import JURISDICTIONS
from negotiator.services.lookups import rates
from negotiator.wording.figures import day, money, share
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import RECORD_ROLE, Button, Card, DataTable, SearchField, Text, TupleModel

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


def sources_of(line: RateLine) -> tuple[str, ...]:
    """The sources of a value one by one: an edition names several with semicolons between."""
    return tuple(part.strip() for part in line.provenance.source.split("; ") if part.strip()) or ("",)


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
            first, *more = sources_of(record)
            return self.tr("{source} (and {n} more)").format(source=first, n=len(more)) if more else first
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
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        if column in (_Column.STATE, _Column.SOURCE):
            return record.provenance.doubt or record.provenance.source
        return self.words(record, column)


class RatesDialog(Dialog):
    """Values of one jurisdiction, narrowed by typing; the chosen line's source stands in full beneath."""

    editions_asked = Signal()
    """Somebody wants to see the editions; this dialog has closed."""

    def __init__(self, theme: Theme, edition: str, jurisdiction: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Reference rates"), parent, 760)
        self._edition = edition
        self._line: RateLine | None = None
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
        self.body.addWidget(self._build_detail())
        self.editions_button = self.add_button(self.tr("Rates edition…"), left=True)
        self.editions_button.clicked.connect(self._on_editions)
        self.close_button = self.add_button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.jurisdiction.currentTextChanged.connect(self._fill)
        self.search.textChanged.connect(self.proxy.setFilterFixedString)
        self.table.current_moved.connect(self._on_current)
        self.copy_link.clicked.connect(self._on_copy_link)
        self.copy_line.clicked.connect(self._on_copy_line)
        self.proxy.rowsInserted.connect(self._on_rows)
        self.proxy.rowsRemoved.connect(self._on_rows)
        self.resize(theme.px(960), theme.px(680))
        self._fill()
        self.search.setFocus()

    def _build_detail(self) -> QWidget:
        """Where the chosen line's source stands whole, to be read, selected and copied."""
        card = Card()
        card.body.setSpacing(self.theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(8)
        self.chosen = Text("", "body-strong", wrap=True)
        self.copy_line = Button(self.theme, self.tr("Copy with source"), "copy", "small")
        self.copy_link = Button(self.theme, self.tr("Copy link"), "link", "small")
        head.addWidget(self.chosen, 1)
        head.addWidget(self.copy_link)
        head.addWidget(self.copy_line)
        card.body.addLayout(head)
        by_keyboard = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.source = Text("", "caption", "muted", wrap=True, selectable=True)
        self.doubt = Text("", "caption", "amber", wrap=True, selectable=True)
        self.link = Text("", "caption", "blue", wrap=True, selectable=True)
        for words in (self.source, self.doubt, self.link):
            words.setTextInteractionFlags(by_keyboard)
            card.add(words)
        card.setMinimumHeight(self.theme.px(124))  # the table stays where it is from line to line
        card.body.addStretch(1)
        return card

    def _fill(self) -> None:
        lines = tuple(rate_lines(rates(self.jurisdiction.currentText(), self._edition)))
        self.model.set_records(lines)
        doubtful = sum(not line.provenance.verified for line in lines)
        words = self.tr("Edition {edition}: {count} values, {doubtful} of them not yet verified at their source.")
        self.lead.setText(words.format(edition=self._edition, count=len(lines), doubtful=doubtful))
        self._on_rows()
        self._fit()

    def _fit(self) -> None:
        """Where the sources have no room beside the values they stand beneath alone, so that nothing is cut off."""
        roomy = self.width() >= self.theme.px(900)
        self.table.setColumnHidden(_Column.SOURCE.value, not roomy)
        head = self.table.horizontalHeader()
        wide = _Column.SOURCE if roomy else _Column.ITEM
        widths = {0: 165, 1: 185, 2: 112, 3: 190, 4: 118} if roomy else {0: 150, 1: 150, 2: 96, 3: 190, 4: 112}
        for column in _Column:
            mode = QHeaderView.ResizeMode.Stretch if column is wide else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(column.value, mode)
        for section, width in widths.items():
            self.table.setColumnWidth(section, self.theme.px(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_editions(self) -> None:
        self.accept()
        self.editions_asked.emit()

    def _on_rows(self, *ignored: object) -> None:
        """Something is always chosen while there is something to choose, so that its source is seen."""
        if not self.table.currentIndex().isValid() and self.proxy.rowCount():
            self.table.selectRow(0)
        elif not self.proxy.rowCount():
            self._show_line(None)

    def _on_current(self, index: Any) -> None:
        line = index.data(RECORD_ROLE)
        self._show_line(line if isinstance(line, RateLine) else None)

    def _show_line(self, line: RateLine | None) -> None:
        self._line = line
        for button in (self.copy_line, self.copy_link):
            button.setEnabled(line is not None)
        if line is None:
            words = "" if self.proxy.rowCount() else self.tr("Nothing here is called that. Try a shorter word.")
            self.chosen.setText(words)
            for text in (self.source, self.doubt, self.link):
                text.setText("")
                text.hide()
            return
        self.chosen.setText(_said(line))
        self.source.setText("\n".join(sources_of(line)))
        self.source.show()
        for text, words in ((self.doubt, line.provenance.doubt), (self.link, line.provenance.link)):
            text.setText(words)
            text.setVisible(bool(words))
        self.copy_link.setEnabled(bool(line.provenance.link))

    def _on_copy_link(self) -> None:
        if self._line is not None:
            QGuiApplication.clipboard().setText(self._line.provenance.link)

    def _on_copy_line(self) -> None:
        """The value with all that is known of where it comes from, ready for a paper."""
        if self._line is not None:
            given = self._line.provenance
            parts = (_said(self._line), given.source, given.doubt, given.link)
            QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))


def _said(line: RateLine) -> str:
    place = ", ".join(part for part in (line.subject, line.item, line.period) if part)
    return f"{place}: {line.value}"
