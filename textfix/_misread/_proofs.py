"""Whether what can be UTF-8 that was read in a code page is damage, or good text that looks like it."""

from __future__ import annotations

import regex

from .._code_pages import not_ascii
from .._letters import letter_cost
from .._patterns import lazy_pattern
from .._segmentation import protected_spans, touches
from ..model import Span
from ._change import BAD, GOOD_BESIDE, Change, changed, unassigned

# In real text hardly two characters in a row look like UTF-8 read in one of these (in 258,000 sentences: never).
TELLING = (
    *("latin-1", "cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-9", "iso8859-15", "cp1253", "iso8859-7"),
    *("mac-roman", "cp437", "cp850", "cp852", "koi8-r", "cp1255", "iso8859-4"),
)
SURE = 4  # so many sequences prove a code page in which real text may hold two or three by chance
_LEAST_SHARE = 0.08  # of what is not ASCII: less can be chance in a text that was damaged in another way
_NEAR = 8  # what letters of another script must cost more than a Latin letter among Latin words
_FAR = 15  # what a text must cost more than its repair, where few small letters would change to others
_LATIN = regex.compile(r"\p{Latin}")
_LATIN_WORD = regex.compile(r"\p{Latin}+")
_EUROPEAN = lazy_pattern("[À-ÖØ-öø-žȘ-ț]")
_RUSSIAN = lazy_pattern("[А-я]+")
_MATHS = lazy_pattern("[\u2200-\u22ff\u2500-\u259f]")
_SCRIPTS = [
    regex.compile(rf"[\p{{{script}}}\p{{Common}}\p{{Inherited}}]+")
    for script in (
        "Latin",
        "Cyrillic",
        "Greek",
        "Hebrew",
        "Arabic",
        "Devanagari",
        "Thai",
        "Armenian",
        "Georgian",
        "Hangul",
    )
] + [regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Common}]+")]


def accepted(text: str, page: str, runs: list[Change], high: int, alphabet: frozenset[str]) -> list[Change]:
    """The `runs` that are damage and nothing else, where `high` characters of `text` are not ASCII."""
    alone = [r for r in runs if not unassigned(r.new)]
    count = sum(len(r.new) for r in alone)
    share = sum(r.end - r.start for r in alone) / high
    if (count >= SURE and share >= 0.9) or (page in TELLING and count > 1 and share >= _LEAST_SHARE):
        return alone
    proofs = [
        r
        for r in alone
        if (len(r.new) >= SURE and _one_script(r.new))
        or _foreign(text, r)
        or (page in TELLING and _unlike(text[r.start : r.end], r.new, alphabet))
        or (page in TELLING and _dearer(text, r, _FAR))
        or (_among_latin(text, r) and _dearer(text, r, _NEAR))
    ]
    return [r for r in alone if any(r is p or _one_script(p.new + r.new) for p in proofs)]


def _one_script(decoded: str) -> bool:
    return not BAD.search(decoded) and any(script.fullmatch(decoded) for script in _SCRIPTS)


def _unlike(run: str, decoded: str, alphabet: frozenset[str]) -> bool:
    """Whether the language does not have the characters that stand there, but the one that they stand for."""
    if decoded.isalpha():
        return decoded in alphabet and any(c.isalpha() and c not in alphabet for c in run)
    return len(run) == 3 and decoded.isprintable() and (decoded in GOOD_BESIDE or not run.isalpha())


def _among_latin(text: str, run: Change) -> bool:
    """Whether letters of another script, which stand for a Latin one, are alone among Latin words."""
    before, after = text[: run.start].rstrip()[-1:], text[run.end :].lstrip()[:1]
    latin = _LATIN.match(before) and _LATIN.match(after) and _EUROPEAN.fullmatch(run.new)
    return bool(latin) and not _RUSSIAN.fullmatch(text, run.start, run.end)


def _dearer(text: str, run: Change, least: int) -> bool:
    """Whether a letter is restored that goes far better with the text than the letters or signs in its place."""
    there = text[run.start : run.end]
    if not _EUROPEAN.fullmatch(run.new):
        return False
    before, after = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    if not there.isalpha() and not before.isupper() and (after.islower() or _MATHS.match(there)):
        return True
    return there.isalpha() and letter_cost(text) >= letter_cost(changed(text, [run])) + least


def _foreign(text: str, run: Change) -> bool:
    """Whether the run cannot be a part of the word it stands in, and what it stands for can: caf├й, sĂŞ, donтАЩt."""
    first, before, after = text[run.start], text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    if run.new in GOOD_BESIDE and run.end - run.start == 3:  # a punctuation mark
        return True
    if _LATIN.match(first) and not (first.isupper() and before.islower() and run.new.islower()):
        return False
    word = before + run.new + after
    restored = any(map(str.isalpha, run.new)) or run.new in "·\xa0"
    letters = (before.isalpha() or after.isalpha()) and restored
    return letters and bool(_SCRIPTS[0].fullmatch(word)) and not BAD.search(word)


def spelled(text: str, found: list[Change]) -> bool:
    """Whether a few letters would change that go nearly as well with the text as those that would be restored."""
    few = len(found) < 3 and all(_LATIN_WORD.fullmatch(text, f.start, f.end) for f in found)
    return few and letter_cost(text) < letter_cost(changed(text, found)) + _FAR


def outside_protected(text: str, found: list[Change]) -> list[Change]:
    """What is not in code and the like, where damage may be shown on purpose; all of it where most stands outside."""
    if not (spans := protected_spans(text)):
        return found
    outside = [f for f in found if not touches(Span(f.start, f.end), spans)]
    return found if 2 * len(outside) > len(found) else outside


def only_a_part(text: str, found: list[Change]) -> bool:
    """Whether most of the text would stay as strange as it is: it was damaged in another way."""
    from ftfy.badness import badness

    if 2 * sum(f.end - f.start for f in found) >= not_ascii(text):
        return False
    return bool(badness(changed(text, found)) > badness(text) / 2)
