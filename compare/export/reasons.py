"""What stands under 说明 beside each row of the table: for each change what is drafted, or what a person put there.

    row  赤字率拟按[3%→4%左右]安排   →   目标上调：赤字率：3%→4%左右      drafted
                                         审阅：同意（张三）               what was thought of it
                                         另有2处改动。                    beyond those that are named

A draft names numbers and phrases whole; of a passage that stands in the row it gives the first clauses.  A change that
stands in several rows (a phrase used in many) has one reason, said in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..config import REMARK, RemarkSettings
from ..describe import Entry, edit_words, entries, telling_edits
from ..errors import Language
from ..lookup import Lookup
from ..model import Comparison, Review
from ..remarks import on_changes
from ..reviews import in_words, standing
from ..view import Row, page
from ..view.headings import leading

NAMED = 8
"""Most drafted reasons of one row; further changes are counted. What a person wrote always stands."""
_WHOLE = ("target_", "result_", "fulfilment_", "formulation_")
"""Kinds of which a draft says everything: numbers and phrases."""
_STOPS = "，；。：？！"
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "moved": "由{old}移到这里",
        "more": "另有{n}处改动。",
        "length": "（共{n}字）",
        "edits": "…等{n}处",
        "times": "次",
        "without_new": "删去。",
        "without_old": "新增。",
        "review": "审阅：",
        "colon": "：",
        "comma": "，",
        "stop": "。",
    },
    "en": {
        "moved": "moved here from {old}",
        "more": "Further changes: {n}.",
        "length": " ({n} characters)",
        "edits": "… ({n} in all)",
        "times": " times",
        "without_new": "Removed.",
        "without_old": "Added.",
        "review": "Review: ",
        "colon": ": ",
        "comma": ", ",
        "stop": ".",
    },
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change was made: what is drafted, what a person wrote instead, and whether it stands in the table."""

    change: str
    drafted: str
    written: str | None = None
    stands: bool = True

    @property
    def text(self) -> str:
        """Return what holds."""
        return self.drafted if self.written is None else self.written


def _begun(text: str, longest: int) -> str:
    """Return the first clauses of a text that fit, else its first characters.

    >>> _begun("推动经济明显回升，社会信心有效提振，既促进了目标实现", 20)
    '推动经济明显回升，社会信心有效提振'
    """
    end = max(text.rfind(sign, 0, longest + 1) for sign in _STOPS)
    return text[: end if end >= longest // 2 else longest]


def told_rows(comparison: Comparison) -> Iterator[Row | int]:
    """Yield the rows of the table in their order, and between them how many paragraphs have nothing to show."""
    passed = 0
    for row in leading(page(comparison).rows):
        if row.kind in ("pointer", "continued"):
            continue
        if row.unchanged and row.kind == "text":
            passed += 1
            continue
        if passed:
            yield passed
        passed = 0
        yield row
    if passed:
        yield passed


def beside(comparison: Comparison, language: Language) -> dict[str, str]:
    """Return what people think of each change, and what they put beside it, in one line for a list of changes."""
    en = language == "en"
    words = {change: [in_words(said, en)] for change, said in standing(comparison.reviews).items()}
    for change, text in on_changes(comparison).items():
        words.setdefault(change, []).extend([f"{'Remark: ' if en else '说明：'}{text}"] if text else [])
    return {change: (" · " if en else "　").join(parts) for change, parts in words.items() if parts}


class Reasons:
    """The reasons of one comparison, in one language."""

    def __init__(self, comparison: Comparison, language: Language, settings: RemarkSettings = REMARK) -> None:
        self._language, self._words, self._settings = language, _WORDS[language], settings
        self._lookup = Lookup(comparison)
        self._entries: Mapping[str, Entry] = {each.change.id: each for each in entries(self._lookup)}
        self._said: Mapping[str, Sequence[Review]] = standing(comparison.reviews)
        self._written = on_changes(comparison)

    def of(self, row: Row) -> tuple[Reason, ...]:
        """Return the reasons of a row, the weightiest first; drafted ones beyond the first few do not stand there."""
        found, drafted = [], 0
        for change in row.changes:
            written = self._written.get(change)
            drafted += written is None
            found.append(Reason(change, self.draft(row, change), written, written is not None or drafted <= NAMED))
        return tuple(found)

    def draft(self, row: Row, change: str) -> str:
        """Return what is drafted for a change that stands in a row."""
        entry = self._entries[change]
        moved = row.move is not None and self._is_move(change)
        label = entry.label(self._language)
        said = f"{label[0].upper()}{label[1:]}{self._words['colon']}{self._account(entry, moved=moved)}"
        return said + (self._words["comma"] + self._moved(row) if moved else "")

    def _account(self, entry: Entry, *, moved: bool) -> str:
        """Return what an entry says, in short where it quotes what stands beside it."""
        text, longest = " ".join((entry.subject if moved else entry.brief).split()), self._settings.longest_draft
        if entry.kind in ("formulation_more", "formulation_less"):
            return text + self._words["times"]
        if len(text) <= longest + longest // 4 or entry.kind.startswith(_WHOLE):
            return text
        if entry.kind.startswith("words_"):
            return self._few(edit_words(self._lookup, telling_edits(self._lookup, entry.change)))
        return f"{_begun(text, longest)}…{'' if moved else self._words['length'].format(n=len(text))}"

    def _few(self, edits: Sequence[str]) -> str:
        """Return the first edits of a sentence, as many as there is room for, and how many there are."""
        longest = self._settings.longest_draft
        found: list[str] = []
        for edit in edits:
            said = "→".join(
                part if len(part) <= longest // 2 else f"{_begun(part, longest // 2)}…" for part in edit.split("→")
            )
            if found and len("；".join((*found, said))) > longest:
                return "；".join(found) + self._words["edits"].format(n=len(edits))
            found.append(said)
        return "；".join(found)

    def lines(self, row: Row) -> list[str]:
        """Return what the table says beside a row, line by line."""
        found = self.of(row)
        lines = [] if row.move is None or self._tells_move(row) else [self._moved(row) + self._words["stop"]]
        for each in found:
            lines += each.text.splitlines() if each.stands else []
            if each.stands and each.change in self._said:
                lines.append(self._words["review"] + in_words(self._said[each.change], self._language == "en"))
        if not lines and not row.changes and row.gap:
            lines = [self._words[f"without_{row.gap}"]]
        rest = sum(not each.stands for each in found)
        return [*lines, *([self._words["more"].format(n=rest)] if rest else [])]

    def _moved(self, row: Row) -> str:
        said = self._words["moved"].format(old=(row.move.old_place if row.move else "") or "—")
        return said if self._tells_move(row) else said[0].upper() + said[1:]

    def _tells_move(self, row: Row) -> bool:
        return any(map(self._is_move, row.changes))

    def _is_move(self, change: str) -> bool:
        return self._entries[change].kind in ("section_moved", "heading_moved", "block_moved")
