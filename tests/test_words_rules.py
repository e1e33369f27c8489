"""Left-over and repeated words, and marks of other scripts: what the examples of the rules cannot show, such as documents and tables."""

from pathlib import Path

import pytest

import textfix
from textfix import Cleaner, Options
from textfix.language import canonical

TABLES = Path(textfix.__file__).parent / "tables"
ROLES = {
    "stray-fragment": {"link", "clause", "social", "abbreviation"},
    "repeated-word": {
        *(
            "article",
            "never",
            "seen",
            "particle",
            "doubles",
            "ending",
            "clause",
            "letters",
            "letter",
            "nouns",
            "document",
        ),
    },
}
LONG = (
    "The ministry said on Tuesday that two of its delegations had met with members of parliament, with the owners of"
    " the port and with officials from the agency."
)


def clean(text: str, rule: str, lang: str = "en") -> str:
    return Cleaner(Options(select=(rule,), lang=lang)).check(text).text


@pytest.mark.parametrize("path", sorted(p for name in ROLES for p in (TABLES / name).glob("*.tsv")), ids=str)
def test_table_is_well_formed(path: Path) -> None:
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    assert head == "word\trole\tsource"
    assert path.stem == "und" or canonical(path.stem) == path.stem
    for row in rows:
        word, role, source = row.split("\t")
        assert word
        assert role in ROLES[path.parent.name]
        assert source
    assert len(rows) == len(set(rows))


def test_stray_fragment_in_the_middle_of_a_line() -> None:
    assert clean(f"{LONG} information. They left the same day.", "stray-fragment") == f"{LONG} They left the same day."


def test_stray_fragment_needs_a_long_sentence() -> None:
    text = "I got two tickets from the agency. information."
    assert clean(text, "stray-fragment") == text


def test_stray_fragment_respects_a_document_that_begins_sentences_in_lower_case() -> None:
    text = f"we were there as well. nobody came.\n{LONG} information.\nso we left early. it rained anyway."
    assert clean(text, "stray-fragment") == text


def test_stray_fragment_is_found_in_a_long_document() -> None:
    text = f"{LONG}\n" * 20
    assert clean(text.replace("agency.\n", "agency. information.\n", 1), "stray-fragment") == text


def test_repeated_word_spares_a_pair_that_the_document_uses() -> None:
    text = "The system system protects the pump.\nA system system costs more."
    assert clean(text, "repeated-word") == text
    once = "The project project protects the pump."
    assert clean(once, "repeated-word") == "The project protects the pump."


def test_repeated_function_words_are_no_habit() -> None:
    text = "The lid of the the box fits.\nThe rim of the the lid is red."
    assert clean(text, "repeated-word") == text.replace("the the", "the")


@pytest.mark.parametrize("lang", ["tr", "tn", "sw", "id", "hi", "xh", "ha"])
def test_repeated_word_is_silent_where_words_are_doubled_freely(lang: str) -> None:
    text = "Akajuma aaka madogo madogo yavaş yavaş kancane kancane."
    assert clean(text, "repeated-word", lang) == text


def test_repeated_word_keeps_the_capital() -> None:
    assert clean("And and then it rained.", "repeated-word") == "And then it rained."


def test_what_was_seen_before_makes_no_difference() -> None:
    assert clean("They sold theirVessel and eachEngine.", "glued-words") == "They sold theirVessel and eachEngine."
    cleaner = Cleaner(Options(select=("glued-words",), lang="en"))
    alone = "Stay here, otherwiseit will hurt."
    for _ in range(2):
        assert cleaner.clean(alone) == "Stay here, otherwise it will hurt."
        assert cleaner.clean("LongerFigures and otherwiseIt are trade names.").endswith("otherwiseIt are trade names.")


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("It was paid by the firstthe buyer.", 0.6),
        ("All the feelingsame was new.", 0.45),
        ("They keep moneyquestions and sheep.", 0.45),
        ("His victory in Hotin was the last.", 0.45),
    ],
)
def test_glued_words_that_may_be_a_name_or_a_term_are_told_below_one_half(text: str, confidence: float) -> None:
    found = Cleaner(Options(select=("glued-words",), lang="en")).check(text).findings
    assert [f.confidence for f in found if not f.applied] == [confidence]


READING_ROOM = (
    "Primăria a deschis ieri noua bibliotecă din cartierul de lângă gară, iar locuitorii au venit cu mic cu mare să vadă"
    " sălile. Cărțile stau acum pe rafturi de lemn{}făcute în oraș și fiecare copil poate lua acasă două volume. Directorul"
    " spune că programul va fi mai lung în timpul verii. O profesoară a citit{}povești{}pentru cei mici, apoi toți au primit"
    " ceai și prăjituri. La sfârșit s-au făcut fotografii în curte, sub nucul bătrân, unde va fi amenajată o terasă pentru"
    " cititori."
)


def test_a_document_shows_that_a_word_glued_is_none_of_its_words() -> None:
    sound = READING_ROOM.format(" ", " ", " ")
    glued = sound.replace("spune că", "spunecă")
    assert clean(glued, "glued-words", "ro") == sound
    line = "Directorul spunecă programul va fi mai lung."
    assert clean(line, "glued-words", "ro") == line
    again = f"{glued} Spunecă este numele clubului."
    assert clean(again, "glued-words", "ro") == again


LIBRARY = (
    "Општина је јуче отворила нову библиотеку у крају поред станице, а становници су дошли да виде сале. Књиге сада стоје на"
    " дрвеним полицама које су направљене у граду и свако дете може да понесе кући две свеске. Директор каже да ће програм"
    " током лета бити дужи. Једна учитељица је читала приче за најмлађе, а онда су сви добили чај и колаче. На крају су се"
    " сликали у дворишту испод старог ораха. Многи деле мишљење да је град због{}тога постао лепши, и да ће се овде окупљати"
    " читаоци из других места."
)


def test_serbian_is_parted_in_cyrillic_as_well() -> None:
    sound, glued = LIBRARY.format(" "), LIBRARY.format("")
    for lang in ("sr", "sr-Cyrl", "bs-Cyrl"):
        assert clean(glued, "glued-words", lang) == clean(sound, "glued-words", lang) == sound


def test_a_document_shows_that_its_writer_doubles_no_word() -> None:
    sound, twice = READING_ROOM.format(" ", " ", " "), READING_ROOM.format(" ", " ", " povești ")
    assert clean(twice, "repeated-word", "ro") == sound
    names = f"{sound} Sala Ana Ana Blandiana poartă numele poetei Ana Blandiana."
    assert clean(names, "repeated-word", "ro") == names.replace("Ana Ana", "Ana")
    line = "Și în în oraș au venit."
    assert clean(line, "repeated-word", "ro") == line


def test_a_document_shows_how_its_writer_sets_full_stops() -> None:
    lines = [f"El domingo {n} fuimos todos a la plaza con los niños." for n in range(11)]
    assert clean("\n".join([*lines, "Ella volvió a casa muy tarde.."]), "doubled-mark", "es").endswith("tarde.")
    assert clean("Ella volvió a casa muy tarde..", "doubled-mark", "es").endswith("..")


def test_a_lone_narrow_comma_in_a_full_width_document_says_nothing_of_other_marks() -> None:
    line = "但是,他为什么不来呢?"
    assert clean(line, "foreign-punctuation", "zh") == "但是，他为什么不来呢？"
    around = "今天，明天，后天，都好。\n" * 3
    assert clean(around + line, "foreign-punctuation", "zh") == f"{around}但是，他为什么不来呢?"
