"""The change summary: one page that a drafter can paste, in Chinese and in English; and the same in full.

    《…第十四次代表大会上的报告》与《…第十五次代表大会上的报告》对照摘要
    总体：旧稿72段、10410字，新稿71段、9480字。原样保留2段，改写48段，新增12段，删去9段。

    一、目标与兑现：上调3项，新设7项
    · 上调　会员总数：60万人→80万人（+33%）〔旧：三（一）…第2段，第41行；新：…〕
    另有7项，见完整摘要。

Every sentence counts or quotes what the comparison holds; nothing is read off a rendered page and
nothing is guessed, so the same comparison always gives the same text.  The page names the weightiest of each
part and counts the rest; the full summary names every one.  `data.py` holds the lines, here they are set.
English says the same, with the reports' own words left in Chinese.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ..config import DEFAULT, SummarySettings
from ..describe import entries, shorten
from ..errors import Language
from ..lookup import Lookup, section_name
from ..model import Comparison, SummaryLine, SummaryPart
from ..ranking import rank
from . import data
from .overview import INVENTED as INVENTED
from .overview import is_invented as is_invented
from .overview import overview, told
from .phrases import CLASS_COUNTS, KIND_NAMES, Count, say
from .places import Places
from .sections import digests

Rest = Literal["more", "below"]
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the summary as set: its words, the finding that it tells of, and where that stands."""

    text: str
    heading: bool = False
    line: SummaryLine | None = None
    where: str = ""

    def __str__(self) -> str:
        return self.text + self.where


def summarise(comparison: Comparison, settings: SummarySettings = DEFAULT.summary) -> Comparison:
    """Return the comparison with its summary: the page in both languages, and all lines as data."""
    comparison = _with_data(comparison, settings)
    return replace(comparison, summary=write(comparison, settings))


def write(comparison: Comparison, settings: SummarySettings = DEFAULT.summary, *, full: bool = False) -> dict[str, str]:
    """Return the summary in both languages, {"zh": …, "en": …}, ranking the changes where that is not done yet."""
    setter = _Setter(_with_data(comparison, settings), settings)
    zh, en = setter.set("zh", full=full), setter.set("en", full=full)
    return {"zh": "\n".join(map(str, zh)) + "\n", "en": "\n".join(map(str, en)) + "\n"}


def lines(
    comparison: Comparison,
    language: Language,
    settings: SummarySettings = DEFAULT.summary,
    *,
    full: bool = False,
    rest: Rest = "more",
) -> list[Said]:
    """Return the lines of the summary in one language, for whoever sets them with links.

    `rest` says where what is not named is found: in the full summary, or below in a file that holds everything.
    """
    return _Setter(_with_data(comparison, settings), settings, rest).set(language, full=full)


def _with_data(comparison: Comparison, settings: SummarySettings) -> Comparison:
    if not comparison.changes and comparison.left_out is None:
        comparison = replace(comparison, changes=rank(comparison))
    if not comparison.summary_data:
        comparison = replace(comparison, summary_data=data.parts(Lookup(comparison), settings))
    return comparison


class _Setter:
    """Sets the lines of one comparison in either language."""

    def __init__(self, comparison: Comparison, settings: SummarySettings, rest: Rest = "more") -> None:
        self._comparison = comparison
        self._settings, self._rest = settings, rest
        self._lookup = Lookup(comparison)
        self._old, self._new = Places(self._lookup.old), Places(self._lookup.new)

    def set(self, language: Language, *, full: bool) -> list[Said]:
        """Return all lines, empty ones between the parts."""
        found = self._comparison.summary_data
        changed = any(line.kind != "target_same" for part in found for line in part.lines)
        changed = changed or self._comparison.left_out is not None
        out = [Said(text, heading=not at) for at, text in enumerate(overview(self._lookup, language, changed=changed))]
        for number, part in enumerate(found, 1):
            out += [Said(""), *self._part(language, number, part, full=full)]
        if full and changed:
            head = _numbered(language, len(found) + 1, say(language, "sections"))
            out += [Said(""), Said(head, heading=True), *map(Said, self._sections(language))]
        return out

    def _part(self, language: Language, number: int, part: SummaryPart, *, full: bool) -> list[Said]:
        """Return a part: how many there are of each kind, then those that are named, and how many are not."""
        kinds = Counter(line.kind for line in part.lines)
        counts = say(language, "comma").join(
            say(language, "count", what=KIND_NAMES[kind][language == "en"], n=Count(kinds[kind])) for kind in kinds
        )
        head = say(language, "part", name=part.en if language == "en" else part.zh, counts=counts)
        shown = [line for line in part.lines if full or line.page]
        out = [Said(_numbered(language, number, head), heading=True)]
        out += [self._line(language, line, full=full) for line in shown]
        rest = len(part.lines) - len(shown)
        return [*out, Said(say(language, self._rest, n=Count(rest)))] if rest and shown else out

    def _line(self, language: Language, line: SummaryLine, *, full: bool) -> Said:
        text = line.en if language == "en" else line.zh
        if not full:
            text = shorten(text, self._settings.most_quoted)
        sides = (("old", self._old, line.old), ("new", self._new, line.new))
        places = [
            say(language, side, place=names.name(place, language, self._settings))
            for side, names, place in sides
            if place is not None
        ]
        said = say(language, "item", what=KIND_NAMES[line.kind][language == "en"], text=text)
        return Said(said, line=line, where=say(language, "where", places=say(language, "semicolon").join(places)))

    def _sections(self, language: Language) -> Iterable[str]:
        for digest in digests(self._lookup, entries(self._lookup)):
            name = section_name(digest.section) if digest.section else say(language, "outside")
            if not digest.paired:
                name += say(language, "new_section" if digest.side == "new" else "old_section")
            found = [
                say(language, key, n=Count(digest.classes[cls])) for cls, key in CLASS_COUNTS if digest.classes[cls]
            ]
            told_of = [told(language, digest.kinds), say(language, "comma").join(found)]
            said = say(language, "semicolon").join(filter(None, told_of)) or say(language, "unchanged")
            yield say(language, "section", name=name, said=said)


def _numbered(language: Language, number: int, heading: str) -> str:
    return f"{number}. {heading}" if language == "en" else f"{_NUMERALS[number - 1]}、{heading}"
