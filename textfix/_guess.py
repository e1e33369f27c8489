"""What encoding bytes are in, where nobody says: ``--encoding auto``."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import cache
from typing import Any

from ._extras import extra
from .errors import FormatError

AUTO = "auto"
_SAMPLE = 1 << 16  # bytes that the detector is given


@cache
def detector() -> Callable[[bytes], Any]:
    """The detector. Raises `MissingExtraError`."""
    with extra("detect", "--encoding auto"):
        from chardet import detect
    return detect


def guess(data: bytes, *, whole: bool) -> str:
    """Return the codec of `data`, the beginning of a file or, if `whole`, all of it. Raises `FormatError`.

    What is valid UTF-8 is UTF-8: text in an older encoding hardly ever is.
    """
    if b"\0" not in data:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(data, whole)
            return "utf-8"
        except UnicodeDecodeError:
            # Lines in ASCII say nothing, and lead the detector astray.
            data = b"\n".join(line for line in data.splitlines() if not line.isascii())
    name = detector()(data[:_SAMPLE])["encoding"]
    try:
        return codecs.lookup(name or "").name
    except LookupError as error:
        raise FormatError("its encoding cannot be told; name it, for example --encoding cp1252") from error
