"""What can be done, as data."""

from ui.actions.table import ACTIONS, MENUS, ActionSpec, Condition

__all__ = ["ACTIONS", "MENUS", "ActionSpec", "Condition"]
