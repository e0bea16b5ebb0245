"""How right figure changes are: hits, findings and labels of each type, and whether the change is right.

    python -m bench.figure_changes                the tables of docs/accuracy.md
    python -m bench.figure_changes D2 --misses    what was missed and what is no labelled finding, in full

Six pairs are labelled in ../shared.  Others were labelled for this project by reading, without a look at what the
program finds; `labels_own/` holds the places of their figures (line, first and last character), not their words.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.labels import OWN, OWN_LABELS, PAIRS, SHARED, own_labels, path
from bench.scorers import score
from compare.comparison import compare, read_report
from compare.contract import comparison_to_json
from compare.model import Comparison

KINDS = ("target_pair", "target_new", "target_dropped", "result_pair", "fulfilment")
COUNTED = ("gold", "found", "hit", "changes", "change_right")
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the scorer counts in one pair: by type its labels, findings, hits and changes right; the F1 of its links."""

    figures: Counts
    links: dict[str, float]


def own() -> dict[str, tuple[str, str]]:
    """Return the pairs whose figure changes were labelled for this project."""
    return {name: pair for name, pair in OWN.items() if own_figures(*pair).exists()}


def own_figures(old: str, new: str) -> Path:
    """Return the file of the labels made for this project."""
    return OWN_LABELS / f"{old}__{new}_figures.jsonl"


def scored(name: str, comparison: Comparison | None = None) -> Scored:
    """Return how right a comparison of a labelled pair is, by default that by the shipped weights."""
    counts = json.loads(counted(name, comparison or compared(name), "--json"))
    return Scored(counts["figures"], counts["links"])


def table(pairs: dict[str, Counts]) -> Iterator[str]:
    """Yield a table of pairs, one row each, and the pooled figures."""
    yield "| pair | " + " | ".join(KINDS) + " | change right |\n|---|" + "---|" * (len(KINDS) + 1)
    for name, counts in pairs.items():
        yield _row(name, counts, lambda row: f"{row['hit']} / {row['found']} / {row['gold']}")
    yield _row("pooled F1", pooled(pairs), lambda row: f"{f1(row):.3f}")


def pooled(pairs: dict[str, Counts]) -> Counts:
    """Return what is counted in all pairs together, by type."""
    return {kind: _sum(counts[kind] for counts in pairs.values()) for kind in KINDS}


def f1(row: dict[str, int]) -> float:
    """Return the F1 of one type."""
    return 2 * row["hit"] / (row["found"] + row["gold"]) if row["found"] + row["gold"] else 0.0


def _row(name: str, counts: Counts, cell: Any) -> str:
    total = _sum(counts.values())
    cells = [cell(counts[kind]) for kind in KINDS]
    return f"| {name} | " + " | ".join(cells) + f" | {total['change_right']} / {total['changes']} |"


def _sum(rows: Iterable[dict[str, int]]) -> dict[str, int]:
    total = dict.fromkeys(COUNTED, 0)
    for row in rows:
        for key, value in row.items():
            total[key] = total.get(key, 0) + value
    return total


def labels(name: str) -> list[dict[str, Any]]:
    """Return the labels of a pair as the scorer takes them; our own hold places, which are replaced by their words."""
    old, new = (PAIRS | OWN)[name]
    file = SHARED / "gold" / f"{name}_ann1_figures.jsonl" if name in PAIRS else own_figures(old, new)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    if name in OWN:
        for side, report in (("a", old), ("b", new)):
            lines = path(report).read_text(encoding="utf-8").split("\n")
            for row in rows:
                if row.get(side):
                    number, start, end = row[side]
                    row[side] = {"n": number, "quote": lines[number - 1][start:end]}
    return rows


def compared(name: str) -> Comparison:
    """Return the comparison of a labelled pair."""
    reports = [read_report(path(report).read_bytes(), f"{report}.txt") for report in (PAIRS | OWN)[name]]
    return compare(reports[0], reports[1])


def counted(name: str, comparison: Comparison, *options: str) -> str:
    """Return what the scorer prints about a comparison of a labelled pair."""
    links = sorted((SHARED / "gold").glob(f"{name}_ann?_align.jsonl")) if name in PAIRS else [own_labels(*OWN[name])]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in labels(name))
        file.flush()
        return score("score_links", comparison_to_json(comparison), *links, "--figures", file.name, *options)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*", help="names as in the table; else all")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what is no labelled finding")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    if args.misses:
        for name in args.pairs:
            print(name, counted(name, compared(name), "--misses", "1000"), sep="\n")
        return 0
    for group in (PAIRS, own()):
        counts = {name: scored(name).figures for name in group if not args.pairs or name in args.pairs}
        if counts:
            print(*table(counts), sep="\n", end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
