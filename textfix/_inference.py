"""Loads models by name. Those that come with textfix lie in ``models/``; nothing is read before it is asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import FormatError, OptionsError
from .language import canonical

if TYPE_CHECKING:
    from ._adequacy.lexicon import Lexicon
    from ._adequacy.scorer import Scorer

MODELS = Path(__file__).parent / "models"
LEXICONS = MODELS / "lexicons"

# Languages that share one lexicon: the standards of Serbo-Croatian and of Norwegian.
_GROUPS = {"sr": "sh", "hr": "sh", "bs": "sh", "cnr": "sh", "nb": "no", "nn": "no"}


def group_of(tag: str) -> str:
    """Return the name of the lexicon that a language tag would be looked up in."""
    first = canonical(tag).partition("-")[0]
    return _GROUPS.get(first, first)


@lru_cache(maxsize=64)
def lexicon_for(source_lang: str, target_lang: str) -> Lexicon | None:
    """Return the word translations that come with textfix for a pair, ``None`` if there are none.

    Pairs without English go through it.
    """
    source, target = group_of(source_lang), group_of(target_lang)
    if source == target:
        return None
    if source == "en":
        return _with_english(target)
    if target == "en":
        known = _with_english(source)
        return None if known is None else known.swapped()
    first, second = lexicon_for(source, "en"), lexicon_for("en", target)
    return None if first is None or second is None else first.through(second)


@lru_cache(maxsize=64)
def _with_english(group: str) -> Lexicon | None:
    from ._adequacy.store import load

    path = LEXICONS / f"{group}.lex"
    return load(path)[0] if path.exists() else None


@lru_cache(maxsize=8)
def learned(path: str, source_lang: str | None, target_lang: str | None) -> Lexicon | None:
    """Return the lexicon that ``textfix learn`` wrote to `path`, ``None`` where it is one of other languages.

    Raises `OptionsError` if there is no such file or it is no model.
    """
    from ._adequacy.store import load

    try:
        lexicon, langs = load(Path(path))
    except FormatError as error:
        raise OptionsError(str(error)) from error
    except OSError as error:
        raise OptionsError(f"{path}: {error.strerror or error}") from error
    if langs is None:
        return lexicon
    asked = tuple(None if tag is None else group_of(tag) for tag in (source_lang, target_lang))
    sides = tuple(group_of(tag) for tag in langs)
    if all(a in (None, s) for a, s in zip(asked, sides, strict=True)):
        return lexicon
    if all(a in (None, s) for a, s in zip(asked, sides[::-1], strict=True)):
        return lexicon.swapped()
    return None


@lru_cache(maxsize=8)
def lexicon_with(path: str, source_lang: str, target_lang: str) -> Lexicon | None:
    """Return the lexicon that ``textfix learn`` wrote to `path`, and in it what comes with textfix for the pair.

    Where either is missing, the other alone. Raises `OptionsError` as `learned` does.
    """
    own, shipped = learned(path, source_lang, target_lang), lexicon_for(source_lang, target_lang)
    return own.joined(shipped) if own and shipped else own or shipped


@lru_cache(maxsize=1)
def scorer() -> Scorer:
    """Return the scorer that comes with textfix."""
    from ._adequacy.scorer import Scorer

    return Scorer.load(MODELS / "adequacy.npz")
