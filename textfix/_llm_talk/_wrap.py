"""What is put around the translation: thinking, code fences, tags, JSON, quotation marks."""

from __future__ import annotations

import json
import re

from .._patterns import lazy_pattern
from .._search import occurrences
from ..model import Edit, Span
from ._parts import State
from ._tongue import marks

_FENCE = lazy_pattern(r"(`{3,}|~{3,})[ \t]*([\w+-]*)[ \t]*\r?\n")
_CODE = lazy_pattern(
    r"[;{}][ \t]*$|^\s*(?:def|import|from \w+ import|class|function|var|let|const|return|#include|>>>|\$|SELECT|git|sudo|pip"
    r"|npm)\b|[\w)]\s?(?:==|=>|:=|\+=)\s?\w|\w\(\)|^\s*</?[a-z]|^\s*[\w.-]+\s?=\s?\S|^\s*\"?[\w.-]+\"?:[ \t]*(?:[\d\"\[{]|$)",
    re.MULTILINE,
)
_PROSE = lazy_pattern(r"[^\W\d_]+[,;:]?(?:[ \t]+[^\W\d_]+[,;:]?){2}|[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]{5}")
_TAG = lazy_pattern(r"[<\[]([^\W\d_][\w-]{2,24})(?:\s+(?:xml:)?lang(?:uage)?\s*=\s*[\"'][\w-]+[\"'])?[>\]]")
_PAIR = lazy_pattern(
    r"\s*([\"'])([\w -]{1,30})\1\s*:\s*(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[\d.]+|true|false|null)\s*(,?)"
)
_NEST = lazy_pattern(
    r"(?:\{\s*[\"'](?P<key>translations?|translated_texts?)[\"']\s*:\s*)?\[\s*(?P<inner>\{.*\})\s*\](?(key)\s*\})",
    re.DOTALL | re.IGNORECASE,
)
_SOURCE_KEY = lazy_pattern(r"[\"'](?:source|original)(?:[ _](?:text|lang(?:uage)?))?[\"']\s*:", re.IGNORECASE)
_ESCAPE = lazy_pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’", "'": "'"}
_ANY_QUOTE = lazy_pattern('["“”„‟«»「」『』＂]')
_QUOTED_LINE = lazy_pattern(r"(?P<mark>>[ \t]?)[^\n]*(?:\n|\Z)|[ \t]*\r?\n")
_LONG_THOUGHT = 40


def thinking(state: State) -> bool:
    """Take off what a reasoning model thought before it answered."""
    text, start = state.text, state.start
    if text[start : start + 1] not in ("<", "[", "◁"):
        return _end_of_thinking(state)
    low = text[start : start + 60].lower()
    for opening, closing in marks("thinking").items():
        if low.startswith(opening):
            end = text.lower().find(closing, start + len(opening), state.end)
            if end < 0 or opening in (state.source or "").lower():
                return False
            thought = text[start + len(opening) : end]
            after = text[end + len(closing) : end + len(closing) + 1]
            if "\n" not in (thought[:1], thought[-1:], after) and after != "\r" and len(thought) < _LONG_THOUGHT:
                return False
            return state.cut_head("thinking", end + len(closing), 0.98)
    return _end_of_thinking(state)


def _end_of_thinking(state: State) -> bool:
    """The end of thinking whose beginning the caller swallowed: at the end of a line, and only one in the text.

    What is a word too, such as ``</analysis>``, must have the line for itself, or a blank line after it.
    """
    text = state.text
    openings = {closing: opening for opening, closing in marks("thinking").items()}
    for at, closing in occurrences(text, openings, state.start, state.end):
        if openings[closing] in text or closing in (state.source or "") or text.count(closing) > 1:
            continue
        end = at + len(closing)
        line = text[text.rfind("\n", 0, at) + 1 : at]
        if (
            text[end : end + 1] in ("\n", "\r")
            and (not line.strip() or "think" in closing or text[end : end + 4].count("\n") > 1)
            and "`" not in line
        ):
            return state.cut_head("thinking", end, 0.93)
    return False


def wrapper(state: State) -> bool:
    """Take off what stands around all that is left."""
    first = state.text[state.start : state.start + 1]
    if first in ("`", "~"):
        return _fence(state)
    if first == "{" or (first == "[" and state.text[state.start : state.start + 20].lstrip("[ \t\r\n")[:1] == "{"):
        return _object(state)
    if first in ("<", "["):
        return _tags(state)
    if first == ">":
        return _block_quote(state)
    if first in _QUOTES:
        return _quotes(state)
    return first == "*" and _bold(state)


def _fence(state: State) -> bool:
    text, start, end = state.text, state.start, state.end
    m = _FENCE.match(text, start)
    if m is None or m[2].lower() not in marks("fence"):
        return False
    body, mark = m.end(), m[1]
    last = text.rfind("\n", body, end)
    if last < 0 or text[last + 1 : end].strip() != mark or mark in text[body:last]:
        return False
    if state.source is not None and "```" in state.source:
        return False
    inner = text[body:last]
    as_prose = _PROSE.search(inner) and not _CODE.search(inner)
    wrapped = inner.lstrip()[:1] == "{" and _json(inner.strip(), 0) is not None
    if not (as_prose or wrapped or (m[2] and state.source is not None) or (state.talked and m[2] != "json")):
        return False
    return state.cut_around("wrapper", body, last, 0.96 if state.talked or m[2] else 0.9)


def _tags(state: State) -> bool:
    text, start, end = state.text, state.start, state.end
    m = _TAG.match(text, start)
    if m is None:
        return False
    name = m[1].lower()
    plain = name in marks("plain-tag")
    if not plain and name not in marks("tag"):
        return False
    closing = f"{text[start]}/{m[1]}{text[m.end() - 1]}"
    inner = text[m.end() : end - len(closing)]
    if not text.endswith(closing, start, end) or closing in inner or m[0] in inner:
        return False
    if state.source is not None and m[0] in state.source:
        return False
    if (plain and ("<" in inner or _CODE.search(inner))) or not any(c.isalpha() for c in inner):
        return False
    return state.cut_around("wrapper", m.end(), end - len(closing), 0.93 if plain else 0.97)


def _object(state: State) -> bool:
    text = state.text
    if state.source is not None and state.source.lstrip()[:1] in ("{", "["):
        return False
    value = _json(text[state.start : state.end], state.start, plain=state.source is not None or state.talked)
    if value is None:
        return False
    edits = tuple(Edit(Span(a, b), new) for a, b, new in _escapes(text, *value))
    return state.cut_around("wrapper", *value, 0.95, edits)


def _json(text: str, offset: int, *, plain: bool = False) -> tuple[int, int] | None:
    """Where the translation stands in an object of JSON (or of Python) that holds nothing else of weight."""
    if m := _NEST.fullmatch(text):  # a list of one, or one below a key
        return _json(m["inner"], offset + m.start("inner"), plain=plain or bool(m["key"]))
    if not (text.startswith("{") and text.endswith("}")):
        return None
    plain = plain or bool(_SOURCE_KEY.search(text))
    at, found, more = 1, [], True
    while m := _PAIR.match(text, at):
        if not more:
            return None
        key = m[2].strip().lower()
        if key in marks("key") or (plain and key in marks("plain-key")):
            if m[3][0] not in "\"'":
                return None
            found.append((offset + m.start(3) + 1, offset + m.end(3) - 1))
        elif key not in marks("side-key"):
            return None
        at, more = m.end(), bool(m[4])
    if len(found) != 1 or text[at:].strip() != "}":
        return None
    return found[0]


def _escapes(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The escapes of a JSON string with what they stand for."""
    out = []
    for m in _ESCAPE.finditer(text, start, end):
        try:
            new = "'" if m[0] == "\\'" else json.loads(f'"{m[0]}"')
        except ValueError:
            continue
        out.append((m.start(), m.end(), new))
    return out


def _quotes(state: State) -> bool:
    text, start, end = state.text, state.start, state.end
    opening, closing = text[start], text[end - 1]
    inner = text[start + 1 : end - 1]
    if end - start < 4 or closing not in _QUOTES[opening] or opening in inner or closing in inner:
        return False
    if state.source is None:
        if not state.talked:
            return False
    elif _ANY_QUOTE.search(state.source) or state.source.lstrip()[:1] in "'‘‚‹›—–-―" or "''" in state.source:
        return False
    # Writers too set off a whole sentence that the source does not: one of some thousand references does.
    return state.cut_around("wrapper", start + 1, end - 1, 0.92 if state.talked else 0.75)


def _block_quote(state: State) -> bool:
    """After "Here is the translation:", some models set it as a quotation: "> " before each line."""
    lines = list(_QUOTED_LINE.finditer(state.text, state.start, state.end))
    whole = sum(len(m[0]) for m in lines) >= state.end - state.start
    if not state.talked or not whole or (state.source or "").lstrip()[:1] == ">":
        return False
    edits = tuple(Edit(Span(*m.span("mark")), "") for m in lines[1:] if m["mark"])
    return state.cut_around("wrapper", lines[0].end("mark"), state.end, 0.93, edits)


def _bold(state: State) -> bool:
    inner = state.text[state.start + 2 : state.end - 2]
    whole = state.text.startswith("**", state.start) and state.text.endswith("**", state.start, state.end)
    if not state.talked or not whole or "*" in inner or "\n" in inner or "*" in (state.source or ""):
        return False
    return state.cut_around("wrapper", state.start + 2, state.end - 2, 0.9)
