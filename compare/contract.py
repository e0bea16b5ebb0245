"""The published form of a report and of a comparison: JSON, schema `duizhao/1`.

    Comparison  ── comparison_to_json ──▶  {"schema": "duizhao/1", "old": …, "links": […], …}
    {…}         ── comparison_from_json ──▶  Comparison          (the same one)
    LinkRepair  ── link_repair_to_json ──▶  {"op": "link", "old": […], "new": […]}    (so with all that people say)

Field names are those of `model.py`, but for the two that are Python keywords.  They stay once
published; additions are fine.  The schema in `schema/duizhao-1.json` ships with the package and
every document written is tested against it.
"""

from __future__ import annotations

import dataclasses
import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from .errors import UnreadableSource
from .figure_repairs import checked
from .finding_repairs import SAYS, VERDICTS
from .finding_repairs import named as named_finding
from .ledger import SAYS as LEDGER_SAYS
from .ledger import named as named_entry
from .link_repairs import LEVELS, OPS, named
from .model import Comparison, FigureRepair, FindingRepair, LedgerEntry, LinkRepair, Remark, Report, Review
from .plain import dump, load
from .remarks import checked as checked_remark
from .remarks import named as named_remark
from .reviews import STATES
from .reviews import named as named_review

if TYPE_CHECKING:
    from .series import Series

SCHEMA = "duizhao/1"
_ID = re.compile(r"[a-z]+[0-9a-f]{10}")


def report_to_json(report: Report) -> dict[str, Any]:
    """Return one Report as JSON-ready data."""
    return cast(dict[str, Any], dump(report))


def report_from_json(data: dict[str, Any]) -> Report:
    """Return the Report that `report_to_json` wrote."""
    return load(Report, data)


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Return a Comparison as JSON-ready data, with the schema's name first."""
    body = cast(dict[str, Any], dump(comparison))
    first = ("settings", "limits", "old", "new")
    return {"schema": SCHEMA, **{name: body[name] for name in first}, **body}


def comparison_from_json(data: dict[str, Any]) -> Comparison:
    """Return the Comparison that `comparison_to_json` wrote; another schema is refused."""
    if data.get("schema") != SCHEMA:
        raise UnreadableSource(
            f"这份对照结果的格式不是 {SCHEMA}，无法读取；请用当前版本重新对照。",
            f"This comparison is not in the format {SCHEMA}; compare the two reports again with this version.",
        )
    return load(Comparison, {name: value for name, value in data.items() if name != "schema"})


def series_to_json(series: Series) -> dict[str, Any]:
    """Return the course of a series as JSON-ready data; its schema is the definition `Series`."""
    return {"schema": SCHEMA, **dump(series)}


def series_from_json(data: dict[str, Any]) -> Series:
    """Return the Series that `series_to_json` wrote."""
    from .series import Series

    return load(Series, {name: value for name, value in data.items() if name != "schema"})


def link_repair_to_json(said: LinkRepair) -> dict[str, Any]:
    """Return one repair of a link as JSON-ready data."""
    return cast(dict[str, Any], dump(said))


def link_repair_from_json(data: dict[str, Any]) -> LinkRepair:
    """Return one repair of a link as written; raises ValueError, KeyError or TypeError where it is none."""
    sides = [data[side] for side in ("old", "new")]
    if not all(isinstance(side, list) and side and all(map(_is_anchor, side)) for side in sides):
        raise ValueError("no repair of a link")
    if data["op"] not in OPS or data["level"] not in LEVELS:
        raise ValueError("no repair of a link")
    return named(load(LinkRepair, {"id": "", **data}))


def figure_repair_to_json(said: FigureRepair) -> dict[str, Any]:
    """Return one repair of a figure as JSON-ready data, as it was said."""
    return cast(dict[str, Any], dump(dataclasses.replace(said, attached=True, found=None)))


def figure_repair_from_json(data: dict[str, Any]) -> FigureRepair:
    """Return one repair of a figure as written; raises ValueError, KeyError or TypeError where it is none."""
    if not isinstance(data.get("block"), str) or not _ID.fullmatch(data["block"]):
        raise ValueError("no repair of a figure")
    return checked(load(FigureRepair, {"id": "", **data, "attached": True, "found": None}))


def finding_repair_to_json(said: FindingRepair) -> dict[str, Any]:
    """Return one repair of a figure change as JSON-ready data, as it was said."""
    return cast(dict[str, Any], dump(dataclasses.replace(said, attached=True, found=None)))


def finding_repair_from_json(data: dict[str, Any]) -> FindingRepair:
    """Return one repair of a figure change as written; raises ValueError, KeyError or TypeError where it is none."""
    if not all(_is_anchor(data.get(side)) for side in ("old", "new")):
        raise ValueError("no repair of a figure change")
    said = load(FindingRepair, {"id": "", **data, "attached": True, "found": None})
    if said.say not in SAYS or (said.verdict in VERDICTS) != (said.say == "verdict"):
        raise ValueError("no repair of a figure change")
    return named_finding(said)


def entry_to_json(said: LedgerEntry) -> dict[str, Any]:
    """Return one entry of the ledger as JSON-ready data."""
    return cast(dict[str, Any], dump(said))


def entry_from_json(data: dict[str, Any]) -> LedgerEntry:
    """Return one entry of the ledger as written; raises ValueError, KeyError or TypeError where it is none."""
    place = data.get("place")
    if data["say"] not in LEDGER_SAYS or not _is_anchor(data["task"]) or not data["task"].get("quote"):
        raise ValueError("no entry of a ledger")
    if not (place is None or _is_anchor(place)):
        raise ValueError("no entry of a ledger")
    said = load(LedgerEntry, {"text": "", **data, "id": ""})
    if not isinstance(said.text, str) or not isinstance(said.person, str | None):
        raise TypeError("no entry of a ledger")
    return named_entry(said)


def review_to_json(said: Review) -> dict[str, Any]:
    """Return one review as JSON-ready data."""
    return cast(dict[str, Any], dump(said))


def review_from_json(data: dict[str, Any]) -> Review:
    """Return one review as written; raises ValueError, KeyError or TypeError where it is none."""
    said = load(Review, {"note": "", **data, "id": "", "change": None})
    texts = (said.key, said.note, said.quote, said.person or "", said.day or "")
    if said.state not in STATES or not all(isinstance(text, str) for text in texts):
        raise ValueError("no review")
    if not _ID.fullmatch(said.key):
        raise ValueError("no review")
    return named_review(said)


def remark_to_json(said: Remark) -> dict[str, Any]:
    """Return one remark as JSON-ready data."""
    return cast(dict[str, Any], dump(said))


def remark_from_json(data: dict[str, Any]) -> Remark:
    """Return one remark as written; raises ValueError, KeyError, TypeError or DuizhaoError where it is none."""
    said = load(Remark, {"quote": "", **data, "id": "", "change": None})
    if not all(isinstance(text, str) for text in (said.key, data["text"], said.quote)):
        raise TypeError("no remark")
    if not _ID.fullmatch(said.key):
        raise ValueError("no remark")
    return named_remark(checked_remark(said))


def _is_anchor(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    unit, quote = value.get("unit"), value.get("quote", "")
    return isinstance(unit, str) and _ID.fullmatch(unit) is not None and isinstance(quote, str)


def dumps(data: dict[str, Any]) -> str:
    """Return `data` as JSON text: readable, in field order, ending in a line break."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a comparison; a report's is its definition `Report`."""
    text = files(__package__).joinpath("schema", "duizhao-1.json").read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))
