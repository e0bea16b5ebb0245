"""What stands around a report in its source, found by place: furniture is kept, as furniture.

    目录                        →  furniture: a list of lines that all come again
    一、工作回顾 … 四、…
    一、工作回顾                 →  the report
    …
    政府工作报告（again, whole）  →  furniture: some pages give the same text up to six times
    相关链接 ／ · 代表热议报告    →  furniture: after it nothing of the report follows

`reading/furniture.py` judges a line by its own words; here lines are judged by what they repeat and
by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .config import OutlineSettings
from .drafts import SALUTATION, Draft
from .reading.furniture import is_furniture, is_page_number

_SHORT = 8
"""Longest step of a path or name of a source on a line of its own, in characters; titles are longer."""

_LEAST_PAGE = 150
"""Fewest characters between two bare numbers that count pages; items of a list are shorter."""

_LEAST_PAGES = 3
"""Fewest such numbers."""

_BARE = re.compile(r"[1-9]\d{0,2}", re.ASCII)

COPY = "copy"
"""The style of drafts that repeat the report."""

_CONTENTS = re.compile(r"目\s*[录錄]|内容提要|目\s*次")
_LEADER = re.compile(r"[\s.…·]*\d{0,3}$")
_LABEL = re.compile(r"(?:来源|稿源|时间|日期|作者|编辑|责编|发布机构|索引号)\s*[:：]")
_CRUMB = re.compile(r"[>＞»›]+")
_CLOSER = re.compile(r"[）)】\]》]+")


def furniture(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Mark what is not the report: by the format's own word, or by its wording."""
    before: Draft | None = None
    counted = _counted(drafts)
    for at, draft in enumerate(drafts):
        goes_on = before is not None and before.kind == "furniture" and _goes_on(before.text, draft.text)
        told = draft.style is None and (goes_on or at in counted or is_furniture(draft.text))
        if draft.style == "furniture" or told:
            draft.kind = "furniture"
        elif draft.style == "note":
            draft.kind = "annex"
        draft.paged = draft.kind == "furniture" and (at in counted or is_page_number(draft.text))
        before = draft
    return drafts


def _counted(drafts: Sequence[Draft]) -> frozenset[int]:
    """Return where bare numbers stand that count the pages of a text put together from them: 1, 2, 3 … far apart."""
    found = [at for at, draft in enumerate(drafts) if draft.style is None and _BARE.fullmatch(draft.text)]
    values = [int(drafts[at].text) for at in found]
    counts = all(two == one + 1 for one, two in pairwise(values))
    apart = all(sum(len(each.text) for each in drafts[one + 1 : two]) >= _LEAST_PAGE for one, two in pairwise(found))
    return frozenset(found) if len(found) >= _LEAST_PAGES and counts and apart else frozenset()


def contents(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Mark a table of contents: 目录, and the lines under it that all come again."""
    here = next((at for at, draft in enumerate(drafts) if _CONTENTS.fullmatch(draft.text)), len(drafts))
    last = {_LEADER.sub("", draft.text): at for at, draft in enumerate(drafts)} if here < len(drafts) else {}
    end = here + 1
    while end < len(drafts) and last[_LEADER.sub("", drafts[end].text)] > end:
        end += 1
    if end > here + 1:
        for entry in drafts[here:end]:
            entry.kind = "furniture"
    return drafts


def copies(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Mark what repeats the report, where a good part of the source says again what it said before."""
    first: dict[str, int] = {}
    for here, draft in enumerate(drafts):
        first.setdefault(draft.text, here)
    again = [here for here, draft in enumerate(drafts) if len(draft.text) > settings.max_heading > 0]
    again = [here for here in again if first[drafts[here].text] < here]
    if sum(len(drafts[here].text) for here in again) < settings.copied_share * sum(len(draft.text) for draft in drafts):
        return drafts
    start = again[0]
    while start and first[drafts[start - 1].text] < start - 1:
        start -= 1
    for draft in drafts[start:]:
        if first[draft.text] < start:
            draft.kind, draft.style = "furniture", COPY
    return drafts


def tail(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Once the end of the report's source turns into furniture, loose ends after it are furniture too."""
    end = copy_start(drafts)
    start = next(
        (i for i, draft in enumerate(drafts) if i > settings.tail_share * end and _may_end(draft)),
        len(drafts),
    )
    for draft in drafts[start:]:
        draft.kind = "furniture"
    return drafts


def copy_start(drafts: Sequence[Draft]) -> int:
    """Return the index of the first draft that repeats the report, else how many drafts there are."""
    return next((here for here, draft in enumerate(drafts) if draft.style == COPY), len(drafts))


def _may_end(draft: Draft) -> bool:
    """Tell whether furniture may open what follows the report: what a format itself tells from text, heads of pages
    and links of a web page, stands in the middle of it, as page numbers and drawn lines do, and text after is text."""
    drawn = not any(map(str.isalnum, draft.text))
    return draft.kind == "furniture" and draft.style != "furniture" and not draft.paged and not drawn


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a line finishes the furniture before it: 来源： / 陕西省人民政府, a step of a path, a bracket."""
    if _CLOSER.fullmatch(text):
        return True
    named = _LABEL.fullmatch(before) or _CRUMB.fullmatch(before)
    return bool(named) and len(text) <= _SHORT and not SALUTATION.fullmatch(text)
