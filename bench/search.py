"""What a question to the index costs over 100,000 passages: `python -m bench.search`.

The demonstration reports are put in again and again, as if each were a report of its own, until there are enough.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from compare import paths
from compare.store import Store

PASSAGES = 100_000
QUESTIONS = ("的", "发展", "工会", "职工之家", "改革 创新", "1.5万家", "没有这句话")
_RUNS = 7
_TIMES = 20
_LEAST = 40
"""Lines shorter than that are headings."""


def main() -> None:
    """Print a table of the questions with what they found and the median time of an answer."""
    with TemporaryDirectory() as folder, Store(Path(folder) / "search.sqlite") as store:
        print(f"{filled(store):,} passages\n\n| question | passages | reports | ms (bar 50) |\n|---|---|---|---|")
        for question, passages, reports, seconds in answered(store):
            print(f"| {question} | {passages:,} | {reports:,} | {1000 * seconds:.1f} |")


def answered(store: Store) -> Iterator[tuple[str, int, int, float]]:
    """Yield each question with the numbers that hold it and the median seconds of an answer."""
    for question in QUESTIONS:
        times = []
        for _ in range(_RUNS):
            start = time.perf_counter()
            answer = store.search.find(question)
            times.append(time.perf_counter() - start)
        yield question, answer.passages, answer.reports, statistics.median(times)


def filled(store: Store) -> int:
    """Put in enough passages and return how many they are; each report differs from the others in its last line."""
    texts = [source.read_text(encoding="utf-8-sig") for source in sorted(paths.bundled("corpus").glob("*-demo.txt"))]
    lines = [line for text in texts for line in text.splitlines() if len(line) > _LEAST]
    held = number = 0
    while held < PASSAGES:
        number += 1
        said = [
            f"{line[:-1]}，之{at}。" for at in range(_TIMES) for line in lines
        ]  # no line twice: copies are furniture
        text = "\n".join([f"第{number}份报告", "（2024年5月8日）", "一、工作", *said])
        report = store.report(store.add(text.encode(), f"{number}.txt").report_id).report
        held += sum(block.kind != "furniture" for block in report.blocks)
    return held


if __name__ == "__main__":
    main()
