"""From edges to links and groups: what is connected belongs together.

edges a–x, a–y        →  one group, split
edges a–x, b–x        →  one group, merged
edges a–x, a–y, b–y   →  one group, recut
a without an edge     →  a link with a null side, removed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ids import digest
from .model import By, Group, GroupKind, Level, Link


@dataclass(frozen=True, slots=True)
class Edge:
    """An old and a new unit that belong together, how surely (0–1), and why."""

    old: str
    new: str
    score: float
    why: tuple[str, ...]
    by: By = "machine"


@dataclass(frozen=True, slots=True)
class Linked:
    """The links and groups of one level, in reading order of the old side, then of what is new."""

    links: tuple[Link, ...]
    groups: tuple[Group, ...]


def group_edges(
    level: Level,
    old: Sequence[str],
    new: Sequence[str],
    edges: Sequence[Edge],
    old_texts: Mapping[str, str],
    new_texts: Mapping[str, str],
    moved: set[tuple[str, str]],
) -> Linked:
    """Return links and groups for the units `old` and `new`: every unit is in exactly one group."""
    roots: dict[tuple[str, str], tuple[str, str]] = {}
    for name, ids in (("old", old), ("new", new)):
        roots.update({(name, unit): (name, unit) for unit in ids})

    def root(node: tuple[str, str]) -> tuple[str, str]:
        while roots[node] != node:
            roots[node] = roots[roots[node]]
            node = roots[node]
        return node

    for edge in edges:
        roots[root(("old", edge.old))] = root(("new", edge.new))
    members: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for name, unit in roots:
        members.setdefault(root((name, unit)), ([], []))[name == "new"].append(unit)
    group_edges_of: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        group_edges_of.setdefault(root(("old", edge.old)), []).append(edge)
    links: list[Link] = []
    groups: list[Group] = []
    for node, (left, right) in members.items():
        kind = _kind(left, right, old_texts, new_texts)
        name = "g" + digest(level, *left, "|", *right)
        inside = group_edges_of.get(node, [])
        away = sum(edge.score for edge in inside if (edge.old, edge.new) in moved)
        groups.append(Group(name, level, kind, away > sum(edge.score for edge in inside) / 2))
        links += [
            Link(
                "l" + digest(level, edge.old, edge.new), level, edge.old, edge.new, name, edge.score, edge.why, edge.by
            )
            for edge in inside
        ]
        if not inside:
            a, b = (left[0], None) if left else (None, right[0])
            links.append(Link("l" + digest(level, a or "", b or ""), level, a, b, name, 0.0))
    return Linked(tuple(links), tuple(groups))


def _kind(
    left: Sequence[str], right: Sequence[str], old_texts: Mapping[str, str], new_texts: Mapping[str, str]
) -> GroupKind:
    if not left:
        return "added"
    if not right:
        return "removed"
    if len(left) == len(right) == 1:
        same = old_texts[left[0]] == new_texts[right[0]]
        return "same" if same else "reworded"
    if len(left) == 1:
        return "split"
    return "merged" if len(right) == 1 else "recut"
