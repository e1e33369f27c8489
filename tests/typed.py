"""What type checkers are to make of the public API: run by mypy, not by the tests. An unused `ignore` is an error."""

from collections.abc import Callable, Coroutine
from typing import Any, assert_type

from textfix import guard


def one(text: str, target: str) -> str:
    return text + target


async def many(texts: list[str]) -> list[str]:
    return texts


assert_type(guard(one, lang="de")("a", target="de"), str)
known: Callable[[list[str]], Coroutine[Any, Any, list[str]]] = guard(attempts=2)(many)
wrong: Callable[[str], Coroutine[Any, Any, str]] = guard(many)  # type: ignore[assignment]
guard(one)("a")  # type: ignore[call-arg]
guard(one, attempt=2)  # type: ignore[call-overload]
guard(len)  # type: ignore[type-var]
