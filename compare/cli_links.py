"""Mending the links of two reports: what a person says is kept, listed, taken back.

duizhao link r41c0 r9be2 b12 b15            kept with two stored reports
duizhao split 旧.txt 新.txt 12 14 15 --repairs 修正.json      kept in a file
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .cli_chinese import WrongUsage
from .cli_inputs import Where, link_repairs_of, open_store, report_named
from .cli_options import format_option, mending_options, one_stdin, pair_arguments
from .errors import Language
from .terminal import say

if TYPE_CHECKING:
    from .model import LinkOp


@click.command()
@pair_arguments
@click.argument("old_unit")
@click.argument("new_unit")
@mending_options
def link(language: Language, where: Where, old_unit: str, new_unit: str) -> None:
    """Say that two paragraphs belong together: ids, or lines of the sources."""
    _mend(language, "link", where, [old_unit], [new_unit])


@click.command()
@pair_arguments
@click.argument("old_unit")
@click.argument("new_unit")
@mending_options
def unlink(language: Language, where: Where, old_unit: str, new_unit: str) -> None:
    """Say that two paragraphs do not belong together."""
    _mend(language, "unlink", where, [old_unit], [new_unit])


@click.command()
@pair_arguments
@click.argument("old_unit")
@click.argument("new_units", nargs=-1, required=True, metavar="NEW_UNIT...")
@mending_options
def split(language: Language, where: Where, old_unit: str, new_units: tuple[str, ...]) -> None:
    """Say that an old paragraph became exactly these new ones."""
    _mend(language, "split", where, [old_unit], new_units)


@click.command()
@pair_arguments
@click.argument("old_units", nargs=-1, required=True, metavar="OLD_UNIT...")
@click.argument("new_unit")
@mending_options
def merge(language: Language, where: Where, old_units: tuple[str, ...], new_unit: str) -> None:
    """Say that a new paragraph is made of exactly these old ones."""
    _mend(language, "merge", where, old_units, [new_unit])


@click.command()
@pair_arguments
@click.option("--undo", metavar="ID", help="Take back the repair with this id.")
@format_option("text", "json")
@mending_options
def links(language: Language, where: Where, undo: str | None, format_: str) -> None:
    """List what was mended between two reports, or take it back."""
    from .comparison import compare as find_changes
    from .contract import dumps
    from .links_text import links_text
    from .said_files import LINKS

    one_stdin((where.old, where.new))
    if undo:
        _unmend(where, undo)
        return
    found = find_changes(
        report_named(where.old, where.db), report_named(where.new, where.db), repairs=link_repairs_of(where)
    )
    if format_ == "json":
        click.echo(dumps(LINKS.data(found.repairs)), nl=False)
        return
    if not found.repairs:
        say(("这两份报告之间没有人工修正。", "Nothing was mended between these two reports."), language)
    click.echo(links_text(found, language), nl=False)


def _mend(language: Language, op: LinkOp, where: Where, old_units: Sequence[str], new_units: Sequence[str]) -> None:
    from .link_repairs import repair
    from .links_text import repair_line
    from .said_files import LINKS

    one_stdin((where.old, where.new))
    check_place(where)
    said = repair(report_named(where.old, where.db), report_named(where.new, where.db), op, old_units, new_units)
    if where.repairs is not None:
        LINKS.add(where.repairs, [said])
    else:
        with open_store(where.db) as store:
            store.mend(store.find(where.old), store.find(where.new), said)
    click.echo(repair_line(said, language))


def _unmend(where: Where, repair_id: str) -> None:
    from .said_files import LINKS

    check_place(where)
    if where.repairs is not None:
        LINKS.remove(where.repairs, repair_id)
    else:
        with open_store(where.db) as store:
            store.unmend(store.find(where.old), store.find(where.new), repair_id)


def check_place(where: Where) -> None:
    if where.repairs is None and not where.stored:
        raise WrongUsage(
            "两份报告都已保存时才能存下修正；对照文件时请用 --repairs 指定修正文件",
            "Repairs are kept for two stored reports; for files, name a file with --repairs.",
        )


COMMANDS = (link, unlink, split, merge, links)
