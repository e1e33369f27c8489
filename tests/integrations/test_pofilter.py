"""The checker for translate-toolkit, in its own pofilter; and what textfix writes into XLIFF, read by the toolkit."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("translate")
from clitools import textfix
from translate.filters.checks import CheckerConfig
from translate.filters.decorators import Category
from translate.storage import factory
from translate.storage.pypo import pounit
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from textfix.integrations.pofilter import TextfixChecker, main

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "It costs 300 euros."
msgstr "Es kostet 500 Euro ."

msgid "Hello {name}"
msgid_plural "Hello all {count} of you"
msgstr[0] "Hallo {name}"
msgstr[1] "Hallo, ihr alle"

msgid "Save"
msgstr "Speichern"

msgid "Not yet"
msgstr ""
"""
XLIFF = {
    "1.2": """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="de" original="a" datatype="plaintext"><body>
<trans-unit id="1"><source>It costs 300 euros &amp; more.</source><target>Es kostet 500 Euro &amp; mehr .</target></trans-unit>
<trans-unit id="2"><source>Save</source><target>Speichern</target></trans-unit>
</body></file></xliff>
""",
    "2.1": """<?xml version="1.0" encoding="utf-8"?>
<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de"><file id="f">
<unit id="1"><segment><source>It costs 300 euros &amp; more.</source><target>Es kostet 500 Euro &amp; mehr .</target></segment></unit>
<unit id="2"><segment><source>Save</source><target>Speichern</target></segment></unit>
</file></xliff>
""",
}
READERS = {"1.2": xlifffile, "2.1": Xliff2File}
ITS = "{http://www.w3.org/2005/11/its}"


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("pofilter")


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), {"It costs 300 euros.", "Hello {name}"}),
        (("-t", "number-mismatch"), {"It costs 300 euros."}),
        (("-t", "spacing", "--excludefilter=space-before-punctuation"), set()),
        (("-t", "isfuzzy"), set()),
    ],
)
def test_pofilter_with_the_rules_as_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], wanted: set[str]
) -> None:
    (tmp_path / "in.po").write_text(PO)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["pofilter", "--progress=none", "--language=de", *options, "in.po", "out.po"])
    main()
    out = tmp_path / "out.po"
    units = [u for u in factory.getobject(str(out)).units if not u.isheader()] if out.exists() else []
    assert {str(u.source) for u in units} == wanted
    notes = "".join(u.getnotes() for u in units)
    assert ("number-mismatch: 500 does not stand in the source" in notes) == ("It costs 300 euros." in wanted)


def test_categories_messages_and_languages() -> None:
    checker = TextfixChecker(CheckerConfig(targetlanguage="de_DE"))
    unit = pounit("It costs 300 euros.")
    unit.target = "Es kostet 500 Euro ."
    assert {name: info["category"] for name, info in checker.run_filters(unit, categorised=True).items()} == {
        "number-mismatch": Category.FUNCTIONAL,
        "space-before-punctuation": Category.COSMETIC,
    }
    unit.target = "I'm sorry, but I can't assist with that request."
    assert checker.run_filters(unit, categorised=True)["llm-refusal"]["category"] == Category.CRITICAL
    assert "wrong-language" in checker.run_filters(unit)
    assert "wrong-language" not in TextfixChecker(CheckerConfig(targetlanguage="no such")).run_filters(unit)

    class Few(TextfixChecker):
        options = {"select": ("spacing",)}  # noqa: RUF012

    assert Few(CheckerConfig(targetlanguage="de")).run_filters(unit) == {}


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of all versions, each marked."""
    folder = tmp_path_factory.mktemp("annotated")
    for version, text in XLIFF.items():
        (folder / f"{version}.xlf").write_text(text)
    textfix("clean", "--annotate", "--in-place", folder)
    return folder


@pytest.mark.parametrize("version", XLIFF)
def test_the_toolkit_reads_what_annotate_wrote(annotated: Path, version: str) -> None:
    """Texts are as they would be without the marks, and the marks are there."""
    first, second = READERS[version].parsefile(str(annotated / f"{version}.xlf")).units
    assert (first.source, first.target) == ("It costs 300 euros & more.", "Es kostet 500 Euro & mehr.")
    assert (second.source, second.target) == ("Save", "Speichern")
    (mark,) = first.xmlelement.iter("{*}mrk")
    assert (mark.text, mark.get(f"{ITS}locQualityIssueType")) == ("500", "numbers")
    assert mark.get(f"{ITS}locQualityIssueComment").startswith("number-mismatch: ")
    assert mark.get(f"{ITS}locQualityIssueSeverity") == "67"
    assert not list(second.xmlelement.iter("{*}mrk"))
