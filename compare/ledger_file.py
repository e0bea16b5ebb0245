"""The ledger in a JSON file: for reports that are files themselves, and to carry entries to another version.

    duizhao ledger 旧.txt 新.txt --task 权责清单 --say waived --text 已并入 --ledger 台账.json
        →  {"schema": "duizhao/1", "ledger": [{"say": "waived", "task": {"unit": "k…", "quote": "制定…"}, …}]}

A whole comparison as JSON is read as well: it lists the entries that it holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .config import DEFAULT, LEDGER
from .contract import SCHEMA, dumps
from .errors import NotFound, UnreadableSource
from .ledger import SAYS, checked, heard, named
from .model import Anchor, LedgerEntry
from .terminal import read_input, write_output

_ID = re.compile(r"[a-z]+[0-9a-f]{10}")


def to_json(entries: Iterable[LedgerEntry]) -> dict[str, Any]:
    """Return entries as JSON-ready data, under the name that they have in a comparison."""
    return {"schema": SCHEMA, "ledger": [asdict(each) for each in entries]}


def from_json(data: object, name: str) -> tuple[LedgerEntry, ...]:
    """Return the entries of such data, or of a whole comparison; `name` is the file's, for the error."""
    listed = data.get("ledger") if isinstance(data, dict) and data.get("schema") == SCHEMA else None
    if not isinstance(listed, list) or len(listed) > LEDGER.most_entries:
        raise UnreadableSource(
            f"{name} 不是台账文件：应是格式为 {SCHEMA}、含 ledger 列表的 JSON，至多 {LEDGER.most_entries} 条。",
            f"{name} holds no ledger: it should be JSON of the format {SCHEMA} with a list “ledger” "
            f"of at most {LEDGER.most_entries} entries.",
        )
    for number, each in enumerate(listed, 1):
        if not _is_entry(each):
            raise UnreadableSource(
                f"{name} 中第 {number} 条登记写得不对；应有 say、task 和 text。",
                f"Entry {number} in {name} is not well formed; it should have say, task and text.",
            )
    return heard(checked(entry_from_json(each)) for each in listed)


def entry_from_json(data: dict[str, Any]) -> LedgerEntry:
    """Return one entry as written; its id is what its content makes it."""
    place, task = data.get("place"), data["task"]
    return named(
        LedgerEntry(
            "",
            data["say"],
            Anchor(task["unit"], task["quote"]),
            data.get("text", ""),
            Anchor(place["unit"], place.get("quote", "")) if place else None,
            data.get("person"),
        )
    )


def load(name: str) -> tuple[LedgerEntry, ...]:
    """Return the entries of a file; raises where it is not there, or holds something else."""
    data, short = read_input(name, DEFAULT.reading.max_bytes)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(
            f"{short} 不是 JSON，无法读取台账。", f"{short} is no JSON; no ledger can be read from it."
        ) from error
    return from_json(found, short)


def add(name: str, said: Iterable[LedgerEntry]) -> None:
    """Add entries to a file, which is made where there is none."""
    _save(name, heard([*(load(name) if Path(name).exists() else ()), *said]))


def remove(name: str, entry_id: str) -> None:
    """Take one entry out of a file."""
    known = load(name)
    if all(each.id != entry_id for each in known):
        raise NotFound(f"{name} 中没有编号为 “{entry_id}” 的登记。", f"{name} holds no entry with the id “{entry_id}”.")
    _save(name, [each for each in known if each.id != entry_id])


def _save(name: str, entries: Iterable[LedgerEntry]) -> None:
    """Write entries to a file, whole or not at all."""
    write_output(name, dumps(to_json(entries)).encode())


def _is_entry(value: object) -> bool:
    if not isinstance(value, dict) or value.get("say") not in SAYS or not _is_anchor(value.get("task")):
        return False
    place, person = value.get("place"), value.get("person")
    return (
        value["task"].get("quote", "") != ""
        and isinstance(value.get("text", ""), str)
        and (place is None or _is_anchor(place))
        and (person is None or isinstance(person, str))
    )


def _is_anchor(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    unit, quote = value.get("unit"), value.get("quote", "")
    return isinstance(unit, str) and _ID.fullmatch(unit) is not None and isinstance(quote, str)
