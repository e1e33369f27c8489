"""What a run will cost whose scorers are not free: told before any of them is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ._files import STANDARD
from ._job import Job, parts_of
from ._opinions import pairs_to_judge
from .errors import TextfixError
from .scorers import Pair, scorer


def estimates(jobs: Sequence[Job]) -> Iterator[str]:
    """Yield what each scorer says of the costs of all `jobs`, in one line; nothing for those that cost nothing.

    What cannot be read or loaded is left out: the run itself will tell it. Standard input can be read but once.
    """
    asking: dict[str, list[Pair]] = {}
    unknown = False
    for job in jobs:
        costly = [spec for spec in job.options.scorers if _estimator(spec) is not None]
        if costly and job.path == STANDARD:
            unknown = True
        elif costly:
            found = list(_pairs(job))
            for spec in costly:
                asking.setdefault(spec, []).extend(found)
    for spec, pairs in asking.items():
        estimate = _estimator(spec)
        if estimate is not None:
            yield f"scorer {spec.partition('=')[0]}: {estimate(pairs)}"
    if unknown:
        yield "what scorers cost for standard input is not known beforehand"


def _estimator(spec: str) -> Callable[[Sequence[Pair]], str] | None:
    try:
        return getattr(scorer(spec), "estimate", None)
    except TextfixError:
        return None


def _pairs(job: Job) -> Iterator[Pair]:
    options = job.options
    try:
        for part in parts_of(job):
            for unit in part.units():
                lang = options.lang or unit.lang or unit.hint
                source_lang = options.source_lang or unit.source_lang
                for _, pair in pairs_to_judge(unit.text, lang, unit.source, source_lang, options.model):
                    yield pair
    except TextfixError:
        return
