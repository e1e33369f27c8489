"""What the structure of UTF-8 does not tell: what ftfy repairs, and what remains of damage that was changed later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from .._patterns import lazy_pattern
from .._words import code_points
from ._change import Change, good_beside, unassigned

_TOKEN = lazy_pattern(r"[^ ]+")
_REMAINS = lazy_pattern("[ÂÃÄÅâĀ]")  # with which all of it begins
_FRACTIONS = {"1⁄4": "¼", "1⁄2": "½", "3⁄4": "¾"}
_NORMALIZED = lazy_pattern(r"(?<![A-ZÀ-Þ])([ÃÂÄÅ])([13]⁄[24])")
_NO_BREAK = lazy_pattern(r"(?<![A-ZÀ-Þ])Â\xa0|(?<=[a-zß-ÿ])Ā\xa0|(?<=\d)Â (?=\d)|(?<=«)Â |Â (?=[»:;!?])")
_CLOSING = lazy_pattern(r"(?<=[^\s(\[])â€[\x9d\ufffd]?(?=[\s.,;:!?)\]]|$)")


def by_ftfy(text: str) -> list[Change]:
    """What ftfy repairs, in the whole line or, where that is mixed, in single words."""
    is_bad, fix = _ftfy()
    if not is_bad(text):
        return []
    fixed, codec = fix(text)
    found = _changes(text, fixed, 0)
    if codec and found:
        return found
    found = []
    for m in _TOKEN.finditer(text):
        if not m[0].isascii() and is_bad(m[0]):
            found += _changes(m[0], fix(m[0])[0], m.start())
    return found or _changes(text, fix(text, True)[0], 0)


def _changes(old: str, new: str, start: int) -> list[Change]:
    """What turns `old` into `new`, word by word, as offsets from `start`; nothing if the words do not correspond."""
    olds, news = old.split(" "), new.split(" ")
    found = []
    for was, now in zip(olds, news, strict=False) if len(olds) == len(news) else ():
        if len(now) < len(was):  # as UTF-8 has several bytes for each character that is restored
            head = tail = 0
            while head < len(now) and was[head] == now[head]:
                head += 1
            while tail < len(now) - head and was[-1 - tail] == now[-1 - tail]:
                tail += 1
            if was[head] in "\xa0…’‘“”«»":  # no byte that begins a character: good text beside the damage
                return []
            beside = was[:head][-1:] + was[len(was) - tail :][:1]
            if 0 in good_beside(code_points(beside)) or unassigned(now):
                continue
            found.append(Change(start + head, start + len(was) - tail, now[head : len(now) - tail]))
        elif was.endswith("Ã") and now == was[:-1] + "à":
            found.append(Change(start + len(was) - 1, start + len(was), "à"))
        start += len(was) + 1
    return found


@cache
def _ftfy() -> tuple[Callable[[str], bool], Callable[..., tuple[str, str]]]:
    import ftfy  # costs 30 ms, so not on import
    from ftfy.badness import is_bad

    def fix(text: str, restore_spaces: bool = False) -> tuple[str, str]:
        """Return the repaired text, and the name of the encoding it was read in (empty if there were several)."""
        config = ftfy.TextFixerConfig(
            restore_byte_a0=restore_spaces, replace_lossy_sequences=False, fix_c1_controls=False
        )
        fixed, steps = ftfy.fix_encoding_and_explain(text, config)
        return fixed, steps[0].parameter if steps and steps[0].action == "encode" else ""

    return is_bad, fix


def remains(text: str) -> Iterator[Change]:
    """What a later normalization changed, and a closing quotation mark whose last byte was lost."""
    if not _REMAINS.search(text):
        return
    for m in _NORMALIZED.finditer(text):
        try:
            yield Change(*m.span(), (m[1] + _FRACTIONS[m[2]]).encode("latin-1").decode("utf-8"))
        except (KeyError, UnicodeError):
            continue
    for m in _NO_BREAK.finditer(text):
        yield Change(*m.span(), "\xa0")
    for m in _CLOSING.finditer(text):
        yield Change(*m.span(), "”")
