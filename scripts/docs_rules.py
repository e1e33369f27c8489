"""A MkDocs hook: writes a page for every rule, and their list, from the rule files. Nothing is written by hand twice."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section

from textfix._catalogue import installed
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
    return files


def _front() -> str:
    """The README is the front page: its links into docs/ become links beside it, others plain text."""
    text = (Path(__file__).parent.parent / "README.md").read_text("utf-8").replace("](docs/", "](")
    return re.sub(r"\[([^\]]+)\]\([A-Z]+(?:\.md)?\)", r"\1", text)


def on_nav(nav: Navigation, config: Any, files: Files) -> Navigation:
    """Put every generated page below its section; the sections in mkdocs.yml name only the folders."""
    _fill(nav.items, files)
    return nav


def _fill(items: list[Any], files: Files) -> None:
    for i, item in enumerate(items):
        if isinstance(item, Section):
            _fill(item.children, files)
        elif isinstance(item, Link) and item.url.rstrip("/") in {"rules", "adr"}:
            folder = item.url.rstrip("/")
            pages = [files.get_file_from_path(uri) for uri in sorted(files.src_uris) if uri.startswith(f"{folder}/")]
            found = [f.page for f in pages if f is not None and f.page is not None]
            found.sort(key=lambda p: (not p.file.src_uri.endswith("index.md"), p.file.src_uri))
            items[i] = Section(str(item.title), found)  # type: ignore[arg-type]


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
        ("On by default", "yes" if rule.default else "no"),
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
    if rule.languages is not None:
        return ", ".join(rule.languages)
    return "every language, where it is known" if rule.needs_language else "every language, known or not"


def _example(example: Example) -> str:
    marked, at = "", 0
    for start, end in example.spans:
        marked += _shown(example.text[at:start]) + f"<mark>{_shown(example.text[start:end]) or '‸'}</mark>"
        at = end
    marked += _shown(example.text[at:])
    lang = f" <small>({example.lang})</small>" if example.lang else ""
    if example.after is None:
        return f"- <span>{marked}</span>{lang}"
    return f"- <span>{marked}</span>{lang}<br>→ <span>{_shown(example.after)}</span>"


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
    rows = "\n".join(
        f"| [{r.id}]({r.id}.md) | {r.group} | {html.escape(r.summary)} | {r.kind} | {_languages(r)} |"
        f" {'yes' if r.default else 'no'} |"
        for r in rules
    )
    return f"""# Rules

{len(rules)} rules, found by scanning. `textfix rules` prints this list, `textfix explain RULE` a page of it.

| Rule | Group | What it does | Kind | Languages | Default |
|---|---|---|---|---|---|
{rows}
"""


def _records(files: Files, uris: list[str]) -> str:
    rows = []
    for uri in uris:
        file = files.get_file_from_path(uri)
        assert file is not None
        title = file.content_string.lstrip("# ").partition("\n")[0]
        rows.append(f"- [{title}]({uri.removeprefix('adr/')})")
    return "# Decisions\n\nWhy things are as they are, one record each.\n\n" + "\n".join(rows) + "\n"
