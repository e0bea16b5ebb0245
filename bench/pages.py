"""What the page of a comparison costs the server and the browser: `python -m bench.pages [--write] [OLD NEW]`.

    OLD NEW (by default the party congress reports of 2017 and 2022), served as `duizhao serve` does, in Chromium
    --write    these, and a pair of 1,000,000 characters a side (its comparison alone takes minutes), to docs/pages.md

Switches and steps are timed from the click or key to the frame that shows what it did; each task of the browser
over 50 ms counts as a long one.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from waitress.server import create_server

from bench.cost import long_pair
from bench.labels import SHARED
from compare.store import Store
from web import create_app

_PAGE = Path(__file__).resolve().parent.parent / "docs" / "pages.md"
_HEAD = """# What pages cost

Written by `python -m bench.pages --write`, on two cores (load {load:.1f} at the end), in headless Chromium.

"""
_RUNS = 9
_LONG = 1_000_000
_SCREENS = 200
_SCREEN = 3000
"""Pixels scrolled at a time: more than a screen."""
CHROMIUM = "/usr/bin/chromium"
_WATCH = """
window.tasks = [];
new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map((each) => each.duration)))
    .observe({ type: "longtask", buffered: true });
window.timed = async (act, done) => {
    const start = performance.now();
    act();
    do await new Promise(requestAnimationFrame); while (!done());
    return performance.now() - start;
};
"""
_SWITCH = """(kind) => timed(
    () => document.querySelector(`.chip.c-${kind}`).click(),
    () => true)"""
_STEP = """(key) => {
    const before = document.getElementById("step").textContent;
    return timed(
        () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })),
        () => document.getElementById("step").textContent !== before && document.querySelector(".row.now"));
}"""


def main() -> None:
    """Print tables of what was measured, with the bar where there is one."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=(__doc__ or "").partition("\n")[0])
    clean = SHARED / "reports" / "clean"
    parser.add_argument("pair", nargs="*", type=Path, default=[clean / "party2017.txt", clean / "party2022.txt"])
    parser.add_argument("--write", action="store_true")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        text = f"## {said.pair[0].name} → {said.pair[1].name}\n\n" + _table(
            work / "pair.sqlite", *said.pair, long=False
        )
        if said.write:
            text += f"\n## A pair of {_LONG:,} characters a side\n\n"
            text += _table(work / "long.sqlite", *long_pair(_LONG, work), long=True)
    print(text)
    if said.write:
        _PAGE.write_text(_HEAD.format(load=os.getloadavg()[0]) + text, encoding="utf-8")


def _table(database: Path, old: Path, new: Path, *, long: bool) -> str:
    rows = [
        f"| {name} | {number:,.0f} {unit} | {bar} |\n"
        for name, number, unit, bar in measured(database, old, new, long=long)
    ]
    return "| | measured | bar |\n|---|---|---|\n" + "".join(rows)


def measured(database: Path, old: Path, new: Path, *, long: bool) -> list[tuple[str, float, str, str]]:
    """Return (what, number, unit, bar) of one pair."""
    with Store(database) as store:
        ids = [store.add(path.read_bytes(), path.name).report_id for path in (old, new)]
    app = create_app(database)
    address = f"/compare/{ids[0]}/{ids[1]}"
    client = app.test_client()
    first, _ = _asked(client, address)
    runs = [_asked(client, address) for _ in range(_RUNS)]
    body = runs[0][1]
    found = [
        ("server, not stored", 1000 * first, "ms", "" if long else "2,000"),
        ("server, stored, median", 1000 * statistics.median(run for run, _ in runs), "ms", "" if long else "150"),
        ("HTML", len(body) / 1000, "kB", "" if long else "1,000"),
        ("HTML compressed", len(gzip.compress(body)) / 1000, "kB", "" if long else "200"),
    ]
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(_WATCH)
        found += _browsed(page, f"http://127.0.0.1:{server.effective_port}{address}", long=long)
        browser.close()
    server.close()
    return found


def _asked(client: Any, address: str) -> tuple[float, bytes]:
    start = time.perf_counter()
    body: bytes = client.get(address).data
    return time.perf_counter() - start, body


def _browsed(page: Page, address: str, *, long: bool) -> list[tuple[str, float, str, str]]:
    page.goto(address)  # once for what the browser keeps
    start = time.perf_counter()
    page.goto(address)
    opened = time.perf_counter() - start
    page.wait_for_timeout(1000)
    longest = page.evaluate("Math.max(0, ...tasks)")
    page.evaluate("tasks.length = 0")
    switches = [page.evaluate(_SWITCH, kind) for kind in ("wording", "task", "wording", "task", "added", "added")]
    page.wait_for_timeout(1000)
    steps = [page.evaluate(_STEP, key) for key in "jjjjjjjj"]
    page.wait_for_timeout(500)
    after = page.evaluate("Math.max(0, ...tasks)")
    elements = page.evaluate("document.querySelectorAll('*').length")
    if long:
        for _ in range(_SCREENS):
            page.mouse.wheel(0, _SCREEN)
            page.wait_for_timeout(100)
    after_all = page.evaluate("document.querySelectorAll('*').length")
    memory = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    scrolled = [(f"elements after {_SCREENS} screens", after_all, "", "")] if long else []
    return [
        ("opened in the browser", 1000 * opened, "ms", "3,000" if long else ""),
        ("longest task while opening", longest, "ms", "200"),
        ("class switch, median", statistics.median(switches), "ms", "50"),
        ("class switch, longest", max(switches), "ms", "50"),
        ("step to the next change, median", statistics.median(steps), "ms", "" if long else "50"),
        ("longest task of these", after, "ms", "200"),
        ("elements of the page", elements, "", ""),
        *scrolled,
        ("heap of the page", memory, "MB", ""),
    ]


if __name__ == "__main__":
    main()
