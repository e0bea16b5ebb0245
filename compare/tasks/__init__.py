"""Tasks: what a report commits itself to, and what became of each commitment in the next edition.

    制定基层工会组织权责清单  (plan)  →  reported, reworded, kept, or unanswered

`clauses.py` finds commitments in one report, clause by clause; `matter.py` says what a clause is about; `fate.py`
follows commitments into another report; `lexicon.py` holds the words they go by.
"""

from __future__ import annotations

from .clauses import find
from .fate import changes, follow, nearest

__all__ = ["changes", "find", "follow", "nearest"]
