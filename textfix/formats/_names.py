"""What the name of a file says of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from .._patterns import lazy_pattern

_TAG = lazy_pattern(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Z]{2}|[a-z]{2}|\d{3}))?$")
# Folders under which each language has a folder or a file of its own.
_FOLDERS = frozenset({"i18n", "l10n", "lang", "langs", "language", "languages", "locale", "locales", "translations"})


def language(path: str) -> str | None:
    """The language that a file name ends with (``app_de.arb``, ``film.pt-BR.srt``), or that its folder is called."""
    return next(_candidates(PurePath(path)), None)


def _candidates(path: PurePath) -> Iterator[str]:
    stem = path.name.split(".")[0]
    parts = path.name.split(".")[:-1]
    if len(parts) > 1 and _TAG.fullmatch(parts[-1]):
        yield _tag(parts[-1])
    m = re.search(r"[_-]([a-z]{2,3}(?:[_-](?:[A-Z]{2}|[A-Z][a-z]{3}))?)$", stem)
    if m:
        yield _tag(m[1])
    folders = path.parts[:-1]
    for i in range(len(folders) - 1, 0, -1):
        if folders[i - 1].lower() in _FOLDERS and _TAG.fullmatch(folders[i]):
            yield _tag(folders[i])
    if folders and folders[-1].lower() in _FOLDERS and _TAG.fullmatch(stem):
        yield _tag(stem)


def _tag(name: str) -> str:
    return name.replace("_", "-")
