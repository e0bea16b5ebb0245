"""Commitments as a reader judged them: what was found, and what became of it in the next edition.

    python -m bench.tasks               print how much of what is found today was judged right, and what was not judged
    python -m bench.tasks --ask         print what is to be judged, with what the new report says nearest to it
    python -m bench.tasks --write       write docs/tasks.md

Of each fate fifty findings are taken, or all where there are fewer, in an order that depends on their words alone:
when something else is found too, the rest of the sample stays.  A judgement is kept by what was found
(`tasks_read.tsv`): pair or report, what it is, old words, new words, right or wrong, and a remark; it counts as long as
that is found.

Needs the real reports in ../shared; the baseline and the demonstration reports are read too.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.labels import SHARED
from compare.comparison import compare, read_report
from compare.ids import digest
from compare.model import Comparison, Report
from compare.tasks import nearest

ROOT = Path(__file__).resolve().parent.parent
CLEAN = SHARED / "reports" / "clean"
PAGE = ROOT / "docs" / "tasks.md"
JUDGED = Path(__file__).resolve().parent / "tasks_read.tsv"
PAIRS = (("gwr2024", "gwr2025"), ("party2012", "party2017"))
REPORTS = ("seed2019", "gwr2024", "party2012", "zhejiang2025")
FATES = ("kept", "reworded", "reported", "unanswered", "new")
EACH = 50
_TOLD_BY = 6
"""Characters by which a clause named in a remark is known."""
HEAD = """# Commitments, read by eye

Written by `python -m bench.tasks --write` from what is found today and from judgements kept by what was found
(`bench/tasks_read.tsv`). Of each kind of finding {each} are taken, or all where there are fewer, in an order that
depends on their words alone. *Right* is what a reader of both reports would say too: kept and reworded, when the new
clause is the same commitment (of two that are merged, or one that is split, each part counts); reported, when the new
review speaks of it; unanswered, when neither the tasks nor the review of the new report take it up; new, when the old
report made no such commitment. Of commitments in one report, kind and deadline are judged.

One reader judged them, who also wrote the rules, and mended some of them after a first reading of these pairs: take the
figures as upper bounds.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding to be judged: of which reports, what it is, and its words."""

    where: str
    what: str
    old: str
    new: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return what a judgement of it is kept by."""
        return self.where, self.what, self.old, self.new


def samples() -> Iterator[tuple[str, str, list[Found], int]]:
    """Yield where, what, the findings to be judged, and how many there are in all."""
    for old, new in PAIRS:
        comparison = compared(old, new)
        for fate in FATES:
            found = [
                Found(
                    f"{old} → {new}",
                    change.type + (f" {change.state}" if change.state else ""),
                    change.old.quote if change.old else "",
                    change.new.quote if change.new else "",
                )
                for change in comparison.task_changes
                if change.type == fate
            ]
            yield f"{old} → {new}", fate, _sample(found), len(found)
    for name in REPORTS:
        tasks = report(name).tasks
        every = [Found(name, f"{task.kind}, {task.deadline or 'no deadline'}", task.quote, "") for task in tasks]
        yield name, "kind and deadline", _sample(every), len(every)


def judgements() -> dict[tuple[str, str, str, str], tuple[str, str]]:
    """Return verdict and remark by what was judged."""
    if not JUDGED.exists():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        return {(row[0], row[1], row[2], row[3]): (row[4], row[5]) for row in csv.reader(lines, delimiter="\t")}


def table() -> Iterator[str]:
    """Yield the table of precision: right and judged, of each sample."""
    known = judgements()
    yield "| reports | finding | found | judged | right | |"
    yield "|---|---|---|---|---|---|"
    for where, what, found, number in samples():
        verdicts = [known[each.key][0] for each in found if each.key in known]
        right = verdicts.count("right")
        share = f"{right / len(verdicts):.2f}" if verdicts else "–"
        yield f"| {where} | {what} | {number} | {len(verdicts)} of {len(found)} | {right} | {share} |"


def hinted() -> str:
    """Return how many of the unanswered that are answered show the answer as a hint, as a sentence."""
    known, answered, shown = judgements(), 0, 0
    for old, new in PAIRS:
        for change in compared(old, new).task_changes:
            verdict, remark = known.get(
                (f"{old} → {new}", "unanswered", change.old.quote if change.old else "", ""), ("", "")
            )
            if change.type == "unanswered" and verdict == "wrong":
                answered += 1
                shown += change.hint is not None and change.hint.quote.startswith(remark.split(": ")[-1][:_TOLD_BY])
    return f"Of the {answered} unanswered ones that are answered, {shown} show where, as a hint."


def lists() -> Iterator[str]:
    """Yield every judged finding: its words, and what the reader said."""
    known = judgements()
    for where, what, found, _ in samples():
        yield f"\n## {where}: {what}\n"
        yield "| found | old | new | judged |"
        yield "|---|---|---|---|"
        for each in found:
            verdict, remark = known.get(each.key, ("not judged", ""))
            said = f"**{verdict}** {remark}" if verdict != "right" else " ".join(filter(None, (verdict, remark)))
            yield f"| {each.what} | {_cell(each.old)} | {_cell(each.new)} | {said.rstrip()} |"


def questions() -> Iterator[str]:
    """Yield what has no judgement yet, numbered, with the clauses of the other report that are nearest."""
    known = judgements()
    number = 0
    for where, what, found, _ in samples():
        yield f"# {where}: {what}"
        for each in found:
            if each.key in known:
                continue
            number += 1
            yield f"{number} {each.what} | {each.old} | {each.new}"
            if what in ("unanswered", "new"):
                yield from (f"      {clause}" for clause in _nearest(where, what, each))


@cache
def report(name: str) -> Report:
    """Return a report by its short name."""
    path = next((ROOT / "seeds").glob("2019*.txt")) if name == "seed2019" else CLEAN / f"{name}.txt"
    return read_report(path.read_bytes(), path.name)


@cache
def compared(old: str, new: str) -> Comparison:
    """Return the comparison of two reports by their short names."""
    return compare(report(old), report(new))


def _nearest(where: str, what: str, found: Found) -> list[str]:
    names = where.split(" → ")
    ours, theirs = (
        (report(names[0]), report(names[1])) if what == "unanswered" else (report(names[1]), report(names[0]))
    )
    task = next(task for task in ours.tasks if task.quote == (found.old or found.new))
    return [end.quote for end in nearest(ours, theirs, task, 2)]


def _sample(found: Sequence[Found]) -> list[Found]:
    """Return fifty findings, or all, in the order found; which ones depends on the words of the commitment alone."""
    chosen = sorted(found, key=lambda each: digest(each.old, each.new if not each.old else ""))[:EACH]
    places: dict[Found, int] = defaultdict(int)
    for at, each in enumerate(found):
        places.setdefault(each, at)
    return sorted(chosen, key=lambda each: places[each])


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or "–"


def main() -> int:
    """Print or write, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ask", action="store_true", help="print what is to be judged")
    parser.add_argument("--write", action="store_true", help="write docs/tasks.md")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be read here")
        return 0
    print(*(questions() if args.ask else [*table(), hinted()]), sep="\n")
    if args.write:
        body = [HEAD.format(each=EACH), *table(), "", hinted(), *lists()]
        PAGE.write_text("\n".join(body) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
