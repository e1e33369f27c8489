"""Scores without a source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clitools import textfix as command

import textfix
from textfix import Cleaner
from textfix._score import assess
from textfix._surface import look
from textfix.model import Basis, Finding, Span
from textfix.mqm import Severity

TEXTS = {
    "en": "The council met on Tuesday to discuss the new bridge, which will cost about 12 million pounds.",
    "de": "Der Rat traf sich am Dienstag, um über die neue Brücke zu sprechen, die viel Geld kosten wird.",
    "ru": "Совет собрался во вторник, чтобы обсудить новый мост, который будет стоить очень дорого.",
    "zh": "市议会星期二开会讨论新桥的建设，预计费用很高。",
    "ar": "اجتمع المجلس يوم الثلاثاء لمناقشة الجسر الجديد الذي سيكلف الكثير من المال.",
}


def fault(severity: Severity, confidence: float) -> Finding:
    return Finding("some-rule", Span(0, 3), (), "accuracy/mistranslation", severity, confidence, "", "", applied=False)


def scored(text: str, lang: str, *findings: Finding) -> float:
    assessed = assess(text, lang, None, None, findings=findings)
    assert assessed.score is not None
    assert assessed.basis is Basis.TARGET
    assert 0 <= assessed.score <= 100
    return assessed.score


@pytest.mark.parametrize("lang", TEXTS)
def test_a_good_text_scores_well(lang: str) -> None:
    report = textfix.check(TEXTS[lang], lang=lang)
    assert report.basis is Basis.TARGET
    assert report.score is not None
    assert report.score > 60
    assert not any(n.startswith("score") for n in report.not_assessed)


@pytest.mark.parametrize("lang", TEXTS)
def test_severity_confidence_and_number_of_findings_count(lang: str) -> None:
    text = TEXTS[lang]
    scores = [
        scored(text, lang, *found)
        for found in (
            [fault(Severity.NEUTRAL, 1.0)],
            [fault(Severity.MINOR, 0.4)],
            [fault(Severity.MINOR, 0.9)],
            [fault(Severity.MAJOR, 0.9)],
            [fault(Severity.MAJOR, 0.9)] * 2,
            [fault(Severity.CRITICAL, 0.9)],
        )
    ]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[0] == scored(text, lang)


def test_a_fault_weighs_less_in_a_long_text_and_does_not_damn_a_short_one() -> None:
    one = fault(Severity.MINOR, 1.0)
    short, text = "Come in, please.", TEXTS["en"]
    lost = [1 - scored(t, "en", one) / scored(t, "en") for t in (short, text, "\n".join([text] * 50))]
    assert lost == sorted(lost, reverse=True)
    assert lost[0] < 0.4
    assert lost[2] < 0.02


def test_repeated_words_cost_more_than_the_look_of_good_sentences_varies() -> None:
    good = [
        "He bought three books and a lamp at the market.",
        "Dr. Elena Kowalczyk-Brandt (Oxford) cited §12 of the 1987 act.",
        "It rained all night, so we stayed at home and played cards.",
        "Photosynthesis converts carbon dioxide into oligosaccharides.",
    ]
    bad = [t.replace(" the ", " the the ").replace(" and ", " and and ").replace(" into ", " into into ") for t in good]
    worst = min(textfix.check(t, lang="en").score or 0 for t in good)
    found = [textfix.check(t, lang="en") for t in bad]
    assert all(r.findings for r in found)
    assert all((r.score or 0) < worst for r in found)


def test_loops_and_words_that_there_are_not_look_bad() -> None:
    for bad in (
        "He said that he said that he said that he said that he said that he said that.",
        "The frombled snarks wertily gorbed the plimsy vortnik of drasp.",
    ):
        assert scored(bad, "en") < scored(TEXTS["en"], "en") - 3


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("", "en", "empty"),
        ("...", "en", "too few words"),
        ("Hello!", "en", "too few words"),
        ("Qxzv wqrtz plnmk vbnmq xcvbn", "en", "too few words of this text are known"),
        ("Ngoku ndiyahamba ekhaya", "xh", "no word list for xh"),
        ("1234 5678", None, "language of the text"),
    ],
)
def test_what_cannot_be_scored_is_said(text: str, lang: str | None, reason: str) -> None:
    report = textfix.check(text, lang=lang)
    assert report.score is None
    assert report.basis is None
    assert [n for n in report.not_assessed if n.startswith("score: ") and reason in n]


def test_a_long_text_is_scored_by_a_sample() -> None:
    looks = look("\n".join([TEXTS["en"]] * 1000), "en")
    one = look(TEXTS["en"], "en")
    assert looks is not None
    assert one is not None
    assert looks.words == pytest.approx(1000 * one.words, rel=0.02)
    assert looks.score == pytest.approx(one.score)


def test_the_score_of_a_file_of_several_texts_is_their_mean(tmp_path: Path) -> None:
    texts = [TEXTS["en"], "The the cat sat on the mat and looked at us."]
    file = tmp_path / "page.html"
    file.write_text("".join(f"<p>{t}</p>\n" for t in texts), encoding="utf-8")
    done = command("check", "--lang", "en", "--report", "json", str(file))
    found = json.loads(done.stdout)["files"][0]
    scores = [Cleaner(lang="en").check(t).score or 0 for t in texts]
    assert found["basis"] == "target"
    assert min(scores) < found["score"] < max(scores)
