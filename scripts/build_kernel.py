"""Compiles ``textfix/_kernel.c`` while a wheel is built, with the C compiler there is, or with the one of the package ziglang.

Hatchling calls it (see pyproject.toml). Where compiling fails the wheel has no library, and textfix makes its passes in
numpy: slower, and the same otherwise.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilder

_FLAGS = ["-O3", "-shared"] + ([] if sys.platform == "win32" else ["-fPIC"])
_ENDINGS = {"win32": "dll", "darwin": "dylib"}


def compiler() -> list[str]:
    """The command that compiles C."""
    found = None if sys.platform == "win32" else shutil.which("cc")
    return [found] if found else [sys.executable, "-m", "ziglang", "cc"]


class KernelHook(BuildHookInterface[BuilderConfig]):
    """Adds the compiled library to the wheel, or puts it beside the sources of an editable installation."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What pip has to install to compile."""
        return ["ziglang>=0.13"] if "ziglang" in compiler() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; `version` is what hatchling calls the kind of build."""
        package = Path(self.root, "textfix")
        name = f"libkernel.{_ENDINGS.get(sys.platform, 'so')}"
        self._folder = tempfile.TemporaryDirectory()
        library = Path(self._folder.name, name)
        command = [*compiler(), *_FLAGS, "-o", str(library), str(package / "_kernel.c")]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.display_warning(
                f"textfix is built without compiled passes: {getattr(error, 'stderr', '') or error}"
            )
            return
        if version == "editable":
            (package / name).unlink(missing_ok=True)  # who has it open keeps the old one
            shutil.move(library, package / name)
            return
        build_data["force_include"][str(library)] = f"textfix/{name}"
        build_data["pure_python"] = False
        # The library knows nothing of Python: it serves all versions on one platform.
        builder = self.build_config.builder
        assert isinstance(builder, WheelBuilder)
        build_data["tag"] = f"py3-none-{builder.get_best_matching_tag().split('-', 2)[2]}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what the wheel holds now."""
        self._folder.cleanup()
