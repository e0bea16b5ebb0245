"""How fast a comparison is, beside what else there is, on the same texts in the same run.

    python -m bench [OLD NEW]        medians and ratios; the default pair is 政府工作报告 2024 → 2025

Times move with the machine; the ratios are what to look at.  Peers are run as their users run
them: difflib.HtmlDiff and redlines on lines, difflib on all of jieba's words.
"""

from __future__ import annotations

import argparse
import difflib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.labels import SHARED
from compare.comparison import compare, read_report
from compare.words import words

ROOT = Path(__file__).resolve().parent.parent
COLD_RUNS = 5


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


def tokens(text: str) -> list[str]:
    """Return the words of a whole text, as a plain word differ takes them."""
    return [text[start:end] for start, end in words(text)]


def by_redlines(old: str, new: str) -> object:
    """Run redlines as its README does."""
    from redlines import Redlines

    return Redlines(old, new).output_markdown


def main() -> int:
    clean = SHARED / "reports" / "clean"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", nargs="?", type=Path, default=clean / "gwr2024.txt")
    parser.add_argument("new", nargs="?", type=Path, default=clean / "gwr2025.txt")
    args = parser.parse_args()
    if not args.old.exists():
        args.old = next((ROOT / "seeds").glob("*.txt"))
        args.new = ROOT / "corpus" / "2024-demo.txt"
        print("../shared is absent: the baseline and the demonstration draft are measured instead")
    data = [path.read_bytes() for path in (args.old, args.new)]
    old, new = (content.decode("utf-8-sig") for content in data)
    print(f"{args.old.name} → {args.new.name}: {len(old)} + {len(new)} characters")
    names = [path.name for path in (args.old, args.new)]

    def whole() -> object:
        return compare(read_report(data[0], names[0]), read_report(data[1], names[1]))

    ours = median(whole, 7)
    print(f"{'duizhao, whole comparison, warm':44} {ours:8.3f} s   1.0  (bar 0.5 s)")
    start = cold(args.old, args.new)
    print(f"{'duizhao, command line, cold':44} {start:8.3f} s   {start / ours:.1f}  (bar 2 s)")
    old_lines, new_lines = old.splitlines(), new.splitlines()
    old_words, new_words = tokens(old), tokens(new)
    peers: dict[str, tuple[Callable[[], object], int]] = {
        "difflib.HtmlDiff on lines": (lambda: difflib.HtmlDiff().make_file(old_lines, new_lines), 1),
        "redlines": (lambda: by_redlines(old, new), 3),
        "difflib on jieba words (autojunk off)": (
            lambda: difflib.SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes(),
            1,
        ),
        "difflib on jieba words (as it comes)": (
            lambda: difflib.SequenceMatcher(None, old_words, new_words).get_opcodes(),
            3,
        ),
    }
    for name, (run, times) in peers.items():
        seconds = median(run, times)
        print(f"{name:44} {seconds:8.3f} s   {seconds / ours:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
