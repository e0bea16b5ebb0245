"""What a person says of the figures of a report: what one counts, how much, which role; that it is none; a missed one.

    近1.5万家 in line 128     indicator 职工创新工作室, target          what the program read otherwise
    12351 in line 40          no figure                                 a name that looks like a number
    三成以上 in line 77        indicator 覆盖率, value 30%以上, result    a figure that the program missed

A repair is a statement about words of a block, not a change of a result.  It hangs on the block, the number's words and
which mention of them it is, never on the indicator that the program happens to give: it can be said again of whatever
the program finds after an upgrade or with other settings.  A later word on the same place takes the place of the
earlier.  Pairing, fulfilment, summary and exports follow from it; the program's own figure stays beside (`found`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .errors import DuizhaoError, NotFound
from .figure_anchors import Anchor, placed
from .figures import quantities
from .figures.key import key
from .folding import PLAIN, fold
from .ids import digest
from .link_repairs import unit
from .model import Block, Figure, FigureRepair, FigureRole, Report, Value

ROLES: tuple[FigureRole, ...] = ("result", "target", "other")
_LONGEST = 80
"""Longest name or number, in characters, that a person may give."""
_MOST = 10_000
"""No paragraph has so many mentions of a number."""
_COUNTER = "个"
"""What is put behind a number without a unit, 1.5万, so that it is read as one."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person typed of a figure; None leaves what is there, an empty deadline is none."""

    indicator: str | None = None
    value: str | None = None
    role: FigureRole | None = None
    deadline: str | None = None
    gone: bool = False


def repair(report: Report, place: str, words: str, said: Said, nth: int = 0, head: int = 0) -> FigureRepair:
    """Return a statement about the `nth` mention of `words` in a block, named by its id or a line of the source.

    `head` tells which of the figures that share the number is meant: 入园率和普惠率均达到93% are two.  Words inside
    the number of a figure name that figure.  Raises where the block or the words are not there, where they are cut
    out of several numbers, or where nothing is said.
    """
    level, block_id = unit(report, place)
    block = next((each for each in report.blocks if each.id == block_id), None)
    if level != "block" or block is None:
        raise DuizhaoError(
            "数据只能在段落中修正；请写段落编号或行号。", "Figures stand in paragraphs; name a paragraph or a line."
        )
    if not words or len(words) > _LONGEST or _at(block.text, words, nth) is None:
        raise NotFound(
            f"这一段里没有“{words[:_LONGEST]}”；请照原文写出数字和单位。",
            f"“{words[:_LONGEST]}” does not stand in that paragraph; give the number and its unit as written.",
        )
    places = placed(report)
    anchor = Anchor(block.id, words, nth, head)
    if anchor not in places.values():
        span = _at(block.text, words, nth) or (0, 0)
        met = [each for each in report.figures if each.block == block.id and _meet(each.span, span)]
        if met and head == 0:
            anchor = places[met[0].id]
        if len({each.span for each in met}) > 1:
            raise DuizhaoError(
                f"“{words}”跨着几个数；请照原文只写一个数和它的单位。",
                f"“{words}” is part of several numbers; name one.",
            )
    known = anchor in places.values()
    _check(said, known=known)
    if not known:
        _value(said.value or words)
    return FigureRepair(
        anchor.id, block.id, anchor.words, anchor.nth, anchor.head, _clean(said.indicator) or None,
        _clean(said.value) or None, said.role, _clean(said.deadline), said.gone,
    )  # fmt: skip


def of_figure(report: Report, figure: Figure, said: Said) -> FigureRepair:
    """Return a statement about a figure that the program, or a person, found; what it repeats of it is not said."""
    anchor = placed(report)[figure.id]
    new = Said(
        None if _clean(said.indicator) == figure.indicator else said.indicator,
        said.value,
        None if said.role == figure.role else said.role,
        None if (_clean(said.deadline) or None) == figure.deadline else said.deadline,
        said.gone,
    )
    return repair(report, anchor.block, anchor.words, new, anchor.nth, anchor.head)


def missed(report: Report, place: str, words: str, said: Said) -> FigureRepair:
    """Return a statement about the first mention of `words` in a block that is in no figure, else about the first."""
    _, block = unit(report, place)
    text = next((each.text for each in report.blocks if each.id == block), "")
    taken = [figure.span for figure in report.figures if figure.block == block]
    for nth in range(text.count(words) if words else 0):
        span = _at(text, words, nth)
        if span and not any(_meet(span, other) for other in taken):
            return repair(report, place, words, said, nth)
    return repair(report, place, words, said)


def heard(repairs: Iterable[FigureRepair]) -> tuple[FigureRepair, ...]:
    """Return the statements that hold, in order: one on each place, which says what was said of it last."""
    last: dict[str, FigureRepair] = {}
    for each in repairs:
        last[each.id] = after(last.pop(each.id, None), each)
    return tuple(last.values())


def after(before: FigureRepair | None, said: FigureRepair) -> FigureRepair:
    """Return a statement that says besides what was said of the same figure before."""
    if before is None or before.gone or said.gone:
        return said
    return replace(
        said,
        indicator=said.indicator or before.indicator,
        value=said.value or before.value,
        role=said.role or before.role,
        deadline=before.deadline if said.deadline is None else said.deadline,
    )


def checked(said: FigureRepair) -> FigureRepair:
    """Return a statement from outside under the id that its content gives it; raises ValueError where it is none."""
    texts = (said.indicator, said.value, said.deadline)
    well_formed = (
        all(isinstance(text, str) for text in (said.block, said.words))
        and all(text is None or (isinstance(text, str) and len(text) <= _LONGEST) for text in texts)
        and all(type(number) is int and 0 <= number < _MOST for number in (said.nth, said.head))
        and 0 < len(said.words) <= _LONGEST
        and said.role in (None, *ROLES)
        and type(said.gone) is bool
    )
    if not well_formed:
        raise ValueError("no repair of a figure")
    return replace(
        said,
        id=Anchor(said.block, said.words, said.nth, said.head).id,
        indicator=_clean(said.indicator) or None,
        value=_clean(said.value) or None,
        deadline=_clean(said.deadline),
    )


def applied(report: Report, repairs: Iterable[FigureRepair]) -> Report:
    """Return a report whose figures are as the program found them but for what is said of them.

    A statement whose words are gone, or whose number cannot be read, is kept, not `attached`.
    """
    said = heard(repairs)
    if not said:
        return report
    texts = {block.id: block for block in report.blocks}
    places = placed(report)
    by_anchor = {places[figure.id].id: figure for figure in report.figures}
    figures: dict[str, Figure | None] = {figure.id: figure for figure in report.figures}
    heard_of: list[FigureRepair] = []
    for each in said:
        found = by_anchor.get(each.id)
        block = texts.get(each.block)
        span = _at(block.text, each.words, each.nth) if block else None
        attached = _readable(each, added=found is None and not each.gone) and (
            found is not None or (span is not None and not each.gone)
        )
        if attached and found is not None:
            figures[found.id] = None if each.gone else _mended(found, each)
        elif attached and block is not None and span is not None:
            figures[each.id] = _added(block, span, each)
        heard_of.append(replace(each, attached=attached, found=found))
    order = {block.id: number for number, block in enumerate(report.blocks)}
    left = [figure for figure in figures.values() if figure]
    left.sort(key=lambda figure: (order[figure.block], figure.span))  # those of one number stay as they were found
    ids = {figure.id for figure in left}
    told = (figure if figure.repeats in ids else replace(figure, repeats=None) for figure in left)
    return replace(report, figures=tuple(told), figure_repairs=tuple(heard_of))


def _at(text: str, words: str, nth: int) -> tuple[int, int] | None:
    """Return where the `nth` mention of `words` stands in `text`."""
    at = -1
    for _ in range(nth + 1):
        at = text.find(words, at + 1 if at < 0 else at + len(words))
        if at < 0:
            return None
    return at, at + len(words)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _readable(said: FigureRepair, *, added: bool) -> bool:
    """Tell whether the number of a statement can be read, which another version of the program may do otherwise."""
    try:
        number = said.value or (said.words if added else None)
        return number is None or _value(number) is not None
    except DuizhaoError:
        return False


def _mended(found: Figure, said: FigureRepair) -> Figure:
    indicator = said.indicator or found.indicator
    value, start = (_value(said.value), None) if said.value else (found.value, found.start)
    role = said.role or found.role
    return replace(
        found, indicator=indicator, key=key(indicator), value=value, start=start, role=role,
        deadline=found.deadline if said.deadline is None else said.deadline or None, by="person", repeats=None,
    )  # fmt: skip


def _added(block: Block, span: tuple[int, int], said: FigureRepair) -> Figure:
    indicator = said.indicator or said.words
    return Figure(
        id="f" + digest(said.id, "person"), block=block.id, span=span, quote=said.words, indicator=indicator,
        key=key(indicator), value=_value(said.value or said.words), role=said.role or "other",
        deadline=said.deadline or None, by="person",
    )  # fmt: skip


def _value(text: str) -> Value:
    """Return the quantity that a person typed; raises where it is none, or more than one."""
    plain = "".join(fold(text, PLAIN).text.split())
    found = quantities.find(plain) or quantities.find(plain + _COUNTER)
    if len(found) != 1:
        raise DuizhaoError(
            f"“{text}”读不成一个数值；请写成如 近1.5万家、90%以上 的样子。",
            f"“{text}” cannot be read as one number; write it like 近1.5万家 or 90%以上.",
        )
    one = found[0]
    bare = one.span[1] > len(plain)
    return Value(one.low, one.high, "" if bare else one.unit, one.hedge)


def _check(said: Said, *, known: bool) -> None:
    """Raise where a statement says nothing, too much, or what no figure is."""
    if said.gone and not known:
        raise DuizhaoError("这里本来没有读出数据。", "No figure is read there.")
    if not said.gone and (said.indicator, said.value, said.role, said.deadline) == (None,) * 4:
        raise DuizhaoError("没有说明要改什么。", "Nothing is said about the figure.")
    if any(len(text or "") > _LONGEST for text in (said.indicator, said.value, said.deadline)):
        raise DuizhaoError(
            f"指标和数值最多写 {_LONGEST} 字。", f"Give at most {_LONGEST} characters for a name or number."
        )
    if said.role is not None and said.role not in ROLES:
        raise DuizhaoError("性质应为成果、目标或其他。", "The role is result, target or other.")
    if said.value:
        _value(said.value)
    if not known and not said.gone and not (said.indicator and said.indicator.strip()):
        raise DuizhaoError("新添的数据要写明指标。", "A figure that is added needs its indicator.")


def _clean(text: str | None) -> str | None:
    """Return what was typed without control characters, spaces folded."""
    return None if text is None else " ".join("".join(c if c.isprintable() else " " for c in text).split())
