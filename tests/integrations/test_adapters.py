"""What holds of all integrations: a page with an example that is run, and a clear word where a package is missing."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from textfix import integrations

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "docs/integrations"
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
TOPICS = sorted(p.stem for p in PAGES.glob("*.md") if p.stem != "index")


def test_every_adapter_has_a_page() -> None:
    assert set(integrations.names()) <= set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_example_of_every_page_is_run(topic: str) -> None:
    tests = Path(__file__).with_name(f"test_{topic.replace('-', '_')}.py")
    assert f'run_example("{topic}")' in tests.read_text("utf-8")


BARE = """
import sys

class OnlyDependencies:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names | {"textfix"}:
            raise ModuleNotFoundError(f"No module named {top!r}", name=name)

sys.meta_path.insert(0, OnlyDependencies())
from textfix import MissingExtraError, integrations
from importlib import import_module
for name in integrations.names():
    try:
        import_module(f"textfix.integrations.{name}")
    except MissingExtraError as error:
        print(name, error, sep="\\t")
    else:
        print(name, "", sep="\\t")
"""


def test_a_missing_package_is_named_with_the_command_that_installs_it() -> None:
    """In a Python that has textfix alone, importing an adapter names its extra; those without an extra can be imported."""
    out = subprocess.run([sys.executable, "-W", "error", "-c", BARE], capture_output=True, text=True, check=True).stdout
    said = dict(line.split("\t") for line in out.splitlines())
    assert said.keys() == set(integrations.names())
    for name, message in said.items():
        if name in EXTRAS:
            assert message.endswith(f"for textfix.integrations.{name}; install it with: pip install 'textfix[{name}]'")
        else:
            assert message == ""
