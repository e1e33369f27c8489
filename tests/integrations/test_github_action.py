"""The GitHub Action: its steps are run by bash as a runner runs them, but for the one that installs textfix."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from clitools import RIGHT, WRONG

ACTION = yaml.safe_load((Path(__file__).parent.parent.parent / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]
SETTINGS = "--lang en --select mixed-quotes"


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("github-action")


def test_what_the_runner_demands() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert {"name", "description", "inputs", "outputs", "runs"} <= ACTION.keys()
    for step in (INSTALL, CHECK):
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]  # an input would be a part of the script
    used = {name for value in CHECK["env"].values() for name in re.findall(r"inputs\.([\w-]+)", value)}
    assert used == ACTION["inputs"].keys()
    assert "$GITHUB_ACTION_PATH" in INSTALL["run"]


def run(folder: Path, **inputs: str) -> tuple[int, str, str]:
    """Run the step that checks; its exit code, what it printed, and what it put out."""
    temp = folder / "temp"
    (temp / "textfix/bin").mkdir(parents=True, exist_ok=True)
    program = temp / "textfix/bin/textfix"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m textfix "$@"\n')
    program.chmod(0o755)
    given = {name: told["default"] for name, told in ACTION["inputs"].items()} | {"arguments": SETTINGS} | inputs
    env = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value)
        for name, value in CHECK["env"].items()
    }
    out = folder / "out"
    out.write_text("")
    places = {"RUNNER_TEMP": str(temp), "GITHUB_OUTPUT": str(out)}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]]
    done = subprocess.run(command, env=os.environ | env | places, cwd=folder / "work", capture_output=True, text=True)
    return done.returncode, done.stdout, out.read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work/with space").mkdir(parents=True)
    (tmp_path / "work/right.md").write_text(RIGHT)
    (tmp_path / "work/with space/wrong.md").write_text(WRONG)
    return tmp_path


def test_findings_are_shown(folder: Path) -> None:
    code, said, out = run(folder, fail="false")
    assert (code, out) == (0, "exit-code=1\n")
    assert said.startswith("::warning file=with space/wrong.md,line=1,")


def test_paths_and_other_reports(folder: Path) -> None:
    assert run(folder, paths="right.md\n\n") == (0, "", "exit-code=0\n")
    code, said, out = run(folder, paths="right.md\nwith space\n", report="sarif", output="a.sarif")
    assert (code, said, out) == (1, "", "exit-code=1\n")
    assert len(json.loads((folder / "work/a.sarif").read_text())["runs"][0]["results"]) == 1


def test_what_cannot_be_read_lets_the_step_fail(folder: Path) -> None:
    """And nothing of an input is run."""
    assert run(folder, paths="$(touch evil)\n; touch evil", arguments="$(touch evil)", fail="false")[0] == 3
    assert not list(folder.rglob("evil"))
