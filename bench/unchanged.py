"""Nothing where nothing is: the same report from two sources, compared, beside a count of characters.

    python -m bench.unchanged            the tables
    python -m bench.unchanged 2016       what is reported between the copies of one year, and what of it is false

The oracle knows nothing of blocks, sentences or words: it is the least number of characters to take out
and put in (Indel distance) between the two whole texts, white space dropped and folded as the comparison
folds.  It is counted twice: over the raw texts, from the first to the last stretch that both share, and
over what both outlines take for the report.  A difference that is reported where the oracle has none is
false.  Where the raw texts agree and the outlines do not, reading is at fault.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import Indel

from bench.labels import SHARED
from compare.comparison import compare, read_report
from compare.config import DEFAULT, FoldingSettings, Settings
from compare.folding import fold, fold_report
from compare.model import Comparison, Report
from compare.reading import read

RAW = SHARED / "reports" / "raw"
WITH_VARIANTS = replace(DEFAULT.folding, variants=True)
WITHOUT_MARKS = replace(DEFAULT.folding, punctuation=True)
_APART = ("furniture", "annex")
_SHARED = 16
"""Characters of a stretch that both texts share where their common part begins and ends."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Two copies of one report: where they are and how they are to be folded; `encode` is done to the new one."""

    kind: str
    old: Path
    new: Path
    folding: FoldingSettings = DEFAULT.folding
    encode: str | None = None

    @property
    def name(self) -> str:
        """Return the year and the sources, as the tables name them."""
        return f"{self.old.parent.name.removeprefix('gov_work_report_')} {self.old.stem} – {self.new.stem}"

    def data(self) -> tuple[bytes, bytes]:
        """Return the bytes of both copies."""
        old, new = self.old.read_bytes(), self.new.read_bytes()
        return old, new.decode("utf-8").encode(self.encode) if self.encode else new


def copies() -> Iterator[Copies]:
    """Yield every two copies of one report in ../shared, in a fixed order."""
    national = RAW / "gov_work_report_national"
    for new in sorted((RAW / "variants" / "wikisource").glob("*.txt")):
        old = national / new.name
        if old.exists():
            yield Copies("Wikisource", old, new, WITH_VARIANTS if new.stem == "1954" else DEFAULT.folding)
    for new in sorted((RAW / "formats" / "gbk_txt").glob("*.txt")):
        yield Copies("GBK", national / f"{new.name[:4]}.txt", new)
    for new in sorted((RAW / "variants").glob("*.txt")):
        year = re.findall(r"(?:19|20)\d\d", new.stem)[-1]  # the last one: kv9898_2023_MISLABELLED_is_2024
        yield Copies("other copies", national / f"{year}.txt", new)
    for new in sorted((RAW / "party_congress").glob("*__*.txt")):
        folding = WITHOUT_MARKS if "zhengdaqing" in new.name else DEFAULT.folding
        yield Copies("party congress", RAW / "party_congress" / f"{new.name[:4]}.txt", new, folding)
    for new in sorted((RAW / "formats" / "docx").glob("*.docx")):
        place = new.name.split("_")[1]
        series = "party_congress" if place == "party" else f"gov_work_report_{place}"
        yield Copies("docx", RAW / series / f"{new.name[:4]}.txt", new)
    for new in sorted((RAW / "formats" / "csv").glob("*.csv")):
        yield Copies("CSV", RAW / f"gov_work_report_{new.stem[5:]}" / f"{new.stem[:4]}.txt", new)
    for year in ("1978", "1999", "2013", "2024"):
        yield Copies("GB18030", national / f"{year}.txt", national / f"{year}.txt", encode="gb18030")


# ── what is reported ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Difference:
    """Something reported: its kind, the words on both sides, and where they stand in the texts of both."""

    kind: str
    old: str
    new: str
    old_at: tuple[int, int]
    new_at: tuple[int, int]
    false: bool = False

    @property
    def size(self) -> int:
        """Return how many characters are marked, on both sides."""
        return len(self.old) + len(self.new)


class Text:
    """What one report's outline takes for the report, folded and joined, with the place of every block and sentence."""

    def __init__(self, report: Report, folding: FoldingSettings) -> None:
        self.folding = folding
        self.originals = {block.id: block.text for block in report.blocks}
        self.starts: dict[str, int] = {}
        parts: list[str] = []
        at = 0
        for block in fold_report(report, folding).blocks:
            if block.kind not in _APART:
                self.starts[block.id] = at
                parts.append(block.text)
                at += len(block.text)
        self.text = "".join(parts)
        self.sentences = {each.id: (each.block, each.span) for each in report.sentences}

    def place(self, block: str, span: tuple[int, int] | None = None) -> tuple[str, tuple[int, int]]:
        """Return the folded words of a stretch of a block, and where they stand."""
        whole = self.originals[block]
        there = fold(whole, self.folding).there(span or (0, len(whole)))
        at = self.starts[block]
        return self.text[at + there[0] : at + there[1]], (at + there[0], at + there[1])

    def unit(self, level: str, unit: str) -> tuple[str, tuple[int, int]]:
        """Return the folded words of a block or a sentence, and where they stand."""
        return self.place(*self.sentences[unit]) if level == "sentence" else self.place(unit)


def reported(comparison: Comparison, old: Text, new: Text) -> list[Difference]:
    """Return every difference that a comparison reports in the wording: units gone, come or moved, and edits."""
    out: list[Difference] = []
    moved = {group.id for group in comparison.groups if group.moved}
    told: set[tuple[str, str]] = set()
    for link in comparison.links:
        if link.level == "section":
            continue
        if link.old and link.new:
            if link.group in moved:
                out.append(
                    Difference(
                        f"{link.level} moved", *_both(old.unit(link.level, link.old), new.unit(link.level, link.new))
                    )
                )
            continue
        side, text, unit = ("old", old, link.old) if link.old else ("new", new, link.new)
        if unit is None or (side, unit) in told:
            continue
        told.add((side, unit))
        words, at = text.unit(link.level, unit)
        nowhere: tuple[str, tuple[int, int]] = ("", (-1, -1))
        both = ((words, at), nowhere) if side == "old" else (nowhere, (words, at))
        if words:
            out.append(Difference(f"{link.level} {'removed' if side == 'old' else 'added'}", *_both(*both)))
    at_end = [(0, 0), (0, 0)]
    for edit in comparison.edits:
        ends = [text.place(end.block, end.span) if end else None for text, end in ((old, edit.old), (new, edit.new))]
        at_end = [end[1] if end else (seen[1], seen[1]) for end, seen in zip(ends, at_end, strict=True)]
        if edit.op != "equal":
            out.append(Difference(edit.cls, ends[0][0] if ends[0] else "", ends[1][0] if ends[1] else "", *at_end))
    return out


def _both(
    old: tuple[str, tuple[int, int]], new: tuple[str, tuple[int, int]]
) -> tuple[str, str, tuple[int, int], tuple[int, int]]:
    return old[0], new[0], old[1], new[1]


# ── what is there ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Counted:
    """A pair of copies: the oracle over the raw texts and over the outlines' texts, and what is reported."""

    pair: Copies
    raw: int
    body: int
    differences: tuple[Difference, ...]
    figures: int
    tasks: int
    formulations: int

    @property
    def marked(self) -> int:
        """Return how many characters are reported as gone, come or changed; what only moved is not."""
        return sum(each.size for each in self.differences if not each.kind.endswith(" moved"))

    @property
    def false(self) -> list[Difference]:
        """Return what is reported where the oracle has nothing."""
        return [each for each in self.differences if each.false]


def count(pair: Copies) -> Counted:
    """Return what is reported between two copies, beside the oracle."""
    settings: Settings = replace(DEFAULT, folding=pair.folding)
    data = pair.data()
    reports = [read_report(each, path.name, settings) for each, path in zip(data, (pair.old, pair.new), strict=True)]
    comparison = compare(reports[0], reports[1], settings)
    old, new = (Text(report, pair.folding) for report in reports)
    touched = Touched(old.text, new.text)
    differences = tuple(replace(each, false=not touched.by(each)) for each in reported(comparison, old, new))
    return Counted(
        pair,
        _raw_distance(pair, data),
        touched.distance,
        differences,
        sum(change.change != "same" for change in comparison.figure_changes if change.type != "fulfilment"),
        sum(change.type != "kept" and change.type != "reported" for change in comparison.task_changes),
        len(comparison.formulations),
    )


class Touched:
    """The characters of two texts that an exact alignment changes."""

    def __init__(self, old: str, new: str) -> None:
        changes = [op for op in Indel.opcodes(old, new) if op.tag != "equal"]
        self.distance = sum(op.src_end - op.src_start + op.dest_end - op.dest_start for op in changes)
        self._places = (
            [(op.src_start, op.src_end) for op in changes],
            [(op.dest_start, op.dest_end) for op in changes],
        )
        self._sums = [list(accumulate((end - start for start, end in side), initial=0)) for side in self._places]

    def by(self, each: Difference) -> bool:
        """Tell whether a difference is there: an edit where a character changes, a whole unit where half of it does.

        What moved is there where it was taken out or put in; an edit may be marked a character beside the change.
        """
        sides = [(side, at) for side, at in enumerate((each.old_at, each.new_at)) if at[0] >= 0]
        if " " in each.kind:
            return any(2 * self._changed(side, at) >= at[1] - at[0] for side, at in sides)
        return any(self._changed(side, (at[0] - 1, at[1] + 1), touching=True) for side, at in sides)

    def _changed(self, side: int, at: tuple[int, int], *, touching: bool = False) -> int:
        """Return how many characters of a stretch change; `touching`: how many changes lie in it or at its ends."""
        places, sums = self._places[side], self._sums[side]
        first = bisect_left(places, at[0], key=lambda place: place[1])
        last = bisect_right(places, at[1], key=lambda place: place[0])
        if touching or first >= last:
            return max(0, last - first)
        over = max(0, at[0] - places[first][0]) + max(0, places[last - 1][1] - at[1])
        return sums[last] - sums[first] - over


def _raw_distance(pair: Copies, data: tuple[bytes, bytes]) -> int:
    """Return the distance between the raw texts, from the first to the last stretch that both have."""
    texts = []
    for each, path in zip(data, (pair.old, pair.new), strict=True):
        lines = (line.text for line in read(each, path.name, DEFAULT.reading).lines)
        texts.append(fold("".join("".join(line.split()) for line in lines), pair.folding).text)
    old, new = (_common(text, other) for text, other in (texts, reversed(texts)))
    return Indel.distance(old, new)


def _common(text: str, other: str) -> str:
    stretches = {other[at : at + _SHARED] for at in range(len(other) - _SHARED + 1)}
    shared = [at for at in range(len(text) - _SHARED + 1) if text[at : at + _SHARED] in stretches]
    return text[shared[0] : shared[-1] + _SHARED] if shared else ""


# ── the tables ────────────────────────────────────────────────────────────────────────────────


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("years", nargs="*", help="only pairs whose name holds one of these, with what is false in them")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    for pair in copies():
        if args.years and not any(year in pair.name for year in args.years):
            continue
        found = count(pair)
        print(
            f"{pair.kind:15} {pair.name:50} raw {found.raw:6} body {found.body:6} marked {found.marked:6} "
            f"reported {len(found.differences):4} false {len(found.false):4} "
            f"figures {found.figures} tasks {found.tasks} phrases {found.formulations}",
            flush=True,
        )
        if args.years:
            for each in found.false:
                print("   ", each.kind, "|", each.old[:60], "→", each.new[:60])
    return 0


if __name__ == "__main__":
    sys.exit(main())
