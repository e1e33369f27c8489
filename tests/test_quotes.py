"""The quotation state machine, and the rule that mends mixed pairs with it."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textfix import Cleaner, Options
from textfix._catalogue import installed
from textfix._gate import Gate
from textfix._quotes import DOUBLE, Stand, can_close, can_open, places_of_marks, quotations, sound_pairs, survey
from textfix._tables import human_rate
from textfix._text import Text
from textfix.model import Edit, Span


def pairs(text: str) -> list[str]:
    """Each quotation as it stands in the text; a mixed one is marked with an exclamation mark."""
    return [
        text[q.opening.at : q.closing.at + 1] + ("" if q.sound else " !")
        for p in quotations(text)
        for q in p.quotations
    ]


def loose(text: str) -> str:
    return "".join(m.char for p in quotations(text) for m in p.loose)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “yes” and “no”.", ["“yes”", "“no”"]),
        ("„Ja“, sagte er, »nein«.", ["„Ja“", "»nein«"]),
        ("”Nej”, sa hon, ”aldrig”.", ["”Nej”", "”aldrig”"]),
        ("«Он сказал: „да“ и ушёл».", ["„да“", "«Он сказал: „да“ и ушёл»"]),
        ("« Oui », dit-il, « non ».", ["« Oui »", "« non »"]),
        ("l’«avenir» et d’“antan”", ["«avenir»", "“antan”"]),
        ("“The ‘big’ one,” he said.", ["‘big’", "“The ‘big’ one,”"]),
        ("私は「『心』を読んだ」と言った。", ["『心』", "「『心』を読んだ」"]),
        ('他说"好"就走了。', ['"好"']),
        ('He said "a "small" dog" there.', ['"small"', '"a "small" dog"']),
        ("the “tin soldier» fell", ["“tin soldier» !"]),
        ('„So", sagte er.', ['„So" !']),
        ('He said "so. ”', ['"so. ” !']),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "don’t, it’s, o’clock, l’ami, м’яч",
        "rock ’n’ roll in the ’90s, ’tis the Joneses’ house",
        "Oʻahu, Hawaiʻi, צה״ל, ז׳ורז׳",
        'He is 6\' 2" tall, her screen has 19".',
        "at 40° 26' 46\" N",
        "a) first b) second",
    ],
)
def test_no_quotation(text: str) -> None:
    assert pairs(text) == []
    assert not set(loose(text)) & set(DOUBLE)


def test_quotation_over_paragraphs_is_loose() -> None:
    text = "“It began.\n“It went on.\n“It ended.”"
    assert pairs(text) == ["“It ended.”"]
    assert loose(text) == "““"


def test_offsets_and_stands() -> None:
    (paragraph,) = quotations("a\nb “c” \nd")
    (q,) = paragraph.quotations
    assert (paragraph.start, paragraph.end) == (2, 8)
    assert (q.opening.at, q.closing.at) == (4, 6)
    assert (q.opening.stand, q.closing.stand) == (Stand.OPENING, Stand.CLOSING)


def test_skipped_marks_are_text() -> None:
    text = "“a `»` b”"
    (paragraph,) = quotations(text, [Span(3, 6)])
    assert [q.sound for q in paragraph.quotations] == [True]


def test_part_of_a_text() -> None:
    text = "“a”\n“b”\n“c”"
    (paragraph,) = quotations(text, (), 4, 7)
    assert paragraph.quotations[0].opening.at == 4


def test_survey_counts_pairs_and_names_the_rest() -> None:
    seen = survey('“a” “b”\r\n„c“ „d"\n”e”\n“f')
    assert {"".join(p): n for p, n in seen.pairs.items()} == {"“”": 2, "„“": 1, "””": 1}
    assert seen.unsettled == [Span(9, 16)]


@given(st.text(alphabet="ab “”„«»\"'’‘「」\n.,"))
def test_every_mark_is_used_at_most_once(text: str) -> None:
    used = [m.at for p in quotations(text) for q in p.quotations for m in (q.opening, q.closing)]
    used += [m.at for p in quotations(text) for m in p.loose]
    assert len(used) == len(set(used))
    for p in quotations(text):
        for q in p.quotations:
            assert p.start <= q.opening.at < q.closing.at < p.end
            assert q.sound is ((q.opening.char, q.closing.char) in sound_pairs())


@pytest.mark.parametrize("unit", ["“", '"', "”", "‘", '“a" ', '" “', "«\n", "“a»\n", '""a"" ', '""a\n'])
def test_linear_time(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * n
        start = time.perf_counter()
        for _ in quotations(text):
            pass
        survey(text)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(40_000) < 40 * seconds(4_000) + 0.2


# ---------------------------------------------------------------- the rule


def clean(text: str, lang: str | None = None, profile: float = 0.8) -> str:
    return Cleaner(Options(lang=lang, select=("mixed-quotes",), min_confidence=profile)).check(text).text


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("en", "the “tin soldier» fell", "the “tin soldier” fell"),
        ("en", 'the ”Night Watch" hangs here', 'the "Night Watch" hangs here'),
        ("en", 'They saw "it all. ”', "They saw “it all.”"),
        ("en", 'Chapter “Volume 12" ends.', "Chapter “Volume 12” ends."),
        ("de", 'im Buch „Der Turm" steht', "im Buch „Der Turm“ steht"),
        ("fr", 'il dit « oui", puis rien', "il dit « oui», puis rien"),
        ("cs", '„Pojď!", řekl.', "„Pojď!“, řekl."),
        ("ru", 'слово «мир" и точка', "слово «мир» и точка"),
        ("ja", "彼は「明日』と言った。", "彼は「明日」と言った。"),
    ],
)
def test_mends(lang: str, before: str, after: str) -> None:
    assert clean(before, lang) == after
    assert clean(after, lang) == after


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("sv", "”Nu”, sa han."),
        ("pl", "„Teraz”, powiedział."),
        ("he", 'הוא אמר „שלום” לצה"ל'),
        ("da", "»Nu«, sagde han."),
        ("en", '“The new 19" screen is fine, he said.'),
        ("en", 'The marks “ and " differ.'),
        ("en", '“It went on,\n"never" she said”'),
        ("en", 'name,""a"",b\n""a"",2'),
        ("fr", "« Il a dit « non » hier."),
        ("fr", '« Il a dit " non " hier. »'),
    ],
)
def test_leaves_alone(lang: str, text: str) -> None:
    assert clean(text, lang) == text


def test_the_document_decides() -> None:
    body = "„Eins“ und „zwei“ und „drei“.\n" * 4
    assert clean(body + 'Dann „vier".') == body + "Dann „vier“."
    # without the document a straight mark in an unknown language is a suggestion
    assert clean('Dann „vier".') == 'Dann „vier".'


def test_a_habit_is_no_slip() -> None:
    text = '“uno” e “due" o “tre” e “quattro".\n' * 5
    assert clean(text, "it") == text


TEXTS = st.text(alphabet='a “”"«\n', max_size=40)


@given(TEXTS, st.data())
def test_marks_are_known_from_the_scan_and_the_edits(original: str, data: st.DataObject) -> None:
    scan = Gate([r for r in installed() if r.id == "unclosed-quote"]).scan(original, "en")
    text = Text(original, [])
    for _ in range(data.draw(st.integers(0, 4))):
        edge = st.integers(0, len(text.current))
        start, end = sorted((data.draw(edge), data.draw(edge)))
        text.edit_anywhere([(Edit(Span(start, end), data.draw(TEXTS)), 0)])
    assert scan.marks is not None or not scan.document
    if scan.marks is not None:
        known = text.places(scan.marks, places_of_marks)
        assert [k.tolist() for k in known] == [f.tolist() for f in places_of_marks(text.current)]


def test_lines_that_were_edited_do_not_overlap() -> None:
    text = Text('aaaaa\n\na"', [])
    for span, new in ((Span(7, 8), ""), (Span(0, 0), ""), (Span(0, 0), "\n")):
        text.edit_anywhere([(Edit(span, new), 0)])
    assert all(a.end <= b.start for a, b in itertools.pairwise(text.units))
    assert text.current == '\naaaaa\n\n"'


@pytest.mark.parametrize(
    ("before", "after", "opens", "closes"),
    [
        (" ", "a", True, False),
        ("(", "a", True, False),
        ("a", " ", False, True),
        (".", ")", True, True),
        ("a", "b", False, False),
        (" ", " ", False, False),
    ],
)
def test_where_a_mark_can_stand_by_its_neighbours(before: str, after: str, opens: bool, closes: bool) -> None:
    assert (can_open(before, after), can_close(before, after)) == (opens, closes)


@pytest.mark.parametrize(("plain", "counted"), [("tg", "tg-Cyrl"), ("az", "az-Latn"), ("sr", "sr-Cyrl")])
def test_slips_counted_with_a_script_hold_for_the_plain_tag(plain: str, counted: str) -> None:
    assert human_rate("mixed-quotes", plain, "curly") == human_rate("mixed-quotes", counted, "curly") is not None
