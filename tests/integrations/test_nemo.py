"""The steps for NeMo Curator, where it is installed: with PyTorch it is too large to be a tool of development."""

import pickle
from collections.abc import Callable

import pytest

import textfix

pytest.importorskip("nemo_curator", reason="needs NeMo Curator, 6 GB")
import pandas as pd
from nemo_curator.backends.ray_data import RayDataExecutor
from nemo_curator.pipeline import Pipeline
from nemo_curator.stages.text.filters.score_filter import ScoreFilter
from nemo_curator.stages.text.modifiers.modifier import Modify
from nemo_curator.tasks import DocumentBatch

from textfix.integrations.nemo import TextfixFilter, TextfixModifier, TextfixScoreFilter

BROKEN = "The ferry was “not fit for sea» that morning."
REFUSAL = "I'm sorry, but I can't assist with that request."


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("nemo")


def batch(**columns: list[object]) -> DocumentBatch:
    return DocumentBatch(dataset_name="d", data=pd.DataFrame(columns))


def test_a_pipeline_of_curator() -> None:
    steps = [
        Modify(TextfixModifier(lang="en")),
        ScoreFilter(TextfixFilter(lang="en"), score_field="faults"),
        ScoreFilter(TextfixScoreFilter(10, lang="en"), score_field="score"),
    ]
    pipeline = Pipeline(name="textfix", stages=steps)
    batches = [batch(text=[BROKEN, REFUSAL, f"{i}"]) for i in range(2)]
    out = pipeline.run(RayDataExecutor(), initial_tasks=batches)
    found = [row for b in out for row in b.to_pandas().to_dict("records")]
    assert sorted(row["text"] for row in found) == ["0", "1", *[textfix.clean(BROKEN, lang="en")] * 2]
    assert {row["faults"] for row in found} == {0}
    assert all(0 <= row["score"] <= 100 for row in found)


def test_fields_and_settings() -> None:
    fields = batch(
        text=["Er  kam.", "Es kostet 3 Euro ."], lang=["no such", "de"], source=["He came.", "It costs 3 euros."]
    )
    modify = Modify(TextfixModifier(), input_fields=[["text", "lang", "source"]], output_fields="out")
    assert modify.process(fields).to_pandas()["out"].tolist() == ["Er kam.", "Es kostet 3 Euro."]
    assert TextfixFilter(rules=["double-space"], lang="en").score_document(REFUSAL) == 0
    assert TextfixScoreFilter().score_document("") == 100
    assert pickle.loads(pickle.dumps(TextfixModifier(lang="en"))).modify_document(BROKEN) == textfix.clean(BROKEN)
    for wrong in ({"severity": "grave"}, {"profile": "corpsu"}):
        with pytest.raises(textfix.OptionsError):
            TextfixFilter(**wrong)
