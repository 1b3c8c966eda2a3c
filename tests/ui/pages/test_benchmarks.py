"""The benchmarks page: peers by rule or by hand, own figures, pictures, and the question asked of other groups."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLineEdit, QListView, QTableView, QWidget

from negotiator.domain.comparators import ChosenMetric, OwnFigure, PeerGroup
from negotiator.domain.workspace import Settings
from negotiator.services.benchmarks import PARTNERSHIP_METRICS
from negotiator.services.sample import sample_records
from tests.ui.pages.conftest import Desk, MakeDesk
from ui.pages.benchmarks.dialogs import MetricsDialog, OwnFigureDialog
from ui.pages.benchmarks.importing import ImportFiguresDialog
from ui.pages.benchmarks.page import BenchmarksPage
from ui.pages.benchmarks.shown import AGAINST, ALL, FUNNEL, RANKED, TIME
from ui.pages.benchmarks.table import Column

D = Decimal
W = TypeVar("W", bound=QWidget)
GATESHEAD = Settings(
    title="A matter", organisation_name="Gateshead Health NHS Foundation Trust", organisation_code="RR7"
)


def shown(desk: Desk, size: tuple[int, int] = (1092, 736)) -> BenchmarksPage:
    page = desk.show(BenchmarksPage, size)
    desk.qtbot.waitUntil(lambda: bool(page._comparisons), timeout=20_000)
    return page


@pytest.fixture
def sample(make_desk: MakeDesk) -> tuple[Desk, BenchmarksPage]:
    desk = make_desk(sample_records())
    return desk, shown(desk)


@pytest.fixture
def gateshead(make_desk: MakeDesk) -> tuple[Desk, BenchmarksPage]:
    """A trust of the data, with nothing chosen yet."""
    desk = make_desk((GATESHEAD,))
    return desk, shown(desk)


def press(desk: Desk, button: QWidget) -> None:
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def open_dialog(page: BenchmarksPage, kind: type[W]) -> W:
    (found,) = (each for each in page.findChildren(kind) if each.isVisible())
    return found


def until_idle(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: not desk.context.jobs.is_busy, timeout=20_000)


# --- peers ------------------------------------------------------------------------------------------------------------


def test_choosing_a_basis_changes_the_group_and_can_be_undone(sample: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = sample
    assert page.head.subtitle.text() == "Calder Vale against 20 trusts chosen by hand"
    press(desk, page.peers.buttons["type"])
    assert desk.bridge.all(PeerGroup)[0].basis == "type"
    assert page.head.subtitle.text() == "Calder Vale against 120 acute trusts"
    assert page.peers.count_words.text() == "120 of 201 trusts"
    assert not page.peers.reason_row.isVisible()
    desk.bridge.undo()
    assert page.head.subtitle.text() == "Calder Vale against 20 trusts chosen by hand"
    assert page.peers.buttons["hand"].isChecked()


def test_a_trust_of_the_data_starts_with_its_own_type(gateshead: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = gateshead
    assert page.peers.buttons["type"].isChecked()
    assert set(page.peers.buttons) == {"type", "peer_group", "type_region", "region", "icb", "size", "all", "hand"}
    press(desk, page.peers.buttons["icb"])
    (group,) = desk.bridge.all(PeerGroup)
    assert group.basis == "icb" and "Integrated" in group.name


def test_ticking_a_trust_makes_the_group_hand_picked_and_asks_for_a_reason(
    gateshead: tuple[Desk, BenchmarksPage],
) -> None:
    desk, page = gateshead
    before = page.benchmarks().peers("type").codes  # type: ignore[union-attr]
    page.peers.search.setText("Bolton")
    index = page.peers.found.index(0, 0)
    assert index.data() == "Bolton"
    page.peers.list.setCurrentIndex(index)
    page.peers.list.setFocus()
    QTest.keyClick(page.peers.list, Qt.Key.Key_Space)
    (group,) = desk.bridge.all(PeerGroup)
    assert group.basis == "hand" and set(group.codes) == set(before) - {"RMC"}
    assert page.peers.reason_row.error == "Say why these trusts are fair peers."
    page.peers.reason.setFocus()
    QTest.keyClicks(page.peers.reason, "Bolton is rebuilding")
    QTest.keyClick(page.peers.reason, Qt.Key.Key_Return)
    assert desk.bridge.all(PeerGroup)[0].reason == "Bolton is rebuilding"
    assert page.peers.reason_row.error == ""


def test_the_number_of_the_nearest_in_size_is_asked_for(gateshead: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = gateshead
    press(desk, page.peers.buttons["size"])
    assert page.peers.number_row.isVisible()
    page.peers.number.setValue(10)
    assert page.head.subtitle.text() == "Gateshead Health against the 10 trusts nearest in size"


# --- figures and metrics ----------------------------------------------------------------------------------------------


def test_our_own_figure_takes_the_place_of_the_published_one_and_can_be_taken_away(
    gateshead: tuple[Desk, BenchmarksPage],
) -> None:
    desk, page = gateshead
    page.focus_record("metric", "staff_engagement")
    published = next(c for c in page._comparisons if c.metric.id == "staff_engagement").own
    page.own_action.trigger()
    dialog = open_dialog(page, OwnFigureDialog)
    assert dialog.metric_box.currentData() == "staff_engagement"
    dialog.value.setText("9.1")
    dialog.source.setText("")
    press(desk, dialog.keep_button)
    assert dialog.rows["source"].error == "Say where the figure comes from: others will ask."
    QTest.keyClicks(dialog.source, "Pulse survey")
    press(desk, dialog.keep_button)
    (figure,) = desk.bridge.all(OwnFigure)
    assert (figure.metric_id, figure.value, figure.source) == ("staff_engagement", D("9.1"), "Pulse survey")
    assert next(c for c in page._comparisons if c.metric.id == "staff_engagement").own == D("9.1") != published
    assert "Our figure: Pulse survey." in page.story.source.text()
    page.own_action.trigger()
    press(desk, open_dialog(page, OwnFigureDialog).remove_button)
    assert desk.bridge.all(OwnFigure) == ()
    assert next(c for c in page._comparisons if c.metric.id == "staff_engagement").own == published


def test_a_metric_of_our_own_is_entered_with_its_name_and_unit(gateshead: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = gateshead
    page.own_action.trigger()
    dialog = open_dialog(page, OwnFigureDialog)
    dialog.metric_box.setCurrentIndex(dialog.metric_box.count() - 1)
    for field, text in ((dialog.value, "11.2"), (dialog.period, "2026"), (dialog.source, "ESR")):
        field.setText(text)
    press(desk, dialog.keep_button)
    assert dialog.rows["name"].error == "Give the metric a name."
    QTest.keyClicks(dialog.name, "Turnover")
    QTest.keyClicks(dialog.unit, "%")
    press(desk, dialog.keep_button)
    (figure,) = desk.bridge.all(OwnFigure)
    assert (figure.metric_id, figure.name, figure.unit) == ("turnover", "Turnover", "%")
    page.card.metrics_asked.emit()
    metrics = open_dialog(page, MetricsDialog)
    assert any("Turnover · %" in metrics.list.item(row).text() for row in range(metrics.list.count()))
    metrics.reject()


def test_choosing_metrics_is_one_step_of_undo(sample: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = sample
    assert len(page._comparisons) == 8
    page.card.metrics_asked.emit()
    dialog = open_dialog(page, MetricsDialog)
    dialog.search.setText("women in the top")
    (visible,) = (dialog.list.item(r) for r in range(dialog.list.count()) if not dialog.list.item(r).isHidden())
    visible.setCheckState(Qt.CheckState.Checked)
    assert dialog.count.text() == "9 chosen"
    press(desk, dialog.keep_button)
    assert {record.metric_id for record in desk.bridge.all(ChosenMetric)} >= {"gpg_women_top_quartile"}
    assert len(page._comparisons) == 9
    desk.bridge.undo()
    assert len(page._comparisons) == 8


def test_the_partnership_view_shows_what_both_sides_ask_about(sample: tuple[Desk, BenchmarksPage]) -> None:
    _, page = sample
    box = page.card.shown
    box.setCurrentIndex(box.findData("partnership"))
    box.activated.emit(box.currentIndex())
    assert tuple(c.metric.id for c in page._comparisons) == PARTNERSHIP_METRICS


# --- the story --------------------------------------------------------------------------------------------------------


def test_the_story_names_every_reasonable_group_with_rank_and_quarter(gateshead: tuple[Desk, BenchmarksPage]) -> None:
    _, page = gateshead
    cells = [cell.accessibleName() for cell in page.story.cells]
    found = page.benchmarks()
    assert found is not None
    robust = found.robustness(next(c for c in page._comparisons if c.metric.id == page.metric_id))
    assert [each.group.basis for each in robust.all] == ["type", "peer_group", "type_region", "region", "size", "all"]
    assert len(cells) == 6
    assert all(f"{each.rank}" in cell and "quarter" in cell for each, cell in zip(robust.all, cells, strict=True))
    assert "Leaving out any one peer" in page.story.verdict.text()


def test_the_gap_is_told_in_money_once_the_costing_is_done(sample: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = sample
    desk.qtbot.waitUntil(lambda: desk.bridge.costs_state == "up-to-date", timeout=20_000)
    until_idle(desk)
    assert page.story.worth.text() == (
        "Reaching the peer median would return about 3,470 hours a year, 1.8 (1.6 to 2.1) WTE, "
        "worth about £105k (£94k to £127k) of paid time."
    )


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_all_eight_metrics_of_the_sample_show_without_scrolling(sample: tuple[Desk, BenchmarksPage]) -> None:
    _, page = sample
    room = page.card.stack.widget(0)
    assert page.card.chart.height() <= room.viewport().height()  # type: ignore[attr-defined]
    assert page.card.chart.drawing is not None and len(page.card.chart.drawing.marks) == 8


def test_a_narrow_window_keeps_the_page_whole(make_desk: MakeDesk) -> None:
    page = shown(make_desk(sample_records()), (856, 636))
    assert page.width() == 856
    page.card.choose(RANKED)
    assert page.minimumSizeHint().width() <= 856


def test_in_a_small_window_peers_and_story_fold_so_that_every_metric_is_seen(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = shown(desk, (856, 638))
    room = page.card.stack.widget(0).viewport().height()  # type: ignore[attr-defined]
    assert page.card.chart.drawing is not None
    seen = [mark for mark in page.card.chart.drawing.marks if page.card.chart.height() - mark.y <= room]
    assert len(seen) == 8 and page.card.title.isVisible()
    assert not page.peers.isVisible() and not page.story.source.isVisible()
    assert page.story.verdict.isVisible() and len(page.story.cells) == 4
    press(desk, page.story.fold_button)
    assert page.story.source.isVisible() and page.story.worth.isVisible()
    press(desk, page.card.peers_button)
    assert page.peers.isVisible() and page.card.isVisible() and not page.card.peers_button.isVisible()
    press(desk, page.peers.done_button)
    assert not page.peers.isVisible() and page.card.peers_button.isVisible()


def test_peers_take_the_place_of_the_picture_where_both_have_no_room(make_desk: MakeDesk) -> None:
    desk = make_desk(sample_records())
    page = shown(desk, (700, 638))
    assert page.minimumSizeHint().width() <= 700
    press(desk, page.card.peers_button)
    assert page.peers.isVisible() and not page.card.isVisible()
    press(desk, page.peers.done_button)
    assert page.card.isVisible() and not page.peers.isVisible()


def test_walking_the_picture_by_keyboard_chooses_a_metric(sample: tuple[Desk, BenchmarksPage]) -> None:
    _, page = sample
    page.card.chart.setFocus()
    QTest.keyClick(page.card.chart, Qt.Key.Key_End)
    QTest.keyClick(page.card.chart, Qt.Key.Key_Return)
    assert page.metric_id == "q4c_satisfied_with_pay"
    assert page.story.note.text().startswith("Satisfied with pay, 33.4%")


def test_ranked_trusts_show_ours_with_the_sentence_and_the_table(sample: tuple[Desk, BenchmarksPage]) -> None:
    _, page = sample
    page.card.choose(RANKED)
    assert "16th of 21" in page.card.words.text() and "every group tried" in page.card.words.text()
    assert not page.story.isVisible()
    page.card.choose(RANKED, "table")
    model = page.card.chart_model
    assert page.card.chart_table.isVisible() and model.rowCount() == 21
    assert [model.index(15, column).data() for column in (0, 1, 3)] == [
        "16",
        "Calder Vale NHS Foundation Trust",
        "5.62",
    ]
    page.card.choose(ALL)
    assert page.story.isVisible()


def test_one_metric_against_another_of_choice(sample: tuple[Desk, BenchmarksPage]) -> None:
    _, page = sample
    page.card.choose(AGAINST)
    other = page.card.controls.other
    other.setCurrentIndex(other.findData("gpg_median_hourly"))
    other.activated.emit(other.currentIndex())
    assert "Median gender pay gap" in page.card.words.text()
    page.card.controls.metric_box.setCurrentIndex(page.card.controls.metric_box.findData("staff_morale"))
    page.card.controls.metric_box.activated.emit(page.card.controls.metric_box.currentIndex())
    assert page.metric_id == "staff_morale" and page.card.words.text().startswith("Staff morale and Median gender")


def test_a_trust_s_months_are_drawn_and_can_be_given_new_limits(gateshead: tuple[Desk, BenchmarksPage]) -> None:
    _, page = gateshead
    page.focus_record("metric", "sickness_absence_rate_12m")
    page.card.choose(TIME)
    assert page.card.words.text().startswith("Sickness absence rate, month, 2024-04 to 2025-03")
    assert page.card.words.text().endswith("With so few points the limits are for the time being.")
    page.card.controls.rebase.setCurrentIndex(page.card.controls.rebase.findData("2024-10"))
    page.card.controls.rebase.activated.emit(page.card.controls.rebase.currentIndex())
    assert len(page.card.chart._chart.chart.segments) == 2  # type: ignore[union-attr]
    page.focus_record("metric", "staff_morale")
    assert "“Staff morale” is not published by month" in page.card.chart.sentence


def test_a_series_and_shares_of_a_file_are_drawn_and_left_again(
    sample: tuple[Desk, BenchmarksPage], tmp_path: Path
) -> None:
    desk, page = sample
    page.card.choose(TIME)
    assert "do not have Calder Vale" in page.card.chart.sentence
    series = tmp_path / "vacancies.csv"
    series.write_text("period,value\n" + "".join(f"2025-{m:02d},{m}.5\n" for m in range(1, 13)))
    page.card.read_file(series)
    until_idle(desk)
    assert page.card.words.text().startswith("vacancies, 2025-01 to 2025-12")
    press(desk, page.card.controls.back_button)
    assert "do not have Calder Vale" in page.card.chart.sentence
    page.card.choose(FUNNEL)
    assert "Choose a CSV file with the columns name, numerator and denominator" in page.card.chart.sentence
    shares = tmp_path / "leavers.csv"
    shares.write_text("name,numerator,denominator\nBolton,40,500\nCalder Vale,55,480\nMedway,41,620\n")
    page.card.read_file(shares)
    until_idle(desk)
    assert page.card.controls.us.currentText() == "Calder Vale"
    assert page.card.words.text().startswith("Calder Vale is")
    shares.write_text("name,numerator,denominator\nBolton,40,0\n")
    page.card.read_file(shares)
    until_idle(desk)
    assert len(desk.problems) == 1 and page.card.controls.us.currentText() == "Calder Vale"


def test_a_funnel_is_of_rates_where_the_person_says_so(sample: tuple[Desk, BenchmarksPage], tmp_path: Path) -> None:
    desk, page = sample
    page.card.choose(FUNNEL)
    box = page.card.controls.statistic
    path = tmp_path / "assaults.csv"
    path.write_text("name,numerator,denominator\nBolton,40,5000\nCalder Vale,95,4800\nMedway,41,6200\n")
    page.card.read_file(path)
    until_idle(desk)
    assert page.card.chart.drawing is not None and page.card.chart.drawing.table[0][3] == "Share, %"
    box.setCurrentIndex(box.findData("rate"))
    box.activated.emit(box.currentIndex())
    until_idle(desk)
    assert page.card.chart.drawing.table[0][3] == "Rate per 1,000"
    assert page.card.chart.drawing.table[2][3] == "19.79"
    # More events than people can only be a rate: the file is refused as shares, and the rates stay.
    path.write_text("name,numerator,denominator\nBolton,40,30\nCalder Vale,95,40\n")
    box.setCurrentIndex(box.findData("proportion"))
    box.activated.emit(box.currentIndex())
    until_idle(desk)
    assert len(desk.problems) == 1 and box.currentData() == "rate"
    assert page.card.chart.drawing.table[0][3] == "Rate per 1,000"


def test_the_picture_is_copied_as_a_picture_and_as_csv(sample: tuple[Desk, BenchmarksPage]) -> None:
    _, page = sample
    page.card.choose(RANKED)
    menu = page.card.menu()
    table, picture, rows = menu.actions()[:3]
    picture.trigger()
    assert not QGuiApplication.clipboard().image().isNull()
    rows.trigger()
    assert "16,Calder Vale NHS Foundation Trust" in QGuiApplication.clipboard().text()
    table.trigger()
    assert page.card.view.value() == "table" and page.card.chart_table.isVisible()
    menu.deleteLater()


# --- import -----------------------------------------------------------------------------------------------------------


def test_own_figures_come_in_from_a_file_as_one_step_of_undo(
    sample: tuple[Desk, BenchmarksPage], tmp_path: Path
) -> None:
    desk, page = sample
    before = desk.bridge.all(OwnFigure)
    path = tmp_path / "own.csv"
    path.write_text(
        "metric,period,value,source\nstaff_morale,2025,6.02,Local\nsickness_absence_rate_12m,2024/25,5.62,Local\n"
    )
    page.import_action.trigger()
    dialog = open_dialog(page, ImportFiguresDialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.read(path)
    until_idle(desk)
    assert [dialog.model.index(0, c).data() for c in (0, 1, 2, 4)] == ["Staff morale", "2025", "6.02", "5.94, 2024"]
    assert dialog.model.ticked == {"staff_morale"}, "what would change nothing is not ticked"
    assert dialog.keep_button.text() == "Keep 1 figure"
    press(desk, dialog.keep_button)
    (morale,) = (figure for figure in desk.bridge.all(OwnFigure) if figure.metric_id == "staff_morale")
    assert (morale.value, morale.period) == (D("6.02"), "2025")
    assert desk.said == ["1 figure kept."]
    desk.bridge.undo()
    assert desk.bridge.all(OwnFigure) == before


def test_a_wrong_file_is_refused_by_its_missing_column_and_another_can_be_tried(
    sample: tuple[Desk, BenchmarksPage], tmp_path: Path
) -> None:
    desk, page = sample
    path = tmp_path / "absence.csv"
    path.write_text("DATE,ORG_CODE,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE\n1,2,3,4\n")
    page.import_action.trigger()
    dialog = open_dialog(page, ImportFiguresDialog)
    dialog.read(path)
    until_idle(desk)
    assert dialog.problem.text() == (
        "absence.csv is not NHS sickness absence rates (monthly CSV): it has no column “SICKNESS_ABSENCE_RATE_PERCENT”."
    )
    assert dialog.choose_button.isVisible() and not dialog.keep_button.isVisible()
    dialog.reject()


def test_unticking_every_figure_leaves_nothing_to_keep(sample: tuple[Desk, BenchmarksPage], tmp_path: Path) -> None:
    desk, page = sample
    path = tmp_path / "own.csv"
    path.write_text("metric,period,value,source\nTurnover,2025,9.1,ESR\n")
    page.import_action.trigger()
    dialog = open_dialog(page, ImportFiguresDialog)
    dialog.read(path)
    until_idle(desk)
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert not dialog.keep_button.isEnabled()
    dialog.reject()
    assert not isinstance(QGuiApplication.focusObject(), QDialog)


# --- for everyone -----------------------------------------------------------------------------------------------------


def test_models_keep_qt_s_rules(sample: tuple[Desk, BenchmarksPage]) -> None:
    desk, page = sample
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(m, mode) for m in (page.peers.trusts, page.card.model, page.card.chart_model)]
    press(desk, page.peers.buttons["all"])
    page.card.choose(RANKED, "table")
    page.card.choose(AGAINST, "table")
    page.card.choose(ALL, "table")
    press(desk, page.peers.buttons["hand"])
    assert len(testers) == 3 and page.card.model.rowCount() == 8
    assert page.card.model.index(0, page.card.model.column_of(Column.RANK)).data() == "16th of 21"


def test_everything_that_takes_the_focus_has_a_name(sample: tuple[Desk, BenchmarksPage]) -> None:
    _, page = sample
    nameless = []
    for picture in (ALL, RANKED, AGAINST, TIME, FUNNEL):
        page.card.choose(picture)
        for kind in (QAbstractButton, QComboBox, QLineEdit, QListView, QTableView):
            for widget in page.findChildren(kind):
                inner = isinstance(widget.parentWidget(), QComboBox) or widget.objectName().startswith("qt_")
                name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
                reached = widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
                if reached and not inner and not name:
                    nameless.append((picture, type(widget).__name__))
    assert nameless == []


def test_the_limits_of_a_funnel_can_be_chosen(sample: tuple[Desk, BenchmarksPage], tmp_path: Path) -> None:
    desk, page = sample
    page.card.choose(FUNNEL)
    path = tmp_path / "shares.csv"
    path.write_text("name,numerator,denominator\nBolton,40,500\nCalder Vale,55,480\nMedway,41,620\n")
    page.card.read_file(path)
    until_idle(desk)
    usual = [row[4:8] for row in page.card.chart.table[1:]]
    assert page.card.controls.levels.isVisible() and page.card.controls.levels.currentText() == "Limits 97.5% and 99.9%"
    page.card.controls.levels.setCurrentIndex(1)
    page.card.controls.levels.activated.emit(1)
    until_idle(desk)
    narrower = [row[4:8] for row in page.card.chart.table[1:]]
    assert all(
        float(new[0]) > float(old[0]) and float(new[3]) < float(old[3])
        for old, new in zip(usual, narrower, strict=True)
    )
    path.write_text("name,numerator,denominator\nBolton,40,0\n")
    page.card.controls.levels.setCurrentIndex(2)
    page.card.controls.levels.activated.emit(2)
    until_idle(desk)
    assert len(desk.problems) == 1 and page.card.controls.levels.currentIndex() == 1, "what is still drawn"
