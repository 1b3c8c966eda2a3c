"""Words of the people page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from negotiator.domain.note_care import Care


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def side_words(side: str) -> str:
    return {
        "management": _tr("Management"),
        "staff_side": _tr("Staff side"),
        "other": _tr("Other"),
    }[side]


def stance_words(stance: str) -> str:
    return {
        "unknown": _tr("Not known yet"),
        "supports": _tr("Supports"),
        "open": _tr("Open"),
        "open_with_conditions": _tr("Open, with conditions"),
        "doubts": _tr("Has doubts"),
        "against": _tr("Against"),
    }[stance]


def care_words(care: Care) -> str:
    return {
        Care.HEALTH: _tr("It speaks of health."),
        Care.FAMILY: _tr("It speaks of private life."),
        Care.BELIEF: _tr("It speaks of belief or politics."),
        Care.ORIGIN: _tr("It speaks of origin or identity."),
        Care.JUDGEMENT: _tr("It judges the person, not the position."),
    }[care]


def initials(name: str) -> str:
    """``DO`` for Dawn Okafor; titles are passed over."""
    words = [word for word in name.replace(".", "").split() if word.lower() not in ("dr", "mr", "mrs", "ms", "prof")]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))
