"""Words of promising: how a commitment opens, what it does, and what only sounds like one.

    要 | 持续 | 推进 | 非公企业工会组建工作      must · how · verb of doing · a thing: a commitment
    弘扬劳模精神 · 营造和谐稳定的劳动关系        a stance or a wish: nothing to check later

The words are the genre's; the longer come first in every pattern.
"""

from __future__ import annotations

import re

from ..figures.stock import listed, one_of

MUST = re.compile("要|必须|应当|需要")

# What may stand before the verb: who, must, how.
LEAD = re.compile(
    r"^(?:[\s、]|(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:是|要)|"
    r"[到至]?[12][0-9]{3}年(?:[底末]前?|前)?|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})年内|"
    r"(?:我们|各级工会|首都工会|全市工会|各级[一-龥]{1,4}|各地区各部门|各地|各部门)?(?:要(?!素)|必须|应当)|"
    + one_of(
        """
        特别是 并 同时 还 更加 更好地 更好 更 应 需要 将 继续 持续 进一步 全面 大力 深入 积极 主动 着力 扎实 切实
        认真 加快 加力 稳步 不断 有序 统筹 广泛 持久地 持久 持之以恒地 持之以恒 充分 牢牢 严格 依法 有效 及时 努力
        着眼 率先 高质量 高标准 高水平 高效 有力 有针对性地 分类 分步 逐步 适时 适度 多措并举 因地制宜 坚定不移地
        坚定不移 坚决 毫不动摇 毫不松懈 加紧 抓紧 尽快 尽早 提前 鼓励和 支持和 协同 纵深 系统 精准 重点 接续 常态化
        一体 千方百计 多渠道 探索 试点 今年 明年 五年内 年内 力争 争取 确保 基本 再 新 共同 联合 配合 协助 做到 科学
        合理 动态 滚动 分批 全力 倾力 用心用情 不懈 深度 驰而不息 按期 如期 全过程 全方位 大 快 好
        """
    )
    + ")"
)
PHRASE = re.compile(
    r"^(?:"
    + one_of(
        """
        以 用 为 向 对 把 将 在 从 与 围绕 聚焦 针对 依托 借助 利用 通过 按照 根据 支持 鼓励 引导 推动 促进 协调
        """
    )
    + r")[^，]{2,30}?"
)
"""A phrase before the verb: 以市场化方式 | 培养技能人才."""

_EASY = one_of(
    """
    加强 强化 推进 推动 促进 落实 履行 执行 发挥 形成 维护 保障 实现 保持 提升 提高 巩固 引导 稳定 服务 扩大 拓展
    支持 突破 严格 防范 防止 筑牢 遏制 解决 参与 改变 优化 协调 控制 守牢 接受 覆盖 融入 对接 衔接 抓 办 建 完成
    """
)
EASY = re.compile(f"^(?:{_EASY})+")
"""Verbs that as often open a slogan: they need a thing behind them."""

_HARD = one_of(
    """
    研究制定 制定实施 颁布实施 颁布 制定 出台 编制 修订 修改 起草 建立健全 健全完善 建立 建成 建设 新建 扩建 改扩建
    改建 创建 共建 组建 筹建 设立 成立 增设 打造 搭建 构建 健全 完善 开展 实施 组织 举办 承办 召开 启动 开通 开工 竣工
    投用 推出 推广 推行 试行 探索 选树 评选 培育 培养 创作 创新 提供 给予 发放 深化 协助 协同 总结 打破 减少 压减 精简
    清理 改进 改革 丰富 研判 排查 整治 治理 排除 消除 化解 叫响 讲好 办好 抓好 做好 建好 用好 管好 拓宽 延伸 增加 新增
    加大 引进 引入 扶持 帮扶 资助 安排 发行 投入 改造 更新 拆除 疏解 整合 规范 统一 公开 降低 严控 取消 放宽 下放 简化
    落地 布局 规划 设置 配备 配齐 织密 兜牢 兴建 大兴 借助 监测 开发 筹办 筹备 服务保障 配置 盘活 归集 发布 打通 开放
    收集 编写 培训 轮训 攻克 攻坚 承接 转化 稳妥推进 争创 申报 创设 构筑 严查 严惩 打击 减轻 减免 补齐 畅通 试点 调整
    扩容 管控 保护 修复 种植 植树 造林 补助 补贴 赋能 实行 倾斜 减负松绑 减负
    """
)
HARD = re.compile(_HARD)
VERB = re.compile(f"(?:{_HARD}|{_EASY})+(?:好|了|并)?")
"""A run of verbs of doing: 建立健全, 协助做好."""

# What sort of thing is done: a plan where one is made, else what the last of these words says.
PLAN = re.compile(
    f"(?:{one_of('制定 出台 编制 修订 起草 印发 研究')}).*"
    f"(?:{one_of('规划 计划 办法 意见 方案 清单 条例 纲要 指引 细则 标准 目录 规程 法规 政策')})"
    f'|(?:实施|开展).*(?<!五”)(?<!五")(?:{one_of("规划 计划 办法 方案 纲要")})'
)
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("coverage", re.compile(one_of("覆盖 入会 组建 扩面 延伸 全面建 应建尽建"))),
    (
        "platform",
        re.compile(
            one_of(
                """
                平台 中心 基地 数据库 矩阵 联盟 载体 阵地 驿站 服务站 之家 系统 园区 工作室 一体化建设 融合发展
                场馆 线路 试验区 示范区 先导区 产业园 高地 集群
                """
            )
            + "|网络(?!技术|诈骗|综合|空间)|(?:医院|学校)(?:建设)?$|(?:设施|[水电管路]网)(?:建设)?$"
            + "|^(?:建设|建成|新建|改造|开工|竣工|投用).*(?:工程|项目)"
        ),
    ),
    (
        "mechanism",
        re.compile(
            one_of(
                """
                机制 制度 体系 格局 模式 责任制 规范化 规则 程序 责任 评议 职代会 协商 请示报告 合作 标准化 法治化 联动
                联系 政策 标准 体制 清单 渠道 措施
                """
            )
            + "|(?<!开展)(?:监督|公开)|优势$|(?<!金融)机构"
        ),
    ),
    (
        "reform",
        re.compile(
            one_of("改革 减负 精简 压减 减少 打破 改变 制度化 市场化 放管服 试点 方式方法 简化 改革力度")
            + "|创新(?!发展|驱动|能力|创业)"
        ),
    ),
    (
        "support",
        re.compile(
            one_of(
                """
                服务 帮扶 援助 救助 送温暖 保障 待遇 权益 利益 权利 补贴 补助 助推 解困 投入 力度 关爱 慰问 资金 倾斜
                安置 律师 就业 社保 社会保险 养老 托育 抚恤 支援 基金会 救济 医疗 纾困
                """
            )
        ),
    ),
    (
        "activity",
        re.compile(one_of("活动 行动 竞赛 培训 教育 宣传 调研 交流 舆论 监测 工程 项目") + "|(?<=开展).*监督"),
    ),
)
"""Each kind with the words that tell it; of several the last in the clause."""

MADE = re.compile(
    one_of(
        """
        建立 建设 建成 新建 创建 组建 筹建 设立 成立 增设 搭建 开通 启动 召开 举办 承办 推出 探索创建 完成 取消 废止
        发行 开工 竣工 投用 落成 编写 修建 扩建 制定 出台 编制 修订
        """
    )
)
"""Verbs of making, setting up, finishing: when it was done can be told."""

HELPING = ("支持", "扶持", "帮扶", "帮助")
"""Verbs of help for what others do."""

GOING_ON = re.compile("持续|继续|不断|进一步")
NAMED = re.compile(r"开展.{0,12}[“\"《]|全覆盖|公开$")
"""An activity with a name, a reach that is whole: there or not."""

THING = re.compile(
    one_of(
        """
        规划 计划 办法 意见 方案 清单 条例 纲要 细则 标准 机制 制度 体系 格局 模式 责任制 责任 规则 程序 平台 中心
        基地 数据 矩阵 联盟 载体 阵地 驿站 服务站 之家 系统 园区 网络 工程 项目 行动 活动 竞赛 比赛 培训 轮训 教育
        调研 宣传 监督 监测 评议 评价 覆盖 入会 组建 改革 试点 工作 服务 帮扶 援助 救助 保障 待遇 权益 切身利益 补贴
        补助 资金 经费 投入 力度 合作 交流 协商 公开 品牌 经验 成果 作用 建设 转型 升级 改造 更新 治理 整治 疏解
        排查 能力 优势 任务 方式方法 规范化 制度化 常态化 一体化 结合 融合 倾斜 设施 场馆 学校 医院 住房 线路 产业
        企业 技术 研发 攻关 就业 收入 消费 投资 贸易 生产 农田 污染 碳 执法 审批 保险 养老 托育 医疗 法律 情况
        """
    )
)
"""Words for things that can be done, made or reached."""

STANCE = re.compile(
    r"精神(?!病|卫生|文明建设|文化产品)|思想(?!状况|政治工作|政治教育)|意识(?!形态工作责任)|主义(?!核心价值观教育)|"
    + one_of(
        """
        自信 信念 信仰 道路 初心 使命 主力军 新作为 新担当 新风采 热潮 新篇章 新局面 新步伐 氛围 命运共同体 向心力
        凝聚力 战斗力 获得感 幸福感 吸引力 传播力 正能量 制高点 贡献 听党话 跟党走 爱党 政治安全 和谐稳定 首善 之都
        大学习 高度一致 战略定力 视野 针对性 不懈奋斗 落到实处 打好基础 主旋律 一切 总基调 总书记 党中央 统领
        根本遵循 为指导 重要论述 重要讲话 四风 核心地位 意义重大
        """
    )
    + "|(?:"
    + one_of(
        """
        定位 要求 满意度 保证 大局 底线 活力 方向 现代化 高质量发展 全面发展 向纵深发展 队伍 文化 劳动关系 营商环境
        纪律 领导
        """
    )
    + ")$|(?<!覆盖面和)影响力$|(?<!共建的)(?<!工的)优势$"
)
"""Words of a stance or a wish, where nothing can be checked later."""

ASIDE = re.compile(
    r"(?:过程中|工作中|发展中|探索中|基础上|前提下|条件下|领导下|同时|以来|之初|之后|原则|相衔接|相适应|相一致|为目的)$|"
    r"(?<!为)了(?!解)|[^，别]是[^，]{2,}|要靠|依靠制度|^聚焦[^，]*(?:领域|方面|重点|目标|任务)$|^(?:按照|围绕|以[^，]*为(?:主线|动力|方向|根本|中心))"
)
"""What only says when, where or why, or what is so: no promise."""

COUNTED = re.compile(one_of("达到 保持 控制 不低于 不少于 力争 新增 增长 降低 提高 左右 以上 以内"))

# What says nothing of the matter when two commitments are compared.
STOCK_WORDS = frozenset(
    listed(
        """
        制定 实施 研究 出台 编制 建立健全 健全 建立 完善 构建 推进 推动 促进 深化 加强 强化 加大 加快 开展 落实 做好
        抓好 进一步 深入 全面 扎实 积极 大力 持续 继续 不断 切实 广泛 着力 努力 主动 有效 提高 提升 扩大 发挥 打造
        建设 完成 实现 各类 相关 有关 重点 稳步 稳妥 有序 成立 设立 组织 支持 鼓励 引导 探索 更好 充分 充分发挥 统筹
        坚持 坚决 认真 修订 编写 工作 颁布 建成 形成 创建 推行 保障 维护 保护 增加 优化 巩固 加紧 尽快 力争 确保
        以上 左右 以下 以内 达到 逐步 基本 取得 我们 必须 应当 任务 利用 半年 一些 提前完成 市级 全市 我市 本市 全省
        我省 进行 提前 时期 问题
        """
    )
)
"""Words of doing and degree, wherever they stand in a clause."""

TOPICS = frozenset(listed("改革 培训 调研 治理 整治 监督 监测 帮扶 改造 更新 服务 保护 修复 试点 研究 开发 协商 公开"))
"""Verbs of doing that are as often what is done: 深化改革, 改革征地制度."""

HOW = re.compile(
    "(?:"
    + one_of("圆满 顺利 如期 提前 分别 累计 又 再 已 已经 先后 相继 颁布 印发 成立 编写 开发 修订 遵守 依照 升级")
    + ")"
)
"""What may open the report of a commitment besides the words of `LEAD` and `VERB`."""

IN_FULL = {
    "APP": "客户端",
    "app": "客户端",
    "思政": "思想政治",
    "外资": "外商投资",
    "民企": "民营企业",
    "国企": "国有企业",
    "央企": "中央企业",
    "高校": "高等学校",
    "医保": "医疗保险",
    "社保": "社会保险",
    "厂务公开": "企业事务公开",
    "企务公开": "企业事务公开",
    "职代会": "职工代表大会",
    "环保": "环境保护",
}
"""Short forms of the genre and what they stand for."""

UNDER_WAY = re.compile(
    "推动(?!成立|建立|修订|出台|制定|颁布)|"
    + one_of(
        """
        加快 逐步 稳步 持续 不断 正在 有序 推进 进展 初步 深入 积极 探索 启动 试点 着手 扎实 加强 强化 深化 开展
        完善 优化 促进 提升 继续 统筹 坚持 突破 新进展 开工
        """
    )
)
_FINISHED = one_of(
    """
    建成 完成 出台 颁布 印发 发布 制定 编制 编写 修订 建立 成立 设立 组建 挂牌 上线 开通 投用 投产 竣工 落成 通车 收官
    取消 实现 达到 达 圆满 基本建立 全覆盖 如期 已 全部 举办 召开 创建 打通 搭建 构建 推出 开发 评选 选树 实施 提高
    扩大 增加 新增 新培育 培训 发放 帮助 减少 下降 增长 提前
    """
)
DONE = re.compile(f"(?<!为)了(?!解)|{_FINISHED}")
DONE_FIRST = re.compile(f"(?:{one_of('圆满 顺利 如期 提前 全面 累计 共 已 先后 成功 又 再')})*(?:{_FINISHED})")
"""What a report says of a commitment: it was done, or it is under way."""
