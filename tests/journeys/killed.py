"""A window that dies with work unsaved: opens a file, changes a WTE, and is killed as by the system.

``python -m tests.journeys.killed DATA_FOLDER FILE TEXT``
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.app import build
from ui.pages.establishment.entry import LineColumn
from ui.pages.establishment.page import EstablishmentPage
from ui.screens import wait_until_idle


def main(data_folder: Path, path: Path, text: str) -> None:
    parts = build(data_folder)
    parts.window.show()
    parts.window.activateWindow()
    wait_until_idle(parts)
    parts.window.files.open_path(str(path))
    wait_until_idle(parts)
    parts.window.navigate("establishment")
    wait_until_idle(parts)
    page = parts.window.pages["establishment"]
    assert isinstance(page, EstablishmentPage)
    table, model = page.lines.table, page.lines.model
    table.setFocus()
    table.setCurrentIndex(model.index(0, model.column_of(LineColumn.WTE)))
    for character in text:
        QTest.keyClick(QApplication.focusWidget(), character)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    wait_until_idle(parts)
    sys.stdout.write(f"{model.words(model.record(0), LineColumn.WTE)}\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
