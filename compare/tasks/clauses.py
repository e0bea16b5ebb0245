"""Commitments in one report: which clauses promise something that can be checked later.

    要建立重大政治理论轮训机制，掀起学习贯彻的热潮。   →   建立重大政治理论轮训机制 (mechanism)

A clause is a commitment when, behind its adverbs, it opens with a verb of doing, and what it does is
a thing (a plan, a platform, a mechanism, an activity …) and not a stance (弘扬…精神, 树牢…意识).  A
clause with a number in it is one of kind `number`.  The parts on the situation promise only what
stands behind 要 or 必须.  We do not split 建设A平台、B平台: the clause is the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..figures import quantities
from ..figures.role import deadline
from ..ids import Names
from ..model import Block, Sentence, Span, Task
from .lexicon import (
    ASIDE,
    COUNTED,
    EASY,
    GOING_ON,
    HARD,
    HELPING,
    KINDS,
    LEAD,
    MADE,
    MUST,
    NAMED,
    PHRASE,
    PLAN,
    STANCE,
    THING,
    VERB,
)

CLAUSE = re.compile(r"(?:“[^”]{0,120}”|\"[^\"。]{0,40}\"|《[^》]{0,80}》|（[^）]{0,120}）|[^，。；：！？,;:!?\n])+")
SHORTEST, LONGEST = 6, 80
"""Fewest and most characters of a clause that is taken for a commitment or for a report of one."""

_THINGS = frozenset(("platform", "mechanism", "coverage"))
_SETTLED_BY = frozenset(("完成", "取消", "召开", "举办", "成立"))
"""Verbs that say by themselves when a thing is done, whatever it is."""

_PROMISING = frozenset(("tasks", "requirements", "situation"))
_YEAR = re.compile("[0-9]{4}年")
_AGE = re.compile(r"[0-9]+(?:[-—~至][0-9]+)?岁")
"""An age tells for whom, not how much."""

_QUOTED = re.compile('“[^”]*”|"[^"]*"|《[^》]*》')
_SAID_MUST = re.compile(
    r"\s*(?:特别是|同时|并)?(?:[一-龥]{0,4}(?:工会|我们|各级|部门|地区)(?:要|必须)|要(?!素)|必须)?"
    r"(?:(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:是|要))?(?:做到)?"
)

_REACH = 600
"""How many characters before the end of a clause may set its deadline; longer than the longest real sentence."""


def find(blocks: Sequence[Block], sentences: Sequence[Sentence]) -> tuple[Task, ...]:
    """Return the commitments made in the parts on tasks, requirements and the situation, in reading order."""
    by_id = {block.id: block for block in blocks}
    name = Names("k")
    found = []
    for sentence in sentences:
        block = by_id[sentence.block]
        if block.kind == "paragraph" and block.role in _PROMISING:
            for span, kind in _of_sentence(block, sentence.span):
                quote = block.text[span[0] : span[1]]
                until = _deadline(block.text[max(sentence.span[0], span[1] - _REACH) : span[1]])
                found.append(Task(name(block.id, quote), block.id, span, quote, kind, until, _definite(quote, kind)))
    return tuple(found)


def _of_sentence(block: Block, within: Span) -> Iterator[tuple[Span, str]]:
    """Yield the span and kind of each commitment of one sentence."""
    bound = block.role == "tasks"
    for clause in CLAUSE.finditer(block.text, *within):
        if block.runin and clause.start() < block.runin[1]:
            continue
        bound = bound or bool(MUST.search(clause.group()))
        kind = _kind(clause.group().strip()) if bound else None
        if kind:
            yield _trimmed(clause), kind


def _kind(text: str) -> str | None:
    """Return what sort of thing the clause promises, None where it promises nothing to check."""
    if not SHORTEST <= len(text) <= LONGEST:
        return None
    core = _core(text)
    if any(character.isdigit() for character in _AGE.sub("", text)) and quantities.find(text):
        return "number" if core or COUNTED.search(text) else None
    if core is None or ASIDE.search(text):
        return None
    if PLAN.search(core):
        return "plan"
    easy = EASY.match(core)
    slogan = easy and not HARD.match(core, easy.end()) and not THING.search(core, easy.end())
    if slogan or STANCE.search(_QUOTED.sub("", core)):
        return None
    ends = [(max((mark.end() for mark in pattern.finditer(core)), default=0), kind) for kind, pattern in KINDS]
    end, kind = max(ends, key=lambda found: found[0])
    if kind in ("reform", "activity", "platform") and core.startswith(HELPING):
        return "support"
    return kind if end else "activity"


def _definite(text: str, kind: str) -> bool:
    """Tell whether a later reader can say that the thing was done: a number, a document, something made or named."""
    if kind == "number" or NAMED.search(text):
        return True
    if GOING_ON.match(text):
        return False
    if kind == "plan":
        return True
    made = MADE.match(_core(text) or "")
    return made is not None and (kind in _THINGS or made[0] in _SETTLED_BY)


def _deadline(text: str) -> str | None:
    """Return the deadline that a sentence sets by its end; a year that names an event is none: 2024年奥运会."""
    found = deadline(text, len(text), None)
    if found and _YEAR.fullmatch(found) and not re.search(f"[到至]{found}|{found}(?:实现|力争|建成|完成)", text):
        return None
    return found


def _core(text: str) -> str | None:
    """Return the clause from its verb of doing on, None where it has none near its beginning."""
    rest = text
    while True:
        # A verb first, then an adverb: 探索 may open 探索推进 as well as 探索…模式.
        if VERB.match(rest):
            return rest
        lead = LEAD.match(rest)
        if not lead:
            break
        rest = rest[lead.end() :]
    phrase = PHRASE.match(rest)
    later = VERB.search(rest, phrase.end()) if phrase else None
    return rest[later.start() :] if later and later.start() <= LONGEST // 2 else None


def _trimmed(clause: re.Match[str]) -> Span:
    """Return the clause's span without the words that only say "must"."""
    text = clause.group()
    lead = _SAID_MUST.match(text)
    at = lead.end() if lead and len(text) - lead.end() >= SHORTEST else 0
    at += len(text[at:]) - len(text[at:].lstrip())
    return clause.start() + at, clause.start() + len(text.rstrip())
