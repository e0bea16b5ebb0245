"""From the ids of a comparison to the things they name, and where those stand.

    change.refs = ("f3a…", "e91…")  →  the figure change, its two blocks, 三、今后五年的目标任务, line 41

Built once for a comparison and read by everything that shows one: ranking, summary, exports.  It
decides nothing and holds no text of its own.  Ids are made from content, so a paragraph that both
editions have bears one id in both: blocks, sections and sentences are always asked for by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from .figure_anchors import anchors
from .model import (
    Block,
    Comparison,
    Edit,
    Figure,
    FigureChange,
    Formulation,
    Group,
    Level,
    Link,
    Place,
    Report,
    Section,
    Sentence,
    Side,
    Task,
    TaskChange,
)

SIDES: tuple[Side, Side] = ("old", "new")


class ReportLookup:
    """The parts of one report by id, and their reading order."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.blocks: dict[str, Block] = {block.id: block for block in report.blocks}
        self.sections: dict[str, Section] = {section.id: section for section in report.sections}
        self.sentences: dict[str, Sentence] = {sentence.id: sentence for sentence in report.sentences}
        self.figures: dict[str, Figure] = {figure.id: figure for figure in report.figures}
        self.tasks: dict[str, Task] = {task.id: task for task in report.tasks}
        self.order: dict[str, int] = {block.id: at for at, block in enumerate(report.blocks)}
        self._trails: dict[str | None, str] = {}
        self._numbers: dict[str, str] = {}
        beside: Counter[str | None] = Counter()
        self._rank: dict[str, int] = {}
        for part in report.sections:
            beside[part.parent] += 1
            self._rank[part.id] = beside[part.parent]
        self.section_start: dict[str, int] = {}
        self.section_length: dict[str, int] = defaultdict(int)
        for at, block in enumerate(report.blocks):
            for section in self.path(block.id):
                self.section_start.setdefault(section.id, at)
                self.section_length[section.id] += len(block.text)

    def path(self, block: str) -> tuple[Section, ...]:
        """Return the sections that hold `block`, outermost first."""
        return self.section_path(self.blocks[block].section)

    def trail(self, block: str) -> str:
        """Return the headings above `block`, outermost first."""
        section = self.blocks[block].section
        if section not in self._trails:
            self._trails[section] = " › ".join(map(section_name, self.section_path(section)))
        return self._trails[section]

    def section_path(self, section: str | None) -> tuple[Section, ...]:
        """Return the sections from the outermost down to `section`."""
        path: list[Section] = []
        while section is not None and section in self.sections and len(path) < len(self.sections):
            path.append(self.sections[section])
            section = self.sections[section].parent
        return tuple(reversed(path))

    def place(self, level: Level, unit: str) -> Place | None:
        """Return where a section, block or sentence begins, or None for a section without blocks."""
        if level == "sentence":
            sentence = self.sentences[unit]
            return Place(sentence.block, sentence.span)
        if level == "block":
            return Place(unit, (0, len(self.blocks[unit].text)))
        start = self.section_start.get(unit)
        if start is None:
            return None
        block = self.report.blocks[start]
        return Place(block.id, (0, len(block.text)))

    def number(self, figure: str) -> str:
        """Return the number of a figure with its unit and hedge, as the report has it or as a person put it right."""
        if figure not in self._numbers:
            places = anchors(self.report)
            said = {each.id: each.value for each in self.report.figure_repairs if each.attached and each.value}
            for each in self.report.figures:
                found = said.get(places[each.id]) if each.by == "person" else None
                self._numbers[each.id] = found or self.blocks[each.block].text[slice(*each.span)]
        return self._numbers[figure]

    def unit_text(self, level: Level, unit: str) -> str:
        """Return the text of a sentence or block, or the heading of a section with its number."""
        if level == "section":
            return section_name(self.sections[unit])
        place = self.place(level, unit)
        return "" if place is None else self.text(place)

    def length(self, level: Level, unit: str) -> int:
        """Return the length in characters of a section with all that it holds, of a block or of a sentence."""
        if level == "section":
            return self.section_length[unit]
        place = self.place(level, unit)
        return 0 if place is None else place.span[1] - place.span[0]

    def rank_in_parent(self, section: str) -> int:
        """Return which one a section is among the sections beside it, from 1."""
        return self._rank[section]

    def topic(self, block: str) -> str:
        """Return what a block is about: its run-in heading, or all of it where it has none."""
        found = self.blocks[block]
        return found.text[found.runin[0] : found.runin[1]].rstrip("。：；，") if found.runin else found.text

    def text(self, place: Place) -> str:
        """Return the characters at `place`."""
        return self.blocks[place.block].text[place.span[0] : place.span[1]]

    def quoted(self, block: str, quote: str) -> Place:
        """Return where `quote` stands in `block`; the whole block where it is not found."""
        text = self.blocks[block].text
        at = text.find(quote)
        return Place(block, (0, len(text)) if at < 0 else (at, at + len(quote)))


class Lookup:
    """The parts of a comparison by id, and the units that each group joins."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.old = ReportLookup(comparison.old)
        self.new = ReportLookup(comparison.new)
        self.links: dict[str, Link] = {link.id: link for link in comparison.links}
        self.groups: dict[str, Group] = {group.id: group for group in comparison.groups}
        self.edits: dict[str, Edit] = {edit.id: edit for edit in comparison.edits}
        self.figure_changes: dict[str, FigureChange] = {change.id: change for change in comparison.figure_changes}
        self.task_changes: dict[str, TaskChange] = {change.id: change for change in comparison.task_changes}
        self.formulations: dict[str, Formulation] = {item.id: item for item in comparison.formulations}
        self.group_links: dict[str, list[Link]] = defaultdict(list)
        for link in comparison.links:
            self.group_links[link.group].append(link)
        self.link_edits: dict[str, list[Edit]] = defaultdict(list)
        for edit in comparison.edits:
            self.link_edits[edit.link].append(edit)
        self._opposite = _old_to_new(self)
        told = {ref for change in comparison.changes for ref in change.refs}
        self._told = told if comparison.left_out else None

    def side(self, side: Side) -> ReportLookup:
        """Return the report of that side."""
        return self.old if side == "old" else self.new

    def tells(self, finding: str) -> bool:
        """Tell whether a finding is shown: where changes were left out, it is if one of the rest tells it."""
        return self._told is None or finding in self._told

    def units(self, group: str, side: Side) -> tuple[str, ...]:
        """Return the ids that a group joins on one side, in the order of its links."""
        ids = (link.old if side == "old" else link.new for link in self.group_links[group])
        return tuple(dict.fromkeys(unit for unit in ids if unit is not None))

    def reading_order(self, old: str | None, new: str | None) -> tuple[int, int]:
        """Return a sort key: place in the new edition; what is gone follows its last surviving neighbour."""
        if new is not None:
            return (self.new.order[new], -1)
        if old is not None:
            at = self.old.order[old]
            return (self._opposite[at], at)
        return (-1, -1)


def section_name(section: Section) -> str:
    """Return a section's heading as printed, with its number.

    >>> section_name(Section("s1", 1, "三", "今后五年的目标任务", None))
    '三、今后五年的目标任务'
    >>> section_name(Section("s2", 2, "（一）", "坚持围绕中心", None))
    '（一）坚持围绕中心'
    """
    number = section.number or ""
    if not number or section.heading.startswith(number):
        return section.heading
    return f"{number}{'、' if number[-1] not in '）)、.．章节条' else ''}{section.heading}"


def _old_to_new(lookup: Lookup) -> list[int]:
    """Return, for each old block, the new place of the last linked old block up to it."""
    new_of: dict[str, int] = {}
    for link in lookup.comparison.links:
        if link.level == "block" and link.old is not None and link.new is not None:
            new_of.setdefault(link.old, lookup.new.order[link.new])
    places, last = [], -1
    for block in lookup.comparison.old.blocks:
        last = new_of.get(block.id, last)
        places.append(last)
    return places
