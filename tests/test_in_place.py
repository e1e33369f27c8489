"""Files repaired in place: what is kept of them, what is told, and what is read in folders."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from clitools import RIGHT, RULE, WRONG, textfix

from textfix._files import FileError, Replacement, sweep
from textfix._spool import sweep_pages
from textfix._walk import Choice, found

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs links and locks")


def replaced(path: Path, data: bytes, backup: str | None = None) -> list[str]:
    with Replacement(str(path), backup=backup) as new:
        new.write(data)
        new.commit()
    return new.notes


def test_mode_and_times_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WRONG, "utf-8")
    path.chmod(0o640)
    os.utime(path, ns=(1_600_000_000_000_000_000, 1_600_000_001_000_000_000))
    before = path.stat()
    assert textfix("clean", "-i", "-q", *RULE, path).returncode == 0
    after = path.stat()
    assert path.read_text("utf-8") == RIGHT
    assert (after.st_mode, after.st_mtime_ns, after.st_uid) == (before.st_mode, before.st_mtime_ns, before.st_uid)


@POSIX
def test_hard_links_are_told(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.bin"
    path.write_text(WRONG, "utf-8")
    os.link(path, other)
    result = textfix("clean", "-i", *RULE, path)
    assert f"note: {path}: has 2 hard links".encode() in result.stderr
    assert (path.read_text("utf-8"), other.read_text("utf-8")) == (RIGHT, WRONG)


def test_a_backup_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WRONG, "utf-8")
    assert textfix("clean", "-i", "-q", "--backup", ".orig", *RULE, path).returncode == 0
    assert {p.name: p.read_text("utf-8") for p in tmp_path.iterdir()} == {"a.txt": RIGHT, "a.txt.orig": WRONG}
    assert textfix("clean", "-i", "-q", "--backup", ".orig", *RULE, path).returncode == 0
    assert (tmp_path / "a.txt.orig").read_text("utf-8") == WRONG  # nothing was repaired, so nothing is kept
    assert replaced(path, b"third", ".orig") == []
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.txt": b"third", "a.txt.orig": RIGHT.encode()}
    for wrong in (["--backup", ".orig"], ["-i", "--backup", ""], ["-i", "--backup", "a/b"]):
        assert textfix("clean", *wrong, path).returncode == 2


@POSIX
def test_litter_is_swept_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    litter = tmp_path / ".textfix-abc"
    litter.write_bytes(b"half")
    path = tmp_path / "a.txt"
    path.write_text(WRONG, "utf-8")
    with Replacement(str(path)) as new:
        new.write(b"x" * 3_000_000)
        on_its_way = [p for p in tmp_path.glob(".textfix-*") if p != litter]
        assert len(on_its_way) == 1
        code = f"from textfix._files import sweep; sweep({{{str(tmp_path)!r}}})"
        subprocess.run([sys.executable, "-c", code], check=True)
        assert list(tmp_path.glob(".textfix-*")) == on_its_way
        new.commit()
    sweep({str(tmp_path), str(tmp_path / "none")})
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_folders_of_dead_processes_are_swept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for name in (f"textfix-pages-{dead.pid}-x", f"textfix-pages-{os.getpid()}-x", "textfix-pages-other"):
        (tmp_path / name).mkdir()
    sweep_pages()
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"textfix-pages-{os.getpid()}-x", "textfix-pages-other"]


# ---------------------------------------------------------------- folders


def tree(root: Path, **ignore: str) -> None:
    for name in (
        "a.txt",
        "b.json",
        "sub/c.md",
        "sub/d.log",
        "build/e.txt",
        "sub/deep/f.html",
        "g.ts",
        "locales/de/h.json",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")
    for name, text in ignore.items():
        (root / name.replace("_", "/").replace("IGNORE", ".gitignore")).write_text(text, "utf-8")


def walked(root: Path, choice: Choice | None = None) -> list[str]:
    def failed(error: FileError) -> None:
        raise error

    paths = found([str(root)], failed, choice or Choice())
    return [Path(p).relative_to(root).as_posix() for p in paths]


def test_what_is_read_in_folders(tmp_path: Path) -> None:
    tree(tmp_path)
    assert walked(tmp_path) == ["a.txt", "build/e.txt", "locales/de/h.json", "sub/c.md", "sub/deep/f.html"]
    assert "b.json" in walked(tmp_path, Choice(any_data=True))
    (tmp_path / "g.ts").write_text("<!DOCTYPE TS><TS/>", "utf-8")
    assert "g.ts" in walked(tmp_path)


def test_ignore_files_are_respected(tmp_path: Path) -> None:
    tree(tmp_path, IGNORE="build/\n*.md\n", sub_IGNORE="!c.md\ndeep\n")
    assert walked(tmp_path) == ["a.txt", "locales/de/h.json", "sub/c.md"]
    (tmp_path / ".textfixignore").write_text("/a.txt\n", "utf-8")
    assert walked(tmp_path) == ["locales/de/h.json", "sub/c.md"]
    assert walked(tmp_path / "sub") == ["c.md"]
    (tmp_path / "sub" / ".gitignore").unlink()
    assert walked(tmp_path / "sub") == ["c.md", "deep/f.html"]
    (tmp_path / ".git").mkdir()
    assert walked(tmp_path / "sub") == ["deep/f.html"]  # a working tree has one set of rules
    assert list(found([str(tmp_path / "a.txt")], pytest.fail)) == [str(tmp_path / "a.txt")]  # named, so wanted


def test_include_and_exclude(tmp_path: Path) -> None:
    tree(tmp_path)
    assert walked(tmp_path, Choice(include=("*.log", "b.json"))) == ["b.json", "sub/d.log"]
    assert walked(tmp_path, Choice(exclude=("sub/", "*.txt"))) == ["locales/de/h.json"]
    assert walked(tmp_path, Choice(include=("sub/**",), exclude=("*.html",))) == ["sub/c.md", "sub/d.log"]


# ---------------------------------------------------------------- the command line


def test_an_unknown_suffix_is_plain_text_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.unknown"
    path.write_text(WRONG, "utf-8")
    result = textfix("clean", *RULE, path)
    assert result.stdout.decode() == RIGHT
    assert result.stderr.decode() == f"note: {path}: read as plain text; --format names another format\n"
    assert textfix("clean", "-q", *RULE, path).stderr == b""
    assert textfix("clean", "--format", "text", *RULE, path).stderr == b""
    assert textfix("clean", "--format", "txt", path).stderr.startswith(
        b"error: unknown format 'txt'; did you mean 'text'?"
    )


def test_format_field_and_source(tmp_path: Path) -> None:
    line = json.dumps({"s": WRONG.strip(), "t": WRONG.strip()}, ensure_ascii=False)
    fields = ("--field", "t", "--source-field", "s", "--source-lang", "de")
    result = textfix("clean", "--format", "jsonl", *fields, *RULE, stdin=(line + "\n").encode())
    assert json.loads(result.stdout) == {"s": WRONG.strip(), "t": RIGHT.strip()}
    assert textfix("check", "--field", "t", "--source-field", "a", "--source-field", "b").returncode == 2
    assert b"html" in textfix("formats").stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_statistics(jobs: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WRONG * 2, "utf-8")
    result = textfix("clean", "-i", "-q", *RULE, "--stats", "json", "-j", jobs, tmp_path)
    stats = json.loads(result.stdout)
    assert stats["rules"] == [{"rule": "mixed-quotes", "lang": "en", "repairs": 4, "suggestions": 0, "flags": 0}]
    assert (stats["summary"]["files"], stats["summary"]["changed"]) == (2, 2)
    table = textfix("check", "-q", *RULE, "--stats", "text", tmp_path).stdout.decode()
    assert table.splitlines()[-1] == "2 files, 0 changed, 0 failed"
