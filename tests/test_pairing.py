"""Pairing: weights fade what is common, best match first, one to one, bounded."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.config import SimilaritySettings
from compare.pairing import bag, common, meeting, one_to_one, shared, weigh
from tests import strategies as make

SIMILARITY = SimilaritySettings()

scored = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), st.integers(0, 5)), max_size=30)


@given(scored)
def test_each_index_is_taken_once(pairs: list[tuple[float, int, int]]) -> None:
    """Every index of either side stands in one pair at most, and nothing that is free on both sides is left out."""
    chosen = one_to_one(pairs, (6, 6))
    left, right = {i for i, _ in chosen}, {j for _, j in chosen}

    assert len(left) == len(right) == len(chosen)
    assert all(i in left or j in right for _, i, j in pairs)


@given(scored)
def test_pairs_are_the_same_from_either_side(pairs: list[tuple[float, int, int]]) -> None:
    """Swapping the sides swaps the pairs, ties included."""
    there = one_to_one(pairs, (6, 6))
    back = one_to_one([(score, j, i) for score, i, j in pairs], (6, 6))

    assert sorted(there) == sorted((i, j) for j, i in back)


@given(st.lists(make.clauses, min_size=1, max_size=8), st.lists(make.clauses, min_size=1, max_size=8))
@settings(deadline=None)
def test_the_index_finds_what_comparing_everything_finds(first: list[str], second: list[str]) -> None:
    """The index gives the same meetings as the slow and obvious comparison of all with all."""
    weights = weigh([*first, *second])
    left, right = [bag(text, weights) for text in first], [bag(text, weights) for text in second]
    slow = [(i, j) for i, a in enumerate(left) for j, b in enumerate(right) if shared(a, b, weights) > 0]

    assert list(meeting(left, right, SIMILARITY)) == slow


def test_what_many_hold_weighs_little() -> None:
    """A pair of characters that every text holds is worth less than one that few hold."""
    weights = weigh(["建设平台", "建设中心", "建设基地"])

    assert weights["建设"] < weights["平台"]


def test_work_is_bounded() -> None:
    """Twenty thousand texts of the same words meet nobody; what few of them hold still brings these together."""
    texts = ["建设职工书屋"] * 20_000
    weights = weigh([*texts, "新建影院"])
    bags = [bag(text, weights) for text in texts]
    rare = bag("新建影院", weights)

    assert list(meeting(bags, bags, SIMILARITY)) == []
    assert len(common(bags, bags, SIMILARITY)) == 5
    assert list(meeting([*bags, rare], [rare, *bags], SIMILARITY)) == [(20_000, 0)]
