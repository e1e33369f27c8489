"""What the tests of all integrations share: the examples of the documentation."""

import contextlib
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

PAGES = Path(__file__).parent.parent.parent / "docs/integrations"
_EXAMPLE = re.compile(r"^```python\n(.*?)^```$(?:\s*^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


@pytest.fixture
def run_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Run each example in Python of a page, in an empty folder; a block of text after it says what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(page: str) -> None:
        names: dict[str, object] = {"__name__": "__main__"}
        examples = _EXAMPLE.findall((PAGES / f"{page}.md").read_text("utf-8"))
        assert examples
        for code, said in examples:
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(code, f"{page}.md", "exec"), names)
            assert out.getvalue() == said

    return run
