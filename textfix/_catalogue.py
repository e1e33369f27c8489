"""Finds what is installed: rules by scanning `textfix.rules` and the entry points ``textfix.rules``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points

from . import rules as _rules
from .errors import OptionsError, RuleError, nearest
from .options import Options
from .rule import Rule

ALL = "all"


@cache
def installed() -> tuple[Rule, ...]:
    """Every rule of the package and of installed plug-ins, by group and id; ids are unique, or it is a `RuleError`."""
    found: list[Rule] = []
    for group in pkgutil.iter_modules(_rules.__path__, _rules.__name__ + "."):
        package = importlib.import_module(group.name)
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            found += _rules_in(importlib.import_module(module.name))
    for point in entry_points(group="textfix.rules"):
        loaded = point.load()
        found += [loaded] if isinstance(loaded, Rule) else _rules_in(loaded)
    return _unique(found)


def _rules_in(module: object) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


def _unique(found: Iterable[Rule]) -> tuple[Rule, ...]:
    by_id: dict[str, Rule] = {}
    for r in found:
        if by_id.setdefault(r.id, r) is not r:
            raise RuleError(f"two rules have the id {r.id!r}: {by_id[r.id].find.__module__} and {r.find.__module__}")
    return tuple(sorted(by_id.values(), key=lambda r: (r.group, r.id)))


def profiles() -> frozenset[str]:
    """The names of the profiles: ``repair``, and those that some rule belongs to."""
    return frozenset({"repair"}.union(*(r.profiles for r in installed())))


def selected(options: Options) -> tuple[Rule, ...]:
    """The rules that `options` asks for; an unknown id, group or profile is an `OptionsError` that names the nearest."""
    rules = _unique([*installed(), *options.rules])
    ids, groups = {r.id for r in rules}, {r.group for r in rules if r.group}
    for name in (*(options.select or ()), *options.ignore):
        if name not in ids | groups | {ALL}:
            hint = nearest(name, ids | groups) or "; `textfix rules` lists them"
            raise OptionsError(f"unknown rule {name!r}{hint}")
    known = profiles()
    if options.profile not in known:
        hint = nearest(options.profile, known) or f"; there is {', '.join(sorted(known))}"
        raise OptionsError(f"unknown profile {options.profile!r}{hint}")
    extra = {r.id for r in options.rules}

    def wanted(r: Rule) -> bool:
        if options.select is not None:
            chosen = not {r.id, r.group, ALL}.isdisjoint(options.select)
        else:
            chosen = r.default or r.id in extra
        in_profile = not r.profiles or options.profile in r.profiles or (options.select or ()).count(r.id) > 0
        return chosen and in_profile and {r.id, r.group, ALL}.isdisjoint(options.ignore)

    return tuple(r for r in rules if wanted(r))
