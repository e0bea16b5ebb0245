"""Keys: indicators folded so that two editions' names for one thing come close.

    累计建成工会服务站 → 工会服务站        居民消费价格涨幅, 居民消费价格上涨 → 居民消费价格增长

Numerals, signs, verbs of reaching and stock adverbs go; growth and fall are each one word, at the
end.  A key is for matching only and is never shown.
"""

from __future__ import annotations

import re

from .stock import one_of

_FOLD = re.compile(
    r"[^\u4e00-\u9fffA-Za-z]|(?<=[A-Za-z])[0-9.]+|"
    + one_of(
        """
        达到 实现 完成 新建 建成 建设 新增 增加 开展 举办 推进 推动 实施 提供 发布 累计 共计 合计 总计 动态 保持
        稳定 控制 力争 确保 继续 进一步 大力 全面 全市 全省 全国 全区 本市 我国 预计 预期 目标 年均 实际 分别
        改造完工 不断 再 已 将 了 的 等 各类 各项 打造 创建 加快 治理 整治 拆除 综合 持续 深入 积极 拟 安排 左右
        以上 约 共 均 去年 今年 上年
        """
    )
)
_RISE = re.compile(one_of("增长 上涨 增速 涨幅 提高 提升 上升 增幅"))
_FALL = re.compile(one_of("下降 降低 减少 降幅 减量 精简 回落 下调 压减"))


def key(indicator: str) -> str:
    """Return an indicator folded for matching; the indicator itself where nothing would be left.

    >>> key("累计建成工会服务站"), key("居民消费价格涨幅"), key("居民消费价格上涨")
    ('工会服务站', '居民消费价格增长', '居民消费价格增长')
    """
    folded = _FOLD.sub("", indicator)
    rise, fall = bool(_RISE.search(folded)), bool(_FALL.search(folded))
    folded = _FALL.sub("", _RISE.sub("", folded))
    return (folded or indicator) + ("增长" if rise else "下降" if fall else "")


def direction(folded: str) -> str:
    """Return 增长 or 下降 where a key ends with it, else nothing."""
    return folded[-2:] if folded.endswith(("增长", "下降")) else ""
