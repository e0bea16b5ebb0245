"""Drafts: blocks being made from lines, and the marks by which the genre opens and ends its lines.

    "　　（一）着力扩大国内需求。把恢复…"   →  Draft: text, lines, pieces; NUMBER finds （一）, STOP the first 。

A draft knows which source line each of its characters came from; the steps of `outline.py` join
drafts, say what each is (title, heading, furniture, …) and how deep it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .model import BlockKind, Piece

HAN = "[一二三四五六七八九十百]+"
NUMBER = re.compile(
    rf"\s*(?:第(?:{HAN}|\s*\d{{1,2}}\s*)(?:(?P<part>部分|篇|编)|(?P<chapter>章)|(?P<section>节(?![课点约能])))[、：:\s]*"
    rf"|(?P<han>{HAN})(?:\s*[、．.]\s*|$)"
    rf"|(?P<paren>[（(]?\s*{HAN}\s*[）)]|[㈠-㈩])[、\s]*"
    rf"|(?P<parendigit>[（(]?\s*\d{{1,2}}\s*[）)]|[⑴-⒇])[、\s]*"
    rf"|(?P<digit>\d{{1,2}}(?:[、．]|\.(?!\d))|[⒈-⒛])\s*)"
)
DASH = "(?:[—―─]{1,3}|--+)"
LISTED = re.compile(rf"\s*(?:{HAN}(?:是|要)|第{HAN}[，,、]|{DASH})")
ORDINAL = re.compile(rf"第({HAN})[、，,]")
SALUTATION = re.compile(
    r"(?:各位(?:代表|委员|同志|领导|来宾|嘉宾|会员|股东)|同志们|同志|代表们|朋友们|女士们|先生们|尊敬的\S{1,12})"
    r"(?:[、，,\s]*(?:各位(?:代表|委员|同志|领导|来宾|嘉宾)|同志们|朋友们|先生们))*\s*[：:！!，,。]?[?]?"
)
PREFACE = re.compile(r"[前引序导绪]\s*[言论]")
"""A heading as short as a name, which stands beside the parts of a report."""

END = re.compile(r"""(?:[。！？!?；;：:…”’」』）)】》]|[。！？!?；;]["'])$""")
STOP = re.compile(r"[。！？!?]")
ALONE = ("table", "listed")
"""Styles of lines that are whole as the format has them, and no headings: rows of tables, paragraphs with a bullet."""
CONNECTIVE = re.compile(
    r"(?:我们|我国|这|今[年后]|过去|当前|同时|回顾|五年|一年|各位|同志|必须|但是?|因此|总之|现在|要[^素闻]|[\d“‘]*\d{4}年|"
    r"全(?:省|市|国|党|区)各|[一二三四五六七八九十]+年来|在(?:肯定|总结|看到))"
)
_LETTERS = re.compile("[A-Za-z]{2}")


@dataclass(slots=True)
class Draft:
    """A block being made: its pieces of source lines, and what is known of it so far."""

    text: str
    first: int
    last: int
    page: int | None
    style: str | None
    pieces: list[Piece]
    kind: BlockKind = "paragraph"
    level: int | None = None
    number: str | None = None
    runin: tuple[int, int] | None = None
    sure: float | None = None
    depth: int = 0
    """How many parts its number has, where that is of a run of decimal ones: 2 of 1.1."""
    paged: bool = False
    """Whether it is furniture because it counts pages."""
    wrapped: int = 0
    """How many of its lines go on with the one before by the format's own word."""

    def join(self, other: Draft) -> None:
        """Take in the draft of the next line, which continues this one; between two words in letters stood a blank."""
        between = " " if _LETTERS.fullmatch(self.text[-1] + other.text[0]) else ""
        at = len(self.text) + len(between)
        self.pieces += [replace(piece, at=piece.at + at) for piece in other.pieces]
        self.text += between + other.text
        self.last = other.last
        self.wrapped += other.wrapped
        self.sure = min((each for each in (self.sure, other.sure) if each is not None), default=None)

    @property
    def mended(self) -> bool:
        """Tell whether it was joined of lines that only their text says belong together."""
        return len(self.pieces) > 1 + self.wrapped

    @property
    def is_row(self) -> bool:
        """Tell whether it is a row of a table, whose cells are values: no heading, though short and without a stop."""
        return self.style == "table"

    @property
    def indented(self) -> bool:
        """Tell whether white space stands before the text in its line, as before a paragraph."""
        return self.pieces[0].column > 0


def ends(text: str) -> bool:
    """Tell whether a text ends as a sentence does, or with a colon or a closing mark."""
    return bool(END.search(text[-2:]))


def one_sentence(text: str) -> bool:
    """Tell whether a text has no full stop but at its end ("。?" of a lost character counts as one).

    >>> one_sentence("加强基层建设。"), one_sentence("加强建设。要抓基层。"), one_sentence("加强建设")
    (True, False, True)
    """
    stop = STOP.search(text)
    return stop is None or not STOP.sub("", text[stop.start() :])


def reads_as_heading(text: str, longest: int) -> bool:
    """Tell whether what follows a number is no more than a heading: one short sentence that does not go on.

    >>> [reads_as_heading(text, 8) for text in ("加强基层建设", "加强基层建设；", "加强基层建设，服务职工")]
    [True, False, False]
    """
    return len(text) <= longest and one_sentence(text) and text[-1:] not in ("；", ";", "，", ",")
