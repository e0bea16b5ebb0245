"""Which edition is the earlier one, and whether they are two at all, as far as dates and texts say.

old 2024-05-08, new 2019-05-06  →  a sentence that says so; the comparison is made in the order given
old 2019,       new 2019-05-06  →  two drafts of one edition; so are undated ones that mostly say the same

Only a later edition tells what became of what an earlier one set out: of two drafts neither does, and no more does an
earlier edition.
"""

from __future__ import annotations

from datetime import date

from .config import EditionSettings
from .ids import normal
from .model import NOT_COMPARED, Limit, Report

_SAID = (
    "不以一份的成果判断另一份的目标是否完成、任务是否已有结果。",
    "what one reports does not settle what the other sets out.",
)


def order_warning(old: str | None, new: str | None) -> tuple[str, str] | None:
    """Return a sentence in Chinese and English where the old edition is dated after the new one.

    >>> order_warning("2024-05-08", "2019") is None
    False
    >>> order_warning("2019-05-06", "2019") is None
    True
    """
    if _order(old, new) != -1:
        return None
    return (
        f"注意：旧版日期（{old}）晚于新版（{new}），仍按给定顺序对照，不判断旧版的目标是否完成。",
        f"Note: the old edition is dated {old}, after the new one ({new}); they are compared in the order given, and "
        "whether targets of the old one were met is not told.",
    )


def follows(old: Report, new: Report, settings: EditionSettings) -> bool:
    """Tell whether `new` can tell what became of what `old` set out: it is no draft beside it, nor dated before."""
    return _order(old.date, new.date) != -1 and not _drafts(old, new, settings)


def limits(old: Report, new: Report, settings: EditionSettings) -> tuple[Limit, ...]:
    """Return what the reader is told where two reports are taken for drafts of one edition."""
    if old.source.sha256 == new.source.sha256 or not _drafts(old, new, settings):
        return ()
    alike = _order(old.date, new.date) == 0
    dates = " / ".join(dict.fromkeys(filter(None, (old.date, new.date))))
    zh, en = (
        (
            f"两份报告日期相同（{dates}），分不出先后",
            f"Both reports have one date ({dates}), so that neither is the later one",
        )
        if alike
        else (
            "两份报告的文字大半相同，按同一届的两稿对照",
            "Most of the text is the same in both, two drafts of one edition",
        )
    )
    return (
        Limit(
            "one edition",
            "figures",
            f"{zh}：{_SAID[0]}",
            f"{en}: {_SAID[1]}",
        ),
    )


def _order(old: str | None, new: str | None) -> int | None:
    """Return 1 where the new date is the later one, -1 where it is earlier, 0 for one date; None if that is not known.

    >>> _order("2018", "2019-05-06"), _order("2019-05", "2019"), _order(None, "2019")
    (1, 0, None)
    """
    if not old or not new:
        return None
    known = min(len(old), len(new))
    return (new[:known] > old[:known]) - (new[:known] < old[:known])


def _drafts(old: Report, new: Report, settings: EditionSettings) -> bool:
    """Tell whether two reports are drafts of one edition: of one date, or mostly of the same sentences."""
    order = _order(old.date, new.date)
    if order == 0:
        return True
    if order is not None and abs((_day(old.date) - _day(new.date)).days) >= settings.draft_days:
        return False
    ours, theirs = _sentences(old), _sentences(new)
    shared = sum(map(len, ours.keys() & theirs.keys()))
    least = min(sum(map(len, each)) for each in (ours, theirs))
    return shared > 0 and shared >= settings.draft_share * least


def _sentences(report: Report) -> dict[str, None]:
    """Return what a report says, sentence by sentence, layout apart."""
    texts = {block.id: block.text for block in report.blocks if block.kind not in NOT_COMPARED}
    said = (normal(texts[each.block][slice(*each.span)]) for each in report.sentences if each.block in texts)
    return dict.fromkeys(said)


def _day(said: str | None) -> date:
    """Return the first day of a date as far as it is known."""
    return date(*(int(part) for part in f"{said}-01-01".split("-")[:3]))
