"""Linked sentences → edits: what was changed in the wording, and what kind of change it is.

    稳健的货币政策要灵活适度、精准有效      稳健的 → 实施适度宽松的     货币政策     要灵活适度、精准有效 → ∅

What a reader would leave unmarked is found first (`runs.py`): a mark covers whole words and whole
numbers, and what two edits have between them says something by itself, so that no confetti is left.
Then what is marked is cut where it says different things (`pieces.py`) and classed.  Taken in order,
the edits of a link tile both sentences, and replaying them on the old sentence gives the new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import log

from rapidfuzz.distance import Indel, Levenshtein

from .config import FoldingSettings, WordingSettings
from .folding import fold
from .ids import Names
from .model import Edit, EditClass, Link, Op, Place, Report, Span
from .pieces import Piece, figures_apart, moved_apart, parted, pieces_between, pieces_of, shifted
from .runs import Cost, Run, Worth, common, settled
from .splits import told_elsewhere, windows
from .tokens import Token, tokens
from .words import rarity

_WEAK = re.compile(
    r"[的了和与及并在对为以要等中上下把将更再也都还就从是着过个各其这那之所于而或、，。；：！？“”‘’（）《》\s]+"
)
_DEGREE = re.compile(
    r"(?:更加?|进一步|大力|全面|全力|深入|扎实|积极|着力|加快|持续|不断|努力|坚决|坚定|基本|有序|稳步|稳妥|切实|显著|明显|"
    r"大幅|适度|适当|逐步|继续|深化|强化|加强|加大|主动|广泛|普遍|充分|高度|十分|非常|特别|极大|有效|有力|稳定|较快|较好|"
    r"始终|务必|必须|应当|可以|力争|确保|争取|探索|推进|推动|统筹|牢牢|严格|从严|最|很|较|再|地|要)+"
)
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿")
_QUOTED = re.compile(r"[“\"「][^”\"」]{2,24}[”\"」]")
_NAMED = 500
"""How much of the ends of a very long edit names it; longer than the longest real sentence."""

_Sides = dict[str, tuple[str, int, str]]
"""Of each sentence: its block, where it begins there, its text."""


def diff(old: str, new: str, settings: WordingSettings = WordingSettings()) -> list[Piece]:
    """Return the pieces that turn `old` into `new`, in order; they tile both.

    >>> [(p.op, "增长5%左右"[slice(*p.old)], "增长4.5%左右"[slice(*p.new)]) for p in diff("增长5%左右", "增长4.5%左右")]
    [('equal', '增长', '增长'), ('replace', '5%', '4.5%'), ('equal', '左右', '左右')]
    """
    if old == new:
        return [Piece("equal", (0, len(old)), (0, len(new)))] if old else []
    left, right = tokens(old), tokens(new)
    numbers = [[token.span for token in side if token.kind == "number"] for side in (left, right)]
    pieces = moved_apart(pieces_of(_runs(old, new, left, right, settings), old, new), old, new, settings.least_moved)
    apart = [part for piece in pieces for part in figures_apart(piece, old, new, numbers, settings.exact_cells)]
    return _classed(apart, old, new, numbers, settings)


def folded_diff(old: str, new: str, settings: WordingSettings, folding: FoldingSettings) -> list[Piece]:
    """Return what `diff` does for the folded texts, as spans of the texts as they stand.

    An equal piece is equal once folded; what was folded away belongs to the piece before it, so pieces tile both.

    >>> folded_diff('"一带 一路"', "“一带一路”", WordingSettings(), FoldingSettings())
    [Piece(op='equal', old=(0, 7), new=(0, 6), cls='wording', elsewhere=False)]
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
    sides: list[_Sides] = []
    for report in (old, new):
        texts = {block.id: block.text for block in report.blocks}
        sides.append({s.id: (s.block, s.span[0], texts[s.block][slice(*s.span)]) for s in report.sentences})
    whole = [link for link in links if link.level == "sentence" and link.old is not None and link.new is not None]
    said = [{id_: text for id_, (_, _, text) in side.items()} for side in sides]
    where = windows(whole, said, settings)
    pieces = {
        link.id: _within(said[0][link.old or ""], said[1][link.new or ""], where[link.id], settings, folding)
        for link in whole
    }
    for id_, told in told_elsewhere(whole, said, pieces).items():
        pieces[id_] = parted(pieces[id_], *told)
    name = Names("e")
    out = []
    for link in whole:
        (a_block, a_at, a_text), (b_block, b_at, b_text) = sides[0][link.old or ""], sides[1][link.new or ""]
        for piece in pieces[link.id]:
            quote = (a_text[slice(*piece.old)], b_text[slice(*piece.new)])
            out.append(
                Edit(
                    id=name(link.id, piece.op, *map(_gist, quote)),
                    link=link.id,
                    op=piece.op,
                    cls=piece.cls,
                    old=None if piece.op == "insert" else Place(a_block, (a_at + piece.old[0], a_at + piece.old[1])),
                    new=None if piece.op == "delete" else Place(b_block, (b_at + piece.new[0], b_at + piece.new[1])),
                    elsewhere=piece.elsewhere,
                )
            )
    return tuple(out)


def _gist(text: str) -> str:
    """Return what names an edit: its text, of a very long one the ends."""
    return text if len(text) <= 2 * _NAMED else text[:_NAMED] + text[-_NAMED:]


def _within(
    old: str, new: str, where: tuple[Span | None, Span | None], settings: WordingSettings, folding: FoldingSettings
) -> list[Piece]:
    """Return what `folded_diff` does where only a part of a sentence is meant; the rest of it goes or comes."""
    here, there = where[0] or (0, len(old)), where[1] or (0, len(new))
    inner = folded_diff(old[slice(*here)], new[slice(*there)], settings, folding)
    before = pieces_between(old, new, (0, here[0]), (0, there[0]))
    after = pieces_between(old, new, (here[1], len(old)), (there[1], len(new)))
    return [*before, *(shifted(piece, here[0], there[0]) for piece in inner), *after]


# ── ops ───────────────────────────────────────────────────────────────────────────────────────


def _runs(
    old: str, new: str, left: Sequence[Token], right: Sequence[Token], settings: WordingSettings
) -> Sequence[Run]:
    """Return the stretches that stay unmarked; for very long sentences those of a faster method, word by word.

    Indel takes memory with the product of the lengths; Levenshtein (Hirschberg's method) does not.
    """
    worth = _worth(old, left, settings)
    if len(old) * len(new) <= settings.readable_cells:
        cuts = _cuts(old, left), _cuts(new, right)
        runs = common(old, new, cuts, worth, _cost(settings), settings.most_runs)
        if runs is not None:
            return settled(runs, old, new, cuts, worth)
    exact = Indel if len(left) * len(right) <= settings.exact_cells else Levenshtein
    out = []
    for op in exact.opcodes([token.text for token in left], [token.text for token in right]):
        if op.tag == "equal":
            start, end = left[op.src_start].span[0], left[op.src_end - 1].span[1]
            edge = op.src_start == op.dest_start == 0 or (op.src_end == len(left) and op.dest_end == len(right))
            if edge or worth(start, end) > 0:
                out.append(Run(start, right[op.dest_start].span[0], end - start))
    return out


def _cuts(text: str, parts: Sequence[Token]) -> bytearray:
    """Return where a mark may begin or end: between words, and inside a long word between two that make it up."""
    out = bytearray(len(text) + 1)
    out[0] = 2
    for token in parts:
        start, end = token.span
        out[end] = 2
        if token.kind == "word" and end - start > 2:
            for at in range(start + 1, end):
                numeral = text[at - 1] in _NUMERALS or text[at] in _NUMERALS  # 十五大, 十二五
                out[at] = not numeral and rarity(text[start:at]) > 0 and rarity(text[at:end]) > 0
    return out


def _worth(text: str, parts: Sequence[Token], settings: WordingSettings) -> Worth:
    """Return what a stretch is worth: its length, by its rarity where it is one short word, 0 where it says nothing."""
    letters = [0]
    for character in text:
        letters.append(letters[-1] + character.isalnum())
    whole = [token.span for token in parts if token.kind in ("number", "date", "name")]

    def worth(start: int, end: int) -> float:
        if letters[end] - letters[start] > settings.island:
            return 0.0 if _WEAK.fullmatch(text, start, end) else end - start
        core = _core(text[start:end])
        if core.isascii() or any(start <= a and b <= end for a, b in whole):
            return end - start if core else 0.0
        if len(core) < 2 or _DEGREE.fullmatch(core):
            return 0.0
        return (end - start) * min(settings.telling_most, rarity(core) / settings.usual_rarity)

    return worth


def _cost(settings: WordingSettings) -> Cost:
    """Return what an edit costs by its length: a word between two long edits is there by chance."""
    return lambda length: settings.edit_cost + settings.length_cost * log(length) if length else 0.0


# ── classes ───────────────────────────────────────────────────────────────────────────────────


def _classed(
    pieces: Sequence[Piece], old: str, new: str, numbers: Sequence[Sequence[Span]], settings: WordingSettings
) -> list[Piece]:
    """Return the pieces with their classes; what is a change of order is known."""
    quoted = [[m.span() for m in _QUOTED.finditer(text)] for text in (old, new)]

    def cls(piece: Piece) -> EditClass:
        cores = _core(old[slice(*piece.old)]), _core(new[slice(*piece.new)])
        if cores[0] == cores[1]:
            return "punctuation"
        both = (piece.old, piece.new)
        if any(_is_figure(span, side, settings) for span, side in zip(both, numbers, strict=True)):
            return "figure"
        if all(_DEGREE.fullmatch(core) or not core for core in cores):
            return "intensity"
        return "formulation" if any(map(_inside, both, quoted)) else "wording"

    return [
        piece if piece.op == "equal" or piece.cls == "order" else replace(piece, cls=cls(piece)) for piece in pieces
    ]


def _is_figure(span: Span, numbers: Sequence[Span], settings: WordingSettings) -> bool:
    """Tell whether a number is what an edit is about, and not one word of a long clause."""
    size = span[1] - span[0]
    digits = sum(end - start for start, end in numbers if span[0] <= start and end <= span[1])
    return digits > 0 and (size <= settings.figure_clause or digits >= size / 3)


def _core(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _inside(span: Span, quoted: Sequence[Span]) -> bool:
    return span[1] > span[0] and any(a <= span[0] and span[1] <= b for a, b in quoted)
