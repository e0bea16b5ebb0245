"""Stock words around numbers: what is trimmed off an indicator, what carries a subject on, what promises.

    力争 | 累计 | 建成 | 工作室 | 近万家         opening words · adverb · verb · the indicator · the number
    国内生产总值 | 达到 | 134.9万亿元、增长5%    a linking word ends the indicator; 增长 alone needs a subject

These are words of the genre, not of one report.  Longer words come first in every pattern, so that
提高到 is not cut as 提高 + 到.
"""

from __future__ import annotations

import re


def listed(words: str) -> tuple[str, ...]:
    """Return the different `words`, given with spaces between, the longest first."""
    return tuple(sorted(set(words.split()), key=lambda word: (-len(word), word)))


def one_of(words: str) -> str:
    """Return a pattern for any of the `words`, given with spaces between, the longest first."""
    return "|".join(listed(words))


# Linking words between an indicator and its number.
ENDING = re.compile(
    "(?:"
    + one_of(
        """
        达到了 达到 达 实现了 实现 动态 保持在 稳定在 维持在 控制在 提高到 提高至 提升到 提升至 上升到 上升至 增加到
        增加至 增长到 增长至 扩大到 扩大至 扩展至 扩展到 下降到 下降至 降低到 降低至 降至 降到 降为 回落到 减少到
        减少至 延长至 延长到 调整到 调整至 缩短至 缩至 增至 增到 升至 升到 扩至 减至 首次 已经 已 是 在 至 到 由 从
        按 拟 约 共 计 年均 月均 日均 都 再 将 预期目标 目标 定 拟定 累计 合计 总计 共计 分别 各自 各 力争 跃上 高达
        突破 连续 再次 用于 了 的 上 又 大幅 确保 保证 继续 其中 就 率先 不断 大约 先 用
        """
    )
    + r"|(?<!成)为|(?<![平年月日人])均|(?<![拥所享])有|连续[一二三四五六七八九十0-9]+年|平均|[比较][0-9]{4}年)$"
)

# Adverbs, particles and openings before an indicator.
OPENING = re.compile(
    r"^(?:[\s、，和及与并以且①-⑳]|——|"
    + one_of(
        """
        其中 同时 此外 另外 特别是 并且 以及 今年 明年 去年 全年 当年 年内 目前 当前 现有 今后五年 未来五年 五年来
        五年内 一年来 五年 过去五年 过去一年 截至 截止 到 至 力争 争取 力求 确保 努力 预计 预期 拟 计划 基本 实现
        全面 推动 累计 共计 合计 总计 共 已经 已建成 已建 已 再 将 要 还 又 也 均 各地 本市 我市 我省 我国 完成了
        提出 把 使 让 对 为 从 由 与 向 给 于 按 了 的 等 先后 包括
        """
    )
    + r"|全[市省国区](?!性)|保证(?!金)|"
    r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:是|要)|[0-9]年内|[0-9]{4}年[底末]?(?:以来|来)?|"
    r"在(?![职档校册京建读岗编])|"
    r"[一-龥]{2,6}目标(?:是|为)?(?=[一-龥]{4}))"
)

_GROWTH = one_of(
    """
    同比增长 增长 上涨 增加 提高 提升 上升 下降 减少 降低 回落 缩短 扩大 高出 高 低 多 少 减量 下调 上调 增速 涨幅
    降幅 降 增 翻番 压减 跌 快
    """
)
GROWTH = re.compile(_GROWTH)
GROWN = re.compile(rf"(?:年均|同比|实际|大幅)?(?:{_GROWTH})$|占[一-龥]{{2,8}}$")
"""The growth word or share at the end of an indicator, without which it is a subject."""

MOVE = re.compile(
    r"^(?:(?:"
    + one_of(
        """
        同比 环比 年均 月均 日均 平均 每年 实际 名义 净 再 均 分别 累计 大幅 继续 又 同口径 仅 依次 总体 预计 进一步
        逐年
        """
    )
    + rf")|(?:[比较]|相比)[^，。；、]{{2,14}}?)*(?:{_GROWTH})?(?:了)?$"
)
"""Words that say only how a number moved: 比上年增加."""

SHARE = re.compile(r"^(?:约)?占[一-龥A-Za-z]{1,12}$")
GENERIC = re.compile(
    r"^(?:涉及|涉案|总|累计|年|区级|平均|人均)?(?:"
    + one_of(
        """
        金额 成交额 签约额 资金 总额 总投资 总里程 里程 总数 总量 人数 人次 覆盖率 产量 年产量 达标率 完成率 合格率
        占比 比例 比重 规模 总规模 增速 运营里程 新增运营里程
        """
    )
    + ")$"
)
"""Names of measures that say nothing without the subject before: 涉及金额, 总里程."""

DEPENDENT = re.compile(r"^(?:惠及|带动|受益|覆盖|使|其中|涉及|先发行|平均)[^，。]{0,4}$")
"""Openings that hang on the clause before: …助学贷款提额降息，惠及学生3400多万人次."""

VERBS = one_of(
    """
    新建 建成 建设 新增 完成 实施 改造 打造 举办 组织 开展 培育 推出 推进 推动 启动 开通 优化 整治 治理 打通 增加
    提供 发布 完善 选派 选树 帮扶 走访 慰问 培训 发放 引进 引入 支持 出台 制定 修订 创建 覆盖 惠及 服务职工 服务群众
    受理 办理 解决了 解决 编制 取消 调整 建立了 建立 设立 布局 扩建 改扩建 更新 提升 投放 筹集 竣工 累计推出
    累计建成 征集 签约 组建 压减 关停 拓宽 开辟 种植 复垦 收集 扶持 辐射 带动 纳入 保护 购置 认定 组成 淘汰 疏解
    拆除 退耕 安置 转移 减轻 攻坚 突破 承接 联合 参与 评选 命名 资助 救助 落实 投入 安排 发行 争取 获评 获 入选 签订
    化解 清理 创办 开办 修建 增设 布设
    """
)
VERB_RUN = re.compile(f"(?:{VERBS})+(?:了|和更新)?")
ONLY_VERBS = re.compile(rf"(?:{VERBS}|确保|保证|实现|拟|今年|拿出|给予|减少|共|再)+(?:了)?")

MEASURED = re.compile(
    "(?:"
    + one_of(
        """
        率 量 额 值 数 价 度 比 比例 比重 规模 里程 面积 收入 支出 产能 总额 标准 人数 浓度 增速 涨幅 投资 资金 出口
        进口
        """
    )
    + ")$"
)
"""An indicator that ends in the name of a measure is complete."""

SHARED_END = re.compile(
    r"(?:(?:增加值|出口|进口)?占[一-龥]{2,10}比[重例]|人均[一-龥]{2,8}标准|"
    + one_of(
        """
        吞吐量 出口额 出口 进口额 进口 规模 成交额 总产值 补助标准 排放总量 排放量 增加值 抽检合格率 合格率 零售额
        销售额 产量 投资 收入 人均住房面积 年出栏量 案件
        """
    )
    + ")$"
)
"""The end of the last of several heads that the others share: 食品、药品抽检合格率."""

DEALT = re.compile(r"(?:(?<![人年月日平])均|都|分别|双双|各|年均分别|分别再|比上年分别|分别比上年)[^、，]{0,8}$")
