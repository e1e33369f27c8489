"""The classes for OpusFilter, in a run of its own where it is installed."""

from collections.abc import Callable
from pathlib import Path

import pytest

opusfilter = pytest.importorskip("opusfilter", reason="needs OpusFilter")
from opusfilter.opusfilter import OpusFilter  # noqa: E402

from textfix.integrations.opusfilter import (  # noqa: E402
    TextfixFilter,
    TextfixPreprocessor,
    TextfixScoreFilter,
)

MODULE = "textfix.integrations.opusfilter"
REFUSAL = "Es tut mir leid, aber ich kann diesen Text nicht übersetzen."
SOURCE = "The harbour was closed."
WRONG, RIGHT = "Der Hafen war geschlossen .", "Der Hafen war geschlossen."
BOTH = ["en", "de"]


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("opusfilter")


def test_a_run_by_its_configuration(tmp_path: Path) -> None:
    (tmp_path / "a.en").write_text(f"{SOURCE}\n" * 3)
    (tmp_path / "a.de").write_text(f"{WRONG}\n{REFUSAL}\nOft scheint die Sonne auf den Mond und auf die Sterne.\n")

    def step(kind: str, before: str, after: str, key: str, *classes: dict[str, object]) -> dict[str, object]:
        files = {"inputs": [f"{before}.{tag}" for tag in BOTH], "outputs": [f"{after}.{tag}" for tag in BOTH]}
        return {"type": kind, "parameters": files | {key: [c | {"module": MODULE} for c in classes]}}

    steps = [
        step("preprocess", "a", "b", "preprocessors", {"TextfixPreprocessor": {"languages": BOTH}}),
        step(
            "filter",
            "b",
            "c",
            "filters",
            {"TextfixFilter": {"languages": BOTH}},
            {"TextfixScoreFilter": {"languages": BOTH, "threshold": 50}},
        ),
    ]
    OpusFilter({"common": {"output_directory": str(tmp_path)}, "steps": steps}).execute_steps()
    assert (tmp_path / "b.de").read_text().splitlines()[:2] == [RIGHT, REFUSAL]
    assert (tmp_path / "c.en").read_text() == f"{SOURCE}\n"
    assert (tmp_path / "c.de").read_text() == f"{RIGHT}\n"


def test_scores_and_decisions() -> None:
    pairs = [(SOURCE, RIGHT), (SOURCE, REFUSAL), ("", "")]
    faults = TextfixFilter(languages=BOTH)
    scores = list(faults.score(pairs))
    assert [s[0] for s in scores] == [0, 0, 0]
    assert [s[1] > 0 for s in scores] == [False, True, False]
    assert list(faults.decisions(pairs)) == [True, False, True]
    assert list(TextfixFilter(languages=BOTH, rules=["spacing"]).score([(SOURCE, REFUSAL)])) == [[0, 0]]
    good, bad, unknown = TextfixScoreFilter(languages=BOTH).score(pairs)
    assert good > bad
    assert unknown == 100
    assert list(TextfixFilter().decisions([(RIGHT,), (REFUSAL,)])) == [True, False]


def test_texts_stay_in_their_lines() -> None:
    ((source, text),) = TextfixPreprocessor(languages=BOTH).process([("One\\nline", "Eine\\nZeile  hier\\nund da")])
    assert "\n" not in source + text


@pytest.mark.parametrize("settings", [{"languages": ["en", "xx"]}, {"profil": "corpus"}, {"severity": "grave"}])
def test_wrong_settings_are_told(settings: dict[str, object]) -> None:
    with pytest.raises(opusfilter.ConfigurationError):
        TextfixFilter(**settings)
    with pytest.raises(opusfilter.ConfigurationError, match="2 files, but 1 languages"):
        list(TextfixFilter(languages=["en"]).score([(SOURCE, RIGHT)]))
