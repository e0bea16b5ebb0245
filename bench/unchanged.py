"""Nothing where nothing is: the same report from two sources, compared, beside a count of characters.

    python -m bench.unchanged            the table
    python -m bench.unchanged 2016       the same for pairs whose name holds 2016, with what is false in them
    python -m bench.unchanged --write    docs/differences.md: the true differences between copies of five years

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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import Indel

from bench.labels import SHARED
from compare.comparison import compare, read_report
from compare.config import DEFAULT, FoldingSettings, Settings
from compare.folding import Folded, fold
from compare.model import Comparison, Edit, Report
from compare.reading import read

PAGE = Path(__file__).resolve().parent.parent / "docs" / "differences.md"
RAW = SHARED / "reports" / "raw"
WITH_VARIANTS = replace(DEFAULT.folding, variants=True)
WITHOUT_MARKS = replace(DEFAULT.folding, punctuation=True)
_APART = ("furniture", "annex")
_FRONT = {"title", "byline"}
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


NOT_COPIES = {
    "2006_ljtyduyu": "the first page of the report, six times",
    "2007_ljtyduyu": "the first page of the report, six times",
    "2008_ljtyduyu": "the first page of the report, six times",
    "2010_ljtyduyu": "pages of the report, several times each",
    "2014_ljtyduyu": "the report twice",
    "kv9898_2018_TRUNCATED": "the first third of the report",
}
"""Files that hold something else than the report, so that what is reported is there."""


def copies() -> Iterator[Copies]:
    """Yield every two copies of one report in ../shared, in a fixed order."""
    return (pair for pair in _every_two() if pair.new.stem not in NOT_COPIES)


def _every_two() -> Iterator[Copies]:
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

Span = tuple[int, int]
_NOWHERE: Span = (-1, -1)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something reported: its kind, the words on both sides as written, and where they stand in the folded texts."""

    kind: str
    old: str
    new: str
    old_at: Span
    new_at: Span
    unit: str
    """The block that it stands in, the new one where there is one."""

    false: bool = False

    @property
    def size(self) -> int:
        """Return how many characters of the folded texts are marked, on both sides; what only moved is not."""
        if self.kind.endswith(" moved") or self.kind.startswith("front"):
            return 0
        return sum(end - start for start, end in (self.old_at, self.new_at))


class Text:
    """What one report's outline takes for the report, folded and joined, with the place of every block and sentence."""

    def __init__(self, report: Report, folding: FoldingSettings) -> None:
        self.blocks = {block.id: block for block in report.blocks}
        self.folds: dict[str, Folded] = {}
        self.starts: dict[str, int] = {}
        at = 0
        for block in report.blocks:
            if block.kind not in _APART:
                self.folds[block.id] = fold(block.text, folding)
                self.starts[block.id] = at
                at += len(self.folds[block.id].text)
        self.text = "".join(each.text for each in self.folds.values())
        self._sentences = {each.id: (each.block, each.span) for each in report.sentences}

    def unit(self, level: str, unit: str | None) -> tuple[str, Span]:
        """Return the block of a unit and its span there."""
        if level == "sentence" and unit:
            return self._sentences[unit]
        return (unit, (0, len(self.blocks[unit].text))) if unit else ("", _NOWHERE)

    def place(self, block: str, span: Span) -> tuple[str, Span]:
        """Return the words of a stretch of a block as written, and where it stands in the joined text."""
        if not block:
            return "", _NOWHERE
        start, end = self.folds[block].there(span)
        at = self.starts[block]
        return self.blocks[block].text[slice(*span)], (at + start, at + end)


def reported(comparison: Comparison, old: Text, new: Text) -> list[Difference]:
    """Return every difference that a comparison reports in the wording: units gone, come or moved, and edits."""
    out: list[Difference] = []
    moved = {group.id for group in comparison.groups if group.moved}
    links = [link for link in comparison.links if link.level != "section"]
    for link in links:
        if link.old and link.new and link.group not in moved:
            continue
        units = old.unit(link.level, link.old), new.unit(link.level, link.new)
        what = "moved" if link.old and link.new else "removed" if link.old else "added"
        front = {text.blocks[unit].kind for text, (unit, _) in zip((old, new), units, strict=True) if unit} <= _FRONT
        out.append(_difference(f"{'front' if front else link.level} {what}", (old, new), units))
    for edit in comparison.edits:
        if edit.op != "equal":
            ends = [(end.block, end.span) if end else ("", _NOWHERE) for end in (edit.old, edit.new)]
            out.append(_difference(edit.cls, (old, new), ends))
    return [each for each in out if each.old or each.new]


def _difference(kind: str, texts: Sequence[Text], units: Sequence[tuple[str, Span]]) -> Difference:
    old, new = (text.place(*unit) for text, unit in zip(texts, units, strict=True))
    return Difference(kind, old[0], new[0], old[1], new[1], units[1][0] or units[0][0])


# ── what is there ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Counted:
    """A pair of copies: the oracle over the raw texts and over the outlines' texts, and what is reported."""

    pair: Copies
    raw: int
    body: int
    differences: tuple[Difference, ...]
    comparison: Comparison

    @property
    def marked(self) -> int:
        """Return how many characters are reported as gone, come or changed, but for titles that a copy lacks."""
        return sum(each.size for each in self.differences)

    @property
    def false(self) -> list[Difference]:
        """Return what is reported where the oracle has nothing, but for titles and bylines."""
        return [each for each in self.differences if each.false and not each.kind.startswith("front")]


def count(pair: Copies) -> Counted:
    """Return what is reported between two copies, beside the oracle."""
    settings: Settings = replace(DEFAULT, folding=pair.folding)
    data = pair.data()
    reports = [read_report(each, path.name, settings) for each, path in zip(data, (pair.old, pair.new), strict=True)]
    comparison = compare(reports[0], reports[1], settings)
    old, new = (Text(report, pair.folding) for report in reports)
    touched = Touched(old.text, new.text)
    differences = tuple(replace(each, false=not touched.by(each)) for each in reported(comparison, old, new))
    return Counted(pair, _raw_distance(pair, data), touched.distance, differences, comparison)


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
        sides = [(side, at) for side, at in enumerate((each.old_at, each.new_at)) if at != _NOWHERE]
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


# ── the table ─────────────────────────────────────────────────────────────────────────────────


def table() -> Iterator[str]:
    """Yield the table of what is reported between copies of one report, kinds of copies without any in one row."""
    yield "\n## Nothing where nothing is: copies of one report\n"
    yield (
        "Two copies of a report from different sources, compared with the default settings (1954 in traditional "
        "characters with variants too; the copy without punctuation with punctuation passed over). *There* is the "
        "least number of characters that differ between the raw texts, folded as the comparison folds them, from "
        "the first to the last stretch that both have. *Marked* are the characters shown as gone, come or changed, "
        "whole words and sentences, but for titles and bylines. *False* is what is reported there where an exact "
        "alignment of the characters changes nothing, or, of a unit that is said to be gone or come, less than half.\n"
    )
    yield "| copies | there | marked | reported | false |\n|---|---|---|---|---|"
    silent: dict[str, int] = {}
    for pair in copies():
        found = count(pair)
        if found.raw == found.marked == len(found.false) == 0:
            silent[pair.kind] = silent.get(pair.kind, 0) + 1
        else:
            yield f"| {pair.name} | {found.raw} | {found.marked} | {len(found.differences)} | {len(found.false)} |"
    for kind, pairs in silent.items():
        yield f"| {kind}: {pairs} pairs | 0 | 0 | 0 | 0 |"
    left_out = "; ".join(f"{name} ({why})" for name, why in NOT_COPIES.items())
    yield f"\nLeft out, because they are no copies: {left_out}."


# ── the lists ─────────────────────────────────────────────────────────────────────────────────

HEAD = """# True differences between copies of one report

Written by `python -m bench.unchanged --write`. Each pair is one report from two sources. 2016 and 2017 are the report
as delivered on 5 March beside the final text: real edits. ~~Struck~~ is only in the first, **bold** only in the second.
"""
LISTED = {
    "2016": "政府工作报告 2016: as delivered → final text",
    "2017": "政府工作报告 2017: as delivered → final text",
    "2006": "政府工作报告 2006: two sources",
    "2009": "政府工作报告 2009: two sources",
    "2012": "政府工作报告 2012: two sources",
}
_NEAR, _QUOTED = 8, 60


def lists() -> Iterator[str]:
    """Yield the lists of what is reported between the copies of five years, a line for each sentence or paragraph."""
    for year, title in LISTED.items():
        found = count(next(pair for pair in copies() if pair.kind == "Wikisource" and pair.new.stem == year))
        lines = list(_lines(found))
        yield f"\n## {title}\n"
        yield (
            f"{len(lines)} places; {found.raw} characters differ between the raw texts, {found.marked} are marked, "
            f"{len(found.false)} of {len(found.differences)} marks are false.\n"
        )
        yield from lines


def _lines(found: Counted) -> Iterator[str]:
    """Yield one line for each paragraph or sentence that differs, in the order of the new copy."""
    comparison = found.comparison
    texts = [{block.id: block.text for block in report.blocks} for report in (comparison.old, comparison.new)]
    by_link: dict[str, list[Edit]] = {}
    for edit in comparison.edits:
        by_link.setdefault(edit.link, []).append(edit)
    moved = {group.id for group in comparison.groups if group.moved}
    spans = [{each.id: (each.block, each.span) for each in side.sentences} for side in (comparison.old, comparison.new)]
    for link in comparison.links:
        if link.level == "section":
            continue
        if not (link.old and link.new):
            side, unit = (0, link.old) if link.old else (1, link.new or "")
            block, span = spans[side][unit] if link.level == "sentence" else (unit, (0, None))
            yield f"- {_whole(texts[side][block][slice(*span)], '~~' if side == 0 else '**')}"
        elif link.level == "sentence" and any(edit.op != "equal" for edit in by_link.get(link.id, ())):
            yield f"- {_excerpt(by_link[link.id], texts)}{'  (moved)' if link.group in moved else ''}"
        elif link.group in moved:
            yield f"- (moved) {_whole(texts[1][link.new] if link.level == 'block' else '', '')}"


def _whole(text: str, mark: str) -> str:
    return mark + (text if len(text) <= _QUOTED else f"{text[: _QUOTED // 2]}…（{len(text)} 字）") + mark


def _excerpt(edits: Sequence[Edit], texts: Sequence[Mapping[str, str]]) -> str:
    """Return a sentence with its edits, the words that stayed cut to what stands beside an edit."""
    parts = []
    for here, edit in enumerate(edits):
        words = [
            text[end.block][slice(*end.span)] if end else ""
            for text, end in zip(texts, (edit.old, edit.new), strict=True)
        ]
        if edit.op == "equal":
            parts.append(_cut(words[1], first=here == 0, last=here == len(edits) - 1))
        else:
            parts += [f"{mark}{word}{mark}" for mark, word in zip(("~~", "**"), words, strict=True) if word]
    return "".join(parts)


def _cut(text: str, *, first: bool, last: bool) -> str:
    if (first and last) or len(text) <= (_NEAR if first or last else 2 * _NEAR):
        return text
    return ("" if first else text[:_NEAR]) + "…" + ("" if last else text[-_NEAR:])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only pairs whose name holds one of these, with what is false in them")
    parser.add_argument("--write", action="store_true", help="write docs/differences.md")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
    elif args.write:
        write()
    else:
        for pair in copies():
            if not args.names or any(name in pair.name for name in args.names):
                _print(count(pair), in_full=bool(args.names))
    return 0


def write() -> None:
    """Write the lists of true differences to docs/differences.md."""
    PAGE.write_text(HEAD + "\n".join(lists()) + "\n", encoding="utf-8")


def _print(found: Counted, *, in_full: bool) -> None:
    changes = found.comparison
    print(
        f"{found.pair.name:45} there {found.raw:5} in the outlines {found.body:5} marked {found.marked:5} "
        f"reported {len(found.differences):4} false {len(found.false):4}; "
        f"figures {sum(each.change != 'same' for each in changes.figure_changes if each.type != 'fulfilment')} "
        f"tasks {sum(each.type not in ('kept', 'reported') for each in changes.task_changes)} "
        f"phrases {len(changes.formulations)}",
        flush=True,
    )
    for each in found.false if in_full else ():
        print(f"    {each.kind}: {each.old[:_QUOTED]} → {each.new[:_QUOTED]}")


if __name__ == "__main__":
    sys.exit(main())
