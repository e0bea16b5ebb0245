"""Is a report the same in every format?  Files are made into pdf by LibreOffice and by a browser, and read again.

    python -m bench.printed              the tables of docs/printed.md
    python -m bench.printed --write      and write it

The Word files are those of `../shared`, as they are; the texts are set in four layouts (`tests/layouts.py`), and the
lines of the Word files in four web pages, which Chromium prints.
Two readings are the same when their blocks are: kind, level and text, furniture and white space aside.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdf
from fast_diff_match_patch import diff
from playwright.sync_api import sync_playwright

from bench.labels import SHARED
from bench.pages import CHROMIUM
from compare.comparison import compare, read_report
from compare.model import Report
from compare.reading import read
from tests.layouts import LAYOUTS, LOOKS, direct_pdf, printed, to_pdf

PAGE = Path(__file__).resolve().parent.parent / "docs" / "printed.md"
WORD = SHARED / "reports" / "raw" / "formats" / "docx"
TEXTS = ("gwr2025", "beijing2026", "guangdong2025", "party2022", "zhejiang2026")
MARKS = "，。、；：！？"
CONTEXT = 8
"""Characters on each side of a mark by which it is looked for in what pypdf reads."""
HEAD = """# Reports as pdf

Written by `python -m bench.printed --write`. A report is to give the same blocks (kind, level, text) whatever file it
comes in, and a comparison of two of its files is to find nothing. LibreOffice 7.4 leaves some marks out of a pdf that
would hang over the margin of a justified line; where a reading lacks nothing but such marks, and a second program
(pypdf) does not find them in the file either, they are counted as left out; beside it stands what becomes of the same
file printed with marks that do not hang. The four layouts are made so too. The last table is of web pages with the
lines of the Word files as Chromium prints them.
"""


def shape(report: Report) -> list[tuple[str, int | None, str]]:
    """Return the blocks of a report without furniture and white space."""
    return [(b.kind, b.level, "".join(b.text.split())) for b in report.blocks if b.kind != "furniture"]


def left_out(word: Report, made: Report, path: Path) -> int | None:
    """Return how many marks the pdf lacks, or None where the two differ in anything else or pypdf finds one."""
    sides = ["\n".join(f"{kind} {level} {text}" for kind, level, text in shape(each)) for each in (word, made)]
    whole = "".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
    lacking, steps = 0, list(diff(*sides, counts_only=False))
    for at, (op, text) in enumerate(steps):
        if op == "=":
            continue
        before = steps[at - 1][1][-CONTEXT:] if at else ""
        after = "".join(text for _, text in steps[at + 1 : at + 2])[:CONTEXT]
        if op == "+" or text not in MARKS or f"{before}{text}{after}" in whole:
            return None
        lacking += 1
    return lacking


def changes(one: Report, two: Report) -> int:
    """Return how many edits a comparison finds."""
    return sum(edit.op != "equal" for edit in compare(one, two).edits)


def word_rows(files: Sequence[Path], folder: Path) -> Iterator[str]:
    """Yield a row for every Word file beside the pdf that LibreOffice makes of it."""
    yield "| Word file | blocks | pdf | marks left out | edits | none hangs | edits | pages | s |"
    yield "|---|---|---|---|---|---|---|---|---|"
    same = spared = whole = 0
    direct, upright = folder / "direct", folder / "upright"
    for each in (direct, upright):
        each.mkdir()
    for word, path, other in zip(files, direct_pdf(files, direct), to_pdf(files, upright), strict=True):
        old = read_report(word.read_bytes(), word.name)
        start = time.perf_counter()
        new = read_report(path.read_bytes(), path.name)
        seconds = time.perf_counter() - start
        marks = left_out(old, new, path)
        same += marks == 0
        spared += bool(marks)
        told = "same" if marks == 0 else "different" if marks is None else "same but for marks"
        held = read_report(other.read_bytes(), other.name)
        kept = shape(held) == shape(old)
        whole += kept
        yield (
            f"| {word.stem} | {len(shape(old))} | {told} | {marks or ''} | {changes(old, new)} |"
            f" {'same' if kept else 'different'} | {changes(old, held)} |"
            f" {len(pypdf.PdfReader(path).pages)} | {seconds:.2f} |"
        )
    yield (
        f"\nSame: {same} of {len(files)}; {spared} more lack only marks that are not in the pdf."
        f" With marks that do not hang: {whole} of {len(files)}.\n"
    )


def layout_rows(folder: Path) -> Iterator[str]:
    """Yield a row for every text and layout."""
    yield "| text | layout | blocks | as pdf | edits found |\n|---|---|---|---|---|"
    files, texts = [], {}
    for name in TEXTS:
        content = (SHARED / "reports" / "clean" / f"{name}.txt").read_text(encoding="utf-8-sig")
        lines = [line for line in content.splitlines() if line.strip()]
        for layout, make in LAYOUTS.items():
            path = folder / f"{name}-{layout}.docx"
            path.write_bytes(make(lines))
            files.append(path)
            texts[path.stem] = read_report("\n".join(lines).encode(), "report.txt")
    same = 0
    for word, path in zip(files, to_pdf(files, folder), strict=True):
        plain, docx = texts[path.stem], read_report(word.read_bytes(), word.name)
        made = read_report(path.read_bytes(), path.name)
        to_text, to_word = shape(made) == shape(plain), shape(made) == shape(docx)
        same += to_text
        told = "as the text" if to_text else "as the Word file" if to_word else "different"
        name, layout = path.stem.split("-")
        yield f"| {name} | {layout} | {len(shape(plain))} | {told} | {changes(plain, made)} |"
    yield f"\nAs the text: {same} of {len(files)}.\n"


def page_rows(files: Sequence[Path]) -> Iterator[str]:
    """Yield a row for every report, with what is read of a web page with its lines as printed in each look."""
    yield f"| web page | blocks | {' | '.join(LOOKS)} |\n|---|---|{'---|' * len(LOOKS)}"
    same = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for word in files:
            lines = [each.text for each in read(word.read_bytes(), word.name).lines if each.style != "furniture"]
            lines = [line for line in lines if line.strip()]
            plain = read_report("\n".join(lines).encode(), "report.txt")
            found = [shape(read_report(printed(browser, lines, look), "printed.pdf")) for look in LOOKS]
            same += sum(each == shape(plain) for each in found)
            told = " | ".join("same" if each == shape(plain) else "different" for each in found)
            yield f"| {word.stem} | {len(shape(plain))} | {told} |"
        browser.close()
    yield f"\nAs the text: {same} of {len(files) * len(LOOKS)}.\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/printed.md")
    args = parser.parse_args()
    if not WORD.exists():
        print("../shared is absent: no Word files to read")
        return 0
    lines = []
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        files = sorted(WORD.glob("*.docx"))
        for part in (word_rows(files, Path(one)), layout_rows(Path(two)), page_rows(files)):
            for line in part:
                print(line, flush=True)
                lines.append(line)
    if args.write:
        PAGE.write_text(HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
