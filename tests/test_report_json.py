"""JSON and JSON Lines are what the schema that is shipped says they are."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from clitools import RULE, WRONG, textfix
from hypothesis import given
from test_reports import FINDINGS, TEXT, report_on, reports, written

from textfix.model import Report
from textfix.reports import Place, Tally, writer

SCHEMA = json.loads((files("textfix.reports") / "schema-1.json").read_text("utf-8"))
WHOLE = jsonschema.Draft202012Validator(SCHEMA)
LINE = jsonschema.Draft202012Validator({"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]})


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_schema_is_one_and_says_no() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    good = json.loads(written("json", ("a.txt", TEXT, Place(), report_on(TEXT, FINDINGS))))
    WHOLE.validate(good)
    for key in ("rule", "edits", "line", "severity"):
        wrong = json.loads(json.dumps(good))
        del wrong["files"][0]["findings"][0][key]
        assert not WHOLE.is_valid(wrong), key
    assert not WHOLE.is_valid(good | {"version": 2})
    assert not LINE.is_valid({"type": "summary"})
    assert not LINE.is_valid({"type": "file", "path": "a.txt"})


@given(reports())
def test_any_report_is_valid(case: tuple[str, Report]) -> None:
    text, report = case
    part = ("a.txt", text, Place(), report)
    whole = json.loads(written("json", part))
    WHOLE.validate(whole)
    *found, file, summary = lines(written("jsonl", part))
    for line in (*found, file, summary):
        LINE.validate(line)
    (same,) = whole["files"]
    assert [{k: v for k, v in f.items() if k not in ("type", "path", "lang")} for f in found] == same["findings"]
    assert {k: v for k, v in file.items() if k != "type"} == {
        k: v for k, v in same.items() if k not in ("findings", "edits")
    }
    assert {k: v for k, v in summary.items() if k not in ("type", "version")} == whole["summary"]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_files_that_failed_are_valid(name: str) -> None:
    out: list[str] = []
    reporter = writer(name)(out.append)
    reporter.begin()
    reporter.finish("gone.txt", Tally(1, failed=1), "gone.txt: No such file")
    reporter.between()
    reporter.open("half.txt", "utf-8")
    reporter.part("half.txt", "a", Place(), report_on("a", []))
    reporter.finish("half.txt", Tally(1, failed=1), "half.txt: not valid UTF-8")
    reporter.end(Tally(2, failed=2))
    if name == "json":
        WHOLE.validate(json.loads("".join(out)))
        return
    gone, half, summary = lines("".join(out))
    for line in (gone, half, summary):
        LINE.validate(line)
    assert gone == {"type": "file", "path": "gone.txt", "error": "gone.txt: No such file"}
    assert half["error"] == "half.txt: not valid UTF-8"
    assert summary["failed"] == 2


def test_the_command_line_writes_valid_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG)
    (tmp_path / "b.txt").write_text("Nothing.\n")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xff")
    result = textfix("check", *RULE, "--report", "jsonl", tmp_path)
    found = lines(result.stdout.decode())
    for line in found:
        LINE.validate(line)
    assert [line["type"] for line in found] == ["finding", "file", "file", "file", "summary"]
    WHOLE.validate(json.loads(textfix("check", *RULE, "--report", "json", tmp_path).stdout))
