"""Two editions side by side: the passages with their change list, tables of what was found, exports.

/compare?old=…&new=…                  the picker's form  →  the page of the pair
/compare/OLD/NEW?off=punctuation      passages, without the classes in `off`
/compare/OLD/NEW?same=&same=quotes    the same, where only quotes are passed over (folding.py)
/compare/OLD/NEW?only=task            the same, with nothing but tasks in the change list
/compare/OLD/NEW?state=check          the same, with nothing but changes that someone wants checked
/compare/OLD/NEW?review=c41d…#c41d…   the same, with the form to review one change (reviews.py takes what is said there)
/compare/OLD/NEW?mend=gab12…#gab12…   the same, with what can be mended in one row (links.py takes what is said there)
/compare/OLD/NEW?at=gbd41…            of a long comparison, the part with that row (desk.py says what else is asked for)
/compare/OLD/NEW/part, /changes       a part of the passages, the change list: pieces that scripts put in their page
/compare/OLD/NEW/find?q=职工          how often each part holds these words
/compare/OLD/NEW/formulations         a table, or the summary; figures are in findings.py, tasks in ledger.py
/compare/OLD/NEW/export/csv           a file to take away (exporting.py says what is asked for with it)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from flask import Blueprint, abort, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from compare.chronology import order_warning
from compare.config import DEFAULT
from compare.errors import DuizhaoError
from compare.export import FORMATS, selected
from compare.formulations.kwic import Line, concordance
from compare.ledger import with_ledger
from compare.lookup import SIDES, Lookup
from compare.model import Comparison, Mention, Side
from compare.records import Entry
from compare.remarks import with_remarks
from compare.reviews import with_reviews
from compare.summary import lines as summary_lines
from compare.view import CHIPS, place_name
from compare.view.leaves import occurrences
from compare.view.ties import ties

from . import folding, language
from .desk import QUIET, Desk, desk_of, toggled
from .exporting import Offer, asked_for, filtered, kinds_asked, offered
from .links import listed
from .showing import attached
from .storage import comparison as found_between
from .storage import entry, store

blueprint = Blueprint("comparison", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)
blueprint.context_processor(lambda: {"folded": folding.folded()})


_FILE = ("duizhao", "对照")
_FILES = {"redline": ("duizhao-redline", "修订稿"), "table": ("duizhao-table", "新旧对照表")}
"""What the files of a comparison are called, for any program and in Chinese; the others are called as `_FILE`."""


@dataclass(frozen=True)
class Pairing:
    """What every page of a comparison needs: the two entries, the result, and a warning on their order."""

    old: Entry
    new: Entry
    warning: tuple[str, str] | None

    @property
    def ids(self) -> tuple[str, str]:
        """Return the ids of the two reports."""
        return self.old.id, self.new.id

    def offer(self, desk: Desk | None, table: str | None) -> Offer:
        """Return what the export menu offers on a page."""
        pieces = desk.pieces if desk else store().page(*self.ids)
        offer = offered(pieces.head.counts, desk, table)
        kinds = kinds_asked(table, request.args)
        return filtered(offer, self.comparison, kinds) if kinds else offer

    @cached_property
    def comparison(self) -> Comparison:
        """Return what was found between the two; read when it is first asked for."""
        return found_between(*self.ids)

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
    desk = desk_of(*pairing.ids)
    lookup = Lookup(pairing.comparison) if desk.mended or store().link_repairs(*pairing.ids) else None
    return render_template(
        "compare.html",
        pairing=pairing,
        desk=desk,
        quiet=QUIET,
        toggled={chip: toggled(desk.off, chip) for chip in CHIPS},
        only_figures=",".join(chip for chip in CHIPS if chip != "figure"),
        ties=ties(lookup, desk.mended) if lookup and desk.mended else None,
        repairs=listed(lookup, desk.pieces, store().link_repairs(*pairing.ids)) if lookup else (),
        entries=store().reports(),
    )


@blueprint.get("/<old>/<new>/part")
def part(old: str, new: str) -> str:
    """Show one part of the passages, as a piece of their page: the one named, or that of a row."""
    pairing = pairing_of(old, new)
    desk = desk_of(*pairing.ids)
    mended = ties(Lookup(pairing.comparison), desk.mended) if desk.mended else None
    return render_template("part.html", pairing=pairing, desk=desk, number=desk.part, ties=mended)


@blueprint.get("/<old>/<new>/find")
def find(old: str, new: str) -> Response:
    """Say how often each part of the passages holds words: of all text, or of changed text only."""
    desk = desk_of(*pairing_of(old, new).ids)
    words, changed = request.args.get("q", "").strip(), "changed" in request.args
    numbers = range(len(desk.pieces.head.parts) + bool(desk.pieces.head.apart))
    return jsonify([occurrences(desk.rows(number), words, changed=changed) if words else 0 for number in numbers])


@blueprint.get("/<old>/<new>/changes")
def changes(old: str, new: str) -> str:
    """Show the change list, or a further stretch of it, as a piece of the page."""
    pairing = pairing_of(old, new)
    return render_template("changes.html", pairing=pairing, desk=desk_of(*pairing.ids))


@blueprint.get("/<old>/<new>/<any(summary, formulations):table>")
def tables(old: str, new: str, table: str) -> str:
    """Show the formulations of a comparison, or its summary."""
    pairing = pairing_of(old, new)
    lookup = Lookup(pairing.comparison)
    full = "full" in request.args
    row_of = store().page(*pairing.ids).rows_by_block()
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


@blueprint.get("/<old>/<new>/how")
def how(old: str, new: str) -> str:
    """Show what a comparison was made with: files, settings, dictionary, repairs, and what was cut short."""
    pairing = pairing_of(old, new)
    found = pairing.comparison
    used = {step: values for step, values in found.settings.items() if isinstance(values, dict)}
    usual = asdict(DEFAULT)
    return render_template(
        "how.html",
        pairing=pairing,
        table="how",
        used=used,
        changed={
            f"{step}.{name}"
            for step, values in used.items()
            for name, value in values.items()
            if json.loads(json.dumps(usual.get(step, {}).get(name))) != value
        },
        dictionary=store().dictionary(*pairing.ids),
        repairs={
            "n": len(found.repairs),
            "m": len(found.finding_repairs),
            "k": len(found.old.repairs) + len(found.new.repairs),
            "l": len(found.old.figure_repairs) + len(found.new.figure_repairs),
        },
        entries=store().reports(),
    )


@blueprint.get("/<old>/<new>/export/<format>")
def download(old: str, new: str, format: str) -> Response:
    """Send the comparison as a file."""
    if format not in FORMATS:
        abort(404)
    pairing = pairing_of(old, new)
    ids = (pairing.old.id, pairing.new.id)
    comparison = with_ledger(pairing.comparison, store().ledger.entries(*ids))
    comparison = with_reviews(comparison, store().reviews.entries(*ids))
    comparison = with_remarks(comparison, store().remarks.entries(*ids))
    chosen = selected(comparison, asked_for(request.args))
    exporter, (plain, chinese) = FORMATS[format], _FILES.get(format, _FILE)
    if chosen.left_out and not exporter.whole:
        plain, chinese = f"{plain}-chosen", f"{chinese}（所选改动）"
    original = store().original(pairing.new.id) if exporter.on_original else None
    response = make_response(exporter.made(chosen, language.current(), original))
    response.headers["Content-Type"] = exporter.media_type
    response.headers["Content-Disposition"] = attachment(pairing, exporter.suffix, (plain, chinese))
    return response


def attachment(pairing: Pairing, suffix: str, name: tuple[str, str]) -> str:
    """Return a Content-Disposition that names a file after the years of two editions."""
    which = "-".join(pairing.years or (pairing.old.id, pairing.new.id)) + suffix
    return attached(f"{name[0]}-{which}", f"{name[1]}-{which}")


def pairing_of(old: str, new: str) -> Pairing:
    """Return what every page of the comparison of two stored reports needs."""
    ours, theirs = entry(old), entry(new)
    return Pairing(ours, theirs, order_warning(ours.date, theirs.date))
