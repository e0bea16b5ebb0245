"""Two editions side by side: the passages with their change list, tables of what was found, exports.

/compare?old=…&new=…                  the picker's form  →  the page of the pair
/compare/OLD/NEW?off=punctuation      passages, without the classes in `off`
/compare/OLD/NEW?same=&same=quotes    the same, where only quotes are passed over (folding.py)
/compare/OLD/NEW?only=task            the same, with nothing but tasks in the change list
/compare/OLD/NEW?state=check          the same, with nothing but changes that someone wants checked
/compare/OLD/NEW?review=c41d…#c41d…   the same, with the form to review one change (reviews.py takes what is said there)
/compare/OLD/NEW?mend=gab12…#gab12…   the same, with what can be mended in one row (links.py takes what is said there)
/compare/OLD/NEW/formulations         a table, or the summary; figures are in findings.py, tasks in ledger.py
/compare/OLD/NEW/export/csv           a file to take away
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from compare.chronology import order_warning
from compare.errors import DuizhaoError
from compare.export import FORMATS, export
from compare.formulations.kwic import Line, concordance
from compare.ledger import with_ledger
from compare.lookup import SIDES, Lookup
from compare.model import Comparison, Mention, Side
from compare.records import Entry
from compare.reviews import STATES, with_reviews
from compare.summary import lines as summary_lines
from compare.view import CHIPS, Chip, page, place_name
from compare.view.items import rows_by_block
from compare.view.ties import ties

from . import folding, language
from .links import asked, listed
from .reviews import reviews_of
from .showing import attached
from .storage import comparison as found_between
from .storage import entry, store

blueprint = Blueprint("comparison", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)
blueprint.context_processor(lambda: {"folded": folding.folded()})

QUIET: tuple[Chip, ...] = ("punctuation",)
"""Switched off until the reader says otherwise."""


LISTS: dict[str, tuple[Chip, ...]] = {
    "figure": ("figure",),
    "formulation": ("formulation",),
    "structure": ("moved", "added", "removed"),
    "task": ("task",),
    "words": ("intensity", "order", "wording", "punctuation"),
}
"""What the change list can be narrowed to: a thousand entries are walked one kind after another."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What every page of a comparison needs: the two entries, the result, and a warning on their order."""

    old: Entry
    new: Entry
    comparison: Comparison
    warning: tuple[str, str] | None

    @property
    def years(self) -> tuple[str, str] | None:
        """Return the two years where they tell the editions apart."""
        years = ((self.old.date or "")[:4], (self.new.date or "")[:4])
        return years if all(years) and years[0] != years[1] else None

    @property
    def series(self) -> str | None:
        """Return the series that both belong to, if they do."""
        return self.old.series if self.old.series == self.new.series else None


@blueprint.get("")
def pick() -> Response:
    """Go to the page of the two reports that were picked."""
    old, new = request.args.get("old", ""), request.args.get("new", "")
    if not old or not new:
        raise DuizhaoError(
            "请先选好旧、新两份报告再对照；报告列表中至少要有一份。",
            "Pick an old and a new report first; the list must hold at least one.",
        )
    return redirect(url_for("comparison.show", old=entry(old).id, new=entry(new).id))


@blueprint.get("/<old>/<new>")
def show(old: str, new: str) -> str:
    """Show the passages of two editions side by side."""
    pairing = pairing_of(old, new)
    off = switched_off(request.args.get("off"))
    shown = page(pairing.comparison, off)
    lists = {name: [item for item in shown.items if item.chip in chips] for name, chips in LISTS.items()}
    only = request.args.get("only", "")
    mended = next((row for row in shown.rows if row.id == request.args.get("mend")), None)
    lookup = Lookup(pairing.comparison)
    reviews = reviews_of(pairing.comparison, pairing.old.id, pairing.new.id)
    state = request.args.get("state", "")
    listed_items = [
        item
        for item in lists.get(only, shown.items)
        if state not in STATES or reviews.state(item.id) == state or item.id == request.args.get("review")
    ]
    return render_template(
        "compare.html",
        pairing=pairing,
        page=shown,
        items=listed_items,
        reviews=reviews,
        state=state if state in STATES else "",
        reviewing=request.args.get("review", ""),
        only=only if only in lists else "",
        lists={name: len(listed) for name, listed in lists.items()},
        quiet=QUIET,
        toggled={chip: toggled(off, chip) for chip in CHIPS},
        only_figures=",".join(chip for chip in CHIPS if chip != "figure"),
        unfolded=request.args.get("fold") == "no",
        asked=asked(),
        ties=ties(lookup, mended) if mended else None,
        repairs=listed(lookup, shown.rows, store().link_repairs(pairing.old.id, pairing.new.id)),
        entries=store().reports(),
    )


@blueprint.get("/<old>/<new>/<any(summary, formulations):table>")
def tables(old: str, new: str, table: str) -> str:
    """Show the formulations of a comparison, or its summary."""
    pairing = pairing_of(old, new)
    lookup = Lookup(pairing.comparison)
    full = "full" in request.args
    row_of = rows_by_block(page(pairing.comparison).rows)
    return render_template(
        f"table_{table}.html",
        pairing=pairing,
        table=table,
        lookup=lookup,
        row_of=row_of,
        summary=summary_lines(pairing.comparison, language.current(), full=full) if table == "summary" else [],
        full=full,
        place=place_name,
        kwic=lambda mentions: _in_context(lookup, mentions),
        entries=store().reports(),
    )


def _in_context(lookup: Lookup, mentions: Sequence[Mention]) -> list[tuple[Side, Line]]:
    """Return mentions with the words around them, those of the old report first."""
    return [
        (side, line)
        for side in SIDES
        for line in concordance(lookup.side(side), [mention for mention in mentions if mention.side == side])
    ]


@blueprint.get("/<old>/<new>/export/<format>")
def download(old: str, new: str, format: str) -> Response:
    """Send the comparison as a file."""
    if format not in FORMATS:
        abort(404)
    pairing = pairing_of(old, new)
    ids = (pairing.old.id, pairing.new.id)
    comparison = with_ledger(pairing.comparison, store().ledger.entries(*ids))
    comparison = with_reviews(comparison, store().reviews.entries(*ids))
    response = make_response(export(comparison, format, language.current()))
    response.headers["Content-Type"] = FORMATS[format].media_type
    response.headers["Content-Disposition"] = attachment(pairing, FORMATS[format].suffix)
    return response


def attachment(pairing: Pairing, suffix: str, name: tuple[str, str] = ("duizhao", "对照")) -> str:
    """Return a Content-Disposition that names a file after the years of two editions."""
    which = "-".join(pairing.years or (pairing.old.id, pairing.new.id)) + suffix
    return attached(f"{name[0]}-{which}", f"{name[1]}-{which}")


def switched_off(said: str | None) -> tuple[Chip, ...]:
    """Return the classes that an `off` argument names, in their order; without one, those that are quiet at first.

    >>> switched_off(None), switched_off(""), switched_off("wording,punctuation,nonsense")
    (('punctuation',), (), ('wording', 'punctuation'))
    """
    if said is None:
        return QUIET
    named = said.split(",")
    return tuple(chip for chip in CHIPS if chip in named)


def toggled(off: tuple[Chip, ...], chip: Chip) -> str:
    """Return the `off` argument after one switch is turned.

    >>> toggled(("punctuation",), "wording"), toggled(("punctuation",), "punctuation")
    ('wording,punctuation', '')
    """
    return ",".join(each for each in CHIPS if (each in off) != (each == chip))


def pairing_of(old: str, new: str) -> Pairing:
    """Return what every page of the comparison of two stored reports needs."""
    ours, theirs = entry(old), entry(new)
    return Pairing(ours, theirs, found_between(ours.id, theirs.id), order_warning(ours.date, theirs.date))
