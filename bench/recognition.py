"""How right recognised text is: scans of a text that is known, of ten sorts, read again.

    python -m bench.recognition            print the tables
    python -m bench.recognition --write    and write them to docs/recognition.md

Needs duizhao[ocr], LibreOffice and Chinese fonts; two minutes or more.
"""

from __future__ import annotations

import argparse
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bench import scans
from compare.comparison import READ, compare, read_report
from compare.config import DEFAULT
from compare.model import Block, Document, Report
from compare.outline import outline
from compare.reading import read

PAGE = Path(__file__).resolve().parent.parent / "docs" / "recognition.md"
LINES = 8
"""Lines of the demonstration draft that are set: two pages of an official paper."""

ALIKE = 0.95
"""Share of characters from which on a recognised paragraph counts as that of the file."""

SHARES = (0.8, 0.9, 0.95, 0.98, 0.99)
HEAD = """# Recognition of scans

Written by `make recognition`: the beginning of the demonstration draft (`corpus/2024-demo.txt`), set by LibreOffice as
official papers are, drawn, and spoilt as scanners do (`bench/scans.py`); then read again with `duizhao[ocr]`. Page
numbers and white space aside, *wrong* are characters to be put in, taken out or replaced, as a share of the text.
*Paragraphs* are those of the .docx of the same text that the scan has with the same kind and level and at least 95% of
their characters; *changes* is what a comparison of the two finds, where nothing changed. Several cores share the
processor's seconds.
"""
FOOT = """
The wrong lines here are none of the doubtful ones: confidence points at faint print, not at every error. What it does
not tell apart: a space in a title from none; full from half-width marks, which are made full beside
Chinese. Not measured: handwriting, seals over text, vertical text (which is not read as such), and pages larger than
A4, whose small type gets fewer pixels than here: the models look at 2,000 pixels of the longer side.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line: how sure it is, how many characters it has, how many of them are wrong."""

    sure: float
    length: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one scan."""

    scan: scans.Scan
    pages: int
    seconds: float
    characters: int
    lines: tuple[Line, ...]
    paragraphs: tuple[int, int]
    changes: int

    @property
    def wrong(self) -> float:
        """Return the share of wrong characters."""
        return sum(line.wrong for line in self.lines) / self.characters


def measured(scan: scans.Scan) -> Measured:
    """Return what recognition makes of a scan of the beginning of the draft."""
    text = scans.lines(LINES)
    word = scans.word(text, scan)
    pictures = scans.pages(scans.pdf(word), scan)
    data = scans.bound(pictures, scan)
    start = time.process_time()
    document = read(data, "scan.pdf")
    seconds = time.process_time() - start
    written, seen = read_report(word, "file.docx"), outline(document)
    for step in READ:
        seen = step(seen, DEFAULT)
    return Measured(
        scan,
        len(pictures),
        seconds,
        len(bare("".join(text))),
        tuple(lines(document, bare("".join(text)))),
        (sum(kept(block, seen) for block in _blocks(written)), len(_blocks(written))),
        len(compare(written, seen).changes),
    )


def lines(document: Document, truth: str) -> Iterator[Line]:
    """Yield the recognised lines of the text with the wrong characters of each."""
    found = [line for line in document.lines if line.style != "furniture" and line.sure is not None]
    texts = [bare(line.text) for line in found]
    ends = list(accumulate(map(len, texts)))
    wrong = [0] * len(found)
    for tag, start, end, other, last in Levenshtein.opcodes("".join(texts), truth):
        if tag != "equal":
            wrong[min(bisect_right(ends, start), len(found) - 1)] += max(end - start, last - other)
    for line, text, errors in zip(found, texts, wrong, strict=True):
        yield Line(line.sure or 0.0, len(text), errors)


def kept(block: Block, seen: Report) -> bool:
    """Tell whether a recognised report has a block of the file."""
    return any(
        (other.kind, other.level) == (block.kind, block.level)
        and Levenshtein.normalized_similarity(bare(other.text), bare(block.text)) >= ALIKE
        for other in seen.blocks
    )


def bare(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def _blocks(report: Report) -> list[Block]:
    return [block for block in report.blocks if block.kind != "furniture"]


def table(found: Sequence[Measured]) -> Iterator[str]:
    """Yield the table of scans."""
    yield "| scan | pages | processor seconds a page | wrong | paragraphs | changes |\n|---|---|---|---|---|---|"
    for each in found:
        paragraphs = " of ".join(map(str, each.paragraphs))
        yield (
            f"| {each.scan.name} | {each.pages} | {each.seconds / each.pages:.0f} | {each.wrong:.2%} | {paragraphs} "
            f"| {each.changes} |"
        )


def doubts(found: Sequence[Measured]) -> Iterator[str]:
    """Yield the table of what a limit of confidence marks as doubtful."""
    every = [line for each in found for line in each.lines]
    yield "\n## What is marked as doubtful\n"
    yield (
        f"Of {len(every)} lines {sum(line.wrong > 0 for line in every)} have wrong characters. Lines below a "
        f"confidence, and how many of them are wrong; the default is {DEFAULT.reading.doubtful} "
        "(`ReadingSettings.doubtful`).\n"
    )
    yield "| below | lines | of them wrong | wrong lines not marked | wrong characters among those not marked |"
    yield "|---|---|---|---|---|"
    for share in SHARES:
        low = [line for line in every if line.sure < share]
        high = [line for line in every if line.sure >= share]
        missed = sum(line.wrong for line in high) / sum(line.length for line in high)
        yield (
            f"| {share} | {len(low)} | {sum(line.wrong > 0 for line in low)} | {sum(line.wrong > 0 for line in high)} "
            f"| {missed:.2%} |"
        )


def main() -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.recognition", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write docs/recognition.md")
    said = parser.parse_args()
    found = [measured(scan) for scan in scans.SCANS]
    text = "\n".join([HEAD, *table(found), *doubts(found), FOOT.rstrip()]) + "\n"
    print(text)
    if said.write:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
