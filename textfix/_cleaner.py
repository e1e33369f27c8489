"""Checks and cleans texts with one set of options."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._score import assess
from ._waivers import Waiver, waivers
from .model import Finding, Opinion, Report, Span
from .options import Options

if TYPE_CHECKING:
    from ._engine import Engine, Outcome

_BATCH = 512  # texts that are looked at together


class Cleaner:
    """Checks and cleans texts with one set of options.

    Build it once and use it for any number of texts: it is thread-safe and can be pickled. Rules and word lists are
    loaded when the first text arrives. Raises `OptionsError` for options that cannot be used.
    """

    def __init__(self, options: Options | None = None, /, **settings: Any) -> None:
        """Take `Options`, or the fields of `Options` as keywords."""
        if options is not None and settings:
            raise TypeError("give either Options or keywords, not both")
        self.options = options or Options(**settings)
        _engine(self.options)
        if self.options.glossary is not None:
            from ._glossary import glossary

            glossary(self.options.glossary)  # so that a file that is none is told at once
        if self.options.scorers:
            from .scorers import known

            for spec in self.options.scorers:
                known(spec)
        if self.options.model is not None:
            from ._inference import learned

            learned(self.options.model, None, None)  # so that a file that is none is told at once

    def __repr__(self) -> str:
        return f"Cleaner({self.options!r})"

    def clean(
        self, text: str, *, lang: str | None = None, source: str | None = None, source_lang: str | None = None
    ) -> str:
        """Return `text` with its sure repairs made. `lang` overrules the language of the options."""
        return self._run(text, lang, source, source_lang, explain=False)[1].text

    def check(
        self,
        text: str,
        *,
        lang: str | None = None,
        source: str | None = None,
        source_lang: str | None = None,
        fixed: Sequence[tuple[int, int]] = (),
        waived: Sequence[Waiver] = (),
    ) -> Report:
        """Return what is wrong with `text`, and the repaired text. All spans count code points of `text`.

        What lies in a span of `fixed` no rule changes; where a rule is `waived`, as by comments in the text, it finds nothing.
        """
        spans = sorted(Span(*span) for span in fixed)
        told, outcome = self._run(text, lang, source, source_lang, explain=True, fixed=spans, waived=waived)
        assessed = assess(text, told, source, self._source_lang(source_lang), self.options.model, outcome.findings)
        opinions, seen = self._opinions(text, told, source, source_lang)
        return Report(
            text=outcome.text,
            edits=outcome.edits,
            findings=tuple(sorted((*outcome.findings, *seen), key=lambda f: (f.span, f.rule)))
            if seen
            else outcome.findings,
            lang=told,
            signature=_signature(self.options),
            score=assessed.score,
            basis=assessed.basis,
            not_assessed=_not_assessed(_engine(self.options), told) + assessed.not_assessed,
            opinions=opinions,
        )

    def _opinions(
        self, text: str, lang: str | None, source: str | None, source_lang: str | None
    ) -> tuple[tuple[Opinion, ...], list[Finding]]:
        """What further scorers say, and the errors that they see."""
        if not self.options.scorers or source is None:
            return (), []
        from ._opinions import consult, pairs_to_judge

        pairs = pairs_to_judge(text, lang, source, self._source_lang(source_lang), self.options.model)
        return consult(self.options.scorers, pairs)

    def _run(
        self,
        text: str,
        lang: str | None,
        source: str | None,
        source_lang: str | None,
        *,
        explain: bool,
        fixed: Sequence[Span] = (),
        waived: Sequence[Waiver] = (),
    ) -> tuple[str | None, Outcome]:
        from .language import canonical

        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}; decode bytes first")
        told = canonical(lang) if lang is not None else self.options.lang
        source_lang = self._source_lang(source_lang)
        run = partial(_engine(self.options).run, explain=explain, fixed=fixed, waived=[*waived, *waivers(text)])
        if told is not None:
            return told, run(text, told, source, source_lang)
        return _untold(run, text, source, source_lang)

    def _source_lang(self, told: str | None) -> str | None:
        from .language import canonical

        return canonical(told) if told is not None else self.options.source_lang

    def clean_many(self, texts: Iterable[str], *, lang: str | None = None) -> Iterator[str]:
        """Clean each of `texts`, lazily and in order: each is a document of its own."""
        for text, concerned in self._surveyed(texts, lang):
            yield self.clean(text, lang=lang) if concerned else text

    def check_many(self, texts: Iterable[str], *, lang: str | None = None) -> Iterator[Report]:
        """Check each of `texts`, lazily and in order: each is a document of its own."""
        return (self.check(text, lang=lang) for text in texts)

    def _surveyed(self, texts: Iterable[str], lang: str | None) -> Iterator[tuple[str, bool]]:
        """Each text, and whether a rule may have something to say on it; found out for many texts at once.

        The first batch is one text, so that nobody waits for the second, and each further one is twice as long.
        """
        from .language import canonical

        told = canonical(lang) if lang is not None else self.options.lang
        if told is None:  # what concerns a text depends on its language
            yield from ((text, True) for text in texts)
            return
        engine = _engine(self.options)
        rest = iter(texts)
        size = 1
        while batch := list(itertools.islice(rest, size)):
            yield from zip(batch, engine.concerned(batch, told), strict=True)
            size = min(2 * size, _BATCH)


def _untold(
    run: Callable[..., Outcome], text: str, source: str | None, source_lang: str | None
) -> tuple[str | None, Outcome]:
    """Detect the language of `text` and run; the repaired text must be of the same language, or nothing is repaired.

    Otherwise a second run would use other rules, and find other things.
    """
    from ._detect import detect

    lang = detect(text)
    for _ in range(2):
        outcome = run(text, lang, source, source_lang)
        if outcome.text == text:
            return lang, outcome
        again = detect(outcome.text)
        if again == lang:
            return lang, outcome
        lang = again
    lang = detect(text)
    return lang, run(text, lang, source, source_lang, suggest_only=True)


@lru_cache(maxsize=32)
def across(options: Options) -> Cleaner:
    """A cleaner with those of the chosen rules that compare lines with each other."""
    from ._catalogue import selected

    chosen = tuple(r.id for r in selected(options) if r.across)
    return Cleaner(
        replace(options, select=chosen or ("inconsistent-translation",), ignore=() if chosen else ("all",), scorers=())
    )


@lru_cache(maxsize=32)
def _engine(options: Options) -> Engine:
    from ._catalogue import selected
    from ._engine import Engine

    rules = [r for r in selected(options) if options.glossary is not None or not r.needs_glossary]
    return Engine(rules, options.min_confidence, options.model, options.glossary)


@lru_cache(maxsize=256)
def _not_assessed(engine: Engine, lang: str | None) -> tuple[str, ...]:
    return tuple(r.id for r in engine.rules if not r.serves(lang))


@lru_cache(maxsize=32)
def _signature(options: Options) -> str:
    from ._version import __version__

    names = ",".join(r.id for r in _engine(options).rules)
    digest = hashlib.sha256(names.encode()).hexdigest()[:8]
    signature = (
        f"textfix:{__version__}|rules:{digest}|profile:{options.profile}|min_confidence:{options.min_confidence:g}"
    )
    for name, path in (("model", options.model), ("glossary", options.glossary)):
        if path is not None:
            signature += f"|{name}:{hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]}"
    return signature
