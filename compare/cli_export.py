"""What an export holds, as said on the command line: classes of changes, states of review, what people said or not.

duizhao compare r41c0 r9be2 --format table --only figure,task --no-reviews
duizhao compare r41c0 r9be2 --format xlsx --only target_up,target_down,fulfilment_missed
duizhao compare r41c0 r9be2 --format xlsx --state check
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .cli_chinese import WrongUsage
from .terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .export.selection import Selection
    from .model import Comparison
    from .view import Chip


def selection(only: str, state: str, *, reviews: bool, ledger: bool) -> Selection:
    """Return what the options choose; a name that is none is refused with those that are."""
    from .export.selection import Selection
    from .kinds import KINDS
    from .reviews import STATES
    from .view import CHIPS, LISTS

    classes: dict[str, tuple[Chip, ...]] = {**{chip: (chip,) for chip in CHIPS}, **LISTS}
    named = _named("--only", only, {**classes, **KINDS})
    wanted: set[Chip] = {chip for name in named for chip in classes.get(name, ())}
    states = _named("--state", state, STATES)
    return Selection(
        tuple(chip for chip in CHIPS if chip in wanted or not only),
        tuple(each for each in STATES if each in states or not state),
        reviews,
        ledger,
        tuple(kind for kind in KINDS if kind in named),
    )


def chosen(comparison: Comparison, selection: Selection, format_: str) -> Comparison:
    """Return what is chosen of a comparison, and say so where the format holds all changes nevertheless."""
    from .export import FORMATS
    from .export.selection import selected

    found = selected(comparison, selection)
    if found.left_out is not None and FORMATS[format_].whole:
        say(
            (
                "修订稿总含全部文字改动；--only、--state 只限其中的批注。",
                "The tracked document holds all changes of the text; --only and --state concern its comments.",
            ),
            click.get_current_context().obj,
        )
    return found


def _named(option: str, said: str, known: Iterable[str]) -> list[str]:
    names = [name.strip() for name in said.split(",") if name.strip()]
    if said and (not names or any(name not in known for name in names)):
        unknown = next((name for name in names if name not in known), said)
        choices = list(known)
        raise WrongUsage(
            f"{option} 不认识 {unknown}，应为 {'、'.join(choices)}",
            f"{option} does not know {unknown}; it knows {', '.join(choices)}.",
        )
    return names
