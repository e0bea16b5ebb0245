"""The list that a reader walks: every change once, the weightiest first.

    粮食产量 1.3万亿斤以上 → 1.4万亿斤左右      target          92
    稳健的货币政策 → 适度宽松的货币政策         formulation     66
    （八）… a section that is new               added           61
    合理充裕 → 充裕                             wording          6

A comparison finds the same thing several ways: a new target is a figure change, a task, an inserted
sentence and an edit.  Here each is said once, by the most telling of them; the others become its
references.  What both editions have unchanged is no change.  The weight is a base for the kind of
change plus a part for its size (`RankingSettings`).  Nothing is left out: the small ones come last.
"""

from __future__ import annotations

from .config import DEFAULT, RankingSettings
from .gathering import Draft, Gatherer
from .ids import Names
from .lookup import Lookup
from .model import Change, Comparison
from .weights import Weight


def rank(comparison: Comparison, settings: RankingSettings = DEFAULT.ranking) -> tuple[Change, ...]:
    """Return the changes of `comparison`, by falling weight, then in the new edition's reading order."""
    gatherer = Gatherer(Lookup(comparison), settings)
    drafts = [
        *gatherer.figures(),
        *gatherer.formulations(),
        *gatherer.tasks(),
        *gatherer.structure(),
        *gatherer.sentences(),
        *gatherer.wording(),
    ]
    weighed = [(_weight(draft, settings), draft) for draft in drafts]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].order))
    name = Names("c")
    return tuple(Change(name(item.cls, *item.refs), item.cls, weight, tuple(item.refs)) for weight, item in weighed)


def _weight(draft: Draft, settings: RankingSettings) -> float:
    weight: Weight = getattr(settings.weights, draft.kind)
    return weight.at(draft.size)
