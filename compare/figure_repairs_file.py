"""Repairs of figures in a JSON file: for reports that are files themselves, and to carry repairs elsewhere.

    duizhao figures 报告.txt --line 12 --words 近1.5万家 --indicator 工作室 --repairs 数据修正.json
                                          →  {"schema": "duizhao/1", "figure_repairs": [{"words": "近1.5万家", …}]}

A whole report as JSON is read as well: it lists the repairs that it follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from .config import DEFAULT
from .contract import SCHEMA, dumps, figure_repair_from_json, figure_repair_to_json
from .errors import NotFound, UnreadableSource
from .figure_repairs import heard
from .model import FigureRepair
from .terminal import read_input, write_output


def load(name: str) -> tuple[FigureRepair, ...]:
    """Return the repairs of a file; raises where it is not there, or holds something else."""
    data, short = read_input(name, DEFAULT.reading.max_bytes)
    try:
        listed = json.loads(data)["figure_repairs"]
        return heard(figure_repair_from_json(each) for each in listed)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSource(
            f"{short} 不是数据修正文件：应是含 figure_repairs 列表的 JSON。",
            f"{short} holds no repairs of figures: it should be JSON with a list “figure_repairs”.",
        ) from error


def add(name: str, said: Iterable[FigureRepair]) -> None:
    """Add repairs to a file, which is made where there is none; written whole or not at all."""
    _save(name, heard([*(load(name) if Path(name).exists() else ()), *said]))


def remove(name: str, repair_id: str) -> None:
    """Take one repair out of a file."""
    known = load(name)
    if all(each.id != repair_id for each in known):
        raise NotFound(
            f"{name} 中没有编号为 “{repair_id}” 的数据修正。",
            f"{name} holds no repair of a figure with the id “{repair_id}”.",
        )
    _save(name, [each for each in known if each.id != repair_id])


def _save(name: str, said: Iterable[FigureRepair]) -> None:
    data = {"schema": SCHEMA, "figure_repairs": [figure_repair_to_json(each) for each in said]}
    write_output(name, dumps(data).encode())
