"""The library: what is kept, uploads with a result for each file, what is said of an edition, picking two.

files, or a pasted text ── upload ──▶ one line each: 已加入 / 已经有了 / why not, with title, date and series to correct
one file, sent by a script that accepts JSON ──▶ {"files": [{"name", "id", "new", "open", "said"}], "notes": […]}
                                                 or {"error"}
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from compare import amounts, apart
from compare.edition import one_line, same_edition
from compare.errors import DuizhaoError, Locked, StoreError, TooLarge
from compare.naming import likely_series
from compare.reading.archive import Contents
from compare.reading.filenames import base_name
from compare.reading.sniff import READABLE, SUFFIXES
from compare.records import Entry
from compare.source_store import digest_of
from compare.version_store import Carried

from . import language
from .shelf import shelf, strands, suggested
from .storage import entry, store

blueprint = Blueprint("library", __name__)

KEEP, ALONE = "", "alone"
"""What a form says of the draft that a report is: as it is, an edition of its own; else the report whose next it is."""

_SEE_OTHER = 303
_MULTI_STATUS = 207


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one uploaded file, or of one edited entry: an entry, or a sentence on why not."""

    name: str
    entry: Entry | None = None
    new: bool = False
    error: str = ""
    status: int = 200
    locked: str = ""
    """The digest of a kept file that opens with a password only."""

    @property
    def drafts(self) -> tuple[Entry, ...]:
        """Return the versions of its edition."""
        return store().versions.of(self.entry.id) if self.entry else ()

    @property
    def series(self) -> str:
        """Return the series that the report is in, or that its head suggests where it is new."""
        if self.entry is None or self.entry.series or not self.new:
            return (self.entry.series if self.entry else None) or ""
        return likely_series(store().report(self.entry.id).report) or ""

    @property
    def likely(self) -> str:
        """Return the report that it is likely the next draft of: one before it, with its title but for 初稿…"""
        mine = self.entry
        if mine is None or not self.new or len(self.drafts) > 1:
            return ""
        others = [each for each in store().reports() if each.current and each.edition < mine.edition]
        alike = [each for each in others if same_edition(mine.title, mine.date, each.title, each.date)]
        return alike[-1].id if alike else ""


@blueprint.get("/")
def index() -> str:
    """Show every stored report, the upload form and the picker."""
    kept = store()
    entries = kept.reports()
    return render_template(
        "library.html",
        shelf=shelf(entries, request.args),
        strands=strands(entries, one_line(request.args.get("series", ""))),
        failures=kept.sources.failures(),
        comparisons=kept.comparisons(),
        removed=kept.removal.removed(),
        series=_series(),
        accepted=",".join(f".{each}" for each in SUFFIXES),
    )


@blueprint.post("/upload")
def upload() -> Response | tuple[str | Response, int]:
    """Keep and read the uploaded files; where all went well, go on to their titles, else say what became of each."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        raise DuizhaoError(
            f"没有选择文件；请选择一个或几个报告文件（{READABLE[0]}）再上传。",
            f"No file was chosen; choose one or more report files ({READABLE[1]}) and upload again.",
        )
    series = request.form.get("series", "")
    notes: list[str] = []
    return told([outcome for file in files for outcome in _each(file, series, notes)], notes)


@blueprint.post("/paste")
def paste() -> Response | tuple[str | Response, int]:
    """Keep a text that was pasted, as a file of that text."""
    text = request.form.get("text", "")
    if not text.strip():
        raise DuizhaoError(
            "没有粘贴任何文字；请粘贴报告全文再保存。", "Nothing was pasted; paste the text of a report."
        )
    return told([taken_in(gettext("粘贴的文字") + ".txt", text.encode(), request.form.get("series", ""))])


def told(outcomes: list[Outcome], notes: Sequence[str] = ()) -> Response | tuple[str | Response, int]:
    """Go on to the titles of what was kept, or say what became of each, and what was left out; data as JSON."""
    for note in notes:
        flash(note, "warning")
    if request.accept_mimetypes.best == "application/json":
        return jsonify(files=[_as_data(each) for each in outcomes], notes=notes), _status(outcomes)
    kept = {outcome.entry.id: outcome.new for outcome in reversed(outcomes) if outcome.entry is not None}
    ids = tuple(reversed(kept))
    onward = url_for("library.uploaded", id=ids, new=[each for each in ids if kept[each]])
    if any(outcome.error for outcome in outcomes):
        if ids:
            language.instead(onward)
        return render_template(
            "edit.html", outcomes=outcomes, series=_series(), editions=_editions(), uploaded=True
        ), _status(outcomes)
    return redirect(onward, _SEE_OTHER)


@blueprint.get("/uploaded")
def uploaded() -> str:
    """Show what became of an upload: the reports named by `id`, of which those named by `new` were not there before."""
    new = request.args.getlist("new")
    known = [entry(report_id) for report_id in request.args.getlist("id")]
    outcomes = [Outcome(each.name, each, each.id in new) for each in known]
    return render_template("edit.html", outcomes=outcomes, series=_series(), editions=_editions(), uploaded=True)


@blueprint.get("/reports/edit")
def correct() -> str:
    """Show the form for title, date and series of the reports named by `id`."""
    known = [entry(report_id) for report_id in request.args.getlist("id")]
    outcomes = [Outcome(each.name, each) for each in known]
    return render_template("edit.html", outcomes=outcomes, series=_series(), editions=_editions(), uploaded=False)


@blueprint.post("/reports/edit")
def edit() -> Response | tuple[str, int]:
    """Save title, date and series of one or several reports; what cannot be saved is shown again with the reason."""
    form = request.form
    columns = [form.getlist(name) for name in ("id", "title", "date", "series")]
    columns.append(form.getlist("draft") or [KEEP] * len(columns[0]))
    if not columns[0] or len({len(column) for column in columns}) > 1:
        raise DuizhaoError(
            "没有收到要保存的内容；请从报告列表重新进入后再填写。",
            "Nothing was received that could be saved; open the form again from the list of reports.",
        )
    outcomes = [_edited(*row) for row in zip(*columns, strict=True)]
    if any(outcome.error for outcome in outcomes):
        return render_template(
            "edit.html", outcomes=outcomes, series=_series(), editions=_editions(), uploaded=False
        ), _status(outcomes)
    ids = [outcome.entry.id for outcome in outcomes if outcome.entry]
    if form.get("then") == "compare":
        old, new = suggested(store().reports(), ids)
        return redirect(url_for("comparison.show", old=old, new=new))
    flash(gettext("已保存。"))
    return redirect(url_for("library.index", id=ids))


def _as_data(outcome: Outcome) -> dict[str, str | bool | None]:
    return {
        "name": outcome.name,
        "id": outcome.entry.id if outcome.entry else None,
        "new": outcome.new,
        "open": url_for("sources.ask", sha=outcome.locked) if outcome.locked else None,
        "said": outcome.error or (gettext("已加入") if outcome.new else gettext("已经有同样的文件，没有重复保存")),
    }


def _each(file: FileStorage, series: str, notes: list[str]) -> Iterator[Outcome]:
    """Keep each report of an uploaded file, which may be an archive or a table of several; note what was left out."""
    name = base_name(file.filename or "")
    contents = Contents(())
    try:
        data = _content(file, name)
        contents = apart.members(data, name, store().settings.reading)
    except TooLarge as error:
        yield Outcome(name, error=language.said(error), status=error.status)
    except Locked:  # kept, to be opened when its password is given
        yield taken_in(name, data, series)
    english = language.current() == "en"
    notes += [one_line(f"{name}{': ' if english else '：'}{note[english]}") for note in contents.notes]
    for member in contents.members:
        yield taken_in(member.name, member.data, series)


def taken_in(name: str, data: bytes, series: str) -> Outcome:
    """Keep one report and read it, and return what became of it."""
    try:
        added = store().add(data, name, series=series.strip() or None)
    except Locked as error:
        return Outcome(name, error=language.said(error), status=error.status, locked=digest_of(data))
    except StoreError:
        raise
    except DuizhaoError as error:
        return Outcome(name, error=language.said(error), status=error.status)
    return Outcome(name, store().entry(added.report_id), added.new)


def _content(file: FileStorage, name: str) -> bytes:
    """Return the bytes of an uploaded file; one that is too large stays on disk, where the server has put it."""
    limit = store().settings.reading.max_bytes
    size = file.stream.seek(0, os.SEEK_END)
    if size > limit:
        raise TooLarge(
            f"文件 {name} 有 {amounts.size(size)}，超过单份 {amounts.size(limit)} 的上限，没有保存；"
            "请拆分，或另存为纯文本再上传。",
            f"The file {name} has {amounts.size(size)}, over the limit of {amounts.size(limit)} for one report; it was "
            "not kept. Split it, or save it as plain text and upload that.",
        )
    file.stream.seek(0)
    return file.stream.read()


def _edited(report_id: str, title: str, date: str, series: str, draft: str) -> Outcome:
    """Save what was typed of one report; one that joins an edition as its next draft has title and date from there."""
    known = entry(report_id)
    try:
        if draft in (KEEP, ALONE):
            if draft == ALONE and len(store().versions.of(report_id)) > 1:
                store().versions.part(report_id)
            store().edit(report_id, title=title, date=date.strip() or None, series=series.strip() or None)
        else:
            if series.strip() and not entry(draft).series:  # one in no series goes where the new draft belongs
                store().edit(report_id, series=series.strip())
            flash(_joined(report_id, store().versions.make(report_id, entry(draft).id)))
    except StoreError:
        raise
    except DuizhaoError as error:
        typed = replace(known, title=title, date=date, series=series)
        return Outcome(known.name, typed, error=language.said(error), status=error.status)
    return Outcome(known.name, store().entry(report_id))


def _joined(report_id: str, carried: Carried) -> str:
    """Return the sentence on a report that became the next draft of an edition: which, and what was taken over."""
    known = entry(report_id)
    sentences = [gettext("%(name)s 已存为第 %(n)s 稿。", name=known.name, n=known.version)]
    if any((counts := asdict(carried)).values()):
        sentences.append(
            gettext(
                "从上一稿沿用：审阅 %(reviews)s 条，说明 %(remarks)s 条，台账 %(ledger)s 条，修正 %(repairs)s 处。",
                **counts,
            )
        )
    return ("" if language.current() == "zh" else " ").join(sentences)


def _editions() -> tuple[Entry, ...]:
    """Return the last version of every edition, the latest edition first."""
    return tuple(sorted((each for each in store().reports() if each.current), key=_age, reverse=True))


def _age(entry: Entry) -> tuple[str, str]:
    return entry.date or "", entry.added


def _series() -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.series for each in store().reports() if each.series))


def _status(outcomes: list[Outcome]) -> int:
    """Return 200 where all went well, the first error's status where nothing did, 207 for some of each."""
    failed = [outcome.status for outcome in outcomes if outcome.error]
    if not failed:
        return 200
    return failed[0] if len(failed) == len(outcomes) else _MULTI_STATUS
