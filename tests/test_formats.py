"""Files of every format: what is clean stays byte for byte, what is broken is repaired where it stands, and no more.

The files are in ``tests/formats/<format>.txt``, one after the other behind lines ``=== name``. ``⟦wrong|right⟧`` marks a
repair: the left side is in the file, the right side in the repaired one.
"""

import gzip
import re
from pathlib import Path

import pytest

from textfix import FormatError, Options, formats
from textfix._job import Job, process
from textfix.formats import Fields, Unit
from textfix.formats._unit import UnspeakableError, spliced
from textfix.model import Edit, Span, apply_edits

CASES = Path(__file__).parent / "formats"
MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)⟧")
RULES = ("mixed-quotes", "repeated-word", "mojibake", "doubled-mark", "missing-space-after-punctuation")
BINARY = {"docx", "odt", "parquet", "arrow"}
ALL = formats.formats()


def cases() -> list[tuple[str, str, str]]:
    """Format, name and text of every file."""
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for block in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            name, _, text = block.partition("\n")
            found.append((path.stem, name.strip(), text))
    return found


EVERY = cases()
IDS = [f"{f}-{n}" for f, n, _ in EVERY]
VARIANTS = ["as it is", "crlf", "mark", "utf-16", "no final newline"]


def variant(text: str, kind: str) -> bytes:
    if kind == "crlf":
        return text.replace("\n", "\r\n").encode()
    if kind == "mark":
        return b"\xef\xbb\xbf" + text.encode()
    if kind == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return (text.rstrip("\n") if kind == "no final newline" else text).encode()


def units(name: str, file_format: str, text: str) -> list[Unit]:
    from io import BytesIO

    from textfix._decode import Source

    source = Source(BytesIO(text.encode()), path=name)
    return [u for part in ALL[file_format].read(source) for u in part.units()]


def test_every_format_has_files_of_its_own() -> None:
    counted = {f: sum(1 for g, _, _ in EVERY if g == f) for f in ALL}
    assert {f: n for f, n in counted.items() if n < 5 and f not in BINARY} == {}
    assert {f for f, _, text in EVERY if MARK.search(text)} == set(ALL) - BINARY
    assert {f for f, _, text in EVERY if not MARK.search(text)} == set(ALL) - BINARY


@pytest.mark.parametrize("kind", VARIANTS)
@pytest.mark.parametrize(("file_format", "name", "text"), EVERY, ids=IDS)
def test_only_what_is_broken_changes(file_format: str, name: str, text: str, kind: str, tmp_path: Path) -> None:
    before, after = variant(MARK.sub(r"\1", text), kind), variant(MARK.sub(r"\2", text), kind)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(before)
    lang = None if file_format in BILINGUAL else LANGUAGE.get(name, "en")
    options = Options(lang=lang, select=RULES) if before != after else Options(lang=lang)
    done = process(Job(str(path), options, str(path)), [])
    assert done.error is None
    assert path.read_bytes() == after
    assert done.tally.changed == (before != after)


BILINGUAL = {"po", "xliff", "tmx", "ts", "arb", "i18next", "android", "ios", "properties"}
LANGUAGE = {"de.yaml": "de", "parallel.csv": "fr", "moses.tsv": "fr"}


@pytest.mark.parametrize(("file_format", "name", "text"), EVERY, ids=IDS)
def test_every_place_of_a_text_is_where_it_says(file_format: str, name: str, text: str) -> None:
    text = MARK.sub(r"\1", text)
    found = units(name, file_format, text)
    assert found
    for unit in found:
        assert "".join(unit.text[p.at : p.to] for p in unit.pieces) == unit.text
        for p, q in zip(unit.pieces, unit.pieces[1:], strict=False):
            assert p.to == q.at
            assert p.end <= q.start
        for p in unit.pieces:
            if p.plain:
                assert text[p.start : p.end] == unit.text[p.at : p.to]


CHANGES = ["", "x", "“x”", "a & b", "<", '"', "'", "\\", "é", "😀", ": ", " # ", "\n", ",", "{", "=", "]]>"]


@pytest.mark.parametrize(("file_format", "name", "text"), EVERY, ids=IDS)
def test_a_change_reads_as_what_was_meant(file_format: str, name: str, text: str) -> None:
    """Whatever is put in the place of a word, the file then reads as the text with that in it, or it is refused."""
    text = MARK.sub(r"\1", text)
    found = units(name, file_format, text)
    made = tried = 0
    for i, unit in enumerate(found[:6]):
        words = [m.span() for m in re.finditer(r"(?<=\w)\w+", unit.text)]
        places = words[:: max(1, len(words) // 5)][:8]
        for (start, end), new in [(p, n) for p in places for n in CHANGES]:
            edit = Edit(Span(start, end), new)
            try:
                edits = spliced(unit, [edit])
            except UnspeakableError:
                continue
            changed = apply_edits(text, [e for group in edits for e in group])
            try:
                again = units(name, file_format, changed)
            except FormatError:
                again = []
            wanted = apply_edits(unit.text, [edit])
            got = again[i].text if i < len(again) else None
            tried += 1
            made += got is not None and squeezed(got) == squeezed(wanted)
    assert made >= 10
    assert made >= 0.85 * tried  # the rest breaks the syntax of the text itself: a brace in a placeholder


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_compressed_files_are_read_and_written(suffix: str, tmp_path: Path) -> None:
    import bz2
    import lzma

    from textfix._compressed import _zstd

    squeeze = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": _zstd().compress}[suffix]
    loosen = {".gz": gzip.decompress, ".bz2": bz2.decompress, ".xz": lzma.decompress, ".zst": _zstd().decompress}[
        suffix
    ]
    path = tmp_path / f"a.jsonl{suffix}"
    right = b'{"t": "Nothing is wrong with what stands in this line.", "n": 1.50}\n' * 9
    wrong = (b'{"t": "He called it \\u201ca fine day\xc2\xbb and left.", "n": 1.50}\n' + right) * 200
    path.write_bytes(squeeze(wrong))
    options = Options(lang="en", select=RULES)
    assert process(Job(str(path), options, str(path)), []).error is None
    assert loosen(path.read_bytes()) == wrong.replace(b"\xc2\xbb", "”".encode())
    before = path.read_bytes()
    assert process(Job(str(path), options, str(path)), []).tally.changed == 0
    assert path.read_bytes() == before
    path.write_bytes(before[: len(before) // 2])
    broken = process(Job(str(path), options, str(path)), [])
    assert broken.error is not None
    assert suffix in broken.error
    assert path.read_bytes() == before[: len(before) // 2]


# ---------------------------------------------------------------- fields


def texts(file_format: str, text: str, *fields: str, sources: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    from io import BytesIO

    from textfix._decode import Source

    source = Source(BytesIO(text.encode()), fields=Fields(fields, sources))
    return [(u.text, u.source) for part in ALL[file_format].read(source) for u in part.units()]


DATA = '{"a": {"b": "one", "c.d": "two"}, "m": [{"s": "x", "t": "y"}, {"s": "u", "t": "v"}], "n": 1}'


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ((), ["one", "two", "x", "y", "u", "v"]),
        (("a.b",), ["one"]),
        (("a.c\\.d",), ["two"]),
        (("a",), ["one", "two"]),
        (("m.t",), ["y", "v"]),
        (("m.1.t",), ["v"]),
        (("/m/0/t",), ["y"]),
        (("/m/t",), []),
        (("*.b", "m.s"), ["one", "x", "u"]),
        (("none",), []),
    ],
)
def test_fields(fields: tuple[str, ...], found: list[str]) -> None:
    assert [t for t, _ in texts("json", DATA, *fields)] == found
    assert [t for t, _ in texts("yaml", DATA, *fields)] == found
    assert [t for t, _ in texts("jsonl", DATA + "\n" + DATA, *fields)] == found * 2


def test_sources_stand_beside_their_texts() -> None:
    assert texts("json", DATA, "m.t", sources=("m.s",)) == [("y", "x"), ("v", "u")]
    assert texts("yaml", DATA, "m.t", sources=("m.s",)) == [("y", "x"), ("v", "u")]
    assert texts("jsonl", '{"s": "x", "t": "y"}\n{"t": "z"}', "t", sources=("s",)) == [("y", "x"), ("z", None)]
    assert texts("csv", "src,tgt\na,b\nc\n,d\n", "tgt", sources=("src",)) == [("b", "a"), ("d", "")]
    assert texts("tsv", "a\tb\nc\td\n", "2", sources=("1",)) == [("b", "a"), ("d", "c")]
    assert texts("toml", 'a = "x"\nb = "y"\n', "b", sources=("a",)) == [("y", "x")]


def test_bilingual_formats_say_source_and_languages() -> None:
    def said(file_format: str, text: str) -> list[tuple[str | None, ...]]:
        return [(u.text, u.lang, u.source, u.source_lang) for u in units("x", file_format, text)]

    for name in ("po", "xliff", "tmx", "ts"):
        assert said(name, ALL[name].SAMPLE), name
    assert said("tmx", ALL["tmx"].SAMPLE) == [("Die erste Fähre", "de", "The first ferry", "en")]
    assert said("ts", ALL["ts"].SAMPLE) == [
        ("%n Boot", "de_DE", "%n boat(s)", "en"),
        ("%n Boote", "de_DE", "%n boat(s)", "en"),
    ]
    assert said("po", ALL["po"].SAMPLE) == [("%d Boote\n", "de", "%d boats\n", None)]
    assert said("xliff", ALL["xliff"].SAMPLE) == [
        ('Die <pc id="1">erste</pc> Fähre', "de", 'The <pc id="1">first</pc> ferry', "en")
    ]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("res/values-pt-rBR/strings.xml", "pt-BR"),
        ("res/values-b+sr+Latn/strings.xml", "sr-Latn"),
        ("res/values-night/strings.xml", None),
        ("app_de.arb", "de"),
        ("locales/de/ferry.json", "de"),
        ("messages_pt_BR.properties", "pt-BR"),
        ("film.zh-Hant.srt", "zh-Hant"),
        ("read_me.srt", "me"),
        ("de.lproj/Localizable.strings", "de"),
    ],
)
def test_names_tell_languages(path: str, hint: str | None) -> None:
    from textfix.formats import _names
    from textfix.formats.android import language

    if "values" in path:
        assert language(path) == hint
    elif path.endswith(".strings"):
        assert units(path, "ios", ALL["ios"].SAMPLE)[0].hint == hint
    else:
        assert _names.language(path) == hint


# ---------------------------------------------------------------- findings in files

XLIFF = """<xliff version="{v}" srcLang="de" trgLang="en"><file source-language="de" target-language="en"><{u} id="1">
<source>Er ging.</source><target>The caf&#195;&#169; is open, he said, “at the <{g} id="1">the</{g}> pier”.</target></{u}></file></xliff>
"""


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_findings_are_written_into_xliff(version: str, tmp_path: Path) -> None:
    from xml.etree import ElementTree

    text = XLIFF.format(
        v=version, u="trans-unit" if version == "1.2" else "segment", g="g" if version == "1.2" else "pc"
    )
    path = tmp_path / "a.xlf"
    path.write_text(text, "utf-8")
    options = Options(select=("mojibake", "repeated-word"), min_confidence=0.99)  # so that all is suggested
    job = Job(str(path), options, str(path), annotate=True)
    done = process(job, [])
    assert done.error is None
    assert done.tally.changed == 1
    new = path.read_text("utf-8")
    root = ElementTree.fromstring(new)
    marks = [e for e in root.iter() if e.tag.endswith("mrk")]
    its = "{http://www.w3.org/2005/11/its}"
    assert [e.get(its + "locQualityIssueType") for e in marks] == ["characters"]
    assert "".join(marks[0].itertext()) == "Ã©"
    assert marks[0].get(its + "locQualityIssueComment", "").startswith("mojibake: ")
    assert re.sub(r"</?mrk\b[^>]*>| xmlns:its=\"[^\"]*\"| its:version=\"2.0\"", "", new) == text
    assert process(job, []).tally.changed == 0
    assert path.read_text("utf-8") == new


# ---------------------------------------------------------------- what is fixed


@pytest.mark.parametrize(
    ("fixed", "after"),
    [
        ((), "Nobody knew where the key of “the house” was."),
        (((0, 100),), "Nobody knew where the the key of “the house» was."),
        (((18, 25),), "Nobody knew where the the key of “the house” was."),
        (((43, 44), (0, 5)), "Nobody knew where the key of “the house» was."),
        (((25, 29),), "Nobody knew where the key of “the house” was."),
    ],
)
def test_what_is_fixed_no_rule_changes(fixed: tuple[tuple[int, int], ...], after: str) -> None:
    from textfix import Cleaner

    text = "Nobody knew where the the key of “the house» was."
    report = Cleaner(lang="en", select=RULES).check(text, fixed=fixed)
    assert report.text == after
