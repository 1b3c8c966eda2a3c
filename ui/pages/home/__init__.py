"""Home: open a workspace, or start one."""

from ui.pages.home.page import HomePage

__all__ = ["HomePage"]
