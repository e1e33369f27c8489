"""How alike the meanings of both sides are, by a model of sentence-transformers that knows both languages.

The usual model is LaBSE (109 languages, 1.9 GB, downloaded when it is first used); a folder with a model will do as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._extras import extra
from . import Pair, ScorerError, Verdict

_USUAL = "sentence-transformers/LaBSE"


class Embedding:
    """The cosine between the embeddings of a text and its source, as 0 to 100."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Return a verdict for each of `pairs`."""
        if not pairs:
            return []
        texts = [pair.source for pair in pairs] + [pair.text for pair in pairs]
        found = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        cosines = (found[: len(pairs)] * found[len(pairs) :]).sum(axis=1)
        return [Verdict(100 * min(1.0, max(0.0, float(c)))) for c in cosines]


def load(model: str | None) -> Embedding:
    """Return the scorer with a model by its name or folder."""
    with extra("embedding", "the scorer embedding"):
        from sentence_transformers import SentenceTransformer
    name = model or _USUAL
    try:
        return Embedding(SentenceTransformer(name))
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise ScorerError(f"no model {name}: {' '.join(str(error).split())[:200]}") from error
