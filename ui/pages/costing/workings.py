"""The side panel: how a figure was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.domain.costing.result import CostingResult
from negotiator.wording.figures import money
from negotiator.wording.measures import COMPONENT_LABELS
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets import Button, SidePanel, Text, Words, WorkingsTree

if TYPE_CHECKING:
    from negotiator.services.session import Session


class WorkingsPanel(SidePanel):
    """Shows the workings of one cell as a tree, with each rate's source and whether it was checked."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__(theme, "")
        self.title.setText(self.tr("How was this worked out?"))
        self._jobs = jobs
        self.where = Words(theme, (), "caption")
        self.figure = Text("", "figure")
        self.add(self.where)
        self.add(self.figure)
        self.tree = WorkingsTree(theme, self.tr("Workings"))
        self.add(self.tree, 1)
        self.sum = Text("", "caption", "text", wrap=True, selectable=True)
        self.copy_button = Button(theme, self.tr("Copy workings"), "copy")
        self.copy_button.clicked.connect(self.tree.copy)
        footer = self.footer()
        footer.addWidget(self.copy_button)
        footer.addStretch(1)

    def explain(
        self,
        session: Session,
        proposal_id: str,
        basis: str,
        result: CostingResult,
        component: str,
        option_id: str,
        year: str,
    ) -> None:
        """Explain a cell; what is long is worked out in the background."""
        option = next((o for o in result.options if o.option_id == option_id), None)
        words = [option.name if option else self.tr("No change"), COMPONENT_LABELS.get(component, component)]
        self.where.set_parts([(" · ".join([*words, year]), "muted")])
        costs = option.years.get(year) if option else result.baseline.get(year)
        if costs is not None:
            value = costs.total if component == "total" else costs.components.get(component)
            self.figure.setText(money(value, 2) if value is not None else "")
