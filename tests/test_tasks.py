"""Tasks: which clauses promise something, what sort of thing, and what became of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from compare import tasks
from compare.model import Block, Link, Report, Sentence, Task, TaskChange
from compare.words import sentences
from tests import strategies as make
from tests.support import CASES

FOLDER = CASES / "tasks"
FATES = sorted(FOLDER.glob("fate*.txt"))
FINDS = sorted(set(FOLDER.glob("*.txt")) - set(FATES))


def found(text: str, role: str | None = "tasks") -> tuple[Task, ...]:
    """Return the commitments of one paragraph."""
    block = Block("b1", "paragraph", text, (1, 1), role=role)  # type: ignore[arg-type]
    return tasks.find([block], [Sentence(f"t{a}", "b1", (a, z)) for a, z in sentences(text)])


def replayed(case: str) -> str:
    """Return a case file as the code would write it: under each sentence its commitments, as kind and quote."""
    out, role = [], None
    for line in case.splitlines():
        if line.startswith("["):
            role = line.strip("[]")
        if not line.startswith("  "):
            out.append(line)
            if not line.startswith(("#", "[")):
                out += [
                    "  " + " | ".join(filter(None, (task.kind, task.quote, task.deadline)))
                    for task in found(line, role)
                ]
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.stem)
def test_find_cases(path: Path) -> None:
    """Each sentence of a case file makes the commitments listed under it; none listed, none made."""
    case = path.read_text(encoding="utf-8")

    assert replayed(case) == case


def shown(change: TaskChange) -> str:
    """Return a task change as one line."""
    return f"{change.type}: {change.old.quote if change.old else '–'} → {change.new.quote if change.new else '–'}"


def followed(case: str) -> str:
    """Return a case file with what the code finds under its two reports."""
    body = [line for line in case.splitlines() if line and not line.startswith(("#", "  "))]
    at = body.index("new")
    old, new = make.read("\n".join(body[1:at])), make.read("\n".join(body[at + 1 :]))
    comment = [line for line in case.splitlines() if line.startswith("#")]
    return "\n".join([*comment, *body, *(f"  {shown(change)}" for change in tasks.changes(old, new, []))]) + "\n"


@pytest.mark.parametrize("path", FATES, ids=lambda path: path.stem)
def test_fate_cases(path: Path) -> None:
    """Two short reports have the task changes listed under them."""
    case = path.read_text(encoding="utf-8")

    assert followed(case) == case


def planned(text: str) -> Report:
    """Return a report whose paragraphs are all on tasks."""
    return make.read(f"一、今后五年的主要任务\n{text}")


@given(make.paragraphs)
@settings(max_examples=100, deadline=None)
def test_tasks_quote_their_block(text: str) -> None:
    """A commitment's quote is the text at its span, and no two have one id."""
    every = found(text)

    assert [task.quote for task in every] == [text[slice(*task.span)] for task in every]
    assert len({task.id for task in every}) == len(every)


@given(make.paragraphs)
@settings(max_examples=60, deadline=None)
def test_a_report_against_itself_keeps_everything(text: str) -> None:
    """Beside itself every commitment is kept, none is new, reworded, reported or unanswered."""
    report = planned(text)
    links = [Link(f"l{block.id}", "block", block.id, block.id, f"g{block.id}", 1.0) for block in report.blocks]
    for given_links in ([], links):
        assert {change.type for change in tasks.changes(report, report, given_links)} <= {"kept"}


@given(make.paragraphs, make.paragraphs)
@settings(max_examples=60, deadline=None)
def test_swapping_the_sides_mirrors(first: str, second: str) -> None:
    """New turns into unanswered, kept and reworded stay; reports of tasks have a direction and stand apart."""
    old, new = planned(first), planned(second)
    turned = {"kept": "kept", "reworded": "reworded", "new": "unanswered", "unanswered": "new"}
    there = Counter((turned[c.type], c.new, c.old) for c in tasks.changes(old, new, []) if c.type != "reported")
    back = Counter((c.type, c.old, c.new) for c in tasks.changes(new, old, []) if c.type != "reported")

    assert there == back


@given(make.report_texts, make.report_texts)
@settings(max_examples=40, deadline=None)
def test_every_commitment_is_answered_for(first: str, second: str) -> None:
    """Each commitment of either side is in the changes, and is unanswered only where nothing else is said of it."""
    old, new = make.read(first), make.read(second)
    found_changes = tasks.changes(old, new, [])
    fates: dict[str | None, list[str]] = {}
    for change in found_changes:
        fates.setdefault(change.old.task if change.old else None, []).append(change.type)

    assert {task.id for task in old.tasks} <= fates.keys()
    assert {task.id for task in new.tasks} <= {change.new.task for change in found_changes if change.new}
    assert all(kinds == ["unanswered"] for kinds in fates.values() if "unanswered" in kinds)
    assert len({change.id for change in found_changes}) == len(found_changes)


def test_the_baseline(seed_report: Report) -> None:
    """北京市工会十四大报告 2019: every definite deliverable is found, and not many more than were labelled (135)."""
    quotes = [task.quote for task in seed_report.tasks]

    assert 120 <= len(quotes) <= 170
    assert [task.quote for task in seed_report.tasks if task.kind == "plan" and task.quote.startswith("制定")] == [
        "制定推动首都高质量发展劳动和技能竞赛五年行动规划",
        "制定“十四五”时期职工发展规划",
        "制定北京智慧工会建设五年规划",
        "制定工会送温暖工作实施办法",
        "制定基层工会组织权责清单",
        "制定加强非公企业工会建设的指导意见",
        "制定工会干部教育培训五年规划",
    ]
