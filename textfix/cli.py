"""The command ``textfix``: takes arguments, calls the work, prints.

Exit codes: 0 clean, 1 findings (``check``) or changes (``clean --check``), 2 wrong usage, 3 input or output failed.
70 a fault of textfix itself, 130 after Ctrl-C, 141 where the reader of a pipe has gone.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from . import __version__, formats, reports
from . import _terminal as terminal
from ._asked import agree, files_of, targets_of
from ._files import STANDARD, shown_name
from .errors import MissingExtraError, OptionsError, TextfixError, nearest
from .options import MIN_CONFIDENCE

if TYPE_CHECKING:
    from ._baseline import Baseline
    from ._job import Sheet
    from ._run import Total
    from .rule import Rule


class Exit(IntEnum):
    """Exit codes."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    BUG = 70
    INTERRUPTED = 130
    CLOSED_PIPE = 141


# ---------------------------------------------------------------- commands


def _names(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip()) or None


_CHECKING: tuple[Callable[[Any], Any], ...] = (
    click.argument("paths", nargs=-1, metavar="[FILE|DIR|-]..."),
    click.option("--lang", metavar="TAG", help="Language of the text, such as de or pt-BR. Default: it is detected."),
    click.option("--source-lang", metavar="TAG", help="Language of the source text, where a file has one."),
    click.option("--select", multiple=True, callback=_names, metavar="RULES", help="Run only these rules or groups."),
    click.option("--ignore", multiple=True, callback=_names, metavar="RULES", help="Leave out these rules or groups."),
    click.option(
        "--min-confidence", type=float, metavar="0..1", help=f"Repair what is at least this sure.  [{MIN_CONFIDENCE:g}]"
    ),
    click.option("--profile", metavar="NAME", help="What to repair towards: repair, publish or corpus.  [repair]"),
    click.option(
        "--model",
        metavar="FILE",
        help="Word translations that `textfix learn` wrote, added to those that come along, to compare with a source.",
    ),
    click.option("--glossary", metavar="FILE", help="Terms and their translations, as TSV or TBX."),
    click.option("--report", type=click.Choice(reports.names()), help="How to report what is found."),
    click.option(
        "--encoding", metavar="NAME", help="Encoding of files without a byte order mark; auto: find out.  [utf-8]"
    ),
    click.option("--format", metavar="NAME", help="Read files as this, whatever they are called."),
    click.option(
        "--field", "fields", multiple=True, metavar="PATH", help="Check only this field: a.b, /a/0/b or a column."
    ),
    click.option("--source-field", "sources", multiple=True, metavar="PATH", help="The source text of the field."),
    click.option("--source", metavar="FILE", help="What the file was translated from; of a folder, a folder."),
    click.option("--include", multiple=True, metavar="GLOB", help="In folders, read only these files."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, leave out these files."),
    click.option(
        "--stats", type=click.Choice(["text", "json"]), help="At the end, count findings by rule and language."
    ),
    click.option("--jobs", "-j", type=click.IntRange(0), default=1, metavar="N", help="Processes; 0: all cores.  [1]"),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
)


def _checking(command: Callable[..., int]) -> Callable[..., int]:
    for option in reversed(_CHECKING):
        command = option(command)
    return command


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would make an exit code of it that means findings here
            raise _ClosedPipeError from error


class _ClosedPipeError(Exception):
    pass


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Repair what machine translation breaks in a text, and flag what cannot be repaired.

    \b
    Exit codes: 0  clean
                1  findings, or changes with --check
                2  wrong usage
                3  input or output failed
    """


@cli.command()
@_checking
@click.option("--output", "-o", metavar="PATH", help="Write to this file, or into this folder.")
@click.option("--in-place", "-i", is_flag=True, help="Repair the files themselves: whole, or not at all.")
@click.option("--backup", metavar="SUFFIX", help="With --in-place: keep the old file under this suffix.")
@click.option("--annotate", is_flag=True, help="Write what is not repaired into files that can hold it (XLIFF).")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if something would change.")
def clean(
    paths: tuple[str, ...],
    output: str | None,
    in_place: bool,
    diff: bool,
    check: bool,
    backup: str | None,
    annotate: bool,
    report: str | None,
    stats: str | None,
    quiet: bool,
    **settings: Any,
) -> int:
    """Repair files, folders of text files, or standard input (-)."""
    names = paths or (STANDARD,)
    settings["scorers"] = ()  # they say what is wrong, and repair nothing
    if backup is not None and not (in_place and backup and os.sep not in backup):
        raise click.UsageError("--backup takes a suffix such as .orig, and goes with --in-place")
    files, failed = files_of(names, settings)
    writes = not (diff or check)
    agree(names, output, in_place, diff, check)
    if writes and not in_place and output is None and (len(files) > 1 or any(map(os.path.isdir, names))):
        raise click.UsageError("several files: add --in-place, --output FOLDER, --diff or --check")
    targets = targets_of(files, names, output, in_place) if writes else dict.fromkeys(files)
    text_out = writes and not in_place and output in (None, STANDARD)
    sheets = [(terminal.sheet("diff", sys.stdout), sys.stdout)] if diff else []
    if report is not None:
        stream = sys.stderr if text_out or diff else sys.stdout
        sheets.append((terminal.sheet(report, stream), stream))
    outcome = _run(
        targets,
        sheets,
        quiet=quiet or (text_out and sys.stdout.isatty()),
        backup=backup,
        annotate=annotate,
        repairs_only=report is None and stats is None and not annotate,  # nobody is told of anything else
        **settings,
    )
    total = outcome.tally
    if not quiet and not text_out and report is None:
        terminal.say_changes(total, writes)
    terminal.show_stats(outcome, stats, sys.stderr if text_out or sheets else sys.stdout)
    if failed or total.failed:
        return Exit.FAILED
    return Exit.FINDINGS if check and total.changed else Exit.CLEAN


@cli.command()
@_checking
@click.option(
    "--max-findings", type=click.IntRange(0), default=0, metavar="N", help="Exit 1 only if there are more than N.  [0]"
)
@click.option(
    "--scorer",
    "scorers",
    multiple=True,
    callback=_names,
    metavar="NAME[=MODEL]",
    help="Ask a further scorer about texts with sources: llm, embedding or comet.",
)
@click.option("--baseline", metavar="FILE", help="Leave out the findings that are known in this file.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings into this file, for --baseline.")
def check(
    paths: tuple[str, ...],
    report: str | None,
    stats: str | None,
    quiet: bool,
    max_findings: int,
    baseline: str | None,
    write_baseline: str | None,
    **settings: Any,
) -> int:
    """Report what is wrong, and change nothing. Exit 1 if there are findings."""
    files, failed = files_of(paths or (STANDARD,), settings)
    name = report or (None if quiet else "text")
    sheets = [] if name is None else [(terminal.sheet(name, sys.stdout), sys.stdout)]
    from ._baseline import load, save

    known = load(baseline) if baseline is not None else {} if write_baseline is not None else None
    outcome = _run(dict.fromkeys(files), sheets, quiet=quiet, known=known, **settings)
    if write_baseline is not None:
        save(write_baseline, outcome.prints)
    total = outcome.tally
    terminal.show_stats(outcome, stats, sys.stderr if sheets else sys.stdout)
    if failed or total.failed:
        return Exit.FAILED
    return Exit.FINDINGS if total.findings > max_findings else Exit.CLEAN


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="SOURCE TARGET|FILE")
@click.option("--output", "-o", required=True, metavar="FILE", help="Write the model to this file.")
@click.option("--source-lang", metavar="TAG", help="Language of the sources.")
@click.option("--lang", metavar="TAG", help="Language of the translations.")
@click.option("--field", metavar="PATH", help="In tables and structured files: the field with the translation.")
@click.option("--source-field", metavar="PATH", help="The field with the source.")
@click.option("--encoding", metavar="NAME", help="Encoding of files without a byte order mark.  [utf-8]")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def learn(
    paths: tuple[str, ...],
    output: str,
    source_lang: str | None,
    lang: str | None,
    field: str | None,
    source_field: str | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Learn word translations from sentence pairs, for `check --model`.

    SOURCE and TARGET have a sentence in each line, and the same number of lines; or one FILE holds both: TMX, XLIFF, PO,
    a file with --source-field and --field, or TSV with the source in the first column. Any languages will do, and some noise: a few thousand pairs help, a hundred thousand help more.
    """
    from ._decode import known_encoding
    from ._learn import learn as learned
    from .language import canonical

    if len(paths) > 2:
        raise click.UsageError("give two files, SOURCE and TARGET, or one that holds both")
    if (source_field is None) != (field is None) or (field is not None and len(paths) > 1):
        raise click.UsageError("--source-field and --field go together, and with one file")
    if (source_lang is None) != (lang is None):
        raise click.UsageError("give both --source-lang and --lang, or neither")
    if encoding is not None:
        known_encoding(encoding)
    langs = None if source_lang is None or lang is None else (canonical(source_lang), canonical(lang))
    chosen = None if field is None or source_field is None else formats.Fields((field,), (source_field,))
    done = learned(paths, output, langs, encoding, chosen)
    if not quiet:
        left = f" ({done.left_out:,} left out)" if done.left_out else ""
        click.echo(f"{output}: {done.entries:,} word translations from {done.pairs:,} pairs{left}", err=True)
    return Exit.CLEAN


@cli.command()
@click.option("--report", type=click.Choice(["text", "json"]), default="text", help="How to print the list.")
def rules(report: str) -> int:
    """List all rules, family by family, with the languages they serve."""
    from . import _pages
    from ._catalogue import installed

    if report == "json":
        import json

        terminal.ready(sys.stdout).write(
            json.dumps([_pages.facts(r) for r in installed()], ensure_ascii=False, indent=1) + "\n"
        )
        return Exit.CLEAN
    terminal.show(_pages.COLUMNS, [_pages.row(r) for r in installed()], key=1)
    return Exit.CLEAN


@cli.command("formats")
def list_formats() -> int:
    """List the formats that are read, and the suffixes of their files."""
    known = formats.formats()
    terminal.show(
        ("format", "files", "what is read"), [(name, formats.files(f), formats.summary(f)) for name, f in known.items()]
    )
    return Exit.CLEAN


@cli.command()
@click.argument("rule")
def explain(rule: str) -> int:
    """Explain a RULE, with its limits and examples."""
    from . import _pages
    from ._catalogue import installed

    known: dict[str, Rule] = {r.id: r for r in installed()}
    if rule not in known:
        raise OptionsError(f"unknown rule {rule!r}{nearest(rule, known) or '; `textfix rules` lists them'}")
    terminal.show_page(_pages.page(known[rule]))
    return Exit.CLEAN


# ---------------------------------------------------------------- the work


def _run(
    targets: dict[str, str | None],
    sheets: Sequence[tuple[Sheet, IO[str]]],
    *,
    quiet: bool,
    encoding: str | None,
    jobs: int,
    format: str | None,
    fields: tuple[str, ...],
    sources: tuple[str, ...],
    source: dict[str, str],
    backup: str | None = None,
    annotate: bool = False,
    known: Baseline | None = None,
    repairs_only: bool = False,
    **settings: Any,
) -> Total:
    from ._config import options_for
    from ._decode import known_encoding
    from ._job import Job
    from ._run import run

    if encoding is not None:
        known_encoding(encoding)
    given = {name: value for name, value in settings.items() if value is not None}
    _try(given)
    for name in {format or formats.format_of(path) for path in targets} - {None}:
        getattr(formats.named(str(name)), "ready", lambda: None)()
    wanted = tuple(sheet for sheet, _ in sheets)
    chosen = formats.Fields(fields, sources)
    todo = [
        Job(
            path,
            options_for(path, given),
            target,
            encoding,
            wanted,
            format,
            chosen,
            backup,
            annotate,
            None if known is None else known.get(shown_name(path), Counter()),
            source.get(path),
            repairs_only,
        )
        for path, target in targets.items()
    ]
    if STANDARD in targets and sys.stdin is not None and sys.stdin.isatty() and not quiet:
        click.echo("reading standard input; Ctrl-D ends it", err=True)
    if not quiet and not repairs_only and any(job.options.scorers for job in todo):
        from ._estimate import estimates

        for line in estimates(todo):
            terminal.note(line)
    bar = not quiet and sys.stderr.isatty()
    for _, stream in sheets:
        terminal.ready(stream)
    note = terminal.silent if quiet else terminal.note
    return run(todo, sheets, processes=jobs or os.cpu_count() or 1, bar=bar, say=terminal.error, note=note)


def _try(given: dict[str, Any]) -> None:
    """Raise `OptionsError` for what cannot be used, before any file is touched."""
    from ._catalogue import selected
    from ._glossary import glossary
    from ._inference import learned
    from .options import Options

    options = Options.of(given)
    selected(options)
    if options.model is not None:
        learned(options.model, None, None)
    if options.glossary is not None:
        glossary(options.glossary)


def main(arguments: Iterable[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    if sys.stdout is None:
        terminal.error("standard output is closed")
        return Exit.FAILED
    try:
        code = cli.main(None if arguments is None else list(arguments), prog_name="textfix", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, _ClosedPipeError):
        _drop_output()
        return Exit.CLOSED_PIPE
    except (KeyboardInterrupt, click.Abort):
        _drop_output()
        return Exit.INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return Exit.USAGE
    except click.ClickException as error:
        terminal.error(error.format_message())
        return Exit.USAGE
    except (OptionsError, MissingExtraError) as error:
        terminal.error(str(error))
        return Exit.USAGE
    except TextfixError as error:
        terminal.error(str(error))
        _drop_output()
        return Exit.FAILED
    except OSError as error:
        terminal.error(f"{error.filename or 'output'}: {error.strerror or error}")
        _drop_output()
        return Exit.FAILED
    except Exception:
        import traceback

        traceback.print_exc()
        terminal.error("this is a fault of textfix, not of your input; please report it with the lines above")
        return Exit.BUG
    return int(code or 0)


def _drop_output() -> None:
    """Let what Python writes at its end go nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
