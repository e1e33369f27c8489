"""From bytes to text and back: byte order marks, encodings, and long texts in pieces of bounded size."""

from __future__ import annotations

import codecs
import io
import tempfile
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ._guess import AUTO, detector, guess
from ._patterns import lazy_pattern
from .errors import FormatError, OptionsError, nearest
from .formats import Fields

BLOCK = 1 << 18  # bytes that are read at a time
PIECE = 1 << 19  # code points; a longer text is checked in pieces
_ASCII_BLOCKS = 64  # in which an encoding is looked for: a longer beginning in ASCII tells nothing
LONGEST_LINE = 1 << 24  # code points, where a file is read line by line
LARGEST = 1 << 26  # code points of a file that is read whole

# The mark of UTF-32-LE begins with that of UTF-16-LE, so it comes first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In these every text has one encoding, so what is decoded and not changed is written as it was. Their codecs that
# write a mark are replaced by those that do not: the mark is kept, or kept away, here.
_UNICODE = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32": "utf-32-le",
    "utf-32-le": "utf-32-le",
    "utf-32-be": "utf-32-be",
}


def known_encoding(name: str) -> str:
    """Return the codec for the encoding `name`; an `OptionsError` where Python has no text encoding of that name.

    ``auto`` stays what it is, if there is a detector.
    """
    if name == AUTO:
        detector()
        return AUTO
    try:
        codec = codecs.lookup(name).name
        text = codecs.getincrementaldecoder(name)().decode(b"", True)
        if not isinstance(text, str) or not isinstance(codecs.getincrementalencoder(name)().encode("", True), bytes):
            raise LookupError("a codec between other things than text and bytes")
    except (LookupError, ValueError, TypeError) as error:
        from encodings.aliases import aliases

        raise OptionsError(f"unknown encoding {name!r}{nearest(name, {*aliases, *_UNICODE})}") from error
    return _UNICODE.get(codec, codec)


class Source:
    """A stream of bytes, decoded, and what is known of the file.

    A byte order mark overrules the encoding that was told, and that the one which the file declares by itself; default:
    UTF-8. The encoding ``auto`` is found out from the bytes.

    Raises `FormatError` for bytes that are not text in that encoding.
    """

    def __init__(
        self,
        stream: BinaryIO,
        encoding: str | None = None,
        *,
        piece: int = PIECE,
        path: str = "-",
        fields: Fields | None = None,
        declared: Callable[[bytes], str | None] = lambda _: None,
    ) -> None:
        self.stream = stream
        self.path = path
        self.fields = fields or Fields()
        self.position = 0  # bytes read so far
        self._told = encoding is not None
        self._piece = piece
        self._block = self._read()
        if encoding is None or encoding.lower() == AUTO:
            encoding = _usable(declared(self._block)) or encoding
        self.mark, self.codec = next(
            (m for m in _MARKS if self._block.startswith(m[0])), (b"", known_encoding(encoding or "utf-8"))
        )
        self.guessed = self.codec == AUTO
        if self.guessed:
            self.codec = known_encoding(self._guess())
        self._encoder = codecs.getincrementalencoder(self.codec)()
        self._unwritten_mark = self.mark
        self._round_trip = _RoundTrip(self.codec)

    def texts(self, *, by_line: bool = False) -> Iterator[str]:
        """Yield the text in pieces; an empty file is one empty piece.

        They are cut where it hurts least, or with `by_line` after line ends only.
        """
        waiting, empty = "", True
        for text in self._decoded():
            waiting += text
            while len(waiting) > self._piece:
                at = self._line_end(waiting) if by_line else cut(waiting, self._piece)
                if at == 0:
                    break
                yield waiting[:at]
                waiting, empty = waiting[at:], False
        if waiting or empty:
            yield waiting

    def _line_end(self, text: str) -> int:
        at = text.rfind("\n", 0, self._piece) + 1 or text.find("\n") + 1
        if at == 0 and len(text) > LONGEST_LINE:
            raise FormatError(f"a line of more than {LONGEST_LINE:,} characters; split it, or use --format text")
        return at

    def text(self) -> str:
        """Return the whole text. Raises `FormatError` where it is too large for that."""
        pieces, length = [], 0
        for text in self._decoded():
            pieces.append(text)
            length += len(text)
            if length > LARGEST:
                raise FormatError(f"more than {LARGEST:,} characters, too many for this format; split the file")
        return "".join(pieces)

    def file(self) -> BinaryIO:
        """Return the bytes as a file to read and seek in."""
        if not isinstance(self.stream, io.BufferedReader) or not self.stream.seekable():
            copy = tempfile.SpooledTemporaryFile(1 << 24)  # noqa: SIM115
            copy.write(self._block)
            while block := self._read():
                copy.write(block)
            copy.seek(0)
            return copy  # type: ignore[return-value]
        self.stream.seek(0)
        return self.stream

    def encode(self, text: str, *, final: bool = False) -> bytes:
        """Return the next piece of text as bytes; a character that the encoding lacks is a `FormatError`."""
        if not self._round_trip.exact:
            raise FormatError(
                f"holds bytes that would be written in another way in {self.codec}; convert it to UTF-8 first"
            )
        mark, self._unwritten_mark = self._unwritten_mark, b""
        try:
            return mark + self._encoder.encode(text, final)
        except UnicodeError as error:
            if not isinstance(error, UnicodeEncodeError):
                raise FormatError(f"cannot be written in {self.codec}: {error}") from error
            c = error.object[error.start]
            raise FormatError(
                f"the repaired text has {c!r} (U+{ord(c):04X}), which {self.codec} cannot encode; "
                "convert the file to UTF-8 first"
            ) from error

    def _read(self) -> bytes:
        block = self.stream.read(BLOCK)
        self.position += len(block)
        return block

    def _guess(self) -> str:
        """Read until something tells the encoding."""
        blocks = [self._block]
        while blocks[-1] and blocks[-1].isascii() and b"\0" not in blocks[-1] and len(blocks) < _ASCII_BLOCKS:
            blocks.append(self._read())
        self._block = b"".join(blocks)
        return guess(self._block, whole=len(self._block) < BLOCK or not blocks[-1])

    def _decoded(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.codec)()
        block = self._block[len(self.mark) :]
        if self.codec[:6] not in ("utf-16", "utf-32") and b"\0" in block:
            at = block.index(b"\0") + len(self.mark)
            raise FormatError(f"looks like a binary file: NUL at byte {at}; UTF-16 text needs --encoding utf-16")
        while True:
            try:
                text = decoder.decode(block, not block)
            except UnicodeError as error:
                raise FormatError(self._not_text(error)) from error
            self._round_trip.add(block, text)
            yield text
            if not block:
                return
            block = self._read()

    def _not_text(self, error: UnicodeError) -> str:
        if not isinstance(error, UnicodeDecodeError):
            return f"not valid {self.codec}: {error}"
        at = self.position - len(error.object) + error.start
        name = self.codec.upper() if self.codec in _UNICODE.values() else self.codec
        hint = (
            "is that its encoding?"
            if self._told and not self.guessed
            else "name its encoding, for example --encoding cp1252"
        )
        if self.mark:
            hint = "its byte order mark says that it is"
        elif self.guessed:
            hint = "its beginning looked like that; " + hint
        return f"not valid {name} at byte {at} (0x{error.object[error.start]:02X}); {hint}"


def _usable(name: str | None) -> str | None:
    """The encoding that a file declares; UTF-8 where that cannot be."""
    if name is None or name.lower().startswith(("utf-16", "utf16", "utf-32", "ucs")):  # the name itself is ASCII
        return None
    try:
        return known_encoding(name)
    except OptionsError as error:
        raise FormatError(f"declares its encoding as {name!r}, which is not known; name it with --encoding") from error


class _RoundTrip:
    """Watches whether what was decoded from an older encoding would be encoded to the same bytes again."""

    def __init__(self, codec: str) -> None:
        self.exact = True
        self._encoder = None if codec in _UNICODE.values() else codecs.getincrementalencoder(codec)()
        self._waiting = b""

    def add(self, block: bytes, text: str) -> None:
        """Take the next bytes and what was decoded of them; an empty block is the end."""
        if self._encoder is None or not self.exact:
            return
        self._waiting += block
        try:
            again = self._encoder.encode(text, not block)
        except UnicodeError:
            self.exact = False
            return
        self.exact = self._waiting.startswith(again) and (bool(block) or again == self._waiting)
        self._waiting = self._waiting[len(again) :]


# ---------------------------------------------------------------- where to cut

_END = r"(?:\r\n|\r(?!\n)|\n)"
# From the best place for a cut to the worst: after a blank line, a line, a sentence, a word.
_PLACES = tuple(
    lazy_pattern(p) for p in (rf"{_END}[ \t]*{_END}", _END, r"[.!?…।؟][\"'”’»)\]]*\s+|[。！？][」』”’）]*", r"\s+")
)
# What can run over several lines, and must not be cut: both halves would be taken for something else.
_LONG_SPANS = ("```", "~~~", "<!--", "<pre", "<script", "<style", "<code", "<![CDATA[", "\\begin{", "\\[", "$$")


def cut(text: str, limit: int) -> int:
    """Return where to cut `text`, which is longer than `limit`: in the half before `limit`, outside code and markup.

    Nothing better being there, the cut is in the middle of what it is in, but not between a letter and its marks.
    """
    if text[limit - 1] == "\r" and text[limit] == "\n":
        limit -= 1
    low = limit // 2
    spans: list[tuple[int, int]] = []
    if any(opening in text for opening in _LONG_SPANS):
        from ._protect import protected_spans

        spans = [(s.start, s.end) for s in protected_spans(text)]
    for guarded in (spans, []) if spans else ([],):
        for place in _PLACES:
            for at in reversed([m.end() for m in place.finditer(text, low, limit)]):
                if not _inside(at, guarded):
                    return at
    at = limit
    while at > low and (unicodedata.category(text[at])[0] == "M" or "\u200d" in text[at - 1 : at + 1]):
        at -= 1
    return at


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    i = bisect_left(spans, (at,)) - 1
    return i >= 0 and spans[i][0] < at < spans[i][1]
