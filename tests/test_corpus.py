"""The demonstration reports: marked as invented, in the genre's length, and their known changes are found."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from compare.comparison import compare, read_report
from compare.ids import normal
from compare.model import Block, Comparison, Report
from tests.support import ROOT, SEED

PAST, DRAFT = ROOT / "corpus" / "2014-demo.txt", ROOT / "corpus" / "2024-demo.txt"
PAIRS = {"2024": (SEED, DRAFT), "2014": (PAST, SEED)}
Row = dict[str, Any]


def known(name: str) -> dict[str, list[Row]]:
    """Return the changes listed beside a demonstration report."""
    return tomllib.loads((ROOT / "corpus" / f"{name}-demo.changes.toml").read_text(encoding="utf-8"))


@cache
def compared(name: str) -> Comparison:
    """Return the comparison that the list of that name is about."""
    old, new = PAIRS[name]
    return compare(read_report(old.read_bytes(), old.name), read_report(new.read_bytes(), new.name))


@pytest.mark.parametrize("file", [PAST, DRAFT], ids=lambda path: path.stem)
def test_a_demonstration_report_is_long_and_marked(file: Any) -> None:
    """At least 8,000 characters, three parts, and 演示稿·内容虚构 in the title, in the text and at the end."""
    text = file.read_text(encoding="utf-8")
    report = read_report(file.read_bytes(), file.name)

    assert len(normal(text)) >= 8000
    assert "演示稿·内容虚构" in (report.title or "")
    assert "演示稿·内容虚构" in text.splitlines()[3]
    assert "虚构" in text.rstrip().splitlines()[-1]
    roles = [section.role for section in report.sections if section.level == 1]
    assert list(dict.fromkeys(roles)) == ["review", "situation", "tasks"]


@pytest.mark.parametrize("name", PAIRS)
def test_every_known_kind_of_change_is_in_the_lists(name: str) -> None:
    """The two lists name every kind of change that the product is about."""
    lists = known(name)
    figures = {(row["type"], row.get("change")) for row in lists["figure"]}

    assert {row["kind"] for row in lists["section"]} >= {"added", "removed"}
    assert {row["type"] for row in lists["task"]} >= {"reworded", "new", "unanswered", "reported"}
    assert {("fulfilment", "met"), ("fulfilment", "missed"), ("result_pair", "up")} <= figures
    assert {row["change"] for row in lists["formulation"]} >= {"new", "dropped", "replaced"}


def block_of(report: Report, quote: str) -> Block:
    """Return the block that holds a quote."""
    return next(block for block in report.blocks if normal(quote) in normal(block.text))


def overlaps(quote: str, found: str) -> bool:
    """Tell whether two quotes of one text are about the same words: half of the shorter one's character pairs."""
    a, b = normal(quote), normal(found)
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (a, b))
    return len(pairs & others) >= min(len(pairs), len(others)) / 2


def side_agrees(report: Report, quote: str | None, side: Any) -> bool:
    """Tell whether a found side is the quoted one: both absent, or the same block and the same words."""
    if quote is None or side is None:
        return quote is None and side is None
    return bool(block_of(report, quote).id == side.block) and overlaps(quote, side.quote)


def found_figures(name: str) -> tuple[list[Row], list[Row]]:
    """Return the listed figure changes that are found, with the same type and change, and those that are not."""
    comparison = compared(name)
    hit: list[Row] = []
    missed: list[Row] = []
    for row in known(name)["figure"]:
        right = any(
            change.type == row["type"]
            and (row.get("change") is None or change.change == row["change"])
            and side_agrees(comparison.old, row.get("old"), change.old)
            and side_agrees(comparison.new, row.get("new"), change.new)
            for change in comparison.figure_changes
        )
        (hit if right else missed).append(row)
    return hit, missed


def found_tasks(name: str) -> tuple[list[Row], list[Row]]:
    """Return the listed task changes that are found with the same type, and those that are not."""
    comparison = compared(name)
    hit: list[Row] = []
    missed: list[Row] = []
    for row in known(name)["task"]:
        right = any(
            change.type == row["type"]
            and (row.get("old") is None or side_agrees(comparison.old, row["old"], change.old))
            and (row.get("new") is None or side_agrees(comparison.new, row["new"], change.new))
            for change in comparison.task_changes
        )
        (hit if right else missed).append(row)
    return hit, missed


def found_formulations(name: str) -> tuple[list[Row], list[Row]]:
    """Return the listed formulations that are found with the same fate, and those that are not."""
    comparison = compared(name)
    hit: list[Row] = []
    missed: list[Row] = []
    for row in known(name)["formulation"]:
        right = any(
            change.change == row["change"]
            and overlaps(row["phrase"], change.phrase)
            and (row.get("replaced_by") is None or overlaps(row["replaced_by"], change.replaced_by or ""))
            for change in comparison.formulations
        )
        (hit if right else missed).append(row)
    return hit, missed


def found_sections(name: str) -> tuple[list[Row], list[Row]]:
    """Return the listed section changes that are found, and those that are not."""
    comparison = compared(name)
    groups = {group.id: group for group in comparison.groups}
    headings = [{s.id: normal(s.heading) for s in report.sections} for report in (comparison.old, comparison.new)]
    members: dict[str, tuple[set[str], set[str]]] = {}
    for link in comparison.links:
        if link.level == "section":
            for side, unit in enumerate((link.old, link.new)):
                if unit:
                    members.setdefault(link.group, (set(), set()))[side].add(headings[side][unit])
    hit: list[Row] = []
    missed: list[Row] = []
    for row in known(name)["section"]:
        right = any(
            all(
                any(normal(want) in have for have in members[group_id][side])
                for side, key in enumerate(("old", "new"))
                for want in row.get(key, [])
            )
            and (
                groups[group_id].moved
                if row["kind"] == "moved"
                else groups[group_id].kind == {"renamed": "reworded"}.get(row["kind"], row["kind"])
            )
            for group_id in members
        )
        (hit if right else missed).append(row)
    return hit, missed


def found_paragraphs(name: str) -> tuple[list[Row], list[Row]]:
    """Return the listed paragraph changes whose group holds all that is listed and has that kind, and the others."""
    comparison = compared(name)
    groups = {group.id: group for group in comparison.groups}
    starts = [{b.id: normal(b.text) for b in report.blocks} for report in (comparison.old, comparison.new)]
    members: dict[str, tuple[set[str], set[str]]] = {}
    for link in comparison.links:
        if link.level == "block":
            for side, unit in enumerate((link.old, link.new)):
                if unit:
                    members.setdefault(link.group, (set(), set()))[side].add(starts[side][unit])
    hit: list[Row] = []
    missed: list[Row] = []
    for row in known(name)["paragraph"]:
        right = any(
            (groups[group].moved if row["kind"] == "moved" else groups[group].kind in (row["kind"], "recut"))
            and all(
                any(have.startswith(normal(want)) for have in members[group][side])
                for side, key in enumerate(("old", "new"))
                for want in row.get(key, [])
            )
            for group in members
        )
        (hit if right else missed).append(row)
    return hit, missed


def found_enumerations(name: str) -> tuple[list[Row], list[Row]]:
    """Return the listed enumerations of which a change is shown: as a formulation, or by an edit inside the list."""
    comparison = compared(name)
    texts = [{b.id: b.text for b in report.blocks} for report in (comparison.old, comparison.new)]
    hit: list[Row] = []
    missed: list[Row] = []
    for row in known(name)["enumeration"]:
        told = any(
            overlaps(row["old"], change.phrase) and overlaps(row["new"], change.replaced_by or "")
            for change in comparison.formulations
            if change.change == "reordered"
        )
        places = [
            (place.block, place.span, side)
            for edit in comparison.edits
            if edit.changes
            for side, place in enumerate((edit.old, edit.new))
            if place
        ]
        inside = any(
            quote in texts[side][block]
            and span[0] < texts[side][block].index(quote) + len(quote)
            and texts[side][block].index(quote) < span[1]
            for block, span, side in places
            for quote in (row[("old", "new")[side]],)
        )
        (hit if told or inside else missed).append(row)
    return hit, missed


BARS = {
    "sections": (found_sections, 0.9),
    "paragraphs": (found_paragraphs, 0.6),
    "figures": (found_figures, 0.93),
    "tasks": (found_tasks, 1.0),
    "formulations": (found_formulations, 0.9),
    "enumerations": (found_enumerations, 1.0),
}


@pytest.mark.parametrize("kind", BARS)
@pytest.mark.parametrize("name", PAIRS)
def test_known_changes_are_found(name: str, kind: str) -> None:
    """Of each kind of known change the share named in `BARS` at least is found as it is listed."""
    find, share = BARS[kind]
    hit, missed = find(name)

    assert len(hit) >= share * (len(hit) + len(missed)), missed


@pytest.mark.parametrize("name", PAIRS)
def test_fulfilled_and_missed_targets_are_told_apart(name: str) -> None:
    """No target that the lists call missed is shown as met, nor the other way round."""
    comparison = compared(name)
    for row in known(name)["figure"]:
        if row["type"] == "fulfilment":
            wrong = [
                change
                for change in comparison.figure_changes
                if change.type == "fulfilment"
                and change.change in {"met", "missed"} - {row["change"]}
                and side_agrees(comparison.old, row["old"], change.old)
                and side_agrees(comparison.new, row["new"], change.new)
            ]
            assert wrong == []
