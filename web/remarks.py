"""What stands under 说明 in the table of old and new, read through and written anew before the table is handed on.

/compare/OLD/NEW/remarks?page=2                    rows of the table, a field for each change
/compare/OLD/NEW/remarks?changes=shown&only=figure those chosen in the export menu (exporting.py)
POST /compare/OLD/NEW/remarks                      text.c41d…=按摸底情况调整。 was.c41d…=i3e5….9b…   →  back to the row

A form carries what each field followed and showed (`was`), so that it changes only what was typed in it: what another
window saved meanwhile stays, and where both wrote beside one change, both texts are shown until one says which holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from compare.config import WEB
from compare.edition import typed
from compare.errors import DuizhaoError, NotFound
from compare.export import EVERYTHING, Selection, selected
from compare.export.reasons import Reason, Reasons
from compare.ids import digest
from compare.model import Remark
from compare.pair_store import Revision
from compare.remarks import remarks, with_remarks
from compare.reviews import keys_of, with_reviews
from compare.view import Row

from . import folding, language
from .comparison import Pairing, pairing_of
from .desk import desk_of
from .errors import written
from .exporting import asked_for
from .storage import store, table_rows

blueprint = Blueprint("remarks", __name__, url_prefix="/compare")
blueprint.url_defaults(folding.carry)
blueprint.context_processor(lambda: {"folded": folding.folded()})

_SEE_OTHER = 303
_CONFLICT = 409
_CHOSEN = ("changes", "off", "only", "state", "kinds")
"""The arguments that say which changes were chosen."""


@dataclass(frozen=True, slots=True)
class Field:
    """What may be written beside one change: the reason that holds, as which remark, what was typed instead."""

    reason: Reason
    follows: str
    typed: str | None = None
    trouble: str = ""

    @property
    def text(self) -> str:
        """Return what stands in the field."""
        return self.reason.text if self.typed is None else self.typed

    @property
    def was(self) -> str:
        """Return what a form says of the field as it was."""
        return f"{self.follows}.{digest(typed(self.reason.text))}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table with its fields, and the reasons whose field is beside an earlier row, by page and row."""

    row: Row
    fields: tuple[Field, ...]
    again: tuple[tuple[Reason, int, str], ...]


class _Table:
    """The rows of the table of a pair with what holds beside each change."""

    def __init__(self, pairing: Pairing, selection: Selection) -> None:
        self.pairing = pairing
        self.held = {each.key: each for each in store().remarks.entries(*pairing.ids)}
        said = with_remarks(pairing.comparison, tuple(self.held.values()))
        said = with_reviews(said, store().reviews.entries(*pairing.ids))
        self.comparison = selected(said, selection)
        self.rows = table_rows(*pairing.ids, self.comparison)
        self.reasons = Reasons(self.comparison, language.current())
        self.first = {change: row for row in reversed(self.rows) for change in row.changes}

    @cached_property
    def pages(self) -> tuple[range, ...]:
        """Return the rows of each page: as many as hold so many fields, at least one."""
        found, start, fields = [], 0, 0
        for at, row in enumerate(self.rows, 1):
            fields += sum(self.first[change] is row for change in row.changes)
            if fields >= WEB.remark_fields:
                found.append(range(start, at))
                start, fields = at, 0
        return (*found, range(start, len(self.rows))) if start < len(self.rows) or not found else tuple(found)

    def lines(self, page: int, refused: Mapping[str, tuple[str, str]]) -> list[Line]:
        """Return the rows of a page, as they are or with what was typed and could not be kept, and why not."""
        of_row = {self.rows[at].id: number for number, span in enumerate(self.pages) for at in span}
        remark_of = {each.change: each for each in self.comparison.remarks}
        found = []
        for row in (self.rows[at] for at in self.pages[page]):
            fields, again = [], []
            for reason in self.reasons.of(row):
                first, said = self.first[reason.change], remark_of.get(reason.change)
                if first is not row:
                    again.append((reason, of_row[first.id], first.id))
                else:
                    text, trouble = refused.get(reason.change, (None, ""))
                    fields.append(Field(reason, said.id if said else "", text, trouble))
            found.append(Line(row, tuple(fields), tuple(again)))
        return found

    def topic(self, page: int) -> str:
        """Return what a page begins with: its first heading, run-in heading or words."""
        if not self.pages[page]:
            return ""
        row = self.rows[self.pages[page].start]
        block = (row.new or row.old)[0].block
        return block.text[slice(*block.runin)] if block.runin else block.text


@blueprint.get("/<old>/<new>/remarks")
def show(old: str, new: str) -> str:
    """Show a page of the rows with what stands beside each change."""
    return _page(_Table(pairing_of(old, new), asked_for(request.args)), request.args.get("page", 1, int))


@blueprint.post("/<old>/<new>/remarks")
def save(old: str, new: str) -> Response | tuple[str, int]:
    """Keep what was typed, and let drafts stand again; what cannot be kept is shown with what was typed."""
    table = _Table(pairing_of(old, new), EVERYTHING)
    number, refused = _kept(table)
    if number:
        flash(ngettext("已保存 %(num)s 条说明。", "已保存 %(num)s 条说明。", number))
    page = request.form.get("page", 1, int)
    if refused:
        return _page(_Table(table.pairing, asked_for(request.args)), page, refused), _CONFLICT
    if not number:
        flash(gettext("没有改动，不用保存。"))
    where: dict[str, Any] = {"old": table.pairing.ids[0], "new": table.pairing.ids[1], **_chosen()}
    anchor = request.form.get("row") or None
    return redirect(url_for("remarks.show", page=page if page > 1 else None, _anchor=anchor, **where), _SEE_OTHER)


@blueprint.post("/<old>/<new>/remarks/undo")
def undo(old: str, new: str) -> Response:
    """Take back a remark whose change is gone."""
    ids = pairing_of(old, new).ids
    store().remarks.undo(*ids, request.form.get("remark", ""))
    flash(gettext("已撤销。"))
    return redirect(url_for("remarks.show", old=ids[0], new=ids[1], **_chosen()), _SEE_OTHER)


def _page(table: _Table, page: int, refused: Mapping[str, tuple[str, str]] | None = None) -> str:
    at = min(max(page, 1), len(table.pages)) - 1
    return render_template(
        "remarks.html",
        pairing=table.pairing,
        table="remarks",
        desk=desk_of(*table.pairing.ids) if table.comparison.left_out else None,
        comparison=table.comparison,
        lines=table.lines(at, refused or {}),
        refused=refused or {},
        at=at,
        topics=[table.topic(number) for number in range(len(table.pages))],
        chosen=_chosen(),
        lost=[each for each in table.comparison.remarks if each.change is None],
        entries=store().reports(),
    )


def _kept(table: _Table) -> tuple[int, dict[str, tuple[str, str]]]:
    """Keep what was typed in the form; return how many changes that concerns, and of what was refused text and why."""
    form, key_of = request.form, keys_of(table.pairing.comparison)
    texts = {name[5:]: typed(text) for name, text in form.items() if name.startswith("text.")}
    gone = [change for change in texts if change not in table.first]
    wanted: dict[str, Revision[Remark]] = {}
    refused: dict[str, tuple[str, str]] = {}
    for change, text in texts.items():
        if change in gone:
            continue
        row = table.first[change]
        follows = form.get(f"was.{change}", "").partition(".")[0]
        drafted = text == typed(table.reasons.draft(row, change))
        restored, alone = form.get("restore") == change, form.get("alone") == row.id and drafted and not follows
        if not (written(f"text.{change}", text, form) or restored or alone):
            continue
        try:
            said = None if restored or (drafted and not alone) else _remark(table, change, "" if alone else text)
        except DuizhaoError as error:
            refused[change] = text, language.said(error)
            continue
        holds = table.held.get(key_of[change])
        if (said.id if said else "") != (holds.id if holds else ""):
            wanted[change] = Revision(key_of[change], follows, said)
    _check_there(texts, gone)
    late = {each.subject for each in store().remarks.revise(*table.pairing.ids, wanted.values())}
    held = {each.key: each.text for each in store().remarks.entries(*table.pairing.ids)} if late else {}
    for change, each in wanted.items():
        if each.subject in late:
            refused[change] = texts[change], _overtaken(held.get(key_of[change]))
    return len(wanted) - len(late), refused


def _check_there(texts: Mapping[str, str], gone: Sequence[str]) -> None:
    """Refuse what was written beside changes that are no more; the page of the error shows what was typed."""
    if any(written(f"text.{change}", texts[change], request.form) for change in gone):
        raise NotFound(
            "有的改动已不在对照里，这一页的说明没有保存；请刷新页面，再写到现有的改动旁。",
            "Some changes are no longer in the comparison, so this page was not saved; reload it and write beside "
            "those that are there.",
        )


def _overtaken(now: str | None) -> str:
    """Return the sentence on a remark that another window wrote meanwhile."""
    said: str
    if now is None:
        said = gettext("这一条在别处刚恢复为草稿，你写的没有保存；再保存一次，就以你写的为准。")
    elif now:
        said = gettext("这一条在别处刚改为“%(text)s”，你写的没有保存；再保存一次，就以你写的为准。", text=now)
    else:
        said = gettext("这一条在别处刚改为不写说明，你写的没有保存；再保存一次，就以你写的为准。")
    return said


def _remark(table: _Table, change: str, text: str) -> Remark:
    (said,) = remarks(table.pairing.comparison, {change: text})
    return said


def _chosen() -> dict[str, Any]:
    """Return the arguments that say which changes were chosen, for further addresses."""
    return {name: request.args[name] for name in _CHOSEN if name in request.args}
