"""What is true of writing in a language: a typed view of ``locales/*.toml``.

`locale_for` gives the facts of a language; a fact that its file lacks comes from the locale that CLDR lets it inherit
from, and in the end from the root, which holds what is right everywhere. Marks that go with a script are facts of the
script (``_scripts.toml``). The root is careful: in an unknown language every pair of quotes is in use and a word may
stand twice in a row.

In a file, the table ``[cldr]`` is generated from CLDR by ``scripts/build_locales.py``. The tables ``[facts.<name>]``
are kept by hand: ``value``, ``source``, and the name of a field of `Locale`; a hand-kept fact goes first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, cast

from . import language

__all__ = ["Locale", "QuotePair", "all_locales", "languages_with", "locale_for"]

ROOT = "root"


class QuotePair(NamedTuple):
    """An opening and a closing quotation mark."""

    open: str
    close: str


@dataclass(frozen=True, slots=True, eq=False)
class Locale:
    """The writing facts of one language, region or script. Compared by identity: `locale_for` caches.

    `tag` is what was asked for, in canonical form (``und`` for none); `known` says whether textfix has a file on the
    language. `script` is an ISO 15924 code, ``Zzzz`` if unknown. Strings of marks are sets of single characters.
    """

    tag: str
    name: str  # English; the tag where CLDR has no name
    known: bool
    script: str
    direction: Literal["ltr", "rtl"]
    quotes: tuple[QuotePair, ...]  # primary, nested, then other pairs in real use
    quote_space: str  # what stands inside the primary quotation marks: U+202F in French
    apostrophe: str
    elided: frozenset[str]  # words that begin with an apostrophe, without it, in lower case: ’n, ’s, ’tis
    ellipsis: str
    dashes: tuple[str, ...]  # how a dash stands between words, with its spaces, the first choice first; empty: unknown
    terminals: str  # marks that end a sentence
    commas: str  # marks that divide one
    decimal: str
    group: str
    months: tuple[
        tuple[str, ...], ...
    ]  # twelve, the names of each in a sentence, alone and short, in lower case; or none
    weekdays: tuple[tuple[str, ...], ...]  # seven, Monday first, the same
    numbering: str  # CLDR's name of the default digits
    digits: str  # these digits, zero to nine
    alphabet: frozenset[str]  # letters and marks of the language, both cases
    auxiliary: frozenset[str]  # letters of its loan words and names
    word_spaces: bool  # words are separated by spaces
    cased: bool  # the script has upper and lower case
    space_before: str  # marks that a space stands before
    mark_spaces: tuple[str, ...]  # which one: a space that does not break, then the marks, as in "\u202f;!?"
    no_break_after: frozenset[str]  # words that stand at no end of a line, in lower case
    no_break_units: bool  # the space between a number and its unit does not break
    inverted_marks: Literal["none", "optional", "required"]  # ¿ and ¡ before a question and an exclamation
    abbreviations: frozenset[str]  # with their full stop, in lower case; none that is also a common word
    doubled_words: frozenset[str]  # words that may stand twice in a row, in lower case
    reduplicates: bool  # the language doubles words as grammar: no repeated word is an error


def locale_for(tag: str | None) -> Locale:
    """Return the facts of the language that `tag` names, those of the root for ``None``.

    Raises `LanguageError` for a tag that names nothing. A language without a file gets the facts of the root and of
    its script; `Locale.known` is then false.
    """
    return _locale("und" if tag is None else language.canonical(tag))


@cache
def all_locales() -> tuple[str, ...]:
    """Return the tags of all locales that have a file, sorted; the root is not among them."""
    names = (p.stem for p in language.LOCALES.glob("*.toml"))
    return tuple(sorted(n for n in names if n != ROOT and not n.startswith("_")))


@cache
def languages_with(fact: str) -> tuple[str, ...]:
    """Return the tags of the locales whose files state a hand-kept `fact`; what inherits from them has it too."""
    stated = f"[facts.{fact}]"
    return tuple(tag for tag in all_locales() if stated in (language.LOCALES / f"{tag}.toml").read_text("utf-8"))


def parents(tag: str) -> tuple[str, ...]:
    """Return `tag` and what it inherits from, in CLDR's order, as far as there are files; ``root`` comes last."""
    exceptions = _table("_cldr")["parents"]
    files = all_locales()
    chain = []
    at = language.with_script(tag)
    while at and at != "und":
        if at in files:
            chain.append(at)
        at = exceptions.get(at) or _shorter(at)
    return (*chain, ROOT)


def _shorter(tag: str) -> str:
    """Drop the last subtag of `tag`; a locale in a script that is unusual for its language inherits from the root."""
    shorter = tag.rpartition("-")[0]
    return shorter if shorter and language.script(shorter) == language.script(tag) else ""


@lru_cache(maxsize=1024)
def _locale(tag: str) -> Locale:
    chain = parents(tag)
    facts = _merged(chain)
    script = facts.get("script") or language.script(tag)
    marks = _script_facts(script)
    letters = _both_cases if marks["cased"] else frozenset
    pairs = dict.fromkeys(QuotePair(p[0], p[1]) for p in facts["also"])
    main = [QuotePair(p[0], p[1]) for p in facts["quotes"]]
    return Locale(
        tag=tag,
        name=facts.get("name") or ("any language" if tag == "und" else tag),
        known=len(chain) > 1,
        script=script,
        direction=cast(Literal["ltr", "rtl"], marks["direction"]),
        quotes=(*main, *(p for p in pairs if p not in main)),
        quote_space=facts["quote_space"],
        apostrophe=facts["apostrophe"],
        elided=frozenset(facts["elided"]),
        ellipsis=facts["ellipsis"],
        dashes=tuple(facts["dashes"]),
        terminals=facts.get("terminals", marks["terminals"]),
        commas=facts.get("commas", marks["commas"]),
        decimal=facts["decimal"],
        group=facts["group"],
        months=tuple(tuple(names.split("|")) for names in facts.get("months", ())),
        weekdays=tuple(tuple(names.split("|")) for names in facts.get("weekdays", ())),
        numbering=facts["numbering"],
        digits=facts["digits"],
        alphabet=letters(_expand(facts["alphabet"])),
        auxiliary=letters(_expand(facts["auxiliary"])),
        word_spaces=facts.get("word_spaces", marks["word_spaces"]),
        cased=marks["cased"],
        space_before=facts["space_before"],
        mark_spaces=tuple(facts["mark_spaces"]),
        no_break_after=frozenset(facts["no_break_after"]),
        no_break_units=facts["no_break_units"],
        inverted_marks=cast(Literal["none", "optional", "required"], facts["inverted_marks"]),
        abbreviations=frozenset(facts["abbreviations"]),
        doubled_words=frozenset(facts["doubled_words"]),
        reduplicates=facts["reduplicates"],
    )


def _merged(chain: tuple[str, ...]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for tag in reversed(chain):
        table = _table(tag)
        merged |= table.get("cldr", {})
        merged |= {name: fact["value"] for name, fact in table.get("facts", {}).items()}
    return merged


def _script_facts(script: str) -> dict[str, Any]:
    hand = _table("_scripts")
    facts = {"direction": "ltr", "cased": False, "word_spaces": True}
    facts |= _table("_cldr")["scripts"].get(script, {})
    row = hand.get(script, {})
    return {**facts, **row, **{k: marks + row.get(k, "") for k, marks in hand["any"].items()}}


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((language.LOCALES / f"{name}.toml").read_text(encoding="utf-8"))


def _expand(compact: str) -> str:
    """Write out ranges: ``a-e`` is ``abcde``."""
    parts = compact.split("-")
    for i in range(1, len(parts)):
        parts[i] = "".join(map(chr, range(ord(parts[i - 1][-1]) + 1, ord(parts[i][0])))) + parts[i]
    return "".join(parts)


def _both_cases(letters: str) -> frozenset[str]:
    """Add the other case of each letter, where it is one character; where ``ı`` is a letter, ``İ`` belongs to ``i``."""
    found = set(letters)
    found.update(c for letter in letters for c in (letter.upper(), letter.lower()) if len(c) == 1)
    if "ß" in found:
        found.add("ẞ")
    if "ı" in letters:
        found.add("İ")
    return frozenset(found)
