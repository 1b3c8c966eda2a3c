"""Whom a measure touches: chips for what is chosen, and a dialog to choose from what the establishment holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from negotiator.domain.establishment import BANDS, StaffLine
from negotiator.domain.proposals import Scope
from negotiator.wording.figures import number
from ui.pages.proposals.scope_dialog import PARTS, ScopeDialog
from ui.theme import Theme
from ui.widgets import IconButton, Text

_MOST_LINES = 2_000
"""Lines that are offered one by one; larger establishments are narrowed by group, band and step."""


def tr(text: str) -> str:
    return QCoreApplication.translate("Scope", text)


def entry_words(part: str, entry: str) -> str:
    """One chosen entry as a chip says it."""
    if part == "bands":
        return tr("Band {band}").format(band=entry)
    if part == "steps":
        return tr("{step} step").format(step=entry.capitalize())
    if part == "zones":
        return tr("{zone} London").format(zone=entry.capitalize()) if entry != "none" else tr("No zone")
    return entry


def scope_words(scope: Scope) -> str:
    """The scope in a few words: ``Nursing · bands 5, 6``; everyone where it is empty."""
    parts = []
    if scope.groups:
        parts.append(_listed(scope.groups, tr("{n} staff groups")))
    if scope.bands:
        word = tr("band {list}") if len(scope.bands) == 1 else tr("bands {list}")
        parts.append(word.format(list=bands_in_short(scope.bands)))
    if scope.steps:
        parts.append(tr("{list} step").format(list=", ".join(scope.steps)))
    if scope.zones:
        parts.append(", ".join(entry_words("zones", zone) for zone in scope.zones))
    if scope.lines:
        parts.append(_listed(scope.lines, tr("{n} lines")))
    return " · ".join(parts) if parts else tr("everyone")


def matches(scope: Scope, line: StaffLine) -> bool:
    """True where a line of the establishment is in a scope: every part that is given must hold."""
    return (not scope.lines or line.name in scope.lines) and _matches_alike(scope, _ALIKE(line))


_ALIKE = attrgetter("group", "band", "step", "hcas")
"""What a scope asks of a line, but for its name: the same for very many lines."""


def _matches_alike(scope: Scope, alike: tuple[str, str, str, str]) -> bool:
    parts = (scope.groups, scope.bands, scope.steps, scope.zones)
    return all(not chosen or given in chosen for chosen, given in zip(parts, alike, strict=True))


def bands_in_short(bands: Sequence[str]) -> str:
    """``2–7, 8b``: runs of three or more bands that follow one another are drawn together."""
    places = sorted({BANDS.index(band) for band in bands if band in BANDS})
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    words = [
        f"{BANDS[run[0]]}–{BANDS[run[-1]]}" if len(run) > 2 else ", ".join(BANDS[place] for place in run)
        for run in runs
    ]
    return ", ".join(words)


def _listed(entries: Sequence[str], many: str) -> str:
    return ", ".join(entries) if len(entries) <= 2 else many.format(n=len(entries))


class ScopeField(QFrame):
    """Shows a scope as chips that may be taken away; the plus offers what the establishment holds."""

    edited = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scope = Scope()
        self._offers: dict[str, tuple[str, ...]] = {}
        self._staff: tuple[StaffLine, ...] = ()
        self._heads: dict[tuple[str, str, str, str], int] = {}
        self.setObjectName("fieldFrame")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._everyone = Text(self.tr("Everyone"), "body", "muted", parent=self)
        self.add_button = IconButton(theme, "plus", self.tr("Narrow who it is for"), 16, self)
        self.add_button.clicked.connect(self._on_add)
        self._chips: list[QToolButton] = []

    @property
    def scope(self) -> Scope:
        return self._scope

    def set_offers(self, staff: Sequence[StaffLine], extra_lines: Sequence[str] = ()) -> None:
        """What there is to choose: the establishment's groups, bands, steps, zones and (if not too many) lines."""
        self._staff = tuple(staff)
        self._heads = {}
        for line, alike in zip(staff, map(_ALIKE, staff), strict=True):
            self._heads[alike] = self._heads.get(alike, 0) + line.headcount
        self._offers = {
            "groups": tuple(sorted({group for group, _, _, _ in self._heads})),
            "bands": tuple(sorted({band for _, band, _, _ in self._heads})),
            "steps": tuple(sorted({step for _, _, step, _ in self._heads})),
            "zones": tuple(sorted({zone for _, _, _, zone in self._heads} - {"none"})),
            "lines": (*dict.fromkeys(line.name for line in staff[:_MOST_LINES]), *extra_lines),
        }

    @property
    def offers(self) -> dict[str, tuple[str, ...]]:
        """What there is to choose, by part of a scope."""
        return self._offers

    def people(self, scope: Scope) -> int:
        """How many people of the establishment a scope matches as it stands."""
        if scope.lines:
            named = frozenset(scope.lines)
            return sum(line.headcount for line in self._staff if line.name in named and matches(scope, line))
        return sum(heads for alike, heads in self._heads.items() if _matches_alike(scope, alike))

    def knows(self, scope: Scope) -> bool:
        """False where the scope names lines that a measure brings: who is in them cannot be counted here."""
        return bool(self._staff) and {line.name for line in self._staff}.issuperset(scope.lines)

    def people_words(self, scope: Scope) -> str:
        """Whom a scope matches, in words."""
        if not self._staff:
            return tr("There is nobody in the establishment yet.")
        heads = self.people(scope)
        if not heads:
            if not self.knows(scope):
                return ""
            return tr("Nobody in the establishment is all of this, so it would cost nothing. Take something away.")
        return tr("1 person matches.") if heads == 1 else tr("{n} people match.").format(n=number(heads))

    def set_scope(self, scope: Scope) -> None:
        self._scope = scope
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for part in PARTS:
            for entry in getattr(scope, part):
                self._chips.append(self._chip(part, entry))
                self._chips[-1].show()
        self._everyone.setVisible(not self._chips)
        self.add_button.raise_()
        if self._chips:
            QWidget.setTabOrder(self._chips[-1], self.add_button)
        self._settle()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.heightForWidth(max(self.width(), self._theme.px(200))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.heightForWidth(max(self.width(), self._theme.px(120))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Place the chips and hold the height that they take, which a form with an error beneath would squeeze."""
        self.setMinimumHeight(self._place(self.width(), move=True))

    def _place(self, width: int, *, move: bool) -> int:
        """Chips one after another in as many rows as they need, the plus at the end; gives the height."""
        margin, gap = self._theme.px(6), self._theme.px(5)
        x, y, row = margin, margin, 0
        words: list[QWidget] = [*self._chips] or [self._everyone]
        for widget in (*words, self.add_button):
            hint = widget.sizeHint()
            wide = min(hint.width(), width - 2 * margin)
            if x + wide > width - margin and x > margin:
                x, y, row = margin, y + row + gap, 0
            if move:
                widget.setGeometry(x, y, wide, hint.height())
            x, row = x + wide + gap, max(row, hint.height())
        return y + row + margin

    def _chip(self, part: str, entry: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("role", "chip-button")
        chip.setText(entry_words(part, entry))
        chip.setIcon(self._theme.icon("x", "muted", 12))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setAccessibleName(self.tr("Take away {entry}").format(entry=entry_words(part, entry)))
        chip.setProperty("part", part)
        chip.setProperty("entry", entry)
        chip.clicked.connect(self._on_remove)
        return chip

    def _on_add(self) -> None:
        titles = {
            "groups": self.tr("Staff group"),
            "bands": self.tr("Band"),
            "steps": self.tr("Step"),
            "zones": self.tr("High cost area"),
            "lines": self.tr("Staff line"),
        }
        offers = tuple(
            (part, titles[part], tuple((entry, entry_words(part, entry)) for entry in entries))
            for part in PARTS
            # What was chosen and is no longer there is shown too, so that it can be taken away.
            if (entries := tuple(dict.fromkeys((*self._offers.get(part, ()), *getattr(self._scope, part)))))
        )
        ScopeDialog(self._theme, self._scope, offers, self.people_words, self.edited.emit, self).open()

    def _on_remove(self) -> None:
        chip = self.sender()
        if chip is not None:
            self._toggle(chip.property("part"), chip.property("entry"))

    def _toggle(self, part: str, entry: str) -> None:
        chosen = getattr(self._scope, part)
        kept = tuple(e for e in chosen if e != entry) if entry in chosen else (*chosen, entry)
        self.edited.emit(replace(self._scope, **{part: kept}))
