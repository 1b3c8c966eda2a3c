"""Costing: what each option costs against no change, year by year, and how every figure was worked out."""

from ui.pages.costing.page import CostingPage

__all__ = ["CostingPage"]
