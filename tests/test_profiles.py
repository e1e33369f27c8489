"""The profiles: what each makes of sound text, that it keeps letters, digits and code, and that it is stable."""

import random
from pathlib import Path

import pytest
from clitools import textfix as cli
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import TEXTS, mutated, strings

import textfix
from textfix._catalogue import installed, profiles, selected
from textfix.model import apply_edits
from textfix.options import Options

PROFILES = ["publish", "corpus"]
LANGS = ["en", "en-GB", "de", "de-CH", "fr", "fr-CA", "fr-CH", "ru", "cs", "nl", "lt", "pt-PT", "zh", "zh-Hant", "ja"]
LANGS += ["ar", "he", "fa", "hu", "sv", "el", "tr", "uz", "ko", "th"]
SETS = "“”„«»‹›‘’\"'`´-–—…. :;!?,()aAzé0\u00a0\u202f\n 中あא"

sets = st.one_of(
    st.text(alphabet=SETS, max_size=60),
    st.lists(
        st.sampled_from(
            ['"we', 'go"', "'so", "go'", "don't", " - ", "--", "...", "“", "”", "«", "»", "5 km", "v ", "? "]
        )
    ).map(" ".join),
)


def settle(text: str, lang: str | None, profile: str) -> textfix.Report:
    """Raise unless a profile makes something of `text` that it lets stand."""
    report = textfix.Cleaner(profile=profile).check(text, lang=lang)
    assert apply_edits(text, report.edits) == report.text
    assert textfix.Cleaner(profile=profile).clean(report.text, lang=lang) == report.text
    return report


def letters(text: str) -> list[str]:
    return [c for c in text if c.isalnum()]


@given(st.one_of(sets, strings), st.sampled_from([*LANGS, None]), st.sampled_from(PROFILES))
@settings(max_examples=600, deadline=None)
def test_any_string_settles(text: str, lang: str | None, profile: str) -> None:
    settle(text, lang, profile)


@given(sets, st.sampled_from(LANGS), st.sampled_from(PROFILES))
@settings(max_examples=400, deadline=None)
def test_style_keeps_letters_and_digits(text: str, lang: str, profile: str) -> None:
    rules = tuple(r.id for r in installed() if profile in r.profiles)
    assert letters(textfix.Cleaner(select=rules).clean(text, lang=lang)) == letters(text)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("seed", range(4))
def test_mutations_of_real_text_settle(seed: int, profile: str) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        settle(mutated(rng.choice(TEXTS), rng), rng.choice(LANGS), profile)


@pytest.mark.parametrize(
    ("lang", "text", "published"),
    [
        ("en-US", 'He said "no, it\'s late - too late"...', "He said “no, it’s late—too late”…"),
        ("en-GB", 'He said "no, it\'s late - too late"...', "He said “no, it’s late – too late”…"),
        ("de", 'Er sagte: "Es ist spät - zu spät."', "Er sagte: „Es ist spät – zu spät.“"),
        ("de-CH", 'Er sagte: "Es ist spät - zu spät."', "Er sagte: «Es ist spät – zu spät.»"),
        ("fr", 'Il dit : "C\'est loin, non ?"', "Il dit\u00a0: «\u00a0C’est loin, non\u202f?\u00a0»"),
        ("fr-CA", 'Il dit : "C\'est loin, non?"', "Il dit\u00a0: «\u00a0C’est loin, non?\u00a0»"),
        ("fr-CH", 'Il dit : "C\'est loin, non ?"', "Il dit\u202f: «\u202fC’est loin, non\u202f?\u202f»"),
        ("pt-PT", 'Ele disse: "Não."', "Ele disse: «Não.»"),
        ("pt-BR", 'Ele disse: "Não."', "Ele disse: “Não.”"),
        ("zh-Hans", "他说：「好」...", "他说：“好”……"),
        ("zh-Hant", "他說：“好”...", "他說：「好」……"),
        ("cs", 'Řekl: "Jdu k mostu."', "Řekl: „Jdu k\u00a0mostu.“"),
        ("ru", 'Он сказал: "Поздно" - и ушёл.', "Он сказал: «Поздно»\u00a0— и ушёл."),
    ],
)
def test_publish_follows_the_locale(lang: str, text: str, published: str) -> None:
    assert settle(text, lang, "publish").text == published
    assert settle(published, lang, "publish").edits == ()
    assert textfix.clean(text, lang=lang) == text


@pytest.mark.parametrize(
    ("lang", "text", "plain"),
    [
        ("en", "“It’s late — too late…”", '"It\'s late - too late..."'),
        ("fr", "«\u00a0C’est loin, non\u202f?\u00a0»", '"C\'est loin, non ?"'),
        ("de", "„Es ist ‚spät‘“, 10\u00a0000 Mal", "\"Es ist 'spät'\", 10\u00a0000 Mal"),
        ("uz", "Oʻzbek maʼno “soʻz”", 'Oʻzbek maʼno "soʻz"'),
        ("fa", "«می\u200cخواهم»", '"می\u200cخواهم"'),
        ("zh", "他说：“好”……（ＡＢＣ）", None),
        ("ja", "「はい」――そう言った。\u3000ＡＢＣ", None),
        ("en", "See `“a” – b…` and https://a.example/a–b/?q=c too", None),
    ],
)
def test_corpus_has_one_plain_form(lang: str, text: str, plain: str | None) -> None:
    assert settle(text, lang, "corpus").text == (text if plain is None else plain)


@pytest.mark.parametrize("profile", PROFILES)
def test_code_urls_and_numbers_stay(profile: str) -> None:
    text = 'Run `say "it\'s" -- x...` at https://a.example/a--b/...c on 1,000.5 or 10-12 or 3 - 1, <a b="c">d</a>.'
    assert settle(text, "en", profile).text == text


def test_profiles_are_found_and_differ() -> None:
    assert profiles() == {"repair", "publish", "corpus"}
    ids = {p: {r.id for r in selected(Options(profile=p))} for p in profiles()}
    assert ids["repair"] < ids["publish"]
    assert ids["repair"] < ids["corpus"]
    assert not (ids["publish"] - ids["repair"]) & ids["corpus"]
    assert "profile:corpus" in textfix.Cleaner(profile="corpus").check("x", lang="en").signature


def test_profile_on_the_command_line_and_in_the_settings(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text('Er sagte: "Ja..."\n', encoding="utf-8")
    told = cli("clean", "--lang", "de", "--profile", "publish", page)
    assert (told.returncode, told.stdout.decode()) == (0, "Er sagte: „Ja…“\n")
    (tmp_path / "textfix.toml").write_text('lang = "de"\nprofile = "publish"\n', encoding="utf-8")
    assert cli("clean", page).stdout == told.stdout
    assert cli("clean", "--profile", "repair", page).stdout == page.read_bytes()
    report = cli("check", page)
    assert report.returncode == 1
    assert b"neutral[locale-quotes]: German writes" in report.stdout
    wrong = cli("clean", "--profile", "publis", page)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"did you mean 'publish'" in wrong.stderr
