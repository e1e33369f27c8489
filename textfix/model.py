"""The values that pass between rules, engine, formats and users.

All offsets count Unicode code points of a Python ``str``. Which text they count in is said beside each:
hits and their edits are in the text of the segment the rule was given; findings, and the edits of a report,
are in the original text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ._patterns import lazy_pattern
from .mqm import Severity, its_type

if TYPE_CHECKING:
    from .locale import Locale

T = TypeVar("T")


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in code points."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Whether the two stretches share a character, or one is empty and lies inside or at an end of the other."""
        start, end = other
        if self.start == self.end or start == end:
            return self.start <= end and start <= self.end
        return self.start < end and start < self.end


class Edit(NamedTuple):
    """A replacement of `span` by `text`: an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Hit(NamedTuple):
    """What a rule yields: offsets in the text of the segment that the rule was given."""

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    confidence: float | None = None  # None: the confidence of the rule
    evidence: str = ""


class Kind(StrEnum):
    """Whether a rule's edits may be applied."""

    REPAIR = "repair"
    FLAG = "flag"


class Basis(StrEnum):
    """What a score rests on."""

    TARGET = "target"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a text. `span` and `edits` count in the original text.

    `edits` is what was done (`applied`), or what is suggested (not `applied`). `confidence` is the probability
    that a professional editor would accept the finding.
    """

    rule: str
    span: Span
    edits: tuple[Edit, ...]
    error_type: str
    severity: Severity
    confidence: float
    message: str
    evidence: str
    applied: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain JSON values."""
        return {
            "rule": self.rule,
            "span": list(self.span),
            "edits": [{"span": list(e.span), "text": e.text} for e in self.edits],
            "error_type": self.error_type,
            "its_type": its_type(self.error_type),
            "severity": str(self.severity),
            "confidence": round(self.confidence, 4),
            "message": self.message,
            "evidence": self.evidence,
            "applied": self.applied,
        }


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a further scorer says: `score`, 0 to 100, or ``None`` with the `reason` why there is none.

    `agreement`, -1 to 1: how alike it and textfix's own score put the texts of a file in order (Spearman); ``None`` for a few texts.
    """

    scorer: str
    score: float | None
    reason: str = ""
    agreement: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the opinion as plain JSON values."""
        return {"scorer": self.scorer, "score": self.score, "reason": self.reason, "agreement": self.agreement}


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check.

    `text` is the repaired text; `edits` leads from the original to it: disjoint, minimal, in order, with spans in
    the original. `score`, 0 to 100, is ``None`` where nothing was assessed; `basis` says what it rests on. `lang` is the
    language the text was judged in, ``None`` if unknown; `not_assessed` names the rules that could not run, and says
    after "score: " why there is none. `opinions` are what further scorers say, where some were asked.
    """

    text: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    lang: str | None
    signature: str
    score: float | None = None
    basis: Basis | None = None
    not_assessed: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the repaired text differs from the original."""
        return bool(self.edits)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "text": self.text,
            "edits": [{"span": list(e.span), "text": e.text} for e in self.edits],
            "findings": [f.to_dict() for f in self.findings],
            "score": self.score,
            "basis": None if self.basis is None else str(self.basis),
            "lang": self.lang,
            "not_assessed": list(self.not_assessed),
            "opinions": [o.to_dict() for o in self.opinions],
            "signature": self.signature,
        }


Asks = list[tuple[Callable[["Segment"], Any], Any]]  # questions, and their answers


@dataclass(slots=True, eq=False)
class Document:
    """What rules may know of the whole input while they judge one segment of it.

    `text` is the text of the whole document as it stands now. `memo` keeps what was computed from it, so that a
    fact of the document (its quote style, its words) is computed once. `asks` holds each question that was asked of the
    surroundings of a segment, and its answer: as long as the answers stay the same, so does what rules find there.
    """

    _text: Callable[[], str]
    _lines: Callable[[str], str] | None = None
    _marks: Callable[[], Any] | None = None
    _memo: dict[Hashable, Any] = field(default_factory=dict)
    asks: Asks = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole document as it stands now. Better ask `memo` for a fact, which fewer repairs change."""
        text = self._text()
        self.asks.append((lambda segment: segment.document._text(), text))
        return text

    def memo(self, key: Hashable, make: Callable[[Document], T]) -> T:
        """Return ``make(document)``, computed once per document; `make` must ask nothing but the document it is given.

        What it returns is compared with ``==`` after repairs.
        """
        value = self._known(key, make)
        self.asks.append((lambda segment: segment.document._known(key, make), value))
        return value

    def _known(self, key: Hashable, make: Callable[[Document], T]) -> T:
        if key not in self._memo:
            asks, self.asks = self.asks, []  # what `make` asks for itself is part of its answer
            self._memo[key] = make(self)
            self.asks = asks
        return self._memo[key]  # type: ignore[no-any-return]

    def holds(self, string: str) -> bool:
        """Whether `string` stands in the document."""
        return self.memo(("holds", string), lambda document: string in document.text)

    def tokens(self) -> set[str]:
        """Return what stands between white space in the document."""
        return self.memo("tokens", lambda document: set(document.text.split()))

    def lines_of(self, rule: str) -> str:
        """Return the lines that the trigger of a rule concerns; the whole text where that is not known.

        What a rule looks for itself stands in these, and they are few.
        """
        lines = self._lines
        return self.text if lines is None else self.memo(("lines", rule), lambda _: lines(rule))

    def marks(self) -> Any:
        """Where double quotation marks stand, and where paragraphs end, as two arrays; ``None`` where that is not known."""
        return None if self._marks is None else self._marks()

    def count(self, phrase: str, rule: str | None = None, *, cased: bool = False) -> int:
        """Return how often `phrase` stands in the document, whatever its case unless `cased`, not as a part of longer words.

        `rule`: only the lines are looked at that its trigger concerns.
        """
        wanted = phrase if cased else phrase.lower()

        def count(document: Document) -> int:
            if rule is None:
                return (_count if cased else _count_any_case)(document.text, wanted)
            return _count(document.lines_of(rule) if cased else document._lowered(rule), wanted)

        return self.memo(("count", wanted, rule, cased), count)

    def _lowered(self, rule: str) -> str:
        return self.memo(("lower case", rule), lambda document: document.lines_of(rule).lower())

    @classmethod
    def of(cls, text: str) -> Document:
        """Return a document that consists of `text`."""
        return cls(lambda: text)


def _count(text: str, phrase: str) -> int:
    found = 0
    at = text.find(phrase)
    while at >= 0 and phrase:
        end = at + len(phrase)
        found += not (text[max(0, at - 1) : at].isalnum() or text[end : end + 1].isalnum())
        at = text.find(phrase, end)
    return found


def _count_any_case(text: str, phrase: str) -> int:
    """The same whatever the case; ten times as fast as to turn a long text into lower case."""
    import regex  # costs 15 ms, so not on import

    spans = (m.span() for m in regex.finditer(regex.escape(phrase), text, regex.IGNORECASE) if phrase)
    return sum(not (text[max(0, at - 1) : at].isalnum() or text[end : end + 1].isalnum()) for at, end in spans)


class Segment:
    """One unit of text with its language, and its source where there is one.

    A rule of segment scope gets one line of the document, without its line end; a rule of document scope gets the
    whole document as one segment. `lang` is a canonical BCP 47 tag, or ``None`` if the language is unknown; then
    `locale` is the root locale, which holds what is true everywhere. `source` is the source of the whole document, `model`
    a file of word translations for it, `glossary` a file of its terms. Offsets of hits count in `text`.
    A hit of less confidence than `least` is of no use to anybody, and need not be looked for.
    """

    __slots__ = (
        *("text", "least", "lang", "locale", "source", "source_lang", "model", "glossary", "document"),
        *("_near", "_neighbours", "_start"),
    )

    def __init__(
        self,
        text: str,
        lang: str | None,
        locale: Locale,
        *,
        document: Document | None = None,
        source: str | None = None,
        source_lang: str | None = None,
        model: str | None = None,
        glossary: str | None = None,
        neighbours: Callable[[], tuple[str, str]] = lambda: ("", ""),
        start: Callable[[], int] = lambda: 0,
        least: float = 0.0,
    ) -> None:
        self.text = text
        self.least = least
        self.lang = lang
        self.locale = locale
        self.source = source
        self.source_lang = source_lang
        self.model = model
        self.glossary = glossary
        self.document = document or Document.of(text)
        self._near: tuple[str, str] | None = None
        self._neighbours = neighbours
        self._start = start

    def at(self, text: str, neighbours: Callable[[], tuple[str, str]], start: Callable[[], int]) -> Segment:
        """Return another line of the same document, or the whole of it; `start` tells where it begins there."""
        other = object.__new__(Segment)  # for each line; three times as fast as a call with all that stays
        other.text, other.lang, other.locale, other.document = text, self.lang, self.locale, self.document
        other.source, other.source_lang = self.source, self.source_lang
        other.model, other.glossary = self.model, self.glossary
        other.least, other._near, other._neighbours, other._start = self.least, None, neighbours, start
        return other

    def _beside(self) -> tuple[str, str]:
        if self._near is None:
            self._near = self._neighbours()
        return self._near

    @property
    def previous(self) -> str:
        """The line before this one that is not empty, without its line end; empty at the start of the document."""
        return self.ask(lambda segment: segment._beside()[0])

    @property
    def following(self) -> str:
        """The line after this one, without its line end; empty at the end of the document."""
        return self.ask(lambda segment: segment._beside()[1])

    def around(self, start: int, end: int, far: int) -> tuple[str, str]:
        """What stands in the document before and behind ``[start, end)`` of the segment, up to `far` characters each."""

        def around(segment: Segment) -> tuple[str, str]:
            text, at = segment.document._text(), segment._start()
            return text[max(0, at + start - far) : at + start], text[at + end : at + end + far]

        return self.ask(around)

    def ask(self, question: Callable[[Segment], T]) -> T:
        """Return ``question(segment)``, which is asked again after repairs; the answers are compared with ``==``."""
        answer = question(self)
        self.document.asks.append((question, answer))
        return answer

    def __repr__(self) -> str:
        return f"Segment({self.text!r}, lang={self.lang!r})"


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with `edits` made: they must be disjoint and in order, with spans in `text`."""
    parts: list[str] = []
    at = 0
    for (start, end), new in edits:
        parts += text[at:start], new
        at = end
    parts.append(text[at:])
    return "".join(parts)


_LINE = lazy_pattern(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def split_lines(text: str) -> list[str]:
    """Split after \\n, \\r\\n and \\r only: form feeds and U+2028 belong to the line they stand in."""
    if "\r" in text:
        return _LINE.findall(text)
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])
