"""Adapters to the tools that people process texts with: one module each, found by scanning.

An adapter is thin: it gives columns, rows or documents of its tool to the public API and puts back what comes. It imports its
tool inside ``with extra(...)``, so that a tool which is not installed is named, with the command that installs it, when
the adapter is imported, before any work starts. The extra has the name of the adapter; so has its page in
``docs/integrations``, which begins with what it is for and has an example that the tests run.
"""

from __future__ import annotations

import pkgutil


def names() -> list[str]:
    """The names of all adapters; none of them is imported."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
