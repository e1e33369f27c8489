"""A page for people: the text with its findings marked, and beside each passage what was found and why.

It is one file that loads nothing: its style and its script stand in it, and its policy lets nothing else run.
"""

from __future__ import annotations

import base64
import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import NamedTuple

from .._patterns import lazy_pattern
from ..model import Edit, Finding, Report, Span, apply_edits, split_lines
from . import About, Lines, Place, Reporter, Score, Tally, Translation, plural
from ._passage import kind_of
from ._show import visible

_CONTEXT = 28  # code points round a change
_LONGEST = 160  # code points of a change that are shown
_WIDE = 300  # a finding on more than this is not painted over
# What would act on the page, or upset the order of what follows, and what HTML cannot hold.
_UNSAFE = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Writer(Reporter):
    """Writes a block for each passage: its source where there is one, its text, and a card for each finding in it."""

    wants_scores = True

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        super().__init__(write, color=color, width=width)
        self._translations: Sequence[Translation] = ()
        self._scores: Sequence[Score] = ()
        self._named: str | None = None
        self._count = 0

    def begin(self) -> None:
        """Write the head of the page, and its filters."""
        style, script = _shipped("page.css"), _shipped("page.js")
        policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
        head = _shipped("page.html").partition("$main")[0]
        self.write(Template(head).substitute(policy=escape(policy), style=style))

    def beside(self, translations: Sequence[Translation], scores: Sequence[Score] = ()) -> None:
        """Keep what is translated in the next part, and the scores of its other paragraphs."""
        self._translations, self._scores = translations, scores

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write the blocks of a text."""
        self._name(path, report.lang)
        lines, lang = Lines(text, place), report.lang or ""
        ids = [f"f{_digest(path)}-{self._count + i}" for i in range(len(report.findings))]
        self._count += len(ids)
        found = sorted(zip(report.findings, ids, strict=True), key=lambda f: f[0].span)
        scores = deque(self._scores)
        for block in _blocks(text, found, self._translations, apart=bool(scores)):
            self.write(_block(text, block, _score(block, scores), lines, lang))
        self._translations = self._scores = ()

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Close the section of the file, and say if nothing was found, or what went wrong."""
        self._name(path, None)
        if error is not None:
            self.write(f'<p class="error">{_safe(error)}</p>\n')
        elif not tally.findings:
            self.write('<p class="none">No findings.</p>\n')
        self.write("</section>\n")
        self._named, self._count = None, 0

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """Write the overview, what the rules are about, and the script."""
        kinds = ((tally.repairs, "repair"), (tally.suggestions, "suggestion"), (tally.flags, "flag"))
        told = ", ".join(plural(n, name) for n, name in kinds if n)
        found = f"{plural(tally.findings, 'finding')} ({told})" if tally.findings else "no findings"
        failed = f" {plural(tally.failed, 'file')} could not be read." if tally.failed else ""
        about = "".join(f'<dt id="rule-{escape(r.id)}">{_safe(r.id)}</dt><dd>{_safe(r.summary)}.</dd>\n' for r in rules)
        foot = _shipped("page.html").partition("$main")[2]
        checked = f"Checked {plural(tally.files - tally.failed, 'file')}: {found}.{failed}"
        self.write(Template(foot).substitute(checked=checked, rules=about, script=_shipped("page.js")))

    def _name(self, path: str, lang: str | None) -> None:
        """Open the section of a file, once."""
        if self._named != path:
            self._named = path
            told = f' <span class="lang">{_safe(lang)}</span>' if lang else ""
            self.write(f'<section class="file"><h2><bdi>{_safe(path)}</bdi>{told}</h2>\n')


def _shipped(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _digest(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:10]


# ---------------------------------------------------------------- from a text to blocks

Found = tuple[Finding, str]  # a finding, and the id of its card


class _Block(NamedTuple):
    """A stretch of the text, the findings that begin in it, those that reach into it, and what it translates."""

    span: Span
    own: list[Found]
    marked: list[Found]
    translation: Translation | None


def _blocks(text: str, found: Sequence[Found], translations: Sequence[Translation], *, apart: bool) -> Iterator[_Block]:
    """The blocks of a text: what has a source, or lines; lines in which nothing begins or goes on are joined, unless `apart`."""
    at, reaching = 0, list[Found]()
    quiet: int | None = None
    cuts = list(_cuts(text, translations))
    for n, (span, translation) in enumerate(cuts):
        last = n == len(cuts) - 1
        own: list[Found] = []
        while at < len(found) and (found[at][0].span.start < span.end or last):
            own.append(found[at])
            at += 1
        marked = [f for f in reaching if f[0].span.end > span.start] + own
        reaching = [f for f in marked if f[0].span.end > span.end]
        if translations:
            if own or translation is not None:  # what stands between translations is markup
                yield _Block(span, own, marked, translation)
        elif marked:
            if quiet is not None and text[quiet : span.start].strip():
                yield _Block(Span(quiet, span.start), [], [], None)
            quiet = None
            yield _Block(span, own, marked, None)
        elif quiet is None:
            quiet = span.start
        elif apart and text[quiet : span.start].strip():
            yield _Block(Span(quiet, span.start), [], [], None)
            quiet = span.start
    if quiet is not None and text[quiet:].strip():
        yield _Block(Span(quiet, len(text)), [], [], None)


def _cuts(text: str, translations: Sequence[Translation]) -> Iterator[tuple[Span, Translation | None]]:
    """Where the blocks of a text can lie: without gaps, and the last one at its end."""
    at = 0
    if not translations:
        for line in split_lines(text) or [""]:
            yield Span(at, at + len(line)), None
            at += len(line)
        return
    for t in translations:
        if at < t.span.start:
            yield Span(at, t.span.start), None
        if at <= t.span.start:
            yield t.span, t
            at = t.span.end
    yield Span(at, len(text)), None


# ---------------------------------------------------------------- a block as HTML


def _score(block: _Block, scores: deque[Score]) -> float | None:
    """The score of a block, the mean by length of what begins in it, which is taken off `scores`."""
    if block.translation is not None:
        return block.translation.score
    inside: list[Score] = []
    while scores and scores[0].span.start < block.span.end:
        inside.append(scores.popleft())
    length = sum(s.span.end - s.span.start for s in inside)
    return sum(s.value * (s.span.end - s.span.start) for s in inside) / length if length else None


def _block(text: str, block: _Block, value: float | None, lines: Lines, lang: str) -> str:
    quiet = "" if block.own or block.marked else " quiet"
    source = score = ""
    if block.translation is not None:
        original = _safe(block.translation.source)
        source = f'<div class="source" role="group" aria-label="Source" dir="auto">{original}</div>'
    if value is not None:
        score = f'<p class="score">score {value:.0f} of 100</p>'
    tag = f' lang="{escape(lang)}"' if lang else ""
    target = f'<div class="text" dir="auto"{tag}>{"".join(_marked(text, block))}</div>'
    cards = "".join(_card(text, f, key, lines, lang) for f, key in block.own)
    cards = f'<ul class="cards" aria-label="Findings">{cards}</ul>' if cards else ""
    with_source = " sourced" if source else ""
    return f'<div class="block{quiet}{with_source}">{source}{target}<div>{score}{cards}</div></div>\n'


def _marked(text: str, block: _Block) -> Iterator[str]:
    """The text of a block with marks; where several findings meet, one mark names them all."""
    start, end = block.span
    visible_end = start + len(text[start:end].rstrip("\r\n"))
    waiting = sorted(block.marked, key=lambda f: f[0].span)
    points = sorted({start, end, *(min(max(p, start), end) for f, _ in waiting for p in f.span)})
    active: list[Found] = []
    for n, p in enumerate(points):
        active = [f for f in active if f[0].span.end > p]
        while waiting and (waiting[0][0].span.start <= p or p == end):
            f = waiting.pop(0)
            if f[0].span.start >= f[0].span.end:
                yield _mark("", [f])  # a place where something is missing
            elif f[0].span.end > p:
                active.append(f)
        if n + 1 == len(points):
            return
        q = points[n + 1]
        if active:
            yield _mark(text[p:q], active)
        elif p < visible_end:
            shown = text[p : min(q, visible_end)]
            yield _safe(shown if block.marked else shown.lstrip("\r\n"))


def _mark(text: str, found: Sequence[Found]) -> str:
    worst = max(found, key=lambda f: f[0].severity)[0]
    classes = [kind_of(worst), str(worst.severity)]
    if not text:
        classes.append("missing")
    elif not text.strip():
        classes.append("space")
    if all(f.span.end - f.span.start > _WIDE for f, _ in found):
        classes.append("wide")
    keys = " ".join(key for _, key in found)
    return f'<mark class="{" ".join(classes)}" data-f="{keys}">{_seen(text)}</mark>'


def _card(text: str, finding: Finding, key: str, lines: Lines, lang: str) -> str:
    line, column = lines.at(finding.span.start)
    kind = kind_of(finding)
    facts = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "kind": kind,
        "confidence": f"{finding.confidence:.4g}",
        "type": finding.error_type,
        "lang": lang,
    }
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in facts.items())
    rows = [("Reason", _safe(finding.evidence))] if finding.evidence else []
    before, after = _change(text, finding)
    rows += [("Before", f"<bdi>{before}</bdi>")] + ([] if after is None else [("After", f"<bdi>{after}</bdi>")])
    rows += [
        ("Rule", f'<a href="#rule-{escape(finding.rule)}">{_safe(finding.rule)}</a>'),
        ("Confidence", f"{finding.confidence:.0%}"),
        ("Severity", f"{finding.severity}"),
        ("Type", escape(finding.error_type)),
        ("Place", f"line {line}, column {column}"),
    ]
    table = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    summary = f'<span class="kind">{kind}</span> <span class="message">{_safe(visible(finding.message))}</span>'
    return (
        f'<li class="card {kind}" id="{key}" {data}>'
        f"<details><summary>{summary}</summary><dl>{table}</dl></details></li>\n"
    )


def _change(text: str, finding: Finding) -> tuple[str, str | None]:
    """The passage with a little of what stands round it, as it is and as it would read, as HTML."""
    spans = [finding.span, *(e.span for e in finding.edits)]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    left, right = _left(text, start), _right(text, end)

    def shown(tag: str, passage: str) -> str:
        half = _LONGEST // 2
        short = passage if len(passage) <= _LONGEST else f"{passage[:half]}…{passage[-half:]}"
        inner = f"<{tag}>{_safe(visible(short))}</{tag}>" if short else ""
        return f"{_safe(left)}{inner}{_safe(right)}"

    before = shown("del" if finding.edits else "b", text[start:end])
    if not finding.edits:
        return before, None
    edits = (Edit(Span(e.span.start - start, e.span.end - start), e.text) for e in sorted(finding.edits))
    return before, shown("ins", apply_edits(text[start:end], edits))


def _left(text: str, start: int) -> str:
    """What stands before `start` in its line, from a whole word on."""
    near = text[max(0, start - _CONTEXT) : start]
    if "\n" in near or start <= _CONTEXT:
        return near.rpartition("\n")[2]
    return "…" + (near.partition(" ")[2] or near)


def _right(text: str, end: int) -> str:
    """What stands after `end` in its line, up to a whole word."""
    near = text[end : end + _CONTEXT]
    if "\n" in near or end + _CONTEXT >= len(text):
        return near.partition("\n")[0]
    return (near.rpartition(" ")[0] or near) + "…"


def _safe(text: str) -> str:
    """The text as HTML, with signs for what must not act."""
    return _UNSAFE.sub(lambda m: _sign(m.group()), escape(text))


def _seen(text: str) -> str:
    """The text of a mark as HTML, with a sign for everything that cannot be seen."""
    return "".join(escape(c) if c.isprintable() else _sign(c) for c in text)


def _sign(c: str) -> str:
    """A sign that is no part of the text when it is copied."""
    return f'<span class="sign" data-sign="{escape(visible(c))}"></span>'
