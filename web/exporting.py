"""What the export menu of a comparison offers, and what is asked for with it.

/compare/OLD/NEW/export/csv                                                 all changes, with reviews and ledger
/compare/OLD/NEW/export/csv?changes=shown&off=punctuation&only=task&state=  those of the list as the reader has it
/compare/OLD/NEW/export/csv?changes=shown&kinds=target_up,result_up         those of a table as it is filtered
/compare/OLD/NEW/export/csv?said=no                                         without what people said

A page that has the list offers what it is narrowed to; a table offers its own class, or the kinds of changes that it is
filtered to; searching it by words narrows nothing here.  The form is sent as it stands, so
it works without scripts; with them it follows the switches (`js/exporting.js`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from compare.describe import entries
from compare.export import Selection
from compare.kinds import KINDS
from compare.lookup import Lookup
from compare.model import Comparison
from compare.reviews import STATES
from compare.view import CHIPS, Chip
from compare.view.figure_rows import asked

from .desk import Desk, chips, switched_off

_TABLES: dict[str, Chip] = {"figures": "figure", "tasks": "task", "formulations": "formulation"}
"""The tables that are of one class."""


@dataclass(frozen=True, slots=True)
class Offer:
    """How many changes there are, how many are chosen on the page, the arguments that say which, and what they are.

    `names` are those of a class or of kinds, in Chinese and in English.
    """

    total: int
    chosen: int
    fields: dict[str, str]
    names: tuple[str, str] | None = None


def offered(counts: dict[Chip, int], desk: Desk | None, table: str | None) -> Offer:
    """Return what the menu of a page offers; where nothing is narrowed, all is chosen."""
    total = sum(counts.values())
    if desk is not None:
        return Offer(total, desk.chosen, {"off": ",".join(desk.off), "only": desk.only, "state": desk.state})
    cls = _TABLES.get(table or "")
    return Offer(total, counts[cls], {"off": "", "only": cls}, CHIPS[cls]) if cls else Offer(total, total, {})


def filtered(offer: Offer, comparison: Comparison, kinds: tuple[str, ...]) -> Offer:
    """Return what a table offers that is filtered to some kinds of changes; where none is of these, its class."""
    chosen = [each.kind for each in entries(Lookup(comparison)) if each.kind in kinds]
    there = tuple(kind for kind in kinds if kind in chosen)
    if not there:
        return offer
    zh, en = "、".join(KINDS[kind][0] for kind in there), ", ".join(KINDS[kind][1] for kind in there)
    return Offer(offer.total, len(chosen), {"off": "", "kinds": ",".join(there)}, (zh, en))


def kinds_asked(table: str | None, args: Mapping[str, str]) -> tuple[str, ...]:
    """Return the kinds of changes to which the address filters a table."""
    if table == "figures":
        return asked(args).kinds
    fate = f"task_{args.get('fate', '')}"
    return (fate,) if table == "tasks" and fate in KINDS else ()


def asked_for(args: MultiDict[str, str]) -> Selection:
    """Return what an address asks to export; what it does not know is passed over."""
    said = args.getlist("said")[-1:] != ["no"]
    if args.get("changes") != "shown":
        return Selection(reviews=said, ledger=said)
    state, named = args.get("state"), args.get("kinds", "").split(",")
    kinds = tuple(kind for kind in KINDS if kind in named)
    return Selection(
        () if kinds else chips(args.get("only", ""), switched_off(args.get("off"))),
        tuple(each for each in STATES if each == state) or STATES,
        said,
        said,
        kinds,
    )
