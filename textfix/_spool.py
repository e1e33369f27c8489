"""What workers write of reports, on its way to the main process."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

PREFIX = "textfix-pages-"  # what the folders for long reports of workers are called, with the number of their process


def sweep_pages() -> None:
    """Take away what runs that were killed have left among the temporary files."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(number: int) -> bool:
    """Whether there is a process of that number, or one cannot know."""
    if os.name != "posix":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


class Page:
    """What a worker writes of a report: in memory while it is short, then in a file in `folder`."""

    _LONG = 1 << 20  # characters

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._texts: list[str] = []
        self._length = 0
        self._path: str | None = None

    def write(self, text: str) -> None:
        """Add `text`."""
        self._texts.append(text)
        self._length += len(text)
        if self._length > self._LONG:
            self._store()

    def close(self) -> None:
        """End the page; it can be pickled now."""
        if self._path is not None:
            self._store()

    def copy(self, write: Callable[[str], object]) -> None:
        """Write all of it, once."""
        if self._path is not None:
            with Path(self._path).open(encoding="utf-8", errors="surrogatepass", newline="") as file:
                while piece := file.read(1 << 18):
                    write(piece)
            Path(self._path).unlink()
        for text in self._texts:
            write(text)

    def _store(self) -> None:
        if self._path is None:
            handle, self._path = tempfile.mkstemp(dir=self._folder)
            os.close(handle)
        with Path(self._path).open("a", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.writelines(self._texts)
        self._texts, self._length = [], 0
