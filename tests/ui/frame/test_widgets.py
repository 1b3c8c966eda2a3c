"""The widgets that every page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from negotiator.domain.markings import Marking
from ui.resources import resource
from ui.theme import Theme
from ui.theme.type import ROLES
from ui.widgets import (
    Banner,
    Card,
    DataTable,
    ElidedText,
    EmptyState,
    Figure,
    FormRow,
    MarkingChip,
    PageHead,
    ProgressPanel,
    RangeRow,
    SearchField,
    Segmented,
    Text,
    TupleModel,
    Words,
    Working,
    WorkingsModel,
    WorkingsTree,
)


@dataclass(frozen=True)
class Line:
    id: str
    name: str
    wte: int


class Column(Enum):
    NAME = "Name"
    WTE = "WTE"


class Lines(TupleModel[Line]):
    columns = Column

    def __init__(self) -> None:
        super().__init__()
        self.submitted: list[tuple[str, Any]] = []

    def words(self, record: Line, column: Any) -> str:
        return record.name if column is Column.NAME else str(record.wte)

    def is_figure(self, column: Any) -> bool:
        return column is Column.WTE

    def is_editable(self, record: Line, column: Any) -> bool:
        return column is Column.WTE

    def write(self, record: Line, column: Any, value: Any) -> bool:
        self.submitted.append((record.id, value))
        return str(value).isdigit()


ONE, TWO, THREE = Line("1", "Porters", 4), Line("2", "Nurses", 12), Line("3", "Radiographers", 7)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def lines() -> Lines:
    model = Lines()
    model.set_records((ONE, TWO, THREE))
    return model


def test_a_tuple_model_keeps_the_rules_of_models_through_every_change() -> None:
    model = Lines()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for records in ((ONE, TWO, THREE), (ONE, THREE), (TWO, ONE, THREE), (), (THREE,), (ONE, TWO, THREE), (TWO,)):
        model.set_records(records)
        assert model.records == records
    model.set_columns([Column.WTE])
    assert tester.model().columnCount() == 1


def test_a_changed_record_keeps_its_row_and_only_that_row_is_told(lines: Lines, qtbot: QtBot) -> None:
    changed = Line("2", "Nurses", 13)
    with (
        qtbot.assertNotEmitted(lines.modelReset),
        qtbot.assertNotEmitted(lines.rowsRemoved),
        qtbot.waitSignal(lines.dataChanged) as told,
    ):
        lines.set_records((ONE, changed, THREE))
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)


def test_selection_stays_with_its_record_when_another_is_removed(lines: Lines, theme: Theme, qtbot: QtBot) -> None:
    table = DataTable(theme, "Lines")
    qtbot.addWidget(table)
    table.setModel(lines)
    table.setCurrentIndex(lines.index(2, 1))
    lines.set_records((TWO, THREE))
    assert lines.record(table.currentIndex().row()) == THREE


def test_figures_and_their_heads_stand_at_the_right(lines: Lines) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    right = int(Qt.AlignmentFlag.AlignRight)
    assert lines.index(0, 1).data(role) & right
    assert lines.headerData(1, Qt.Orientation.Horizontal, role) & right
    assert not lines.index(0, 0).data(role) & right


def test_a_cell_is_spoken_with_its_head(lines: Lines) -> None:
    assert lines.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "WTE: 12"


def test_typing_submits_and_changes_nothing_by_itself(lines: Lines) -> None:
    assert lines.setData(lines.index(0, 1), "5")
    assert not lines.setData(lines.index(0, 1), "many")
    assert lines.submitted == [("1", "5"), ("1", "many")]
    assert lines.records[0] == ONE


def test_typing_what_is_there_already_submits_nothing(lines: Lines) -> None:
    assert lines.setData(lines.index(0, 1), "4")
    assert lines.submitted == []


def test_cells_are_copied_as_a_table_and_rows_with_their_heads(lines: Lines, theme: Theme, qtbot: QtBot) -> None:
    cells, rows = DataTable(theme, "Cells"), DataTable(theme, "Rows", rows=True)
    for table in (cells, rows):
        qtbot.addWidget(table)
        table.setModel(lines)
    cells.selectAll()
    cells.copy()
    assert QGuiApplication.clipboard().text() == "Porters\t4\nNurses\t12\nRadiographers\t7"
    rows.selectRow(1)
    rows.copy()
    assert QGuiApplication.clipboard().text() == "Name\tWTE\nNurses\t12"


def test_pasted_cells_are_told_as_rows(lines: Lines, theme: Theme, qtbot: QtBot) -> None:
    table = DataTable(theme, "Lines")
    qtbot.addWidget(table)
    table.setModel(lines)
    QGuiApplication.clipboard().setText("Porters\t4\r\nNurses\t12\r\n")
    with qtbot.waitSignal(table.pasted) as told:
        qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [(("Porters", "4"), ("Nurses", "12"))]


def test_tab_leaves_a_table_and_enter_edits_or_opens(lines: Lines, theme: Theme, qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    table, after = DataTable(theme, "Lines"), QLineEdit()
    table.setModel(lines)
    row.addWidget(table)
    row.addWidget(after)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    table.setFocus()
    table.setCurrentIndex(lines.index(0, 0))
    with qtbot.waitSignal(table.activated_record) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].row() == 0
    table.setCurrentIndex(lines.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.state() is DataTable.State.EditingState
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_form_row_names_its_field_and_says_what_is_wrong_beneath(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    row = FormRow(theme, "Starts", field, "The first of a month")
    qtbot.addWidget(row)
    spoken = QAccessible.queryAccessibleInterface(field)
    assert spoken.text(QAccessible.Text.Name) == "Starts"
    row.set_error("The date must be the first of a month.")
    assert spoken.text(QAccessible.Text.Description) == "The date must be the first of a month."
    assert field.property("state") == "error"
    row.set_error("")
    assert spoken.text(QAccessible.Text.Description) == "The first of a month"
    assert field.property("state") == ""


def test_a_label_never_reads_typed_words_as_markup(theme: Theme, qtbot: QtBot) -> None:
    typed = "<b>bold</b> & <img src=x>"
    label, words = Text(typed), Words(theme, [(typed, "strong red")])
    for widget in (label, words):
        qtbot.addWidget(widget)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;img" in words.text()
    assert words.plain() == typed


def test_toned_words_follow_the_colours(theme: Theme, qtbot: QtBot) -> None:
    words = Words(theme, [("inside", "green")])
    qtbot.addWidget(words)
    before = words.text()
    theme.set_mode("dark")
    after = words.text()
    theme.set_mode("light")
    assert before != after
    assert words.text() == before


def test_a_figure_keeps_its_value_for_screen_readers(theme: Theme, qtbot: QtBot) -> None:
    figure = Figure(theme, "Option B")
    qtbot.addWidget(figure)
    figure.set("£680,523", [("£169,477 inside", "strong green"), (" the envelope", "muted")], "check", "green")
    assert QAccessible.queryAccessibleInterface(figure.value).text(QAccessible.Text.Name) == "£680,523"
    assert figure.note.plain() == "£169,477 inside the envelope"


def test_a_shortened_label_keeps_its_whole_words(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedText("Calder Vale NHS Foundation Trust")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.shown().endswith("…")
    assert label.text() == label.toolTip() == label.accessibleName() == "Calder Vale NHS Foundation Trust"


def test_a_segmented_choice_moves_with_the_arrow_keys(theme: Theme, qtbot: QtBot) -> None:
    choice = Segmented("Basis", [("trust", "Trust"), ("whole", "Whole NHS")])
    qtbot.addWidget(choice)
    with qtbot.waitActive(choice):
        choice.show()
        choice.activateWindow()
    heard: list[object] = []
    choice.chosen.connect(heard.append)
    first = choice._group.button(0)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert (choice.value(), heard) == ("whole", ["whole"])
    choice.set_value("trust")
    assert heard == ["whole"], "setting is not choosing"
    with pytest.raises(KeyError):
        choice.set_value("nobody")


def test_low_likely_and_high_are_named_and_told_once_after_a_change(theme: Theme, qtbot: QtBot) -> None:
    row = RangeRow(theme, "Paid for each session")
    qtbot.addWidget(row)
    row.set_texts("28", "32", "38")
    heard: list[tuple[str, str, str]] = []
    row.edited.connect(lambda: heard.append(row.texts()))
    row.low.editingFinished.emit()
    row.high.setText("40")
    row.high.editingFinished.emit()
    row.high.editingFinished.emit()
    assert heard == [("28", "32", "40")]
    assert row.likely.accessibleName() == "Paid for each session, likely"
    row.set_shape(28, 32, 40)
    assert row.shape.isVisibleTo(row)
    row.set_shape(28, 41, 40)
    assert not row.shape.isVisibleTo(row)


@pytest.mark.parametrize("marking", list(Marking))
def test_a_marking_is_said_and_drawn_unlike_every_other(theme: Theme, qtbot: QtBot, marking: Marking) -> None:
    chip = MarkingChip(theme, marking)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == f"Marking: {marking.value}"
    pictures = []
    for each in Marking:
        chip.set_marking(each)
        chip.resize(chip.sizeHint())
        pictures.append(chip.grab().toImage())
    mine = pictures[list(Marking).index(marking)]
    assert sum(picture == mine for picture in pictures) == 1


def test_escape_empties_a_search(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "Find a trust")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "Bolton")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.accessibleName()) == ("", "Find a trust")


def test_a_page_head_takes_one_primary_button_only(theme: Theme, qtbot: QtBot) -> None:
    head = PageHead(theme, "Costing")
    qtbot.addWidget(head)
    head.set_primary("Export workbook…")
    with pytest.raises(ValueError, match="Another"):
        head.set_primary("Another")


def test_an_empty_state_says_the_next_step(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(theme, "People on all sides stand here.", "Add person…")
    qtbot.addWidget(state)
    assert state.button is not None
    with qtbot.waitSignal(state.pressed):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)


def test_a_banner_says_the_fact_and_what_follows(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, "amber")
    qtbot.addWidget(banner)
    banner.set("The file is open elsewhere.", "You will be asked before either save is lost.")
    assert banner._fact.plain() == "The file is open elsewhere."
    assert banner.add_action("Open theirs").text() == "Open theirs"


def test_progress_is_shown_and_can_be_cancelled(theme: Theme, qtbot: QtBot) -> None:
    panel = ProgressPanel(theme)
    qtbot.addWidget(panel)
    panel.start("Importing 25,000 rows")
    panel.set_progress(0.5, "12,500 of 25,000 rows")
    assert (panel.bar.value(), panel.words.text()) == (500, "12,500 of 25,000 rows")
    with qtbot.waitSignal(panel.cancelled):
        qtbot.mouseClick(panel.cancel_button, Qt.MouseButton.LeftButton)
    panel.finish()
    assert not panel.isVisible()


def test_workings_are_a_tree_that_is_spoken_and_copied(theme: Theme, qtbot: QtBot) -> None:
    rate = Working("Rate paid by the trust", "14.38%", "NHS Pension Scheme", True)
    tree = (Working("Pension, 2027/28", "£61,437", children=(rate, Working("Pensionable pay", "£474,711"))),)
    model = WorkingsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_workings(tree)
    child = model.index(0, 0, model.index(0, 0))
    spoken = child.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Rate paid by the trust, 14.38%, NHS Pension Scheme, checked against source"
    assert tester.model().rowCount(model.index(0, 0)) == 2
    view = WorkingsTree(theme, "Workings")
    qtbot.addWidget(view)
    view.set_workings(tree)
    view.copy()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Pension, 2027/28: £61,437",
        "  Rate paid by the trust: 14.38% (NHS Pension Scheme)",
        "  Pensionable pay: £474,711",
    ]


def test_a_card_shows_its_heading_only_where_it_has_one(theme: Theme, qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.show()
    assert not card.title.isVisible()
    card.set_title("Readiness", "7 of 12 ready")
    assert card.title.isVisible()
    assert card.note.text() == "7 of 12 ready"


@pytest.mark.parametrize("role", ROLES)
def test_every_text_role_is_inter_and_figures_have_equal_width(theme: Theme, role: str) -> None:
    metrics = theme.metrics(role)
    widths = {metrics.horizontalAdvance(figure) for figure in "0123456789"}
    assert theme.font(role).family() == "Inter"
    assert (len(widths) == 1) == role.endswith("figure")


def test_figures_in_a_column_have_equal_width(lines: Lines, theme: Theme, qtbot: QtBot) -> None:
    table = DataTable(theme, "Lines")
    qtbot.addWidget(table)
    table.setModel(lines)
    option = QStyleOptionViewItem()
    table.itemDelegate().initStyleOption(option, lines.index(0, 1))
    assert option.font.featureValue(QFont.Tag("tnum")) == 1


def test_the_typeface_and_its_licence_are_shipped() -> None:
    for name in ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf"):
        assert resource("fonts", name).read_bytes()[:4] == b"\x00\x01\x00\x00", "TrueType outlines, as PDF needs"
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text("utf-8").upper()
    assert "ISC License" in resource("icons", "LICENSE.txt").read_text("utf-8")


def test_an_icon_takes_the_colour_of_its_token(theme: Theme) -> None:
    image = theme.pixmap("square", "red", 24, 1.0).toImage()
    inked = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {theme.tokens.red}
