"""Settings: where they are found, what they may hold, and what is said of those that may not be there."""

from pathlib import Path

import pytest
from clitools import WRONG, textfix

from textfix import Options, OptionsError
from textfix._config import _settings, _table, options_for


@pytest.fixture(autouse=True)
def fresh() -> None:
    _settings.cache_clear()
    _table.cache_clear()


def settings(folder: Path, text: str, name: str = "textfix.toml") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def test_nearest_settings_hold(tmp_path: Path) -> None:
    settings(tmp_path, '[tool.textfix]\nlang = "de"\nmin-confidence = 0.9', "pyproject.toml")
    settings(tmp_path / "a", 'lang = "fr"')
    settings(tmp_path / "b", '[tool.other]\nlang = "xx"', "pyproject.toml")
    settings(tmp_path / "c", 'ignore = ["mixed-quotes"]')
    settings(tmp_path / "c", '[tool.textfix]\nlang = "pl"', "pyproject.toml")
    assert options_for(str(tmp_path / "x.txt"), {}) == Options(lang="de", min_confidence=0.9)
    assert options_for(str(tmp_path / "a" / "deep" / "x.txt"), {}) == Options(lang="fr")
    assert options_for(str(tmp_path / "b" / "x.txt"), {}).lang == "de"
    assert options_for(str(tmp_path / "c" / "x.txt"), {}) == Options(ignore=("mixed-quotes",))


def test_arguments_overrule_settings(tmp_path: Path) -> None:
    settings(tmp_path, 'lang = "de"\nselect = ["mixed-quotes"]\nmin_confidence = 0.9')
    given = {"lang": "en", "min_confidence": 0.5}
    assert options_for(str(tmp_path / "x"), given) == Options(lang="en", select=("mixed-quotes",), min_confidence=0.5)


def test_standard_input_has_the_settings_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(tmp_path, 'lang = "sv"')
    monkeypatch.chdir(tmp_path)
    assert options_for("-", {}).lang == "sv"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('langs = "de"', "unknown setting 'langs'; did you mean 'lang'?"),
        ("min-confidense = 0.9", "did you mean 'min_confidence'?"),
        ("rules = []", "unknown setting 'rules'"),
        ('select = "mixed-quotes"', 'select is a list of texts, such as ["a", "b"], not \'mixed-quotes\''),
        ("select = [1]", "select is a list of texts"),
        ("lang = 3", "lang is a text in quotes, not 3"),
        ('lang = "xx"', "no language 'xx'"),
        ("min-confidence = true", "min-confidence is a number, not True"),
        ("min-confidence = 3", "from 0 to 1"),
        ('ignore = ["mixed-quote"]', "did you mean 'mixed-quotes'?"),
        ('profile = "repare"', "did you mean 'repair'?"),
        ("[lang]\na = 1", "lang is a text in quotes"),
        ("lang = ", "not valid TOML"),
    ],
)
def test_wrong_settings_are_told(text: str, message: str, tmp_path: Path) -> None:
    settings(tmp_path, text)
    with pytest.raises(OptionsError) as caught:
        options_for(str(tmp_path / "x.txt"), {})
    assert str(caught.value).startswith(f"{tmp_path / 'textfix.toml'}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_settings_that_are_no_table(tmp_path: Path) -> None:
    settings(tmp_path, '[tool]\ntextfix = "yes"', "pyproject.toml")
    with pytest.raises(OptionsError, match="is a table"):
        options_for(str(tmp_path / "x.txt"), {})
    settings(tmp_path / "a", "", "pyproject.toml")
    (tmp_path / "a" / "textfix.toml").write_bytes(b'lang = "\xff"')
    with pytest.raises(OptionsError, match="not valid TOML"):
        options_for(str(tmp_path / "a" / "x.txt"), {})


def test_wrong_settings_stop_the_command_before_a_file_is_touched(tmp_path: Path) -> None:
    settings(tmp_path / "b", "nothing = 1")
    for name in ("a.txt", "b/b.txt"):
        (tmp_path / name).write_text(WRONG, "utf-8")
    result = textfix("clean", "-i", "--lang", "en", tmp_path)
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
    assert b"textfix.toml: unknown setting 'nothing'" in result.stderr
    assert (tmp_path / "a.txt").read_text("utf-8") == WRONG


def test_settings_reach_the_command(tmp_path: Path) -> None:
    settings(tmp_path, 'lang = "en"\nselect = ["mixed-quotes"]')
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    assert textfix("check", "a.txt", cwd=tmp_path).returncode == 1
    assert textfix("check", "a.txt", "--ignore", "mixed-quotes", cwd=tmp_path).returncode == 0
