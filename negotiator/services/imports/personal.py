"""Which columns of a spreadsheet speak of persons: by their heading, or by what stands in them.

A costing needs nobody's name, number or date of birth, so such columns are left out unless a person chooses them. A
heading is judged by its words, whatever its case and marks (``N.I. No``, ``EmployeeNumber``); values by their form, and
where a form alone would be too wide (a date, a long number, two capitalised words), by being different in nearly every
row or by lying too far back to be anything else than a birthday.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from negotiator.wording.imports import field_of, plain_heading

_WHOLE = """
    name names employee person forename forenames surname initials title known as manager supervisor ni nino nhs gmc
    nmc hcpc passport account worker colleague race faith spouse partner dependants photo login username uuid visa dbs
    union tel fax street town city zip health medical veteran carer smartcard salutation paynumber
"""
_WHOLE_HEADINGS = frozenset(_WHOLE.split())
"""Headings that are personal where they are the whole heading."""

_OF_WHOM = "employee|emp|person|personnel|personal|staff|worker|colleague|user|manager|supervisor|doctor|nurse"
_PHRASES = re.compile(
    r"\b("
    rf"(first|last|full|family|given|middle|christian|preferred|maiden|known as|{_OF_WHOM}) names?"
    rf"|names? of( the)? ({_OF_WHOM}|member of staff)"
    r"|known as|forenames?|surname|salutation|user ?name|log ?in|line manager|next of kin|emergency contact"
    rf"|({_OF_WHOM}|assignment|assign|payroll|pay|pension|esr|position|post|unique|smart ?card)"
    r" (no|num|number|id|code|ref|reference)"
    r"|nat(ional)? ins(urance)?|(ni|nhs|passport|gmc|nmc|hcpc|dbs|registration|reg|account) (no|number|code|pin)"
    r"|professional registration|driving licen[cs]e|smart ?card|sort code|bank|iban"
    r"|date of birth|birth\w*|dob|age|gender|sex|sexual\w*|lgbt\w*|ethnic\w*|religio\w*|belief|disab\w*"
    r"|nationality|citizen\w*|visa|right to work|marital\w*|spouse|dependants?|pregnan\w*|maternity|veteran"
    r"|sick\w*|absence|medical|occupational health|criminal|convict\w*|(trade )?union( member\w*)?|tu member\w*"
    r"|address|post ?code|zip|e ?mail|phone|telephone|tel|mobile|contact (no|number|details)"
    r")\b"
)

_OF_A_PERSON = (
    re.compile(r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.I),  # National Insurance
    re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),  # e-mail
    re.compile(r"(\+44|0044|\(?0)[\d ()-]{8,14}\d"),  # telephone
    re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.I),  # postcode
    re.compile(r"\d{3}[ -]\d{3}[ -]\d{4}"),  # NHS number
    re.compile(r"\d{2}[A-L]\d{4}[A-Z]", re.I),  # nursing and midwifery register
    re.compile(r"(Mr|MR|Mrs|MRS|Ms|Miss|MISS|Mx|Dr|DR)\.?( [A-Z][\w'’.-]*){0,4}"),  # a title, with a name or alone
    re.compile(r"male|female|man|woman|non[ -]binary|[mf]", re.I),
)
"""Forms that only a person's particulars have."""

_NAME_PART = r"[A-Z][A-Za-z'’-]+"
_OF_EACH_ROW = (
    re.compile(r"\d{6,10}(-\d{1,2})?"),  # an employee or assignment number
    re.compile(rf"{_NAME_PART}( {_NAME_PART})?, ?{_NAME_PART}( [A-Z][\w.'’-]*){{0,2}}"),  # Smith, Mary Ann
    re.compile(rf"([A-Z]\.? ?){{1,2}} {_NAME_PART}|{_NAME_PART},? ([A-Z]\.? ?){{1,2}}"),  # M A Smith, Smith M
)
"""Forms that other things have too: personal where nearly every row has its own."""

_COMMON = """
    adam ahmed aisha alan alexander ali alice alison amanda amy andrea andrew angela ann anna anne anthony
    barbara benjamin brian carol caroline catherine charles charlotte chloe christine christopher claire daniel
    david deborah debra diane donna dorothy edward elizabeth emily emma fatima fiona gareth gary george gillian
    grace graham hannah helen ian jack jacqueline james jane janet jason jennifer jessica joan joanna joanne
    john jonathan joseph joshua judith julia julie karen kate katherine kathleen kelly kenneth kevin kimberley
    laura lauren leanne lee linda lisa louise lucy luke lynn margaret maria marie mark martin mary matthew
    michael michelle mohammed muhammad natalie neil nicholas nicola oliver olivia pamela patricia paul paula
    peter philip priya rachel rebecca richard robert ruth samantha samuel sandra sara sarah sharon sheila simon
    sophie stephanie stephen steven stuart susan suzanne thomas timothy tracey tracy valerie victoria wendy
    william zoe
"""
_FORENAMES = frozenset(_COMMON.split())
"""Common forenames in Britain: enough of them that a list of people has some in every five rows."""

_PLACES = re.compile(
    r"\b(ward|unit|house|team|clinic|suite|centre|wing|hospital|lodge|court|building|theatres?)\b", re.I
)
"""What hospitals call after people."""

_YEAR_AT_END = re.compile(r"\d{1,2}[/. -](?:\d{1,2}|[A-Za-z]{3,9})[/. -](\d{4})(?: .*)?")
_FEWEST_DIFFERENT = 3
_LAST_BIRTH = 2000
"""Most dates of a column before this year: the days when people were born, not when they start or step up."""


def personal_heading(heading: str) -> bool:
    """True where a heading that means no field speaks of a person."""
    if field_of(heading) is not None:
        return False
    opened = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)  # EmployeeNumber
    words = re.sub(r"\b[a-z]( [a-z])+\b", lambda found: found[0].replace(" ", ""), plain_heading(opened))  # d o b
    return words in _WHOLE_HEADINGS or _PHRASES.search(words) is not None


def personal_values(values: Sequence[Any], *, by_row: bool = True) -> bool:
    """True where more than half of a column's values have the form of a person's particulars.

    ``by_row`` False: forms that are personal only because nearly every row has its own are passed over.
    """
    days = [value for value in values if isinstance(value, date)]
    texts = [text for text in map(_text, values) if text]
    if not texts:
        return 2 * sum(day.year < _LAST_BIRTH for day in days) > len(days)
    years = [int(found[1]) for found in map(_YEAR_AT_END.fullmatch, texts) if found]
    if 2 * len(years) > len(texts) and 2 * sum(year < _LAST_BIRTH for year in years) > len(years):
        return True
    if any(_most(form, texts) for form in _OF_A_PERSON):
        return True
    different = len(set(texts))
    if not by_row or different < _FEWEST_DIFFERENT or 10 * different < 9 * len(texts):
        return False
    return any(_most(form, texts) for form in _OF_EACH_ROW) or 5 * sum(map(_named, texts)) >= len(texts)


def _most(form: re.Pattern[str], texts: Sequence[str]) -> bool:
    return 2 * sum(form.fullmatch(text) is not None for text in texts) > len(texts)


def _named(text: str) -> bool:
    """A common forename with one or two other words, not of a place called after somebody."""
    words = text.split()
    return 2 <= len(words) <= 3 and words[0].casefold() in _FORENAMES and not _PLACES.search(text)


def _text(value: Any) -> str:
    """A cell as text; a workbook gives whole numbers as floats. Empty for what is no text or whole number."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if value == value and abs(value) < 1e15 and value == int(value) else ""
