"""Making a pack or workbook where the person says: in the background, with progress, noted in the export log."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from negotiator.domain.markings import Audience
from negotiator.domain.packs import PackPlan
from negotiator.domain.problems import Refused
from ui.pages.base import PageContext
from ui.widgets import ProgressPanel

if TYPE_CHECKING:
    from negotiator.services.packs import FrozenWorkspace, Pack


def print_pack(
    frozen: FrozenWorkspace, plan: PackPlan | Audience, at: datetime, format: str = "pdf", progress: Any = None
) -> Pack:
    """The work of a job: the pack as bytes."""
    from negotiator.services.packs import make_pack

    return make_pack(frozen, plan, at, format, lambda share: progress(share, "") if progress else None)


def moment(context: PageContext) -> datetime:
    """The day of the context at this time of day: what the pack says it was made at."""
    return datetime.combine(context.today(), datetime.now(UTC).astimezone().timetz())


class PackPrinter(QObject):
    """Asks for a place, makes the pack there, says so. One at a time; ``progress`` shows how far it is."""

    printed = Signal(str)

    def __init__(self, context: PageContext, progress: ProgressPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._progress, self._page = context, progress, parent
        self._path: Path | None = None
        self._session: object = None
        self._asked: tuple[PackPlan | Audience, str] | None = None
        progress.cancelled.connect(self._on_cancel)

    def ask(self, plan: PackPlan | Audience, name: str, format: str) -> None:
        """Ask where to, then make it. Closing the question changes nothing."""
        session = self._context.bridge.session
        if session is None:
            return
        folder = session.path.parent if session.path else Path.home()
        title = session.settings.title or name
        safe = "".join(c if c.isalnum() or c in " -_" else "-" for c in f"{title} - {name}")
        kinds = {"pdf": self.tr("PDF (*.pdf)"), "xlsx": self.tr("Workbook (*.xlsx)")}
        words = {"pdf": self.tr("Print to PDF"), "xlsx": self.tr("Export workbook")}
        asked = words[format]
        if self._context.bridge.has_passphrase:
            asked = self.tr("{what}: it will open without the passphrase").format(what=asked)
        dialog = QFileDialog(self._page, asked, str(folder), kinds[format])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(format)
        dialog.selectFile(f"{safe}.{format}")
        self._asked = plan, format
        dialog.fileSelected.connect(self._on_place)
        dialog.open()

    def _on_place(self, name: str) -> None:
        if self._asked is not None:
            (plan, format), self._asked = self._asked, None
            self.print_to(plan, Path(name), format)

    def print_to(self, plan: PackPlan | Audience, path: Path, format: str) -> None:
        """Make the pack anew and write it; it is noted in the export log."""
        from negotiator.services.packs import freeze

        session = self._context.bridge.session
        if session is None:
            return
        try:
            frozen = freeze(session)
        except Refused as refusal:
            self._context.problem(refusal)
            return
        self._path, self._session = path, session
        self._progress.start(self.tr("Making {name}…").format(name=path.name))
        job = self._context.jobs.start(
            "pack-print",
            print_pack,
            frozen,
            plan,
            moment(self._context),
            format,
            done=self._on_made,
            failed=self._on_failed,
            with_progress=True,
        )
        job.progressed.connect(self._progress.set_progress)
        job.cancelled.connect(self._progress.finish)

    def _on_made(self, pack: Pack) -> None:
        self._progress.finish()
        path, self._path = self._path, None
        # Another workspace may have been opened meanwhile: its log must not take this pack.
        if path is None or self._context.bridge.session is not self._session:
            return
        try:
            self._context.bridge.write_pack(pack, path)
        except Refused as refusal:
            self._context.problem(refusal)
            return
        said = self.tr("Written to {name}.").format(name=path.name)
        if self._context.bridge.has_passphrase:
            said += " " + self.tr("It opens without the passphrase.")
        self._context.toast(said, undo=False)
        self.printed.emit(str(path))

    def _on_failed(self, error: object) -> None:
        self._progress.finish()
        if not isinstance(error, Refused):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._context.problem(error)

    def _on_cancel(self) -> None:
        self._context.jobs.cancel("pack-print")
        self._progress.finish()
