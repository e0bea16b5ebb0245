"""The editions of a series on a line of time, as places in a box that a page draws; the dates are to scale.

2014-05-07      2019-05-06      2024-05-08
●━━━━━━━━━━━━━━━●━━━━━━━━━━━━━━━●               a mark an edition, a join where two marks leave room for one
2014            2019            2024            a year where it has room; the first and the last always

Across, places are hundredths of the width, so that a wide page spreads them; what is called room is what the
narrowest drawing has.  Editions too close together stand above each other, in lanes; more than the lanes hold are
counted as left out, for a list beside the drawing names them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as calendar
from itertools import pairwise

NARROW, WIDE = 300, 720
"""Least widths of a drawing: one that a phone shows whole, and one to scroll in for many editions."""
LANE = 26
"""Height of a lane: a mark that a finger can meet, and some."""
_TARGET = 24
_LANES = 5
_MARGIN = 28
_CHARACTER = 7
_APART = 8
_BELOW = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """One edition: which of the dates it has, its place across and up, and what is written under it."""

    at: int
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Join:
    """What lies between an edition and the one before it: which two, and from where to where."""

    before: int
    at: int
    x1: float
    x2: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing: its least width, its height, the height of the line, and what stands on it."""

    width: int
    height: int
    line: float
    marks: tuple[Mark, ...]
    joins: tuple[Join, ...]
    left_out: int


def timeline(dates: Sequence[str | None]) -> Timeline | None:
    """Return the drawing of editions with these dates; None where no two are of different times.

    Dates are as they are kept (2019, 2019-05, 2019-05-06); an edition without one is not drawn.
    """
    dated = [(at, dates[at] or "", _day(dates[at] or "")) for at in in_time(dates) if dates[at]]
    days = [day for _, _, day in dated]
    if not days or days[0] == days[-1]:
        return None
    narrow = _places(days, NARROW)
    width = NARROW if all(b - a >= 2 * _TARGET for a, b in pairwise(narrow)) else WIDE
    places = _places(days, width)
    lanes = _lanes(places)
    shown = [number for number, lane in enumerate(lanes) if lane < _LANES]
    line = LANE * (max(lanes[number] for number in shown) + 0.5)
    words = [_written(dated[number][1], [other for _, other, _ in dated]) for number in shown]
    labels = _labels([places[number] for number in shown], words)
    return Timeline(
        width,
        int(line + LANE / 2 + _BELOW),
        line,
        tuple(
            Mark(dated[number][0], _share(places[number], width), line - LANE * lanes[number], label)
            for number, label in zip(shown, labels, strict=True)
        ),
        tuple(
            Join(dated[number - 1][0], dated[number][0], _share(places[number - 1], width), _share(right, width))
            for number, right in enumerate(places)
            if number and right - places[number - 1] >= 2 * _TARGET
        ),
        len(dated) - len(shown),
    )


def in_time(dates: Sequence[str | None]) -> list[int]:
    """Return the places of dates in the order of time; what has none stands last.

    >>> in_time(["2024", None, "2014-05-07", "2019-05"])
    [2, 3, 0, 1]
    """
    return sorted(range(len(dates)), key=lambda at: (dates[at] is None, _day(dates[at] or "9999")))


def _day(date: str) -> int:
    """Return the day of a date; of a year or a month alone the middle, as far as anyone knows.

    >>> _day("2019-05-06") - _day("2019"), _day("2019-05-16") - _day("2019-05")
    (-56, 1)
    """
    parts = [int(part) for part in date.split("-")]
    middle = (7, 1) if len(parts) == 1 else (15,)
    return calendar(*(*parts, *middle)[:3]).toordinal()


def _places(days: Sequence[int], width: int) -> list[float]:
    """Return how far from the left each day stands, the first and the last a margin from the ends."""
    first, room = days[0], width - 2 * _MARGIN
    return [_MARGIN + room * (day - first) / (days[-1] - first) for day in days]


def _lanes(places: Sequence[float]) -> list[int]:
    """Return the lowest lane for each place in which the mark before leaves room for its target."""
    ends: list[float] = []
    lanes = []
    for place in places:
        lane = next((number for number, end in enumerate(ends) if place - end >= _TARGET), len(ends))
        ends[lane : lane + 1] = [place]
        lanes.append(lane)
    return lanes


def _labels(places: Sequence[float], words: Sequence[str]) -> list[str]:
    """Return what is written under each place, blank where it would touch what stands there: the ends come first."""
    taken: list[tuple[float, float]] = []
    written = [""] * len(places)
    for number in (0, len(places) - 1, *range(1, len(places) - 1)):
        half = (_CHARACTER * len(words[number]) + _APART) / 2
        start, end = places[number] - half, places[number] + half
        if all(end <= left or start >= right for left, right in taken):
            taken.append((start, end))
            written[number] = words[number]
    return written


def _written(date: str, dates: Sequence[str]) -> str:
    """Return the year, with its month where other editions are of that year."""
    return date[:7] if sum(other[:4] == date[:4] for other in dates) > 1 else date[:4]


def _share(place: float, width: int) -> float:
    return round(100 * place / width, 2)
