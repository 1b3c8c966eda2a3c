"""The sources that figures cite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from building.files import BuildError, quoted


class Sources:
    """The sources that figures cite, by key: names given by hand, or by the input itself."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._titles: Mapping[str, Mapping[str, Any]] = words["titles"]
        self._cited: Mapping[str, list[str]] = words["cited"]
        self._known: dict[str, dict[str, Any]] = {}
        self._used: dict[str, dict[str, Any]] = {}

    def know(self, key: str, title: str, link: str = "", **more: Any) -> str:
        """Take note of a source that an input lists; the key is made plain."""
        key = slug(key)
        self._known[key] = {"title": title, "link": link, **more} | dict(self._titles.get(key, {}))
        return key

    def cite(self, text: str) -> list[str]:
        """The keys of the sources that an input's own words name."""
        keys: list[str] = []
        for part in [text] if text in self._cited else re.split(r";\s+", text.strip()):
            if part not in self._cited:
                self._known.setdefault(slug(part), {"title": part, "link": link_in(part)})
            keys += [self.use(key) for key in self._cited.get(part, [part])]
        return list(dict.fromkeys(keys))

    def use(self, key: str) -> str:
        key = slug(key)
        entry = self._known.get(key) or self._titles.get(key)
        if entry is None:
            raise BuildError(f"source {key} is named nowhere")
        self._used[key] = dict(entry)
        return key

    def text(self) -> str:
        """The content of sources.toml: the sources that some figure cites, by key."""
        parts = []
        for key, entry in sorted(self._used.items()):
            lines = [f"[{key}]", f"title = {quoted(entry['title'])}"]
            if entry.get("link"):
                lines.append(f"link = {quoted(entry['link'])}")
            if entry.get("read_on"):
                lines.append(f"read_on = {entry['read_on']}")
            parts.append("\n".join(lines) + "\n")
        return "\n".join(parts)


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")


def link_in(text: str) -> str:
    """The address that a source text begins with, if it begins with one."""
    match = re.match(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s,;()]*)?)", text)
    return f"https://{match[1].rstrip('.')}" if match and "..." not in match[1] else ""
