"""``negotiator screens`` and ``self-test``: the window as a program of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from ui.pages.registry import pages

ROOT = Path(__file__).parents[3]


def negotiator(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "negotiator", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
    )


def test_screens_writes_every_page_at_the_size_asked_for(tmp_path: Path) -> None:
    done = negotiator("screens", "--out", str(tmp_path), "--theme", "dark", "--size", "1024x700")
    assert done.returncode == 0, done.stderr
    names = ["01-home.png", *(f"{n:02d}-{entry.key}.png" for n, entry in enumerate(pages(), start=2))]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        picture = QImage(str(tmp_path / name))
        assert (picture.width(), picture.height()) == (1024, 700)
        assert picture.pixelColor(picture.width() - 3, picture.height() // 2).lightness() < 60, "dark"


def test_a_size_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    done = negotiator("screens", "--out", str(tmp_path), "--size", "large")
    assert done.returncode == 2
    assert "1280x800" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_self_test_goes_through_every_page(tmp_path: Path) -> None:
    done = negotiator("self-test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "everything works"
    assert all(f"page: {entry.key}" in done.stdout for entry in pages())


def test_the_headless_commands_never_import_qt() -> None:
    script = (
        "import sys, negotiator.cli as c; c.parser(); sys.exit(any(m.split('.')[0] == 'PySide6' for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, timeout=60).returncode == 0
