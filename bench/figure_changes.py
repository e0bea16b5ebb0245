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


def labelled() -> dict[str, tuple[str, str]]:
    """Return the pairs whose figure changes were labelled for this project."""
    return {name: pair for name, pair in OWN.items() if own_figures(*pair).exists()}


def own_figures(old: str, new: str) -> Path:
    """Return the file of the labels made for this project."""
    return OWN_LABELS / f"{old}__{new}_figures.jsonl"


def scored(name: str) -> Scored:
    """Return how right the comparison of a labelled pair is, by the shipped weights."""
    counts = json.loads(_score(name, "--json"))
    return Scored(counts["figures"], counts["links"])


def table(pairs: dict[str, Counts]) -> Iterator[str]:
    """Yield a table of pairs, one row each, and the pooled figures."""
    yield "| pair | " + " | ".join(KINDS) + " | change right |\n|---|" + "---|" * (len(KINDS) + 1)
    for name, counts in pairs.items():
        yield _row(name, counts, lambda row: f"{row['hit']} / {row['found']} / {row['gold']}")
    pooled = {kind: _sum(counts[kind] for counts in pairs.values()) for kind in KINDS}
    yield _row("pooled F1", pooled, lambda row: f"{f1(row):.3f}")


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


def _score(name: str, *options: str) -> str:
    old, new = (PAIRS | OWN)[name]
    document = comparison_to_json(_compared(old, new))
    if name in PAIRS:
        links = sorted((SHARED / "gold").glob(f"{name}_ann?_align.jsonl"))
        return score(
            "score_links", document, *links, "--figures", SHARED / "gold" / f"{name}_ann1_figures.jsonl", *options
        )
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in _with_words(old, new))
        file.flush()
        return score("score_links", document, own_labels(old, new), "--figures", file.name, *options)


def _compared(old: str, new: str) -> Comparison:
    reports = [read_report(path(name).read_bytes(), f"{name}.txt") for name in (old, new)]
    return compare(reports[0], reports[1])


def _with_words(old: str, new: str) -> Iterator[dict[str, object]]:
    """Yield our own labels as the scorer takes them: places replaced by the words that stand there."""
    texts = {side: path(name).read_text(encoding="utf-8").split("\n") for side, name in (("a", old), ("b", new))}
    for line in own_figures(old, new).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for side, lines in texts.items():
            if row.get(side):
                number, start, end = row[side]
                row[side] = {"n": number, "quote": lines[number - 1][start:end]}
        yield row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*", help="names as in the table; else all")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what is no labelled finding")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    own = labelled()
    if args.misses:
        for name in args.pairs:
            print(name, _score(name, "--misses", "1000"), sep="\n")
        return 0
    for group in (PAIRS, own):
        counts = {name: scored(name).figures for name in group if not args.pairs or name in args.pairs}
        if counts:
            print(*table(counts), sep="\n", end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
