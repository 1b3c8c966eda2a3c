"""Overview: key figures, what is missing and what is ready, the next meeting, open actions."""

from ui.pages.overview.page import OverviewPage

__all__ = ["OverviewPage"]
