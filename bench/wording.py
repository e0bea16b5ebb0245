"""How readable the marks inside linked sentences are, beside plain differs on the same sentences.

    python -m bench.wording            the table of docs/accuracy.md
    python -m bench.wording --show 9   every ninth pair of sentences with its edits, to be read

The optimum of a pair is what at least has to be marked, character by character: the length of both
sentences less twice that of their longest common subsequence (Indel distance).  It reads badly, because it
keeps every 的 that stands in both.  *Extra* is what is marked beyond it.  An *island* is an equal run of one
or two characters between two edits; *bare* islands are no word with a meaning.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel

from bench.labels import PAIRS, SHARED, path
from compare.comparison import compare, read_report
from compare.wording import diff
from compare.words import rarity, words

Pair = tuple[str, str]
Edit = tuple[bool, str, str]
"""Whether both sides are equal, the old text, the new text."""

Differ = Callable[[str, str], list[Edit]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a differ marked in many pairs of sentences."""

    edits: int
    marked: int
    least: int
    islands: int
    bare: int

    def row(self) -> str:
        """Return the cells: edits, edits per 100 characters that changed, extra, islands, bare islands."""
        return (
            f"{self.edits} | {100 * self.edits / self.least:.1f} | {self.marked / self.least - 1:.1%} | "
            f"{self.islands} | {self.bare}"
        )


def linked(name: str) -> list[Pair]:
    """Return the linked sentences of a labelled pair of reports that differ."""
    reports = [read_report(path(side).read_bytes(), f"{side}.txt") for side in PAIRS[name]]
    comparison = compare(reports[0], reports[1])
    texts = []
    for report in reports:
        blocks = {block.id: block.text for block in report.blocks}
        texts.append({sentence.id: blocks[sentence.block][slice(*sentence.span)] for sentence in report.sentences})
    links = [link for link in comparison.links if link.level == "sentence"]
    pairs = [(texts[0][link.old], texts[1][link.new]) for link in links if link.old and link.new]
    return [(old, new) for old, new in pairs if old != new]


def counted(differ: Differ, pairs: Sequence[Pair]) -> Counts:
    """Return what a differ marks in all the pairs; neighbouring marks are one edit."""
    edits = marked = least = islands = bare = 0
    for old, new in pairs:
        found = differ(old, new)
        if "".join(edit[1] for edit in found) != old or "".join(edit[2] for edit in found) != new:
            raise AssertionError(f"edits do not tile: {old} → {new}")
        least += Indel.distance(old, new)
        runs = [(equal, list(group)) for equal, group in groupby(found, key=lambda edit: edit[0])]
        edits += sum(not equal for equal, _ in runs)
        marked += sum(len(a) + len(b) for equal, group in runs if not equal for _, a, b in group)
        inner = ["".join(edit[1] for edit in group) for equal, group in runs[1:-1] if equal]
        short = [text for text in inner if len(text) <= 2]
        islands += len(short)
        bare += sum(not text.isascii() and not (len(text) == 2 and rarity(text)) for text in short)
    return Counts(edits, marked, least, islands, bare)


def shared_by_numbers(pairs: Sequence[Pair]) -> int:
    """Return how many characters are marked only because a changed number is marked whole."""
    total = 0
    for old, new in pairs:
        for piece in diff(old, new):
            if piece.op == "replace" and piece.cls == "figure":
                a, b = old[slice(*piece.old)], new[slice(*piece.new)]
                total += len(a) + len(b) - Indel.distance(a, b)
    return total


def ours(old: str, new: str) -> list[Edit]:
    """Mark as the product does."""
    return [(piece.op == "equal", old[slice(*piece.old)], new[slice(*piece.new)]) for piece in diff(old, new)]


def by_characters(old: str, new: str) -> list[Edit]:
    """Mark as difflib does on characters."""
    return _by_difflib(list(old), list(new))


def by_words(old: str, new: str) -> list[Edit]:
    """Mark as difflib does on jieba's words."""
    return _by_difflib(*([text[start:end] for start, end in words(text)] for text in (old, new)))


def _by_difflib(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [(tag == "equal", "".join(old[i1:i2]), "".join(new[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def by_match_patch(old: str, new: str) -> list[Edit]:
    """Mark as fast-diff-match-patch does with its semantic clean-up."""
    from fast_diff_match_patch import diff as match_patch

    out: list[Edit] = []
    i = j = 0
    for op, length in match_patch(old, new, timelimit=0, cleanup="Semantic"):
        here, there = (length if op in "=-" else 0), (length if op in "=+" else 0)
        out.append((op == "=", old[i : i + here], new[j : j + there]))
        i, j = i + here, j + there
    return out


def by_optimum(old: str, new: str) -> list[Edit]:
    """Mark the least that can be marked."""
    opcodes = Indel.opcodes(old, new)
    return [(op.tag == "equal", old[op.src_start : op.src_end], new[op.dest_start : op.dest_end]) for op in opcodes]


DIFFERS: dict[str, Differ] = {
    "duizhao": ours,
    "difflib, characters": by_characters,
    "difflib, jieba words": by_words,
    "fast-diff-match-patch, semantic": by_match_patch,
    "the optimum (longest common subsequence)": by_optimum,
}


def table() -> Iterator[str]:
    """Yield the lines of the section: each differ on all pairs, then ours pair by pair."""
    pairs = {name: linked(name) for name in PAIRS}
    every = [pair for some in pairs.values() for pair in some]
    yield "\n## Marks inside linked sentences\n"
    yield (
        f"{len(every)} pairs of sentences that the comparison links and that differ. *Optimum*: the fewest characters "
        "that have to be marked, both sides together (length less twice the longest common subsequence); *extra*: what "
        "is marked beyond it. *Island*: an equal run of one or two characters between two edits; *bare*: one that "
        "is no word of the dictionary, no number and no Latin word.\n"
    )
    yield "| marks | edits | edits per 100 characters of the optimum | extra | islands | bare islands |"
    yield "|---|---|---|---|---|---|"
    for name, differ in DIFFERS.items():
        yield f"| {name} | {counted(differ, every).row()} |"
    for name, some in pairs.items():
        yield f"| duizhao, {name} only | {counted(ours, some).row()} |"
    share = shared_by_numbers(every) / counted(ours, every).least
    yield (
        f"\nOf the extra of duizhao {share:.1%} are digits and units that the old and the new number share: a changed "
        "number is marked whole, which weighs most in reports full of numbers (D3, D5, D6).\n"
    )


def shown(old: str, new: str) -> str:
    """Return a pair of sentences as one line: [-taken out-]{+put in+}."""
    return "".join(
        a if equal else (f"[-{a}-]" if a else "") + (f"{{+{b}+}}" if b else "") for equal, a, b in ours(old, new)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, metavar="N", help="show every Nth pair with its edits")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is absent: nothing can be measured here")
        return 0
    if args.show:
        for name in PAIRS:
            print(*(f"{name}  {shown(*pair)}" for pair in linked(name)[:: args.show]), sep="\n")
    else:
        print("\n".join(table()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
