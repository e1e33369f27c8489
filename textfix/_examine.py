"""One part of a file: its texts are found, checked, and what was found is told in places of the file."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ._cleaner import Cleaner, Request, across
from ._decode import PIECE, cut
from ._detect import detect
from ._opinions import agreed
from ._score import assess
from ._waivers import Place, Waiver, has_comments, waivers_of_file
from .errors import LanguageError, TextfixError
from .formats import Part, Unit
from .formats._unit import UnspeakableError, sliced, spliced
from .language import canonical
from .model import Basis, Edit, Finding, Report, Span, apply_edits, split_lines
from .options import Options
from .reports import Score, Translation

_SEEN = 200  # texts that are looked at to find out the language of a file

Counts = Counter[tuple[str, str, str]]  # rule, language, and "repairs", "suggestions" or "flags"


@dataclass
class Examined:
    """What was found in a part, in places of the part, and how often each rule found something in each language.

    `shown`: the texts of a part that nobody sees itself, each with its report and what it translates. `translations`: if
    scores are wanted, the stretches of another part that translate a source; `scores`: those of its other paragraphs.
    """

    report: Report
    counts: Counts = field(default_factory=Counter)
    shown: list[tuple[str, Report, Translation | None]] | None = None
    translations: list[Translation] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)


def language_of(part: Part) -> str | None:
    """The language that all texts of a part are in which tell it themselves; ``None`` if they differ or do not tell."""
    found = {detect(u.text[:PIECE]) for u in part.units()[:_SEEN] if u.lang is None} - {None}
    return found.pop() if len(found) == 1 else None


def examine(
    part: Part, options: Options, lang: str | None, scored: bool = False, repairs_only: bool = False
) -> Examined:
    """Check the texts of a part. `lang`: the language of the file, for texts which do not tell theirs.

    `scored`: with the sources and scores of its paragraphs. `repairs_only`: nothing else is looked for. Raises `formats.BrokenError`.
    """
    cleaner = Cleaner(options)
    if part.parse is None:
        [report] = cleaner.reports([Request(part.text, _known(lang))], repairs_only=repairs_only)
        return Examined(report, _counted(report), scores=_scores(part.text, report) if scored else [])
    units = [piece for unit in part.units() for piece in _pieces(unit)]
    requests = (_request(u, lang, w) for u, w in zip(units, _waivers(part, units), strict=True))
    reports = list(cleaner.reports(requests, repairs_only=repairs_only))
    if not repairs_only:
        reports = _across(units, reports, cleaner)
    counts: Counts = Counter()
    for r in reports:
        if r.findings:
            counts += _counted(r)
    merged = _merged(part, units, reports, cleaner)
    if part.member is not None:
        shown = [(u.text, r, _whole(u, r, cleaner)) for u, r in zip(units, reports, strict=True)]
        return Examined(merged, counts, shown)
    examined = Examined(merged, counts)
    for u, r in zip(units, reports, strict=True) if scored else ():
        if u.source:
            examined.translations += _translations(u, u.source, r, cleaner)
        elif r.score is not None:
            examined.scores.append(Score(u.to_part(Span(0, len(u.text))), r.score))
    return examined


def _whole(unit: Unit, report: Report, cleaner: Cleaner) -> Translation | None:
    """What the unit translates, in places of its own text."""
    if not unit.source:
        return None
    return Translation(Span(0, len(unit.text)), unit.source, report.score, _source_lang(unit, cleaner))


def _source_lang(unit: Unit, cleaner: Cleaner) -> str | None:
    return _known(unit.source_lang) or cleaner.options.source_lang


def _translations(unit: Unit, source: str, report: Report, cleaner: Cleaner) -> Iterator[Translation]:
    """The unit, or where its source has as many lines, each line of it, with its score."""
    lines, sources = split_lines(unit.text), split_lines(source)
    source_lang = _source_lang(unit, cleaner)
    if len(lines) == 1 or len(lines) != len(sources):
        yield Translation(unit.to_part(Span(0, len(unit.text))), source, report.score, source_lang)
        return
    at = 0
    for line, beside in zip(lines, sources, strict=True):
        score = assess(line, report.lang, beside, source_lang, cleaner.options.model).score if line.strip() else None
        yield Translation(unit.to_part(Span(at, at + len(line))), beside.rstrip("\r\n"), score, source_lang)
        at += len(line)


def _scores(text: str, report: Report) -> list[Score]:
    """The scores of the lines of a text."""
    out: list[Score] = []
    at, first = 0, 0
    found = sorted(report.findings, key=lambda f: f.span)
    for line in split_lines(text):
        end = at + len(line)
        last = bisect_left(found, end, lo=first, key=lambda f: f.span.start)
        score = assess(line, report.lang, None, None, findings=found[first:last]).score if line.strip() else None
        out += [] if score is None else [Score(Span(at, end), score)]
        at, first = end, last
    return out


def _across(units: Sequence[Unit], reports: list[Report], cleaner: Cleaner) -> list[Report]:
    """The reports, with what rules find that compare the texts of a file with each other; each text is a line for them."""
    chosen = [i for i, u in enumerate(units) if u.source and u.text]
    if len(chosen) < 2 or len({units[i].source for i in chosen}) == len({units[i].text for i in chosen}) == len(chosen):
        return reports
    lines = [[" ".join(t.split("\n")) for t in (units[i].text, units[i].source or "")] for i in chosen]
    starts = list(itertools.accumulate((len(text) + 1 for text, _ in lines), initial=0))
    found = across(cleaner.options).check(
        "\n".join(text for text, _ in lines), lang="und", source="\n".join(source for _, source in lines)
    )
    added: dict[int, list[Finding]] = {}
    for f in found.findings:
        n = bisect_right(starts, f.span.start) - 1
        span = Span(f.span.start - starts[n], f.span.end - starts[n])
        added.setdefault(chosen[n], []).append(replace(f, span=span))
    return [
        replace(r, findings=tuple(sorted((*r.findings, *added[i]), key=lambda f: (f.span, f.rule))))
        if i in added
        else r
        for i, r in enumerate(reports)
    ]


def _pieces(unit: Unit) -> list[Unit]:
    """The unit, or where it is long, pieces of it."""
    if len(unit.text) <= PIECE:
        return [unit]
    pieces, at = [], 0
    while len(unit.text) - at > PIECE:
        end = at + cut(unit.text[at : at + PIECE + 1], PIECE)
        pieces.append(sliced(unit, at, end))
        at = end
    return [*pieces, sliced(unit, at, len(unit.text))]


def _waivers(part: Part, units: Sequence[Unit]) -> list[list[Waiver]]:
    """What the comments of a part say of each unit."""
    if not has_comments(part.text):
        return [[] for _ in units]
    return waivers_of_file(part.text, [Place(u.text, list(_lines(u)) or [Span(0, 0)]) for u in units])


def _lines(unit: Unit) -> Iterator[Span]:
    """Where the lines of a unit lie in the part."""
    at = 0
    for line in split_lines(unit.text):
        inside = [p for p in unit.pieces if p.at < at + len(line.rstrip()) and at < p.to]
        if inside and line.strip():
            first, last = inside[0], inside[-1]
            start = first.start + max(0, at - first.at) if first.plain else first.start
            end = last.end - max(0, last.to - at - len(line.rstrip())) if last.plain else last.end
            yield Span(start, end)
        at += len(line)


def _waived(unit: Unit, waiver: Waiver) -> Waiver:
    """The waiver, which has a place in the part, in the text of the unit."""
    start, end = waiver.span
    inside = [p for p in unit.pieces if p.start < end and start < p.end]
    if not inside:
        return waiver._replace(span=Span(len(unit.text), len(unit.text)))
    first, last = inside[0], inside[-1]
    low = first.at + max(0, start - first.start) if first.plain else first.at
    high = last.to - max(0, last.end - end) if last.plain else last.to
    span = Span(low, high)
    return waiver._replace(span=span)


def _request(unit: Unit, lang: str | None, waivers: Sequence[Waiver]) -> Request:
    return Request(
        unit.text,
        lang=_known(unit.lang),
        otherwise=_known(unit.hint) or lang,
        source=unit.source,
        source_lang=_known(unit.source_lang),
        fixed=unit.fixed,
        waived=[_waived(unit, w) for w in waivers],
    )


def _known(tag: str | None) -> str | None:
    """The tag in its canonical form; ``None`` where a file names a language that there is not."""
    if not tag:
        return None
    try:
        return canonical(tag)
    except LanguageError:
        return None


def _counted(report: Report) -> Counts:
    lang = report.lang or "?"
    kinds = ("repairs" if f.applied else "suggestions" if f.edits else "flags" for f in report.findings)
    return Counter((f.rule, lang, kind) for f, kind in zip(report.findings, kinds, strict=True))


# ---------------------------------------------------------------- from the texts to the part


def _merged(part: Part, units: Sequence[Unit], reports: Sequence[Report], cleaner: Cleaner) -> Report:
    """One report for the part: its text after the repairs must hold the repaired texts, or they are not made."""
    merged = [_moved(u, r) for u, r in zip(units, reports, strict=True)]
    _settle(part, units, reports, merged)
    edits = tuple(sorted(e for _, made in merged for e in made))
    langs = {r.lang for r in reports}
    base = reports[0] if reports else cleaner.check("")
    score, basis = _score(units, reports)
    unassessed = (
        base.not_assessed if score is None else tuple(n for n in base.not_assessed if not n.startswith("score:"))
    )
    return replace(
        base,
        text=apply_edits(part.text, edits) if edits else part.text,
        edits=edits,
        findings=tuple(sorted((f for findings, _ in merged for f in findings), key=lambda f: (f.span, f.rule))),
        lang=langs.pop() if len(langs) == 1 else None,
        score=score,
        basis=basis,
        not_assessed=unassessed,
        opinions=agreed(reports, [len(u.text) for u in units]) if any(r.opinions for r in reports) else (),
    )


def _score(units: Sequence[Unit], reports: Sequence[Report]) -> tuple[float | None, Basis | None]:
    """The mean score of the texts that have one, weighed by their lengths, if all rest on the same."""
    scored = [(r.score, r.basis, len(u.text)) for u, r in zip(units, reports, strict=True) if r.score is not None]
    bases = {basis for _, basis, _ in scored}
    if len(bases) != 1:
        return None, None
    return sum(score * length for score, _, length in scored) / sum(length for *_, length in scored), bases.pop()


def _settle(part: Part, units: Sequence[Unit], reports: Sequence[Report], merged: list[Moved]) -> None:
    """Take back the edits of `merged` after which the part would not read as it should."""

    def edited() -> list[int]:
        return [i for i, (_, edits) in enumerate(merged) if edits]

    if _holds(part, units, reports, edited(), merged):
        return
    for i in edited():
        if _holds(part, units, reports, [i], merged):
            continue
        merged[i] = _moved(units[i], reports[i], anew=True)
        if not merged[i][1] or not _holds(part, units, reports, [i], merged):
            merged[i] = _suggested(merged[i][0]), []
    if not _holds(part, units, reports, edited(), merged):
        for i in edited():
            merged[i] = _suggested(merged[i][0]), []


Moved = tuple[list[Finding], list[Edit]]


def _moved(unit: Unit, report: Report, *, anew: bool = False) -> Moved:
    """The findings and the edits of a unit, in places of the part; `anew`: the whole text is spelt anew."""
    if not report.findings:
        return [], []
    try:
        groups = spliced(unit, report.edits, anew=anew)
    except UnspeakableError:
        return _suggested([_placed(unit, f, {}) for f in report.findings]), []
    made = dict(zip(report.edits, groups, strict=True))
    edits = list(dict.fromkeys(e for group in groups for e in group))
    return [_placed(unit, f, made) for f in report.findings], edits


def _placed(unit: Unit, finding: Finding, made: dict[Edit, list[Edit]]) -> Finding:
    edits: list[Edit] = []
    for edit in finding.edits:
        try:
            edits += made[edit] if finding.applied and edit in made else unit.in_part(edit)
        except UnspeakableError:
            edits = []
            break
    return replace(finding, span=unit.to_part(finding.span), edits=tuple(dict.fromkeys(edits)))


def _suggested(findings: list[Finding]) -> list[Finding]:
    return [replace(f, applied=False) for f in findings]


def _holds(
    part: Part, units: Sequence[Unit], reports: Sequence[Report], edited: Sequence[int], merged: Sequence[Moved]
) -> bool:
    """Whether the part, with the edits of the units `edited`, reads as the repaired texts and nothing else changed."""
    if not edited:
        return True
    edits = sorted(e for i in edited for e in merged[i][1])
    concerned, others = _lines_with(part, units, edited) if part.by_line else (list(range(len(units))), [])
    chosen = set(edited)
    wanted = [reports[i].text if i in chosen else units[i].text for i in concerned]
    try:
        found = part.units_of(apply_edits(part.text, sorted([*edits, *others])))
    except TextfixError:
        return False
    return _read("".join(wanted)) == _read("".join(u.text for u in found))


def _lines_with(part: Part, units: Sequence[Unit], edited: Sequence[int]) -> tuple[list[int], list[Edit]]:
    """The units in the lines of the units `edited`, and the edits that delete all other lines."""
    text, starts = part.text, [u.pieces[0].start for u in units]
    concerned: list[int] = []
    others: list[Edit] = []
    done = 0
    for i in edited:
        if starts[i] < done:
            continue
        low, high = text.rfind("\n", 0, starts[i]) + 1, text.find("\n", starts[i]) + 1 or len(text)
        concerned += range(bisect_left(starts, low), bisect_left(starts, high))
        others.append(Edit(Span(done, low), ""))
        done = high
    return concerned, [*others, Edit(Span(done, len(text)), "")]


def _read(text: str) -> str:
    """The text with every run of white space as one space: formats may have more of it for themselves."""
    return " ".join(text.split())
