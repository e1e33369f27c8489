"""The tables of features name rules that exist, and leave out nothing."""

import csv
import re
from pathlib import Path

import pytest

from textfix._catalogue import installed

ROOT = Path(__file__).parent.parent
RECORDS = {
    "repair": ("0008-repairs-declined.md", "no: ADR 8"),
    "qa": ("0031-checks-beside-the-source-declined.md", "no: ADR 31"),
}
MARKS = {"Y", "P", "F", "–"}


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / f"docs/field/{table}-features.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("table", RECORDS)
def test_every_named_rule_exists(table: str) -> None:
    known = {r.id for r in installed()}
    named = {rule for row in rows(table) for rule in row["rules"].split()}
    assert named <= known, named - known


def test_every_rule_that_compares_with_a_source_has_a_row() -> None:
    named = {rule for row in rows("qa") for rule in row["rules"].split()}
    assert {r.id for r in installed() if r.needs_source} - named == {"symbol-mismatch"}, "no other tool counts symbols"


@pytest.mark.parametrize("table", RECORDS)
def test_rows_are_whole(table: str) -> None:
    assert [int(row["row"]) for row in rows(table)] == list(range(1, len(rows(table)) + 1))
    for row in rows(table):
        assert None not in row.values(), row["row"]
        assert {v for k, v in list(row.items())[5:]} <= MARKS, row["row"]


@pytest.mark.parametrize("table", RECORDS)
def test_every_row_is_settled(table: str) -> None:
    for row in rows(table):
        assert row["rules"] or row["otherwise"], f"row {row['row']} has neither a rule nor a reason"


@pytest.mark.parametrize("table", RECORDS)
def test_what_is_declined_is_argued(table: str) -> None:
    name, mark = RECORDS[table]
    record = (ROOT / "docs/adr" / name).read_text("utf-8")
    declined = {int(row["row"]) for row in rows(table) if mark in row["otherwise"]}
    argued: set[int] = set()
    for numbers in re.findall(r"\((\d+(?:(?: to |, )\d+)*)\) \|", record.partition("## Done")[0]):
        first, *rest = map(int, re.findall(r"\d+", numbers))
        argued |= set(range(first, rest[0] + 1)) if " to " in numbers else {first, *rest}
    assert argued == declined
