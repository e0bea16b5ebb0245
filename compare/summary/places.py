"""Where a line of the summary stands, in words that a reader finds again in print.

旧：二、2024年经济社会发展…第5段，第41行    /    old: 二、2024年经济社会发展…, paragraph 5, line 41
"""

from __future__ import annotations

from collections import Counter

from ..config import DEFAULT, SummarySettings
from ..describe import section_trail, shorten
from ..errors import Language
from ..lookup import ReportLookup, section_name
from ..model import SummaryPlace
from .phrases import say

_UNCOUNTED = ("title", "byline", "salutation", "heading", "furniture")


class Places:
    """The places of one report: each paragraph counted within its section."""

    def __init__(self, report: ReportLookup) -> None:
        self._report = report
        self._paragraph: dict[str, int] = {}
        self._page = {block.id: block.page for block in report.report.blocks if block.page is not None}
        self._counts: Counter[str | None] = Counter()
        for block in report.report.blocks:
            if block.kind not in _UNCOUNTED:
                self._counts[block.section] += 1
                self._paragraph[block.id] = self._counts[block.section]

    def of(self, block: str, line: int) -> SummaryPlace:
        """Return the place of `line` in `block`."""
        return SummaryPlace(block, section_trail(self._report, block), self._paragraph.get(block), line)

    def name(self, place: SummaryPlace, language: Language, settings: SummarySettings = DEFAULT.summary) -> str:
        """Return a place by the numbers above it, its heading, its paragraph unless that is the only one, its line.

        Lines are counted over the whole file: where it has pages, a reader finds the page sooner.
        """
        *above, here = self._report.path(place.block) or (None,)
        if here is None:
            section = say(language, "outside")
        else:
            numbers = "".join((each.number or "").rstrip("、.．") for each in above if each is not None)
            section = numbers + ("·" if numbers and not here.number else "")
            section += shorten(section_name(here), settings.place_heading)
        alone = here is not None and self._counts[here.id] == 1
        key = "place" if place.paragraph and not alone else "place_heading"
        page = self._page.get(place.block)
        where = say(language, "line", n=place.line) if page is None else say(language, "page", n=page)
        return say(language, key, section=section, paragraph=place.paragraph, where=where)
