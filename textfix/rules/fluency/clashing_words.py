"""Points out small words that cannot stand next to each other, as "to they".

## What it does
Looks for sequences of function words that the grammar of the language excludes: a preposition before the subject form
of a pronoun ("pressure to they kill"), an article before another or before a preposition that ends nothing ("the of"),
an auxiliary with the wrong form of a verb ("has went"). The message names the reason; where one word in another form
would mend it, that is suggested.

## Why
Systems lose a verb, translate a word twice, or keep the word order of the source; what is left clashes in the small
words, which every language has few of and uses all the time.

## Limits
Finds only what a table lists, a small part of all errors of grammar. Words in quotation marks, capitals or code, and
sequences that a punctuation mark divides, are not looked at; nor is a place between words that the word list of the
language does not know, for it may be a quotation in another language. Languages without a table are not assessed.
Titles that begin with a function word, and clauses that end with a preposition right before a pronoun ("the people
I talk to they call friends"), can be mistaken for errors.

In 354,000 human sentences in English there are 19 hits, 13 of them slips, and in 790,000 of 20 other languages about 50,
more than half of them slips. In 71,000 English and German outputs of machines there are 197; all but four are wrong.

## Source
The grammars named in `tables/clashing-words`; candidates were found by counting neighbouring words in outputs of
machines (MLQE-PE, WMT 2021 and 2022) that do not occur in human sentences of Tatoeba and TICO-19.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Edit,
    Hit,
    Row,
    Segment,
    Span,
    always,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
    table_for,
    tables,
)

_OWNER = "clashing-words"
_TOKEN = lazy_pattern(r"\S+")
_OPENERS = "([¿¡"
_ENDERS = ".,;:!?…)]"
_SENTENCE_END = lazy_pattern(r"[.!?…:][)\]\"'”»’]*$|^[-–—•*#>]+$|^\d+[.)]$")
_ANCHORS = ("^", ",", "$")  # elements that stand for no word
_LOOK = 3  # words on each side that must be words of the language


class Pattern(NamedTuple):
    """A sequence that clashes. `words[key]` and the next element are lists of words, which is where it is looked for."""

    words: tuple[
        frozenset[str] | str, ...
    ]  # "^" begins a sentence, "," follows one, "$" ends a sentence with its mark, "#" is a number, "*ed" an ending
    key: int
    reason: str
    fixes: Mapping[str, str]
    fine: bool


class Clashes(NamedTuple):
    """All sequences of a language, and for each word the set of those whose key pair it begins or ends."""

    patterns: tuple[Pattern, ...]
    first: Mapping[str, int]
    second: Mapping[str, int]
    final: int  # the sequences whose key pair may stand before a mark, because nothing comes behind it
    ending: int  # the sequences that want a mark there
    fine: tuple[Pattern, ...]


def _element(text: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str] | str:
    if text in "^$#," or text.startswith("*"):
        return text
    if text.startswith("!"):
        return frozenset({"!"}).union(*(classes.get(part, {part}) for part in text[1:].split("|")))
    return frozenset[str]().union(*(classes.get(part, {part}) for part in text.split("|")))


def _is_list(element: frozenset[str] | str) -> bool:
    return not isinstance(element, str) and "!" not in element


def _pattern(row: Row, classes: Mapping[str, frozenset[str]]) -> Pattern:
    words = tuple(_element(text, classes) for text in row["words"].split())
    key = next((i for i in range(len(words) - 1) if _is_list(words[i]) and _is_list(words[i + 1])), 0)
    fixes = dict(pair.split("=") for pair in row["instead"].split())
    return Pattern(words, key, row["meaning"], fixes, row["kind"] == "fine")


@cache
def _clashes(lang: str) -> Clashes | None:
    rows = table_for(_OWNER, lang)
    if not rows:
        return None
    classes: dict[str, frozenset[str]] = {}
    for row in rows:
        if row["kind"] == "class":
            parts = row["words"].split()
            classes["@" + row["meaning"]] = frozenset[str]().union(*(classes.get(p, {p}) for p in parts))
    made = [_pattern(row, classes) for row in rows if row["kind"] in ("clash", "fine")]
    patterns = tuple(p for p in made if not p.fine)
    first: dict[str, int] = {}
    second: dict[str, int] = {}
    for number, p in enumerate(patterns):
        for word in p.words[p.key]:
            for form in {word, word.capitalize()} if p.key == 0 or p.words[p.key - 1] == "^" else {word}:
                first[form] = first.get(form, 0) | 1 << number
        for word in p.words[p.key + 1]:
            second[word] = second.get(word, 0) | 1 << number
    rest = [p.words[p.key + 2 :] for p in patterns]
    final = sum(1 << i for i, behind in enumerate(rest) if behind in ((), ("$",)))
    ending = sum(1 << i for i, behind in enumerate(rest) if behind == ("$",))
    return Clashes(patterns, first, second, final, ending, tuple(p for p in made if p.fine))


class _Words:
    """The tokens of a line with their places; found out only once two words may clash."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [Span(*m.span()) for m in _TOKEN.finditer(text)]

    def begins(self, at: int) -> bool:
        """Whether the token begins a sentence."""
        if at == 0:
            return True
        return bool(_SENTENCE_END.search(self.text[slice(*self.spans[at - 1])]))

    def word(self, at: int, *, first: bool, last: bool) -> str:
        """The word in a token, lower case where a sentence begins; empty if more than its edges is punctuation."""
        start, end = self.spans[at]
        token = self.text[start:end].replace("’", "'")
        if first:
            token = token.lstrip(_OPENERS)
        if last:
            token = token.rstrip(_ENDERS)
        return token[:1].lower() + token[1:] if self.begins(at) and not token.isupper() else token

    def match(self, pattern: Pattern, at: int) -> Span | None:
        """The span of tokens that `pattern` matches from token `at` on."""
        here = at
        count = sum(element not in _ANCHORS for element in pattern.words)
        if at < 0 or at + count > len(self.spans):
            return None
        for element in pattern.words:
            if element == "^":
                if not self.begins(here):
                    return None
            elif element == ",":
                if here == 0 or self.text[self.spans[here - 1].end - 1] != ",":
                    return None
            elif element == "$":
                if not self.ends(here - 1):
                    return None
            elif not self._is(element, here, first=here == at, last=here == at + count - 1):
                return None
            else:
                here += 1
        return Span(at, here)

    def ends(self, at: int) -> bool:
        """Whether a sentence ends with the token, and with a mark."""
        start, end = self.spans[at]
        return self.text[start:end][-1] in ".!?;"

    def _is(self, element: frozenset[str] | str, at: int, *, first: bool, last: bool) -> bool:
        if not first and self.text[self.spans[at - 1].end : self.spans[at].start] not in (" ", "\u00a0"):
            return False
        word = self.word(at, first=first, last=last)
        if element == "#":
            return word[:1].isdigit()
        if isinstance(element, str):
            return word.islower() and word.endswith(element[1:]) and len(word) > len(element) + 1
        if "!" in element:
            return word.rstrip(_ENDERS).lower() not in element
        return word in element


def _candidates(tokens: list[str], clashes: Clashes) -> Iterator[tuple[int, int]]:
    """The places where a key pair may stand, with the set of patterns."""
    first, second = clashes.first, clashes.second
    for at, begun in enumerate(map(first.get, tokens[:-1])):
        if not begun:
            continue
        word = tokens[at + 1].rstrip(_ENDERS)
        met = begun & second.get(word, 0)
        met &= clashes.final if len(word) < len(tokens[at + 1]) else ~clashes.ending
        if met and tokens[at].lower() != word:  # that is the business of repeated-word
            yield at, met


def _foreign(words: _Words, span: Span, lang: str) -> bool:
    """Whether a word nearby is none of the language."""
    known = lexicon(lang)
    near = (*range(max(0, span.start - _LOOK), span.start), *range(span.end, min(len(words.spans), span.end + _LOOK)))
    plain = (words.word(at, first=True, last=True) for at in near)
    return known is not None and any(w.isalpha() and w.islower() and not known.zipf(w) for w in plain)


def _hit(words: _Words, pattern: Pattern, at: Span) -> Hit:
    inner = [Span(*words.spans[i]) for i in range(at.start, at.end)]
    text = words.text
    start = inner[0].start + len(text[slice(*inner[0])]) - len(text[slice(*inner[0])].lstrip(_OPENERS))
    end = inner[-1].start + len(text[slice(*inner[-1])].rstrip(_ENDERS))
    found = text[start:end]
    edits: tuple[Edit, ...] = ()
    if (wrong := next((w for w in found.split() if w in pattern.fixes), None)) is not None:
        low = start + found.rindex(wrong)
        edits = (Edit(Span(low, low + len(wrong)), pattern.fixes[wrong]),)
    advice = f"; perhaps “{pattern.fixes[wrong]}”" if wrong else ""
    return Hit(
        Span(start, end), f"“{found}” cannot stand together: {pattern.reason}{advice}", edits, None, pattern.reason
    )


@rule(
    id="clashing-words",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="linguistic-conventions/grammar",
    confidence=0.9,
    trigger=always,
    languages=tuple(tables(_OWNER)),
    examples=[
        fires("The authorities are applying pressure ⟦to they⟧ kill themselves.", lang="en"),
        fires("The units were probably sent ⟦so that exchanged for⟧ technology.", lang="en"),
        fires("The doctor seems to ⟦have grew⟧ up with an uncle.", lang="en"),
        fires("Sie kam gestern ⟦mit die⟧ Kinder nach Hause.", lang="de"),
        fires("C’était un cadeau ⟦pour ils⟧ et leurs parents.", lang="fr"),
        fires("Он давно живёт ⟦у мне⟧ дома.", lang="ru"),
        silent("She spoke to the people they had met, and went on to theirs.", lang="en"),
        silent("Those who can should, and he who will could; the poor have nots.", lang="en"),
        silent("The draft had “to they”, and `to they` in the code.", lang="en"),
        silent("From A to Z, The Who and IT; what they belong to, we never learned.", lang="en"),
        silent("Mit der, die das sagt, und zum einen oder anderen von ihnen.", lang="de"),
        silent("Cela tient à ce que nous avons fait ; il faut le leur dire, à la une.", lang="fr"),
        silent("Он сказал, что от и до знает их, и они есть у нас.", lang="ru"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the places where words clash."""
    clashes = _clashes(segment.lang) if segment.lang else None
    if clashes is None:
        return
    start = 0
    for line in segment.text.split("\n"):
        for hit in _in_line(line, clashes, segment.lang or ""):
            yield hit._replace(span=Span(start + hit.span.start, start + hit.span.end), edits=_moved(hit.edits, start))
        start += len(line) + 1


def _moved(edits: tuple[Edit, ...], by: int) -> tuple[Edit, ...]:
    return tuple(Edit(Span(e.span.start + by, e.span.end + by), e.text) for e in edits)


def _in_line(line: str, clashes: Clashes, lang: str) -> Iterator[Hit]:
    words: _Words | None = None
    done = -1
    for at, met in _candidates(line.split(), clashes):
        words = words or _Words(line)
        for number, pattern in enumerate(clashes.patterns):
            if not met >> number & 1 or at <= done:
                continue
            ahead = sum(element not in _ANCHORS for element in pattern.words[: pattern.key])
            found = words.match(pattern, at - ahead)
            if found is None or _is_fine(words, clashes, found) or _foreign(words, found, lang):
                continue
            done = found.end - 1
            yield _hit(words, pattern, found)
            break


def _is_fine(words: _Words, clashes: Clashes, found: Span) -> bool:
    """Whether a sequence that overlaps the place in question is sound."""
    return any(
        (fine := words.match(p, at)) is not None and fine.start < found.end and found.start < fine.end
        for p in clashes.fine
        for at in range(found.start - len(p.words) + 1, found.end)
    )
