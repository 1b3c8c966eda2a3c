"""What an audience does not see, why, and the deliberate act that shares some of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from negotiator.domain.problems import Refused
from negotiator.services.sharing import OFFERED, Shareable, Withholding
from negotiator.wording import pack_words
from negotiator.wording.figures import number
from negotiator.wording.sentences import sentence
from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets import Card, Text
from ui.widgets.wrapping import broken_lines

_PLACE = Qt.ItemDataRole.UserRole


class _WrappedRows(QStyledItemDelegate):
    """Rows as high as their words need at the width of the tree: a statement is read whole before it is shared."""

    def __init__(self, theme: Theme, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._theme, self._tree = theme, tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        style, tree = self._tree.style(), self._tree
        box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, tree)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, tree) + 1
        depth = 2 if index.parent().isValid() else 1
        font = index.data(Qt.ItemDataRole.FontRole) or tree.font()
        room = tree.viewport().width() - depth * tree.indentation() - box - 4 * margin
        lines, _ = broken_lines(str(index.data() or ""), font, room)
        return QSize(0, len(lines) * QFontMetrics(font).lineSpacing() + self._theme.px(6))


class SharingDialog(Dialog):
    """The records that may be shared with an audience, none ticked. ``apply`` is given those that were.

    Ticking a record ticks what it belongs to; taking the tick from that takes it from all that belongs to it.
    """

    def __init__(
        self,
        theme: Theme,
        found: Withholding,
        apply: Callable[[Sequence[Shareable]], object],
        parent: QWidget | None = None,
    ) -> None:
        who = pack_words.AUDIENCE_FOR[found.audience][0]
        super().__init__(theme, self.tr("What “{who}” does not see").format(who=who), parent, 640)
        self._apply = apply
        self._offered = found.offered
        for words in pack_words.withheld_reasons(found.reasons):
            self.body.addWidget(Text(words, "body", "muted", wrap=True))
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setProperty("role", "tree")
        self.list.setIndentation(theme.px(18))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(_WrappedRows(theme, self.list))
        self.list.setAccessibleName(self.tr("Records that may be shared; ticked ones will be"))
        self.list.setMinimumHeight(theme.px(150))
        self._items: dict[str, QTreeWidgetItem] = {}
        for kind in OFFERED:
            self._add_kind(kind)
        card = Card(self.tr("Tick what to share"), flush=True)
        card.add(self.list, 1)
        card.setVisible(bool(found.offered))
        self.body.addWidget(card, 1)
        self.body.addWidget(
            Text(
                self.tr(
                    "The mandate with its reserve and red lines, people, their interests, notes and staff lines are "
                    "never offered here. To share one of them, change its marking on its own page."
                ),
                "caption",
                "muted",
                wrap=True,
            )
        )
        self.error = Text("", "caption-medium", "red", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self.cancel_button = self.add_button(self.tr("Close") if not found.offered else self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.share_button = self.add_button("", "primary")
        self.share_button.setVisible(bool(found.offered))
        self.share_button.clicked.connect(self._on_share)
        self.list.itemChanged.connect(self._on_changed)
        self._count()
        self.resize(theme.px(640), theme.px(600 if found.offered else 280))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def chosen(self) -> tuple[Shareable, ...]:
        """What is ticked."""
        return tuple(self._offered[place] for place, item in self._rows() if _is_on(item))

    def tick(self, record_id: str, on: bool = True) -> None:
        """Tick a record, as a click on its box does."""
        self._items[record_id].setCheckState(0, _state(on))

    def _add_kind(self, kind: str) -> None:
        group = [(place, one) for place, one in enumerate(self._offered) if one.kind == kind]
        if not group:
            return
        one_of, several = pack_words.WITHHELD_KINDS[kind]
        words = one_of if len(group) == 1 else f"{number(len(group))} {several}"
        head = QTreeWidgetItem(self.list, [f"{words[:1].upper()}{words[1:]}"])
        head.setFont(0, self.theme.font("body-strong"))
        head.setFlags(head.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        for place, one in group:
            along = pack_words.brings_said(one.brings)
            parts = [one.name, self.tr("marked {marking}").format(marking=one.marking), along]
            item = QTreeWidgetItem(head, [" · ".join(part for part in parts if part)])
            item.setToolTip(0, one.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            item.setData(0, _PLACE, place)
            self._items[one.record_id] = item
        head.setExpanded(len(group) <= 6)

    def _rows(self) -> Iterator[tuple[int, QTreeWidgetItem]]:
        return ((item.data(0, _PLACE), item) for item in self._items.values())

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            one = self._offered[place]
            if _is_on(item) and one.parent_id:
                self.tick(one.parent_id)
            elif not _is_on(item):
                for other in self._offered:
                    if other.parent_id == one.record_id:
                        self.tick(other.record_id, on=False)
        self._count()

    def _count(self) -> None:
        n = len(self.chosen())
        self.share_button.setEnabled(n > 0)
        words = self.tr("Share") if not n else self.tr("Share 1 record") if n == 1 else self.tr("Share {n} records")
        self.share_button.setText(words.format(n=number(n)))

    def _on_share(self) -> None:
        try:
            self._apply(self.chosen())
        except Refused as refusal:
            self.error.setText(" ".join(sentence(problem) for problem in refusal.problems))
            self.error.show()
            return
        self.accept()


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _is_on(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) == Qt.CheckState.Checked
