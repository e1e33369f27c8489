"""The command line, as real processes on real files: what comes out, where, and with which exit code."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from clitools import RIGHT, RULE, WRONG, textfix

import textfix as package


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.txt"
    path.write_text(WRONG, "utf-8")
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "right.txt"
    path.write_text(RIGHT, "utf-8")
    return path


# ---------------------------------------------------------------- exit codes


def test_exit_codes_of_check(wrong: Path, right: Path) -> None:
    assert textfix("check", *RULE, right).returncode == 0
    assert textfix("check", *RULE, right, wrong).returncode == 1
    assert textfix("check", *RULE, wrong, wrong.parent / "missing.txt").returncode == 3


def test_exit_codes_of_clean(wrong: Path, right: Path) -> None:
    assert textfix("clean", *RULE, wrong).returncode == 0
    assert textfix("clean", *RULE, "--check", right).returncode == 0
    assert textfix("clean", *RULE, "--check", wrong).returncode == 1
    assert textfix("clean", *RULE, "--diff", wrong).returncode == 0
    assert textfix("clean", *RULE, "--diff", "--check", wrong).returncode == 1
    assert wrong.read_text("utf-8") == WRONG


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--lang", "xx"], "no language 'xx'"),
        (["check", "--lang", "deutsh"], "did you mean"),
        (["check", "--select", "mixed-quote"], "did you mean 'mixed-quotes'?"),
        (["check", "--select", "zzzz"], "`textfix rules` lists them"),
        (["clean", "--ignore", "mixed-quote"], "did you mean 'mixed-quotes'?"),
        (["check", "--profile", "repare"], "did you mean 'repair'?"),
        (["check", "--min-confidence", "2"], "from 0 to 1"),
        (["check", "--min-confidence", "high"], "not a valid float"),
        (["check", "--encoding", "uft-8"], "did you mean 'utf-8'?"),
        (["check", "--encoding", "base64"], "unknown encoding 'base64'"),
        (["check", "--report", "pdf"], "'pdf' is not one of"),
        (["check", "--jobs", "-3"], "-3"),
        (["check", "--select-rules", "a"], "--select-rules"),
        (["chek"], "Did you mean 'check'?"),
        (["explain", "mixed-quote"], "did you mean 'mixed-quotes'?"),
        (["explain"], "Missing argument"),
        (["clean", "-i", "-o", "b.txt", "a.txt"], "exclude each other"),
        (["clean", "-i", "--check", "a.txt"], "leave out --in-place"),
        (["clean", "-o", "b.txt", "--diff", "a.txt"], "leave out"),
        (["clean", "-i", "-"], "cannot be repaired in place"),
        (["clean", "a.txt", "b.txt"], "several files"),
        (["clean", "."], "several files"),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    (tmp_path / "b.txt").write_text(WRONG, "utf-8")
    result = textfix(*arguments, cwd=tmp_path)
    line = result.stderr.decode()
    assert (result.returncode, result.stdout) == (2, b"")
    assert line.startswith("error: ")
    assert line.count("\n") == 1
    assert message in line
    assert (tmp_path / "a.txt").read_text("utf-8") == (tmp_path / "b.txt").read_text("utf-8") == WRONG


def test_no_arguments_show_help() -> None:
    result = textfix()
    assert result.returncode == 2
    assert b"Exit codes" in result.stderr
    assert textfix("--help").stdout == textfix("-h").stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"caf\xe9 au lait", "not valid UTF-8 at byte 3 (0xE9); name its encoding, for example --encoding cp1252"),
        (b"\x7fELF\x02\x00\x00\x00", "binary file: NUL at byte 5"),
        ("Grüße".encode("utf-16-le"), "--encoding utf-16"),
        (b"\xff\xfea\x00b", "not valid UTF-16-LE at byte 4"),
        (b"abc \xe2\x80", "not valid UTF-8 at byte 4"),
    ],
)
@pytest.mark.parametrize("command", ["check", "clean"])
def test_bad_input_is_one_line(command: str, content: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    if content is not None:
        path.write_bytes(content)
    output = ["-o", tmp_path / "out.txt"] if command == "clean" else ["-q"]
    result = textfix(command, path, *output, "-q")
    line = result.stderr.decode()
    assert (result.returncode, result.stdout) == (3, b"")
    assert line.startswith(f"error: {path}: ")
    assert line.count("\n") == 1
    assert message in line
    assert not (tmp_path / "out.txt").exists()


def test_bad_files_do_not_keep_others_from_being_cleaned(wrong: Path) -> None:
    folder = wrong.parent
    (folder / "a.txt").write_bytes(b"\xff\xff")
    (folder / "z.txt").write_bytes(b"\0")
    result = textfix("clean", *RULE, "-i", folder)
    assert result.returncode == 3
    assert wrong.read_text("utf-8") == RIGHT
    assert b"1 of 1 file repaired: 1 repair" in result.stderr
    assert (folder / "a.txt").read_bytes() == b"\xff\xff"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk(wrong: Path) -> None:
    result = textfix("clean", *RULE, "-q", "-o", "/dev/full", wrong)
    assert (result.returncode, result.stderr) == (3, b"error: /dev/full: No space left on device\n")
    for arguments in (["clean", *RULE, wrong], ["check", *RULE, wrong], ["rules"], ["explain", "mixed-quotes"]):
        with Path("/dev/full").open("wb") as full:
            result = subprocess.run(
                [sys.executable, "-m", "textfix", *map(str, arguments)], stdout=full, stderr=subprocess.PIPE
            )
        assert result.returncode == 3
        assert result.stderr.count(b"\n") == 1
        assert b"No space left on device" in result.stderr


def test_unwritable_output(wrong: Path) -> None:
    folder = wrong.parent
    result = textfix("clean", *RULE, "-q", "-o", folder / "none" / "out.txt", wrong)
    assert (result.returncode, result.stderr.count(b"\n")) == (3, 1)
    assert b"make it first" in result.stderr
    result = textfix("clean", *RULE, "-q", "-o", wrong / "out.txt", wrong)
    assert (result.returncode, result.stderr.count(b"\n")) == (3, 1)
    assert wrong.read_text("utf-8") == WRONG


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_folder_without_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        result = textfix("check", tmp_path)
    finally:
        closed.chmod(0o755)
    assert (result.returncode, result.stderr) == (3, f"error: {closed}: Permission denied\n".encode())


def test_streams_that_are_closed(wrong: Path) -> None:
    for redirect, arguments in (("<&-", ["clean"]), (">&-", ["clean", str(wrong)]), (">&-", ["check", str(wrong)])):
        command = f'exec "$0" -m textfix "$@" {redirect}'
        result = subprocess.run(["sh", "-c", command, sys.executable, *arguments], capture_output=True)
        assert result.returncode == 3
        assert b"closed" in result.stderr
        assert b"Traceback" not in result.stderr


def test_reader_of_a_pipe_that_goes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(WRONG * 20000, "utf-8")
    for arguments in (["clean"], ["check"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "textfix", *arguments, *RULE, str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 141


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c(tmp_path: Path, jobs: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WRONG * 100_000, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "textfix", "clean", *RULE, "-i", "--jobs", jobs, str(tmp_path)],
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Where the tests run in the background of a shell, they and what they start would ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".textfix-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.txt"]
    assert all(p.read_text("utf-8") in (WRONG * 100_000, RIGHT * 100_000) for p in tmp_path.iterdir())


# ---------------------------------------------------------------- where text goes


def test_standard_input_to_standard_output() -> None:
    for arguments in ([], ["-"]):
        result = textfix("clean", *RULE, *arguments, stdin=WRONG.encode())
        assert (result.returncode, result.stdout, result.stderr) == (0, RIGHT.encode(), b"")


def test_output_to_a_file_and_to_a_folder(wrong: Path) -> None:
    folder = wrong.parent / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "one.txt").write_text(WRONG, "utf-8")
    (folder / "sub" / "two.md").write_text(RIGHT, "utf-8")
    (folder / ".hidden.txt").write_text(WRONG, "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\0")
    out = wrong.parent / "out"
    assert textfix("clean", *RULE, wrong, "-o", wrong.parent / "new.txt").returncode == 0
    assert (wrong.parent / "new.txt").read_text("utf-8") == RIGHT
    assert textfix("clean", *RULE, folder, "-o", out).returncode == 0
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*.*")) == ["one.txt", "sub/two.md"]
    assert (out / "one.txt").read_text("utf-8") == (out / "sub" / "two.md").read_text("utf-8") == RIGHT
    assert (folder / "one.txt").read_text("utf-8") == WRONG


def test_two_files_that_would_get_one_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(WRONG, "utf-8")
    result = textfix("clean", *RULE, "a", "b", "-o", "out", cwd=tmp_path)
    assert result.returncode == 2
    assert b"two files would become" in result.stderr


def test_in_place_leaves_right_files_alone(wrong: Path, right: Path) -> None:
    before = right.stat()
    result = textfix("clean", *RULE, "-i", wrong, right)
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr == b"1 of 2 files repaired: 1 repair\n"
    assert wrong.read_text("utf-8") == RIGHT
    assert (right.stat().st_ino, right.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert textfix("clean", *RULE, "-i", "-q", wrong).stderr == b""


def test_folder_without_text_files(tmp_path: Path) -> None:
    result = textfix("check", tmp_path)
    assert result.returncode == 0
    assert b"no text files" in result.stderr


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert textfix("clean", path).stdout == b""
    assert textfix("clean", stdin=b"").returncode == 0
    assert textfix("check", path).returncode == 0


# ---------------------------------------------------------------- reports


def test_json_of_check(wrong: Path, right: Path) -> None:
    result = textfix("check", *RULE, "--report", "json", wrong, right, wrong.parent / "none.txt")
    data = json.loads(result.stdout)
    assert [f["path"] for f in data["files"]] == [str(wrong), str(right), str(wrong.parent / "none.txt")]
    first, second, third = data["files"]
    assert (data["version"], first["lang"], first["changed"], second["changed"]) == (1, "en", True, False)
    (finding,) = first["findings"]
    at = WRONG.index("»")
    assert {k: finding[k] for k in ("rule", "span", "line", "column", "edits", "applied")} == {
        "rule": "mixed-quotes",
        "span": [at, at + 1],
        "line": 1,
        "column": at + 1,
        "edits": [{"span": [at, at + 1], "text": "”"}],
        "applied": True,
    }
    assert finding["message"]
    assert 0.8 <= finding["confidence"] <= 1
    assert first["edits"] == finding["edits"]
    assert second["findings"] == second["edits"] == []
    assert "No such file" in third["error"]
    assert data["summary"] == {
        "files": 3,
        "changed": 1,
        "failed": 1,
        "findings": 1,
        "repairs": 1,
        "suggestions": 0,
        "flags": 0,
    }


def test_report_of_clean_goes_where_the_text_does_not(wrong: Path) -> None:
    result = textfix("clean", *RULE, "--report", "json", wrong)
    assert result.stdout == RIGHT.encode()
    assert json.loads(result.stderr)["summary"]["repairs"] == 1
    result = textfix("clean", *RULE, "--report", "text", "--check", wrong)
    assert b"mixed-quotes" in result.stdout
    assert result.stderr == b""
    result = textfix("clean", *RULE, "--diff", "--report", "json", wrong)
    assert result.stdout.startswith(b"---")
    assert json.loads(result.stderr)["files"][0]["findings"][0]["rule"] == "mixed-quotes"


def test_clean_repairs_the_same_whatever_is_reported(tmp_path: Path) -> None:
    """Without a report nothing but repairs is looked for."""
    for path in Path(__file__).parents[1].glob("seeds/[de]*/input.*"):  # each language costs two seconds
        shutil.copy(path, tmp_path / f"{path.parent.name}{path.suffix}")
    said = {}
    for name, report in (("alone", ()), ("reported", ("--report", "json"))):
        told = textfix("clean", *sorted(tmp_path.glob("*.*")), "--output", tmp_path / name, *report)
        assert told.returncode == 0, told.stderr
        said[name] = (told.stdout or told.stderr).decode()
    for path in sorted(tmp_path.glob("*.*")):
        assert (tmp_path / "alone" / path.name).read_bytes() == (tmp_path / "reported" / path.name).read_bytes()
    repairs = sum(f["applied"] for d in json.loads(said["reported"])["files"] for f in d["findings"])
    assert f"{repairs} repairs" in said["alone"]


def test_quiet_says_only_errors(wrong: Path) -> None:
    result = textfix("check", *RULE, "-q", wrong)
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")
    assert json.loads(textfix("check", *RULE, "-q", "--report", "json", wrong).stdout)["version"] == 1


def test_several_processes_report_as_one_does(tmp_path: Path) -> None:
    for i in range(5):
        (tmp_path / f"{i}.txt").write_text(WRONG * i, "utf-8")
    (tmp_path / "3.txt").write_bytes(b"\xff")
    for report in ("text", "json"):
        one = textfix("check", *RULE, "--report", report, tmp_path)
        many = textfix("check", *RULE, "--report", report, "--jobs", "2", tmp_path)
        assert (one.returncode, one.stdout, one.stderr) == (many.returncode, many.stdout, many.stderr)
    assert textfix("clean", *RULE, "-i", "-q", "--jobs", "2", tmp_path).returncode == 3
    assert (tmp_path / "4.txt").read_text("utf-8") == RIGHT * 4


def test_rules_lists_every_rule() -> None:
    from textfix._catalogue import installed

    lines = textfix("rules").stdout.decode().splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [[r.group, r.id] for r in installed()]
    states = {"on", "off", "source", "glossary", "publish", "corpus"}
    assert all(line.split()[-2] in ("repair", "flag") and line.split()[-1] in states for line in lines[1:])
    dashes = next(line for line in lines if " locale-dashes " in line)
    assert {"de,", "ru,", "en-001,"} <= set(dashes.split())
    data = json.loads(textfix("rules", "--report", "json").stdout)
    assert [r["id"] for r in data] == [r.id for r in installed()]


def test_explain_shows_page_and_examples() -> None:
    from textfix._catalogue import installed
    from textfix._pages import page

    for rule in installed():
        text = page(rule)
        assert text.startswith(f"# {rule.id}\n")
        for heading in ("## What it does", "## Why", "## Limits", "## Source", "## Examples"):
            assert heading in text
        assert text.count("\nsilent ") == sum(not e.spans for e in rule.examples)
        assert text.count("\n   source ") == sum(e.source is not None for e in rule.examples)
        assert text.count("\n   glossary ") == sum(e.glossary is not None for e in rule.examples)
    result = textfix("explain", "mixed-quotes")
    assert result.returncode == 0
    assert "⟦" in result.stdout.decode()


def test_version_is_fast_and_loads_little() -> None:
    result = textfix("--version")
    assert (result.returncode, result.stdout.decode()) == (0, f"textfix {package.__version__}{os.linesep}")
    code = (
        "import sys; from textfix.cli import main; main(['--version']); "
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'rich', 'numpy', 'regex', 'ftfy', 'langcodes',"
        " 'asyncio', 'multiprocessing'} | {m for m in sys.modules if m.startswith(('textfix.rules', 'textfix._engine'))}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_colours_only_on_a_terminal(wrong: Path) -> None:
    import pty

    def on_terminal(*arguments, **environment: str) -> bytes:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "textfix", *map(str, arguments)],
            stdout=theirs,
            stderr=theirs,
            stdin=theirs,
            env={**os.environ, "TERM": "xterm", **environment},
        )
        os.close(theirs)
        out = b""
        try:
            while piece := os.read(ours, 65536):
                out += piece
        except OSError:
            pass
        os.close(ours)
        process.wait()
        return out

    for arguments in (["check"], ["clean", "--diff"]):
        assert b"\x1b[" in on_terminal(*arguments, *RULE, wrong)
        assert b"\x1b[" not in on_terminal(*arguments, *RULE, wrong, NO_COLOR="1")
        assert b"\x1b[" not in textfix(*arguments, *RULE, wrong).stdout
        assert b"\x1b[" in textfix(*arguments, *RULE, wrong, FORCE_COLOR="1").stdout
    assert b"\x1b[" in on_terminal("explain", "mixed-quotes")


# ---------------------------------------------------------------- documentation


def test_every_option_and_exit_code_is_documented() -> None:
    from textfix.cli import Exit, cli

    page = (Path(__file__).parent.parent / "docs" / "cli.md").read_text("utf-8")
    for name, command in cli.commands.items():
        assert f"textfix {name}" in page
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("-") or f"`{option}" in page, option
    for code in Exit:
        assert f"| {code.value} |" in page


def test_every_setting_is_documented() -> None:
    import dataclasses

    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text("utf-8")
    for field in dataclasses.fields(package.Options):
        if field.name != "rules":
            assert f"| `{field.name.replace('_', '-')}` |" in page
