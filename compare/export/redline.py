"""The old report revised into the new one: a Word document with tracked changes, to be accepted or rejected one by one.

    <w:del>3%</w:del><w:ins>4%左右</w:ins>      what was moved: <w:moveFrom>…</w:moveFrom> … <w:moveTo>…</w:moveTo>

All accepted it is the new report, all rejected the old one, block by block (`stream.py`).  What reviewers wrote, and
what was entered in the ledger, stands as comments at the paragraphs that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from docx.document import Document
from docx.oxml.ns import qn

from ..describe import entries
from ..errors import Language
from ..ledger import ledger
from ..ledger_table import SAYS, remark
from ..lookup import Lookup
from ..model import Comparison, Review, Side
from ..reviews import in_words, standing
from .stream import Step, StepOp, stream
from .word import BODY, HEAD, clean, document, fill, run, saved, xml

AUTHOR = "对照 Duizhao"
"""Whose the tracked changes are."""
_UNDATED = "2000-01-01"
_WHOLE: dict[Language, str] = {
    "zh": "修订含全部文字改动；所选范围只限批注。",
    "en": "All changes of the text are tracked; what was chosen concerns the comments. ",
}
_SIZES = {"title": 22.0, "heading": 16.0}
_SIZE = 16.0
_ELEMENT: dict[StepOp, str] = {"delete": "del", "insert": "ins", "from": "moveFrom", "to": "moveTo"}


def write(comparison: Comparison, language: Language) -> bytes:
    """Return the tracked document as .docx."""
    new = comparison.new
    made = document(new.title or new.source.name, new.date)
    if left := comparison.left_out:
        made.core_properties.comments += f"　{_WHOLE[language]}{left.en if language == 'en' else left.zh}"
    fill(made, _Redline(comparison, language, made).text())
    return saved(made)


class _Redline:
    """The text of one document, written paragraph by paragraph."""

    def __init__(self, comparison: Comparison, language: Language, made: Document) -> None:
        self._steps = stream(comparison)
        self._ids = count(1)
        date = comparison.new.date or _UNDATED
        self._by = f'w:author="{AUTHOR}" w:date="{date}{"-01" * (2 - date.count("-"))}T00:00:00Z"'
        self._day = f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"
        self._made, self._language = made, language
        self._notes = _notes(comparison, language)

    def text(self) -> str:
        """Return the paragraphs as XML, and an empty one at the end: a mark taken out needs one to join."""
        out, runs = [], ""
        for step in self._steps:
            *lines, rest = step.text.split("\n")
            for number, line in enumerate(lines):
                runs += self._run(step, line) if line else ""
                notes = self._comments(step) if number == len(lines) - 1 else ""
                out.append(self._paragraph(step, runs + notes))
                runs = ""
            runs += self._run(step, rest) if rest else ""
        return "".join(out) + "<w:p/>"

    def _run(self, step: Step, text: str) -> str:
        face = HEAD if step.kind in _SIZES else BODY
        size = _SIZES.get(step.kind, _SIZE)
        made = run(text, face=face, size=size, bold=step.kind == "title")
        if step.op == "equal":
            return made
        if step.op == "delete":
            made = made.replace("<w:t xml:space", "<w:delText xml:space").replace("</w:t>", "</w:delText>")
        name = _ELEMENT[step.op]
        inner = f'<w:{name} w:id="{next(self._ids)}" {self._by}>{made}</w:{name}>'
        if not step.move:
            return inner
        number = next(self._ids)
        start = f'<w:{name}RangeStart w:id="{number}" {self._by} w:name="{xml(step.move)}"/>'
        return f'{start}{inner}<w:{name}RangeEnd w:id="{number}"/>'

    def _paragraph(self, step: Step, runs: str) -> str:
        centred = '<w:jc w:val="center"/>' if step.kind in ("title", "byline") else ""
        indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if step.kind == "paragraph" else ""
        level = f'<w:outlineLvl w:val="{min(step.level or 1, 9) - 1}"/>' if step.kind == "heading" else ""
        mark = (
            f'<w:rPr><w:{_ELEMENT[step.op]} w:id="{next(self._ids)}" {self._by}/></w:rPr>' if step.op != "equal" else ""
        )
        spacing = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{spacing}{indent}{centred}{level}{mark}</w:pPr>{runs}</w:p>"

    def _comments(self, step: Step) -> str:
        """Return references to the comments on the blocks that end here; each is written once."""
        out = ""
        for end in step.ends:
            for note in self._notes.pop(end, ()):
                comment = self._made.comments.add_comment(text=clean(note.text), author=note.author, initials="")
                comment._comment_elm.set(qn("w:date"), f"{note.day}T00:00:00Z" if note.day else self._day)
                out += f'<w:r><w:commentReference w:id="{comment.comment_id}"/></w:r>'
        return out


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
