"""How much each kind of change weighs in the ranked list, 0–100: targets first, punctuation last.

    target_changed  92 for a small change of the figure … 100 for a large one

A target outranks a result, a result a formulation, a formulation the wording, whatever their size; a part of the
report outranks a section in it, and that an item.  Structure stands beside formulations, tasks after both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a kind of change at its smallest and at its largest."""

    least: float
    most: float

    def at(self, size: float) -> float:
        """Return the weight for a size from 0 to 1; beyond that, the nearer end.

        >>> Weight(40.0, 50.0).at(0.5), Weight(40.0, 50.0).at(7.0)
        (45.0, 50.0)
        """
        return round(self.least + (self.most - self.least) * min(max(size, 0.0), 1.0), 1)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of every kind of change; the heaviest first."""

    target_changed: Weight = Weight(92.0, 100.0)
    """A target that both editions set, with another value."""

    fulfilment_missed: Weight = Weight(90.0, 96.0)
    """An old target that the new edition reports as not reached."""

    target_new: Weight = Weight(84.0, 90.0)
    """A target that only the new edition sets."""

    target_dropped: Weight = Weight(83.0, 89.0)
    """A target that only the old edition set."""

    fulfilment_met: Weight = Weight(80.0, 83.0)
    """An old target that the new edition reports as reached."""

    fulfilment_unclear: Weight = Weight(78.0, 80.0)
    """An old target with a result beside it that does not settle it."""

    result_changed: Weight = Weight(72.0, 77.0)
    """A result that both editions give, with another value."""

    result_new: Weight = Weight(70.0, 72.0)
    """A result that only the new edition gives."""

    result_dropped: Weight = Weight(70.0, 72.0)
    """A result that only the old edition gave."""

    formulation_replaced: Weight = Weight(60.0, 68.0)
    """A set phrase in another's place."""

    formulation_stronger: Weight = Weight(58.0, 66.0)
    """A set phrase in a stronger form."""

    formulation_weaker: Weight = Weight(58.0, 66.0)
    """A set phrase in a weaker form."""

    section_added: Weight = Weight(54.0, 68.0)
    """A section that only the new edition has, with all that is in it."""

    section_removed: Weight = Weight(54.0, 68.0)
    """A section that only the old edition has."""

    formulation_new: Weight = Weight(48.0, 64.0)
    """A set phrase that only the new edition has."""

    formulation_dropped: Weight = Weight(48.0, 64.0)
    """A set phrase that only the old edition has."""

    section_moved: Weight = Weight(44.0, 53.0)
    """A section in another place."""

    block_added: Weight = Weight(42.0, 53.0)
    """A paragraph that only the new edition has."""

    block_removed: Weight = Weight(42.0, 53.0)
    """A paragraph that only the old edition has."""

    formulation_reordered: Weight = Weight(40.0, 46.0)
    """An enumeration with another order or other items."""

    task_unanswered: Weight = Weight(38.0, 46.0)
    """An old commitment of which the new edition says nothing."""

    formulation_more: Weight = Weight(36.0, 46.0)
    """A set phrase that is said much more often."""

    formulation_less: Weight = Weight(36.0, 46.0)
    """A set phrase that is said much less often."""

    block_moved: Weight = Weight(34.0, 42.0)
    """A paragraph in another place."""

    task_new: Weight = Weight(34.0, 42.0)
    """A commitment that only the new edition makes."""

    task_reported: Weight = Weight(33.0, 40.0)
    """An old commitment that the new edition reports on."""

    heading_added: Weight = Weight(30.0, 36.0)
    """A heading whose section is not new."""

    heading_removed: Weight = Weight(30.0, 36.0)
    """A heading whose section is not gone."""

    heading_moved: Weight = Weight(26.0, 30.0)
    """A heading that left its place."""

    formulation_edit: Weight = Weight(24.0, 32.0)
    """A sentence in which a quoted term was edited."""

    intensity: Weight = Weight(22.0, 28.0)
    """A sentence whose words of degree changed."""

    task_reworded: Weight = Weight(18.0, 26.0)
    """A commitment in other words."""

    order: Weight = Weight(16.0, 22.0)
    """A sentence whose parts changed places."""

    figure_edit: Weight = Weight(14.0, 20.0)
    """A sentence in which a number changed that is neither target nor result."""

    sentence_added: Weight = Weight(12.0, 22.0)
    """A sentence that only the new edition has, in a paragraph of both."""

    sentence_removed: Weight = Weight(12.0, 22.0)
    """A sentence that only the old edition has, in a paragraph of both."""

    sentence_moved: Weight = Weight(8.0, 12.0)
    """A sentence in another place."""

    wording: Weight = Weight(4.0, 14.0)
    """A sentence in other words."""

    punctuation: Weight = Weight(1.0, 2.0)
    """A sentence with other punctuation only."""


@dataclass(frozen=True, slots=True)
class TaskSizes:
    """The size, 0–1, of a task by its kind: how easily a reader can check whether it was done."""

    plan: float = 0.8
    """制定…规划, 出台…办法: the document exists or it does not."""

    number: float = 0.8
    """A promise with a number in it."""

    platform: float = 0.5
    """建设…基地, 开通…平台: something that can be visited."""

    coverage: float = 0.5
    """全覆盖, 延伸到…: a reach that can be counted."""

    mechanism: float = 0.4
    """建立…机制, 健全…制度: on paper at least."""

    reform: float = 0.3
    """深化…改革: a direction."""

    support: float = 0.2
    """服务, 保障, 参与: help for others' work."""

    activity: float = 0.1
    """开展…活动, 加强…: hard to say when it is done."""


WEIGHTS = Weights()
TASK_SIZES = TaskSizes()
