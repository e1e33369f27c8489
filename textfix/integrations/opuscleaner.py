"""OpusCleaner: filters that repair texts, and drop pairs with faults.

``python -m textfix.integrations.opuscleaner install`` writes their descriptions into ``filters/``, where OpusCleaner looks for them.
They run ``… clean`` and ``… pairs``, which read lines and write them.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path
from typing import Any

from .. import Cleaner, Options, TextfixError
from ._lines import within_line
from ._verdict import Verdict

MODULE = "textfix.integrations.opuscleaner"  # also where it runs as a program
_TAG = {"type": "str", "required": False, "default": ""}
_PROFILE = {
    "type": "str",
    "default": "repair",
    "allowed_values": ["repair", "publish", "corpus"],
    "help": "What to repair towards",
}
FILTERS: dict[str, dict[str, Any]] = {
    "textfix_clean": {
        "type": "monolingual",
        "description": "textfix: repairs what machine translation breaks in a text",
        "parameters": {"TAG": _TAG | {"help": "Language of the text; empty: detected"}, "PROFILE": _PROFILE},
        "command": 'clean ${TAG:+--lang "$TAG"} --profile "$PROFILE"',
    },
    "textfix_pairs": {
        "type": "bilingual",
        "description": "textfix: repairs translations beside their sources, and drops what is no translation",
        "parameters": {
            "SOURCE": _TAG | {"help": "Language of the first column; empty: detected"},
            "TARGET": _TAG | {"help": "Language of the second column; empty: detected"},
            "PROFILE": _PROFILE,
            "REPAIR": {"type": "bool", "default": True, "help": "Repair the translations"},
            "DROP": {"type": "bool", "default": True, "help": "Drop pairs"},
            "SEVERITY": {
                "type": "str",
                "default": "critical",
                "allowed_values": ["critical", "major", "minor", "neutral"],
                "help": "… with a fault that is at least so severe and is not repaired",
            },
            "MIN_SCORE": {"type": "float", "min": 0, "max": 100, "default": 0, "help": "… or with a lower score"},
        },
        "command": (
            'pairs ${SOURCE:+--source-lang "$SOURCE"} ${TARGET:+--lang "$TARGET"} --profile "$PROFILE" '
            '${REPAIR:+--repair} ${DROP:+--drop} --severity "$SEVERITY" --min-score "$MIN_SCORE"'
        ),
    },
}


def install(folder: Path) -> None:
    """Write the descriptions of the filters; they run with the Python that this runs with."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, told in FILTERS.items():
        command = f"{shlex.quote(sys.executable)} -m {MODULE} {told['command']}"
        (folder / f"{name}.json").write_text(json.dumps(told | {"command": command}, indent=4) + "\n", "utf-8")


def clean(lines: Iterable[str], cleaner: Cleaner) -> Iterator[str]:
    """Yield the lines, repaired, each as a document of its own."""
    texts, same = tee(line.rstrip("\r\n") for line in lines)
    return map(within_line, same, cleaner.clean_many(texts))


def pairs(lines: Iterable[str], cleaner: Cleaner, verdict: Verdict | None, *, repair: bool) -> Iterator[str]:
    """Yield the lines of two columns that are kept, their translations repaired."""
    for line in lines:
        source, tab, text = line.rstrip("\r\n").partition("\t")
        if not tab:
            yield source  # no pair
            continue
        report = cleaner.check(text, source=source)
        if verdict is None or verdict.reason(report) is None:
            yield source + tab + (within_line(text, report.text) if repair else text)


def main() -> None:
    """Read the command line, and standard input."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    where = commands.add_parser("install", help="write the descriptions of the filters")
    where.add_argument("folder", nargs="?", default="filters", type=Path)
    for name, what in (("clean", "a text in each line"), ("pairs", "a source and its translation in each line")):
        command = commands.add_parser(name, help=what)
        command.add_argument("--lang")
        command.add_argument("--profile", default="repair")
        command.set_defaults(source_lang=None, drop=False)
        if name == "pairs":
            command.add_argument("--source-lang")
            command.add_argument("--repair", action="store_true")
            command.add_argument("--drop", action="store_true")
            command.add_argument("--severity", default="critical")
            command.add_argument("--min-score", type=float)
    told = parser.parse_args()
    try:
        _run(told)
    except TextfixError as error:
        parser.error(str(error))


def _run(told: argparse.Namespace) -> None:
    if told.command == "install":
        install(told.folder)
        return
    cleaner = Cleaner(Options(lang=told.lang, source_lang=told.source_lang, profile=told.profile))
    verdict = Verdict(told.severity, min_score=told.min_score) if told.drop else None
    how: Any = {"encoding": "utf-8", "errors": "surrogateescape", "newline": "\n", "closefd": False}
    with open(0, **how) as lines, open(1, "w", **how) as file:
        alone = told.command == "clean"
        out = clean(lines, cleaner) if alone else pairs(lines, cleaner, verdict, repair=told.repair)
        file.writelines(line + "\n" for line in out)


if __name__ == "__main__":
    main()
