"""Archives and tables: the files in them that hold text are repaired, and nothing else changes."""

import io
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from textfix import Options
from textfix._job import Job, process
from textfix.cli import Exit, main

RULES = ("mixed-quotes", "repeated-word", "mojibake")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WRONG, RIGHT = "He called it “a fine day» and left.", "He called it “a fine day” and left."


def archive(members: Sequence[tuple[str, str | bytes, int]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data, method in members:
            z.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 9, 0, 0)), data, compress_type=method)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    stored, packed = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
    members: list[tuple[str, str | bytes, int]] = [
        ("[Content_Types].xml", "<Types/>", packed),
        ("word/media/image1.png", bytes(range(256)), stored),
        ("word/document.xml", f'<?xml version="1.0"?>\r\n<w:document {W}><w:body>{body}</w:body></w:document>', packed),
    ]
    members += [(f"word/{name}.xml", f"<w:x {W}>{text}</w:x>", packed) for name, text in parts.items()]
    members.append(("docProps/app.xml", "<Properties>the the</Properties>", packed))
    return archive(members)


def odt(body: str, styles: str = "") -> bytes:
    names = 'xmlns:office="o" xmlns:text="t" xmlns:fo="f"'
    return archive(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED),
            ("content.xml", f"<office:document {names}><office:text>{body}</office:text></office:document>", 8),
            ("styles.xml", f'<office:styles {names}><x fo:language="en" fo:country="GB"/>{styles}</office:styles>', 8),
            ("Thumbnails/t.png", bytes(range(256)), zipfile.ZIP_STORED),
        ]
    )


def run(path: Path, data: bytes, rules: Sequence[str] | None = RULES) -> tuple[bytes, str | None]:
    path.write_bytes(data)
    done = process(Job(str(path), Options(lang="en", select=rules), str(path)), [])
    return path.read_bytes(), done.error


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        assert z.testzip() is None
        return {i.filename: z.read(i) for i in z.infolist()}


CLEAN_DOCX = [
    docx("<w:p><w:r><w:t>The ferry leaves at nine.</w:t></w:r></w:p>"),
    docx("<w:p><w:r><w:t>It is </w:t></w:r><w:r><w:delText>the the</w:delText><w:t>late &amp; dark.</w:t></w:r></w:p>"),
    docx('<w:p><w:r><w:instrText>HYPERLINK "the the"</w:instrText><w:t>A link</w:t><w:tab/><w:t>two</w:t></w:r></w:p>'),
    docx("<w:p/>", header1="<w:p><w:r><w:t>Page</w:t></w:r></w:p>", styles='<w:lang w:val="en-US"/>'),
    docx("<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:drawing><a>the the</a></w:drawing></w:r></w:p>"),
]
CLEAN_ODT = [
    odt("<text:p>The ferry leaves at nine.</text:p>"),
    odt("<text:tracked-changes><text:p>the the</text:p></text:tracked-changes><text:h>One</text:h>"),
    odt('<text:p>Two<text:s text:c="3"/>words<text:tab/>and<text:line-break/>more\n   lines</text:p>'),
    odt("<text:p>A note<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Here</text:p>"
        "</text:note-body></text:note> in it.</text:p>"),
    odt("<text:p>Page <text:page-number>the the</text:page-number></text:p>", "<text:p>Head</text:p>"),
]  # fmt: skip


@pytest.mark.parametrize("data", CLEAN_DOCX)
def test_clean_word_documents_stay(data: bytes, tmp_path: Path) -> None:
    assert run(tmp_path / "a.docx", data, None) == (data, None)


@pytest.mark.parametrize("data", CLEAN_ODT)
def test_clean_open_documents_stay(data: bytes, tmp_path: Path) -> None:
    assert run(tmp_path / "a.odt", data, None) == (data, None)


def t(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<w:p>{t(WRONG)}</w:p>", f"<w:p>{t(RIGHT)}</w:p>"),
        (f"<w:p>{t('where the t')}{t('he key was')}</w:p>", f"<w:p>{t('where t')}{t('he key was')}</w:p>"),
        (f"<w:p>{t('the caf&#195;')}{t('© is open')}</w:p>", f"<w:p>{t('the café')}{t(' is open')}</w:p>"),
        (f"<w:p>{t('He called it “a')}</w:p><w:p>{t('fine day» and left.')}</w:p>", None),
        (f"<w:tbl><w:p>{t(WRONG)}</w:p></w:tbl>", f"<w:tbl><w:p>{t(RIGHT)}</w:p></w:tbl>"),
    ],
)
def test_runs_are_kept(before: str, after: str | None, tmp_path: Path) -> None:
    data = docx(before)
    new, error = run(tmp_path / "a.docx", data)
    assert error is None
    if after is not None:
        assert members(new) == members(docx(after))
    assert list(members(new)) == list(members(data))
    old_zip, new_zip = (zipfile.ZipFile(io.BytesIO(d)) for d in (data, new))
    for old, now in zip(old_zip.infolist(), new_zip.infolist(), strict=True):
        assert (old.filename, old.date_time, old.compress_type) == (now.filename, now.date_time, now.compress_type)
    picture = bytes(range(256))
    assert new[: new.index(picture) + 256] == data[: data.index(picture) + 256]  # all before the document is copied


def test_a_space_at_the_edge_of_a_run_is_marked_as_text(tmp_path: Path) -> None:
    runs = (
        "<w:p><w:r><w:t>They came home.</w:t></w:r><w:r><w:t>{}Then they ate.</w:t></w:r><w:r><w:t> x</w:t></w:r></w:p>"
    )
    new, error = run(tmp_path / "a.docx", docx(runs.format("")), None)
    assert error is None
    marked = docx(runs.format(" ").replace("<w:t> Then", '<w:t xml:space="preserve"> Then'))
    assert members(new) == members(marked)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<text:p>{WRONG}</text:p>", f"<text:p>{RIGHT}</text:p>"),
        ("<text:p>where the <text:span>the</text:span> key was</text:p>", None),
        ("<text:p>the caf&#195;© is &lt;open></text:p>", "<text:p>the café is &lt;open></text:p>"),
        (f"<text:list><text:p>{WRONG}</text:p></text:list>", f"<text:list><text:p>{RIGHT}</text:p></text:list>"),
        ("<text:h>where the the<text:s/>key was</text:h>", "<text:h>where the<text:s/>key was</text:h>"),
    ],
)
def test_spans_are_kept(before: str, after: str | None, tmp_path: Path) -> None:
    new, error = run(tmp_path / "a.odt", odt(before))
    assert error is None
    found = members(new)
    assert list(found) == list(members(odt(before)))
    if after is not None:
        assert found == members(odt(after))
    else:
        assert found["content.xml"].count(b"the") == 1
        assert b"<text:span>" in found["content.xml"]


def test_headers_and_notes_are_read(tmp_path: Path) -> None:
    paragraph = f"<w:p>{t(WRONG)}</w:p>"
    parts = dict.fromkeys(("header1", "footer2", "footnotes", "endnotes", "comments"), paragraph)
    new, error = run(tmp_path / "a.docx", docx(paragraph, **parts, settings=paragraph))
    assert error is None
    assert {n for n, d in members(new).items() if RIGHT.encode() in d} == {
        "word/document.xml",
        *(f"word/{name}.xml" for name in parts),
    }


# ---------------------------------------------------------------- hostile and damaged archives


def bomb() -> bytes:
    return archive([("word/document.xml", b"<w:t>" + b" " * 60_000_000, zipfile.ZIP_DEFLATED)])


HOSTILE = {
    "bomb": bomb,
    "no archive": lambda: b"PK\3\4 and nothing else",
    "empty": lambda: b"",
    "cut": lambda: docx(f"<w:p>{t(WRONG)}</w:p>")[:-40],
    "no document": lambda: archive([("a.txt", "x", 0)]),
    "not XML": lambda: archive([("word/document.xml", "<w:p>", 8)]),
    "not text": lambda: archive([("word/document.xml", b"<a>\xff\xfe</a>", 8)]),
    "entities": lambda: archive(
        [("word/document.xml", '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>', 8)]
    ),
    "many": lambda: archive([(f"{i}", "", 0) for i in range(10_001)]),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_is_told_and_left(kind: str, tmp_path: Path) -> None:
    data = HOSTILE[kind]()
    new, error = run(tmp_path / "a.docx", data)
    assert new == data
    assert error is not None
    assert error.startswith(str(tmp_path / "a.docx") + ": ")
    assert "\n" not in error


def test_a_wrong_checksum_is_found(tmp_path: Path) -> None:
    data = docx("<w:p/>")
    crc = zlib.crc32(f'<?xml version="1.0"?>\r\n<w:document {W}><w:body><w:p/></w:body></w:document>'.encode())
    spoilt = data.replace(crc.to_bytes(4, "little"), b"\1\2\3\4")
    assert "damaged" in (run(tmp_path / "a.docx", spoilt)[1] or "")


# ---------------------------------------------------------------- tables

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def tables() -> dict[str, object]:
    return {
        "plain": pa.table({"id": [1, 2, 3], "text": ["A day.", None, "Come in!"], "n": [1.5, None, float("nan")]}),
        "dictionary": pa.table({"text": pa.array(["A day.", "Come in!"] * 3).dictionary_encode()}),
        "large": pa.table({"text": pa.array(["A day."], pa.large_string()), "b": pa.array([b"\0the the"])}),
        "nested": pa.table({"m": [[{"role": "user", "text": "A day."}], [], None]}),
        "empty": pa.table({"text": pa.array([], pa.string())}),
        "typed": pa.table(
            {"text": ["A day."], "t": pa.array([1_700_000_000_123_456_789], pa.timestamp("ns", "UTC"))}
        ).replace_schema_metadata({"pandas": "{}"}),
    }


@pytest.mark.parametrize("kind", tables())
@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".feather"])
def test_clean_tables_stay(kind: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    save(tables()[kind], path)
    data = path.read_bytes()
    assert run(path, data, None) == (data, None)
    new = tmp_path / f"b{suffix}"
    assert process(Job(str(path), Options(lang="en"), str(new)), []).error is None
    assert new.read_bytes() == data


def save(table: object, path: Path) -> None:
    if path.suffix == ".parquet":
        pq.write_table(table, path, row_group_size=2, compression="zstd")
    elif path.suffix == ".feather":
        pytest.importorskip("pyarrow.feather").write_feather(table, str(path))
    else:
        with pa.ipc.new_stream(str(path), table.schema) as writer:  # type: ignore[attr-defined]
            writer.write_table(table, max_chunksize=2)


def load(path: Path) -> object:
    if path.suffix == ".parquet":
        return pq.read_table(path)
    reader = pa.ipc.open_stream(str(path)) if path.suffix == ".arrow" else pa.ipc.open_file(str(path))
    return reader.read_all()


@pytest.mark.parametrize("suffix", [".parquet", ".arrow"])
def test_only_texts_change_in_tables(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    kind = pa.dictionary(pa.int32(), pa.string())
    nested = [[{"role": "the the", "text": WRONG}], None, [{"role": "x", "text": None}, {"role": "y", "text": "z"}]]

    def table(wrong: str, nested: object, d: str) -> object:
        return pa.table(
            {
                "id": [1, 2, 3],
                "text": pa.array([wrong, None, wrong], pa.large_string()),
                "m": nested,
                "d": pa.array([d, "x", d], kind),
                "n": [1.5, float("nan"), None],
            }
        ).replace_schema_metadata({"a": "b"})

    save(table(WRONG, nested, WRONG), path)
    from textfix.formats import Fields

    fields = Fields(("text", "m.text", "d"))
    job = Job(str(path), Options(lang="en", select=RULES), str(path), fields=fields)
    done = process(job, [])
    assert done.error is None
    assert done.tally.repairs == 5
    nested[0] = [{"role": "the the", "text": RIGHT}]
    wanted, got = table(RIGHT, nested, RIGHT), load(path)
    assert got.schema == wanted.schema  # type: ignore[attr-defined]
    assert got.schema.metadata[b"a"] == b"b"  # type: ignore[attr-defined]
    assert str(got.to_pylist()) == str(wanted.to_pylist())  # type: ignore[attr-defined]
    if suffix == ".parquet":
        meta = pq.ParquetFile(path).metadata
        assert [meta.row_group(i).num_rows for i in range(meta.num_row_groups)] == [2, 1]
        assert meta.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("suffix", [".parquet", ".arrow"])
@pytest.mark.parametrize("data", [b"", b"PAR1", b"ARROW1\0\0", b"\xff" * 100])
def test_damaged_tables_are_told(suffix: str, data: bytes, tmp_path: Path) -> None:
    new, error = run(tmp_path / f"a{suffix}", data)
    assert new == data
    assert error is not None
    assert "\n" not in error


def test_a_column_that_there_is_not(tmp_path: Path) -> None:
    from textfix.formats import Fields

    path = tmp_path / "a.parquet"
    save(tables()["plain"], path)
    done = process(Job(str(path), Options(lang="en"), None, fields=Fields(("txt",))), [])
    assert done.error == f"{path}: no column 'txt'; there are id, text, n"


@pytest.mark.parametrize("suffix", [".parquet", ".feather"])
def test_a_missing_package_is_named_before_any_file_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    text, table = tmp_path / "a.txt", tmp_path / f"b{suffix}"
    text.write_text(WRONG, "utf-8")
    table.write_bytes(b"")
    assert main(["clean", "--in-place", "--lang", "en", str(text), str(table)]) == Exit.USAGE
    assert capsys.readouterr().err.endswith(
        "Parquet and Arrow files; install it with: pip install 'textfix[parquet]'\n"
    )
    assert text.read_text("utf-8") == WRONG
