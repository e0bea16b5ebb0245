"""Quantities: where a sentence counts something, and how much.

    建成18个市级行业工会联合会，会员总数近621万人      →  [18 个]  [近 6,210,000 人]
    从2014年的7666户减少到692户                        →  [7,666 → 692 户]

Terms are blanked first (`terms.py`), then numerals with scale, unit and hedge are found, ranges
(4.5%-5%) and rises (从…到…) are joined.  A bound that a hedge leaves open is None: 90%以上 has no
upper bound.  What a quantity is the number *of* is not decided here (`indicator.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import numbers, terms, units
from .stock import listed, one_of

_AT_LEAST = "不低于 不少于 不小于 不得低于 不得少于 超过 突破 高于 至少 逾 超"
_AT_MOST = "不超过 不高于 不多于 不得超过 低于 少于 不足"
_BEFORE = one_of(f"{_AT_LEAST} {_AT_MOST} 将近 接近 大约 约 近")
_AFTER = one_of("以上 以下 以内 之内 左右 上下")
_ALONE = rf"(?<!{numbers.HAN_DIGIT})(?!{numbers.HAN_DIGIT}{{10}})"
"""A numeral in characters begins where no digit stands before it, and is no long row of digits."""
_MIXED = "(?:亿(?=[0-9]{1,4}[余多]?[千百]?[余多]?万)[0-9]{1,4}|万(?=[0-9]千)[0-9])?"
"""1亿2000万, 2万5千: digits between two scales."""
_SCALE = "(?:(?:[十百千](?:[余多](?=[万亿]))?)?(?:万[亿万]|亿亿|[万亿])|[百千])(?![万亿])"
"""What digits are multiplied by: 千万, 万亿, 百亿亿, and 千多万 with the hedge between."""
_NAMED = "(?![内外级际属域家])"
"""2300万省外劳动力 counts no provinces."""
_FLOOR = frozenset(listed(f"{_AT_LEAST} 以上"))
_CEILING = frozenset(listed(f"{_AT_MOST} 以下 以内 之内"))
_UNIT = "|".join(
    re.escape(unit)
    + {"台": "(?!湾)", "个": "(?!体[工户])", "省": _NAMED, "国": _NAMED, "区": _NAMED, "县": _NAMED}.get(unit, "")
    for unit in (*units.MEASURES, *units.COUNTERS)
)
_ATOM = re.compile(
    rf"(?P<pre>(?<![最临附])(?:{_BEFORE})|上(?=[百千万亿]))?[ ]?"
    rf"(?:(?P<base>[百千万])分之(?P<percent>{numbers.HAN}|{numbers.DIGITS}|百(?!分))"
    rf"|(?P<over>{numbers.HAN_DIGIT}|十)分之(?P<part>{numbers.HAN_DIGIT})"
    rf"|(?P<tenths>[一二两三四五六七八九](?:点{numbers.HAN_DIGIT})?|(?<![0-9.]){numbers.DIGITS})(?:成半|成)(?![立为果效就功长熟本员型品都渝套交份]|不变)"
    r"|(?P<double>翻)(?P<doubled>[一两二三])?番"
    r"|(?P<half>一半)"
    rf"|(?P<num>(?<![0-9.^])(?<![0-9][,eE]){numbers.DIGITS}{_MIXED}|{_ALONE}{numbers.HAN})(?P<few>[余多])?(?P<scale>{_SCALE})?"
    rf"(?P<more>[余多])?(?P<unit>{_UNIT})?"
    rf"|(?<![0-9一二两三四五六七八九十百千万亿])(?P<bare>(?:[百千]?(?:万[亿万]|[万亿])|[百千])(?![万亿]))(?P<least>[余多])?(?P<measured>{_UNIT}|级)?)"
    rf"(?P<post>{_AFTER})?"
)
_NUMERAL = re.compile(f"[0-9０-９半{numbers.CHARACTERS}]")
"""Without one of these there is no quantity."""
_LEADING = re.compile("0[0-9]")
"""The rest of a number that was cut: 1,000,00."""
_SCALED = re.compile("[万亿]")
_HEDGED = re.compile("[余多]")
_FALLS = re.compile("(?:增长|下降|上升|增速|增幅|涨幅|新增|净增|[为达是至到])$")
_SIGN = "-−－"
_LARGE = 21
"""Least value at which a numeral in characters with a mere counter is a count (十项 is a manner of speaking)."""

_HAN = re.compile("[一-龥“]")
_NOT_COUNTED = re.compile(
    r"[、．.）)]|是(?:[^，。]|$)|"
    + one_of("来 级 流 些 旦 律 致 定 起 样 直 般 切 并 同 带 体 方面 边 线 大 步 时 度 把手")
)
_PLACES = frozenset(listed("区 县 省 镇 村 国 门 团 部 道 面 节 段 口 本 头"))
"""Counters that after a numeral in characters are more often part of a name: 二十国集团."""

_ACTS = re.compile("下调|上调|降低|提高|调整|召开|组织|开展|修订")
_PEOPLE = re.compile(
    r"[^，。；、的]{0,10}?(?:"
    + one_of("人口 学生 居民 农民 职工 群众 纳税人 老年人 孩子 人才 劳动者 员工 人员 儿童 教师 家庭")
    + ")"
)
_SHARE_OF = ("占", "达到", "全球", "全国", "占比")
_TIMES = frozenset(("岁", "小时", "分钟", "天"))
_INDEX = re.compile(r"(?:达到?|为|至|到|由|从|指数|系数|标准差|评分|得分)\s*$")
_LASTING = re.compile(
    "(?:达|"
    + one_of("达到 至 到 为 从 由 天数 寿命 年限 时间 时长 减少 增加 延长 缩短 压减 压缩 提前 平均 比 比例 均")
    + r")了?\s*$"
)
_CLOSING = re.compile(r"$|[^一-龥0-9A-Za-z.%‰]|[上下提增减降回]|左右|以上|以下|以内")
_PLACE = rf"第(?:[0-9]{{1,3}}|{numbers.HAN_DIGIT}|十{numbers.HAN_DIGIT}?)"
_RANK = re.compile(
    "(?:"
    + one_of(
        "世界 全球 全国 全省 全市 亚洲 各省 各省区 各省市 排名 排 位列 位居 稳居 跃居 跃升 提升 上升 保持 居 列 升"
    )
    + rf")[^，。；：、第]{{0,5}}(?P<whole>{_PLACE}(?:位|名)?)(?![一-龥])"
    rf"|[从由][^，。；、第]{{0,6}}(?P<risen>{_PLACE}[位名])(?=[^，。；、]{{0,4}}[至到])"
)
_RANGE_AHEAD = re.compile(r"\s*[-—–－~～至到]{1,2}\s*[0-9]")
_RANGE_GAP = re.compile(r"\s*[-—–－~～至到]{1,2}\s*")
_FROM = re.compile(r"[从由][^，。；、：]{0,12}$")
_RISE = re.compile(
    r"(?:[（(][^）)]*[）)])?(?:大幅|进一步|逐步|稳步|平均|持续|快速)?(?:"
    + one_of(
        """
        增加 增长 提高 提升 上升 扩大 拓展 扩展 减少 下降 降低 降 回落 缩短 压缩 压减 升 上调 下调 延长 扩 跃升 发展
        调整 增 提 变 减
        """
    )
    + r")?[至到为成](?:[^，。；、：]{0,10}?(?:的|年|底|末|现在))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `span` of a text: bounds in base units, None where open; `start` of 从…到…."""

    span: tuple[int, int]
    low: float | None
    high: float | None
    unit: str
    hedge: str | None = None
    start: float | None = None

    @property
    def worth(self) -> float:
        """The number named: the lower bound, or the upper where only that is given."""
        return self.low if self.low is not None else self.high or 0.0


def find(text: str) -> list[Quantity]:
    """Return the quantities of `text` in reading order, spans disjoint.

    >>> [(q.low, q.high, q.unit, q.hedge) for q in find("工会组织5.6万个，覆盖率90%以上")]
    [(56000.0, 56000.0, '个', None), (90.0, None, '%', '以上')]
    """
    if not _NUMERAL.search(text):
        return []
    blanked = terms.masked(text)
    atoms = sorted([*_atoms(blanked), *_ranks(text)], key=lambda atom: atom.span)
    return _joined(blanked, iter(atoms))


def _atoms(text: str) -> Iterator[Quantity]:
    """Yield what each match of the grammar counts, where it counts something."""
    for match in _ATOM.finditer(text):
        try:
            read = _read(match, text)
        except ValueError:  # 十十: characters of numerals that make none
            continue
        if not read:
            continue
        worth, unit = read
        within = _HEDGED.search(match["scale"] or "")
        said = (*match.group("pre", "few"), within and within.group(), *match.group("more", "least", "post"))
        hedges = [word for word in said if word]
        low = None if _CEILING.intersection(hedges) else worth
        high = None if _FLOOR.intersection(hedges) else worth
        at = match.end() - len(match.group().lstrip())
        if not hedges and text[at].isdigit() and _signed(text, at):
            at, low, high = at - 1, -worth, -worth
        yield Quantity((at, match.end()), low, high, units.folded(unit), "".join(hedges) or None)


def _signed(text: str, at: int) -> bool:
    """Tell whether the number at `at` has a minus, not a dash of a range: 增长-3.2%."""
    return at > 0 and text[at - 1] in _SIGN and _FALLS.search(text[max(at - 5, 0) : at - 1]) is not None


def _ranks(text: str) -> Iterator[Quantity]:
    """Yield the places in an order: 居全国第4位; not the names of things, 第一产业, or what comes first, 放在第一位."""
    for match in _RANK.finditer(text):
        name = "whole" if match["whole"] else "risen"
        place = numbers.value(match[name].strip("第位名"))
        yield Quantity(match.span(name), place, place, units.RANK)


def _read(match: re.Match[str], text: str) -> tuple[float, str] | None:
    """Return the number and unit of a match, None where it counts nothing."""
    group = match.groupdict()
    if group["percent"]:
        part = 100.0 if group["percent"] == "百" else numbers.value(group["percent"])
        return round(100 * part / numbers.scale(group["base"]), 9), "%"
    if group["over"]:
        return round(100 * numbers.value(group["part"]) / numbers.value(group["over"]), 4), "%"
    if group["tenths"]:
        return round(10 * numbers.value(group["tenths"]), 6) + (5 if "半" in match.group() else 0), "%"
    if group["double"]:
        return numbers.value(group["doubled"] or "一"), "番"
    if group["half"]:
        return (50.0, "%") if group["pre"] or text[: match.start()].endswith(_SHARE_OF) else None
    hedged = bool(group["pre"] or group["few"] or group["more"] or group["least"] or group["post"])
    if group["bare"]:
        unit, worth = group["measured"] or "", numbers.scale(group["bare"])
        counts = _counts_bare(group["bare"], unit, hedged, text, match)
        unit = unit.removesuffix("级")
    else:
        unit = group["unit"] or ""
        of_digits, scale = group["num"][0].isdigit(), _HEDGED.sub("", group["scale"] or "")
        if _LEADING.match(group["num"]):
            return None
        if (of_digits and not _SCALED.search(group["num"])) or "点" in group["num"]:
            # Twelve digits are more than any report has, and leave no trace of 626.3 × 10⁸ in binary.
            worth = float(f"{numbers.value(group['num']) * numbers.scale(scale):.12g}")
        else:  # 八亿五千万: the scale is that of its last part
            worth = numbers.value(group["num"] + scale)
        counts = (
            _counts_digits(unit, bool(group["scale"]), hedged, text, match)
            if of_digits
            else _counts_han(group["num"], bool(group["scale"]), unit, worth, text, match)
        )
    if not counts or (unit in _TIMES and not (_LASTING.search(text, 0, match.start()) and _closes(text, match))):
        return None
    return worth, unit or ("人" if _PEOPLE.match(text, match.end()) else "")


def _counts_digits(unit: str, scaled: bool, hedged: bool, text: str, match: re.Match[str]) -> bool:
    """Tell whether digits count: with a unit, a scale and a noun (80余万老年人), in a range, as an index (降至6.08)."""
    if unit:
        return not (unit == "人" and text.startswith("大", match.end()))
    if (scaled and (hedged or _HAN.match(text, match.end()))) or _RANGE_AHEAD.match(text, match.end()):
        return True
    return bool(_INDEX.search(text, 0, match.start())) and _closes(text, match)


def _counts_han(num: str, scaled: bool, unit: str, worth: float, text: str, match: re.Match[str]) -> bool:
    """Tell whether a numeral in characters counts: 八十万亿元, 两次下调; not 三个, 一公里, 二元."""
    single = len(num) == 1
    if units.is_measure(unit):
        return (
            scaled or (worth > 1 and not (unit == "元" and single)) or unit not in ("米", "公里", "元", "小时", "分钟")
        )
    if not unit:
        return bool(
            (scaled or "万" in num or "亿" in num) and not single and worth >= 1e4 and _HAN.match(text, match.end())
        )
    if unit == "次" and _ACTS.match(text, match.end()):
        return worth > 1
    if unit in _PLACES or (not scaled and _NOT_COUNTED.match(text, match.end())):
        return False
    return worth >= _LARGE


def _counts_bare(bare: str, unit: str, hedged: bool, text: str, match: re.Match[str]) -> bool:
    """Tell whether a scale word without digits counts: 超千亿元, 近万家; not 百万亩工程, 亿元以上项目."""
    if unit == "级":
        return "亿" in bare
    if match["post"] and _HAN.match(text, match.end()):
        return False
    if unit in ("人次", "名") or (len(bare) > 1 and units.is_measure(unit) and not _HAN.match(text, match.end())):
        return True
    return hedged and bool(unit or len(bare) > 1) and not text.startswith("的", match.end())


def _closes(text: str, match: re.Match[str]) -> bool:
    """Tell whether the words behind a number let it stand alone, so that it names nothing (24小时自助)."""
    return bool(_CLOSING.match(text, match.end()))


def _joined(text: str, atoms: Iterator[Quantity]) -> list[Quantity]:
    """Return `atoms` with the two ends of a range, and the two of a rise, made one."""
    joined: list[Quantity] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        if before is None or not _comparable(before, atom):
            joined.append(atom)
            continue
        gap = text[before.span[1] : atom.span[0]]
        floor = joined[-2].span[1] if len(joined) > 1 else 0
        opened = _FROM.search(text, max(floor, before.span[0] - 16), before.span[0])
        lift = _lift(before, atom)
        if opened and before.start is None and _RISE.match(gap):
            joined[-1] = replace(atom, span=(opened.start(), atom.span[1]), start=_rescaled(before, atom))
        elif _RANGE_GAP.fullmatch(gap) and before.worth * lift <= atom.worth:
            span = (before.span[0], atom.span[1])
            joined[-1] = replace(atom, span=span, low=before.worth * lift, high=atom.worth)
        else:
            joined.append(atom)
    return [atom for order, atom in enumerate(joined) if not _only_describes(joined, order, text)]


def _only_describes(atoms: Sequence[Quantity], order: int, text: str) -> bool:
    """Tell whether a quantity describes the thing just counted (3个万亿级集群), or began a range that did not come."""
    atom = atoms[order]
    if text[atom.span[1] - 1].isdigit() and atom.start is None and _RANGE_AHEAD.match(text, atom.span[1]):
        return True
    return order > 0 and atoms[order - 1].span[1] == atom.span[0] and text[atom.span[1] - 1] == "级"


def _comparable(first: Quantity, second: Quantity) -> bool:
    return first.unit in ("", second.unit) or units.dimension(first.unit) == units.dimension(second.unit)


def _lift(first: Quantity, second: Quantity) -> float:
    """Return the scale that 3—5万户 leaves unsaid on its first number."""
    factor = 1.0
    if not first.unit and second.unit and first.worth > 0:
        while first.worth * factor * 1000 < second.worth and factor < 1e8:
            factor *= 10_000
    return factor


def _rescaled(first: Quantity, second: Quantity) -> float:
    """Return the first number of a rise in the unit of the second."""
    return first.worth * units.ratio(first.unit) / units.ratio(second.unit) if first.unit else first.worth
