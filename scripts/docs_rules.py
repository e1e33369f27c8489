"""A MkDocs hook: writes pages of rules and formats from their files. Nothing is written by hand twice."""

from __future__ import annotations

import csv
import html
import re
import tomllib
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

import textfix
from textfix import _pages, formats
from textfix._catalogue import installed
from textfix.locale import locale_for
from textfix.model import Kind
from textfix.rule import Example, Rule


def on_files(files: Files, config: Any) -> Files:
    """Add the generated pages to the site."""
    rules = installed()
    files.append(File.generated(config, "index.md", content=_front()))
    files.append(File.generated(config, "rules/index.md", content=_list(rules)))
    for rule in rules:
        files.append(File.generated(config, f"rules/{rule.id}.md", content=page(rule)))
    records = sorted(f for f in files.src_uris if f.startswith("adr/") and f != "adr/index.md")
    files.append(File.generated(config, "adr/index.md", content=_records(files, records)))
    config["nav"] = _filled(config["nav"], files)
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Put what is made from the code into the pages that ask for it."""
    for uri, marker, made in (
        ("profiles.md", "<!-- before and after -->", _profiles),
        ("formats.md", "<!-- the formats, from their files -->", _formats),
        ("integrations/index.md", "<!-- the integrations, from their pages -->", partial(_integrations, files)),
    ):
        if page.file.src_uri == uri:
            return markdown.replace(marker, made())
    return markdown


def _profiles() -> str:
    """A table of real runs: each sample of `profiles.tsv`, and what becomes of it in each profile."""
    repair, publish, corpus = (textfix.Cleaner(profile=name) for name in ("repair", "publish", "corpus"))
    rows = []
    with (Path(__file__).parent / "profiles.tsv").open(encoding="utf-8", newline="") as lines:
        for sample in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            tag, text = sample["tag"], sample["text"]
            published = publish.clean(text, lang=tag)
            made = [repair.clean(text, lang=tag), published, corpus.clean(published, lang=tag)]
            cells = ["=" if new == text else _shown(new) for new in made]
            rows.append(f"| {locale_for(tag).name} <small>({tag})</small> | {_shown(text)} | {' | '.join(cells)} |")
    return "| language | before | repair | publish | corpus |\n|---|---|---|---|---|\n" + "\n".join(rows)


def _formats() -> str:
    """A section for every format, as Markdown."""
    sections = ["## The formats"]
    for name, f in formats.formats().items():
        said = (f.__doc__ or "").strip()
        claims = f"`{formats.files(f).replace(' ', '` `')}`"
        folders = " · in folders only where it is asked for" if getattr(f, "DATA", False) else ""
        sample = f"\n\n```text\n{f.SAMPLE.rstrip()}\n```" if f.SAMPLE else ""
        sections.append(f"### {name}\n\n{claims}{folders}\n\n{said}{sample}")
    return "\n\n".join(sections)


def _integrations(files: Files) -> str:
    """A table of the pages on integrations: what each begins with, and how to install what it needs."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    rows = []
    for file in sorted(files.documentation_pages(), key=lambda f: f.src_uri):
        if file.src_uri.startswith("integrations/") and file.name != "index":
            title, said = file.content_string.lstrip("# ").split("\n\n")[:2]
            install = f"`pip install 'textfix[{file.name}]'`" if file.name in project["optional-dependencies"] else ""
            rows.append(f"| [{title}]({file.name}.md) | {' '.join(said.split())} | {install} |")
    return "| | | |\n|---|---|---|\n" + "\n".join(rows)


def _front() -> str:
    """The README is the front page: its links into docs/ become links beside it, others plain text."""
    text = (Path(__file__).parent.parent / "README.md").read_text("utf-8").replace("](docs/", "](")
    return re.sub(r"\[([^\]]+)\]\([A-Z]+(?:\.md)?\)", r"\1", text)


def _filled(nav: list[Any], files: Files) -> list[Any]:
    """The navigation with the pages of the folders that it names."""
    out = []
    for entry in nav:
        if isinstance(entry, dict):
            ((title, value),) = entry.items()
            if isinstance(value, list):
                value = _filled(value, files)
            elif value.endswith("/"):
                uris = [uri for uri in files.src_uris if uri.startswith(value)]
                value = sorted(uris, key=lambda uri: (not uri.endswith("/index.md"), uri))
            entry = {title: value}
        out.append(entry)
    return out


def page(rule: Rule) -> str:
    """The page of a rule, as Markdown."""
    summary, _, text = rule.doc.strip().partition("\n")
    facts = [
        ("Kind", "repair: its sure edits are made" if rule.kind is Kind.REPAIR else "flag: it never edits"),
        ("Group", rule.group),
        ("Error type", f"`{rule.error_type}`"),
        ("Severity", str(rule.severity)),
        ("Confidence", f"{rule.confidence:g} unless a finding says otherwise"),
        ("Languages", _languages(rule)),
        ("By default", _pages.state(rule)),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in facts)
    fires = "\n".join(_example(e) for e in rule.examples if e.spans)
    silent = "\n".join(_example(e) for e in rule.examples if not e.spans)
    return f"""# {rule.id}

{summary}

| | |
|---|---|
{table}

{text.strip()}

## Examples

It fires on what is marked:

{fires}

It stays silent on:

{silent}
"""


def _languages(rule: Rule) -> str:
    if rule.served is not None:
        return ", ".join(rule.served)
    return "every language, where it is known" if rule.needs_language else "every language, known or not"


def _example(example: Example) -> str:
    marked, at = "", 0
    for start, end in example.spans:
        marked += _shown(example.text[at:start]) + f"<mark>{_shown(example.text[start:end]) or '‸'}</mark>"
        at = end
    marked += _shown(example.text[at:])
    lang = f" <small>({example.lang})</small>" if example.lang else ""
    shown = f"- <span>{marked}</span>{lang}"
    if example.after is not None:
        shown += f"<br>→ <span>{_shown(example.after)}</span>"
    if example.source is not None:
        shown += f"<br><small>source:</small> <span>{_shown(example.source)}</span>"
    if example.glossary is not None:
        terms = example.glossary.replace("\t", " → ")
        shown += f"<br><small>glossary:</small> <span>{_shown(terms)}</span>"
    return shown


def _shown(text: str) -> str:
    """Text for HTML, with invisible characters made visible and nothing left for Markdown to read."""
    out = []
    for c in text:
        if c.isprintable() and c not in "`*_[]#|\\<>&":
            out.append(c)
        elif c.isprintable():
            out.append(f"&#{ord(c)};")
        else:
            out.append(f"<small>[U+{ord(c):04X}]</small>" if c != "\n" else "↵ ")
    return "".join(out)


def _list(rules: tuple[Rule, ...]) -> str:
    families = "\n\n".join(_family(group, list(members)) for group, members in groupby(rules, lambda r: r.group))
    repairs = sum(r.kind is Kind.REPAIR for r in rules)
    return f"""# Rules

{len(rules)} rules, {repairs} of which repair, found by scanning. `textfix rules` prints this list, `textfix explain RULE` a
page of it. "By default" says whether a rule runs without being selected, or [the profiles](../profiles.md) it runs in.

{families}
"""


def _family(group: str, rules: list[Rule]) -> str:
    rows = "\n".join(
        f"| [{r.id}]({r.id}.md) | {html.escape(r.summary)} | {r.kind} | {_languages(r)} | {_pages.state(r)} |"
        for r in rules
    )
    return f"""## {group}

{_pages.family(group)}.

| Rule | What it does | Kind | Languages | By default |
|---|---|---|---|---|
{rows}"""


def _records(files: Files, uris: list[str]) -> str:
    rows = []
    for uri in uris:
        file = files.get_file_from_path(uri)
        assert file is not None
        title = file.content_string.lstrip("# ").partition("\n")[0]
        rows.append(f"- [{title}]({uri.removeprefix('adr/')})")
    return "# Decisions\n\nWhy things are as they are, one record each.\n\n" + "\n".join(rows) + "\n"
