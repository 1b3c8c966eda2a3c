"""A costing as a workbook of live formulas: `render_workbook`. No macro, no hidden sheet, no link to another file."""
