"""Findings that are known are not told again."""

from __future__ import annotations

from pathlib import Path

import pytest
from clitools import RULE, WRONG
from clitools import textfix as command


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_known_findings_are_left_out_wherever_they_move(name: str, tmp_path: Path) -> None:
    file, known = tmp_path / name, tmp_path / "known.json"
    file.write_text(WRONG, "utf-8")
    first = command("check", *RULE, "--write-baseline", known, file)
    assert first.returncode == 1
    file.write_text("Some lines.\n\n" * 9 + WRONG, "utf-8")
    again = command("check", *RULE, "--baseline", known, "--stats", "json", file)
    assert again.returncode == 0, again.stdout
    assert b"mixed-quotes" not in again.stdout + again.stderr
    file.write_text(WRONG + "\n\nSome words far from the first ones, to be sure.\n\n" + WRONG, "utf-8")
    more = command("check", *RULE, "--baseline", known, "-j", "2", file)
    assert more.returncode == 1
    assert more.stdout.count(b"[mixed-quotes]") == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "files": {}}', '{"version": 1, "files": {"a": 1}}'])
def test_a_file_that_is_no_baseline(text: str, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    known.write_text(text, "utf-8")
    done = command("check", "--baseline", known, stdin=WRONG.encode())
    assert done.returncode == 3
    assert b"is no baseline" in done.stderr
    assert done.stderr.count(b"\n") == 1
