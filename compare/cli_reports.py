"""Reports on the command line: keep them, list them, see how one was read, say what its lines are.

duizhao add FILE...      r41c0…  added  2019-05  …
duizhao show r41c0       its outline and figures
duizhao repair r41c0 --line 12 --as heading2
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_chinese import WrongUsage
from .cli_inputs import database, open_store, password, report_named, store_of
from .cli_options import (
    common_options,
    database_option,
    format_option,
    one_stdin,
    outline_repairs_option,
    output_option,
    reading_options,
)
from .config import DEFAULT
from .errors import DuizhaoError, Language, Locked, StoreError
from .model import Choice
from .outline_lines import KINDS
from .terminal import plain, say

if TYPE_CHECKING:
    from .model import LineKind
    from .records import Entry


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--title", help="Title of the edition; else the report's own.")
@click.option("--date", help="Date of the edition: 2019, 2019-05 or 2019-05-06; else the report's own.")
@click.option("--series", help="Series that the edition belongs to.")
@click.option("--version-of", "draft", metavar="ID", help="Keep the file as the next version of that report's edition.")
@reading_options
@database_option
@common_options
@click.pass_obj
def add(
    language: Language,
    files: tuple[str, ...],
    title: str | None,
    date: str | None,
    series: str | None,
    draft: str | None,
    db: Path | None,
    choice: Choice,
) -> None:
    """Keep reports; a file given twice is one report, an archive (zip) or a table of several is each of them.

    A version (--version-of) has title, date and series of its edition, and what was said of the version before.
    """
    one_stdin(files)
    if draft and (len(files) > 1 or title or date or series):
        raise WrongUsage(
            "--version-of 只能用于一个文件，标题、日期、系列从这一届",
            "--version-of goes with one file; title, date and series are those of its edition.",
        )
    if len(files) > 1 and (title or date):
        raise WrongUsage("--title 和 --date 只能用于一个文件", "--title and --date go with one file.")
    failed: list[DuizhaoError] = []
    lines: list[str] = []
    try:
        with open_store(db) as store:
            from .source_store import digest_of

            known = store.find(draft) if draft else None
            steps = terminal.steps(files, ("读取", "Reading"), language)
            for data, name in _reports(steps, failed, language, alone=bool(title or date or known)):
                try:
                    try:
                        added = store.add(data, name, title=title, date=date, series=series, choice=choice)
                    except Locked as error:
                        added = store.unlock(digest_of(data), password(error))
                    if known:
                        store.versions.make(added.report_id, known)
                except StoreError:
                    raise
                except DuizhaoError as error:
                    failed.append(error)
                    continue
                entry = store.entry(added.report_id)
                state = ("已保存", "added") if added.new else ("已有", "already there")
                which = version_name(entry.version, language) if known else ""
                lines.append(f"{entry.id}  {state[language == 'en']}  {entry.date or '—'}  {plain(entry.title)}{which}")
    finally:  # what was kept is said even where the database then failed
        for line in lines:
            click.echo(line)
    for earlier in failed[:-1]:
        say((earlier.zh, earlier.en), language)
    if failed:
        raise failed[-1]


def _reports(
    files: Iterable[str], failed: list[DuizhaoError], language: Language, alone: bool
) -> Iterator[tuple[bytes, str]]:
    """Yield bytes and name of each report in the files; what cannot be opened goes to `failed`."""
    from . import apart

    for file in files:
        try:
            given = terminal.read_input(file, DEFAULT.reading.max_bytes)
            try:
                contents = apart.members(*given, DEFAULT.reading)
            except Locked as error:
                contents = apart.members(*given, DEFAULT.reading, password(error))
        except DuizhaoError as error:
            failed.append(error)
            continue
        if alone and len(contents.members) > 1:
            raise WrongUsage(
                f"{file} 里有 {len(contents.members)} 份报告；标题、日期、下一稿只能用于一份",
                f"{file} holds {len(contents.members)} reports; title, date and --version-of go with one.",
            )
        for note in contents.notes:
            say(note, language)
        yield from ((member.data, member.name) for member in contents.members)


@click.command("list")
@format_option("text", "json")
@database_option
@common_options
@click.pass_obj
def list_(language: Language, format_: str, db: Path | None) -> None:
    """List the reports that are kept."""
    entries: tuple[Entry, ...] = ()
    if database(db).exists():
        with open_store(db) as store:
            entries = store.reports()
    if format_ == "json":
        click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1))
        return
    if not entries:
        say(("还没有报告；用 duizhao add 添加。", "No reports yet; add some with `duizhao add`."), language)
    for entry in entries:
        series = f"  [{plain(entry.series)}]" if entry.series else ""
        which = version_name(entry.version, language) if entry.latest != 1 else ""
        click.echo(f"{click.style(entry.id, bold=True)}  {entry.date or '—'}  {plain(entry.title)}{which}{series}")


def version_name(number: int, language: Language) -> str:
    """Return which version of a draft something is, as it follows a title."""
    return f" (version {number})" if language == "en" else f"（第{number}稿）"


@click.command()
@click.argument("report")
@outline_repairs_option("--repairs")
@reading_options
@format_option("text", "json")
@output_option
@database_option
@common_options
@click.pass_obj
def show(
    language: Language,
    report: str,
    repairs: str | None,
    format_: str,
    output: str,
    db: Path | None,
    choice: Choice,
) -> None:
    """Show one report as read: a file, - or a stored id."""
    found = report_named(report, db, repairs, choice=choice)
    if format_ == "json":
        from .contract import dumps, report_to_json

        text = dumps(report_to_json(found))
    else:
        from .outline_text import outline_text

        text = outline_text(found, language)
    terminal.write_output(output, text.encode(), [report])


@click.command()
@click.argument("report")
@outline_repairs_option("--repairs")
@reading_options
@format_option("text", "json")
@output_option
@database_option
@common_options
@click.pass_obj
def outline(
    language: Language,
    report: str,
    repairs: str | None,
    format_: str,
    output: str,
    db: Path | None,
    choice: Choice,
) -> None:
    """List the lines of a report and what each was read as."""
    from . import outline_listing as listing

    found = report_named(report, db, repairs, choice=choice)
    if format_ == "json":
        text = json.dumps(listing.lines_json(found), ensure_ascii=False, indent=1) + "\n"
    else:
        text = listing.lines_text(found, language)
    terminal.write_output(output, text.encode(), [report])


@click.command()
@click.argument("report")
@click.option(
    "--line", "lines", multiple=True, metavar="LINE", help="A line by number, a range as 12-20, or an anchor."
)
@click.option("--as", "kind", type=click.Choice(KINDS), help="What the lines are; all but continues start anew.")
@click.option("--undo", is_flag=True, help="Take back what was said of the lines.")
@click.option(
    "--from", "source", metavar="FILE|ID", help="Take over what was said in a file of repairs or of a report."
)
@click.option("--list", "list_", is_flag=True, help="List what was said; as JSON it is a file of repairs.")
@outline_repairs_option("--repairs")
@format_option("text", "json")
@database_option
@common_options
@click.pass_obj
def repair(
    language: Language,
    report: str,
    lines: tuple[str, ...],
    kind: LineKind | None,
    undo: bool,
    source: str | None,
    list_: bool,
    repairs: str | None,
    format_: str,
    db: Path | None,
) -> None:
    """Say what lines of a report are; it is kept and holds whenever the report is read."""
    from . import cli_outline, outline_listing, outline_repairs

    if sum((kind is not None, undo, source is not None, list_)) != 1:
        raise WrongUsage("--as、--undo、--from、--list 须选且只选一个", "Give one of --as, --undo, --from and --list.")
    if bool(lines) != (kind is not None or undo):
        raise WrongUsage("--line 与 --as 或 --undo 一起使用", "--line goes with --as or --undo, and they with it.")
    with cli_outline.desk(report, repairs, store_of(report, db)) as desk:
        more = outline_repairs.repairs_of(desk.report, lines, kind) if kind else ()
        if source is not None:
            more = cli_outline.taken(source, store_of(source, db))
        undone = outline_repairs.anchors_of(desk.report, lines) if undo else ()
        if more or undone:
            desk.change(more, undone)
        found = desk.report
    if format_ == "json":
        text = outline_repairs.dumps(found.repairs)
    elif lines:
        text = outline_listing.lines_text(found, language, {*undone, *(each.anchor for each in more)})
    else:
        text = outline_listing.repairs_text(found, language)
    click.echo(text, nl=False)
    if lost := outline_listing.unattached(found):
        say(lost, language)


COMMANDS = (add, list_, show, outline, repair)
