"""What a page puts around a report: navigation, stamps, captions, licences.

    下载 / 打印 / 【字号： / 大 / 中 / 小 / 】          →  furniture
    来源：北京日报 / 时间：2026-02-02                  →  furniture
    殷勇同志作政府工作报告。本报记者 戴冰摄              →  furniture
    上一篇：… / 云ICP备05000001号                       →  furniture
    （2022年10月16日）                                 →  not: a report's own date
    附件 / 主办单位：省教育厅，各州、市人民政府            →  not: an annex, and who is to do a task in it (云南2025)
    。会议充分肯定国务院过去一年的工作                    →  not: a sentence that a link broke

A line is judged by its own words, folded to compatibility forms, and only if it is short: a false
alarm hides a piece of the report, while furniture that is missed is seen and does no harm.
`licence_start` judges the one thing that lines alone do not show, a licence that ends the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_LONGEST = 200
"""Longest line, in characters, that is judged; captions reach 120, paragraphs that quote one are longer."""

_LONGEST_LICENCE = 80
"""Most lines that a licence may take up at the end; the longest seen has 45."""

_WORD = re.compile(
    r"(?:下载|打印|全屏|收藏|加大|还原|减小|大|中|小|首页|分享|关闭|返回|返回顶部|顶部|推荐|字号|字体|上一[页篇]|下一[页篇]"
    r"|打印(?:本页|文章)|关闭(?:窗口|本页)|(?:E-?mail)?推荐|加入收藏|纠错|【?我要纠错】?|朗读|无障碍|繁体|简体"
    r"|分享到?(?:微信|微博|QQ|朋友圈)?|扫一扫在手机打开当前页|云?客户端"
    r"|附件下载|(?:相关|更多|延伸|推荐)(?:报道|文档|链接|附件|新闻|阅读|文章|稿件|专题)|.{2,6}要闻|政务(?:信息|公开|要闻|动态)|政府信息公开)"
    r"[::>|]*"
)
_LABEL = re.compile(
    r"\(?(?:来源|稿源|文章来源|信息来源|时间|日期|发[布表](?:时间|日期)|更新时间|成文日期|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|量|次数)"
    r"|责任编辑|编辑|责编|责任校对|校对|审核|监制|网站编辑|信息来源|您?的?(?:当前)?位置|您的位置|当前位置|您现在的位置|分享到?|【?字[号体])"
    r"\s*:[^。!?;]{0,60}"
)
_BRACKET = re.compile(
    r"【\s*(?:字[号体].{0,20}|大|中|小|打印.{0,4}|关闭.{0,4}|E-?mail推荐|加入收藏|收藏|返回.{0,4}|纠错)?\s*】?"
)
_STAMP = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*来源\s*:.{0,20})?"
    r"|\d{4}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:时]\d{2}(?:(?::|分)\d{2})?[分秒]?(?:\s*来源\s*:.{0,20})?"
    r"|\S{0,12}(?:门户)?网站?\s*(?:www\.\S+)?\s*\d{4}年\d{1,2}月\d{1,2}日\s*来源\s*:.{0,20}"
    r"|新华社\S{1,6}?(?:\d{4}年)?\d{1,2}月\d{1,2}日电"
)
_OUTLET = re.compile(
    r"[^\s。,、;:]{2,5}(?:日报|晚报|新闻网|门户网站|政府网|日报客户端|新闻客户端)|新华社|新华网|人民网|https?://\S+|www\.\S+"
)
_CAPTION = re.compile(
    r".{0,150}(?:本报|日报|晚报|新报|天眼新闻|新华社|中新社|客户端)\S{0,6}?记者\s*\S{1,4}(?:\s{1,2}\S{1,4}){0,3}?\s*(?:摄影?)?"
    r"|.{0,150}(?:记者|通讯员)\s*\S{1,4}(?:\s\S{1,4}){0,3}?\s*摄影?(?:\s*新华社(?:发)?)?"
    r"|[^,。:我]{2,16}作政府工作报告。?"
)
_CLICK = re.compile(r"[》>]*\s*点击(?:图片)?(?:进入|查看|下载|打开).{0,20}")
_NEXT = re.compile(r"[上下]一[篇条页]\s*:.{0,80}")
_PRINTED = re.compile(r"《\s*\S{2,10}报\s*》\s*\(?\s*\d{4}年\d{1,2}月\d{1,2}日\s*(?:第?\s*\d{1,2}\s*版)?\s*\)?")
_PATH = re.compile(r"(?:.{0,10}(?:首页|主页)|.{0,8}位置\s*:.{0,12})\s*(?:[>»›]+|/).{0,60}")
_FOOT = re.compile(
    r".{0,100}(?:ICP备|公网安备|网安备|网站标识码|邮政编码\s*:|邮编\s*:|本页面最后(?:修订|编辑)于).{0,150}"
    r"|(?:技术支持|网站管理)\s*:.{0,80}"
    r"|.{0,40}版权所有(?![者人]).{0,60}|网站地图|关于我们|联系我们|维基文库,自由的图书馆"
)
_PAGE = re.compile(
    r"[—–-]+\s*\d{1,3}\s*[—–-]+|第\s*\d{1,3}\s*页(?:[\s,/]*共\s*\d{1,3}\s*页)?|\|?<*\s*上一页.{0,40}下一页.{0,6}|[0-9a-f]{32}:?"
)
_CODE = re.compile(r"<!--.{0,80}|-->|</?[a-z]+[^<>]{0,60}>|function\s+\w+\(.{0,150}", re.IGNORECASE)
_STRAY = re.compile(r"['|×↑<>·•*#=~_^\[\]【】◆■□▲▼○●→←\s]+|-[-\s]{2,}|[—―─＿][—―─＿\s]{3,}")
_LICENCE = re.compile(
    r"本作品(?:来自|是中华人民共和国|在.{0,40}公有领域|由于|的作者|现时在).{0,80}|Public domain|false|公有领域"
    r"|版权失效模板"
    r"|\[\s*CPC\s*\d*\s*\]?|CPC\s*\d|注:中文维基文库社群认为.{0,80}|.{0,30}(?:知识共享|CC BY).{0,60}许可.{0,40}"
    r"|本模板(?:所指|的使用).{0,80}|版权(?:所有|声明|归).{0,40}"
)
_LICENCE_OPENS = re.compile(r"本作品(?:来自|是中华人民共和国|在.{0,40}公有领域|现时在)")
_KINDS = (
    _WORD,
    _LABEL,
    _BRACKET,
    _STAMP,
    _OUTLET,
    _CAPTION,
    _CLICK,
    _NEXT,
    _PRINTED,
    _PATH,
    _FOOT,
    _PAGE,
    _CODE,
    _STRAY,
    _LICENCE,
)


def is_furniture(text: str) -> bool:
    """Tell whether a line is page furniture by its own words; an empty line is not.

    >>> [is_furniture(line) for line in ("【字号：", "来源：云南日报", "各位代表：")]
    [True, True, False]
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return False
    folded = unicodedata.normalize("NFKC", text).strip()
    return any(kind.fullmatch(folded) for kind in _KINDS) or bool(_LICENCE_OPENS.match(folded))


def is_page_number(text: str) -> bool:
    """Tell whether a line is a page number, which stands in mid sentence where the text of pages was put together.

    >>> [is_page_number(line) for line in ("— 12 —", "第 3 页 共 9 页", "12")]
    [True, True, False]
    """
    return len(text) <= _LONGEST and bool(_PAGE.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def licence_start(lines: Sequence[str]) -> int | None:
    """Return the index of the line where a licence starts that fills the rest, or None."""
    for index in range(max(0, len(lines) - _LONGEST_LICENCE), len(lines)):
        if _LICENCE_OPENS.match(lines[index].strip()):
            return index
    return None
