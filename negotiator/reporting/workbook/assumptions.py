"""The sheets of inputs: rates by year, the pay scale, the staff lines, the measures' figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from negotiator.domain.costing.calendar import Calendar
from negotiator.domain.costing.case import CostingCase
from negotiator.domain.costing.kinds import KINDS, FieldType
from negotiator.domain.establishment import StaffLine
from negotiator.domain.periods import FinancialYear, latest
from negotiator.domain.proposals import Terms
from negotiator.domain.rates import Provenance, Rates
from negotiator.reporting.workbook.amounts import NOUGHT, ONE, Amount, number
from negotiator.reporting.workbook.sheets import Sheet
from negotiator.wording.measures import field_label
from negotiator.wording.pack_words import BASES, measure_kind

SOURCE_WIDTH = 90
"""Characters across the column of sources."""


@dataclass(frozen=True)
class YearRates:
    """The rates of one financial year, as cells."""

    nic_rate: Amount
    nic_threshold: Amount
    pension: Amount
    levy: Amount
    week: Amount
    zones: Mapping[str, tuple[Amount, Amount, Amount]]


@dataclass(frozen=True)
class Redundancy:
    """Handbook section 16, as cells; None where there is no floor or cap."""

    least_years: int
    most_years: Amount
    floor: Amount | None
    cap: Amount | None
    nic_free: Amount


class Assumptions:
    """Rates and terms on one sheet, the scale on another. ``years`` by label."""

    def __init__(self, sheet: Sheet, scale: Sheet, case: CostingCase, rates: Rates, calendar: Calendar) -> None:
        self.case, self.rates, self.calendar = case, rates, calendar
        self.sheet = sheet
        sheet.text(0, "Assumptions", "title")
        sheet.next(2)
        self._terms()
        self.growth = self._awards()
        self.years = {year.label: self._year(year) for year in case.horizon}
        self.unsocial = self._unsocial()
        self.redundancy = self._redundancy()
        self._scale = _ScaleSheet(scale, self)

    def full_time(self, month: int, place: int) -> Amount:
        """Full-time yearly basic pay of a place in a month, before any measure."""
        return self._scale.at(month, place)

    def _terms(self) -> None:
        sheet = self.sheet
        sheet.text(0, "Terms", "part")
        sheet.next()
        sheet.texts(("Discount rate a year", ""), "text")
        self.discount = sheet.input(1, Fraction(self.case.discount), "input_share")
        sheet.next()
        sheet.text(0, "Basis: 1 for trust, 2 for whole NHS")
        self.basis = sheet.input(1, Fraction(1 if self.case.basis == "trust" else 2))
        sheet.text(2, "trust: what the employer pays; whole NHS: the full pension contribution with levy", "muted")
        sheet.next(2)

    def _awards(self) -> dict[str, Amount]:
        """The award of each year after the last published scale, nought where none is assumed."""
        found: dict[str, Amount] = {}
        labels = self.calendar.assumed_years()
        if not labels:
            return found
        self.sheet.text(0, "Pay awards assumed", "part")
        self.sheet.next()
        for label in labels:
            self.sheet.text(0, label)
            found[label] = self.sheet.input(1, Fraction(self.case.awards.get(label, Decimal(0))), "input_share")
            self.sheet.next()
        self.sheet.next()
        return found

    def grown(self, amount: Amount, year: FinancialYear, since: FinancialYear) -> Amount:
        """An amount grown by the awards of the years after ``since``, up to a year."""
        for start in range(since.start + 1, year.start + 1):
            award = self.growth.get(FinancialYear(start).label)
            if award is not None:
                amount = amount * (ONE + award)
        return amount

    def _year(self, year: FinancialYear) -> YearRates:
        sheet, rates = self.sheet, self.rates
        sheet.text(0, year.label, "part")
        sheet.next()
        sheet.texts(("Rate", "Value", "Source"), "head")
        sheet.next()
        ni = latest(rates.employer_ni, year)
        pension = latest(rates.employer_pension, year)
        nic_rate = self._rate("Employer National Insurance", Fraction(ni.rate), "input_share", ni.provenance)
        threshold = self._rate(
            "… above, £ a year for each person", Fraction(ni.threshold), "input_money", ni.provenance
        )
        by_basis = [
            self._rate(
                f"Employer pension, {BASES[basis]}",
                self.calendar.pension_rate(year, basis),
                "input_share",
                pension.provenance,
            )
            for basis in ("trust", "whole-nhs")
        ]
        sheet.text(0, "Employer pension used")
        trust, whole = by_basis
        used = Amount(
            trust.value if self.basis.value == 1 else whole.value, f"IF({self.basis.text}=1,{trust.text},{whole.text})"
        )
        pension_used = sheet.put(1, used, "share")
        sheet.next()
        levy = self._rate("Apprenticeship levy", Fraction(rates.levy), "input_share", rates.levy_provenance)
        week = self._rate("Full-time week, hours", Fraction(latest(rates.week_hours, year)), "input", None)
        zones = self._zones(year)
        sheet.next()
        return YearRates(nic_rate, threshold, pension_used, levy, week, zones)

    def _zones(self, year: FinancialYear) -> dict[str, tuple[Amount, Amount, Amount]]:
        used = {line.hcas for line in self.case.staff}
        for option in self.case.options:
            for terms in option.measures:
                used.add(str(terms.values.get("hcas", "none")))
                people = terms.values.get("people", ())
                if isinstance(people, tuple):
                    used |= {str(person.get("hcas", "none")) for person in people}
        if not self.rates.hcas or used == {"none"}:
            return {}
        last = max(map(FinancialYear.parse, self.rates.hcas))
        found = {}
        for zone, rate in latest(self.rates.hcas, year).items():
            if zone in used:
                name = f"High cost area supplement, {zone}"
                share = self._rate(name, Fraction(rate.share), "input_share", rate.provenance)
                bounds = []
                for word, bound in (("least", rate.minimum), ("most", rate.maximum)):
                    given = self._rate(f"… {word}, £ a year", Fraction(bound), "input_money", rate.provenance)
                    grown = self.grown(given, year, last)
                    if grown is not given:
                        self.sheet.text(0, f"… {word}, grown by the awards assumed")
                        grown = self.sheet.put(1, grown, "money")
                        self.sheet.next()
                    bounds.append(grown)
                found[zone] = (share, bounds[0], bounds[1])
        return found

    def _rate(self, name: str, value: Fraction, style: str, source: Provenance | None) -> Amount:
        self.sheet.text(0, name)
        made = self.sheet.input(1, value, style)
        if source is not None:
            words = source.source + ("" if source.verified else " (not verified)")
            self.sheet.paragraph(2, words, SOURCE_WIDTH, "source")
        self.sheet.next()
        return made

    def _unsocial(self) -> dict[str, tuple[Amount, Amount]]:
        sheet = self.sheet
        sheet.text(0, "Unsocial hours percentages of the handbook", "part")
        sheet.next()
        sheet.texts(("Bands", "Saturday and night", "Sunday and public holiday"))
        sheet.next()
        found = {}
        for group, (saturday, sunday) in sorted(self.calendar.unsocial.items()):
            sheet.text(0, group)
            found[group] = (sheet.input(1, saturday, "input_share"), sheet.input(2, sunday, "input_share"))
            sheet.next()
        sheet.next()
        return found

    def _redundancy(self) -> Redundancy:
        rules, sheet = self.rates.redundancy, self.sheet
        sheet.text(0, "Redundancy, handbook section 16", "part")
        sheet.next()
        most = self._rate("Most complete years counted", Fraction(rules.most_years), "input", rules.provenance)
        floor = cap = None
        if rules.floor is not None:
            floor = self._rate("Floor of a year’s pay", Fraction(rules.floor), "input_money", rules.provenance)
        if rules.cap is not None:
            cap = self._rate("Cap of a year’s pay", Fraction(rules.cap), "input_money", rules.provenance)
        free = self._rate("Free of National Insurance", Fraction(rules.nic_free), "input_money", rules.provenance)
        return Redundancy(rules.least_years, most, floor, cap, free)


class _ScaleSheet:
    """Full-time pay of each place, a column for each scale and year; a place is written when it is first asked for."""

    def __init__(self, sheet: Sheet, given: Assumptions) -> None:
        self.sheet, self.given = sheet, given
        self._columns: dict[tuple[str, str], int] = {}
        self._rows: dict[int, int] = {}
        self._cells: dict[tuple[int, tuple[str, str]], Amount] = {}
        sheet.text(0, "Pay scale, full-time £ a year, before any measure", "title")
        sheet.next(2)
        sheet.texts(("Band", "Step"))
        self._head = sheet.row

    def at(self, month: int, place: int) -> Amount:
        calendar = self.given.calendar
        day = calendar.day_of(month)
        scales = sorted(self.given.rates.scales.values(), key=lambda one: one.in_force_from)
        scale = ([one for one in scales if one.in_force_from <= day] or scales[:1])[-1]
        year = calendar.year_of(month)
        key = (year.label, scale.year)
        if (place, key) not in self._cells:
            band, step = calendar.places[place]
            point = next(one for one in scale.points if (one.band, one.step) == (band, step))
            column = self._column(key)
            self.sheet.row = self._row(place)
            published = number(point.annual)
            grown = self.given.grown(published, year, calendar.last_scale_year)
            if grown.fixed:
                self._cells[place, key] = self.sheet.input(column, published.value, "input_money")
            else:
                self._cells[place, key] = self.sheet.put(column, grown, "money")
        return self._cells[place, key]

    def _column(self, key: tuple[str, str]) -> int:
        if key not in self._columns:
            self._columns[key] = 2 + len(self._columns)
            self.sheet.row = self._head
            year, scale = key
            self.sheet.text(self._columns[key], year if year == scale else f"{year} (scale of {scale})", "head_right")
        return self._columns[key]

    def _row(self, place: int) -> int:
        if place not in self._rows:
            self._rows[place] = self._head + 1 + len(self._rows)
            self.sheet.row = self._rows[place]
            self.sheet.texts(self.given.calendar.places[place], "text")
        return self._rows[place]


@dataclass(frozen=True)
class LineCells:
    """A staff line, or the posts of a measure, as cells. ``sign`` is −1 for posts taken away."""

    name: str
    scope_name: str | None
    line: StaffLine
    sign: int
    heads: int
    heads_cell: Amount
    w: Amount
    saturday: Amount
    sunday: Amount
    overtime: Amount
    holiday: Amount
    pension_share: Amount
    rrp_long: Amount
    rrp_short: Amount
    allowances: Amount
    pensionable_allowances: Amount


STAFF_HEADS = (
    "Line",
    "Staff group",
    "Band",
    "Step",
    "People",
    "WTE",
    "WTE each",
    "Saturday and night hours",
    "Sunday and holiday hours",
    "Overtime hours",
    "Holiday overtime hours",
    "Pension share",
    "Long-term premium",
    "Short-term premium",
    "Allowances, £ each",
    "… pensionable",
)


def head_staff(sheet: Sheet, title: str) -> None:
    """The title and heads of a sheet of staff lines."""
    sheet.text(0, title, "title")
    sheet.next(2)
    sheet.texts(STAFF_HEADS)
    sheet.next()


def write_line(sheet: Sheet, line: StaffLine, scope_name: str | None, wte: Amount | None = None) -> LineCells:
    """One line in the current row of a staff sheet. ``wte`` where it is worked out and not given."""
    sheet.texts((line.name, line.group, line.band, line.step), "input_text")
    sign = 1 if line.headcount > 0 else -1
    people = sheet.input(4, Fraction(line.headcount))
    of_all = sheet.input(5, Fraction(line.wte)) if wte is None else sheet.put(5, wte, "number")
    size = of_all if of_all.value >= 0 else -of_all
    heads = people if sign > 0 else -people
    each = sheet.put(6, size / heads, "number") if line.headcount else NOUGHT
    found = LineCells(
        name=line.name,
        scope_name=scope_name,
        line=line,
        sign=sign,
        heads=abs(line.headcount),
        heads_cell=heads,
        w=each,
        saturday=sheet.input(7, Fraction(line.saturday_night_hours)),
        sunday=sheet.input(8, Fraction(line.sunday_holiday_hours)),
        overtime=sheet.input(9, Fraction(line.overtime_hours)),
        holiday=sheet.input(10, Fraction(line.overtime_holiday_hours)),
        pension_share=sheet.input(11, Fraction(line.pension_share), "input_share"),
        rrp_long=sheet.input(12, Fraction(line.rrp_long_term), "input_share"),
        rrp_short=sheet.input(13, Fraction(line.rrp_short_term), "input_share"),
        allowances=sheet.input(14, sum((Fraction(a.amount) for a in line.allowances), Fraction(0)), "input_money"),
        pensionable_allowances=sheet.input(
            15, sum((Fraction(a.amount) for a in line.allowances if a.pensionable), Fraction(0)), "input_money"
        ),
    )
    sheet.next()
    return found


class MeasureCells:
    """The figures of one measure, each an input cell that is written when it is first asked for in full."""

    def __init__(self, sheet: Sheet, terms: Terms, label: str) -> None:
        self.terms = terms
        self._cells: dict[str, Amount] = {}
        self.tables: dict[tuple[str, ...], Amount] = {}
        kind = KINDS[terms.kind]
        sheet.text(0, label, "part")
        sheet.text(1, measure_kind(terms.kind), "muted")
        sheet.next()
        for spec in kind.fields:
            if spec.type in (FieldType.MONEY, FieldType.SHARE, FieldType.NUMBER, FieldType.WHOLE):
                value = terms.values.get(spec.name, spec.default)
                if value is not None and isinstance(value, (int, Decimal)):
                    style = {FieldType.MONEY: "input_money", FieldType.SHARE: "input_share"}.get(spec.type, "input")
                    sheet.text(0, field_label(terms.kind, spec.name))
                    self._cells[spec.name] = sheet.input(1, Fraction(value), style)
                    sheet.text(2, spec.unit, "muted")
                    sheet.next()
            elif spec.name in terms.values and spec.type in (FieldType.CHOICE, FieldType.BAND, FieldType.STEP):
                sheet.text(0, field_label(terms.kind, spec.name))
                sheet.text(1, str(terms.values[spec.name]))
                sheet.text(2, "decided when this was made; not live", "muted")
                sheet.next()
        self._tables(sheet)
        sheet.next()

    def has(self, name: str) -> bool:
        return name in self.terms.values

    def number(self, name: str) -> Amount:
        """A figure of the measure as a cell; nought where it has none."""
        return self._cells.get(name, NOUGHT)

    def whole(self, name: str) -> int:
        value = self.terms.values[name]
        assert isinstance(value, int)
        return value

    def _tables(self, sheet: Sheet) -> None:
        """Percentages by band, shares by year, people of a redundancy."""
        values = self.terms.values
        rates = values.get("rates")
        if isinstance(rates, Mapping):
            for group, of_group in rates.items():
                for name, value in of_group.items():
                    sheet.text(0, f"{field_label(self.terms.kind, name)}, bands {group}")
                    self.tables["rates", group, name] = sheet.input(1, Fraction(value), "input_share")
                    sheet.next()
        shares = values.get("share_by_year")
        if isinstance(shares, tuple):
            for n, share in enumerate(shares):
                sheet.text(0, f"Share protected, year {n + 1}")
                self.tables["share", str(n)] = sheet.input(1, Fraction(share), "input_share")
                sheet.next()
        people = values.get("people")
        if isinstance(people, tuple):
            for n, person in enumerate(people):
                sheet.text(0, f"Person {n + 1}, band {person['band']} {person['step']}: years of service")
                self.tables["years", str(n)] = sheet.input(1, Fraction(person["service_years"]))
                sheet.next()
                sheet.text(0, f"Person {n + 1}: WTE")
                self.tables["wte", str(n)] = sheet.input(1, Fraction(person.get("wte", 1)))
                sheet.next()
                sheet.text(0, f"Person {n + 1}: long-term premium")
                self.tables["rrp", str(n)] = sheet.input(1, Fraction(person.get("rrp_long_term", 0)), "input_share")
                sheet.next()
