"""The scikit-learn transformers, in real pipelines."""

import dataclasses
import pickle
from collections.abc import Callable

import pytest

import textfix

sklearn = pytest.importorskip("sklearn")
import numpy as np  # noqa: E402
from sklearn.base import clone  # noqa: E402
from sklearn.compose import ColumnTransformer  # noqa: E402
from sklearn.feature_extraction.text import CountVectorizer  # noqa: E402
from sklearn.impute import SimpleImputer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.model_selection import GridSearchCV  # noqa: E402
from sklearn.pipeline import make_pipeline, make_union  # noqa: E402
from sklearn.utils import estimator_checks as checks  # noqa: E402

from textfix.integrations.sklearn import TextfixCleaner, TextfixFeatures  # noqa: E402

BROKEN = "They said that it was “over»  at last."
CLEAN = "They said that it was over at last."
TEXTS = [BROKEN, CLEAN, "The  end </s>", ""]


def test_the_examples_of_the_page(run_example: Callable[[str], None]) -> None:
    run_example("sklearn")


@pytest.mark.parametrize("kind", [TextfixCleaner, TextfixFeatures])
def test_parameters_are_the_options(kind: type) -> None:
    options = {f.name: f.default for f in dataclasses.fields(textfix.Options)}
    assert kind().get_params() == options
    assert textfix.Options(**clone(kind(lang="de", ignore=("spacing",))).get_params()).ignore == ("spacing",)
    assert kind().set_params(profile="corpus").profile == "corpus"
    with pytest.raises(textfix.OptionsError, match="did you mean 'spacing'"):
        kind(ignore=("spacin",)).fit(TEXTS)


@pytest.mark.parametrize("kind", [TextfixCleaner, TextfixFeatures])
def test_scikit_learn_is_content(kind: type) -> None:
    """`check_estimator` skips what takes texts, so its checks that need no data are named."""
    for check in (
        checks.check_do_not_raise_errors_in_init_or_set_params,
        checks.check_estimator_cloneable,
        checks.check_estimator_repr,
        checks.check_estimator_tags_renamed,
        checks.check_get_params_invariance,
        checks.check_no_attributes_set_in_init,
        checks.check_parameters_default_constructible,
        checks.check_set_params,
    ):
        check(kind.__name__, kind())


def test_texts_come_back_in_their_shape() -> None:
    wanted = [textfix.clean(t, lang="en") for t in TEXTS]
    cleaner = TextfixCleaner(lang="en")
    for texts in (TEXTS, tuple(TEXTS), np.array(TEXTS), np.array(TEXTS, dtype=object), (t for t in TEXTS)):
        assert cleaner.fit_transform(texts).tolist() == wanted
    table = np.array([TEXTS, TEXTS[::-1]], dtype=object).T
    assert cleaner.transform(table).tolist() == [list(row) for row in zip(wanted, wanted[::-1], strict=True)]
    assert cleaner.transform([]).tolist() == []
    with pytest.raises(ValueError, match="string object received"):
        cleaner.transform(BROKEN)


def test_features_are_counted() -> None:
    features = TextfixFeatures(lang="en").fit(TEXTS[:2])
    assert features.get_feature_names_out().tolist() == ["double-space", "mixed-quotes", "score"]
    found = features.transform([BROKEN, "One  two  three «four”", ""])
    assert found[:, :2].tolist() == [[1, 1], [2, 1], [0, 0]]
    assert found[0, 2] == textfix.check(BROKEN, lang="en").score
    assert np.isnan(found[2, 2])
    assert pickle.loads(pickle.dumps(features)).transform([BROKEN]).tolist() == found[:1].tolist()


def test_pipelines_search_and_columns() -> None:
    words = make_pipeline(TextfixCleaner(lang="en"), CountVectorizer())
    both = make_union(words, make_pipeline(TextfixFeatures(lang="en"), SimpleImputer(keep_empty_features=True)))
    model = make_pipeline(both, LogisticRegression())
    search = GridSearchCV(
        model, {"featureunion__pipeline-1__textfixcleaner__profile": ["repair", "corpus"]}, cv=2, error_score="raise"
    )
    search.fit([BROKEN, CLEAN] * 4, [1, 0] * 4)
    assert search.predict([BROKEN, CLEAN]).tolist() == [1, 0]
    columns = ColumnTransformer([("clean", TextfixCleaner(lang="en"), ["text"])], verbose_feature_names_out=False)
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": TEXTS, "n": range(4)})
    assert columns.fit_transform(frame).ravel().tolist() == [textfix.clean(t, lang="en") for t in TEXTS]
    assert columns.get_feature_names_out().tolist() == ["text"]
    assert TextfixCleaner(lang="en").transform(frame["text"]).tolist()[0] == textfix.clean(BROKEN, lang="en")
