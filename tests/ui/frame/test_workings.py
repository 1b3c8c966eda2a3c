"""The tree of workings in a narrow panel: a label has the panel's width, and nothing of a row is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets import Working, WorkingsTree

LABEL = "Sunday and holiday rate to 64% by itself, from January 2027"
SOURCE = (
    "NHS Employers, unsocial hours payments, 7 January 2022; NHS Pay in Cymru Wales (the rates of 2020/21 carry on)"
)
DEEPEST = 6


def nested(depth: int) -> Working:
    """Rows ``depth`` levels deep, each as long as the longest of a real costing."""
    below = (nested(depth - 1),) if depth > 1 else ()
    return Working(LABEL, "£12,229,508.65", SOURCE, True, below)


def rows_of(tree: WorkingsTree) -> Iterator[QModelIndex]:
    index = tree.workings.index(0, 0)
    while index.isValid():
        yield index
        index = tree.workings.index(0, 0, index)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


def shown(theme: Theme, qtbot: QtBot, width: int) -> WorkingsTree:
    tree = WorkingsTree(theme, "Workings")
    qtbot.addWidget(tree)
    tree.resize(width, 400)
    tree.show()
    qtbot.waitExposed(tree)
    tree.set_workings((nested(DEEPEST),))
    tree.expandAll()
    return tree


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("width", [230, 272])
def test_every_row_is_as_high_as_its_words_need_at_any_level(
    theme: Theme, qtbot: QtBot, width: int, text_size: int
) -> None:
    theme.set_text_size(text_size)
    tree = shown(theme, qtbot, width)
    wrapped = int(Qt.TextFlag.TextWordWrap)
    rows = list(rows_of(tree))
    assert len(rows) == DEEPEST
    for index in rows:
        room = QRectF(0, 0, tree.visualRect(index).width(), 4000)
        role = "body-strong" if tree.workings.rowCount(index) else "body"
        label = theme.metrics(role).boundingRect(room, wrapped, LABEL).height()
        source = theme.metrics("caption").boundingRect(room, wrapped, SOURCE).height()
        check = theme.metrics("caption").height()
        assert tree.visualRect(index).height() >= label + source + check


def test_six_levels_leave_a_narrow_panels_labels_two_thirds_of_its_width(theme: Theme, qtbot: QtBot) -> None:
    tree = shown(theme, qtbot, 230)
    assert min(tree.visualRect(index).width() for index in rows_of(tree)) >= 2 / 3 * tree.viewport().width()


def test_a_figure_stands_on_a_line_of_its_own_only_where_it_does_not_fit_beside_the_label(
    theme: Theme, qtbot: QtBot
) -> None:
    tree = shown(theme, qtbot, 272)
    tree.set_workings((Working("Band 2 top", "£1,791.56"), Working("Band 2 top", "£1,791.56 a year and person, each")))
    beside, beneath = (tree.visualRect(tree.workings.index(row, 0)).height() for row in (0, 1))
    assert beneath == beside + theme.px(18)
