"""Taking a report off the list, putting it back, erasing it for good.

POST /reports/r41c0…/remove     off the list; the library page offers to put it back
POST /reports/r41c0…/restore    back as it was
/reports/r41c0…/erase           what would go with it; POST erases
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from compare.errors import NotFound
from compare.removal_store import Removed

from .storage import entry, forget, store

blueprint = Blueprint("removal", __name__, url_prefix="/reports")

_SEE_OTHER = 303


@blueprint.post("/<report_id>/remove")
def remove(report_id: str) -> Response:
    """Take a report off the list."""
    known = entry(report_id)
    store().removal.remove(known.id)
    flash(gettext("已删除“%(title)s”；在本页下方“已删除的报告”中可以恢复。", title=known.title))
    return _library("removed")


@blueprint.post("/<report_id>/restore")
def restore(report_id: str) -> Response:
    """Put a removed report back."""
    store().removal.restore(report_id)
    flash(gettext("已恢复“%(title)s”。", title=entry(report_id).title))
    return _library()


@blueprint.get("/<report_id>/erase")
def ask(report_id: str) -> str:
    """Show what would go with a removed report."""
    return render_template("erase.html", each=_removed(report_id))


@blueprint.post("/<report_id>/erase")
def erase(report_id: str) -> Response:
    """Erase a removed report for good."""
    gone = _removed(report_id)
    store().removal.erase(gone.entry.id)
    forget()
    flash(gettext("已彻底删除“%(title)s”。", title=gone.entry.title))
    return _library()


def _removed(report_id: str) -> Removed:
    found = next((each for each in store().removal.removed() if each.entry.id == report_id), None)
    if found is None:
        raise NotFound(
            "这份报告不在“已删除的报告”中；它可能已恢复或已彻底删除，请刷新报告列表。",
            "This report is not among the deleted ones; it may have been put back or erased. "
            "Reload the list of reports.",
        )
    return found


def _library(anchor: str | None = None) -> Response:
    return redirect(url_for("library.index", _anchor=anchor), _SEE_OTHER)
