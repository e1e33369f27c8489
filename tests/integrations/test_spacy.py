"""The spaCy component, in real pipelines."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import textfix

spacy = pytest.importorskip("spacy")
from spacy.tokens import Doc, DocBin  # noqa: E402

BROKEN = "The ferry was “not fit for sea» that morning. The the end </s>"


def make(code: str = "en", **config: object) -> "spacy.Language":
    nlp = spacy.blank(code)
    nlp.add_pipe("textfix", config=config)
    return nlp


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("spacy")


def test_the_report_is_that_of_check() -> None:
    doc = make()(BROKEN)
    report = textfix.check(BROKEN, lang="en")
    assert doc._.textfix == report.to_dict()
    assert doc._.textfix_text == report.text != doc.text == BROKEN
    assert [s.label_ for s in doc.spans["textfix"]] == [f.rule for f in report.findings]
    for span, found in zip(doc.spans["textfix"], report.findings, strict=True):
        assert BROKEN[slice(*found.span)].strip() in span.text
        assert found.to_dict() in span._.textfix


@pytest.mark.parametrize("text", ["", " ", "\n", "The end", "😀", "A sentence that ends with the", "One , two", " one"])
def test_odd_texts(text: str) -> None:
    doc = make()(text)
    assert doc._.textfix_text == textfix.clean(text, lang="en")
    assert len(doc.spans["textfix"]) == len(doc._.textfix["findings"])
    assert all(span._.textfix for span in doc.spans["textfix"])


def test_many_documents_and_processes() -> None:
    nlp, texts = make(), [f"{BROKEN} {i}" for i in range(6)]
    wanted = [nlp(t)._.textfix for t in texts]
    assert [d._.textfix for d in nlp.pipe(texts, batch_size=2)] == wanted
    assert [d._.textfix for d in nlp.pipe(texts, batch_size=2, n_process=2)] == wanted


def test_documents_and_pipelines_are_stored(tmp_path: Path) -> None:
    nlp = make(ignore=["repeated-word"], spans_key="faults")
    doc = nlp(BROKEN)
    for again in (
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        next(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)),
        pickle.loads(pickle.dumps(doc)),
    ):
        assert json.dumps(again._.textfix) == json.dumps(doc._.textfix)  # lists may come back as tuples
        assert [s.label_ for s in again.spans["faults"]] == [s.label_ for s in doc.spans["faults"]]
    nlp.to_disk(tmp_path / "nlp")
    loaded = spacy.load(tmp_path / "nlp")
    assert loaded(BROKEN)._.textfix == doc._.textfix
    assert pickle.loads(pickle.dumps(nlp))(BROKEN)._.textfix == doc._.textfix


def test_the_language_is_that_of_the_pipeline_unless_told() -> None:
    assert make("de")("Er kam.")._.textfix["lang"] == "de"
    assert make("de", lang="de-CH")("Er kam.")._.textfix["lang"] == "de-CH"
    assert make("xx")("The ferry left the harbour on Monday morning.")._.textfix["lang"] == "en"
    with pytest.raises(textfix.LanguageError):
        make(lang="xx")
    with pytest.raises(textfix.OptionsError, match="did you mean 'spacing'"):
        make(ignore=["spacin"])


def test_a_document_that_was_not_checked() -> None:
    doc = spacy.blank("en")("The  end")
    make()
    assert (doc._.textfix, doc._.textfix_text, doc[0:1]._.textfix) == (None, "The  end", [])
