"""What an argument names: standard input, a file that is there, or a stored report; and what is said of it.

report_named("旧.txt", None)    →  the Report of a file
report_named("r41c0", None)     →  the Report of a stored one, as its repairs say
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from . import terminal
from .config import DEFAULT
from .errors import Locked, NotFound
from .model import Choice
from .terminal import STDIO, say

if TYPE_CHECKING:
    from .model import FindingRepair, LedgerEntry, LinkRepair, Remark, Report, Review
    from .said_files import Named, SaidFile
    from .store import Store

_T = TypeVar("_T", bound="Named")
_STORED_ID = re.compile(r"r[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Where:
    """Two reports, and where repairs of their links are kept: in a file, else in the database."""

    old: str
    new: str
    repairs: str | None
    db: Path | None

    @property
    def stored(self) -> bool:
        return is_stored(self.old) and is_stored(self.new)


def report_named(
    name: str,
    db: Path | None,
    repairs: str | None = None,
    figures: str | None = None,
    choice: Choice = Choice(),
) -> Report:
    """Return the report that an argument names: standard input, a file that is there, or a stored id.

    `repairs` and `figures` are files of repairs of its outline and its figures, and `choice` how it is read, for a
    report that is not stored.
    """
    from . import apart, cli_outline, outline_listing
    from .said_files import FIGURES

    if store := store_of(name, db):
        with store:
            cli_outline.check_stored(repairs or figures)
            found = store.report(store.find(name)).report
    else:
        apart.prepare()  # it starts while the rest is imported
        from .comparison import read_report

        read = partial(
            read_report,
            *terminal.read_input(name, DEFAULT.reading.max_bytes),
            repairs=cli_outline.in_file(repairs) if repairs else (),
            figure_repairs=FIGURES.load(figures) if figures else (),
            choice=choice,
            reader=apart.read,
        )
        try:
            found = read()
        except Locked as error:
            found = read(password=password(error))
    if lost := outline_listing.unattached(found):
        say(lost, click.get_current_context().obj)
    return found


def password(error: Locked) -> str:
    """Return the password of a locked file: that of the environment, else what is typed; else raise the error."""
    known = os.environ.get("DUIZHAO_PASSWORD")
    if known is None and not sys.stdin.isatty():
        raise error
    zh = click.get_current_context().obj == "zh"
    return known or str(click.prompt("密码" if zh else "Password", hide_input=True, err=True))


def original_of(name: str, db: Path | None) -> bytes | None:
    """Return the bytes of the file or stored report that an argument names; standard input is read but once."""
    if store := store_of(name, db):
        with store:
            return store.original(store.find(name))
    return None if name == STDIO else terminal.read_input(name, DEFAULT.reading.max_bytes)[0]


def store_of(name: str, db: Path | None) -> Store | None:
    """Return the store where an argument names a stored report, or None for standard input and files."""
    if name == STDIO or Path(name).exists() or not _STORED_ID.fullmatch(name):
        return None
    if not database(db).exists():
        raise NotFound(
            f"没有文件 {name}，也没有保存过这个编号的报告。",
            f"There is no file {name}, and no stored report has that id.",
        )
    return open_store(db)


def said_of(
    where: Where, file: str | None, files: SaidFile[_T], kept: Callable[[Store, str, str], Sequence[_T]]
) -> Sequence[_T]:
    """Return what people said of two reports: what a file holds, else what is kept with two stored reports."""
    if file is not None:
        return files.load(file)
    if not where.stored:
        return ()
    with open_store(where.db) as store:
        return kept(store, store.find(where.old), store.find(where.new))


def link_repairs_of(where: Where) -> Sequence[LinkRepair]:
    """Return the repairs of links between two reports, of a file or as kept."""
    from .said_files import LINKS

    def kept(store: Store, old: str, new: str) -> list[LinkRepair]:
        return [each.repair for each in store.link_repairs(old, new)]

    return said_of(where, where.repairs, LINKS, kept)


def finding_repairs_of(where: Where, file: str | None) -> Sequence[FindingRepair]:
    """Return the repairs of figure changes, of a file that is there or as kept."""
    from .said_files import FINDINGS

    return said_of(where, file, FINDINGS, lambda store, old, new: store.findings.repairs(old, new))


def reviews_of(where: Where, file: str | None) -> Sequence[Review]:
    """Return what people think of the changes, of a file or as kept."""
    from .said_files import REVIEWS

    return said_of(where, file, REVIEWS, lambda store, old, new: store.reviews.entries(old, new))


def entries_of(where: Where, file: str | None) -> Sequence[LedgerEntry]:
    """Return the entries of the ledger, of a file or as kept."""
    from .said_files import ENTRIES

    return said_of(where, file, ENTRIES, lambda store, old, new: store.ledger.entries(old, new))


def remarks_of(where: Where, file: str | None) -> Sequence[Remark]:
    """Return the remarks on the changes, of a file or as kept."""
    from .said_files import REMARKS

    return said_of(where, file, REMARKS, lambda store, old, new: store.remarks.entries(old, new))


def is_stored(name: str) -> bool:
    return name != STDIO and not Path(name).exists() and _STORED_ID.fullmatch(name) is not None


def database(chosen: Path | None) -> Path:
    from .paths import database

    return chosen or database()


def open_store(db: Path | None) -> Store:
    from .store import Store

    return Store(database(db))
