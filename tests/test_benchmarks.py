"""The faults of the benchmark of repairs, and what it counts."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from textfix.locale import locale_for

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
TEXTS = {
    "en": "“We won’t go,” said the well-known writer (aged 3.5 years), then walked, cold but happy, home from the station.",
    "ar": "ذهبنا إلى السوق، ثم عدنا.",
    "ja": "今日は「雨」が降ります。明日は晴れるでしょう。",
}


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import faults

    return faults


def test_every_kind_breaks_some_text(faults: object) -> None:
    for kinds in faults.FAMILIES.values():  # type: ignore[attr-defined]
        for kind, fault in kinds.items():
            made = {fault(text, random.Random(3), locale_for(lang)) for lang, text in TEXTS.items()}
            assert made - set(TEXTS.values()), kind


def test_a_fault_keeps_the_letters_in_order(faults: object) -> None:
    for kind in ("spacing", "quotes", "glued words", "split words", "script marks"):
        for fault in faults.FAMILIES[kind].values():  # type: ignore[attr-defined]
            for lang, text in TEXTS.items():
                broken = fault(text, random.Random(5), locale_for(lang))
                assert [c for c in broken if c.isalnum()] == [c for c in text if c.isalnum()]


def test_table_of_repairs(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("\n".join([TEXTS["en"]] * 20), encoding="utf-8")
    (tmp_path / "notes-of-mine.txt").write_text("x", encoding="utf-8")
    command = [sys.executable, str(BENCHMARKS / "repairs.py"), "--lines", "20", "--around", "1", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "1 languages and varieties with a word list" in done.stdout
    assert "its name is no language tag" in done.stdout
    assert "| in all, % | textfix | line alone | ftfy | sacremoses | bifixer-like |" in done.stdout
    assert "| harm | 0.0 | 0.0 | 100.0 |" in done.stdout  # ftfy makes curly marks straight


def test_scale_words_are_those_of_the_translators(tmp_path: Path) -> None:
    source = ["It costs 3 million.", "It lost 5.5 million.", "It made $2bn.", "It owes 7 billion.", "All is well."]
    text = [
        "Es kostet 3 Millionen.",
        "Es verlor 5,5 Millionen.",
        "Es machte 2 Milliarden.",
        "Es hat 7 Milliarden.",
        "Gut.",
    ]
    (tmp_path / "en.txt").write_text("\n".join(source), encoding="utf-8")
    (tmp_path / "de.txt").write_text("\n".join(text), encoding="utf-8")
    command = [sys.executable, str(BENCHMARKS / "bilingual.py"), "--kinds", "scale", "--show"]
    done = subprocess.run(
        [*command, str(tmp_path / "en.txt"), str(tmp_path / "de.txt")], capture_output=True, text=True, check=True
    )
    assert "scale: 4 faults, recall 1.0000, precision 1.0000" in done.stdout
    assert "0.00 findings on 1,000 pairs" in done.stdout


def test_table_of_reliability(tmp_path: Path) -> None:
    judged = [
        {"text": "The the end came.", "lang": "en", "verdict": "repair", "gold": ["The end came."], "spans": [[3, 7]]},
        {"text": "It was said to they.", "lang": "en", "verdict": "keep", "spans": []},
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, judged)), encoding="utf-8")
    (tmp_path / "human").mkdir()
    (tmp_path / "human/en.txt").write_text("They gave it to they and us.\nAll is well.\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "Above\n<!-- table of benchmarks/calibration.py -->\nold\n<!-- end of the table -->\nBelow", encoding="utf-8"
    )
    command = [sys.executable, str(BENCHMARKS / "calibration.py"), "--write", str(page)]
    subprocess.run([*command, str(tmp_path / "gold.jsonl"), str(tmp_path / "human")], check=True)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Above\n")
    assert text.endswith("\nBelow")
    assert "old" not in text.split("\n")
    assert "| [clashing-words](rules/clashing-words.md) | 0.9 | 0 of 1 | 40 of 40 | 50000 |" in text
    assert "| 1 of 1 | 33 of 36 | 0 |" in text
