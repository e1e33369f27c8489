"""Names of programs, files, hosts and versions: words joined by full stops or double colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from .._patterns import lazy_pattern
from ._addresses import address_end, rest_of_address

_NAME = ascii_letters + digits + "_-"
_DOT = lazy_pattern(r"\.(?=[A-Za-z0-9_])")
_DOTTED = lazy_pattern(r"(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*+)++")
_CALL = lazy_pattern(r"\([^()\s]{0,80}+\)")
_SCOPE = lazy_pattern(r"::(?=[A-Za-z_~])")
_SCOPED = lazy_pattern(r"(?:::[A-Za-z_~]\w*+)++", re.ASCII)

# What the whole of a dotted name must look like. Two capitalised words are not enough, for "in London.The next" lacks a
# space: the first must be a class that standard libraries have, or a later one have two capitals.
_SORTS = lazy_pattern(
    r"""
    (?:\d{1,3}\.){3}\d{1,3}                                       # IP address
    |[vV]\d+(?:\.\d+)+(?:[-+._][A-Za-z0-9]+)*+                    # version
    |10\.\d{4,9}                                                  # DOI, its suffix follows
    |\.NET
    |(?:[A-Za-z]\w*\.)+[A-Z]?[a-z0-9]+(?:[A-Z][a-z0-9]*+){1,}+    # string.isEmpty, System.IO.FileInfo
    |(?:[A-Z]\w*\.){2,}[A-Z][a-z]\w*                              # System.Text.Json
    |(?:System|Microsoft|Windows|String|Math|Console|Object|Array|Date|DateTime|Convert|Environment|Path|File|Thread
      |Enum|Type|List|Json|JSON|Promise|Number|Process|Debug|Assert)\.[A-Z]\w+
    |(?:[A-Za-z0-9-]{2,}\.){2,}[a-z]{2,}                          # host of three parts
    |[A-Za-z0-9_.-]{3,}\.(?:
       de|fr|it|es|nl|pl|ru|uk|us|ca|au|jp|cn|br|in|se|no|dk|fi|ch|at|be|cz|pt|gr|tr|eu|io
    )
    |[A-Za-z0-9_.-]{2,}\.(?:
       com|org|net|edu|gov|mil|info
      |html?|php|aspx?|jsp|css|js|mjs|jsx|tsx?|json|xml|xsd|ya?ml|toml|ini|cfg|conf|log|txt|md|rst|tex|csv|tsv|sql|db
      |pdf|docx?|xlsx?|pptx?|odt|ods|rtf|epub|png|jpe?g|gif|svg|webp|bmp|tiff?|ico|mp[34]|wav|flac|ogg|avi|mkv|mov
      |zip|rar|tar|gz|7z|exe|dll|msi|iso|apk|jar|py|ipynb|java|cpp|hpp|cs|vb|go|rs|rb|sh|bat|ps1|psm1|xaml|csproj|sln
    )
    """,
    re.ASCII | re.VERBOSE,
)
_HOST = lazy_pattern(r"[A-Za-z0-9.-]+\.[a-z]{2,}|10\.\d{4,9}", re.ASCII)


def dotted(text: str) -> Iterator[tuple[int, int]]:
    """Yield dotted names that are called or look like code, files, hosts, versions, IP addresses, DOIs."""
    low = 0
    for m in _DOT.finditer(text):
        at = m.start()
        if at < low:
            continue
        left = max(low, at - 64)
        start = left + len(text[left:at].rstrip(_NAME))
        start = at - len(text[start:at].lstrip("-"))
        if text[start - 1 : start].isalnum() and start:
            continue  # goes on in letters of another script
        rest = _DOTTED.match(text, at)
        low = rest.end() if rest else at + 1
        if low - start > 300:
            continue
        name = text[start:low]
        if text[low : low + 1] == "/" and _HOST.fullmatch(name):
            low = rest_of_address(text, low)
            yield start, address_end(text, start, low)
        elif text[start].isalpha() and (call := _CALL.match(text, low)):
            low = call.end()
            yield start, low
        elif _SORTS.fullmatch(name):
            yield start, low


def scoped(text: str) -> Iterator[tuple[int, int]]:
    """Yield names joined by ``::``."""
    low = 0
    for m in _SCOPE.finditer(text):
        at = m.start()
        if at < low:
            continue
        left = max(low, at - 64)
        start = left + len(text[left:at].rstrip(_NAME))
        if rest := _SCOPED.match(text, at):
            low = rest.end()
            if start < at:
                yield start, low
