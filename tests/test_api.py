"""The public surface: what there is, what it takes and gives, and what it says to wrong input."""

import dataclasses
import inspect
import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import textfix
from textfix import Cleaner, Options

BROKEN = "They  said that that it was was “over».\r\nThe the end </s>"


def test_all_names_exist_and_are_sorted() -> None:
    assert [n for n in textfix.__all__ if not hasattr(textfix, n)] == []
    assert sorted(textfix.__all__, key=lambda n: (n[0].islower() or n[0] == "_", n)) == sorted(textfix.__all__)


def test_every_public_name_is_documented() -> None:
    for name in textfix.__all__:
        thing = getattr(textfix, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), name


def test_signatures_stay() -> None:
    for function in (textfix.clean, textfix.check):
        parameters = inspect.signature(function).parameters
        assert list(parameters) == ["text", "lang", "source", "source_lang"]
        assert all(p.kind is p.KEYWORD_ONLY for n, p in parameters.items() if n != "text")
    assert [f.name for f in dataclasses.fields(textfix.Report)][:5] == [
        "text",
        "edits",
        "findings",
        "lang",
        "signature",
    ]


def test_clean_is_check_with_its_sure_edits() -> None:
    assert textfix.clean(BROKEN, lang="en") == textfix.check(BROKEN, lang="en").text != BROKEN


def test_report_as_json() -> None:
    report = textfix.check(BROKEN, lang="eng")
    data = json.loads(json.dumps(report.to_dict()))
    assert data["lang"] == "en"
    assert data["text"] == report.text
    assert len(data["findings"]) == len(report.findings) > 0
    assert {"rule", "span", "edits", "error_type", "its_type", "severity", "confidence", "message", "applied"} <= set(
        data["findings"][0]
    )
    assert data["score"] == report.score
    assert data["basis"] == "target"


@pytest.mark.parametrize("text", ["", " ", "\n", "\ufeff", "\x00", "😀", "\ud800", "a" * 5000, "\r\n\r\n", "((((", "“"])
def test_odd_texts_raise_nothing(text: str) -> None:
    for lang in ("en", None):
        report = textfix.check(text, lang=lang)
        assert textfix.clean(report.text, lang=lang) == report.text


def test_many_are_lazy_and_in_order() -> None:
    taken = []

    def texts():
        for i in range(5):
            taken.append(i)
            yield f"number {i}  here"

    cleaned = Cleaner(Options(lang="en")).clean_many(texts())
    assert taken == []
    assert next(cleaned) == "number 0 here"
    assert len(taken) < 5
    assert list(cleaned) == [f"number {i} here" for i in range(1, 5)]
    reports = Cleaner(Options(lang="en")).check_many(["a  b", "c"])
    assert [r.changed for r in reports] == [True, False]


def test_many_give_what_one_gives() -> None:
    texts = [BROKEN, "", "nothing\nwrong here", "a  b\r\nc c", "\n", *(f"line {i} ,  here" for i in range(700))]
    cleaner = Cleaner(Options(lang="en"))
    assert list(cleaner.clean_many(texts)) == [cleaner.clean(t) for t in texts]
    assert list(Cleaner().clean_many(texts[:5])) == [textfix.clean(t) for t in texts[:5]]


def test_many_with_their_sources() -> None:
    texts, sources = ["Es kostet 40 Euro.", "Es kostet 30 Euro.", "Ja  so."], ["It costs 30 euros."] * 2 + [None]
    cleaner = Cleaner(Options(source_lang="en"))
    reports = list(cleaner.check_many(texts, lang="de", sources=sources))
    assert reports == [cleaner.check(t, lang="de", source=s) for t, s in zip(texts, sources, strict=True)]
    assert [[f.rule for f in r.findings] for r in reports] == [["number-mismatch"], [], ["double-space"]]
    assert list(cleaner.clean_many(texts, lang="de", sources=sources)) == [*texts[:2], "Ja so."]
    with pytest.raises(ValueError, match="shorter"):
        list(cleaner.check_many(texts, lang="de", sources=sources[:2]))


def test_a_cleaner_can_be_pickled() -> None:
    cleaner = Cleaner(Options(lang="de", ignore=("spacing",), rules=()))
    again = pickle.loads(pickle.dumps(cleaner))
    assert again.options == cleaner.options
    assert again.clean(BROKEN) == cleaner.clean(BROKEN)


def test_a_rule_can_be_pickled() -> None:
    from textfix._catalogue import installed

    for rule in installed():
        assert pickle.loads(pickle.dumps(rule)) is rule


def test_a_cleaner_serves_many_threads() -> None:
    cleaner = Cleaner(Options(lang="en"))
    texts = [f"{BROKEN} {i}" for i in range(60)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(cleaner.clean, texts)) == [cleaner.clean(t) for t in texts]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"lang": "xx"}, "xx"),
        ({"select": ("mixed-quote",)}, "did you mean 'mixed-quotes'"),
        ({"ignore": ("spacin",)}, "did you mean 'spacing'"),
        ({"select": "mixed-quotes"}, "list of names"),
        ({"profile": "repare"}, "did you mean 'repair'"),
        ({"min_confidence": 2}, "0 to 1"),
        ({"min_confidence": "high"}, "0 to 1"),
    ],
)
def test_wrong_options_are_told(settings: dict[str, object], message: str) -> None:
    with pytest.raises(textfix.OptionsError, match=message) as caught:
        Cleaner(Options(**settings))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_settings_from_a_mapping() -> None:
    assert Options.of({"min-confidence": 0.9, "ignore": ["spacing"]}) == Options(
        min_confidence=0.9, ignore=("spacing",)
    )
    with pytest.raises(textfix.OptionsError, match="did you mean 'min_confidence'"):
        Options.of({"min-confidense": 0.9})


def test_text_must_be_str() -> None:
    with pytest.raises(TypeError, match="bytes"):
        textfix.clean(b"abc")  # type: ignore[arg-type]


def test_rules_of_plugins_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    from textfix import _catalogue

    module = _plugin_module()
    point = EntryPoint("shout", f"{module}:find", "textfix.rules")
    monkeypatch.setattr(_catalogue, "entry_points", lambda group: [point])
    _catalogue.installed.cache_clear()
    try:
        assert "no-shouting" in {r.id for r in _catalogue.installed()}
        assert Cleaner(Options(select=("no-shouting",))).clean("wow!!!") == "wow!"
    finally:
        _catalogue.installed.cache_clear()


def _plugin_module() -> str:
    import sys
    import types

    source = '''
"""Too many exclamation marks."""
import re
from textfix.rule import REPAIR, delete, pair, rule

@rule(id="no-shouting", kind=REPAIR, error_type="style/register", trigger=pair("!", "!"), confidence=0.9, examples=[])
def find(segment):
    for m in re.finditer("(?<=!)!+", segment.text):
        yield delete(m.start(), m.end(), "one is enough")
'''
    module = types.ModuleType("plugin_for_tests")
    exec(source, module.__dict__)
    sys.modules["plugin_for_tests"] = module
    return "plugin_for_tests"


def test_signature_names_what_made_the_report() -> None:
    report = textfix.check("a", lang="en")
    assert report.signature.startswith(f"textfix:{textfix.__version__}|rules:")
    assert report.signature != Cleaner(Options(ignore=("spacing",))).check("a", lang="en").signature
