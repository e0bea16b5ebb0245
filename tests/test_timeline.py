"""Editions on a line of time: to scale, no mark on another, no words over words, what has no room is counted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compare.view.timeline import LANE, NARROW, WIDE, timeline

KEPT = st.dates(min_value=date(1950, 1, 1), max_value=date(2030, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


def test_three_editions_stand_where_their_dates_are() -> None:
    """Five years and five years: the one in the middle is in the middle, each has its year, two joins lead across."""
    drawn = timeline(["2014-05-07", "2019-05-06", "2024-05-08"])

    assert drawn is not None
    assert [(mark.at, round(mark.x), mark.y == drawn.line, mark.label) for mark in drawn.marks] == [
        (0, 9, True, "2014"),
        (1, 50, True, "2019"),
        (2, 91, True, "2024"),
    ]
    assert [(join.before, join.at) for join in drawn.joins] == [(0, 1), (1, 2)]
    assert (drawn.width, drawn.left_out) == (NARROW, 0)


def test_sixty_editions_stand_in_lanes_with_some_years() -> None:
    """All are drawn; the first year and the last are written, and as many between as have room."""
    drawn = timeline([str(year) for year in range(1960, 2020)])

    assert drawn is not None
    assert (drawn.width, len(drawn.marks), drawn.left_out) == (WIDE, 60, 0)
    years = [mark.label for mark in drawn.marks if mark.label]
    assert (years[0], years[-1]) == ("1960", "2019")
    assert 10 < len(years) < 20


def test_drafts_of_one_week_stand_above_each_other_and_the_rest_is_counted() -> None:
    """Nine drafts of three days beside an edition of years before: five lanes, four left out; their month is told."""
    days = [(date(2024, 5, 6) + timedelta(days=at % 3)).isoformat() for at in range(9)]
    drawn = timeline(["2019-05-06", *sorted(days)])

    assert drawn is not None
    assert (len(drawn.marks), drawn.left_out) == (6, 4)
    assert drawn.line == 4.5 * LANE
    assert {mark.label for mark in drawn.marks} == {"2019", "2024-05", ""}


def test_what_has_no_date_is_not_drawn() -> None:
    """The others are, under the places that they have in the list; of one time alone there is no drawing."""
    drawn = timeline([None, "2024", "2019"])

    assert drawn is not None
    assert [mark.at for mark in drawn.marks] == [2, 1]
    for dates in ([], [None], ["2024"], ["2024", "2024", None]):
        assert timeline(dates) is None


@given(st.lists(KEPT, min_size=2, max_size=70))
def test_nothing_stands_on_anything_else(dates: list[str]) -> None:
    """At the least width no two marks are nearer than a target is wide, no two labels touch, all is in the box."""
    drawn = timeline(dates)
    if drawn is None:
        return
    marks = [(mark.x * drawn.width / 100, mark.y) for mark in drawn.marks]
    assert all(abs(x - u) >= 23.9 or abs(y - v) >= 24 for at, (x, y) in enumerate(marks) for u, v in marks[at + 1 :])
    assert all(12 <= x <= drawn.width - 12 and 12 <= y <= drawn.line for x, y in marks)
    words = [(mark.x * drawn.width / 100, len(mark.label) * 7 / 2) for mark in drawn.marks if mark.label]
    assert all(abs(x - u) >= half + other + 7.8 for at, (x, half) in enumerate(words) for u, other in words[at + 1 :])
    assert len(drawn.marks) + drawn.left_out == len(dates)
    assert sorted(mark.at for mark in drawn.marks) == sorted({mark.at for mark in drawn.marks})
