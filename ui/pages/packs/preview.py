"""The pack as it will print, page by page."""

from __future__ import annotations

import io

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets import ElidedText, IconButton, Text

_A4 = 2**0.5
_BETWEEN = 12
_LEAST_WIDTH = 240


def page_count(data: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return len(document)
    finally:
        document.close()


def page_text(data: bytes, page: int) -> str:
    """The words of a page, for a screen reader."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return str(document[page].get_textpage().get_text_range())
    finally:
        document.close()


def page_image(data: bytes, page: int, width: int) -> QImage:
    """A page as a picture of this many pixels across."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888)
        if bitmap.n_channels == 4:
            picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return picture.copy()
    finally:
        document.close()


class _Sheet(QLabel):
    """One page, which takes the keyboard so that it can be read and turned."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1}.get(
            event.key()
        )
        if step:
            self.turned.emit(step)
        else:
            super().keyPressEvent(event)


class PackPreview(QWidget):
    """Shows a page from head to foot, or two side by side where there is room for them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._data = b""
        self._page = 0
        self._pages = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 12, 0)
        self.previous = IconButton(theme, "chevron-left", self.tr("Previous page"))
        self.next = IconButton(theme, "chevron-right", self.tr("Next page"))
        self.where = Text("", "caption", "muted")
        self.age = ElidedText("", "caption", "muted")
        bar.addWidget(self.age, 1)
        bar.addWidget(self.previous)
        bar.addWidget(self.where)
        bar.addWidget(self.next)
        column.addLayout(bar)
        self.sheet = _Sheet()
        self.area = QScrollArea()
        self.area.setObjectName("packGround")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.sheet)
        column.addWidget(self.area, 1)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.sheet.turned.connect(self.turn)
        self._fill()

    @property
    def pages(self) -> int:
        return self._pages

    def show_pack(self, data: bytes, made_at: str) -> None:
        """Show a PDF; ``made_at`` says how old it is. Stays on the page that was shown where it is still there."""
        self._data = data
        self._pages = page_count(data) if data else 0
        self._page = min(self._page, max(0, self._pages - 1))
        self.age.setText(made_at)
        self._fill()

    def turn(self, step: int) -> None:
        to = min(max(0, self._page + step * self.side_by_side), max(0, self._pages - 1))
        if to != self._page:
            self._page = to
            self._fill()
            self.area.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(560))

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        self.previous.setEnabled(self._page > 0)
        last = min(self._page + self.side_by_side, self._pages)
        self.next.setEnabled(last < self._pages)
        page = f"{self._page + 1}–{last}" if last > self._page + 1 else f"{self._page + 1}"
        self.where.setText(self.tr("{page} of {pages}").format(page=page, pages=self._pages) if self._pages else "")
        if not self._data:
            self.sheet.setPixmap(QPixmap())
            self.sheet.setAccessibleName(self.tr("No preview yet"))
            return
        shown = range(self._page, min(self._page + self.side_by_side, self._pages))
        self.sheet.setPixmap(self._picture(shown))
        if len(shown) > 1:
            where = self.tr("Pages {first} and {last} of {pages}").format(
                first=shown[0] + 1, last=shown[-1] + 1, pages=self._pages
            )
        else:
            where = self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
        self.sheet.setAccessibleName(where)
        self.sheet.setAccessibleDescription(" ".join(page_text(self._data, page)[:4000] for page in shown))

    @property
    def side_by_side(self) -> int:
        """Two pages where both have room at the height of the window."""
        return 2 if self._pages > 1 and self._room().width() >= 2 * self._fitting() + _BETWEEN else 1

    def _room(self) -> QSize:
        return self.area.viewport().size() - QSize(24, 20)

    def _fitting(self) -> int:
        """How wide a page is that is seen from head to foot."""
        return max(_LEAST_WIDTH, min(self._room().width(), round(self._room().height() / _A4)))

    def _picture(self, shown: range) -> QPixmap:
        ratio = self.devicePixelRatioF()
        width = round(self._fitting() * ratio)
        images = [page_image(self._data, page, width) for page in shown]
        gap = round(_BETWEEN * ratio)
        whole = sum(image.width() for image in images) + gap * (len(images) - 1)
        picture = QPixmap(whole, max(image.height() for image in images))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        x = 0
        for image in images:
            painter.drawImage(x, 0, image)
            x += image.width() + gap
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    def _on_previous(self) -> None:
        self.turn(-1)

    def _on_next(self) -> None:
        self.turn(1)
