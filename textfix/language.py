"""Language tags: BCP 47, ISO 639-1, 639-2 and 639-3 codes, in any case, with ``-`` or ``_``.

A tag is brought to its canonical form once, at the door; inside textfix all tags are canonical. Canonical is the
form of CLDR: shortest language code, the leading language of a macrolanguage by the code of the macrolanguage
(``cmn`` is ``zh``, ``arb`` is ``ar``), deprecated codes replaced, usual case. Nothing is guessed: a tag that is
malformed or holds a subtag that is not registered raises `LanguageError`.

Registered subtags, replacements and likely scripts come from the IANA registry and CLDR, by way of `langcodes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import LanguageError, nearest

if TYPE_CHECKING:
    from langcodes import Language

LOCALES = Path(__file__).with_name("locales")

# RFC 4647 matches by prefix; these written standards are languages of their own code and also answer to this one.
_INCLUDED = {"nb": "no", "nn": "no"}


@lru_cache(maxsize=4096)
def canonical(tag: str) -> str:
    """Return the canonical form of `tag`: ``deu`` is ``de``, ``zho_TW`` is ``zh-TW``, ``srp-Latn`` is ``sr-Latn``.

    Raises `LanguageError` where the tag is malformed, or a subtag names nothing.
    """
    if tag in _stored() or tag == "und":
        return tag
    return _parse(tag).to_tag()


@lru_cache(maxsize=4096)
def fallbacks(tag: str) -> tuple[str, ...]:
    """Return `tag` in canonical form and what it falls back to, most specific first (RFC 4647, section 3.4).

    ``zh-Hant-TW`` gives ``("zh-Hant-TW", "zh-Hant", "zh")``. The exceptions that CLDR makes for locale data, such as
    ``zh-Hant`` not inheriting from ``zh``, are in `textfix.locale`.
    """
    subtags = canonical(tag).split("-")
    chain = []
    while subtags:
        chain.append("-".join(subtags))
        subtags.pop()
        if subtags and len(subtags[-1]) == 1:  # a singleton introduces what follows it, and means nothing alone
            subtags.pop()
    return tuple(chain)


def matches(tag: str, ranges: Iterable[str]) -> bool:
    """Whether `tag` lies in one of `ranges` (RFC 4647, section 3.3.1): ``de-AT`` lies in ``de`` and in ``*``.

    Tag and ranges are compared in canonical form, with the likely script of the tag: ``zh-TW`` lies in ``zh-Hant``,
    ``cmn`` in ``zh``, ``nb`` in ``no``.
    """
    names = _names(tag)
    return any(r == "*" or _begins(names, canonical(r)) for r in ranges)


def _begins(names: tuple[str, ...], start: str) -> bool:
    """Whether one of `names` begins with the subtags of `start`, or the first of them does so with its likely script."""
    if any((name + "-").startswith(start + "-") for name in names):
        return True
    first, *rest = start.split("-")
    if not rest or not is_script(rest[0]) or names[0].split("-")[0] != first:  # to find a script takes long
        return False
    return (_scripted(names[0]) + "-").startswith(start + "-")


def is_script(subtag: str) -> bool:
    """Whether `subtag`, which is not the first of its tag, names a script; that of a tag takes long to find (`script`)."""
    return len(subtag) == 4 and subtag.isalpha()


@lru_cache(maxsize=4096)
def script(tag: str) -> str:
    """Return the ISO 15924 code of the script that `tag` names or most likely means, ``Zzzz`` if none is known."""
    for subtag in canonical(tag).split("-")[1:]:
        if is_script(subtag):
            return subtag
    # For a language that has no likely subtags `langcodes` falls back to those of English.
    return _parse(tag).maximize().script or "Zzzz" if _in_likely_subtags(tag) else "Zzzz"


@lru_cache(maxsize=4096)
def with_script(tag: str) -> str:
    """Return `tag` in canonical form with its script named where it is not the usual one of the language.

    ``zh-TW`` gives ``zh-Hant-TW``, ``de-AT`` and ``zh-CN`` stay as they are.
    """
    tag = canonical(tag)
    first, dash, _ = tag.partition("-")
    return tag if not dash or script(tag) == script(first) else _scripted(tag)


def _in_likely_subtags(tag: str) -> bool:
    if canonical(tag) == "und":
        return False
    from langcodes.data_dicts import DEFAULT_SCRIPTS, LIKELY_SUBTAGS

    return any(name in LIKELY_SUBTAGS or name in DEFAULT_SCRIPTS for name in fallbacks(tag))


@lru_cache(maxsize=4096)
def _names(tag: str) -> tuple[str, ...]:
    """What a range may be a prefix of: the tag, and the tag of the language it belongs to."""
    tag = canonical(tag)
    first, dash, rest = tag.partition("-")
    return (tag, _INCLUDED[first] + dash + rest) if first in _INCLUDED else (tag,)


@lru_cache(maxsize=4096)
def _scripted(tag: str) -> str:
    """The canonical `tag` with its script."""
    first, *rest = tag.split("-")
    own = script(tag)
    return tag if own == "Zzzz" or own in rest else "-".join([first, own, *rest])


@cache
def _stored() -> frozenset[str]:
    """The tags that locale files are named after. They are canonical, and looking here saves loading `langcodes`."""
    return frozenset(p.stem for p in LOCALES.glob("*.toml") if not p.stem.startswith("_"))


@lru_cache(maxsize=4096)
def _parse(tag: str) -> Language:
    from langcodes import Language, standardize_tag
    from langcodes.tag_parser import LanguageTagError

    try:
        found = Language.get(standardize_tag(tag, macro=True), normalize=False)
    except (LanguageTagError, AttributeError, TypeError) as error:
        raise LanguageError(f"{tag!r} is not a language tag such as 'de' or 'pt-BR'{_suggestion(tag)}") from error
    if (found.language or "").startswith("x-"):
        raise LanguageError(f"language tag {tag!r} names no language; use a tag such as 'de' or 'pt-BR'")
    if not found.is_valid():
        raise LanguageError(f"language tag {tag!r}: {_fault(found)}{_suggestion(tag)}")
    return found


def _fault(found: Language) -> str:
    """Say which part of a well-formed tag names nothing."""
    from langcodes import Language

    if not Language.make(language=found.language).is_valid():
        return f"there is no language {found.language!r}"
    if found.script and not Language.make(language="und", script=found.script).is_valid():
        return f"there is no script {found.script!r}"
    if found.territory and not Language.make(language="und", territory=found.territory).is_valid():
        return f"there is no region {found.territory!r}"
    for variant in found.variants or ():
        if not Language.make(language="und", variants=[variant]).is_valid():
            return f"there is no variant {variant!r}"
    return "its parts do not go together"


def _suggestion(tag: object) -> str:
    """Name the tag that was perhaps meant: `tag` may be the English name of a language, or nearly one."""
    if not isinstance(tag, str) or len(tag) < 4 or "-" in tag or "_" in tag:
        return ""
    name = tag.casefold().strip()
    names = _english_names()
    guess = names.get(name)
    if guess is None:
        close = nearest(name, names)
        guess = names[close.split("'", 1)[1].rsplit("'", 1)[0]] if close.count("'") == 2 else None
    return f"; did you mean {guess!r}?" if guess else ""


@cache
def _english_names() -> dict[str, str]:
    """English names of languages in lower case, and their tags: those with a two-letter code win. For errors only."""
    from langcodes.registry_parser import parse_registry

    entries: list[dict[str, Any]] = list(parse_registry())  # type: ignore[no-untyped-call]
    names: dict[str, str] = {}
    for entry in sorted(entries, key=lambda e: len(str(e.get("Subtag", "")))):
        if entry.get("Type") == "language" and "Deprecated" not in entry and entry.get("Scope") != "private-use":
            descriptions = entry["Description"]
            for description in [descriptions] if isinstance(descriptions, str) else descriptions:
                plain = description.partition(" (")[0].casefold()
                names.setdefault(plain.removeprefix("modern "), str(entry["Subtag"]))
    return names
