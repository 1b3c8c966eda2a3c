"""Sentences for problems of this area: code -> text with the problem's data in braces."""

SENTENCES: dict[str, str] = {}
