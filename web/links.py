"""What a reader says of the links of two reports: together, these only, apart; and taking it back.

POST /compare/OLD/NEW/links        op=link  old=b1 new=b7 new=b8     →  back to the row where b1 now stands
POST /compare/OLD/NEW/links/undo   repair=m1f0c…                      →  back to the row it was about

The form stands in the row that it is about (`_ties.html`); what is said there is kept with the two reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from compare.errors import DuizhaoError
from compare.link_repairs import repair
from compare.lookup import SIDES, Lookup
from compare.model import LinkRepair
from compare.page_store import Pieces
from compare.records import KeptLinkRepair

from . import folding
from .storage import comparison, entry, store

blueprint = Blueprint("links", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)

_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Listed:
    """A repair in the list above the text, its day, and the row where it can be seen: none where it is not attached."""

    repair: LinkRepair
    day: str
    row: str | None


@blueprint.post("/<old>/<new>/links")
def say(old: str, new: str) -> Response:
    """Keep what was said of the chosen paragraphs."""
    ids = (entry(old).id, entry(new).id)
    units = [[unit for unit in dict.fromkeys(request.form.getlist(side)) if unit] for side in SIDES]
    if not all(units):
        raise DuizhaoError(
            "没有选择要对应的段落；请在列表中选一段或几段再保存。",
            "No counterpart was chosen; choose one or more paragraphs of the list.",
        )
    reports = (store().report(ids[0]).report, store().report(ids[1]).report)
    op = request.form.get("op", "")
    if op == "only":
        said = [repair(*reports, "split" if len(units[0]) == 1 else "merge", *units)]
    elif op in ("link", "unlink"):
        said = [repair(*reports, "link" if op == "link" else "unlink", [a], [b]) for a in units[0] for b in units[1]]
    else:
        raise DuizhaoError(
            "没有说明要对应还是断开；请回到对照页面，用那里的按钮。",
            "Nothing says whether to link or to part them; go back to the page and use its buttons.",
        )
    for each in said:
        store().mend(*ids, each)
    flash(gettext("已断开。") if op == "unlink" else gettext("已对应。"))
    return _back(ids, said[0])


@blueprint.post("/<old>/<new>/links/undo")
def undo(old: str, new: str) -> Response:
    """Take back one repair."""
    ids = (entry(old).id, entry(new).id)
    repair_id = request.form.get("repair", "")
    known = {kept.repair.id: kept.repair for kept in store().link_repairs(*ids)}
    store().unmend(*ids, repair_id)
    flash(gettext("已撤销。"))
    return _back(ids, known[repair_id])


def asked() -> dict[str, str]:
    """Return how the reader has the page: switches, list, folding."""
    return {name: request.args[name] for name in ("off", "only", "fold", "state", "view") if name in request.args}


def listed(lookup: Lookup, pieces: Pieces, kept: Iterable[KeptLinkRepair]) -> tuple[Listed, ...]:
    """Return the repairs of a comparison, those that are not attached first."""
    days = {each.repair.id: each.added[:10] for each in kept}
    found = [
        Listed(each, days.get(each.id, ""), _row(lookup, each, pieces) if each.attached else None)
        for each in lookup.comparison.repairs
    ]
    return tuple(sorted(found, key=lambda each: each.repair.attached))


def _row(lookup: Lookup, said: LinkRepair, pieces: Pieces) -> str | None:
    """Return the row where the first unit of a repair stands that is there."""
    for side, anchors in zip(SIDES, (said.old, said.new), strict=True):
        report = lookup.side(side)
        known = {*report.blocks, *report.sections, *report.sentences}
        for anchor in anchors:
            place = report.place(said.level, anchor.unit) if anchor.unit in known else None
            row = pieces.row_of(side, place.block) if place else None
            if row:
                return row
    return None


def _back(ids: tuple[str, str], said: LinkRepair) -> Response:
    row = _row(Lookup(comparison(*ids)), said, store().page(*ids))
    where: dict[str, Any] = {"old": ids[0], "new": ids[1], **asked(), "at": row, "_anchor": row or "passages"}
    return redirect(url_for("comparison.show", **where), _SEE_OTHER)
