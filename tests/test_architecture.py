"""Imports point one way. The layers are those of the design; a module may import from layers below its own only."""

import ast
import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import textfix

ROOT = Path(textfix.__file__).parent
# A module belongs to the first layer that names it or its package.
LAYERS = [
    ("mqm", "errors", "_version", "_search", "_patterns"),
    ("_extras", "_compressed", "_kernel"),
    ("model", "language"),
    ("locale",),
    ("options", "_words", "_pairs", "_sequences", "_protect", "_tables", "_trees"),
    ("_divisions", "_word_lists"),
    ("_gluing",),
    ("_tearing",),
    ("_lexicon",),
    ("_adequacy",),
    (
        "_segmentation",
        "_dates",
        "_morphology",
        "_quotes",
        "_code_pages",
        "_letters",
        "_loops",
        "_llm_talk",
        "_detect",
        "_inference",
        "_number_words",
        "_constructs",
        "_surface",
        "_glossary",
    ),
    ("_numbers", "_lost_bytes"),
    ("_suffixes", "_misread"),
    ("_agglutination",),
    ("_counterparts",),
    ("_passages",),
    ("_alignment",),
    ("_trigger",),
    ("rule",),
    ("rules",),
    ("_characters", "_periods"),
    ("_passes",),
    ("_gate", "_offsets", "_waivers"),
    ("_text",),
    ("scorers",),
    ("_engine", "_catalogue", "_score", "_opinions"),
    ("_cleaner", "_attempts"),
    ("_guard",),
    ("",),  # textfix itself
]
ONLY_MODEL = {"formats", "reports"}
RULES_MAY_IMPORT = {"rule", "model", "locale", "mqm"}


def modules() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__")


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file.

    Python 3.11 keeps one counter of depth for all that parse: if the garbage collector runs in the middle, and with it
    another thread or finalizer that parses (to print a traceback), it raises SystemError (python/cpython#106905).
    """
    running = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(path.read_text("utf-8"))
    finally:
        if running:
            gc.enable()


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports when it is run, by their names inside the package."""
    tree = parsed(path)
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    package = [p for p in package if p]
    typing_only = {
        id(n)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for n in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - (node.level - 1)]
            yield from _targets([*base, *(node.module or "").split(".")], node)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "textfix":
            yield from _targets(node.module.split(".")[1:], node)
        elif isinstance(node, ast.Import):
            yield from (a.name.partition(".")[2] for a in node.names if a.name.split(".")[0] == "textfix")


def _targets(base: list[str], node: ast.ImportFrom) -> Iterator[str]:
    name = ".".join(b for b in base if b)
    for alias in node.names:
        inner = ROOT.joinpath(*name.split("."), alias.name) if name else ROOT / alias.name
        is_module = inner.with_suffix(".py").exists() or inner.is_dir()
        yield f"{name}.{alias.name}".strip(".") if is_module else name


def layer(name: str) -> int | None:
    top = name.split(".")[0]
    return next((i for i, members in enumerate(LAYERS) if top in members), None)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_down(path: Path) -> None:
    name = name_of(path)
    top = name.split(".")[0]
    for target in imported(path):
        if target.split(".")[0] == top and top != "rules":
            continue
        if top == "rules":
            if "." in name and name.count(".") == 2:
                assert target.split(".")[0] in RULES_MAY_IMPORT, f"{name} imports {target}"
        elif top == "integrations":
            assert target in {"", "errors", "_extras"}, f"{name} imports {target}: adapters know the public API only"
        elif top in ONLY_MODEL:
            assert target.split(".")[0] in {"model", "mqm", "errors", "_extras", "_patterns", ""}, (
                f"{name} imports {target}"
            )
        elif layer(name) is not None:
            below = layer(target)
            assert below is not None, f"{name} imports {target}"
            assert below < layer(name) or (below == layer(name) and top == ""), f"{name} imports {target}"


def test_importing_textfix_loads_no_other_package_and_no_rule() -> None:
    code = (
        "import sys; before = set(sys.modules); import textfix, textfix.integrations; new = set(sys.modules) - before; "
        "print({m.split('.')[0] for m in new} - sys.stdlib_module_names, [m for m in new if 'textfix.rules' in m])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "{'textfix'} []"
