"""Forms: label above, error beneath in words; ranges as low, likely, high."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.labels import Icon, Text, set_property


class FormRow(QWidget):
    """A field with its label above; help or an error, in words, beneath."""

    def __init__(self, theme: Theme, label: str, field: QWidget, help: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        if isinstance(field, QSpinBox | QDoubleSpinBox):
            # The style sheet's padding does not reach the inside of a spin box.
            field.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
        self.label = QLabel(label)
        self.label.setProperty("role", "caption")
        self.label.setProperty("tone", "muted")
        self.label.setBuddy(field)
        field.setAccessibleName(label.replace("&", ""))
        if help:
            field.setAccessibleDescription(help)
        self._help_text = help
        self._help = Text(help, "caption", "muted", wrap=True)
        self._error = Text("", "caption", "red", wrap=True)
        self._error_icon = Icon(theme, "circle-alert", "red", 14)
        self._error_row = QWidget()
        row = QHBoxLayout(self._error_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._error, 1)
        self._error_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(field)
        column.addWidget(self._help)
        column.addWidget(self._error_row)
        self._help.setVisible(bool(help))  # only now: without a parent it would be a window of its own
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def error(self) -> str:
        return self._error.text()

    def sizeHint(self) -> QSize:
        """As high as the words need at the width there is: a sentence in three lines must not be squeezed into one."""
        hint = super().sizeHint()
        layout = self.layout()
        if layout is not None and self.width() > 0 and layout.hasHeightForWidth():
            hint.setHeight(max(hint.height(), layout.totalHeightForWidth(self.width())))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_help(self, words: str) -> None:
        self._help_text = words
        self._help.setText(words)
        self._help.setVisible(bool(words) and not self.error)
        if not self.error:
            self.field.setAccessibleDescription(words)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and how to mend it; an empty sentence takes it away."""
        self._error.setText(sentence)
        self._error_row.setVisible(bool(sentence))
        self._help.setVisible(bool(self._help_text) and not sentence)
        self.field.setAccessibleDescription(sentence or self._help_text)
        set_property(self.field, "state", "error" if sentence else "")


class SearchField(QLineEdit):
    """A field that narrows what is beside it while typing; Escape empties it."""

    def __init__(self, theme: Theme, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self._action = self.addAction(theme.icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._render)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _render(self) -> None:
        self._action.setIcon(self._theme.icon("search", "muted", 16))


class RangeRow(QWidget):
    """One number as low, likely and high; low and high may stay empty.

    ``edited`` comes when a field is left or Enter is pressed after a change. Values are text: the page reads and checks
    them, and says what is wrong with `set_error`.
    """

    edited = Signal()

    def __init__(self, theme: Theme, label: str, *, heads: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(label, "caption", "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        names = (self.tr("Low"), self.tr("Likely"), self.tr("High"))
        self.low, self.likely, self.high = fields = QLineEdit(), QLineEdit(), QLineEdit()
        for column, (name, field) in enumerate(zip(names, fields, strict=True)):
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setAccessibleName(f"{label}, {name.lower()}")
            field.editingFinished.connect(self._on_finished)
            grid.addWidget(field, 2, column)
            if heads:
                head = Text(name, "caption-strong" if column == 1 else "caption", "muted")
                grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignRight)
        self.likely.setProperty("role", "likely")
        grid.addWidget(self.label, 1, 0, 1, 3)
        self.shape = RangeShape(theme)
        grid.addWidget(self.shape, 3, 0, 1, 3)
        self.shape.hide()
        self._error = Text("", "caption", "red", wrap=True)
        self._error.hide()
        grid.addWidget(self._error, 4, 0, 1, 3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._last = self.texts()

    def texts(self) -> tuple[str, str, str]:
        return (self.low.text().strip(), self.likely.text().strip(), self.high.text().strip())

    def set_texts(self, low: str, likely: str, high: str) -> None:
        for field, text in ((self.low, low), (self.likely, likely), (self.high, high)):
            if field.text() != text:
                field.setText(text)
        self._last = self.texts()

    def set_shape(self, low: float, likely: float, high: float) -> None:
        """Draw the shape that the three numbers mean; hidden where they do not span anything."""
        self.shape.setVisible(low <= likely <= high and low < high)
        self.shape.set_range(low, likely, high)

    def set_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        for field in (self.low, self.likely, self.high):
            set_property(field, "state", "error" if sentence else "")

    def _on_finished(self) -> None:
        if self.texts() != self._last:
            self._last = self.texts()
            self.edited.emit()


class RangeShape(QWidget):
    """The PERT shape of low, likely and high: a picture of the same three numbers, said in the fields above."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._range = (0.0, 0.5, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_range(self, low: float, likely: float, high: float) -> None:
        self._range = (low, likely, high)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        low, likely, high = self._range
        if not low < high:
            return
        mode = (likely - low) / (high - low)
        rise, fall = 4 * mode, 4 * (1 - mode)
        places = [step / 48 for step in range(49)]
        heights = [place**rise * (1 - place) ** fall for place in places]
        top = max(heights)
        width, foot = self.width() - 2, self.height() - 2
        curve = QPolygonF(
            [
                QPointF(1 + place * width, foot - height / top * (foot - 3))
                for place, height in zip(places, heights, strict=True)
            ]
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("blue"), 1.5))
        painter.setBrush(self._theme.color("tint"))
        painter.drawPolygon(curve)
        painter.setPen(QPen(self._theme.color("text"), 1))
        painter.drawLine(QPointF(1 + mode * width, 3), QPointF(1 + mode * width, foot))
        painter.end()
