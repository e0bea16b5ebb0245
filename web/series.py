"""The course of a series through its editions: phrases, indicators, sections, a column for each edition.

/series?name=政府工作报告                    phrases: when each came and went, how often it stands
/series?name=…&table=indicators            results and targets, edition by edition
/series?name=…&table=sections&all=1        which section follows which; all rows instead of the weightiest
/series?name=…&edition=r41c0…&edition=…    some of the editions only
/series/export/csv?name=…                  all of it as a file
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, abort, current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from compare.config import DEFAULT, WEB, Settings
from compare.contract import dumps, series_to_json
from compare.dictionary import settings_with
from compare.edition import one_line
from compare.errors import NotFound
from compare.records import Entry
from compare.series import IndicatorCourse, PhraseCourse, SectionCourse, Series, in_order
from compare.series import series as follow
from compare.series_tables import as_csv, edition_names, markdown
from compare.view.charts import HEIGHT, STEP, bars, points

from . import folding, language
from .showing import attached
from .storage import store

blueprint = Blueprint("series", __name__)

TABLES = ("phrases", "indicators", "sections")
_FORMATS = {
    "csv": ("text/csv; charset=utf-8", ".csv"),
    "md": ("text/markdown; charset=utf-8", ".md"),
    "json": ("application/json", ".json"),
}
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Course:
    """A series as its pages need it: the editions in order, each with its entry, and what goes through them."""

    name: str
    all: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    found: Series | None


@blueprint.get("/series")
def show() -> str:
    """Show one of the tables of a series."""
    course = _course()
    table = request.args.get("table", TABLES[0])
    found = course.found
    shown = "all" in request.args
    rows = _rows(found, table) if found else []
    telling = [each for each in rows if _goes_on(each)][: DEFAULT.series.most_listed]
    return render_template(
        "series.html",
        course=course,
        table=table if table in TABLES else TABLES[0],
        tables=TABLES,
        rows=rows if shown else telling,
        total=len(rows),
        shown=shown,
        labels=edition_names(found) if found else (),
        bars=bars,
        points=points,
        width=STEP * len(course.entries),
        height=HEIGHT,
        formats=tuple(_FORMATS),
        fewest=_FEWEST,
    )


@blueprint.get("/series/export/<format>")
def download(format: str) -> Response:
    """Send the course of a series as a file."""
    course = _course()
    if format not in _FORMATS or course.found is None:
        abort(404)
    said = language.current()
    data = {
        "csv": lambda found: as_csv(found, said),
        "md": lambda found: markdown(found, said).encode(),
        "json": lambda found: dumps(series_to_json(found)).encode(),
    }[format](course.found)
    media, suffix = _FORMATS[format]
    response = make_response(data)
    response.headers["Content-Type"] = media
    response.headers["Content-Disposition"] = attached(f"series{suffix}", f"系列-{course.name}{suffix}")
    return response


def _rows(found: Series, table: str) -> list[PhraseCourse | IndicatorCourse | SectionCourse]:
    if table == "indicators":
        return [*found.indicators]
    return [*found.sections] if table == "sections" else [*found.phrases]


def _goes_on(row: PhraseCourse | IndicatorCourse | SectionCourse) -> bool:
    """Tell whether a course goes through more than one edition; that a phrase was used in one only is telling too."""
    if isinstance(row, IndicatorCourse):
        return len({figure.edition for figure in row.figures}) > 1
    return isinstance(row, PhraseCourse) or len(row.sections) > 1


def _course() -> Course:
    """Return the series that is asked for; with fewer than two editions nothing goes through it."""
    name = one_line(request.args.get("name", ""))
    members = [each for each in store().reports() if each.current and each.series == name and name]
    if not members:
        raise NotFound(
            "没有这个系列；请从报告列表进入，或先给报告填上系列。",
            "There is no such series; come from the list of reports, or give a report a series first.",
        )
    asked = request.args.getlist("edition")
    chosen = [each for each in members if each.id in asked] or members
    if len(chosen) < _FEWEST:
        return Course(name, tuple(members), tuple(chosen), None)
    ids = tuple(each.id for each in chosen)
    said = tuple((each.title, each.date or "") for each in chosen)
    settings = settings_with(folding.settings(), store().dictionaries.of(name))
    state = store().reading_state(*ids)
    order, found = _found(current_app.config["DATABASE"], settings, ids, said, state)
    by_id = {each.id: each for each in chosen}
    return Course(name, tuple(members), tuple(by_id[each] for each in order), found)


@lru_cache(maxsize=WEB.series_at_hand)
def _found(
    database: Path, settings: Settings, ids: tuple[str, ...], said: tuple[tuple[str, str], ...], state: str
) -> tuple[tuple[str, ...], Series]:
    """Return the ids in the order of the editions and what goes through them; the last few are at hand."""
    reports = {
        each: replace(store().report(each).report, title=title, date=date or None)
        for each, (title, date) in zip(ids, said, strict=True)
    }
    ordered = in_order(list(reports.values()))
    of = {id(report): name for name, report in reports.items()}
    return tuple(of[id(report)] for report in ordered), follow(list(reports.values()), settings)
