"""Changes to the peer group, each a command: by rule, by number, by hand with a reason, kept under a name."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from negotiator.domain.comparators import PeerGroup
from negotiator.domain.problems import Refused
from negotiator.services.commands import AddRecord, ChangeRecord, ChangeRecords, Several
from negotiator.wording import comparisons as words
from ui.pages.base import PageContext
from ui.pages.benchmarks.comparing import Comparing
from ui.pages.benchmarks.peers import PeersCard
from ui.pages.proposals.dialogs import NameDialog


class PeerChanges(QObject):
    """Answers what the peers' card asks for."""

    def __init__(self, context: PageContext, comparing: Comparing, card: PeersCard, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._comparing, self._window = context, comparing, window
        card.basis_chosen.connect(self._on_basis)
        card.count_changed.connect(self._on_count)
        card.reason_given.connect(self._on_reason)
        card.trust_ticked.connect(self._on_ticked)
        card.keep_asked.connect(self._on_keep)
        card.clear_asked.connect(self._on_clear)

    def _change(self, group: PeerGroup, field: str = "") -> None:
        try:
            self._context.bridge.submit(ChangeRecord(group, field) if group.id else AddRecord(group))
        except Refused as refusal:
            self._context.problem(refusal)

    def _codes(self, group: PeerGroup) -> tuple[str, ...]:
        """The trusts that the group gives now; those named in it where its rule cannot be used."""
        found = self._comparing.benchmarks()
        if found is None:
            return group.codes
        try:
            return found.peers_of(group).codes
        except Refused:
            return group.codes

    def _on_basis(self, basis: str) -> None:
        group = self._comparing.group()
        codes = self._codes(group) if basis == "hand" and not group.codes else group.codes
        self._change(replace(group, basis=basis, codes=codes, name=words.BASES[basis]))

    def _on_count(self, count: int) -> None:
        self._change(replace(self._comparing.group(), count=count), "count")

    def _on_reason(self, reason: str) -> None:
        self._change(replace(self._comparing.group(), reason=reason), "reason")

    def _on_ticked(self, code: str, on: bool) -> None:
        group = self._comparing.group()
        codes = self._codes(group)
        codes = (*codes, code) if on else tuple(c for c in codes if c != code)
        reason = group.reason if group.basis == "hand" else ""
        self._change(replace(group, basis="hand", codes=codes, reason=reason, name=words.BASES["hand"]))

    def _on_keep(self) -> None:
        title, label = self.tr("Save this group"), self.tr("Name")
        NameDialog(self._context.theme, title, label, self._keep, self._window, summary=None).open()

    def _keep(self, name: str, summary: str) -> None:
        bridge = self._context.bridge
        others = [replace(group, chosen=False) for group in bridge.all(PeerGroup) if group.chosen]
        kept = AddRecord(replace(self._comparing.group(), id="", name=name, chosen=True))
        bridge.submit(Several((ChangeRecords(tuple(others)), kept) if others else (kept,), "add_peer_group"))
        self._context.toast(self.tr("Peer group kept."))

    def _on_clear(self) -> None:
        basis = self._comparing.usual_basis()
        self._change(replace(self._comparing.group(), basis=basis, reason="", name=words.BASES[basis]))
