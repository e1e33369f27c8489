"""Which values of structured files are texts: dotted names or JSON Pointers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from .._patterns import lazy_pattern

Path = tuple[str | int, ...]

_DOT = lazy_pattern(r"(?<!\\)\.")


@dataclass(frozen=True)
class Fields:
    """The fields to check, and for each, where there are any, the one with its source text.

    A dotted name (``a.b``) goes through lists by itself, ``*`` stands for any name, ``\\.`` for a dot in a name; a JSON
    Pointer (``/a/0/b``) says every step. A field that is no text itself stands for all texts in it.
    """

    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def target(self, path: Path) -> int | None:
        """The number of the field that `path` belongs to; ``None`` if to none. No fields: everything is number 0."""
        return _first(self.names, path) if self.names else 0

    def source(self, path: Path) -> int | None:
        """The number of the field that has its source at `path`."""
        return _first(self.sources, path)


@dataclass(frozen=True)
class _Pattern:
    steps: tuple[str, ...]
    exact: bool

    @classmethod
    def of(cls, name: str) -> _Pattern:
        if name.startswith("/"):
            return cls(tuple(s.replace("~1", "/").replace("~0", "~") for s in name[1:].split("/")), True)
        return cls(tuple(s.replace("\\.", ".") for s in _DOT.split(name)), False)

    def matches(self, path: Path) -> bool:
        if self.exact:
            return tuple(map(str, path[: len(self.steps)])) == self.steps
        return _leads(self.steps, path)


def _leads(steps: Sequence[str], path: Path) -> bool:
    """Whether `path` goes where `steps` say, or further; steps may leave out places in lists."""
    if not steps:
        return True
    if not path:
        return False
    if steps[0] in ("*", str(path[0])) and _leads(steps[1:], path[1:]):
        return True
    return isinstance(path[0], int) and _leads(steps, path[1:])


@cache
def _patterns(names: tuple[str, ...]) -> list[_Pattern]:
    return [_Pattern.of(name) for name in names]


@lru_cache(maxsize=4096)  # records have the same few paths
def _first(names: tuple[str, ...], path: Path) -> int | None:
    return next((i for i, p in enumerate(_patterns(names)) if p.matches(path)), None)


def places(path: Path) -> tuple[int, ...]:
    """The places in lists on the way: a text and its source have the same."""
    return tuple(step for step in path if isinstance(step, int))
