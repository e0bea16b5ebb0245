"""The files behind the reports: opened with their password, read as a person says.

/sources/9f2c…/unlock        asks for the password of a file that was kept and does not open without it
/sources/9f2c…/discard       POST: a file that could not be read is erased
/reports/r41c0…/reading      POST: format, encoding, which text of tracked changes; then back to the report

A password is used once and kept nowhere: not stored, not logged, not sent back in a page.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from compare.errors import Locked
from compare.model import Choice, Revisions
from compare.reading.archive import Member

from . import language, library
from .storage import entry, forget, store

blueprint = Blueprint("sources", __name__)

_SEE_OTHER = 303


@blueprint.get("/sources/<sha>/unlock")
def ask(sha: str) -> str:
    """Ask for the password of a kept file."""
    return _page(sha)


@blueprint.post("/sources/<sha>/unlock")
def unlock(sha: str) -> Response | tuple[str | Response, int]:
    """Open a kept file with its password and go on to its title, or to those of the reports in it; or ask again."""
    password = request.form.get("password", "")
    try:
        if inside := store().unpack(sha, password):
            return _unpacked(sha, inside)
        added = store().unlock(sha, password)
    except Locked as error:
        language.instead(url_for("sources.ask", sha=sha))
        return _page(sha, language.said(error)), error.status
    return redirect(url_for("library.uploaded", id=added.report_id, new=added.report_id), _SEE_OTHER)


@blueprint.post("/sources/<sha>/discard")
def discard(sha: str) -> Response:
    """Erase a file that was kept although it could not be read."""
    gone = store().sources.discard(sha)
    flash(gettext("已彻底删除“%(title)s”。", title=gone.name))
    return redirect(url_for("library.index"), _SEE_OTHER)


def _unpacked(sha: str, inside: tuple[Member, ...]) -> Response | tuple[str | Response, int]:
    """Keep each report of an archive, and the archive no longer."""
    arrival = store().sources.arrival(sha)
    series = (arrival.series if arrival else None) or ""
    outcomes = [library.taken_in(each.name, each.data, series) for each in inside]
    store().sources.drop(sha)
    return library.told(outcomes)


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
