"""The command line: a thin shell over reading, comparing, keeping and showing.

    duizhao compare OLD NEW       two files, or ids of stored reports → what changed
    duizhao series FILE...        n editions → their course (cli_series.py)
    duizhao serve, demo           the pages; the demonstration
    duizhao add, list, show, outline, repair       reports (cli_reports.py)
    duizhao figures               the figures of a report, put right by hand (cli_figures.py)
    duizhao link, unlink, split, merge, links      mending links (cli_links.py)
    duizhao ledger                the commitments and what a person says of them (cli_ledger.py)
    duizhao remarks               what stands beside the changes in the table of old and new (cli_remarks.py)
    duizhao dictionary            which phrases a series follows or never tells (cli_dictionary.py)

What goes out is on standard output, all else on standard error, an error as one line in the
reader's language.  Every command imports what it needs when it runs: comparing two files opens no
database and starts no web server.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import (
    cli_dictionary,
    cli_export,
    cli_figures,
    cli_findings,
    cli_ledger,
    cli_links,
    cli_remarks,
    cli_removal,
    cli_reports,
    cli_search,
    cli_series,
    terminal,
)
from .cli_chinese import WrongUsage, in_language, usage_sentence
from .cli_inputs import (
    Where,
    database,
    entries_of,
    finding_repairs_of,
    link_repairs_of,
    open_store,
    original_of,
    remarks_of,
    report_named,
    reviews_of,
)
from .cli_options import (
    common_options,
    database_option,
    figure_repairs_option,
    finding_repairs_option,
    one_stdin,
    outline_repairs_option,
    output_option,
    reading_options,
    repairs_option,
    selection_options,
)
from .config import DEFAULT
from .errors import DuizhaoError, Language
from .terminal import say
from .version import VERSION

if TYPE_CHECKING:
    from .model import Choice, Comparison

HOST, PORT = "127.0.0.1", 8019
_SUFFIXES = {
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".csv": "csv",
    ".docx": "redline",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
}


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
    except UnicodeEncodeError:  # of an argument: what is read from files is checked where it is read
        say(
            ("命令中有不是 UTF-8 的字符，请改正后再试。", "An argument holds bytes that are not UTF-8; correct it."),
            language,
        )
        return click.UsageError.exit_code
    except click.Abort:
        return 130
    except OSError as error:  # of standard output: files and databases have sentences of their own
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what the interpreter flushes at its end
        if not isinstance(error, BrokenPipeError):  # a reader that goes away is no error
            say(_cannot_write(error), language)
        return 1
    return result if isinstance(result, int) else 0


@click.group()
@common_options
@click.version_option(VERSION, prog_name="duizhao", help="Show the version and exit.")
def duizhao() -> None:
    """Compare editions of a periodic Chinese report."""


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "html", "md", "csv", "redline", "table", "xlsx", "pdf"]),
    help="Format; else that of the output's suffix, else text.",
)
@click.option(
    "--fold", metavar="KINDS", default="", help="Pass over these differences too: variants,punctuation, or all."
)
@click.option(
    "--no-fold", metavar="KINDS", default="", help="Do not pass over these: spaces,width,quotes,dashes,script, or all."
)
@click.option("--full", is_flag=True, help="As text: the summary that names every change, not the one page.")
@outline_repairs_option("--old-repairs")
@outline_repairs_option("--new-repairs")
@figure_repairs_option("--old-figures")
@figure_repairs_option("--new-figures")
@reading_options
@output_option
@repairs_option
@finding_repairs_option
@click.option("--ledger", "ledger_", metavar="FILE", help="Entries on commitments in this JSON file.")
@click.option("--reviews", "reviews_", metavar="FILE", help="Reviews of changes in this JSON file.")
@click.option("--remarks", "remarks_", metavar="FILE", help="Remarks on changes in this JSON file.")
@selection_options
@click.option("--dictionary", metavar="FILE", help="Phrases to follow or never to tell, and scales, in this file.")
@database_option
@common_options
@click.pass_obj
def compare(
    language: Language,
    old: str,
    new: str,
    format_: str | None,
    fold: str,
    no_fold: str,
    full: bool,
    old_repairs: str | None,
    new_repairs: str | None,
    old_figures: str | None,
    new_figures: str | None,
    output: str,
    repairs: str | None,
    findings_: str | None,
    ledger_: str | None,
    reviews_: str | None,
    remarks_: str | None,
    only: str,
    state: str,
    no_reviews: bool,
    no_ledger: bool,
    dictionary: str | None,
    db: Path | None,
    choice: Choice,
) -> None:
    """Compare two reports: files, - or stored ids."""
    from .chronology import order_warning
    from .comparison import compare as find_changes
    from .dictionary import settings_with
    from .folding import switched
    from .ledger import with_ledger
    from .remarks import with_remarks
    from .reviews import with_reviews

    selection = cli_export.selection(only, state, reviews=not no_reviews, ledger=not no_ledger)
    one_stdin((old, new))
    format_ = format_ or _SUFFIXES.get(Path(output).suffix.lower(), "text")
    if full and format_ != "text":
        raise WrongUsage(
            "--full 只用于文本格式；其他格式本来就列出全部改动", "--full goes with text; other formats list all."
        )
    settings = replace(DEFAULT, folding=switched(DEFAULT.folding, _kinds("--fold", fold), _kinds("--no-fold", no_fold)))
    reports = (
        report_named(old, db, old_repairs, old_figures, choice),
        report_named(new, db, new_repairs, new_figures, choice),
    )
    if warning := order_warning(reports[0].date, reports[1].date):
        say(warning, language)
    where = Where(old, new, repairs, db)
    settings = settings_with(settings, cli_dictionary.dictionary_of(where, dictionary))
    found = find_changes(*reports, settings, link_repairs_of(where), finding_repairs_of(where, findings_))
    found = with_ledger(found, entries_of(where, ledger_))
    found = with_remarks(with_reviews(found, reviews_of(where, reviews_)), remarks_of(where, remarks_))
    found = cli_export.chosen(found, selection, format_)
    inputs = [name for name in (old, new, repairs, findings_, ledger_, reviews_, remarks_, dictionary) if name]
    original = original_of(new, db) if format_ == "redline" and found.new.source.format == "docx" else None
    terminal.write_output(output, _export(found, format_, language, output, original, full=full), inputs)


@click.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@database_option
@common_options
@click.pass_obj
def serve(language: Language, host: str, port: int, db: Path | None) -> None:
    """Serve the pages on this machine."""
    from .serving import serve as run

    run(database(db), host, port, language)


@click.command()
@click.option(
    "--out", default="out", show_default=True, type=click.Path(path_type=Path), help="Folder for the exports."
)
@database_option
@common_options
@click.pass_obj
def demo(language: Language, out: Path, db: Path | None) -> None:
    """Keep the bundled reports, compare two, write the exports."""
    from . import demo as demonstration

    with open_store(db) as store:
        for source in terminal.steps(demonstration.sources(), ("读取", "Reading"), language):
            demonstration.ingest(store, source)
        comparison = demonstration.compare(store)
    click.echo(comparison.summary[language])
    terminal.make_folder(out)
    for name, data in demonstration.exports(comparison, language):
        terminal.write_output(str(out / name), data)
        say((f"已写出 {out / name}", f"wrote {out / name}"), language)


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


def _export(
    comparison: Comparison, format_: str, language: Language, output: str, original: bytes | None, *, full: bool
) -> bytes:
    from .export import export, text

    if full:
        return text.write_summary(comparison, language)
    if format_ == "text":
        return text.write(comparison, language, colour=terminal.coloured(output))
    return export(comparison, format_, language, original=original)


def _cannot_write(error: OSError) -> tuple[str, str]:
    return (
        f"标准输出无法写入（{error.strerror}）；请检查磁盘空间，或用 -o 写到别处。",
        f"Standard output cannot be written ({error.strerror}); check the disk, or write elsewhere with -o.",
    )


for _command in (
    *cli_reports.COMMANDS,
    *cli_removal.COMMANDS,
    *cli_figures.COMMANDS,
    compare,
    *cli_series.COMMANDS,
    *cli_search.COMMANDS,
    *cli_links.COMMANDS,
    *cli_findings.COMMANDS,
    *cli_ledger.COMMANDS,
    *cli_remarks.COMMANDS,
    *cli_dictionary.COMMANDS,
    serve,
    demo,
):
    duizhao.add_command(_command)
