"""What made a result: settings and program, as one digest.

    the same reports, the same digest  →  the same bytes, so a kept result may be shown again

The program's own source and its tables are part of it: a result kept before an upgrade is not shown as if the
upgraded program had found it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from .config import Settings
from .ids import digest


def made_by(settings: Settings) -> str:
    """Return the digest of everything that decides a result besides the reports."""
    return digest(json.dumps(asdict(settings), sort_keys=True), _program())


@lru_cache(maxsize=1)
def _program() -> str:
    folder = Path(__file__).parent
    content = hashlib.sha256()
    for file in sorted([*folder.rglob("*.py"), *(folder / "data").iterdir()]):
        content.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return content.hexdigest()
