"""What to do for one call of a guarded function, step by step; `guard` does it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

from .errors import TextfixError
from .model import Report


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer: the text that was sent, the answer as it came, and what `check` says of it.

    `number` counts from 1. `rules` are those for which the answer is not accepted; without any it is.
    """

    source: str
    answer: str
    report: Report
    number: int
    rules: tuple[str, ...] = ()


class GuardError(TextfixError):
    """No acceptable translation after all attempts.

    `failures` has the attempts for each text that failed, by its place in the list (0 where one text was sent);
    `results` has the accepted translations, ``None`` for those that failed: what was paid for is not lost.
    """

    def __init__(
        self, message: str, failures: Mapping[int, Sequence[Attempt]], results: Sequence[str | None] = ()
    ) -> None:
        super().__init__(message)
        self.failures = {i: tuple(tries) for i, tries in failures.items()}
        self.results = list(results)

    def __reduce__(self) -> tuple[type[GuardError], tuple[object, ...]]:
        return GuardError, (str(self), self.failures, self.results)

    @property
    def report(self) -> Report | None:
        """The report on the last answer to the first text that failed; ``None`` if there was no answer to it."""
        tries = next(iter(self.failures.values()), ())
        return tries[-1].report if tries else None


class Ask(NamedTuple):
    """Have these texts translated; `last`: by the function that is asked when all attempts have failed."""

    texts: Sequence[str]
    last: bool = False


class Pause(NamedTuple):
    """Wait."""

    seconds: float


class Done(NamedTuple):
    """These are the translations."""

    texts: list[str]


Steps = Generator[Ask | Pause | Done, Sequence[str], None]
Otherwise = Literal["raise", "best"] | Callable[..., Any]


def steps(
    sources: Sequence[str],
    judge: Callable[[str, str, int], Attempt],
    *,
    attempts: int,
    wait: Callable[[int], float],
    otherwise: Otherwise,
) -> Steps:
    """What to do for a call, one thing after the other: whoever does it sends back the answers to what is asked.

    So it is written once for functions that wait and for those that are awaited. `judge` takes source, answer and
    number of the attempt. The last step is `Done`, or a `GuardError` is raised.
    """
    tries: list[list[Attempt]] = [[] for _ in sources]
    results: list[str | None] = [None] * len(sources)
    left, why = list(range(len(sources))), ""
    for number in range(1, attempts + 1):
        if number > 1 and (seconds := wait(number - 1)) > 0:
            yield Pause(seconds)
        answers = yield Ask([sources[i] for i in left])
        if len(answers) != len(left):
            why = f"{len(answers)} answers to {len(left)} texts"
            continue
        for i, answer in zip(left, answers, strict=True):
            attempt = judge(sources[i], answer, number)
            tries[i].append(attempt)
            results[i] = None if attempt.rules else attempt.report.text
        left = [i for i in left if results[i] is None]
        why = ", ".join(sorted({rule for i in left for rule in tries[i][-1].rules}))
        if not left:
            break
    if left:
        answers = ()
        if callable(otherwise):
            answers = yield Ask([sources[i] for i in left], last=True)
        elif otherwise == "best" and all(tries[i] for i in left):
            answers = [max(tries[i], key=_worth).report.text for i in left]
        if len(answers) != len(left):
            raise GuardError(_message(len(left), len(sources), attempts, why), {i: tries[i] for i in left}, results)
        for i, answer in zip(left, answers, strict=True):
            results[i] = answer
    yield Done(cast("list[str]", results))


def _message(left: int, texts: int, attempts: int, why: str) -> str:
    which = "" if texts == 1 else f" of {left} of {texts} texts"
    return f"no acceptable translation{which} after {attempts} {'attempt' if attempts == 1 else 'attempts'}: {why}"


def _worth(attempt: Attempt) -> tuple[bool, int, float]:
    """How good an answer is that was not accepted: whether there is one, how bad the worst reason is, its score."""
    report = attempt.report
    worst = max((f.severity for f in report.findings if f.rule in attempt.rules), default=0)
    return bool(report.text.strip()), -worst, -1.0 if report.score is None else report.score
