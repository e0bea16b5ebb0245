"""The nouns: what a report is, and what a comparison of two reports found, as plain data.

    bytes ── reading ──▶ Document ── outline, words, figures, tasks ──▶ Report
    Report + Report ── align, wording, targets, tasks, formulations ──▶ Comparison

Everything is a frozen dataclass that holds positions, never rendered text, so that the page, the
exports, the summary and the statistics are all views of the same data.  `contract.py` writes it as
JSON (schema `duizhao/1`); field names here are the field names there, except where a Python
keyword is in the way (`cls` → "class", `start` → "from").

Offsets are code points of the block's text, half open.  Line numbers are 1-based and inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Span = tuple[int, int]

BlockKind = Literal["title", "byline", "salutation", "heading", "paragraph", "annex", "furniture"]
LineKind = Literal[
    "title", "byline", "salutation", "heading1", "heading2", "heading3", "item", "paragraph", "annex", "furniture",
    "continues",
]  # fmt: skip
NOT_COMPARED: tuple[BlockKind, ...] = ("furniture", "annex")
"""Kinds of blocks that alignment leaves alone."""
Role = Literal["opening", "review", "problems", "situation", "requirements", "tasks", "closing"]
Level = Literal["section", "block", "sentence"]
GroupKind = Literal["same", "reworded", "split", "merged", "recut", "added", "removed"]
Op = Literal["equal", "replace", "insert", "delete"]
EditClass = Literal["figure", "formulation", "intensity", "order", "wording", "punctuation"]
Side = Literal["old", "new"]
Revisions = Literal["final", "original"]
Format = Literal[
    "txt", "md", "html", "csv", "docx", "pdf", "image", "doc", "wps", "rtf", "odt", "ofd", "mht", "zip",
]  # fmt: skip
FORMATS: tuple[Format, ...] = get_args(Format)
"""Every format that a file may be told to be."""
TEXTUAL: tuple[Format, ...] = ("txt", "md", "csv", "html")
"""The formats that any text may be read as, if a person says so."""
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "hz")
"""The encodings that a person may choose; GBK and GB2312 are part of GB18030, Big5 of Big5-HKSCS."""
LinkOp = Literal["link", "unlink", "split", "merge"]
By = Literal["machine", "person"]
FigureRole = Literal["result", "target", "other"]
FindingSay = Literal["pair", "part", "verdict"]
Verdict = Literal["same", "up", "down", "other", "met", "missed", "unclear"]
Settling = Literal["answered", "waived", "outcome"]
ReviewState = Literal["open", "agreed", "check", "ignored"]


# ── what reading gives ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report came from: the name and format of the file and the digest of its bytes.

    `told` says by what the format and the encoding were known, (Chinese, English).
    """

    name: str
    format: str
    sha256: str
    encoding: str | None = None
    told: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person says of how a source is to be read; what is None is told by its bytes.

    `revisions` is which text of a file with tracked changes is taken, the final one unless said otherwise; `part`
    which of the reports in a table, from 0.
    """

    format: str | None = None
    encoding: str | None = None
    revisions: Revisions | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source as found (docx: paragraph or table row; html: block element; pdf: line of a page).

    `style` is what the format itself says the line is ("title", "heading1" … "heading3", "furniture", "table", "listed"
    of a paragraph with a bullet; "continues" where the page shows that it goes on with the line before, furniture
    aside), or None where the format says nothing, as plain text never does.  `sure` is how sure its recognition is, 0
    to 1, where the text was recognised in a picture; None where it was read.
    """

    number: int
    text: str
    page: int | None = None
    style: str | None = None
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source read into lines, before its structure is known.

    `notes` are sentences for the reader, (Chinese, English), on how the source had to be read.
    """

    source: Source
    lines: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...] = ()


# ── what a report is ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` code points of a block from `at` on stand in source line `line` from `column` on."""

    at: int
    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest addressed piece: a title, a heading, a paragraph, with its source lines.

    `sure` is that of the least sure of them where the text was recognised in a picture, 0 to 1.
    """

    id: str
    kind: BlockKind
    text: str
    lines: Span
    level: int | None = None
    role: Role | None = None
    page: int | None = None
    section: str | None = None
    runin: Span | None = None
    pieces: tuple[Piece, ...] = ()
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: level 1 一、, level 2 （一）, level 3 an item with a run-in heading."""

    id: str
    level: int
    number: str | None
    heading: str
    parent: str | None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a block; the sentences of a block tile it."""

    id: str
    block: str
    span: Span


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity in base units: 5.6万个 → 56000 个; a bound that is not given is None."""

    low: float | None
    high: float | None
    unit: str
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the text that means a quantity, and what it is the number of.

    `quote` is the shortest stretch of the block that holds the indicator's words and the number,
    `span` the place of the number with its unit and hedge.  `key` is the indicator folded for
    matching.  `start` is the earlier value of 从…到….  `measure` is what sort of number it is, `base` what it is
    told against, as the text has it (比上年, 五年累计).  `repeats` is the first figure that says the same.
    """

    id: str
    block: str
    span: Span
    quote: str
    indicator: str
    key: str
    value: Value
    role: FigureRole
    start: float | None = None
    modality: str | None = None
    deadline: str | None = None
    measure: Literal["level", "growth", "increment", "change", "ratio", "rank", "multiple"] = "level"
    base: str | None = None
    repeats: str | None = None
    by: By = "machine"


@dataclass(frozen=True, slots=True)
class Task:
    """A commitment: the clause that makes it, and what sort of thing is promised.

    It is `definite` where a later reader can tell whether it was done: a document, a number, a thing built.
    """

    id: str
    block: str
    span: Span
    quote: str
    kind: str
    deadline: str | None = None
    definite: bool = False


@dataclass(frozen=True, slots=True)
class OutlineRepair:
    """What a person says that a source line is; "item" is a paragraph with a run-in heading.

    `anchor` is made from the line's text.  Once applied, `line` is where the line stands and `found` what
    the program takes it for; both are None where the source has no such line.
    """

    anchor: str
    kind: LineKind
    quote: str = ""
    line: int | None = None
    found: LineKind | None = None


@dataclass(frozen=True, slots=True)
class FigureRepair:
    """What a person says of the `nth` mention of some `words` of a block: a figure, and which, or none (`gone`).

    `head` is which of the figures that share the number is meant.  What is None is as the program found it.  Once
    applied, `found` is the program's own figure, None where it has none; a statement whose words are gone is not
    `attached`.
    """

    id: str
    block: str
    words: str
    nth: int = 0
    head: int = 0
    indicator: str | None = None
    value: str | None = None
    role: FigureRole | None = None
    deadline: str | None = None
    gone: bool = False
    attached: bool = True
    found: Figure | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read.  Blocks, sections and sentences are in reading order."""

    source: Source
    title: str | None = None
    date: str | None = None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[Figure, ...] = ()
    tasks: tuple[Task, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    repairs: tuple[OutlineRepair, ...] = ()
    figure_repairs: tuple[FigureRepair, ...] = ()
    choice: Choice = Choice()


# ── what a comparison found ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Link:
    """One edge between an old and a new unit of a level; a null side is an added or removed unit."""

    id: str
    level: Level
    old: str | None
    new: str | None
    group: str
    score: float
    why: tuple[str, ...] = ()
    by: By = "machine"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A unit that a person spoke of, and how its text began then: it can still be told when it is gone."""

    unit: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class LinkRepair:
    """What a person said of some units: that they belong together or do not (`link_repairs.py` says what follows).

    One that cannot be applied, because a unit is gone, is not `attached`.
    """

    id: str
    op: LinkOp
    level: Level
    old: tuple[Anchor, ...]
    new: tuple[Anchor, ...]
    attached: bool = True


@dataclass(frozen=True, slots=True)
class Overruled:
    """A link that the machine found and a person took away: how sure it was, why, and the repair that did it."""

    id: str
    level: Level
    old: str
    new: str
    score: float
    why: tuple[str, ...]
    repair: str


@dataclass(frozen=True, slots=True)
class Group:
    """The units that edges connect, seen as one relation: one to one, split, merged, …"""

    id: str
    level: Level
    kind: GroupKind
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a block."""

    block: str
    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One wording change inside a sentence link.  The edits of a link tile both its sentences.

    An edit of op "equal" holds the words of both sides: they are the same once folded as the comparison's settings say.
    Where a sentence was split or merged, what one of its links takes out or puts in another may hold alike, or
    tell of: such an edit is `elsewhere`, and no change.
    """

    id: str
    link: str
    op: Op
    cls: EditClass
    old: Place | None
    new: Place | None
    elsewhere: bool = False

    @property
    def changes(self) -> bool:
        """Tell whether the words changed."""
        return self.op != "equal" and not self.elsewhere


@dataclass(frozen=True, slots=True)
class FigureSide:
    """The figure on one side of a figure change, with the words that prove it."""

    figure: str
    block: str
    quote: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """The same indicator in both editions, or a target or result that only one edition has.

    `up_is_good` tells whether more of the indicator is better; None where its words leave it open.
    """

    id: str
    type: Literal[
        "target_pair", "target_new", "target_dropped", "result_pair", "result_new", "result_dropped", "fulfilment"
    ]
    indicator: str
    change: Verdict | None
    old: FigureSide | None
    new: FigureSide | None
    up_is_good: bool | None = None
    by: By = "machine"

    @property
    def for_the_better(self) -> bool | None:
        """Tell whether the number moved the better way; None where it did not move or nothing tells."""
        if self.up_is_good is None or self.change not in ("up", "down"):
            return None
        return self.up_is_good == (self.change == "up")


@dataclass(frozen=True, slots=True)
class FindingRepair:
    """What a person said of two figures: one indicator, not one, or how it changed (`finding_repairs.py`).

    The anchors are those of repairs of figures.  One whose figures are gone is not `attached`.  `found` is what the
    program says of the two by itself: its own change, None where it does not pair them.
    """

    id: str
    say: FindingSay
    old: Anchor
    new: Anchor
    verdict: Verdict | None = None
    attached: bool = True
    found: Verdict | None = None


@dataclass(frozen=True, slots=True)
class TaskSide:
    """The clause that makes, repeats or reports a commitment; `task` is null for a report of it."""

    task: str | None
    block: str
    quote: str


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What became of a commitment between the editions.

    `state` is what a report of it says: done, or under way; None where it says neither.  `hint` is a clause of the new
    report that may answer an unanswered one, for a person to look at.
    """

    id: str
    type: Literal["kept", "reworded", "new", "unanswered", "reported"]
    old: TaskSide | None
    new: TaskSide | None
    state: Literal["done", "under_way"] | None = None
    hint: TaskSide | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What a person said of a commitment of the old report: where it is answered, why it is waived, or what came of it.

    It is kept beside what was found and changes nothing of it.  `task` is the commitment with its whole clause, `place`
    a block of the new report with its beginning.  One whose commitment is gone is not `attached`.
    """

    id: str
    say: Settling
    task: Anchor
    text: str = ""
    place: Anchor | None = None
    person: str | None = None
    attached: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """What a person thinks of one change; it is kept beside what was found and changes nothing of it.

    `key` names the change by what it says: the same change, found again by another program or beside another version
    of a draft, is the same.  `quote` is the change in words, `day` when it was said; `change` is its id in this
    comparison, null where it is gone.
    """

    id: str
    key: str
    state: ReviewState
    note: str = ""
    person: str | None = None
    quote: str = ""
    day: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person wants to stand beside one change in the table, in place of what is drafted; empty for nothing.

    `key` names the change by what it says and `quote` is it in words, as those of a review; `change` is its id in this
    comparison, null where it is gone.
    """

    id: str
    key: str
    text: str = ""
    quote: str = ""
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a formulation stands."""

    side: Side
    block: str
    span: Span


ChangeKind = Literal["new", "dropped", "replaced", "more", "less", "reordered", "stronger", "weaker"]


@dataclass(frozen=True, slots=True)
class Formulation:
    """A set phrase and its fate between the editions.

    `weight` ranks those of one kind (`formulations/weight.py`).  Of a `reordered` enumeration, `items_added` and
    `items_dropped` are the items that only one edition has.
    """

    id: str
    phrase: str
    change: ChangeKind
    old_count: int
    new_count: int
    replaced_by: str | None = None
    where: tuple[Mention, ...] = ()
    weight: float = 0.0
    items_added: tuple[str, ...] = ()
    items_dropped: tuple[str, ...] = ()


ChangeClass = Literal[
    "target", "fulfilment", "result", "formulation", "task", "moved", "added", "removed",
    "intensity", "order", "wording", "punctuation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the ranked list that a reader walks; `refs` are the ids of what it shows."""

    id: str
    cls: ChangeClass
    weight: float
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryPlace:
    """Where a line of the summary looks: the sections above, outermost first, the paragraph in its section, the line.

    `paragraph` is null for a heading.
    """

    block: str
    section: str
    paragraph: int | None
    line: int


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One finding in words; `change` is its entry in the ranked list, null for a target that both editions set alike.

    `finding` is what it tells of: a figure change, task change, formulation, group or link.  `page` tells whether the
    short summary names it.
    """

    kind: str
    change: str | None
    finding: str
    weight: float
    zh: str
    en: str
    old: SummaryPlace | None
    new: SummaryPlace | None
    page: bool = False


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """One part of the summary with all its lines, by kind, the weightiest first."""

    zh: str
    en: str
    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that was cut short, or recognised in a picture, and where: said to the reader, never silent."""

    what: str
    where: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a comparison made for an export holds no more, and that in words.

    `classes` are the switches and `states` the states of review whose changes it holds, `kinds` those that it holds of
    other classes; `changes` are those left out.
    """

    classes: tuple[str, ...]
    states: tuple[ReviewState, ...]
    changes: int
    zh: str
    en: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports and everything that was found between them; of one made for an export, what was left out."""

    old: Report
    new: Report
    settings: dict[str, object] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    edits: tuple[Edit, ...] = ()
    figure_changes: tuple[FigureChange, ...] = ()
    task_changes: tuple[TaskChange, ...] = ()
    formulations: tuple[Formulation, ...] = ()
    changes: tuple[Change, ...] = ()
    summary: dict[str, str] = field(default_factory=dict)
    summary_data: tuple[SummaryPart, ...] = ()
    repairs: tuple[LinkRepair, ...] = ()
    overruled: tuple[Overruled, ...] = ()
    finding_repairs: tuple[FindingRepair, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    reviews: tuple[Review, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: LeftOut | None = None
