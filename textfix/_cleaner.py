"""Checks and cleans texts with one set of options."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ._score import assess
from ._waivers import Waiver, waivers
from .model import Finding, Opinion, Report, Span
from .options import Options

if TYPE_CHECKING:
    from ._engine import Engine, Outcome
    from ._gate import Scan

_BATCH = 512  # texts that are scanned together, at most
_SCANNED = 100_000  # characters from which on a batch is full
Tell = Callable[[str], str | None]  # what tells the language of a text


class Request(NamedTuple):
    """A text to look at, and what is known of it; languages are canonical tags.

    `otherwise`: its language where neither `lang` nor the options tell one and none is detected. For the others see `Cleaner.check`.
    """

    text: str
    lang: str | None = None
    otherwise: str | None = None
    source: str | None = None
    source_lang: str | None = None
    fixed: Sequence[tuple[int, int]] = ()
    waived: Sequence[Waiver] = ()


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
        return self._run(_request(text, lang, source, source_lang), explain=False)[1].text

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
        request = _request(text, lang, source, source_lang)._replace(fixed=fixed, waived=waived)
        return self._report(request, *self._run(request, explain=True))

    def clean_many(
        self,
        texts: Iterable[str],
        *,
        lang: str | None = None,
        sources: Iterable[str | None] | None = None,
        source_lang: str | None = None,
    ) -> Iterator[str]:
        """Clean each of `texts`, lazily and in order: each is a document of its own. `sources`: as many, in step.

        Raises `ValueError` where there are more or fewer sources than texts.
        """
        requests = _requests(texts, lang, sources, source_lang)
        return (outcome.text for _, _, outcome in self._run_many(requests, explain=False))

    def check_many(
        self,
        texts: Iterable[str],
        *,
        lang: str | None = None,
        sources: Iterable[str | None] | None = None,
        source_lang: str | None = None,
    ) -> Iterator[Report]:
        """Check each of `texts`, lazily and in order: each is a document of its own. `sources`: as many, in step.

        Raises `ValueError` where there are more or fewer sources than texts.
        """
        return self.reports(_requests(texts, lang, sources, source_lang))

    def reports(self, requests: Iterable[Request], *, repairs_only: bool = False) -> Iterator[Report]:
        """Check what is requested, lazily and in order.

        `repairs_only`: the reports tell what is repaired and nothing else, which is ten times as fast.
        """
        done = self._run_many(requests, explain=not repairs_only)
        return itertools.starmap(self._repairs if repairs_only else self._report, done)

    # ------------------------------------------------------------ one text, and many

    def _language(self, request: Request) -> tuple[str | None, Tell]:
        """The language of a text, and what tells it from the text."""
        from ._detect import detect, in_its_script

        told = request.lang or self.options.lang
        tell = detect if told is None else partial(in_its_script, told)
        if (found := tell(request.text)) is None and request.otherwise:
            tell = partial(in_its_script, request.otherwise)
            found = tell(request.text)
        return found, tell

    def _source_lang(self, request: Request) -> str | None:
        return request.source_lang or self.options.source_lang

    def _run(self, request: Request, *, explain: bool) -> tuple[str | None, Outcome]:
        """The language of a text, and what came of it."""
        return self._run_in(*self._language(request), request, explain)

    def _run_in(
        self, lang: str | None, tell: Tell, request: Request, explain: bool, scan: Scan | None = None
    ) -> tuple[str | None, Outcome]:
        text = request.text
        run = partial(
            _engine(self.options).run,
            source=request.source,
            source_lang=self._source_lang(request),
            explain=explain,
            fixed=sorted(Span(*span) for span in request.fixed),
            waived=[*request.waived, *waivers(text)],
        )
        outcome = run(text, lang, scan=scan)
        return _settled(run, tell, text, lang, outcome) if outcome.text != text else (lang, outcome)

    def _run_many(self, requests: Iterable[Request], *, explain: bool) -> Iterator[tuple[Request, str | None, Outcome]]:
        """Each request with the language of its text and what came of it; many texts are scanned at once."""
        from ._engine import Outcome

        engine = _engine(self.options)
        for batch in _batches(requests):
            langs = [self._language(r) for r in batch]
            texts = [(r.text, lang, r.source is not None) for r, (lang, _) in zip(batch, langs, strict=True)]
            for request, lang, scan in zip(batch, langs, engine.scans(texts, explain), strict=True):
                if scan.document:
                    yield request, *self._run_in(*lang, request, explain, scan)
                else:
                    yield request, lang[0], Outcome(request.text)

    def _report(self, request: Request, lang: str | None, outcome: Outcome) -> Report:
        text, source = request.text, request.source
        edits, findings = outcome.told()
        assessed = assess(text, lang, source, self._source_lang(request), self.options.model, findings)
        opinions, seen = self._opinions(request, lang)
        return Report(
            text=outcome.text,
            edits=edits,
            findings=tuple(sorted((*findings, *seen), key=lambda f: (f.span, f.rule))) if seen else findings,
            lang=lang,
            signature=_signature(self.options),
            score=assessed.score,
            basis=assessed.basis,
            not_assessed=_not_assessed(_engine(self.options), lang) + assessed.not_assessed,
            opinions=opinions,
        )

    def _repairs(self, _: Request, lang: str | None, outcome: Outcome) -> Report:
        edits, findings = outcome.told()
        return Report(outcome.text, edits, findings, lang, _signature(self.options))

    def _opinions(self, request: Request, lang: str | None) -> tuple[tuple[Opinion, ...], list[Finding]]:
        """What further scorers say, and the errors that they see."""
        if not self.options.scorers or request.source is None:
            return (), []
        from ._opinions import consult, pairs_to_judge

        pairs = pairs_to_judge(request.text, lang, request.source, self._source_lang(request), self.options.model)
        return consult(self.options.scorers, pairs)


def _request(text: str, lang: str | None, source: str | None, source_lang: str | None) -> Request:
    from .language import canonical

    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}; decode bytes first")
    return Request(
        text,
        canonical(lang) if lang is not None else None,
        source=source,
        source_lang=canonical(source_lang) if source_lang is not None else None,
    )


def _requests(
    texts: Iterable[str], lang: str | None, sources: Iterable[str | None] | None, source_lang: str | None
) -> Iterator[Request]:
    if sources is None:
        return (_request(text, lang, None, source_lang) for text in texts)
    return (_request(text, lang, source, source_lang) for text, source in zip(texts, sources, strict=True))


def _batches(requests: Iterable[Request]) -> Iterator[list[Request]]:
    """What is scanned together: first a single text, so that nobody waits for the second, then more and more."""
    batch: list[Request] = []
    size, held = 1, 0
    for request in requests:
        batch.append(request)
        held += len(request.text)
        if len(batch) >= size or held >= _SCANNED:
            yield batch
            batch, size, held = [], min(2 * size, _BATCH), 0
    if batch:
        yield batch


def _settled(
    run: Callable[..., Outcome], tell: Tell, text: str, lang: str | None, outcome: Outcome
) -> tuple[str | None, Outcome]:
    """The outcome for a text whose language may have been detected, and the language: that of the repaired text, too.

    Otherwise a second run would use other rules, and find other things. If there is none such, nothing is repaired.
    """
    if (again := tell(outcome.text)) == lang:
        return lang, outcome
    outcome = run(text, again)
    if outcome.text == text or tell(outcome.text) == again:
        return again, outcome
    return lang, run(text, lang, suggest_only=True)


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
