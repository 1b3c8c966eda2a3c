"""What this is, its licences, and the attributions that its sources ask for."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from negotiator.services.lookups import attributions, current_edition, metric_sources
from ui.dialogs.base import Dialog
from ui.resources import resource
from ui.theme import Theme
from ui.widgets import Text

_PARTS = (
    ("PySide6 and Qt", "PySide6-Essentials", "LGPL-3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("Alembic", "alembic", "MIT"),
    ("sqlcipher3 and SQLCipher", "sqlcipher3", "zlib; BSD-3-Clause"),
    ("NumPy", "numpy", "BSD-3-Clause"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("XlsxWriter", "XlsxWriter", "BSD-2-Clause"),
    ("python-calamine", "python-calamine", "MIT"),
    ("pypdfium2 and PDFium", "pypdfium2", "Apache-2.0 or BSD-3-Clause"),
    ("platformdirs", "platformdirs", "MIT"),
    ("argon2-cffi", "argon2-cffi", "MIT"),
)
"""Words, distribution and licence of what is built upon."""


def application_version() -> str:
    try:
        return version("negotiator")
    except PackageNotFoundError:
        return "0.1.0"


class About(Dialog):
    """Version, licences, attributions."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("About Negotiator"), parent, 600)
        line = self.tr("Version {version} · Python {python} · Qt {qt} · rates edition {edition}").format(
            version=application_version(), python=platform.python_version(), qt=qVersion(), edition=current_edition()
        )
        self.body.addWidget(
            Text(self.tr("Homework for the table. It works offline; nothing leaves unless you send it."), wrap=True)
        )
        self.body.addWidget(Text(line, "caption", "muted", wrap=True, selectable=True))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Licences and attributions"))
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(self._licences())
        self.body.addWidget(self.text, 1)
        self.close_button = self.add_button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.resize(theme.px(620), theme.px(560))

    def _licences(self) -> str:
        lines = [self.tr("Negotiator is free software under the MIT licence."), "", self.tr("FIGURES"), ""]
        lines += attributions()
        for source in metric_sources():
            terms = source.licence if source.licence_stated else self.tr("no licence stated in the file")
            lines.append(f"{source.publisher}, {source.title} ({source.period}): {terms}")
        lines += ["", self.tr("BUILT UPON"), ""]
        for words, distribution, licence in _PARTS:
            try:
                lines.append(f"{words} {version(distribution)}: {licence}")
            except PackageNotFoundError:
                lines.append(f"{words}: {licence}")
        for title, path in (
            (self.tr("TYPEFACE INTER"), resource("fonts", "OFL.txt")),
            (self.tr("LUCIDE ICONS"), resource("icons", "LICENSE.txt")),
        ):
            lines += ["", title, "", path.read_text(encoding="utf-8").strip()]
        return "\n".join(lines)
