"""A spaCy component: ``nlp.add_pipe("textfix")`` says of each document what is wrong with it, and how it would read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import Cleaner, Options
from .._extras import extra
from ._rows import known

with extra("spacy", __name__):
    from spacy.language import Language
    from spacy.tokens import Doc, Span

Found = dict[str, Any]  # a finding, as `Finding.to_dict` has it


class TextfixComponent:
    """Checks documents, in the language of the pipeline unless the options name one.

    A document is not changed. ``doc._.textfix`` is its report as plain values, with ``text``, ``findings`` and ``score``
    (`Report.to_dict`), so that documents can be stored and sent between processes; ``doc._.textfix_text`` is the repaired text;
    ``doc.spans[spans_key]`` has a span for each finding, of all tokens that it touches, labelled with its rule; and
    ``span._.textfix`` are the findings in any span.
    """

    def __init__(self, spans_key: str, options: Options) -> None:
        self.spans_key = spans_key
        self.cleaner = Cleaner(options)

    def __call__(self, doc: Doc) -> Doc:
        """Check a document."""
        report = self.cleaner.check(doc.text).to_dict()
        doc._.textfix = report
        spans = (_tokens(doc, found) for found in report["findings"])
        doc.spans[self.spans_key] = [s for s in spans if s is not None]
        return doc


def _tokens(doc: Doc, found: Found) -> Span | None:
    """The tokens that a finding touches; where nothing stands but something is missing, the token before it."""
    start, end = found["span"]
    if start == end:
        start, end = max(0, start - 1), max(start, 1)
    return doc.char_span(start, end, label=found["rule"], alignment_mode="expand")


def _text(doc: Doc) -> str:
    return doc.text if doc._.textfix is None else str(doc._.textfix["text"])


def _within(span: Span) -> list[Found]:
    """The findings that touch a span."""
    report = span.doc._.textfix
    found = [] if report is None else report["findings"]
    return [f for f in found if f["span"][0] < max(span.end_char, 1) and span.start_char <= f["span"][1]]


Doc.set_extension("textfix", default=None, force=True)
Doc.set_extension("textfix_text", getter=_text, force=True)
Span.set_extension("textfix", getter=_within, force=True)


@Language.factory(  # type: ignore[untyped-decorator]
    "textfix",
    assigns=["doc._.textfix", "doc.spans"],
    default_config={
        "spans_key": "textfix",
        "lang": None,
        "select": None,
        "ignore": [],
        "min_confidence": Options().min_confidence,
        "profile": "repair",
    },
)
def make(
    nlp: Language,
    name: str,
    spans_key: str,
    lang: str | None,
    select: Sequence[str] | None,
    ignore: Sequence[str],
    min_confidence: float,
    profile: str,
) -> TextfixComponent:
    """Make the component from the configuration of a pipeline; its keys are fields of `Options`."""
    told: Any = {"select": select, "ignore": tuple(ignore), "min_confidence": min_confidence, "profile": profile}
    return TextfixComponent(spans_key, Options(lang=lang or known(nlp.lang), **told))  # "xx" is for many languages
