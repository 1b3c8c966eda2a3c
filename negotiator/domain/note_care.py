"""A gentle check of notes about people: would the person be content to read this?

It names a reason and forbids nothing. The words are a short list of whole words; they find a hint, not a fault, and a
note without any of them may still be unkind.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Care(StrEnum):
    """Why a note may deserve a second thought. The first four are kinds that data protection law guards."""

    HEALTH = "health"
    FAMILY = "family"
    BELIEF = "belief"
    ORIGIN = "origin"
    JUDGEMENT = "judgement"


_WORDS = {
    Care.HEALTH: "ill illness sick sickness disease cancer depressed depression anxiety anxious stress stressed "
    "pregnant pregnancy menopause disabled disability surgery medication therapy diagnosis addicted alcohol drinking "
    "tired exhausted burnout breakdown unwell health",
    Care.FAMILY: "wife husband divorce divorced marriage married affair boyfriend girlfriend children childcare family "
    "mother father bereaved bereavement",
    Care.BELIEF: "muslim christian jewish hindu sikh catholic atheist religion religious church mosque tory labour "
    "socialist communist conservative marxist politics",
    Care.ORIGIN: "immigrant foreigner foreign accent ethnic ethnicity race racial nationality gay lesbian bisexual "
    "trans",
    Care.JUDGEMENT: "stupid lazy useless difficult awkward troublemaker liar lies hysterical emotional aggressive weak "
    "incompetent moron idiot militant bully",
}
_PATTERNS = {care: re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE) for care, words in _WORDS.items()}


def care_for(text: str) -> tuple[Care, str] | None:
    """The first reason to think again and the word that gives it; None where there is none."""
    for care, pattern in _PATTERNS.items():
        match = pattern.search(text)
        if match:
            return care, match[0].lower()
    return None
