"""Repairs what machine translation breaks in a text, in any language, and flags what it cannot repair.

>>> import textfix
>>> textfix.clean("units considered “cannon fodder» were sent", lang="en")
'units considered “cannon fodder” were sent'
"""

from ._attempts import Attempt, GuardError
from ._cleaner import Cleaner
from ._guard import guard
from ._version import __version__
from .errors import FormatError, LanguageError, MissingExtraError, OptionsError, RuleError, TextfixError
from .model import Basis, Edit, Finding, Opinion, Report, Span
from .mqm import Severity
from .options import Options

__all__ = [
    "Attempt",
    "Basis",
    "Cleaner",
    "Edit",
    "Finding",
    "FormatError",
    "GuardError",
    "LanguageError",
    "MissingExtraError",
    "Opinion",
    "Options",
    "OptionsError",
    "Report",
    "RuleError",
    "Severity",
    "Span",
    "TextfixError",
    "__version__",
    "check",
    "clean",
    "guard",
]


def clean(text: str, *, lang: str | None = None, source: str | None = None, source_lang: str | None = None) -> str:
    """Return `text` with its sure repairs made; text without a fault comes back as it is.

    `lang`, `source_lang`: BCP 47, ISO 639-1 or ISO 639-3 tags; without `lang` the language is detected, and where
    that is not sure only the rules that hold in every language run. `source`: the text that was translated.
    Raises `LanguageError` for a tag that names no language.
    """
    return Cleaner(Options()).clean(text, lang=lang, source=source, source_lang=source_lang)


def check(text: str, *, lang: str | None = None, source: str | None = None, source_lang: str | None = None) -> Report:
    """Return a `Report`: the repaired text, the edits that lead to it, and every finding with its reason.

    All spans count code points of `text`. Arguments and errors are those of `clean`.
    """
    return Cleaner(Options()).check(text, lang=lang, source=source, source_lang=source_lang)
