"""Repairs of links in a JSON file: for reports that are files themselves, and to carry repairs elsewhere.

    duizhao link 旧.txt 新.txt 12 15 --repairs 修正.json   →  {"schema": "duizhao/1", "repairs": [{"op": "link", …}]}

A whole comparison as JSON is read as well: it lists the repairs that it follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from .config import DEFAULT
from .contract import dumps, link_repairs_from_json, link_repairs_to_json
from .errors import NotFound, UnreadableSource
from .link_repairs import heard
from .model import LinkRepair
from .terminal import read_input, write_output


def load(name: str) -> tuple[LinkRepair, ...]:
    """Return the repairs of a file; raises where it is not there, or holds something else."""
    data, short = read_input(name, DEFAULT.reading.max_bytes)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(
            f"{short} 不是 JSON，无法读取修正。", f"{short} is no JSON; no repairs can be read from it."
        ) from error
    return link_repairs_from_json(found, short)


def save(name: str, repairs: Iterable[LinkRepair]) -> None:
    """Write repairs to a file, whole or not at all."""
    write_output(name, dumps(link_repairs_to_json(repairs)).encode())


def add(name: str, said: LinkRepair) -> None:
    """Add one repair to a file, which is made where there is none."""
    save(name, heard([*(load(name) if Path(name).exists() else ()), said]))


def remove(name: str, repair_id: str) -> None:
    """Take one repair out of a file."""
    known = load(name)
    if all(each.id != repair_id for each in known):
        raise NotFound(
            f"{name} 中没有编号为 “{repair_id}” 的修正。", f"{name} holds no repair with the id “{repair_id}”."
        )
    save(name, [each for each in known if each.id != repair_id])
