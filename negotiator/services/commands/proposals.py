"""What is done to options and measures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from negotiator.domain.problems import Problem, Refused
from negotiator.domain.proposals import Measure, MeasureTemplate, Option
from negotiator.services.commands.base import Command, Work, new_id
from negotiator.services.commands.records import insert_among
from negotiator.wording.commands import copy_name


@dataclass(frozen=True, slots=True)
class DuplicateOption(Command):
    """Copy an option with its measures, right after it. The copy is not preferred. ``name`` empty: "… (copy)"."""

    id: str
    name: str = ""

    @property
    def label(self) -> str:
        return "duplicate_option"


@dataclass(frozen=True, slots=True)
class PreferOption(Command):
    """Mark an option as the team's preference, or with ``preferred`` False take the mark away. One to a proposal."""

    id: str
    preferred: bool = True

    @property
    def label(self) -> str:
        return "prefer_option" if self.preferred else "prefer_no_option"


@dataclass(frozen=True, slots=True)
class CopyMeasures(Command):
    """Copy measures to the end of an option, their own one or another."""

    ids: tuple[str, ...]
    option_id: str

    @property
    def label(self) -> str:
        return "copy_measure"


@dataclass(frozen=True, slots=True)
class MoveMeasure(Command):
    """Put a measure at a place (from 0) in an option; the order in an option is the order in which measures apply."""

    id: str
    option_id: str
    to: int

    @property
    def label(self) -> str:
        return "move_measure"


@dataclass(frozen=True, slots=True)
class SwitchMeasures(Command):
    """Switch measures on or off. A measure that is off costs nothing and is kept."""

    ids: tuple[str, ...]
    on: bool

    @property
    def label(self) -> str:
        return "switch_on_measure" if self.on else "switch_off_measure"


@dataclass(frozen=True, slots=True)
class KeepTemplate(Command):
    """Keep the terms of a measure under a name."""

    measure_id: str
    name: str

    @property
    def label(self) -> str:
        return "add_measure_template"


@dataclass(frozen=True, slots=True)
class UseTemplate(Command):
    """Add a measure with the terms kept under a name, at the end of an option."""

    template_id: str
    option_id: str

    @property
    def label(self) -> str:
        return "add_measure"


def duplicate(command: DuplicateOption, work: Work) -> None:
    option = work.get(Option, command.id)
    siblings = work.children(Option, option.proposal_id)
    taken = frozenset(sibling.name for sibling in siblings)
    copied = replace(option, id=new_id(), name=command.name or copy_name(option.name, taken), preferred=False)
    place = next(n for n, sibling in enumerate(siblings) if sibling.id == option.id)
    insert_among(work, copied, place + 1)
    for measure in work.children(Measure, option.id):
        work.put(replace(measure, id=new_id(), option_id=copied.id))


def prefer(command: PreferOption, work: Work) -> None:
    option = work.get(Option, command.id)
    work.put(replace(option, preferred=command.preferred))


def copy_measures(command: CopyMeasures, work: Work) -> None:
    work.get(Option, command.option_id)
    for key in command.ids:
        _append(work, replace(work.get(Measure, key), id=new_id(), option_id=command.option_id))


def move_measure(command: MoveMeasure, work: Work) -> None:
    work.get(Option, command.option_id)
    insert_among(work, replace(work.get(Measure, command.id), option_id=command.option_id), command.to)


def switch(command: SwitchMeasures, work: Work) -> None:
    for key in command.ids:
        work.put(replace(work.get(Measure, key), enabled=command.on))


def keep_template(command: KeepTemplate, work: Work) -> None:
    templates = work.all(MeasureTemplate)
    if any(template.name == command.name for template in templates):
        raise Refused(Problem("name_taken", "name", {"name": command.name}))
    position = templates[-1].position + 1 if templates else 0
    terms = work.get(Measure, command.measure_id).terms
    work.put(MeasureTemplate(new_id(), command.name, terms, position))


def use_template(command: UseTemplate, work: Work) -> None:
    work.get(Option, command.option_id)
    template = work.get(MeasureTemplate, command.template_id)
    _append(work, Measure(new_id(), command.option_id, template.terms))


def _append(work: Work, measure: Measure) -> None:
    siblings = work.children(Measure, measure.option_id)
    work.put(replace(measure, position=siblings[-1].position + 1 if siblings else 0))
