r"""Closes URLs that were taken apart: "https: // example. com / a" becomes "https://example.com/a".

## What it does
Removes the spaces after the scheme, in the host and in the path of a URL that begins with ``http``, ``https``, ``ftp`` or
``www``, and writes its full-width colon and slashes as ASCII. The host must end in a top-level domain that exists.

## Why
Systems split a URL like punctuation; a broken link leads nowhere.

## Limits
A plain word after a spaced slash may belong to the sentence: if more words follow, the URL ends before it. What follows a
URL whose scheme and host are whole stays. Hosts of other scripts than Latin, and spaces around hyphens, stay.

## Source
RFC 3986 for the syntax; the IANA root zone database for top-level domains.
"""

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import REPAIR, RESIDUE, Edit, Hit, Segment, Span, fires, lazy_pattern, rule, silent, table, triple

_S = "[ \xa0]"
_WIDE = str.maketrans("：／．", ":/.")
_SCHEME = lazy_pattern(
    rf"(?<![A-Za-z0-9])(?:(?:https?|ftp){_S}?[:：]{_S}?[/／]{_S}?[/／]{_S}?|(?=www{_S}?[.．]{_S}?[a-z0-9]))",
    re.IGNORECASE,
)
_BEGINS = lazy_pattern(r"[:：.．](?:(?<=[pPsS].)|(?<=[pPsS][ \xa0].)|(?<=[wW].)|(?<=[wW][ \xa0].))")
_LABEL = lazy_pattern(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?![^\W_])")
_NEXT = lazy_pattern(rf"(?:[.．]|{_S}?[.．]{_S}?)(?=[a-z0-9])|\.(?=[A-Z])")
_CLOSES = lazy_pattern(rf"[a-z]{{2}}(?!{_S}?\w)")
_LABELS = 8  # of a host, at most
_PORT = lazy_pattern(r":\d{2,5}(?!\d)")
_SLASH = lazy_pattern(rf"{_S}?[/／]")
_PART = lazy_pattern(
    rf"{_S}?(?!(?:https?|ftp){_S}?:)[A-Za-z0-9~%@#+&=_-]++"
    rf"(?:(?:\.(?=[A-Za-z0-9])|{_S}?_{_S}?(?=[A-Za-z0-9])|{_S}?\.{_S}?(?=(?:html?|php|aspx?|pdf|jpe?g|png|gif)\b))[A-Za-z0-9~%@#+&=_-]++)*+"
)
_QUERY = lazy_pattern(
    rf"{_S}?\?{_S}?[\w-]++{_S}?={_S}?[\w%.+-]*[\w%](?:{_S}?&{_S}?[\w-]++{_S}?={_S}?[\w%.+-]*[\w%])*+", re.ASCII
)
_PLAIN = lazy_pattern(r"[A-Za-z][a-z]*")


@rule(
    id="spaced-url",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.95,
    inside_protected=True,
    trigger=triple("tTfF", "tT", "pP") | triple("wW", "wW", "wW"),
    pattern=_BEGINS,
    examples=[
        fires("See ⟦https: // example. com / a⟧.", "See https://example.com/a.", lang="en"),
        fires(
            "Mehr unter ⟦http : / / www.example.de / seite / 12⟧ .",
            "Mehr unter http://www.example.de/seite/12 .",
            lang="de",
        ),
        fires("Подробнее: ⟦www. example. ru⟧", "Подробнее: www.example.ru", lang="ru"),
        fires("请访问⟦https：//example.com⟧。", "请访问https://example.com。", lang="zh"),
        fires(
            "Video: ⟦https : / / example.com / watch ? v = a1B2⟧ (fr)", "Video: https://example.com/watch?v=a1B2 (fr)"
        ),
        fires(
            "Voir ⟦https://www.example. co. uk/faq⟧ pour plus.",
            "Voir https://www.example.co.uk/faq pour plus.",
            lang="fr",
        ),
        silent("See https://example.com. It is short, www.example.org."),
        silent("Read https://example.com / or call us."),
        silent("The scheme (http or https) comes first: // is what follows."),
        silent("www. is what many addresses begin with. com is not."),
        silent("See https://example.com. it was written in a hurry."),
        silent("The slash: http / https, ftp / sftp"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text, at = segment.text, 0
    while m := _SCHEME.search(text, at):
        at = max(m.end(), m.start() + 1)
        end = _host(text, m.end(), 3 if m.end() == m.start() else 2)
        if not end or _closed(text[m.start() : end]) == text[m.start() : end]:
            continue  # what follows a URL that is whole may be anything
        at = end = _path(text, end)
        edits = tuple(
            Edit(Span(i, i + 1), "" if c in " \xa0" else c.translate(_WIDE))
            for i, c in enumerate(text[m.start() : end], m.start())
            if c in " \xa0：／．"
        )
        message = "the URL was taken apart; its spaces are removed"
        yield Hit(Span(m.start(), end), message, edits, evidence=_closed(text[m.start() : end]))


def _closed(url: str) -> str:
    return re.sub(_S, "", url).translate(_WIDE)


@cache
def _tlds(kind: str = "") -> frozenset[str]:
    return frozenset(row["tld"] for row in table("spaced-url", "tlds") if kind in ("", row["kind"]))


@cache
def _second_levels() -> frozenset[str]:
    return frozenset(row["label"] for row in table("spaced-url", "second_levels"))


def _host(text: str, at: int, least: int) -> int:
    """The end of a host at `at` with `least` labels or more that ends in a top-level domain; 0 if there is none."""
    start, found, count = at, 0, 0
    while count < _LABELS and (label := _LABEL.match(text, at)):
        count += 1
        word = label[0].lower()
        if count >= least and word in _tlds():
            found = label.end()
        dot = _NEXT.match(text, label.end())
        if not dot:
            break
        # after a domain that is complete, a spaced full stop ends the sentence: not in example. co. uk
        if found == label.end() and len(dot[0]) > 1:
            generic = word in _tlds("generic") and not (
                _CLOSES.match(text, dot.end()) and re.search(_S, text[start:at])
            )
            split = word in _second_levels() and not generic
            if not split or count < 2:
                break
        at = dot.end()
    return found


def _path(text: str, at: int) -> int:
    """The end of the port, path and query from `at` on."""
    if port := _PORT.match(text, at):
        at = port.end()
    while slash := _SLASH.match(text, at):
        part = _PART.match(text, slash.end())
        if not part:
            return slash.end()
        spaced = part[0][0] in " \xa0"
        if spaced and len(slash[0]) == 1:
            return slash.end()
        word_follows = re.match(rf"{_S}\w", text[part.end() : part.end() + 2])
        if spaced and word_follows and _PLAIN.fullmatch(part[0].strip()):
            return at  # a word of the sentence, or the last part of the path?
        at = part.end()
    query = _QUERY.match(text, at)
    return query.end() if query else at
