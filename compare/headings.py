"""Which lines are headings: by number, by standing alone, by having siblings of the same shape.

    一、过去五年工作回顾            →  heading: numbered, and no text after it
    今后五年的主要任务              →  heading: short, without a full stop, text under it
    经济运行持续向好。              →  heading: one of three and more such lines, each over its paragraph
    现在，我代表国务院作报告。        →  text: it has no siblings

How deep they stand is found in `levels.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .config import OutlineSettings
from .decimals import opens_with_figure
from .drafts import ALONE, LISTED, NUMBER, ORDINAL, STOP, Draft, ends, reads_as_heading
from .numerals import small_number
from .rows import Head, parallel, phrase, speaks

TOPIC = "topic"
"""The style of one-sentence headings, which stand under whatever is above them."""

_YEAR = re.compile(r"[\d“‘一二三四五六七八九〇○]{2}")
_ANNEX = re.compile(r"附[件录表：:\d一二三]|(?:附|.{0,6}字)?注(?:释)?[：:]?$|(?:名词|有关用语|用语)(?:解释|说明)")


def annexes(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Everything from an annex's heading in the last half of the source on is annex."""
    body = [draft for draft in drafts if draft.kind != "furniture"]
    for here, draft in enumerate(body):
        if 2 * here > len(body) and len(draft.text) <= settings.max_heading and _ANNEX.match(draft.text):
            for rest in body[here:]:
                rest.kind = "annex"
            break
    return drafts


def numbered(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Give lines that open with a number their number; those that are no more than a heading are one."""
    for draft in drafts:
        end = _number_end(draft)
        if end:
            draft.number = draft.text[:end].strip()
            if is_numbered_heading(draft, settings):
                draft.kind = "heading"
    return drafts


def is_numbered_heading(draft: Draft, settings: OutlineSettings) -> bool:
    """Tell whether a line is a number and a short text of one sentence, or a number alone."""
    end = _number_end(draft)
    if not end:
        return False
    rest = draft.text[end:]
    if not rest:
        return draft.text.isalpha()
    return reads_as_heading(rest, settings.max_heading)


def _number_end(draft: Draft) -> int:
    """Return where the number ends that a line of text opens with, 0 where it has none."""
    if draft.kind != "paragraph" or draft.is_row:
        return 0
    if draft.depth and draft.number:
        return len(draft.number)
    match = NUMBER.match(draft.text)
    return match.end() if match else 0


def unnumbered(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Turn short lines without a full stop that stand over text into headings, and what the format calls one."""
    for here, draft in enumerate(drafts):
        if draft.kind != "paragraph" or draft.number or draft.style in ALONE:
            continue
        styled = draft.style in ("title", "heading1", "heading2", "heading3")
        if styled and len(draft.text) <= 2 * settings.max_heading:
            draft.kind = "heading"
        elif len(draft.text) <= settings.max_heading and not STOP.search(draft.text) and text_under(drafts, here):
            ordinal = not LISTED.match(draft.text) or draft.text.startswith("第")
            ordinal = ordinal and not opens_with_figure(draft.text)
            open_ended = not ends(draft.text) and draft.text[-1] not in "，、,"
            draft.kind = "heading" if ordinal and open_ended else "paragraph"
    return drafts


def topics(drafts: list[Draft], settings: OutlineSettings) -> list[Draft]:
    """Turn one-sentence lines that stand over their paragraphs, several of a kind, into headings."""
    first = next((here for here, draft in enumerate(drafts) if draft.kind == "heading"), -1)
    single = [
        here
        for here, draft in enumerate(drafts)
        if draft.kind == "paragraph"
        and not draft.number
        and len(draft.text) <= settings.max_heading
        and draft.text.endswith("。")
        and len(STOP.findall(draft.text)) == 1
        and not draft.mended
        and not draft.is_row
        and here > first  # before the first part there are no topics
        and text_under(drafts, here)
    ]
    over = set(single)
    heads = [Head(LISTED.sub("", drafts[at].text), at) for at in single if at + 1 not in over]  # a topic is over text
    openings = Counter(head.text[: settings.topic_prefix] for head in heads)
    for chain in _chains(heads, settings):
        for here, head in enumerate(chain):
            opening = head.text[: settings.topic_prefix]
            alike = openings[opening] > 1 and not _YEAR.match(opening) and not speaks(head.text)
            shaped = phrase(head.text, settings) or parallel(chain, here)
            if alike or (shaped and len(chain) >= settings.least_topics):
                drafts[head.at].kind, drafts[head.at].style = "heading", TOPIC
    for draft in _counted([drafts[at] for at in single]):
        draft.kind, draft.style = "heading", TOPIC
    return drafts


def _counted(single: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the lines 第一，… 第二，… that have their neighbour in the series among lines of the same shape."""
    values = [(small_number(match[1]), draft) for draft in single if (match := ORDINAL.match(draft.text))]
    for (value, draft), (following, other) in pairwise(values):
        if following == value + 1:
            yield from (draft, other)


def text_under(drafts: Sequence[Draft], here: int) -> bool:
    """Tell whether a line is followed by text that is not much shorter than itself, addresses aside."""
    rest = (draft for draft in drafts[here + 1 :] if draft.kind not in ("salutation", "furniture"))
    after = next(rest, None)
    return after is not None and after.kind in ("paragraph", "heading") and len(after.text) > len(drafts[here].text) / 2


def _chains(heads: Sequence[Head], settings: OutlineSettings) -> list[list[Head]]:
    """Return the stretches of heads that follow each other with a few paragraphs between them."""
    chains: list[list[Head]] = []
    for head in heads:
        if chains and head.at - chains[-1][-1].at <= settings.topic_gap:
            chains[-1].append(head)
        else:
            chains.append([head])
    return chains
