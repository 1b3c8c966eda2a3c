"""Every scale is turned so that better is to the right; the same question is asked of other peers below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.peers import BASES, USUAL_COUNT, Peers
from negotiator.domain.benchmarking.robustness import Robustness
from negotiator.domain.comparators import ChosenMetric, Initiative, OwnFigure, PeerGroup
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Proposal
from negotiator.services.benchmarks import (
    PARTNERSHIP_METRICS,
    Benchmarks,
    chosen_group,
    chosen_metrics,
    opportunity_for,
)
from negotiator.services.commands import AddRecord, AddRecords, ChangeRecord, ChangeRecords, RemoveRecords, Several
from negotiator.wording import comparisons as words
from negotiator.wording.sentences import sentence
from ui.pages.base import LEAST_HEIGHT, Page
from ui.pages.benchmarks.dialogs import MetricsDialog, OwnFigureDialog
from ui.pages.benchmarks.importing import ImportFiguresDialog
from ui.pages.benchmarks.peers import BasisChoice, PeersCard, TrustRow
from ui.pages.benchmarks.picture import ALL, PictureCard, Shown
from ui.pages.benchmarks.story import StoryCard
from ui.pages.initiatives import InitiativesView
from ui.pages.proposals.dialogs import NameDialog
from ui.widgets import Columns, PageHead, Segmented

if TYPE_CHECKING:
    from negotiator.reference.benchmarks import Library

_SEEN = ("settings", "peer_group", "own_figure", "chosen_metric", "staff_line")
METRICS, INITIATIVES = "metrics", "initiatives"
"""The two halves of the page: figures of other trusts, and what other employers did."""


def load_library(edition: str) -> Library:
    """The work of a job: read the trusts and metrics of an edition."""
    from negotiator.services.lookups import library_of

    return library_of(edition)


class BenchmarksPage(Page):
    """Us among peers: picture or table, peers by rule or by hand, the cherry-pick check."""

    key, icon = "benchmarks", "chart-column"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("BenchmarksPage", "Benchmarks")

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.metric_id = ""
        self._library: Library | None = None
        self._edition = ""
        self._comparisons: tuple[Comparison, ...] = ()
        self._set = "chosen"
        self.head = PageHead(self.theme, self.title())
        halves = ((METRICS, self.tr("Metrics")), (INITIATIVES, self.tr("Initiatives elsewhere")))
        self.half = Segmented(self.tr("Compared by"), halves)
        self.head.add_choice(self.half)
        self.own_button = self.head.add_secondary(self.tr("Our figures"), "pencil")
        self.own_menu = QMenu(self.own_button)
        self.own_action = self.own_menu.addAction(self.tr("&Enter a figure…"))
        self.import_action = self.own_menu.addAction(self.tr("&Import own figures…"))
        self.own_button.setMenu(self.own_menu)
        self.add_button = self.head.add_secondary(self.tr("Add initiative…"), "plus")
        self.pack_button = self.head.set_primary(self.tr("Use in a pack…"), "printer")
        self.body.addWidget(self.head)
        self.halves = QStackedWidget()
        self.halves.addWidget(self._build_metrics())
        self.initiatives = InitiativesView(self.context)
        self.halves.addWidget(self.initiatives)
        self.body.addWidget(self.halves, 1)

    def _build_metrics(self) -> QWidget:
        self.splitter = Columns(self.theme)
        self.splitter.setMinimumHeight(self.theme.px(LEAST_HEIGHT))
        self.peers = PeersCard(self.theme)
        self.peers.setMinimumWidth(self.theme.px(210))
        self.splitter.addWidget(self.peers)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.card = PictureCard(self.context)
        column.addWidget(self.card, 5)
        self.story = StoryCard(self.theme)
        column.addWidget(self.story, 0)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([self.theme.px(262), self.theme.px(780)])
        return self.splitter

    def _connect(self) -> None:
        self.half.chosen.connect(self._on_half)
        self.own_action.triggered.connect(self._on_own)
        self.import_action.triggered.connect(self._on_import)
        self.add_button.clicked.connect(self.initiatives.begin)
        self.pack_button.clicked.connect(self._on_pack)
        self.card.metric_chosen.connect(self._choose)
        self.card.set_chosen.connect(self._on_set)
        self.card.metrics_asked.connect(self._on_metrics)
        self.card.picture_changed.connect(self._on_picture)
        self.peers.basis_chosen.connect(self._on_basis)
        self.peers.count_changed.connect(self._on_count)
        self.peers.reason_given.connect(self._on_reason)
        self.peers.trust_ticked.connect(self._on_ticked)
        self.peers.keep_asked.connect(self._on_keep_group)
        self.peers.clear_asked.connect(self._on_clear)

    # --- filling -----------------------------------------------------------------------------------------------------

    def refresh(self, changes: Any | None = None) -> None:
        self.initiatives.refresh(changes)
        self._show_half()
        if changes is not None and not changes.touches(*_SEEN):
            return
        edition = self.bridge.workspace.edition
        if self._library is None or self._edition != edition:
            self._edition = edition
            self.context.jobs.start(
                "benchmark-library", load_library, edition, done=self._on_library, failed=self._on_library_failed
            )
            return
        self._fill()

    def _on_library(self, library: Library) -> None:
        self._library = library
        if self.bridge.session is not None:
            self._fill()

    def _on_library_failed(self, error: Exception) -> None:
        """The edition is not on this computer, or damaged: the card says which and what to do."""
        if not isinstance(error, Refused):
            raise error
        self._library, self._comparisons = None, ()
        self.card.show_words(sentence(error.problems[0]))
        self.story.hide()

    def costs_changed(self) -> None:
        if self._comparisons:
            self._fill_story()

    def focus_record(self, kind: str, record_id: str) -> None:
        if kind == "initiative":
            self.half.set_value(INITIATIVES)
            self.refresh(None)
            if self.bridge.find(Initiative, record_id) is None:
                self.initiatives.begin()  # asked for by who found that there is none
            else:
                self.initiatives.show_initiative(record_id)
            return
        self.half.set_value(METRICS)
        if kind == "metric":
            self.metric_id = record_id
        elif kind in ("own_figure", "chosen_metric"):
            record: Any = self.bridge.find(OwnFigure if kind == "own_figure" else ChosenMetric, record_id)
            self.metric_id = record.metric_id if record else self.metric_id
        self.refresh(None)

    def benchmarks(self) -> Benchmarks | None:
        """The comparisons of the open workspace; None until the library is there."""
        session = self.bridge.session
        if self._library is None or session is None:
            return None
        return Benchmarks.of_session(self._library, session)

    def group(self) -> PeerGroup:
        """The peer group in use; where none is kept yet, the same type, or all where the trust is not in the data."""
        session = self.bridge.session
        chosen = chosen_group(session) if session is not None else None
        if chosen is not None:
            return chosen
        found = self.benchmarks()
        basis = "type" if found is not None and found.own.type else "all"
        return PeerGroup("", words.BASES[basis], basis, chosen=True)

    def _fill(self) -> None:
        found = self.benchmarks()
        if found is None or self.bridge.session is None:
            return
        group = self.group()
        self._fill_shown()
        try:
            peers = found.peers_of(group)
        except Refused as refusal:
            peers = Peers(group.basis, (), (), group.reason)
            self._comparisons = ()
            self._fill_peers(found, group, peers)
            self.card.show_words(sentence(refusal.problems[0]))
            self.story.hide()
            return
        self._fill_peers(found, group, peers)
        self._comparisons = tuple(self._compared(found, peers))
        if not any(c.metric.id == self.metric_id for c in self._comparisons) and self._comparisons:
            self.metric_id = self._comparisons[0].metric.id
        self._show_half()
        self._draw(found, peers)
        self._fill_story()

    def _show_half(self) -> None:
        """The head's words and buttons for the half that is shown."""
        of_metrics = self.half.value() == METRICS
        self.halves.setCurrentIndex(0 if of_metrics else 1)
        self.own_button.setVisible(of_metrics)
        self.add_button.setVisible(not of_metrics)
        if not of_metrics:
            self.head.set_subtitle(self.tr("What other employers did, on our scale and at our prices"))
        elif self._comparisons:
            group = replace(self._comparisons[0].group, reason="")
            found = self.benchmarks()
            who = words.short_name(found.own.name) if found is not None else ""
            self.head.set_subtitle(self.tr("{us} against {peers}").format(us=who, peers=words.group(group)))

    def _compared(self, found: Benchmarks, peers: Peers) -> list[Comparison]:
        result = []
        for metric_id in self._metric_ids():
            try:
                result.append(found.compare(metric_id, peers))
            except Refused:
                continue  # a metric that this edition does not have is not shown; the metrics dialog lists those it has
        return result

    def _metric_ids(self) -> tuple[str, ...]:
        session = self.bridge.session
        what = self._set
        if what == "chosen" and session is not None:
            return chosen_metrics(session)
        if what == "partnership":
            return PARTNERSHIP_METRICS
        assert self._library is not None
        return tuple(metric.id for metric in self._library.metrics() if metric.theme == what)

    def _fill_shown(self) -> None:
        assert self._library is not None
        box = self.card.shown
        if box.count():
            return
        box.addItem(self.tr("Our chosen metrics"), "chosen")
        box.addItem(self.tr("Partnership view"), "partnership")
        box.insertSeparator(2)
        for theme in sorted({metric.theme for metric in self._library.metrics()}):
            box.addItem(theme.capitalize(), theme)
        box.insertSeparator(box.count())
        box.addItem(self.tr("Choose metrics…"), "choose")

    def _fill_peers(self, found: Benchmarks, group: PeerGroup, peers: Peers) -> None:
        choices = []
        for basis in BASES:
            if basis == "hand":
                choices.append(BasisChoice("hand", words.BASES["hand"], self.tr("a reason is asked for"), True))
                continue
            try:
                count = len(found.peers(basis, group.count or USUAL_COUNT).codes)
            except Refused:
                continue
            choices.append(BasisChoice(basis, words.BASES[basis], self._basis_note(found, basis, count), True))
        self.peers.set_choices(choices, group.basis)
        self.peers.show_extra(group.basis, group.count or USUAL_COUNT, group.reason)
        inside = set(peers.codes)
        rows = sorted(
            (
                TrustRow(trust.code, words.short_name(trust.name), trust.region, trust.code in inside)
                for trust in found.trusts.values()
                if trust.current and trust.code != found.own.code
            ),
            key=lambda row: (not row.chosen, row.name),
        )
        self.peers.trusts.set_records(rows)
        total = sum(1 for trust in found.trusts.values() if trust.current)
        self.peers.count_words.setText(self.tr("{n} of {total} trusts").format(n=len(inside), total=total))
        self.peers.note.setText(self.tr("Merged trusts follow their successor."))

    def _basis_note(self, found: Benchmarks, basis: str, count: int) -> str:
        values = {
            "type": found.own.type,
            "peer_group": found.own.peer_group,
            "type_region": f"{found.own.type}, {found.own.region}",
            "region": found.own.region,
            "icb": found.own.ics or found.own.icb,
            "size": self.tr("closest by WTE"),
            "all": self.tr("every trust today"),
        }
        return f"{values[basis]} · {count}"

    def _metrics(self, found: Benchmarks) -> tuple[Metric, ...]:
        """Every metric: those of the edition, then those that we alone have."""
        known = {metric.id for metric in found.library.metrics()}
        return (*found.library.metrics(), *(found.metric(key) for key in found.figures if key not in known))

    def _draw(self, found: Benchmarks, peers: Peers) -> None:
        self.card.show_state(Shown(found, peers, self._comparisons, self.metric_id, self._metrics(found)))

    def _fill_story(self) -> None:
        found = self.benchmarks()
        comparison = next((c for c in self._comparisons if c.metric.id == self.metric_id), None)
        self.story.setVisible(comparison is not None and self.card.picture == ALL)
        if found is None or comparison is None:
            return
        metric = comparison.metric
        own = words.value(metric, comparison.own)
        self.story.note.setText(f"{words.short_metric(metric)}, {own}, {words.DIRECTIONS[metric.direction]}")
        self.story.note.setToolTip(metric.name)
        robust = found.robustness(comparison)
        self.story.set_groups(robust.all[:6])
        self.story.verdict.setText(f"{words.robustness(robust)} {words.standing(comparison)}".strip())
        self.story.worth.setText(self._worth(robust, metric))
        self.story.worth.setVisible(bool(self.story.worth.text()))
        notes = " ".join(words.caveats(comparison, found.trusts))
        self.story.caveat.setText(notes)
        self.story.caveat.setVisible(bool(notes))
        sources = [f"{source.title}, {source.publisher}. {source.licence}." for source in found.sources(metric)]
        figure = found.figures.get(metric.id)
        if figure is not None:
            sources.append(self.tr("Our figure: {source}.").format(source=figure.source))
        self.story.source.setText(" ".join(sources))

    def _worth(self, robust: Robustness, metric: Metric) -> str:
        """What reaching the peer median is worth in the staff in scope, as a range over the groups."""
        baseline = None
        for proposal in self.bridge.all(Proposal):
            result = self.bridge.costs(proposal.id)
            if result is not None:
                baseline = result.baseline[result.years[0]]
                break
        worth = opportunity_for(robust, self.bridge.all(StaffLine), baseline=baseline)
        return words.opportunity(worth, metric) if worth is not None else ""

    # --- what the person does ----------------------------------------------------------------------------------------

    def _change_group(self, group: PeerGroup, field: str = "") -> None:
        self.try_submit(ChangeRecord(group, field) if group.id else AddRecord(group))

    def _on_basis(self, basis: str) -> None:
        group = self.group()
        codes = group.codes
        if basis == "hand" and not codes:
            found = self.benchmarks()
            if found is not None:
                try:
                    codes = found.peers_of(group).codes
                except Refused:
                    codes = ()
        self._change_group(replace(group, basis=basis, codes=codes, name=words.BASES[basis]))

    def _on_count(self, count: int) -> None:
        self._change_group(replace(self.group(), count=count), "count")

    def _on_reason(self, reason: str) -> None:
        self._change_group(replace(self.group(), reason=reason), "reason")

    def _on_ticked(self, code: str, on: bool) -> None:
        found, group = self.benchmarks(), self.group()
        if found is None:
            return
        try:
            codes = found.peers_of(group).codes
        except Refused:
            codes = group.codes
        codes = (*codes, code) if on else tuple(c for c in codes if c != code)
        reason = group.reason if group.basis == "hand" else ""
        self._change_group(replace(group, basis="hand", codes=codes, reason=reason, name=words.BASES["hand"]))

    def _on_keep_group(self) -> None:
        NameDialog(self.theme, self.tr("Save this group"), self.tr("Name"), self._keep_group, self, summary=None).open()

    def _keep_group(self, name: str, summary: str) -> None:
        group = self.group()
        others = [replace(g, chosen=False) for g in self.bridge.all(PeerGroup) if g.chosen]
        kept = AddRecord(replace(group, id="", name=name, chosen=True))
        commands = (ChangeRecords(tuple(others)), kept) if others else (kept,)
        self.bridge.submit(Several(commands, "add_peer_group"))
        self.context.toast(self.tr("Peer group kept."))

    def _on_clear(self) -> None:
        found = self.benchmarks()
        basis = "type" if found is not None and found.own.type else "all"
        self._change_group(replace(self.group(), basis=basis, reason="", name=words.BASES[basis]))

    def _choose(self, metric_id: str) -> None:
        if metric_id and metric_id != self.metric_id:
            self.metric_id = metric_id
            found = self.benchmarks()
            if found is not None and self._comparisons:
                self._draw(found, self._comparisons[0].group)
                self._fill_story()

    def _on_picture(self, picture: str) -> None:
        self.story.setVisible(picture == ALL and bool(self._comparisons))

    def _on_half(self, half: object) -> None:
        self._show_half()

    def _on_set(self, what: str) -> None:
        if what == "choose":
            box = self.card.shown
            box.setCurrentIndex(max(0, box.findData(self._set)))
            self._on_metrics()
            return
        self._set = what
        self._fill()

    def _on_metrics(self) -> None:
        found = self.benchmarks()
        if found is not None and self.bridge.session is not None:
            chosen = chosen_metrics(self.bridge.session)
            MetricsDialog(self.theme, self._metrics(found), chosen, self._choose_metrics, self).open()

    def _choose_metrics(self, ids: tuple[str, ...]) -> None:
        old = tuple(record.id for record in self.bridge.all(ChosenMetric))
        add = AddRecords(tuple(ChosenMetric("", metric_id) for metric_id in ids))
        commands = (RemoveRecords("chosen_metric", old), add) if old else (add,)
        self.bridge.submit(Several(commands, "change_chosen_metric"))

    def _on_own(self) -> None:
        found = self.benchmarks()
        if found is None:
            return
        OwnFigureDialog(
            self.theme,
            self._metrics(found),
            self.metric_id,
            found.figures,
            self.context.today(),
            self._keep_figure,
            self._remove_figure,
            self,
        ).open()

    def _on_import(self) -> None:
        found = self.benchmarks()
        if found is not None:
            ImportFiguresDialog(self.context, found, self).open()

    def _keep_figure(self, figure: OwnFigure) -> None:
        self.bridge.submit(ChangeRecord(figure) if figure.id else AddRecord(figure))
        self.metric_id = figure.metric_id

    def _remove_figure(self, figure: OwnFigure) -> None:
        self.bridge.submit(RemoveRecords("own_figure", (figure.id,)))
        self.context.toast(self.tr("Our figure was taken away."))

    def _on_pack(self) -> None:
        self.context.navigate("packs")


__all__ = ["BenchmarksPage"]
