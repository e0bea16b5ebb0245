"""What was found in every real report: one row a file, one row a family, and what a reader saw wrong.

    python -m bench.outlines            print the table by family
    python -m bench.outlines --write    and write the full table to docs/outlines.md

Needs the real reports in ../shared.  `make accuracy` runs this too: its page holds the table by family.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.labels import SHARED
from compare.model import Report
from compare.outline import outline
from compare.reading import read

RAW = SHARED / "reports" / "raw"
PAGE = Path(__file__).resolve().parent.parent / "docs" / "outlines.md"
READ_BY_EYE = Path(__file__).resolve().parent / "outlines_read.md"
COLUMNS = (
    "lines", "title", "byline", "salutations", "parts", "level 2", "level 3", "run-ins", "paragraphs", "annex",
    "furniture", "joined",
)  # fmt: skip
HEAD = """# Outlines of the real reports

Written by `make accuracy`: what was found in every .txt, .docx and .csv of `../shared/reports/raw`. *Parts* are
sections of level 1, *run-ins* paragraphs with a run-in heading, *joined* lines that go on the line before them.
*Roles* are those of the parts, in order: r review, p problems, s situation, q requirements, t tasks, c closing.
What a reader saw wrong in twenty of them stands in [accuracy](accuracy.md#outlines-of-all-files).
"""
_LETTERS = {"review": "r", "problems": "p", "situation": "s", "requirements": "q", "tasks": "t", "closing": "c"}


@dataclass(frozen=True, slots=True)
class Row:
    """What was found in one file; counts in the order of COLUMNS."""

    name: str
    family: str
    counts: tuple[int, ...]
    roles: str


def rows() -> Iterator[Row]:
    """Yield a row for every file, by name."""
    for path in files():
        document = read(path.read_bytes(), path.name)
        name = path.relative_to(RAW).as_posix()
        yield _row(name, outline(document), sum(bool(line.text.strip()) for line in document.lines))


def files() -> list[Path]:
    """Return every raw report, by name."""
    return sorted(path for path in RAW.rglob("*") if path.suffix in (".txt", ".docx", ".csv"))


def by_family(found: Sequence[Row]) -> Iterator[str]:
    """Yield the table of one row a family: files, and counts over them."""
    yield "| family | files | " + " | ".join(COLUMNS) + " |"
    yield "|---|---|" + "---|" * len(COLUMNS)
    for family in dict.fromkeys(row.family for row in found):
        here = [row for row in found if row.family == family]
        sums = (str(sum(column)) for column in zip(*(row.counts for row in here), strict=True))
        yield f"| {family} | {len(here)} | " + " | ".join(sums) + " |"


def section(found: Sequence[Row]) -> Iterator[str]:
    """Yield the part of docs/accuracy.md on all files: the table by family, and what was seen wrong."""
    yield "\n## Outlines of all files\n"
    yield (
        f"All {len(found)} files are read without an error, and every character that is not white space is in exactly "
        "one block (a test holds it). What was found, by family; [one row a file](outlines.md).\n"
    )
    yield from by_family(found)
    yield "\n" + READ_BY_EYE.read_text(encoding="utf-8").rstrip()


def page(found: Sequence[Row]) -> str:
    """Return docs/outlines.md: one row a file."""
    lines = [HEAD, "| file | " + " | ".join(COLUMNS) + " | roles |", "|---|" + "---|" * (len(COLUMNS) + 1)]
    lines += [f"| {row.name} | " + " | ".join(map(str, row.counts)) + f" | {row.roles} |" for row in found]
    return "\n".join(lines) + "\n"


def _row(name: str, report: Report, lines: int) -> Row:
    kinds = Counter(block.kind for block in report.blocks)
    levels = Counter(section.level for section in report.sections)
    joined = sum(len({piece.line for piece in block.pieces}) - 1 for block in report.blocks)
    counts = (
        lines, kinds["title"], kinds["byline"], kinds["salutation"], levels[1], levels[2], levels[3],
        sum(block.runin is not None for block in report.blocks), kinds["paragraph"], kinds["annex"], kinds["furniture"],
        joined,
    )  # fmt: skip
    roles = "".join(_LETTERS.get(part.role or "", "–") for part in report.sections if part.level == 1)
    return Row(name, _family(name), counts, roles)


def _family(name: str) -> str:
    folder, _, file = name.rpartition("/")
    if folder == "gov_work_report_national":
        return "national 1954–1990" if int(file[:4]) <= 1990 else "national 1991–2025"
    if folder.startswith("gov_work_report_"):
        return f"provinces {file[:4]}"
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/outlines.md")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be read here")
        return 0
    found = list(rows())
    print(*by_family(found), sep="\n")
    if args.write:
        PAGE.write_text(page(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
