"""What a comparison costs as reports get longer: the curve, its parts, odd texts, and other tools.

    20,000 … 1,000,000 characters a side (`../shared/tools/make_long`: rewritten, with moves)
    →  seconds, fitted exponent, peak memory; share of each step; the same of peers

Every measurement is a process of its own (`one.py`) and counts its processor time, so that what else the
machine does weighs less.  A peer that is not done after `DEADLINE` seconds is stopped, and not tried on
longer texts; ours has no deadline.
"""

from __future__ import annotations

import json
import math
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.labels import SHARED
from bench.odd import ODD
from bench.one import PEERS

ROOT = Path(__file__).resolve().parent.parent
MAKE_LONG = SHARED / "tools" / "make_long"
SIZES = (20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
ODD_SIZES = (100_000, 1_000_000)
VIEW_SIZES = (20_000, 100_000, 1_000_000)
DEADLINE = 60
PACKAGES = ("redlines", "fast-diff-match-patch", "governdiff")


@dataclass(frozen=True, slots=True)
class Cost:
    """One measurement: seconds of processor time, peak memory in MB, the seconds of each step, what was said."""

    seconds: float
    peak: float
    steps: dict[str, float]
    limits: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)


def measured(name: str, old: Path, new: Path, deadline: int | None = None) -> Cost | None:
    """Return what one run costs, None where it was stopped; what goes wrong in it is raised."""
    command = [sys.executable, "-m", "bench.one", name, str(old), str(new), *([str(deadline)] if deadline else ())]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if deadline and done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return None
    if done.returncode:
        raise RuntimeError(f"{name} on {old.name}: {done.stderr.strip()[-500:]}")
    return Cost(**json.loads(done.stdout))


def long_pair(size: int, folder: Path) -> tuple[Path, Path]:
    """Return two texts of that many characters, one a rewriting of the other."""
    paths = folder / f"{size}-old.txt", folder / f"{size}-new.txt"
    if not paths[1].exists():
        subprocess.run([sys.executable, MAKE_LONG, str(size), *paths], check=True)
    return paths


def odd_pair(kind: str, size: int, folder: Path) -> tuple[Path, Path]:
    """Return two odd texts of about that many characters."""
    texts = ODD[kind](*(path.read_text(encoding="utf-8") for path in long_pair(size, folder)))
    paths = folder / f"{kind}-{size}-old.txt", folder / f"{kind}-{size}-new.txt"
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the line through (size, cost) on logarithmic paper, by least squares.

    >>> round(exponent([(1, 3), (10, 30), (100, 300)]), 3)
    1.0
    """
    xs, ys = ([math.log(value) for value in side] for side in zip(*points, strict=True))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


# ── tables ────────────────────────────────────────────────────────────────────────────────────


def machine() -> Iterator[str]:
    """Yield what the figures were measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    busy = f", load {os.getloadavg()[0]:.1f} from other programs at the start" if hasattr(os, "getloadavg") else ""
    yield f"- {model}, {os.cpu_count()} cores{busy}; {platform.system()}, Python {platform.python_version()}"
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} (not installed)")
    yield f"- peers: {', '.join(found)}, difflib of Python\n"


def curve(sizes: Sequence[int], folder: Path) -> Iterator[str]:
    """Yield time and memory by size, then the share of each step."""
    yield "## Time and memory by length\n"
    yield (
        "Pairs of `../shared/tools/make_long`: real paragraphs, half of their clauses shuffled, one in seven moved. "
        "Limits: what was passed over, as the page says it too.\n"
    )
    yield "| characters a side | seconds | peak MB | limits said |"
    yield "|---|---|---|---|"
    costs: dict[int, Cost] = {}
    for size in sizes:
        cost = measured("duizhao", *long_pair(size, folder))
        if cost is not None:
            costs[size] = cost
            yield f"| {size:,} | {cost.seconds:.2f} | {cost.peak:.0f} | {_said(cost)} |"
    if len(costs) > 1:
        power = exponent([(size, cost.seconds) for size, cost in costs.items()])
        yield f"\nTime grows with the length to the power of **{power:.2f}** (bar 1.2).\n"
    yield "## Share of each step\n"
    yield "| step | " + " | ".join(f"{size:,}" for size in costs) + " | power |\n|---|" + "---|" * (len(costs) + 1)
    for step in next(iter(costs.values())).steps:
        shares = [f"{cost.steps[step] / cost.seconds:.0%}" for cost in costs.values()]
        power = exponent([(size, cost.steps[step] or 1e-4) for size, cost in costs.items()]) if len(costs) > 1 else 0
        yield f"| {step} | " + " | ".join(shares) + f" | {power:.2f} |"
    yield ""


def _said(cost: Cost) -> str:
    """Return in which steps something was passed over: 17 words in alignment."""
    said = (limit.split(": ", 1) for limit in cost.limits)
    return ", ".join(f"{text.split(' stand ')[0]} in {where}" for where, text in said) or "–"


def odd_texts(sizes: Sequence[int], folder: Path) -> Iterator[str]:
    """Yield what texts cost that no one writes."""
    yield "## Odd texts\n"
    yield "| text | characters a side | seconds | peak MB | limits said |\n|---|---|---|---|---|"
    for kind in ODD:
        for size in sizes:
            cost = measured("duizhao", *odd_pair(kind, size, folder))
            if cost is not None:
                yield f"| {kind} | {size:,} | {cost.seconds:.2f} | {cost.peak:.0f} | {_said(cost)} |"
    yield ""


def views(sizes: Sequence[int], folder: Path) -> Iterator[str]:
    """Yield what it costs to keep a comparison and to show it."""
    yield "## Keeping and showing a comparison\n"
    yield "Seconds, and MB of what is written: the database, a file, a page. –: too long, refused with a sentence.\n"
    costs = {size: measured("views", *long_pair(size, folder)) for size in sizes}
    done = {size: cost for size, cost in costs.items() if cost is not None}
    yield "| | " + " | ".join(f"{size:,}" for size in done) + " |\n|---|" + "---|" * len(done)
    for step in next(iter(done.values())).steps:
        cells = []
        for cost in done.values():
            if step not in cost.steps:
                cells.append("–")
                continue
            written = f" ({cost.sizes[step] / 1e6:.1f} MB)" if step in cost.sizes else ""
            cells.append(f"{cost.steps[step]:.2f}{written}")
        yield f"| {step} | " + " | ".join(cells) + " |"
    yield "| peak MB of all | " + " | ".join(f"{cost.peak:.0f}" for cost in done.values()) + " |\n"


def peers(sizes: Sequence[int], folder: Path) -> Iterator[str]:
    """Yield what other tools cost on the same texts, ours first."""
    yield "## Other tools on the same texts\n"
    yield (
        "Seconds (peak MB). They do less: none finds figures, tasks or set phrases. What was not done after "
        f"{DEADLINE} s was stopped (>), and longer texts were not tried (–).\n"
    )
    yield "| | " + " | ".join(f"{size:,}" for size in sizes) + " |\n|---|" + "---|" * len(sizes)
    for name in ("duizhao", *PEERS):
        cells: list[str] = []
        stopped = False
        for size in sizes:
            cost = None
            if not stopped:
                cost = measured(name, *long_pair(size, folder), None if name == "duizhao" else DEADLINE)
            cells.append(f"{cost.seconds:.2f} ({cost.peak:.0f})" if cost else "–" if stopped else f"> {DEADLINE}")
            stopped = cost is None
        yield f"| {name} | " + " | ".join(cells) + " |"
    yield ""
