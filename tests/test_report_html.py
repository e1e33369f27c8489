"""The page for people: whole, and safe with any text; test_report_browser.py uses it."""

import re
from html.parser import HTMLParser
from pathlib import Path

from clitools import RULE, WRONG, textfix
from hypothesis import given
from hypothesis import strategies as st
from test_reports import FINDINGS, TEXT, finding, report_on, reports, written

from textfix.model import Finding, Report, Span
from textfix.mqm import Severity
from textfix.reports import Place, Tally, Translation, writer

VOID = {"meta", "input"}
HOSTILE = (
    "</mark><script>alert(1)</script><img src=x onerror=alert(1)> & \"'> \u202egnp »\x00\x1b[0m $script ${rules} end"
)


class Page(HTMLParser):
    """A page as a list of elements with their attributes, classes above them, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attrs in self.open:
            for name in (tag, *attrs.get("class", "").split()):
                self.texts.setdefault(name, []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]

    def text(self, name: str) -> str:
        return "".join(self.texts.get(name, ()))


def page(*parts: tuple[str, str, Place, Report], **how) -> Page:
    return Page(written("html", *parts, **how))


def bare(text: str) -> str:
    """Without what stands as a sign, and without the line ends between blocks."""
    return re.sub("[\\s\x00\x1b\u200b\u200d\u202e]", "", text)


def safe(parsed: Page) -> None:
    """Nothing is loaded, and nothing runs but the page's own script."""
    assert len(parsed.all("script")) == len(parsed.all("style")) == 1
    for _, attrs in parsed.elements:
        assert not {"src", "style", "srcset", "action"} & attrs.keys()
        assert not [name for name in attrs if name.startswith("on")]
        assert attrs.get("href", "#").startswith("#")
    assert "url(" not in parsed.text("style")
    assert "@import" not in parsed.text("style")
    ids = [attrs["id"] for _, attrs in parsed.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_the_page_holds_the_text_and_every_finding() -> None:
    parsed = page(("notes/ferry.txt", TEXT, Place(), report_on(TEXT, FINDINGS)))
    safe(parsed)
    cards = [attrs for attrs in parsed.all("li") if "card" in attrs["class"]]
    assert [c["data-rule"] for c in cards] == [f.rule for f in sorted(FINDINGS, key=lambda f: f.span)]
    assert {key for m in parsed.all("mark") for key in m["data-f"].split()} == {c["id"] for c in cards}
    assert bare(parsed.text("text")) == bare(TEXT)
    assert "closing mark » does not match opening “" in parsed.text("message")
    assert "English uses “…”" in parsed.text("dd")
    assert "Checked 1 file: 8 findings (5 repairs, 2 suggestions, 1 flag)." in parsed.text("p")


@given(reports())
def test_any_report_makes_a_page(case: tuple[str, Report]) -> None:
    text, report = case
    parsed = page(("a.txt", text, Place(), report))
    safe(parsed)
    marked = {key for m in parsed.all("mark") for key in m["data-f"].split()}
    cards = [attrs["id"] for attrs in parsed.all("li")]
    assert len(cards) == len(report.findings)
    assert marked == set(cards)
    assert bare(parsed.text("text")) == bare(text)
    assert not set("\x00\x1b\u202e") & set(parsed.text("body"))


@given(reports(), st.data())
def test_any_sources_may_stand_beside_it(case: tuple[str, Report], data: st.DataObject) -> None:
    text, report = case
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    sources = [Translation(Span(a, b), f"<source {a}>", 71.6) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    out: list[str] = []
    reporter = writer("html")(out.append)
    reporter.begin()
    reporter.beside(sources)
    reporter.part("a.txt", text, Place(), report)
    reporter.finish("a.txt", Tally(1), None)
    reporter.end(Tally(1))
    parsed = Page("".join(out))
    safe(parsed)
    cards = {attrs["id"] for attrs in parsed.all("li")}
    assert len(cards) == len(report.findings)
    assert {key for m in parsed.all("mark") for key in m["data-f"].split()} == cards
    assert parsed.text("source") == "".join(t.source for t in sources)
    assert parsed.text("score") == "score 72 of 100" * len(sources)


def test_hostile_text_does_nothing() -> None:
    found = [
        finding(HOSTILE, "⟦»⟧", HOSTILE, HOSTILE, evidence=HOSTILE),
        finding(HOSTILE, "⟦</mark><script>⟧", None, HOSTILE, evidence=HOSTILE),
    ]
    out = written("html", (HOSTILE, HOSTILE, Place(), report_on(HOSTILE, found)), error=HOSTILE)
    parsed = Page(out)
    safe(parsed)
    assert not parsed.all("img")
    assert bare(parsed.text("text")) == bare(HOSTILE)
    assert "alert(1)" not in parsed.text("script")


def test_findings_that_meet_share_a_mark() -> None:
    text = "one two three four\nfive six"
    found = [
        finding(text, "⟦two three⟧", None, "a"),
        finding(text, "⟦three four\nfive⟧", None, "b", severity=Severity.CRITICAL),
        finding(text, "five⟦⟧", ",", "c"),
    ]
    out = written("html", ("a.txt", text, Place(), report_on(text, found)))
    marks = [(m[0], m[1]) for m in re.findall(r'<mark class="(?:[\w ]+)" data-f="([^"]*)">(.*?)</mark>', out)]
    a, b, c = sorted({key for keys, _ in marks for key in keys.split()})
    assert [keys for keys, _ in marks] == [a, f"{a} {b}", b, b, c]
    assert [re.sub("<.*", "", inner) for _, inner in marks] == ["two ", "three", " four", "five", ""]


def test_sources_stand_beside_their_translations(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file source-language="de" target-language="en" original="a" datatype="plaintext"><body>'
        '<trans-unit id="1"><source>Er nannte es „einen &lt;Tag&gt;“.</source>'
        "<target>He called it “a day».</target></trans-unit>"
        '<trans-unit id="2"><source>Nichts.</source><target>Nothing.</target></trans-unit></body></file></xliff>'
    )
    parsed = Page(textfix("check", *RULE, "--report", "html", tmp_path / "a.xlf").stdout.decode())
    safe(parsed)
    assert parsed.text("source") == "Er nannte es „einen <Tag>“.Nichts."
    assert parsed.text("text") == "He called it “a day».Nothing."  # and no XML
    assert parsed.text("mark") == "»"


def test_several_processes_write_the_same_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG * 2)
    (tmp_path / "b.txt").write_text("Nothing here.\n")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xff")
    one = textfix("check", *RULE, "--report", "html", tmp_path).stdout.decode()
    assert one == textfix("check", *RULE, "--report", "html", "--jobs", "2", tmp_path).stdout.decode()
    parsed = Page(one)
    safe(parsed)
    assert parsed.text("none") == "No findings."
    assert "UTF-16" in parsed.text("error") or "utf" in parsed.text("error").lower()
    assert parsed.text("dt").count("mixed-quotes") == 1  # what the rule is about, once


def long_article() -> tuple[str, Report]:
    """2,000 words with a finding in every fifth."""
    line = "The ferry left the harbour and came back with nine passengers. "
    text = (line * 4 + "\n\n") * 46
    found = [
        Finding(
            "some-rule", Span(m.start(), m.end()), (), "style/register", Severity.MINOR, 0.5, "a message", "why", False
        )
        for m in re.finditer("ferry|back", text)
    ]
    return text, report_on(text, found)


def test_the_page_of_an_article_is_small() -> None:
    text, report = long_article()
    assert len(text.split()) > 2000
    out = written("html", ("article.txt", text, Place(), report))
    assert len(out.encode()) < 1_000_000


def test_many_findings_in_one_line_take_no_square_of_time() -> None:
    text = "a " * 20_000
    found = [
        Finding("r", Span(i, i + 1), (), "style/register", Severity.MINOR, 0.5, "m", "", False)
        for i in range(0, 40_000, 8)
    ]
    out = written("html", ("a.txt", text, Place(), report_on(text, found)))
    assert out.count("<mark ") == len(found)


def test_files_that_failed_are_told() -> None:
    out: list[str] = []
    reporter = writer("html")(out.append)
    reporter.begin()
    reporter.finish("gone.txt", Tally(1, failed=1), "gone.txt: <b>No such file")
    reporter.end(Tally(1, failed=1))
    parsed = Page("".join(out))
    assert parsed.text("error") == "gone.txt: <b>No such file"
    assert "1 file could not be read" in parsed.text("p")
