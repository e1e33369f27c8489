"""Word lists and other tables: ``tables/<rule-id>/<name>.tsv``, the first line naming the columns, the last one the source."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path

from ._patterns import lazy_pattern
from .language import is_script, script
from .locale import parents
from .model import Document

_FOLDER = Path(__file__).parent / "tables"

Row = Mapping[str, str]


@cache
def table(owner: str, name: str) -> tuple[Row, ...]:
    """The rows of the table `name` of a rule; none if there is no such table. Cells are read as they are."""
    path = _FOLDER / owner / f"{name}.tsv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def tables(owner: str) -> Mapping[str, tuple[Row, ...]]:
    """All tables of a rule, by name."""
    return {p.stem: table(owner, p.stem) for p in sorted((_FOLDER / owner).glob("*.tsv"))}


@cache
def table_for(owner: str, lang: str | None) -> tuple[Row, ...]:
    """The rows that a rule has for a language: of the nearest tag that has a table (``pt-BR``, then ``pt``)."""
    if lang is None:
        return ()
    return next((rows for tag in parents(lang) if (rows := table(owner, tag))), ())


@cache
def row_for(owner: str, name: str, lang: str) -> Row | None:
    """The row of a rule's table for a language: of the nearest tag that has one; ``None`` if none has."""
    rows = {row["tag"]: row for row in table(owner, name)}
    return next((rows[tag] for tag in (lang, *parents(lang)) if tag in rows), None)


_FEW = 3_000  # lines, below which a variety is judged together with the language it belongs to
_UNSEEN = 3  # slips that as many lines again may hold although these have none, in 95 cases of 100
_HABIT, _SOURCE = 2, 1_000  # slips in so many lines of one source that are no chance
_UNEVEN = 10


@cache
def human_rate(owner: str, lang: str | None, column: str, unseen: int = _UNSEEN) -> float | None:
    """How many lines in 10,000 by people may have what `column` of a rule's table ``human`` counts; ``None``: not counted.

    The table has a row for each source of a language. The estimate is a high one: `unseen` slips more than were counted,
    and a tenth of what was found in the source where people slip most: in news there are ten times as many places for most
    slips as in short sentences.
    """
    rows: list[Row] = []
    for tag in dict.fromkeys((lang, *parents(lang))) if lang else ():
        if sum(int(row["lines"]) for row in rows) < _FEW:
            rows += (row for row in table(owner, "human") if _is_of(row["tag"], tag) and row not in rows)
    lines = sum(int(row["lines"]) for row in rows)
    if not lines:
        return None
    slips = [(int(row[column]), int(row["lines"])) for row in rows]
    habits = [n / of for n, of in slips if n >= _HABIT and of >= _SOURCE]
    return 10_000 * max((sum(n for n, _ in slips) + unseen) / lines, *(rate / _UNEVEN for rate in habits), 0)


def _is_of(counted: str, tag: str) -> bool:
    """Whether a row is of this tag, or of it with its script: "tg" was counted as "tg-Cyrl"."""
    of, _, last = counted.rpartition("-")
    return counted == tag or (of == tag and is_script(last) and last == script(tag))


_SETTLED = 10  # places that are right, for each that is wrong
_SPACE, _LONG = lazy_pattern(" "), 80  # what divides words, and so many of them


def settled(document: Document, right: re.Pattern[str], wrong: int, least: int = _SETTLED) -> bool:
    """Whether a document shows how its writer sets a mark: `least` places that are `right` for each `wrong` one.

    Then one wrong place is out of line with the text around it, however often people err in the language.
    """
    needed = least * max(1, wrong)
    found: bool = document.memo(("settled", right, needed), lambda document: holds(document.text, right, needed))
    return found


def counted(document: Document, rule: str, pattern: re.Pattern[str]) -> int:
    """How often `pattern` is found in the lines of a document that the trigger of a rule concerns."""
    found: int = document.memo(
        ("counted", rule, pattern), lambda document: len(pattern.findall(document.lines_of(rule)))
    )
    return found


def is_long(document: Document) -> bool:
    """Whether a document has words enough to say some of them again, and to show what its writer does not do."""
    return settled(document, _SPACE, 1, _LONG)


def holds(text: str, pattern: re.Pattern[str], count: int) -> bool:
    """Whether `pattern` is found in `text` so many times; no more of the text is looked at than that takes."""
    return sum(1 for _ in islice(pattern.finditer(text), count)) >= count


_CAREFUL = 2.5  # slips in 10,000 lines


@cache
def careful_spacing(lang: str | None) -> bool:
    """Whether people who write the language hardly ever set a space wrong (``tables/spacing-slips``).

    Where they are careful, one wrong space is taken for a fault of translation; elsewhere, or where nobody has
    counted, it may be the way its author writes.
    """
    rates = [human_rate("spacing-slips", lang, column) for column in ("before", "after", "inside", "side")]
    return all(rate is not None and rate <= _CAREFUL for rate in rates)


@cache
def word_starts(owner: str, name: str) -> re.Pattern[str]:
    """What finds the words of a table where a word begins (in scripts without spaces: anywhere), in any case.

    A word whose cell ``exact`` is not empty is found as it stands, and whole.
    """
    patterns = []
    for row in table(owner, name):
        word = re.escape(row["word"])
        if row.get("exact"):
            patterns.append(rf"(?-i:(?<!\w){word}(?!\w))")
        else:
            patterns.append(word if row["word"][0] > "\u0e00" else rf"(?<!\w){word}")
    return re.compile("|".join(patterns), re.IGNORECASE)
