"""The dictionary of a series 词典: what is always followed, never told, and the scales, as one text to edit.

/dictionary?series=政府工作报告          the page
POST /dictionary                         series=… text=…                       →  the page, saved
POST /dictionary/say                     series=… never=各项工作 old=… new=…   →  back to the table
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from compare import dictionary as book
from compare.config import DICTIONARY
from compare.edition import one_line
from compare.errors import DuizhaoError, NotFound

from . import folding, language, nouns
from .storage import entry, store

blueprint = Blueprint("dictionary", __name__, url_prefix="/dictionary")
blueprint.url_defaults(folding.carry)

_SEE_OTHER = 303


@blueprint.get("")
def show() -> str:
    """Show the dictionary of a series."""
    series = _series(request.args.get("series", ""))
    return _page(series, book.write(store().dictionaries.of(series)))


@blueprint.post("")
def save() -> Response | tuple[str, int]:
    """Keep the dictionary as it was edited; what cannot be kept is shown again with the reason."""
    series, text = _series(request.form.get("series", "")), request.form.get("text", "")
    try:
        store().dictionaries.keep(series, book.read(text, gettext("词典")))
    except DuizhaoError as error:
        return _page(series, text[: DICTIONARY.most_bytes], language.said(error)), error.status
    flash(gettext("已保存，对照随之更新。"))
    return redirect(url_for("dictionary.show", series=series), _SEE_OTHER)


@blueprint.post("/say")
def say() -> Response:
    """Follow a phrase from now on, or never tell it, and go back to the table of two reports."""
    form = request.form
    series = _series(form.get("series", ""))
    said = book.Dictionary(tuple(map(one_line, form.getlist("follow"))), tuple(map(one_line, form.getlist("never"))))
    store().dictionaries.keep(series, book.joined(store().dictionaries.of(series), said))
    flash(gettext("已记入词典。"))
    old, new = entry(form.get("old", "")), entry(form.get("new", ""))
    shown = form.get("change", "")
    anchor = shown if shown in nouns.formulation_changes else None
    where = url_for("comparison.tables", old=old.id, new=new.id, table="formulations", _anchor=anchor)
    return redirect(where, _SEE_OTHER)


def _page(series: str, text: str, error: str = "") -> str:
    kept = store().dictionaries.history(series)
    earlier = [(each.added, book.write(each.dictionary)) for each in kept[-2::-1]]
    return render_template("dictionary.html", series=series, text=text, error=error, earlier=earlier)


def _series(name: str) -> str:
    """Return the name of a series that some report belongs to."""
    plain = one_line(name)
    if not any(each.series == plain for each in store().reports() if plain):
        raise NotFound(
            "没有这个系列；请从报告列表进入，或先给报告填上系列。",
            "There is no such series; come from the list of reports, or give a report a series first.",
        )
    return plain
