"""Reports: what they look like (snapshots), and that they hold for any text and any findings."""

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from clitools import same_as_snapshot
from hypothesis import assume, given
from hypothesis import strategies as st

from textfix.model import Edit, Finding, Report, Span, apply_edits
from textfix.mqm import Severity
from textfix.reports import Lines, Place, Tally, names, writer
from textfix.reports._show import cell_len, printable, visible
from textfix.reports.text import window

ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def finding(text: str, passage: str, new: str | None, message: str, **more) -> Finding:
    """A finding on `passage`, of which the part in ⟦⟧ is marked and becomes `new`."""
    at = text.index(passage.replace("⟦", "").replace("⟧", "")) + passage.index("⟦")
    span = Span(at, at + passage.index("⟧") - passage.index("⟦") - 1)
    facts = {
        "rule": "some-rule",
        "error_type": "linguistic-conventions/punctuation",
        "severity": Severity.MINOR,
        "confidence": 0.95,
        "evidence": "",
        "applied": new is not None,
    } | more
    return Finding(span=span, edits=() if new is None else (Edit(span, new),), message=message, **facts)


def report_on(text: str, findings: list[Finding]) -> Report:
    edits = tuple(sorted({e for f in findings if f.applied for e in f.edits}))
    return Report(apply_edits(text, edits), edits, tuple(findings), "en", "textfix:1|rules:x")


def written(name: str, *parts: tuple[str, str, Place, Report], error: str | None = None, **how) -> str:
    out: list[str] = []
    reporter = writer(name)(out.append, **how)
    reporter.begin()
    total = Tally()
    for i, path in enumerate(dict.fromkeys(p[0] for p in parts)):
        if i:
            reporter.between()
        tally = Tally(files=1)
        for part in parts:
            if part[0] == path:
                reporter.open(part[0], "utf-8")
                reporter.part(*part)
                tally.count(part[3])
                tally.changed = int(tally.changed or part[3].changed)
        reporter.finish(path, tally, error)
        total.add(tally)
    reporter.end(total)
    return "".join(out)


TEXT = (
    "The ferry, said the captain, was “not fit for sea» that morning.\n"
    "船は「出航できない」と船長は 言った 。\n"
    "\tThe the harbour stayed shut.\x1b[31m And so\u200b on\n"
    "A cafe\u0301 was open, e\u0301 \n"
    + "It rained. " * 30
    + "Nobody came came to see the boats. "
    + "It rained. " * 30
    + "\nThe end"
)
FINDINGS = [
    finding(TEXT, "sea⟦»⟧", "”", "closing mark » does not match opening “", evidence="English uses “…”"),
    finding(TEXT, "言った⟦ ⟧。", "", "space before a full stop", rule="space-before", severity=Severity.NEUTRAL),
    finding(TEXT, "⟦The the⟧", "The", "word said twice", rule="repeated-word", applied=False, confidence=0.62),
    finding(TEXT, "so⟦\u200b⟧", "", "zero-width space where no script needs it", rule="zero-width"),
    finding(TEXT, ", ⟦e\u0301⟧", None, "this stands alone", rule="stray", severity=Severity.MAJOR, confidence=0.5),
    finding(TEXT, "open, e\u0301⟦ \n⟧", "\n", "space at the end of a line", rule="trailing-space"),
    finding(TEXT, "came⟦ came⟧", "", "word said twice", rule="repeated-word", severity=Severity.CRITICAL),
    finding(TEXT, "The end⟦⟧", ".", "no full stop", rule="no-stop", applied=False, confidence=0.7),
]


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("name", ["text", "diff", "json"])
def test_snapshots(name: str, color: bool) -> None:
    part = ("notes/ferry.txt", TEXT, Place(), report_on(TEXT, FINDINGS))
    clean = ("notes/clean.txt", "Nothing.\n", Place(), report_on("Nothing.\n", []))
    out = written(name, part, clean, color=color)
    same_as_snapshot(f"report-{name}{'-color' if color else ''}.txt", out)
    if name != "diff":  # on a terminal a diff shows what cannot be seen
        assert ESCAPE.sub("", out) == written(name, part, clean)


def test_parts_count_from_the_beginning_of_the_file() -> None:
    whole = "one »\ntwo »\nthree » four »\n"
    cuts = [0, 6, 12, 19, len(whole)]
    places = [Place(0, 1, 1), Place(6, 2, 1), Place(12, 3, 1), Place(19, 3, 8)]
    parts = []
    for (start, end), place in zip(itertools.pairwise(cuts), places, strict=True):
        piece = whole[start:end]
        at = piece.index("»")
        span = Span(at, at + 1)
        wrong = finding(piece, "⟦»⟧", "”", "wrong mark")
        assert wrong.span == span
        parts.append(("a.txt", piece, place, report_on(piece, [wrong])))
    data = json.loads(written("json", *parts))
    (file,) = data["files"]
    assert [(f["line"], f["column"]) for f in file["findings"]] == [(1, 5), (2, 5), (3, 7), (3, 14)]
    assert [f["span"][0] for f in file["findings"]] == [4, 10, 18, 25]
    assert apply_edits(whole, [Edit(Span(*e["span"]), e["text"]) for e in file["edits"]]) == whole.replace("»", "”")
    assert data["summary"]["repairs"] == 4
    assert [m.group() for m in re.finditer("(?<=a.txt:)[0-9:]+", written("text", *parts))] == [
        "1:5",
        "2:5",
        "3:7",
        "3:14",
    ]


def test_json_of_files_that_failed() -> None:
    out: list[str] = []
    reporter = writer("json")(out.append)
    reporter.begin()
    reporter.finish("gone.txt", Tally(1, failed=1), "gone.txt: No such file")
    reporter.between()
    reporter.part("half.txt", "a", Place(), report_on("a", []))
    reporter.finish("half.txt", Tally(1, failed=1), "half.txt: not valid UTF-8")
    reporter.end(Tally(2, failed=2))
    gone, half = json.loads("".join(out))["files"]
    assert gone == {"path": "gone.txt", "error": "gone.txt: No such file"}
    assert half["error"] == "half.txt: not valid UTF-8"
    assert half["findings"] == []


# ---------------------------------------------------------------- any text, any findings

texts = st.text(alphabet="ab \t\n\r“»日\u0301\u200b\u200d\u202e\x00\x1b😀", max_size=40)


@st.composite
def reports(draw) -> tuple[str, Report]:
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    found = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.text(alphabet="xy\n ”", max_size=3))
        applied = (start < end or bool(new)) and text[start:end] != new
        if found and start <= found[-1].span.end:
            continue
        edit = (Edit(Span(start, end), new),)
        found.append(
            Finding("r", Span(start, end), edit, "style/register", Severity.MINOR, 0.9, "message", "", applied)
        )
    return text, report_on(text, found)


@given(reports(), st.integers(20, 60), st.sampled_from(names()))
def test_any_report_can_be_written(case: tuple[str, Report], width: int, name: str) -> None:
    text, report = case
    plain = written(name, ("a.txt", text, Place(), report), width=width)
    colored = written(name, ("a.txt", text, Place(), report), width=width, color=True)
    if name == "json":
        data = json.loads(plain)["files"][0]
        assert apply_edits(text, [Edit(Span(*e["span"]), e["text"]) for e in data["edits"]]) == report.text
    if name == "text":
        assert not set(plain) & set("\x00\x1b\u202e\r\t")
        assert ESCAPE.sub("", colored) == plain


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@given(reports())
def test_patch_applies_the_diff(tmp_path_factory: pytest.TempPathFactory, case: tuple[str, Report]) -> None:
    text, report = case
    assume(text and report.text)  # to patch, files that are empty before or after are made or deleted
    folder = tmp_path_factory.mktemp("patch")
    (folder / "a.txt").write_bytes(text.encode())
    diff = written("diff", ("a.txt", text, Place(), report)).encode()
    if not report.changed:
        assert diff == b""
        return
    result = subprocess.run(["patch", "-s", "--binary", "-p0"], input=diff, cwd=folder, capture_output=True)
    assert result.returncode == 0, (result.stdout, diff)
    assert (folder / "a.txt").read_bytes().decode() == report.text


def test_hunks_of_far_changes_are_apart() -> None:
    text = "wrong\n" + "same\n" * 6 + "wrong\n" + "same\n" * 7 + "wrong"
    spans = [Span(m.start(), m.end()) for m in re.finditer("wrong", text)]
    found = [
        Finding(f"r{i}", s, (Edit(s, "right\nand new"),), "style/register", Severity.MINOR, 0.9, "m", "", True)
        for i, s in enumerate(spans)
    ]
    heads = re.findall("^@@.*", written("diff", ("a", text, Place(), report_on(text, found))), re.MULTILINE)
    assert heads == ["@@ -1,11 +1,13 @@ r0 (0-5, 0.9): m; r1 (36-41, 0.9): m", "@@ -13,4 +15,5 @@ r2 (77-82, 0.9): m"]


@given(texts, st.data(), st.integers(30, 80))
def test_the_window_shows_the_passage(line: str, data: st.DataObject, width: int) -> None:
    line = line.replace("\n", "").replace("\r", "") * data.draw(st.sampled_from([1, 7]))
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    before, marked, after = window(line, Span(start, end), 0, width)
    assert bool(marked) == (start < end) or not visible(line[start:end])
    if cell_len(printable(line)) <= width and not set(line) & set("\u200b\u200d\u202e\x00\x1b\u0301"):
        assert before + marked + after == line.replace("\t", " ")[:start] + marked + line.replace("\t", " ")[end:]
    assert cell_len(before) + cell_len(after) <= width + 2


def test_lines_count_as_editors_do() -> None:
    lines = Lines("a\r\nb\rc\n\nd", Place(100, 7, 3))
    assert [lines.at(i) for i in (0, 1, 3, 5, 7, 8, 9)] == [(7, 3), (7, 4), (8, 1), (9, 1), (10, 1), (11, 1), (11, 2)]
    assert lines.around(3) == Span(3, 4)
    assert lines.around(8) == Span(8, 9)


def test_reports_are_found_by_scanning() -> None:
    assert {"text", "json", "diff"} <= set(names())
    assert all((Path(__file__).parent.parent / "textfix" / "reports" / f"{n}.py").exists() for n in names())
