"""Similarity of many texts: bounded work, the same from either side, exact where nothing is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.config import SimilaritySettings
from compare.meetings import crowded
from compare.similarity import Similarity, bag, compared, kept
from tests import strategies as make

SMALL = SimilaritySettings(free_meetings=6, most_meetings=1, every_pair=2, most_alike=2)
texts = st.lists(make.clauses, min_size=1, max_size=12)


def pairs(similarity: Similarity) -> dict[tuple[int, int], float]:
    """Return every pair with its cosine to nine places."""
    return {(i, j): round(value, 9) for i, row in enumerate(similarity.rows) for j, value in row.items()}


@given(texts, texts)
def test_bounded_similarity_is_the_same_from_either_side(old: list[str], new: list[str]) -> None:
    """Swapping the lists swaps the pairs kept, also where bounds cut in and texts repeat."""
    there, back = compared(old, new, SMALL), compared(new, old, SMALL)

    assert pairs(there) == {(i, j): value for (j, i), value in pairs(back).items()}
    assert there.unheard == back.unheard


@given(texts, texts)
def test_meetings_stay_within_the_bound(old: list[str], new: list[str]) -> None:
    """What is left after passing over the crowded grams meets no more often than the settings say."""
    here, there = [bag(text) for text in old], [bag(text) for text in new]
    passed_over = crowded(here, there, SMALL)
    meetings = sum(len((a.keys() & b.keys()) - passed_over) for a in here for b in there)

    assert meetings <= max(SMALL.free_meetings, SMALL.most_meetings * sum(map(len, [*here, *there])))


@given(st.lists(st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.5, 0.9]), min_size=5, max_size=5), max_size=9))
def test_what_is_kept_is_the_best_of_row_or_column(table: list[list[float]]) -> None:
    """The streamed choice is that of sorting every row and every column, slow and obvious."""
    cells = [(i, j, value) for i, row in enumerate(table) for j, value in enumerate(row) if value]
    best = sorted(cells, key=lambda cell: (-cell[2], abs(cell[0] - cell[1]), cell[0] + cell[1]))
    slow = set()
    for axis in (0, 1):
        for at in range(max(len(table), 5)):
            slow |= set([cell for cell in best if cell[axis] == at][:2])

    rows = kept(({j: v for j, v in enumerate(row) if v} for row in table), len(table), 5, SMALL)

    assert {(i, j, value) for i, row in enumerate(rows) for j, value in row.items()} == slow
    assert all(list(row) == sorted(row) for row in rows)


def test_lists_of_usual_size_are_compared_whole() -> None:
    """A hundred and fifty texts that share all but a number lose nothing to the bounds."""
    lines = [f"推进改革，{name}" for name in map("工作第{}项".format, range(150))]
    found = compared(lines, lines)

    assert found.unheard == 0
    assert len(pairs(found)) == 150 * 150
