"""Regular expressions that are compiled when they are first used.

The rules hold some six hundred, of which a text needs a few dozen; to compile all of them takes half of the time in which
the command line could be done with a short file.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Lazy:
    """Stands for a pattern: has its attributes, and its methods as attributes of its own once one was asked for."""

    def __init__(self, *given: Any) -> None:
        self._given = given

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling ask for
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` returns, or as good as that; an error in the pattern is raised when it is first used."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))
