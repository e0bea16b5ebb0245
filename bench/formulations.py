"""How right formulations are: the first forty of each kind read by eye, and changes that any expert would name.

    python -m bench.formulations             the tables of docs/formulations.md
    python -m bench.formulations --write     and write it

`formulations_judged.tsv` holds what a reader said of each: phrase, or noise; one that is not judged yet is shown as
such and counts as noise.  `formulations_known.txt` holds changes of six pairs that an expert would name, written down
after a look at what was found: their recall says what gets lost, not what nobody thought of.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bench.labels import SHARED, path
from compare.comparison import compare, read_report
from compare.model import Comparison, Formulation

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "formulations.md"
READ = (("party2012", "party2017"), ("gwr2024", "gwr2025"))
FIRST = 40
KINDS = ("replaced", "stronger", "weaker", "new", "dropped", "more", "less", "reordered")
HEAD = """# Formulations

Written by `python -m bench.formulations --write`.

What a set phrase (提法) is here: a quoted term, a numbered set, an even enumeration, a term that recurs or that every
reader knows, a phrase that took another's place. Within a kind the weightiest come first (`formulations/weight.py`).
Degrees (加快推进 is more than 推进) are in `compare/formulations/ladder.py`; a reader's own are put before them.
"""
Pair = tuple[str, str]


@lru_cache(maxsize=8)
def compared(pair: Pair) -> Comparison:
    """Return the comparison of two reports of ../shared."""
    reports = [read_report(path(name).read_bytes(), f"{name}.txt") for name in pair]
    return compare(reports[0], reports[1])


def told(item: Formulation) -> str:
    """Return a formulation as one entry: the phrase, and what took its place."""
    return f"{item.phrase}→{item.replaced_by}" if item.replaced_by else item.phrase


@lru_cache(maxsize=1)
def judged() -> dict[tuple[str, str, str], str]:
    """Return the verdicts by pair, kind and entry."""
    rows = (HERE / "formulations_judged.tsv").read_text(encoding="utf-8").splitlines()
    return {(pair, kind, entry): verdict for pair, kind, entry, verdict in (row.split("\t") for row in rows)}


def first(pair: Pair, kind: str) -> list[tuple[Formulation, str]]:
    """Return the first forty of a kind with their verdicts, "?" where none was given."""
    items = [item for item in compared(pair).formulations if item.change == kind][:FIRST]
    return [(item, judged().get((" ".join(pair), kind, told(item)), "?")) for item in items]


def known() -> dict[Pair, list[tuple[str, str]]]:
    """Return the known changes of each pair: kind and entry."""
    found: dict[Pair, list[tuple[str, str]]] = {}
    for line in (HERE / "formulations_known.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pair, kind, entry = (part.strip() for part in line.split("|"))
            old, new = pair.split()
            found.setdefault((old, new), []).append((kind, entry))
    return found


def is_found(kind: str, entry: str, items: tuple[Formulation, ...]) -> bool:
    """Tell whether a known change is among the formulations, itself or as the core of a longer phrase."""
    old, _, new = entry.partition("→")
    return any(
        item.change == kind and old in item.phrase and (not new or new in (item.replaced_by or "")) for item in items
    )


def recall(pair: Pair) -> tuple[int, int, list[str]]:
    """Return how many known changes of a pair are found, of how many, and which are not."""
    items = compared(pair).formulations
    changes = known()[pair]
    missed = [f"{entry} ({kind})" for kind, entry in changes if not is_found(kind, entry, items)]
    return len(changes) - len(missed), len(changes), missed


def tables() -> Iterator[str]:
    """Yield the page, a line at a time."""
    yield "## Known changes\n"
    yield (
        "Changes that an expert would name, listed after a first look at what was found. "
        "The rules were made looking at the first two pairs.\n"
    )
    yield "| pair | found | known | missed |\n|---|---|---|---|"
    for pair in known():
        hits, every, missed = recall(pair)
        yield f"| {pair[0]} → {pair[1]} | {hits} | {every} | {'、'.join(missed) or '–'} |"
    yield f"\n## The first {FIRST} of each kind, read\n"
    yield "| pair | kind | phrases | read | share |\n|---|---|---|---|---|"
    for pair in READ:
        for kind in KINDS:
            rows = first(pair, kind)
            if rows:
                right = sum(verdict == "phrase" for _, verdict in rows)
                yield f"| {pair[0]} → {pair[1]} | {kind} | {right} | {len(rows)} | {right / len(rows):.2f} |"
    for pair in READ:
        yield f"\n## {pair[0]} → {pair[1]}\n"
        for kind in KINDS:
            rows = first(pair, kind)
            if rows:
                shown = "、".join(f"{told(item)}{_mark(verdict)}" for item, verdict in rows)
                yield f"**{kind}**: {shown}\n"
    yield "✗ is noise, ? not judged."


def _mark(verdict: str) -> str:
    return {"phrase": "", "noise": " ✗"}.get(verdict, " ?")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/formulations.md")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    lines = list(tables())
    print(*lines, sep="\n")
    if args.write:
        PAGE.write_text(HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
