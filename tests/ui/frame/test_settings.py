"""Choices outlive a start; what cannot be read never keeps the application from starting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.settings import AppSettings, Choices, parsed, written


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    AppSettings(tmp_path).change(theme="dark", text_size=130, person="Priya Nair", last_folder="S:\\Workforce")
    assert AppSettings(tmp_path).choices == Choices(1, "dark", 130, "Priya Nair", "S:\\Workforce")


@given(
    st.builds(
        Choices,
        version=st.just(1),
        theme=st.text(max_size=20),
        text_size=st.integers(0, 999),
        person=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
        last_folder=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    )
)
def test_any_words_survive_being_written_and_read(choices: Choices) -> None:
    assert parsed(written(choices)) == choices


def test_a_file_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("theme = [unfinished")
    assert AppSettings(tmp_path).choices == Choices()
    assert (tmp_path / "settings.unreadable").read_text() == "theme = [unfinished"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Choices()),
        ("theme = 3\nperson = 'Tom'", Choices(person="Tom")),
        ("version = 99\nfuture = true\ntext_size = 150", Choices(text_size=150)),
    ],
)
def test_single_wrong_or_unknown_values_fall_back(text: str, expected: Choices) -> None:
    assert parsed(text) == expected


def test_a_colour_scheme_that_does_not_exist_becomes_the_system_s(qapp: object) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.theme import Theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme(application, "puce", 117)
    assert (theme.mode, theme.text_size) == ("system", 100)
