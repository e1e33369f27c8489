"""The flags on language, numbers and consistency, on sentences of their own: half of them were set aside before tuning."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from textfix import Cleaner, Finding
from textfix._catalogue import installed

GROUPS = {"translation", "numbers", "fluency"}
MARKED = re.compile("⟦(.*?)⟧")


class Case(NamedTuple):
    half: str
    rule: str  # "-": nothing is wrong
    lang: str
    text: str


def cases() -> list[Case]:
    path = Path(__file__).parent / "cases" / "language_flags.tsv"
    with path.open(encoding="utf-8", newline="") as rows:
        return [Case(**row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]


def findings(case: Case) -> list[Finding]:
    text = MARKED.sub(r"\1", case.text).replace("¶", "\n")
    found = Cleaner().check(text, lang=case.lang).findings
    mine = {r.id for r in installed() if r.group in GROUPS}
    return [f for f in found if f.rule in mine]


def is_found(case: Case) -> bool:
    mark = MARKED.search(case.text)
    assert mark is not None
    return any(
        f.rule == case.rule and f.span.start < mark.end() - 2 and f.span.end > mark.start() for f in findings(case)
    )


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_faults_are_flagged(half: str) -> None:
    faults = [c for c in cases() if c.half == half and c.rule != "-"]
    missed = [c for c in faults if not is_found(c)]
    assert len(missed) <= 0.25 * len(faults), missed


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_sound_sentences_are_left_alone(half: str) -> None:
    sound = [c for c in cases() if c.half == half and c.rule == "-"]
    assert [(c, f) for c in sound for f in findings(c) if f.confidence >= 0.5] == []


def test_the_bed_is_large_enough() -> None:
    assert len(cases()) >= 100
    assert len({c.lang for c in cases()}) >= 10
    assert {c.rule for c in cases()} - {"-"} <= {r.id for r in installed()}
