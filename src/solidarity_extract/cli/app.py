"""The commands and their options. Each command hands its arguments on and leaves with the exit code it gets."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from solidarity_extract.cli.default_command import DEFAULT, DefaultCommand, DefaultGroup, PlainCommand
from solidarity_extract.cli.exits import Exit
from solidarity_extract.cli.messages import Reporter

app = typer.Typer(
    cls=DefaultGroup,
    add_completion=False,
    # Plain pages: quick to build, the same in a terminal and a pipe, and checked against docs/command-line.md.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

EXAMPLES = """
Examples:

\b
  extract post.txt > post.json          one post, one record
  cat post.txt | extract                the same from a pipe
  extract post.txt -o post.json         the file is written whole or not at all
  extract --summary post.txt            also a table of who speaks
  extract a.txt b.txt > records.jsonl   several posts: one record a line
  extract validate post.json            check a record against the schema

A file that is called like a command is given as ./schema or ./validate.

--compact, --with-text, --pipeline, --encoding and --summary can also be set
by environment variables, for example SOLIDARITY_EXTRACT_PIPELINE.

Exit codes: 0 fine, 1 an input failed, 2 wrong usage, 3 the pipeline is missing
or the output cannot be written, 130 interrupted.
"""

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say on standard error what is being done.")]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Decode the post with this encoding, for example windows-1252, instead of finding it out.",
        envvar="SOLIDARITY_EXTRACT_ENCODING",
        show_envvar=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


def _show_version(asked: bool) -> None:
    if asked:
        from solidarity_extract.version import __version__

        typer.echo(f"solidarity-extract {__version__}")
        raise typer.Exit


@app.command(DEFAULT, cls=DefaultCommand, hidden=True, epilog=EXAMPLES)
def extract(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Posts as text files; - is standard input, as is a pipe without FILE."),
    ] = None,
    compact: Annotated[
        bool,
        typer.Option(
            "--compact",
            help="Write the record on one line (always so with several FILEs).",
            envvar="SOLIDARITY_EXTRACT_COMPACT",
            show_envvar=False,
        ),
    ] = False,
    with_text: Annotated[
        bool,
        typer.Option(
            "--with-text",
            help="Carry the whole text in the record.",
            envvar="SOLIDARITY_EXTRACT_WITH_TEXT",
            show_envvar=False,
        ),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
    ] = None,
    pipeline: Annotated[
        str | None,
        typer.Option(
            "--pipeline",
            metavar="NAME_OR_PATH",
            help="Find names with this spaCy pipeline, installed or in a folder, instead of the built-in one.",
            envvar="SOLIDARITY_EXTRACT_PIPELINE",
            show_envvar=False,
        ),
    ] = None,
    encoding: Encoding = None,
    summary: Annotated[
        bool,
        typer.Option(
            "--summary",
            help="Show a table of who speaks, and how many names, on standard error.",
            envvar="SOLIDARITY_EXTRACT_SUMMARY",
            show_envvar=False,
        ),
    ] = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Find who speaks in a post with several people's contributions, and whom and what they name.

    Writes one JSON record for each post to standard output.
    """
    from solidarity_extract.cli.extracting import Request, extract_posts

    if not files and _nothing_piped():
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(Exit.USAGE)
    request = Request(
        inputs=tuple(files or ("-",)),
        compact=compact or len(files or ()) > 1,
        with_text=with_text,
        output=output,
        pipeline=pipeline or None,
        encoding=encoding or None,
        summary=summary,
    )
    raise typer.Exit(extract_posts(request, _reporter(verbose, quiet)))


@app.command(cls=PlainCommand)
def schema() -> None:
    """Print the JSON Schema of the record."""
    from solidarity_extract.cli.validating import print_schema

    raise typer.Exit(print_schema(Reporter()))


@app.command(cls=PlainCommand)
def validate(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Records as JSON or JSON Lines; - is standard input."),
    ],
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="POST", help="The post the record was made from: hold every span against it."),
    ] = None,
    encoding: Encoding = None,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Check records against the schema and say what is wrong where.

    The exit code is 1 if any record does not follow the schema or cannot be read.
    """
    from solidarity_extract.cli.validating import validate_records

    raise typer.Exit(validate_records(tuple(files), _reporter(verbose, quiet), text=text, encoding=encoding or None))


def _reporter(verbose: bool, quiet: bool) -> Reporter:
    if verbose and quiet:
        raise typer.BadParameter("--verbose and --quiet exclude each other.")
    return Reporter(verbose=verbose, quiet=quiet)


def _nothing_piped() -> bool:
    return sys.stdin is None or sys.stdin.closed or sys.stdin.isatty()
