"""What the command line says about rules: their list, and the page of each."""

from __future__ import annotations

import importlib
from typing import Any

from . import rules as _rules
from .model import Kind
from .reports._show import visible
from .rule import Example, Rule

COLUMNS = ("family", "rule", "what it does", "languages", "kind", "default")


def row(rule: Rule) -> tuple[str, ...]:
    """The row of a rule in the list, under `COLUMNS`."""
    return rule.group, rule.id, rule.summary, languages(rule), str(rule.kind), state(rule)


def languages(rule: Rule) -> str:
    """The languages that a rule serves, in words."""
    if rule.served is not None:
        return ", ".join(rule.served)
    return "any known" if rule.needs_language else "any"


def state(rule: Rule) -> str:
    """When a rule runs: ``on`` for always, ``off``, ``source`` and ``glossary`` where there is one, or its profiles."""
    if rule.needs_glossary:
        return "glossary"
    if rule.default and rule.needs_source and not rule.profiles:
        return "source"
    return ", ".join(sorted(rule.profiles)) or "on" if rule.default else "off"


def family(group: str) -> str:
    """What the rules of a group are about: the first line of the group's docstring, without its full stop."""
    package = importlib.import_module(f"{_rules.__name__}.{group}")
    return (package.__doc__ or group).partition("\n")[0].rstrip(".")


def facts(rule: Rule) -> dict[str, Any]:
    """A rule as plain JSON values."""
    return {
        "id": rule.id,
        "group": rule.group,
        "summary": rule.summary,
        "languages": None if rule.served is None else list(rule.served),
        "needs_language": rule.needs_language,
        "needs_source": rule.needs_source,
        "kind": str(rule.kind),
        "default": rule.default,
        "confidence": rule.confidence,
        "error_type": rule.error_type,
        "severity": str(rule.severity),
        "profiles": sorted(rule.profiles),
    }


def page(rule: Rule) -> str:
    """The page of a rule, as Markdown."""
    summary, _, text = rule.doc.strip().partition("\n")
    runs = "on by default" if rule.default else f"off by default: --select {rule.id}"
    if rule.needs_glossary:
        runs = "on by default, where there are a source and a glossary"
    elif rule.default and rule.needs_source:
        runs = "on by default, where there is a source"
    if rule.profiles:
        runs = " or ".join(f"--profile {profile}" for profile in sorted(rule.profiles))
    lines = [
        f"# {rule.id}",
        summary,
        f"{rule.kind} · {rule.error_type} · {rule.severity} · confidence {rule.confidence:g} · "
        f"languages: {languages(rule)} · {runs}",
        text.strip(),
        "## Examples",
        "```text\n" + "\n".join(_example(e, rule) for e in rule.examples) + "\n```",
    ]
    return "\n\n".join(lines) + "\n"


def _example(example: Example, rule: Rule) -> str:
    lang = f"  ({example.lang})" if example.lang else ""
    marked, at = "", 0
    for start, end in example.spans:
        marked += f"{visible(example.text[at:start], spaces=False)}⟦{visible(example.text[start:end], spaces=False)}⟧"
        at = end
    marked += visible(example.text[at:], spaces=False)
    beside = "" if example.source is None else f"\n   source {visible(example.source, spaces=False)}"
    if example.glossary is not None:
        beside += f"\n   glossary {visible(example.glossary, spaces=False)}"
    if not example.spans:
        return f"silent   {marked}{lang}{beside}"
    verb = "repairs" if rule.kind is Kind.REPAIR else "flags  "
    after = "" if example.after is None else f"\n   to    {visible(example.after, spaces=False)}"
    return f"{verb}  {marked}{lang}{after}{beside}"
