"""The parts that pages are made of: page head, cards, figures, banners, empty states, side panels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedText, Icon, Part, Text, Words, set_property


class Rule(QFrame):
    """A one-pixel line across, or down."""

    def __init__(self, down: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ruleDown" if down else "rule")


class Columns(QSplitter):
    """The columns of a page, side by side; the gap between two may be drawn to make one wider."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.px(14))


class PageHead(QWidget):
    """Title, one line that says what is shown, then choices, secondary buttons and one primary button."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title = Text(title, "page-title")
        self.subtitle = ElidedText("", "body", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._primary: Button | None = None

    def set_title(self, title: str) -> None:
        self.title.setText(title)

    def set_subtitle(self, text: str) -> None:
        self.subtitle.setText(text)

    def add_choice(self, widget: QWidget) -> None:
        """A segmented control or drop-down that changes what is shown."""
        self._insert(widget)

    def add_secondary(self, text: str, icon: str = "") -> Button:
        button = Button(self._theme, text, icon)
        self._insert(button)
        return button

    def set_primary(self, text: str, icon: str = "") -> Button:
        """The page's one filled button. ValueError where it has one."""
        if self._primary is not None:
            raise ValueError(text)
        self._primary = Button(self._theme, text, icon, "primary")
        self._row.addWidget(self._primary, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._primary

    def _insert(self, widget: QWidget) -> None:
        place = self._row.count() - (1 if self._primary is not None else 0)
        self._row.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Card(QFrame):
    """A white ground with a heading, content, and an optional sunken footer for a total.

    ``flush`` content (tables, lists, rows with rules) touches the card's edges; other content is 16 inside.
    """

    def __init__(self, title: str = "", note: str = "", *, flush: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 1, 1, 1)
        self._outer.setSpacing(0)
        self.title = Text(title, "card-title")
        self.note = Text(note, "caption", "muted")
        self._head = QWidget()
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(15, 11, 15, 11 if flush else 4)
        self._head_row.setSpacing(10)
        self._head_row.addWidget(self.title)
        self._head_row.addWidget(self.note, 1)
        self._outer.addWidget(self._head)
        self._head.setVisible(bool(title))
        self.body = QVBoxLayout()
        margin = 0 if flush else 15
        self.body.setContentsMargins(margin, 0 if flush or title else 14, margin, 0 if flush else 14)
        self.body.setSpacing(0 if flush else 8)
        self._outer.addLayout(self.body, 10_000)
        self._outer.addStretch(1)  # takes what content of a fixed height leaves
        self._footer: QHBoxLayout | None = None

    def set_title(self, title: str, note: str | None = None) -> None:
        self.title.setText(title)
        self._head.setVisible(bool(title))
        if note is not None:
            self.note.setText(note)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.body.addWidget(widget, stretch)

    def add_to_head(self, widget: QWidget) -> None:
        """At the right of the heading: a link, a chip, a legend."""
        self._head.setVisible(True)
        self._head_row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def footer(self) -> QHBoxLayout:
        """The sunken strip at the foot, made when first asked for."""
        if self._footer is None:
            frame = QFrame()
            frame.setObjectName("cardFooter")
            self._footer = QHBoxLayout(frame)
            self._footer.setContentsMargins(15, 10, 15, 10)
            self._outer.addWidget(frame)
        return self._footer

    def set_selected(self, selected: bool) -> None:
        set_property(self, "selected", "true" if selected else "false")

    def set_sunken(self, sunken: bool) -> None:
        set_property(self, "ground", "sunken" if sunken else "")


class Scroll(QScrollArea):
    """A column that scrolls up and down on whatever ground it stands; fill ``column`` and end it with a stretch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class Figure(QWidget):
    """A label above a value, then one line with an icon and words for how it stands.

    ``role`` is ``key-figure`` on the overview, ``figure`` in a card.
    """

    def __init__(self, theme: Theme, label: str = "", role: str = "key-figure", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(label, "caption", "muted")
        self.value = Text("", role)
        self._icon = Icon(theme, "check", "green", 14)
        self.note = Words(theme, (), "caption", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.label)
        column.addWidget(self.value)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(self.note, 1)
        column.addLayout(row)
        self._icon.hide()
        self.note.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set(
        self, value: str, note: Sequence[Part] | str = (), icon: str = "", tone: str = "muted", label: str = ""
    ) -> None:
        """Fill it. ``note`` may have strong and toned parts; a plain note is muted."""
        if label:
            self.label.setText(label)
        self.value.setText(value)
        self.note.set_parts([(note, "muted")] if isinstance(note, str) else note)
        self._icon.setVisible(bool(icon))
        self.note.setVisible(bool(note))
        if icon:
            self._icon.set_icon(icon, tone)


class Banner(QFrame):
    """Something that needs the reader (amber) or that they should know (blue): a bold fact, a plain consequence."""

    def __init__(self, theme: Theme, tone: str = "amber", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self._theme = theme
        self._icon = Icon(theme, icon or ("triangle-alert" if tone == "amber" else "info"), tone, 22)
        self._fact = Words(theme, (), "body")
        self._consequence = Text("", "body", "muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 9, 15, 9)
        row.setSpacing(14)
        row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._fact)
        words.addWidget(self._consequence)
        row.addLayout(words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        row.addLayout(self._actions)

    def set(self, fact: Sequence[Part] | str, consequence: str = "") -> None:
        self._fact.set_parts([(fact, "strong")] if isinstance(fact, str) else fact)
        self._consequence.setText(consequence)
        self._consequence.setVisible(bool(consequence))

    def add_action(self, text: str, icon: str = "") -> Button:
        button = Button(self._theme, text, icon)
        self._actions.addWidget(button)
        return button


class EmptyState(QWidget):
    """In the place where content will be: one sentence on what goes here and why, one button."""

    pressed = Signal()

    def __init__(
        self, theme: Theme, sentence: str, action: str = "", icon: str = "plus", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        self.sentence = Text(sentence, "body", "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.sentence)
        self.button: Button | None = None
        if action:
            self.button = Button(theme, action, icon)
            self.button.clicked.connect(self.pressed)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def set_sentence(self, sentence: str) -> None:
        self.sentence.setText(sentence)


class SidePanel(QFrame):
    """A card at the right that explains what is beside it, with close."""

    closed = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumWidth(theme.px(270))
        self.setMaximumWidth(theme.px(360))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 1, 1, 1)
        self._outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 10, 2)
        self.title = Text(title, "card-title", wrap=True)
        self.close_button = IconButton(theme, "x", self.tr("Close panel"))
        self.close_button.clicked.connect(self._on_close)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._outer.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(14, 0, 14, 14)
        self.body.setSpacing(8)
        self._outer.addLayout(self.body, 1)
        self._footer: QHBoxLayout | None = None

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.body.addWidget(widget, stretch)

    def footer(self) -> QHBoxLayout:
        if self._footer is None:
            self._outer.addWidget(Rule())
            self._footer = QHBoxLayout()
            self._footer.setContentsMargins(14, 10, 14, 10)
            self._footer.setSpacing(8)
            self._outer.addLayout(self._footer)
        return self._footer

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
