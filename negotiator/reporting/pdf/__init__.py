"""Tagged PDF over ReportLab: PDF/UA-1 (for a screen reader) and PDF/A-2a (for the archive).

`canvas` keeps the structure tree while drawing, `blocks` and `table` are flowables that tag themselves, `composer` sets
them on pages with footnotes. Nothing here knows what a pack says.
"""
