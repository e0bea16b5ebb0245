"""Tasks: which clauses promise something, what sort of thing, and what became of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from compare import tasks
from compare.comparison import compare, read_report
from compare.config import SimilaritySettings, TaskSettings
from compare.model import Block, Comparison, Link, Report, Sentence, Task, TaskChange
from compare.tasks.told import state
from compare.words import sentences
from tests import strategies as make
from tests.support import CASES, ROOT, SEED

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
    kind = " ".join(filter(None, (change.type, change.state)))
    line = f"{kind}: {change.old.quote if change.old else '–'} → {change.new.quote if change.new else '–'}"
    return line + (f"  ? {change.hint.quote}" if change.hint else "")


def followed(case: str) -> str:
    """Return a case file with what the code finds under its two reports."""
    body = [line for line in case.splitlines() if line and not line.startswith(("#", "  "))]
    at = body.index("new")
    found_changes = make.compared("\n".join(body[1:at]), "\n".join(body[at + 1 :])).task_changes
    comment = [line for line in case.splitlines() if line.startswith("#")]
    return "\n".join([*comment, *body, *(f"  {shown(change)}" for change in found_changes)]) + "\n"


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


def both_ways() -> tuple[Comparison, Comparison]:
    """Return the baseline beside the demonstration draft, and the other way round."""
    old, new = (read_report(path.read_bytes(), path.name) for path in (SEED, ROOT / "corpus" / "2024-demo.txt"))
    return compare(old, new), compare(new, old)


def test_swapping_long_reports_mirrors_pairs() -> None:
    """Where one commitment became two as well: each pair of one direction is a pair of the other."""
    there, back = both_ways()
    pairs = {(c.old, c.new) for c in there.task_changes if c.type in ("kept", "reworded")}
    olds = Counter(old for old, _ in pairs)

    assert pairs == {(c.new, c.old) for c in back.task_changes if c.type in ("kept", "reworded")}
    assert len(pairs) > 20
    assert max(olds.values()) < 6


def test_hints_are_clauses_of_the_new_report_beside_unanswered_commitments() -> None:
    """No other finding has one; each stands in the block that it names."""
    comparison, _ = both_ways()
    texts = {block.id: block.text for block in comparison.new.blocks}
    hinted = [change for change in comparison.task_changes if change.hint is not None]

    assert {change.type for change in hinted} == {"unanswered"}
    assert all(change.hint and change.hint.quote in texts[change.hint.block] for change in hinted)


def test_a_target_that_was_met_is_reported_where_its_result_stands() -> None:
    """覆盖率…90%以上 2019 → 91.6%: the fulfilment leads the commitment to the clause, and says that it is done."""
    comparison, _ = both_ways()
    told = [
        (change.state, change.new.quote)
        for change in comparison.task_changes
        if change.type == "reported"
        and change.old
        and change.old.quote.startswith("力争5年内实现非公企业工会组织覆盖率")
        and change.new
    ]

    assert told == [("done", "非公企业工会组织覆盖率达到91.6%")]


def test_what_is_passed_over_in_very_long_reports_is_said() -> None:
    """The changes and the limits come from one pass; with no room for meetings nothing is paired, and it is said."""
    old, new = planned("建设智慧工会服务平台，深化工会改革。"), planned("打造智慧工会服务平台，深化工会改革。")
    narrow = TaskSettings(similarity=SimilaritySettings(0, 0))
    links = compare(old, new).links
    wide, quiet = tasks.follow(old, new, links)
    found_narrow, limits = tasks.follow(old, new, links, (), narrow)

    assert quiet == ()
    assert [limit.where for limit in limits] == ["tasks"]
    assert sum(c.type == "reworded" for c in found_narrow) < sum(c.type == "reworded" for c in wide)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("出台工会送温暖工作实施办法", "done"),
        ("全面实施跨境服务贸易负面清单", "done"),
        ("制造业领域外资准入限制措施全部取消", "done"),
        ("推动建立北京市协调劳动关系三方委员会", "done"),
        ("推进制造业技术改造升级", "under_way"),
        ("生态文明制度体系加快形成", "under_way"),
        ("重大生态保护和修复工程进展顺利", "under_way"),
        ("组织3.6万余家企业参加“安康杯”竞赛", None),
    ],
)
def test_a_report_says_done_or_under_way(text: str, said: str | None) -> None:
    """By its own verb first, else by its words of progress; by neither where it has none."""
    assert state(text) == said


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("制定基层工会组织权责清单", True),
        ("建设工会大数据库", True),
        ("职工入会率动态保持在80%以上", True),
        ("扎实开展“不忘初心、牢记使命”主题教育", True),
        ("持续实施在职职工职业发展、技能素质提升、创新创业等助推计划", False),
        ("加强工会系统党员教育", False),
        ("深化产业工人队伍建设改革", False),
    ],
)
def test_a_commitment_is_definite_where_it_can_be_checked(text: str, definite: bool) -> None:
    """北京市工会十四大报告 2019: a document, a number, a thing, a named activity; not what goes on or goes deeper."""
    assert [task.definite for task in found(text)] == [definite]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("力争到2023年累计建成工作室近万家", "2023年"),
        ("做好2024年奥运会、残奥会备战参赛工作", None),
        ("2025年底前建成职工服务平台", "2025年底前"),
        ("力争5年内实现非公企业工会组织覆盖率动态保持在90%以上", "5年内"),
    ],
)
def test_a_year_that_names_an_event_is_no_deadline(text: str, deadline: str | None) -> None:
    """2024年奥运会 is not due in 2024; 到2023年, 底前, 年内 are deadlines."""
    assert [task.deadline for task in found(text)] == [deadline]
