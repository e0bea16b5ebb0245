"""The changes one after another as plain sentences, in the order of the text: to be heard, or read on a phone.

/compare/OLD/NEW/reading?from=100     a stretch of them; off, only and state narrow it as they do the change list
"""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, current_app, render_template, request

from . import folding
from .comparison import pairing_of
from .desk import desk_of
from .storage import store

blueprint = Blueprint("linear", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)
blueprint.context_processor(lambda: {"folded": folding.folded()})


@blueprint.get("/<old>/<new>/reading")
def show(old: str, new: str) -> str:
    """Show changes under the places where they stand."""
    pairing = pairing_of(old, new)
    desk = desk_of(*pairing.ids)
    step = current_app.config["WEB"].linear_items
    start = max(request.args.get("from", 0, int), 0)
    wanted = desk.wanted()
    items = desk.pieces.listed(wanted, start, step, by_text=True)
    return render_template(
        "linear.html",
        pairing=pairing,
        table="reading",
        desk=desk,
        places=[(place, list(group)) for place, group in groupby(items, lambda each: each.new_place or each.old_place)],
        start=start,
        stop=start + len(items),
        step=step,
        total=desk.pieces.number(wanted),
        entries=store().reports(),
    )
