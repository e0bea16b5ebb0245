"""Lines → blocks and the section tree.

    1、 过去五年工作回顾                  →  heading, level 1, number "1、"
    五年来，…增强政治性，…道路更自信。      →  heading, level 2: one of several parallel topic lines
    政治方向更加坚定。各级工会把学习…       →  paragraph with a run-in heading (段首句), an item of level 3
    （1） …用习近平新时代中国              →  heading, level 2, joined with
    特色社会主义思想武装头脑…              →  the rest of it on the next line

The steps are `STEPS`, each from what the one before made.  Nothing is dropped: what is not the
report is kept as furniture, and a joined block knows which source line each character came from.
Headings are found by their numbers, by standing alone, and by having siblings of the same shape;
the vocabulary is kept to what the genre fixes (salutations, bylines, names of parts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .config import OutlineSettings
from .ids import Names
from .model import Block, BlockKind, Document, Line, OutlineRepair, Piece, Report, Section, Sentence
from .outline_repairs import repaired
from .reading.furniture import is_furniture
from .roles import assign_roles
from .words import sentences

_HAN = "[一二三四五六七八九十百]+"
_NUMBER = re.compile(
    rf"\s*(?:(?P<part>第{_HAN}(?:部分|章|篇))[、：:\s]*"
    rf"|(?P<han>{_HAN})[、．.]\s*"
    rf"|(?P<paren>[（(]\s*{_HAN}\s*[）)])[、\s]*"
    rf"|(?P<parendigit>[（(]\s*\d{{1,2}}\s*[）)])[、\s]*"
    rf"|(?P<digit>\d{{1,2}}(?:[、．]|\.(?!\d)))\s*)"
)
_LISTED = re.compile(rf"\s*(?:{_HAN}(?:是|要)|第{_HAN}[，,]|——|--)")
_SALUTATION = re.compile(
    r"(?:各位(?:代表|委员|同志|领导|来宾|嘉宾|会员|股东)|同志们|同志|代表们|朋友们|女士们|先生们|尊敬的\S{1,12})"
    r"(?:[、，,\s]*(?:各位(?:代表|委员|同志|领导|来宾|嘉宾)|同志们|朋友们|先生们))*\s*[：:！!，,。]?"
)
_DATE = re.compile(
    r"([12]\d{3}|[一二][〇○零一二三四五六七八九]{3})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)
_BYLINE = re.compile(
    r"[（(]?\s*(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})年.{1,6}月.{1,4}日\s*[）)]?.{0,14}"
    r"|.{0,24}(?:总理|主席|省长|市长|书记|主任|委员长|报告人|院长|检察长)(?:[\s　]+\S{1,4}(?:[\s　·]*\S{1,4}){0,3})?"
    r"|\S[\s　]*\S(?:[\s　]*\S)?"
)
_TITLE_TAIL = re.compile(r"(?:——|--|—).*(?:上|的报告|报告)$|.*(?:工作报告|的报告|决议)$")
_ANNEX = re.compile(r"附[件录表：:\d一二三]|(?:名词|有关用语|用语)(?:解释|说明)|注释[：:]?$")
_END = re.compile(r"[。！？!?；;：:…”’」』）)】》]$")
_STOP = re.compile(r"[。！？!?]")
_OPENS_MID_SENTENCE = re.compile(r"[，。、；：！？,;）)】》”’」』]")
_CONNECTIVE = re.compile(
    r"(?:我们|我国|这|今[年后]|过去|当前|同时|回顾|五年|一年|各位|同志|必须|但是?|因此|总之|现在|要[^素闻]|[\d“‘]*\d{4}年|"
    r"全(?:省|市|国|党|区)各|[一二三四五六七八九十]+年来|在(?:肯定|总结|看到))"
)


@dataclass(slots=True)
class _Draft:
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

    def join(self, other: _Draft) -> None:
        """Take in the draft of the next line, which continues this one."""
        at = len(self.text)
        self.pieces += [replace(piece, at=piece.at + at) for piece in other.pieces]
        self.text += other.text
        self.last = other.last


def outline(
    document: Document, settings: OutlineSettings = OutlineSettings(), repairs: Sequence[OutlineRepair] = ()
) -> Report:
    """Return the report of `document`, repaired: blocks, sections and sentences; no figures or tasks yet."""
    drafts = _drafts(document.lines)
    for step in STEPS:
        drafts = step(drafts, settings)
    drafts, applied = repaired(drafts, repairs, _number_of, settings.repair_quote)
    blocks, sections = _tree(drafts)
    blocks, sections = assign_roles(blocks, sections)
    title = "".join(block.text for block in blocks if block.kind == "title" and not re.match("—|--", block.text))
    return Report(
        source=document.source,
        title=title or None,
        date=_date(blocks),
        blocks=blocks,
        sections=sections,
        sentences=tuple(_sentences(blocks)),
        notes=document.notes,
        repairs=applied,
    )


# ── the steps ─────────────────────────────────────────────────────────────────────────────────


def _drafts(lines: Sequence[Line]) -> list[_Draft]:
    """Return one draft for every line that holds more than white space."""
    out = []
    for line in lines:
        text = line.text.strip()
        if text:
            column = len(line.text) - len(line.text.lstrip())
            piece = Piece(0, line.number, column, len(text))
            out.append(_Draft(text, line.number, line.number, line.page, line.style, [piece]))
    return out


def _furniture(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Mark what is not the report: by the format's own word, or by its wording."""
    for draft in drafts:
        if draft.style == "furniture" or (draft.style is None and is_furniture(draft.text)):
            draft.kind = "furniture"
        elif draft.style == "note":
            draft.kind = "annex"
    return drafts


def _joined(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Join lines that a link, a page or a narrow column broke inside a sentence or a heading."""
    everything = "\n".join(draft.text for draft in drafts)
    begun = False  # titles and bylines have no full stops: joining starts with the body
    out: list[_Draft] = []
    for here, draft in enumerate(drafts):
        before = out[-1] if out and out[-1].kind != "furniture" else None
        if before and draft.kind != "furniture" and draft.style == before.style != "table":
            inserted = here + 1 < len(drafts) and not _END.search(before.text) and _resumes(drafts[here + 1])
            if (begun and inserted) or _continues(before, draft, everything, begun, settings):
                before.join(draft)
                continue
        out.append(draft)
        begun = begun or bool(_STOP.search(draft.text)) or bool(_SALUTATION.fullmatch(draft.text))
    return out


def _resumes(draft: _Draft) -> bool:
    """Tell whether a line goes on in mid sentence, so that the line before it was cut out by a link."""
    return draft.kind != "furniture" and bool(_OPENS_MID_SENTENCE.match(draft.text))


def _continues(before: _Draft, draft: _Draft, everything: str, begun: bool, settings: OutlineSettings) -> bool:
    old, new = before.text, draft.text
    if _OPENS_MID_SENTENCE.match(new) or old[-1] in "（(“‘《【、":
        return True
    if not begun or _NUMBER.match(new) or _LISTED.match(new) or _SALUTATION.fullmatch(new):
        return False
    if _END.search(old):
        return bool(re.search(r"[是为][：:]$", old)) and len(old) <= settings.max_runin
    if old[-1] in "，,":
        return True
    numbered = _NUMBER.match(old)
    if len(old) > settings.max_heading or (_STOP.search(old) and not numbered):
        return True
    seam = old[-2:] + new[:2]
    return (
        bool(numbered)
        and not _END.search(new)
        and everything.count(seam) > 0
        and len(old + new) <= 2 * settings.max_heading
    )


def _front(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Find title, subtitle and byline: the lines before the salutation or the first body text."""
    end = _front_end(drafts, settings)
    titled = False
    for draft in drafts[:end]:
        if draft.kind == "furniture":
            continue
        if draft.style == "title" or _TITLE_TAIL.fullmatch(draft.text):
            draft.kind, titled = "title", True
        elif _BYLINE.fullmatch(draft.text):
            draft.kind = "byline"
        elif not _SALUTATION.fullmatch(draft.text):
            draft.kind, titled = ("byline" if titled and _DATE.search(draft.text) else "title"), True
    for draft in drafts:
        if draft.kind == "paragraph" and _SALUTATION.fullmatch(draft.text):
            draft.kind = "salutation"
    return list(_joined_titles(drafts))


def _joined_titles(drafts: list[_Draft]) -> Iterator[_Draft]:
    """Join the lines of a title that is spread over several; a subtitle (——在…上的报告) stands alone."""
    held: _Draft | None = None
    for draft in drafts:
        plain = draft.kind == "title" and not _TITLE_TAIL.fullmatch(draft.text)
        if held and plain and not _TITLE_TAIL.fullmatch(held.text):
            held.join(draft)
            continue
        if held:
            yield held
        held = draft if draft.kind == "title" else None
        if held is None:
            yield draft
    if held:
        yield held


def _front_end(drafts: list[_Draft], settings: OutlineSettings) -> int:
    seen = 0
    for index, draft in enumerate(drafts):
        if draft.kind == "furniture":
            continue
        body = bool(_STOP.search(draft.text)) or len(draft.text) > settings.max_heading
        if _SALUTATION.fullmatch(draft.text) or body or _numbered_heading(draft, settings):
            return index
        seen += 1
        if seen > settings.max_title_lines:
            return 0
    return 0


def _numbered(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Turn numbered lines of their own into headings; levels follow from the numbers in use."""
    styles = {"title": 1, "heading1": 1, "heading2": 2, "heading3": 3}
    has_han = any(_family(draft) == "han" and _numbered_heading(draft, settings) for draft in drafts)
    nested = any(_family(draft) == "digit" for draft in drafts) and has_han
    levels = {"part": 1, "han": 1, "paren": 2, "digit": 3 if has_han else 1, "parendigit": 3 if nested else 2}
    for draft in drafts:
        if draft.kind != "paragraph":
            continue
        match = _NUMBER.match(draft.text)
        level = levels[match.lastgroup] if match and match.lastgroup else None
        if match and _numbered_heading(draft, settings):
            draft.kind, draft.level, draft.number = "heading", level, draft.text[: match.end()].strip()
        elif match and level:
            draft.level, draft.number = level, draft.text[: match.end()].strip()
        elif draft.style in styles and len(draft.text) <= 2 * settings.max_heading:
            draft.kind, draft.level = "heading", styles[draft.style]
    return drafts


def _unnumbered(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Turn short lines without a full stop, and parallel topic lines, into headings."""
    found = [draft for draft in drafts if draft.kind == "heading" and draft.level == 1]
    for here, draft in enumerate(drafts):
        if draft.kind != "paragraph" or draft.number or not _followed_by_text(drafts, here):
            continue
        if len(draft.text) <= settings.max_heading and not _END.search(draft.text) and not _LISTED.match(draft.text):
            draft.kind, draft.level = "heading", 3 if found else 1
    return _topic_lines(drafts, settings)


def _topic_lines(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Several one-sentence lines that open alike (五年来，各级工会紧紧围绕增强…性) head what follows them."""
    alike = settings.topic_prefix
    single = [
        draft
        for here, draft in enumerate(drafts)
        if draft.kind == "paragraph"
        and not draft.number
        and len(draft.text) <= settings.max_heading
        and draft.text.endswith("。")
        and len(_STOP.findall(draft.text)) == 1
        and _followed_by_text(drafts, here)
    ]
    heads = [draft.text[:alike] for draft in single]
    for draft in single:
        if heads.count(draft.text[:alike]) > 1:
            draft.kind, draft.level = "heading", 2
    return drafts


def _followed_by_text(drafts: list[_Draft], here: int) -> bool:
    after = drafts[here + 1] if here + 1 < len(drafts) else None
    return after is not None and after.kind in ("paragraph", "heading") and len(after.text) > len(drafts[here].text) / 2


def _runins(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Mark the short first sentence that heads its paragraph, where it is numbered or has siblings."""
    body = [draft for draft in drafts if draft.kind in ("paragraph", "heading")]
    ends = [_first_sentence(draft, settings) for draft in body]
    for here, draft in enumerate(body):
        end = ends[here]
        if draft.kind != "paragraph" or not end:
            continue
        marked = draft.number is not None or _LISTED.match(draft.text)
        siblings = any(
            0 <= other < len(body) and ends[other] and body[other].kind == "paragraph" for other in (here - 1, here + 1)
        )
        if marked or (siblings and not _CONNECTIVE.match(draft.text)):
            draft.runin = (0, end)
    return drafts


def _first_sentence(draft: _Draft, settings: OutlineSettings) -> int:
    """Return where a short first sentence ends that is followed by longer text, else 0."""
    match = _STOP.search(draft.text)
    if draft.kind != "paragraph" or not match or not 4 <= match.start() <= settings.max_runin:
        return 0
    if draft.number is None and not _LISTED.match(draft.text) and _CONNECTIVE.match(draft.text):
        return 0
    return match.start() if len(draft.text) - match.end() >= match.start() else 0


def _annexes(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Everything from an annex's heading in the last half of the source on is annex."""
    for here, draft in enumerate(drafts):
        if 2 * here > len(drafts) and len(draft.text) <= settings.max_heading and _ANNEX.match(draft.text):
            for rest in drafts[here:]:
                if rest.kind != "furniture":
                    rest.kind, rest.level, rest.number, rest.runin = "annex", None, None, None
            break
    return drafts


def _licence(drafts: list[_Draft], settings: OutlineSettings) -> list[_Draft]:
    """Once the last tenth of the source turns into furniture, loose ends after it are furniture too."""
    start = next(
        (i for i, draft in enumerate(drafts) if draft.kind == "furniture" and i > settings.tail_share * len(drafts)),
        None,
    )
    if start is not None:
        for draft in drafts[start:]:
            draft.kind = "furniture"
    return drafts


STEPS = (_furniture, _licence, _joined, _front, _numbered, _unnumbered, _annexes, _runins)


# ── the tree ──────────────────────────────────────────────────────────────────────────────────


def _numbered_heading(draft: _Draft, settings: OutlineSettings) -> bool:
    match = _NUMBER.match(draft.text)
    if draft.kind != "paragraph" or not match:
        return False
    rest = draft.text[match.end() :]
    stop = _STOP.search(rest)
    return (
        0 < len(rest) <= settings.max_heading and (stop is None or stop.end() == len(rest)) and rest[-1] not in "；;，,"
    )


def _number_of(text: str) -> str | None:
    match = _NUMBER.match(text)
    return text[: match.end()].strip() if match else None


def _family(draft: _Draft) -> str | None:
    match = _NUMBER.match(draft.text)
    return match.lastgroup if match else None


def _tree(drafts: list[_Draft]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Name the blocks and hang them into sections; a run-in heading opens a section of its own."""
    name_block, name_section = Names("b"), Names("s")
    blocks: list[Block] = []
    sections: list[Section] = []
    path: list[Section] = []
    for draft in drafts:
        opens = draft.kind == "heading" or (draft.kind == "paragraph" and draft.runin)
        if opens:
            level = draft.level or 3
            heading = draft.text[slice(*draft.runin)] if draft.runin else draft.text
            heading = heading[len(draft.number or "") :].strip().rstrip("。！？!?")
            path = [section for section in path if section.level < level]
            parent = path[-1].id if path else None
            section = Section(name_section(heading), level, draft.number, heading, parent)
            sections.append(section)
            path.append(section)
        elif draft.kind in ("annex", "furniture"):
            path = [] if draft.kind == "annex" else path
        elif _SALUTATION.match(draft.text):  # addressing the hall again, the speaker is back at the part
            path = [section for section in path if section.level == 1]
        elif path and path[-1].level == 3 and _CONNECTIVE.match(draft.text):
            path = path[:-1]
        blocks.append(
            Block(
                id=name_block(draft.text),
                kind=draft.kind,
                text=draft.text,
                lines=(draft.first, draft.last),
                level=draft.level if draft.kind == "heading" else None,
                page=draft.page,
                section=path[-1].id if path and draft.kind not in ("annex", "furniture") else None,
                runin=draft.runin if draft.kind == "paragraph" else None,
                pieces=tuple(draft.pieces),
            )
        )
    return tuple(blocks), tuple(sections)


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    name = Names("t")
    for block in blocks:
        if block.kind == "furniture":
            continue
        for start, end in sentences(block.text):
            yield Sentence(name(block.text[start:end]), block.id, (start, end))


def _date(blocks: Sequence[Block]) -> str | None:
    """Return the ISO date in the byline or subtitle, else in the first furniture, else None."""
    for kind in ("byline", "title"):
        for block in blocks:
            match = _DATE.search(block.text) if block.kind == kind else None
            if match:
                return _iso(*match.groups())
    return None


def _iso(year: str, month: str, day: str) -> str:
    return f"{_digits(year):04d}-{_digits(month):02d}-{_digits(day):02d}"


def _digits(text: str) -> int:
    """Return the value of up to four digits, Arabic or Chinese (二〇一九, 十二, 二十五)."""
    if text.isdecimal():
        return int(text)
    values = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (values[tens] if tens else 1) + (values[ones] if ones else 0)
    return int("".join(str(values[digit]) for digit in text))
