"""Charts, drawn once: each is a frozen value with the data it shows, and `draw` makes a ReportLab drawing of it.

The pack embeds that drawing; `ui.charts` paints the same one on the screen, so that paper and screen cannot differ.
"""
