"""The path of a reader through the other report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.config import AlignmentSettings
from compare.path import EDGES, jump_weights, paths

SETTINGS = AlignmentSettings()
ONWARD = jump_weights((row, row + 1, 200) for row in range(199))
chances = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)), st.floats(0.0, 1.0).map(lambda x: round(x, 6)), max_size=30
)


@given(chances)
def test_each_column_is_at_one_row_or_at_none(given_chances: dict[tuple[int, int], float]) -> None:
    """What the path says of a column's rows adds up to one at most."""
    found = paths(given_chances, 8, 8, ONWARD, SETTINGS)

    assert set(found) <= set(given_chances)
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in found.values())
    for column in range(8):
        assert sum(value for (_, j), value in found.items() if j == column) <= 1 + 1e-9


def test_a_doubtful_pair_between_two_sure_ones_is_likelier_than_one_off_the_path() -> None:
    """Of two equal chances for the second paragraph the one that keeps the order wins."""
    found = paths({(0, 0): 0.95, (1, 1): 0.4, (6, 1): 0.4, (2, 2): 0.95}, 8, 3, ONWARD, SETTINGS)

    assert found[1, 1] > 0.9 > 0.1 > found[6, 1]


def test_weights_follow_what_was_seen() -> None:
    """Where every step goes one row on, that class of jumps weighs most, and there is one weight for each class."""
    assert len(ONWARD) == len(EDGES) + 1
    assert max(range(len(ONWARD)), key=ONWARD.__getitem__) == EDGES.index(1) + 1
