"""The change summary: prose that a drafter can paste, in Chinese and in English.

    《…第十四次代表大会上的报告》与《…第十五次代表大会上的报告》对照摘要
    总体：旧稿72段、10410字，新稿71段、9480字。原样保留2段，改写48段，新增12段，删去9段。
    一、目标与兑现
    上调3项：会员总数：60万人→80万人；…

Every sentence counts or quotes what the comparison holds; nothing is read off a rendered page and
nothing is guessed, so the same comparison always gives the same text.  A list names its weightiest
items and counts the rest.  English says the same, with the reports' own words left in Chinese.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..config import DEFAULT, SummarySettings
from ..describe import entries, shorten
from ..errors import Language
from ..lookup import SIDES, Lookup, section_name
from ..model import Comparison, Report
from ..ranking import rank
from .phrases import CLASS_COUNTS, PARTS, TALLY, Count, say
from .sections import digests, paragraph_groups, paragraphs, tally

INVENTED = "演示稿·内容虚构"
"""What the title of a demonstration report says: its facts are made up."""

_NUMERALS = "一二三四五六七八九十"


def write(comparison: Comparison, settings: SummarySettings = DEFAULT.summary) -> dict[str, str]:
    """Return the summary in both languages, {"zh": …, "en": …}, ranking the changes where that is not done yet."""
    if not comparison.changes:
        comparison = replace(comparison, changes=rank(comparison))
    writer = _Writer(Lookup(comparison), settings)
    return {"zh": writer.write("zh"), "en": writer.write("en")}


def is_invented(report: Report) -> bool:
    """Tell whether a report says, in its title or elsewhere, that its content is made up."""
    return INVENTED in (report.title or "") or any(INVENTED in block.text for block in report.blocks)


class _Writer:
    """Writes one comparison in either language from the same counts and quotations."""

    def __init__(self, lookup: Lookup, settings: SummarySettings) -> None:
        self._lookup = lookup
        self._settings = settings
        self._entries = entries(lookup)
        self._groups = paragraph_groups(lookup)
        self._briefs: dict[str, list[str]] = {}
        for entry in self._entries:
            self._briefs.setdefault(entry.kind, []).append(entry.brief)
        for group, side, block in self._groups:
            if group.kind in ("split", "merged"):
                self._briefs.setdefault(group.kind, []).append(lookup.side(side).topic(block))

    def write(self, language: Language) -> str:
        """Return the whole summary in one language."""
        lines = [self._title(language), *self._warning(language), self._overview(language)]
        number = 0
        for zh, en, kinds in PARTS:
            said = [
                self._items(language, en_name if language == "en" else zh_name, self._briefs[kind])
                for kind, zh_name, en_name in kinds
                if self._briefs.get(kind)
            ]
            if said:
                number += 1
                lines += ["", _numbered(language, number, en if language == "en" else zh), *said]
        if self._entries:
            lines += ["", _numbered(language, number + 1, say(language, "sections")), *self._sections(language)]
        return "\n".join(lines) + "\n"

    def _title(self, language: Language) -> str:
        old, new = self._lookup.comparison.old, self._lookup.comparison.new
        mark = say(language, "invented") if is_invented(old) or is_invented(new) else ""
        return mark + say(language, "title", old=_name(old), new=_name(new))

    def _warning(self, language: Language) -> list[str]:
        old, new = self._lookup.comparison.old.date, self._lookup.comparison.new.date
        return [say(language, "reversed", old=old, new=new)] if old and new and old > new else []

    def _overview(self, language: Language) -> str:
        sizes = []
        for side in SIDES:
            body = paragraphs(self._lookup, side)
            sizes.append((Count(len(body)), Count(sum(len(block.text) for block in body))))
        (a, b), (c, d) = sizes
        size = say(language, "size", a=a, b=b, c=c, d=d)
        if not self._entries:
            return size + say(language, "nothing")
        return size + _told(language, tally(self._groups)) + _stop(language)

    def _items(self, language: Language, what: str, briefs: list[str]) -> str:
        """Return one list: its name, how many it has, the first ones quoted, the rest counted."""
        named = [shorten(brief.replace("\n", "").rstrip("。；"), self._settings.most_quoted) for brief in briefs]
        rest = len(named) - self._settings.most_named
        text = ("; " if language == "en" else "；").join(named[: self._settings.most_named])
        more = say(language, "more", n=Count(rest)) if rest > 0 else ""
        return say(language, "item", what=what, n=Count(len(named))) + text + more + _stop(language)

    def _sections(self, language: Language) -> list[str]:
        lines = []
        for digest in digests(self._lookup, self._entries):
            name = section_name(digest.section) if digest.section else say(language, "outside")
            if not digest.paired:
                name += say(language, "new_section" if digest.side == "new" else "old_section")
            found = [
                say(language, key, n=Count(digest.classes[cls])) for cls, key in CLASS_COUNTS if digest.classes[cls]
            ]
            parts = [part for part in (_told(language, digest.kinds), _comma(language).join(found)) if part]
            said = ("; " if language == "en" else "；").join(parts) or say(language, "unchanged")
            lines.append(f"{name}{': ' if language == 'en' else '：'}{said}{_stop(language)}")
        return lines


def _told(language: Language, kinds: Counter[str]) -> str:
    return _comma(language).join(say(language, kind, n=Count(kinds[kind])) for kind in TALLY if kinds[kind])


def _comma(language: Language) -> str:
    return ", " if language == "en" else "，"


def _stop(language: Language) -> str:
    return "." if language == "en" else "。"


def _name(report: Report) -> str:
    """Return a report's title, or its file's name, with its date."""
    title = f"《{report.title.removeprefix(INVENTED).strip()}》" if report.title else report.source.name
    return f"{title}（{report.date}）" if report.date else title


def _numbered(language: Language, number: int, heading: str) -> str:
    return f"{number}. {heading}" if language == "en" else f"{_NUMERALS[number - 1]}、{heading}"
