"""Opening the SQLite file: private, checked, brought up to date, and safe for many at once.

    path ── Connection ──▶ open database      mode 0600, WAL, foreign keys on, every migration applied

One connection belongs to one thread and, in the web, to one request.  Opening is cheap once the file
is up to date: nothing is written then.  `writing` takes the write lock at once and waits for it: a
transaction that reads first and asks for the lock later fails without waiting.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from .errors import StoreError
from .migrations import MIGRATIONS, STEPS

Row = dict[str, Any]

_WAIT_SECONDS = 15
"""How long a writer waits for another; a report is stored in milliseconds."""

_WAL_TRIES = 300
"""How often the switch to WAL is tried within that time."""


class Connection:
    """An open, current database at `path`; made with mode 0600 (new folders 0700) when it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._speaking():
            _create(path)
            self._db = Database(sqlite3.connect(path, timeout=_WAIT_SECONDS))
            try:
                self._db.execute("pragma foreign_keys = on")
                self._bring_up_to_date()
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return the rows of a query."""
        with self._speaking():
            return list(self._db.query(sql, values))

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, if there is one."""
        return next(iter(self.rows(sql, values)), None)

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one writing statement, on its own or in the open transaction, and return the last row's number."""
        with self._speaking():
            return self._db.execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each of many rows, inside `writing`."""
        with self._speaking():
            self._db.conn.executemany(sql, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run the block as one transaction that holds the write lock from its start."""
        with self._speaking():
            self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        with self._speaking():
            self._db.commit()

    def rewrite(self) -> None:
        """Write the file anew without what was deleted from it, and empty the log beside it."""
        with self._speaking():
            self._db.execute("vacuum")
            self._db.execute("pragma wal_checkpoint(truncate)")

    def _bring_up_to_date(self) -> None:
        self._check()
        self._enable_wal()
        if MIGRATIONS.pending(self._db):
            with self.writing():
                MIGRATIONS.apply(self._db)  # looks again at what is pending: another process may have been first

    def _check(self) -> None:
        tables = self._db.table_names()  # first: a database that another process is building is blank, then complete
        applied = [step.name for step in MIGRATIONS.applied(self._db)]
        if tables and not applied:
            raise _foreign(self.path)
        newer = [name for name in applied if name not in STEPS]
        if newer:
            raise StoreError(
                f"数据库 {self.path} 由更新版本的程序建立（{newer[0]}），本版本不会改动它；请升级后再打开。",
                f"The database {self.path} was made by a newer version ({newer[0]}); upgrade to open it.",
            )

    def _enable_wal(self) -> None:
        """Switch to WAL, which lasts; SQLite refuses at once, without waiting, while another process does the same."""
        for _ in range(_WAL_TRIES):
            try:
                return self._db.enable_wal()
            except sqlite3.OperationalError:
                time.sleep(_WAIT_SECONDS / _WAL_TRIES)
        return self._db.enable_wal()

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Turn what SQLite and the file system refuse into one sentence."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise  # our mistake, not the user's
        except (sqlite3.OperationalError, OSError) as error:
            raise StoreError(
                f"数据库 {self.path} 无法使用（{error}）；请检查文件权限、磁盘空间，或稍后再试。",
                f"The database {self.path} cannot be used ({error}); check permissions and space, or try again.",
            ) from error
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise _foreign(self.path) from error
            raise damaged(self.path, error) from error


def damaged(path: Path, error: Exception) -> StoreError:
    """Return the sentence for a database of which a part is spoilt."""
    return StoreError(
        f"数据库 {path} 已损坏（{error}）；请换用备份，或用 --db 指定另一个文件。",
        f"The database {path} is damaged ({error}); take a backup, or name another file with --db.",
    )


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return  # its owner decided who may read it


def _foreign(path: Path) -> StoreError:
    return StoreError(
        f"{path} 不是本程序的数据库，未作改动；请用 --db 指定另一个文件。",
        f"{path} is not a database of this program and was left alone; name another file with --db.",
    )
