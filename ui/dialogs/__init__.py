"""Dialogs. Each is opened without a nested event loop and answers by a signal."""
