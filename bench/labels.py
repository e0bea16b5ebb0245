"""The labelled pairs in ../shared, and the F1 of links against them (as ../shared/tools/score_links counts)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from compare.config import DEFAULT
from compare.model import Report
from compare.outline import outline
from compare.reading import read

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
PAIRS = {
    "D1": ("party2012", "party2017"),
    "D2": ("gwr2024", "gwr2025"),
    "D3": ("beijing2025", "beijing2026"),
    "D4": ("party2002", "party2007"),
    "D5": ("gwr2008", "gwr2013"),
    "D6": ("zhejiang2025", "zhejiang2026"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """Links by old and new line: sure ones, possible ones, new lines not scored, and cut off after four."""

    sure: set[tuple[int, int]]
    possible: set[tuple[int, int]]
    free: set[int]
    full: set[int]


def path(name: str) -> Path:
    """Return the file of a clean report."""
    return SHARED / "reports" / "clean" / f"{name}.txt"


def report(name: str) -> Report:
    """Return the outline of a clean report."""
    file = path(name)
    return outline(read(file.read_bytes(), file.name, DEFAULT.reading), DEFAULT.outline)


def gold(name: str) -> Gold:
    """Return the labels of a pair, of both labellers where there are two."""
    files = [
        [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        for file in sorted((SHARED / "gold").glob(f"{name}_ann?_align.jsonl"))
    ]
    free = {row["b"] for rows in files for row in rows if row.get("free")}
    full = {row["b"] for rows in files for row in rows if len(row["a"]) >= 4}
    sets = [{(a, row["b"]) for row in rows for a in row["a"] if row["b"] not in free} for rows in files]
    if len(sets) > 1:
        return Gold(set.intersection(*sets), set.union(*sets), free, full)
    sure = {(a, row["b"]) for row in files[0] for a in row["a"] if row.get("sure", 3) >= 2 and row["b"] not in free}
    return Gold(sure, sets[0], free, full)


def f1(links: set[tuple[int, int]], labels: Gold) -> tuple[float, float, float]:
    """Return precision against the possible links, recall of the sure ones, and their F1."""
    scored = {(a, b) for a, b in links if b not in labels.free and ((a, b) in labels.possible or b not in labels.full)}
    precision = len(scored & labels.possible) / len(scored) if scored else 0.0
    recall = len(scored & labels.sure) / len(labels.sure) if labels.sure else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
