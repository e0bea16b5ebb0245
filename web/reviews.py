"""What people think of each change of a comparison: state and note under a name typed once.

/compare/OLD/NEW?review=c41d…#c41d…     the page of the pair with the form open at one entry of the change list
POST /compare/OLD/NEW/reviews           change=c41d… state=agreed note=… person=…   →  back to the entry
POST /compare/OLD/NEW/reviews/undo      review=w3e5…                               →  back
POST /compare/OLD/NEW/reviews/from      new=r7c1…                                  →  what was said beside another

A post that accepts JSON is answered with what holds now instead of a page: keys settle one entry after
another.  What is not typed then (note, name) is what the person said before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request, session, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from compare.model import Review
from compare.page_store import Pieces
from compare.records import Entry
from compare.reviews import NAMES, keys_of, named, placed, review, standing, state_of, subject

from . import folding, language
from .links import asked
from .storage import comparison as found_between
from .storage import entry, store

blueprint = Blueprint("reviews", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)

_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Reviews:
    """What a page of the change list needs: what holds of each change, what hangs on none, and who is reading."""

    of: dict[str, tuple[Review, ...]]
    lost: tuple[Review, ...]
    person: str
    others: tuple[tuple[Entry, int], ...]

    def state(self, change: str) -> str:
        """Return the state of a change."""
        return state_of(change, self.of)


def reviews_of(pieces: Pieces, old: str, new: str) -> Reviews:
    """Return the reviews of the comparison of two stored reports."""
    kept = store().reviews.entries(old, new)
    said = placed(kept, pieces.changes_of({each.key for each in kept}))
    of = standing(said)
    lost = tuple(each for each in said if each.change is None)
    return Reviews(of, lost, session.get("person", ""), _others(old, new))


@blueprint.post("/<old>/<new>/reviews")
def say(old: str, new: str) -> Response:
    """Keep what a person thinks of one change."""
    ids, form = (entry(old).id, entry(new).id), request.form
    comparison = found_between(*ids)
    person = form.get("person", session.get("person", "")).strip()
    made = review(comparison, form.get("change", ""), form.get("state", ""), form.get("note", ""), person)
    if "note" not in form:
        before = {subject(each): each.note for each in store().reviews.entries(*ids)}
        made = named(replace(made, note=before.get(subject(made), "")))
    store().reviews.say(*ids, [made])
    session["person"], session.permanent = person, True
    if request.accept_mimetypes.best == "application/json":
        label = NAMES[made.state][language.current() == "en"]
        return jsonify(state=made.state, label=label, person=made.person or "", note=made.note)
    return _back(ids, form.get("change", ""))


@blueprint.post("/<old>/<new>/reviews/undo")
def undo(old: str, new: str) -> Response:
    """Take back one review."""
    ids = (entry(old).id, entry(new).id)
    store().reviews.undo(*ids, request.form.get("review", ""))
    if request.accept_mimetypes.best == "application/json":
        return jsonify(undone=request.form.get("review", ""))
    flash(gettext("已撤销这条审阅。"))
    return _back(ids, request.form.get("change", ""))


@blueprint.post("/<old>/<new>/reviews/from")
def take(old: str, new: str) -> Response:
    """Take over what was said beside another new report, of the changes on which the same person said nothing here."""
    ids, other = (entry(old).id, entry(new).id), entry(request.form.get("new", "")).id
    more = store().reviews.more(*ids, other)
    store().reviews.say(*ids, more)
    there = set(keys_of(found_between(*ids)).values())
    flash(
        ngettext(
            "已沿用 %(num)s 条审阅，其中 %(gone)s 条所说的改动在这里已不存在。",
            "已沿用 %(num)s 条审阅，其中 %(gone)s 条所说的改动在这里已不存在。",
            len(more),
            gone=sum(each.key not in there for each in more),
        )
    )
    return _back(ids, "reviews")


def _others(old: str, new: str) -> tuple[tuple[Entry, int], ...]:
    """Return the other new reports beside which more was said, and how much more."""
    found = [(other, len(store().reviews.more(old, new, other))) for other, _ in store().reviews.elsewhere(old, new)]
    return tuple((entry(other), more) for other, more in found if more)


def _back(ids: tuple[str, str], anchor: str) -> Response:
    where: dict[str, Any] = {"old": ids[0], "new": ids[1], **asked(), "_anchor": anchor or None}
    return redirect(url_for("comparison.show", **where), _SEE_OTHER)
