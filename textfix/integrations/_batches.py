"""What works on batches of records shares: which columns it reads, and with what options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import Cleaner, __version__
from . import _rows


class Batches:
    """Reads the texts of `column`, and what is told of them. It can be pickled, and holds nothing but its settings.

    `lang`, `source_lang`: a tag for all; `lang_column`, `source_lang_column`: the columns of tags. Where there is none, or
    one that names no language, it is detected. `source_column`: the column of the texts that were translated. `options`:
    those of `textfix.Options`, whose errors are raised here.
    """

    def __init__(
        self,
        column: str,
        *,
        lang: str | None = None,
        lang_column: str | None = None,
        source_column: str | None = None,
        source_lang: str | None = None,
        source_lang_column: str | None = None,
        **options: Any,
    ) -> None:
        self.cleaner = Cleaner(lang=lang, source_lang=source_lang, **options)
        columns = {
            "texts": column,
            "lang": lang_column,
            "source": source_column,
            "source_lang": source_lang_column,
        }
        self.columns = {role: name for role, name in columns.items() if name is not None}
        self.version = __version__  # so that results are not taken for those of another version

    def cleaned(self, values: Callable[[str], _rows.Column]) -> list[str | None]:
        """The repaired texts; `values` gives a column by its name."""
        return _rows.clean(self.cleaner, **{role: values(name) for role, name in self.columns.items()})

    def checked(self, values: Callable[[str], _rows.Column]) -> list[dict[str, Any] | None]:
        """What is found in the texts."""
        return _rows.check(self.cleaner, **{role: values(name) for role, name in self.columns.items()})
