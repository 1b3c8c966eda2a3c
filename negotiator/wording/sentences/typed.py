"""Sentences for what was typed into a field: code -> text with the problem's data in braces."""

SENTENCES: dict[str, str] = {
    "not_a_typed_number": "“{text}” is not a number. Use figures such as 1,234.50.",
    "not_a_typed_day": "“{text}” is not a day. Write it as 3 December 2026 or 3/12/2026.",
    "not_a_whole_typed_number": "“{text}” is not a whole number.",
    "not_an_allowance": "“{text}” is not an allowance. Write a name and a yearly sum, such as Lead £500 pensionable.",
    "field_needed": "This is needed.",
}
