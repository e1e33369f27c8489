"""Sentences and words."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from textfix._segmentation import sentences, words
from textfix.errors import LanguageError

# Sentences are divided by "|", which stands for the white space there.
SENTENCES = [
    ("en", "Dr. Hill saw Mrs. Low at 5 p.m. yesterday.|She was ill."),
    ("en", "“Is it far?” he asked.|Nobody knew."),
    ("en", "Version 2.1 is out!|Get it at example.com."),
    ("en", "T. S. Moore wrote No. 5 in 1920.|It was good."),
    ("en", "The U.S. Senate voted.|It passed."),
    ("de", "Das gilt z. B. für Äpfel.|Für Birnen nicht."),
    ("de", "Er kam am 3. Oktober.|Sie blieb."),
    ("fr", "« Tu dors ? » demanda-t-il.|Elle rit."),
    ("fr", "Il a dit : « Je dors. »|Puis il sortit."),
    ("es", "Véase la pág. 9.|¿Dónde?|¡Ahí!"),
    ("it", "Accadde nel 40 a.C. a Roma.|Pioveva."),
    ("pl", "Urodził się w 1950 r. w Łodzi.|Był malarzem."),
    ("ru", "А. П. Чехов жил на ул. Садовой.|Потом уехал."),
    ("ru", "Это было в 1941 г. в Туле.|Шёл снег."),
    ("pl", "Zmarł w 2001 r.|Pochowano go w Łodzi."),
    ("el", "Ο κ. Νίκου ήρθε.|Πού είναι;|Έφυγε."),
    ("hi", "आज ठंड है।|कल क्या होगा?|पता नहीं।"),
    ("ar", "أين البيت؟|هنا.|شكرا!"),
    ("hy", "Տաք է։|Ծովը հեռու է։"),
    ("am", "ዛሬ ሞቃት ነው።|ነገስ?|አላውቅም።"),
    ("my", "ဒီနေ့ ပူတယ်။|မနက်ဖြန်ရော။"),
    ("km", "ថ្ងៃនេះក្តៅ។|ស្អែកមិនដឹងទេ។"),
    ("ur", "گرمی ہے۔|کل کیا ہوگا؟"),
    (None, "One sentence.|Another one?|Yes!"),
    (None, "1. Introduction to bees"),
    (None, "It took... a while. "),
    ("pt-BR", "O Sr. Lima saiu.|Ninguém viu."),
]
GLUED = [
    ("zh", "今天热。|明天呢？|不知道！"),
    ("zh", "他（真的！）走了。|大家都笑。"),
    ("ja", "「どこ？」と母は聞いた。|父は笑った。"),
    ("ja", "値段は3.5円。|安い！"),
]


@pytest.mark.parametrize(("lang", "marked", "gap"), [(*s, " ") for s in SENTENCES] + [(*s, "") for s in GLUED])
def test_sentences(lang: str | None, marked: str, gap: str) -> None:
    text = marked.replace("|", gap)
    assert [text[s:e] for s, e in sentences(text, lang)] == [p.strip() for p in marked.split("|")]


def test_a_blank_line_ends_a_sentence_and_a_line_end_does_not() -> None:
    text = "A heading\n\nThe text goes\non here. It\n \nends"
    assert [text[s:e] for s, e in sentences(text, "en")] == ["A heading", "The text goes\non here.", "It", "ends"]


def test_a_tag_that_names_nothing_is_an_error() -> None:
    with pytest.raises(LanguageError):
        sentences("One. Two.", "not a language")


def test_long_texts_are_split_as_short_ones() -> None:
    one = "Dr. Hill came at ten. She left soon. "
    text = one * 300
    assert [text[s:e] for s, e in sentences(text, "en")] == ["Dr. Hill came at ten.", "She left soon."] * 300


@pytest.mark.parametrize(
    "literal", ["a", ".", ". ", "a. ", "A. ", "1. ", "?", "(", "“", "«", "\n", "\n\n", "。", "。)", "?」", ". »", " "]
)
def test_hostile_input_ends(literal: str) -> None:
    text = literal * (60_000 // len(literal))
    assert all(s.end <= len(text) for s in sentences(text, "en"))
    assert all(s.end <= len(text) for s in words(text))


mixed = st.lists(st.sampled_from([*"aZé. ?!…。」»« \n\t”“'1)(", "Dr.", "z. B.", "क।", "😀", "؟", "។"])).map("".join)


@given(st.text() | mixed, st.sampled_from([None, "en", "de", "ja", "hi", "zh-Hant"]))
def test_sentences_leave_out_nothing_but_space(text: str, lang: str | None) -> None:
    at = 0
    for start, end in sentences(text, lang):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's an e-mail, isn't it?", ["It's", "an", "e-mail", "isn't", "it"]),
        ("L’été 2020, 5 km", ["L’été", "km"]),
        ("rock 'n' roll", ["rock", "n", "roll"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("na\u0308ive COVID-19 B2B 3D", ["na\u0308ive", "COVID-19", "B2B", "3D"]),
        ("می‌خواهم", ["می‌خواهم"]),
        ("ג׳ורג׳ צה״ל", ["ג׳ורג", "צה״ל"]),
        ("col·lecció", ["col·lecció"]),
        ("日本語です。はい", ["日本語です", "はい"]),
        ("- a - b --c", ["a", "b", "c"]),
        ("1,000 2.5", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[s:e] for s, e in words(text)] == expected


@given(st.text() | mixed)
def test_words_are_in_order_and_hold_a_letter(text: str) -> None:
    at = 0
    for start, end in words(text):
        assert at <= start < end <= len(text)
        assert regex.search(r"\p{L}", text[start:end])
        at = end
