"""Promises that hold for every text, with all rules on: random strings, and mutations of real ones."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textfix
from textfix.model import Edit, apply_edits

SEEDS = sorted(Path(__file__).parent.parent.glob("seeds/*/input.*"))
TEXTS = [p.read_bytes().decode("utf-8") for p in SEEDS]
LANGS = ["en", "de", "fr", "ru", "zh", "ar", "th", "tr", "el", None]
ODD = "“”„«»‹›‘’\"'`()[]{}<>&;#@*_|\\/…—–-.,:!?¿¡。，、？؟،\u00a0\u202f\u200b\u200c\u200d\u200e\ufeff\u00ad\x00\x07\x85\r\n\t 0123aAzZéÃ©â€™ÐÑабвЖ中文あ한أبजिไ😀👨‍👩‍👧\U000e0067\ue000\ufffd\ud800▁⁇"

strings = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=ODD, max_size=120),
    st.lists(
        st.sampled_from(
            ["<unk>", "</s>", "&amp;", "& # 39 ;", "the the ", "] (", "...", " ,", "x.Y", "http://a.b", "``", "{x}"]
        ),
        max_size=20,
    ).map("".join),
)


def hold(text: str, lang: str | None) -> None:
    """Raise unless the report of `text` adds up and its text is stable."""
    report = textfix.check(text, lang=lang)
    assert apply_edits(text, report.edits) == report.text
    assert bool(report.edits) is (report.text != text)
    at = 0
    for (start, end), new in report.edits:
        assert at <= start <= end <= len(text)
        assert text[start:end] != new
        at = end
    made: set[Edit] = {e for f in report.findings if f.applied for e in f.edits}
    assert made == set(report.edits)
    assert all(0 <= f.span.start <= f.span.end <= len(text) for f in report.findings)
    assert textfix.clean(report.text, lang=lang) == report.text


@given(strings, st.sampled_from(LANGS))
@settings(max_examples=1500, deadline=None)
def test_any_string(text: str, lang: str | None) -> None:
    hold(text, lang)


def mutated(text: str, rng: random.Random) -> str:
    """A passage of `text` with a few characters deleted, doubled, swapped or replaced by odd ones."""
    start = rng.randrange(len(text))
    chars = list(text[start : start + rng.randrange(1, 400)])
    for _ in range(rng.randrange(1, 6)):
        i = rng.randrange(len(chars))
        what = rng.randrange(4)
        if what == 0:
            chars[i] = ""
        elif what == 1:
            chars[i] *= 2
        elif what == 2:
            chars[i] = rng.choice(ODD)
        else:
            j = rng.randrange(len(chars))
            chars[i], chars[j] = chars[j], chars[i]
    return "".join(chars)


@pytest.mark.parametrize("seed", range(20))
def test_mutations_of_real_text(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        hold(mutated(rng.choice(TEXTS), rng), rng.choice(LANGS))


@pytest.mark.parametrize(
    "text",
    [
        *"()[]{}<>“”«»\"'`&;#@$*_-.,:!?|\\/ \t\u00a0\u200b\ufeffaAé中\x00Ã▁\n",
        "“a» ",
        "a a ",
        "a.B",
        "&amp;",
        "](",
        "<a>",
        "<s> a </s>\n",
        "Ã©",
        "Ã© `Ã©` ",
        "Ñ\ufffd ",
        "x .",
    ],
    ids=ascii,
)
def test_long_runs_of_one_thing_end(text: str) -> None:
    hold(text * (100_000 // len(text)), "en")
