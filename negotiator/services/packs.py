"""Packs: what an audience may see, costed and laid out, written beside the workspace and noted in its export log.

A pack is made in two steps, so that a window can do the second in the background: `freeze` takes the values of the open
workspace, `make_pack` works on them alone. Redaction comes first: what is withheld is in no value that is laid out.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from negotiator.domain.comparators import Initiative
from negotiator.domain.confidentiality import PeopleGroup, Redaction, WorkspaceValues, merge_small_groups, redact
from negotiator.domain.costing.case import CaseOption, CostingCase
from negotiator.domain.establishment import StaffLine
from negotiator.domain.facts import Assumption, Fact
from negotiator.domain.markings import Audience
from negotiator.domain.pack_content import OptionContent, PackContent, PersonContent, ProposalContent
from negotiator.domain.packs import ExportEntry, PackPlan
from negotiator.domain.partnership import Meeting
from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Mandate, Measure, Option, Proposal
from negotiator.domain.stakeholders import Interest, Note, Stakeholder
from negotiator.domain.workspace import BASES, KINDS, Record, Settings
from negotiator.services.commands.base import new_id
from negotiator.services.commands.records import AddRecord
from negotiator.services.pack_outlook import outlook_of
from negotiator.services.pack_sources import attributions_of, comparisons_of, rate_figures, week_hours
from negotiator.services.pack_workings import workings_of
from negotiator.storage.errors import DocumentProblem, in_words

if TYPE_CHECKING:
    from negotiator.domain.costing.engine import Costing
    from negotiator.domain.costing.result import CostingResult
    from negotiator.services.session import Session

FORMATS = ("pdf", "xlsx")
Progress = Callable[[float], None]
"""Told how far the work is, 0 to 1; it may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class FrozenWorkspace:
    """The values of a workspace at a moment, and the costing case of each proposal that has options."""

    values: WorkspaceValues
    cases: Mapping[str, CostingCase]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """Bytes to hand over, with what the export log needs and what the author is told.

    ``reasons`` counts what is withheld by reason and kind; ``shows_options`` is False where the audience sees none.
    """

    data: bytes
    format: str
    audience: Audience
    at: datetime
    withheld: Mapping[str, int]
    measures_left_out: int = 0
    shows_options: bool = True
    reasons: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def entry(self, file_name: str) -> ExportEntry:
        """The entry of the export log for this pack under this name."""
        return ExportEntry(
            id=new_id(),
            at=self.at,
            audience=self.audience,
            format=self.format,
            file_name=file_name,
            sha256=self.sha256,
            withheld=tuple(self.withheld.items()),
        )


def values_of(session: Session) -> WorkspaceValues:
    """Everything in the open workspace as values."""
    return WorkspaceValues({kind: cast("tuple[Record, ...]", session.all(cls)) for kind, cls in KINDS.items()})


def freeze(session: Session) -> FrozenWorkspace:
    """The open workspace as values. Raises Refused where a proposal cannot be costed, with the place."""
    from negotiator.services.costing import case_for

    values = values_of(session)
    cases = {
        proposal.id: case_for(session, proposal.id)
        for proposal in values.all(Proposal)
        if values.children(Option, proposal.id)
    }
    return FrozenWorkspace(values, cases, session.path)


def plan_for(values: WorkspaceValues, audience: Audience) -> PackPlan:
    """The first saved pack for this audience; else one with every section."""
    saved = (plan for plan in values.all(PackPlan) if plan.audience is audience)
    return next(saved, PackPlan(id="", name="", audience=audience))


def preview_withheld(values: WorkspaceValues, audience: Audience) -> Redaction:
    """What a pack for this audience would withhold, record by record. For the author's eyes only."""
    return redact(values, audience)


def content_of(frozen: FrozenWorkspace, plan: PackPlan, at: datetime, progress: Progress | None = None) -> PackContent:
    """What the pack says: redacted, costed, compared. ``at`` is the moment of printing.

    An option is costed with the measures that the audience sees, and with the whole establishment, whose lines it need
    not see. Raises Refused where a proposal cannot be costed.
    """
    told = progress or (lambda _: None)
    redaction = redact(frozen.values, plan.audience)
    visible = redaction.visible
    settings = _settings(visible.settings, frozen.values.settings)
    proposals = []
    costings: dict[str, Costing] = {}
    for n, proposal in enumerate(visible.all(Proposal)):
        told(0.6 * n / max(1, len(visible.all(Proposal))))
        costing = _costing(frozen, visible, proposal, settings)
        if costing is not None:
            costings[proposal.id] = costing
        proposals.append(_proposal(visible, proposal, settings, costing, plan))
    told(0.6)
    # Without a cost to show, the terms of the costing are nothing to the reader, and not theirs to see.
    is_costed = any(option.costs for proposal in proposals for option in proposal.options)
    rates = rate_figures(settings, frozen.values.all(StaffLine)) if is_costed else ()
    comparisons = comparisons_of(visible, settings)
    return PackContent(
        audience=plan.audience,
        plan=plan,
        settings=settings if is_costed else visible.settings,
        at=at,
        meeting=_meeting(visible, at),
        proposals=tuple(proposals),
        comparisons=comparisons,
        initiatives=visible.all(Initiative),
        people=tuple(
            PersonContent(person, visible.children(Interest, person.id), visible.children(Note, person.id))
            for person in visible.all(Stakeholder)
        ),
        facts=visible.all(Fact),
        assumptions=visible.all(Assumption),
        establishment=_groups(frozen.values, plan.audience),
        rates=rates,
        week_hours=week_hours(settings) if is_costed else {},
        workings=workings_of(proposals, settings, rates, costings),
        attributions=attributions_of(visible, settings) if is_costed or comparisons else (),
        withheld=redaction.counts,
        reasons=redaction.reasons,
        measures_left_out=measures_left_out(frozen.values, redaction),
    )


def measures_left_out(values: WorkspaceValues, redaction: Redaction) -> int:
    """How many enabled measures of options that are shown are not: the costs shown are without them."""
    shown = {option.id for option in redaction.visible.all(Option)}
    hidden = {item.record_id for item in redaction.withheld if item.kind == "measure"}
    return sum(1 for m in values.all(Measure) if m.enabled and m.id in hidden and m.option_id in shown)


def make_pack(
    frozen: FrozenWorkspace,
    plan: PackPlan | Audience,
    at: datetime,
    format: str = "pdf",
    progress: Progress | None = None,
) -> Pack:
    """The pack for an audience, as bytes. The same values at the same moment give the same bytes.

    Raises Refused for an unknown format or a proposal that cannot be costed, and whatever ``progress`` raises.
    """
    if format not in FORMATS:
        raise Refused(Problem("unknown_pack_format", "", {"given": format, "known": ", ".join(FORMATS)}))
    from negotiator.reporting.pack.document import render_pack

    told = progress or (lambda _: None)
    chosen = plan_for(frozen.values, plan) if isinstance(plan, Audience) else plan
    content = content_of(frozen, chosen, at, lambda share: told(share * 0.5))
    data = (
        _workbook(frozen, content) if format == "xlsx" else render_pack(content, lambda share: told(0.5 + share * 0.5))
    )
    return Pack(
        data,
        format,
        chosen.audience,
        at,
        content.withheld,
        content.measures_left_out,
        bool(content.options),
        content.reasons,
    )


def write_pack(session: Session, pack: Pack, path: Path, replace_existing: bool = True) -> None:
    """Write the pack beside its place, note it in the export log, then put it there: nothing leaves unnoted.

    Raises Refused where the place is the workspace itself, is taken by a folder, or cannot be written.
    """
    refuse_own_file(session.path, path)
    with in_words(path):
        if path.is_dir():
            raise Refused(Problem("pack_place_is_folder", "", {"name": path.name}))
        if path.exists() and not replace_existing:
            raise DocumentProblem("file_exists", path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".new", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pack.data)
                file.flush()
                os.fsync(file.fileno())
            session.execute(AddRecord(pack.entry(path.name)))
            beside.chmod(0o644 & ~_umask())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def write_pack_and_save(session: Session, pack: Pack, path: Path) -> bool:
    """As `write_pack`, then save the workspace with its longer export log. False where only the saving failed."""
    write_pack(session, pack, path)
    try:
        session.save()
    except DocumentProblem:
        return False
    return True


def refuse_own_file(workspace: Path | None, path: Path) -> None:
    """Refuse a place that is the workspace's own file, however it is spelled."""
    if workspace is None or not workspace.exists():
        return
    same = path.resolve() == workspace.resolve() or (path.exists() and path.samefile(workspace))
    if same:
        raise Refused(Problem("pack_over_workspace", "", {"name": path.name}))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _settings(visible: Settings, actual: Settings) -> Settings:
    """What the audience sees of the matter, with the terms on which the costs were in fact worked out."""
    return replace(
        visible,
        jurisdiction=actual.jurisdiction,
        first_year=actual.first_year,
        years=actual.years,
        basis=actual.basis,
        discount=actual.discount,
        awards=dict(actual.awards),
        pension_rates=dict(actual.pension_rates),
        edition=actual.edition,
    )


def _proposal(
    visible: WorkspaceValues, proposal: Proposal, settings: Settings, costing: Costing | None, plan: PackPlan
) -> ProposalContent:
    options = visible.children(Option, proposal.id)
    results = _results(costing, settings) if costing else {}
    mandates = visible.children(Mandate, proposal.id)
    wanted = costing.case.options if costing and "costs" in plan.sections else ()
    places = {one.id: place for place, one in enumerate(wanted)}
    mandate = mandates[0] if mandates else None
    made = []
    for n, option in enumerate(options):
        found = ((basis, cost) for basis, result in results.items() for cost in result.options)
        costs = {basis: cost for basis, cost in found if cost.option_id == option.id}
        place = places.get(option.id)
        outlook = None
        if costing and place is not None:
            outlook = outlook_of(costing, place, visible, plan.audience, mandate)
        made.append(OptionContent(letter(n), option, visible.children(Measure, option.id), costs, outlook))
    first = results.get(settings.basis)
    return ProposalContent(
        proposal=proposal,
        options=tuple(made),
        years=first.years if first else (),
        baseline={basis: result.baseline for basis, result in results.items()},
        mandate=mandate,
    )


def _workbook(frozen: FrozenWorkspace, content: PackContent) -> bytes:
    """The costings of a pack as a workbook."""
    from negotiator.domain.costing.engine import cost
    from negotiator.reporting.workbook.document import render_workbook
    from negotiator.services.editions import rates_for
    from negotiator.services.pack_workbook import workbook_content

    redaction = redact(frozen.values, content.audience)
    rates = rates_for(content.settings.jurisdiction, content.settings.edition)
    cases = {
        one.proposal.id: case_seen(frozen.cases[one.proposal.id], redaction.visible)
        for one in content.proposals
        if one.proposal.id in frozen.cases and any(option.costs for option in one.options)
    }
    results = {key: cost(case, rates) for key, case in cases.items()}
    return render_workbook(workbook_content(content, redaction, frozen.values, cases, results))


def _costing(
    frozen: FrozenWorkspace, visible: WorkspaceValues, proposal: Proposal, settings: Settings
) -> Costing | None:
    """The proposal costed with what the audience sees of its options and measures; None where it sees no option."""
    from negotiator.domain.costing.engine import Costing
    from negotiator.services.editions import rates_for

    case = frozen.cases.get(proposal.id)
    seen = case_seen(case, visible) if case else None
    if seen is None or not seen.options:
        return None
    return Costing(seen, rates_for(settings.jurisdiction, settings.edition))


def _results(costing: Costing, settings: Settings) -> dict[str, CostingResult]:
    """The results on each basis.

    A pension rate that a person set is the one paid on the basis of the matter; the other basis keeps the known rate.
    """
    from negotiator.domain.costing.engine import Costing

    found = {}
    for basis in BASES:
        if basis == settings.basis or not costing.case.pension_rates:
            found[basis] = costing.result(basis)
        else:
            other = replace(costing.case, basis=basis, pension_rates={})
            found[basis] = Costing(other, costing.rates).result()
    return found


def case_seen(case: CostingCase, visible: WorkspaceValues) -> CostingCase:
    """The case with the options and measures that the audience sees, and no others."""
    options = {option.id for option in visible.all(Option)}
    measures = {measure.id for measure in visible.all(Measure)}
    kept = []
    for option in case.options:
        if option.id in options:
            pairs = zip(option.measure_ids, option.measures, strict=True)
            shown = [(key, terms) for key, terms in pairs if key in measures]
            kept.append(CaseOption(option.name, tuple(t for _, t in shown), option.id, tuple(key for key, _ in shown)))
    return replace(case, options=tuple(kept))


def letter(n: int) -> str:
    """A, B … Z, AA, AB …"""
    name = ""
    n += 1
    while n:
        n, place = divmod(n - 1, 26)
        name = chr(65 + place) + name
    return name


def _meeting(visible: WorkspaceValues, at: datetime) -> Meeting | None:
    """The next meeting from that day on; None where none is planned."""
    coming = [meeting for meeting in visible.all(Meeting) if meeting.day >= at.date()]
    return min(coming, key=lambda meeting: (meeting.day, meeting.time), default=None)


def _groups(values: WorkspaceValues, audience: Audience) -> tuple[PeopleGroup, ...]:
    """The staff by group, of the lines marked for this audience, small groups merged."""
    groups: dict[str, PeopleGroup] = {}
    for line in values.all(StaffLine):
        if audience.may_see(line.marking):
            known = groups.get(line.group, PeopleGroup(line.group, 0, line.wte * 0))
            groups[line.group] = PeopleGroup(line.group, known.heads + line.headcount, known.wte + line.wte)
    return merge_small_groups(tuple(groups.values()), audience)
