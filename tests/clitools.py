"""Runs the command line as users do: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

SNAPSHOTS = Path(__file__).parent / "snapshots"
WRONG = "He called it “a fine day» and left.\n"
RIGHT = "He called it “a fine day” and left.\n"
RULE = ("--lang", "en", "--select", "mixed-quotes")  # one rule, so that others do not matter to these tests


def textfix(*arguments, cwd: Path | None = None, stdin: bytes = b"", **environment: str):
    clear = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-m", "textfix", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=clear | environment,
        timeout=120,
    )


def same_as_snapshot(name: str, text: str) -> None:
    """Compare with a stored text; UPDATE_SNAPSHOTS=1 stores it."""
    path = SNAPSHOTS / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    assert text == path.read_bytes().decode()
