r"""Writes the characters for escapes of programming languages that were left in prose.

## What it does
Decodes ``\u00e9`` and UTF-8 written as ``\xc3\xa9``, punctuation such as ``\x27``, and ``\/`` between words. A ``\n`` at the start or
end of a line is removed; between two sentences it becomes a line break if the text is a single line, else a space. A ``\t``
at the start of a line, or after its bullet, is removed. It judges a line as a whole: one backslash that is none of these, as
in a path, and the line is left alone.

## Why
Text that comes out of JSON, of program sources or of log files keeps its escapes; a translation model copies them.

## Limits
What the source text has too belongs to the text. ``\"`` is also Markdown: it is decoded only in a line with another escape,
or where the source has none. Paths, regular expressions, LaTeX and code stay. A single ``\u00e9`` that stands alone is a mention.

## Source
RFC 8259 (JSON), section 7; ISO/IEC 9899 (C), section 5.2.2; RFC 3629 (UTF-8).
"""

import re
from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    RESIDUE,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    pair,
    protected_spans,
    rule,
    silent,
)

_HEX = "[0-9a-fA-F]"
_ESCAPE = lazy_pattern(
    rf"(?P<u>(?:\\u{_HEX}{{4}})+)|(?P<x>(?:\\x{_HEX}{{2}})+)|(?P<n>(?:(?:\\r)?\\n)+)|(?P<t>\\t)|(?P<q>\\[\"'])|(?P<s>\\/)"
)
_CODE = lazy_pattern(r"\w+\(|[{}=;]\s*$|[{[]\s*\\?\"|\\[\[(]")
_BULLET = lazy_pattern(r"\s*(?:[•●◦▪*–-]|[\w०-९]{1,3} ?[.)])?\s*")
_ENDS = frozenset(".!?…,;。！？，；।॥።؟۔»”\"'’)]）」』*:：")


@rule(
    id="literal-escape",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.93,
    inside_protected=True,
    trigger=pair("\\", "uxnrt\"'/"),
    examples=[
        fires("The caf⟦\\u00e9⟧ opens at nine.", "The café opens at nine."),
        fires("⟦\\u6211\\u4eec⟧走吧。", "我们走吧。", lang="zh"),
        fires("They don⟦\\x27⟧t know.", "They don't know."),
        fires("Sie fahren weg,⟦\\n⟧Aber ich bleibe.", "Sie fahren weg,\nAber ich bleibe.", lang="de"),
        fires("Это конец.⟦\\n⟧", "Это конец.", lang="ru"),
        fires("•⟦\\t⟧विकास का काम", "•विकास का काम", lang="hi"),
        fires("You may walk and⟦\\/⟧or ride.", "You may walk and/or ride."),
        silent(r"Copy it to C:\new\temp before you start."),
        silent(r"Open templates\results.html and bin\x64."),
        silent(r"The pattern \d+\n matches a number."),
        silent(r"Write \textbf{bold} or \noindent."),
        silent(r"The tab (\t) and the line feed (\n) are white space."),
        silent(r"Consultez \"Instruction INSERT\", plus loin.", lang="fr"),
        silent(r"Print `a\nb` to see two lines."),
        silent(r"The letter é is written \u00e9 in JavaScript."),
        silent(r"wọ́n máa \n ṣe ìwádìí", lang="yo"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    found = list(_ESCAPE.finditer(text))
    if text.count("\\") != sum(m[0].count("\\") for m in found) or _CODE.search(text):
        return
    blank = _ESCAPE.sub(lambda m: "a" * len(m[0]), text)
    closed = [s for s in protected_spans(blank) if text[s.start] in "`<$%"]
    made = []
    for m in found:
        edit = None if segment.source and m[0] in segment.source else _decoded(segment, m)
        if edit is None or any(s.start < m.end() and m.start() < s.end for s in closed):
            return
        made.append((m, edit))
    quotes = [m for m, _ in made if m["q"]]
    if quotes and len(quotes) == len(made) and (not segment.source or len(quotes) % 2):
        return
    for m, edit in made:
        yield Hit(Span(*m.span()), f"{m[0][:20]} is an escape left in the text", (edit,))


def _decoded(segment: Segment, m: re.Match[str]) -> Edit | None:
    """What to do with an escape; ``None`` if it may be meant as it stands."""
    text = segment.text
    before, after = text[: m.start()], text[m.end() :]
    span = Span(*m.span())
    touches = before[-1:].isalnum() or after[:1].isalnum()
    if m["u"] or m["x"]:
        plain = _utf16(m[0]) if m["u"] else _utf8(m[0])
        ok = plain and (touches or len(plain) > 1) and all(c.isprintable() for c in plain)
        return Edit(span, plain) if plain and ok else None
    if m["q"]:
        return Edit(span, m[0][1])
    if m["s"]:
        return Edit(span, "/") if before[-1:].isalnum() and after[:1].isalnum() else None
    if m["t"]:
        return Edit(span, "") if _BULLET.fullmatch(before) and _begins(after.lstrip()) else None
    return _line_break(segment, before, after, span)


def _line_break(segment: Segment, before: str, after: str, span: Span) -> Edit | None:
    left, right = before.rstrip(), after.lstrip()
    if not left or not right:
        whole = Span(span.start - len(before) + len(left), span.end + len(after) - len(right))
        return Edit(whole, "") if left or _begins(right) else None
    if not _begins(right) or not (left[-1] in _ENDS or (left == before and right == after and left[-1].islower())):
        return None
    if re.search(r"\b[A-Za-z]:$", left):
        return None
    space = "" if left != before or right != after else " "
    one_line = segment.document.memo("one line", lambda document: "\n" not in document.text.strip())
    return Edit(span, "\n" if one_line else space)


def _begins(text: str) -> bool:
    """Whether `text` begins like a sentence or an item, and not like the rest of a name after ``\\n`` or ``\\t``."""
    first = text[:1]
    return bool(first) and not first.islower() and first != "\\" and not first.isdigit()


def _utf16(escapes: str) -> str | None:
    codes = bytes.fromhex(escapes.replace("\\u", ""))
    try:
        return codes.decode("utf-16-be")
    except UnicodeDecodeError:
        return None


def _utf8(escapes: str) -> str | None:
    codes = bytes.fromhex(escapes.replace("\\x", ""))
    try:
        plain = codes.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if plain.isascii() and plain.isalnum() else plain
