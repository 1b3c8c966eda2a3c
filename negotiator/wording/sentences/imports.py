"""Sentences for problems of this area: code -> text with the problem's data in braces."""

SENTENCES: dict[str, str] = {
    # the file
    "file_too_large_to_import": "“{name}” is larger than {megabytes} MB; leave out what is not needed.",
    "import_not_text": "“{name}” is not a text file that can be read. Save it from the spreadsheet as CSV or XLSX.",
    "import_not_workbook": "“{name}” is not a workbook that can be read. Open it in a spreadsheet and save it as XLSX.",
    "import_has_password": "“{name}” is protected by a password. Save it without one, then import it.",
    "import_no_sheet": "“{name}” has no sheet with cells.",
    "import_sheet_unknown": "There is no sheet “{sheet}”; the sheets are: {sheets}.",
    "import_no_rows": "{name} has no rows under its headings.",
    "import_nothing_pasted": "The clipboard holds no cells.",
    "import_no_line_there": "there is no line here to paste into; to add lines, paste whole rows as far as the WTE",
    "import_too_long": "There are more than {most} rows. Import a part at a time, or group people before.",
    "import_too_wide": "There are {columns} columns, more than the {most} that fit here.",
    # headings
    "import_headings_merged": (
        "The headings in row {row} are merged from column {first} to {last}. Give each column its own."
    ),
    "import_heading_missing": "Column {column} has values but no heading in row {row}. Give it one.",
    "import_heading_twice": "The heading “{heading}” stands over columns {first} and {second}. Rename one of them.",
    "import_column_missing": "No column is matched to {field}. Choose one; the headings are: {found}.",
    # a row
    "import_row_too_long": "the row has cells beyond the {columns} columns that have headings",
    "import_blank": "{field} is empty",
    "import_not_number": "“{value}” is not a number",
    "import_not_whole": "“{value}” is not a whole number of people",
    "import_not_share": "“{value}” is not a share; write it as 0.9, 90%, yes or no",
    "import_premium_unsaid": "“{value}” does not say how much; write the premium as 0.1 or 10%, or no",
    "import_not_date": "“{value}” is not a date; write it as 01/04/2027",
    "import_unknown_band": "“{value}” is not an Agenda for Change band",
    "import_scale_code": "the scale code “{value}” does not say the band plainly; write 8a, 8b, 8c, 8d or 9",
    "import_unknown_zone": "“{value}” is not a supplement zone; write none, inner, outer or fringe",
    "import_step_missing": "the step is empty; band {band} has: {steps}",
    "import_step_number": "step {value} is not one of the {count} steps of band {band}",
    "import_unknown_step": "“{value}” is not a step of band {band}, which has: {steps}",
    "import_name_twice": "the line “{name}” stands in an earlier row already",
    "import_name_taken": "the line “{name}” is in the establishment already; replace all lines, or rename it",
}
