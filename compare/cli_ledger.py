"""The ledger on the command line: every commitment of the old report, and what a person says of one.

duizhao ledger r41c0 r9be2                                                 the whole ledger
duizhao ledger r41c0 r9be2 --task 权责清单 --say waived --text 已并入…       kept with two stored reports
duizhao ledger 旧.txt 新.txt --undo e1f0c… --ledger 台账.json                kept in a file
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_chinese import WrongUsage
from .cli_inputs import Where, entries_of, finding_repairs_of, link_repairs_of, open_store, report_named
from .cli_options import common_options, database_option, one_stdin, output_option, pair_arguments, repairs_option
from .errors import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Comparison, LedgerEntry, Settling


@click.command()
@pair_arguments
@click.option("--task", metavar="TASK", help="The commitment: its id, or words that its clause alone holds.")
@click.option("--say", "say_", type=click.Choice(["answered", "waived", "outcome"]), help="What is said of it.")
@click.option("--text", default="", metavar="TEXT", help="The answer, the reason, or the outcome in words.")
@click.option("--place", metavar="BLOCK", help="Where the new report answers: a paragraph's id, or its line.")
@click.option("--by", "person", metavar="NAME", help="Who says so.")
@click.option("--undo", metavar="ENTRY", help="Take back the entry with this id.")
@click.option("--from", "source", metavar="FILE", help="Take over the entries of a ledger or comparison in JSON.")
@click.option("--ledger", "file", metavar="FILE", help="Entries in this JSON file, not in the database.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "csv", "md", "json"]), default="text", help="How to print."
)
@output_option
@repairs_option
@database_option
@common_options
@click.pass_obj
def ledger(
    language: Language,
    old: str,
    new: str,
    task: str | None,
    say_: Settling | None,
    text: str,
    place: str | None,
    person: str | None,
    undo: str | None,
    source: str | None,
    file: str | None,
    format_: str,
    output: str,
    repairs: str | None,
    db: Path | None,
) -> None:
    """List the commitments of the old report with what became of each; answer, waive or settle one."""
    from .export.ledger import FORMATS

    one_stdin((old, new))
    where = Where(old, new, repairs, db)
    if sum((say_ is not None, undo is not None, source is not None)) > 1:
        raise WrongUsage("--say、--undo、--from 只能选一个", "Give one of --say, --undo and --from.")
    if (say_ is None) != (task is None) or (say_ is None and (text or place or person)):
        raise WrongUsage(
            "--task 与 --say 一起使用，--text、--place、--by 随它们使用",
            "--task goes with --say; --text, --place and --by go with them.",
        )
    if say_ is not None and task is not None:
        _say(where, file, task, say_, text, place, person)
    elif undo is not None:
        _undo(where, file, undo)
    elif source is not None:
        _take_over(where, file, source)
    found = _compared(where, file)
    inputs = [name for name in (old, new, repairs, file, source) if name]
    terminal.write_output(output, FORMATS[format_][2](found, language), inputs)


def _compared(where: Where, file: str | None) -> Comparison:
    from .comparison import compare
    from .ledger import with_ledger

    reports = report_named(where.old, where.db), report_named(where.new, where.db)
    kept = file if file is None or Path(file).exists() else ""
    found = compare(*reports, repairs=link_repairs_of(where), finding_repairs=finding_repairs_of(where, None))
    return with_ledger(found, () if kept == "" else entries_of(where, file))


def _say(
    where: Where, file: str | None, task: str, say: Settling, text: str, place: str | None, person: str | None
) -> None:
    from .ledger import entry

    reports = report_named(where.old, where.db), report_named(where.new, where.db)
    _keep(where, file, [entry(*reports, task, say, text, place, person)])


def _take_over(where: Where, file: str | None, source: str) -> None:
    from .said_files import ENTRIES

    _keep(where, file, ENTRIES.load(source))


def _keep(where: Where, file: str | None, said: Sequence[LedgerEntry]) -> None:
    from .said_files import ENTRIES

    _check_place(where, file)
    if file is not None:
        ENTRIES.add(file, said)
        return
    with open_store(where.db) as store:
        store.ledger.say(store.find(where.old), store.find(where.new), said)


def _undo(where: Where, file: str | None, entry_id: str) -> None:
    from .said_files import ENTRIES

    _check_place(where, file)
    if file is not None:
        ENTRIES.remove(file, entry_id)
        return
    with open_store(where.db) as store:
        store.ledger.undo(store.find(where.old), store.find(where.new), entry_id)


def _check_place(where: Where, file: str | None) -> None:
    if file is None and not where.stored:
        raise WrongUsage(
            "两份报告都已保存时才能存下登记；对照文件时请用 --ledger 指定台账文件",
            "Entries are kept for two stored reports; for files, name a file with --ledger.",
        )


COMMANDS = (ledger,)
