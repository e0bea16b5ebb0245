"""Where `duizhao repair` keeps what it is told: with a stored report, or in a file beside one that is not.

duizhao repair r41c0…  --line 12 --as heading2                          the database
duizhao repair FILE    --line 12 --as heading2 --repairs FILE.json      FILE.json, made where it is not there
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from . import terminal
from .cli_chinese import WrongUsage
from .config import DEFAULT
from .model import OutlineRepair, Report
from .outline_repairs import dumps, loads, merged

if TYPE_CHECKING:
    from .store import Store


class Desk(Protocol):
    """A report at which a person repairs the outline."""

    @property
    def report(self) -> Report:
        """The report as it is read with what was said so far."""

    def change(self, more: Sequence[OutlineRepair], undone: Sequence[str]) -> None:
        """Keep what is said, and take back what was said of lines with these anchors."""


@contextmanager
def desk(name: str, repairs: str | None, store: Store | None) -> Iterator[Desk]:
    """Give the desk for a stored report, or for a file and the file that holds its repairs."""
    if store is not None:
        with store:
            check_stored(repairs)
            yield _StoredDesk(store, name)
    elif repairs is None:
        raise WrongUsage(
            f"{name} 没有保存在数据库里；请用 --repairs 指定记录修正的文件，或先用 duizhao add 保存报告",
            f"{name} is not stored: name a file for its repairs with --repairs, or `duizhao add` it first.",
        )
    elif name == repairs == terminal.STDIO:
        raise WrongUsage("只能有一个输入是 -", "Only one input can be -.")
    else:
        yield _FileDesk(name, repairs)


def taken(name: str, store: Store | None) -> tuple[OutlineRepair, ...]:
    """Return what was said of a stored report, or what a file of repairs holds."""
    if store is None:
        return in_file(name)
    with store:
        return tuple(kept.repair for kept in store.outline_repairs(store.find(name)))


def in_file(name: str) -> tuple[OutlineRepair, ...]:
    """Return the repairs in a file."""
    return loads(*terminal.read_input(name, DEFAULT.reading.max_bytes))


def check_stored(repairs: str | None) -> None:
    """Raise where a file of repairs is given for a report that has its own in the database."""
    if repairs is not None:
        raise WrongUsage(
            "已保存的报告自有修正，不用修正文件；要沿用文件中的修正，请用 duizhao repair --from",
            "A stored report has its own repairs; to take over those of a file use `duizhao repair --from`.",
        )


class _StoredDesk:
    def __init__(self, store: Store, name: str) -> None:
        self._store, self._id = store, store.find(name)

    @property
    def report(self) -> Report:
        return self._store.report(self._id).report

    def change(self, more: Sequence[OutlineRepair], undone: Sequence[str]) -> None:
        self._store.repair_outline(self._id, more, undo=undone)


class _FileDesk:
    def __init__(self, name: str, repairs: str) -> None:
        self._name, self._file = name, repairs
        self._data, self._base = terminal.read_input(name, DEFAULT.reading.max_bytes)
        fresh = repairs != terminal.STDIO and not Path(repairs).exists()
        self._repairs = () if fresh else in_file(repairs)

    @property
    def report(self) -> Report:
        from .comparison import read_report  # a stored report needs no reader

        return read_report(self._data, self._base, repairs=self._repairs)

    def change(self, more: Sequence[OutlineRepair], undone: Sequence[str]) -> None:
        self._repairs = merged(self._repairs, more, undone)
        terminal.write_output(self._file, dumps(self.report.repairs).encode(), [self._name])
