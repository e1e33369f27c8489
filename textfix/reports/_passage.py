"""What a finding is about: the passage as it stands and as it would read, and what becomes of it."""

from ..model import Edit, Finding, Span, apply_edits


def kind_of(finding: Finding) -> str:
    """``repair`` for what `clean` does, ``suggestion`` for what it is not sure of, ``flag`` for what people must mend."""
    return "repair" if finding.applied else "suggestion" if finding.edits else "flag"


def passage_of(text: str, finding: Finding) -> tuple[str, str | None]:
    """The stretch of `text` that a finding and its edits concern, and how it would read: ``None`` for flags."""
    spans = [finding.span, *(e.span for e in finding.edits)]
    start, end = max(0, min(s.start for s in spans)), max(s.end for s in spans)
    before = text[start:end]
    if not finding.edits:
        return before, None
    edits = (Edit(Span(e.span.start - start, e.span.end - start), e.text) for e in sorted(finding.edits))
    return before, apply_edits(before, edits)


def line_of(text: str) -> str:
    """`text` as one line."""
    return " ".join(text.split())
