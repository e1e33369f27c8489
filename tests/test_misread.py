"""Text that was decoded with the wrong encoding, as what is found in it and what was written there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textfix._misread import misread_page, misread_utf8
from textfix._misread._change import changed
from textfix._misread._utf8 import _runs
from textfix.locale import locale_for

UNKNOWN = locale_for("und")
WORDS = ["Привет", "мир", "größer", "naïve", "Ελλάδα", "dům", "—", "“quoted”", "plain", "text", "हिन्दी", "日本語"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), st.data())
def test_what_is_found_is_in_order_and_apart_and_shorter(text: str, data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(("latin-1", "cp437", "koi8-r", "mac-roman")))
    broken = text.encode().decode(page)
    found = misread_utf8(broken, UNKNOWN, None)
    ends = [0, *(f.end for f in found)]
    assert all(end <= f.start < f.end for end, f in zip(ends, found, strict=False))
    assert all(len(f.new) < f.end - f.start for f in found)


BYTES = st.lists(
    st.sampled_from([b"a", b"\0", *(bytes([b]) for b in b"\x80\x9f\xa0\xbf\xc1\xc2\xdf\xe0\xe1\xed\xf0\xf4\xf5")])
)


@given(st.one_of(st.binary(), BYTES.map(b"".join), st.text().map(str.encode)))
def test_runs_are_all_that_is_utf8_outside_ascii(data: bytes) -> None:
    runs = _runs(data, b"\1" * (len(data) + 2))
    left, at = b"", 0
    for start, end, new in runs:
        assert data[start:end].decode() == new
        assert min(new) > "\x7f"
        left, at = left + data[at:start] + b" ", end
    assert (left + data[at:]).decode("utf-8", "ignore").isascii()


@pytest.mark.parametrize("page", ["latin-1", "cp437", "koi8-r", "mac-roman", "cp850"])
def test_a_line_is_restored_whatever_page_it_was_read_in_once_or_twice(page: str) -> None:
    text = "“Größer”, сказал он, — Ελλάδα."
    once = text.encode().decode(page)
    twice = once.encode().decode(page)
    assert [changed(t, misread_utf8(t, UNKNOWN, None)) for t in (once, twice)] == [text, text]


@pytest.mark.parametrize(("lang", "text"), [("ee", "Wotsɔ gbeƒã ɖe agbalẽ dzi."), ("fr", "« Déjà vu » à 10 €…")])
def test_nothing_is_found_in_good_text(lang: str, text: str) -> None:
    assert misread_utf8(text, locale_for(lang), lang) == []


def test_damage_shown_in_code_counts_only_where_most_stands_outside() -> None:
    shown = "Das Zeichen ü wird zu `Ã¼`."
    assert misread_utf8(shown, locale_for("de"), "de") == []
    found = misread_utf8("MÃ¼ller, BÃ¼cher, `KÃ¼bel`", locale_for("de"), "de")
    assert [f.new for f in found] == ["ü", "ü", "ü"]


def test_a_line_of_one_code_page_read_as_another_is_restored_with_both_named() -> None:
    text = "Он пришёл домой поздно вечером и сразу лёг спать."
    reading = misread_page(text.encode("cp1251").decode("cp1252"), frozenset())
    assert reading is not None
    assert (reading.text, reading.pages) == (text, ("cp1251", "cp1252"))
    assert misread_page(text, frozenset()) is None
    assert (
        misread_page(text.encode().decode("cp1251", "replace"), frozenset()) is None
    )  # UTF-8, and nothing explains U+FFFD


def read_in(page: str, text: str) -> str:
    """The UTF-8 of `text`, read as a web browser does: bytes that a page does not use are C1 control characters."""
    return "".join(bytes([b]).decode(page, "ignore") or chr(b) for b in text.encode())


@pytest.mark.parametrize(
    ("lang", "page", "times", "text"),
    [
        # Odd in itself, which is no reason to read another page that leaves a part of it.
        ("yo", "cp1253", 1, "Oro wa laarin awọn ϙmϙ ẹgbé kan nitori àbá kan ti o fẹ ki wọn yi àpèjẹ pada."),
        # Letters that few languages have; but all of it is UTF-8 once more.
        ("mt", "cp1252", 2, "Ateni ilha tinsisti għal żmien twil li l-isem tal-ġar jirrappreżenta."),
        # ISO 8859-2 would make pūti of it, which is as good by all that is known of the letters.
        ("mi", "cp1250", 1, "Kei ngā AM te pōti whakamutunga mō te pātai e pā ana ki te ingoa."),
        ("ig", "cp1252", 2, "Ndị Macedonia ga-aga ntuli aka maka nhọpụta nke ịgbanwe aha obodo ha"),
    ],
)
def test_the_page_is_told_where_the_letters_are_little_known(lang: str, page: str, times: int, text: str) -> None:
    broken = text
    for _ in range(times):
        broken = read_in(page, broken)
    assert changed(broken, misread_utf8(broken, locale_for(lang), lang)) == text
