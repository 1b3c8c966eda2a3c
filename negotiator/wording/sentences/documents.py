"""Sentences for problems of this area: code -> text with the problem's data in braces."""

SENTENCES: dict[str, str] = {
    # the file and the disk
    "disk_full": (
        "There is no room left to write “{name}” in {folder}. Free some space or save elsewhere; nothing is lost."
    ),
    "folder_read_only": "{folder} cannot be written to. Save to another folder; nothing is lost.",
    "no_permission": (
        "This computer does not let you read or write “{name}” in {folder}. Ask for access or choose another "
        "folder; nothing is lost."
    ),
    "file_missing": "“{name}” is not in {folder}. It may have been moved or renamed.",
    "folder_missing": "The folder {folder} is not there. Reconnect the drive or save elsewhere; nothing is lost.",
    "not_a_file": "“{name}” in {folder} is not a file. Choose a workspace file, which ends in .negotiation.",
    "name_too_long": "The name “{name}” is too long for this disk. Choose a shorter one.",
    "file_busy": "Another program holds “{name}”. Close it there, or wait a moment, and try again; nothing is lost.",
    "file_trouble": "“{name}” in {folder} could not be read or written: {detail}.",
    "disk_trouble": (
        "The disk gave an error while “{name}” was read or written. Save to another disk; nothing is lost."
    ),
    "copy_unsound": "The copy to be saved did not pass its check, so “{name}” was left as it was. Save elsewhere.",
    # what the file is
    "file_empty": "“{name}” is empty. If it came by a shared folder, it may not have arrived yet.",
    "file_too_large": "“{name}” is larger than {megabytes} MB, more than a workspace can be.",
    "not_ours": "“{name}” is not a Negotiator workspace.",
    "other_database": "“{name}” is a database of another program, not a Negotiator workspace.",
    "file_too_new": (
        "“{name}” was saved by a newer Negotiator (form {version}; this one knows {known}). Update Negotiator"
        " to open it."
    ),
    "file_damaged": "“{name}” is damaged and was not opened. A safety copy may help: File, Safety copies.",
    "value_damaged": (
        "“{name}” holds a {kind} with a value that cannot be read ({detail}), so it was not opened. A safety "
        "copy may help: File, Safety copies."
    ),
    "file_too_slow": "“{name}” took longer than {seconds} seconds to check and was not opened.",
    "too_many_records": "“{name}” holds {count} of {kind}, more than the {most} that a workspace can hold.",
    # passphrases
    "passphrase_needed": "“{name}” has a passphrase and cannot be opened without it.",
    "passphrase_wrong": "That is not the passphrase of “{name}”. Nothing was changed; try again as often as you like.",
    "passphrase_short": "Choose at least {least} characters; a few unrelated words are easy to keep.",
    "passphrase_long": "Choose at most {most} characters.",
    "passphrase_memory": "To try a passphrase takes {megabytes} MB of memory, which this computer does not have free. "
    "Close other programs and try again.",
    "seal_unbearable": "“{name}” asks for more work to try its passphrase than any workspace made by Negotiator. It is "
    "damaged, or was made to hold up this computer; it was not opened.",
    "passphrase_file": "The passphrase could not be read from “{name}”: {detail}.",
    "passphrase_not_asked": "“{name}” has a passphrase. Give it with --passphrase-file PATH (- reads it from standard "
    "input), or run the command in a terminal, where it is asked for.",
    # saving
    "no_path_yet": "This workspace has no file yet. Choose where to save it.",
    "file_changed_meanwhile": (
        "Somebody else saved “{name}” after you opened it. Save yours as a copy, open theirs beside it, or "
        "replace theirs, which is then kept as a safety copy."
    ),
    "file_exists": "“{name}” is already in {folder}. Choose another name.",
    "session_gone": "That session was already recovered or thrown away.",
    # records and values
    "record_gone": "That {kind} is no longer there. It may have been removed meanwhile.",
    "record_exists": "A {kind} with that id is already there.",
    "name_missing": "a name is needed",
    "name_taken": "the name “{name}” is used already; names must differ",
    "line_in_use": "“{line}” is named by “{measure}” in option “{option}”. Change whom that measure touches first.",
    "needs_deliberate_act": "A {kind} stays within the team unless you choose to share it. Use Share with both sides.",
    "value_not_between": "{value} is not between {least} and {most}",
    "value_not_one_of": "“{value}” is not one of: {choices}",
    "value_not_year": "“{value}” is not a financial year; write it as 2026/27",
    "value_wrong_type": "“{value}” is not the kind of value that belongs here",
    # what a check finds
    "scope_names_nobody": "“{name}” is not in the establishment, so this measure would not touch whom it says",
    "edition_not_here": "The rates edition “{name}” of this workspace is not on this computer: add it from its file "
    "(Tools, Rates edition…), or choose another edition there. Nothing in the workspace is lost meanwhile.",
    "edition_in_use": "“{title}” is costed with edition {name}; re-cost it with another edition first, then remove "
    "this one",
    "edition_unknown": "“{name}” is not a rates edition on this computer; here are: {known}",
    "code_not_in_edition": "“{code}” is not a trust that the reference edition knows",
    "metric_not_in_edition": "“{metric}” is not a metric that the reference edition or this workspace knows",
    "unknown_template": "“{name}” is not a template; the templates are: {known}",
    # the exchange format
    "value_not_amount": '“{value}” is not an amount; write digits in quotation marks, such as "1234.50"',
    "value_not_text": "“{value}” is not text",
    "value_too_long": "the text has {length} characters, more than the {most} allowed",
    "value_not_printable": "the text holds a character that cannot be kept",
    "value_not_whole": "“{value}” is not a whole number",
    "value_not_flag": "“{value}” is neither true nor false",
    "value_not_day": "“{value}” is not a day; write it as 2026-12-03",
    "value_not_moment": "“{value}” is not a moment; write it as 2026-12-03T14:30:00+00:00",
    "value_not_list": "a list is needed here",
    "value_too_many": "the list has {count} items, more than the {most} allowed",
    "value_not_object": "an object with named fields is needed here",
    "value_wrong_length": "{count} values stand here; {wanted} are needed",
    "field_unknown": "this field is not known",
    "field_absent": "this field is missing",
    "value_unknown": "“{value}” is not a value that can stand here",
    "value_not_json": "this is not JSON that can be read: {reason}",
    "exchange_format": "this is not a Negotiator export; its format is “{format}”",
    "exchange_version": "this export is of another version; this Negotiator reads version {known}",
    "exchange_kind": "“{kind}” is not a kind of record; the kinds are: {known}",
    "exchange_id": "“{id}” is not an id; use 1 to 64 letters, digits, - or _",
    "exchange_id_twice": "the id “{id}” stands twice",
    "exchange_no_parent": "“{id}” is not the id of a record in this export",
    "exchange_settings": "there must be one record of settings, with the id “{id}”",
}
