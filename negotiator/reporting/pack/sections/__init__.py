"""The sections of a pack, each a function (content, desk) -> blocks, and their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from negotiator.domain.pack_content import PackContent
from negotiator.reporting.pack.desk import Desk
from negotiator.reporting.pack.sections.assumptions import assumptions
from negotiator.reporting.pack.sections.benchmarks import benchmarks
from negotiator.reporting.pack.sections.costs import costs
from negotiator.reporting.pack.sections.initiatives import initiatives
from negotiator.reporting.pack.sections.options import options
from negotiator.reporting.pack.sections.people import people
from negotiator.reporting.pack.sections.sources import sources
from negotiator.reporting.pack.sections.summary import summary
from negotiator.reporting.pack.sections.workings import workings
from negotiator.reporting.pdf.blocks import Block

SECTIONS: Mapping[str, Callable[[PackContent, Desk], list[Block]]] = {
    "summary": summary,
    "options": options,
    "costs": costs,
    "benchmarks": benchmarks,
    "initiatives": initiatives,
    "people": people,
    "assumptions": assumptions,
    "workings": workings,
    "sources": sources,
}
