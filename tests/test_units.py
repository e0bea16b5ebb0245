"""Plain lists: nothing is lost, swapping mirrors, repeated units pair in order, statutes link as labelled."""

from __future__ import annotations

import json
import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from compare import align_units
from compare.model import Link
from compare.units import linked_units
from tests import strategies as make
from tests.support import SHARED, needs_shared

WORDS = ["profit", "tax", "rate", "of", "the", "law", "shall", "apply", "fine", "税率", "依法", "第3条", "カメラ"]
english = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
units = st.lists(st.one_of(english, make.clauses, make.any_texts, st.just("")), max_size=9)
MIRRORED = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


def pairs(links: list[Link]) -> set[tuple[int, int]]:
    """Return the linked places."""
    return {(int(link.old), int(link.new)) for link in links if link.old is not None and link.new is not None}


@given(units, units)
@settings(deadline=None)
def test_every_unit_is_linked_added_or_removed(old: list[str], new: list[str]) -> None:
    """Each place of each list is in links of exactly one group; a null side stands alone in its group."""
    links = align_units(old, new)

    for side, size in (("old", len(old)), ("new", len(new))):
        homes = Counter(unit for unit, _ in {(getattr(link, side), link.group) for link in links})
        del homes[None]
        assert homes == {str(place): 1 for place in range(size)}
    alone = [link.group for link in links if link.old is None or link.new is None]
    groups = Counter(link.group for link in links)
    assert {groups[group] for group in alone} <= {1}
    assert all((link.score == 0.0) == (link.old is None or link.new is None) for link in links)


@given(units, units)
@settings(deadline=None)
def test_swapping_the_lists_mirrors_links_and_groups(old: list[str], new: list[str]) -> None:
    """The same pairs with the same scores and reasons; removed is added, split is merged, what moved moved."""
    there, back = linked_units(old, new), linked_units(new, old)

    assert {(x.old, x.new, x.score, x.why) for x in there.links} == {(x.new, x.old, x.score, x.why) for x in back.links}
    assert Counter((g.kind, g.moved) for g in there.groups) == Counter(
        (MIRRORED.get(g.kind, g.kind), g.moved) for g in back.groups
    )


@given(units)
@settings(deadline=None)
def test_a_list_against_itself_is_the_identity(texts: list[str]) -> None:
    """Every unit is linked with itself and nothing else, empty and repeated ones too."""
    linked = linked_units(texts, texts)

    assert [(link.old, link.new) for link in linked.links] == [(str(i), str(i)) for i in range(len(texts))]
    assert {(group.kind, group.moved) for group in linked.groups} <= {("same", False)}


def test_repeated_units_link_in_order() -> None:
    """Between the same neighbours the first goes with the first; one too many is removed."""
    assert [(link.old, link.new) for link in align_units(["各位代表！", "甲", "各位代表！"], ["甲", "各位代表！"])] == [
        ("0", None),
        ("1", "0"),
        ("2", "1"),
    ]


def test_english_units_are_split_merged_moved_and_reworded() -> None:
    """Words count whole, upper case and width do not; a part that its partner does not account for is a split."""
    old = [
        "Every employer shall keep records of wages and hours.",
        "Theft of goods and wilful damage to vehicles shall be fined.",
        "Fees are set by the council.",
    ]
    new = [
        "Fees are set every year by the council.",
        "Each employer shall keep records of all wages and hours worked.",
        "Theft of goods shall be fined.",
        "Wilful damage to vehicles shall be punished.",
    ]
    linked = linked_units(old, new)

    assert [(link.old, link.new) for link in linked.links] == [("0", "1"), ("1", "2"), ("1", "3"), ("2", "0")]
    assert [(group.kind, group.moved) for group in linked.groups] == [
        ("reworded", False),
        ("split", False),
        ("reworded", True),
    ]


def test_long_lists_are_linked_although_common_words_are_passed_over() -> None:
    """Of three thousand reworded units none is linked wrongly; one made of common words only may be left."""
    chance = random.Random(7)
    words = [f"word{n}" for n in range(6000)]
    weights = [1 / (n + 10) for n in range(6000)]
    old = [chance.choices(words, weights, k=20) for _ in range(3000)]
    new = [[word if chance.random() < 0.7 else "other" for word in unit] for unit in old]
    links = align_units([" ".join(unit) for unit in old], [" ".join(unit) for unit in new])

    assert pairs(links) <= {(place, place) for place in range(3000)}
    assert len(pairs(links)) >= 2995


@needs_shared
def test_articles_of_statutes_link_as_labelled() -> None:
    """Three labelled pairs of statutes: F1 ≥ 0.98, recall ≥ 0.93 of what was labelled by hand, the moves found."""
    found = labelled = right = by_hand = by_hand_found = 0
    moves = {"security-2012-2025": (57, 87), "security-draft2-2025": (45, 59)}
    for file in sorted((SHARED / "bench" / "statutes").glob("*.json")):
        statute = json.loads(file.read_text("utf-8"))
        links = pairs(align_units(statute["old"], statute["new"]))
        gold, hand = ({tuple(pair) for pair in statute[key]} for key in ("links", "links_made_by_hand"))
        found, labelled, right = found + len(links), labelled + len(gold), right + len(links & gold)
        by_hand, by_hand_found = by_hand + len(hand), by_hand_found + len(links & hand)
        assert file.stem not in moves or moves[file.stem] in links
    assert 2 * right / (found + labelled) >= 0.98
    assert by_hand_found / by_hand >= 0.93
