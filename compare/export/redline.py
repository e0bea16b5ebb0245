"""The old report revised into the new one: a Word document with tracked changes, to be accepted or rejected one by one.

    <w:del>3%</w:del><w:ins>4%左右</w:ins>      what was moved: <w:moveFrom>…</w:moveFrom> … <w:moveTo>…</w:moveTo>

All accepted it is the new report, all rejected the old one, block by block (`stream.py`).  Where the new report's own
Word file is at hand, it is written on that (`original.py`), else in the look of official papers.  What reviewers wrote,
and what was entered in the ledger, stands as comments at the paragraphs that it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from docx.oxml.ns import qn

from ..describe import entries
from ..errors import Language
from ..ledger import ledger
from ..ledger_table import SAYS, remark
from ..lookup import SIDES, Lookup
from ..model import Comparison, Review, Side
from ..recognition import marks
from ..reviews import in_words, standing
from .grid import Grid, GridWriter, fits
from .ground import Ground, Look, plain
from .original import ground
from .paragraphs import Paragraph, Stretch, paragraphs
from .stream import Step, StepOp, stream
from .word import clean, fill, saved, styled, xml

AUTHOR = "对照 Duizhao"
"""Whose the tracked changes are."""
_UNDATED = "2000-01-01"
_WHOLE: dict[Language, str] = {
    "zh": "修订含全部文字改动；所选范围只限批注。",
    "en": "All changes of the text are tracked; what was chosen concerns the comments. ",
}
_SIDES: dict[Side, tuple[str, str]] = {"old": ("旧报告", "Old report: "), "new": ("新报告", "New report: ")}
_CHECK = ("，请对照原件核对。", ". Check it against the original.")
_ELEMENT: dict[StepOp, str] = {"delete": "del", "insert": "ins", "from": "moveFrom", "to": "moveTo"}


def write(comparison: Comparison, language: Language, original: bytes | None = None) -> bytes:
    """Return the tracked document as .docx, on the new report's own file where `original` is that and can be used."""
    on = (ground(original, comparison.new) if original else None) or plain(comparison.new)
    if left := comparison.left_out:
        properties = on.document.core_properties
        properties.comments += f"　{_WHOLE[language]}{left.en if language == 'en' else left.zh}"
    fill(on.document, _Redline(comparison, language, on).text())
    return saved(on.document)


class _Redline:
    """The text of one document, written paragraph by paragraph."""

    def __init__(self, comparison: Comparison, language: Language, on: Ground) -> None:
        self._paragraphs = list(paragraphs(stream(comparison)))
        self._moving = Counter((each.end.op, each.end.move) for each in self._paragraphs if each.end.move)
        self._moves: dict[tuple[StepOp, str], int] = {}
        self._ids = count(1)
        date = comparison.new.date or _UNDATED
        self._day = f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"
        self._by = f'w:author="{AUTHOR}" w:date="{self._day}"'
        self._on, self._language = on, language
        self._notes = _notes(comparison, language)
        self._grids = GridWriter(self._cell_runs, self._row_mark)

    def text(self) -> str:
        """Return the paragraphs as XML, and an empty one at the end: a mark taken out needs one to join."""
        tables = self._tables()
        note = replace(self._on.lost, tables=self._on.lost.tables - len(tables)).said()
        said = self._comment(note[self._language == "en"], AUTHOR, None) if note else ""
        out, held, at = [], "", 0
        while at < len(self._paragraphs):
            paragraph = self._paragraphs[at]
            look = self._look(paragraph)
            held += look.above if paragraph.opens else ""
            if paragraph.fresh:
                out.append(held)
                held = ""
            if self._is_around(paragraph):
                out.append("" if paragraph.old else self._replaced(paragraph, look))
                said, at = said + self._comments(paragraph), at + 1
                continue
            if at in tables:
                grid, stop = tables[at]
                out.append(self._grids.written(grid, self._paragraphs[at:stop], self._comments))
                at = stop
                continue
            out.append(self._paragraph(paragraph, look, said))
            said, at = "", at + 1
        end = f"<w:p>{said}</w:p>" if said else "<w:p/>"
        return "".join(out) + held + (end if said or not self._on.below else self._on.below)

    def _is_around(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph stands in a header or footer that is kept, of the new report or of both."""
        around, blocks = self._on.around, self._on.blocks
        if not paragraph.old:
            return paragraph.block in around
        text = "".join(stretch.text for stretch in paragraph.stretches)
        return paragraph.end.kind == "furniture" and any(blocks[at].text == text for at in around)

    def _replaced(self, paragraph: Paragraph, look: Look) -> str:
        """Return what the old report has for a header or footer of the new one, as a paragraph that went."""
        if {stretch.op for stretch in paragraph.stretches} <= {"equal", "insert", "to"}:
            return ""
        went = tuple(replace(each, op="delete") for each in paragraph.stretches if each.op not in ("insert", "to"))
        end = replace(paragraph.end, op="delete", ends=())
        return self._paragraph(replace(paragraph, stretches=went, end=end), look, "")

    def _tables(self) -> dict[int, tuple[Grid, int]]:
        """Return the tables that are kept, by their first paragraph, with where they end."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for at, paragraph in enumerate(self._paragraphs):
            if not paragraph.old:
                first.setdefault(paragraph.block, at)
                last[paragraph.block] = at
        found = {}
        for grid in self._on.grids:
            start, stop = first[grid.span[0]], last[grid.span[1]] + 1
            if fits(grid, self._paragraphs[start:stop]):
                found[start] = grid, stop
        return found

    def _look(self, paragraph: Paragraph) -> Look:
        if not paragraph.old:
            return self._on.looks[paragraph.block]
        return self._on.like(paragraph.end.kind, paragraph.end.level, paragraph.block)

    def _paragraph(self, paragraph: Paragraph, look: Look, said: str) -> str:
        runs = self._tracked(look.lead, paragraph.lead) if look.lead and paragraph.lead else ""
        runs += "".join(self._stretch(stretch, paragraph, look) for stretch in paragraph.stretches)
        op = paragraph.end.op
        came: StepOp = "insert" if op in ("insert", "to") else paragraph.lead or "equal"  # a break goes with its end
        runs += self._tracked(look.trail, came) if look.trail and paragraph.ends else ""
        mark = f'<w:{_ELEMENT[op]} w:id="{next(self._ids)}" {self._by}/>' if op != "equal" else ""
        mark = f"<w:rPr>{mark}{look.mark}</w:rPr>" if mark or look.mark else ""
        notes = self._comments(paragraph)
        section = look.section if paragraph.ends else ""
        start, stop = self._move(paragraph.end)
        return f"<w:p><w:pPr>{look.paragraph}{mark}{section}</w:pPr>{start}{runs}{said}{notes}</w:p>{stop}"

    def _move(self, end: Step) -> tuple[str, str]:
        """Return what opens a move before its first paragraph's text, and what closes it behind its last paragraph."""
        key, name = (end.op, end.move), _ELEMENT.get(end.op, "")
        if not end.move:
            return "", ""
        start = ""
        if key not in self._moves:
            self._moves[key] = next(self._ids)
            start = f'<w:{name}RangeStart w:id="{self._moves[key]}" {self._by} w:name="{xml(end.move)}"/>'
        self._moving[key] -= 1
        return start, "" if self._moving[key] else f'<w:{name}RangeEnd w:id="{self._moves[key]}"/>'

    def _stretch(self, stretch: Stretch, paragraph: Paragraph, look: Look) -> str:
        """Return a stretch as runs, one for all letters beside each other that look alike."""
        gone = stretch.op in ("delete", "from")
        tag = "delText" if stretch.op == "delete" else "t"
        if paragraph.old or gone or not look.letters:
            properties = look.usual if paragraph.old else look.letter(max(stretch.at - 1, 0))
            runs = styled(stretch.text, properties, tag)
        else:
            letters = zip(stretch.text, look.letters[stretch.at :], strict=False)
            alike = groupby(letters, key=lambda pair: pair[1])
            runs = "".join(styled("".join(letter for letter, _ in pairs), each) for each, pairs in alike)
        return self._tracked(runs, stretch.op)

    def _tracked(self, runs: str, op: StepOp) -> str:
        if op == "equal":
            return runs
        if op == "delete":
            runs = runs.replace("<w:t xml:space", "<w:delText xml:space").replace("</w:t>", "</w:delText>")
        name = _ELEMENT[op]
        return f'<w:{name} w:id="{next(self._ids)}" {self._by}>{runs}</w:{name}>'

    def _cell_runs(self, text: str, properties: str, op: StepOp) -> str:
        return self._tracked(styled(text, properties), op)

    def _row_mark(self, op: StepOp) -> str:
        return f'<w:{_ELEMENT[op]} w:id="{next(self._ids)}" {self._by}/>'

    def _comments(self, paragraph: Paragraph) -> str:
        """Return references to the comments on the blocks that end here; each is written once."""
        return "".join(
            self._comment(note.text, note.author, note.day)
            for end in (paragraph.end.ends if paragraph.closes else ())
            for note in self._notes.pop(end, ())
        )

    def _comment(self, text: str, author: str, day: str | None) -> str:
        comment = self._on.document.comments.add_comment(text=clean(text), author=author, initials="")
        comment._comment_elm.set(qn("w:date"), f"{day}T00:00:00Z" if day else self._day)
        return f'<w:r><w:commentReference w:id="{comment.comment_id}"/></w:r>'


@dataclass(frozen=True, slots=True)
class _Note:
    """What a person said, to stand as a comment."""

    text: str
    author: str
    day: str | None


def _notes(comparison: Comparison, language: Language) -> dict[tuple[Side, str], list[_Note]]:
    """Return reviews and entries of the ledger by the block at which they are shown: of a change the new, if any."""
    en = language == "en"
    found: dict[tuple[Side, str], list[_Note]] = {}
    recognition = marks(comparison, language)
    for side, report in zip(SIDES, (comparison.old, comparison.new), strict=True):
        for each in report.blocks:
            if recognition.doubts(each.sure):
                words = f"{_SIDES[side][en]}{recognition.of(each.sure)}{_CHECK[en]}"
                found[side, each.id] = [_Note(words, AUTHOR, None)]
    said: Mapping[str, Sequence[Review]] = standing(comparison.reviews)
    for side, block, change in _places(comparison):
        found.setdefault((side, block), []).extend(
            _Note(in_words([each], en), each.person or AUTHOR, each.day) for each in said.get(change, ())
        )
    for row in ledger(comparison).rows if comparison.ledger else ():
        if row.entry is not None:
            text = f"{SAYS[row.entry.say][en]}{': ' if en else '：'}{remark(row.entry)}"
            found.setdefault(("old", row.task.block), []).append(_Note(text, row.entry.person or AUTHOR, None))
    return found


def _places(comparison: Comparison) -> Iterator[tuple[Side, str, str]]:
    for entry in entries(Lookup(comparison)):
        if entry.new_block:
            yield "new", entry.new_block, entry.change.id
        elif entry.old_block:
            yield "old", entry.old_block, entry.change.id
