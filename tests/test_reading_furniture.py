"""What stands around a report is told from the report by its own words."""

from __future__ import annotations

import json

import pytest

from compare.reading import read
from compare.reading.furniture import is_furniture, licence_start
from tests.support import SEED, SHARED, needs_shared

_LABELLED = {
    "yunnan2026": "gov_work_report_yunnan/2026.txt",
    "beijing2026raw": "gov_work_report_beijing/2026.txt",
    "party2017raw": "party_congress/2017.txt",
    "xizang2025": "gov_work_report_xizang/2025.txt",
}


@pytest.mark.parametrize(
    "line",
    [
        "下载", "【字号：", "大", "】", "首页", ">", "您的位置:", "云南要闻",  # 云南2026, 北京2026
        "来源：云南日报", "来源 : 南方日报", "（来源：青海日报）", "时间：2026-02-02", "2026-02-03 09:02:33",
        "2026年02月10日 07时41分", "发表时间：", "编辑：何继红", "新华社北京２００８年３月１９日电",
        "殷勇同志作政府工作报告。本报记者 戴冰摄", "任振鹤作政府工作报告。新甘肃·甘肃日报记者 盛学卿",
        "政府工作报告。 贵州日报天眼新闻记者 李森 摄", "省长叶建春作政府工作报告。本报全媒体记者 林 君摄",
        "》》点击图片进入专题《《", "分享到:", "×", "|", "相关报道：", "相关文档：", "扫一扫在手机打开当前页",
        "本作品来自1949年10月1日（含）之后的中国共产党文件。根据《刑事审判参考》指导案例第680号",
        "上一篇：省长调研重点项目", "下一条:", "附件下载", "《 云河日报 》（ 2031年01月24日 02 版）",
        "您现在的位置：首页 > 概况", "版权所有：云河省人民政府　云ICP备05000001号", "网站地图",
        "地址：云河市人民路1号，邮政编码：330000，网站标识码：3300000001",
        "Public domain", "↑", "<!--", "— 12 —", "第3页 共20页",
    ],
)  # fmt: skip
def test_page_furniture_is_recognised(line: str) -> None:
    """Navigation, stamps, captions and licences of real pages are furniture."""
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "", "  ", "各位代表：", "（2022年10月16日）", "2017年10月18日", "。", "、", "（", "省长 李炳军", "政府工作报告",
        "现在，我代表省人民政府向大会作政府工作报告。", "一、2025年工作回顾", "提高基层工会活力", "共产党",
        "来源于人民的力量。我们要时刻牢记。", "打印机产业稳步发展。", "中国共产党万岁！", "——2026年1月27日",
    ],
)  # fmt: skip
def test_the_report_is_not_furniture(line: str) -> None:
    """Its salutations, dates, bylines and broken sentences belong to the report."""
    assert not is_furniture(line)


def test_nothing_of_the_seed_is_furniture() -> None:
    """The 2019 baseline is a clean text."""
    assert [line.text for line in read(SEED.read_bytes(), SEED.name).lines if is_furniture(line.text)] == []


@needs_shared
def test_clean_reports_lose_only_stamps_and_captions() -> None:
    """In the nineteen clean reports only lines above the salutation are furniture."""
    found = []
    for path in sorted((SHARED / "reports" / "clean").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [(path.name, number) for number, line in enumerate(lines, 1) if is_furniture(line) and number > 6]

    assert found == []


@needs_shared
@pytest.mark.parametrize("name", sorted(_LABELLED))
def test_labelled_pages(name: str) -> None:
    """Of four raw pages exactly the lines labelled furniture are furniture, by wording or by place."""
    rows = (SHARED / "gold" / "outline" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    labels = {row["n"]: row["kind"] for row in map(json.loads, rows) if "n" in row}
    document = read((SHARED / "reports" / "raw" / _LABELLED[name]).read_bytes(), _LABELLED[name])

    found = [line.number for line in document.lines if line.style == "furniture" or is_furniture(line.text)]

    assert found == [number for number, kind in sorted(labels.items()) if kind == "furniture"]


def test_a_licence_fills_the_rest() -> None:
    """What follows 本作品来自 at the end is licence, also in a resolution of a few lines."""
    lines = ["会议决定批准这个报告。", "本作品来自", "中华人民共和国法律", "。依据《", "中华人民共和国著作权法"]

    assert licence_start(lines) == 1
    assert licence_start(lines[:1]) is None
    assert licence_start(lines + ["。"] * 100) is None
