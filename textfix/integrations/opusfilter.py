"""OpusFilter: a preprocessor that repairs parallel texts, and filters for pairs with faults.

Configurations name the classes, and this module as their ``module``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import Cleaner, Options, OptionsError, Report
from .._extras import extra
from ._lines import within_line
from ._verdict import Verdict

with extra("opusfilter", __name__):
    from opusfilter import CLEAN_HIGH, CLEAN_LOW, ConfigurationError, FilterABC, PreprocessorABC

Pairs = Iterable[Sequence[str]]


class _Sides:
    """The texts of a pair, or of one or more than two files, each but the first beside it as its source."""

    def __init__(self, languages: Sequence[str] | None, settings: dict[str, Any]) -> None:
        self.languages = languages
        try:
            self.cleaner = Cleaner(Options.of(settings))
            for tag in languages or ():
                Options(lang=tag)
        except OptionsError as error:
            raise ConfigurationError(str(error)) from error

    def clean(self, pair: Sequence[str]) -> list[str]:
        return [within_line(text, self.cleaner.clean(text, **told)) for text, told in self._told(pair)]

    def reports(self, pair: Sequence[str]) -> Iterator[Report]:
        for text, told in self._told(pair):
            yield self.cleaner.check(text, **told)

    def _told(self, pair: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        if self.languages is not None and len(self.languages) != len(pair):
            raise ConfigurationError(f"there are {len(pair)} files, but {len(self.languages)} languages")
        langs: Sequence[str | None] = self.languages or [None] * len(pair)
        for i, (text, lang) in enumerate(zip(pair, langs, strict=True)):
            yield text, {"lang": lang} | ({"source": pair[0], "source_lang": langs[0]} if i else {})


class TextfixPreprocessor(PreprocessorABC):  # type: ignore[misc]
    """Repairs every text of a pair; the first one is the source of the others.

    `languages`: the language of each file, in their order; without them they are detected. `settings`: fields of `Options`.
    """

    def __init__(self, languages: Sequence[str] | None = None, workdir: str = "", **settings: Any) -> None:
        super().__init__(workdir=workdir)
        self.sides = _Sides(languages, settings)

    def process(self, pairs: Pairs) -> Iterator[list[str]]:
        """Yield the repaired pairs."""
        return map(self.sides.clean, pairs)


class TextfixFilter(FilterABC):  # type: ignore[misc]
    """Drops pairs with faults. The score has the number of grave faults in each text; pairs without any are accepted.

    `severity`, `confidence`, `rules`: what is grave, as for the filters of other pipelines: a finding that is not repaired, of at
    least this MQM severity and confidence, or of one of these rules. Other arguments are those of `TextfixPreprocessor`.
    """

    score_direction = CLEAN_LOW
    accept_threshold = 0
    reject_threshold = 1

    def __init__(
        self,
        languages: Sequence[str] | None = None,
        severity: str = "critical",
        confidence: float = 0.8,
        rules: Sequence[str] = (),
        name: str | None = None,
        workdir: str = "",
        **settings: Any,
    ) -> None:
        super().__init__(name=name, workdir=workdir)
        self.sides = _Sides(languages, settings)
        try:
            self.verdict = Verdict(severity, confidence, rules)
        except OptionsError as error:
            raise ConfigurationError(str(error)) from error

    def score(self, pairs: Pairs) -> Iterator[list[int]]:
        """Yield the numbers of grave faults."""
        for pair in pairs:
            yield [len(self.verdict.grave(report)) for report in self.sides.reports(pair)]

    def accept(self, score: Sequence[int]) -> bool:
        """Whether there is none."""
        return not any(score)


class TextfixScoreFilter(FilterABC):  # type: ignore[misc]
    """Drops pairs whose translation is bad: `threshold` is the lowest `Report.score`, 0 to 100, that is accepted.

    Where nothing can be said, the score is 100: unknown is not bad. Other arguments are those of `TextfixPreprocessor`.
    """

    score_direction = CLEAN_HIGH
    accept_threshold = 100
    reject_threshold = 0

    def __init__(
        self,
        threshold: float = 50,
        languages: Sequence[str] | None = None,
        name: str | None = None,
        workdir: str = "",
        **settings: Any,
    ) -> None:
        super().__init__(name=name, workdir=workdir)
        self.threshold = threshold
        self.sides = _Sides(languages, settings)

    def score(self, pairs: Pairs) -> Iterator[float]:
        """Yield the lowest score of the translations of each pair; of one text alone, its own."""
        for pair in pairs:
            scores = [r.score for r in self.sides.reports(pair)]
            yield min((s for s in scores[1:] or scores if s is not None), default=100.0)

    def accept(self, score: float) -> bool:
        """Whether the score is high enough."""
        return score >= self.threshold
