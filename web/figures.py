"""The figures of one report, and what a person says of them.

/reports/ID/figures?say=q41c0…#q41c0…     all figures, with a form open at one
/reports/ID/figures?back=/compare/…       the same with a way back to the table of figure changes it was asked from
POST /reports/ID/figures                  anchor=q41c0… indicator=… value=… role=…   →  back to the row
POST /reports/ID/figures                  line=12 words=三成以上 indicator=…           →  a figure that was missed
POST /reports/ID/figures/undo             repair=q41c0…                              →  back to the row
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from compare.errors import DuizhaoError
from compare.figure_anchors import anchors
from compare.figure_repairs import ROLES, Said, missed, of_figure
from compare.lookup import ReportLookup
from compare.model import Figure, FigureRepair, FigureRole, Report
from compare.view import place_name

from .storage import entry, store

blueprint = Blueprint("figures", __name__, url_prefix="/reports")

_SEE_OTHER = 303
_TABLE = re.compile(r"/compare/\w+/\w+/figures(\?[\w%&=.+-]*)?")
"""Addresses of tables of figure changes: the only ones that a page of figures leads back to."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in the table: its id in repairs, its number's words, and what was said of it."""

    anchor: str
    figure: Figure
    words: str
    said: FigureRepair | None


@blueprint.get("/<report_id>/figures")
def show(report_id: str) -> str:
    """Show the figures of one report."""
    known = entry(report_id)
    report = store().report(known.id).report
    lookup = ReportLookup(report)
    return render_template(
        "figures.html",
        entry=known,
        report=report,
        rows=_rows(report),
        opened=request.args.get("say", ""),
        others=[said for said in report.figure_repairs if said.gone or not said.attached],
        roles=ROLES,
        place=lambda block: place_name(lookup, block),
        back=_came_from(),
    )


@blueprint.post("/<report_id>/figures")
def say(report_id: str) -> Response:
    """Keep what was said of one figure, or that some words are one."""
    known = entry(report_id)
    report = store().report(known.id).report
    form = request.form
    words = Said(
        form.get("indicator", "").strip() or None,
        form.get("value", "").strip() or None,
        _role(form.get("role", "")),
        form.get("deadline", "").strip(),
        form.get("gone") == "1",
    )
    if form.get("anchor"):
        figure = next((row.figure for row in _rows(report) if row.anchor == form["anchor"]), None)
        if figure is None:
            raise DuizhaoError(
                "这项数据已不在这份报告的读法中；请刷新页面再修正。",
                "That figure is no longer read in this report; reload the page and try again.",
            )
        said = of_figure(report, figure, words)
    else:
        said = missed(report, form.get("line", "").strip(), form.get("words", "").strip(), words)
    store().repair_figures(known.id, [said])
    flash(gettext("已修正。"))
    return _back(known.id, said.id)


@blueprint.post("/<report_id>/figures/undo")
def undo(report_id: str) -> Response:
    """Take back what was said of one figure."""
    known = entry(report_id)
    repair_id = request.form.get("repair", "")
    store().repair_figures(known.id, undo=[repair_id])
    flash(gettext("已撤销。"))
    return _back(known.id, repair_id)


def _rows(report: Report) -> list[Row]:
    places = anchors(report)
    texts = {block.id: block.text for block in report.blocks}
    said = {each.id: each for each in report.figure_repairs}
    return [
        Row(places[each.id], each, texts[each.block][slice(*each.span)], said.get(places[each.id]))
        for each in report.figures
    ]


def _came_from() -> str | None:
    """Return the table of figure changes that the reader came from, if any."""
    said = request.args.get("back", "")
    return said if _TABLE.fullmatch(said) else None


def _role(name: str) -> FigureRole | None:
    return next((role for role in ROLES if role == name), None)


def _back(report_id: str, anchor: str) -> Response:
    return redirect(url_for("figures.show", report_id=report_id, back=_came_from(), _anchor=anchor), _SEE_OTHER)
