"""Initiatives elsewhere: what other employers did about the same matter. The other half of Benchmarks."""

from ui.pages.initiatives.view import InitiativesView

__all__ = ["InitiativesView"]
