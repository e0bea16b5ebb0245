"""Two reports → links: which sections, blocks and sentences belong together, n to m.

    old  一  A  B  二  C  D            A──A'   B──┐
    new  一  A' BC 二  D  E      →            C──┴─BC (merged)   D──D   E (added)

    anchors    blocks that are the same on both sides and cannot be mistaken
    chances    every other pair worth a look, judged twice on its evidence (evidence.py, judge.py)
    groups     pairs above the threshold, connected: one to one, split, merged, recut
    moved      blocks and sections that left their section, or their order in it
    sections   linked by where their text went, and by their headings
    sentences  paired inside each group of blocks

A result is never linked with a task: that relation is fulfilment, and shown apart.  What is not
linked is honestly added or removed.  Swapping old and new mirrors everything.  What a person said of links
(link_repairs.py) is applied to the edges of each level as soon as they are known, so that the rest follows from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .ancestry import ancestors
from .config import AlignmentSettings
from .context import second_round
from .evidence import FIRST, Pair, first_round
from .grouping import Edge, Linked, group_edges
from .held import held
from .judge import Judges, judges
from .meetings import common_words
from .mending import Mender
from .model import Block, Group, Limit, Link, LinkRepair, Overruled, Report, Role, Section
from .order import out_of_order, tie_broken
from .sentences import align_sentences
from .sides import FRONT, Side, side
from .similarity import compared

_RESULT = {"review"}
_PLAN = {"tasks", "requirements"}


@dataclass(frozen=True, slots=True)
class Alignment:
    """All links and groups of two reports: sections, then blocks, then sentences, in reading order."""

    links: tuple[Link, ...]
    groups: tuple[Group, ...]
    limits: tuple[Limit, ...] = ()
    repairs: tuple[LinkRepair, ...] = ()
    overruled: tuple[Overruled, ...] = ()


def align(
    old: Report,
    new: Report,
    settings: AlignmentSettings = AlignmentSettings(),
    judging: Judges | None = None,
    repairs: Sequence[LinkRepair] = (),
) -> Alignment:
    """Return the links between two reports on all three levels, judged as the settings say or by `judging`.

    They are mended as the `repairs` say.
    """
    old_side, new_side = side(old, settings), side(new, settings)
    pairs, passed_over = _block_pairs(old_side, new_side, settings, judging or judges(settings))
    pairs.update(_held_pairs(old_side, new_side, pairs, settings))
    edges = [
        Edge(old_side.units[i].block.id, new_side.units[j].block.id, score, why)
        for (i, j), (score, why) in sorted(pairs.items())
    ]
    mender = Mender(repairs, old, new)
    units = (
        dict.fromkeys((u.block.id for u in old_side.units), ""),
        dict.fromkeys((u.block.id for u in new_side.units), ""),
    )
    edges = mender.mend("block", edges, units)
    chains = ancestors(old), ancestors(new)
    section_edges = mender.mend(
        "section",
        _section_edges(old, new, edges, chains, settings),
        (dict.fromkeys((s.id for s in old.sections), ""), dict.fromkeys((s.id for s in new.sections), "")),
    )
    edges = mender.mend("block", _with_headings(old, new, edges, section_edges), units)
    moved_sections = _moved_sections(old, new, section_edges)
    moved_blocks = _moved_blocks(old, new, edges, section_edges)
    sections = group_edges(
        "section", [s.id for s in old.sections], [s.id for s in new.sections], section_edges,
        _section_contents(old, chains[0]), _section_contents(new, chains[1]), moved_sections,
    )  # fmt: skip
    blocks = group_edges(
        "block", [u.block.id for u in old_side.units], [u.block.id for u in new_side.units], edges,
        {u.block.id: u.block.text for u in old_side.units}, {u.block.id: u.block.text for u in new_side.units},
        moved_blocks,
    )  # fmt: skip
    sentences = align_sentences(old, new, blocks, settings, mender)
    return _together((sections, blocks, sentences), _limits(passed_over), mender)


def allowed(old: Block, new: Block) -> bool:
    """Tell whether two blocks may be linked at all: never a result with a task, what stands in front only in front.

    The same words are no result here and a lesson there: whether a paragraph of the review only demands (必须坚持…)
    depends on where it is cut, which copies of one report do in different ways.
    """
    same_lesson = {old.role, new.role} == {"review", "requirements"} and old.text == new.text
    if _result_with_task(old.role, new.role) and not same_lesson:
        return False
    return (old.kind in FRONT) == (new.kind in FRONT)


def _result_with_task(*roles: Role | None) -> bool:
    return not _RESULT.isdisjoint(roles) and not _PLAN.isdisjoint(roles)


# ── blocks ────────────────────────────────────────────────────────────────────────────────────


def _block_pairs(
    old: Side, new: Side, settings: AlignmentSettings, judging: Judges
) -> tuple[dict[Pair, tuple[float, tuple[str, ...]]], tuple[int, int]]:
    """Return the linked pairs of units with their score and reasons, and what was passed over."""
    anchors, evidence, passed_over = judged(old, new, settings)
    chances = dict.fromkeys(anchors, 1.0) | judging.first.chances(evidence)
    second = judging.second.chances(second_round(chances, evidence, old, new, judging.jumps, settings))
    out: dict[Pair, tuple[float, tuple[str, ...]]] = dict.fromkeys(anchors, (1.0, ("same text",)))
    for pair in evidence:
        if second[pair] >= judging.threshold:
            out[pair] = (round(second[pair], 4), _reasons(evidence[pair], settings))
    linked = ({i for i, _ in out}, {j for _, j in out})
    for i, j in front(old, new):
        if i not in linked[0] and j not in linked[1]:
            out[i, j] = (1.0, ("place",))
    return out, passed_over


def _held_pairs(
    old: Side, new: Side, pairs: Mapping[Pair, tuple[float, tuple[str, ...]]], settings: AlignmentSettings
) -> dict[Pair, tuple[float, tuple[str, ...]]]:
    """Return the pairs of a block that found no partner with the one that holds its text whole."""
    texts = [[unit.block.text for unit in side.units] for side in (old, new)]
    found = held(
        texts[0], texts[1], {pair: score for pair, (score, _) in pairs.items()},
        settings.least_held, settings.held_share, lambda i, j: allowed(old.units[i].block, new.units[j].block),
    )  # fmt: skip
    return {pair: (score, ("text",)) for pair, score in found.items()}


def judged(
    old: Side, new: Side, settings: AlignmentSettings
) -> tuple[list[Pair], dict[Pair, tuple[float, ...]], tuple[int, int]]:
    """Return the anchors, the evidence of the other pairs that may be linked, and what was passed over."""
    anchors = _anchors([u.text for u in old.units], [u.text for u in new.units])
    anchors = [(i, j) for i, j in anchors if allowed(old.units[i].block, new.units[j].block)]
    evidence, passed_over = first_round(old, new, settings, anchors)
    open_to_judgement = {
        (i, j): values for (i, j), values in evidence.items() if allowed(old.units[i].block, new.units[j].block)
    }
    return anchors, open_to_judgement, passed_over


def _limits(passed_over: tuple[int, int]) -> tuple[Limit, ...]:
    """Return what the reader is told of words and counterparts that were not looked at."""
    common, pairs = passed_over
    said = [*common_words(common, "alignment", "段落", "paragraphs")]
    if pairs:
        said.append(
            Limit(
                "counterparts",
                "alignment",
                f"有些段落与太多段落相像，每段只比较了最像的几十段，另有至少 {pairs} 对没有比较。",
                f"Some paragraphs are like very many others; only the most alike of each were judged, "
                f"at least {pairs} pairs were not.",
            )
        )
    return tuple(said)


def front(old: Side, new: Side) -> list[Pair]:
    """Return what stands before two reports, linked by place: its words change with every edition.

    The first title is the successor of the first title; what follows, subtitles and bylines, is linked one by one,
    or all to one where one report says in one line what the other spreads over several.
    """
    left, right = ([k for k, unit in enumerate(side.units) if unit.block.kind in FRONT] for side in (old, new))
    out: list[Pair] = []
    if left and right and old.units[left[0]].block.kind == new.units[right[0]].block.kind == "title":
        out.append((left.pop(0), right.pop(0)))
    if min(len(left), len(right)) == 1:
        return out + [(i, j) for i in left for j in right]
    return out + list(zip(left, right, strict=False))


def _reasons(values: tuple[float, ...], settings: AlignmentSettings) -> tuple[str, ...]:
    """Return what speaks for a pair, in words a reader knows."""
    said = dict(zip(FIRST, values, strict=True))
    least = settings.telling_rank
    named = (
        ("text", said["rank"] >= least),
        ("heading", said["head rank"] >= least or said["section heading rank"] * said["headings"] >= least),
        ("section", said["section rank"] >= least and said["part rank"] >= least),
        ("neighbours", said["diagonal"] >= settings.telling_neighbours),
    )
    return tuple(name for name, holds in named if holds) or ("text",)


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the pairs of equal texts that cannot be mistaken.

    A text that stands once on each side is one; so are repeated texts (各位代表！) where as many
    stand on both sides between the same two anchors.
    """
    old_count, new_count = Counter(old), Counter(new)
    place = {text: j for j, text in enumerate(new)}
    unique = [(i, place[t]) for i, t in enumerate(old) if old_count[t] == 1 == new_count.get(t)]
    crossing = out_of_order(unique, [tie_broken(len(old[i]), old[i]) for i, _ in unique])
    fixed = [pair for pair in unique if pair not in crossing]
    out = list(unique)
    starts = [(-1, -1), *fixed]
    ends = [*fixed, (len(old), len(new))]
    for (i0, j0), (i1, j1) in zip(starts, ends, strict=True):
        by_text: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i in range(i0 + 1, i1):
            by_text[old[i]][0].append(i)
        for j in range(j0 + 1, j1):
            by_text[new[j]][1].append(j)
        for text, (left, right) in by_text.items():
            repeated = old_count[text] > 1 or new_count[text] > 1
            if repeated and len(left) == len(right):
                out += zip(left, right, strict=True)
    return sorted(out)


# ── sections ──────────────────────────────────────────────────────────────────────────────────


def _section_contents(report: Report, chains: Mapping[str, Sequence[Section]]) -> dict[str, str]:
    """Return the text of each section, its heading first."""
    texts: dict[str, list[str]] = {section.id: [section.heading] for section in report.sections}
    for block in report.blocks:
        for section in chains[block.id]:
            texts[section.id].append(block.text)
    return {section: "\n".join(parts) for section, parts in texts.items()}


def _section_edges(
    old: Report,
    new: Report,
    edges: Iterable[Edge],
    chains: Sequence[Mapping[str, Sequence[Section]]],
    settings: AlignmentSettings,
) -> list[Edge]:
    """Link sections of one level by the share of linked text that they exchange, and by their headings."""
    old_chain, new_chain = chains
    sizes = [{block.id: len(block.text) for block in report.blocks} for report in (old, new)]
    mass: dict[tuple[str, str], float] = defaultdict(float)
    given: dict[str, float] = defaultdict(float)
    taken: dict[str, float] = defaultdict(float)
    for edge in edges:
        weight = edge.score * min(sizes[0][edge.old], sizes[1][edge.new])
        for a in old_chain[edge.old]:
            given[a.id] += weight
            for b in new_chain[edge.new]:
                if a.level == b.level:
                    mass[a.id, b.id] += weight
        for b in new_chain[edge.new]:
            taken[b.id] += weight
    out = {}
    for (a_id, b_id), weight in mass.items():
        share = max(weight / given[a_id], weight / taken[b_id])
        other = min(weight / given[a_id], weight / taken[b_id])
        if share >= settings.heading_share and other >= settings.other_share:
            out[a_id, b_id] = Edge(a_id, b_id, round((share + other) / 2, 4), ("text",))
    linked = ({a for a, _ in out}, {b for _, b in out})
    for edge in _heading_edges(old, new, settings):
        known = out.get((edge.old, edge.new))
        if known:
            out[edge.old, edge.new] = Edge(edge.old, edge.new, known.score, ("text", "heading"))
        elif edge.old not in linked[0] and edge.new not in linked[1]:
            out[edge.old, edge.new] = edge
            linked[0].add(edge.old)
            linked[1].add(edge.new)
    order = {section.id: here for here, section in enumerate(old.sections)}
    after = {section.id: here for here, section in enumerate(new.sections)}
    return sorted(out.values(), key=lambda edge: (order[edge.old], after[edge.new]))


def _with_headings(old: Report, new: Report, edges: Sequence[Edge], sections: Sequence[Edge]) -> list[Edge]:
    """Return the block edges and, for sections linked one to one, those of headings that found no partner."""
    left, right = Counter(edge.old for edge in sections), Counter(edge.new for edge in sections)
    linked = ({edge.old for edge in edges}, {edge.new for edge in edges})
    headings = [
        {block.section: block for block in reversed(report.blocks) if block.kind == "heading"} for report in (old, new)
    ]
    out = list(edges)
    for edge in sections:
        a, b = headings[0].get(edge.old), headings[1].get(edge.new)
        if not a or not b or a.id in linked[0] or b.id in linked[1]:
            continue
        if left[edge.old] == right[edge.new] == 1 and allowed(a, b):
            out.append(Edge(a.id, b.id, edge.score, ("section",)))
    order = [{block.id: here for here, block in enumerate(report.blocks)} for report in (old, new)]
    return sorted(out, key=lambda edge: (order[0][edge.old], order[1][edge.new]))


def _heading_edges(old: Report, new: Report, settings: AlignmentSettings) -> list[Edge]:
    """Return the pairs of sections of one level whose headings are each other's best and much alike."""
    out = []
    for level in (1, 2, 3):
        left = [section for section in old.sections if section.level == level]
        right = [section for section in new.sections if section.level == level]
        rows = compared([s.heading for s in left], [s.heading for s in right], settings.similarity).rows
        best_row = [max(row.values(), default=0.0) for row in rows]
        best_column: dict[int, float] = defaultdict(float)
        for row in rows:
            for j, cosine in row.items():
                best_column[j] = max(best_column[j], cosine)
        for i, row in enumerate(rows):
            for j, cosine in row.items():
                alike = cosine >= max(settings.heading_alike, best_row[i], best_column[j])
                if alike and not _result_with_task(left[i].role, right[j].role):
                    out.append(Edge(left[i].id, right[j].id, round(cosine, 4), ("heading",)))
    return out


# ── moves ─────────────────────────────────────────────────────────────────────────────────────


def _moved_sections(old: Report, new: Report, edges: Sequence[Edge]) -> set[tuple[str, str]]:
    """Return the linked sections whose parents are not linked, or whose order among their siblings changed."""
    parents = [{section.id: section.parent for section in report.sections} for report in (old, new)]
    order = [{section.id: here for here, section in enumerate(report.sections)} for report in (old, new)]
    sizes = [{section.id: len(section.heading) for section in report.sections} for report in (old, new)]
    return _moved(edges, parents, order, sizes, {(edge.old, edge.new) for edge in edges})


def _moved_blocks(old: Report, new: Report, edges: Sequence[Edge], sections: Sequence[Edge]) -> set[tuple[str, str]]:
    """Return the linked blocks that changed their order in their section, or left it for elsewhere.

    The section of a paragraph that opens an item is the one the item stands in, so that an item
    moves as a whole or not at all.
    """
    parents = []
    for report in (old, new):
        by_id = {section.id: section for section in report.sections}
        home: dict[str, str | None] = {}
        for block in report.blocks:
            section = by_id.get(block.section or "")
            opens = block.runin is not None or block.kind == "heading"
            home[block.id] = section.parent if section and (opens or section.level == 3) else block.section
        parents.append(home)
    order = [{block.id: here for here, block in enumerate(report.blocks)} for report in (old, new)]
    sizes = [{block.id: len(block.text) for block in report.blocks} for report in (old, new)]
    return _moved(edges, parents, order, sizes, {(edge.old, edge.new) for edge in sections})


def _moved(
    edges: Sequence[Edge],
    parents: Sequence[Mapping[str, str | None]],
    order: Sequence[Mapping[str, int]],
    sizes: Sequence[Mapping[str, int]],
    linked_parents: set[tuple[str, str]],
) -> set[tuple[str, str]]:
    def places(members: Sequence[Edge]) -> list[tuple[int, int]]:
        return [(order[0][edge.old], order[1][edge.new]) for edge in members]

    def crossing(members: Sequence[Edge]) -> set[tuple[int, int]]:
        weights = [tie_broken(min(sizes[0][e.old], sizes[1][e.new]), e.old, e.new) for e in members]
        return out_of_order(places(members), weights)

    everywhere = crossing(edges)
    moved = set()
    siblings: dict[tuple[str | None, str | None], list[Edge]] = defaultdict(list)
    for edge, place in zip(edges, places(edges), strict=True):
        home = parents[0][edge.old], parents[1][edge.new]
        if home == (None, None) or home in linked_parents:
            siblings[home].append(edge)
        elif place in everywhere:  # another section, but in the same order, is a heading that came or went
            moved.add((edge.old, edge.new))
    for members in siblings.values():
        out = crossing(members)
        moved |= {(e.old, e.new) for e, place in zip(members, places(members), strict=True) if place in out}
    return moved


def _together(levels: Sequence[Linked], limits: tuple[Limit, ...], mender: Mender) -> Alignment:
    return Alignment(
        links=tuple(link for level in levels for link in level.links),
        groups=tuple(group for level in levels for group in level.groups),
        limits=limits,
        repairs=mender.repairs,
        overruled=mender.overruled,
    )
