"""translate-toolkit: a checker for ``pofilter`` and its relatives.

``python -m textfix.integrations.pofilter --language=de in.po out.po`` is ``pofilter`` with the rules as its tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from .. import Cleaner, Finding, Options, OptionsError, Severity
from .._extras import extra
from ._rows import known

with extra("pofilter", __name__):
    from translate.filters import pofilter
    from translate.filters.checks import UnitChecker
    from translate.filters.decorators import Category, CheckFunction, annotate_check
    from translate.storage.base import TranslationUnit

_CATEGORIES = {
    Severity.NEUTRAL: Category.COSMETIC,
    Severity.MINOR: Category.COSMETIC,
    Severity.MAJOR: Category.FUNCTIONAL,
    Severity.CRITICAL: Category.CRITICAL,
}


@annotate_check  # type: ignore[untyped-decorator]
def everything(unit: TranslationUnit) -> bool:
    """What machine translation breaks in a text; `textfix rules` lists it."""
    raise NotImplementedError("the checker runs all rules at once")


class TextfixChecker(UnitChecker):  # type: ignore[misc]
    """Checks each translation of a unit beside its source; the tests that fail are rules.

    ``limitfilters`` and ``excludefilters`` may name rules and groups of them. The languages are those of the
    configuration. For other settings make a subclass with its own `options`. Units without a translation are left to
    the test ``untranslated`` of the toolkit.
    """

    options: ClassVar[dict[str, Any]] = {}

    def getfilters(
        self, excludefilters: Iterable[str] | None = None, limitfilters: Iterable[str] | None = None
    ) -> dict[str, CheckFunction[bool]]:
        """Return the names of what is tested, and get ready to test it."""
        ignored = tuple(filter(_is_rule, excludefilters or ()))
        wanted = None if limitfilters is None else tuple(filter(_is_rule, limitfilters))
        self.idle = wanted == ()
        chosen = {} if wanted is None else {"select": wanted}
        self.cleaner = Cleaner(Options(**({"ignore": ignored} | chosen | self.options)))
        return dict.fromkeys(("textfix",) if wanted is None else wanted, everything)

    def run_filters(self, unit: TranslationUnit, categorised: bool = False) -> dict[str, Any]:
        """Return the message of each rule that finds something, with its category if that is wanted."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in [] if self.idle else self._findings(unit):
            found[finding.rule].append(finding)
        messages = {rule: "; ".join(dict.fromkeys(map(_said, some))) for rule, some in found.items()}
        if not categorised:
            return messages
        category = {rule: _CATEGORIES[max(f.severity for f in some)] for rule, some in found.items()}
        return {rule: {"message": said, "category": category[rule]} for rule, said in messages.items()}

    def _findings(self, unit: TranslationUnit) -> Iterator[Finding]:
        lang, source_lang = known(self.config.targetlanguage), known(getattr(self.config.sourcelang, "code", None))
        sources, targets = _texts(unit.source), _texts(unit.target)
        for i, target in enumerate(targets):
            if target.strip():
                source = sources[min(i, len(sources) - 1)] if sources else None
                yield from self.cleaner.check(target, lang=lang, source=source, source_lang=source_lang).findings


def _texts(text: Any) -> list[str]:
    """The forms of a text: several where it has a plural."""
    return [str(s) for s in getattr(text, "strings", None) or ([text] if text else [])]


def _said(finding: Finding) -> str:
    edits = ", ".join(f"“{e.text}”" for e in finding.edits if e.text)
    return finding.message + (f" ({finding.evidence})" if finding.evidence else "") + (f": {edits}" if edits else "")


def _is_rule(name: str) -> bool:
    try:
        return bool(Cleaner(Options(select=(name,))))
    except OptionsError:
        return False


def main() -> None:
    """Run ``pofilter`` with this checker in place of the standard one; all its options are there."""
    parser = pofilter.cmdlineparser()
    parser.set_defaults(filterclass=TextfixChecker)
    parser.run()


if __name__ == "__main__":
    main()
