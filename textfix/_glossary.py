"""A glossary: how terms of the source are to be translated, and what must not be written. Read from TSV or TBX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ._patterns import lazy_pattern
from .errors import FormatError, LanguageError, OptionsError
from .language import canonical
from .model import Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FORBIDDEN = "forbidden"
_DEPRECATED = (
    "deprecatedterm",
    "supersededterm",
    "obsolete",
    "forbidden",
    "donotuse",
)  # statuses of TBX, without signs
_ENDING = 3  # letters that an inflection may change at the end of a word, and add to it
_UNSPACED = lazy_pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Term(NamedTuple):
    """A term of the source, how it may be translated, and what its translation must not be; no `source`: wherever it stands."""

    source: str
    wanted: tuple[str, ...]
    forbidden: tuple[str, ...]


class Glossary:
    """The terms of a glossary for any languages. Made by `glossary`."""

    def __init__(self, terms: list[tuple[str | None, str | None, Term]]) -> None:
        self._terms = terms

    @lru_cache(maxsize=16)  # noqa: B019 - as few glossaries as caches
    def terms(self, source_lang: str | None, lang: str | None) -> tuple[Term, ...]:
        """Return the terms for a pair of languages; those that name no language are for all."""
        return tuple(term for a, b, term in self._terms if _fits(a, source_lang) and _fits(b, lang))


def _fits(of_term: str | None, lang: str | None) -> bool:
    return of_term is None or lang is None or of_term.partition("-")[0] == lang.partition("-")[0]


@lru_cache(maxsize=8)
def glossary(path: str) -> Glossary:
    """Read a glossary. Raises `OptionsError`, with the line where there is one, for what cannot be read as such.

    TSV: the term of the source, its translations split by ``|``, and ``forbidden`` in the third column where these must not be used; a
    first line of ``source`` and ``target`` names the columns; lines that begin with ``#`` say nothing. TBX: every version; the term
    entries with their languages and their administrative status.
    """
    try:
        raw = Path(path).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise OptionsError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise OptionsError(f"{path}: not valid UTF-8 at byte {error.start}") from error
    try:
        if text.lstrip().startswith("<"):
            return Glossary(list(_tbx(text)))
        return Glossary(list(_tsv(text)))
    except FormatError as error:
        raise OptionsError(f"{path}{error}") from error


def _tsv(text: str) -> Iterator[tuple[str | None, str | None, Term]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if number == 1 and [cell.casefold() for cell in cells[:2]] == ["source", "target"]:
            continue
        targets = tuple(t for t in map(str.strip, cells[1].split("|")) if t) if len(cells) > 1 else ()
        if not targets:
            raise FormatError(f":{number}: no tab between a term and its translation")
        status = cells[2].casefold() if len(cells) > 2 else ""
        if status not in ("", "preferred", "allowed", _FORBIDDEN):
            raise FormatError(f":{number}: the third column is empty or says {_FORBIDDEN!r}, not {cells[2]!r}")
        if status == _FORBIDDEN:
            yield None, None, Term(cells[0], (), targets)
        elif cells[0]:
            yield None, None, Term(cells[0], targets, ())


def _tbx(text: str) -> Iterator[tuple[str | None, str | None, Term]]:
    from xml.etree import ElementTree

    if "<!ENTITY" in text:
        raise FormatError(": declares entities, which are not read")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise FormatError(f":{error.position[0]}: not valid XML: {error}") from error
    for entry in (e for e in root.iter() if _local(e) in ("termEntry", "conceptEntry")):
        sides = [(_lang(e), list(_terms(e))) for e in entry if _local(e) in ("langSet", "langSec")]
        for source_lang, sources in sides:
            for lang, targets in sides:
                if lang != source_lang:
                    wanted = tuple(t for t, deprecated in targets if not deprecated)
                    forbidden = tuple(t for t, deprecated in targets if deprecated)
                    for source, _ in sources:
                        yield source_lang, lang, Term(source, wanted, forbidden)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _lang(element: Element) -> str | None:
    tag = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang") or ""
    try:
        return canonical(tag)
    except LanguageError as error:
        raise FormatError(f": {error}") from error


def _terms(side: Element) -> Iterator[tuple[str, bool]]:
    """The terms of a language, and whether each is deprecated."""
    for section in side.iter():
        if _local(section) in ("tig", "ntig", "termSec"):
            term = next(("".join(e.itertext()).strip() for e in section.iter() if _local(e) == "term"), "")
            notes = ("".join(e.itertext()) for e in section.iter() if _is_status(e))
            told = "".join(c for note in notes for c in note.casefold() if c.isalnum())
            if term:
                yield term, any(status in told for status in _DEPRECATED)


def _is_status(element: Element) -> bool:
    return _local(element) == "administrativeStatus" or element.get("type") in (
        "administrativeStatus",
        "normativeAuthorization",
    )


# ---------------------------------------------------------------- terms in texts


class Words:
    """A line, in which terms are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> str:
        """The text without case and accents, no character more or less."""
        return "".join(map(_plain, self.text))

    @cached_property
    def _words(self) -> list[tuple[Span, str]]:
        return [(Span(*m.span()), m[0]) for m in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", self._folded)]

    def find(self, term: str) -> Span | None:
        """Return where a term stands, whatever the endings of its words; in scripts without spaces it must stand as it is."""
        wanted = "".join(map(_plain, term))
        if _UNSPACED.search(term):
            at = self._folded.find(wanted)
            return Span(at, at + len(wanted)) if at >= 0 else None
        parts = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", wanted)
        for i in range(len(self._words) - len(parts) + 1 if parts else 0):
            if all(_same(p, w) for p, (_, w) in zip(parts, self._words[i:], strict=False)):
                return Span(self._words[i][0].start, self._words[i + len(parts) - 1][0].end)
        return None

    def has(self, term: str) -> bool:
        """Whether a term stands in the line: its words may be apart, and parts of compounds."""
        if self.find(term) is not None:
            return True
        parts = re.findall(r"[^\W_]+", "".join(map(_plain, term)))
        return bool(parts) and all(_stem(p) in self._folded for p in parts)


def _plain(c: str) -> str:
    first = unicodedata.normalize("NFKD", c.casefold())[:1]
    return first or c


def _stem(word: str) -> str:
    """The part of a word that inflection leaves alone: all of a short one."""
    return word if len(word) < 4 else word[: max(3, len(word) - min(_ENDING, len(word) // 3))]


def _same(term: str, word: str) -> bool:
    """Whether `word` is a form of `term`."""
    if term == word:
        return True
    longer = _ENDING if len(term) > 6 else _ENDING - 1
    return len(term) >= 4 and word.startswith(_stem(term)) and len(word) <= len(term) + longer
