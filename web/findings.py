"""The figure changes of two reports, and what a reader says of them: one indicator, not one, up or down, met or missed.

/compare/OLD/NEW/figures?kind=pair&sort=size   the changes that the filters leave, in an order (view/figure_rows.py)
/compare/OLD/NEW/figures?say=n41c0…#n41c0…     the table with a form open at one change
/compare/OLD/NEW/figures?kind=met&row=n41c0…   the same with one more that a filter would leave out
POST /compare/OLD/NEW/figures                  say=part old=f1… new=f7…          →  back to the row
POST /compare/OLD/NEW/figures                  say=pair old=f1… new=f9…          →  back to the row
POST /compare/OLD/NEW/figures/undo             repair=u41c0…                     →  back to the row
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from compare.config import DEFAULT, WEB
from compare.errors import DuizhaoError
from compare.figure_anchors import anchors
from compare.finding_repairs import VERDICTS, by_change, elsewhere, repair
from compare.indicators import Between, linked
from compare.lookup import Lookup
from compare.model import Comparison, Figure, FigureChange, FindingRepair, Report, Side
from compare.reports import stamp
from compare.targets import sides
from compare.view import place_name
from compare.view.change_bars import WIDTH
from compare.view.figure_rows import asked, direction_counts, figure_rows, kind_counts, ordered

from . import folding
from .comparison import pairing_of
from .storage import comparison, entry, store

blueprint = Blueprint("findings", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)
blueprint.context_processor(lambda: {"folded": folding.folded()})

_SEE_OTHER = 303
_ANSWERS = 2
"""Which of the sides of `targets.sides` are old targets and new results."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A figure of the other side that may be of the same indicator; `answers` where it may fulfil a target."""

    figure: Figure
    answers: bool = False


@blueprint.get("/<old>/<new>/figures")
def show(old: str, new: str) -> str:
    """Show the figure changes that were asked for."""
    pairing = pairing_of(old, new)
    found = pairing.comparison
    lookup, said = Lookup(found), asked(request.args)
    rows = figure_rows(lookup)
    opened = next((each for each in found.figure_changes if each.id == request.args.get("say")), None)
    kept = (opened.id if opened else None, request.args.get("row"))
    return render_template(
        "table_figures.html",
        pairing=pairing,
        table="figures",
        entries=store().reports(),
        lookup=lookup,
        row_of=store().page(*pairing.ids).rows_by_block(),
        place=place_name,
        rows=[row for row in ordered(rows, said.order, said.reverse) if said.shows(row) or row.change.id in kept],
        total=len(rows),
        asked=said,
        kinds=kind_counts(rows, said),
        directions=direction_counts(rows, said),
        width=WIDTH,
        opened=opened,
        said_of=by_change(found),
        elsewhere=elsewhere(found),
        partners=partners(found, opened),
        anchor_of=lambda side, figure: anchors(getattr(found, side))[figure],
        of_targets=of_targets(found),
    )


@blueprint.post("/<old>/<new>/figures")
def say(old: str, new: str) -> Response:
    """Keep what was said of two figures."""
    ids = (entry(old).id, entry(new).id)
    reports = (store().report(ids[0]).report, store().report(ids[1]).report)
    form = request.form
    said = form.get("say", "")
    if said in VERDICTS:
        made = repair(*reports, "verdict", form.get("old", ""), form.get("new", ""), said)
    elif said in ("pair", "part"):
        made = repair(*reports, "pair" if said == "pair" else "part", form.get("old", ""), form.get("new", ""))
    else:
        raise DuizhaoError(
            "没有说明这两项是什么关系；请回到表格选一种。", "Nothing is said of the two figures; go back and choose."
        )
    store().findings.say(*ids, made, stamp(None))
    flash(gettext("已修正。"))
    return _back(ids, made)


@blueprint.post("/<old>/<new>/figures/undo")
def undo(old: str, new: str) -> Response:
    """Take back what was said of two figures."""
    ids = (entry(old).id, entry(new).id)
    repair_id = request.form.get("repair", "")
    known = {each.id: each for each in store().findings.repairs(*ids)}
    store().findings.undo(*ids, repair_id, stamp(None))
    flash(gettext("已撤销。"))
    return _back(ids, known.get(repair_id))


def partners(found: Comparison, change: FigureChange | None) -> tuple[Side, Sequence[Partner]]:
    """Return the side that is still to choose for a change, and its figures that are likeliest of one indicator."""
    if change is None or (change.old is None and change.new is None):
        return "new", ()
    side: Side = "new" if change.old is not None else "old"
    end = change.old or change.new
    likely: dict[str, tuple[float, Partner]] = {}
    beside = linked(found.links)
    for at, (ours, theirs) in enumerate(sides(found.old, found.new)):
        for (i, j), chance in Between(ours, theirs, DEFAULT.targets, beside).chances().items():
            pair = ours.figures[i], theirs.figures[j]
            here, there = pair if side == "new" else pair[::-1]
            known = likely.get(there.id)
            if end is not None and here.id == end.figure and (known is None or chance > known[0]):
                likely[there.id] = (chance, Partner(there, answers=at == _ANSWERS))
    taken = change.new.figure if change.old and change.new else None
    best = sorted(likely.values(), key=lambda each: (-each[0], each[1].figure.id))
    return side, [each for _, each in best if each.figure.id != taken][: WEB.likely_counterparts]


def of_targets(found: Comparison) -> frozenset[str]:
    """Return the ids of what was said of two targets: they are raised or lowered, results go up or down."""
    old, new = _targets(found.old), _targets(found.new)
    return frozenset(each.id for each in found.finding_repairs if each.old.unit in old and each.new.unit in new)


def _targets(report: Report) -> set[str]:
    places = anchors(report)
    return {places[each.id] for each in report.figures if each.role == "target"}


def _back(ids: tuple[str, str], said: FindingRepair | None) -> Response:
    """Lead to the row of what was said, in the table as it was asked for."""
    row = _row(comparison(*ids), said) if said else None
    where: dict[str, Any] = {"old": ids[0], "new": ids[1], **asked(request.args).arguments}
    return redirect(url_for("findings.show", row=row, _anchor=row or "target_pair", **where), _SEE_OTHER)


def _row(found: Comparison, said: FindingRepair) -> str | None:
    """Return the change that holds the two figures, else one that holds either of them: they were taken apart."""
    places = anchors(found.old), anchors(found.new)
    held = [
        (
            bool(each.old and places[0][each.old.figure] == said.old.unit),
            bool(each.new and places[1][each.new.figure] == said.new.unit),
        )
        for each in found.figure_changes
    ]
    for wanted in ((True, True), (True, False), (False, True)):
        if wanted in held:
            return found.figure_changes[held.index(wanted)].id
    return None
