"""The dictionary of a series on the command line.

duizhao dictionary 政府工作报告                                     what it says, as a file that --from reads
duizhao dictionary 政府工作报告 --follow 民主管理 --never 各项工作    kept with the series
duizhao compare 旧.txt 新.txt --dictionary 词典.txt                  for reports that are not stored
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_inputs import Where, open_store
from .cli_options import common_options, database_option, output_option
from .errors import Language, NotFound

if TYPE_CHECKING:
    from .dictionary import Dictionary


@click.command()
@click.argument("series")
@click.option("--follow", metavar="PHRASE", multiple=True, help="Always follow this phrase; may be given again.")
@click.option("--never", metavar="PHRASE", multiple=True, help="Never tell this phrase; may be given again.")
@click.option("--scale", metavar="WORDS", multiple=True, help="Degrees, weakest first: 推进<加快推进.")
@click.option("--forget", metavar="PHRASE", multiple=True, help="Say nothing more of this phrase or scale.")
@click.option("--from", "source", metavar="FILE", help="Put this dictionary file in place of the present one.")
@output_option
@database_option
@common_options
@click.pass_obj
def dictionary(
    language: Language,
    series: str,
    follow: tuple[str, ...],
    never: tuple[str, ...],
    scale: tuple[str, ...],
    forget: tuple[str, ...],
    source: str | None,
    output: str,
    db: Path | None,
) -> None:
    """Show or change which phrases a series follows or never tells, and its scales of degrees."""
    from . import dictionary as book
    from .edition import one_line

    lines = [("跟踪", follow), ("不报", never), ("程度", scale)]
    said = book.read("".join(f"{kind} {one_line(each)}\n" for kind, many in lines for each in many), "options")
    name = one_line(series)
    with open_store(db) as store:
        if all(entry.series != name for entry in store.reports()):
            raise NotFound(
                f"没有名为“{name}”的系列；请先给报告填上系列。",
                f"There is no series “{name}”; give a report that series first.",
            )
        before = store.dictionaries.of(name)
        after = book.joined(book.without(book.load(source) if source else before, forget), said)
        if after != before:
            store.dictionaries.keep(name, after)
    terminal.write_output(output, book.write(after).encode(), [source] if source else [])


def dictionary_of(where: Where, file: str | None) -> Dictionary:
    """Return the dictionary for two reports: that of a file, else that of the series of two stored reports."""
    from .dictionary import Dictionary, load

    if file is not None:
        return load(file)
    if not where.stored:
        return Dictionary()
    with open_store(where.db) as store:
        return store.dictionary(store.find(where.old), store.find(where.new))


COMMANDS = (dictionary,)
