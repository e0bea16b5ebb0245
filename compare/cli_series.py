"""A series on the command line: n editions, as files or by the name of a stored series → what goes through them.

duizhao series 2017.txt 2019.txt 2024.txt      three files, or ids of stored reports
duizhao series 市总工会 --format csv             all stored editions of a series
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_inputs import database, is_stored, open_store, report_named
from .cli_options import common_options, database_option, format_option, one_stdin, output_option
from .errors import Language, NotFound
from .terminal import STDIO, say

if TYPE_CHECKING:
    from .model import Report


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="FILE...|SERIES")
@format_option("text", "json", "csv", "md")
@output_option
@database_option
@common_options
@click.pass_obj
def series(language: Language, editions: tuple[str, ...], format_: str, output: str, db: Path | None) -> None:
    """Follow phrases, indicators and sections through editions."""
    from . import series_tables
    from .contract import dumps, series_to_json
    from .series import series as follow

    one_stdin(editions)
    reports = _reports(editions, db)
    if not all(report.date for report in reports):
        say(
            ("有的报告没有日期，按给定的次序排列。", "An edition has no date; they stand in the order given."), language
        )
    found = follow(reports)
    if format_ == "json":
        data = dumps(series_to_json(found)).encode()
    elif format_ == "csv":
        data = series_tables.as_csv(found, language)
    else:
        write = series_tables.markdown if format_ == "md" else series_tables.text
        data = write(found, language).encode()
    terminal.write_output(output, data, editions)


def _reports(editions: tuple[str, ...], db: Path | None) -> list[Report]:
    """Return the reports that the arguments name: files and ids, or the one name of a stored series."""
    if len(editions) > 1 or editions[0] == STDIO or Path(editions[0]).exists() or is_stored(editions[0]):
        return [report_named(name, db) for name in editions]
    name, found = editions[0], []
    if database(db).exists():
        with open_store(db) as store:
            found = [
                replace(store.report(entry.id).report, date=entry.date, title=entry.title)
                for entry in store.reports()
                if entry.series == name and entry.current
            ]
    if not found:
        raise NotFound(
            f"没有文件 {name}，也没有保存过这个系列的报告。",
            f"There is no file {name}, and no stored series has that name.",
        )
    return found


COMMANDS = (series,)
