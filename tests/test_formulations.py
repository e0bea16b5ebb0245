"""Set phrases: which are found, and what is said to have become of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.formulations import KINDS, READ, first, known, recall, told
from compare import wording
from compare.comparison import compare, read_report
from compare.config import DEFAULT
from compare.formulations import changes
from compare.formulations.terms import quoted
from compare.model import Formulation, Report

from .builders import links, report
from .support import CASES, ROOT, SEED, SHARED, needs_shared

FILES = sorted((CASES / "formulations").glob("*.txt"))
MIRROR = {"new": "dropped", "more": "less", "stronger": "weaker", "replaced": "replaced", "reordered": "reordered"}
MIRROR |= {value: key for key, value in MIRROR.items()}

CLAUSES = (
    "实施稳健的货币政策。",
    "实施适度宽松的货币政策。",
    "增强“四个意识”，做到“两个维护”。",
    "坚持以人民为中心的发展思想。",
    "健全培养、使用、评价、激励机制。",
    "健全培养、评价、使用、激励机制。",
    "推进全面深化改革。",
    "积极推进全面深化改革，基本建成体系。",
    "全面建成体系。",
)
paragraphs = st.lists(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3).map("".join), min_size=1, max_size=5)


def found(old: Report, new: Report) -> tuple[Formulation, ...]:
    """Return the formulations of two reports whose blocks are linked in order."""
    size = max(len(old.blocks), len(new.blocks))
    pairs = [(i if i < len(old.blocks) else None, i if i < len(new.blocks) else None) for i in range(size)]
    made, _ = links(old, new, pairs)
    return changes(old, new, made, wording.edits(old, new, made, DEFAULT.wording))


def said(item: Formulation) -> str:
    by = f" → {item.replaced_by}" if item.replaced_by else ""
    return f"{item.change} {item.phrase}{by} {item.old_count} {item.new_count}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """Each file states a pair of texts and everything that is to be found between them."""
    parts: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            name = line[2:]
            parts[name] = []
        elif not line.startswith("#"):
            parts[name].append(line)

    result = found(report("\n".join(parts["old"])), report("\n".join(parts["new"])))

    assert [said(item) for item in result] == parts["found"]


@given(paragraphs)
def test_a_report_beside_itself_has_no_changes(lines: list[str]) -> None:
    """The same report twice: nothing."""
    one = report("\n".join(lines))

    assert found(one, one) == ()


@given(paragraphs, paragraphs)
def test_swapping_the_sides_mirrors_the_changes(one: list[str], two: list[str]) -> None:
    """New is dropped seen from the other side, stronger is weaker, and the counts change places."""
    left, right = report("\n".join(one)), report("\n".join(two))

    there = {
        (
            MIRROR[item.change],
            item.replaced_by or item.phrase,
            item.replaced_by and item.phrase,
            item.new_count,
            item.old_count,
        )
        for item in found(left, right)
    }
    back = {(item.change, item.phrase, item.replaced_by, item.old_count, item.new_count) for item in found(right, left)}

    assert there == back


@given(paragraphs, paragraphs)
def test_every_mention_quotes_its_phrase(one: list[str], two: list[str]) -> None:
    """`where` holds as many places as are counted, and each holds the phrase of its side."""
    sides = {"old": report("\n".join(one)), "new": report("\n".join(two))}
    texts = {side: {block.id: block.text for block in sides[side].blocks} for side in sides}

    for item in found(sides["old"], sides["new"]):
        assert len(item.where) == item.old_count + item.new_count
        for mention in item.where:
            phrase = item.replaced_by if mention.side == "new" and item.replaced_by else item.phrase
            assert texts[mention.side][mention.block][slice(*mention.span)] == phrase


def of_files(old: Path, new: Path) -> list[str]:
    """Return what is said of the formulations of two files."""
    one, two = (read_report(path.read_bytes(), path.name) for path in (old, new))
    return [said(item) for item in compare(one, two).formulations]


def test_the_seed_and_the_demonstration() -> None:
    """What the union reports of 2019 and (invented) 2024 take up, drop and reorder."""
    result = of_files(SEED, ROOT / "corpus" / "2024-demo.txt")

    assert [line for line in result if not line.startswith(("new", "dropped", "less"))] == [
        "replaced 国际一流的和谐宜居之都 → 北京率先基本实现社会主义现代化 7 4",
        "replaced 党的十九大 → 党的二十大 5 3",
        "replaced 中国工会十七大 → 中国工会十八大 2 1",
        "replaced “两个一百年”奋斗目标的历史交汇期 → 全面建设社会主义现代化国家开局起步的关键时期 1 1",
        "stronger 探索“互联网+职业培训”模式 → 全面推行“互联网+职业培训”模式 1 1",
        "stronger 探索推进产业工会 → 扎实推进产业工会 1 1",
        "stronger 积极拓展职工建功立业平台 → 全面拓展职工建功立业平台 1 1",
        "weaker 工会组织全面覆盖 → 工会组织有效覆盖 1 1",
        "reordered 传播力、引导力、影响力 → 引导力、传播力、影响力、公信力 1 1",
        "reordered 便捷、普惠、精准、常态 → 普惠、精准、便捷 1 1",
        "reordered 党委领导、政府支持、工会运作、部门配合、职工参与 → "
        "党委领导、政府支持、工会牵头、企业主体、职工参与 1 1",
        "reordered 报刊、网站、职工书屋、俱乐部、文化宫、纪念馆 → 文化宫、职工书屋、报刊、网站、纪念馆 1 1",
        "reordered 政治优势、组织优势、制度优势、群众优势、资源优势 → 组织优势、政治优势、群众优势 1 1",
        "reordered 源头参与、协调三方、集体协商、民主管理、法律监督 → "
        "源头参与、集体协商、民主管理、协调三方、法律监督与援助、劳动保护 1 1",
        "reordered 社会化、市场化、多元化 → 多元化、社会化、专业化 1 1",
        "reordered 职业发展、创新项目、名师带徒 → 职业发展、创新创业、名师带徒 1 1",
        "reordered 职工技能培养、使用、评价、激励、保障机制 → 职工技能培养、评价、使用、激励、保障机制 1 1",
    ]
    assert {"new 新就业形态劳动者 0 6", "new 两个确立 0 2", "less 首都城市战略定位 5 1"} <= set(result)


@needs_shared
def test_government_work_reports_2024_and_2025() -> None:
    """The stance of two policies, and the words that were said half as often."""
    clean = SHARED / "reports" / "clean"

    result = of_files(clean / "gwr2024.txt", clean / "gwr2025.txt")

    assert result[0] == "replaced 稳健的货币政策 → 适度宽松的货币政策 2 1"
    assert {
        "replaced 价格水平预期目标 → 价格总水平预期目标 1 1",
        "stronger 积极的财政政策 → 更加积极的财政政策 2 1",
    } <= set(result)
    assert {"less 高质量发展 25 9", "less 新型城镇化 8 3", "more 全面深化改革 1 4", "new 十五五 0 3"} <= set(result)


@needs_shared
def test_party_congress_reports_2012_and_2017() -> None:
    """What five years took up and what they let go."""
    clean = SHARED / "reports" / "clean"

    result = of_files(clean / "party2012.txt", clean / "party2017.txt")

    assert {
        "new 新时代中国特色社会主义思想 0 7",
        "new 人民日益增长的美好生活需要 0 5",
        "dropped 社会管理 16 0",
        "new 社会治理 0 10",
        "less 科学发展观 16 2",
        "more 中华民族伟大复兴 7 27",
    } <= set(result)


def test_titles_and_furniture_are_not_searched() -> None:
    """A term in the title is the report's name, not its wording."""
    assert found(report("# 谱写“十五五”新篇章\n工作报告。"), report("# 报告\n工作报告。")) == ()


def test_quoted_terms_in_reading_order() -> None:
    """Each term once, without its quotes, however it is quoted; a cited sentence is not a term."""
    text = '增强“四个意识”，深化"放管服"改革，发扬「三牛」精神，“四个意识”。他说：“我们一定要把这件事办好。”'

    assert quoted(text, DEFAULT.formulations) == ["四个意识", "放管服", "三牛"]


@needs_shared
@pytest.mark.parametrize("pair", known(), ids=" ".join)
def test_known_changes_are_found(pair: tuple[str, str]) -> None:
    """Of the changes that any expert would name, nine of ten are found."""
    hits, every, missed = recall(pair)
    assert hits >= 0.9 * every, missed


@needs_shared
@pytest.mark.parametrize("pair", READ, ids=" ".join)
def test_what_is_told_first_is_a_phrase(pair: tuple[str, str]) -> None:
    """Of the first forty of each kind, 85 of 100 were judged phrases by a reader; few may be too few to tell."""
    for kind in KINDS:
        rows = first(pair, kind)
        noise = sum(verdict != "phrase" for _, verdict in rows)
        assert noise <= max(1, 0.15 * len(rows)), [told(item) for item, verdict in rows if verdict != "phrase"]
