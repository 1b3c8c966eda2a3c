"""The NHS Staff Survey's workbook of organisations' weighted results ("detailed spreadsheets, organisational results").

Each sheet has its questions in the first row, over merged cells, and the answers in the row of heads with the ODS code;
shares are in per cent. Questions are known by their words, because their numbers change from year to year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from negotiator.domain.comparators import OwnFigure
from negotiator.services.imports_national.formats import Format, Wanted, figure_of, missing
from negotiator.services.imports_national.sheets import Line, Sheets
from negotiator.services.imports_national.table import CsvRow, CsvTable

CODE, WEIGHTING = "ODS code", "Weighting"
PERIOD = "Survey year"
"""A column of our own: the year in the sheet's title."""

_AGREE = ("% agree", "% strongly agree")
_SATISFIED = ("% satisfied", "% very satisfied")
_OFTEN = ("% often", "% always")
_YES = ("% yes",)
_EVER = ("% 1 to 2", "% 3 to 5", "% 6 to 10", "% more than 10")
_HOURS = ("% up to 5 hours", "% 6-10 hours", "% 11 or more hours")

QUESTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "q3g_meet_conflicting_demands": ("able to meet all the conflicting demands", _AGREE),
    "q3i_enough_staff": ("enough staff at this organisation", _AGREE),
    "q4b_organisation_values_work": ("extent to which my organisation values my work", _SATISFIED),
    "q4c_satisfied_with_pay": ("my level of pay", _SATISFIED),
    "q4d_flexible_working_opportunities": ("opportunities for flexible working", _SATISFIED),
    "q6c_work_home_balance": ("good balance between my work life and my home life", _AGREE),
    "q6d_can_ask_flexible_working": ("talk openly about flexible working", _AGREE),
    "q10b_additional_paid_hours": ("how many additional paid hours", _HOURS),
    "q10c_additional_unpaid_hours": ("how many additional unpaid hours", _HOURS),
    "q11a_action_on_wellbeing": ("positive action on health and well-being", _AGREE),
    "q11b_musculoskeletal": ("experienced musculoskeletal problems", _YES),
    "q11c_work_related_stress": ("unwell as a result of work related stress", _YES),
    "q11d_worked_while_unwell": ("come to work despite not feeling well enough", _YES),
    "q12b_burnt_out": ("feel burnt out because of your work", _OFTEN),
    "q13a_violence_from_public": ("physical violence at work from patients", _EVER),
    "q14b_bullying_by_managers": ("harassment, bullying or abuse at work from managers", _EVER),
    "q14c_bullying_by_colleagues": ("harassment, bullying or abuse at work from other colleagues", _EVER),
    "q16b_discrimination_manager_colleagues": ("discrimination at work from manager", _YES),
    "q22_affordable_food": ("nutritious and affordable food", _OFTEN),
    "q25c_recommend_as_workplace": ("recommend my organisation as a place to work", _AGREE),
    "q26a_often_think_about_leaving": ("often think about leaving", _AGREE),
    "q26c_will_leave_when_job_found": ("as soon as i can find another job", _AGREE),
}
"""Metric -> words of its question, and the answers whose shares are added."""

ADJUSTMENTS = ("q31b_reasonable_adjustments", "employer made reasonable adjustment", ("% yes", "% no"))
"""Of those who need adjustments: yes over yes and no."""

SCORES: Mapping[str, str] = {
    "pp1_compassionate_inclusive": "pp1 - we are compassionate and inclusive",
    "pp2_recognised_rewarded": "pp2 - we are recognised and rewarded",
    "pp3_voice_that_counts": "pp3 - we each have a voice that counts",
    "staff_raising_concerns": "pp3_2 - raising concerns",
    "pp4_safe_healthy": "pp4 - we are safe and healthy",
    "pp4_1_health_safety_climate": "pp4_1 - health and safety climate",
    "pp4_2_burnout": "pp4_2 - burnout",
    "pp5_always_learning": "pp5 - we are always learning",
    "pp6_work_flexibly": "pp6 - we work flexibly",
    "pp7_team": "pp7 - we are a team",
    "staff_engagement": "staff engagement - staff engagement",
    "staff_morale": "morale - morale",
    "m1_thinking_about_leaving": "m_1 - thinking about leaving",
    "m2_work_pressure": "m_2 - work pressure",
}
"""Metric -> its element or theme; the answer is its score."""


@dataclass(frozen=True, slots=True)
class SurveyFormat(Format):
    """Two rows of heads on every sheet, put together as ``question | answer``; a trust's rows become one."""

    def share(self, sheets: Sheets) -> float:
        return max(
            (sum(need in (cell.strip() for cell in line) for need in self.needs) for line in _heads_of(sheets)),
            default=0,
        ) / len(self.needs)

    def table(self, sheets: Sheets) -> CsvTable:
        heads: dict[str, None] = {CODE: None, PERIOD: None}
        rows: dict[str, dict[str, str]] = {}
        numbers: dict[str, int] = {}
        seen: set[str] = set()
        for _, lines in sheets.grids:
            place = next((n for n, line in enumerate(lines[:12]) if CODE in (c.strip() for c in line)), None)
            if place is None:
                continue
            answers = [cell.strip() for cell in lines[place]]
            seen |= set(answers)
            columns = _columns(lines[0], answers)
            heads.update(dict.fromkeys(columns.values()))
            period = re.search(r"\b(20\d{2})\b", " ".join(lines[0][:1]))
            code_at = answers.index(CODE)
            for number, line in enumerate(lines[place + 1 :], start=place + 2):
                code = line[code_at].strip().upper() if code_at < len(line) else ""
                if code:
                    row = rows.setdefault(code, {CODE: code, PERIOD: period[1] if period else ""})
                    numbers.setdefault(code, number)
                    row.update({head: line[at] for at, head in columns.items() if at < len(line)})
        for need in self.needs:
            if need not in seen:
                raise missing(sheets, need)
        if not any("|" in head and _metric_of(head) for head in heads):
            raise missing(sheets, "Q4c - My level of pay: % Satisfied")
        filled = [CsvRow(numbers[code], {head: cells.get(head, "") for head in heads}) for code, cells in rows.items()]
        return CsvTable(sheets.name, tuple(heads), tuple(filled))


def _heads_of(sheets: Sheets) -> list[Line]:
    return [line for _, lines in sheets.grids for line in lines[:12]]


def _columns(questions: Line, answers: Sequence[str]) -> dict[int, str]:
    """``question | answer``, both in small letters, by column; a question reaches as far as the next one."""
    result, question = {}, ""
    for at, answer in enumerate(answers):
        if at < len(questions) and questions[at].strip():
            question = " ".join(questions[at].split()).casefold()
        if answer and answer not in (CODE, WEIGHTING) and at > 0:
            result[at] = f"{question} | {' '.join(answer.split()).casefold()}"
    return result


def _metric_of(head: str) -> bool:
    question = head.partition(" | ")[0]
    return any(words in question for words, _ in QUESTIONS.values()) or question in SCORES.values()


def _read(tables: Sequence[CsvTable], wanted: Wanted) -> tuple[OwnFigure, ...]:
    figures: dict[str, OwnFigure] = {}
    for table in tables:
        for row in table.rows:
            if not wanted.is_meant(row.cells[CODE]):
                continue
            period = row.cells[PERIOD] or wanted.period
            if not period:
                raise table.refuse("year_not_known")
            for metric, value in _values(table, row).items():
                figures[metric] = figure_of(metric, value, period, "survey")
    return tuple(figures.values())


def _values(table: CsvTable, row: CsvRow) -> dict[str, Decimal]:
    """Shares to one place and scores to two, as they are published; what is suppressed gives none."""
    result = {}
    for metric, (words, answers) in QUESTIONS.items():
        parts = _parts(table, row, words, answers)
        if parts is not None:
            result[metric] = _rounded(sum(parts, Decimal(0)), "0.1")
    metric, words, answers = ADJUSTMENTS
    parts = _parts(table, row, words, answers)
    asked = sum(parts, Decimal(0)) if parts is not None else Decimal(0)
    if parts is not None and asked:
        result[metric] = _rounded(100 * parts[0] / asked, "0.1")
    for metric, theme in SCORES.items():
        head = next((h for h in table.heads if h.startswith(f"{theme} | ") and h.endswith("score")), None)
        value = table.number(row, head) if head is not None else None
        if value is not None:
            result[metric] = _rounded(value, "0.01")
    return result


def _parts(table: CsvTable, row: CsvRow, words: str, answers: Sequence[str]) -> list[Decimal] | None:
    """The shares of these answers; None where the file does not have them all for this trust."""
    found = []
    for answer in answers:
        head = next((h for h in table.heads if words in h.partition(" | ")[0] and h.endswith(f" | {answer}")), None)
        value = table.number(row, head) if head is not None else None
        if value is None:
            return None
        found.append(value)
    return found


def _rounded(value: Decimal, to: str) -> Decimal:
    return value.quantize(Decimal(to), rounding=ROUND_HALF_UP)


SURVEY = SurveyFormat("survey", (CODE, WEIGHTING, "Base (number of responses)"), _read)
