"""The files behind the reports: opened with their password, read as a person says.

/sources/9f2c…/unlock        asks for the password of a file that was kept and does not open without it
/reports/r41c0…/reading      POST: format, encoding, which text of tracked changes; then back to the report

A password is used once and kept nowhere: not stored, not logged, not sent back in a page.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from compare.errors import Locked
from compare.model import Choice, Revisions

from . import language
from .storage import entry, forget, store

blueprint = Blueprint("sources", __name__)

_SEE_OTHER = 303


@blueprint.get("/sources/<sha>/unlock")
def ask(sha: str) -> str:
    """Ask for the password of a kept file."""
    return _page(sha)


@blueprint.post("/sources/<sha>/unlock")
def unlock(sha: str) -> Response | tuple[str, int]:
    """Open a kept file with its password and go on to its title, or ask again."""
    try:
        added = store().unlock(sha, request.form.get("password", ""))
    except Locked as error:
        language.instead(url_for("sources.ask", sha=sha))
        return _page(sha, language.said(error)), error.status
    return redirect(url_for("library.uploaded", id=added.report_id, new=added.report_id), _SEE_OTHER)


@blueprint.post("/reports/<report_id>/reading")
def choose(report_id: str) -> Response:
    """Have a report read as a person says, or as its bytes tell where nothing is chosen."""
    known = entry(report_id)
    said = {name: request.form.get(name, "").strip() or None for name in ("format", "encoding", "revisions")}
    store().choose(known.id, Choice(said["format"], said["encoding"], _revisions(said["revisions"])))
    forget()
    flash(gettext("已按所选的方式重新读取。"))
    return redirect(url_for("report.show", report_id=known.id), _SEE_OTHER)


def _revisions(said: str | None) -> Revisions | None:
    return "final" if said == "final" else "original" if said == "original" else None


def _page(sha: str, error: str = "") -> str:
    return render_template("unlock.html", file=store().sources.locked(sha), error=error)
