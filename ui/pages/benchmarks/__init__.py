"""Benchmarks: the trust among its peers, with the same question asked of other peer groups."""

from ui.pages.benchmarks.page import BenchmarksPage

__all__ = ["BenchmarksPage"]
