"""Closes a quotation that was left open, where its end is certain.

## What it does
- `They are called "late-stage interns.` becomes `They are called "late-stage interns".`: the quotation begins within a
  sentence, in lower case or with one to three words, and the sentence and the line end with it.
- `Open the dialog "Unity message` becomes `Open the dialog "Unity message"`: the last one to three words of a line that is no
  sentence.
- `„I plan to go.“,“ he said` becomes `„I plan to go,“ he said`: a quotation closed twice.

- `called "so" and "so"."` loses its last mark.

The mark is the partner of the one that opens. It stands before a full stop, and behind other marks.

## Why
Models drop the closing mark, above all where the source has it in another place.

## Limits
A quotation that begins the line or follows a colon may run on in the next line, and stays. So does one that another line
closes, one of several sentences, and one without a word of content. Only in languages whose writers hardly
ever leave a quotation open (`tables/unclosed-quote`); elsewhere it suggests.

## Source
CLDR 48 delimiters; frequencies among human writers from NTREX-128, Tatoeba and TICO-19.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textfix.locale import Locale
from textfix.rule import (
    DOCUMENT,
    DOUBLE,
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Mark,
    Paragraph,
    Segment,
    Span,
    Stand,
    chars,
    fires,
    human_rate,
    lazy_pattern,
    lexicon,
    protected_spans,
    rule,
    silent,
    survey_of,
    unpaired,
)

_RARE = 0.95  # quotations left open in 10,000 human lines, up to which a language counts as one that closes them
_KNOWN = 3.0  # the same for a mark too many, which people set more seldom
_SURE, _UNSURE = 0.85, 0.7
_WITHIN = lazy_pattern(r"[^\W_][)\]]?[ \u00a0]$")  # a sentence has begun before the mark, and goes on
_END = lazy_pattern(r"(?P<stop>[.!?…]+|[ \u00a0\u202f]?:)?\s*$")
_SEVERAL = lazy_pattern(r"[.!?;:…][\"”»’)]*\s+\w|[\"“”«»„]|^\W")
_NEAR = 4  # paragraphs before and after one, with odd marks as well
_LONG, _SHORT = 6, 3  # words of a quotation that begins in lower case, and of any other
_FUNCTION = 5.5  # Zipf: a word that no one quotes by itself
_OPENED = lazy_pattern(
    rf"[{DOUBLE}](?:(?<=[\w)\]][ \u00a0].)\S++(?:\s++[^\s{DOUBLE}]++){{0,{_LONG}}}+\s*$|(?<=[.,].)[.,][{DOUBLE}])"
)
_TWICE = lazy_pattern(rf"[.,](?P<first>[{DOUBLE}])[.,](?P<second>(?P=first))")


@rule(
    id="unclosed-quote",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    scope=DOCUMENT,
    confidence=_SURE,
    needs_language=True,
    trigger=chars(DOUBLE),
    examples=[
        fires('They are called ⟦"⟧late-stage interns.', 'They are called "late-stage interns".', lang="en"),
        fires("Das nennt er ⟦„⟧ziemlich gute Arbeit.", "Das nennt er „ziemlich gute Arbeit“.", lang="de"),
        fires("Il cherche la taille ⟦«⟧petite :", "Il cherche la taille «petite» :", lang="fr"),
        fires('Öffnen Sie das Dialogfeld ⟦"⟧Unity-Meldung', 'Öffnen Sie das Dialogfeld "Unity-Meldung"', lang="de"),
        fires("„Chci jít⟦.“,“⟧ řekl.", "„Chci jít,“ řekl.", lang="cs"),
        fires('It is called "red" by some and "blue".⟦"⟧', 'It is called "red" by some and "blue".', lang="en"),
        silent('"I wanted to hear him say, you did the right thing.', lang="en"),
        silent("Il a dit : « La mer nous revient de droit.", lang="fr"),
        silent('She said it was "a long story.\n\nIt ended well," he added.', lang="en"),
        silent('Klicken Sie auf die Karte "von', lang="de"),
        silent('The screen of 19" is broken, and he is 5\'11" tall.', lang="en"),
        silent('He called it "late. Then he left the room.', lang="en"),
        silent('Це може призвести до пов "язаних змін.', lang="uk"),
        silent("Ми не расисти», – сказав він.", lang="uk"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the quotations to close, and those closed twice."""
    text = segment.text
    seen = survey_of(segment.document)
    for i, (start, end, at) in enumerate(seen.odd):
        if at == start:  # a quotation of several paragraphs, as most are
            continue
        opened = _OPENED.match(text, at, end) if at >= 0 else _OPENED.search(text, start, end)
        if opened or (at < 0 and text.count('"', start, end) > 4):
            for hit in _hits(segment, unpaired(text, [Span(start, end)], protected_spans)):
                # Few paragraphs come so far; only then those near it that may hold the partner are read.
                near = seen.single[max(0, i - _NEAR) : i + _NEAR + 1]
                if any(paragraph.start == start for paragraph, _ in unpaired(text, near, protected_spans)):
                    yield hit


def _hits(segment: Segment, found: Sequence[tuple[Paragraph, Mark]]) -> Iterator[Hit]:
    """The hits on marks without a partner in their paragraph."""
    text = segment.text
    for paragraph, mark in found:
        if mark.stand is Stand.OPENING:
            hit = _to_close(segment, paragraph, mark)
            if hit is not None:
                yield hit
        elif m := _TWICE.search(text, mark.at - 3, mark.at + 1):
            edit = Edit(Span(m.start(), m.end("first")), "")
            yield Hit(Span(*m.span()), "the quotation is closed twice", (edit,), _confidence(segment, _KNOWN))
        elif _one_too_many(text, paragraph, mark):
            span = Span(mark.at, mark.at + 1)
            message = f"{mark.char} closes a quotation that nothing opens"
            yield Hit(span, message, (Edit(span, ""),), _confidence(segment, _KNOWN))


def _one_too_many(text: str, paragraph: Paragraph, mark: Mark) -> bool:
    """Whether the line ends like "so" and "so".": two quotations of the same marks are closed, and one more."""
    same = [q for q in paragraph.quotations if q.opening.char == q.closing.char == mark.char == '"']
    last = (
        len(same) > 1
        and same[0].opening.at > paragraph.start
        and same[-1].closing.at == mark.at - 2
        and text[mark.at - 1] in ".,"
    )
    return last and same[0].opening.stand is Stand.OPENING and not text[mark.at + 1 : paragraph.end].strip()


def _to_close(segment: Segment, paragraph: Paragraph, mark: Mark) -> Hit | None:
    text, start = segment.text, mark.at + 1
    if not _WITHIN.search(text, paragraph.start, mark.at):
        return None
    end = _END.search(text, start, paragraph.end)
    rest = text[start : end.start()] if end else ""
    close = _partner(mark.char, segment.locale)
    if end is None or not close or _SEVERAL.search(rest) or not rest[-1:].isalnum():
        return None
    if any(m.at > mark.at for m in paragraph.loose) or _marks(text, paragraph) % 2 == 0:
        return None  # a quotation inside is open as well, or a mark stands inside a word
    words = rest.split()
    if len(words) > (_LONG if rest[0].islower() and end["stop"] and ":" not in end["stop"] else _SHORT):
        return None
    known = lexicon(segment.lang)
    left = re.split(r"\W", text[paragraph.start : mark.at].rstrip())[-1]
    if known is None or known.zipf(f"{left}'{words[0]}".lower()):  # the mark is an apostrophe
        return None
    if len(words) == 1 and known.zipf(rest.lower()) >= _FUNCTION:
        return None
    at = end.start()
    if end["stop"] and end["stop"][0] in "!?…":
        at = end.end("stop")
    message = f"the quotation that {mark.char} opens is not closed"
    return Hit(Span(mark.at, mark.at + 1), message, (Edit(Span(at, at), close),), _confidence(segment, _RARE))


def _confidence(segment: Segment, limit: float) -> float:
    """How sure an odd mark is no slip of a person."""
    rate = human_rate("unclosed-quote", segment.lang, "open")
    return _SURE if rate is not None and rate <= limit else _UNSURE


def _marks(text: str, paragraph: Paragraph) -> int:
    return sum(text.count(c, paragraph.start, paragraph.end) for c in DOUBLE)


def _partner(opening: str, locale: Locale) -> str:
    if opening == '"':
        return '"'
    return next((p.close for p in locale.quotes if p.open == opening), "")
