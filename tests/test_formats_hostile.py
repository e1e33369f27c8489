"""Files that are broken or meant to harm: one line each, in bounded time and memory, and the run goes on."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from clitools import RIGHT, RULE, WRONG, textfix
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_formats import BINARY, EVERY, MARK

from textfix import FormatError, Options, formats
from textfix._decode import Source
from textfix._job import Job, process
from textfix.formats import Fields

ALL = formats.formats()
TEXTS = sorted(set(ALL) - BINARY)
NAMES = {f: next(n for g, n, _ in EVERY if g == f) for f in TEXTS}


def problem(path: Path, data: bytes, **job: object) -> str:
    """What is said of a file with `data`, which must be left as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    done = process(Job(str(path), Options(lang="en"), str(path), **job), [])  # type: ignore[arg-type]
    assert path.read_bytes() == data
    assert done.error is not None
    assert "\n" not in done.error
    assert done.error.startswith(f"{path}: ")
    return done.error.removeprefix(f"{path}: ")


@pytest.mark.parametrize("file_format", TEXTS)
def test_invalid_utf8_in_each_format(file_format: str, tmp_path: Path) -> None:
    text = next(MARK.sub(r"\1", t) for g, n, t in EVERY if n == NAMES[file_format])
    data = text.encode().replace(b"charset=UTF-8", b"charset=utf-8") + b"\xff\xfe\x80"
    assert "not valid" in problem(tmp_path / NAMES[file_format], data, format=file_format)


BROKEN = {
    "a.json": ('{"a": "x",\n "b": }', "line 2, column 7: not valid JSON: Expecting value"),
    "b.json": ("[" * 100_000, "nested too deeply"),
    "c.json": ('{"a": ' + "9" * 5000 + "}", "not read"),
    "a.jsonl": ('{"a": "x"}\n{"a": x}\n', "line 2, column 7: not valid JSON"),
    "a.arb": ('{"a": "x"', "not valid JSON"),
    "a.yaml": ("a: b\n c: [d\n", "line 2, column 3: not valid YAML: mapping values"),
    "b.yaml": ("[" * 5_000, "nest"),
    "c.yaml": ("a: &x [1]\nb: \x07", "not valid YAML"),
    "a.toml": ('a = "x"\nb = \n', "line 2, column 5: not valid TOML"),
    "a.csv": ('a,b\n1,"open\n', "line 2, column 3: a quotation mark that is never closed"),
    "a.srt": ("1\n00:00:xx --> 00:00:03,000\nHi\n", "line 2, column 1: times of a subtitle"),
    "b.srt": ("Hello there\n", "line 1, column 1: text that belongs to no subtitle"),
    "a.vtt": ("WEBVT\n", "line 1, column 1: does not begin with WEBVTT"),
    "b.vtt": ("WEBVTT\n\n00:xx --> 1\nHi\n", "line 3, column 1: times of a cue"),
    "a.ass": ("[Events]\nDialogue: 0,0:00\n", "line 2, column 1: a line of dialogue with fewer than 10 fields"),
    "a.po": ('msgid "a"\nmsgstr "b\n', "line 2, column 8: a string that is not closed"),
    "b.po": ("hello\n", "line 1, column 1: neither a comment nor a keyword"),
    "a.strings": ('"a" = "b";\n"c" "d";', "line 2, column 1: neither a comment nor"),
    "a.xlf": ("<xliff>\n <file></xliff>", "line 2, column 10: not well-formed XML: mismatched tag"),
    "b.xlf": ("<a>" * 1000, "not well-formed XML: no element found"),
    "a.tmx": ("<tmx><a b=c/></tmx>", "line 1, column 11: not well-formed XML"),
    "a.ts": ("<TS><message></TS>", "not well-formed XML"),
    "values/a.xml": ("<resources>&nbsp;</resources>", "not well-formed XML: undefined entity"),
    "entities.xlf": (
        '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {c} "{f"&{b};" * 10}">' for b, c in zip("abcdefgh", "bcdefghi", strict=True))
        + "]><xliff>&i;</xliff>",
        "declares a nested entity, 'b'",
    ),
    "external.tmx": (
        '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>',
        "declares an external entity, 'x'",
    ),
    "parameter.ts": (
        '<!DOCTYPE t [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><TS/>',
        "declares an external entity",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    data, reason = BROKEN[name]
    assert reason in problem(tmp_path / name, data.encode())


def test_the_run_goes_on_after_a_broken_file(tmp_path: Path) -> None:
    for i, (name, (data, _)) in enumerate(BROKEN.items()):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(data, "utf-8")
        (tmp_path / f"{i:02}.txt").write_text(WRONG, "utf-8")
    result = textfix("clean", "-i", "-q", *RULE, "--include", "*", tmp_path)
    assert result.returncode == 3
    errors = result.stderr.decode().splitlines()
    assert len(errors) == len(BROKEN)
    assert all(line.startswith(f"error: {tmp_path}") for line in errors)
    assert {(tmp_path / f"{i:02}.txt").read_text("utf-8") for i in range(len(BROKEN))} == {RIGHT}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measures memory as Linux tells it")
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html"])
def test_a_line_of_a_hundred_megabytes(name: str, tmp_path: Path) -> None:
    """No time is wasted on it: text is checked in pieces (here, with no rule that is concerned), the rest is refused."""
    path = tmp_path / name
    path.write_bytes(b"word and word or word, " * 4_400_000)
    code = (
        "import sys; from textfix.cli import main; code = main(sys.argv[1:]); "
        "[print(line.split()[1], file=sys.stderr) for line in open('/proc/self/status') if 'VmHWM' in line]; exit(code)"
    )
    command = [sys.executable, "-c", code, "check", "-q", "--lang", "en", "--select", "mixed-quotes", str(path)]
    result = subprocess.run(command, capture_output=True, timeout=600)
    *errors, peak = result.stderr.decode().splitlines()
    assert int(peak) // 1024 < 600
    assert result.returncode == (0 if name == "a.txt" else 3)
    assert len(errors) == (name != "a.txt")


@pytest.mark.parametrize("file_format", TEXTS)
def test_an_empty_file_stays_empty(file_format: str, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"")
    done = process(Job(str(path), Options(), str(path), format=file_format), [])
    assert path.read_bytes() == b""
    assert done.error is None or "XML" in done.error or "JSON" in done.error or "WEBVTT" in done.error


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(st.data())
@pytest.mark.parametrize("file_format", TEXTS)
def test_nothing_but_format_errors(file_format: str, data: st.DataObject) -> None:
    """Whatever is cut out of a file or put into it, reading it ends with texts or an error of our own."""
    from textfix.errors import TextfixError

    text = data.draw(st.sampled_from([MARK.sub(r"\1", t) for f, _, t in EVERY if f == file_format]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    middle = data.draw(st.text(alphabet="\"'\\<>&;{}[]=:,#|-\n ax", max_size=6))
    spoilt = text[:start] + middle + text[end:]
    try:
        parts = list(ALL[file_format].read(Source(io.BytesIO(spoilt.encode()))))
        assert "".join(p.text for p in parts) == spoilt
        for part in parts:
            for unit in part.units():
                for p in unit.pieces:
                    assert not p.plain or part.text[p.start : p.end] == unit.text[p.at : p.to]
    except (TextfixError, RecursionError):
        pass


# ---------------------------------------------------------------- there and back

PROSE = st.text(alphabet="ab \"'\\<>&;{}[]=:,#|-\n\té😀\u2028%", min_size=1, max_size=30)
WRITERS = {
    "text": lambda texts: "\n\n".join(texts),
    "jsonl": lambda texts: "".join(__import__("json").dumps({"t": t}) + "\n" for t in texts),
    "json": lambda texts: __import__("json").dumps(texts, ensure_ascii=False, indent=1),
    "csv": lambda texts: _csv(texts),
    "yaml": lambda texts: __import__("yaml").safe_dump(texts, allow_unicode=True),
    "po": lambda texts: "\n".join(f'msgid "{i}"\nmsgstr "{_c(t)}"\n' for i, t in enumerate(texts)),
    "xliff": lambda texts: (
        "<xliff><file target-language='en'>"
        + "".join(f"<trans-unit><source>x</source><target>{_x(t)}</target></trans-unit>" for t in texts)
        + "</file></xliff>"
    ),
}


def _csv(texts: list[str]) -> str:
    import csv

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["x", t] for t in texts])
    return out.getvalue()


def _c(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def _x(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@settings(deadline=None, max_examples=30)
@given(st.lists(PROSE, min_size=1, max_size=4))
@pytest.mark.parametrize("file_format", WRITERS)
def test_what_was_written_is_read(file_format: str, texts: list[str]) -> None:
    if file_format == "yaml":  # to which it is a line end, and not the same in each version
        texts = [t.replace("\u2028", " ") for t in texts]
    if file_format == "csv":  # which sign divides a table is guessed, and these speak for themselves
        texts = [re.sub(r"[;\t|]", ",", t) for t in texts]
    document = WRITERS[file_format](texts)
    source = Source(io.BytesIO(document.encode()), fields=Fields(("2",) if file_format == "csv" else ()))
    parts = list(ALL[file_format].read(source))
    assert "".join(p.text for p in parts) == document
    found = [u.text for p in parts for u in p.units()]
    if file_format == "text":
        assert found == [document]
    else:
        assert [t.strip() for t in found if t.strip()] == [t.strip() for t in texts if t.strip()]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(alphabet="ab <i>{}\\'\"é-", min_size=1, max_size=20).map(str.strip).filter(bool), min_size=1))
def test_subtitles_there_and_back(texts: list[str]) -> None:
    texts = [t for t in texts if "-->" not in t]
    document = "".join(f"{i}\n00:00:0{i % 9},000 --> 00:00:0{i % 9},500\n{t}\n\n" for i, t in enumerate(texts, 1))
    parts = list(ALL["srt"].read(Source(io.BytesIO(document.encode()))))
    assert "".join(p.text for p in parts) == document
    assert [u.text for p in parts for u in p.units()] == (["\n\n".join(texts)] if texts else [])


# ---------------------------------------------------------------- where a file cannot be written


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounts a small file system")
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no right to mount")
    try:
        for i in range(12):
            (tmp_path / f"{i:02}.txt").write_text(WRONG * 2_000, "utf-8")  # 72 kB each: 860 kB of 1 MB
        (tmp_path / "filler.bin").write_bytes(b"x" * 60_000)
        before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        result = textfix("clean", "-i", "-q", *RULE, "--backup", ".orig", tmp_path)
        after = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        right = (RIGHT * 2_000).encode()
        assert result.returncode == 3
        assert b"No space left on device" in result.stderr
        assert all(after[name] in (data, right) for name, data in before.items())
        assert not [name for name in after if name.startswith(".textfix-")]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="becomes another user")
def test_no_permission_loses_nothing(tmp_path: Path) -> None:
    for parent in (tmp_path, *tmp_path.parents[:3]):
        if parent.stat().st_uid == 0 and parent != Path("/tmp"):
            parent.chmod(0o755)
    files = {name: tmp_path / name / "a.txt" for name in ("mine", "locked", "folder")}
    for path in files.values():
        path.parent.mkdir()
        path.write_text(WRONG, "utf-8")
        os.chown(path, 65534, 65534)
        os.chown(path.parent, 65534, 65534)
    files["locked"].chmod(0o444)
    files["folder"].parent.chmod(0o555)
    # What the work needs is loaded first, since the other user may not read it.
    code = (
        "import os, sys; from textfix.cli import main; warm, *arguments = sys.argv[1:]; main([*arguments[:-3], warm]); "
        "os.setgid(65534); os.setuid(65534); exit(main(arguments))"
    )
    warm = tmp_path / "warm.txt"
    warm.write_text(WRONG, "utf-8")
    command = [sys.executable, "-B", "-c", code, str(warm), "clean", "-i", "-q", *RULE, *map(str, files.values())]
    result = subprocess.run(command, capture_output=True, timeout=120)
    assert result.returncode == 3
    lines = result.stderr.decode().splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == ["Permission denied"] * 2
    assert [p.read_text("utf-8") for p in files.values()] == [RIGHT, WRONG, WRONG]
    assert [len(list(p.parent.iterdir())) for p in files.values()] == [1, 1, 1]


@pytest.mark.parametrize("file_format", TEXTS)
def test_what_is_opened_and_never_closed_takes_no_time(file_format: str) -> None:
    """Twice as much takes about twice as long: what is left after the time of one file would be hours, not seconds."""
    openings = ("<!--", "<a ", "<a href='", "<![", "[", "{", "{%", "[[", "`", '"', "&", "link:", '"\\', "a=", "|", "\\")
    frame = {
        "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "srt": "1\n00:00:01,000 --> 00:00:02,000\n",
        "properties": "k={0}",
    }
    frame["ass"] = "[Events]\nDialogue: 0,0,0,0,0,0,0,0,0,"
    for opening in openings:
        spoilt = frame.get(file_format, "") + opening * 10_000
        try:
            for part in ALL[file_format].read(Source(io.BytesIO(spoilt.encode()))):
                part.units()
        except FormatError:
            pass
