import pytest
from hypothesis import given
from hypothesis import strategies as st

from textfix.errors import LanguageError
from textfix.language import canonical, fallbacks, matches, script, with_script


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "de"),
        ("deu", "de"),
        ("ger", "de"),
        ("DE_at", "de-AT"),
        ("zho-TW", "zh-TW"),
        ("zh_hant", "zh-Hant"),
        ("cmn-Hans", "zh-Hans"),
        ("srp-Latn", "sr-Latn"),
        ("arb", "ar"),
        ("prs", "fa-AF"),
        ("fil", "fil"),
        ("tl", "fil"),
        ("iw", "he"),
        ("tgk-Cyrl", "tg-Cyrl"),
        ("nob", "nb"),
        ("yue", "yue"),
        ("zh-yue", "yue"),
        ("kmr", "ku"),
        ("und", "und"),
        ("de-CH-1996", "de-CH-1996"),
    ],
)
def test_canonical_form(tag: str, expected: str) -> None:
    assert canonical(tag) == expected
    assert canonical(expected) == expected


TAGS_OF_CORPORA = """
afr amh ar aze-Latn bak bel bem ben bod bos bul cat ces ckb-Arab cym dan deu div dzo ell en-GB en-IN en-US eng est eus
ewe fao fas fij fil fin fra-CA fra fuc gle glg guj hau heb hin hmn hrv hun hye ibo ind isl ita jpn kan kat kaz khm kin
kir kmr kor lao lav lit ltz mal mar mey mkd mlg mlt mon mri msa mya nde nep nld nno nob nso nya orm pan pol por-BR por
prs pus ron rus shi sin slk slv smo sna-Latn snd-Arab som spa-MX spa sqi srp-Cyrl srp-Latn ssw swa swe tah tam tat tel
tgk-Cyrl tha tir ton tsn tuk tur uig ukr urd uzb ven vie wol xho yor yue zh-Hans zh-Hant zul
"""


@pytest.mark.parametrize("tag", TAGS_OF_CORPORA.split())
def test_tags_of_test_corpora_are_accepted(tag: str) -> None:
    assert canonical(tag).split("-")[0] in fallbacks(tag)


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("xx", "there is no language 'xx'"),
        ("english", "did you mean 'en'?"),
        ("germn", "did you mean 'de'?"),
        ("de-Foox", "there is no script 'Foox'"),
        ("de-foobar", "there is no variant 'foobar'"),
        ("de--AT", "is not a language tag"),
        ("", "is not a language tag"),
        ("x-foo", "names no language"),
        ("123", "there is no language '123'"),
        ("en_US.UTF-8", "is not a language tag"),
    ],
)
def test_what_names_nothing_is_refused_in_one_line(tag: str, message: str) -> None:
    with pytest.raises(LanguageError) as caught:
        canonical(tag)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=12))
def test_any_text_gives_a_canonical_tag_or_a_language_error(text: str) -> None:
    try:
        tag = canonical(text)
    except LanguageError:
        return
    assert canonical(tag) == tag
    assert fallbacks(tag)[0] == tag


def test_fallbacks_drop_singletons_with_what_they_introduce() -> None:
    assert fallbacks("zho-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")
    assert fallbacks("th-TH-u-nu-thai") == ("th-TH-u-nu-thai", "th-TH-u-nu", "th-TH", "th")


@pytest.mark.parametrize(
    ("tag", "ranges", "expected"),
    [
        ("de-AT", ["fr", "de"], True),
        ("de", ["de-AT"], False),
        ("den", ["de"], False),
        ("deu", ["*"], True),
        ("de", [], False),
        ("cmn", ["zh"], True),
        ("nb", ["no"], True),
        ("no", ["nb"], False),
        ("zh-TW", ["zh-Hant"], True),
        ("zh", ["zh-Hant"], False),
        ("sr-ME", ["sr-Latn"], True),
        ("yue", ["zh"], False),
        ("id", ["ms"], False),
    ],
)
def test_ranges(tag: str, ranges: list[str], expected: bool) -> None:
    assert matches(tag, ranges) is expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("de", "Latn"), ("zh", "Hans"), ("zh-TW", "Hant"), ("sr", "Cyrl"), ("sr-Latn", "Latn"), ("mey", "Zzzz")],
)
def test_script(tag: str, expected: str) -> None:
    assert script(tag) == expected


def test_an_unusual_script_is_named() -> None:
    assert with_script("zh-TW") == "zh-Hant-TW"
    assert with_script("zh-CN") == "zh-CN"
    assert with_script("de-AT") == "de-AT"
