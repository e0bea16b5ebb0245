"""Linked sentences → edits: what was changed in the wording, and what kind of change it is.

    稳健的货币政策要灵活适度、精准有效      稳健的 → 实施适度宽松的     货币政策     要灵活适度、精准有效 → ∅

Ops are difflib's (equal, replace, delete, insert) over tokens, so a mark always covers whole words
and whole numbers.  Short equal runs between two edits are taken into them unless they are a word
that carries meaning, so that no confetti is left.  Taken in order, the edits of a link tile both
sentences, and replaying them on the old sentence gives the new one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel, Levenshtein

from .config import FoldingSettings, WordingSettings
from .folding import fold
from .ids import Names
from .model import Edit, EditClass, Link, Op, Place, Report, Span
from .tokens import Token, tokens

_WEAK = re.compile(
    r"[的了和与及并在对为以要等中上下把将更再也都还就从是着过个各其这那之所于而或、，。；：！？“”‘’（）《》\s]+"
)
_DEGREE = re.compile(
    r"(?:更加?|进一步|大力|全面|全力|深入|扎实|积极|着力|加快|持续|不断|努力|坚决|坚定|基本|有序|稳步|稳妥|切实|显著|明显|"
    r"大幅|适度|适当|逐步|继续|深化|强化|加强|加大|主动|广泛|普遍|充分|高度|十分|非常|特别|极大|有效|有力|稳定|较快|较好|"
    r"始终|务必|必须|应当|可以|力争|确保|争取|探索|推进|推动|统筹|牢牢|严格|从严|最|很|较|再|地|要)+"
)
_MARKS = re.compile(r"[\W_]*")
_QUOTED = re.compile(r"[“\"「][^”\"」]{2,24}[”\"」]")


@dataclass(frozen=True, slots=True)
class Piece:
    """An op on a pair of sentences: code-point ranges of both, and its class."""

    op: Op
    old: Span
    new: Span
    cls: EditClass = "wording"


def diff(old: str, new: str, settings: WordingSettings = WordingSettings()) -> list[Piece]:
    """Return the pieces that turn `old` into `new`, in order; they tile both.

    >>> [(p.op, "增长5%左右"[slice(*p.old)], "增长4.5%左右"[slice(*p.new)]) for p in diff("增长5%左右", "增长4.5%左右")]
    [('equal', '增长', '增长'), ('replace', '5%', '4.5%'), ('equal', '左右', '左右')]
    """
    if old == new:
        return [Piece("equal", (0, len(old)), (0, len(new)))] if old else []
    left, right = tokens(old), tokens(new)
    opcodes = _opcodes([t.text for t in left], [t.text for t in right], settings)
    ranges = _figures_apart(_swallow(opcodes, left, settings), left, right)
    pieces = []
    for tag, i1, i2, j1, j2 in ranges:
        a = (left[i1].span[0] if i1 < len(left) else len(old), left[i2 - 1].span[1] if i2 > i1 else 0)
        b = (right[j1].span[0] if j1 < len(right) else len(new), right[j2 - 1].span[1] if j2 > j1 else 0)
        pieces.append(Piece(tag, (a[0], max(a)), (b[0], max(b))))
    numbers = [[token.span for token in side if token.kind == "number"] for side in (left, right)]
    return _classed(pieces, old, new, numbers, settings)


def folded_diff(old: str, new: str, settings: WordingSettings, folding: FoldingSettings) -> list[Piece]:
    """Return what `diff` does for the folded texts, as spans of the texts as they stand.

    An equal piece is equal once folded; what was folded away belongs to the piece before it, so pieces tile both.

    >>> folded_diff('"一带 一路"', "“一带一路”", WordingSettings(), FoldingSettings())
    [Piece(op='equal', old=(0, 7), new=(0, 6), cls='wording')]
    """
    a, b = fold(old, folding), fold(new, folding)
    if a.text == b.text or not (a.text and b.text):  # nothing to part the sentences by
        op: Op = "insert" if not old else "delete" if not new else "equal" if a.text == b.text else "replace"
        return [Piece(op, (0, len(old)), (0, len(new)))] if old or new else []
    pieces = diff(a.text, b.text, settings)
    if pieces[-1].op == "replace" and a.tail and b.tail:  # marks folded away at both ends are no part of the change
        pieces.append(Piece("equal", (len(a.text),) * 2, (len(b.text),) * 2))
    changed = [piece.op != "equal" for piece in pieces]
    spans = (side.tiles(at, changed) for side, at in ((a, [p.old for p in pieces]), (b, [p.new for p in pieces])))
    return [replace(piece, old=at, new=to) for piece, at, to in zip(pieces, *spans, strict=True)]


def edits(
    old: Report,
    new: Report,
    links: Sequence[Link],
    settings: WordingSettings = WordingSettings(),
    folding: FoldingSettings = FoldingSettings(),
) -> tuple[Edit, ...]:
    """Return the edits of every sentence link that has both sides, in the order of the links."""
    sides = []
    for report in (old, new):
        texts = {block.id: block.text for block in report.blocks}
        sides.append({s.id: (s.block, s.span[0], texts[s.block][slice(*s.span)]) for s in report.sentences})
    name = Names("e")
    out = []
    for link in links:
        if link.level != "sentence" or link.old is None or link.new is None:
            continue
        (a_block, a_at, a_text), (b_block, b_at, b_text) = sides[0][link.old], sides[1][link.new]
        for piece in folded_diff(a_text, b_text, settings, folding):
            quote = (a_text[slice(*piece.old)], b_text[slice(*piece.new)])
            out.append(
                Edit(
                    id=name(link.id, piece.op, *quote),
                    link=link.id,
                    op=piece.op,
                    cls=piece.cls,
                    old=None if piece.op == "insert" else Place(a_block, (a_at + piece.old[0], a_at + piece.old[1])),
                    new=None if piece.op == "delete" else Place(b_block, (b_at + piece.new[0], b_at + piece.new[1])),
                )
            )
    return tuple(out)


# ── ops ───────────────────────────────────────────────────────────────────────────────────────

_Range = tuple[Op, int, int, int, int]


def _opcodes(left: Sequence[str], right: Sequence[str], settings: WordingSettings) -> list[_Range]:
    """Return difflib's opcodes; for very long sentences those of a faster method with the same contract.

    difflib looks for the longest common run first, which reads best, but takes time with the square of
    the length or worse; Indel takes memory with it; Levenshtein (Hirschberg's method) takes neither.
    """
    cells = len(left) * len(right)
    if cells <= settings.readable_cells:
        return list(SequenceMatcher(None, left, right, autojunk=False).get_opcodes())
    exact = Indel if cells <= settings.exact_cells else Levenshtein
    return [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in exact.opcodes(left, right)]


def _swallow(ranges: list[_Range], left: Sequence[Token], settings: WordingSettings) -> list[_Range]:
    """Merge edits that only a short meaningless equal run keeps apart."""
    out: list[_Range] = []
    for here, (tag, i1, i2, j1, j2) in enumerate(ranges):
        inside = 0 < here < len(ranges) - 1
        swallowed = tag == "equal" and inside and _meaningless(left[i1:i2], settings)
        if swallowed or (tag != "equal" and out and out[-1][0] != "equal"):
            _extend(out, i2, j2)
        else:
            out.append((tag, i1, i2, j1, j2))
    return [_retagged(item) for item in out]


def _extend(out: list[_Range], i2: int, j2: int) -> None:
    _, i1, _, j1, _ = out[-1]
    out[-1] = ("replace", i1, i2, j1, j2)


def _retagged(item: _Range) -> _Range:
    tag, i1, i2, j1, j2 = item
    if tag == "equal":
        return item
    return ("insert" if i1 == i2 else "delete" if j1 == j2 else "replace", i1, i2, j1, j2)


def _figures_apart(ranges: Sequence[_Range], left: Sequence[Token], right: Sequence[Token]) -> list[_Range]:
    """Split a replaced phrase at its numbers where both sides have as many, so that a number is marked by itself."""
    out: list[_Range] = []
    for tag, i1, i2, j1, j2 in ranges:
        a = [i for i in range(i1, i2) if left[i].kind == "number"]
        b = [j for j in range(j1, j2) if right[j].kind == "number"]
        if tag != "replace" or not a or len(a) != len(b):
            out.append((tag, i1, i2, j1, j2))
            continue
        for i, j in zip([*a, i2], [*b, j2], strict=True):
            if i > i1 or j > j1:
                same = [t.text for t in left[i1:i]] == [t.text for t in right[j1:j]]
                out.append(("equal" if same else "replace", i1, i, j1, j))
            if i < i2:
                equal = left[i].text == right[j].text
                out.append(("equal" if equal else "replace", i, i + 1, j, j + 1))
            i1, j1 = i + 1, j + 1
    return [_retagged(item) for item in out]


def _meaningless(run: Sequence[Token], settings: WordingSettings) -> bool:
    text = "".join(token.text for token in run)
    if any(token.kind == "number" for token in run):
        return False
    short = len(_MARKS.sub("", text)) <= settings.island
    whole_word = len(run) == 1 and len(run[0].text) >= 2 and not _DEGREE.fullmatch(text)
    return bool(_WEAK.fullmatch(text)) or (short and not whole_word)


# ── classes ───────────────────────────────────────────────────────────────────────────────────


def _classed(
    pieces: Sequence[Piece], old: str, new: str, numbers: Sequence[Sequence[Span]], settings: WordingSettings
) -> list[Piece]:
    """Return the pieces with their classes; a text taken out here and put in there is a change of order."""
    gone = Counter(_core(old[slice(*p.old)]) for p in pieces if p.op in ("delete", "replace"))
    come = Counter(_core(new[slice(*p.new)]) for p in pieces if p.op in ("insert", "replace"))
    quoted = [[m.span() for m in _QUOTED.finditer(text)] for text in (old, new)]
    out = []
    for piece in pieces:
        if piece.op == "equal":
            out.append(piece)
            continue
        a, b = old[slice(*piece.old)], new[slice(*piece.new)]
        figure = any(
            _is_figure(span, inside, settings) for span, inside in zip((piece.old, piece.new), numbers, strict=True)
        )
        out.append(Piece(piece.op, piece.old, piece.new, _class(a, b, piece, quoted, (gone, come), figure)))
    return out


def _class(
    a: str,
    b: str,
    piece: Piece,
    quoted: Sequence[Sequence[Span]],
    both: tuple[Counter[str], Counter[str]],
    figure: bool,
) -> EditClass:
    if _MARKS.fullmatch(a) and _MARKS.fullmatch(b):
        return "punctuation"
    moved = [core for core in (_core(a), _core(b)) if core]
    if all(len(core) >= 2 and both[0][core] and both[1][core] for core in moved):
        return "order"
    if figure:
        return "figure"
    if all(_DEGREE.fullmatch(core) or not core for core in (_core(a), _core(b))):
        return "intensity"
    if _inside(piece.old, quoted[0]) or _inside(piece.new, quoted[1]):
        return "formulation"
    return "wording"


def _is_figure(span: Span, numbers: Sequence[Span], settings: WordingSettings) -> bool:
    """Tell whether a number is what an edit is about, and not one word of a long clause."""
    size = span[1] - span[0]
    digits = sum(end - start for start, end in numbers if span[0] <= start and end <= span[1])
    return digits > 0 and (size <= settings.figure_clause or digits >= size / 3)


def _core(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _inside(span: Span, quoted: Sequence[Span]) -> bool:
    return span[1] > span[0] and any(a <= span[0] and span[1] <= b for a, b in quoted)
