"""One measurement in a process of its own, so that its time and its memory are its own.

    python -m bench.one duizhao OLD NEW        the steps of reading and comparing, one after another
    python -m bench.one views OLD NEW          what is made of the comparison: page, exports, database
    python -m bench.one redlines OLD NEW       another tool on the same texts

Prints one line of JSON: seconds of processor time of each step, the peak of memory in MB, and what is worth knowing.
Peers are run as their users run them.  A fourth argument is the number of seconds after which the run is stopped.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")
Facts = dict[str, object]


def processor_time() -> float:
    """Return the seconds that this process and those it started and saw end have kept a processor busy."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


class Clock:
    """Adds up the seconds of steps by name, in the order in which they were first taken."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}

    def __call__(self, name: str, run: Callable[..., _T], *arguments: object) -> _T:
        began = processor_time()
        found = run(*arguments)
        self.steps[name] = self.steps.get(name, 0.0) + processor_time() - began
        return found


def duizhao(clock: Clock, old: Path, new: Path) -> Facts:
    """Take every step of `READ` and `COMPARE`, with the word list loaded before."""
    from compare import comparison as pipeline
    from compare.config import DEFAULT
    from compare.model import Comparison
    from compare.words import engine, words

    words("改革")
    sides = []
    for path in (old, new):
        document = clock("reading", pipeline.read, path.read_bytes(), path.name, DEFAULT.reading)
        report = clock("outline", pipeline.outline, document, DEFAULT.outline)
        for read_step in pipeline.READ:
            report = clock(read_step.__name__.strip("_"), read_step, report, DEFAULT)
        sides.append(report)
    found = Comparison(sides[0], sides[1], settings={**asdict(DEFAULT), "engine": engine()})
    for step in pipeline.COMPARE:
        found = clock(step.__name__.strip("_"), step, found, DEFAULT)
    return {"limits": [f"{limit.where}: {limit.en}" for limit in found.limits]}


def views(clock: Clock, old: Path, new: Path) -> Facts:
    """Keep both reports, compare them, and show the comparison as a page and as every file there is."""
    from compare.errors import TooLarge
    from compare.export import FORMATS, export
    from compare.store import Store
    from web import create_app

    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite"
        with Store(database) as store:
            ids = [clock("read and keep", store.add, path.read_bytes(), path.name).report_id for path in (old, new)]
            pair = clock("compare and keep", store.compare, *ids)
            found = clock("load", store.comparison, pair)
        sizes["load"] = database.stat().st_size
        for name in FORMATS:
            with suppress(TooLarge):  # a PDF of such reports is refused, with a sentence
                sizes[f"export {name}"] = len(clock(f"export {name}", export, found, name))
        del found
        client = create_app(database).test_client()
        for name, url in (("page", ""), ("page, all unfolded", "?fold=no"), ("table of figures", "/figures")):
            response = clock(name, client.get, f"/compare/{ids[0]}/{ids[1]}{url}")
            if response.status_code != 200:
                raise RuntimeError(f"{url} answers {response.status}")
            sizes[name] = len(response.data)
    return {"sizes": sizes}


def html_diff(old: str, new: str) -> None:
    """Run difflib.HtmlDiff on lines."""
    import difflib

    difflib.HtmlDiff().make_file(old.splitlines(), new.splitlines())


def difflib_words(old: str, new: str) -> None:
    """Run difflib on all of jieba's words, without the heuristic that drops frequent ones."""
    import difflib

    from compare.words import words

    sides = [[text[start:end] for start, end in words(text)] for text in (old, new)]
    difflib.SequenceMatcher(None, *sides, autojunk=False).get_opcodes()


def redlines(old: str, new: str) -> None:
    """Run redlines as its README does."""
    from redlines import Redlines

    _ = Redlines(old, new).output_markdown


def diff_match_patch(old: str, new: str) -> None:
    """Run fast-diff-match-patch with its semantic clean-up and without a time limit, which would change the result."""
    from fast_diff_match_patch import diff

    diff(old, new, timelimit=0, cleanup="Semantic")


def governdiff(old: str, new: str) -> None:
    """Run GovernDiff on two texts."""
    from governdiff import analyze_texts

    analyze_texts(old, new, "old.txt", "new.txt", "zh")


PEERS: dict[str, Callable[[str, str], None]] = {
    "difflib.HtmlDiff": html_diff,
    "difflib on words": difflib_words,
    "redlines": redlines,
    "fast-diff-match-patch": diff_match_patch,
    "GovernDiff": governdiff,
}
"""Other tools by name."""


def peak_memory() -> float:
    """Return the most memory that this process held, in MB; without /proc that of what started it counts too."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    if len(sys.argv) > 4:
        seconds = int(sys.argv[4])
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    name, old, new = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    clock = Clock()
    if name in PEERS:
        texts = [path.read_text(encoding="utf-8-sig") for path in (old, new)]
        clock(name, PEERS[name], *texts)
        facts: Facts = {}
    else:
        facts = {"duizhao": duizhao, "views": views}[name](clock, old, new)
    print(json.dumps({"seconds": sum(clock.steps.values()), "steps": clock.steps, "peak": peak_memory(), **facts}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
