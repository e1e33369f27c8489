"""Bytes in, bytes out: encodings, marks, line ends, long texts in pieces, and files replaced whole or not at all."""

import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest
from clitools import RIGHT, RULE, WRONG, textfix
from hypothesis import given
from hypothesis import strategies as st

from textfix import Cleaner, FormatError, MissingExtraError, Options, OptionsError
from textfix import formats as all_formats
from textfix._decode import Source, cut, known_encoding
from textfix._files import FileError, Replacement
from textfix._guess import detector
from textfix._job import Job, process
from textfix._walk import found
from textfix.formats import format_of, text, write
from textfix.reports import Reporter

QUOTES = Options(lang="en", select=("mixed-quotes",))


def pieces(data: bytes, encoding: str | None = None, piece: int = 1 << 19) -> list[str]:
    return list(Source(io.BytesIO(data), encoding, piece=piece).texts())


def round_trip(data: bytes, encoding: str | None = None, piece: int = 1 << 19) -> bytes:
    source = Source(io.BytesIO(data), encoding, piece=piece)
    nothing = Cleaner(QUOTES).check("")
    return b"".join(write(text, source, ((part, nothing) for part in text.read(source))))


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize(
    ("codec", "mark", "told"),
    [
        ("utf-8", b"", None),
        ("utf-8", b"\xef\xbb\xbf", None),
        ("utf-8", b"\xef\xbb\xbf", "cp1252"),
        ("utf-16-le", b"\xff\xfe", None),
        ("utf-16-be", b"\xfe\xff", None),
        ("utf-32-le", b"\xff\xfe\0\0", None),
        ("utf-32-be", b"\0\0\xfe\xff", None),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-16-le", b"", "utf-16"),
        ("cp1252", b"", "windows-1252"),
        ("mac-roman", b"", "macroman"),
    ],
)
def test_encoding_mark_and_line_ends_are_kept(
    codec: str, mark: bytes, told: str | None, newline: str, end: str, tmp_path: Path
) -> None:
    wrong = WRONG.strip() + newline + newline + WRONG.strip() + end.replace("\n", newline)
    path = tmp_path / "in.txt"
    path.write_bytes(mark + wrong.encode(codec))
    assert process(Job(str(path), QUOTES, str(path), told), []).error is None
    assert path.read_bytes() == mark + wrong.replace("»", "”").encode(codec)


@pytest.mark.parametrize("codec", ["iso2022_jp", "shift_jis", "euc_jp", "gb18030", "big5", "koi8-r", "utf-7"])
def test_older_encodings_come_back_as_they_were(codec: str) -> None:
    words = {"koi8-r": "Добрый день", "big5": "你好嗎"}.get(codec, "日本語とABC")
    data = "".join(f"{words} {i}\n" for i in range(3000)).encode(codec)
    assert round_trip(data, codec, piece=1000) == data


def test_bytes_that_would_come_back_different_are_not_written(tmp_path: Path) -> None:
    data = b"\xfa\x40 abc\n"  # an IBM character of cp932 that has a second, preferred code
    assert pieces(data, "cp932") == ["ⅰ abc\n"]
    with pytest.raises(FormatError, match="convert it to UTF-8"):
        round_trip(data, "cp932")


OLDER = {
    "cp1251": "Вчера в городе открыли новую библиотеку. Она работает каждый день до позднего вечера.\n" * 3,
    "koi8-r": "Вчера в городе открыли новую библиотеку. Она работает каждый день до позднего вечера.\n" * 3,
    "cp1250": "Včera ve městě otevřeli novou knihovnu, kde lze číst až do půlnoci. Přijďte, říkají.\n" * 3,
    "cp1252": "Gestern wurde „endlich“ die neue Bücherei eröffnet – für alle, die gern länger läsen.\n" * 3,
    "shift-jis": "昨日、町に新しい図書館が開館しました。毎日夜遅くまで利用できます。\n" * 3,
    "utf-8": "Gestern wurde „endlich“ die neue Bücherei eröffnet.\n",
    "utf-16-le": "Gestern wurde „endlich“ die neue Bücherei eröffnet.\n" * 3,
}


@pytest.mark.parametrize("codec", OLDER)
@pytest.mark.parametrize("before", [0, (1 << 18) + 3])  # in the first bytes that are read, and after them
def test_an_unknown_encoding_is_found_out(codec: str, before: int) -> None:
    expected = ("plain line\n" * before)[:before] + OLDER[codec]
    data = expected.encode(codec)
    assert "".join(pieces(data, "auto")) == expected
    assert round_trip(data, "auto") == data


def test_plain_text_and_marks_need_no_guess() -> None:
    for data in (b"", b"plain", b"\xef\xbb\xbfplain"):
        assert round_trip(data, "auto") == data
    assert not Source(io.BytesIO("\ufeffä".encode("utf-16-le")), "auto").guessed


def test_a_wrong_guess_says_so() -> None:
    data = OLDER["cp1251"].encode("cp1251") + b"plain\n" * 60_000 + b"\x98\n"  # a byte that cp1251 does not use
    with pytest.raises(FormatError, match=r"not valid cp1251 at byte .* its beginning looked like that"):
        pieces(data, "auto")
    with pytest.raises(FormatError, match="name it"):
        pieces(bytes(range(256)) * 4, "auto")


def test_the_found_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(OLDER["cp1251"].encode("cp1251"))
    result = textfix("check", "--encoding", "auto", "--report", "json", path)
    assert result.stderr.decode() == f"note: {path}: read as cp1251\n"
    assert json.loads(result.stdout)["files"][0]["encoding"] == "cp1251"
    assert textfix("clean", "--encoding", "auto", "-q", path).stderr == b""


def test_a_missing_detector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    detector.cache_clear()
    monkeypatch.setitem(sys.modules, "chardet", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'textfix\[detect\]'$"):
        known_encoding("auto")


def test_a_repair_that_the_encoding_lacks_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    data = "He called it „a fine day» and left.\n".encode("cp1250")
    path.write_bytes(data)
    source = Source(io.BytesIO(data), "latin-1")
    list(source.texts())
    with pytest.raises(FormatError, match="U\\+201D"):
        source.encode("”")
    wrong = 'He called it «a fine day" and «left».\n'.encode("latin-1")
    path.write_bytes(wrong)
    result = textfix("clean", "-i", "-q", "--encoding", "latin-1", *RULE, path)
    assert path.read_bytes() == wrong or result.returncode == 0


@pytest.mark.parametrize("at", [0, 5, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 700_000])
def test_the_byte_that_is_no_text_is_named(at: int) -> None:
    with pytest.raises(FormatError, match=f"at byte {at} "):
        pieces("é".encode() * (at // 2) + b"a" * (at % 2) + b"\xff" + b"abc" * 300_000)


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "latin1", "cp1252", "utf-16", "shift_jis", "utf-8-sig"])
def test_known_encodings(name: str) -> None:
    assert known_encoding(name)


@pytest.mark.parametrize("name", ["", "base64", "rot13", "hex", "zip", "nonsense", "undefined", "a\0b"])
def test_unknown_encodings(name: str) -> None:
    with pytest.raises(OptionsError, match="unknown encoding"):
        known_encoding(name)


@given(st.text(alphabet="ab \r\n`é😀", max_size=60), st.integers(2, 9))
def test_pieces_join_to_the_text_and_say_where_they_begin(whole: str, piece: int) -> None:
    data = whole.encode()
    assert "".join(pieces(data, piece=piece)) == whole
    assert round_trip(data, piece=piece) == data
    for part in text.read(Source(io.BytesIO(data), piece=piece)):
        before = whole[: part.offset]
        assert not (before.endswith("\r") and part.text.startswith("\n"))
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert (part.line, part.column) == (len(lines), len(lines[-1]) + 1)


# ---------------------------------------------------------------- pieces


def test_cuts_are_where_they_hurt_least() -> None:
    assert cut("aaaa aaaa. aaa\n\nbbbb\nccc ccc. dd dd dd", 28) == 16
    assert cut("aaaa aaaa. aaa\r\n\r\nbbbb\r\nccc ccc. dd dd dd", 28) == 18
    assert cut("aaaa aaaa. aaa\r\nbbbb\r\nccc ccc. dd dd dd", 28) == 22
    assert cut("aaaa aaaa aaa bbbb ccc ccc. dd dd dd", 32) == 28
    assert cut("天地玄黄宇宙洪荒。日月盈昃辰宿列張。寒来暑往", 20) == 18
    assert cut("aaaa aaaa aaa bbbb ccc ccc dd dd", 28) == 27
    assert cut("e\u0301" * 20, 21) == 20


@pytest.mark.parametrize(("opening", "closing"), [("```\n", "```\n"), ("~~~\n", "~~~\n"), ("<!--\n", "-->\n")])
def test_no_cut_inside_code_or_markup(opening: str, closing: str) -> None:
    before, inside = "one two\n\n" * 10, "code code\n\n" * 8
    whole = before + opening + inside + closing + "\nthree four\n\n" * 10
    for limit in range(len(before) + 5, len(before) + len(inside)):
        at = cut(whole, limit)
        assert not len(before) < at < len(before + opening + inside)


def test_a_long_text_is_cleaned_like_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text((WRONG + "\n") * 20_000, "utf-8")
    reports: list[tuple[int, int]] = []

    class Collect(Reporter):
        def part(self, path, text, place, report) -> None:
            reports.extend((place.offset + f.span.start, place.line) for f in report.findings)

    done = process(Job(str(path), QUOTES, str(tmp_path / "out.txt")), [Collect(print)])
    assert done.tally.repairs == 20_000
    assert (tmp_path / "out.txt").read_text("utf-8") == (RIGHT + "\n") * 20_000
    length = len(WRONG) + 1
    assert [o for o, _ in reports] == [i * length + WRONG.index("»") for i in range(20_000)]
    assert len({line for _, line in reports}) > 1


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measures memory as Linux tells it")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from textfix.cli import main; main(sys.argv[1:]); "
        "[print(int(line.split()[1]) // 1024, file=sys.stderr) for line in open('/proc/self/status') if 'VmHWM' in line]"
    )

    def peak(copies: int) -> int:
        path = tmp_path / f"{copies}.txt"
        path.write_text((WRONG + "It rained all day and nobody came to see the boats.\n" * 40) * copies, "utf-8")
        command = [sys.executable, "-c", code, "clean", *RULE, "--report", "json", str(path)]
        out = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True).stderr
        return int(out.splitlines()[-1])

    small, large = peak(500), peak(6000)  # 1 MB, 12 MB
    assert large < 200
    assert large < small + 25  # it grows to 140 MB with the first 20 MB of text, and stays there


# ---------------------------------------------------------------- files


def test_a_file_is_replaced_whole_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with Replacement(str(path)) as new:
        new.write(b"new")
        new.write(b"x" * 3_000_000)
        assert path.read_bytes() == b"old"
        new.commit()
    assert path.read_bytes() == b"new" + b"x" * 3_000_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("size", [1, 3_000_000])
def test_a_file_that_is_not_committed_stays(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with Replacement(str(path)) as new:
        new.write(b"x" * size)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.txt", b"old")]


@pytest.mark.skipif(os.name != "posix", reason="needs a umask")
def test_a_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        with Replacement(str(tmp_path / "a.txt")) as new:
            new.commit()
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path, link = tmp_path / "there" / "a.txt", tmp_path / "link.txt"
    path.write_text(WRONG, "utf-8")
    link.symlink_to(path)
    assert process(Job(str(link), QUOTES, str(link)), []).error is None
    assert link.is_symlink()
    assert path.read_text("utf-8") == RIGHT


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_devices_are_written_to_and_not_replaced() -> None:
    with Replacement("/dev/null") as new:
        new.write(b"gone")
        new.commit()
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_read_only_files_and_folders(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WRONG, "utf-8")
    for target, mode in ((path, 0o444), (tmp_path, 0o555)):
        target.chmod(mode)
        assert process(Job(str(path), QUOTES, str(path)), []).error == f"{path}: Permission denied"
        target.chmod(0o755)
        assert path.read_text("utf-8") == WRONG


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="directory"), Replacement(str(tmp_path)) as new:
        new.commit()


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.PNG", "Z.TXT", ".h.txt", "sub/x.rst", ".git/y.txt", "no-suffix"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    names = [os.path.relpath(p, tmp_path) for p in found([str(tmp_path)], pytest.fail)]
    assert names == ["Z.TXT", "a.md", "b.txt", str(Path("sub", "x.rst"))]
    assert list(found(["-", "none.bin"], pytest.fail)) == ["-", "none.bin"]


def test_every_format_keeps_its_promises() -> None:
    claimed = [s for f in all_formats.formats().values() for s in f.SUFFIXES]
    assert len(claimed) == len(set(claimed))
    assert all(s == s.lower() and s.startswith(".") for s in claimed)
    assert format_of("unknown.xyz") is format_of("-") is None
    assert format_of("a/b.TXT") == format_of("a.txt.gz") == "text"


@given(st.lists(st.sampled_from([WRONG, RIGHT, "\n", "```\n", "plain words\r\n"]), max_size=30))
def test_cleaning_in_pieces_twice_changes_nothing_more(lines: list[str]) -> None:
    def once(data: bytes) -> bytes:
        source = Source(io.BytesIO(data), piece=200)
        cleaner = Cleaner(QUOTES)
        return b"".join(write(text, source, ((p, cleaner.check(p.text)) for p in text.read(source))))

    first = once("".join(lines).encode())
    assert once(first) == first
