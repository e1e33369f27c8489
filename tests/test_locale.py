import subprocess
import sys
import tomllib

import pytest

from textfix import locale as module
from textfix.errors import LanguageError
from textfix.language import LOCALES, canonical
from textfix.locale import QuotePair, all_locales, languages_with, locale_for, parents


def test_inheritance_follows_cldr() -> None:
    assert parents("de-CH") == ("de-CH", "de", "root")
    assert parents("zh-TW") == ("zh-Hant", "root")
    assert parents("es-MX") == ("es-419", "es", "root")
    assert parents("pt-AO") == ("pt-PT", "pt", "root")
    assert parents("nb") == ("nb", "no", "root") or parents("nb") == ("no", "root")
    assert parents("sr-ME") == ("sr-Latn", "root")
    assert parents("und") == ("root",)


def test_german() -> None:
    german = locale_for("deu")
    assert german.known
    assert german.tag == "de"
    assert german.script == "Latn"
    assert german.quotes[:2] == (QuotePair("„", "“"), QuotePair("‚", "‘"))
    assert QuotePair("»", "«") in german.quotes
    assert (german.decimal, german.group, german.digits) == (",", ".", "0123456789")
    assert {"ß", "ẞ", "ä", "Ä", "z", "Z"} <= german.alphabet
    assert "é" in german.auxiliary
    assert "z.b." in german.abbreviations
    assert "die" in german.doubled_words
    assert german.cased
    assert german.word_spaces
    assert not german.reduplicates


def test_regions_differ_where_their_files_say_so() -> None:
    assert locale_for("de-CH").quotes[0] == QuotePair("«", "»")
    assert "ß" not in locale_for("de-CH").alphabet
    assert locale_for("fr").space_before == ";:!?»"
    assert locale_for("fr-CA").space_before == ":»"
    assert locale_for("fr-BE").space_before == ";:!?»"
    assert locale_for("fr").quote_space == "\u00a0"


def test_typography_of_a_locale() -> None:
    assert locale_for("fr").mark_spaces == ("\u202f;!?", "\u00a0:")
    assert locale_for("fr-CA").mark_spaces == ("\u00a0:",)
    assert locale_for("en-US").dashes[0] == "—"
    assert locale_for("en-AU").dashes[0] == " – "
    assert locale_for("nb").dashes == (" – ",)
    assert locale_for("es").dashes == ()
    assert "v" in locale_for("cs").no_break_after
    assert locale_for("de-AT").no_break_units
    assert not locale_for("en").no_break_units
    assert [locale_for(tag).ellipsis for tag in ("en", "zh-Hans", "zh-HK")] == ["…", "……", "⋯⋯"]
    assert {"en", "en-001", "de", "no"} <= set(languages_with("dashes"))
    assert all(locale_for(tag).dashes for tag in languages_with("dashes"))


def test_marks_come_from_the_script() -> None:
    assert "؟" in locale_for("ar").terminals
    assert "،" in locale_for("fa").commas
    assert "。" in locale_for("ja").terminals
    assert ";" in locale_for("el").terminals
    assert ";" not in locale_for("en").terminals
    assert locale_for("he").direction == "rtl"
    assert [locale_for(tag).word_spaces for tag in ("zh", "ja", "th", "lo", "km", "my", "bo", "dz", "yue")] == [
        False
    ] * 9
    assert locale_for("ko").word_spaces
    assert not locale_for("hi").cased


def test_the_letter_i_of_turkish() -> None:
    assert {"ı", "I", "i", "İ"} <= locale_for("tr").alphabet
    assert "İ" not in locale_for("en").alphabet


def test_an_unknown_language_gets_what_is_right_everywhere() -> None:
    root = locale_for(None)
    assert not root.known
    assert root.tag == "und"
    assert root.reduplicates
    assert QuotePair('"', '"') in root.quotes
    fijian = locale_for("fij")
    assert not fijian.known
    assert (fijian.tag, fijian.script, fijian.quotes) == ("fj", "Latn", root.quotes)


def test_an_unregistered_tag_is_refused() -> None:
    with pytest.raises(LanguageError):
        locale_for("xx")


@pytest.mark.parametrize("tag", all_locales())
def test_every_locale_loads(tag: str) -> None:
    found = locale_for(tag)
    assert canonical(tag) == found.tag == tag
    assert found.known
    assert found.name != locale_for(None).name
    assert len(found.digits) == 10
    assert len(found.quotes) >= 2
    assert all(mark.open and mark.close for mark in found.quotes)
    assert all(len(letter) == 1 for letter in found.alphabet | found.auxiliary)
    assert all(word == word.lower() for word in found.doubled_words)
    assert all(word.endswith(".") and word == word.lower() for word in found.abbreviations)
    assert set(".!?") <= set(found.terminals)


FIELDS = {*module.Locale.__dataclass_fields__, "also"}


@pytest.mark.parametrize("path", sorted(LOCALES.glob("[!_]*.toml")), ids=lambda path: path.stem)
def test_every_fact_kept_by_hand_has_a_source(path) -> None:
    facts = tomllib.loads(path.read_text(encoding="utf-8")).get("facts", {})
    for name, fact in facts.items():
        assert name in FIELDS
        assert fact.keys() == {"value", "source"}
        assert fact["source"]


def test_the_languages_of_europe_have_their_abbreviations() -> None:
    for tag in ["de", "en", "es", "fr", "it", "pt", "nl", "pl", "cs", "ru", "uk", "el", "tr", "hi", "sv", "da", "nb"]:
        assert len(locale_for(tag).abbreviations) >= 40, tag


def test_common_locales_load_without_langcodes() -> None:
    code = "import sys; from textfix.locale import locale_for; locale_for(None), locale_for('de'); print('langcodes' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
