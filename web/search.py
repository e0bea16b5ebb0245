"""Search: where all kept reports hold some words.

/search?q=职工之家                        reports that hold it, the latest first, the first passages of each
/search?q=工资+集体协商&series=工会        both words in one passage, in one series
/search?q=职工之家&report=r41c0…          every passage of one report, page by page
"""

from __future__ import annotations

from flask import Blueprint, render_template, request

from compare.config import SEARCH
from compare.search import excerpt

from .storage import entry, store

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def show() -> str:
    """Show the form, and what was found."""
    asked, series = (request.args.get(name, "").strip() for name in ("q", "series"))
    report = request.args.get("report")
    within = entry(report) if report else None
    page = max(request.args.get("page", 1, type=int), 1)
    where = {"series": series or None, "report": within.id if within else None}
    answer = store().search.find(asked, **where, page=page) if asked else None
    return render_template(
        "search.html",
        asked=asked,
        within=within,
        chosen=series,
        answer=answer,
        page=page,
        excerpt=lambda passage: excerpt(passage.text, passage.places, SEARCH.around),
        longest=SEARCH.longest_asked,
        series=tuple(dict.fromkeys(each.series for each in store().reports() if each.series)),
    )
