"""Reads the national files that trusts publish or return, for the trust's own newer figures."""
