"""One report as read: its outline, its text with source lines, its figures and tasks; the original to take away."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from compare.lookup import ReportLookup
from compare.model import OutlineRepair, Report
from compare.view import place_name

from .storage import entry, store

blueprint = Blueprint("report", __name__, url_prefix="/reports")


@blueprint.get("/<report_id>")
def show(report_id: str) -> str:
    """Show one report."""
    known = entry(report_id)
    found = store().report(known.id).report
    lookup = ReportLookup(found)
    starts = {section: found.blocks[at].id for section, at in lookup.section_start.items()}
    others = [each for each in store().reports() if each.id != known.id]
    return render_template(
        "report.html",
        entry=known,
        report=found,
        starts=starts,
        others=others,
        texts={block.id: block.text for block in found.blocks},
        place=lambda block: place_name(lookup, block),
        hands=_hands(found),
        characters=sum(len(block.text) for block in found.blocks if block.kind != "furniture"),
    )


def _hands(report: Report) -> dict[str, list[OutlineRepair]]:
    """Return what was said of the lines of each block."""
    said = {each.line: each for each in report.repairs}
    return {
        block.id: [said[line] for line in dict.fromkeys(piece.line for piece in block.pieces) if line in said]
        for block in report.blocks
    }


@blueprint.get("/<report_id>/original")
def original(report_id: str) -> Response:
    """Send the bytes of a report exactly as they were given."""
    known = entry(report_id)
    return send_file(
        BytesIO(store().original(known.id)),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=known.name,
    )
