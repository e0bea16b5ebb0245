"""Many changes reviewed at once: those that the list holds, of a section or of one paragraph; taken back at once.

POST /compare/OLD/NEW/reviews/together?only=task&state=check    state=agreed section=gab12… row=gbd41… person=…
POST /compare/OLD/NEW/reviews/together/undo                     the last of these, as long as the browser knows it

Meant are the entries on which nobody has said anything; of a list that is narrowed to a state, those in that state.
So what somebody has said is never lost in a crowd: to change it, one has to have it in sight.
A post that accepts JSON is answered with a number instead of a page: a script asks for the list anew.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request, session, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from compare.config import REVIEW
from compare.errors import DuizhaoError, NotFound
from compare.page_store import Pieces
from compare.reviews import NAMES, named, reviewed, subject
from compare.view import Outlined

from . import folding, language
from .desk import Desk, desk_of
from .links import asked
from .storage import comparison, entry, store

blueprint = Blueprint("together", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)
blueprint.app_context_processor(lambda: {"crowd": crowd, "meant_together": meant, "reviewed_last": last})

_SEE_OTHER = 303
_LAST = "together"


@dataclass(frozen=True, slots=True)
class Crowd:
    """What can be reviewed at once: how many entries the list holds, and how many each section that holds some."""

    number: int
    sections: tuple[tuple[Outlined, int], ...]
    most: int


@dataclass(frozen=True, slots=True)
class Last:
    """What was reviewed together last: of which reports, kept from where to where, how many, and as what."""

    old: str
    new: str
    first: int
    last: int
    number: int
    state: str


def crowd(desk: Desk) -> Crowd:
    """Return what can be reviewed at once on a page."""
    places = sorted(desk.crowd.values())
    found = tuple(
        (section, bisect_left(places, stop) - bisect_left(places, start))
        for section, start, stop in stretches(desk.pieces)
    )
    return Crowd(len(places), tuple(each for each in found if each[1]), REVIEW.most_together)


def meant(desk: Desk, section: str = "", row: str = "") -> tuple[str, ...]:
    """Return the changes that are meant, weightiest first: of the list, of the section that a row begins, of a row."""
    if row:
        at = desk.pieces.places().get(row, -1)
        return tuple(change for change, place in desk.crowd.items() if place == at)
    if section:
        found = (stretch[1:] for stretch in stretches(desk.pieces) if stretch[0].row == section)
        start, stop = next(found, (0, 0))
        return tuple(change for change, place in desk.crowd.items() if start <= place < stop)
    return tuple(desk.crowd)


def stretches(pieces: Pieces) -> tuple[tuple[Outlined, int, int], ...]:
    """Return the sections with the places of their rows in the text: from the first to before the last."""
    places = pieces.places()
    found = [(section, places[section.row]) for section in pieces.head.outline if section.row in places]
    return tuple(
        (
            section,
            start,
            next((at for later, at in found[number + 1 :] if later.level <= section.level), len(places)),
        )
        for number, (section, start) in enumerate(found)
    )


def last(old: str, new: str) -> Last | None:
    """Return what this browser has reviewed together last, if it was of these two reports."""
    kept = session.get(_LAST)
    return Last(*kept) if kept and tuple(kept[:2]) == (old, new) else None


@blueprint.post("/<old>/<new>/reviews/together")
def say(old: str, new: str) -> Response:
    """Keep what a person thinks of many changes; what the person noted on them before stays."""
    ids, form = (entry(old).id, entry(new).id), request.form
    changes = meant(desk_of(*ids), form.get("section", ""), form.get("row", ""))
    if not changes:
        raise DuizhaoError(
            "清单里已没有可以一次审阅的改动；请刷新页面，看现在的清单。",
            "The list holds nothing any more that could be reviewed at once; reload the page.",
        )
    state, person = form.get("state", ""), form.get("person", session.get("person", "")).strip()
    before = {subject(each): each.note for each in store().reviews.entries(*ids)}
    made = reviewed(comparison(*ids), changes[: REVIEW.most_together], state, "", person)
    said = [named(replace(each, note=before.get(subject(each), ""))) for each in made]
    first, end = store().reviews.say(*ids, said)
    session["person"], session.permanent = person, True
    session[_LAST] = [*ids, first, end, len(said), state]
    if request.accept_mimetypes.best == "application/json":
        return jsonify(reviewed=len(said))
    label = NAMES[said[0].state][language.current() == "en"]
    flash(ngettext("已把 %(num)s 项设为“%(state)s”。", "已把 %(num)s 项设为“%(state)s”。", len(said), state=label))
    return _back(ids, form.get("change"))


@blueprint.post("/<old>/<new>/reviews/together/undo")
def undo(old: str, new: str) -> Response:
    """Take back what was reviewed together last: what held before of each holds again."""
    ids = (entry(old).id, entry(new).id)
    known = last(*ids)
    if known is None:
        raise NotFound(
            "没有可以撤销的一次审阅，可能已经撤销；单项审阅可以在那一项里撤销。",
            "There is nothing to take back here; it may be taken back already. A single review is taken back at its "
            "entry.",
        )
    number = store().reviews.unsay(*ids, known.first, known.last)
    session.pop(_LAST)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(undone=number)
    flash(ngettext("已撤销 %(num)s 项审阅。", "已撤销 %(num)s 项审阅。", number))
    return _back(ids)


def _back(ids: tuple[str, str], anchor: str | None = None) -> Response:
    where: dict[str, Any] = {"old": ids[0], "new": ids[1], **asked(), "_anchor": anchor}
    return redirect(url_for("comparison.show", **where), _SEE_OTHER)
