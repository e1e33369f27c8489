"""Rules on passages that no fluent writer leaves: their tables, and what the examples of the rules do not show."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

import textfix
from textfix import Cleaner, Options, Span
from textfix.rules.fluency import clashing_words
from textfix.rules.fluency.clashing_words import _clashes, _is_list


def found(text: str, lang: str, rule: str) -> list[str]:
    report = textfix.check(text, lang=lang)
    return [text[f.span.start : f.span.end] for f in report.findings if f.rule == rule]


@pytest.mark.parametrize("lang", clashing_words.find.languages)
def test_every_sequence_can_be_looked_for(lang: str) -> None:
    clashes = _clashes(lang)
    assert clashes is not None
    for p in clashes.patterns:
        assert _is_list(p.words[p.key]), p
        assert _is_list(p.words[p.key + 1]), p
        assert p.reason
        assert not any(word.startswith("@") for element in p.words if _is_list(element) for word in element), p


def test_a_suggestion_is_an_edit_that_is_not_made() -> None:
    text = "The authorities put pressure to they kill themselves."
    (finding,) = textfix.check(text, lang="en").findings
    assert finding.edits[0].text == "them"
    assert text[slice(*finding.edits[0].span)] == "they"
    assert not finding.applied


def test_words_of_another_language_nearby_silence_the_rule() -> None:
    assert found("It is called the of zzqxv thing.", "en", "clashing-words") == []
    assert found("It is called the of green thing.", "en", "clashing-words") == ["the of"]


def test_a_clash_does_not_reach_over_marks_or_lines() -> None:
    for text in ("We gave it to, they said, no one.", "what it belongs to\nthey never learned", "He went to “they”."):
        assert found(text, "en", "clashing-words") == []


def test_lines_that_go_on_in_the_next_are_not_cut_off() -> None:
    wrapped = "It was the end of the\nlong road that we had taken from the\nriver up to the hills."
    assert found(wrapped, "en", "cut-off-sentence") == []
    by_line = "The committee met in the capital on the first day of the month, in the morning.\n" * 3
    cut = "It was the opinion of all its members that nothing had come of the\n"
    assert found(by_line + cut + by_line, "en", "cut-off-sentence") == ["the"]


def test_an_overrun_suggests_where_the_quotation_ends() -> None:
    text = "Those who want to “tell the truth in their language will have the chance.”"
    (finding,) = [f for f in textfix.check(text, lang="en").findings if f.rule == "quotation-overrun"]
    for (start, end), new in reversed(finding.edits):
        text = text[:start] + new + text[end:]
    assert text == "Those who want to “tell the truth in their language” will have the chance."


class Case(NamedTuple):
    """A sentence of the test bed, and what is wrong with it, if anything."""

    half: str
    lang: str
    text: str
    fault: Span | None


def bed() -> list[Case]:
    cases = []
    with Path(__file__).with_name("fluency_bed.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            before, mark, rest = row["text"].partition("⟦")
            inside, _, after = rest.partition("⟧")
            fault = Span(len(before), len(before) + len(inside)) if mark else None
            cases.append(Case(row["half"], row["lang"], before + inside + after, fault))
    return cases


def overlaps(case: Case) -> bool:
    report = Cleaner(Options(lang=case.lang, select=("fluency",))).check(case.text)
    return any(case.fault is not None and f.span.overlaps(case.fault) for f in report.findings)


def flagged(case: Case) -> bool:
    return bool(Cleaner(Options(lang=case.lang, select=("fluency",))).check(case.text).findings)


@pytest.mark.parametrize(("half", "least"), [("tuned", 1.0), ("held", 0.9)])
def test_recall_on_the_bed(half: str, least: float) -> None:
    faults = [case for case in bed() if case.half == half and case.fault is not None]
    missed = [case.text for case in faults if not overlaps(case)]
    assert len(missed) <= (1 - least) * len(faults), missed


@pytest.mark.parametrize("case", [c for c in bed() if c.fault is None], ids=lambda c: f"{c.lang}-{c.text[:20]}")
def test_sound_sentences_of_the_bed_are_not_flagged(case: Case) -> None:
    assert not flagged(case)


def test_a_copy_and_a_new_sentence_are_told_apart() -> None:
    copy = "This year the members of the new councilThe members of the new council met in the old hall."
    assert found(copy, "en", "glued-sentence") == ["councilThe"]
    assert found(copy.replace("the members of", "The members of", 1), "en", "glued-sentence") == []
