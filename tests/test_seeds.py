"""Whole documents with the faults of machine translation, found by scanning ``seeds/``; docs/seeds.md describes them.

Run as a program, this file writes the table of docs/seeds.md anew.
"""

import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import textfix
from textfix._catalogue import installed
from textfix.mqm import ERROR_TYPES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "seeds.md"
START, END = "<!-- seeds -->\n", "<!-- /seeds -->\n"
LATER = "later"  # needed_rule of a fault that no rule finds yet


@dataclass(frozen=True)
class Seed:
    """One folder of ``seeds/``."""

    folder: Path

    def _text(self, name: str) -> str:
        (path,) = self.folder.glob(f"{name}.*")
        return path.read_bytes().decode("utf-8")

    @cached_property
    def about(self) -> dict[str, Any]:
        return tomllib.loads(self._text("about"))

    @cached_property
    def input(self) -> str:
        return self._text("input")

    @cached_property
    def expected(self) -> str:
        return self._text("expected")

    @cached_property
    def flags(self) -> list[dict[str, str]]:
        return list(csv.DictReader(self._text("flags").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))

    @cached_property
    def told(self) -> textfix.Report:
        return textfix.check(self.input, lang=self.about["lang"])


SEEDS = [Seed(path.parent) for path in sorted((ROOT / "seeds").glob("*/about.toml"))]


def by_name(seed: Seed) -> str:
    return seed.folder.name


each_seed = pytest.mark.parametrize("seed", SEEDS, ids=by_name)


def differences(got: str, expected: str) -> str:
    """The lines that differ, with invisible characters spelled out."""
    pairs = zip(got.splitlines(keepends=True), expected.splitlines(keepends=True), strict=False)
    return "\n".join(f"got      {a!a}\nexpected {b!a}\nas text  {a!r}" for a, b in pairs if a != b)


@each_seed
def test_repairs_with_language(seed: Seed) -> None:
    assert seed.told.text == seed.expected, differences(seed.told.text, seed.expected)


@pytest.mark.parametrize("seed", [s for s in SEEDS if s.about["untold"]], ids=by_name)
def test_repairs_without_language(seed: Seed) -> None:
    got = textfix.check(seed.input).text
    assert got == seed.expected, differences(got, seed.expected)


@each_seed
def test_second_pass_changes_nothing(seed: Seed) -> None:
    assert textfix.check(seed.told.text, lang=seed.about["lang"]).edits == ()


@each_seed
def test_sound_text_stays(seed: Seed) -> None:
    """The repaired text is left alone too."""
    got = textfix.check(seed.expected, lang=seed.about["lang"]).text
    assert got == seed.expected, differences(got, seed.expected)


@each_seed
def test_each_repair_is_the_work_of_its_rule(seed: Seed) -> None:
    assert Counter(f.rule for f in seed.told.findings if f.applied) == Counter(seed.about["repairs"])


@each_seed
def test_look_alikes_have_no_finding(seed: Seed) -> None:
    found = [(f.span, f.rule) for f in seed.told.findings]
    for tempting in seed.about["keep"]:
        for at in places(seed.input, tempting):
            span = textfix.Span(at, at + len(tempting))
            assert [rule for other, rule in found if span.overlaps(other)] == [], tempting


def judged_flags() -> list[Any]:
    rules = {r.id for r in installed()}
    return [
        pytest.param(seed, row, id=f"{by_name(seed)}-{row['needed_rule']}-{n}")
        for seed in SEEDS
        for n, row in enumerate(seed.flags)
        if row["needed_rule"] in rules
    ]


@pytest.mark.parametrize(("seed", "row"), judged_flags())
def test_flags(seed: Seed, row: dict[str, str]) -> None:
    at = seed.input.index(row["passage"])
    span = textfix.Span(at, at + len(row["passage"]))
    found = [f for f in seed.told.findings if f.rule == row["needed_rule"] and span.overlaps(f.span)]
    assert found
    assert not any(f.applied for f in found)


@each_seed
def test_seed_is_sound(seed: Seed) -> None:
    """A slip in a seed shows as what it is, not as a slip of a rule."""
    rules = {r.id for r in installed()}
    assert seed.about.keys() == {"lang", "title", "register", "untold", "repairs", "keep"}
    assert seed.about["repairs"].keys() <= rules
    assert len(seed.about["keep"]) >= 2
    for tempting in seed.about["keep"]:
        assert tempting in seed.input
        assert tempting in seed.expected
    for row in seed.flags:
        assert row.keys() == {"passage", "kind", "severity", "why", "needed_rule"}
        assert seed.input.count(row["passage"]) == 1
        assert row["passage"] in seed.expected
        assert row["kind"] in ERROR_TYPES
        assert row["severity"] in {str(s) for s in textfix.Severity}
        assert row["needed_rule"] in {LATER, *rules}


def test_page_lists_every_seed() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_table(page), "run: python tests/test_seeds.py"


def places(text: str, part: str) -> Iterator[int]:
    """Where `part` starts in `text`."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def table() -> str:
    """The seeds as a Markdown table."""
    rows = ["| seed | language | register | repairs | flags |", "| --- | --- | --- | --- | --: |"]
    for seed in SEEDS:
        about = seed.about
        repairs = ", ".join(rule if n == 1 else f"{rule} × {n}" for rule, n in about["repairs"].items())
        rows.append(f"| {by_name(seed)} | {about['lang']} | {about['register']} | {repairs} | {len(seed.flags)} |")
    return "\n".join(rows) + "\n"


def with_table(page: str) -> str:
    """Return `page` with the table between its marks made anew."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return before + START + table() + END + after


if __name__ == "__main__":
    sys.stdout.write("docs/seeds.md\n")
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
