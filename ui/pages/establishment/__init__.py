"""Establishment: the staff lines as a table and a form, by group, in snapshots, and from spreadsheets."""

from ui.pages.establishment.page import EstablishmentPage

__all__ = ["EstablishmentPage"]
