"""scikit-learn transformers: one that repairs texts, and one that counts what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .. import Cleaner, Options, Report
from .._extras import extra

with extra("sklearn", __name__):
    import numpy as np
    from sklearn.base import BaseEstimator, TransformerMixin
    from sklearn.utils.validation import check_is_fitted

SCORE = "score"


class _Textfix(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """What both transformers share: the fields of `Options` as parameters."""

    def __init__(
        self,
        *,
        lang: str | None = None,
        source_lang: str | None = None,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] = (),
        min_confidence: float = Options().min_confidence,
        profile: str = "repair",
        rules: Sequence[Any] = (),
        model: str | None = None,
        scorers: Sequence[str] = (),
        glossary: str | None = None,
    ) -> None:
        self.lang = lang
        self.source_lang = source_lang
        self.select = select
        self.ignore = ignore
        self.min_confidence = min_confidence
        self.profile = profile
        self.rules = rules
        self.model = model
        self.scorers = scorers
        self.glossary = glossary

    def _cleaner(self) -> Cleaner:
        return Cleaner(Options(**self.get_params()))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


class TextfixCleaner(_Textfix):
    """Repairs texts.

    Takes texts, or a table of them, and returns an array of the same shape. Parameters are the fields of `Options`, of which an
    unknown value is an `OptionsError` in `fit`. It learns nothing, so `transform` needs no `fit`.
    """

    def __sklearn_tags__(self) -> Any:
        """What scikit-learn is told of it."""
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        return tags

    def fit(self, X: Any, y: Any = None) -> TextfixCleaner:  # noqa: N803 - the name that scikit-learn uses
        """Look at the parameters, and return the transformer."""
        self._cleaner()
        return self

    def transform(self, X: Any) -> Any:  # noqa: N803
        """Return the repaired texts."""
        texts = _array(X)
        cleaned = np.empty(texts.size, dtype=object)
        cleaned[:] = list(self._cleaner().clean_many(texts.ravel()))
        return cleaned.reshape(texts.shape)

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the names of the columns, which stay as they are."""
        return np.asarray(["text"] if input_features is None else input_features, dtype=object)


class TextfixFeatures(_Textfix):
    """Counts findings: a column for each rule that found something in `fit`, and ``score`` (`Report.score`, NaN for none).

    Takes texts and returns an array of floats. Parameters are the fields of `Options`.
    """

    def fit(self, X: Any, y: Any = None) -> TextfixFeatures:  # noqa: N803
        """Learn which rules find something in these texts."""
        self.rules_out_ = sorted({f.rule for report in self._reports(X) for f in report.findings})
        return self

    def transform(self, X: Any) -> Any:  # noqa: N803
        """Return the counts of the rules, and the scores."""
        check_is_fitted(self)
        rows = [_row(report, self.rules_out_) for report in self._reports(X)]
        return np.asarray(rows, dtype=float).reshape(len(rows), len(self.rules_out_) + 1)

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return the names of the rules, and ``score``."""
        check_is_fitted(self)
        return np.asarray([*self.rules_out_, SCORE], dtype=object)

    def _reports(self, texts: Any) -> Iterable[Report]:
        return self._cleaner().check_many(_array(texts).ravel())


def _row(report: Report, rules: Iterable[str]) -> list[float]:
    found = Counter(f.rule for f in report.findings)
    return [*(float(found[rule]) for rule in rules), float("nan") if report.score is None else report.score]


def _array(texts: Any) -> Any:
    """Texts as an array. Raises `ValueError` for one text alone, which would be read as many of one letter."""
    if isinstance(texts, str):
        raise ValueError("Iterable over raw text documents expected, string object received.")
    if isinstance(texts, Iterable) and not hasattr(texts, "__array__"):
        texts = list(texts)
    return np.asarray(texts, dtype=object)
