"""Every numeral of a text, whatever it counts, with its value: plain, percentages, sums of money, measures.

    一百五十二万 · 7 万5 千 · 五分之一 · −2.5e3     numerals
    百分之五 · 7.5% · 三成半 · 八折                percentages, in per cent
    50元6角三分 · $20 · 8亿元人民币                money, in the main unit
    十五斤半 · 负0.2千米 · 250m                    measures

Nothing is left out because of what it means: 两个一百年 holds 两 and 一百.  What a report counts with its numerals, and
which of them only name something, is decided by `quantities.py` and `terms.py`; values are `numbers.py`'s.
Conventions are those of Microsoft's Recognizers-Text; `docs/numerals.md` lists where this differs on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import numbers
from .stock import listed
from .units import MEASURES

_D = "[0-9０-９]"
_S = r"[ \u3000]{0,4}"
_SIGN = rf"(?:(?<![0-9０-９])[-－−负負]{_S})?"
_GROUPED = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,6}}|[０-９]{{1,3}}(?:，[０-９]{{3}}){{1,6}})(?!{_D})"
_DIGITS = rf"(?:{_GROUPED}|{_D}{{1,30}})(?:[.．]{_D}{{1,20}}(?![.．]{_D}))?|[.．]{_D}{{1,20}}"
_POWER = rf"(?:[eEｅＥ][+＋\-－]?{_D}{{1,3}}|\^[+＋\-－]{{0,2}}{_D}{{1,3}})"
_SCALE = "(?:[十拾万萬亿億兆]|(?<![十拾])[百佰]|(?<![十拾百佰])[千仟])"
_HEDGE = "[余餘多几幾]"
_SCALES = rf"(?:{_S}{_HEDGE}?{_S}{_SCALE}{{1,3}})"
_ARABIC = (
    rf"{_SIGN}(?<![0-9０-９.．])(?:{_DIGITS})"
    rf"(?:{_POWER}|[ ]?[kKmMｋＫ](?![A-Za-z])"
    rf"|{_SCALES}(?:{_S}[零〇]?{_D}{{1,4}}(?:{_SCALES}|(?![0-9０-９.．]))){{0,4}})?"
)
_ONE = "零〇○一二两三四五六七八九壹贰貳叁肆伍陆陸柒捌玖兩俩倆几幾"
_HAN = (
    rf"{_SIGN}(?:[{_ONE}]|[十拾百千佰仟](?=[一二三四五六七八九]|[十拾])|[十拾]|半(?=百))"
    rf"(?:{_S}(?:[余餘多](?={_S}[{_ONE}余餘多]?{_S}{_SCALE})|[{_ONE}]|{_SCALE})){{0,40}}"
    rf"(?:{_S}[点點]{_S}[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖](?:{_S}[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]){{0,12}})?"
)
_PART = rf"(?:{_HAN}|{_ARABIC})"
_OVER = rf"(?P<over>{_PART}){_S}分{_S}之{_S}(?P<part>{_PART}|百)"
_MIXED = rf"(?:(?P<whole>{_PART}){_S}又{_S})?{_OVER}"
_SLASH = (
    rf"(?:(?P<plus>{_D}{{1,9}})[ ]{{1,2}})?(?<![0-9０-９/／.．])(?P<top>{_SIGN}{_D}{{1,9}})"
    rf"[/／](?P<bottom>{_D}{{1,9}})(?![0-9０-９/／])"
)
_NUMERAL = re.compile(rf"{_MIXED}|{_SLASH}|(?P<half>半百)|(?P<plain>{_PART})(?P<dozen>打(?![一-龥]{{0,1}}[电针字]))?")

_NAMES = re.compile(
    "四川|五台山|十足|海陆空|大陆|登陆|陆地|陆军|陆续|着陆|队伍|入伍|退伍|伍仁|收拾|夕拾|放肆|肆意|肆无|九九是"
)
"""Names and words with a numeral in them; 五台山 counts for the benchmark, and is a mountain to every reader."""
_ONE_WORDS = "切看起样样些般定直旦律致向同带并再度"
_CAPITAL = frozenset("壹贰貳叁肆伍陆陸柒捌玖拾佰仟")

_PERCENT = re.compile(
    rf"(?P<minus>[负負]{_S})?(?<![一二三四五六七八九十0-9０-９]){_S}?"
    rf"(?P<base>[百佰千仟万萬](?:{_S}[万萬百千]){{0,2}}){_S}分{_S}之{_S}(?P<of>{_PART}(?:{_S}[kKｋＫ])?|百)"
    rf"|(?P<sign>{_ARABIC}){_S}[%％](?![0-9０-９A-Za-z])"
    rf"|(?P<points>{_PART}){_S}[个個]{_S}百{_S}分{_S}[点點]"
    rf"|(?P<tenths>{_PART}|半){_S}成(?:{_S}(?P<more>[一二三四五六七八九半]))?(?![立为果效就功长熟本员型品都渝套交份]|不变)"
    rf"|(?P<off>{_D}(?:{_S}{_D}|[.．]{_D})?|[{_ONE}](?:{_S}[{_ONE}]|{_S}[点點]{_S}[{_ONE}])?|半){_S}折(?![扣叠腾磨射断旧合])"
    rf"|(?<=打)(?P<even>[对對]折)"
)
_EITHER = re.compile("[一二三四五六七八][二三四五六七八九](?=[十百千万])")
"""Two digits side by side, 二三十, are either: no one number."""
_RATES = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "萬": 10_000}

_MONEY_UNITS = listed(
    """
    元人民币 元港币 人民币 日元 日圆 美元 美圆 美金 美刀 欧元 港元 港币 台币 新台币 英镑 瑞士法郎 法郎 卢布 韩元 加元
    澳元 卢比 奈拉 泰铢 比索 令吉 林吉特 比特币 元 圆 块钱 块
    """
)
_MONEY = re.compile(
    rf"(?P<sign>[$＄￥¥€£]){_S}(?P<first>{_ARABIC})"
    rf"|(?:人民币{_S})?(?P<amount>{_PART}){_S}[个個]?(?P<unit>{'|'.join(sorted(_MONEY_UNITS, key=len, reverse=True))})"
    rf"(?:[又]?{_S}(?P<tenth>{_PART}){_S}[角毛])?(?:[又]?{_S}(?P<cent>{_PART}){_S}(?:美分|分|日本銭))?"
)
_MEASURE_UNITS = (
    *(unit for unit in MEASURES if not re.search("[元%％倍岁]|百分点|小时|分钟", unit)),
    *listed(
        """
        公分 公升 毫升 公里每小时 光年 英里 英尺 英寸 尺 寸 丈 里 两 钱 磅 盎司 平方英里 赫兹 兆赫兹 千卡 卡路里 焦耳
        千焦 瓦 比特 千比特 兆比特 字节 千字节 兆字节 吉字节 太字节 千兆字节 cm CM mm km m kg KG g ml L MB GB KB
        """
    ),
)
_MEASURE = re.compile(
    rf"(?P<amount>{_PART}){_S}(?P<unit>{'|'.join(sorted(map(re.escape, _MEASURE_UNITS), key=len, reverse=True))})"
    rf"(?![A-Za-z])(?P<half>半(?![一-龥]))?"
)


@dataclass(frozen=True, slots=True)
class Spanned:
    """A numeral with what is written to it, at `span` of a text; `value` is in `unit`, which is "" for a bare one."""

    span: tuple[int, int]
    value: float
    unit: str = ""


def numerals(text: str) -> list[Spanned]:
    """Return the plain numerals of a text, with scale, fraction or power, in reading order.

    >>> [(text.span, text.value) for text in numerals("受理12.6万件，五分之一")]
    [((2, 7), 126000.0), ((9, 13), 0.2)]
    """
    return list(_numerals(text))


def percentages(text: str) -> list[Spanned]:
    """Return the percentages of a text, in per cent: %, 百分之, 个百分点, 成, 折.

    >>> [found.value for found in percentages("三成半，降低2.4个百分点")]
    [35.0, 2.4]
    """
    found = []
    for match in _PERCENT.finditer(text):
        value = _percent(match)
        if value is not None:
            start = match.start() + len(match.group()) - len(match.group().lstrip(" \u3000"))
            found.append(Spanned((start, match.end()), round(value, 12), "%"))
    return found


def money(text: str) -> list[Spanned]:
    """Return the sums of money of a text, in the unit that is named first.

    >>> [(found.value, found.unit) for found in money("50元6角三分，8亿元人民币")]
    [(50.63, '元'), (800000000.0, '元人民币')]
    """
    found = []
    for match in _MONEY.finditer(text):
        group = match.groupdict()
        value = _value(group["first"] or group["amount"])
        if value is not None:
            tenth, cent = ((_value(group[name]) or 0.0) if group[name] else 0.0 for name in ("tenth", "cent"))
            found.append(
                Spanned(match.span(), round(value + tenth / 10 + cent / 100, 9), group["sign"] or group["unit"])
            )
    return found


def measures(text: str) -> list[Spanned]:
    """Return the numbers with a unit of length, area, mass, volume, power or data.

    >>> [(found.value, found.unit) for found in measures("十五斤半，387万亩")]
    [(15.5, '斤'), (3870000.0, '亩')]
    """
    found = []
    for match in _MEASURE.finditer(text):
        amount, unit = match["amount"], match["unit"]
        if amount[-1] in "千兆" and amount[-1] + unit in _MEASURE_UNITS:
            amount, unit = amount[:-1], amount[-1] + unit  # 12千米 are twelve of 千米, not 12千 of 米
        value = _value(amount)
        if value is not None:
            found.append(Spanned(match.span(), value + (0.5 if match["half"] else 0.0), unit))
    return found


def _numerals(text: str) -> Iterator[Spanned]:
    names = {at for name in _NAMES.finditer(text) for at in range(*name.span())}
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        group = match.groupdict()
        value: float | None
        if group["half"]:
            value = 50.0
        elif group["top"]:
            value = _ratio(group["top"], group["bottom"], group["plus"])
        elif group["part"]:
            value = _ratio(group["part"], group["over"], group["whole"])
        else:
            trimmed = group["plain"].rstrip(" \u3000余餘多几幾")
            start, end = match.start("plain"), match.start("plain") + len(trimmed) if not group["dozen"] else end
            word = start in names or (not group["dozen"] and _only_a_word(text, start, trimmed))
            value = None if word else _value(trimmed)
            if value is not None and group["dozen"]:
                value *= 12
        if value is not None:
            yield Spanned((start, end), value)


def _only_a_word(text: str, start: int, numeral: str) -> bool:
    """Tell whether a numeral of one character is part of a word: 一切, 收拾, 两两."""
    if len(set(numeral)) > 1:
        return False
    if not numeral:
        return True
    if numeral[0] in _CAPITAL:
        return bool(re.match("[一-龥]", text[start + 1 : start + 2]) or re.search("[一-龥]$", text[:start]))
    if numeral == "一":
        return text[start + 1 : start + 2] in tuple(_ONE_WORDS)
    return (len(numeral) > 1 and numeral[0] in "两两几幾") or numeral[0] in "几幾"


def _percent(match: re.Match[str]) -> float | None:
    group = match.groupdict()
    if _EITHER.search(group["of"] or group["points"] or ""):
        return None
    if group["even"]:
        return 50.0
    if group["base"]:
        base = 1.0
        for character in re.sub(r"\s", "", group["base"]):
            base *= _RATES[character]
        part = 100.0 if group["of"] == "百" else _value(group["of"])
        return None if part is None else (-1 if group["minus"] else 1) * 100 * part / base
    if group["sign"] or group["points"]:
        return _value(group["sign"] or group["points"])
    if group["tenths"]:
        tenths = 0.5 if group["tenths"] == "半" else _value(group["tenths"])
        more = 0.5 if group["more"] == "半" else (_value(group["more"]) or 0.0) / 10 if group["more"] else 0.0
        return None if tenths is None else 10 * tenths + 10 * more if group["more"] != "半" else 10 * tenths + 5
    return _discount(group["off"])


def _discount(off: str) -> float | None:
    """Return what 折 leaves of a price: 八折 80, 九九折 99, 7.5折 75; a price of 十折 is no discount."""
    plain = re.sub(r"\s", "", off)
    if plain == "半":
        return 50.0
    if plain in ("十", "10"):
        return None
    value = _value(plain)
    return None if value is None else value if len(plain) == 2 and plain.isalnum() else 10 * value


def _ratio(part: str, over: str, whole: str | None) -> float | None:
    values = [_value(part), _value(over), _value(whole) if whole else 0.0]
    top, bottom, more = values
    if top is None or not bottom or more is None:
        return None
    sign = -1.0 if more < 0 or (whole and whole[0] in "-－负負") else 1.0
    return more + sign * top / bottom


def _value(text: str) -> float | None:
    """Return the number of a numeral as it stands, blanks, signs and hedges included; None where it is none."""
    plain = re.sub(r"[ \u3000余餘多几幾]", "", numbers.halfwidth(text))
    sign = -1.0 if plain[:1] in ("-", "−", "负", "負") else 1.0
    plain = plain.lstrip("-−负負")
    power = re.fullmatch(r"([0-9.,]+)(?:e([+-]?[0-9]+)|\^([+-]*[0-9]+))", plain.lower())
    if power:
        worth = _powered(float(power[1].replace(",", "")), power[2], power[3])
        return None if worth is None else sign * worth
    letter = {"k": 1e3, "m": 1e6}.get(plain[-1:].lower(), 1.0)
    try:
        return sign * letter * numbers.value(plain.rstrip("kKmM"))
    except ValueError:
        return None


def _powered(base: float, tens: str | None, exponent: str | None) -> float | None:
    """Return 2.5e3 or 2.5^3; None where no machine holds the result."""
    try:
        return base * 10.0 ** int(tens) if tens else base ** int((exponent or "").replace("--", "").replace("+", ""))
    except OverflowError:
        return None
