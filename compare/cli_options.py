"""Options and arguments that commands share, each said once.

@click.command()
@click.argument("report")
@database_option
@common_options            →  duizhao show REPORT --db FILE --lang zh --help
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import cast

import click

from .cli_chinese import WrongUsage
from .cli_inputs import Where
from .errors import Language
from .model import ENCODINGS, TEXTUAL, Choice, Revisions
from .terminal import STDIO

Command = Callable[..., None]


def common_options(command: Command) -> Command:
    language = click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        expose_value=False,  # `terminal.language` has found it before anything could go wrong
        help="Language of messages; else that of the environment.",
    )
    return language(click.help_option("--help", help="Show this message and exit.")(command))


def database_option(command: Command) -> Command:
    return click.option(
        "--db",
        type=click.Path(path_type=Path, readable=False),  # the store says why it cannot be opened
        metavar="FILE",
        help="Database; else $DUIZHAO_DB, else duizhao.sqlite in the user's data folder.",
    )(command)


def output_option(command: Command) -> Command:
    return click.option("-o", "--output", default=STDIO, metavar="FILE", help="Write here; - is standard output.")(
        command
    )


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Return the option that says how to print, the first format where nothing is said."""
    return click.option("--format", "format_", type=click.Choice(formats), default=formats[0], help="How to print.")


def outline_repairs_option(*names: str) -> Callable[[Command], Command]:
    return click.option(
        *names, metavar="FILE", help="Outline repairs of a report that is not stored, as `duizhao repair` keeps them."
    )


def figure_repairs_option(*names: str) -> Callable[[Command], Command]:
    return click.option(
        *names,
        metavar="FILE",
        help="Repairs of figures of a report that is not stored, by `duizhao figures`.",
    )


def finding_repairs_option(command: Command) -> Command:
    return click.option(
        "--findings",
        "findings_",
        metavar="FILE",
        help="Repairs of figure changes in this JSON file, not in the database.",
    )(command)


def repairs_option(command: Command) -> Command:
    return click.option("--repairs", metavar="FILE", help="Repairs of links in this JSON file, not in the database.")(
        command
    )


def reading_options(command: Command) -> Command:
    """Give a command the options that say how files are read, and hand it what was said as `choice`."""

    @wraps(command)
    def run(*given: object, read_as: str | None, encoding: str | None, revisions: str | None, **more: object) -> None:
        command(*given, choice=Choice(read_as, encoding, cast(Revisions | None, revisions)), **more)

    for option in (
        click.option("--revisions", type=click.Choice(["final", "original"]), help="Which text of tracked changes."),
        click.option(
            "--encoding", type=click.Choice(ENCODINGS), help="Encoding of a text file, not told by its bytes."
        ),
        click.option("--read-as", type=click.Choice(TEXTUAL), help="Format of a text file, not told by its content."),
    ):
        run = option(run)
    return run


def selection_options(command: Command) -> Command:
    """Give a command the options that choose what an export holds (`cli_export.py`)."""
    for option in reversed(
        (
            click.option(
                "--only",
                metavar="CLASSES",
                default="",
                help="Only these changes: figure,task,formulation,intensity,order,wording,punctuation,moved,added,"
                "removed; words and structure name several; or single kinds, as target_up,fulfilment_missed.",
            ),
            click.option(
                "--state", metavar="STATES", default="", help="Only changes reviewed so: open,agreed,check,ignored."
            ),
            click.option("--no-reviews", is_flag=True, help="Without what people think of the changes."),
            click.option("--no-ledger", is_flag=True, help="Without what people said of the commitments."),
        )
    ):
        command = option(command)
    return command


def pair_arguments(command: Command) -> Command:
    return click.argument("old")(click.argument("new")(command))


def mending_options(command: Command) -> Command:
    """Give a command its options, and hand it the language and the pair."""

    @wraps(command)
    def run(language: Language, old: str, new: str, repairs: str | None, db: Path | None, **more: object) -> None:
        command(language, Where(old, new, repairs, db), **more)

    return repairs_option(database_option(common_options(click.pass_obj(run))))


def one_stdin(names: Sequence[str]) -> None:
    if names.count(STDIO) > 1:
        raise WrongUsage("只能有一个输入是 -", "Only one input can be -.")
