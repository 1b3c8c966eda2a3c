"""How hard the proofs try: some cases in the suite, fifty times as many with HYPOTHESIS_PROFILE=thorough."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_TIMES = 50 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1


def effort(examples: int) -> settings:
    """Settings of a proof by so many random cases."""
    return settings(
        max_examples=examples * _TIMES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
