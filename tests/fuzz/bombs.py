"""python -m tests.fuzz.bombs: what the bombs of the tests take with their limits, and what they would take without.

    | a pdf whose pages draw each other | pdf | 60 s, 3,000 MB | 21 s, 2,610 MB: ended | > 120 s, 480 MB |

Each is read in a process of its own, which says what it and its children took.  Without limits still means eight
gigabytes and two minutes, for the sake of the computer.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import replace

from compare import apart
from compare.config import LIMITS, ReadingSettings
from compare.errors import DuizhaoError
from compare.reading import read
from tests.harmful import made
from tests.test_harmful import BOMBS

_SECONDS, _BYTES = 120, 8 << 30
_LOOSE = replace(
    ReadingSettings(), max_characters=10**9, max_lines=10**9, max_elements=10**9, max_markdown=10**9,
    max_archive_bytes=10**12, max_archive_ratio=10**9, max_markup_bytes=10**12, office_seconds=600,
)  # fmt: skip


def _one(thing: str, loose: bool) -> dict[str, float | str]:
    """Read one bomb in this process and say what it took."""
    file, started = made(thing), time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if loose:
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    try:
        lines = len((read if loose else apart.read)(file.data, file.name, _LOOSE if loose else ReadingSettings()).lines)
        said = f"{lines} lines"
    except DuizhaoError as error:
        said = type(error).__name__
    except MemoryError:
        said = "no memory left"
    apart._WORKERS.end()
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": time.monotonic() - started, "megabytes": max(own - before, others) / 1024, "said": said}


def _apart(thing: str, how: str) -> str:
    """Have it done in a process, and return that as a cell."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.bombs", how, thing],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"more than {_SECONDS} s"
    if done.returncode:
        return "crashed for want of memory"
    took = json.loads(done.stdout)
    return f"{took['seconds']:.0f} s, {took['megabytes']:,.0f} MB: {took['said']}"


def main() -> None:
    """Print the rows of the table."""
    if len(sys.argv) > 2:
        sys.stdout.write(json.dumps(_one(sys.argv[2], sys.argv[1] == "loose")))
        return
    for thing, form in BOMBS.items():
        limit = LIMITS[form]
        row = (
            thing,
            form,
            f"{limit.seconds} s, {limit.megabytes:,} MB",
            _apart(thing, "bound"),
            _apart(thing, "loose"),
        )
        sys.stdout.write(f"| {' | '.join(row)} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
