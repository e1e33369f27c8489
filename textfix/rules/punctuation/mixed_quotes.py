"""Mends a quotation whose two marks do not belong together: “…», „…", «…”.

## What it does
Pairs the quotation marks of the whole document, nested ones too, and looks for two that stand like a pair but are
none in any language. The mark that is wrong is replaced, usually by one character:

- The pair that the document uses elsewhere is restored: in a text with “…” quotations, “…» gets its ” back.
- Without such evidence the pair of the language is, and where one of the marks is straight and neither can be kept
  within the language, both become straight.
- A stray space inside the mended quotation goes as well: "We saw it. ” becomes “We saw it.”

Never touched are pairs that some language uses (also „…”, ”…” and »…«), apostrophes, inches and seconds, quotations
that go on in the next paragraph, and what stands in code or markup.

## Why
Machine translation copies one mark from the source and makes the other one up: in WMT 2021 and 2022 more than 200
outputs consist of a sentence with two marks that do not match.

## Limits
People mix straight and curly marks too, in some languages in one sentence of fifty. There, and where nobody has counted,
such a pair is only a suggestion of less than one half, unless the document has two quotations in one style (three, if it is
the straight one; two more in a text of one line) and hardly any other. `tables/mixed-quotes` says how often people write which kind of mixed pair; a guillemet
with another mark is rare nearly everywhere, and so is a low mark („) where the language has none, so that
a single line is evidence enough. What writers of the language mix is not
told at all where a document has it three times and at least as often as sound pairs: Slovenian »…“. Right to left, and where a language is
unknown, a single line with straight or curly marks is none. A pair of single marks is not judged, nor is a paragraph in which
more than this is out of order. A straight mark behind a small number may stand for inches and is left alone: “the 19" screen”.

## Source
CLDR 48 delimiters; The Unicode Standard, chapter 6.2; WMT 2021 and 2022 system outputs; frequencies among human
writers from NTREX-128, Tatoeba and TICO-19.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from textfix.locale import Locale, QuotePair
from textfix.rule import (
    DOCUMENT,
    DOUBLE,
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Mark,
    Paragraph,
    Quotation,
    Segment,
    Span,
    Stand,
    chars,
    fires,
    human_rate,
    lazy_pattern,
    protected_spans,
    quotations,
    rule,
    silent,
    survey,
    survey_of,
)

_RARE = 3.0  # mixed pairs of a shape in 10,000 human lines, up to which its writers count as people who do not write it
_RARE_ANGLED = 1.6  # the same for guillemets and corner brackets, which hardly anybody mixes
_OFTEN = 5.0  # the same, from which people mix so often that a single pair proves nothing
_STYLE = 2  # quotations of a document that make a style; marks that any keyboard has must be more
_STRAIGHT_STYLE = 3
_ONE_LINE = 2  # so many more where there is but one line
_HABIT = 3  # the same mixed pair so often, and more often than what is right, is how the document quotes

_OF_DOCUMENT = 0.95  # the document has one style, and this restores it
_OF_SHAPE = 0.9  # guillemets or corner brackets against other marks
_CAREFUL = 0.88  # in a language whose writers do not mix
_MISPLACED = 0.85  # a space inside, in a script that writes none
_UNSURE = 0.6
_OF_PEOPLE = 0.45  # where people mix them, or nobody has counted

_STRAIGHT_PAIR = QuotePair('"', '"')
_SPACES = " \u00a0\u202f\u2009"
_INCHES = lazy_pattern(r"(?:\b([^\W\d]\w*)\.? |\d['′x×/–-] ?)\d{1,2}(?:[.,]\d+)?$")
_WORD = lazy_pattern(r"\w")
_LINES = lazy_pattern(r"\s*\S.*\n\s*\S")  # more than one
_ANGLED = frozenset("«»‹›「」『』｢｣〝〞〟")
_SPACED = frozenset("«»‹›")  # how these are spaced is another rule's business


class _Plan(NamedTuple):
    """The pair that a mixed quotation is to have, and how sure that is."""

    pair: QuotePair
    confidence: float
    evidence: str


def mixed_pairs(text: str, spans: Iterable[Span] | None = None) -> list[Quotation]:
    """All mixed pairs of `text` that can be judged; `spans`: where to look. Marks in code and markup count as text."""
    found: list[Quotation] = []
    for span in survey(text).unsettled if spans is None else spans:
        if not _holds_mixed(text[slice(*span)]):
            continue
        skip = [Span(s.start + span.start, s.end + span.start) for s in protected_spans(text[slice(*span)])]
        found += [q for p in quotations(text, skip, *span) for q in _mixed(p)]
    return [q for q in found if not _measure(text, q) and not _spoken_of(text, q)]


@lru_cache(maxsize=256)  # documents are looked at again after repairs
def _holds_mixed(paragraph: str) -> bool:
    return any(map(_mixed, quotations(paragraph)))


def _mixed(paragraph: Paragraph) -> list[Quotation]:
    """The mixed pairs of a paragraph that is otherwise in order; a quotation may run into it and out of it."""
    found = [q for q in paragraph.quotations if not q.sound]
    loose = [m for m in paragraph.loose if m.char in DOUBLE]
    if not loose:
        return found
    if not found or len(loose) > 1:
        return []
    before = loose[0].at < paragraph.quotations[0].opening.at and loose[0].stand is Stand.CLOSING
    after = loose[0].at > paragraph.quotations[-1].closing.at and loose[0].stand is Stand.OPENING
    return found if before or after else []


# ---------------------------------------------------------------- which pair it is to be


def _marks(q: Quotation) -> tuple[str, str]:
    return q.opening.char, q.closing.char


def shape(q: Quotation) -> str:
    """What kind of mixed pair it is: ``angled`` with one guillemet or corner bracket, ``straight`` or ``curly``."""
    marks = q.opening.char + q.closing.char
    if not _ANGLED.isdisjoint(marks):
        return "angled"
    return "straight" if '"' in marks else "curly"


def _style(pairs: Counter[QuotePair], mixed: int, locale: Locale, one_line: bool) -> tuple[QuotePair | None, bool]:
    """The pair that the document uses most, and whether it hardly uses anything else on purpose."""
    counts = pairs.most_common(1)
    if not counts:
        return None, False
    pair, n = counts[0]
    main, nested = (*locale.quotes[:2], None, None)[:2]
    if locale.known and pair == nested and main is not None and pairs[main]:
        pair, n = main, pairs[main]  # quotations in quotations may be the more, but are not the style
    enough = n >= (_STRAIGHT_STYLE if pair == _STRAIGHT_PAIR else _STYLE) + (_ONE_LINE if one_line else 0)
    return pair, enough and n >= 0.9 * pairs.total() and mixed <= max(1, n / 10)


def _plan(q: Quotation, locale: Locale, usual: QuotePair | None, one_style: bool) -> _Plan | None:
    opening, closing = _marks(q)
    main = [p for p in locale.quotes[:2] if p.open in DOUBLE] if locale.known else []
    others = sorted(locale.quotes, key=partial(_strangeness, q, main))
    wanted = [*([usual] if usual else []), *main, _STRAIGHT_PAIR, *others]
    near = [p for p in wanted if (p.open == opening) != (p.close == closing)]
    if not near:
        return None
    best = near[0]
    if one_style and best == usual:
        return _Plan(best, _OF_DOCUMENT, f"the document uses {best.open}…{best.close}")
    evidence = f"{locale.name} uses {best.open}…{best.close}" if best in main else ""
    return _Plan(best, _confidence(q, locale), evidence)


def _strangeness(q: Quotation, main: Sequence[QuotePair], pair: QuotePair) -> tuple[bool, bool]:
    """Whether `pair` keeps a mark that the language has not, and then, whether it has no other that the language sets there."""
    kept = pair.open if pair.open == q.opening.char else pair.close
    strange = all(kept not in p for p in main)
    return strange, strange and all(pair.open != p.open and pair.close != p.close for p in main)


def _confidence(q: Quotation, locale: Locale) -> float:
    marks = _marks(q)
    kind = shape(q)
    foreign = "„" in marks and locale.known and not any(p.open == "„" for p in locale.quotes[:2])
    if (
        foreign and '"' in marks and locale.direction == "ltr"
    ):  # 4 of 1.9 million lines by people; in Hebrew it is a custom
        return _OF_SHAPE
    if kind == "angled" or foreign:
        rate = human_rate("mixed-quotes", locale.tag, kind, unseen=0)
        # What is known of no language may be a pair that some language writes.
        sure = rate is not None or ('"' not in marks and not (marks[0] in "»›" or marks[1] in "“‘"))
        if sure and (rate or 0) <= _RARE_ANGLED:
            return _OF_SHAPE
        return _UNSURE if rate is not None and rate <= _OFTEN else _OF_PEOPLE
    rates = [human_rate("mixed-quotes", locale.tag, column) for column in ("straight", "curly")]
    rate = None if None in rates else max(filter(None, rates))
    rare = rate is not None and rate <= _RARE
    if rare and locale.direction == "ltr":  # right to left, some write “ and ” by their looks
        return _CAREFUL
    misplaced = q.closing.stand is Stand.AFTER_SPACE and not locale.word_spaces
    if misplaced and (rate is None or rate <= _OFTEN):
        return _MISPLACED
    return _UNSURE if rare else _OF_PEOPLE


def _measure(text: str, q: Quotation) -> bool:
    """Whether the closing mark may be a sign for inches or seconds: a 19" screen, but not “Volume 12"."""
    if not q.closing.after_digit:
        return False
    m = _INCHES.search(text[max(q.opening.at + 1, q.closing.at - 40) : q.closing.at])
    return m is not None and (m[1] is None or m[1][0].islower())


def _spoken_of(text: str, q: Quotation) -> bool:
    """Whether the marks may be what the text is about: the marks “ and " differ; or they enclose no word."""
    if not _WORD.search(text, q.opening.at + 1, q.closing.at):
        return True
    inner = text[q.opening.at + 1 : q.closing.at].strip()
    return q.opening.stand is q.closing.stand is Stand.APART and not (" " in inner or inner[:1].isupper())


# ---------------------------------------------------------------- edits


def _edits(text: str, q: Quotation, pair: QuotePair) -> tuple[Edit, ...]:
    """The edits that give a quotation its pair, and take away spaces that stand inside."""
    left, right = q.opening.at, q.closing.at
    inner = (left + 1, right)
    if pair.open not in _SPACED:
        if q.opening.stand in (Stand.BEFORE_SPACE, Stand.APART) and text[left + 1] in _SPACES:
            inner = (left + 2, inner[1])
        if q.closing.stand in (Stand.AFTER_SPACE, Stand.APART) and text[right - 1] in _SPACES:
            inner = (inner[0], right - 1)
    edits = []
    for start, end, new in ((left, inner[0], pair.open), (inner[1], right + 1, pair.close)):
        if text[start:end] != new:
            edits.append(_minimal(text, start, end, new))
    return tuple(edits)


def _minimal(text: str, start: int, end: int, new: str) -> Edit:
    """The edit without what it leaves as it is."""
    if text[start] == new:
        return Edit(Span(start + 1, end), "")
    if text[end - 1] == new:
        return Edit(Span(start, end - 1), "")
    return Edit(Span(start, end), new)


def _hit(text: str, q: Quotation, plan: _Plan) -> Hit:
    edits = _edits(text, q, plan.pair)
    if q.closing.char != plan.pair.close:
        wrong: Mark = q.closing
        message = f"closing mark {wrong.char} does not match opening {q.opening.char}"
    else:
        wrong = q.opening
        message = f"opening mark {wrong.char} does not match closing {q.closing.char}"
    return Hit(Span(wrong.at, wrong.at + 1), message, edits, plan.confidence, plan.evidence)


@rule(
    id="mixed-quotes",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    scope=DOCUMENT,
    confidence=_OF_DOCUMENT,
    trigger=chars(DOUBLE.replace('"', "")),
    examples=[
        fires("The “tin soldier⟦»⟧ fell over.", "The “tin soldier” fell over.", lang="en"),
        fires('„Bleib hier⟦"⟧, sagte sie.', "„Bleib hier“, sagte sie.", lang="de"),
        fires('⟦"⟧Я приду завтра», сказал он.', "«Я приду завтра», сказал он.", lang="ru"),
        fires("彼は「明日来る⟦』⟧と言った。", "彼は「明日来る」と言った。"),
        fires('⟦„⟧Kami sudah pulang," katanya.', '"Kami sudah pulang," katanya.', lang="ms"),
        fires("“a” “b” “c” “d” “e”\n" * 2 + 'Now “f⟦"⟧.', "“a” “b” “c” “d” “e”\n" * 2 + "Now “f”."),
        fires('She asked, “Is it late?⟦"⟧', "She asked, “Is it late?”", lang="en"),
        fires("Hie sot ⟦«⟧bis muer” an ass gaang.", "Hie sot „bis muer” an ass gaang.", lang="lb"),
        fires("اس نے اسے ⟦«⟧وسیع” قرار دیا۔", "اس نے اسے “وسیع” قرار دیا۔", lang="ur"),
        silent("”Tule tänne”, hän sanoi.", lang="fi"),
        silent("»Komm her«, sagte er, „oder geh“.", lang="de"),
        silent("„Idź już”, powiedział.", lang="pl"),
        silent('The 19" screen shows “rock ’n’ roll” from the ’90s.', lang="en"),
        silent('Il a dit : «\u00a0J’ai lu “Candide” et "Zadig".\u00a0»', lang="fr"),
        silent('“It began here.\n\n“It ended there,” she said, “and "never" again.”', lang="en"),
        silent('Set `title="“x"` in the file.', lang="en"),
        silent("彼女は「『心』を読んだ」と言った。", lang="ja"),
        silent("»Ne vem,“ je rekla. »Morda,“ je dodala. »Jutri.“", lang="sl"),
        silent("La table « 1) pain » et « 2) vin »", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    seen = survey_of(segment.document)
    found = mixed_pairs(text, seen.unsettled)
    usual, one_style = _style(seen.pairs, len(found), segment.locale, not _LINES.match(text))
    alike = Counter(_marks(q) for q in found)
    for q in found:
        plan = _plan(q, segment.locale, usual, one_style)
        habit = alike[_marks(q)] >= max(_HABIT, seen.pairs.total())
        if plan is not None and not (habit and plan.confidence <= _UNSURE):
            yield _hit(text, q, plan)
