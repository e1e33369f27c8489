"""Settings: ``textfix.toml``, or ``[tool.textfix]`` of ``pyproject.toml``, from the folder of a file upwards."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from ._files import STANDARD, file_error
from .errors import OptionsError
from .options import Options

# What a setting takes, by the type of its field; bool is an int to Python, but no number to a user.
_TAKES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "str": (lambda v: isinstance(v, str), "a text in quotes"),
    "float": (lambda v: isinstance(v, int | float) and not isinstance(v, bool), "a number"),
    "tuple[str, ...]": (
        lambda v: isinstance(v, list) and all(isinstance(i, str) for i in v),
        'a list of texts, such as ["a", "b"]',
    ),
}


def _anything(_: Any) -> bool:
    return True


def options_for(path: str, given: dict[str, Any]) -> Options:
    """Return the options for the file at `path`: its settings, overruled by those `given`.

    Raises `OptionsError` for settings that cannot be used; the message begins with the name of their file.
    """
    folder = Path.cwd() if path == STANDARD else Path(path).absolute().parent
    return Options.of({**_settings(folder), **given})


@cache
def _settings(folder: Path) -> dict[str, Any]:
    """The settings that hold in `folder`, by the names of fields; empty if there are none."""
    for place in (folder, *folder.parents):
        for name in ("textfix.toml", "pyproject.toml"):
            table = _table(place / name)
            if table is not None:
                return _checked(table, str(place / name))
    return {}


@cache
def _table(path: Path) -> dict[str, Any] | None:
    """The settings in the file at `path`; ``None`` if there is no such file, or it says nothing of textfix."""
    try:
        with path.open("rb") as file:
            content = tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise file_error(str(path), error) from error
    except ValueError as error:
        raise OptionsError(f"{path}: not valid TOML: {error}") from error
    if path.name == "textfix.toml":
        return content
    tool = content.get("tool", {})
    table = tool.get("textfix") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise OptionsError(f"{path}: textfix under [tool] is a table: [tool.textfix]")
    return table


def _checked(table: dict[str, Any], where: str) -> dict[str, Any]:
    from ._catalogue import selected

    kinds = {f.name: str(f.type).removesuffix(" | None") for f in fields(Options)}
    settings = {key.replace("-", "_"): value for key, value in table.items()}
    for key, value in table.items():
        fits, kind = _TAKES.get(kinds.get(key.replace("-", "_"), ""), (_anything, ""))
        if not fits(value):
            raise OptionsError(f"{where}: {key} is {kind}, not {value!r}")
    try:
        selected(Options.of(table))
    except OptionsError as error:
        raise OptionsError(f"{where}: {error}") from error
    return settings
