"""The only module that changes text: stages, conflicts, protected spans, repeat until stable.

A text is handled line by line, and only the lines that a trigger concerns are looked at. `_text.Text` keeps them as
units that remember their own edits; the text between units is the original. Rules of document scope see the whole
text, and their edits go to the units they touch.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from ._gate import Gate, Scan
from ._quotes import places_of_marks
from ._text import Questions, Text, Unit
from ._waivers import Waiver
from ._words import Array
from .errors import RuleError
from .locale import locale_for
from .model import Asks, Document, Edit, Finding, Hit, Kind, Segment, Span
from .rule import NOWHERE, Rule, Scope, Stage

_ROUNDS = 10  # within one stage
_PASSES = 4  # over all stages, until nothing changes any more
_EDGE = 2  # lines that are looked at, at either end of a document, which count as its beginning or end
_NEVER = 2.0  # a limit that no confidence reaches: every repair becomes a suggestion

Found = tuple[Rule, Hit]


Told = tuple[tuple[Edit, ...], tuple[Finding, ...]]


def _nothing() -> Told:
    return (), ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: the repaired text, and what `told` gives: the edits that lead to it and the findings.

    All offsets are in the original. What is not asked for is not put together.
    """

    text: str
    told: Callable[[], Told] = _nothing


class Engine:
    """Runs a set of rules over texts. It holds no state of a text, so one engine serves any number of threads."""

    def __init__(
        self, rules: Sequence[Rule], min_confidence: float, model: str | None = None, glossary: str | None = None
    ) -> None:
        self.rules = tuple(rules)
        self.min_confidence = min_confidence
        self.model = model
        self.glossary = glossary
        self.bits = {r.id: 1 << i for i, r in enumerate(self.rules)}
        self._gates: dict[int, Gate] = {}
        self.stages = [self._by_scope(r.kind is Kind.REPAIR and r.stage is stage for r in rules) for stage in Stage]
        self.flags = self._by_scope(r.kind is Kind.FLAG for r in rules)
        self.repairs = sum(
            1 << i for i, r in enumerate(self.rules) if r.kind is Kind.REPAIR and r.confidence >= min_confidence
        )
        self.edges = sum(1 << i for i, r in enumerate(self.rules) if r.edges)
        self.comparing = sum(1 << i for i, r in enumerate(self.rules) if r.needs_source)
        self._serving: dict[str | None, int] = {}
        self._members: dict[int, tuple[Rule, ...]] = {}

    def _by_scope(self, members: Iterable[bool]) -> tuple[int, int]:
        chosen = [1 << i if m else 0 for i, m in enumerate(members)]
        lines = (bit for bit, r in zip(chosen, self.rules, strict=True) if r.scope is Scope.SEGMENT)
        whole = (bit for bit, r in zip(chosen, self.rules, strict=True) if r.scope is Scope.DOCUMENT)
        return sum(lines), sum(whole)

    def serving(self, lang: str | None, *, sourced: bool = False) -> int:
        """The set of rules that can find anything in a text in `lang`; those that need a source only where there is one."""
        if lang not in self._serving:
            locale = locale_for(lang)
            serve = (r.serves(lang) and r.pattern_for(locale) is not NOWHERE for r in self.rules)
            self._serving[lang] = sum(1 << i for i, serves in enumerate(serve) if serves)
        return self._serving[lang] if sourced else self._serving[lang] & ~self.comparing

    def gate(self, serving: int) -> Gate:
        """The gate that tests the triggers of a set of rules, and of no others."""
        if serving not in self._gates:
            self._gates[serving] = Gate(self.rules, serving)
        return self._gates[serving]

    def members(self, bits: int) -> tuple[Rule, ...]:
        """The rules in a bit set."""
        found = self._members.get(bits)
        if found is None:
            found = self._members[bits] = tuple(r for i, r in enumerate(self.rules) if bits >> i & 1)
        return found

    def asked(self, lang: str | None, *, sourced: bool, explain: bool) -> int:
        """The set of rules that a run asks: without `explain`, those whose repairs may be made."""
        return self.serving(lang, sourced=sourced) & (-1 if explain else self.repairs)

    def scans(self, texts: Sequence[tuple[str, str | None, bool]], explain: bool) -> list[Scan]:
        """A scan for each of some texts, given its language and whether it has a source; those alike are scanned at once."""
        groups: dict[tuple[str | None, int], list[int]] = {}
        for n, (_, lang, sourced) in enumerate(texts):
            groups.setdefault((lang, self.asked(lang, sourced=sourced, explain=explain)), []).append(n)
        out = [Scan(0, [])] * len(texts)
        for (lang, asked), numbers in groups.items():
            for n, scan in zip(numbers, self.gate(asked).scan_each([texts[n][0] for n in numbers], lang), strict=True):
                out[n] = scan
        return out

    def run(
        self,
        text: str,
        lang: str | None,
        source: str | None = None,
        source_lang: str | None = None,
        *,
        suggest_only: bool = False,
        explain: bool = True,
        fixed: Sequence[Span] = (),
        waived: Sequence[Waiver] = (),
        scan: Scan | None = None,
    ) -> Outcome:
        """Repair `text`, flag it, and say what was done. What is `fixed` (disjoint, in order) no rule changes.

        Where a rule is `waived` it finds nothing.

        Without `explain` only repairs that are made are told; rules that only flag or suggest do not run.

        A text that does not settle is left as it is, its repairs being suggestions. `scan`: that of `scans`, if made already.
        """
        asked = self.asked(lang, sourced=source is not None, explain=explain)
        if scan is None:
            scan = self.gate(asked).scan(text, lang)
        if not scan.document:
            return Outcome(text)
        limit = _NEVER if suggest_only else self.min_confidence
        run = _Run(self, text, lang, source, source_lang, limit, asked, fixed, explain, waived, scan)
        if not run.repair():
            run.forget()
            run = _Run(self, text, lang, source, source_lang, _NEVER, asked, fixed, explain, waived, scan)
            run.repair()
        if explain:
            run.flag()
        run.forget()
        return Outcome(run.text.current, run.told)


class _Run:
    """One text on its way through the engine."""

    def __init__(
        self,
        engine: Engine,
        text: str,
        lang: str | None,
        source: str | None,
        source_lang: str | None,
        limit: float,
        serving: int,
        fixed: Sequence[Span],
        explain: bool,
        waived: Sequence[Waiver],
        scan: Scan,
    ) -> None:
        self.engine = engine
        self.lang, self.locale = lang, locale_for(lang)
        self.source, self.source_lang = source, source_lang
        self.limit = limit
        self.explain = explain
        self.waived = waived
        self.gate = engine.gate(serving)
        self.concerned = scan.document
        self.text = Text(text, scan.lines, fixed)
        self._marks = scan.marks
        self._documents = 0  # so many were made, one at least for each pass
        self._new_document()
        self._due = (
            serving  # the rules that have not looked at the document since a line that concerns them was changed
        )
        self.applied: list[tuple[Rule, Hit, Span]] = []
        self.unsure: dict[tuple[int, int | str], list[Finding]] = {}  # by stage and unit
        self.flagged: list[Finding] = []

    # ------------------------------------------------------------ repairs

    def repair(self) -> bool:
        """Run all stages until nothing changes; ``False`` if the text does not settle."""
        for _ in range(_PASSES):
            before = len(self.applied)
            for stage, (in_lines, in_document) in enumerate(self.engine.stages):
                if (in_lines | in_document) & self.concerned:
                    self._stage(stage, in_lines, in_document & self.concerned)
            if len(self.applied) == before:
                return True
            self._new_document()
            self.text.new_pass()
        return False

    def _stage(self, stage: int, in_lines: int, in_document: int) -> None:
        for _ in range(_ROUNDS):
            before = len(self.applied)
            self._settle(stage, in_lines)
            if due := in_document & self._due:
                # What is only suggested depends on what is made; so all look, where suggestions are told.
                self._repair_document(stage, in_document if self.explain else due)
            if len(self.applied) == before or not in_document:
                return

    def _settle(self, stage: int, in_lines: int) -> None:
        """Run the line rules of a stage until they find nothing more."""
        units = [
            u
            for u in self.text.units
            if u.rules & in_lines and not (u.settled >> stage & 1 and self._answered_alike(stage, u))
        ]
        for _ in range(_ROUNDS):
            # All look before any is changed, so that what they see of the document is computed once.
            found = [(u, sure) for u in units if (sure := self._sure(stage, u, in_lines))]
            for unit, sure in found:
                self._edit(unit, sure)
            units = [u for u, _ in found]
            if not units:
                return
            self._rescan(units)

    def _sure(self, stage: int, unit: Unit, in_lines: int) -> list[Found]:
        """The hits to apply of the line rules of a stage on a unit; the others are kept as suggestions."""
        rules = unit.rules & in_lines
        hits, asked = self._in_unit(unit, rules) if rules else ([], [])
        sure, unsure = self._sorted(hits) if hits else ([], [])
        if self.explain and (unsure or (stage, unit.start) in self.unsure):
            self.unsure[stage, unit.start] = [
                self._finding(r, h, unit.start, unit.to_original, applied=False) for r, h in unsure
            ]
        if not sure:
            unit.settled |= 1 << stage
            if asked or unit.asked:
                unit.asked = {**(unit.asked or {}), stage: Questions(self._now(), asked)}
        return sure

    def _answered_alike(self, stage: int, unit: Unit) -> bool:
        """Whether all that the rules of a stage asked of the surroundings of a unit, which is as it was, has its old answer."""
        if unit.asked is None or (asked := unit.asked.get(stage)) is None or asked.when == self._now():
            return True
        for at, line, asks in asked.lines:
            segment = self._segment(unit, at, line)
            if any(ask(segment) != answer for ask, answer in asks):
                return False
        unit.asked[stage] = asked._replace(when=self._now())
        return True

    def _now(self) -> tuple[int, int]:
        """As long as this is the same, every question has the same answer: what is known of the text, and the text itself."""
        return self._documents, self.text.version

    def _segment(self, unit: Unit, at: int, line: str) -> Segment:
        """The line at `at` of a unit, of whose surroundings nothing was asked yet."""
        self._line.document.asks = []
        return self._line.at(line, partial(self.text.neighbours, unit), partial(self._start_of, unit, at))

    def _edit(self, unit: Unit, found: Iterable[Found]) -> None:
        edits: list[tuple[Edit, int]] = []
        for r, h in found:
            owner = self._apply(r, h, _shifted(unit.to_original(h.span), unit.start))
            edits += ((e, owner) for e in h.edits)
        self.text.edit(unit, sorted(edits, key=_position))

    def _in_unit(self, unit: Unit, rules: int) -> tuple[list[Found], list[tuple[int, str, Asks]]]:
        """The hits of `rules` on the lines of a unit, and what they asked of the surroundings of each line."""
        out: list[Found] = []
        asked: list[tuple[int, str, Asks]] = []
        members = self.engine.members(rules)
        for at, line in unit.lines():
            segment = self._segment(unit, at, line)
            for r in members:
                if hits := self._wanted(r, segment):
                    hits = self._unwaived(r, [_at(h, at) for h in hits], unit.start, unit.to_original)
                    hits = self._free_of_fixed(hits, unit)
                    out += ((r, h) for h in segment.ask(partial(self._allowed_in, unit, r, hits)))
            if asks := segment.document.asks:
                asked.append((at, line, asks))
        return out, asked

    def _allowed_in(self, unit: Unit, rule: Rule, hits: list[Hit], _: Segment) -> list[Hit]:
        return self._allowed(rule, hits, partial(self.text.protects_in, unit))

    def _wanted(self, rule: Rule, segment: Segment) -> list[Hit]:
        """The hits of a rule; where suggestions are not told, those that are sure enough to be made."""
        hits = list(rule.find(segment))
        if hits and not self.explain:
            return [h for h in hits if _confidence(rule, h) >= self.limit]
        return hits

    def _start_of(self, unit: Unit, at: int) -> int:
        """Where the line at `at` of a unit starts in the text as it stands."""
        return self.text.start_of(unit) + at

    def _new_document(self) -> None:
        """Forget what rules learned of the text, which may be out of date."""
        self._version = self.text.version
        self._documents += 1
        self._line = Segment(
            "",
            self.lang,
            self.locale,
            document=Document(lambda: self.text.current, self._lines_of, self._marks_now),
            source=self.source,
            source_lang=self.source_lang,
            model=self.engine.model,
            glossary=self.engine.glossary,
            least=0.0 if self.explain else self.limit,
        )

    def forget(self) -> None:
        """Let go of what rules may know of the text, which knows this run: else the garbage collector would have to find out."""
        del self._line
        for unit in self.text.units:
            unit.asked = None

    def _lines_of(self, rule: str) -> str:
        bit = self.engine.bits[rule]
        return "\n".join([u.text for u in self.text.units if u.rules & bit])

    def _marks_now(self) -> tuple[Array, ...] | None:
        return None if self._marks is None else self.text.places(self._marks, places_of_marks)

    def _in_document(self, rules: int) -> list[Found]:
        if self._version != self.text.version:  # what these rules learn are places in the text
            self._new_document()
        segment = self._line.at(self.text.current, lambda: ("", ""), lambda: 0)
        out: list[Found] = []
        for r in self.engine.members(rules):
            hits = self._free_of_fixed(self._unwaived(r, self._wanted(r, segment), 0, self.text.to_original))
            out += ((r, h) for h in self._allowed(r, hits, self.text.protects))
        segment.document.asks = []  # they look again after each change that concerns them
        return out

    def _repair_document(self, stage: int, rules: int) -> None:
        self._due &= ~rules
        sure, unsure = self._sorted(self._in_document(rules))
        to_original = self.text.to_original
        self.unsure[stage, "document"] = [self._finding(r, h, 0, to_original, applied=False) for r, h in unsure]
        edits: list[tuple[Edit, int]] = []
        for r, h in sure:
            owner = self._apply(r, h, to_original(h.span))
            edits += ((e, owner) for e in h.edits)
        self._rescan(self.text.edit_anywhere(sorted(edits, key=_position)))

    def _apply(self, rule: Rule, hit: Hit, span: Span) -> int:
        self.applied.append((rule, hit, span))
        return len(self.applied) - 1

    def _rescan(self, units: Sequence[Unit]) -> None:
        """Find out anew which rules concern units that were changed; all at once, for each scan has a price of its own."""
        if not units:
            return
        before = self.text.replaced
        found = self.gate.concerning([*(u.text for u in units), *before], self.lang)
        for unit, rules in zip(units, found, strict=False):
            self.concerned |= rules
            unit.rules, unit.scanned = rules, True
        for rules in (*found, self.text.touched):  # of the text after and before
            self._due |= rules
        edges = {u.start for u in (*self.text.units[:_EDGE], *self.text.units[-_EDGE:])}
        if any(u.start in edges for u in units):
            self._due |= self.engine.edges
        before.clear()
        self.text.touched = 0

    def _unwaived(self, rule: Rule, hits: list[Hit], start: int, to_original: Callable[[Span], Span]) -> list[Hit]:
        """The hits that no comment in the text waives; `start` and `to_original` lead to places in the original."""
        if not hits or not self.waived:
            return hits

        def waived(span: Span) -> bool:
            place = _shifted(to_original(span), start)
            return any(w.concerns(rule.id, place) for w in self.waived)

        return [h for h in hits if not (waived(h.span) or any(waived(e.span) for e in h.edits))]

    def _free_of_fixed(self, hits: list[Hit], unit: Unit | None = None) -> list[Hit]:
        """The hits whose edits stay out of what is fixed."""
        if not hits or not self.text.fixed:
            return hits
        fixes = self.text.fixes if unit is None else partial(self.text.fixes_in, unit)
        return [h for h in hits if not any(fixes(e.span) for e in h.edits)]

    def _allowed(self, rule: Rule, hits: list[Hit], protects: Callable[[Span], bool]) -> list[Hit]:
        """The hits that stay out of protected spans, unless these are the rule's business."""
        if not hits or rule.inside_protected:
            return hits
        return [h for h in hits if not any(protects(e.span) for e in h.edits or (Edit(h.span, ""),))]

    def _sorted(self, hits: list[Found]) -> tuple[list[Found], list[Found]]:
        """The hits to apply (leftmost first, then the surer, then by id; no two overlap), and those to suggest."""
        order = sorted(hits, key=lambda f: (f[1].span.start, -_confidence(*f), f[0].id)) if len(hits) > 1 else hits
        taken: list[Span] = []
        sure = [f for f in order if _confidence(*f) >= self.limit and f[1].edits and _take(taken, f)]
        if not self.explain:
            return sure, []
        chosen = {id(f[1]) for f in sure}
        unsure = [
            f for f in order if id(f[1]) not in chosen and _confidence(*f) < self.limit and _free(taken, f[1].edits)
        ]
        return sure, unsure

    # ------------------------------------------------------------ flags and findings

    def flag(self) -> None:
        """Run the flag rules once, on the text as it stands."""
        in_lines, in_document = self.engine.flags
        for unit in self.text.units:
            if unit.rules & in_lines:
                for r, h in self._in_unit(unit, unit.rules & in_lines)[0]:
                    self.flagged.append(self._finding(r, h, unit.start, unit.to_original, applied=False))
        if in_document & self.concerned:
            for r, h in self._in_document(in_document & self.concerned):
                self.flagged.append(self._finding(r, h, 0, self.text.to_original, applied=False))

    def _finding(
        self, rule: Rule, hit: Hit, start: int, to_original: Callable[[Span], Span], *, applied: bool
    ) -> Finding:
        edits = tuple(Edit(_shifted(to_original(e.span), start), e.text) for e in hit.edits)
        span = _shifted(to_original(hit.span), start)
        return _as_finding(rule, hit, span, edits, applied=applied)

    def told(self) -> Told:
        """The edits, and everything that was found, in the order of the original."""
        edits: list[Edit] = []
        of_hit: dict[int, list[Edit]] = {}
        for edit, owners in self.text.edits():
            edits.append(edit)
            for owner in owners:
                of_hit.setdefault(owner, []).append(edit)
        findings = [_as_finding(*self.applied[n], tuple(made), applied=True) for n, made in of_hit.items()]
        current = {"document", *(u.start for u in self.text.units)} if self.explain else set()
        findings += (f for (_, place), found in self.unsure.items() if place in current for f in found)
        findings += self.flagged
        findings.sort(key=lambda f: (f.span, f.rule))
        return tuple(edits), tuple(findings)


def _as_finding(rule: Rule, hit: Hit, span: Span, edits: tuple[Edit, ...], *, applied: bool) -> Finding:
    return Finding(
        rule=rule.id,
        span=span,
        edits=edits,
        error_type=rule.error_type,
        severity=rule.severity,
        confidence=_confidence(rule, hit),
        message=hit.message,
        evidence=hit.evidence,
        applied=applied,
    )


def _confidence(rule: Rule, hit: Hit) -> float:
    return rule.confidence if hit.confidence is None else hit.confidence


def _position(edit: tuple[Edit, int]) -> Span:
    return edit[0].span


def _shifted(span: Span, by: int) -> Span:
    return span if by == 0 else Span(span.start + by, span.end + by)


def _at(hit: Hit, at: int) -> Hit:
    """The hit with its offsets moved by `at`."""
    if at == 0:
        return hit
    edits = tuple(Edit(_shifted(e.span, at), e.text) for e in hit.edits)
    return hit._replace(span=_shifted(hit.span, at), edits=edits)


def _take(taken: list[Span], found: Found) -> bool:
    """Reserve the spans that a hit edits; ``False`` if one of them is taken already."""
    rule, hit = found
    edits = hit.edits
    several = len(edits) > 1 and any(a.span.end > b.span.start for a, b in itertools.pairwise(edits))
    if several or edits[0].span.start < 0:
        raise RuleError(f"rule {rule.id!r} yields edits that overlap or are out of order: {edits}")
    if not taken or taken[-1].end < edits[0].span.start:  # as nearly always, for hits come from left to right
        taken += (e.span for e in edits)
        return True
    if not _free(taken, edits):
        return False
    for e in edits:
        insort(taken, e.span)
    return True


def _free(taken: list[Span], edits: Iterable[Edit]) -> bool:
    for e in edits:
        i = bisect_left(taken, e.span)
        if any(e.span.overlaps(t) for t in taken[max(0, i - 2) : i + 2]):
            return False
    return True
