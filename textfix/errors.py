"""Everything textfix raises on purpose. Each message is one line that says what is wrong and what to do."""

import difflib
from collections.abc import Iterable


class TextfixError(Exception):
    """Base of all errors that textfix raises on purpose."""


class OptionsError(TextfixError, ValueError):
    """An option, a setting or a rule id that does not exist or cannot be used."""


class LanguageError(OptionsError):
    """A language tag that is not well-formed or names no known language."""


class FormatError(TextfixError, ValueError):
    """Input that cannot be read as the format it is taken for."""


class RuleError(TextfixError):
    """A rule that is declared wrongly or breaks its contract."""


class MissingExtraError(TextfixError, ImportError):
    """A feature that needs packages which are not installed."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the known name closest to `name`, or an empty string."""
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
