"""The report for translators' tools, read by translate-toolkit."""

from pathlib import Path

import pytest
from clitools import textfix
from hypothesis import given
from hypothesis import strategies as st
from test_reports import FINDINGS, TEXT, report_on, reports, written

from textfix.model import Report, Span
from textfix.reports import Place, Tally, Translation, writer

pytest.importorskip("translate")
from translate.storage.xliff import xlifffile, xliffunit

ITS = "{http://www.w3.org/2005/11/its}"


def units(document: str) -> list[xliffunit]:
    return xlifffile.parsestring(document.encode()).units


def xml(text: str) -> str:
    """The text without what XML cannot hold, and as its parsers hand on line ends."""
    return "".join("\ufffd" if c in "\x00\x1b" else c for c in text)


def test_each_passage_with_findings_is_a_unit() -> None:
    found = units(written("xliff", ("notes/ferry.txt", TEXT, Place(), report_on(TEXT, FINDINGS))))
    lines = TEXT.split("\n")
    assert [u.source for u in found] == [xml(lines[i]) for i in (0, 1, 2, 3, 4, 5)]
    assert not any(u.target for u in found)
    assert [u.getnotes().count("[") for u in found] == [1, 1, 2, 2, 1, 1]
    assert "some-rule: closing mark » does not match opening “ (English uses “…”); repair: » → ”" in found[0].getnotes()
    (mark,) = found[0].xmlelement.iter("{*}mrk")
    assert (mark.text, mark.get(f"{ITS}locQualityIssueType")) == ("»", "typographical")
    assert mark.get(f"{ITS}locQualityIssueSeverity") == "33"


@given(reports(), st.data())
def test_any_report_is_read(case: tuple[str, Report], data: st.DataObject) -> None:
    text, report = case
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    sources = [Translation(Span(a, b), f"<source {a}>") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    out: list[str] = []
    reporter = writer("xliff")(out.append)
    reporter.begin()
    reporter.beside(sources)
    reporter.part("a\x1b<\ufffe>.txt", text, Place(), report)
    reporter.finish("a", Tally(1), "no <more>\x00" if data.draw(st.booleans()) else None)
    reporter.end(Tally(1))
    found = units("".join(out))
    assert sum(len(list(u.xmlelement.iter("{*}note"))) for u in found) == len(report.findings)
    assert {u.source for u in found if u.target is not None} <= {t.source for t in sources}


def test_sources_and_targets_of_files(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("The harbour was closed.\nIt cost 300 euros.\n")
    (tmp_path / "de.txt").write_text("Der Hafen war geschlossen.\nEs kostete 500 Euro.\n")
    command = ("check", "--report", "xliff", "--lang", "de", "--source-lang", "en", "--source")
    document = textfix(*command, tmp_path / "en.txt", tmp_path / "de.txt").stdout.decode()
    (unit,) = units(document)
    assert (unit.source, unit.target) == ("It cost 300 euros.", "Es kostete 500 Euro.")
    assert "number-mismatch: 500 does not stand in the source" in unit.getnotes()
    assert 'source-language="en" target-language="de"' in document
