"""People: who is on all sides, what matters to them, and dated notes with their markings."""

from ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]
