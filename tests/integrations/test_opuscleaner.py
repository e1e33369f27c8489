"""The filters for OpusCleaner: what they say of themselves, what they run, and, where it is installed, a run of its own."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from textfix import Cleaner
from textfix.integrations._verdict import Verdict
from textfix.integrations.opuscleaner import FILTERS, clean, install, main, pairs

REFUSAL = "Es tut mir leid, aber ich kann diesen Text nicht übersetzen."
RIGHT = "The harbour was closed.\tDer Hafen war geschlossen."
WRONG = "The harbour was closed.\tDer Hafen war geschlossen ."


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("opuscleaner")


def test_the_descriptions_run_what_they_say(tmp_path: Path) -> None:
    """Each parameter is a variable of the command, which is run by bash as OpusCleaner does."""
    install(tmp_path / "filters")
    assert sorted(p.stem for p in (tmp_path / "filters").iterdir()) == sorted(FILTERS)
    for path in (tmp_path / "filters").iterdir():
        told = json.loads(path.read_text("utf-8"))
        assert told["type"] in ("monolingual", "bilingual")
        values = {name: str(p["default"]).removeprefix("False") for name, p in told["parameters"].items()}
        assert all(f"${name}" in told["command"] or f"${{{name}:" in told["command"] for name in values)
        lines = "\n".join([RIGHT, WRONG]) + "\n"
        done = subprocess.run(
            ["bash", "-c", told["command"]],
            env=os.environ | values,
            input=lines.encode(),
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode().count("\n") == 2


def test_lines_stay_lines() -> None:
    lines = ["One  two\n", "\n", "“a \\n b»\r\n", "no end  here"]
    out = list(clean(lines, Cleaner(lang="en")))
    assert (out[:2], out[3:]) == (["One two", ""], ["no end here"])
    assert not any("\n" in line for line in out)


def test_pairs() -> None:
    lines = [RIGHT, WRONG, f"The harbour was closed.\t{REFUSAL}", "The harbour was closed.\t", "no tab"]
    cleaner = Cleaner(lang="de", source_lang="en")
    assert list(pairs(lines, cleaner, Verdict(), repair=True)) == [RIGHT, RIGHT, "no tab"]
    assert list(pairs(lines, cleaner, None, repair=False)) == lines
    assert list(pairs(lines, cleaner, Verdict(min_score=101), repair=True)) == ["no tab"]


def test_what_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["opuscleaner", "clean", "--lang", "xx"])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "'xx'" in capsys.readouterr().err


def test_a_run_of_opuscleaner(tmp_path: Path) -> None:
    """With its own command: it must be installed, which goes with nothing else that the tests need (pydantic 1)."""
    pytest.importorskip("opuscleaner", reason="needs OpusCleaner")
    install(tmp_path / "filters")
    sides = {"en": ["The harbour was closed."] * 3, "de": ["Der Hafen war geschlossen .", REFUSAL, "Er  kam."]}
    for lang, lines in sides.items():
        with gzip.open(tmp_path / f"a.{lang}.gz", "wt", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
    both = {name: p["default"] for name, p in FILTERS["textfix_pairs"]["parameters"].items()}
    alone = {name: p["default"] for name, p in FILTERS["textfix_clean"]["parameters"].items()}
    steps = [
        {"filter": "textfix_clean", "parameters": alone | {"TAG": "de"}, "language": "de"},
        {"filter": "textfix_pairs", "parameters": both | {"SOURCE": "en", "TARGET": "de"}, "language": None},
    ]
    plan = {"version": 1, "files": ["a.en.gz", "a.de.gz"], "filters": steps}
    (tmp_path / "a.filters.json").write_text(json.dumps(plan))
    command = [Path(sys.executable).with_name("opuscleaner-clean"), "a.filters.json", "en", "de"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"{RIGHT}\nThe harbour was closed.\tEr kam.\n"
