"""The table of repair features names rules that exist, and leaves out nothing."""

import csv
import re
from pathlib import Path

from textfix._catalogue import installed

ROOT = Path(__file__).parent.parent
with (ROOT / "docs/field/repair-features.tsv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
MARKS = {"Y", "P", "F", "–"}


def test_every_named_rule_exists() -> None:
    known = {r.id for r in installed()}
    named = {rule for row in ROWS for rule in row["rules"].split()}
    assert named <= known, named - known


def test_rows_are_whole() -> None:
    assert [int(row["row"]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    for row in ROWS:
        assert None not in row.values(), row["row"]
        assert {v for k, v in list(row.items())[5:]} <= MARKS, row["row"]


def test_every_row_is_settled() -> None:
    for row in ROWS:
        assert row["rules"] or row["otherwise"], f"row {row['row']} has neither a rule nor a reason"


def test_what_is_declined_is_argued() -> None:
    record = (ROOT / "docs/adr/0008-repairs-declined.md").read_text("utf-8")
    declined = {int(row["row"]) for row in ROWS if "no: ADR 8" in row["otherwise"]}
    argued: set[int] = set()
    for first, last in re.findall(r"\((\d+)(?: to (\d+))?\) \|", record.partition("## Done")[0]):
        argued |= set(range(int(first), int(last or first) + 1))
    assert argued == declined
