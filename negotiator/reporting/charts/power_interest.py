"""Influence and interest: who is where, with names beside the marks; the shape tells the side."""

from __future__ import annotations

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
    across = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    down = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return across * down if across > 0 and down > 0 else 0.0


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
        taken: list[Box] = []
        for y, names in zip((top + 16 * u, top + h - 14 * u), QUADRANTS, strict=True):
            sheet.text(left + 10 * u, y, names[0], style.small, style.muted, style.semibold)
            sheet.text(left + w - 10 * u, y, names[1], style.small, style.muted, style.semibold, "end")
            for column, name in enumerate(names):
                size = text_width(name, style.semibold, style.small)
                x = left + 10 * u if column == 0 else left + w - 10 * u - size
                taken.append((x, y - 8 * u, size, 16 * u))
        sheet.text(
            left + w / 2, top + h + 18 * u, "Interest in this matter →", style.small, style.muted, None, "middle"
        )
        sheet.upright_text(10 * u, top + h / 2, "Influence over the outcome →", style.small, style.muted)
        self._people(sheet, (left, top, w, h), taken)
        close = [p.name for p in self.people if p.quadrant == "Work with closely"]
        return sheet.done(words.people_by_place(close, len(self.people)), self._table())

    def _keys(self) -> tuple[Key, ...]:
        return (Key("circle", "management"), Key("square", "staff side"), Key("diamond", "others"))

    def _people(self, sheet: Sheet, frame: Box, taken: list[Box]) -> None:
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
        taken.extend((x - 9 * u, y - 9 * u, 18 * u, 18 * u) for x, y in places.values())
        for person in self.people:
            x, y = places[person.key]
            label = self._label(sheet, person, x, y, frame, taken)
            taken.append(label[0])
            self._sign(sheet, person, x, y)
            at, anchor = label[1], label[2]
            middle = label[0][1] + label[0][3] / 2
            if person.note:
                sheet.text(at, middle - 7.5 * u, person.name, s.small, face=s.semibold, anchor=anchor)
                sheet.text(at, middle + 7.5 * u, person.note, s.tiny, s.muted, anchor=anchor)
            else:
                sheet.text(at, middle, person.name, s.small, face=s.semibold, anchor=anchor)
            note = f"{person.note}, " if person.note else ""
            sheet.mark(
                x - 10 * u,
                y - 10 * u,
                20 * u,
                20 * u,
                person.name,
                f"{note}{SIDE_WORDS.get(person.side, person.side)}; influence {person.influence} of 100, "
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

    def _label(
        self, sheet: Sheet, person: Person, x: float, y: float, frame: Box, taken: list[Box]
    ) -> tuple[Box, float, str]:
        """The place for a label that covers least of what is there already: beside, above or below its mark."""
        s, u = sheet.style, sheet.style.unit
        w = max(text_width(person.name, s.semibold, s.small), text_width(person.note, s.regular, s.tiny))
        h = (30 if person.note else 15) * u
        gap = 14 * u if not person.selected else 19 * u
        choices: list[tuple[Box, float, str]] = [
            ((x + gap, y - h / 2, w, h), x + gap, "start"),
            ((x - gap - w, y - h / 2, w, h), x - gap, "end"),
            ((x - w / 2, y - gap - h + 2 * u, w, h), x, "middle"),
            ((x - w / 2, y + gap - 2 * u, w, h), x, "middle"),
            ((x + gap, y - h, w, h), x + gap, "start"),
            ((x + gap, y, w, h), x + gap, "start"),
            ((x - gap - w, y - h, w, h), x - gap, "end"),
            ((x - gap - w, y, w, h), x - gap, "end"),
        ]

        def cost(choice: tuple[Box, float, str]) -> float:
            box = choice[0]
            inside = _overlap(box, frame)
            return sum(_overlap(box, other) for other in taken) + 3 * (box[2] * box[3] - inside)

        return min(choices, key=cost)

    def _table(self) -> list[tuple[str, ...]]:
        rows = [
            (p.name, p.note, SIDE_WORDS.get(p.side, p.side), str(p.influence), str(p.interest), p.quadrant)
            for p in sorted(self.people, key=lambda p: (-p.influence, -p.interest, p.name))
        ]
        return [("Name", "Role or body", "Side", "Influence", "Interest", "Where"), *rows]
