"""Text for a terminal: a stranger's words can neither break a line nor send the terminal an order."""

from __future__ import annotations

import re

LONGEST = 1_000
"""Letters of a refusal: more than any sentence has without a stranger's words in it."""

_LONGEST_WORD = 300
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD + 2},}}")


def one_line(text: str) -> str:
    """A sentence on one line and not endless: line breaks, orders to the terminal and turned letters are replaced.

    An endless word loses its middle, so that what is said about it remains.
    """
    shown = "".join(_shown(letter) for letter in text)
    shown = _ENDLESS.sub(lambda word: f"{word[0][:_LONGEST_WORD]}…{word[0][-1]}", shown)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def lines(text: str) -> str:
    """Several lines, each without orders to the terminal."""
    return "".join(letter if letter == "\n" else _shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}"
