r"""Closes e-mail addresses that were taken apart: "name @ example.com" becomes "name@example.com".

## What it does
Removes the spaces around the at sign and before the last parts of an address. The host must end in a top-level domain
that exists.

## Why
Systems split an address like punctuation; nobody can write to it.

## Limits
"See us @ example.com" is prose: with a space before the sign, the name must be that of a common mailbox ("info"), hold a
digit, full stop, underscore or hyphen, or follow a word for mail or writing, or the whole address must stand in the source
or the document; otherwise the repair is only suggested. "@example.com" after a word may be a handle and stays.

## Source
RFC 5322 for the syntax and RFC 2142 for mailbox names; the IANA root zone database for top-level domains.
"""

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    REPAIR,
    RESIDUE,
    SPACE,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    pair,
    rule,
    silent,
    table,
)

_S = "[ \xa0]"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = lazy_pattern(
    rf"@({_S}?)(?P<host>{_LABEL}(?:{_S}?\.{_S}?(?:(?<=\.){_LABEL}|(?<={_S})[a-z][a-z0-9-]*+)){{1,5}}+)(?![A-Za-z0-9_@])"
)
_LOCAL = lazy_pattern(r"(?<![\w@.+/-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?$")
_TOLD = lazy_pattern(r"[\d._+-]")


@rule(
    id="spaced-email",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.94,
    inside_protected=True,
    trigger=pair("@", SPACE) | pair(SPACE, "@") | pair("@", "abcdefghijklmnopqrstuvwxyz0123456789"),
    examples=[
        fires("Write an e-mail to ⟦name @ example.com⟧.", "Write an e-mail to name@example.com.", lang="en"),
        fires("Schreiben Sie an ⟦info @ example. de⟧!", "Schreiben Sie an info@example.de!", lang="de"),
        fires("Пишите: ⟦anna.k@ example.ru⟧", "Пишите: anna.k@example.ru", lang="ru"),
        fires("Contactez ⟦jean_d@example. fr⟧ ou moi.", "Contactez jean_d@example.fr ou moi.", lang="fr"),
        silent("Write to ann@example.com. It is short."),
        silent("Write to ann@example.com. it was late."),
        silent("Follow us @example.com and @ann."),
        silent("Dinner @ 8 with Bob @ home."),
        silent("We are @ work. no, at home."),
        silent("eng E-Mail un @example.org schécken", lang="lb"),
        silent("3 apples @ 2.50 each"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    for m in _ADDRESS.finditer(text):
        end = _host_end(m)
        at = m.start()
        gap = text[at - 1 : at] in (" ", "\xa0")
        left = at - 1 if gap else at
        local = _LOCAL.search(text[max(0, left - 66) : left])
        if not end or not local or (gap and not m[1]):
            continue
        start = left - len(local[0])
        edits = tuple(Edit(Span(i, i + 1), "") for i in range(start, end) if text[i] in " \xa0")
        if edits:
            sure = not gap or _TOLD.search(local[0]) or local[0].lower() in _cues("role") or _cued(segment, start, end)
            if not sure and re.search(_S, text[at + 2 : end]):
                continue  # "at work. no" is prose, though .no is a domain
            message = "the e-mail address was taken apart; its spaces are removed"
            yield Hit(Span(start, end), message, edits, None if sure else 0.7)


@cache
def _cues(role: str) -> frozenset[str]:
    return frozenset(row["form"] for row in table("spaced-email", "cues") if row["role"] == role)


@cache
def _tlds() -> frozenset[str]:
    return frozenset(row["tld"] for row in table("spaced-url", "tlds"))


def _cued(segment: Segment, start: int, end: int) -> bool:
    """Whether the line is the address, a word for mail stands shortly before, or the whole address is found elsewhere."""
    text, address = segment.text, re.sub(_S, "", segment.text[start:end])
    before, after = text[max(0, start - 41) : start].rstrip(), text[end : end + 9].strip(" .>)")
    near = before.lower()
    return (
        (not before and not after)
        or before.endswith((":", "：", "<"))
        or any(word in near for word in _cues("word"))
        or address in (segment.source or "")
        or segment.document.holds(address)
    )


def _host_end(m: re.Match[str]) -> int:
    """Where the host ends: at a top-level domain, and at the first one before a spaced full stop; 0 if nowhere."""
    found, last = 0, ""
    for part in re.finditer(rf"({_S}?\.{_S}?)([A-Za-z0-9-]+)", m["host"]):
        if found and len(part[1]) > 1 and last not in _second_levels():
            break
        last = part[2].lower()
        found = m.start("host") + part.end() if last in _tlds() else 0
    return found


@cache
def _second_levels() -> frozenset[str]:
    generic = {row["tld"] for row in table("spaced-url", "tlds") if row["kind"] == "generic"}
    return frozenset(row["label"] for row in table("spaced-url", "second_levels")) - generic
