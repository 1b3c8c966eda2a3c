"""Proposals: options, their measures in order, and a form for each kind of measure."""

from ui.pages.proposals.page import ProposalsPage

__all__ = ["ProposalsPage"]
