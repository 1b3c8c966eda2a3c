"""Sentences for problems of this area: code -> text with the problem's data in braces."""

SENTENCES: dict[str, str] = {
    "unknown_pack_format": "a pack cannot be made as {given}; it can be made as {known}.",
    "unknown_audience": "there is no audience {given}; use one of {known}.",
    "pack_over_workspace": "{name} is the workspace itself; give the pack another name.",
    "pack_place_is_folder": "{name} is a folder; give the pack a file name of its own.",
    "pack_needs_place": "say where to write the pack.",
    "no_pack_folder": "there is no folder {folder}; make it first, or write the pack elsewhere.",
}
