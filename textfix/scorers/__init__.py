"""Further scorers of translations, beside textfix's own: one module each, found by scanning. None is ever needed.

A scorer module has a docstring whose first line says what it is, and ``load(model)``, which takes the name of a model (``None``:
the usual one) and returns a `Scorer`. It imports what it needs inside ``load``, under ``with extra(…)``, so that a package
which is not installed is named in one line. What stands in its way later it raises as `ScorerError`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, cast

from ..errors import OptionsError, TextfixError, nearest
from ..model import Span
from ..mqm import Severity

FINDS = "scorer-"  # with its name behind, what the findings of a scorer have for a rule


class ScorerError(TextfixError):
    """A scorer that cannot work: its model is missing, its endpoint does not answer."""


class Pair(NamedTuple):
    """A text and its source, with their languages as BCP 47 tags, ``None`` if not known."""

    source: str
    text: str
    source_lang: str | None
    lang: str | None


class Error(NamedTuple):
    """An error that a scorer sees at `span` of the text; an empty span: something is missing there."""

    span: Span
    error_type: str
    severity: Severity
    message: str
    confidence: float


class Verdict(NamedTuple):
    """What a scorer says of a pair: 0 to 100, and the errors that it can name."""

    score: float
    errors: tuple[Error, ...] = ()


class Scorer(Protocol):
    """A scorer that is ready to work. It is used by one thread at a time."""

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Return a verdict for each of `pairs`. Raises `ScorerError`."""


class CostlyScorer(Scorer, Protocol):
    """A scorer that costs something for each text."""

    def estimate(self, pairs: Sequence[Pair]) -> str:
        """Return what it will cost to judge `pairs`, in one line."""


def names() -> list[str]:
    """The names of all scorers; none of them is imported."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))


def described(rule: str) -> tuple[str, str]:
    """Return what a scorer is, in one line and in full, by the name that its findings have for a rule."""
    doc = importlib.import_module(f"{__name__}.{rule.removeprefix(FINDS)}").__doc__ or ""
    return doc.partition("\n")[0].rstrip("."), f"# {rule}\n\n{doc}"


def known(spec: str) -> tuple[str, str | None]:
    """Return name and model of a scorer asked for as ``NAME`` or ``NAME=MODEL``. Raises `OptionsError`."""
    name, _, model = spec.partition("=")
    if name not in names():
        raise OptionsError(f"unknown scorer {name!r}{nearest(name, names())}; there are {', '.join(names())}")
    return name, model or None


def scorer(spec: str) -> Scorer:
    """Return the scorer asked for as ``NAME`` or ``NAME=MODEL``, loaded once.

    Raises `OptionsError`, `MissingExtraError` where packages are not installed, and `ScorerError`; what failed once is not tried
    again for every text.
    """
    found = _loaded(spec)
    if isinstance(found, TextfixError):
        raise found
    return found


@lru_cache(maxsize=8)
def _loaded(spec: str) -> Scorer | TextfixError:
    name, model = known(spec)
    try:
        return cast(Scorer, importlib.import_module(f"{__name__}.{name}").load(model))
    except TextfixError as error:
        return error
