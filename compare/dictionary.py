"""The dictionary of a series 词典: what a reader always follows, never wants told, and how strong words are.

    跟踪 民主管理                          told whenever it comes, goes, or stands more or less often
    不报 各项工作                          never told
    程度 推进 < 加快推进 < 全面推进        加快推进 → 推进 is weaker

A plain text file, one line for each; a line that begins with # is a remark.  The words for the three
kinds of lines may be English as well: follow, never, scale.  Remarks are kept, before all else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from .config import DICTIONARY, Settings
from .edition import one_line
from .errors import TooLarge, UnreadableSource
from .terminal import read_input

_KINDS = {"跟踪": "follow", "不报": "never", "程度": "scale", "follow": "follow", "never": "never", "scale": "scale"}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Phrases to follow, phrases never to tell, scales of degrees, each weakest first, and what is only noted."""

    follow: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    ladders: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.follow or self.never or self.ladders)


def settings_with(settings: Settings, dictionary: Dictionary) -> Settings:
    """Return settings that a dictionary is part of; what they held before comes first."""
    told = settings.formulations
    return replace(
        settings,
        formulations=replace(
            told,
            follow=_once((*told.follow, *dictionary.follow)),
            never=_once((*told.never, *dictionary.never)),
            ladders=tuple(dict.fromkeys((*dictionary.ladders, *told.ladders))),
        ),
    )


def joined(dictionary: Dictionary, said: Dictionary) -> Dictionary:
    """Return a dictionary with more said; the last word on a phrase or an order of degrees holds."""
    follow = _once(each for each in (*dictionary.follow, *said.follow) if each not in said.never)
    never = _once(each for each in (*dictionary.never, *said.never) if each not in said.follow)
    contradicted = {pair[::-1] for ladder in said.ladders for pair in combinations(ladder, 2)}
    before = (each for each in dictionary.ladders if contradicted.isdisjoint(combinations(each, 2)))
    ladders = tuple(dict.fromkeys((*said.ladders, *before)))
    return checked(Dictionary(follow, never, ladders, _once((*dictionary.remarks, *said.remarks))))


def without(dictionary: Dictionary, entries: Iterable[str]) -> Dictionary:
    """Return a dictionary that says nothing of some phrases any more; a scale is named as it is written."""
    gone = {one_line(each) for each in entries}
    scales = set(map(scale, gone))
    return replace(
        dictionary,
        follow=tuple(each for each in dictionary.follow if each not in gone),
        never=tuple(each for each in dictionary.never if each not in gone),
        ladders=tuple(each for each in dictionary.ladders if each not in scales),
    )


def scale(text: str) -> tuple[str, ...]:
    """Return the degrees of a scale as a person writes it.

    >>> scale("推进＜加快推进 < 全面推进")
    ('推进', '加快推进', '全面推进')
    """
    return tuple(map(one_line, text.replace("＜", "<").split("<")))


def scale_text(ladder: tuple[str, ...]) -> str:
    """Return a scale as a person writes it."""
    return " < ".join(ladder)


def read(text: str, name: str) -> Dictionary:
    """Return the dictionary that a text spells out; `name` is the file's, for the error."""
    found: dict[str, list[str]] = {"follow": [], "never": [], "scale": []}
    remarks = []
    for number, line in enumerate(text.splitlines(), 1):
        word, _, rest = line.strip().replace("\u3000", " ").partition(" ")
        if word.startswith("#"):
            remarks.append(line.strip())
        if not word or word.startswith("#"):
            continue
        kind = _KINDS.get(word.rstrip("：:").lower())
        if kind is None or not rest.strip():
            raise UnreadableSource(
                f"{name} 第 {number} 行不是词典的写法；每行应以“跟踪”“不报”或“程度”开头，空一格再写提法。",
                f"Line {number} of {name} is no dictionary line; it should begin with follow, never or scale, "
                "then a space and the phrase.",
            )
        found[kind].append(rest)
    follow, never = (_once(map(one_line, found[kind])) for kind in ("follow", "never"))
    return checked(Dictionary(follow, never, tuple(map(scale, found["scale"])), tuple(remarks)))


def write(dictionary: Dictionary) -> str:
    """Return a dictionary as the text that `read` reads; its remarks come first."""
    lines = [
        *dictionary.remarks,
        *(f"跟踪 {each}" for each in dictionary.follow),
        *(f"不报 {each}" for each in dictionary.never),
        *(f"程度 {scale_text(each)}" for each in dictionary.ladders),
    ]
    return "".join(f"{line}\n" for line in lines)


def load(name: str) -> Dictionary:
    """Return the dictionary in a file, UTF-8; raises where it is not there, or holds something else."""
    data, short = read_input(name, DICTIONARY.most_bytes)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{short} 不是 UTF-8 文本，无法读取词典；请另存为 UTF-8。",
            f"{short} is no UTF-8 text, so no dictionary can be read from it; save it as UTF-8.",
        ) from error
    return read(text, short)


def checked(dictionary: Dictionary) -> Dictionary:
    """Return a dictionary that is within bounds and says one thing of a phrase; raises where it is not."""
    phrases = (*dictionary.follow, *dictionary.never, *(each for ladder in dictionary.ladders for each in ladder))
    if len(phrases) > DICTIONARY.most_phrases:
        raise TooLarge(
            f"词典有 {len(phrases)} 个词语，超过上限 {DICTIONARY.most_phrases} 个；请删去一些。",
            f"The dictionary has {len(phrases)} phrases, more than the {DICTIONARY.most_phrases} allowed; drop some.",
        )
    for each in phrases:
        if not 1 <= len(each) <= DICTIONARY.longest_phrase:
            raise UnreadableSource(
                f"词典中的“{each[:20]}”应有 1 至 {DICTIONARY.longest_phrase} 个字。",
                f"“{each[:20]}” in the dictionary should have 1 to {DICTIONARY.longest_phrase} characters.",
            )
    for ladder in dictionary.ladders:
        if len(ladder) < 2 or len(set(ladder)) < len(ladder):
            raise UnreadableSource(
                f"程度“{scale_text(ladder)}”应由弱到强写至少两个不同的词，用 < 隔开。",
                f"The scale “{scale_text(ladder)}” should name at least two different words, weakest first, with < "
                "between them.",
            )
    orders = {pair for ladder in dictionary.ladders for pair in combinations(ladder, 2)}
    if opposite := [pair for pair in orders if pair[::-1] in orders]:
        weaker, stronger = min(opposite)
        raise UnreadableSource(
            f"词典里两条程度的次序相反：一条说“{weaker}”弱于“{stronger}”，另一条说强于；请改正一条。",
            f"Two scales of the dictionary contradict each other: one has “{weaker}” weaker than “{stronger}”, "
            "the other stronger; correct one of them.",
        )
    if both := [each for each in dictionary.follow if each in dictionary.never]:
        raise UnreadableSource(
            f"词典对“{both[0]}”既说跟踪又说不报；请删去一条。",
            f"The dictionary says both follow and never of “{both[0]}”; drop one of the two.",
        )
    return dictionary


def _once(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrases))
