"""Which rules can fire on which line: every trigger is tested at once, in a few passes of numpy over the text.

Each character has a class; a table over pairs of classes tells the rules that a pair may concern. Text without
such a pair costs one table look-up per character and nothing else. Where the rules are many, this is the whole cost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ._characters import EDGE, named_classes
from ._lexicon import Lexicon, lexicon
from ._passes import Asked, Pairs, Passed, Passes
from ._quotes import DOUBLE, PLACE
from ._trigger import CharClass, Chars, Trigger, chars
from ._words import MIX, Array, code_points
from .locale import locale_for
from .rule import Rule, Scope

_CHUNK = 120_000  # characters that are looked at together
_PROSE = (  # stands for ordinary text where it is asked what is rare
    "The ferry left at noon, as it does every day; nobody had told the passengers. “We waited for two hours,” said one "
    "of them. “What else could we do?”\nДорога шла вдоль реки, и к вечеру они были дома. В 1998 году здесь жил врач.\n"
)


_Search = Callable[[str, int, int], re.Match[str] | None]


class _Found(NamedTuple):
    """Where triggers are met: places in the text, in order, and the set of triggers that each place meets.

    `characters`: what stands there. `more`: further places, each with a set of rules. `breaks`: the places of line ends.
    """

    at: Array
    characters: Array
    triggers: Array
    more: list[tuple[int, int]]
    breaks: Array


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan found: bit sets of rules, for the whole text and for each line that a rule looks at by itself.

    A line is its start, its end and all rules that concern it, those that look at the whole text as well. `marks`: where
    double quotation marks stand and where paragraphs end, if that was found out.
    """

    document: int
    lines: list[tuple[int, int, int]]
    marks: tuple[Array, ...] | None = None


class Gate:
    """Tests the triggers of `rules`; rule number i of the sequence is bit i of the sets that a scan returns.

    `among`: the set of rules to test, all of them by default.
    """

    def __init__(self, rules: Sequence[Rule], among: int = -1) -> None:
        chosen = [(i, r) for i, r in enumerate(rules) if among >> i & 1]
        self._by_feature = {
            feature: _bits(i for i, r in chosen if feature in r.trigger.features)
            for feature in (
                "always",
                "repeated-word",
                "repeated-phrase",
                "echoed-phrase",
                "single-letters",
                "torn-word",
                "unknown-word",
            )
        }
        self._segment = _bits(i for i, r in chosen if r.scope is Scope.SEGMENT)
        triggers: dict[Trigger, int] = {}
        for i, r in chosen:
            for key in _parts(r.trigger):
                triggers[key] = triggers.get(key, 0) | 1 << i
        self._patterned = {1 << i: r for i, r in chosen if r.pattern is not None}
        self._searches_in: dict[str | None, dict[int, tuple[tuple[int, _Search], ...]]] = {}  # by language and rules
        self._rules_of = list(triggers.values())
        self._expanded: dict[bytes, int] = {}
        self._for_lines = np.zeros((len(triggers) + 63) // 64, np.uint64)  # the triggers of rules that look at lines
        for i, of_trigger in enumerate(self._rules_of):
            if of_trigger & self._segment:
                self._for_lines[i // 64] |= np.uint64(1 << i % 64)
        self._quotes = next((i for i, t in enumerate(triggers) if t == chars(DOUBLE)), None)
        self._build(list(triggers))

    def _build(self, triggers: list[Trigger]) -> None:
        base, members = named_classes()
        self._table = base.astype(np.uint16)
        explicit = {
            s
            for t in triggers
            for s in (*t.chars, *(x for p in (*t.pairs, *t.triples) for x in p))
            if not isinstance(s, CharClass)
        }
        # Characters that the same sets name, and that are of the same named classes, share a class of their own.
        naming: dict[str, set[str]] = {}
        for s in explicit:
            for c in s:
                naming.setdefault(c, set()).add(s)
        groups: dict[tuple[int, frozenset[str]], list[int]] = {}
        for c, sets in naming.items():
            groups.setdefault((int(base[ord(c)]), frozenset(sets)), []).append(ord(c))
        n_base = len(next(iter(members.values())))
        count = n_base + len(groups)
        of_set: dict[Chars, Array] = {}
        for name, flags in members.items():
            of_set[name] = np.concatenate([flags, np.array([flags[b] for b, _ in groups], bool)])
        for s in explicit:
            of_set[s] = np.array([False] * n_base + [s in named for _, named in groups], bool)
        for number, points in enumerate(groups.values(), n_base):
            self._table[points] = number
        # The classes of what words consist of come first, so that one comparison tells them from others.
        is_word = of_set[CharClass.LETTER] | of_set[CharClass.MARK]
        order = np.argsort(~is_word, kind="stable")
        self._table = np.argsort(order).astype(np.uint16)[self._table]
        of_set = {name: flags[order] for name, flags in of_set.items()}
        shape = count, count, (len(triggers) + 63) // 64
        hits = np.zeros(shape, np.uint64)
        then = np.full(shape, ~np.uint64(0))  # what the next pair must be like; all pairs will do but for triples
        before = then.copy()  # what the pair before must be like
        for i, t in enumerate(triggers):
            word, bit = i // 64, np.uint64(1 << i % 64)
            for s in t.chars:
                hits[of_set[s], :, word] |= bit
            for left, right in t.pairs:
                hits[*_cross(of_set[left], of_set[right]), word] |= bit
            for left, middle, right in t.triples:
                first, second = _cross(of_set[left], of_set[middle]), _cross(of_set[middle], of_set[right])
                if self._rarer(second, first) and not _ends_line(left) and not _ends_line(middle):
                    first, second, other = second, first, before
                else:
                    other = then
                hits[*first, word] |= bit
                other[:, :, word] &= ~bit
                other[*second, word] |= bit
        kinds, hits, then, before = _by_kind(hits, then, before)
        cold = int((~hits.any(axis=1)).sum())
        of = self._by_feature
        asked = Asked(
            repeated=of["repeated-word"] > 0,
            phrases=of["repeated-phrase"] > 0,
            echoes=of["echoed-phrase"] > 0,
            single=of["single-letters"] > 0,
            of_lists=of["unknown-word"] | of["torn-word"] > 0,
        )
        pairs = Pairs(self._table, int(is_word.sum()), kinds, count, cold, hits, then, before)
        self._passes = Passes(pairs, asked)
        self._joins = of_set[CharClass.LETTER] | of_set[CharClass.DIGIT]
        self._is_space = of_set[CharClass.SPACE] | of_set[CharClass.LINE_END]

    def _rarer(self, pairs: tuple[Array, Array], others: tuple[Array, Array]) -> bool:
        """Whether ordinary text holds fewer of `pairs` than of `others`: a triple is looked for by its rarer half."""
        classes = self._table[code_points(_PROSE)]
        one, other = (np.isin(classes[:-1], p[0]) & np.isin(classes[1:], p[1]) for p in (pairs, others))
        return bool(one.sum() < other.sum())

    def _expand(self, triggers: bytes) -> int:
        """Turn a bit set of triggers, in words of 64, into a bit set of rules."""
        if (known := self._expanded.get(triggers)) is not None:
            return known
        self._expanded[triggers] = out = self._rules_met(np.frombuffer(triggers, np.uint64).tolist())
        return out

    def _rules_met(self, words: list[int]) -> int:
        out = 0
        for w, word in enumerate(words):
            while word:
                low = word & -word
                out |= self._rules_of[w * 64 + low.bit_length() - 1]
                word ^= low
        return out

    def scan(self, text: str, lang: str | None) -> Scan:
        """Scan `text`: the lines are those of `split_lines`, their end without the line end."""
        return self.scan_each([text], lang)[0]

    def scan_each(self, texts: Sequence[str], lang: str | None) -> list[Scan]:
        """Scan `texts`, all at once."""
        found = self._found(EDGE.join(texts), lang)
        everywhere = self._by_feature["always"]
        if not found.at.size and not found.more and not everywhere:
            return [Scan(0, [])] * len(texts)
        firsts = _starts(texts)
        if len(texts) == 1:
            out = [Scan(everywhere | self._anywhere(found), [], self._marks(found, texts[0]))]
        else:
            documents = self._grouped(found, firsts)
            out = [Scan(everywhere | documents.get(n, 0), []) for n in range(len(texts))]
        if not any(scan.document & self._segment for scan in out):
            return out
        starts = np.concatenate([[0], found.breaks + 1])
        if len(texts) > 1:
            starts = np.union1d(starts, firsts)
        by_line = self._grouped(found, starts, lines_only=True)
        if everywhere & self._segment:
            by_line = {n: by_line.get(n, 0) | everywhere for n in range(len(starts))}
        numbers = sorted(n for n, bits in by_line.items() if bits & self._segment)
        begin = starts[numbers]
        of_text = np.searchsorted(firsts, begin, side="right") - 1
        begin -= firsts[of_text]
        end = np.append(starts, firsts[-1] + len(texts[-1]))[1:][numbers] - firsts[of_text]
        for number, n, start, stop in zip(numbers, of_text.tolist(), begin.tolist(), end.tolist(), strict=True):
            text = texts[n]
            stop = min(stop, len(text))
            bits = self._matching(by_line[number], lang, text, start, stop)
            if bits & self._segment and start < stop:
                out[n].lines.append((start, stop, bits))
        return out

    def _matching(self, rules: int, lang: str | None, text: str, start: int, end: int) -> int:
        """Those of `rules` whose pattern the line ``text[start:end]`` holds, or which have none."""
        known = self._searches_in.setdefault(lang, {})
        if (searches := known.get(rules)) is None:
            searches = known[rules] = tuple(self._searches(rules, lang))
        for bit, search in searches:
            if search(text, start, end) is None:
                rules ^= bit
        return rules

    def _searches(self, rules: int, lang: str | None) -> Iterator[tuple[int, _Search]]:
        for bit, rule in self._patterned.items():
            if rules & bit and (pattern := rule.pattern_for(locale_for(lang))) is not None:
                yield bit, pattern.search

    def concerning(self, texts: Sequence[str], lang: str | None) -> list[int]:
        """Scan `texts`, lines as a rule, all at once; return the set of rules that concern each."""
        everywhere = self._by_feature["always"]
        texts = [t.removesuffix("\n") for t in texts]  # an edge counts as a line end: with both, a line would be empty
        found = self._found(EDGE.join(texts), lang)
        out = [everywhere] * len(texts)
        if found.at.size or found.more:
            for number, bits in self._grouped(found, _starts(texts)).items():
                out[number] |= self._matching(bits, lang, texts[number], 0, len(texts[number]))
        return out

    def _found(self, text: str, lang: str | None) -> _Found:
        """Test all triggers, chunk by chunk: what fits into the processor's cache is twice as fast."""
        words = lexicon(lang) if self._by_feature["unknown-word"] | self._by_feature["torn-word"] else None
        found = [self._in_chunk(text, start, end, words) for start, end in _chunks(text)]
        if len(found) == 1:
            return found[0]
        at, characters, triggers, more, breaks = zip(*found, strict=True)
        return _Found(
            np.concatenate(at),
            np.concatenate(characters),
            np.concatenate(triggers),
            [m for some in more for m in some],
            np.concatenate(breaks),
        )

    def _in_chunk(self, text: str, start: int, end: int, words: Lexicon | None) -> _Found:
        """Test all triggers on ``text[start:end]``, which begins and ends at a white space or an edge of the text."""
        before, after = text[start - 1 : start] or EDGE, text[end : end + 2]
        chunk = f"{before}{text[start:end]}{after}{EDGE * (2 - len(after))}"
        codes = code_points(chunk)
        passed = self._passes(codes, words)
        more = [(at + start - 1, rules) for places, rules in self._words_in(chunk, passed, words) for at in places]
        return _Found(passed.at + start, codes[passed.at + 1], passed.met.copy(), more, passed.breaks + start)

    def _words_in(self, chunk: str, passed: Passed, words: Lexicon | None) -> Iterator[tuple[list[int], int]]:
        """Where the features that concern words are met, and the rules of each."""
        of = self._by_feature
        yield passed.repeated.tolist(), of["repeated-word"]
        yield passed.phrases.tolist(), of["repeated-phrase"]
        yield passed.echoes.tolist(), of["echoed-phrase"]
        yield passed.single.tolist(), of["single-letters"]
        found = passed.words
        if words is not None and of["unknown-word"] and len(passed.unseen):
            suspects = words.suspects(chunk, found, passed.unseen)
            starts = found.starts[suspects]
            yield starts[self._alone(found.codes, starts, found.ends[suspects])].tolist(), of["unknown-word"]
        if words is not None and of["torn-word"] and len(passed.torn):
            yield found.starts[words.torn(found, passed.torn)].tolist(), of["torn-word"]

    def _alone(self, codes: Array, starts: Array, ends: Array) -> Array:
        """Which of the words stand by themselves, not in one token with other letters or digits."""
        joins, space = self._joins, self._is_space
        before, behind = self._table[codes[starts - 1]], self._table[codes[ends]]
        joined = joins[before] | joins[behind]
        joined |= ~space[before] & joins[self._table[codes[np.maximum(starts - 2, 0)]]]
        joined |= ~space[behind] & joins[self._table[codes[np.minimum(ends + 1, len(codes) - 1)]]]
        return np.flatnonzero(~joined)

    def _anywhere(self, found: _Found) -> int:
        """The rules found in the whole text."""
        out = self._expand(np.bitwise_or.reduce(found.triggers, axis=0).tobytes())
        for _, bits in found.more:
            out |= bits
        return out

    def _marks(self, found: _Found, text: str) -> tuple[Array, ...] | None:
        """The places that `_quotes.places_of_marks` finds, at no cost."""
        if self._quotes is None or "\r" in text or "\u2029" in text:  # other ends of paragraphs than those found
            return None
        word, bit = divmod(self._quotes, 64)
        quotes = (found.triggers[:, word] & np.uint64(1 << bit)).nonzero()[0]
        return found.at[quotes] << PLACE | found.characters[quotes], found.breaks << PLACE

    def _grouped(self, found: _Found, starts: Array, *, lines_only: bool = False) -> dict[int, int]:
        """The rules found in each of the stretches that begin at `starts`, by the number of the stretch.

        `lines_only`: stretches that concern no rule which looks at single lines may be missing.
        """
        out: dict[int, int] = {}
        numbers = np.searchsorted(starts, [at for at, _ in found.more], side="right") - 1
        if found.at.size:
            first = np.searchsorted(found.at, starts)
            group = np.flatnonzero(first != np.append(first[1:], len(found.at)))
            rows = np.bitwise_or.reduceat(found.triggers, first[group], axis=0)
            if lines_only:
                wanted = (rows & self._for_lines).any(axis=1)
                wanted |= np.isin(group, numbers)
                group, rows = group[wanted], rows[wanted]
            sets = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
            out = dict(zip(group.tolist(), map(self._expand, sets), strict=True))
        for number, (_, bits) in zip(numbers.tolist(), found.more, strict=True):
            out[number] = out.get(number, 0) | bits
        return out


def _by_kind(*tables: Array) -> tuple[Array, ...]:
    """The kind of each pair of classes, and the row of each kind in `tables`; kinds whose first row is empty come first.

    A hundred thousand pairs are of some hundred kinds: one small table instead of several large ones.
    """
    *_, width, words = tables[0].shape
    rows = np.concatenate([of.reshape(width * width, words) for of in tables], axis=1)
    hashes = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        hashes = (hashes ^ column) * np.uint64(MIX)
        hashes ^= hashes >> np.uint64(32)
    _, first, kinds = np.unique(hashes, return_index=True, return_inverse=True)
    order = np.argsort(rows[first, :words].any(axis=1), kind="stable")
    numbers = np.argsort(order).astype(np.uint16)[kinds]
    return numbers, *map(np.ascontiguousarray, np.split(rows[first[order]], len(tables), axis=1))


def _starts(texts: Sequence[str]) -> Array:
    """Where each of `texts` begins when they are joined by one character."""
    return np.cumsum([0, *(len(t) + 1 for t in texts[:-1])])


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of about equal length that end after a line end, or at least after a space."""
    start = 0
    while len(text) - start > _CHUNK:
        limit = start + _CHUNK
        cut = text.rfind("\n", start, limit) + 1 or text.rfind(" ", start, limit) + 1
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, len(text)


def _parts(trigger: Trigger) -> Iterator[Trigger]:
    """The conditions of a trigger that are tested apart: each triple needs a bit of its own."""
    if trigger.chars or trigger.pairs:
        yield Trigger(trigger.chars, trigger.pairs)
    yield from (Trigger(triples=(t,)) for t in trigger.triples)


def _ends_line(characters: Chars) -> bool:
    return characters in (CharClass.LINE_END, CharClass.EDGE) or "\n" in characters or "\r" in characters


def _cross(left: Array, right: Array) -> tuple[Array, Array]:
    """Indices of all pairs of a member of `left` and one of `right`."""
    return np.nonzero(left)[0][:, None], np.nonzero(right)[0][None, :]


def _bits(numbers: Iterable[int]) -> int:
    out = 0
    for n in numbers:
        out |= 1 << n
    return out
