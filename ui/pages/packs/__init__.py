"""Packs: what is printed for whom, seen before it leaves."""

from ui.pages.packs.page import PacksPage

__all__ = ["PacksPage"]
