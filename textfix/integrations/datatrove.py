"""Steps of datatrove pipelines: a formatter that repairs documents, and a filter that drops them with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import Cleaner, Options
from .._extras import extra
from ._rows import known
from ._verdict import Verdict

with extra("datatrove", __name__):
    from datatrove.data import Document, DocumentsPipeline
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.pipeline.formatters.base import BaseFormatter
    from datatrove.pipeline.writers.disk_base import DiskWriter
    from datatrove.utils.typeshelper import StatHints


class TextfixFormatter(BaseFormatter):  # type: ignore[misc]
    """Repairs the text of each document.

    `lang_field`: the field of the metadata that names the language, ``language`` as datatrove's language filter has it; a tag that
    names no language counts as none. `settings`: the fields of `Options`. The statistics count documents that ``changed``.
    """

    name = "🩹 textfix"

    def __init__(self, *, lang_field: str = "language", **settings: Any) -> None:
        super().__init__()
        self.lang_field = lang_field
        self.cleaner = Cleaner(Options(**settings))

    def format(self, text: str) -> str:
        """Return the repaired text of a document whose language is not told."""
        return self.cleaner.clean(text)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield the documents, repaired."""
        for doc in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                text = self.cleaner.clean(doc.text, lang=known(doc.metadata.get(self.lang_field)))
            if text != doc.text:
                self.stat_update("changed")
                doc.text = text
            yield doc


class TextfixFilter(BaseFilter):  # type: ignore[misc]
    """Drops documents with grave faults that no edit can mend.

    `severity`, `confidence`: a finding that is not repaired, of at least this MQM severity and confidence, is reason enough. `rules`:
    findings of these rules are, whatever their severity. `min_score`: so is a score below it. The reason, a rule or
    ``score``, stands in the statistics and, with an `exclusion_writer`, in the metadata of what is dropped. Other
    arguments are those of `TextfixFormatter`.
    """

    name = "🩹 textfix"

    def __init__(
        self,
        *,
        severity: str = "critical",
        confidence: float = 0.8,
        rules: Iterable[str] = (),
        min_score: float | None = None,
        exclusion_writer: DiskWriter | None = None,
        lang_field: str = "language",
        **settings: Any,
    ) -> None:
        super().__init__(exclusion_writer)
        self.verdict = Verdict(severity, confidence, rules, min_score)
        self.lang_field = lang_field
        self.cleaner = Cleaner(Options(**settings))

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether to keep a document, and if not, why."""
        report = self.cleaner.check(doc.text, lang=known(doc.metadata.get(self.lang_field)))
        reason = self.verdict.reason(report)
        return True if reason is None else (False, reason)
