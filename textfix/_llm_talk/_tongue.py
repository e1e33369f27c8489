"""What language models say, in all languages at once: the patterns of ``tables/llm-talk`` by their roles."""

from __future__ import annotations

import re
from functools import cache

from .._tables import table, tables

GAP = r"(?:[^\n.!?。！？:：।]{0,60}?)"
"""What ``~`` stands for in a pattern."""

DECOR = r"[*_#>\s]{0,12}"
"""Markup that a line of talk is often set in."""

_APOSTROPHES = "’ʼ`´＇"


def lowered(text: str) -> str:
    """The text as the patterns want it: lower case, plain apostrophes, as long as it was."""
    low = text.replace("İ", "i").lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.replace("İ", "i"))
    for apostrophe in _APOSTROPHES:
        low = low.replace(apostrophe, "'")
    return low


@cache
def alternatives(*roles: str) -> str:
    """All patterns of some roles, of all languages, as one group."""
    found: dict[str, None] = {}
    for rows in tables("llm-talk").values():
        names = "(?:" + "|".join(row["pattern"] for row in rows if row["role"] == "language") + ")"
        for row in rows:
            if row["role"] in roles:
                found[row["pattern"].replace("@", names).lower().replace("~", GAP)] = None
    return "(?:" + "|".join(found) + ")"


@cache
def spoken(*roles: str) -> re.Pattern[str]:
    """Finds any pattern of some roles in a text made `lowered`."""
    return re.compile(alternatives(*roles))


@cache
def marks(role: str) -> dict[str, str]:
    """The marks of a role in ``tables/llm-markup``: what opens it, and what closes it."""
    return {row["open"]: row["close"] for row in table("llm-markup", "marks") if row["role"] == role}
