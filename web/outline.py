"""The outline of a report, line by line, for a person to repair: what each line was read as, and a choice for each.

/reports/r41c0…/outline?page=2     the second page of lines
POST, then redirect                what was chosen is kept or undone, said of a range of lines, taken over from a draft

A choice that was not touched sends what it showed, so that a page left open says nothing it was not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from compare.errors import DuizhaoError
from compare.model import LineKind, OutlineRepair, Report
from compare.outline_lines import KINDS, SourceLine, source_lines
from compare.outline_repairs import anchors_of, repairs_of

from .storage import entry, store

blueprint = Blueprint("outline", __name__, url_prefix="/reports")

UNDO = "undo"
"""Chosen instead of a kind: what the program found."""

_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the page shows it: run-in heading, the rest, and what was left out between its two ends."""

    line: SourceLine
    runin: str
    head: str
    tail: str
    found: LineKind
    repair: OutlineRepair | None
    first: bool

    @property
    def kinds(self) -> tuple[LineKind, ...]:
        """Return what can be said of the line besides what the program found."""
        said = self.repair.kind if self.repair else None
        return tuple(
            kind for kind in KINDS if kind == said or (kind != self.found and not (self.first and kind == "continues"))
        )


@blueprint.get("/<report_id>/outline")
def show(report_id: str) -> str:
    """Show the lines of a report with what each was read as."""
    known = entry(report_id)
    report = store().report(known.id).report
    lines = source_lines(report.blocks)
    size: int = current_app.config["WEB"].outline_lines
    pages = [lines[start : start + size] for start in range(0, len(lines), size)]
    at = min(max(request.args.get("page", 1, type=int), 1), len(pages)) - 1
    said = store().repaired_reports()
    return render_template(
        "outline.html",
        entry=known,
        report=report,
        rows=_rows(report, lines, pages[at]),
        pages=[(page[0].label, page[-1].label) for page in pages],
        at=at,
        sections=_sections(report, addresses(known.id, lines)),
        last=lines[-1].number,
        places=dict(zip((line.anchor for line in lines), addresses(known.id, lines), strict=True)),
        labels={line.anchor: line.label for line in lines},
        added={kept.repair.anchor: kept.added[:10] for kept in store().outline_repairs(known.id)},
        undo=UNDO,
        others=[(each, said[each.id]) for each in store().reports() if each.id in said and each.id != known.id],
    )


@blueprint.post("/<report_id>/outline")
def save(report_id: str) -> Response:
    """Keep what was chosen and go back to the first line that it changes."""
    known = entry(report_id)
    report = store().report(known.id).report
    repairs, undone = _chosen(report, request.form)
    if other := request.form.get("take"):
        repairs = [*(kept.repair for kept in store().outline_repairs(entry(other).id)), *repairs]
    store().repair_outline(known.id, repairs, undo=undone)
    anchors = {*undone, *(each.anchor for each in repairs)}
    if anchors:
        flash(gettext("已保存：改了 %(said)s 行，还原 %(undone)s 行。", said=len(repairs), undone=len(undone)))
    else:
        flash(gettext("没有改动，未保存。"))
    lines = source_lines(report.blocks)
    page = url_for("outline.show", report_id=known.id, page=request.form.get("page", type=int))
    changed = (place for line, place in zip(lines, addresses(known.id, lines), strict=True) if line.anchor in anchors)
    return redirect(next(changed, page), _SEE_OTHER)


def addresses(report_id: str, lines: Sequence[SourceLine]) -> list[str]:
    """Return where each line of a report stands on its outline pages."""
    size: int = current_app.config["WEB"].outline_lines
    return [
        url_for(
            "outline.show", report_id=report_id, page=at // size + 1 if at >= size else None, _anchor=f"L{line.label}"
        )
        for at, line in enumerate(lines)
    ]


def _chosen(report: Report, form: MultiDict[str, str]) -> tuple[list[OutlineRepair], list[str]]:
    """Return what the form says of lines, and the anchors of what it takes back; untouched choices say nothing."""
    said: dict[str, str] = {}
    for name, value in form.items():
        if name.startswith("n") and value != form.get(f"was.{name}", UNDO):
            said[name] = value
    if form.get("from"):
        wanted = "-".join(end.strip() for end in (form["from"], form.get("to", "")) if end)
        said.update(dict.fromkeys(anchors_of(report, [wanted]), form.get("many", "")))
    if form.get("undo"):
        said[form["undo"]] = UNDO
    known = {each.anchor for each in report.repairs}
    repairs: list[OutlineRepair] = []
    for kind in dict.fromkeys(kind for kind in said.values() if kind != UNDO):
        if kind not in KINDS:
            raise DuizhaoError(
                f"没有 “{kind}” 这种读法；请刷新页面后再选。",
                f"A line cannot be “{kind}”; reload the page and choose again.",
            )
        repairs += repairs_of(report, [name for name in said if said[name] == kind], kind)
    return repairs, [name for name, kind in said.items() if kind == UNDO and name in known]


def _rows(report: Report, lines: Sequence[SourceLine], page: Sequence[SourceLine]) -> list[Row]:
    said = {each.anchor: each for each in report.repairs}
    body = next((line for line in lines if line.kind != "furniture"), None)
    rows = []
    for line in page:
        runin = report.blocks[line.block].runin if line.kind == "item" else None
        cut = min(runin[1], len(line.text)) if runin else 0
        head, tail = _ends(line.text[cut:])
        repair = said.get(line.anchor)
        found = repair.found if repair and repair.found else line.kind
        rows.append(Row(line, line.text[:cut], head, tail, found, repair, line is body))
    return rows


def _ends(text: str) -> tuple[str, str]:
    """Return the beginning and the end of a long line, where it is seen whether it goes on; a short one whole."""
    web = current_app.config["WEB"]
    if len(text) <= web.line_head + 2 * web.line_tail:
        return text, ""
    return text[: web.line_head], text[-web.line_tail :]


def _sections(report: Report, places: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return level, address of the first line and heading of each section."""
    first: dict[str, str] = {}
    for line, place in zip(source_lines(report.blocks), places, strict=True):
        if section := report.blocks[line.block].section:
            first.setdefault(section, place)
    return [
        (section.level, first[section.id], f"{section.number or ''}{section.heading}") for section in report.sections
    ]
