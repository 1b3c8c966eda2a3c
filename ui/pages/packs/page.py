"""Saved packs at the left, the chosen one's terms in the middle, the pack itself at the right."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from negotiator.domain.markings import Audience
from negotiator.domain.packs import ExportEntry, PackPlan
from negotiator.domain.problems import Refused
from negotiator.services.commands import AddRecord, ChangeRecord, RemoveRecords
from negotiator.wording import pack_words
from negotiator.wording.figures import number, time_of_day
from negotiator.wording.sentences import sentence
from ui.pages.base import Page
from ui.pages.packs.log import LogCard
from ui.pages.packs.preview import PackPreview
from ui.pages.packs.printing import PackPrinter, moment, print_pack
from ui.pages.packs.sharing import SharingDialog
from ui.pages.packs.terms import TermsCard
from ui.pages.proposals.dialogs import NameDialog
from ui.widgets import (
    DETAIL_ROLE,
    MARKING_ROLE,
    Banner,
    Card,
    Columns,
    EmptyState,
    PageHead,
    ProgressPanel,
    RecordList,
    TupleModel,
)

if TYPE_CHECKING:
    from negotiator.services.packs import Pack
    from negotiator.services.sharing import Shareable

_ROOMY = 930
"""At 100 %: how wide the page must be for chips in the list and wide fields beside the preview."""
_LEAST_PREVIEW = 210
"""At 100 %: the least width of the pack itself."""
_PAUSE = 350
"""Milliseconds of quiet after a change before the preview is made anew."""


class _Column(Enum):
    PACK = "Pack"


class PlansModel(TupleModel[PackPlan]):
    """Saved packs, with their audience as a marking."""

    columns = _Column
    with_chips = True
    """Whether there is room for the marking beside the name; otherwise it stands beneath, in place of the sections."""

    def words(self, record: PackPlan, column: Any) -> str:
        return record.name

    def spoken(self, record: PackPlan, column: Any) -> str:
        return f"{record.name}, {pack_words.AUDIENCE[record.audience][0]}"

    def extra(self, record: PackPlan, column: Any, role: int) -> Any:
        if role == DETAIL_ROLE:
            sections = self.tr("{n} sections").format(n=len(record.sections))
            return sections if self.with_chips else str(record.audience.level)
        return record.audience.level if role == MARKING_ROLE and self.with_chips else None


class PacksPage(Page):
    """Choose an audience, see what it will read and what is withheld, print."""

    key, icon = "packs", "printer"

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("PacksPage", "Packs")

    # --- layout ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.plan_id = ""
        self._pack: Pack | None = None
        self._sharing_with = Audience.JOINT
        self.head = PageHead(self.theme, self.title())
        self.add_button = self.head.add_secondary(self.tr("New pack…"), "plus")
        self.workbook_button = self.head.add_secondary(self.tr("Workbook…"), "table-2")
        self.print_button = self.head.set_primary(self.tr("Print to PDF…"), "printer")
        self.body.addWidget(self.head)
        self.progress = ProgressPanel(self.theme)
        self.body.addWidget(self.progress)
        self.nearly_empty = Banner(self.theme, "amber")
        self.share_button = self.nearly_empty.add_action(self.tr("Choose what to share…"), "handshake")
        self.nearly_empty.hide()
        self.body.addWidget(self.nearly_empty)
        self.printer = PackPrinter(self.context, self.progress, self)
        self.splitter = Columns(self.theme)
        self.splitter.addWidget(self._build_left())
        self.terms = TermsCard(self.theme)
        self.splitter.addWidget(self.terms)
        preview_card = Card(flush=True)
        preview_card.setMinimumWidth(self.theme.px(_LEAST_PREVIEW))
        self.preview = PackPreview(self.theme)
        self.refused = EmptyState(self.theme, "")
        preview_card.add(self.preview, 1)
        preview_card.add(self.refused, 1)
        self.refused.hide()
        self.splitter.addWidget(preview_card)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setStretchFactor(2, 1)
        self.splitter.setSizes([self.theme.px(232), self.theme.px(292), self.theme.px(500)])
        self.body.addWidget(self.splitter, 1)
        self.empty = EmptyState(
            self.theme,
            self.tr(
                "A pack is printed for one audience: it holds what they may see, and this page says what is left "
                "out. Start with one for the board and one for the joint meeting."
            ),
            self.tr("New pack…"),
        )
        self.body.addWidget(self.empty, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)

    def _build_left(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(self.theme.px(146))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card(self.tr("Saved packs"), flush=True)
        self.plans = PlansModel(self)
        self.list = RecordList(self.theme, self.tr("Saved packs"))
        self.list.setModel(self.plans)
        card.add(self.list, 1)
        column.addWidget(card, 3)
        self.log = LogCard()
        column.addWidget(self.log, 2)
        return left

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.empty.pressed.connect(self._on_add)
        self.print_button.clicked.connect(self._on_print)
        self.list.moved.connect(self._on_plan)
        self.list.delete_pressed.connect(self._on_delete)
        self.terms.changed.connect(self._on_terms)
        self.terms.delete_asked.connect(self._on_delete)
        self.terms.share_asked.connect(self._on_share)
        self.workbook_button.clicked.connect(self._on_workbook)
        self.share_button.clicked.connect(self._on_share)
        self._soon.timeout.connect(self._make)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is narrow the preview gets what the list can spare."""
        super().resizeEvent(event)
        px, narrow = self.theme.px, self.width() < self.theme.px(_ROOMY)
        if self.plans.with_chips == narrow:
            self.plans.with_chips = not narrow
            self.plans.set_records(self.bridge.all(PackPlan) if self.bridge.is_open else ())
            left, terms = (px(182), px(264)) if narrow else (px(232), px(292))
            self.splitter.setSizes([left, terms, max(px(_LEAST_PREVIEW), self.width() - left - terms)])

    # --- filling -----------------------------------------------------------------------------------------------------

    def refresh(self, changes: Any | None = None) -> None:
        plans = self.bridge.all(PackPlan)
        there = bool(plans)
        self.splitter.setVisible(there)
        if not there:
            self.nearly_empty.hide()
        self.empty.setVisible(not there)
        for button in (self.print_button, self.workbook_button):
            button.setEnabled(there)
        self.head.set_subtitle(
            self.tr("Each holds what its audience may see; whatever leaves is listed with what was withheld")
        )
        if not any(plan.id == self.plan_id for plan in plans):
            self.plan_id = plans[0].id if plans else ""
        self.plans.set_records(plans)
        row = self.plans.row_of(self.plan_id)
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.plans.index(row, 0))
        self.terms.show_plan(self.plan())
        self.log.show_entries(self.bridge.all(ExportEntry))
        if there and (changes is None or not set(changes.ids) <= {"export_entry"}):
            self._soon.start(_PAUSE if self._pack is not None else 0)

    def costs_changed(self) -> None:
        """The preview is made from the values themselves; a finished costing changes nothing in it."""

    def focus_record(self, kind: str, record_id: str) -> None:
        if kind == "pack_plan":
            self.plan_id = record_id
            self.refresh(None)

    def plan(self) -> PackPlan | None:
        return self.bridge.find(PackPlan, self.plan_id) if self.plan_id else None

    # --- making ------------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        """Make the pack in the background, for the preview and for what would be withheld."""
        plan = self.plan()
        if plan is None or self.bridge.session is None or not self.isVisible():
            return
        from negotiator.services.packs import freeze

        try:
            frozen = freeze(self.bridge.session)
        except Refused as refusal:
            self._on_failed(refusal)
            return
        self.preview.age.setText(self.tr("Making the preview…"))
        self.context.jobs.start(
            "pack-preview",
            print_pack,
            frozen,
            plan,
            moment(self.context),
            done=self._on_made,
            failed=self._on_failed,
            with_progress=True,
        )

    def _on_made(self, pack: Pack) -> None:
        self._pack = pack
        self.refused.hide()
        self.preview.show()
        self.preview.show_pack(pack.data, self.tr("Made at {time}").format(time=time_of_day(pack.at)))
        self._fill_withheld(pack)

    def _on_failed(self, error: object) -> None:
        if not isinstance(error, Refused):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._pack = None
        self.nearly_empty.hide()
        self.terms.withheld.show()
        self.terms.withheld_button.hide()
        self.preview.hide()
        self.refused.set_sentence(sentence(error.problems[0]))
        self.refused.show()
        self.terms.withheld.set_parts([(self.tr("The pack cannot be made until this is mended."), "red")])

    def _fill_withheld(self, pack: Pack) -> None:
        parts = [(pack_words.withheld_line(pack.withheld), "muted")]
        if pack.measures_left_out:
            parts.append((f" {pack_words.left_out_line(pack.measures_left_out)}", "amber"))
        self.terms.withheld.set_parts(parts)
        self.terms.withheld_button.setVisible(bool(pack.withheld))
        is_empty = not pack.shows_options and bool(pack.withheld)
        if is_empty:
            who = pack_words.AUDIENCE_FOR[pack.audience][0]
            self.nearly_empty.set(
                self.tr("This pack would be nearly empty: “{who}” sees no option.").format(who=who),
                " ".join(pack_words.withheld_reasons(pack.reasons)),
            )
        self.nearly_empty.setVisible(is_empty)
        self.terms.withheld.setVisible(not is_empty)  # the banner says it, with the reasons

    # --- what the person does ----------------------------------------------------------------------------------------

    def _on_plan(self, index: QModelIndex) -> None:
        if index.isValid() and self.plans.record(index.row()).id != self.plan_id:
            self.plan_id = self.plans.record(index.row()).id
            self.terms.show_plan(self.plan())
            self._soon.start()

    def _on_add(self) -> None:
        NameDialog(self.theme, self.tr("New pack"), self.tr("Name"), self._add, self).open()

    def _add(self, name: str, summary: str) -> None:
        outcome = self.bridge.submit(AddRecord(PackPlan("", name, subtitle=summary)))
        if outcome.added:
            self.plan_id = outcome.added[0]
            self.refresh(None)

    def _on_delete(self) -> None:
        if self.plan_id and self.try_submit(RemoveRecords("pack_plan", (self.plan_id,))):
            self.context.toast(self.tr("Pack deleted. What was printed stays where it is."))

    def _on_terms(self, plan: PackPlan, field: str) -> None:
        self.try_submit(ChangeRecord(plan, field))

    def _on_share(self) -> None:
        """Show what the audience does not see, and let some of it be shared by a deliberate act."""
        plan, session = self.plan(), self.bridge.session
        if plan is None or session is None:
            return
        from negotiator.services.packs import values_of
        from negotiator.services.sharing import withholding

        self._sharing_with = plan.audience
        SharingDialog(self.theme, withholding(values_of(session), plan.audience), self._share, self).open()

    def _share(self, chosen: Sequence[Shareable]) -> None:
        from negotiator.services.sharing import share

        self.bridge.submit(share(chosen, self._sharing_with))
        who = pack_words.AUDIENCE_FOR[self._sharing_with][0]
        words = (
            self.tr("1 record shared with “{who}”.")
            if len(chosen) == 1
            else self.tr("{n} records shared with “{who}”.")
        )
        self.context.toast(words.format(n=number(len(chosen)), who=who))

    def _on_print(self) -> None:
        plan = self.plan()
        if plan is not None:
            self.printer.ask(plan, plan.name, "pdf")

    def _on_workbook(self) -> None:
        plan = self.plan()
        if plan is not None:
            self.printer.ask(plan, plan.name, "xlsx")

    def print_to(self, path: Path) -> None:
        """Print the chosen pack to this file."""
        plan = self.plan()
        if plan is not None:
            self.printer.print_to(plan, path, "pdf")
