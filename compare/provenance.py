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
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from .config import Settings
from .ids import digest
from .model import OutlineRepair


def made_by(settings: Settings) -> str:
    """Return the digest of everything that decides a result besides the reports."""
    return digest(json.dumps(asdict(settings), sort_keys=True), _program())


def with_repairs(made_by: str, *sides: Sequence[OutlineRepair]) -> str:
    """Return the digest for readings that were repaired, a sequence for each; `made_by` itself where none was."""
    if not any(sides):
        return made_by
    return digest(made_by, json.dumps([sorted((each.anchor, each.kind) for each in side) for side in sides]))


@lru_cache(maxsize=1)
def _program() -> str:
    folder = Path(__file__).parent
    content = hashlib.sha256()
    for file in sorted([*folder.rglob("*.py"), *(folder / "data").iterdir()]):
        content.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return content.hexdigest()
