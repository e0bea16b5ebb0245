"""What made a result: settings and program, as one digest.

    the same reports, the same digest      →  the same bytes, so a kept result may be shown again
    the same source, the same `read_by`    →  the same lines, so a file is read once, whatever is repaired later

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

from .config import ReadingSettings, Settings
from .ids import digest
from .model import Choice, FigureRepair, OutlineRepair


def made_by(settings: Settings) -> str:
    """Return the digest of everything that decides a result besides the reports."""
    return digest(json.dumps(asdict(settings), sort_keys=True), _program())


def read_by(settings: ReadingSettings, choice: Choice) -> str:
    """Return the digest of everything that decides the lines of a source besides its bytes."""
    return digest(json.dumps([asdict(settings), asdict(choice)], sort_keys=True), _program("reading", "model.py"))


Said = tuple[Sequence[OutlineRepair], Sequence[FigureRepair], Choice]
"""What a person has said of one report: of its lines, of its figures, of how it is read."""


def with_repairs(made_by: str, *sides: Said) -> str:
    """Return the digest for readings with what was said of them; `made_by` itself where nothing was said."""
    digested = made_by
    if any(outline for outline, _, _ in sides):
        lines = [sorted((each.anchor, each.kind) for each in said) for said, _, _ in sides]
        digested = digest(made_by, json.dumps(lines))
    if any(figures for _, figures, _ in sides):
        digested = digest(digested, json.dumps([[_said(each) for each in said] for _, said, _ in sides]))
    if any(choice != Choice() for _, _, choice in sides):
        digested = digest(digested, json.dumps([asdict(choice) for _, _, choice in sides], sort_keys=True))
    return digested


def _said(repair: FigureRepair) -> dict[str, object]:
    return asdict(replace(repair, attached=True, found=None))


@lru_cache(maxsize=2)
def _program(*parts: str) -> str:
    """Return the digest of the program, or of parts of it: its source and its tables."""
    folder = Path(__file__).parent
    content = hashlib.sha256()
    files = [*folder.rglob("*.py"), *folder.rglob("*.txt"), *(folder / "data").glob("*.json")]
    for file in sorted(file for file in files if not parts or file.relative_to(folder).parts[0] in parts):
        content.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return content.hexdigest()
