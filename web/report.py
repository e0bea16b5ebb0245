"""One report as read: its outline, its text with source lines, its figures and tasks; the original to take away."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from compare.config import ALOUD
from compare.lengths import lengths, percent
from compare.lookup import ReportLookup
from compare.model import ENCODINGS, TEXTUAL, Choice, OutlineRepair, Report
from compare.outline_lines import SourceLine, source_lines
from compare.reading.revisions import tracked
from compare.view import place_name

from .outline import addresses
from .storage import entry, store

blueprint = Blueprint("report", __name__, url_prefix="/reports")
_REVISABLE = ("docx", "doc", "wps", "rtf", "odt")
"""Formats of files that may hold tracked changes; which text is taken is asked where a file holds some."""


@blueprint.get("/<report_id>")
def show(report_id: str) -> str:
    """Show one report."""
    known = entry(report_id)
    found = store().report(known.id).report
    lookup = ReportLookup(found)
    starts = {section: found.blocks[at].id for section, at in lookup.section_start.items()}
    lines = source_lines(found.blocks)
    places = addresses(known.id, lines)
    versions = store().versions.of(known.id)
    others = [each for each in store().reports() if each.current and each.edition != known.edition]
    kin = [each for each in others if each.series and each.series == known.series]
    return render_template(
        "report.html",
        entry=known,
        report=found,
        starts=starts,
        others=[*kin, *(each for each in reversed(others) if each not in kin)],
        versions=versions,
        texts={block.id: block.text for block in found.blocks},
        place=lambda block: place_name(lookup, block),
        hands=_hands(found, lines),
        mends=dict(zip((found.blocks[line.block].id for line in reversed(lines)), reversed(places), strict=True)),
        lengths=lengths(lookup),
        pace=ALOUD.characters_a_minute,
        percent=percent,
        usual=Choice(),
        textual=TEXTUAL,
        revisable=found.source.format in _REVISABLE and (tracked(found.notes) or found.choice.revisions is not None),
        encodings=ENCODINGS,
    )


def _hands(report: Report, lines: Sequence[SourceLine]) -> dict[str, list[OutlineRepair]]:
    """Return what was said of the lines of each block."""
    said = {each.anchor: each for each in report.repairs}
    hands: dict[str, list[OutlineRepair]] = {}
    for line in lines:
        if line.anchor in said:
            hands.setdefault(report.blocks[line.block].id, []).append(said[line.anchor])
    return hands


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
