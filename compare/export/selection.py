"""What of a comparison an export holds: which changes, and whether what people said of them goes along.

    selected(comparison, Selection(("figure", "task")))          figures and commitments, nothing else is told
    selected(comparison, Selection((), kinds=("target_up",)))    targets that were raised, no other figure
    selected(comparison, Selection(states=("check",)))           what someone wants checked
    selected(comparison, Selection(reviews=False, ledger=False)) all changes, nothing of what was said beside them

What comes out is a comparison like any other: every format is a view of it.  Both reports and how they correspond stay
whole, so no sentence is lost where the texts stand side by side; the list, the tables and the summary hold what was
chosen, and only that is marked.  The commitments stay whole too, since the ledger is about all of them.  That changes
were left out, and how many, stands in `left_out`; that reviews stay behind is not said, as the file is to be handed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..describe import entries, figure_kind
from ..kinds import KINDS
from ..lookup import Lookup
from ..model import Change, Comparison, FigureChange, Formulation, LeftOut, ReviewState
from ..reviews import NAMES, STATES, standing, state_of
from ..summary import summarise
from ..view import CHIP_OF, CHIPS, Chip

_FEW = len(CHIPS) // 2
"""Up to so many classes are named; of more, those that are missing are."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The changes of some classes or kinds and in some states of review, with reviews and ledger or without.

    `kinds` are names of `KINDS` that are chosen besides the classes.
    """

    classes: tuple[Chip, ...] = tuple(CHIPS)
    states: tuple[ReviewState, ...] = STATES
    reviews: bool = True
    ledger: bool = True
    kinds: tuple[str, ...] = ()


EVERYTHING = Selection()


def selected(comparison: Comparison, selection: Selection) -> Comparison:
    """Return the comparison that an export of a selection shows; of everything it is the same."""
    said = standing(comparison.reviews)
    kind_of = {each.change.id: each.kind for each in entries(Lookup(comparison))} if selection.kinds else {}
    kept = [
        change
        for change in comparison.changes
        if (CHIP_OF[change.cls] in selection.classes or kind_of.get(change.id) in selection.kinds)
        and state_of(change.id, said) in selection.states
    ]
    left = len(comparison.changes) - len(kept)
    found = _without(comparison, selection, kept) if left else comparison
    return replace(
        found,
        reviews=found.reviews if selection.reviews else (),
        ledger=found.ledger if selection.ledger else (),
    )


def _without(comparison: Comparison, selection: Selection, kept: list[Change]) -> Comparison:
    """Return the comparison with these changes only, what they tell, what was said of them, and a summary of them."""
    before = comparison.left_out
    classes = [each for each in selection.classes if before is None or each in before.classes]
    kinds = [each for each in selection.kinds if before is None or not before.kinds or each in before.kinds]
    states = [each for each in selection.states if before is None or each in before.states]
    left = len(comparison.changes) - len(kept) + (before.changes if before else 0)
    told, ids = _refs(kept), {change.id for change in kept}
    in_any = _refs(comparison.changes)

    def shown(found: FigureChange | Formulation, chip: Chip, kind: str) -> bool:
        alone = found.id not in in_any and (chip in classes or kind in kinds) and len(states) == len(STATES)
        return found.id in told or alone

    return summarise(
        replace(
            comparison,
            changes=tuple(kept),
            figure_changes=tuple(
                each for each in comparison.figure_changes if shown(each, "figure", figure_kind(each))
            ),
            formulations=tuple(
                each for each in comparison.formulations if shown(each, "formulation", f"formulation_{each.change}")
            ),
            reviews=tuple(each for each in comparison.reviews if each.change is None or each.change in ids),
            remarks=tuple(each for each in comparison.remarks if each.change is None or each.change in ids),
            summary_data=(),
            left_out=LeftOut(
                tuple(classes), tuple(states), left, *_sentences(classes, kinds, states, len(kept), left), tuple(kinds)
            ),
        )
    )


def _refs(changes: Iterable[Change]) -> set[str]:
    return {ref for change in changes for ref in change.refs}


def _sentences(
    classes: list[Chip], kinds: list[str], states: list[ReviewState], kept: int, left: int
) -> tuple[str, str]:
    """Return the sentence on what was chosen and how much was left out, in Chinese and in English."""
    missing = [each for each in CHIPS if each not in classes]
    which: list[tuple[str, str]] = []
    if kinds:
        every = [*(CHIPS[each] for each in classes), *(KINDS[each] for each in kinds)]
        which.append(("、".join(zh for zh, _ in every), ", ".join(en.lower() for _, en in every)))
    elif missing:
        named = classes if len(classes) <= _FEW else missing
        names = "、".join(CHIPS[each][0] for each in named), ", ".join(CHIPS[each][1].lower() for each in named)
        none = ("不含任何类别", "of no class")
        without = (f"不含{names[0]}", f"without {names[1]}")
        which.append(without if named is missing else names if named else none)
    if len(states) < len(STATES):
        named_states = "、".join(NAMES[each][0] for each in states), ", ".join(NAMES[each][1] for each in states)
        which.append((f"审阅情况为{named_states[0]}", f"reviewed as {named_states[1]}"))
    zh, en = ("；".join(each[0] for each in which), "; ".join(each[1] for each in which))
    return (
        f"本文件只含所选的 {kept} 项改动（{zh}），另有 {left} 项既未列出，也未标出。",
        f"Only the changes chosen are here: {kept} of {kept + left} ({en}). Neither listed nor marked: {left}.",
    )
