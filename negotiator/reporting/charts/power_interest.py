"""Influence and interest: who is where, with names beside the marks; the shape tells the side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from negotiator.reporting.charts.fonts import text_width
from negotiator.reporting.charts.marks import ChartDrawing
from negotiator.reporting.charts.sheet import Key, Sheet
from negotiator.reporting.charts.style import ChartStyle
from negotiator.wording import charts as words

SIDE_WORDS = {"management": "management", "staff_side": "staff side", "other": "other"}
QUADRANTS = (("Keep satisfied", "Work with closely"), ("Keep an eye on", "Keep informed"))

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Person:
    """A stakeholder's place: ``influence`` and ``interest`` from 0 to 100; ``note`` is the second line of the label."""

    key: str
    name: str
    note: str
    side: str
    influence: int
    interest: int
    selected: bool = False

    @property
    def quadrant(self) -> str:
        return QUADRANTS[0 if self.influence >= 50 else 1][1 if self.interest >= 50 else 0]


def _overlap(a: Box, b: Box) -> float:
    """The area that two boxes share. It is asked for tens of thousands of pairs, and hardly any two meet."""
    left, top, wide, high = a
    other_left, other_top, other_wide, other_high = b
    right, other_right = left + wide, other_left + other_wide
    if right <= other_left or other_right <= left:
        return 0.0
    bottom, other_bottom = top + high, other_top + other_high
    if bottom <= other_top or other_bottom <= top:
        return 0.0
    return (min(right, other_right) - max(left, other_left)) * (min(bottom, other_bottom) - max(top, other_top))


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: the room it takes, the point it is written from, and whether its second line is shown."""

    box: Box
    at: float
    anchor: str
    with_note: bool


_ROUNDS = 6
"""How often every name may look for a better place; they stand still after two or three as a rule."""


def placed_labels(
    people: Sequence[Person],
    places: Mapping[str, tuple[float, float]],
    frame: Box,
    headings: Sequence[Box],
    style: ChartStyle,
) -> list[Label]:
    """A place for each name that covers no mark, no heading and no other name, as far as there is room.

    Each name in turn takes the best place beside, above or below its mark, until none finds a better one. Where names
    cover each other even so, those that do lose their second line, and all look again.
    """
    u = style.unit
    marks = {p.key: (places[p.key][0] - 8 * u, places[p.key][1] - 8 * u, 16 * u, 16 * u) for p in people}
    noted = {p.key: bool(p.note) for p in people}
    labels: dict[str, Label] = {}
    while True:
        choices = {}
        for person in people:
            solid = [*headings, *(box for key, box in marks.items() if key != person.key)]
            found = _choices(person, *places[person.key], noted[person.key], style)
            choices[person.key] = [(_fixed_cost(label.box, frame, solid), label) for label in found]
        labels = _settled(choices)
        crowded = {
            key
            for key, label in labels.items()
            if noted[key] and _covers(label.box, [*headings, *marks.values(), *_others(labels, key)])
        }
        if not crowded:
            return [labels[person.key] for person in people]
        noted |= dict.fromkeys(crowded, False)


def _settled(choices: Mapping[str, Sequence[tuple[float, Label]]]) -> dict[str, Label]:
    """The best choice of each, given those of all others."""
    labels = {key: min(found, key=lambda one: one[0])[1] for key, found in choices.items()}
    for _ in range(_ROUNDS):
        before = dict(labels)
        for key, found in choices.items():
            others = _others(labels, key)

            def cost(one: tuple[float, Label], others: Sequence[Box] = others) -> float:
                return one[0] + sum(_overlap(one[1].box, other) for other in others)

            labels[key] = min(found, key=cost)[1]
        if labels == before:
            break
    return labels


def _others(labels: Mapping[str, Label], key: str) -> list[Box]:
    return [label.box for other, label in labels.items() if other != key]


def _covers(box: Box, others: Sequence[Box]) -> bool:
    return any(_overlap(box, other) > 0 for other in others)


def _fixed_cost(box: Box, frame: Box, solid: Sequence[Box]) -> float:
    """What a place costs whatever the other names do: marks and headings covered, and what hangs over the edge."""
    outside = box[2] * box[3] - _overlap(box, frame)
    return 5 * sum(_overlap(box, other) for other in solid) + 8 * outside


def _choices(person: Person, x: float, y: float, with_note: bool, style: ChartStyle) -> list[Label]:
    """The places for a name, the best first: beside, above, below, then a little up or down."""
    u = style.unit
    w = text_width(person.name, style.semibold, style.small)
    if with_note:
        w = max(w, text_width(person.note, style.regular, style.tiny))
    h = (30 if with_note else 15) * u
    gap = (19 if person.selected else 14) * u
    near = gap - 3 * u
    found = []
    for up in (h / 2, h, 0.0, h + near / 2, -near / 2):
        found.append(Label((x + gap, y - up, w, h), x + gap, "start", with_note))
        found.append(Label((x - gap - w, y - up, w, h), x - gap, "end", with_note))
        if up == h / 2:
            for top in (y - near - h, y + near):
                found.append(Label((x - w / 2, top, w, h), x, "middle", with_note))
    for top in (y - near - h, y + near):
        found.append(Label((x - near, top, w, h), x - near, "start", with_note))
        found.append(Label((x + near - w, top, w, h), x + near, "end", with_note))
    return found


@dataclass(frozen=True, slots=True)
class PowerInterest:
    """The grid of influence over the outcome and interest in the matter."""

    people: tuple[Person, ...]
    title: str = ""

    def least_height(self, style: ChartStyle, width: float) -> float:
        return 260 * style.unit

    def frame(self, style: ChartStyle, width: float, height: float) -> Box:
        """Where the grid lies: x, y from the top, width, height. A page that lets marks be moved needs it."""
        u = style.unit
        top = Sheet(style, width, height).head(self.title, self._keys()) + 4 * u
        return 30 * u, top, width - 31 * u, height - top - 32 * u

    def draw(self, style: ChartStyle, width: float, height: float) -> ChartDrawing:
        u = style.unit
        height = max(height, self.least_height(style, width))
        sheet = Sheet(style, width, height)
        sheet.head(self.title, self._keys())
        left, top, w, h = self.frame(style, width, height)
        sheet.rect(left + w / 2, top, w / 2, h / 2, style.tint)
        sheet.line(left + w / 2, top, left + w / 2, top + h, style.line)
        sheet.line(left, top + h / 2, left + w, top + h / 2, style.line)
        sheet.rect(left, top, w, h, None, style.mark, 1.5)
        headings: list[Box] = []
        for y, names in zip((top + 16 * u, top + h - 14 * u), QUADRANTS, strict=True):
            sheet.text(left + 10 * u, y, names[0], style.small, style.muted, style.semibold)
            sheet.text(left + w - 10 * u, y, names[1], style.small, style.muted, style.semibold, "end")
            for column, name in enumerate(names):
                size = text_width(name, style.semibold, style.small)
                x = left + 10 * u if column == 0 else left + w - 10 * u - size
                headings.append((x, y - 8 * u, size, 16 * u))
        sheet.text(
            left + w / 2, top + h + 18 * u, "Interest in this matter →", style.small, style.muted, None, "middle"
        )
        sheet.upright_text(10 * u, top + h / 2, "Influence over the outcome →", style.small, style.muted)
        self._people(sheet, (left, top, w, h), headings)
        close = [p.name for p in self.people if p.quadrant == "Work with closely"]
        return sheet.done(words.people_by_place(close, len(self.people)), self._table())

    def _keys(self) -> tuple[Key, ...]:
        return (Key("circle", "management"), Key("square", "staff side"), Key("diamond", "others"))

    def _people(self, sheet: Sheet, frame: Box, headings: list[Box]) -> None:
        s, u = sheet.style, sheet.style.unit
        left, top, w, h = frame
        edge = 14 * u
        places = {
            p.key: (
                left + edge + (w - 2 * edge) * max(0, min(100, p.interest)) / 100,
                top + h - edge - (h - 2 * edge) * max(0, min(100, p.influence)) / 100,
            )
            for p in self.people
        }
        for person in self.people:
            self._sign(sheet, person, *places[person.key])
        for person, label in zip(self.people, placed_labels(self.people, places, frame, headings, s), strict=True):
            x, y = places[person.key]
            middle = label.box[1] + label.box[3] / 2
            note = person.note if label.with_note else ""
            offset = 7.5 * u if note else 0.0
            sheet.text(label.at, middle - offset, person.name, s.small, face=s.semibold, anchor=label.anchor)
            if note:
                sheet.text(label.at, middle + offset, note, s.tiny, s.muted, anchor=label.anchor)
            spoken = f"{person.note}, " if person.note else ""
            sheet.mark(
                x - 10 * u,
                y - 10 * u,
                20 * u,
                20 * u,
                person.name,
                f"{spoken}{SIDE_WORDS.get(person.side, person.side)}; influence {person.influence} of 100, "
                f"interest {person.interest} of 100; {person.quadrant[0].lower()}{person.quadrant[1:]}",
                person.key,
            )

    def _sign(self, sheet: Sheet, person: Person, x: float, y: float) -> None:
        s, u = sheet.style, sheet.style.unit
        if person.selected:
            sheet.circle(x, y, 14 * u, s.ground, s.us, 2)
        if person.side == "management":
            sheet.circle(x, y, 7.5 * u, s.other)
        elif person.side == "staff_side":
            sheet.square(x, y, 6.5 * u, s.us)
        else:
            sheet.diamond(x, y, 8.5 * u, s.ground, s.text)

    def _table(self) -> list[tuple[str, ...]]:
        rows = [
            (p.name, p.note, SIDE_WORDS.get(p.side, p.side), str(p.influence), str(p.interest), p.quadrant)
            for p in sorted(self.people, key=lambda p: (-p.influence, -p.interest, p.name))
        ]
        return [("Name", "Role or body", "Side", "Influence", "Interest", "Where"), *rows]
