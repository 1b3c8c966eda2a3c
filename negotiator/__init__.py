"""Negotiator without a window: domain, reference data, storage, reporting and services. Nothing here imports Qt."""
