"""What the rules that compare a text with its source take for the same, and for different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textfix
from textfix._alignment import line_pairs
from textfix._catalogue import installed
from textfix._constructs import addresses, differences, placeholders, tags
from textfix._counterparts import misscaled, unanswered
from textfix._numbers import Side
from textfix.locale import locale_for
from textfix.model import Segment

OWN = (
    "changed-placeholder",
    "empty-translation",
    "end-punctuation-mismatch",
    "length-ratio",
    "line-break-mismatch",
    "number-mismatch",
    "placeholder-mismatch",
    "tag-mismatch",
    "untranslated-copy",
    "url-mismatch",
)


def other_amounts(source: str, text: str, lang: str, source_lang: str = "en") -> list[str]:
    """The numbers of the text whose scale word makes another amount of them than the source has, with that word."""
    return [n.text + n.scaling for n, _ in misscaled(Side(text, lang), Side(source, source_lang))]


@pytest.mark.parametrize(
    ("source", "text", "lang", "found"),
    [
        ("11 million", "11 Milliarden Dollar", "de", "11 Milliarden"),
        ("11 billion", "11 Billionen Dollar", "de", "11 Billionen"),
        ("11 billion", "11 billones de euros", "es", "11 billones"),
        ("11 billion", "11 biliões de euros", "pt-PT", "11 biliões"),
        ("5 trillion", "5 Trillionen Dollar", "de", "5 Trillionen"),
        ("5 million", "5 mil pessoas", "pt-BR", "5 mil"),
        ("3 thousand", "3 миллиона человек", "ru", "3 миллиона"),
        ("200 billion", "с 200 миллионами", "ru", "200 миллионами"),
        ("$125m", "125 Mrd. Dollar", "de", "125 Mrd."),
        ("£2.8bn", "2,8 millioner pund", "nb", "2,8 millioner"),
        ("11 billion", "11亿美元", "zh", "11亿"),
        ("9 billion", "9 千萬英鎊", "zh-Hant", "9 千萬"),
        ("120 million", "120 કરોડ સુધી", "gu", "120 કરોડ"),
        ("2.8 billion", "2.8 ล้านปอนด์", "th", "2.8 ล้าน"),
        ("1.5 million", "1,5 tỷ người", "vi", "1,5 tỷ"),
        ("5 billion", "5 ሚልዮን ትጽቢት", "ti", "5 ሚልዮን"),
        ("200 million", "200 de miliarde de euro", "ro", "200 de miliarde"),
        ("11 million", "11 млрд фунт", "tg", "11 млрд"),
    ],
)
def test_another_scale_makes_another_amount(source: str, text: str, lang: str, found: str) -> None:
    assert other_amounts(source, text, lang) == [found]


@pytest.mark.parametrize(
    ("source", "text", "lang"),
    [
        ("11 billion", "11 Milliarden", "de"),
        ("11 billion", "11 mil millones", "es"),
        ("11 billion", "11 milers de milions", "ca"),
        ("11 billion", "11 bilhões", "pt-BR"),
        ("11 trillion", "11 biliões", "pt-PT"),
        ("11 thousand million", "11 milliards", "fr"),
        ("2 lakh crore", "2 trillion", "en"),
        ("1.7 billion", "1.7 ពាន់\u200bលាន", "km"),
        ("1.234 billion", "1.234 Millionen", "de"),
        ("20 million", "20 de milioane", "ro"),
        ("125m deep", "125 milioni", "it"),  # metres, perhaps
        ("$5 to 10 million", "5 Millionen bis 10 Millionen Dollar", "de"),
        ("5 million and 5 billion", "5 Milliarden und 5 Millionen", "de"),
        ("2 million 400 thousand", "2 миллиона 400 тысяч", "ru"),
        ("11 billion", "11 billion", "fj"),
        ("10 billion", "10 bilioni", "fj"),
    ],
)
def test_the_same_amount_in_the_scale_of_another_language(source: str, text: str, lang: str) -> None:
    assert other_amounts(source, text, lang) == []


def test_what_a_word_for_a_thousand_comes_to_is_sure_where_the_language_has_it() -> None:
    assert left("30,000 pupils", "300 ألف تلميذ", "ar") == (["30,000"], ["300"])
    assert left("£2.8bn", "2800 billones de libras", "es") == (["2.8"], ["2800"])
    assert left("$3.6bn", "$36bn", "ko") == (["3.6"], ["36"])


def test_a_scale_word_may_mean_all_that_it_does_anywhere_where_the_language_is_not_known() -> None:
    assert other_amounts("11 billion", "11 Billionen", "de")
    assert not other_amounts("11 billion", "11 Billionen", "de", source_lang="mi")
    assert not [*misscaled(Side("11 Billionen", None), Side("11 billion", "en"))]


def left(source: str, text: str, lang: str, source_lang: str = "en") -> tuple[list[str], list[str]]:
    """The numbers that only the source has, and those that only the text has."""
    there, here = Side(source, source_lang), Side(text, lang)
    return [n.text for n in unanswered(there, here)], [n.text for n in unanswered(here, there)]


@pytest.mark.parametrize(
    ("source", "text", "lang"),
    [
        ("1,234.5 tons", "1.234,5 Tonnen", "de"),
        ("1,234.5 tons", "1 234,5 tonnes", "fr"),
        ("1,234.5 tons", "1'234.5 Tonnen", "de-CH"),
        ("100,000 people", "1,00,000 लोग", "hi"),
        ("In 1987", "۱۹۸۷", "fa"),
        ("In 2018", "๒๕๖๑", "th"),
        ("$3.5 million", "350万美元", "zh"),
        ("125 million", "1億2,500万", "ja"),
        ("142 million", "1억 4천 2백만", "ko"),
        ("$2 billion", "2 Mrd. Dollar", "de"),
        ("six million", "600万", "zh"),
        ("at 5:30 pm", "um 17:30 Uhr", "de"),
        ("at 5.30pm", "o 17.30", "pl"),
        ("at 7:30 am", "saa 1:30", "sw"),
        ("the 19th century", "XIX век", "ru"),
        ("in the 1990s", "в 90-х годах", "ru"),
        ("on May 5, 2018", "5.5.2018", "fi"),
        ("on 5/5/2018", "le 5 mai 2018", "fr"),
        ("10 miles", "16 km", "fr"),
        ("80 degrees", "27 °C", "it"),
        ("3 to 6 inches", "7,5–15 cm", "de"),
        ("call 0800 555 111", "0800555111", "vi"),
        ("25 books", "fünfundzwanzig Bücher", "de"),
        ("12 houses", "двенадцать домов", "ru"),
        ("the 3rd day", "kolmas päivä", "fi"),
        ("5,000 dollars", "пять тысяч долларов", "ru"),
        ("21 men", "yirmi bir adam", "tr"),
        ("4 cats", "四只猫", "zh"),
        ("8 days", "ثمانية أيام", "ar"),
        ("300 km (190 miles) north", "300 km nördlich", "de"),
        ("six meters (18 feet)", "sechs Meter", "de"),
        ("within 200 miles", "в межах 200 миль (322 км)", "uk"),
        ("a crowd of 25,000", "25-tysięczny tłum", "pl"),
        ("820,000 people", "batho ba 820, 000", "nso"),
        ("in the 19th century", "1800-luvulla", "fi"),
        ("in the country", "တိုင္းျပည္၄င္းတြင္", "my"),
        ("2.4 million people", "2 миллион 400 мең кеше", "tt"),
        ("£2.8bn", "2800 milions de lliures", "ca"),
        ("$11 billion, 110 billion cubic metres", "110 milyard kubmetr, 11 milyard dollar", "az"),
        ("$200 billion", "200 mila milioi dolar", "eu"),
        ("5,000 for 5 million", "5 آلاف من أجل 5 ملايين", "ar"),
        ("300,000 people", "300 меңнән артык кеше", "tt"),
        ("380,000 people", "ከ380 ሺህ በላይ ሰዎች", "am"),
        ("20.4 million viewers", "兩千四十萬觀眾", "yue"),
        ("300,000 people", "30多萬人", "yue"),
        ("30,000 students", "30，000名學生", "yue"),
        ("more than 70 percent", "七成以上", "zh"),
        ("in the 1980s", "八十年代", "zh"),
        ("in the 1980s", "á 9. áratugnum", "is"),
        ("in the 1980s", "ní 1980 sí 1989", "yo"),
        ("a two-foot wide brim", "60 cm széles karima", "hu"),
        ("waves as high as 20 feet", "sechs Meter hohe Wellen", "de"),
        ("a 6-foot-6 junior", "1,98 m de haut", "fr"),
        ("widespread 80s", "unos 27 grados", "es"),
        ("winds of 85 miles per hour", "38 m/s", "da"),
        ("a 32-year-old man", "dvaatřicetiletý muž", "cs"),
        ("40 games", "اربعون مباراة", "ar"),
        ("call 859-292-3680", "08592923680", "ar"),
        ("call 85993119", "call 8599 3119", "en"),
        ("L'Oreal", "L&#39;Oreal", "ky"),
        ("at 5 a.m.", "kell 05:00", "et"),
        ("30 yards (90 feet)", "30 yarda", "hr"),
    ],
)
def test_numbers_that_answer_to_each_other(source: str, text: str, lang: str) -> None:
    assert left(source, text, lang) == ([], [])


@pytest.mark.parametrize(
    ("source", "text", "lang", "lost", "added"),
    [
        ("152 men", "125 Männer", "de", ["152"], ["125"]),
        ("1.5 tons", "15 Tonnen", "de", ["1.5"], ["15"]),
        ("3,000 men", "3 hommes", "fr", ["3,000"], ["3"]),
        ("300 men", "3000 人", "zh", ["300"], ["3000"]),
        ("800 kph (497 mph)", "800 km/h (947 mph)", "fr", ["497"], ["947"]),
        ("25 books", "zweiundfünfzig Bücher", "de", ["25"], []),
        ("$11 billion for 110 billion tons", "31 Milliarden für 110 Milliarden Tonnen", "de", ["11"], ["31"]),
        ("In 2010, 10 men", "En 2010,  hommes", "fr", ["10"], []),
        ("2010: 7.5 degrees", "20107: 7,5 stopni", "pl", ["2010"], ["20107"]),
        ("2.4 million people", "2 миллион 500 мең кеше", "tt", ["2.4"], ["500"]),
        ("a 6-foot-6 junior", "2,98 m de haut", "fr", ["6", "6"], ["2,98"]),
        ("a 42-year-old man", "dvaatřicetiletý muž", "cs", ["42"], []),
        ("3.1 million", "31 萬", "zh-Hant", ["3.1"], ["31"]),
        ("5,000 for 5 million", "5 milyon için", "tr", ["5,000"], []),
        ("$11 billion for 110 billion tons", "11 دۆلار", "ckb", ["110"], []),
        ("90% of them", "40 % in den Rest", "de", ["90"], ["40"]),
        ("in 2020", "không tranh cử vào năm", "vi", ["2020"], []),
    ],
)
def test_numbers_that_differ(source: str, text: str, lang: str, lost: list[str], added: list[str]) -> None:
    assert left(source, text, lang) == (lost, added)


def test_how_sure_a_number_is_wrong() -> None:
    cleaner = textfix.Cleaner(textfix.Options(select=("number-mismatch",)))

    def sure(source: str, text: str, lang: str) -> list[float]:
        found = cleaner.check(text, source=source, lang=lang, source_lang="en").findings
        return [f.confidence for f in found]

    assert sure("We saw 48 birds.", "Wir sahen Vögel.", "de")[0] > 0.5
    assert sure("We saw 18 birds.", "Mun naluaqat.", "iu")[0] < 0.3  # number words that are not known
    for source, text in [
        ("Jones, 52, joined.", "Jones kam dazu."),
        ("In 2013 he left.", "Er ging."),
        ("It cost $200 (£150).", "Es kostete 200 Dollar."),
        ("a man in his 40s", "ein Mann"),
        ("the Covid-19 wave", "die Welle"),
        ("It cost $3,600.", "Es kostete 3.350 Euro."),
        ("He came.", "Er kam 2013."),
        ("until 1 o'clock", "bis 13"),
        ("Call 116 123.", "Telefon 116 123 (+353)"),
    ]:
        assert all(c < 0.5 for c in sure(source, text, "de")), (source, sure(source, text, "de"))


def test_digits_without_end_are_no_number() -> None:
    assert not Side("1" * 5000, "de").numbers
    assert Side("一" * 5000, "zh").han


@given(
    st.text(alphabet="0123456789.,:/ -%apmIVXkm万億千٣五成ft()ug$€", max_size=30),
    st.sampled_from(["de", "ja", "ar", "sw", None]),
)
def test_a_text_has_the_numbers_it_has(text: str, lang: str | None) -> None:
    side = Side(text, lang)
    assert not list(unanswered(side, Side(text, lang)))
    assert all(text[n.span.start].isdecimal() for n in side.numbers)


@given(st.text(alphabet="%sd{}$<>/bx@. #1", max_size=30))
def test_a_text_has_the_constructs_it_has(text: str) -> None:
    for find in (placeholders, tags, addresses):
        assert differences(find(text), find(text)) == ([], [])


def test_tags_and_addresses_may_differ_in_what_is_no_matter() -> None:
    assert differences(tags("<A href='x'>y</A><br>"), tags('<a href="z">y</a><br/>')) == ([], [])
    assert differences(addresses("http://www.example.org/"), addresses("See https://Example.org.")) == ([], [])


def test_lines_go_with_lines() -> None:
    def pairs(source: str, text: str) -> list[tuple[int, str, str]]:
        return line_pairs(Segment(text, None, locale_for(None), source=source))

    assert pairs("a\nb", "c\nd") == [(0, "a", "c"), (2, "b", "d")]
    assert pairs("a\nb\nc", "d\n\nf") == [(0, "a", "d"), (3, "c", "f")]
    assert pairs("a\nb", "c d") == [(0, "a\nb", "c d")]
    assert pairs("a\n\nb", "c\nd") == [(0, "a", "c"), (2, "b", "d")]


@pytest.mark.parametrize("rule", OWN)
def test_without_a_source_nothing_is_said(rule: str) -> None:
    text = "Wir {name} sahen 48 <b>Vögel auf https://example.org?\n\nThe dog"
    assert (
        textfix.check(text, lang="de", source=None).findings
        == textfix.Cleaner(textfix.Options(ignore=(rule,))).check(text, lang="de").findings
    )
    assert next(r for r in installed() if r.id == rule).needs_source


def test_a_repaired_placeholder_is_no_mismatch() -> None:
    report = textfix.check("Hola {nombre}, hay 3.", lang="es", source="Hello {name}, there are 3.", source_lang="en")
    assert report.text == "Hola {name}, hay 3."
    assert [f.rule for f in report.findings] == ["changed-placeholder"]
    assert textfix.clean(report.text, lang="es", source="Hello {name}, there are 3.") == report.text
