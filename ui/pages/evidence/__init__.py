"""Evidence: facts with their sources, and assumptions with their owners."""

from ui.pages.evidence.page import EvidencePage

__all__ = ["EvidencePage"]
