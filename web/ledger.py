"""The ledger of two editions 任务台账: every commitment of the old one, what the new one says, what a person says.

/compare/OLD/NEW/tasks?fate=unanswered&kind=plan     the commitments that the filters leave
/compare/OLD/NEW/tasks?say=k0b6c…#k0b6c…             the same, with a form open at one of them
/compare/OLD/NEW/tasks?standing=open&row=k0b6c…      the same with one more that a filter would leave out
POST /compare/OLD/NEW/tasks                          task=k0b6c… say=waived text=…   →  back to the row
POST /compare/OLD/NEW/tasks/undo                     entry=e4553…                    →  back to the row
POST /compare/OLD/NEW/tasks/from                     new=r7c1…                  →  what was said beside another
/compare/OLD/NEW/tasks/export/csv                    the whole ledger as a file
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from compare import ledger as book
from compare.config import WEB
from compare.errors import DuizhaoError
from compare.export.ledger import FORMATS
from compare.ledger_table import FATES, KINDS, progress
from compare.lookup import Lookup
from compare.model import Comparison, Settling, TaskSide
from compare.records import Entry
from compare.tasks import nearest
from compare.view import place_name

from . import folding, language
from .comparison import attachment, pairing_of
from .storage import entry, store

blueprint = Blueprint("ledger", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)
blueprint.context_processor(lambda: {"folded": folding.folded()})

_SEE_OTHER = 303
STANDINGS = ("open", "settled", "said")
"""What a commitment can be filtered by besides its fate: nothing settles it, something does, a person did."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the reader has the ledger: which commitments, in which order, and the one with an open form."""

    fate: str
    kind: str
    standing: str
    definite: bool
    order: str

    @property
    def arguments(self) -> dict[str, str]:
        """Return what an address says of it; nothing of what is usual."""
        said = {"fate": self.fate, "kind": self.kind, "standing": self.standing, "order": self.order}
        return {name: value for name, value in said.items() if value} | ({"definite": "1"} if self.definite else {})

    def shows(self, row: book.Row) -> bool:
        """Tell whether a commitment is among those that were asked for."""
        standing = {"open": not row.settled, "settled": row.settled, "said": row.entry is not None}
        return (
            (not self.fate or any(found.type == self.fate for found in row.findings))
            and (not self.kind or row.task.kind == self.kind)
            and standing.get(self.standing, True)
            and (row.task.definite or not self.definite)
        )


@blueprint.get("/<old>/<new>/tasks")
def show(old: str, new: str) -> str:
    """Show the commitments that were asked for, and how much is settled."""
    return _page(old, new, request.args.get("say"))


def _page(old: str, new: str, say: str | None, typed: Mapping[str, str] | None = None, error: str = "") -> str:
    """Return the page, with a form open at the commitment `say`, as it was `typed` where that could not be kept."""
    pairing = pairing_of(old, new)
    ids = (pairing.old.id, pairing.new.id)
    comparison = book.with_ledger(pairing.comparison, store().ledger.entries(*ids))
    found, asked = book.ledger(comparison), _asked()
    rows = found.rows if asked.order == "text" else found.definite_first
    opened = next((row for row in found.rows if row.task.id == say), None)
    return render_template(
        "ledger.html",
        pairing=pairing,
        table="tasks",
        entries=store().reports(),
        lookup=Lookup(comparison),
        row_of=store().page(*ids).rows_by_block(),
        place=place_name,
        ledger=found,
        progress=progress(found, language.current()),
        rows=[row for row in rows if row is opened or row.task.id == request.args.get("row") or asked.shows(row)],
        asked=asked,
        fates=[fate for fate in FATES if fate != "new"],
        kinds=list(KINDS),
        standings=STANDINGS,
        opened=opened,
        typed=typed or _said(opened),
        error=error,
        likely=_likely(pairing.comparison, opened),
        earlier=_earlier(ids),
        others=_others(ids),
        new_tasks=[change for change in comparison.task_changes if change.type == "new"],
        formats=FORMATS,
    )


@blueprint.post("/<old>/<new>/tasks")
def say(old: str, new: str) -> Response | tuple[str, int]:
    """Keep what was said of one commitment."""
    ids = (entry(old).id, entry(new).id)
    reports = (store().report(ids[0]).report, store().report(ids[1]).report)
    form = request.form
    said = form.get("say", "")
    if said not in get_args(Settling):
        raise DuizhaoError(
            "没有说明是已有答复、不再要求还是登记结果；请回到台账页面选一种。",
            "Nothing says whether it is answered, waived or had an outcome; go back to the ledger and choose.",
        )
    place = form.get("line", "").strip() or form.get("place", "") if said != "waived" else ""
    kind: Settling = "answered" if said == "answered" else "waived" if said == "waived" else "outcome"
    try:
        made = book.entry(*reports, form.get("task", ""), kind, form.get("text", ""), place, form.get("person", ""))
    except DuizhaoError as error:
        if all(task.id != form.get("task") for task in reports[0].tasks):
            raise
        return _page(old, new, form["task"], form.to_dict(), language.said(error)), error.status
    store().ledger.say(*ids, [made])
    flash(gettext("已登记。"))
    return _back(ids, made.task.unit)


@blueprint.post("/<old>/<new>/tasks/undo")
def undo(old: str, new: str) -> Response:
    """Take back one entry."""
    ids = (entry(old).id, entry(new).id)
    entry_id = request.form.get("entry", "")
    known = {each.id: each for each in store().ledger.entries(*ids)}
    store().ledger.undo(*ids, entry_id)
    flash(gettext("已撤销。"))
    return _back(ids, known[entry_id].task.unit)


@blueprint.post("/<old>/<new>/tasks/from")
def take_over(old: str, new: str) -> Response:
    """Take over what was said of the same commitments beside another new report, where nothing is said yet."""
    ids = (entry(old).id, entry(new).id)
    more = store().ledger.more(*ids, entry(request.form.get("new", "")).id)
    store().ledger.say(*ids, more)
    flash(ngettext("已沿用 %(num)s 条登记。", "已沿用 %(num)s 条登记。", len(more)))
    return _back(ids, "ledger")


@blueprint.get("/<old>/<new>/tasks/export/<format>")
def download(old: str, new: str, format: str) -> Response:
    """Send the whole ledger as a file."""
    if format not in FORMATS:
        abort(404)
    pairing = pairing_of(old, new)
    media_type, suffix, write = FORMATS[format]
    comparison = book.with_ledger(pairing.comparison, store().ledger.entries(pairing.old.id, pairing.new.id))
    response = make_response(write(comparison, language.current()))
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = attachment(pairing, suffix, ("ledger", "任务台账"))
    return response


def _asked() -> Asked:
    """Return what the address asks for; what it does not know is passed over."""
    given = request.args
    return Asked(
        _one_of(given.get("fate"), FATES),
        _one_of(given.get("kind"), KINDS),
        _one_of(given.get("standing"), STANDINGS),
        given.get("definite") == "1",
        _one_of(given.get("order"), ("text",)),
    )


def _one_of(value: str | None, known: Any) -> str:
    return value if value is not None and value in known else ""


def _likely(comparison: Comparison, row: book.Row | None) -> Sequence[TaskSide]:
    """Return the places of the new report that may answer the commitment with the open form, a paragraph once."""
    if row is None:
        return ()
    ends = [found.new for found in row.findings if found.new is not None]
    said = row.entry.place if row.entry else None
    if said is not None and any(block.id == said.unit for block in comparison.new.blocks):
        ends.insert(0, TaskSide(None, said.unit, said.quote))
    ends += [found.hint for found in row.findings if found.hint is not None]
    ends += nearest(comparison.old, comparison.new, row.task, WEB.likely_counterparts)
    return list({end.block: end for end in reversed(ends)}.values())[::-1][: WEB.likely_counterparts]


def _others(ids: tuple[str, str]) -> list[tuple[Entry, int]]:
    """Return the other new reports beside which more was said of the same commitments, and how much more."""
    found = [(other, len(store().ledger.more(*ids, other))) for other, _ in store().ledger.elsewhere(*ids)]
    return [(entry(other), more) for other, more in found if more]


def _earlier(ids: tuple[str, str]) -> dict[str, list[Any]]:
    """Return what was said earlier of each commitment and holds no more, by its id."""
    found: dict[str, list[Any]] = {}
    for kept in store().ledger.history(*ids):
        if kept.undone is not None:
            found.setdefault(kept.said.task.unit, []).append(kept)
    return found


def _said(row: book.Row | None) -> Mapping[str, str]:
    """Return what the form of a commitment holds at first: what was said of it before."""
    said = row.entry if row else None
    if said is None:
        return {"say": "answered"}
    place = said.place.unit if said.place else ""
    return {"say": said.say, "place": place, "text": said.text, "person": said.person or ""}


def _back(ids: tuple[str, str], anchor: str) -> Response:
    where: dict[str, Any] = {"old": ids[0], "new": ids[1], **_asked().arguments, "row": anchor, "_anchor": anchor}
    return redirect(url_for("ledger.show", **where), _SEE_OTHER)
