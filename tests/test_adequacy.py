"""Translations beside their sources: lexicons, the scorer, the score, and what is learned from a corpus."""

import itertools
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from clitools import textfix as run
from hypothesis import given
from hypothesis import strategies as st

import textfix
from textfix import Basis, Cleaner, OptionsError
from textfix._adequacy.align import align
from textfix._adequacy.difficulty import ASPECTS, EASE, Difficulty, difficulty, pieces
from textfix._adequacy.features import NAMES, features, vector
from textfix._adequacy.lexicon import Lexicon, Limits, learn
from textfix._adequacy.scorer import Scorer
from textfix._adequacy.store import dump, load
from textfix._adequacy.tokens import tokens
from textfix._inference import LEXICONS, lexicon_for, scorer
from textfix._trees import Trees
from textfix.errors import FormatError

# Two invented languages: every word of one is a word of the other, and the order is turned round.
FORTH = dict(
    zip(
        ["milo", "kena", "pasu", "tiro", "veda", "lumo", "suri", "bano", "goli", "deka"],
        ["xaf", "qem", "zut", "wok", "yib", "xoz", "qul", "zim", "wex", "yat"],
        strict=True,
    )
)


def turned(sentence: str) -> str:
    return " ".join(FORTH[word] for word in reversed(sentence.split()))


def corpus(size: int = 300, seed: int = 1) -> list[tuple[str, str]]:
    rng = random.Random(seed)
    sentences = [" ".join(rng.choices(list(FORTH), k=rng.randint(3, 7))) for _ in range(size)]
    return [(s, turned(s)) for s in sentences]


@pytest.fixture(scope="module")
def invented() -> Lexicon:
    return learn(corpus())


# ---------------------------------------------------------------- words


@given(st.text(max_size=60))
def test_tokens_are_in_order_and_in_the_text(text: str) -> None:
    found = tokens(text)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.start < b.start for a, b in itertools.pairwise(found))
    assert all(t.word and t.stem for t in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't pay 1,000.5!", ["don't", "pay", "10005"]),
        ("我们到了", ["我们", "们到", "到了"]),
        ("١٢ كتابًا", ["12", "كتابًا"]),
        ("", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [t.word for t in tokens(text)] == words


# ---------------------------------------------------------------- lexicons


def test_a_lexicon_learns_which_word_is_which(invented: Lexicon) -> None:
    for a, b in FORTH.items():
        pair = align(a, b, invented)
        assert pair.target.both[0] > 0.5
        others = align(a, " ".join(set(FORTH.values()) - {b}), invented)
        assert others.target.both.max() < 0.1


def test_words_turned_round_twice_are_the_same(invented: Lexicon) -> None:
    twice = invented.swapped().swapped()
    assert twice.words == invented.words
    assert np.array_equal(twice.rows, invented.rows)
    assert np.array_equal(twice.forth, invented.forth)


def test_a_swapped_lexicon_says_the_same(invented: Lexicon) -> None:
    one = align("milo kena", "qem zut", invented)
    other = align("qem zut", "milo kena", invented.swapped())
    assert np.allclose(one.source.both, other.target.both)
    assert np.allclose(one.target.given, other.source.given)


def test_a_file_keeps_a_lexicon(invented: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "model"
    path.write_bytes(dump(invented, ("af", "zu")))
    again, langs = load(path)
    assert langs == ("af", "zu")
    assert again.words == invented.words
    assert np.array_equal(again.columns, invented.columns)
    assert np.allclose(again.forth, invented.forth, rtol=0.03, atol=1e-3)
    assert np.allclose(again.reliable[0], invented.reliable[0], atol=0.01)


@pytest.mark.parametrize("size", [0, 10, 200])
def test_a_file_that_is_cut_off_is_told(invented: Lexicon, tmp_path: Path, size: int) -> None:
    path = tmp_path / "model"
    path.write_bytes(dump(invented)[:size])
    with pytest.raises(FormatError, match="not a model"):
        load(path)


def test_through_a_third_language(invented: Lexicon) -> None:
    there_and_back = invented.through(invented.swapped())
    pair = align("milo veda", "veda milo", there_and_back)
    assert (pair.source.both > 0.5).all()


def test_lexicons_joined_know_what_both_know(invented: Lexicon) -> None:
    of_one = learn([("oncea milo", "xaf onceb"), ("oncea", "onceb"), ("milo oncea", "onceb xaf")] * 20)
    joined = of_one.joined(invented)
    pair = align("oncea milo kena", "qem xaf onceb", joined)
    assert pair.known == 1
    assert (pair.target.both > 0.5).all()
    assert joined.pairs == of_one.pairs + invented.pairs
    met = joined.counts[0][joined.words[0].index("milo")]
    assert met == pytest.approx(sum(one.counts[0][one.words[0].index("milo")] for one in (of_one, invented)))


def test_a_lexicon_joined_with_itself_says_the_same(invented: Lexicon) -> None:
    twice = invented.joined(invented)
    assert twice.words == invented.words
    assert np.array_equal(twice.rows, invented.rows)
    assert np.allclose(twice.forth, invented.forth)
    assert np.allclose(twice.back, invented.back)
    assert np.allclose(twice.reliable[0], invented.reliable[0])


def test_limits_leave_out_what_is_rare() -> None:
    small = learn([*corpus(), ("oncea", "onceb")], Limits(least=2))
    assert "oncea" not in small.words[0]
    assert align("oncea", "onceb", small).known == 0


def test_every_lexicon_that_comes_along_loads_and_knows_common_words() -> None:
    names = sorted(p.stem for p in LEXICONS.glob("*.lex"))
    assert len(names) >= 40
    for name in names:
        lexicon = lexicon_for("en", name)
        assert lexicon is not None
        known = lexicon.numbers(0, tokens("the is of and you I he water we do not"))
        assert (known > 0).mean() > 0.7, name
    total = sum(p.stat().st_size for p in LEXICONS.glob("*.lex"))
    assert total < 8_500_000


# ---------------------------------------------------------------- the scorer


def test_trees_do_as_they_were_told() -> None:
    tree = {
        "split_feature": 0,
        "threshold": 1.5,
        "default_left": True,
        "missing_type": "NaN",
        "left_child": {"leaf_value": 1.0},
        "right_child": {
            "split_feature": 1,
            "threshold": -2.0,
            "default_left": False,
            "missing_type": "None",
            "left_child": {"leaf_value": 10.0},
            "right_child": {"leaf_value": 100.0},
        },
    }
    stump = {"split_feature": 1, "threshold": 0.0, "default_left": False, "missing_type": "NaN"}
    stump |= {"left_child": {"leaf_value": 0.25}, "right_child": {"leaf_value": 0.5}}
    model = {"tree_info": [{"tree_structure": tree}, {"tree_structure": stump}]}
    trees = Trees.of([model], ("a", "b"))
    mean = Trees.of([model, {"tree_info": [{"tree_structure": stump}]}], ("a", "b"))
    assert mean(np.array((1.5, 1), np.float32)) == pytest.approx((1.5 + 0.5) / 2)
    nan = float("nan")
    for values, wanted in [((1.5, 1), 1.5), ((2, -2), 10.25), ((2, -1), 100.25), ((nan, nan), 1.5), ((2, nan), 100.5)]:
        assert trees(np.array(values, np.float32)) == pytest.approx(wanted)


def test_the_scorer_was_trained_on_the_features_there_are() -> None:
    assert scorer().quality.names == NAMES


def test_features_are_named(invented: Lexicon) -> None:
    found = features(align("milo kena 5", "qem xaf 6", invented), "af", "zu")
    assert set(found) <= set(NAMES)
    assert len(vector(found)) == len(NAMES)
    assert found["missing numbers"] == found["extra numbers"] == 1


def test_marks_part_sentences_and_hyphens_do_not(invented: Lexicon) -> None:
    found = features(align("milo-kena don't 1,5 pasu; milo kena", "qem。xaf，", invented), "en", "zh")
    assert (found["source parts"], found["source part mean"], found["source part longest"]) == (2, 3.5, 5)
    assert (found["target parts"], found["target part longest"]) == (2, 1)


def test_the_sequences_of_a_side_are_judged_where_they_were_counted(invented: Lexicon) -> None:
    usual, unusual = (
        features(align(english, "qem xaf", invented), "en", "zu")["source sequences"]
        for english in ("They came back to the house in the morning.", "To morning they the back in house came the.")
    )
    assert usual < unusual
    assert "source sequences" not in features(align("milo kena", "qem xaf", invented), "af", "en")


def test_a_word_is_worth_its_pieces_and_a_repeated_one_no_more() -> None:
    known = Difficulty(
        {
            "pieces": np.frombuffer(b" a\nab\nzz", np.uint8),
            "weights": np.array([(1, 0, 0), (0, 2, 0), (0, 0, 9)], np.int8),
            "scale": np.array([0.5, 1, 1], np.float32),
            "start": np.array([0, 0, 1], np.float32),
            "aspects": np.frombuffer(b"assessed\nspared\nsure", np.uint8),
        }
    )
    assert list(pieces("ab")) == [" a", "ab", "b ", " ab", "ab ", " ab "]
    assert known("AB").tolist() == pytest.approx([0.5, 2, 1])
    assert known("ab ab, a").tolist() == pytest.approx([1 / 2, 2 / 2, 1])
    assert known("").tolist() == [0, 0, 1]


def test_rare_idioms_are_harder_than_plain_reports() -> None:
    known = difficulty("en-GB")
    assert known is not None
    plain = known("The school was built in 1978 and is located in the north of the city.")
    odd = known("Here's the bugger, thingummy whops it, and off they dodge willy-nilly.")
    assert len(plain) == len(ASPECTS)
    assert (plain > odd).all()


def test_difficulty_is_foretold_where_the_language_was_learned_from(invented: Lexicon) -> None:
    found = features(align("milo kena", "qem xaf", invented), "en", "zu")
    assert {f"source {aspect}" for aspect in ASPECTS} <= set(found)
    assert not {f"target {aspect}" for aspect in ASPECTS} & set(found)


def test_languages_that_one_pair_taught_have_an_aspect_of_their_own(invented: Lexicon) -> None:
    found = features(align("milo kena", "qem xaf", invented), "ru", "de-AT")
    assert {f"source {EASE}", f"target {EASE}"} <= set(found)
    assert not {f"{side} {aspect}" for side in ("source", "target") for aspect in ASPECTS} & set(found)


def test_plain_russian_is_easier_than_verse() -> None:
    known = difficulty("ru")
    assert known is not None
    plain = known("Город расположен на севере страны, в нём живут две тысячи человек.")
    assert plain > known("Уж небо осенью дышало, уж реже солнышко блистало, короче становился день.")


def test_words_that_systems_are_sure_of_raise_the_score() -> None:
    scored = _without_trees("source sure", 1)
    unknown, sure, unsure = (scored(x) for x in (np.nan, 1, -1))
    assert unsure < unknown < sure


def test_easy_words_raise_the_score() -> None:
    scored = _without_trees("target ease", 1)
    unknown, easy, hard = (scored(x) for x in (np.nan, 1, -1))
    assert hard < unknown < easy


def test_names_without_a_partner_are_no_fault_where_the_source_is_english() -> None:
    for_other, for_english = (_without_trees("target capital lone", known) for known in (np.nan, 0))
    assert for_other(0.5) == for_other(0)
    assert for_english(0.5) > for_english(0)


def test_words_without_a_partner_count_less_between_large_languages(invented: Lexicon) -> None:
    pair = align("milo kena", "qem xaf", invented)
    assert [features(pair, "en", lang)["large"] for lang in ("de", "zh", "da", "zu")] == [1, 1, 0, 0]
    for_small, for_large = (_without_trees("source misses", np.nan, large=large) for large in (0, 1))
    assert for_small(0.5) == for_small(0)
    assert for_large(0.5) > for_large(0)


def _without_trees(feature: str, sure: float, large: float = 0) -> Callable[[float], float]:
    """Score a value of one feature, all else being equal, for an English source if `sure` is a number."""
    values = {"source sure": sure, "large": large, feature: 0.0}
    values |= {"target words": 9, "target letters per word": 5, "marks off": 0}
    stump = {"split_feature": 1, "threshold": 0.0, "default_left": False, "missing_type": "NaN"}
    quality, fault = (
        Trees.of(
            [{"tree_info": [{"tree_structure": stump | {"left_child": leaf, "right_child": leaf}}]}], tuple(values)
        )
        for leaf in ({"leaf_value": 0.0}, {"leaf_value": -9.0})
    )
    scorer = Scorer(quality, fault, 50, 10)
    return lambda x: scorer(np.array([*(values | {feature: x}).values()], np.float32))


# ---------------------------------------------------------------- the score

SOURCES = [
    "The government said on Monday that the new law will help children in poor families.",
    "She bought a small house near the river and lives there with her two brothers.",
    "Many people lost their work during the war and had to leave the country.",
]
TRANSLATIONS = {
    "de": [
        "Die Regierung sagte am Montag, dass das neue Gesetz Kindern in armen Familien helfen wird.",
        "Sie kaufte ein kleines Haus am Fluss und lebt dort mit ihren zwei Brüdern.",
        "Viele Menschen verloren während des Krieges ihre Arbeit und mussten das Land verlassen.",
    ],
    "ru": [
        "Правительство сообщило в понедельник, что новый закон поможет детям в бедных семьях.",
        "Она купила маленький дом у реки и живёт там со своими двумя братьями.",
        "Многие люди потеряли работу во время войны и были вынуждены покинуть страну.",
    ],
    "zh": [
        "政府周一表示，新法律将帮助贫困家庭的孩子。",
        "她在河边买了一栋小房子，和她的两个兄弟住在那里。",
        "许多人在战争期间失去了工作，不得不离开这个国家。",
    ],
}


def score(text: str, lang: str, source: str, source_lang: str) -> float:
    report = textfix.check(text, lang=lang, source=source, source_lang=source_lang)
    assert report.score is not None
    assert report.basis is Basis.SOURCE
    assert 0 <= report.score <= 100
    return report.score


@pytest.mark.parametrize("lang", TRANSLATIONS)
@pytest.mark.parametrize("i", range(len(SOURCES)))
def test_a_translation_is_better_than_what_is_none(lang: str, i: int) -> None:
    source, text = SOURCES[i], TRANSLATIONS[lang][i]
    other = TRANSLATIONS[lang][i - 1]
    good = score(text, lang, source, "en")
    assert good > score(other, lang, source, "en") + 10
    assert good > score(source, lang, source, "en") + 10
    assert good > score(text[: len(text) // 3], lang, source, "en")
    assert good > score(text + (text[:12] if lang != "zh" else text[:4]) * 8, lang, source, "en")
    assert score(source, "en", text, lang) > score(SOURCES[i - 1], "en", text, lang) + 10


def test_nothing_is_worth_nothing() -> None:
    assert score("", "de", SOURCES[0], "en") == 0
    assert score("…", "de", SOURCES[0], "en") == 0


def test_lines_are_scored_beside_their_lines() -> None:
    source, text = "\n".join(SOURCES), "\n\n".join(TRANSLATIONS["de"])
    single = [score(t, "de", s, "en") for s, t in zip(SOURCES, TRANSLATIONS["de"], strict=True)]
    assert min(single) <= score(text, "de", source, "en") <= max(single)


def test_languages_without_english_go_through_it() -> None:
    good = score(TRANSLATIONS["ru"][1], "ru", TRANSLATIONS["de"][1], "de")
    assert good > score(TRANSLATIONS["ru"][0], "ru", TRANSLATIONS["de"][1], "de")


@pytest.mark.parametrize(
    ("text", "lang", "source", "source_lang", "reason"),
    [
        ("Hallo Welt", "de", "  ", "en", "source is empty"),
        ("Kilonga", "ch", "Hello world", "en", "no word translations"),
        ("Hello you", "en", "Hello world", "en-GB", "no word translations"),
        ("Xyzzyx plughq frotzo gnusto", "de", "Qwrtz plnmk vbnmq xcvbn", "en", "too few words"),
        ("Hallo Welt", "de", "12 34 ?", None, "language of the source"),
    ],
)
def test_no_score_is_explained(text: str, lang: str, source: str, source_lang: str | None, reason: str) -> None:
    report = textfix.check(text, lang=lang, source=source, source_lang=source_lang)
    assert report.score is None
    assert report.basis is None
    assert any(r.startswith("score: ") and reason in r for r in report.not_assessed)


def test_without_a_source_nothing_is_loaded() -> None:
    code = (
        "import sys, textfix; r = textfix.check('Hello there, my friends.', lang='en'); "
        "assert r.basis == 'target'; "
        "print([m for m in sys.modules if m.startswith(('textfix._adequacy', 'textfix._inference'))])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


# ---------------------------------------------------------------- learning


class Done(NamedTuple):
    code: int
    out: str
    err: str


def command(*arguments: object, cwd: Path | None = None) -> Done:
    done = run(*arguments, cwd=cwd)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def written(folder: Path, pairs: list[tuple[str, str]]) -> tuple[Path, Path]:
    source, target = folder / "source.txt", folder / "target.txt"
    source.write_text("".join(a + "\n" for a, _ in pairs), "utf-8")
    target.write_text("".join(b + "\n" for _, b in pairs), "utf-8")
    return source, target


def test_learned_translations_are_used(tmp_path: Path) -> None:
    source, target = written(tmp_path, corpus())
    model = tmp_path / "model"
    done = command("learn", source, target, "-o", model, "--source-lang", "vo", "--lang", "io")
    assert (done.code, done.out) == (0, "")
    assert "word translations from" in done.err
    cleaner = Cleaner(model=str(model), source_lang="vo", lang="io")
    good, bad = "milo kena pasu tiro veda", "lumo suri bano goli deka"
    scores = [cleaner.check(turned(t), source=good).score for t in (good, bad)]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] > scores[1] + 10
    back = Cleaner(model=str(model)).check(good, lang="vo", source=turned(good), source_lang="io")
    assert back.score is not None
    assert Cleaner(lang="io", source_lang="vo").check(turned(good), source=good).score is None
    other = cleaner.check("Hola", lang="es", source="Hello, how are you?", source_lang="en")
    assert other.score is not None, "a pair that the model is not of goes by what comes with textfix"


def test_what_was_learned_adds_to_what_comes_along(tmp_path: Path) -> None:
    source, target = written(tmp_path, corpus())
    model = tmp_path / "model"
    assert command("learn", source, target, "-o", model, "--source-lang", "en", "--lang", "de", "-q").code == 0
    cleaner = Cleaner(model=str(model), source_lang="en", lang="de")
    assert cleaner.check(TRANSLATIONS["de"][0], source=SOURCES[0]).score is not None
    assert cleaner.check(turned("milo kena pasu tiro veda"), source="milo kena pasu tiro veda").score is not None


def test_one_table_teaches_as_much_as_two_files(tmp_path: Path) -> None:
    pairs = corpus()
    source, target = written(tmp_path, pairs)
    table = tmp_path / "pairs.tsv"
    table.write_text("".join(f"{a}\t{b}\n" for a, b in pairs), "utf-8")
    one, two = tmp_path / "one", tmp_path / "two"
    assert command("learn", source, target, "-o", one, "-q").code == 0
    assert command("learn", table, "-o", two, "-q").code == 0
    assert one.read_bytes() == two.read_bytes()


def test_bilingual_files_and_fields_teach_the_same(tmp_path: Path) -> None:
    pairs = corpus()
    source, target = written(tmp_path, pairs)
    units = "".join(
        f'<tu><tuv xml:lang="vo"><seg>{a}</seg></tuv><tuv xml:lang="io"><seg>{b}</seg></tuv></tu>' for a, b in pairs
    )
    files = {
        "memory.tmx": f'<tmx version="1.4"><header srclang="vo"/><body>{units}</body></tmx>',
        "pairs.jsonl": "".join(f'{{"s": "{a}", "t": "{b}"}}\n' for a, b in pairs),
        "pairs.csv": "s,t\n" + "".join(f"{a},{b}\n" for a, b in pairs),
    }
    langs = "--source-lang", "vo", "--lang", "io"
    assert command("learn", source, target, "-o", tmp_path / "model", *langs, "-q").code == 0
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
        told = () if name == "memory.tmx" else (*langs, "--source-field", "s", "--field", "t")
        assert command("learn", tmp_path / name, "-o", tmp_path / "other", *told, "-q").code == 0
        assert (tmp_path / "other").read_bytes() == (tmp_path / "model").read_bytes(), name


def test_noise_is_left_out(tmp_path: Path) -> None:
    pairs = corpus()
    noise = [("milo", ""), ("kena kena", "kena kena"), ("pasu", "zut " * 90), pairs[0]]
    source, target = written(tmp_path, [*pairs, *noise])
    done = command("learn", source, target, "-o", tmp_path / "model")
    assert f"from {len(set(pairs)):,} pairs" in done.err


@pytest.mark.parametrize(
    ("files", "arguments", "code", "message"),
    [
        ({"a": "one\ntwo\n", "b": "eins\n"}, ["a", "b"], 3, "a has 2"),
        ({"a": "one two\n"}, ["a"], 3, "a:1: no tab"),
        ({"a": "", "b": ""}, ["a", "b"], 3, "no words to learn from"),
        ({"a": "x\n"}, ["a", "gone"], 3, "gone: No such file"),
        ({"a": "\xff\xfe\n"}, ["a", "a", "a"], 2, "one that holds both"),
        ({"a.json": '["x"]'}, ["a.json"], 3, "a.json: no text in it has a source"),
        ({"a.tmx": "<tmx>"}, ["a.tmx"], 3, "a.tmx: "),
        ({"a.csv": "s,t\n"}, ["a.csv", "--field", "t"], 2, "--source-field and --field go together"),
        ({"a": "x\ty\n"}, ["a", "--lang", "de"], 2, "both --source-lang and --lang"),
    ],
)
def test_learning_says_what_is_wrong(
    tmp_path: Path, files: dict[str, str], arguments: list[str], code: int, message: str
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    done = command("learn", *arguments, "-o", "model", cwd=tmp_path)
    assert done.code == code
    assert message in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "model").exists()


def test_a_model_that_is_none_is_told_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("not a model", "utf-8")
    with pytest.raises(OptionsError, match=r"notes\.txt: not a model"):
        Cleaner(model=str(wrong))
    with pytest.raises(OptionsError, match="gone: No such file"):
        Cleaner(model=str(tmp_path / "gone"))
    done = command("check", "--model", wrong, wrong)
    assert (done.code, done.out) == (2, "")
    assert "not a model" in done.err
