"""The same text cut into paragraphs in another way is split or merged, not added or removed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.held import held
from tests import strategies as make

HEADING = "四要实施“走出去”战略。"
TEXT = "鼓励有比较优势的企业到境外投资，开展加工贸易，合作开发资源。"
REST = "各位代表：\n过去一年，我们做了大量工作，取得了新的成绩。\n{}\n今年要继续努力，把各项工作做好。\n"


def kinds(old: str, new: str) -> list[tuple[str, str]]:
    """Return level and kind of what is not the same."""
    groups = make.compared(REST.format(old), REST.format(new)).groups
    return [(group.level, group.kind) for group in groups if group.kind != "same" and group.level != "section"]


def test_a_heading_on_a_line_of_its_own_is_a_split() -> None:
    """One block became two, and every sentence is the same; turned round, two became one."""
    assert kinds(HEADING + TEXT, f"{HEADING}\n{TEXT}") == [("block", "split")]
    assert kinds(f"{HEADING}\n{TEXT}", HEADING + TEXT) == [("block", "merged")]


def test_a_salutation_in_the_line_of_its_text_is_a_merge() -> None:
    """各位代表！ is found where it stands, in the paragraph that follows or of its own."""
    assert kinds(f"各位代表！\n{TEXT}", f"各位代表！{TEXT}") == [("block", "merged")]


def test_what_its_neighbour_has_too_is_not_held() -> None:
    """A block whose text the neighbour repeats is one more of it."""
    assert held(["推进改革。抓好落实。"], ["推进改革", "推进改革。抓好落实。"], {(0, 1): 1.0}, 4, 0.8) == {}


def test_parts_are_found_one_beside_the_other() -> None:
    """Two lines in front of the linked one are found, the nearer first; a short one is left."""
    whole = "各位代表！一、工作回顾。过去一年成绩显著。好。"
    parts = ["各位代表！", "一、工作回顾", "过去一年成绩显著。", "好。"]

    assert held([whole], parts, {(0, 2): 0.8}, 4, 0.8) == {(0, 0): 0.8, (0, 1): 0.8}


pieces = st.lists(make.clauses, min_size=1, max_size=5)


@given(pieces, pieces, st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4))
@settings(max_examples=200, deadline=None)
def test_swapping_the_sides_mirrors_what_is_held(old: list[str], new: list[str], linked: set[tuple[int, int]]) -> None:
    """Whichever side is old, the same pairs are found; none of them was there, and each has a side without partner."""
    pairs = {(i, j): 1.0 for i, j in linked if i < len(old) and j < len(new)}
    found = held(old, new, pairs, 2, 0.8)

    assert {(j, i) for i, j in found} == set(held(new, old, {(j, i): 1.0 for i, j in pairs}, 2, 0.8))
    assert all(i not in {a for a, _ in pairs} or j not in {b for _, b in pairs} for i, j in found)
