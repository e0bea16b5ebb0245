"""Pictures of every page, to be looked at: `python -m bench.pictures FOLDER`.

    three real pairs (gwr, guangdong, party) · an empty library · one report · two hundred
    × light and dark × 1440 and 390 pixels   →   FOLDER/real-compare-panes.1440.dark.png …

A page wider than its window, an error in a script and an answer that is none are said at the end, and the exit code
tells; what is ugly or confusing only eyes find.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from waitress.server import create_server

from bench.labels import SHARED
from bench.pages import CHROMIUM
from compare import paths
from compare.store import Store
from web import create_app

PAIRS = {
    "gwr": ("gwr2024", "gwr2025"),
    "guangdong": ("guangdong2025", "guangdong2026"),
    "party": ("party2017", "party2022"),
}
WIDTHS = {1440: 900, 390: 844}
SCHEMES: tuple[Any, ...] = ("light", "dark")
MANY = 200
_OF_PAIR = {
    "compare": "", "compare-inline": "?view=inline", "compare-panes": "?view=panes", "summary": "/summary",
    "figures": "/figures", "tasks": "/tasks", "formulations": "/formulations", "reading": "/reading", "how": "/how",
    "remarks": "/remarks",
}  # fmt: skip
_OF_REPORT = {"report": "", "outline": "/outline", "report-figures": "/figures"}


def main() -> int:
    """Take the pictures and say what is measurably wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--english", action="store_true", help="the pages in English")
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, database, addresses in shelves(Path(work)):
            server: Any = create_server(create_app(database), host="127.0.0.1", port=0, threads=4)
            threading.Thread(target=server.run, daemon=True).start()
            site = f"http://127.0.0.1:{server.effective_port}"
            for width in WIDTHS:
                for scheme in SCHEMES:
                    wrong += _taken(browser, site, name, addresses, said.folder, width, scheme, said.english)
            server.close()
        browser.close()
    print("\n".join(wrong) or "nothing measurable is wrong; now look at them")
    return int(bool(wrong))


def shelves(work: Path) -> Iterator[tuple[str, Path, dict[str, str]]]:
    """Yield each library with the pages to be pictured by name."""
    empty = work / "empty.sqlite"
    with Store(empty):
        pass
    yield "empty", empty, {"library": "/", "search": "/search?q=工会", "missing": "/reports/r0000000000"}
    one = work / "one.sqlite"
    seed = paths.baseline()
    with Store(one) as store:
        report = store.add(seed.read_bytes(), seed.name).report_id
    yield (
        "one",
        one,
        {"library": "/", "uploaded": f"/uploaded?id={report}&new={report}", "report": f"/reports/{report}"},
    )
    many = work / "many.sqlite"
    with Store(many) as store:
        for number in range(MANY):
            head = f"第{number + 1}区工会工作报告\n（{1990 + number % 35}年5月6日）"
            text = f"{head}\n一、工作\n本区第{number}件好事办成了。\n"
            store.add(text.encode(), f"{number}.txt", series=f"第{number % 7 + 1}类报告" if number % 9 else None)
    yield "many", many, {"library": "/", "library-2": "/?page=2", "narrowed": "/?q=12", "search": "/search?q=好事"}
    yield "real", *_real(work / "real.sqlite")


def _real(database: Path) -> tuple[Path, dict[str, str]]:
    addresses = {"library": "/", "search": "/search?q=高质量发展"}
    with Store(database) as store:
        for name, pair in PAIRS.items():
            files = [SHARED / "reports" / "clean" / f"{each}.txt" for each in pair]
            old, new = (store.add(file.read_bytes(), file.name, series=name).report_id for file in files)
            addresses |= {f"{name}-{page}": f"/compare/{old}/{new}{rest}" for page, rest in _OF_PAIR.items()}
            addresses |= {f"{name}-{page}": f"/reports/{new}{rest}" for page, rest in _OF_REPORT.items()}
            row = store.page(old, new).rows(1)[3].id
            addresses[f"{name}-mend"] = f"/compare/{old}/{new}?mend={row}#{row}"
            addresses[f"{name}-series"] = f"/series?name={name}"
            addresses[f"{name}-edit"] = f"/reports/edit?id={new}"
            addresses[f"{name}-dictionary"] = f"/dictionary?series={name}"
    return database, addresses


def _taken(
    browser: Browser,
    site: str,
    shelf: str,
    addresses: dict[str, str],
    folder: Path,
    width: int,
    scheme: Any,
    english: bool,
) -> list[str]:
    """Take the pages of a library at one width in one theme; return what is measurably wrong."""
    wrong: list[str] = []
    size: Any = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    if english:
        page.goto(f"{site}/?lang=en")
    title = ""
    page.on("pageerror", lambda error: wrong.append(f"{title}: {error}"))
    for name, address in addresses.items():
        title = f"{shelf}-{name}.{width}.{scheme}"
        answer = page.goto(site + address)
        if answer is None or (answer.status != 200 and name != "missing"):
            wrong.append(f"{title}: {answer.status if answer else 'no answer'}")
        page.wait_for_timeout(150)
        page.screenshot(path=folder / f"{title}.png")
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wrong.append(f"{title}: {reach} pixels wide")
    context.close()
    return wrong


if __name__ == "__main__":
    sys.exit(main())
