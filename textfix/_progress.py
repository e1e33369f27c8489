"""A progress bar on standard error, for work that takes long on a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_PATIENCE = 1.0  # seconds without a sign of life before the bar appears


class Bar:
    """Counts files and bytes. `hide` it before anything else is written to the terminal; it comes back by itself."""

    def __init__(self, total: int, files: int, *, shown: bool) -> None:
        self._total = total
        self._files = files
        self._files_done = 0
        self._shown = shown and total > 0
        self._done = 0
        self._quiet_since = time.monotonic()
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.hide()

    def advance(self, count: int) -> None:
        """Count work that is done."""
        self._done += count
        if not self._shown:
            return
        if self._bar is None and time.monotonic() - self._quiet_since > _PATIENCE:
            self._bar = self._made()
        elif self._bar is not None:
            self._bar.label = self._count()
            self._bar.update(count)

    def file_done(self) -> None:
        """Count a file that is done."""
        self._files_done += 1

    def _count(self) -> str:
        return f"{min(self._files_done + 1, self._files):,} of {self._files:,} files" if self._files > 1 else ""

    def hide(self) -> None:
        """Take the bar off the terminal for now."""
        self._quiet_since = time.monotonic()
        if self._bar is not None:
            click.echo("\r\x1b[K", file=sys.stderr, nl=False)
            self._bar = None

    def _made(self) -> ProgressBar[int]:
        bar = click.progressbar(length=self._total, label=self._count(), file=sys.stderr, show_pos=False)
        bar.update(self._done)
        return bar
