"""What stands before the translation: an echo of the prompt, of the source, a preamble."""

from __future__ import annotations

import re
from functools import cache

from .._patterns import lazy_pattern
from ._parts import State
from ._tongue import DECOR, alternatives, lowered, spoken

_COLON = lazy_pattern("[:：]")
_BREAK = lazy_pattern(r"[\n!?。！？]|[.:：](?=\s|\Z)")
_WORD = lazy_pattern(r"[^\W\d_]+")
_UNCASED = lazy_pattern("[\u0590-\u08ff\u0900-\u0e7f\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
_END = lazy_pattern(r"[.!?…。！？।؟][\"'”’»」』)）*_`]*\s*(?:\Z|\n)")
_ARROW = lazy_pattern(
    r"[ \t]*(?:(?:-|=|—|–){1,2}>|→|⇒|➡️?|=(?==?\s)|\|)[ \t]*|[ \t]*\r?\n[ \t]*\r?\n\s*|[ \t]*(?P<line>\r?\n)\s*"
)
_NAMED = lazy_pattern(r"[*_#>\s]*([^\W\d_][^\n.!?。！？:：]{0,40}?)[*_]*\s*[:：][*_]*\s*")


@cache
def _opening() -> re.Pattern[str]:
    greeting = (
        rf"(?:{alternatives('greeting')}(?:[\s,.!:，。！：、…~*_—–-]|[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f])+)"
    )
    said = f"(?:(?P<presenting>{alternatives('presenting')})|(?P<label>{alternatives('label')}))"
    end = r"(?:[*_]*\s?[:：][*_]*|(?P<open>[.。!！]?[*_]*)(?=\n\s*\n))"
    return re.compile(rf"{DECOR}(?P<greeting>{greeting}){{0,3}}[\"“«「『]?{said}[\"”»」』]?{end}[ \t]*(?P<alone>\n)?")


def preamble(state: State) -> bool:
    """Take off "Sure! Here is the translation:", "**Translation:**" and the like."""
    head = state.head()
    first = _COLON.search(head, 0, 400)
    if first is None and "\n" not in head:
        return False
    m = _opening().match(head)
    if m is None:
        return False
    if m["open"] is not None and not m["greeting"]:  # without a colon, only after "Sure!"
        return False
    if _said_in_source(state, "presenting", "label"):
        return False
    if m["presenting"]:
        lead = head[: m.end()]
        if spoken("stop").search(lead):
            return False
        return state.cut_head("preamble", state.start + m.end(), 0.97 if m["alone"] else 0.93)
    confidence = _label_confidence(state, m)
    return confidence > 0 and state.cut_head("preamble", state.start + m.end(), confidence)


def _label_confidence(state: State, m: re.Match[str]) -> float:
    """How sure a label ("Translation:") is no credit ("Translation: Jane Doe") and no entry of a glossary."""
    if m["greeting"] or state.talked:
        return 0.96
    if state.source is not None and not _COLON.search(state.source, 0, 60):
        return 0.95
    content = state.text[state.start + m.end() : min(state.end, state.start + m.end() + 400)].lstrip(
        " \t\r\n*_\"'“«„「"
    )
    words = _WORD.findall(content)
    if _UNCASED.match(content):
        return 0.85 if len(content) >= 5 and _END.search(content) else 0
    lower = sum(w[0].islower() for w in words)
    if not words or content[:1].islower() or lower < 3 or not _END.search(content):
        return 0
    return 0.9 if m["alone"] else 0.85


def _said_in_source(state: State, *roles: str) -> bool:
    """Whether the source begins with such words itself; then they belong to the text."""
    if state.source is None:
        return False
    head = lowered(state.source.lstrip()[:300])
    return re.match(rf"{DECOR}{alternatives('greeting')}?[\s,.!，。！]*{alternatives(*roles)}", head) is not None


def prompt_echo(state: State) -> bool:
    """Take off "Translate the following text from English to German:"."""
    head = state.head()
    if _COLON.search(head) is None or _said_in_source(state, "prompt"):
        return False
    at = 0
    pattern = spoken("prompt")
    while True:
        while at < len(head) and (head[at].isspace() or head[at] in '*_#>"“'):
            at += 1
        m = pattern.match(head, at)
        if m is None:
            return False
        end = _BREAK.search(head, m.end())
        if end is None or end[0] == "\n":
            return False
        at = end.end()
        if end[0] in ":：":
            break
    rest = state.text[state.start + at : state.end].lstrip(' \t\r\n*_"“')
    if re.match(r"(?:\d{1,2}|[a-z])[.)]\s|[-•*]\s", rest):  # an exercise
        return False
    return state.cut_head("prompt-echo", state.start + at, 0.93 if state.source else 0.85)


def source_echo(state: State) -> bool:
    """Take off the source where it stands before the translation, with the labels of both."""
    if state.source is None:
        return _labelled(state)
    source = state.source.strip()
    if len(source) < 6 or not any(c.isalpha() for c in source):
        return False
    begin = state.start
    named = _NAMED.match(state.text, begin, min(state.end, begin + 80))
    end = None
    for at in (begin, named.end() if named else None):
        if at is not None and end is None:
            end = _after(state.text, at, source)
    if end is None or end >= state.end:
        return False
    separator = _ARROW.match(state.text, end, state.end)
    if separator is None and state.text[end : end + 1] not in ('"', "”", "»", "*"):
        return False
    end = separator.end() if separator else end + 1
    label = _NAMED.match(state.text, end, min(state.end, end + 80))
    if named and end - begin > named.end() - begin and named.end() > begin and label:
        end = label.end()
    if separator and separator["line"] and not label:  # the trigger does not see a single line end
        return False
    rest = state.text[end : state.end].strip()
    if not any(c.isalpha() for c in rest) or len(rest) * 6 < len(source):
        return False
    return state.cut_head("source-echo", end, 0.95)


@cache
def _labels() -> re.Pattern[str]:
    """The source and its translation, each with its label at the beginning of a line."""
    colon = r"[*_]*\s?[:：][*_]*\s*"
    return re.compile(
        rf"{DECOR}{alternatives('source-label')}{colon}(?P<source>[^\n]+?)[ \t]*(?:\r?\n\s*)+{DECOR}"
        rf"{alternatives('label')}{colon}(?=\S)"
    )


def _labelled(state: State) -> bool:
    """Take off "Source: The dog sleeps.", and the label of the translation that follows."""
    m = _labels().match(state.head())
    if m is None:
        return False
    rest = state.text[state.start + m.end() : state.end]
    alike = len(m["source"]) <= 3 * len(rest) and len(rest) <= 3 * len(m["source"])
    if not alike or "\n" in rest or not _END.search(m["source"]) or not _END.search(rest):
        return False
    return state.cut_head("source-echo", state.start + m.end(), 0.9)


def _after(text: str, at: int, source: str) -> int | None:
    """Where `source` ends if it stands at `at`, whatever the white space and quotation marks; ``None`` if not."""
    while at < len(text) and (text[at].isspace() or text[at] in '"“«>*'):
        at += 1
    for word in source.split():
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at
