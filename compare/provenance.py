"""What made a result: settings and program, as one digest.

    the same reports, the same digest  →  the same bytes, so a kept result may be shown again

The program's own source and its tables are part of it: a result kept before an upgrade is not shown as if the
upgraded program had found it.  So is what a person has repaired: when a repair is undone, what was
found before it is found again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

from .config import Settings
from .ids import digest
from .model import FigureRepair, OutlineRepair


def made_by(settings: Settings) -> str:
    """Return the digest of everything that decides a result besides the reports."""
    return digest(json.dumps(asdict(settings), sort_keys=True), _program())


def with_repairs(made_by: str, *sides: tuple[Sequence[OutlineRepair], Sequence[FigureRepair]]) -> str:
    """Return the digest for readings with their two kinds of repairs; `made_by` itself where none was repaired."""
    digested = made_by
    if any(outline for outline, _ in sides):
        digested = digest(made_by, json.dumps([sorted((each.anchor, each.kind) for each in said) for said, _ in sides]))
    if any(figures for _, figures in sides):
        digested = digest(digested, json.dumps([[_said(each) for each in said] for _, said in sides]))
    return digested


def _said(repair: FigureRepair) -> dict[str, object]:
    return asdict(replace(repair, attached=True, found=None))


@lru_cache(maxsize=1)
def _program() -> str:
    folder = Path(__file__).parent
    content = hashlib.sha256()
    for file in sorted([*folder.rglob("*.py"), *(folder / "data").iterdir()]):
        content.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return content.hexdigest()
