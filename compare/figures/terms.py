"""Words that hold numerals and count nothing: names, dates, ordinals, set phrases.

    “十三五” · 两个一百年 · 八项规定 · 12351热线 · 《总体规划（2016年—2035年）》 · 第十四次 · 2018年底 · PM2.5

The list comes first: whatever it covers is out of bounds for the search for quantities.  A pattern
here names the kind of word, not one document's word.  Small character numerals with a counter
(三个代表, 一项) need no entry: `quantities.py` asks for digits, a measure or a large numeral.
"""

from __future__ import annotations

import re

_HAN = "[零〇○0０一二两三四五六七八九十]"
_YEAR = "(?:[12１２][0-9０-９]{3}|[一二][零〇○0-9０-９一二三四五六七八九]{3})"

_TERMS = (
    r"《[^《》]{1,60}》",  # titles of documents, with their years and numbers
    r"“[^“”]{1,14}”|\"[^，。；\"]{1,8}\"",  # quoted set phrases: “四必谈”, “最后一公里”, “0.1微克”
    rf"{_YEAR}(?:年)?(?:[—–\-－～~至到]{_YEAR})年",
    rf"{_YEAR}年(?:[0-9０-９]{{1,2}}月(?:[0-9０-９]{{1,2}}日)?|{_HAN}{{1,3}}月(?:{_HAN}{{1,3}}日)?|[底末初]|前三季度|上半年|下半年)?",
    rf"(?:[0-9０-９]{{1,2}}|{_HAN}{{1,3}})月(?:(?:[0-9０-９]{{1,2}}|{_HAN}{{1,3}})日|份|底)?",
    r"[0-9]{1,2}[:：][0-9]{2}",
    r"[0-9]+(?:\.[0-9]+)?[∶:：][0-9]+(?:\.[0-9]+)?",  # ratios 1∶3.4
    r"第[0-9０-９零〇一二三四五六七八九十百]+[\u4e00-\u9fff]?",
    r"(?:前|后|居|列|占据)[一二三四五六七八九十]{1,2}[位名]?(?![0-9%％成])",
    r"十[一二三四五六七八九]五(?![万亿千百个家项名])",  # plan periods without quotes: 十四五时期
    r"(?:党的|工会|共青团|妇联|中共)?(?:十[一二三四五六七八九]|二十|二十一)大(?!型|学|幅)",
    r"[二三四五六七八九十]{1,4}届(?:[一二三四五六七八九十]{1,3}(?:次|中)全会)?(?:[一二三四五六七八九十]{1,3}次)?",
    r"[一二三四五六七八九十]{1,2}中全会",
    r"[A-Za-z][A-Za-z\-]*[0-9]+(?:\.[0-9]+)?(?:[A-Za-z]+)?",  # PM2.5, C919, M102
    r"[0-9]+(?:\.[0-9]+)?[A-Za-z](?![A-Za-z]{1,5}[，。；、/])[A-Za-z\-]*(?:级)?",  # 5G, 4A级, 3D
    r"[0-9]+(?:号|路|度)(?:线|院|楼|地块|公告|文件|令)?",
    r"连续[0-9]+(?:次|年|届|个月)",
    r"[0-9]+(?:[一-龥]{0,2})?周年",
    r"[零一二三四五六七八九十百]+周年",
    r"1[0-9]{4}(?=[\u4e00-\u9fff]{0,6}(?:热线|手机|APP|平台|电话))",
    r"7[×xX*]24小时|24小时(?=[\u4e00-\u9fff])",
    r"(?:最后|第一)一?公里",
    r"(?<!寿命)(?<!年限)(?:[0-9]+|[一二三四五六七八九十]+)(?:周岁|岁)(?:及|和)?(?:以上|以下|至)",
    r"每(?:[百千万亿]|[0-9]+)(?:[\u4e00-\u9fff]{1,2})(?=拥有|口|[0-9]|均)",
    r"(?:[百千]?万|[百千]?亿)元(?=地区生产|国内生产|GDP|工业|产值|单位)",
    r"(?:[0-9]+|[一二两三四五六七八九十]+)(?:米|公里|分钟|小时|天|年|个月)以?内(?=[\u4e00-\u9fff])",
    r"(?:[0-9]+|[一二三四五六七八九十]+)(?:分钟|小时)(?=[\u4e00-\u9fff]{1,8}(?:圈|网络))",
    r"[万亿千百]+(?:[吨米])级(?:以上)?",
    r"(?:[千百]家万户|千方百计|万众|千千万万|万水千山|百花齐放|千载难逢|一万年)",
)  # fmt: skip
TERM = re.compile("|".join(_TERMS))


def masked(text: str) -> str:
    """Return `text` with every term blanked out, so that offsets stay and numerals in terms go.

    >>> masked("“十三五”时期建成18个")
    '     时期建成18个'
    """
    return TERM.sub(lambda term: " " * (term.end() - term.start()), text)
