"""Whether a text is worth keeping in a corpus: what the filters of all pipelines share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .. import Finding, OptionsError, Report, Severity


@dataclass(frozen=True)
class Verdict:
    """What a text is dropped for.

    A finding that is not repaired, of at least this MQM `severity` and `confidence`, or, where `rules` are named, of
    one of these whatever its severity; and a score below `min_score`, where there is a score.
    Raises `OptionsError` for a severity that MQM does not have.
    """

    severity: str = "critical"
    confidence: float = 0.8
    rules: Iterable[str] = ()
    min_score: float | None = None

    def __post_init__(self) -> None:
        if isinstance(self.rules, str):
            raise OptionsError(f"rules is a list of names, not the text {self.rules!r}")
        object.__setattr__(self, "rules", frozenset(self.rules))
        if self.severity.upper() not in Severity.__members__:
            known = ", ".join(str(s) for s in Severity)
            raise OptionsError(f"unknown severity {self.severity!r}; there is {known}")

    def grave(self, report: Report) -> list[Finding]:
        """The findings that speak against a text."""
        least = Severity[self.severity.upper()]
        return [
            f
            for f in report.findings
            if not f.applied
            and f.confidence >= self.confidence
            and (f.rule in self.rules if self.rules else f.severity >= least)
        ]

    def reason(self, report: Report) -> str | None:
        """The gravest rule that speaks against a text, ``"score"`` if only its score does, ``None`` if it is kept."""
        if found := self.grave(report):
            return max(found, key=lambda f: (f.severity, f.confidence)).rule
        too_low = self.min_score is not None and report.score is not None and report.score < self.min_score
        return "score" if too_low else None
