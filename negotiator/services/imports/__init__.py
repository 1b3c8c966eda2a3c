"""Staff lines from spreadsheets: a table is read, its columns are matched, each row becomes a line or is refused.

table = read_table(path)                        # `tables`
matching = suggest(table)                       # `columns`: which column is which field, which are left out
found = read_lines(table, matching, options)    # `people`: lines, refused rows, what was left out
session.execute(ImportStaffLines(found.lines))
"""
