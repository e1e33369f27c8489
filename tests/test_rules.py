"""Every rule is held to its declaration: examples, documentation, trigger, file name. Rules are found by scanning."""

import re
import tempfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textfix
from textfix import Cleaner, Options
from textfix._catalogue import installed
from textfix.locale import locale_for
from textfix.model import Edit, Finding, Kind, Segment, Span
from textfix.rule import Example, Rule

RULES = installed()
FOLDER = Path(textfix.__file__).parent / "rules"
HEADINGS = ["What it does", "Why", "Limits", "Source"]


KEPT = tempfile.TemporaryDirectory()


@cache
def written(glossary: str | None) -> str | None:
    """A file with the glossary of an example."""
    if glossary is None:
        return None
    path = Path(KEPT.name) / f"{zlib.crc32(glossary.encode())}.tsv"
    path.write_text(glossary, "utf-8")
    return str(path)


def only(rule: Rule, example: Example) -> Cleaner:
    return Cleaner(Options(select=(rule.id,), lang=example.lang, glossary=written(example.glossary)))


def cases(*, firing: bool) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{i}")
        for rule in RULES
        for i, example in enumerate(rule.examples)
        if bool(example.spans) is firing
    ]


def check(rule: Rule, example: Example) -> textfix.Report:
    # An example without a language must hold whatever the language is: it is run as text of unknown language.
    cleaner = only(rule, example)
    if example.lang is not None:
        return cleaner.check(example.text, source=example.source)
    from textfix import _cleaner

    outcome = _cleaner._engine(cleaner.options).run(example.text, None, example.source)
    return textfix.Report(outcome.text, *outcome.told(), None, "")


@pytest.mark.parametrize(("rule", "example"), cases(firing=True))
def test_example_fires(rule: Rule, example: Example) -> None:
    report = check(rule, example)
    assert [f.span for f in report.findings] == list(example.spans)
    if rule.confidence < Options().min_confidence:  # then `clean` does not run it at all
        assert not any(f.applied for f in report.findings)
    if rule.kind is Kind.FLAG:
        assert report.text == example.text
        assert not any(f.applied for f in report.findings)
    else:
        assert example.after is not None, "a repair's example says what comes out"
        if any(f.applied for f in report.findings):
            assert report.text == example.after
        else:  # a suggestion
            assert apply_all(example.text, report.findings) == example.after


def apply_all(text: str, findings: tuple[Finding, ...]) -> str:
    edits: list[Edit] = sorted(e for f in findings for e in f.edits)
    for (start, end), new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(("rule", "example"), cases(firing=True))
def test_example_settles(rule: Rule, example: Example) -> None:
    once = check(rule, example).text
    if example.lang is not None and example.source is None:
        assert only(rule, example).clean(example.text) == once
    again = check(rule, Example(once, (), None, example.lang, example.source))
    assert again.text == once


@pytest.mark.parametrize(("rule", "example"), cases(firing=False))
def test_example_stays_silent(rule: Rule, example: Example) -> None:
    report = check(rule, example)
    assert report.findings == ()
    assert report.text == example.text


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_declaration(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    firing = [e for e in rule.examples if e.spans]
    assert len(firing) >= 3
    assert len(rule.examples) - len(firing) >= 5
    assert rule.trigger.chars or rule.trigger.pairs or rule.trigger.triples or rule.trigger.features


@pytest.mark.parametrize("rule", [r for r in RULES if r.pattern], ids=lambda r: r.id)
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_pattern_misses_nothing(rule: Rule, data: st.DataObject) -> None:
    """What the rule finds in a line when it is called must not be kept from it by its pattern."""
    example = data.draw(st.sampled_from([e for e in rule.examples if e.spans]))
    other = data.draw(st.sampled_from([e.text for e in rule.examples]))
    text = example.text.replace("\n", " ")
    cut, at = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(other)))
    line = (text[:cut] + other[at:]).replace("\n", " ")
    hits = list(rule.find(Segment(line, example.lang, locale_for(example.lang), source=example.source)))
    pattern = rule.pattern_for(locale_for(example.lang))
    assert not hits or pattern is None or pattern.search(f"one\n{line}\ntwo\n", 4, 5 + len(line))
    assert not hits or pattern is None or pattern.search(line, 0, len(line))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_documentation(rule: Rule) -> None:
    assert re.findall(r"^## (.+)$", rule.doc, re.MULTILINE) == HEADINGS
    assert 10 <= len(rule.summary) <= 100
    assert "\n" not in rule.summary


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/[!_]*.py")), ids=lambda p: p.stem)
def test_file_holds_one_rule_of_its_name(path: Path) -> None:
    group = path.parent.name
    here = [r for r in RULES if r.find.__module__ == f"textfix.rules.{group}.{path.stem}"]
    assert [r.id.replace("-", "_") for r in here] == [path.stem]
    assert here[0].group == group


def test_marked_span_is_where_the_marks_were() -> None:
    from textfix.rule import fires

    example = fires("a ⟦b⟧ c ⟦⟧d", "a c d")
    assert (example.text, example.spans) == ("a b c d", (Span(2, 3), Span(6, 6)))


def test_a_bracket_that_may_end_a_label_is_not_deleted() -> None:
    assert textfix.clean("Note】 The shop is closed.", lang="en") == "Note】 The shop is closed."
    assert textfix.clean("The shop is closed】.", lang="en") == "The shop is closed."
