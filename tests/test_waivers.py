"""Comments that tell textfix to leave a passage alone: in the API, and in files."""

from __future__ import annotations

from pathlib import Path

import pytest
from clitools import textfix as command

import textfix

BAD = "He called it “a fine day» and left."
GOOD = "He called it “a fine day” and left."
CLEANER = textfix.Cleaner(lang="en", select=("mixed-quotes", "double-space"))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (f"{BAD} <!-- textfix: ignore -->\n{BAD}\n", f"{GOOD}\n"),
        (f"<!-- textfix: ignore -->\n{BAD}\n{BAD}\n", f"{GOOD}\n"),
        (f"{BAD}\n\n<!--textfix:ignore[mixed-quotes]-->\n\n{BAD}\n", f"\n\n{BAD}\n"),
        (f"<!-- textfix: ignore[double-space, mixed-quotes] -->\r\n{BAD}\r\n{BAD}", f"\r\n{GOOD}"),
        (
            f"{BAD}\n<!-- textfix: off -->\n{BAD}\n\n{BAD}\n<!-- textfix: on -->\n{BAD}\n",
            f"<!-- textfix: on -->\n{GOOD}\n",
        ),
        (f"<!-- textfix: off -->\n{BAD}\n{BAD}\n", f"{BAD}\n{BAD}\n"),
        (f"<!-- textfix: ignore[double-space] -->\n{BAD}\n", f"\n{GOOD}\n"),
        (f"# textfix: off\n{BAD}\n", f"\n{GOOD}\n"),
        (f"<!-- textfix: of course -->\n{BAD}\n", f"\n{GOOD}\n"),
    ],
)
def test_comments_waive(text: str, clean: str) -> None:
    report = CLEANER.check(text)
    assert report.text.endswith(clean)
    assert CLEANER.clean(text) == report.text
    assert CLEANER.clean(report.text) == report.text
    assert len(report.findings) == text.count(BAD) - report.text.count(BAD)


def test_a_comment_waives_one_rule_and_not_another() -> None:
    text = "He  called it “a fine day» and left. <!-- textfix: ignore[mixed-quotes] -->\n"
    report = CLEANER.check(text)
    assert {f.rule for f in report.findings} == {"double-space"}


FILES = {
    "a.txt": (f"<!-- textfix: ignore -->\n{BAD}\n{BAD}\n", 1),
    "a.md": (f"# Day\n\n<!-- textfix: ignore -->\n{BAD}\n\n{BAD} <!-- textfix: ignore -->\n\n{BAD}\n", 1),
    "a.html": (
        f"<p>{BAD}</p>\n<!-- textfix: ignore -->\n<p>{BAD}</p>\n<!-- textfix: off --><p>{BAD}</p>\n<ul><li>{BAD}</li></ul>"
        f"<!-- textfix: on --><p>{BAD}</p>\n",
        2,
    ),
    "a.yaml": (f"a: {BAD} # textfix: ignore\nb: {BAD}\n# textfix: ignore[mixed-quotes]\nc: {BAD}\nd: {BAD}\n", 2),
    "a.toml": (f'a = "{BAD}"\n# textfix: off\nb = "{BAD}"\n# textfix: on\nc = "{BAD}"\n', 2),
    "a.properties": (f"# textfix: ignore\na={BAD}\nb={BAD}\n", 1),
    "a.po": (f'# textfix: ignore\nmsgid "One day"\nmsgstr "{BAD}"\n\nmsgid "Two days"\nmsgstr "{BAD}"\n', 1),
}


@pytest.mark.parametrize("name", FILES)
def test_comments_in_files(name: str, tmp_path: Path) -> None:
    text, left = FILES[name]
    file = tmp_path / name
    file.write_bytes(text.encode())
    done = command("clean", "--lang", "en", "--select", "mixed-quotes", str(file))
    assert done.returncode == 0
    out = done.stdout.decode()
    assert out.count("day”") == left, out
    assert out.replace("day”", "day»") == text


@pytest.mark.parametrize(("most", "code"), [((), 1), (("--max-findings", "1"), 1), (("--max-findings", "2"), 0)])
def test_some_findings_may_be_let_pass(most: tuple[str, ...], code: int) -> None:
    done = command("check", "--lang", "en", "--select", "mixed-quotes", *most, "-", stdin=f"{BAD}\n{BAD}\n".encode())
    assert done.returncode == code
    assert done.stdout.decode().count("[mixed-quotes]") == 2
