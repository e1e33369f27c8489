"""Packages that only some features need: each belongs to an extra, and a feature asks for its own before it starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import MissingExtraError


@contextmanager
def extra(name: str, feature: str) -> Iterator[None]:
    """Import inside it what the extra `name` installs. Raises `MissingExtraError`, which says how to get what is missing.

    ``with extra("parquet", "Parquet and Arrow files"): import pyarrow``
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or name).partition(".")[0]
        raise MissingExtraError(
            f"the package {package} is needed for {feature}; install it with: pip install 'textfix[{name}]'"
        ) from error
