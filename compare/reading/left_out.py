"""What a Word document has and the report has not: comments, hidden text, prompts, other files; each is said.

3 comments, 1 stretch of hidden text   →  没有读入：批注 3 条、隐藏文字 1 处。
w:subDoc                               →  文档引用了子文档，其内容没有读取。
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from .parts import Notes

COMMENTS, HEADERS, HIDDEN, PROMPT, STRANGE = "comments", "headers", "hidden", "prompt", "strange"
CHARTS, OBJECTS = "charts", "objects"
"""The kinds that are counted; STRANGE are signs that nobody can tell, which are shown as \ufffd."""

_LEFT_OUT = {
    COMMENTS: ("批注 {} 条", "comments ({})"),
    HIDDEN: ("隐藏文字 {} 处", "hidden text ({})"),
    PROMPT: ("尚未填写的占位提示 {} 处", "prompts not filled in ({})"),
    CHARTS: ("图表 {} 个", "charts ({})"),
    OBJECTS: ("嵌入的对象 {} 个", "embedded objects ({})"),
    HEADERS: ("页眉页脚 {} 个", "headers and footers ({})"),
}
_SUBDOCUMENTS = ("文档引用了子文档，其内容没有读取。", "The document refers to a file whose content was not read.")


def left_out(counts: Counter[str]) -> Notes:
    """Return notes on the text that was not read, and on signs that nobody can tell."""
    kinds = [(zh.format(counts[key]), en.format(counts[key])) for key, (zh, en) in _LEFT_OUT.items() if counts[key]]
    found = []
    if kinds:
        zh, en = zip(*kinds, strict=True)
        found.append((f"没有读入：{'、'.join(zh)}。", f"Left out: {', '.join(en)}."))
    if strange := counts[STRANGE]:
        found.append(
            (
                f"{strange} 个符号字体的字符认不出，以 \ufffd 代替。",
                f"Characters of symbol fonts that cannot be told, replaced by \ufffd: {strange}.",
            )
        )
    return tuple(found)


def elsewhere(root: etree._Element) -> Notes:
    """Return a note on the files that a document refers to, which are not part of it."""
    return (_SUBDOCUMENTS,) if root.find(".//{*}subDoc") is not None else ()
