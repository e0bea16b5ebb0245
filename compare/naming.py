"""Which series a report likely belongs to, by what stands at its head.

    2025年甘肃省政府工作报告                              →  甘肃省政府工作报告
    政府工作报告 ——2024年3月5日在第十四届全国人民代表大会…上    →  政府工作报告
    ……  ——在北京市工会第十四次代表大会上的报告                →  北京市工会代表大会

A guess to be shown and corrected, never a fact.
"""

from __future__ import annotations

import re

from .ids import normal
from .model import Report

_NUMBER = "第[一二三四五六七八九十百零〇0-9]+"
_GOVERNMENT = "政府工作报告"
_NATIONAL = ("国务院", "中央", "全国", "")
_REGION = re.compile("(?:壮族|回族|维吾尔)?自治区$")
"""What headlines leave out of the names of regions: 广西政府工作报告, 广西壮族自治区政府工作报告."""
_OWN_PLACE = re.compile(rf"^(?:[0-9]{{4}}年?)?(?P<place>[^0-9年月日，。、（）()—―\-]{{0,12}}?)(?:人民)?{_GOVERNMENT}")
_ASSEMBLY = re.compile(rf"在(?P<place>[^0-9，。、（）()—―\-]{{0,12}}?){_NUMBER}届(?P<all>全国)?人民代表大会")
_CONGRESS = re.compile(
    rf"在(?P<body>[^0-9，。、（）()—―\-]{{2,24}}?){_NUMBER}次(?P<meeting>[^0-9，。、（）()—―\-]{{0,12}}?大会)"
    rf"(?:{_NUMBER}次(?:全体)?会议)?上的?(?:工作)?报告"
)


def likely_series(report: Report) -> str | None:
    """Return the name of the series that the head of a report suggests, or None where it suggests none."""
    head = [normal(block.text) for block in report.blocks if block.kind in ("title", "byline")]
    if not head and report.title:
        head = [normal(report.title)]
    said = "".join(head)
    if _GOVERNMENT in said:
        own = next((found for line in head if (found := _OWN_PLACE.match(line)) and found["place"]), None)
        if own is not None:
            return _place(own["place"]) + _GOVERNMENT
        assembly = _ASSEMBLY.search(said)
        if assembly is None:
            return None
        return ("" if assembly["all"] else _place(assembly["place"])) + _GOVERNMENT
    congress = _CONGRESS.search(said)
    return congress["body"] + congress["meeting"] if congress else None


def _place(said: str) -> str:
    return "" if said in _NATIONAL else _REGION.sub("", said)
