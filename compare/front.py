"""What stands before the report speaks: title, subtitle, byline, salutation.

1954年政府工作报告                                     →  title
--1954年5月23日在第一届全国人民代表大会第一次会议上         →  title: the subtitle opens with a dash
国务院总理周恩来                                        →  byline
2025年1月13日在河北省…会议上…省长王正谱作政府工作报告。     →  byline: it opens with a day
各位代表：                                             →  salutation, here and wherever it stands alone
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .config import OutlineSettings
from .drafts import DASH, PREFACE, SALUTATION, STOP, Draft
from .headings import is_numbered_heading
from .numerals import small_number

_CHINESE_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
DATE = re.compile(
    rf"([12]\d{{3}}|{_CHINESE_YEAR})年([\d一二三四五六七八九十]{{1,3}})月([\d一二三四五六七八九十]{{1,3}})日"
)
_OFFICE = "(?:总理|主席|省长|市长|部长|书记|主任|委员长|报告人|院长|检察长)"
_GAP = r"[\s　·?]"
_BYLINE = re.compile(
    rf".{{0,24}}{_OFFICE}(?:{_GAP}*(?!作|的|报告)[^\s。，：:]{{1,4}}(?:{_GAP}*[^\s。，：:]{{1,4}}){{0,3}})?"
    r"|\S[\s　]*\S(?:[\s　]*\S)?"
)
_OPENS_WITH_DAY = re.compile(rf"[（(]?\s*{DATE.pattern}")
_TITLE_TAIL = re.compile(rf"{DASH}.*|.*(?:工作报告|的报告|决议)(?:[（(].{{1,6}}[）)])?$")
_WHOLE = re.compile(rf"(?:工作报告|的报告|决议|讲话|[）)])$|^{DASH}.*(?:上|报告)$")
_ADDRESS = re.compile(r".{1,8}[：:]")


def front(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Find title, subtitle, byline and salutations: the lines before the first body text, and addresses."""
    end = _front_end(drafts, settings)
    titled = False
    for draft in drafts[:end]:
        if draft.kind == "furniture" or _is_of_cells(draft):
            continue
        text = folded(draft.text)
        if _OPENS_WITH_DAY.match(text) and draft.style != "title":
            draft.kind = "byline"
        elif draft.style == "title" or _TITLE_TAIL.fullmatch(text):
            draft.kind, titled = "title", True
        elif _BYLINE.fullmatch(text):
            draft.kind = "byline"
        elif SALUTATION.fullmatch(text) or (titled and _ADDRESS.fullmatch(text)):
            draft.kind = "salutation"
        else:
            dated = titled and DATE.search(text) and "报告" not in "".join(text.split())
            draft.kind, titled = ("byline" if dated else "title"), True
    for draft in drafts:
        if draft.kind == "paragraph" and SALUTATION.fullmatch(draft.text):
            draft.kind = "salutation"
    return list(_joined_titles(drafts))


def folded(text: str) -> str:
    """Return a line with its digits in one form and no blanks between them: １９８７年 and 1 9 8 7 年 → 1987年.

    >>> folded("--１９８７年３月 ２５日")
    '--1987年3月25日'
    """
    return re.sub(r"(?<=[\d年月])\s+(?=[\d年月日])", "", unicodedata.normalize("NFKC", text).strip())


def iso_date(text: str) -> str | None:
    """Return the first day named in a text as an ISO date, or None.

    >>> iso_date("——二〇一九年六月二十五日在大会上"), iso_date("1 9 9 8 年3 月5 日"), iso_date("2025年")
    ('2019-06-25', '1998-03-05', None)
    """
    match = DATE.search(folded(text))
    if not match:
        return None
    year, month, day = map(small_number, match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"


def _joined_titles(drafts: list[Draft]) -> Iterator[Draft]:
    """Join the lines of a title that is spread over several; a subtitle (——在…上的报告) stands alone."""
    held: Draft | None = None
    for draft in drafts:
        plain = draft.kind == "title" and not _TITLE_TAIL.fullmatch(draft.text)
        if held and plain and not _WHOLE.search(held.text):
            held.join(draft)
            continue
        if held:
            yield held
        held = draft if draft.kind == "title" else None
        if held is None:
            yield draft
    if held:
        yield held


def _is_of_cells(draft: Draft) -> bool:
    """Tell whether it is a row of several values; a title alone in a row is one all the same."""
    return draft.is_row and "\t" in draft.text


def _front_end(drafts: list[Draft], settings: OutlineSettings) -> int:
    """Return how many drafts come before the report speaks; 0 where that cannot be told."""
    seen = 0
    for index, draft in enumerate(drafts):
        if draft.kind == "furniture" or _is_of_cells(draft):
            continue
        text = folded(draft.text)
        if SALUTATION.fullmatch(text) or PREFACE.fullmatch(text) or is_numbered_heading(draft, settings):
            return index
        dated = _OPENS_WITH_DAY.match(text) or _BYLINE.fullmatch(text)
        body = bool(STOP.search(text)) or len(text) > settings.max_heading
        if body and not (dated and len(text) <= settings.max_byline):
            return index
        seen += 1
        if seen > settings.max_title_lines:
            return 0
    return 0
