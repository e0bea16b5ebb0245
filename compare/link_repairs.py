"""What a person says of the machine's links: together, apart, split, merged.

    machine  A──x  B──y  C (removed)         unlink B y       →  A──x  B (removed)  y (added)
                                             link   C x       →  A─┬─x   C joins: merged
                                                                 C─┘
                                             split  A x z     →  A─┬─x   and nothing else belongs to A, x or z
                                                                   └─z
                                             merge  A C x     →  the same the other way round

A repair is a statement about units, not a change of a result.  It names them by their ids, which are made of their
text, so it can be said again of whatever the machine finds: with other settings, after an upgrade, with the sides
swapped (`mirrored`).  `mending.py` says how the machine's links and these statements go together.

    link    the two belong together, whatever else either belongs to; a sentence has one partner, so it leaves its other
    unlink  the two do not
    split   the old unit became exactly these new ones; with a single new one, the two are each other's only partner
    merge   the new unit is made of exactly these old ones

They hold in the order in which they were said, the later against the earlier; a second word on the same units takes
the place of the first.  A person may link what the machine never does: a result with a task, a title with a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .describe import shorten
from .errors import DuizhaoError, NotFound
from .ids import digest
from .lookup import ReportLookup
from .model import NOT_COMPARED, Anchor, Level, LinkOp, LinkRepair, Report

OPS: tuple[LinkOp, ...] = ("link", "unlink", "split", "merge")
LEVELS: tuple[Level, ...] = ("block", "section", "sentence")

_MIRRORED: dict[LinkOp, LinkOp] = {"split": "merge", "merge": "split"}
_QUOTE = 40
"""Characters of a unit that are kept beside its id; enough to know a paragraph by."""


def repair(old: Report, new: Report, op: LinkOp, old_units: Sequence[str], new_units: Sequence[str]) -> LinkRepair:
    """Return a statement about units of two reports, each named as `unit` takes it; raises where it makes no sense."""
    sides = [
        [unit(report, name) for name in dict.fromkeys(names)] for report, names in ((old, old_units), (new, new_units))
    ]
    levels = {level for side in sides for level, _ in side}
    if len(levels) > 1:
        raise DuizhaoError(
            "段落只能与段落对应，章节与章节，句子与句子；请为两边选同一层的单位。",
            "Paragraphs belong to paragraphs, sections to sections, sentences to sentences; name units of one level.",
        )
    ids = [[name for _, name in side] for side in sides]
    _check_numbers(op, len(ids[0]), len(ids[1]), levels)
    level = levels.pop()
    anchors = [
        tuple(Anchor(name, _quote(report, level, name)) for name in side)
        for report, side in zip((old, new), ids, strict=True)
    ]
    return named(LinkRepair("", op, level, anchors[0], anchors[1]))


def unit(report: Report, name: str) -> tuple[Level, str]:
    """Return level and id of a unit named by its id, the beginning of it, or the source line of its block."""
    if name.isdecimal() and len(name) < 10:
        found = [
            ("block", block.id)
            for block in report.blocks
            if block.lines[0] <= int(name) <= block.lines[1] and block.kind not in NOT_COMPARED
        ]
    else:
        blocks = [block.id for block in report.blocks if block.kind not in NOT_COMPARED]
        every = (
            ("block", blocks),
            ("section", [s.id for s in report.sections]),
            ("sentence", [s.id for s in report.sentences]),
        )
        known = [(level, each) for level, ids in every for each in ids if name and each.startswith(name)]
        found = [pair for pair in known if pair[1] == name] or known
    if not found:
        raise NotFound(
            f"《{report.title or report.source.name}》中没有可对应的“{name}”；请写段落编号或它在来源中的行号。",
            f"“{name}” names nothing in {report.title or report.source.name} that can be linked; "
            "give the id of a paragraph, or its line in the source.",
        )
    if len(found) > 1:
        raise NotFound(
            f"“{name}” 对应不止一处（{found[0][1]}、{found[1][1]} 等），请写出编号。",
            f"“{name}” names more than one place ({found[0][1]}, {found[1][1]}, …); give the id.",
        )
    level, each = found[0]
    return ("section" if level == "section" else "sentence" if level == "sentence" else "block"), each


def named(said: LinkRepair) -> LinkRepair:
    """Return a statement with the id that its content gives it."""
    old, new = ([anchor.unit for anchor in side] for side in (said.old, said.new))
    return replace(said, id="m" + digest(said.op, said.level, *old, "|", *new), attached=True)


def heard(repairs: Iterable[LinkRepair]) -> tuple[LinkRepair, ...]:
    """Return the statements that hold, in order: of those on the same units, the last."""
    last: dict[tuple[object, ...], LinkRepair] = {}
    for each in repairs:
        last.pop(subject(each), None)
        last[subject(each)] = each
    return tuple(last.values())


def subject(said: LinkRepair) -> tuple[object, ...]:
    """Return what a statement is about, whatever it says of it."""
    return said.level, *(frozenset(anchor.unit for anchor in side) for side in (said.old, said.new))


def mirrored(repairs: Iterable[LinkRepair]) -> tuple[LinkRepair, ...]:
    """Return the same statements for the same reports the other way round."""
    return tuple(
        named(replace(each, op=_MIRRORED.get(each.op, each.op), old=each.new, new=each.old)) for each in repairs
    )


def _check_numbers(op: LinkOp, old: int, new: int, levels: set[Level]) -> None:
    fits = {
        "link": old == new == 1,
        "unlink": old == new == 1,
        "split": old == 1 <= new,
        "merge": new == 1 <= old,
    }[op]
    if not fits:
        raise DuizhaoError(
            "单位个数不对：link、unlink 两边各一个，split 旧版一个、新版一个或几个，merge 旧版一个或几个、新版一个。",
            "The number of units is wrong: link and unlink take one of each side, "
            "split one old and one or more new, merge one or more old and one new.",
        )
    if levels == {"sentence"} and op not in ("link", "unlink"):
        raise DuizhaoError(
            "一句只能与一句对应；请用 link 或 unlink，或对所在的段落拆分、合并。",
            "A sentence has one partner; use link or unlink, or split and merge the paragraphs around it.",
        )


def _quote(report: Report, level: Level, name: str) -> str:
    return shorten(ReportLookup(report).unit_text(level, name), _QUOTE)
