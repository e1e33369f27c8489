"""Texts and sources that do not go line by line, and files beside the files they were translated from."""

import random
from pathlib import Path

import pytest
from clitools import textfix as run
from hypothesis import given, settings
from hypothesis import strategies as st

import textfix
from textfix._alignment import by_line
from textfix._beside import beside
from textfix._decode import Source
from textfix._files import FileError
from textfix._inference import lexicon_for
from textfix._passages import passages
from textfix.formats import Part, named

ENGLISH = [
    "The ferry to the island leaves at nine in the morning.",
    "The museum in the old harbour opens again in May, after two years of repairs.",
    "Tickets cost 12 euros, and children under six travel free.",
    "Dogs must stay on the lower deck during the whole crossing, says Henrik Aldous.",
    "The captain has sailed here since 1998.",
    "In winter the water in the bay freezes, and nobody can leave the island for weeks.",
    "The teacher reads to the children from a book about whales.",
    "Last year 240 people lived here, this year there are only 231.",
    "The shop sells bread, milk and stamps.",
    "A doctor from Bergen comes on the first Monday of the month.",
]
GERMAN = [
    "Die Fähre zur Insel fährt um neun Uhr morgens.",
    "Das Museum im alten Hafen öffnet im Mai wieder, nach zwei Jahren Umbau.",
    "Karten kosten 12 Euro, Kinder unter sechs Jahren fahren umsonst.",
    "Hunde müssen während der ganzen Überfahrt auf dem unteren Deck bleiben, sagt Henrik Aldous.",
    "Der Kapitän fährt hier seit 1998.",
    "Im Winter friert das Wasser in der Bucht, und niemand kann die Insel wochenlang verlassen.",
    "Die Lehrerin liest den Kindern aus einem Buch über Wale vor.",
    "Letztes Jahr lebten hier 240 Menschen, dieses Jahr sind es nur 231.",
    "Der Laden verkauft Brot, Milch und Briefmarken.",
    "Ein Arzt aus Bergen kommt am ersten Montag des Monats.",
]


def pairs(source: str, text: str, lexicon: bool = True) -> list[tuple[str, str]]:
    known = lexicon_for("en", "de") if lexicon else None
    return [(source[slice(*a)], text[slice(*b)]) for a, b in passages(source, text, "en", "de", known)]


@pytest.mark.parametrize("lexicon", [True, False])
def test_paragraphs_that_are_divided_in_another_way(lexicon: bool) -> None:
    source = "\n".join(" ".join(ENGLISH[i : i + 2]) for i in range(0, 10, 2))
    text = "\n\n".join(" ".join(GERMAN[i : i + 3]) for i in range(0, 10, 3))
    assert pairs(source, text, lexicon) == list(zip(ENGLISH, GERMAN, strict=True))


def test_two_sentences_that_became_one() -> None:
    text = " ".join([*GERMAN[:3], GERMAN[3][:-1] + ", und der Kapitän fährt hier seit 1998.", *GERMAN[5:]])
    found = pairs(" ".join(ENGLISH), text)
    assert len(found) == 9
    assert found[3][0] == " ".join(ENGLISH[3:5])


def test_lines_wrapped_to_a_width_are_no_sentences() -> None:
    source = "The ferry to the island leaves at nine in the\nmorning. The museum in the old harbour opens\nagain in May, after two years of repairs."
    assert [a for a, _ in pairs(source, " ".join(GERMAN[:2]))] == [source[:55].rstrip(), source[55:].lstrip()]


def test_a_passage_left_out_and_one_added_are_told() -> None:
    source = "\n".join(ENGLISH[:7] + ENGLISH[9:])
    text = "\n".join(GERMAN[:1] + GERMAN[4:])
    found = textfix.Cleaner(select=["left-out-passage", "added-passage"]).check(
        text, lang="de", source=source, source_lang="en"
    )
    told = {f.rule: (text[slice(*f.span)], f.evidence) for f in found.findings}
    assert told["left-out-passage"][1].startswith("line 2 of the source: The museum in the old harbour")
    assert told["added-passage"][0].startswith(GERMAN[7])
    assert {f.applied for f in found.findings} == {False}


def test_rules_compare_passages_that_go_together() -> None:
    text = "\n".join(GERMAN).replace("231", "213").replace(".\nDer Laden", ". Der Laden")
    assert not by_line("\n".join(ENGLISH), text)
    report = textfix.Cleaner(select=["number-mismatch"]).check(
        text, lang="de", source="\n".join(ENGLISH), source_lang="en"
    )
    assert [text[slice(*f.span)] for f in report.findings] == ["213"]


def test_lines_that_are_shifted_are_not_taken_for_partners() -> None:
    rng = random.Random(3)
    words = ["bafa", "lomi", "teru", "wo", "kinisapa", "du"]
    lines = [" ".join(rng.choices(words, k=rng.choice([4, 9, 16, 25]))) + "." for _ in range(40)]
    assert by_line("\n".join(lines), "\n".join(lines))
    assert not by_line("\n".join(lines[1:]), "\n".join(lines[:-1]))


@given(st.text(alphabet="ab1 .\n", max_size=60), st.text(alphabet="ab1 .\n", max_size=60))
@settings(max_examples=60)
def test_every_sentence_is_in_one_passage(source: str, text: str) -> None:
    found = passages(source, text, "en", "de", None)
    for side, whole in ((0, source), (1, text)):
        ends = 0
        for passage in found:
            assert not whole[ends : passage[side].start].strip()
            assert passage[side].start >= ends
            ends = max(ends, passage[side].end)
        assert not whole[ends:].strip()


# ---------------------------------------------------------------- the command line

LANGS = ("--lang", "de", "--source-lang", "en")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_file_beside_its_source(tmp_path: Path) -> None:
    source = written(tmp_path, "en.txt", "\n".join(ENGLISH))
    text = written(tmp_path, "de.txt", "\n".join(GERMAN).replace("240", "420").replace("um neun", "um {name}") + "\n")
    done = run("check", text, "--source", source, *LANGS, "--report", "jsonl")
    assert done.returncode == 1
    assert b"number-mismatch" in done.stdout
    assert b"placeholder-mismatch" in done.stdout
    assert not done.stderr


def test_a_repair_from_the_source(tmp_path: Path) -> None:
    source = written(tmp_path, "en.txt", "Hello {name}.\nThe dog sleeps.\n")
    text = written(tmp_path, "de.txt", "Hallo {Name}.\nDer Hund schläft.\n")
    done = run("clean", text, "--source", source, *LANGS)
    assert done.stdout.decode() == "Hallo {name}.\nDer Hund schläft.\n"


def test_texts_of_a_structured_file_go_by_their_places(tmp_path: Path) -> None:
    source = written(tmp_path, "en.json", '{"a": "48 birds", "b": "12 dogs"}')
    text = written(tmp_path, "de.json", '{"a": "48 Vögel", "b": "21 Hunde"}')
    done = run("check", text, "--source", source, *LANGS, "--select", "number-mismatch", "--report", "csv")
    assert done.stdout.decode().count("number-mismatch") == 1
    assert b"21" in done.stdout
    written(tmp_path, "en.json", '{"a": "48 birds"}')
    done = run("check", text, "--source", source, *LANGS)
    assert done.returncode == 3
    assert done.stderr.decode() == (
        f"error: {text}: 2 texts, but {source} has 1: each text must be the translation of the one in its place\n"
    )


def test_a_folder_beside_a_folder(tmp_path: Path) -> None:
    written(tmp_path, "en/a.txt", "We saw 48 birds.\n")
    written(tmp_path, "en/b.txt", "We saw 48 birds.\n")
    written(tmp_path, "de/a.txt", "Wir sahen 84 Vögel.\n")
    written(tmp_path, "de/c.txt", "Wir sahen 84 Vögel.\n")
    done = run("check", "de", "--source", "en", *LANGS, "--report", "csv", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stdout.decode().count("number-mismatch") == 1
    assert done.stderr.decode() == f"error: {Path('en/c.txt')}: No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("de.txt", "--source", "none.txt"), 3, "error: none.txt: No such file or directory\n"),
        (("de.txt", "de2.txt", "--source", "en.txt"), 2, "error: several files: --source names the folder"),
        (("de.txt", "--source", "bad.txt"), 3, "error: bad.txt: not valid UTF-8 at byte 0"),
        (("de.txt", "--source", "en.txt", "--field", "a", "--source-field", "b"), 2, "error: --source and --source-"),
    ],
)
def test_what_is_wrong_with_a_source_is_told_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    for name in ("de.txt", "de2.txt", "en.txt"):
        written(tmp_path, name, "Hallo.\n")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfd\xfc"[:1])
    done = run("check", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert done.stderr.decode().startswith(message)
    assert done.stderr.count(b"\n") == 1


def test_long_texts_go_line_by_line_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textfix._beside.PIECE", 100)
    lines = [f"{i} birds in the bay." for i in range(20)]
    source = written(tmp_path, "en.txt", "\n".join(lines))
    text = written(tmp_path, "de.txt", "\n".join(lines).upper() + "\n")

    def parts() -> list[Part]:
        with text.open("rb") as stream:
            return list(beside(named("text"), Source(stream, path=str(text)), str(source), None))

    found = [(part, part.units()[0]) for part in parts()]
    assert len(found) > 5
    assert "".join(part.text for part, _ in found) == text.read_text("utf-8")
    assert all(unit.text == (unit.source or "").upper() for _, unit in found)
    assert [part.line for part, _ in found] == [1 + int(part.text.split()[0]) for part, _ in found]
    written(tmp_path, "en.txt", "\n".join(lines[1:]))
    with pytest.raises(FileError, match="has to go line by line with its source, but they have 20 and 19 lines"):
        parts()
