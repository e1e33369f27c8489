"""The authoring API: all that a rule file imports, besides `textfix.model` and `textfix.locale`.

A rule is one file in ``textfix/rules/<group>/``. Its docstring is its documentation page, with the headings
*What it does*, *Why*, *Limits* and *Source*; then come a few patterns and one decorated generator::

    @rule(id="double-space", kind=REPAIR, stage=TYPOGRAPHY, error_type="design-and-markup/whitespace",
          confidence=0.97, trigger=pair(" ", " "), examples=[fires(...), silent(...)])
    def find(segment: Segment) -> Iterator[Hit]: ...
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from ._agglutination import word_judge
from ._alignment import beside, line_pairs, tell, unanswered_passages
from ._code_pages import not_ascii
from ._constructs import Construct, addresses, differences, placeholders, tags
from ._counterparts import exchanged, misscaled, unanswered
from ._dates import Date, dates
from ._detect import detect, detectable, likeliest
from ._glossary import Term, Words, glossary
from ._gluing import best_split, gluing_limits, serves, weigh
from ._lexicon import Lexicon, lexicon, tags_of_lists
from ._llm_talk import refusal, request, talk
from ._loops import Loop, character_loops, loops
from ._lost_bytes import LOST
from ._misread import misread_page, misread_utf8
from ._morphology import Morphology, morphology
from ._number_words import spellings as number_words
from ._numbers import Number, Side
from ._pairs import pairs
from ._patterns import lazy_pattern
from ._quotes import DOUBLE, SINGLE, Mark, Paragraph, Quotation, Stand, Survey, quotations, survey, survey_of, unpaired
from ._search import holds_any
from ._segmentation import protected_spans, sentences, touches, words
from ._tables import (
    Row,
    careful_spacing,
    counted,
    holds,
    human_rate,
    is_long,
    row_for,
    settled,
    table,
    table_for,
    tables,
    word_starts,
)
from ._trigger import (
    ARABIC,
    CYRILLIC,
    DIGIT,
    ECHOED_PHRASE,
    EDGE,
    GREEK,
    HAN_KANA,
    LATIN,
    LETTER,
    LINE_END,
    LOWER,
    MARK,
    NON_ASCII,
    NON_SPACE,
    REPEATED_PHRASE,
    REPEATED_WORD,
    SINGLE_LETTERS,
    SPACE,
    TORN_WORD,
    UNKNOWN_WORD,
    UPPER,
    Trigger,
    always,
    chars,
    literals,
    pair,
    triple,
)
from .errors import RuleError
from .language import matches
from .locale import Locale, languages_with, locale_for
from .model import Document, Edit, Hit, Kind, Segment, Span
from .mqm import ERROR_TYPES, Severity

__all__ = [
    "ARABIC",
    "CHARACTERS",
    "CYRILLIC",
    "DIGIT",
    "DOCUMENT",
    "DOUBLE",
    "ECHOED_PHRASE",
    "EDGE",
    "ENCODING",
    "FLAG",
    "GREEK",
    "HAN_KANA",
    "LATIN",
    "LETTER",
    "LINE_END",
    "LOST",
    "LOWER",
    "MARK",
    "NON_ASCII",
    "NON_SPACE",
    "NOWHERE",
    "REPAIR",
    "REPEATED_PHRASE",
    "REPEATED_WORD",
    "RESIDUE",
    "SEGMENT",
    "SINGLE",
    "SINGLE_LETTERS",
    "SPACE",
    "STYLE",
    "TORN_WORD",
    "TYPOGRAPHY",
    "UNKNOWN_WORD",
    "UPPER",
    "WORDS",
    "Construct",
    "Date",
    "Document",
    "Edit",
    "Hit",
    "Kind",
    "Lexicon",
    "Locale",
    "Loop",
    "Mark",
    "Morphology",
    "Number",
    "Paragraph",
    "Quotation",
    "Row",
    "Rule",
    "Segment",
    "Severity",
    "Side",
    "Span",
    "Stand",
    "Survey",
    "Trigger",
    "addresses",
    "always",
    "beside",
    "best_split",
    "careful_spacing",
    "character_loops",
    "chars",
    "counted",
    "dates",
    "delete",
    "detect",
    "detectable",
    "differences",
    "exchanged",
    "fires",
    "flag",
    "glossary_words",
    "gluing_limits",
    "holds",
    "holds_any",
    "human_rate",
    "insert",
    "is_long",
    "lazy_pattern",
    "lexicon",
    "likeliest",
    "line_pairs",
    "literals",
    "loops",
    "misread_page",
    "misread_utf8",
    "misscaled",
    "morphology",
    "not_ascii",
    "number_words",
    "pair",
    "pairs",
    "placeholders",
    "protected_spans",
    "quotations",
    "refusal",
    "replace",
    "request",
    "row_for",
    "rule",
    "sentences",
    "serves",
    "settled",
    "silent",
    "survey",
    "survey_of",
    "table",
    "table_for",
    "tables",
    "tags",
    "tags_of_lists",
    "talk",
    "tell",
    "terms",
    "touches",
    "triple",
    "unanswered",
    "unanswered_passages",
    "unpaired",
    "weigh",
    "word_judge",
    "word_starts",
    "words",
]

REPAIR, FLAG = Kind.REPAIR, Kind.FLAG


class Stage(IntEnum):
    """Repairs run stage by stage, flags after all of them. The order is a property of the stage alone."""

    ENCODING = 0
    CHARACTERS = 1
    RESIDUE = 2
    TYPOGRAPHY = 3
    WORDS = 4
    STYLE = 5  # what a profile asks for; nothing is broken any more


ENCODING, CHARACTERS, RESIDUE, TYPOGRAPHY, WORDS, STYLE = Stage


class Scope(StrEnum):
    """What a rule is given as one segment: a line, or the whole document."""

    SEGMENT = "segment"
    DOCUMENT = "document"


SEGMENT, DOCUMENT = Scope


@dataclass(frozen=True)
class Example:
    """A text with the spans that the rule must find in it (none: it must stay silent), and the repaired text."""

    text: str
    spans: tuple[Span, ...]
    after: str | None
    lang: str | None
    source: str | None = None
    glossary: str | None = None  # in the form of TSV


_MARKED = lazy_pattern("⟦(.*?)⟧", re.DOTALL)


def fires(
    marked: str,
    after: str | None = None,
    *,
    lang: str | None = None,
    source: str | None = None,
    glossary: str | None = None,
) -> Example:
    """An example in which the rule finds what ``⟦ ⟧`` marks; a repair turns the text into `after`."""
    spans: list[Span] = []
    removed = 0
    for m in _MARKED.finditer(marked):
        start = m.start() - removed
        spans.append(Span(start, start + len(m[1])))
        removed += 2
    if not spans:
        raise RuleError(f"an example that fires marks its span with ⟦ ⟧: {marked!r}")
    return Example(_MARKED.sub(r"\1", marked), tuple(spans), after, lang, source, glossary)


def silent(text: str, *, lang: str | None = None, source: str | None = None, glossary: str | None = None) -> Example:
    """An example that the rule must leave alone."""
    return Example(text, (), None, lang, source, glossary)


Find = Callable[[Segment], Iterable[Hit]]
Pattern = re.Pattern[str] | Callable[[Locale], re.Pattern[str] | None] | None

NOWHERE = lazy_pattern("(?!)")  # the pattern where a language gives a rule nothing to do: the rule is not asked at all


@dataclass(frozen=True)
class Rule:
    """One check. Made by the decorator `rule`; fields are its declaration."""

    id: str
    kind: Kind
    stage: Stage
    error_type: str
    severity: Severity
    confidence: float
    trigger: Trigger
    pattern: Pattern
    examples: tuple[Example, ...]
    find: Find
    doc: str
    scope: Scope = SEGMENT
    languages: tuple[str, ...] | None = None
    facts: tuple[str, ...] = ()
    needs_language: bool = False
    needs_source: bool = False
    needs_glossary: bool = False
    across: bool = False
    edges: bool = False
    inside_protected: bool = False
    default: bool = True
    profiles: frozenset[str] = field(default_factory=frozenset)
    group: str = ""

    def __reduce__(self) -> tuple[Callable[[str, str], Rule], tuple[str, str]]:
        # A rule stands where its function stood, so it is found again by the function's name.
        return _named, (self.find.__module__, self.find.__qualname__)

    def serves(self, lang: str | None) -> bool:
        """Whether the rule can judge a text in `lang` (a canonical tag, ``None`` if unknown)."""
        if not self.needs_language:
            return True
        if lang is None or not (self.languages is None or matches(lang, self.languages)):
            return False
        return not self.facts or any(getattr(locale_for(lang), fact) for fact in self.facts)

    def pattern_for(self, locale: Locale) -> re.Pattern[str] | None:
        """What a line in the language of `locale` must hold for the rule to find anything, ``None`` if that is not told."""
        return self.pattern(locale) if callable(self.pattern) else self.pattern

    @property
    def served(self) -> tuple[str, ...] | None:
        """The tags of the languages that the rule serves, ``None`` for all."""
        if self.facts:
            return tuple(sorted({tag for fact in self.facts for tag in languages_with(fact)}))
        return self.languages

    @property
    def summary(self) -> str:
        """The first line of the rule's documentation."""
        return self.doc.strip().partition("\n")[0].rstrip(".")


def _named(module: str, name: str) -> Rule:
    found: Rule = getattr(importlib.import_module(module), name)
    return found


def rule(
    *,
    id: str,
    kind: Kind,
    error_type: str,
    trigger: Trigger,
    confidence: float,
    examples: Sequence[Example],
    pattern: Pattern = None,
    stage: Stage = WORDS,
    severity: Severity = Severity.MINOR,
    scope: Scope = SEGMENT,
    languages: Sequence[str] | None = None,
    facts: Sequence[str] = (),
    needs_language: bool = False,
    needs_source: bool = False,
    needs_glossary: bool = False,
    across: bool = False,
    edges: bool = False,
    inside_protected: bool = False,
    default: bool = True,
    profiles: Iterable[str] = (),
) -> Callable[[Find], Rule]:
    """Turn a generator of hits into a `Rule`.

    `pattern`: what a line that meets the trigger must hold besides, or else the rule is not called; give the tightest that
    is searched in linear time. Like the trigger it may let too much through, never too little: it is searched in the whole text
    from the beginning of the line to its end, the line end included, so a look behind may see the line before.
    A function gives the pattern for a locale, `NOWHERE` if the rule can find nothing there.
    `stage` says when a repair runs (a flag runs after all repairs, whatever its stage). `languages`: the tags that
    the rule serves, ``None`` for all; `facts`: fields of `Locale`, of which a language must have one for the rule to
    serve it; `needs_language`: it runs only where the language is known. `needs_source`:
    it compares a text with its source, and runs only where there is one; `needs_glossary`: it runs only where there is one. `across`: it compares lines with each other,
    and so also the texts of a bilingual file. `edges`: it judges the beginning and the end of a document, and looks again
    after each edit there, wherever its trigger was met.
    `inside_protected`: its business is in URLs, code, markup and placeholders, which are closed to other rules.
    `confidence`: what a hit has that names none. A repair whose `confidence` is below the threshold of a run is taken
    for one that only suggests; its hits must not name more. `profiles`: the profiles that run it, none for all. Raises `RuleError` for a declaration that cannot work.
    """
    if error_type not in ERROR_TYPES:
        raise RuleError(f"rule {id!r}: unknown error type {error_type!r}; textfix/mqm.py lists them")
    if pattern is not None and scope is DOCUMENT:
        raise RuleError(f"rule {id!r}: a pattern is searched in lines; the rule judges documents")
    if not 0 < confidence <= 1:
        raise RuleError(f"rule {id!r}: confidence must be above 0 and at most 1, not {confidence}")

    def make(find: Find) -> Rule:
        return Rule(
            id=id,
            kind=kind,
            stage=stage,
            error_type=error_type,
            severity=severity,
            confidence=confidence,
            trigger=trigger,
            pattern=pattern,
            examples=tuple(examples),
            find=find,
            doc=find.__globals__.get("__doc__") or find.__doc__ or "",
            scope=scope,
            languages=None if languages is None else tuple(languages),
            facts=tuple(facts),
            needs_language=needs_language or languages is not None or bool(facts),
            needs_source=needs_source,
            needs_glossary=needs_glossary,
            across=across,
            edges=edges,
            inside_protected=inside_protected,
            default=default,
            profiles=frozenset(profiles),
            group=find.__module__.rpartition(".")[0].rpartition(".")[2],
        )

    return make


# ---------------------------------------------------------------- glossaries


def terms(segment: Segment) -> tuple[Term, ...]:
    """The terms of the glossary for the languages of a segment and its source; none if there is no glossary."""
    if segment.glossary is None:
        return ()
    source_lang = segment.source_lang or (tell(segment.source) if segment.source else None)
    return glossary(segment.glossary).terms(source_lang, segment.lang)


def glossary_words(line: str) -> Words:
    """A line in which terms can be looked for."""
    return Words(line)


# ---------------------------------------------------------------- hits


def replace(
    start: int, end: int, text: str, message: str, *, confidence: float | None = None, evidence: str = ""
) -> Hit:
    """A hit on ``[start, end)`` of the segment's text that replaces it by `text`."""
    span = Span(start, end)
    return Hit(span, message, (Edit(span, text),), confidence, evidence)


def delete(start: int, end: int, message: str, *, confidence: float | None = None, evidence: str = "") -> Hit:
    """A hit on ``[start, end)`` of the segment's text that deletes it."""
    return replace(start, end, "", message, confidence=confidence, evidence=evidence)


def insert(at: int, text: str, message: str, *, confidence: float | None = None, evidence: str = "") -> Hit:
    """A hit before offset `at` of the segment's text that inserts `text`."""
    return replace(at, at, text, message, confidence=confidence, evidence=evidence)


def flag(start: int, end: int, message: str, *, confidence: float | None = None, evidence: str = "") -> Hit:
    """A hit on ``[start, end)`` of the segment's text that edits nothing."""
    return Hit(Span(start, end), message, (), confidence, evidence)
