"""The functions for Hugging Face datasets: in one process and in several, streamed, and from the cache."""

from types import SimpleNamespace

import datasets
import pytest
from datasets import Dataset
from datasets.fingerprint import Hasher

import textfix.integrations._batches as batches
from textfix import OptionsError
from textfix.integrations.datasets import RESULT, Check, Clean, Keep, rule_counts


@pytest.fixture
def dataset(table: SimpleNamespace) -> Dataset:
    return Dataset.from_dict(table.columns)


@pytest.fixture(autouse=True)
def quiet() -> None:
    datasets.disable_progress_bars()


def test_example(run_example) -> None:
    run_example("datasets")


def test_rows(dataset: Dataset, table: SimpleNamespace) -> None:
    check = Check("text", lang_column="lang")
    done = dataset.map(check, batched=True, batch_size=3, features=check.features(dataset.features))
    assert done["textfix"][:] == table.checked
    assert done.features["textfix"] == RESULT
    assert {tuple(row.values()) for row in rule_counts(done)} == table.counts


def test_several_processes(dataset: Dataset, table: SimpleNamespace) -> None:
    done = dataset.map(Clean("text", lang_column="lang"), batched=True, batch_size=2, num_proc=2)
    assert done["text"][:] == table.cleaned
    assert done["lang"][:] == table.columns["lang"]


def test_streamed(dataset: Dataset, table: SimpleNamespace) -> None:
    check = Check("text", into="found", lang_column="lang", source_column="source", source_lang="de")
    stream = dataset.to_iterable_dataset().map(
        check, batched=True, batch_size=3, features=check.features(dataset.features)
    )
    assert [row["found"] for row in stream] == table.compared
    kept = dataset.to_iterable_dataset().filter(Keep("text", lang_column="lang"), batched=True)
    assert [row["text"] for row in kept] == [t for t in table.columns["text"] if t is None or "sorry" not in t]


def test_what_is_kept(dataset: Dataset) -> None:
    def kept(**settings) -> int:
        return len(
            dataset.filter(Keep("text", lang_column="lang", **settings), batched=True, load_from_cache_file=False)
        )

    assert kept(worst="critical") == len(dataset)
    assert kept(min_confidence=0.95) == len(dataset)  # the refusal is not as sure as that
    assert kept(min_score=100) == 2  # those without a score


def test_settings_make_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Hasher.hash(Check("text", lang="en"))
    used = Check("text", lang="en")
    used({"text": ["He said “no» to it."]})
    assert Hasher.hash(used) == one
    assert Hasher.hash(Check("text", lang="de")) != one
    monkeypatch.setattr(batches, "__version__", "another")
    assert Hasher.hash(Check("text", lang="en")) != one


def test_what_cannot_be_used_is_told() -> None:
    with pytest.raises(OptionsError, match="no-such-rule"):
        Clean("text", select=["no-such-rule"])
    with pytest.raises(OptionsError, match="worst is one of neutral, minor"):
        Keep("text", worst="bad")
