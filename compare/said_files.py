"""What people say, in JSON files: for reports that are files themselves, and to carry it elsewhere.

    duizhao figures 报告.txt --line 12 --words 近1.5万家 --indicator 工作室 --repairs 数据修正.json
                                          →  {"schema": "duizhao/1", "figure_repairs": [{"words": "近1.5万家", …}]}

One shape for repairs of links, figures and figure changes and for entries of the ledger.  A whole report or
comparison as JSON is read as well: it lists what it follows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from . import figure_repairs, finding_repairs, ledger, link_repairs, remarks, reviews
from .config import DEFAULT, LEDGER
from .contract import (
    SCHEMA,
    dumps,
    entry_from_json,
    entry_to_json,
    figure_repair_from_json,
    figure_repair_to_json,
    finding_repair_from_json,
    finding_repair_to_json,
    link_repair_from_json,
    link_repair_to_json,
    remark_from_json,
    remark_to_json,
    review_from_json,
    review_to_json,
)
from .errors import DuizhaoError, NotFound, UnreadableSource
from .model import FigureRepair, FindingRepair, LedgerEntry, LinkRepair, Remark, Review
from .terminal import STDIO, read_input, write_output


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=Named)


@dataclass(frozen=True, slots=True)
class SaidFile(Generic[_T]):
    """How files hold what people say of one kind: the list's name, what it is called, one as JSON, which hold."""

    key: str
    noun: tuple[str, str]
    from_json: Callable[[dict[str, Any]], _T]
    to_json: Callable[[_T], dict[str, Any]]
    heard: Callable[[Iterable[_T]], tuple[_T, ...]]

    def load(self, name: str) -> tuple[_T, ...]:
        """Return what a file says; raises where it is not there, or holds something else."""
        data, short = read_input(name, DEFAULT.reading.max_bytes)
        try:
            found = json.loads(data)
            json.dumps(found, ensure_ascii=False).encode()  # half a surrogate can be written nowhere
        except (ValueError, RecursionError) as error:
            raise UnreadableSource(
                f"{short} 不是 JSON，无法读取{self.noun[0]}。",
                f"{short} is no JSON; no {self.noun[1]} can be read from it.",
            ) from error
        return self.listed(found, short)

    def listed(self, data: object, name: str) -> tuple[_T, ...]:
        """Return what such data, or a whole report or comparison, says; `name` is the file's, for the error."""
        found = data.get(self.key) if isinstance(data, dict) and data.get("schema", SCHEMA) == SCHEMA else None
        if not isinstance(found, list) or len(found) > LEDGER.most_entries:
            raise UnreadableSource(
                f"{name} 不是{self.noun[0]}文件：应是格式为 {SCHEMA}、含 {self.key} 列表的 JSON，"
                f"至多 {LEDGER.most_entries} 条。",
                f"{name} holds no {self.noun[1]}: it should be JSON of the format {SCHEMA} with a list “{self.key}” "
                f"of at most {LEDGER.most_entries}.",
            )
        return self.heard(self._one(each, number, name) for number, each in enumerate(found, 1))

    def data(self, said: Iterable[_T]) -> dict[str, Any]:
        """Return what is said as JSON-ready data, under the name that it has in a report or comparison."""
        return {"schema": SCHEMA, self.key: [self.to_json(each) for each in said]}

    def add(self, name: str, said: Iterable[_T]) -> None:
        """Add to a file, which is made where there is none; written whole or not at all."""
        if name == STDIO:
            raise DuizhaoError(
                f"{self.noun[0]}要存进文件，请给出文件名，不能用 “-”。",
                f"The {self.noun[1]} are kept in a file: give its name, not “-”.",
            )
        self._save(name, self.heard([*(self.load(name) if Path(name).exists() else ()), *said]))

    def remove(self, name: str, said_id: str) -> None:
        """Take one statement out of a file."""
        known = self.load(name)
        if all(each.id != said_id for each in known):
            raise NotFound(
                f"{name} 中没有编号为 “{said_id}” 的{self.noun[0]}。",
                f"{name} holds none of the {self.noun[1]} with the id “{said_id}”.",
            )
        self._save(name, [each for each in known if each.id != said_id])

    def _one(self, data: Any, number: int, name: str) -> _T:
        try:
            return self.from_json(data)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UnreadableSource(
                f"{name} 中第 {number} 条{self.noun[0]}写得不对。",
                f"Number {number} of the {self.noun[1]} in {name} is not well formed.",
            ) from error

    def _save(self, name: str, said: Iterable[_T]) -> None:
        write_output(name, dumps(self.data(said)).encode())


LINKS: SaidFile[LinkRepair] = SaidFile(
    "repairs", ("对应修正", "repairs of links"), link_repair_from_json, link_repair_to_json, link_repairs.heard
)
ENTRIES: SaidFile[LedgerEntry] = SaidFile(
    "ledger",
    ("台账登记", "entries of a ledger"),
    lambda data: ledger.checked(entry_from_json(data)),
    entry_to_json,
    ledger.heard,
)
FIGURES: SaidFile[FigureRepair] = SaidFile(
    "figure_repairs",
    ("数据修正", "repairs of figures"),
    figure_repair_from_json,
    figure_repair_to_json,
    figure_repairs.heard,
)
FINDINGS: SaidFile[FindingRepair] = SaidFile(
    "finding_repairs",
    ("数据变化修正", "repairs of figure changes"),
    finding_repair_from_json,
    finding_repair_to_json,
    finding_repairs.heard,
)
REVIEWS: SaidFile[Review] = SaidFile(
    "reviews", ("审阅意见", "reviews"), review_from_json, review_to_json, reviews.heard
)
REMARKS: SaidFile[Remark] = SaidFile("remarks", ("说明", "remarks"), remark_from_json, remark_to_json, remarks.heard)
