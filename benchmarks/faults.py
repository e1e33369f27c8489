"""Faults of the kinds that machine translation makes, put into clean text with a seeded random generator."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from typing import Any

import regex

from textfix.locale import Locale, QuotePair, locale_for

Fault = Callable[[str, random.Random], str]
LocalFault = Callable[[str, random.Random, Locale], str]  # such a fault leaves a line that has no place for it as it is

_GAP = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CLOSING = re.compile("[”»“]")
_ENTITY = {"&": "&amp;", '"': "&quot;", "'": "&#39;", "’": "&#8217;"}


def _at(pattern: Any, line: str, rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(line))
    return rng.choice(found) if found else None


def double_space(line: str, rng: random.Random) -> str:
    """Two spaces between two words."""
    m = _at(_GAP, line, rng)
    return line if m is None else line[: m.start()] + "  " + line[m.end() :]


def glue(line: str, rng: random.Random) -> str:
    """Two words without the space between them."""
    m = _at(_GAP, line, rng)
    return line if m is None else line[: m.start()] + line[m.end() :]


def double_word(line: str, rng: random.Random) -> str:
    """A word twice."""
    m = _at(_WORD, line, rng)
    return line if m is None else f"{line[: m.end()]} {m[0]}{line[m.end() :]}"


def mojibake(line: str, rng: random.Random) -> str:
    """UTF-8 read as cp1252."""
    return line.encode("utf-8").decode("cp1252", "replace") if not line.isascii() else line


def entity(line: str, rng: random.Random) -> str:
    """Characters left as HTML entities."""
    return "".join(_ENTITY.get(c, c) for c in line)


def zero_width(line: str, rng: random.Random) -> str:
    """A zero-width space in a word."""
    m = _at(_WORD, line, rng)
    return line if m is None else f"{line[: m.start() + 2]}\u200b{line[m.start() + 2 :]}"


def space_before_mark(line: str, rng: random.Random) -> str:
    """A space before a comma or full stop."""
    return re.sub(r"(?<=\w)([,.])(?= |$)", r" \1", line, count=1)


def wrong_quote(line: str, rng: random.Random) -> str:
    """A closing quotation mark of another style."""
    m = _at(_CLOSING, line, rng)
    return line if m is None else f"{line[: m.start()]}{'»' if m[0] == '”' else '”'}{line[m.end() :]}"


def residue(line: str, rng: random.Random) -> str:
    """An end token of a model."""
    return line + " </s>"


FAULTS: tuple[Fault, ...] = (
    double_space,
    glue,
    double_word,
    mojibake,
    entity,
    zero_width,
    space_before_mark,
    wrong_quote,
    residue,
)


def broken(lines: Iterable[str], share: float, seed: int = 7) -> list[str]:
    """Return `lines` with one fault in about `share` of them, the same ones for the same seed."""
    rng = random.Random(seed)
    return [rng.choice(FAULTS)(line, rng) if rng.random() < share else line for line in lines]


# ---------------------------------------------------------------- faults that ask the language

_QUOTATION = re.compile(r"([„“”«»「\"])([^„“”«»「」\"\n]{2,}?)([“”»«」\"])")
_CLOSERS = '”»"“'
_OPENERS = '“«"„'
_BEFORE_MARK = re.compile(r"(?<=[^\W_])[,.;:!?،؛؟۔।](?= |$)")
_AFTER_MARK = re.compile(r"(?<=[^\W\d_]{2}[,.;!?،؛؟۔।]) (?=[^\W\d_])")
_MARK = re.compile(r"[^\w\s](?!\d)")
_BRACKET = re.compile(r"\((?=[^\W_])|(?<=[^\W_])\)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})")
_BESIDE_SLIP = re.compile(r" [\"'“”’»«]+(?=\s|$)| ?[.,;:!?…।॥۔]")
_BESIDE_SLIP_SPACED = re.compile(r" ?[»›.,;:!?…]")  # where a space that does not break stands before »
_NUMBER = re.compile(r"(?<=\d)([.,])(?=\d)")
_SINGLE_MARK = re.compile(r"(?<=[^\W\d_]{3})[,.](?= |$)")
_END = r"(?![\w\p{M}'’ʼ-])"
_WHOLE_WORD = regex.compile(rf"(?<!\S)[\p{{L}}\p{{M}}]{{3,}}{_END}")
_PHRASE = regex.compile(rf"(?<!\S)[\p{{L}}\p{{M}}]+(?: [\p{{L}}\p{{M}}]+){{1,3}}{_END}")
_LONG = re.compile(r"(?<!\S)[^\W\d_]{6,}(?!\S)")
_LETTERS = regex.compile(r"(?:\p{L}\p{M}*){4,8}")
_LAST = re.compile(r"((?:[^\W\d_]+ ){0,2}[^\W\d_]{3,})([.።۔։।])$")

_FULL_WIDTH = {",": "，", ";": "；", "?": "？", "!": "！", ".": "。", ":": "："}
_TO_ASCII = {"，": ",", "。": ".", "？": "?", "！": "!", "；": ";"}
_OF_SCRIPT = {  # marks of a script, and what stands for them in another
    "Arab": {"،": ",", "؛": ";", "؟": "?"},
    "Grek": {";": "?"},
    "Armn": {"։": "."},
    "Deva": {"।": "。"},
    "Beng": {"।": "。"},
    "Ethi": {"።": "。", "፣": "，"},
    "Hans": _TO_ASCII,
    "Hant": _TO_ASCII,
    "Jpan": _TO_ASCII | {"、": ","},
}


def _quotations(line: str, locale: Locale) -> list[re.Match[str]]:
    """The quotations of a line, but for those in which their author left a space: a second fault, to be mended as well."""
    found = [m for m in _QUOTATION.finditer(line) if QuotePair(m[1], m[3]) in locale.quotes]
    return [m for m in found if locale.quote_space or m[2].strip() == m[2]]


def _swapped(line: str, rng: random.Random, locale: Locale, *, closing: bool) -> str:
    found = _quotations(line, locale)
    if not found:
        return line
    m = rng.choice(found)
    everywhere = locale_for(None).quotes
    if closing:
        other = [c for c in _CLOSERS if QuotePair(m[1], c) not in everywhere]
        return f"{line[: m.start(3)]}{rng.choice(other)}{line[m.end(3) :]}" if other else line
    other = [c for c in _OPENERS if QuotePair(c, m[3]) not in everywhere]
    return f"{line[: m.start()]}{rng.choice(other)}{line[m.start() + 1 :]}" if other else line


def closing_quote(line: str, rng: random.Random, locale: Locale) -> str:
    """The closing mark of a quotation in another style, so that no language writes the pair."""
    return _swapped(line, rng, locale, closing=True)


def opening_quote(line: str, rng: random.Random, locale: Locale) -> str:
    """The opening mark of a quotation in another style."""
    return _swapped(line, rng, locale, closing=False)


def space_in_quotes(line: str, rng: random.Random, locale: Locale) -> str:
    """A space inside a quotation, after the opening or before the closing mark."""
    found = _quotations(line, locale)
    if not found or locale.quote_space:
        return line
    m = rng.choice(found)
    at = rng.choice((m.start(2), m.end(2)))
    return f"{line[:at]} {line[at:]}"


def space_before(line: str, rng: random.Random, locale: Locale) -> str:
    """A space before a mark that has none in the language."""
    found = [m for m in _BEFORE_MARK.finditer(line) if m[0] not in locale.space_before]
    if not found or not locale.word_spaces:
        return line
    at = rng.choice(found).start()
    return f"{line[:at]} {line[at:]}"


def lost_space(line: str, rng: random.Random, locale: Locale) -> str:
    """No space after a comma, or between two sentences."""
    m = _at(_AFTER_MARK, line, rng)
    return line if m is None or not locale.word_spaces else line[: m.start()] + line[m.end() :]


def space_in_brackets(line: str, rng: random.Random, locale: Locale) -> str:
    """A space inside a bracket."""
    m = _at(_BRACKET, line, rng)
    if m is None or not locale.word_spaces:
        return line
    at = m.end() if m[0] == "(" else m.start()
    return f"{line[:at]} {line[at:]}"


def spaced_apostrophe(line: str, rng: random.Random, locale: Locale) -> str:
    """Spaces around an apostrophe in a word, or on one side of it."""
    m = _at(_APOSTROPHE, line, rng)
    if m is None:
        return line
    return line[: m.start()] + rng.choice((" {} ", " {}", "{} ")).format(m[0]) + line[m.end() :]


def spaced_hyphen(line: str, rng: random.Random, locale: Locale) -> str:
    """Spaces around the hyphen of a word, or on one side of it."""
    m = _at(_HYPHEN, line, rng)
    return line if m is None else line[: m.start()] + rng.choice((" - ", "- ", " -")) + line[m.end() :]


def spaced_number(line: str, rng: random.Random, locale: Locale) -> str:
    """A space in a number, after its separator."""
    m = _at(_NUMBER, line, rng)
    return line if m is None else f"{line[: m.end()]} {line[m.end() :]}"


def doubled_mark(line: str, rng: random.Random, locale: Locale) -> str:
    """A comma or full stop twice."""
    m = _at(_SINGLE_MARK, line, rng)
    return line if m is None else line[: m.end()] + m[0] + line[m.end() :]


def doubled_word(line: str, rng: random.Random, locale: Locale) -> str:
    """A word twice."""
    m = _at(_WHOLE_WORD, line, rng)
    return line if m is None or not locale.word_spaces else f"{line[: m.end()]} {m[0]}{line[m.end() :]}"


def doubled_phrase(line: str, rng: random.Random, locale: Locale) -> str:
    """Two to four words twice."""
    m = _at(_PHRASE, line, rng)
    return line if m is None else f"{line[: m.end()]} {m[0]}{line[m.end() :]}"


def loop(line: str, rng: random.Random, locale: Locale) -> str:
    """A phrase four to eight times."""
    m = _at(_PHRASE if locale.word_spaces else _LETTERS, line, rng)
    gap = " " if locale.word_spaces else ""
    return line if m is None else line[: m.end()] + (gap + m[0]) * rng.randint(3, 7) + line[m.end() :]


def foreign_mark(line: str, rng: random.Random, locale: Locale) -> str:
    """A mark of another script.

    Not where its author set a space before the mark, or behind it and then nothing but closing marks, or another mark at
    its side: those are faults of the clean line, and to mend them with the mark is right.
    """
    marks = _OF_SCRIPT.get(locale.script, _FULL_WIDTH)
    if marks is _FULL_WIDTH and "।" in locale.terminals:  # there "." is not what ends a sentence
        marks = {c: wide for c, wide in marks.items() if c != "."}
    slip = _BESIDE_SLIP_SPACED if locale.quote_space else _BESIDE_SLIP
    places = [m.start() for m in _MARK.finditer(line) if m[0] in marks and m.start() and not slip.match(line, m.end())]
    places = [i for i in places if not (line[i - 1].isspace() or line[i - 1] in marks)]
    if locale.word_spaces:  # not inside abbreviations, names and numbers
        places = [i for i in places if not line[i + 1 : i + 2].isalnum()]
    if not places:
        return line
    at = rng.choice(places)
    wide = marks[line[at]] in "，；？！。："  # such a mark brings its space along
    return line[:at] + marks[line[at]] + line[at + 1 :].removeprefix(" " if wide else "")


def split(line: str, rng: random.Random, locale: Locale) -> str:
    """A space in a word."""
    m = _at(_LONG, line, rng)
    if m is None or not locale.word_spaces or not m[0].islower():
        return line
    at = m.start() + rng.randint(2, len(m[0]) - 2)
    return f"{line[:at]} {line[at:]}"


def tail(line: str, rng: random.Random, locale: Locale) -> str:
    """The last words of a sentence once more, as a sentence of their own."""
    m = _LAST.search(line)
    if m is None or not locale.word_spaces or not m[1].islower():
        return line
    words = m[1].split()
    again = " ".join(words[rng.randrange(len(words)) :])
    return f"{line} {again}{m[2]}"


def _spaced(fault: Fault) -> LocalFault:
    return lambda line, rng, locale: fault(line, rng) if locale.word_spaces else line


FAMILIES: dict[str, dict[str, LocalFault]] = {
    "quotes": {"closing mark": closing_quote, "opening mark": opening_quote},
    "spacing": {
        "double space": _spaced(double_space),
        "space before a mark": space_before,
        "space lost after a mark": lost_space,
        "space in quotes": space_in_quotes,
        "space in brackets": space_in_brackets,
        "spaced apostrophe": spaced_apostrophe,
        "spaced hyphen": spaced_hyphen,
        "spaced number": spaced_number,
    },
    "doubling": {
        "word twice": doubled_word,
        "phrase twice": doubled_phrase,
        "phrase in a loop": loop,
        "mark twice": doubled_mark,
    },
    "script marks": {"mark of another script": foreign_mark},
    "glued words": {"two words glued": _spaced(glue)},
    "split words": {"word split": split},
    "stray tails": {"tail re-emitted": tail},
}
