"""Bytes → text, by evidence: a byte order mark, strict UTF-8, then the likeliest Chinese encoding.

    EF BB BF E5 90 84 …     →  UTF-8, as its mark says
    E5 90 84 E4 BD 8D …     →  UTF-8: what is not UTF-8 hardly ever passes for it
    B8 F7 CE BB B4 FA …     →  GB18030: as Big5 or UTF-16 the same bytes are rare characters
    UTF-8, with a stretch of GBK on line 40  →  refused, with the line

Candidates are scored by how common the characters are that they make of the first few kilobytes.
Nothing is decoded with replacement characters but a last character that the end of the file cut.  What a
person says goes before all that.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..errors import UnreadableSource
from .parts import Notes

_SAMPLE = 8192
"""Bytes that are scored; from 40 characters on more of them change nothing."""

_LEAST_SCORE = 0.45
"""Least mean score, -1 to 1, of a believable decoding; reports have 0.6 and more, wrong decodings 0.2 and less."""

_LEAST_OF_ASCII = 0.6
"""Least mean score of UTF-16 whose bytes all happen to be ASCII, as those of eight characters may."""

_LEAST_LONELY = 0.2
"""Least mean score of a decoding that leads the next by `_LONELY_LEAD`: lists of names have rarer characters."""

_LONELY_LEAD = 0.6
"""Lead from which on there is no second decoding to speak of."""

_LEAST_LEAD = 0.15
"""Least lead over the next candidate; below it a second opinion is asked for."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark opens it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "gb18030": "gb18030", "hz": "hz",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "big5hkscs",
    "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
}  # fmt: skip
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]){5,}")
"""Five characters of UTF-8 Chinese in a row; in GBK or Big5 that does not happen by chance."""
_ASCII = bytes(range(0x80))
_WIDE = re.compile(rb"[\x80-\xff]")
_HZ = re.compile(rb"~\{(?:[\x21-\x7e]{2})+~\}")
"""A stretch of HZ: two characters of ASCII for each Chinese one, in ~{ and ~}."""

_MARKED = ("有字节顺序标记", "it has a byte order mark")
_VALID = ("全文合乎 UTF-8", "all of it is valid UTF-8")
_NAMED = ("网页自己声明", "the page says so itself")
_LIKELY = ("按常用字判断", "judged by how common the characters are")
_SHIFTED = ("汉字写在 ~{ 与 ~} 之间", "its characters stand between ~{ and ~}")
_CHOSEN = ("由人指定", "chosen by a person")
_DOUBTED = (
    "按指定的编码读出的多是生僻字，编码可能选错了。",
    "In the chosen encoding most characters are rare ones; it may be the wrong one.",
)

_COMMON = frozenset(
    "的一国是在人民政发展和工作会主中全业大设经济建新社年改革加化进产力强动有实完推保行生作文高体地安现我要成资务"
    "责为心各代表党不了上十二三四五六七八九个十百千万亿元分对以教育科学技术市场农村城区环境法制组织干部群众基"
    "國會發業經濟進產動實體現務責為黨萬億個對學術場農環織幹眾們時來過開長關說這種與於後間機義權應當從總報議"
)
_PLAIN = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…·　０１２３４５６７８９％．")


class Decoded(NamedTuple):
    """The text of a file, the encoding it was in, notes for the reader, and by what the encoding was known."""

    text: str
    encoding: str
    notes: Notes
    told: tuple[str, str]


def decode(data: bytes, name: str, declared: str | None = None, chosen: str | None = None) -> Decoded:
    """Return the text of a file; raise UnreadableSource where no encoding is sure, or the chosen one does not fit."""
    if chosen is not None:
        said = _strict(_unmarked(data, chosen), chosen, name, _CHOSEN)
        return said if _sample_score(data, chosen) >= _LEAST_SCORE else said._replace(notes=(*said.notes, _DOUBTED))
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], marked, name, _MARKED)
    if b"\0" in data:
        wide = _best(data, ("utf-16-le", "utf-16-be"))[0]
        if wide is None:
            raise UnreadableSource(
                f"“{name}”不是文本：里面有空字节。请另存为 docx 或 UTF-8 文本后再试。",
                f'"{name}" is not text: it holds NUL bytes. Save it as docx or as UTF-8 text and try again.',
            )
        return _strict(data, wide, name, _LIKELY)
    if _HZ.search(data) and _WIDE.search(data) is None and _sample_score(data, "hz") >= _LEAST_SCORE:
        return _strict(data, "hz", name, _SHIFTED)
    if data.isascii():
        for wide in ("utf-16-le", "utf-16-be"):
            if _sample_score(data, wide) >= _LEAST_OF_ASCII:
                return _strict(data, wide, name, _LIKELY)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", (), _VALID)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0 and _UTF8_RUN.search(data):
            return _strict(data, "utf-8", name, _VALID)
        _refuse_mixture(data, error.start, name)
    encoding, told = _declared(data, declared), _NAMED
    if encoding is None:
        encoding, sure = _best(data, ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"))
        told = _LIKELY
        if not sure:
            encoding = _second_opinion(data) or encoding
    if encoding is None:
        raise UnreadableSource(
            f"看不出“{name}”的文字编码。请另存为 UTF-8 文本或 docx 后再试。",
            f'The encoding of "{name}" cannot be told. Save it as UTF-8 text or as docx and try again.',
        )
    return _strict(data, encoding, name, told)


def score(text: str) -> float:
    """Return how much `text` looks like Chinese prose, from -1 to 1; ASCII says nothing either way.

    >>> score("各位代表") > 0.4 > score("瑁呭囧鍒犻")
    True
    """
    wide = [character for character in text if character > "\x7f"]
    return sum(map(_weight, wide)) / len(wide) if wide else -1.0


def line_of(data: bytes, at: int) -> int:
    """Return the 1-based line on which byte `at` stands."""
    before = data[:at]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")


# ── the steps ─────────────────────────────────────────────────────────────────────────────────


def _strict(data: bytes, encoding: str, name: str, told: tuple[str, str]) -> Decoded:
    """Decode everything; only the last character may be cut off by the end of the file."""
    try:
        return Decoded(data.decode(encoding), encoding, (), told)
    except UnicodeDecodeError as error:
        if error.start > 0 and error.start >= len(data) - 3:
            text = data[: error.start].decode(encoding) + "\ufffd"
            note = (
                "文件在一个字的中间断了，末尾可能不全。",
                "The file ends in the middle of a character; its end may be missing.",
            )
            return Decoded(text, encoding, (note,), told)
        line = line_of(data, error.start)
        raise UnreadableSource(
            f"“{name}”按 {encoding} 读到第 {line} 行时出错，这一行不是 {encoding}。"
            "请用一种编码（最好是 UTF-8）重新保存。",
            f'"{name}" reads as {encoding} up to line {line}, which is not {encoding}. '
            "Save it again in one encoding, best UTF-8.",
        ) from error


def _unmarked(data: bytes, encoding: str) -> bytes:
    """Return the bytes without the byte order mark of the chosen encoding."""
    mark = next((mark for mark, marked in _MARKS if marked == encoding and data.startswith(mark)), b"")
    return data[len(mark) :]


def _refuse_mixture(data: bytes, first_bad: int, name: str) -> None:
    """Raise where data that are not UTF-8 hold stretches that are."""
    runs = list(_UTF8_RUN.finditer(data))
    if not runs:
        return
    inside = sum(run.end() - run.start() for run in runs)
    outside = len(data.translate(None, _ASCII)) - inside
    line = line_of(data, first_bad if inside >= outside else runs[0].start())
    raise UnreadableSource(
        f"“{name}”混用了两种编码：第 {line} 行与其余部分不同。请用一种编码（最好是 UTF-8）重新保存。",
        f'"{name}" mixes two encodings: line {line} differs from the rest. Save it again in one encoding, best UTF-8.',
    )


def _declared(data: bytes, declared: str | None) -> str | None:
    """Return the encoding that the file itself names, if what it makes of the bytes is believable."""
    encoding = _SUPERSETS.get((declared or "").strip().lower().replace("_", "-"))
    return encoding if encoding and _sample_score(data, encoding) >= _LEAST_SCORE else None


def _best(data: bytes, candidates: Iterable[str]) -> tuple[str | None, bool]:
    """Return the candidate that makes the commonest characters, and whether it leads clearly."""
    ranked = sorted(((_sample_score(data, encoding), encoding) for encoding in candidates), reverse=True)
    best, lead = ranked[0][0], ranked[0][0] - ranked[1][0]
    if best < _LEAST_SCORE and not (best >= _LEAST_LONELY and lead >= _LONELY_LEAD):
        return None, False
    return ranked[0][1], lead >= _LEAST_LEAD


def _sample_score(data: bytes, encoding: str) -> float:
    wide = _WIDE.search(data)
    first = wide.start() if wide else 0
    start = first - first % 2 if encoding.startswith("utf-16") else first
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")  # only to be judged, never returned
    return score(decoder.decode(data[start : start + _SAMPLE]))


def _second_opinion(data: bytes) -> str | None:
    import charset_normalizer  # hardly any file needs it

    found = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    encoding = _SUPERSETS.get(found.encoding.replace("_", "-")) if found else None
    return encoding if encoding and _sample_score(data, encoding) >= _LEAST_SCORE else None


@cache
def _weight(character: str) -> float:
    """Return 1 for the commonest characters of the genre, less for those of the basic sets, -1 for the rest."""
    if character in _COMMON:
        return 1.0
    if character in _PLAIN:
        return 0.5
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= character.encode(encoding)[0] <= last:
                return 0.5
        except UnicodeEncodeError:
            continue
    return -1.0
