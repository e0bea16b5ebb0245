"""Figure changes of the labelled pairs of real reports are found to the bars that are asked of them."""

from __future__ import annotations

from functools import lru_cache

import pytest

from bench import figure_changes
from bench.labels import PAIRS
from tests.support import needs_shared

BARS = {"target_pair": 0.80, "target_new": 0.70, "target_dropped": 0.70, "result_pair": 0.70, "fulfilment": 0.60}
CHANGE_RIGHT = 0.95


@lru_cache(maxsize=1)
def pooled() -> dict[str, dict[str, int]]:
    """Return what is counted in the six pairs together."""
    return figure_changes.pooled({name: figure_changes.scored(name).figures for name in PAIRS})


@needs_shared
@pytest.mark.parametrize("kind", BARS)
def test_figure_changes_are_found(kind: str) -> None:
    """Of each type so many are found, and so few besides, over all six pairs."""
    assert figure_changes.f1(pooled()[kind]) >= BARS[kind]


@needs_shared
def test_their_direction_is_right() -> None:
    """Nearly every labelled change that is found went the way that is said."""
    rows = pooled().values()
    assert sum(row["change_right"] for row in rows) >= CHANGE_RIGHT * sum(row["changes"] for row in rows)
