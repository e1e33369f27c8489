"""Letters that lost a byte of UTF-8: told where the language tells them, left alone where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textfix
from textfix._code_pages import unused_bytes
from textfix._lexicon import lexicon
from textfix._lost_bytes import LOST, with_lost_letters
from textfix.locale import locale_for

SENTENCES = [
    ("ru", "Мы сказали ему, что это самая новая часть системы."),
    ("el", "Το καλοκαίρι πηγαίνουμε στη θάλασσα με τα παιδιά και τους φίλους."),
    ("pl", "Łódź jest duża, a Źródło leży blisko miasta."),
    ("en", "“They went home,” she said, “and that was that.”"),
    ("hi", "उन्होंने कहा कि सरकार इस मुद्दे पर विचार करेगी।"),
    ("ar", "قال المدير إن الفريق سوف يعمل في الصيف."),
]


def lossy(text: str, page: str = "cp1252") -> str:
    return text.encode().decode(page, "replace")


@pytest.mark.parametrize(("lang", "sentence"), SENTENCES, ids=[lang for lang, _ in SENTENCES])
def test_what_the_language_tells_is_restored(lang: str, sentence: str) -> None:
    broken = lossy(sentence)
    assert LOST in broken
    assert textfix.clean(broken, lang=lang) == sentence


def test_the_one_byte_that_windows_1251_lacks_leaves_no_choice() -> None:
    sentence = "И всё-таки Иван пришёл домой."
    assert textfix.clean(lossy(sentence, "cp1251"), lang="ru") == sentence


def test_what_nothing_tells_stays_and_is_told() -> None:
    report = textfix.check(lossy("Былі сказы."), lang="be")
    assert report.text == "Былі Ñ�казы."
    assert [f.rule for f in report.findings if not f.applied] == ["replacement-character"]


def test_a_name_that_no_list_has_stays() -> None:
    assert textfix.clean(lossy("Это Тлаксэсмо."), lang="ru").startswith("Это ")
    assert LOST in textfix.clean(lossy("Это Тлаксэсмо."), lang="ru")


@given(st.lists(st.sampled_from("абвгдесэяАН “”’—ŁłžčÁ"), min_size=1, max_size=12).map("".join))
def test_only_lost_letters_are_in_doubt(text: str) -> None:
    """A letter that lost no byte comes back as it was; one that did could be read as what stands there."""
    broken = lossy(text)
    guess = bytes(0x81 if b in unused_bytes("cp1252") else b for b in text.encode()).decode()
    restored: dict[int, str] = {}
    for start, end, new in with_lost_letters(
        broken, [(0, len(broken), guess)], "cp1252", locale_for("ru"), lexicon("ru")
    ):
        at = start
        for char in new:
            restored[at] = char
            at += len(char.encode())
        assert at == end
    at = 0
    for char in text:
        if LOST in lossy(char):
            assert lossy(restored.get(at, char)) == lossy(char)
        else:
            assert restored[at] == char
        at += len(char.encode())
