"""The text in which set phrases are looked for: the body of a report, joined, with a way back to its blocks.

Titles, bylines and page furniture repeat the report's name and the site's; they are not its wording.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ..model import Mention, Place, Report, Side
from .places import places

_FLAT = re.compile(r'"([^"\n]*)"')
_OUTSIDE = ("title", "byline", "furniture")


def curled(text: str) -> str:
    """Return `text` with pairs of flat quotes curled, every character in its place.

    >>> curled('推进"会、站、家"一体化')
    '推进“会、站、家”一体化'
    """
    return _FLAT.sub(r"“\1”", text) if '"' in text else text


class Body:
    """The joined text of a report's body blocks; a block never runs into the next one."""

    def __init__(self, report: Report, side: Side) -> None:
        self._side = side
        self._blocks = [block for block in report.blocks if block.kind not in _OUTSIDE]
        self._starts: list[int] = []
        at = 0
        for block in self._blocks:
            self._starts.append(at)
            at += len(block.text) + 1
        self._texts = {block.id: curled(block.text) for block in self._blocks}
        self.text = "\n".join(self._texts[block.id] for block in self._blocks)
        self._places: dict[str, list[int]] = {}

    def look_for(self, phrases: Iterable[str]) -> None:
        """Find many phrases at once, so that counting each takes no further walk through the text."""
        self._places.update(places(phrases, self.text))

    def count(self, phrase: str) -> int:
        """Return how often `phrase` stands in the body."""
        return len(self._at(phrase))

    def stays(self, phrase: str, other: str) -> bool:
        """Tell whether `phrase` stands elsewhere than inside the `other`."""
        return self.count(phrase) > other.count(phrase) * self.count(other)

    def mentions(self, phrase: str) -> tuple[Mention, ...]:
        """Return every place of `phrase`, in reading order."""
        return tuple(self.mention(at, at + len(phrase)) for at in self._at(phrase))

    def around(self, phrase: str, reach: int) -> Iterator[tuple[str, str]]:
        """Yield the characters before and behind every place of `phrase`, up to `reach` of each."""
        for at in self._at(phrase):
            yield self.text[max(0, at - reach) : at], self.text[at + len(phrase) : at + len(phrase) + reach]

    def _at(self, phrase: str) -> list[int]:
        if phrase not in self._places:
            self._places[phrase] = [match.start() for match in re.finditer(re.escape(phrase), self.text) if phrase]
        return self._places[phrase]

    def mention(self, start: int, end: int) -> Mention:
        """Return the place of a stretch of the joined text that lies in one block."""
        which = bisect_right(self._starts, start) - 1
        first = self._starts[which]
        return Mention(self._side, self._blocks[which].id, (start - first, end - first))

    def at(self, place: Place | None) -> str:
        """Return the characters at `place`; nothing for no place, or for one outside the body."""
        return "" if place is None else self._texts.get(place.block, "")[place.span[0] : place.span[1]]
