"""The steps for datatrove, in real pipelines, with two tasks at a time."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import textfix

pytest.importorskip("datatrove")
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from textfix.integrations.datatrove import TextfixFilter, TextfixFormatter

BROKEN = "The ferry was “not fit for sea» that morning."
REFUSAL = "I'm sorry, but I can't assist with that request."
GERMAN = "Die Fähre war an jenem Morgen nicht seetüchtig."


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("datatrove")


def rows(folder: Path) -> list[dict]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]


def test_a_pipeline_of_files_by_two_processes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for part in range(2):
        texts = [BROKEN, REFUSAL, GERMAN] * 3
        lines = [json.dumps({"text": t, "id": f"{part}-{i}", "language": "en"}) for i, t in enumerate(texts)]
        (tmp_path / "in" / f"{part}.jsonl").write_text("\n".join(lines))
    steps = [
        JsonlReader(str(tmp_path / "in")),
        TextfixFormatter(),
        TextfixFilter(exclusion_writer=JsonlWriter(str(tmp_path / "dropped"), compression=None)),
        JsonlWriter(str(tmp_path / "kept"), compression=None),
    ]
    LocalPipelineExecutor(steps, tasks=2, workers=2, logging_dir=str(tmp_path / "logs")).run()
    assert [r["text"] for r in rows(tmp_path / "kept")] == [textfix.clean(BROKEN, lang="en")] * 6
    reasons = [r["metadata"]["filter_reason"] for r in rows(tmp_path / "dropped")]
    assert reasons == ["llm-refusal", "wrong-language"] * 6
    _, formatted, filtered, _ = json.loads((tmp_path / "logs/stats.json").read_text())
    assert (formatted["stats"]["total"], formatted["stats"]["changed"]) == (18, 6)
    assert filtered["stats"]["dropped_llm-refusal"] == filtered["stats"]["dropped_wrong-language"] == 6


def test_languages_of_documents() -> None:
    documents = [
        Document("Er sagte, es sei „vorbei“.", "0", metadata={"lang": "deu"}),
        Document("Er  kam.", "1", metadata={"lang": "no such"}),
        Document(BROKEN, "2"),
    ]
    out = list(TextfixFormatter(lang_field="lang", ignore=("double-space",)).run(documents))
    assert [d.text for d in out] == ["Er sagte, es sei „vorbei“.", "Er  kam.", textfix.clean(BROKEN)]
    assert TextfixFormatter().format(BROKEN) == textfix.clean(BROKEN)


def test_what_a_document_is_dropped_for() -> None:
    def said(text: str, **settings: object) -> bool | tuple[bool, str]:
        return TextfixFilter(lang="en", **settings).filter(Document(text, "0"))

    assert said(BROKEN) is True
    assert said(REFUSAL) == (False, "llm-refusal")
    assert said(REFUSAL, confidence=0.99) is True
    assert said(REFUSAL, rules=["wrong-language"]) is True
    cut = "He said that the end of the war would come with the"
    assert said(cut) is True
    assert said(cut, severity="minor") == said(cut, rules=("cut-off-sentence",)) == (False, "cut-off-sentence")
    assert said(BROKEN, min_score=101) == (False, "score")
    assert said("", min_score=101) is True
    for wrong in ({"severity": "grave"}, {"rules": "spacing"}, {"profile": "corpsu"}):
        with pytest.raises(textfix.OptionsError):
            said(BROKEN, **wrong)
