"""The command line: a thin shell over reading, comparing, keeping and showing.

    duizhao compare OLD NEW       two files, or ids of stored reports → what changed
    duizhao show REPORT           one report as read
    duizhao outline, repair       what each line was read as; say what it is
    duizhao add, list             keep reports, see what is kept
    duizhao link, unlink, split, merge, links      mend the links of two reports, see what was mended
    duizhao serve, demo           the pages; the demonstration

What goes out is on standard output, all else on standard error, an error as one line in the
reader's language.  Every command imports what it needs when it runs: comparing two files opens no
database and starts no web server.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_chinese import WrongUsage, in_language, usage_sentence
from .config import DEFAULT
from .errors import DuizhaoError, Language, NotFound, StoreError
from .outline_lines import KINDS
from .terminal import STDIO, plain, say
from .version import VERSION

if TYPE_CHECKING:
    from .model import Comparison, LineKind, LinkOp, LinkRepair, Report
    from .records import Entry
    from .store import Store

HOST, PORT = "127.0.0.1", 8019
_STORED_ID = re.compile(r"r[0-9a-f]+")
_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".md": "md", ".csv": "csv"}
_Command = Callable[..., None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = terminal.language(given, os.environ)
    try:
        result = in_language(duizhao, language).main(given, "duizhao", standalone_mode=False, obj=language)
        sys.stdout.flush()
    except DuizhaoError as error:
        say((error.zh, error.en), language)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        say(usage_sentence(error), language)
        return error.exit_code
    except click.Abort:
        return 130
    except OSError as error:  # of standard output: files and databases have sentences of their own
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what the interpreter flushes at its end
        if not isinstance(error, BrokenPipeError):  # a reader that goes away is no error
            say(_cannot_write(error), language)
        return 1
    return result if isinstance(result, int) else 0


def _common_options(command: _Command) -> _Command:
    language = click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        expose_value=False,  # `terminal.language` has found it before anything could go wrong
        help="Language of messages; else that of the environment.",
    )
    return language(click.help_option("--help", help="Show this message and exit.")(command))


def _database_option(command: _Command) -> _Command:
    return click.option(
        "--db",
        type=click.Path(path_type=Path, readable=False),  # the store says why it cannot be opened
        metavar="FILE",
        help="Database; else $DUIZHAO_DB, else duizhao.sqlite in the user's data folder.",
    )(command)


def _output_option(command: _Command) -> _Command:
    return click.option("-o", "--output", default=STDIO, metavar="FILE", help="Write here; - is standard output.")(
        command
    )


def _outline_repairs_option(*names: str) -> Callable[[_Command], _Command]:
    return click.option(
        *names, metavar="FILE", help="Outline repairs of a report that is not stored, as `duizhao repair` keeps them."
    )


def _repairs_option(command: _Command) -> _Command:
    return click.option("--repairs", metavar="FILE", help="Repairs of links in this JSON file, not in the database.")(
        command
    )


@dataclass(frozen=True, slots=True)
class _Where:
    """Two reports, and where repairs of their links are kept: in a file, else in the database."""

    old: str
    new: str
    repairs: str | None
    db: Path | None

    @property
    def stored(self) -> bool:
        return _is_stored(self.old) and _is_stored(self.new)


def _pair_arguments(command: _Command) -> _Command:
    return click.argument("old")(click.argument("new")(command))


def _mending_options(command: _Command) -> _Command:
    """Give a command its options, and hand it the language and the pair."""

    @wraps(command)
    def run(language: Language, old: str, new: str, repairs: str | None, db: Path | None, **more: object) -> None:
        command(language, _Where(old, new, repairs, db), **more)

    return _repairs_option(_database_option(_common_options(click.pass_obj(run))))


@click.group()
@_common_options
@click.version_option(VERSION, prog_name="duizhao", help="Show the version and exit.")
def duizhao() -> None:
    """Compare editions of a periodic Chinese report."""


@duizhao.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--title", help="Title of the edition; else the report's own.")
@click.option("--date", help="Date of the edition: 2019, 2019-05 or 2019-05-06; else the report's own.")
@click.option("--series", help="Series that the edition belongs to.")
@_database_option
@_common_options
@click.pass_obj
def add(
    language: Language, files: tuple[str, ...], title: str | None, date: str | None, series: str | None, db: Path | None
) -> None:
    """Keep reports; a file given twice is one report."""
    _one_stdin(files)
    if len(files) > 1 and (title or date):
        raise WrongUsage("--title 和 --date 只能用于一个文件", "--title and --date go with one file.")
    failed: list[DuizhaoError] = []
    lines: list[str] = []
    try:
        with _open(db) as store:
            for file in terminal.steps(files, ("读取", "Reading"), language):
                try:
                    data, name = terminal.read_input(file, DEFAULT.reading.max_bytes)
                    added = store.add(data, name, title=title, date=date, series=series)
                except StoreError:
                    raise
                except DuizhaoError as error:
                    failed.append(error)
                    continue
                entry = store.entry(added.report_id)
                state = ("已保存", "added") if added.new else ("已有", "already there")
                lines.append(f"{entry.id}  {state[language == 'en']}  {entry.date or '—'}  {plain(entry.title)}")
    finally:  # what was kept is said even where the database then failed
        for line in lines:
            click.echo(line)
    for earlier in failed[:-1]:
        say((earlier.zh, earlier.en), language)
    if failed:
        raise failed[-1]


@duizhao.command("list")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@_database_option
@_common_options
@click.pass_obj
def list_(language: Language, format_: str, db: Path | None) -> None:
    """List the reports that are kept."""
    entries: tuple[Entry, ...] = ()
    if _database(db).exists():
        with _open(db) as store:
            entries = store.reports()
    if format_ == "json":
        click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1))
        return
    if not entries:
        say(("还没有报告；用 duizhao add 添加。", "No reports yet; add some with `duizhao add`."), language)
    for entry in entries:
        series = f"  [{plain(entry.series)}]" if entry.series else ""
        click.echo(f"{click.style(entry.id, bold=True)}  {entry.date or '—'}  {plain(entry.title)}{series}")


@duizhao.command()
@click.argument("report")
@_outline_repairs_option("--repairs")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@_output_option
@_database_option
@_common_options
@click.pass_obj
def show(language: Language, report: str, repairs: str | None, format_: str, output: str, db: Path | None) -> None:
    """Show one report as read: a file, - or a stored id."""
    found = _report(report, db, repairs)
    if format_ == "json":
        from .contract import dumps, report_to_json

        text = dumps(report_to_json(found))
    else:
        from .outline_text import outline_text

        text = outline_text(found, language)
    terminal.write_output(output, text.encode(), [report])


@duizhao.command()
@click.argument("report")
@_outline_repairs_option("--repairs")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@_output_option
@_database_option
@_common_options
@click.pass_obj
def outline(language: Language, report: str, repairs: str | None, format_: str, output: str, db: Path | None) -> None:
    """List the lines of a report and what each was read as."""
    from . import outline_listing as listing

    found = _report(report, db, repairs)
    if format_ == "json":
        text = json.dumps(listing.lines_json(found), ensure_ascii=False, indent=1) + "\n"
    else:
        text = listing.lines_text(found, language)
    terminal.write_output(output, text.encode(), [report])


@duizhao.command()
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
@_outline_repairs_option("--repairs")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@_database_option
@_common_options
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
    with cli_outline.desk(report, repairs, _kept(report, db)) as desk:
        more = outline_repairs.repairs_of(desk.report, lines, kind) if kind else ()
        if source is not None:
            more = cli_outline.taken(source, _kept(source, db))
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


@duizhao.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "html", "md", "csv"]),
    help="Format; else that of the output's suffix, else text.",
)
@click.option(
    "--fold", metavar="KINDS", default="", help="Pass over these differences too: variants,punctuation, or all."
)
@click.option(
    "--no-fold", metavar="KINDS", default="", help="Do not pass over these: spaces,width,quotes,dashes,script, or all."
)
@_outline_repairs_option("--old-repairs")
@_outline_repairs_option("--new-repairs")
@_output_option
@_repairs_option
@_database_option
@_common_options
@click.pass_obj
def compare(
    language: Language,
    old: str,
    new: str,
    format_: str | None,
    fold: str,
    no_fold: str,
    old_repairs: str | None,
    new_repairs: str | None,
    output: str,
    repairs: str | None,
    db: Path | None,
) -> None:
    """Compare two reports: files, - or stored ids."""
    from .chronology import order_warning
    from .comparison import compare as find_changes
    from .folding import switched

    _one_stdin((old, new))
    settings = replace(DEFAULT, folding=switched(DEFAULT.folding, _kinds("--fold", fold), _kinds("--no-fold", no_fold)))
    reports = _report(old, db, old_repairs), _report(new, db, new_repairs)
    if warning := order_warning(reports[0].date, reports[1].date):
        say(warning, language)
    format_ = format_ or _SUFFIXES.get(Path(output).suffix.lower(), "text")
    found = find_changes(*reports, settings, _link_repairs(_Where(old, new, repairs, db)))
    inputs = [old, new, *([repairs] if repairs else [])]
    terminal.write_output(output, _export(found, format_, language, output), inputs)


@duizhao.command()
@_pair_arguments
@click.argument("old_unit")
@click.argument("new_unit")
@_mending_options
def link(language: Language, where: _Where, old_unit: str, new_unit: str) -> None:
    """Say that two paragraphs belong together: ids, or lines of the sources."""
    _mend(language, "link", where, [old_unit], [new_unit])


@duizhao.command()
@_pair_arguments
@click.argument("old_unit")
@click.argument("new_unit")
@_mending_options
def unlink(language: Language, where: _Where, old_unit: str, new_unit: str) -> None:
    """Say that two paragraphs do not belong together."""
    _mend(language, "unlink", where, [old_unit], [new_unit])


@duizhao.command()
@_pair_arguments
@click.argument("old_unit")
@click.argument("new_units", nargs=-1, required=True, metavar="NEW_UNIT...")
@_mending_options
def split(language: Language, where: _Where, old_unit: str, new_units: tuple[str, ...]) -> None:
    """Say that an old paragraph became exactly these new ones."""
    _mend(language, "split", where, [old_unit], new_units)


@duizhao.command()
@_pair_arguments
@click.argument("old_units", nargs=-1, required=True, metavar="OLD_UNIT...")
@click.argument("new_unit")
@_mending_options
def merge(language: Language, where: _Where, old_units: tuple[str, ...], new_unit: str) -> None:
    """Say that a new paragraph is made of exactly these old ones."""
    _mend(language, "merge", where, old_units, [new_unit])


@duizhao.command()
@_pair_arguments
@click.option("--undo", metavar="ID", help="Take back the repair with this id.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@_mending_options
def links(language: Language, where: _Where, undo: str | None, format_: str) -> None:
    """List what was mended between two reports, or take it back."""
    from .comparison import compare as find_changes
    from .contract import dumps, link_repairs_to_json
    from .links_text import links_text

    _one_stdin((where.old, where.new))
    if undo:
        _unmend(where, undo)
        return
    found = find_changes(_report(where.old, where.db), _report(where.new, where.db), repairs=_link_repairs(where))
    if format_ == "json":
        click.echo(dumps(link_repairs_to_json(found.repairs)), nl=False)
        return
    if not found.repairs:
        say(("这两份报告之间没有人工修正。", "Nothing was mended between these two reports."), language)
    click.echo(links_text(found, language), nl=False)


@duizhao.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@_database_option
@_common_options
@click.pass_obj
def serve(language: Language, host: str, port: int, db: Path | None) -> None:
    """Serve the pages on this machine."""
    from .serving import serve as run

    run(_database(db), host, port, language)


@duizhao.command()
@click.option(
    "--out", default="out", show_default=True, type=click.Path(path_type=Path), help="Folder for the exports."
)
@_database_option
@_common_options
@click.pass_obj
def demo(language: Language, out: Path, db: Path | None) -> None:
    """Keep the bundled reports, compare two, write the exports."""
    from . import demo as demonstration

    with _open(db) as store:
        for source in terminal.steps(demonstration.sources(), ("读取", "Reading"), language):
            demonstration.ingest(store, source)
        comparison = demonstration.compare(store)
    click.echo(comparison.summary[language])
    terminal.make_folder(out)
    for name, data in demonstration.exports(comparison, language):
        terminal.write_output(str(out / name), data)
        say((f"已写出 {out / name}", f"wrote {out / name}"), language)


def _report(name: str, db: Path | None, repairs: str | None = None) -> Report:
    """Return the report that an argument names: standard input, a file that is there, or a stored id.

    `repairs` is a file of outline repairs, for a report that is not stored.
    """
    from . import cli_outline, outline_listing

    if store := _kept(name, db):
        with store:
            cli_outline.check_stored(repairs)
            found = store.report(store.find(name)).report
    else:
        from .comparison import read_report

        said = cli_outline.in_file(repairs) if repairs else ()
        found = read_report(*terminal.read_input(name, DEFAULT.reading.max_bytes), repairs=said)
    if lost := outline_listing.unattached(found):
        say(lost, click.get_current_context().obj)
    return found


def _kept(name: str, db: Path | None) -> Store | None:
    """Return the store where an argument names a stored report, or None for standard input and files."""
    if name == STDIO or Path(name).exists() or not _STORED_ID.fullmatch(name):
        return None
    if not _database(db).exists():
        raise NotFound(
            f"没有文件 {name}，也没有保存过这个编号的报告。",
            f"There is no file {name}, and no stored report has that id.",
        )
    return _open(db)


def _link_repairs(where: _Where) -> Sequence[LinkRepair]:
    """Return the repairs of links between two reports: those of a file, else those kept with two stored reports."""
    if where.repairs is not None:
        from . import repairs_file

        return repairs_file.load(where.repairs)
    if not where.stored:
        return ()
    with _open(where.db) as store:
        return [kept.repair for kept in store.link_repairs(store.find(where.old), store.find(where.new))]


def _mend(language: Language, op: LinkOp, where: _Where, old_units: Sequence[str], new_units: Sequence[str]) -> None:
    from . import repairs_file
    from .link_repairs import repair
    from .links_text import repair_line

    _one_stdin((where.old, where.new))
    _check_place(where)
    said = repair(_report(where.old, where.db), _report(where.new, where.db), op, old_units, new_units)
    if where.repairs is not None:
        repairs_file.add(where.repairs, said)
    else:
        with _open(where.db) as store:
            store.mend(store.find(where.old), store.find(where.new), said)
    click.echo(repair_line(said, language))


def _unmend(where: _Where, repair_id: str) -> None:
    from . import repairs_file

    _check_place(where)
    if where.repairs is not None:
        repairs_file.remove(where.repairs, repair_id)
    else:
        with _open(where.db) as store:
            store.unmend(store.find(where.old), store.find(where.new), repair_id)


def _check_place(where: _Where) -> None:
    if where.repairs is None and not where.stored:
        raise WrongUsage(
            "两份报告都已保存时才能存下修正；对照文件时请用 --repairs 指定修正文件",
            "Repairs are kept for two stored reports; for files, name a file with --repairs.",
        )


def _is_stored(name: str) -> bool:
    return name != STDIO and not Path(name).exists() and _STORED_ID.fullmatch(name) is not None


def _kinds(option: str, said: str) -> list[str]:
    """Return the kinds of folding that an option names, separated by commas."""
    from .folding import kinds

    named = [kind.strip() for kind in said.split(",") if kind.strip()]
    if unknown := [kind for kind in named if kind not in (*kinds(), "all")]:
        known = ", ".join((*kinds(), "all"))
        raise WrongUsage(
            f"{option} 不认识 {unknown[0]}，应为 {known.replace(', ', '、')}",
            f"{option} does not know {unknown[0]}; it knows {known}.",
        )
    return list(kinds()) if "all" in named else named


def _export(comparison: Comparison, format_: str, language: Language, output: str) -> bytes:
    from . import export

    if format_ == "text":
        return export.text.write(comparison, language, colour=terminal.coloured(output))
    return export.export(comparison, format_, language)


def _cannot_write(error: OSError) -> tuple[str, str]:
    return (
        f"标准输出无法写入（{error.strerror}）；请检查磁盘空间，或用 -o 写到别处。",
        f"Standard output cannot be written ({error.strerror}); check the disk, or write elsewhere with -o.",
    )


def _one_stdin(names: Sequence[str]) -> None:
    if names.count(STDIO) > 1:
        raise WrongUsage("只能有一个输入是 -", "Only one input can be -.")


def _database(chosen: Path | None) -> Path:
    from .paths import database

    return chosen or database()


def _open(db: Path | None) -> Store:
    from .store import Store

    return Store(_database(db))
