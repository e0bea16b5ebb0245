"""What a summary compared: titles and dates, sizes, settings that are not the usual ones, what was passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from ..config import DEFAULT
from ..errors import Language
from ..lookup import SIDES, Lookup
from ..model import NOT_COMPARED, Report
from ..notes import notes
from .phrases import FOLDED, TALLY, Count, say
from .sections import paragraph_groups, paragraphs, tally

INVENTED = "演示稿·内容虚构"
"""What the title of a demonstration report says: its facts are made up."""


def overview(lookup: Lookup, language: Language, *, changed: bool) -> list[str]:
    """Return the lines above the parts: the title, sizes, fates of paragraphs, settings, what was passed over."""
    comparison = lookup.comparison
    reports = comparison.old, comparison.new
    mark = say(language, "invented") if any(map(is_invented, reports)) else ""
    lines = [mark + say(language, "title", old=_name(comparison.old), new=_name(comparison.new))]
    old, new = comparison.old.date, comparison.new.date
    if old and new and old > new:
        lines.append(say(language, "reversed", old=old, new=new))
    sizes = []
    for side in SIDES:
        body = paragraphs(lookup, side)
        sizes.append((Count(len(body)), Count(sum(len(block.text) for block in body))))
    (a, b), (c, d) = sizes
    fates = say(language, "nothing")
    if changed:
        fates = told(language, tally(paragraph_groups(lookup))) + say(language, "stop")
    lines.append(say(language, "size", a=a, b=b, c=c, d=d) + fates)
    return [*lines, *_settings(lookup, language), *_passed_over(lookup, language)]


def is_invented(report: Report) -> bool:
    """Tell whether a report says, in its title or elsewhere, that its content is made up."""
    return INVENTED in (report.title or "") or any(INVENTED in block.text for block in report.blocks)


def told(language: Language, kinds: Counter[str]) -> str:
    """Return the fates of paragraphs with their counts."""
    return say(language, "comma").join(say(language, kind, n=Count(kinds[kind])) for kind in TALLY if kinds[kind])


def _settings(lookup: Lookup, language: Language) -> list[str]:
    """Return the sentence on settings other than the usual ones; none where all are as usual."""
    usual = asdict(DEFAULT)
    said = []
    for part, values in lookup.comparison.settings.items():
        before = usual.get(part)
        if isinstance(values, Mapping) and isinstance(before, Mapping):
            others = ((name, value) for name, value in values.items() if _other(before, name, value))
            said += [_setting(language, part, name, value) for name, value in others]
    return [say(language, "settings", said=say(language, "semicolon").join(said))] if said else []


def _other(usual: Mapping[str, object], name: str, value: object) -> bool:
    """Tell whether a setting differs from the usual one; a list is as good as a tuple, as JSON has no other."""
    before = usual.get(name)
    return name in usual and (list(before) if isinstance(before, tuple) else before) != (
        list(value) if isinstance(value, tuple) else value
    )


def _setting(language: Language, part: str, name: str, value: object) -> str:
    if part == "folding" and name in FOLDED:
        return say(language, "passes_over" if value else "keeps", what=FOLDED[name][language == "en"])
    return f"{part}.{name} = {value}"


def _passed_over(lookup: Lookup, language: Language) -> list[str]:
    """Return what was not compared, what was cut short, and what a person mended or entered."""
    counts = [sum(block.kind in NOT_COMPARED for block in lookup.side(side).report.blocks) for side in SIDES]
    lines = [say(language, "uncompared", a=Count(counts[0]), b=Count(counts[1]))] if any(counts) else []
    return lines + notes(lookup.comparison, language)


def _name(report: Report) -> str:
    """Return a report's title, or its file's name, with its date."""
    title = f"《{report.title.removeprefix(INVENTED).strip()}》" if report.title else report.source.name
    return f"{title}（{report.date}）" if report.date else title
