"""Stored reports taken off the list, put back, erased for good.

duizhao remove r41c0      off the list; all that is kept of it stays
duizhao removed           what was removed, and when
duizhao restore r41c0     back as it was
duizhao erase r41c0       wiped from the database file; only what was removed before
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli_inputs import database, open_store
from .cli_options import common_options, database_option
from .errors import Language, NotFound
from .terminal import plain, say

if TYPE_CHECKING:
    from .store import Store


@click.command()
@click.argument("report")
@database_option
@common_options
@click.pass_obj
def remove(language: Language, report: str, db: Path | None) -> None:
    """Take a stored report off the list; it can be put back until it is erased."""
    with open_store(db) as store:
        found = store.entry(store.find(report))
        store.removal.remove(found.id)
    title = plain(found.title)
    zh = f"已删除“{title}”；duizhao restore {found.id} 可恢复。"
    say((zh, f"Removed “{title}”; `duizhao restore {found.id}` puts it back."), language)


@click.command()
@database_option
@common_options
@click.pass_obj
def removed(language: Language, db: Path | None) -> None:
    """List the removed reports, and what would be erased with each."""
    if not database(db).exists():
        return
    with open_store(db) as store:
        for each in store.removal.removed():
            counts = (
                f"对照 {each.comparisons}，人工 {each.said}",
                f"{each.comparisons} comparisons, {each.said} by hand",
            )
            click.echo(f"{each.entry.id}  {each.removed[:10]}  {plain(each.entry.title)}  ({counts[language == 'en']})")


@click.command()
@click.argument("report")
@database_option
@common_options
def restore(report: str, db: Path | None) -> None:
    """Put a removed report back on the list."""
    with open_store(db) as store:
        store.removal.restore(_found(store, report))


@click.command()
@click.argument("report")
@database_option
@common_options
def erase(report: str, db: Path | None) -> None:
    """Erase a removed report for good: original, readings, comparisons, and what was said by hand."""
    with open_store(db) as store:
        store.removal.erase(_found(store, report))


def _found(store: Store, prefix: str) -> str:
    found = [each.entry.id for each in store.removal.removed() if prefix and each.entry.id.startswith(prefix)]
    if len(found) != 1:
        raise NotFound(
            f"“{prefix}” 不是一份已删除报告的编号；用 duizhao removed 查看。",
            f"“{prefix}” is not the id of one removed report; see `duizhao removed`.",
        )
    return found[0]


COMMANDS = (remove, removed, restore, erase)
