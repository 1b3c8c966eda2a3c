"""The pages of a workspace in the order of the rail; each module is imported when its page is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QCoreApplication

from ui.pages.base import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """Where a page is. Its words, icon and group stand here, so that the rail needs no import of it."""

    key: str
    text: str
    group: int
    icon: str
    module: str
    name: str

    def words(self) -> str:
        """The page's name in the reader's language."""
        return QCoreApplication.translate("Pages", self.text)

    def exists(self) -> bool:
        return find_spec(self.module) is not None

    def load(self) -> type[Page]:
        """The page's class."""
        page: type[Page] = getattr(import_module(self.module), self.name)
        return page


PAGES = (
    PageEntry("overview", "Overview", 0, "layout-dashboard", "ui.pages.overview", "OverviewPage"),
    PageEntry("proposals", "Proposals", 0, "layers", "ui.pages.proposals", "ProposalsPage"),
    PageEntry("establishment", "Establishment", 0, "users", "ui.pages.establishment", "EstablishmentPage"),
    PageEntry("costing", "Costing", 0, "calculator", "ui.pages.costing", "CostingPage"),
    PageEntry("benchmarks", "Benchmarks", 0, "chart-column", "ui.pages.benchmarks", "BenchmarksPage"),
    PageEntry("people", "People", 1, "contact-round", "ui.pages.people", "PeoplePage"),
    PageEntry("evidence", "Evidence", 2, "file-check", "ui.pages.evidence", "EvidencePage"),
    PageEntry("packs", "Packs", 2, "printer", "ui.pages.packs", "PacksPage"),
)


def pages() -> tuple[PageEntry, ...]:
    """Those that are there."""
    return tuple(entry for entry in PAGES if entry.exists())
