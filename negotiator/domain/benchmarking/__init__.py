"""Comparing trusts: their figures, fair peers and the statistics that NHS analysts use."""
