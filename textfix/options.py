"""What a caller can choose: one frozen value that a `Cleaner` is built from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from .errors import OptionsError, nearest
from .language import canonical

if TYPE_CHECKING:
    from .rule import Rule

# A repair below this is only suggested. At this value clean text stays as it is; see docs/confidence.md.
MIN_CONFIDENCE = 0.8


@dataclass(frozen=True)
class Options:
    """How to check and clean.

    `lang`, `source_lang`: BCP 47, ISO 639-1 or ISO 639-3 tags; ``None``: find out; ``sr`` stands for both alphabets. `select`: rule ids or groups to
    run instead of the default ones (``all`` for every rule); `ignore`: ids or groups to leave out; `min_confidence`:
    repairs below it are suggested, not made; `profile`: what to repair towards (``repair``, ``publish``, ``corpus``);
    `rules`: further rules; `model`: a file that ``textfix learn`` wrote, to compare texts in its languages with sources;
    `glossary`: a TSV or TBX file with terms and their translations; `scorers`: further scorers to ask about texts with sources, as ``NAME`` or ``NAME=MODEL``.
    Raises `OptionsError` (`LanguageError` for a tag) where a value cannot be used.
    """

    lang: str | None = None
    source_lang: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    min_confidence: float = MIN_CONFIDENCE
    profile: str = "repair"
    rules: tuple[Rule, ...] = ()
    model: str | None = None
    scorers: tuple[str, ...] = ()
    glossary: str | None = None

    def __post_init__(self) -> None:
        for name in ("select", "ignore", "rules", "scorers"):
            value = getattr(self, name)
            if isinstance(value, str):
                raise OptionsError(f"{name} is a list of names, not the text {value!r}")
            if value is not None:
                object.__setattr__(self, name, tuple(value))
        for name in ("lang", "source_lang"):
            tag = getattr(self, name)
            if tag is not None:
                object.__setattr__(self, name, canonical(tag))
        try:
            inside = 0 <= self.min_confidence <= 1
        except TypeError:
            inside = False
        if not inside:
            raise OptionsError(f"min_confidence is a number from 0 to 1, not {self.min_confidence!r}")

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Options:
        """Make options from a mapping of settings (a configuration file's); an unknown key is an `OptionsError`."""
        known = {f.name for f in fields(cls)} - {"rules"}
        names = {key.replace("-", "_"): key for key in settings}
        for name, key in names.items():
            if name not in known:
                raise OptionsError(f"unknown setting {key!r}{nearest(name, known)}")
        return cls(**{name: settings[key] for name, key in names.items()})
