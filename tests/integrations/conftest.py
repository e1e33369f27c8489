"""What the tests of all integrations share: the examples of the documentation, and rows with what is to come of them."""

import contextlib
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from textfix import Cleaner, LanguageError, Options, Report

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


# ---------------------------------------------------------------- rows of tables

ROWS = [  # text, language, source
    (
        "😀 He called it “a misunderstanding» after the the talks.",
        "en",
        "Er nannte es nach den Gesprächen ein Missverständnis.",
    ),
    (None, "en", None),
    ("Elle a dit « oui » hier soir, devant la mairie.", "fr", None),
    ("Die Fähre fährt erst morgen wieder, sagte der Kapitän.", None, None),
    ("Tickets cost 15 euros, or 9 for children.", "en", "Karten kosten 14 Euro, für Kinder 9."),
    ("", "no language", None),
    ("I'm sorry, but I can't help with translating this text.", "en", None),
    ("The house costs 1.250.000,50 euros.", "en", None),
]


def as_row(report: Report) -> dict[str, object]:
    """A report as the adapters give it, made from what the library itself makes of it."""
    told = report.to_dict()
    findings = []
    for f in told["findings"]:
        start, end = f.pop("span")
        del f["its_type"]
        f["edits"] = [{"start": e["span"][0], "end": e["span"][1], "text": e["text"]} for e in f["edits"]]
        findings.append({**f, "start": start, "end": end, "confidence": pytest.approx(f["confidence"], abs=1e-4)})
    kept = {name: told[name] for name in ("text", "lang", "score", "basis")}
    return {**kept, "changed": report.changed, "findings": findings}


def usable(tag: str | None) -> str | None:
    try:
        return Options(lang=tag).lang
    except LanguageError:
        return None


@pytest.fixture(scope="session")
def table() -> SimpleNamespace:
    """Columns of texts, and what every adapter must make of them."""
    cleaner = Cleaner()
    told = [(text, usable(lang), source) for text, lang, source in ROWS]
    reports = [None if t is None else cleaner.check(t, lang=lang) for t, lang, _ in told]
    compared = [None if t is None else cleaner.check(t, lang=lang, source=s, source_lang="de") for t, lang, s in told]
    counts = Counter(
        (f.rule, r.lang, "repair" if f.applied else "suggestion" if f.edits else "flag")
        for r in reports
        if r is not None
        for f in r.findings
    )
    assert {kind for _, _, kind in counts} == {"repair", "suggestion", "flag"}
    assert len({f.rule for r in compared if r is not None for f in r.findings} - {rule for rule, *_ in counts}) > 0
    return SimpleNamespace(
        columns={name: [row[i] for row in ROWS] for i, name in enumerate(("text", "lang", "source"))},
        cleaned=[None if r is None else r.text for r in reports],
        checked=[None if r is None else as_row(r) for r in reports],
        compared=[None if r is None else as_row(r) for r in compared],
        counts={(*key, count) for key, count in counts.items()},
    )
