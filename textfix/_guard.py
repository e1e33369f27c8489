"""Wraps a function that translates: its answers are repaired, and asked for again where they are no translation."""

from __future__ import annotations

import inspect
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial, wraps
from typing import Any, TypedDict, TypeVar, Unpack, cast, overload

from ._attempts import Ask, Attempt, Done, Otherwise, Pause, steps
from ._cleaner import Cleaner
from .errors import OptionsError, nearest
from .language import canonical
from .model import Finding
from .options import MIN_CONFIDENCE, Options

DEFAULT = "default"
EMPTY = "empty-translation"
# What says that an answer is no translation, and is hardly ever said of a human one; figures in docs/guard.md.
REJECTED = (
    EMPTY,
    "llm-refusal",
    "llm-question",
    "wrong-language",
    "untranslated-copy",
    "cut-off-sentence",
    "repetition-loop",
    "repeated-phrase",
    "repeated-sentence",
    "repeated-characters",
)
_MOST = 0.5  # a repair that takes so much of an answer away leaves a part of a translation at best

Answer = str | Sequence[str | None] | None
_Find = Callable[[tuple[Any, ...], dict[str, Any]], int | str]
F = TypeVar("F", bound=Callable[..., Answer | Awaitable[Answer]])


def backoff(failed: int) -> float:
    """Seconds to wait after so many attempts that failed: half a second, then twice as long each time, at most eight."""
    return min(8.0, 0.5 * 2.0 ** (failed - 1))


class Policy(TypedDict, total=False):
    """What `guard` can be told."""

    lang: str | Callable[..., str | None] | None
    source_lang: str | Callable[..., str | None] | None
    options: Options | None
    reject: Iterable[str] | Callable[[Attempt], bool]
    confidence: float
    attempts: int
    wait: Callable[[int], float]
    otherwise: Otherwise
    watch: Callable[[Attempt], object] | None
    parameter: str | None


@overload
def guard(translate: F, /, **policy: Unpack[Policy]) -> F: ...
@overload
def guard(**policy: Unpack[Policy]) -> Callable[[F], F]: ...
def guard(translate: Callable[..., Any] | None = None, /, **policy: Unpack[Policy]) -> Callable[..., Any]:
    """Return `translate`, with its answers repaired, and asked for again where they are no translation.

    `translate` takes a text or a list of texts as its first argument, or as the one called `parameter`, and returns
    as many; it may be asynchronous. The guarded function takes the same arguments. Of a list only the texts that
    failed are sent again. Without `translate` a decorator is returned.

    `lang`, `source_lang`: the languages, or functions that take the arguments of a call and return them; `options`:
    how to check and repair. `reject`: ids of rules; an answer in which one of them finds something with at least
    `confidence` is no translation (``"default"`` stands for the usual rules); or a function that says so of an
    `Attempt`. An empty answer to a text never is one; what is found in the source too is no reason.
    `attempts`: how often a text is sent at most; `wait`: takes the number of failed attempts and returns seconds.
    `otherwise` is what happens then: ``"raise"`` a `GuardError`; return the ``"best"`` of the repaired answers; or
    call another function like `translate`, whose answers are final. `watch` is called with each `Attempt`.

    Errors of `translate` pass through. Raises `OptionsError` for a policy that cannot be used.
    """
    made = _Guard(**policy)
    return made if translate is None else made(translate)


class _Guard:
    """A policy, ready to wrap functions."""

    def __init__(
        self,
        lang: str | Callable[..., str | None] | None = None,
        source_lang: str | Callable[..., str | None] | None = None,
        options: Options | None = None,
        reject: Iterable[str] | Callable[[Attempt], bool] = (DEFAULT,),
        confidence: float = MIN_CONFIDENCE,
        attempts: int = 3,
        wait: Callable[[int], float] = backoff,
        otherwise: Otherwise = "raise",
        watch: Callable[[Attempt], object] | None = None,
        parameter: str | None = None,
    ) -> None:
        if attempts < 1:
            raise OptionsError(f"attempts is at least 1, not {attempts!r}")
        if not callable(otherwise) and otherwise not in ("raise", "best"):
            raise OptionsError(f"otherwise is 'raise', 'best' or a function, not {otherwise!r}")
        for tag in (lang, source_lang):
            if isinstance(tag, str):
                canonical(tag)
        self.langs = lang, source_lang
        self.cleaner = Cleaner(options)
        self.reject = reject if callable(reject) else _rules(reject, self.cleaner.options)
        self.confidence, self.attempts, self.wait, self.otherwise = confidence, attempts, wait, otherwise
        self.watch, self.parameter = watch, parameter

    def __call__(self, translate: F) -> F:
        """Return `translate` under this policy."""
        find = _argument(translate, self.parameter)

        @wraps(translate)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            return _Call(self, translate, find, args, kwargs).run()

        @wraps(translate)
        async def guarded_too(*args: Any, **kwargs: Any) -> Any:
            return await _Call(self, translate, find, args, kwargs).run_async()

        asynchronous = map(inspect.iscoroutinefunction, (translate, getattr(type(translate), "__call__", None)))  # noqa: B004
        return cast(F, guarded_too if any(asynchronous) else guarded)

    def judge(self, source: str, answer: str, number: int, *, lang: str | None, source_lang: str | None) -> Attempt:
        """Judge an answer."""
        report = self.cleaner.check(answer, lang=lang, source=source, source_lang=source_lang)
        attempt = Attempt(source, answer, report, number)
        if source.strip() and not report.text.strip():
            rules: tuple[str, ...] = (EMPTY,)
        elif isinstance(self.reject, frozenset):
            found = {f.rule for f in report.findings if f.rule in self.reject and self._decides(f, answer)}
            if found:  # what is wrong with the source too is well translated
                found -= {f.rule for f in self.cleaner.check(source, lang=source_lang).findings}
            rules = tuple(sorted(found))
        else:
            rules = ("reject",) if self.reject(attempt) else ()
        attempt = replace(attempt, rules=rules)
        if self.watch is not None:
            self.watch(attempt)
        return attempt

    def _decides(self, finding: Finding, answer: str) -> bool:
        """Whether an answer is none for this: it is sure, and if it was repaired, little was left of the answer."""
        taken = sum(e.span.end - e.span.start - len(e.text) for e in finding.edits)
        return finding.confidence >= self.confidence and (not finding.applied or taken >= _MOST * len(answer))


def _rules(names: Iterable[str], options: Options) -> frozenset[str]:
    from ._catalogue import installed

    if isinstance(names, str):
        raise OptionsError(f"reject is a list of rules, not the text {names!r}")
    names = set(names)
    known = {r.id for r in (*installed(), *options.rules)} | {DEFAULT}
    for name in names - known:
        raise OptionsError(f"unknown rule {name!r}{nearest(name, known)}")
    return frozenset(names - {DEFAULT}) | (frozenset(REJECTED) if DEFAULT in names else frozenset())


# ---------------------------------------------------------------- one call


class _Call:
    """One call of a guarded function."""

    def __init__(
        self, guard: _Guard, translate: Callable[..., Any], find: _Find, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        self.guard, self.translate = guard, translate
        self.args, self.kwargs = args, kwargs
        self.key = find(args, kwargs)
        text = self.args[self.key] if isinstance(self.key, int) else self.kwargs[self.key]
        self.single = isinstance(text, str)
        sources = [text] if self.single else list(text)
        if not all(isinstance(s, str) for s in sources):
            raise TypeError("a guarded function takes a text or a list of texts")
        lang, source_lang = (tag(*args, **kwargs) if callable(tag) else tag for tag in guard.langs)
        judge = partial(guard.judge, lang=lang, source_lang=source_lang)
        self.steps = steps(sources, judge, attempts=guard.attempts, wait=guard.wait, otherwise=guard.otherwise)

    def run(self) -> Any:
        """Do it; where the function turns out to be asynchronous, return what must be awaited."""
        step = next(self.steps)
        while not isinstance(step, Done):
            answers: Sequence[str] = ()
            if isinstance(step, Pause):
                time.sleep(step.seconds)
            else:
                raw = self._asked(step)
                if inspect.isawaitable(raw):
                    return self.run_async(raw)
                answers = self._listed(raw)
            step = self.steps.send(answers)
        return step.texts[0] if self.single else step.texts

    async def run_async(self, first: Awaitable[Any] | None = None) -> Any:
        """Do it, with `first` as the answer to what is asked first."""
        import asyncio

        step = next(self.steps) if first is None else Ask(())
        while not isinstance(step, Done):
            answers: Sequence[str] = ()
            if isinstance(step, Pause):
                await asyncio.sleep(step.seconds)
            else:
                raw = self._asked(step) if first is None else first
                first = None
                answers = self._listed(await raw if inspect.isawaitable(raw) else raw)
            step = await asyncio.to_thread(self.steps.send, answers)  # checks a text: others need not wait for it
        return step.texts[0] if self.single else step.texts

    def _asked(self, step: Ask) -> Any:
        texts = step.texts[0] if self.single else list(step.texts)
        translate = self.guard.otherwise if step.last else self.translate
        assert callable(translate)
        if isinstance(self.key, int):
            return translate(*self.args[: self.key], texts, *self.args[self.key + 1 :], **self.kwargs)
        return translate(*self.args, **(self.kwargs | {self.key: texts}))

    def _listed(self, raw: Any) -> list[str]:
        """The answers as texts; none where there should be one is an empty one, as some clients have it."""
        if self.single != (raw is None or isinstance(raw, str)):
            wanted = "a text" if self.single else "a list of texts"
            raise TypeError(f"the guarded function was given {wanted} and returned {type(raw).__name__}")
        return ["" if answer is None else answer for answer in ([raw] if self.single else raw)]


def _argument(translate: Callable[..., Any], name: str | None) -> _Find:
    """How to find the text among the arguments of a call: its place, or its name."""
    try:
        parameters = list(inspect.signature(translate).parameters.values())
    except (TypeError, ValueError):  # some functions that are not written in Python
        parameters = []
    names = [p.name for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    if name is None:
        place = 1 if names[:1] in (["self"], ["cls"]) else 0
        name = names[place] if place < len(names) else None
    elif name not in names:
        raise OptionsError(f"the function has no parameter {name!r}{nearest(name, names)}")
    else:
        place = names.index(name)

    def find(args: tuple[Any, ...], kwargs: dict[str, Any]) -> int | str:
        if name in kwargs:
            return name
        if place < len(args):
            return place
        raise TypeError(f"{getattr(translate, '__name__', 'the guarded function')} needs a text to translate")

    return find
