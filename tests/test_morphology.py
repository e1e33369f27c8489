"""Words that no list holds, and dates in words."""

import pytest

from textfix._agglutination import word_judge
from textfix._dates import dates
from textfix._lexicon import lexicon
from textfix._morphology import morphology
from textfix._suffixes import Suffixes
from textfix.locale import all_locales, locale_for


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("de", "hochseetauglichsten"),  # compound and ending
        ("fi", "yhteensopivuusongelmat"),
        ("ru", "перепроверившему"),
        ("es", "explíquenselo"),  # stress that a pronoun brings about
        ("en", "unhesitantly"),
    ],
)
def test_made_of_known_parts(lang: str, word: str) -> None:
    judge = morphology(lang)
    assert judge is not None
    assert judge.unknown({word}) == set()


@pytest.mark.parametrize(
    ("lang", "word", "meant"), [("en", "qestionable", "questionable"), ("it", "fotunati", "fortunati")]
)
def test_one_letter_off(lang: str, word: str, meant: str) -> None:
    judge = morphology(lang)
    assert judge is not None
    assert judge.unknown({word, "e", "Xyz", "x1"}) == {word}
    assert judge.meant(word) == meant


def test_small_lists_are_not_judged_by() -> None:
    assert lexicon("ro") is not None
    assert word_judge("ro") is None
    assert morphology("hu") is None
    assert word_judge(None) is None


@pytest.mark.parametrize(
    ("lang", "stem", "rest", "state"),
    [
        ("tr", "ev", "lerimizdekilerden", "noun"),
        ("tr", "okul", "umuzdaydık", "noun"),
        ("tr", "gel", "emeyebilirdik", "verb"),
        ("hu", "ház", "aitokban", "noun"),
        ("hu", "kert", "jeinkből", "noun"),
        ("hu", "olvas", "hatnánk", "verb"),
    ],
)
def test_chains_of_suffixes(lang: str, stem: str, rest: str, state: str) -> None:
    found = Suffixes(lang)
    assert found.follow(rest, state, found.context(stem))


@pytest.mark.parametrize(
    ("lang", "stem", "rest"), [("tr", "ev", "larda"), ("tr", "kitap", "da"), ("tr", "oda", "u"), ("hu", "kör", "ban")]
)
def test_letters_agree_with_what_is_before_them(lang: str, stem: str, rest: str) -> None:
    found = Suffixes(lang)
    assert not found.follow(rest, "noun", found.context(stem))


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("tr", "kitabınızdakileri"),  # kitap
        ("tr", "ağzımızdan"),  # ağız
        ("tr", "saatlerimizdeki"),  # an exception to harmony
        ("tr", "başlıyorlardı"),  # başla-
        ("tr", "kavurmuştu"),
        ("hu", "bokrainkkal"),  # bokor
        ("hu", "almáitokat"),  # alma
        ("hu", "kenyérrel"),
        ("hu", "ésszel"),
        ("hu", "visszautasíthatnák"),
        ("hu", "birkenheadi"),
    ],
)
def test_words_are_taken_apart(lang: str, word: str) -> None:
    judge = word_judge(lang)
    assert judge is not None
    assert judge.unknown({word}) == set()


@pytest.mark.parametrize(
    ("lang", "word", "meant", "sure"),
    [
        ("tr", "konuşuyour", "konuşuyor", True),
        ("tr", "ilşkiyi", "ilişkiyi", False),
        ("hu", "kapcaolatban", "kapcsolatban", True),
        ("hu", "urolsó", "utolsó", False),
    ],
)
def test_words_that_one_letter_makes_known(lang: str, word: str, meant: str, sure: bool) -> None:
    judge = word_judge(lang)
    assert judge is not None
    assert judge.unknown({word, "Xyz"}) == {word}
    assert judge.meant(word) == meant
    assert (judge.confidence_in(word) > 0.5) is sure


def test_names_of_months_and_weekdays() -> None:
    for tag in all_locales():
        locale = locale_for(tag)
        assert len(locale.months) in (0, 12), tag
        assert len(locale.weekdays) in (0, 7), tag
    assert locale_for(None).months == ()
    assert "января" in locale_for("ru").months[0]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "on 3rd March 2021 or March 4, 2021", [(3, 3, 2021), (4, 3, 2021)]),
        ("pt", "em 5 de maio de 2020", [(5, 5, 2020)]),
        ("hu", "2021. március 3.", [(3, 3, 2021)]),
        ("az", "5 İyun 2020", [(5, 6, 2020)]),
        ("ja", "2021年3月3日", [(3, 3, 2021)]),
        (None, "2021-03-04 and 5.6.2020, not 1.2.3", [(4, 3, 2021), (5, 6, 2020)]),
    ],
)
def test_dates(lang: str | None, text: str, found: list[tuple[int, int, int]]) -> None:
    assert [(d.day, d.month, d.year) for d in dates(text, locale_for(lang))] == found
