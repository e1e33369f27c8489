"""Rebuild what the locale files take from CLDR: ``python scripts/build_locales.py``.

Needs ``npm`` (``npm pack`` fetches the CLDR packages; they are unpacked to a cache outside the repository). Each file
in ``textfix/locales`` consists of a ``[cldr]`` table, which this script rewrites, and of facts that are kept by hand
below the line `HAND`, which it leaves alone. A file holds only what differs from the locale that it inherits from.
``_cldr.toml`` gets what is true of scripts and of the inheritance. Run it again after raising `VERSION`.
"""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VERSION = "48.2.0"
PACKAGES = ("cldr-core", "cldr-misc-full", "cldr-numbers-full", "cldr-localenames-full", "cldr-dates-full")
LOCALES = Path(__file__).parents[1] / "textfix" / "locales"
CACHE = Path(tempfile.gettempdir()) / f"textfix-cldr-{VERSION}"
HAND = "# By hand, each with its source:"
MAIN = "misc-full/main/{}/{}.json"

# What alone is no reason for a file of a region or script: its forms are few, and mostly shortenings.
MINOR = {"name", "months", "weekdays"}

Facts = dict[str, Any]


def fetch() -> None:
    """Fetch and unpack the packages, unless that was done before."""
    CACHE.mkdir(exist_ok=True)
    for package in PACKAGES:
        target = CACHE / package.removeprefix("cldr-")
        if not target.exists():
            subprocess.run(["npm", "pack", "--silent", f"{package}@{VERSION}"], cwd=CACHE, check=True)
            with tarfile.open(CACHE / f"{package}-{VERSION}.tgz") as archive:
                archive.extractall(CACHE / "unpacked", filter="data")
            (CACHE / "unpacked" / "package").rename(target)


def load(path: str) -> Any:
    """Return the JSON file at `path` below the cache."""
    return json.loads((CACHE / path).read_text(encoding="utf-8"))


# ---------------------------------------------------------------- from CLDR to facts


def letters(unicode_set: str) -> str:
    """Return the single characters of a CLDR exemplar set, sorted; clusters in braces give their characters, in NFC."""
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), unicode_set.strip()[1:-1])
    text = re.sub(r"(\S)-(\S)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), text)
    return "".join(sorted(set(unicodedata.normalize("NFC", re.sub(r"[\s{}\\]", "", text)))))


def compact(characters: str) -> str:
    """Write sorted characters with a hyphen for the inner ones of a run of four or more: ``abcde`` is ``a-e``."""
    runs: list[list[str]] = []
    for c in characters:
        if runs and ord(c) == ord(runs[-1][-1]) + 1:
            runs[-1].append(c)
        else:
            runs.append([c])
    return "".join(f"{r[0]}-{r[-1]}" if len(r) > 3 else "".join(r) for r in runs)


class Cldr:
    """What the CLDR packages say, locale by locale. Tags are CLDR's; the root locale is ``root``."""

    def __init__(self) -> None:
        supplemental = "core/supplemental/{}.json"
        self.likely = load(supplemental.format("likelySubtags"))["supplemental"]["likelySubtags"]
        parents = load(supplemental.format("parentLocales"))["supplemental"]["parentLocales"]["parentLocale"]
        self.parents = {tag: "root" if parent == "und" else parent for tag, parent in parents.items()}
        self.digits = load(supplemental.format("numberingSystems"))["supplemental"]["numberingSystems"]
        self.names = self._names("languages")
        self.script_names = self._names("scripts")
        self.scripts = load("core/scriptMetadata.json")["scriptMetadata"]

    def tags(self) -> list[str]:
        """Return all locales but the root, parents before children."""
        found = {p.name for p in (CACHE / "misc-full/main").iterdir()} - {"und"}
        return sorted(found, key=lambda tag: (len(list(self.chain(tag))), tag))

    def parent(self, tag: str) -> str:
        """Return the locale that `tag` inherits from."""
        above = self.parents.get(tag) or tag.rpartition("-")[0]
        return above if above == "root" or self._exists(above) else self.parent(above) if above else "root"

    def chain(self, tag: str) -> Iterator[str]:
        """Yield `tag` and all that it inherits from."""
        yield tag
        while tag != "root":
            tag = self.parent(tag)
            yield tag

    def name(self, tag: str) -> str | None:
        """Return the English name of a locale, ``None`` if it goes by the name of its parent."""
        language, _, script = tag.partition("-")
        if tag in self.names or script not in self.script_names or language not in self.names:
            return self.names.get(tag)
        return f"{self.names[language]} ({self.script_names[script]})"

    def script(self, tag: str) -> str:
        """Return the script of a locale."""
        for subtag in tag.split("-")[1:]:
            if re.fullmatch("[A-Z][a-z]{3}", subtag):
                return subtag
        likely = self.likely.get(tag) or self.likely.get(tag.split("-")[0], "")
        return likely.split("-")[1] if likely else "Zzzz"

    def facts(self, tag: str) -> Facts:
        """Return all that CLDR says of a locale; CLDR resolved the inheritance already."""
        name = "und" if tag == "root" else tag
        marks = self._read(name, "delimiters")
        exemplars = self._read(name, "characters")
        facts: Facts = {
            "name": None if tag == "root" else self.name(tag),
            "script": None if tag == "root" else self.script(tag),
            "quotes": [
                marks["quotationStart"] + marks["quotationEnd"],
                marks["alternateQuotationStart"] + marks["alternateQuotationEnd"],
            ],
            "apostrophe": next((c for c in "’'" if c in exemplars.get("punctuation", "")), "’"),
            "ellipsis": exemplars["ellipsis"]["final"].removeprefix("{0}").strip(),
            "alphabet": compact(letters(exemplars["exemplarCharacters"])),
            "auxiliary": compact(letters(exemplars["auxiliary"])),
        }
        return facts | self._numbers(name) | self._calendar(name)

    def _calendar(self, name: str) -> Facts:
        path = f"dates-full/main/{name}/ca-gregorian.json"
        if name == "und" or not (CACHE / path).exists():
            return {}
        gregorian = load(path)["main"][name]["dates"]["calendars"]["gregorian"]
        months = [_names_of(gregorian["months"], str(n)) for n in range(1, 13)]
        weekdays = [_names_of(gregorian["days"], day) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
        return {"months": months, "weekdays": weekdays}

    def _numbers(self, name: str) -> Facts:
        path = f"numbers-full/main/{name}/numbers.json"
        if not (CACHE / path).exists():
            return {}
        numbers = load(path)["main"][name]["numbers"]
        system = numbers["defaultNumberingSystem"]
        symbols = numbers[f"symbols-numberSystem-{system}"]
        return {
            "numbering": system,
            "digits": self.digits[system]["_digits"],
            "decimal": symbols["decimal"],
            "group": symbols["group"],
        }

    def _exists(self, tag: str) -> bool:
        return (CACHE / MAIN.format(tag, "delimiters")).exists()

    def _names(self, what: str) -> dict[str, str]:
        names: dict[str, str] = load(f"localenames-full/main/en/{what}.json")["main"]["en"]["localeDisplayNames"][what]
        return names

    def _read(self, name: str, part: str) -> Facts:
        facts: Facts = load(MAIN.format(name, part))["main"][name][part]
        return facts


def _names_of(calendar: Any, key: str) -> str:
    """Return the names that a month or weekday has in a sentence, alone, and shortened, separated by ``|``."""
    forms = (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"))
    names = (calendar[use][width][key].strip(". ").casefold() for use, width in forms)
    return "|".join(dict.fromkeys(name for name in names if not name.isdigit()))


# ---------------------------------------------------------------- from facts to files


def quoted(text: str) -> str:
    """Return `text` as a TOML string, with escapes for what cannot be seen or would combine."""
    parts = []
    for c in text:
        if c in '"\\':
            parts.append("\\" + c)
        elif unicodedata.category(c) in {"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Co", "Cn"} and c != " ":
            parts.append(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")
        else:
            parts.append(c)
    return f'"{"".join(parts)}"'


def table(facts: Facts) -> str:
    """Return the body of a TOML table of strings, booleans and lists of strings."""
    lines = []
    for key, value in facts.items():
        if isinstance(value, bool):
            text = str(value).lower()
        elif isinstance(value, list):
            text = f"[{', '.join(map(quoted, value))}]"
        else:
            text = quoted(value)
        lines.append(f"{key if re.fullmatch('[A-Za-z0-9_-]+', key) else quoted(key)} = {text}\n")
    return "".join(lines)


def write(tag: str, facts: Facts) -> None:
    """Rewrite the generated part of a locale file, and keep what stands below `HAND`."""
    path = LOCALES / f"{tag}.toml"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    hand = old.partition(HAND)[2]
    head = f"# CLDR {VERSION}, Unicode License v3, by scripts/build_locales.py:\n[cldr]\n{table(facts)}"
    path.write_text(head + (f"\n{HAND}{hand}" if hand.strip() else ""), encoding="utf-8")


def write_shared(cldr: Cldr) -> None:
    """Write ``_cldr.toml``: parents that are not found by dropping a subtag, and facts of scripts."""
    scripts = {
        script: {
            "direction": "rtl" if facts["rtl"] == "YES" else "ltr",
            "cased": facts["hasCase"] == "YES",
            "word_spaces": facts["lbLetters"] != "YES",
        }
        for script, facts in sorted(cldr.scripts.items())
    }
    usual = {"direction": "ltr", "cased": False, "word_spaces": True}
    body = f"# CLDR {VERSION}, Unicode License v3, by scripts/build_locales.py: parents and scripts.\n\n[parents]\n"
    body += table({tag: parent for tag, parent in sorted(cldr.parents.items()) if parent != "root"})
    for script, facts in scripts.items():
        if odd := {key: value for key, value in facts.items() if value != usual[key]}:
            body += f"\n[scripts.{script}]\n{table(odd)}"
    (LOCALES / "_cldr.toml").write_text(body, encoding="utf-8")


def main() -> None:
    """Rebuild the generated part of all files."""
    fetch()
    cldr = Cldr()
    resolved = {"root": {key: value for key, value in cldr.facts("root").items() if value is not None}}
    write("root", resolved["root"])
    for tag in cldr.tags():
        parent = resolved[cldr.parent(tag)]
        own = {key: value for key, value in cldr.facts(tag).items() if value}
        resolved[tag] = parent | own
        odd = {key: value for key, value in own.items() if value != parent.get(key)}
        if "-" not in tag or odd.keys() - MINOR or (LOCALES / f"{tag}.toml").exists():
            write(tag, odd)
    write_shared(cldr)


if __name__ == "__main__":
    main()
