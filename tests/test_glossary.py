"""Glossaries from TSV and TBX, and rules that compare the texts of a file with each other."""

from pathlib import Path

import pytest
from clitools import textfix as run

from textfix import Cleaner, OptionsError
from textfix._glossary import Term, Words, glossary

TBX2 = """<?xml version="1.0"?><martif type="TBX"><text><body>
<termEntry id="1">
 <langSet xml:lang="en"><tig><term>lessee</term></tig></langSet>
 <langSet xml:lang="de-DE">
  <ntig><termGrp><term>Mieter</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
  <tig><term>Pächter</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
 </langSet>
 <langSet xml:lang="fr"><tig><term>locataire</term></tig></langSet>
</termEntry></body></text></martif>"""
TBX3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:b="http://www.tbxinfo.net/ns/basic" type="TBX-Basic"><text><body>
<conceptEntry>
 <langSec xml:lang="en"><termSec><term>lessee</term></termSec></langSec>
 <langSec xml:lang="de">
  <termSec><term>Mieter</term></termSec>
  <termSec><term>Pächter</term><b:administrativeStatus>supersededTerm-admn-sts</b:administrativeStatus></termSec>
 </langSec>
</conceptEntry></body></text></tbx>"""


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


@pytest.mark.parametrize("content", [TBX2, TBX3])
def test_tbx(tmp_path: Path, content: str) -> None:
    known = glossary(written(tmp_path, "terms.tbx", content))
    assert known.terms("en-GB", "de") == (Term("lessee", ("Mieter",), ("Pächter",)),)
    assert known.terms("de", "en")[0] == Term("Mieter", ("lessee",), ())
    assert known.terms("en", "cs") == ()


def test_tsv(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "t.tsv",
        "source\ttarget\n# no term\nlessee\tMieter | Mieterin\nlessee\tPächter\tforbidden\n\tHandy\tForbidden\n",
    )
    assert glossary(path).terms("en", "de") == (
        Term("lessee", ("Mieter", "Mieterin"), ()),
        Term("lessee", (), ("Pächter",)),
        Term("", (), ("Handy",)),
    )


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("ferry", "The ferries left.", "ferries"),
        ("lease agreement", "Two lease agreements.", "lease agreements"),
        ("Fähre", "mit den FÄHREN", "FÄHREN"),
        ("Haus", "die Häuser", "Häuser"),
        ("договор", "по договору", "договору"),
        ("轮渡", "坐轮渡去", "轮渡"),
        ("cat", "a category", None),
        ("handy", "sehr handlich", None),
        ("port", "an important thing", None),
    ],
)
def test_terms_are_found_in_their_forms(term: str, text: str, found: str | None) -> None:
    span = Words(text).find(term)
    assert (None if span is None else text[slice(*span)]) == found


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "one\n", ":1: no tab"),
        ("a.tsv", "a\tb\tmaybe\n", ":1: the third column"),
        ("a.tbx", "<martif><", ":1: not valid XML"),
        ("a.tbx", '<!DOCTYPE m [<!ENTITY a "b">]><m>&a;</m>', ": declares entities"),
        ("a.tbx", '<m><termEntry><langSet xml:lang="zz9"/></termEntry></m>', ": "),
        ("gone.tsv", None, ": No such file"),
    ],
)
def test_a_glossary_that_cannot_be_read(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    path = written(tmp_path, name, content) if content is not None else str(tmp_path / name)
    with pytest.raises(OptionsError) as error:
        Cleaner(glossary=path)
    assert str(error.value).startswith(path + message)
    assert "\n" not in str(error.value)


def test_the_command_line_takes_a_glossary(tmp_path: Path) -> None:
    written(tmp_path, "terms.tbx", TBX2)
    written(tmp_path, "en.txt", "The lessee pays.\n")
    written(tmp_path, "de.txt", "Der Pächter zahlt.\n")
    arguments = "check", "de.txt", "--source", "en.txt", "--lang", "de", "--source-lang", "en", "--report", "csv"
    done = run(*arguments, "--glossary", "terms.tbx", cwd=tmp_path)
    assert done.stdout.decode().count("glossary-term") == 1
    assert done.stdout.decode().count("forbidden-term") == 1
    assert b"-term" not in run(*arguments, cwd=tmp_path).stdout
    done = run(*arguments, "--glossary", "gone.tbx", cwd=tmp_path)
    assert (done.returncode, done.stderr.decode()) == (2, "error: gone.tbx: No such file or directory\n")


def test_texts_of_a_bilingual_file_are_compared_with_each_other(tmp_path: Path) -> None:
    entries = [("Open file", "Datei öffnen"), ("Quit\\nnow", "Jetzt\\nbeenden"), ("Open file", "Datei aufmachen")]
    catalogue = 'msgid ""\nmsgstr "Language: de\\n"\n' + "".join(
        f'\nmsgctxt "{i}"\nmsgid "{a}"\nmsgstr "{b}"\n' for i, (a, b) in enumerate(entries)
    )
    path = written(tmp_path, "de.po", catalogue)
    found = run("check", path, "--report", "csv").stdout.decode()
    assert found.count("inconsistent-translation") == 1
    assert f"{path},14,9," in found
    assert (
        "inconsistent"
        not in run("check", path, "--ignore", "inconsistent-translation", "--report", "csv").stdout.decode()
    )
