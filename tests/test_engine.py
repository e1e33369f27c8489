"""The engine's promises, held with rules made for the purpose, alone and together."""

import gc
import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textfix import Cleaner, Options, RuleError
from textfix.model import Document, Edit, Hit, Kind, Segment, Span, apply_edits
from textfix.rule import (
    CHARACTERS,
    DIGIT,
    DOCUMENT,
    EDGE,
    ENCODING,
    LETTER,
    LINE_END,
    RESIDUE,
    TYPOGRAPHY,
    WORDS,
    Rule,
    Stage,
    always,
    chars,
    delete,
    flag,
    insert,
    literals,
    pair,
    replace,
    rule,
    triple,
)


def made(name, find, trigger, *, stage=TYPOGRAPHY, kind=Kind.REPAIR, confidence=0.9, **more) -> Rule:
    return rule(
        id=name,
        kind=kind,
        stage=stage,
        error_type="linguistic-conventions/spelling",
        trigger=trigger,
        confidence=confidence,
        examples=[],
        **more,
    )(find)


def substitute(name, pattern, new, trigger, **more) -> Rule:
    compiled = re.compile(pattern)

    def find(segment: Segment) -> Iterator[Hit]:
        for m in compiled.finditer(segment.text):
            yield replace(m.start(), m.end(), m.expand(new), f"{name} was here")

    return made(name, find, trigger, **more)


def run(text, *rules, **options):
    return Cleaner(Options(select=tuple(r.id for r in rules), rules=rules, lang="en", **options)).check(text)


def edits_of(report):
    return [(tuple(e.span), e.text) for e in report.edits]


def check_report(text, report) -> None:
    """What holds for every report."""
    assert apply_edits(text, report.edits) == report.text
    assert (not report.edits) == (report.text == text)
    at = -1
    for (start, end), new in report.edits:
        assert at <= start <= end <= len(text)
        assert start < end or new
        assert text[start:end] != new
        at = end
    of_findings = {e for f in report.findings if f.applied for e in f.edits}
    assert set(report.edits) == of_findings
    for f in report.findings:
        assert 0 <= f.span.start <= f.span.end <= len(text)


X_TO_Y = substitute("x-to-y", "x", "y", chars("x"))
DROP_ZZ = substitute("drop-zz", "zz", "", literals("zz"))
GROW = substitute("grow", "q(?!u)", "qu", chars("q"), stage=CHARACTERS)
JOIN = substitute("join", "-\n", "", pair("-", LINE_END), scope=DOCUMENT, stage=RESIDUE)
UNMOJI = substitute("unmoji", "Ã©", "é", literals("Ã©"), stage=ENCODING)
E_TO_E = substitute("e-to-e", "é", "e", chars("é"), stage=WORDS)
NUMBER = substitute("number", "(?<=[0-9]) (?=[0-9])", "", pair(DIGIT, " "))
TITLE = substitute("split", "==", "\n", literals("=="), scope=DOCUMENT, stage=RESIDUE)
TOGETHER = (X_TO_Y, DROP_ZZ, GROW, JOIN, UNMOJI, E_TO_E, NUMBER, TITLE)


def test_one_edit_is_reported_where_it_is() -> None:
    report = run("ab x cd", X_TO_Y)
    assert report.text == "ab y cd"
    assert edits_of(report) == [((3, 4), "y")]
    (finding,) = report.findings
    assert (finding.rule, finding.span, finding.applied) == ("x-to-y", Span(3, 4), True)


def test_two_stages_on_one_character_give_one_edit_of_both_rules() -> None:
    report = run("caf\r\nÃ© Ã©tÃ©x", UNMOJI, E_TO_E, X_TO_Y)
    assert report.text == "caf\r\ne eteY".lower()
    check_report("caf\r\nÃ© Ã©tÃ©x", report)
    assert {f.rule for f in report.findings} == {"unmoji", "e-to-e", "x-to-y"}
    assert ((5, 7), "e") in edits_of(report)


def test_an_edit_that_is_undone_leaves_no_trace() -> None:
    there = substitute("there", "a", "é", chars("a"), stage=CHARACTERS)
    back = substitute("back", "é", "a", chars("é"), stage=WORDS)
    report = run("banana", there, back)
    assert (report.text, report.edits, [f for f in report.findings if f.applied]) == ("banana", (), [])


def test_offsets_after_astral_characters_and_line_ends() -> None:
    text = "😀😀 x\r\n\r\n😀 x\r"
    report = run(text, X_TO_Y)
    assert report.text == "😀😀 y\r\n\r\n😀 y\r"
    assert edits_of(report) == [((3, 4), "y"), ((10, 11), "y")]


def test_document_rules_join_and_split_lines() -> None:
    text = "an x-\nample zz==x\nend-\n-\n"
    report = run(text, *TOGETHER)
    check_report(text, report)
    assert report.text == "an yample \ny\nend"


def test_leftmost_wins_then_the_surer_then_the_id() -> None:
    low = substitute("a-low", "bc", "1", literals("bc"), confidence=0.85)
    high = substitute("z-high", "bcd", "2", literals("bc"), confidence=0.95)
    left = substitute("left", "ab", "3", literals("ab"), confidence=0.81)
    assert run("bcd", low, high).text == "2"
    assert run("abcd", low, high, left).text == "3cd"


def test_a_hit_is_made_whole_or_not_at_all() -> None:
    def both(segment: Segment) -> Iterator[Hit]:
        for m in re.finditer(r"\((\w+)\)", segment.text):
            edits = (Edit(Span(m.start(), m.start() + 1), "["), Edit(Span(m.end() - 1, m.end()), "]"))
            yield Hit(Span(*m.span()), "brackets", edits)

    brackets = made("brackets", both, chars("("), confidence=0.85)
    first = substitute("first", "a[(]", "b", literals("a("), confidence=0.99)
    assert run("(k)", brackets).text == "[k]"
    assert run("a(k)", brackets, first).text == "bk)"


def test_unsure_repairs_are_suggested_with_their_edits() -> None:
    unsure = substitute("unsure", "x", "y", chars("x"), confidence=0.5)
    report = run("x zz", unsure, DROP_ZZ)
    assert report.text == "x "
    (suggestion,) = [f for f in report.findings if not f.applied]
    assert (suggestion.rule, suggestion.edits) == ("unsure", (Edit(Span(0, 1), "y"),))
    assert run("x", unsure, min_confidence=0.5).text == "y"


def test_flags_see_the_repaired_text_and_speak_of_the_original() -> None:
    def find(segment: Segment) -> Iterator[Hit]:
        for m in re.finditer("y+", segment.text):
            yield flag(m.start(), m.end(), "a y")

    ys = made("ys", find, chars("xy"), kind=Kind.FLAG)
    report = run("zz axx", DROP_ZZ, X_TO_Y, ys)
    assert report.text == " ayy"
    assert [f.span for f in report.findings if f.rule == "ys"] == [Span(4, 6)]


def test_protected_spans_are_closed_but_to_their_own_rules() -> None:
    text = "x https://x.example/x `x` x"
    assert run(text, X_TO_Y).text == "y https://x.example/x `x` y"
    own = substitute("own", "x", "y", chars("x"), inside_protected=True)
    assert run(text, own).text == text.replace("x", "y")


def test_a_fenced_block_is_closed_over_all_of_its_lines() -> None:
    text = "x\n```\nx\n\nx\n```\nx\n"
    assert run(text, X_TO_Y).text == "y\n```\nx\n\nx\n```\ny\n"


def test_a_text_that_does_not_settle_is_left_as_it_is() -> None:
    ping = substitute("ping", "a", "b", chars("a"), stage=CHARACTERS)
    pong = substitute("pong", "b", "aa", chars("b"), stage=WORDS)
    report = run("a cat", ping, pong)
    assert (report.text, report.edits) == ("a cat", ())
    assert any(f.rule == "ping" and not f.applied for f in report.findings)


def test_rules_of_another_language_do_not_run_and_that_is_told() -> None:
    german = substitute("german", "x", "y", chars("x"), languages=["de"])
    assert run("x", german).text == "x"
    report = Cleaner(Options(select=["german"], rules=(german,), lang="de-AT")).check("x")
    assert report.text == "y"
    assert run("x", german).not_assessed[0] == "german"


def test_neighbouring_lines_are_seen_as_they_stand() -> None:
    seen = []

    def find(segment: Segment) -> Iterator[Hit]:
        seen.append((segment.previous, segment.text, segment.following))
        return iter(())

    look = made("look", find, chars("k"), stage=WORDS)
    run("one x\r\ntwo k\r\nx three\r\n", X_TO_Y, look)
    assert seen[0] == ("one y", "two k", "y three")


def test_a_rule_that_breaks_its_contract_is_named() -> None:
    def find(segment: Segment) -> Iterator[Hit]:
        yield Hit(Span(0, 2), "m", (Edit(Span(0, 2), "a"), Edit(Span(1, 2), "b")))

    with pytest.raises(RuleError, match="'bad'"):
        run("abc", made("bad", find, always))


def test_insertions_at_one_place_come_in_turn() -> None:
    def inserting(text):
        def find(segment: Segment) -> Iterator[Hit]:
            if text not in segment.text:
                yield insert(1, text, "more")

        return find

    a, b = made("ins-a", inserting("A"), chars("k")), made("ins-b", inserting("B"), chars("k"))
    report = run("kk", a, b)
    assert sorted(report.text) == sorted("kABk")
    check_report("kk", report)


def test_deleting_everything() -> None:
    def find(segment: Segment) -> Iterator[Hit]:
        if segment.text:
            yield delete(0, len(segment.text), "all of it")

    gone = made("gone", find, always, scope=DOCUMENT)
    report = run("a\nb\n", gone)
    assert (report.text, edits_of(report)) == ("", [((0, 4), "")])


PIECES = st.sampled_from(
    [
        "x",
        "zz",
        "q",
        "-\n",
        "Ã©",
        "é",
        "1 2",
        "==",
        "\n",
        "\r\n",
        "\r",
        " ",
        "a",
        "😀",
        "z",
        "-",
        "=",
        "`x`",
        "https://x.y/",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_the_rules_do_the_report_adds_up(text: str) -> None:
    report = run(text, *TOGETHER)
    check_report(text, report)
    again = run(report.text, *TOGETHER)
    assert again.text == report.text


@given(
    st.text(max_size=60),
    st.sampled_from([LETTER, DIGIT, LINE_END, " ", "x", "é😀"]),
    st.sampled_from(["x", " ", "a😀"]),
)
@settings(max_examples=200, deadline=None)
def test_a_trigger_misses_nothing(text: str, left, right) -> None:
    from textfix._gate import Gate

    def member(c: str, s: object) -> bool:
        if s is LETTER:
            return c.isalpha() and c < "\U00020000"  # rare ideographs are of no named class
        if s is DIGIT:
            return c.isdecimal()
        if s is LINE_END:
            return c in "\r\n"
        return c in str(s)

    nothing = made("nothing", lambda segment: (), pair(left, right))
    padded = f"\n{text}\n"
    expected = any(member(a, left) and member(b, right) for a, b in itertools.pairwise(padded))
    assert bool(Gate([nothing]).scan(text, None).document) is expected


def _ends(document: Document) -> list[int]:
    return [i for i, c in enumerate(document.text) if c == "\n"]


def test_document_rules_see_the_places_of_the_text_as_it_stands() -> None:
    def find(segment: Segment) -> Iterator[Hit]:
        ends = segment.document.memo("line ends", _ends)
        yield from (insert(at, ".", "a stop is missing") for at in ends if segment.text[at - 1] != ".")

    stops = made("full-stop", find, chars("\n"), scope=DOCUMENT)
    assert run("one\ntwo.\nthree\n", stops).text == "one.\ntwo.\nthree.\n"


def test_a_line_knows_where_it_begins_in_its_document() -> None:
    seen: list[tuple[int, str]] = []

    def find(segment: Segment) -> Iterator[Hit]:
        before, after = segment.around(0, len(segment.text), 100)
        assert before + segment.text + after == segment.document.text
        seen.append((len(before), segment.text))
        if "b" in segment.text:
            yield replace(segment.text.index("b"), segment.text.index("b") + 1, "--", "made longer")

    run("b\na\n\na\nbb", made("place", find, chars("ab")))
    assert {(0, "b"), (2, "a"), (5, "a"), (7, "bb")} <= set(seen)  # two equal lines have a place each
    assert {(3, "a"), (6, "a"), (8, "--b")} <= set(seen)  # after the edits


@pytest.mark.parametrize(
    ("ask", "times"),
    [
        (lambda segment: None, 1),
        (lambda segment: segment.document.memo("z", lambda document: "z" in document.text), 1),
        (lambda segment: segment.document.count("a"), 1),
        (lambda segment: segment.around(0, 1, 2), 1),
        (lambda segment: segment.document.memo("c", lambda document: "c" in document.text), 2),
        (lambda segment: segment.document.count("c"), 2),
        (lambda segment: segment.document.text, 2),
        (lambda segment: segment.around(0, 1, 20), 2),
        (lambda segment: segment.previous, 1),
        (lambda segment: segment.following, 2),
    ],
)
def test_a_line_is_looked_at_again_if_what_was_asked_around_it_has_another_answer(
    ask: Callable[[Segment], object], times: int
) -> None:
    seen: list[str] = []

    def find(segment: Segment) -> Iterator[Hit]:
        seen.append(segment.text)
        ask(segment)
        yield from ()

    def mend(segment: Segment) -> Iterator[Hit]:
        at = segment.text.index("b")
        yield replace(at, at + 1, "c", "b is c")

    run("a\nlonger b\n", made("asks", find, chars("a")), made("mends", mend, chars("b")))
    assert seen == ["a"] * times


def test_a_run_leaves_nothing_to_the_garbage_collector() -> None:
    text = "He called it “so» and  the the lineof it ,then left.\n" * 3 + "A well-known man, well- known here.\n" * 40
    cleaner = Cleaner()
    cleaner.clean(text, lang="en")  # loads what is kept
    gc.collect()
    gc.disable()
    try:
        cleaner.clean(text, lang="en")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_stages_are_in_the_order_of_the_design() -> None:
    assert [s.name for s in Stage] == ["ENCODING", "CHARACTERS", "RESIDUE", "TYPOGRAPHY", "WORDS", "STYLE"]


def test_the_scripts_of_letters_are_classes_of_their_own() -> None:
    from textfix._characters import named_classes
    from textfix.rule import ARABIC, CYRILLIC, GREEK, HAN_KANA, LATIN, LETTER

    table, members = named_classes()
    for name, inside in ((LATIN, "aßŁ"), (GREEK, "αΩ"), (CYRILLIC, "жЁ"), (ARABIC, "ب"), (HAN_KANA, "漢カなー")):
        others = set("aαжب漢") - set(inside)
        assert all(members[name][table[ord(c)]] for c in inside)
        assert not any(members[name][table[ord(c)]] for c in others | set("1.,"))
        assert all(members[LETTER][table[ord(c)]] for c in inside)


@given(st.text(alphabet="aAßẞςΣжЖ.\n", max_size=12), st.text(alphabet="aAßẞжЖ. ", min_size=1, max_size=2))
@settings(max_examples=300, deadline=None)
def test_a_phrase_is_counted_whatever_its_case(text: str, phrase: str) -> None:
    document = Document(lambda: text, lambda _: text)
    assert document.count(phrase) == document.count(phrase, "lines")


@given(st.text(alphabet="ab \n\u00e9", max_size=12))
@settings(max_examples=200, deadline=None)
def test_triples_and_edges(text: str) -> None:
    from textfix._gate import Gate

    three = made("three", lambda segment: (), triple("a", " ", LETTER))
    start = made("start", lambda segment: (), pair(EDGE, "b"), scope=DOCUMENT)
    scan = Gate([three, start]).scan(text, None)
    assert bool(scan.document & 1) is (re.search("a [^\\W\\d_]", text) is not None)
    assert bool(scan.document & 2) is text.startswith("b")
    assert Gate([three, start]).concerning([text, "b", text], None) == [scan.document, 2, scan.document]
    many = Gate([three, start]).scan_each([text, "b", text], None)
    assert [many[0], many[2]] == [scan, scan]
    assert many[1].document == 2


def test_literals_are_found_by_their_rarest_characters() -> None:
    from textfix._gate import Gate

    gate = Gate([made("literal", lambda segment: (), literals("a<b>c", "x&"))])
    assert [bool(gate.scan(t, None).document) for t in ("see a<b>c", "x&", "a<bc", "x &", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_line_before_is_seen_as_it_stands() -> None:
    """A row of two columns is none any more when the one above it has been repaired."""
    once = Cleaner().clean("' ,]  >\n\n»**  /'", lang="fr")
    assert Cleaner().clean(once, lang="fr") == once
