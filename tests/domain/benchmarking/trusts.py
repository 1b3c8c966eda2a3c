"""A small country of trusts to compare in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from negotiator.domain.benchmarking.data import Metric, Trust


def trust(code: str, kind: str = "Acute", region: str = "London", **more: object) -> Trust:
    fields: dict[str, object] = {
        "peer_group": "Acute - Large",
        "ics": "",
        "icb_code": f"Q{region[0]}",
        "icb": f"{region} board",
        "current": True,
    }
    return Trust(code=code, name=f"Trust {code}", type=kind, region=region, **{**fields, **more})  # type: ignore[arg-type]


TRUSTS = {
    each.code: each
    for each in (
        trust("AAA"),
        trust("BBB"),
        trust("CCC", region="North West"),
        trust("DDD", kind="Community", peer_group=""),
        trust("EEE", region="North West", peer_group="Acute - Small"),
        trust("FFF", current=False, successor="GGG", merged_on=date(2023, 4, 1)),
        trust("GGG", current=False, successor="CCC"),
        trust("HHH", current=False),
        trust("ZZZ", kind="Ambulance", region="South West"),
    )
}

SIZES = {code: Decimal(size) for code, size in (("AAA", 100), ("BBB", 140), ("CCC", 60), ("DDD", 100), ("EEE", 300))}


def metric(direction: str = "lower_is_better", **more: object) -> Metric:
    fields: dict[str, object] = {
        "id": "sickness_absence_rate_12m",
        "name": "Sickness",
        "definition": "",
        "unit": "%",
        "theme": "wellbeing",
        "decimals": 2,
        "derived": False,
        "periods": ("2023/24", "2024/25"),
        "comparison_period": "2024/25",
        "source_ids": (),
    }
    return Metric(direction=direction, **{**fields, **more})  # type: ignore[arg-type]
