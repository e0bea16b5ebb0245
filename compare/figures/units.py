"""Units: what a number is counted in, and which units may stand against each other.

    5.6万个 → 个      0.6人/百亿元 → 人/百亿元      两成 → %      876部 and 869台 → comparable counts

Two kinds matter.  A *measure* (元, 公里, %) makes a quantity of any numeral; a *counter* (个, 家, 项)
does so only beside digits or a large numeral, because 三个代表 and 一项 count nothing.
"""

from __future__ import annotations

from .stock import listed

MEASURES = listed(
    """
    元人民币 万元/人 元/人 美元 欧元 港元 日元 元 个多百分点 个百分点 百分点 % ％ ‰ 倍
    微克/立方米 毫克/立方米 毫克/升 人/百亿元 人/百万人 分/千瓦时 元/千瓦时 分/立方米 元/立方米 元/吨
    平方公里 平方千米 平方米 立方米 公里 千米 海里 厘米 毫米 米 公顷 亩
    吨标准煤 吨/年 吨/日 吨 公斤 千克 斤 毫克 微克 克 升 桶
    千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 度电 标准箱 标箱 岁 小时 分钟 车公里 PB TB GB EFLOPS
    """
)
COUNTERS = listed(
    """
    人次 人 件次 次 个 家 项 名 户 件 场 期 座 部门 部委 部 台套 台 套 张 条 处 辆 所 间 栋 幢 种 类 款 只 支
    批 片 对 本 份 篇 艘 架 列 班 组 例 宗 起 笔 颗 枚 株 头 位 幅 块 门 团 区 县 省 镇 村 国 天 箱 册 首 集 出
    卷 袋 车次 架次 班次 辆次 床 床位 教室 根 口 眼 尾 匹 节 堂 趟 票 单 尊 顶 面 道 段
    """
)
RANK = "名次"
"""The unit of a place in an order: 居全国第4位."""

NOUNS = frozenset(("部门", "部委", "区", "县", "省", "国", "镇", "村", "团"))
"""Units that are themselves what is counted: 4部门, 16区."""

_MEASURE_SET = frozenset(MEASURES)
_FOLD = {
    "％": "%", "百分点": "个百分点", "个多百分点": "个百分点", "元人民币": "元", "度电": "千瓦时", "标箱": "标准箱",
    "千米": "公里", "平方千米": "平方公里",
}  # fmt: skip
_DIMENSION = {
    "%": "share", "个百分点": "points", "‰": "share", "倍": "times", "番": "times",
    "元": "money", "美元": "dollar", "欧元": "euro", "港元": "hkd", "日元": "yen",
    "平方公里": "area", "平方米": "area", "公顷": "area", "亩": "area",
    "公里": "length", "米": "length", "吨": "mass", "斤": "mass", "公斤": "mass",
    "人": "people", "名": "people", "人次": "people", "位": "people", "户": "people",
    "": "bare", RANK: "rank",
}  # fmt: skip
_RATIO = {"平方公里": 1e6, "平方米": 1.0, "公顷": 1e4, "亩": 1e4 / 15, "公里": 1e3, "米": 1.0,
          "吨": 1e3, "公斤": 1.0, "斤": 0.5, "‰": 0.1}  # fmt: skip


def is_measure(unit: str) -> bool:
    """Tell whether `unit` makes a quantity of any numeral, however small."""
    return unit in _MEASURE_SET


def folded(unit: str) -> str:
    """Return the one spelling kept for `unit`: ％ → %."""
    return _FOLD.get(unit, unit)


def dimension(unit: str) -> str:
    """Return what `unit` measures; all counters of things (个, 家, 部, 台, …) are one dimension."""
    known = _DIMENSION.get(unit)
    return known if known is not None else unit if is_measure(unit) or "/" in unit else "things"


def comparable(a: str, b: str) -> bool:
    """Tell whether numbers of two units can be more or less than each other: 2300万 and 2300万人 can, 户 and 家 too."""
    first, second = dimension(a), dimension(b)
    if "户" in (a, b) and {first, second} == {"people", "things"}:
        return True
    return first == second or ("bare" in (first, second) and bool({"people", "things"} & {first, second}))


def ratio(unit: str) -> float:
    """Return how many of its dimension's base unit one `unit` is: 平方公里 → 1,000,000 square metres."""
    return _RATIO.get(unit, 1.0)
