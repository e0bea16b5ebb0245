"""Web pages as sites build them around a report, written by hand (tests/cases/pages) around invented text.

    page("gov", LONG)  →  the page as saved: navigation, title, stamps, the text, related links, foot

gov        the portal of the central government        people   a newspaper: ranking and summaries beside the text
tables     a portal of the 2000s, tables in tables     wiki     a library of sources, edit links on headings
trs        a publishing system, the foot in plain boxes  print  what the print button gives
article    elements named for what they are            xhtml    XML with empty elements, the text as it was typed
wechat     hidden until a script shows it              word     saved by Word, lines broken between characters

What a page shows besides the report is in `AROUND`, so that tests can say that it is read as furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.support import CASES


@dataclass(frozen=True, slots=True)
class Text:
    """A report as its lines: title, subtitle, byline, and the paragraphs with their headings."""

    title: str
    subtitle: str
    byline: str
    body: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """Return all lines in order."""
        return [self.title, self.subtitle, self.byline, *self.body]


LONG = Text(
    "2031年云河省人民政府工作报告",
    "——2031年1月20日在云河省第二十届人民代表大会第四次会议上",
    "云河省省长　方清远",
    (
        "各位代表：",
        "现在，我代表省人民政府，向大会报告政府工作，请予审议，并请省政协委员提出意见。",
        "一、2030年工作回顾",
        "过去一年，全省上下迎难而上，地区生产总值增长6.1%，城镇新增就业42万人，居民收入增长快于经济增长。",
        "（一）产业基础更加扎实",
        "新建高标准农田120万亩，粮食总产量达到310亿斤；新增国家级专精特新企业36家，制造业投资增长12.5%。",
        "（二）民生底线更加牢固",
        "完成老旧小区改造860个，新建幼儿园115所，基本养老保险参保率稳定在95%以上，办成十件民生实事。",
        "二、2031年工作安排",
        "今年发展的主要预期目标是：地区生产总值增长6%左右，城镇新增就业40万人，单位能耗下降2.5%。",
        "1.着力扩大内需",
        "——优化投资结构。开工建设云河东线铁路，推进城市更新项目200个。",
        "2.着力保障民生",
        "要坚持就业优先，实施技能提升行动，培训职工15万人次，零就业家庭动态清零。",
        "各位代表！蓝图已经绘就，奋斗正当其时。让我们同心同德，为云河更加美好的明天而奋斗！",
    ),
)
SHORT = Text(
    "云河省第二十届人民代表大会第四次会议关于政府工作报告的决议",
    "（2031年1月24日云河省第二十届人民代表大会第四次会议通过）",
    "云河省人民代表大会常务委员会",
    (
        "云河省第二十届人民代表大会第四次会议听取和审议了省长方清远所作的政府工作报告，会议充分肯定省人民政府过去一年的工作。",
        "会议同意报告提出的2031年经济社会发展的总体要求、主要目标和重点任务，决定批准这个报告。",
        "会议号召，全省各族人民凝心聚力、真抓实干，为完成全年目标任务而努力奋斗。",
    ),
)


def page(name: str, text: Text) -> bytes:
    """Return one of the pages around a report, in the encoding that it names."""
    html = _PAGES.get_template(f"{name}.html").render(text=text)
    return html.encode("gbk" if "charset=gb" in html or 'charset="gb' in html else "utf-8")


def _broken(line: str) -> str:
    """Break a line as Word does, between two characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff]{3})(?=[\u4e00-\u9fff])", "\n", line, count=2)


_PAGES = Environment(loader=FileSystemLoader(CASES / "pages"), autoescape=False, undefined=StrictUndefined)
_PAGES.filters["broken"] = _broken
AROUND = {
    "gov": ("要闻", "一图读懂政府工作报告的二十个数字", "主办单位：云河省人民政府办公厅"),
    "tables": ("省政府领导", "【打印本页】", "云ICP备05000001号"),
    "trs": ("政务公开", "省长调研重点项目", "邮政编码：330000", "附件下载"),
    "article": ("时政", "昨日，全省举行重点项目集中开工活动", "责任编辑：林某"),
    "wechat": ("云河发布", "留言"),
    "people": ("要闻四则", "本网记者在采访中了解到", "(责编：周某、吴某)", "未经书面授权禁止使用"),
    "wiki": ("目录", "随机作品", "在公有领域之内"),
    "print": ("打印", "关闭"),
    "xhtml": ("档案", "版权所有"),
    "word": (),
}
"""Of each page some of what stands around the report."""
