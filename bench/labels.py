"""The labelled pairs, and the F1 of links against them (as ../shared/tools/score_links counts).

Six pairs and their labels are in ../shared.  Others were labelled for this project by careful reading, after
the same guide, to have more to fit on; `labels_own/` holds line numbers only, the texts are in ../shared too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from compare.config import DEFAULT
from compare.model import Report
from compare.outline import outline
from compare.reading import read

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OWN_LABELS = Path(__file__).resolve().parent / "labels_own"
PAIRS = {
    "D1": ("party2012", "party2017"),
    "D2": ("gwr2024", "gwr2025"),
    "D3": ("beijing2025", "beijing2026"),
    "D4": ("party2002", "party2007"),
    "D5": ("gwr2008", "gwr2013"),
    "D6": ("zhejiang2025", "zhejiang2026"),
}
OWN = {
    f"{old} → {new}": (old, new)
    for old, new in (
        ("party1997", "party2002"), ("party2007", "party2012"), ("party2017", "party2022"), ("gwr2013", "gwr2018"),
        ("gwr2018", "gwr2023"), ("gwr2023", "gwr2024"), ("guangdong2025", "guangdong2026"),
        ("shanghai2025", "shanghai2026"), ("jiangsu2025", "jiangsu2026"), ("sichuan2025", "sichuan2026"),
        ("hubei2025", "hubei2026"), ("party1992", "party1997"), ("national1998", "national2003"),
        ("national2003", "national2008"),
    )
}  # fmt: skip
UNRELATED = {
    f"{old} / {new}": (old, new)
    for old, new in (("seed2019", "shanghai2026"), ("seed2019", "zhejiang2026"), ("seed2019", "guangdong2025"))
}
"""Reports of two series: nothing in them corresponds but what stands before the first part."""
SECOND_LABELLER = ("D4", "D5", "D6")
"""Pairs of ../shared that were labelled here once more, without a look at the labels there."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Links by old and new line: sure ones, possible ones, new lines not scored, and cut off after four.

    New lines of raw texts that nobody labelled, furniture, are not scored either: `known` are the others, if not all.
    """

    sure: set[tuple[int, int]]
    possible: set[tuple[int, int]]
    free: set[int]
    full: set[int]
    known: frozenset[int] | None = None

    def scored(self, line: int) -> bool:
        """Tell whether the links of a new line are scored."""
        return line not in self.free and (self.known is None or line in self.known)


def path(name: str) -> Path:
    """Return the file of a report that is labelled."""
    clean, raw = SHARED / "reports" / "clean" / f"{name}.txt", SHARED / "reports" / "raw"
    series, year = name[:-4], name[-4:]
    if series == "seed":
        return next((SHARED / "seeds").glob("*.txt"))
    if clean.exists():
        return clean
    return raw / ("party_congress" if series == "party" else f"gov_work_report_{series}") / f"{year}.txt"


def report(name: str) -> Report:
    """Return the outline of a labelled report."""
    file = path(name)
    return outline(read(file.read_bytes(), file.name, DEFAULT.reading), DEFAULT.outline)


def gold(name: str) -> Gold:
    """Return the labels of a pair, of both labellers where there are two."""
    if name in UNRELATED:
        return Gold(set(), set(), set(), set())
    if name in OWN:
        rows = _rows(own_labels(*OWN[name]))
        return replace(_gold([rows]), known=frozenset(row["b"] for row in rows))
    return _gold([_rows(file) for file in sorted((SHARED / "gold").glob(f"{name}_ann?_align.jsonl"))])


def own_labels(old: str, new: str) -> Path:
    """Return the file of the labels made for this project."""
    return OWN_LABELS / f"{old}__{new}.jsonl"


def agreement(name: str) -> float:
    """Return the F1 of the second labeller's links, scored as ours are."""
    rows = _rows(own_labels(*PAIRS[name]))
    return f1({(a, row["b"]) for row in rows for a in row["a"]}, gold(name))[2]


def _rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _gold(files: list[list[dict[str, object]]]) -> Gold:
    free = {row["b"] for rows in files for row in rows if row.get("free")}
    full = {row["b"] for rows in files for row in rows if len(row["a"]) >= 4}
    sets = [{(a, row["b"]) for row in rows for a in row["a"] if row["b"] not in free} for rows in files]
    if len(sets) > 1:
        return Gold(set.intersection(*sets), set.union(*sets), free, full)
    sure = {(a, row["b"]) for row in files[0] for a in row["a"] if row.get("sure", 3) >= 2 and row["b"] not in free}
    return Gold(sure, sets[0], free, full)


def f1(links: Iterable[tuple[int, int]], labels: Gold) -> tuple[float, float, float]:
    """Return precision against the possible links, recall of the sure ones, and their F1."""
    scored = {(a, b) for a, b in links if labels.scored(b) and ((a, b) in labels.possible or b not in labels.full)}
    precision = len(scored & labels.possible) / len(scored) if scored else 0.0
    recall = len(scored & labels.sure) / len(labels.sure) if labels.sure else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
