"""Every scale is turned so that better is to the right; the same question is asked of other peers below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from negotiator.domain.benchmarking.comparison import Comparison
from negotiator.domain.benchmarking.data import Metric
from negotiator.domain.benchmarking.peers import USUAL_COUNT, Peers
from negotiator.domain.benchmarking.robustness import Robustness
from negotiator.domain.comparators import ChosenMetric, Initiative, OwnFigure, PeerGroup
from negotiator.domain.establishment import StaffLine
from negotiator.domain.problems import Refused
from negotiator.domain.proposals import Proposal
from negotiator.services.benchmarks import Benchmarks, opportunity_for
from negotiator.wording import comparisons as words
from negotiator.wording.sentences import sentence
from ui.pages.base import LEAST_HEIGHT, Page
from ui.pages.benchmarks.comparing import CHOSEN, PARTNERSHIP, Comparing, basis_choices, trust_rows
from ui.pages.benchmarks.own_figures import OwnFigures
from ui.pages.benchmarks.peer_changes import PeerChanges
from ui.pages.benchmarks.peers import PeersCard
from ui.pages.benchmarks.picture import PictureCard
from ui.pages.benchmarks.shown import ALL, Shown
from ui.pages.benchmarks.story import StoryCard
from ui.pages.initiatives import InitiativesView
from ui.widgets import Columns, PageHead, Segmented

if TYPE_CHECKING:
    from negotiator.reference.benchmarks import Library

_SEEN = ("settings", "peer_group", "own_figure", "chosen_metric", "staff_line")
METRICS, INITIATIVES = "metrics", "initiatives"
"""The two halves of the page: figures of other trusts, and what other employers did."""
CHOOSE = "choose"
PEERS_BESIDE = 930
"""At 100 %: how wide the page must be for the peers to stand beside the picture; in less they fold behind a button."""
PEERS_AND_PICTURE = 760
"""At 100 %: in less than this the peers, unfolded, take the place of the picture."""
STORY_WHOLE = 700
"""At 100 %: how high the page must be for the whole story under the picture; in less it folds to its sentence."""


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
        self.comparing = Comparing(self.bridge)
        self._comparisons: tuple[Comparison, ...] = ()
        self._peers_open = False
        self._story_open = False
        self.head = PageHead(self.theme, self.title())
        halves = ((METRICS, self.tr("Metrics")), (INITIATIVES, self.tr("Initiatives")))
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
        self._initiatives: InitiativesView | None = None
        self.body.addWidget(self.halves, 1)
        self._show_half()
        self.own_figures = OwnFigures(self.context, self.comparing, self)
        PeerChanges(self.context, self.comparing, self.peers, self)

    @property
    def initiatives(self) -> InitiativesView:
        """The other half, made and filled when it is first asked for."""
        if self._initiatives is None:
            self._initiatives = InitiativesView(self.context)
            self.halves.addWidget(self._initiatives)
            self._initiatives.refresh(None)
        return self._initiatives

    def _build_metrics(self) -> QWidget:
        self.splitter = Columns(self.theme)
        self.splitter.setMinimumHeight(self.theme.px(LEAST_HEIGHT))
        self.peers = PeersCard(self.theme)
        self.peers.setMinimumWidth(self.theme.px(210))
        self.splitter.addWidget(self.peers)
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.card = PictureCard(self.context)
        column.addWidget(self.card, 5)
        self.story = StoryCard(self.theme)
        column.addWidget(self.story, 0)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([self.theme.px(262), self.theme.px(780)])
        self.peers.hide()  # until there is seen to be room: what stands there asks for its own
        return self.splitter

    def _connect(self) -> None:
        self.half.chosen.connect(self._on_half)
        self.own_action.triggered.connect(self._on_own)
        self.import_action.triggered.connect(self.own_figures.ask_import)
        self.own_figures.kept.connect(self._on_kept)
        self.add_button.clicked.connect(self._on_add_initiative)
        self.pack_button.clicked.connect(self._on_pack)
        self.card.metric_chosen.connect(self._choose)
        self.card.set_chosen.connect(self._on_set)
        self.card.metrics_asked.connect(self.own_figures.ask_metrics)
        self.card.picture_changed.connect(self._on_picture)
        self.card.peers_asked.connect(self._on_peers)
        self.peers.done_pressed.connect(self._on_peers_done)
        self.story.folding.connect(self._on_folding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """The picture comes first: where there is little room, peers and story fold, and are one press away."""
        px = self.theme.px
        narrow, low = self.width() < px(PEERS_BESIDE), self.height() < px(STORY_WHOLE)
        unfolded = narrow and self._peers_open
        self.peers.setVisible(not narrow or unfolded)
        self.peers.done_button.setVisible(unfolded)
        self.right.setVisible(not (unfolded and self.width() < px(PEERS_AND_PICTURE)))
        self.card.offer_peers(narrow and not unfolded)
        self.story.set_folding(low, not self._story_open)
        self.updateGeometry()

    # --- filling -----------------------------------------------------------------------------------------------------

    def refresh(self, changes: Any | None = None) -> None:
        if self._initiatives is not None:
            self._initiatives.refresh(changes)
        self._show_half()
        if changes is not None and not changes.touches(*_SEEN):
            return
        edition, comparing = self.bridge.workspace.edition, self.comparing
        if comparing.library is None or comparing.edition != edition:
            comparing.edition = edition
            self.context.jobs.start(
                "benchmark-library", load_library, edition, done=self._on_library, failed=self._on_library_failed
            )
            return
        self._fill()

    def _on_library(self, library: Library) -> None:
        self.comparing.library = library
        if self.bridge.session is not None:
            self._fill()

    def _on_library_failed(self, error: Exception) -> None:
        """The edition is not on this computer, or damaged: the card says which and what to do."""
        if not isinstance(error, Refused):
            raise error
        self.comparing.library, self._comparisons = None, ()
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
        return self.comparing.benchmarks()

    def _fill(self) -> None:
        found = self.benchmarks()
        if found is None or self.bridge.session is None:
            return
        group = self.comparing.group()
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
        self._comparisons = self.comparing.compared(found, peers)
        if not any(c.metric.id == self.metric_id for c in self._comparisons) and self._comparisons:
            self.metric_id = self._comparisons[0].metric.id
        self._show_half()
        self._draw(found, peers)
        self._fill_story()

    def _show_half(self) -> None:
        """The head's words and buttons for the half that is shown."""
        of_metrics = self.half.value() == METRICS
        self.halves.setCurrentWidget(self.splitter if of_metrics else self.initiatives)
        self.own_button.setVisible(of_metrics)
        self.add_button.setVisible(not of_metrics)
        if not of_metrics:
            self.head.set_subtitle(self.tr("What other employers did, on our scale and at our prices"))
        elif self._comparisons:
            group = replace(self._comparisons[0].group, reason="")
            found = self.benchmarks()
            who = words.short_name(found.own.name) if found is not None else ""
            self.head.set_subtitle(self.tr("{us} against {peers}").format(us=who, peers=words.group(group)))

    def _fill_shown(self) -> None:
        box = self.card.shown
        if box.count():
            return
        box.addItem(self.tr("Our chosen metrics"), CHOSEN)
        box.addItem(self.tr("Partnership view"), PARTNERSHIP)
        box.insertSeparator(2)
        for theme in self.comparing.themes():
            box.addItem(theme.capitalize(), theme)
        box.insertSeparator(box.count())
        box.addItem(self.tr("Choose metrics…"), CHOOSE)

    def _fill_peers(self, found: Benchmarks, group: PeerGroup, peers: Peers) -> None:
        self.peers.set_choices(basis_choices(found, group), group.basis)
        self.peers.show_extra(group.basis, group.count or USUAL_COUNT, group.reason)
        self.peers.trusts.set_records(trust_rows(found, peers))
        total = sum(1 for trust in found.trusts.values() if trust.current)
        inside = len(set(peers.codes))
        self.peers.count_words.setText(self.tr("{n} of {total} trusts").format(n=inside, total=total))
        self.peers.note.setText(self.tr("Merged trusts follow their successor."))

    def _draw(self, found: Benchmarks, peers: Peers) -> None:
        metrics = self.comparing.metrics(found)
        self.card.show_state(Shown(found, peers, self._comparisons, self.metric_id, metrics))

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
        sources = [f"{source.title}, {source.publisher}. {source.licence}." for source in found.sources(metric)]
        figure = found.figures.get(metric.id)
        if figure is not None:
            sources.append(self.tr("Our figure: {source}.").format(source=figure.source))
        self.story.set_words(
            f"{words.robustness(robust)} {words.standing(comparison)}".strip(),
            self._worth(robust, metric),
            " ".join(words.caveats(comparison, found.trusts)),
            " ".join(sources),
        )

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

    def _on_add_initiative(self) -> None:
        self.initiatives.begin()

    def _on_set(self, what: str) -> None:
        if what == CHOOSE:
            box = self.card.shown
            box.setCurrentIndex(max(0, box.findData(self.comparing.metric_set)))
            self.own_figures.ask_metrics()
            return
        self.comparing.metric_set = what
        self._fill()

    def _on_peers(self) -> None:
        self._peers_open = True
        self._give_room()
        self.peers.search.setFocus()

    def _on_peers_done(self) -> None:
        self._peers_open = False
        self._give_room()
        self.card.peers_button.setFocus()

    def _on_folding(self, folded: bool) -> None:
        self._story_open = not folded
        self._give_room()

    def _on_own(self) -> None:
        self.own_figures.ask(self.metric_id)

    def _on_kept(self, metric_id: str) -> None:
        self.metric_id = metric_id

    def _on_pack(self) -> None:
        self.context.navigate("packs")


__all__ = ["BenchmarksPage"]
