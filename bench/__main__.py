"""What a comparison costs, beside what else there is, on the same texts in the same run.

    python -m bench [OLD NEW]          a pair of real reports, by default 政府工作报告 2024 → 2025, then long texts
    python -m bench --write            and write docs/performance.md, where all of it can be measured
    python -m bench --sizes 20000,50000     shorter texts only

Times move with the machine; the ratios and the powers are what to look at.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import cost
from bench.labels import SHARED
from bench.one import PEERS, Clock, processor_time
from bench.one import duizhao as steps
from compare.comparison import compare, read_report
from compare.config import DEFAULT
from compare.export import FORMATS, export

ROOT = Path(__file__).resolve().parent.parent
SIMILAR = DEFAULT.alignment.similarity
PAGE = ROOT / "docs" / "performance.md"
HEAD = f"""# Performance

Written by `make bench`. Long texts and odd texts are measured each in a process of its own, in seconds of its
processor time. No step has a time limit, so the same input gives the same answer on a slow machine.

What is bounded, in `compare/config.py` (`SimilaritySettings`, `AlignmentSettings.most_candidates`):

- Two texts meet at a pair of characters that both hold. Up to {SIMILAR.free_meetings:,} meetings of two lists, or
  {SIMILAR.most_meetings} for each pair of characters of each text, all are looked at; beyond that the pairs of
  characters that most texts hold are passed over.
- Of more than {SIMILAR.every_pair} paragraphs a side only the most alike of each are kept,
  {SIMILAR.most_alike} at least, and {DEFAULT.alignment.most_candidates} judged.
- Sentences of very many words are compared by faster methods (`WordingSettings`): other marks, nothing left out.

No real report here comes near. Where a bound cuts in, the result says so in `limits`, and so do the page and the
exports.
"""
COLD_RUNS = 5
EXPORT_RUNS = 5
LOADED = 64
"""Caches of so many entries or fewer hold what is read from files, larger ones texts."""
MEANING = ("figures", "tasks", "targets", "task_changes", "formulations", "ranked", "summarised")
"""Steps that say what changes mean, beyond where they are."""


def forget() -> None:
    """Drop what earlier runs kept of the same texts, but not what is read from files: words, weights, tables."""
    for name, module in list(sys.modules.items()):
        for kept in vars(module).values() if name.startswith("compare.") else ():
            if hasattr(kept, "cache_info") and (kept.cache_info().maxsize or 0) > LOADED:
                kept.cache_clear()


def median(run: Callable[[], object], times: int) -> float:
    """Return the median seconds of `times` runs, after one that is not counted."""
    run()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def cold(old: Path, new: Path) -> float:
    """Return the median seconds of the command line from start to JSON, each in a process of its own."""
    command = [sys.executable, "-m", "compare", "compare", str(old), str(new), "--format", "json"]
    return median(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT), COLD_RUNS)


def meant(old: Path, new: Path) -> float:
    """Return the seconds of the steps that say what the changes of a pair mean."""
    forget()
    clock = Clock()
    steps(clock, old, new)
    return sum(clock.steps[name] for name in MEANING)


def real_pair(old: Path, new: Path) -> Iterator[str]:
    """Yield the table of a pair of real reports: ours warm and cold, then peers."""
    data = [path.read_bytes() for path in (old, new)]
    texts = [content.decode("utf-8-sig") for content in data]

    def whole() -> object:
        forget()
        return compare(read_report(data[0], old.name), read_report(data[1], new.name))

    ours = median(whole, 7)
    yield f"## {old.name} → {new.name}: {len(texts[0]):,} + {len(texts[1]):,} characters\n"
    yield "Medians of wall time, and how many times as long as ours.\n"
    yield "| | seconds | ratio |\n|---|---|---|"
    yield f"| duizhao, whole comparison, warm (bar 0.5 s) | {ours:.3f} | 1.0 |"
    meaning = statistics.median(meant(old, new) for _ in range(7))
    yield f"| of that, {', '.join(MEANING)} (bar 0.3 s) | {meaning:.3f} | {meaning / ours:.1f} |"
    start = cold(old, new)
    yield f"| duizhao, command line, cold (bar 2 s) | {start:.3f} | {start / ours:.1f} |"
    for name, run in PEERS.items():
        seconds = median(lambda run=run: run(*texts), 1)  # type: ignore[misc]
        yield f"| {name} | {seconds:.3f} | {seconds / ours:.1f} |"
    yield ""
    yield from exports(data, (old.name, new.name), ours)


def exports(data: list[bytes], names: tuple[str, str], ours: float) -> Iterator[str]:
    """Yield what each format of a pair costs, made for the second time, beside the comparison itself."""
    found = compare(*(read_report(content, name) for content, name in zip(data, names, strict=True)))
    yield "### Its exports (bar 2 s each)\n"
    yield "Medians of wall time, processor time, how many times as long as the comparison takes, and size.\n"
    yield "| format | seconds | processor | ratio | kB |\n|---|---|---|---|---|"
    for name in FORMATS:
        size = len(export(found, name))
        seconds = median(lambda name=name: export(found, name), EXPORT_RUNS)  # type: ignore[misc]
        began = processor_time()
        export(found, name)
        own = processor_time() - began
        yield f"| {name} | {seconds:.3f} | {own:.3f} | {seconds / ours:.1f} | {size / 1000:,.0f} |"
    yield ""


def tables(old: Path, new: Path, sizes: list[int]) -> Iterator[str]:
    """Yield every table, one line after another."""
    yield from cost.machine()
    yield from real_pair(old, new)
    if not cost.MAKE_LONG.exists():
        yield "../shared is absent: no long texts can be made here"
        return
    most = max(sizes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from cost.curve(sizes, folder)
        yield from cost.peers(sizes, folder)
        yield from cost.odd_texts([size for size in cost.ODD_SIZES if size <= most], folder)
        yield from cost.views([size for size in cost.VIEW_SIZES if size <= most], folder)


def main() -> int:
    clean = SHARED / "reports" / "clean"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", nargs="?", type=Path, default=clean / "gwr2024.txt")
    parser.add_argument("new", nargs="?", type=Path, default=clean / "gwr2025.txt")
    parser.add_argument("--sizes", default=",".join(map(str, cost.SIZES)), help="characters a side, with commas")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    args = parser.parse_args()
    if not args.old.exists():
        args.old = next((ROOT / "seeds").glob("*.txt"))
        args.new = ROOT / "corpus" / "2024-demo.txt"
        print("../shared is absent: the baseline and the demonstration draft are measured instead")
    lines = []
    for line in tables(args.old, args.new, [int(size) for size in args.sizes.split(",")]):
        print(line, flush=True)
        lines.append(line)
    if args.write and cost.MAKE_LONG.exists():
        PAGE.write_text(HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
