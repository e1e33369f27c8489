"""The hooks for pre-commit: valid, and run by pre-commit on the files of a repository (but for installing them)."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from clitools import RIGHT, WRONG

HOOKS = Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml"
pytest.importorskip("pre_commit")


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("pre-commit")


def test_the_manifest_is_valid() -> None:
    from pre_commit.clientlib import load_manifest

    assert [hook["id"] for hook in load_manifest(HOOKS)] == ["textfix-clean", "textfix-check"]


def test_pre_commit_runs_the_hooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As local hooks, so that nothing has to be installed. Code is left alone, whatever stands in it."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    (repo := tmp_path / "repo").mkdir()
    hooks = [hook | {"language": "system", "args": ["--lang", "en"]} for hook in yaml.safe_load(HOOKS.read_text())]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    files = {"a.md": WRONG, "b.txt": RIGHT, "c.py": f'"""{WRONG}"""\n'}
    for name, text in files.items():
        (repo / name).write_text(text)
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        subprocess.run(command, cwd=repo, check=True)

    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"]
    done = subprocess.run(command, cwd=repo, capture_output=True, text=True)
    clean, check = done.stdout.split("textfix check")
    assert done.returncode == 1
    assert "files were modified by this hook" in clean
    assert "Passed" in check  # it comes second, and finds no more than is repaired by then
    assert {name: (repo / name).read_text() for name in files} == files | {"a.md": RIGHT}
