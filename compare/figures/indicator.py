"""Indicators: what a number is the number of.

    劳动奖状295个                        →  劳动奖状                 the words before
    建成5000余家职工创新工作室           →  建成职工创新工作室       the words behind, with the verb
    90.4%的建会企业开展了集体协商        →  建会企业开展了集体协商
    国内生产总值134.9万亿元、增长5%      →  国内生产总值增长         the subject carried on

The name is a stretch of the text, trimmed at both ends; only a carried subject is put before it.
We do not parse: trimming goes by stock words (`stock.py`), and a wrong cut costs a longer name.
Heads that share a predicate are dealt their numbers in `dealt.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from . import units
from .dealt import dealt
from .quantities import Quantity
from .stock import DEPENDENT, ENDING, GENERIC, GROWN, MOVE, ONLY_VERBS, OPENING, SHARE, VERB_RUN

_CLAUSE_END = re.compile(r"[，。；：！？,;:!?\n]|——")
_SOFT = re.compile(r"[、和及与]")
_ANOTHER = re.compile(r"、(?=连续|占|位?居|为|增|同比|环比|[比较]|累计|总|覆盖|实现|达|稳居|高于|首次)")
_NOT_BEHIND = re.compile(r"^(?:以|并|且|而|用于(?!基层)|左右|等|和|及|与|或|至|到|的时候|来|后|前|内|中)")
_WHOSE = re.compile("惠及|覆盖|带动")
_PURPOSE = re.compile("(?:专项|专门|主要|重点|优先)?用于")
"""What begins a clause that says what for; what there is of it stands before: 发行国债，专项用于…，先发行1万亿元."""
_WHO_GAINS = re.compile("(?:惠及|受益)[^，。]{0,4}$")
_AMONG = re.compile(
    "(?:连续[0-9一二三四五六七八九十]+年|继续|始终|分别|均|都|已)*"
    "(?:(?:稳|跃|位|高)?居|位列|排名|排|跃升[至到为]?|提升[至到为]?|上升[至到为]?|保持|升至)?"
    "(?:世界|全球|全国|全省|全市|亚洲|各省[区市]*)?$"
)
"""Among whom a rank is held, and how: no part of what ranks."""
_RELATIVE = frozenset(("%", "番", "倍", "个百分点"))
_LONGEST = 24
"""Longest stretch of text, in characters, that one side of a number gives to its name."""
_FARTHEST = 60
"""How far back, in characters, a quote reaches for a carried subject; beyond it quotes stop being short."""
_WINDOW = 120
"""How far around a number, in characters, its words are looked for: the bound on a text without punctuation."""
_SHORT_BEFORE = 10
"""Most characters without a verb that a name named from behind still takes from before its number."""
_FAR_VERB = 14
"""How many characters before 惠及, 覆盖 or 带动 may still be the subject that belongs to the name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A quantity with its indicator and the span of the stretch that proves it; `moved` marks 比上年增加…"""

    quantity: Quantity
    indicator: str
    quote: tuple[int, int]
    moved: bool = False


def name(text: str, quantities: list[Quantity]) -> list[Named]:
    """Return each quantity of the sentence `text` with its indicator, in reading order.

    A number that several heads share (入园率和普惠率均达到93%) is given once for each.
    """
    bounds = [0, *(mark.end() for mark in _CLAUSE_END.finditer(text)), len(text) + 1]
    named: list[Named] = []
    index = 0
    while index < len(quantities):
        quantity = quantities[index]
        start = max(bounds[bisect_right(bounds, quantity.span[0]) - 1], quantity.span[0] - _WINDOW)
        end = min(bounds[bisect_right(bounds, quantity.span[1])] - 1, quantity.span[1] + _WINDOW)
        shares = dealt(text, quantities, index, start, end)
        if shares:
            named += [Named(share.quantity, share.indicator, share.quote) for share in shares]
            index += len({share.quantity.span for share in shares})
            continue
        before = quantities[index - 1] if index and quantities[index - 1].span[1] > start else None
        behind = quantities[index + 1] if index + 1 < len(quantities) and quantities[index + 1].span[0] < end else None
        named.append(_one(text, quantity, (start, end), before, behind, named[-1] if named else None))
        index += 1
    return named


def _one(
    text: str,
    quantity: Quantity,
    clause: tuple[int, int],
    before: Quantity | None,
    behind: Quantity | None,
    last: Named | None,
) -> Named:
    """Return one quantity named from its own clause, with an earlier subject where it has none."""
    at, to = quantity.span
    start = _after(text, before.span[1], at) if before else clause[0]
    left_start, left_end = _left(text, start, at)
    right_end = _right(text, to, clause[1], behind)
    if right_end > to and _named_behind(text, quantity, text[left_start:left_end]):
        left_start = _from_verb(text, left_start, left_end)
    elif not text.startswith("的", to) and quantity.unit in _RELATIVE:
        right_end = to
    ranked = quantity.unit == units.RANK
    if ranked:
        left_end -= len(text[left_start:left_end]) - len(_AMONG.sub("", text[left_start:left_end]))
    left, right = text[left_start:left_end], "" if ranked else text[to:right_end].removeprefix("的")
    counted = quantity.unit if right and (quantity.unit in units.NOUNS or right.startswith("口")) else ""  # 十亿人口
    own = _balanced((left + counted + right).strip("、，的 ").removeprefix("及").removeprefix("和"))
    quote = (left_start if left else at, right_end if right else to)
    moved = bool(MOVE.match(own))
    near = _clause_before(text, start, last)
    if near and (moved or DEPENDENT.match(own) or (not left and len(own) <= 3)):
        return Named(quantity, text[near[0] : near[1]] + _growth(own), (near[0], quote[1]), moved)
    if last and _WHO_GAINS.match(own) and not near and quote[1] - last.quote[0] <= _FARTHEST:
        return Named(quantity, last.indicator + own, (last.quote[0], quote[1]))
    if last and not right:
        carried = last.quote[0] if quote[1] - last.quote[0] <= _FARTHEST else quote[0]
        if before and not moved and _is_sibling(own, last.indicator) and text[before.span[1]] in "、和":
            return Named(quantity, last.indicator[: -len(own)] + own, (carried, quote[1]))
        if moved or SHARE.match(own) or GENERIC.match(own) or (ranked and not own):
            subject = GROWN.sub("", last.indicator) or last.indicator
            return Named(quantity, subject + _growth(own), (carried, quote[1]), moved)
    return Named(quantity, own or quantity.unit or text[start:to], quote, moved)


def _after(text: str, start: int, at: int) -> int:
    """Return where the words of a number begin when another number stands before it in its clause.

    The first 、 or 和 closes the number before; later ones belong to this number's own words.
    """
    soft = _SOFT.search(text, start, at)
    return soft.end() if soft else start


def _left(text: str, start: int, at: int) -> tuple[int, int]:
    """Return the span of the words before a number without adverbs in front and linking words behind."""
    end = at
    while True:
        end = start + len(text[start:end].rstrip())
        ending = ENDING.search(text[start:end])
        if not ending:
            break
        end = start + ending.start()
    while start < end:
        opening = OPENING.match(text[start:end])
        if not opening:
            break
        start += opening.end()
    if end - start > _LONGEST:
        verb = _last_verb(text, start, end)
        soft = [mark.end() for mark in re.finditer("、", text[start:end]) if end - start - mark.end() >= 4]
        if verb is not None and 3 <= end - verb <= _LONGEST + 6:
            start = verb
        elif soft:
            start += soft[-1]
    return start, end


def _right(text: str, to: int, end: int, behind: Quantity | None) -> int:
    """Return where the words behind a number end; `to` itself where they do not belong to it."""
    right = text[to:end]
    if not re.match(r"[一-龥“《A-Za-z]", right) or _NOT_BEHIND.match(right):
        return to
    if behind:
        right = text[to : behind.span[0]]
        soft = _SOFT.search(right)
        if soft:
            return to + soft.start()
        if re.match("增长|下降|占|提高", right):
            return to
    other = _ANOTHER.search(right)
    if other:
        right = right[: other.start()]
    if len(right) > _LONGEST:
        soft = re.compile("[、（(]").search(right, 8, _LONGEST)
        right = right[: soft.start()] if soft else right[:_LONGEST]
    return to + len(right.rstrip("、和及与在为对"))


def _named_behind(text: str, quantity: Quantity, left: str) -> bool:
    """Tell whether the words behind name the number, so that of those before, `left`, only the verb counts."""
    if quantity.unit in _RELATIVE and left and not text.startswith("的", quantity.span[1]):
        return False
    return not units.is_measure(quantity.unit) or len(left) < 2 or bool(ONLY_VERBS.fullmatch(left))


def _last_verb(text: str, start: int, end: int) -> int | None:
    """Return where the last run of stock verbs begins: 走访慰问, 新建."""
    runs = list(VERB_RUN.finditer(text, start, end))
    return runs[-1].start() if runs else None


def _from_verb(text: str, start: int, end: int) -> int:
    """Return where the words begin that a name takes from before its number: the verb, or all where short, or none."""
    verb = _last_verb(text, start, end)
    if text.endswith("等", start, end) or (verb is None and end - start > _SHORT_BEFORE):
        return end
    if verb is None or (verb - start <= _FAR_VERB and _WHOSE.match(text, verb)):
        return start
    return verb


def _clause_before(text: str, start: int, last: Named | None) -> tuple[int, int] | None:
    """Return the trimmed span of the clause before `start`, if it is short and holds no number of its own."""
    if start < 5 or text[start - 1] not in "，,":
        return None
    floor = max(0, start - _WINDOW)
    begin = max((mark.end() for mark in _CLAUSE_END.finditer(text, floor, start - 1)), default=floor)
    if last is not None and last.quantity.span[1] > begin:
        return None
    if _PURPOSE.match(text, begin):
        return _clause_before(text, begin, last)
    at, to = _left(text, begin, start - 1)
    return (at, to) if 4 <= to - at <= _LONGEST else None


def _is_sibling(own: str, earlier: str) -> bool:
    """Tell whether a short name takes its beginning from the one before: 老旧小区改造开工742个、完工548个."""
    return 2 <= len(own) <= 3 and len(earlier) >= len(own) + 3 and not (GENERIC.match(own) or SHARE.match(own))


def _balanced(title: str) -> str:
    """Return `title` without a quotation mark whose other half was trimmed away."""
    return title if title.count("“") == title.count("”") else title.replace("“", "").replace("”", "")


def _growth(own: str) -> str:
    """Return the growth words worth keeping in a name: 比上年增加 → 增加."""
    return re.sub(
        r"^(?:仅|均|分别|又|再)+|(?:[比较]|相比)[^，。；、]{2,14}?(?=增|减|提|下|上|高|低|多|少|降|回|扩|快)|了$|大幅",
        "",
        own,
    )
