"""What the export menu of a comparison offers, and what is asked for with it.

/compare/OLD/NEW/export/csv                                                 all changes, with reviews and ledger
/compare/OLD/NEW/export/csv?changes=shown&off=punctuation&only=task&state=  those of the list as the reader has it
/compare/OLD/NEW/export/csv?said=no                                         without what people said

A page that has the list offers what it is narrowed to; a table offers its own class.  The form is sent as it stands, so
it works without scripts; with them it follows the switches (`js/exporting.js`).
"""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from compare.export import Selection
from compare.reviews import STATES
from compare.view import Chip

from .desk import Desk, chips, switched_off

_TABLES: dict[str, Chip] = {"figures": "figure", "tasks": "task", "formulations": "formulation"}
"""The tables that are of one class."""


@dataclass(frozen=True, slots=True)
class Offer:
    """How many changes there are, how many are chosen on the page, the arguments that say which, and their class."""

    total: int
    chosen: int
    fields: dict[str, str]
    cls: Chip | None = None


def offered(counts: dict[Chip, int], desk: Desk | None, table: str | None) -> Offer:
    """Return what the menu of a page offers; where nothing is narrowed, all is chosen."""
    total = sum(counts.values())
    if desk is not None:
        return Offer(total, desk.chosen, {"off": ",".join(desk.off), "only": desk.only, "state": desk.state})
    cls = _TABLES.get(table or "")
    return Offer(total, counts[cls], {"off": "", "only": cls}, cls) if cls else Offer(total, total, {})


def asked_for(args: MultiDict[str, str]) -> Selection:
    """Return what an address asks to export; what it does not know is passed over."""
    said = args.getlist("said")[-1:] != ["no"]
    if args.get("changes") != "shown":
        return Selection(reviews=said, ledger=said)
    state = args.get("state")
    return Selection(
        chips(args.get("only", ""), switched_off(args.get("off"))),
        tuple(each for each in STATES if each == state) or STATES,
        said,
        said,
    )
