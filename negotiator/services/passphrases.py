"""What the window needs to know of passphrases before a workspace is open. Nothing heavy is imported."""

from __future__ import annotations

from negotiator.storage.sealing import LEAST_LETTERS, STANDARD_COST, Cost

__all__ = ["LEAST_LETTERS", "STANDARD_COST", "Cost"]
