"""What the page compares: the open workspace among the trusts of its edition, by the peer group and metrics chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.peers import BASES, USUAL_COUNT, Peers
from negotiator.domain.comparators import PeerGroup
from negotiator.domain.problems import Refused
from negotiator.services.benchmarks import PARTNERSHIP_METRICS, Benchmarks, chosen_group, chosen_metrics
from negotiator.wording import comparisons as words
from ui.pages.benchmarks.peers import BasisChoice, TrustRow

if TYPE_CHECKING:
    from negotiator.reference.benchmarks import Library
    from ui.bridge import Bridge

CHOSEN, PARTNERSHIP = "chosen", "partnership"
"""Sets of metrics besides the themes of the edition: those kept in the workspace, and what both sides ask about."""


class Comparing:
    """Reads the open workspace against a library of trusts and metrics, which comes later than the page."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.library: Library | None = None
        self.edition = ""
        self.metric_set = CHOSEN

    def benchmarks(self) -> Benchmarks | None:
        """The comparisons of the open workspace; None until the library is there."""
        session = self._bridge.session
        if self.library is None or session is None:
            return None
        return Benchmarks.of_session(self.library, session)

    def group(self) -> PeerGroup:
        """The peer group in use; where none is kept yet, the same type, or all where the trust is not in the data."""
        session = self._bridge.session
        chosen = chosen_group(session) if session is not None else None
        if chosen is not None:
            return chosen
        basis = self.usual_basis()
        return PeerGroup("", words.BASES[basis], basis, chosen=True)

    def usual_basis(self) -> str:
        found = self.benchmarks()
        return "type" if found is not None and found.own.type else "all"

    def compared(self, found: Benchmarks, peers: Peers) -> tuple[Comparison, ...]:
        """The metrics of the set, without those that this edition does not have: the dialog lists what it has."""
        result = []
        for metric_id in self._metric_ids():
            try:
                result.append(found.compare(metric_id, peers))
            except Refused:
                continue
        return tuple(result)

    def metrics(self, found: Benchmarks) -> tuple[Metric, ...]:
        """Every metric: those of the edition, then those that we alone have."""
        known = {metric.id for metric in found.library.metrics()}
        return (*found.library.metrics(), *(found.metric(key) for key in found.figures if key not in known))

    def themes(self) -> tuple[str, ...]:
        return tuple(sorted({metric.theme for metric in self.library.metrics()})) if self.library is not None else ()

    def _metric_ids(self) -> tuple[str, ...]:
        session = self._bridge.session
        if self.metric_set == CHOSEN and session is not None:
            return chosen_metrics(session)
        if self.metric_set == PARTNERSHIP or self.library is None:
            return PARTNERSHIP_METRICS
        return tuple(metric.id for metric in self.library.metrics() if metric.theme == self.metric_set)


def basis_choices(found: Benchmarks, group: PeerGroup) -> list[BasisChoice]:
    """The ways to choose peers that our trust can use, each with what it gives."""
    choices = []
    for basis in BASES:
        if basis == "hand":
            choices.append(BasisChoice(basis, words.BASES[basis], _tr("a reason is asked for"), True))
            continue
        try:
            count = len(found.peers(basis, group.count or USUAL_COUNT).codes)
        except Refused:
            continue
        choices.append(BasisChoice(basis, words.BASES[basis], f"{_basis_note(found, basis)} · {count}", True))
    return choices


def trust_rows(found: Benchmarks, peers: Peers) -> list[TrustRow]:
    """Every trust of today but ours, the peers first."""
    inside = set(peers.codes)
    return sorted(
        (
            TrustRow(trust.code, words.short_name(trust.name), trust.region, trust.code in inside)
            for trust in found.trusts.values()
            if trust.current and trust.code != found.own.code
        ),
        key=lambda row: (not row.chosen, row.name),
    )


def _basis_note(found: Benchmarks, basis: str) -> str:
    own = found.own
    return {
        "type": own.type,
        "peer_group": own.peer_group,
        "type_region": f"{own.type}, {own.region}",
        "region": own.region,
        "icb": own.ics or own.icb,
        "size": _tr("closest by WTE"),
        "all": _tr("every trust today"),
    }[basis]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BenchmarksPage", text)
