"""Steps of NeMo Curator pipelines: a modifier that repairs documents, and filters that drop them.

They go where Curator takes its own: ``Modify(TextfixModifier())``, ``ScoreFilter(TextfixFilter())``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import Cleaner, Options
from .._extras import extra
from ._rows import known
from ._verdict import Verdict

with extra("nemo", __name__):
    from nemo_curator.stages.text.filters.doc_filter import DocumentFilter
    from nemo_curator.stages.text.modifiers.doc_modifier import DocumentModifier


class TextfixModifier(DocumentModifier):  # type: ignore[misc]
    """Repairs documents. `settings`: the fields of `Options`.

    With several input fields, ``Modify(TextfixModifier(), input_fields=[["text", "lang", "source", "source_lang"]], output_fields="text")``, those are the
    text and what `Cleaner.clean` may be told of it, by these names.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        self.cleaner = Cleaner(Options(**settings))

    def modify_document(
        self, text: str, lang: str | None = None, source: str | None = None, source_lang: str | None = None
    ) -> str:
        """Return the repaired text."""
        return self.cleaner.clean(text, lang=known(lang), source=source, source_lang=known(source_lang))


class TextfixFilter(DocumentFilter):  # type: ignore[misc]
    """Drops documents with grave faults that no edit can mend. The score of a document is the number of these.

    `severity`, `confidence`: a finding that is not repaired, of at least this MQM severity and confidence, is such a fault. `rules`:
    findings of these rules are, whatever their severity. `settings`: the fields of `Options`.
    """

    def __init__(
        self, *, severity: str = "critical", confidence: float = 0.8, rules: Iterable[str] = (), **settings: Any
    ) -> None:
        super().__init__()
        self.verdict = Verdict(severity, confidence, rules)
        self.cleaner = Cleaner(Options(**settings))

    def score_document(self, text: str) -> int:
        """Return the number of grave faults."""
        return len(self.verdict.grave(self.cleaner.check(text)))

    def keep_document(self, scores: int) -> bool:
        """Whether there is none."""
        return scores == 0


class TextfixScoreFilter(DocumentFilter):  # type: ignore[misc]
    """Drops documents whose `Report.score`, 0 to 100, is below `threshold`; where there is none, it counts as 100."""

    def __init__(self, threshold: float = 50, **settings: Any) -> None:
        super().__init__()
        self.threshold = threshold
        self.cleaner = Cleaner(Options(**settings))

    def score_document(self, text: str) -> float:
        """Return the score."""
        score = self.cleaner.check(text).score
        return 100.0 if score is None else score

    def keep_document(self, scores: float) -> bool:
        """Whether it is high enough."""
        return scores >= self.threshold
