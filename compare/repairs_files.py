"""Repairs in a JSON file: for reports that are files themselves, and to carry repairs elsewhere.

    duizhao figures 报告.txt --line 12 --words 近1.5万家 --indicator 工作室 --repairs 数据修正.json
                                          →  {"schema": "duizhao/1", "figure_repairs": [{"words": "近1.5万家", …}]}

A whole report or comparison as JSON is read as well: it lists the repairs that it follows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from . import figure_repairs, finding_repairs
from .config import DEFAULT
from .contract import (
    SCHEMA,
    dumps,
    figure_repair_from_json,
    figure_repair_to_json,
    finding_repair_from_json,
    finding_repair_to_json,
)
from .errors import NotFound, UnreadableSource
from .model import FigureRepair, FindingRepair
from .terminal import read_input, write_output


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


@dataclass(frozen=True, slots=True)
class RepairsFile(Generic[_T]):
    """How files hold repairs of one kind: the list's name, what the repairs are called, one as JSON, which hold."""

    key: str
    noun: tuple[str, str]
    from_json: Callable[[dict[str, Any]], _T]
    to_json: Callable[[_T], dict[str, Any]]
    heard: Callable[[Iterable[_T]], tuple[_T, ...]]

    def load(self, name: str) -> tuple[_T, ...]:
        """Return the repairs of a file; raises where it is not there, or holds something else."""
        data, short = read_input(name, DEFAULT.reading.max_bytes)
        try:
            return self.heard(self.from_json(each) for each in json.loads(data)[self.key])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UnreadableSource(
                f"{short} 不是{self.noun[0]}文件：应是含 {self.key} 列表的 JSON。",
                f"{short} holds no {self.noun[1]}: it should be JSON with a list “{self.key}”.",
            ) from error

    def add(self, name: str, said: Iterable[_T]) -> None:
        """Add repairs to a file, which is made where there is none; written whole or not at all."""
        self._save(name, self.heard([*(self.load(name) if Path(name).exists() else ()), *said]))

    def remove(self, name: str, repair_id: str) -> None:
        """Take one repair out of a file."""
        known = self.load(name)
        if all(each.id != repair_id for each in known):
            raise NotFound(
                f"{name} 中没有编号为 “{repair_id}” 的{self.noun[0]}。",
                f"{name} holds none of the {self.noun[1]} with the id “{repair_id}”.",
            )
        self._save(name, [each for each in known if each.id != repair_id])

    def _save(self, name: str, said: Iterable[_T]) -> None:
        write_output(name, dumps({"schema": SCHEMA, self.key: [self.to_json(each) for each in said]}).encode())


FIGURES: RepairsFile[FigureRepair] = RepairsFile(
    "figure_repairs",
    ("数据修正", "repairs of figures"),
    figure_repair_from_json,
    figure_repair_to_json,
    figure_repairs.heard,
)
FINDINGS: RepairsFile[FindingRepair] = RepairsFile(
    "finding_repairs",
    ("数据变化修正", "repairs of figure changes"),
    finding_repair_from_json,
    finding_repair_to_json,
    finding_repairs.heard,
)
