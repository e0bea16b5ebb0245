"""Where two lists of texts meet: at what an old and a new text both hold, so that nothing is compared with everything.

    old: 减量发展, 科学发展     new: 减量发展, 绿色发展     →  2 × 2 meetings at 发展, 1 at 减量

What many texts hold tells little of any of them, and meetings there grow with the square of the length of
the reports.  Beyond the size of any real report the number of meetings is kept in proportion to the length,
by passing over what most of them happen at.  It is the same from either side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain

from .config import SimilaritySettings
from .model import Limit


def crowded(
    old: Sequence[Collection[str]], new: Sequence[Collection[str]], settings: SimilaritySettings
) -> frozenset[str]:
    """Return what is held by so many texts of both sides that it is passed over: nothing, for reports of usual size.

    >>> sorted(crowded([{"发展", "减量"}] * 3, [{"发展", "减量"}] + [{"发展"}] * 2, SimilaritySettings(5, 0)))
    ['发展']
    """
    here, there = (Counter(chain.from_iterable(texts)) for texts in (old, new))
    meetings = {held: n * there[held] for held, n in here.items() if held in there}
    most = max(settings.free_meetings, settings.most_meetings * sum(map(len, chain(old, new))))
    if sum(meetings.values()) <= most:
        return frozenset()
    spent = 0
    for number, times in sorted(Counter(meetings.values()).items()):
        spent += number * times
        if spent > most:
            break
    return frozenset(held for held, n in meetings.items() if n >= number)


def common_words(number: int, where: str, zh: str, en: str) -> tuple[Limit, ...]:
    """Return what the reader is told where `number` words were passed over in pairing what `zh` and `en` name."""
    if not number:
        return ()
    return (
        Limit(
            "common words",
            where,
            f"有 {number} 个词语在太多{zh}里都有，配对{zh}时没有计入；只靠这些词语相像的{zh}可能没有对上。",
            f"{number} words stand in too many {en} and were passed over in pairing; "
            f"{en} alike in nothing else may not be linked.",
        ),
    )
