"""The word lists: what is known, what could be words run together, and that many threads may ask at once."""

import threading
import unicodedata

import numpy as np
import pytest

from textfix import _word_lists
from textfix._lexicon import Lexicon, core, lexicon
from textfix._words import words_of


@pytest.fixture(scope="module")
def english() -> Lexicon:
    found = lexicon("en")
    assert found is not None
    return found


def suspects(words: Lexicon, tokens: list[str]) -> set[str]:
    return {token for token in tokens if words.suspect(token)}


def likely(words: Lexicon, tokens: list[str]) -> set[str]:
    """Those of a text that are likely enough to be looked at, from their hashes alone."""
    text = f" {' '.join(tokens)} "
    found = words_of(np.array([ord(c) for c in text], np.uint32), np.array([c.isalpha() for c in text]))
    return {text[found.starts[i] : found.ends[i]] for i in words.suspects(text, found, words.unseen(found))}


def test_frequency_is_on_the_zipf_scale(english: Lexicon) -> None:
    assert 7 < english.zipf("the") < 8
    assert english.zipf("house") > english.zipf("parsonage") > 0
    assert english.zipf("qwxzzk") == 0.0
    assert "house" in english
    assert "qwxzzk" not in english


@pytest.mark.parametrize(
    ("lang", "word"),
    [("en", "House"), ("tr", "IŞIK"), ("de", "Straße"), ("sr", "кућа"), ("el", "λόγος"), ("ar", "كِتَاب"), ("ro", "şi")],
)
def test_case_marks_and_spelling_of_the_language_are_seen_through(lang: str, word: str) -> None:
    words = lexicon(lang)
    assert words is not None
    assert word in words
    assert unicodedata.normalize("NFD", word) in words


def test_languages_share_and_lack_lists() -> None:
    assert lexicon("pt-BR") is lexicon("pt")
    assert lexicon("hr") is not None
    assert lexicon("mi") is None
    assert lexicon(None) is None


def test_suspects_are_unknown_words_with_known_halves(english: Lexicon) -> None:
    tokens = ["The", "assistanceas", "(goodat", "house,", "qwxzzk", "x2y", "don't", "e-mail", "into"]
    assert suspects(english, tokens) == {"assistanceas", "(goodat"}
    assert likely(english, tokens) == {"assistanceas", "goodat"}
    assert likely(english, tokens) == {"assistanceas", "goodat"}, "the second time from memory"


def test_what_is_unlikely_is_not_looked_at(english: Lexicon) -> None:
    assert suspects(english, ["reheater", "infeed"]) == set()
    assert likely(english, ["reheater", "infeed"]) == set()


def test_copies_and_words_before_names_are_looked_at(english: Lexicon) -> None:
    tokens = ["teamteam", "theKavanaugh", "JoeBiden", "onon", "McConnell", "iPhone"]
    assert likely(english, tokens) >= {"teamteam", "theKavanaugh", "JoeBiden"}
    assert likely(english, tokens).isdisjoint({"McConnell", "iPhone"})


def test_common_gluings_in_the_list_are_suspect(english: Lexicon) -> None:
    assert suspects(english, ["ofthe", "together", "cannot"]) == {"ofthe"}


@pytest.mark.parametrize("lang", ["zh", "ja", "ko"])
def test_lists_that_are_not_of_spaced_words_suspect_nothing(lang: str) -> None:
    words = lexicon(lang)
    assert words is not None
    assert suspects(words, ["assistanceas", "今日は天気", "학교에서는"]) == set()
    assert likely(words, ["assistanceas", "今日は天気", "학교에서는"]) == set()


def test_letters_without_the_punctuation_around() -> None:
    assert core("“word”,") == "word"
    assert core("हिन्दी।") == "हिन्दी"
    assert core("a.b") == core("...") == core("x1") == ""


def test_affixes_are_counted(english: Lexicon) -> None:
    assert english.starting("over") > english.starting("house") > 0
    assert english.ending("ness") > english.ending("house") > 0


def test_threads_agree() -> None:
    words = lexicon("en")
    assert words is not None
    tokens = [f"{left}{right}" for left in ("good", "long", "house") for right in ("the", "and", "which", "zzq")]
    results: list[set[str]] = []
    threads = [threading.Thread(target=lambda: results.append(likely(words, tokens))) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(results) == 8
    assert all(r == results[0] for r in results)


def test_of_a_word_that_is_listed_twice_the_commoner_frequency_holds() -> None:
    words = [f"w{i}" for i in range(2000)]
    listed = _word_lists.WordList([*words, *words[::-1]], np.repeat(np.array([300, 500], np.int16), 2000))
    found = Lexicon("xx", listed, str, spaced=False)
    assert {found.zipf(word) for word in words} == {6.0}


@pytest.mark.parametrize("name", sorted(_word_lists.names()))
def test_every_list_is_in_order(name: str) -> None:
    words, below = _word_lists.read(name)
    assert len(words) == len(below) > 10_000
    assert words == sorted(set(words))
    assert below.min() > 0
    assert below.max() <= 800


@pytest.mark.parametrize(
    ("name", "word", "normal"),
    [
        ("de", "GROẞE", "grosse"),
        ("de", "natu\u0308rlich", "natürlich"),
        ("tr", "HAKKINDA İSTANBUL", "hakkında istanbul"),
        ("tr", "kișinin", "kişinin"),
        ("ro", "ACELAŞI", "același"),
        ("ar", "كَلِمَة", "كلمة"),
        ("ar", "الحمــــــد", "الحمد"),
        ("ja", "Ｕターン", "uターン"),
        ("ko", "\u1102\u1161\u11c0", "낱"),
        ("sh", "Схваташ", "shvataš"),
        ("sh", "Љубљана", "ljubljana"),
        ("sr-Cyrl", "Shvataš", "схваташ"),
        ("sr-Cyrl", "Ljubljana, injekcija", "љубљана, инјекција"),
        ("sr-Cyrl", "YouTube", "youtube"),
        ("sr-Cyrl", "oвoгa", "овога"),  # with Latin o and a
    ],
)
def test_how_a_list_writes_a_word(name: str, word: str, normal: str) -> None:
    assert _word_lists.normal_form(name)(word) == normal


def test_serbian_in_cyrillic_has_the_latin_list_in_its_letters() -> None:
    latin, cyrillic = _word_lists.read("sh"), _word_lists.read("sr-Cyrl")
    assert len(latin.words) == len(cyrillic.words)
    assert sorted(map(_word_lists.cyrillic, latin.words)) == cyrillic.words
    words = lexicon("sr-Cyrl")
    assert words is lexicon("sr") is lexicon("sr-RS") is lexicon("bs-Cyrl")
    assert words is not lexicon("sr-Latn")
    assert lexicon("sr-Latn") is lexicon("hr") is lexicon("bs")
    assert words is not None
    assert {"је", "да", "се", "на"} <= words.commonest
    assert words.listed("љубав") == lexicon("hr").zipf("ljubav") > 4  # type: ignore[union-attr]
    assert likely(words, ["тежинујер", "тежину"]) == {"тежинујер"}
    assert suspects(words, ["тежинујер", "тежину"]) == {"тежинујер"}
