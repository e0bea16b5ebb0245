"""Folding: differences that are no change of wording are folded away before two reports are compared.

    实现"十二连增"，增长６.９％       实现“十二连增”，增长 6.9%       →  the same
    ——經濟平稳                       --经济平稳                      →  the same

A copy from another source has flattened quotes, other dashes, full-width digits, traditional characters.
Each kind is one pass over the text and has one switch in `config.FoldingSettings`; which were on is written
into the comparison.  Folded text is only compared, never shown: every place in it leads back to the place
in the text as it stands.  Folding folded text changes nothing.

What a pass turns a character into is only a name for all that counts as the same.  Where the Chinese text of
today has one usual form it is that one, so that such a text mostly folds to itself; quotes have no direction
and no order of nesting, because flattened ones have lost both.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from .config import FoldingSettings
from .model import Block, Figure, Report, Section, Sentence, Span, Task, TaskSide


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back: `origins[k]` is where the character k of it stands in the original.

    What was dropped belongs to what stands before it.  Where nothing was, `origins` is None: offsets are the same.
    """

    text: str
    length: int
    """Length of the original text."""

    origins: tuple[int, ...] | None = None

    @property
    def tail(self) -> int:
        """Return how many characters were dropped behind the last one that was not."""
        return self.length - self._behind(len(self.text))

    def back(self, span: Span) -> Span:
        """Return the span of the original text that a span of the folded text stands for; spans that tile do so again.

        >>> folded = fold("一　是", FoldingSettings())
        >>> folded.text, folded.back((0, 1)), folded.back((1, 2))
        ('一是', (0, 2), (2, 3))
        """
        return self._at(span[0]), self._at(span[1])

    def tiles(self, spans: Sequence[Span], changed: Sequence[bool]) -> list[Span]:
        """Return the spans of the original for spans that tile the folded text, so that they tile it.

        What was dropped behind a changed one goes to the unchanged one that follows: it did not change.

        >>> fold("一 二 三", FoldingSettings()).tiles([(0, 1), (1, 3)], [True, False])
        [(0, 1), (1, 5)]
        """
        out: list[Span] = []
        at = 0
        for here, (start, end) in enumerate(spans):
            parted = start < end and changed[here] and here + 1 < len(spans) and not changed[here + 1]
            to = self._behind(end) if parted else max(at, self._at(end))
            out.append((at, to))
            at = to
        return out

    def there(self, span: Span) -> Span:
        """Return the span of the folded text that stands for a span of the original; spans that tile do so again."""
        if self.origins is None:
            return span
        return bisect_left(self.origins, span[0]), bisect_left(self.origins, span[1])

    def _behind(self, offset: int) -> int:
        """Return where the folded text before `offset` ends in the original, without what was dropped behind it."""
        return offset if self.origins is None or not offset else self.origins[offset - 1] + 1

    def _at(self, offset: int) -> int:
        if self.origins is None or not offset:
            return offset
        return self.origins[offset] if offset < len(self.origins) else self.length


@lru_cache(maxsize=4096)
def fold(text: str, settings: FoldingSettings) -> Folded:
    """Return `text` with every kind that is switched on folded away.  Several steps ask for the same texts.

    >>> fold("--实现“ 十二 连增”,增长６.９％", FoldingSettings()).text
    '—实现"十二连增"，增长6.9%'
    """
    folded = text
    origins: tuple[int, ...] | None = None
    for pattern, target in _passes(settings):
        folded, origins = _through(folded, origins, pattern, target)
    return Folded(folded, len(text), origins)


def fold_report(report: Report, settings: FoldingSettings) -> Report:
    """Return `report` as it is compared: the texts of its blocks, sentences and sections folded, their ids kept."""
    folds = {block.id: fold(block.text, settings) for block in report.blocks}
    return replace(
        report,
        blocks=tuple(_block(block, folds[block.id]) for block in report.blocks),
        sections=tuple(_changed(each, heading=fold(each.heading, settings).text) for each in report.sections),
        sentences=tuple(_changed(each, span=folds[each.block].there(each.span)) for each in report.sentences),
    )


def in_plain_characters(report: Report) -> Report:
    """Return `report` in half-width digits and simplified characters, in which figures, tasks and phrases are found.

    These kinds put one character for one other: every offset stays.
    """
    plain = fold_report(report, PLAIN)
    return replace(plain, tasks=tuple(_changed(task, quote=fold(task.quote, PLAIN).text) for task in report.tasks))


def as_written(found: Sequence[_Quoted], report: Report) -> tuple[_Quoted, ...]:
    """Return what was found in plain characters, quoted in those of the report itself."""
    texts = {block.id: block.text for block in report.blocks}
    plain = {block.id: block.text for block in in_plain_characters(report).blocks}
    out = []
    for each in found:
        at = plain[each.block].find(each.quote)
        out.append(_changed(each, quote=texts[each.block][at : at + len(each.quote)]))
    return tuple(out)


def switched(settings: FoldingSettings, on: Collection[str], off: Collection[str] = ()) -> FoldingSettings:
    """Return `settings` with some kinds switched on and others off; a kind named in both is off.

    >>> chosen = switched(FoldingSettings(), ["variants", "script"], ["script", "quotes"])
    >>> [kind for kind in kinds() if getattr(chosen, kind)]
    ['spaces', 'width', 'dashes', 'variants']
    """
    return replace(settings, **{**dict.fromkeys(on, True), **dict.fromkeys(off, False)})


def kinds() -> tuple[str, ...]:
    """Return the names of the kinds of folding, in the order in which they are done."""
    return tuple(field.name for field in fields(FoldingSettings))


def _block(block: Block, folded: Folded) -> Block:
    return _changed(block, text=folded.text, runin=folded.there(block.runin) if block.runin else None)


def _changed(noun: _Noun, **values: object) -> _Noun:
    """Return a noun with other values; itself where they are the same, as in nearly every text of today."""
    same = all(getattr(noun, name) == value for name, value in values.items())
    return noun if same else replace(noun, **values)  # type: ignore[arg-type]


_Noun = TypeVar("_Noun", Block, Section, Sentence, Figure, Task, TaskSide)
_Quoted = TypeVar("_Quoted", Figure, Task, TaskSide)
PLAIN = FoldingSettings(spaces=False, quotes=False, dashes=False, variants=False, punctuation=False)
"""Width and script: the kinds that are no matter of style, and put one character for one other."""


# ── the passes ────────────────────────────────────────────────────────────────────────────────

_Pass = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_WORDLIKE = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_SPACES = re.compile(r"\s+")
_QUOTES = re.compile("[“”„‟\"＂〝〞〟「」﹁﹂『』﹃﹄‘’‚‛'＇]")
_DASHES = re.compile(r"[-‐‑‒–—―─━−﹣－]+|(?:[…⋯]|\.{3,}|。{3,})+")
_MARK = r"[^\w\s%％‰‱℃°+＋<>=×÷~$¥￥]"
_MARKS = re.compile(rf"(?<![0-9０-９])(?<!{_MARK}){_MARK}+|(?<=[0-9０-９]){_MARK}++(?![0-9０-９])")
_ALIKE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）", "∶": "：", "○": "〇", "◯": "〇"}
_ALIKE.update(dict.fromkeys("•・‧∙⋅", "·"))
_COMPATIBLE = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xFE10, 0xFE70), range(0xFF00, 0xFFF0))
_ZHE = re.compile("(?<![显卓昭彰名原编论专译巨土撰拙合])著(?![名作称述者录书文])")
"""Traditional 著 is 着 of today but in these words, which write it the same on both sides."""


@lru_cache(maxsize=32)
def _passes(settings: FoldingSettings) -> tuple[_Pass, ...]:
    """Return the passes that are switched on, in the order of the settings: each finds what those before it made."""
    made: dict[str, Callable[[], tuple[_Pass, ...]]] = {
        "spaces": lambda: ((_SPACES, _space),),
        "width": lambda: (_listed(_widths()),),
        "quotes": lambda: ((_QUOTES, lambda match: '"'),),
        "dashes": lambda: ((_DASHES, lambda match: "…" if match[0][0] in "…⋯.。" else "—"),),
        "script": lambda: (_listed(_table("script.txt", characters=True)), (_ZHE, lambda match: "着")),
        "variants": lambda: (_listed(_table("variants.txt", characters=False)),),
        "punctuation": lambda: ((_MARKS, lambda match: ""),),
    }
    return tuple(each for kind in kinds() if getattr(settings, kind) for each in made[kind]())


def _space(match: re.Match[str]) -> str:
    """Between letters or digits (AI agent, 3 5) a space parts two things; anywhere else it is layout."""
    text, start, end = match.string, match.start(), match.end()
    parts = start > 0 and end < len(text) and _WORDLIKE.match(text[start - 1]) and _WORDLIKE.match(text[end])
    return " " if parts else ""


def _widths() -> dict[str, str]:
    """Return the characters that Unicode calls forms of another one, and marks of the keyboard used in Chinese text."""
    forms = {char: unicodedata.normalize("NFKC", char) for block in _COMPATIBLE for char in map(chr, block)}
    forms = {char: _ALIKE.get(form, form) for char, form in forms.items() if len(form) == 1 and not form.isspace()}
    return {char: form for char, form in {**forms, **_ALIKE}.items() if char != form}


def _table(name: str, *, characters: bool) -> dict[str, str]:
    """Return what a data file folds into what: the form kept, then the others, as words or as characters in a row."""
    out: dict[str, str] = {}
    for line in files(__package__).joinpath("data", name).read_text(encoding="utf-8").splitlines():
        form, *others = line.partition("#")[0].split() or [""]
        out.update(dict.fromkeys("".join(others) if characters else others, form))
    return out


def _listed(forms: Mapping[str, str]) -> _Pass:
    """Return the pass that replaces whatever is listed, the longest first."""
    single = "".join(sorted(form for form in forms if len(form) == 1))
    longer = sorted((form for form in forms if len(form) > 1), key=lambda form: (-len(form), form))
    return re.compile("|".join([*map(re.escape, longer), f"[{re.escape(single)}]"])), lambda match: forms[match[0]]


def _through(
    text: str, origins: tuple[int, ...] | None, pattern: re.Pattern[str], target: Callable[[re.Match[str]], str]
) -> tuple[str, tuple[int, ...] | None]:
    """Return the text after one pass, and where its characters come from; no target is longer than its match."""
    after = pattern.sub(target, text)
    if len(after) == len(text):
        return after, origins
    kept: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        kept += range(at, match.start() + len(target(match)))
        at = match.end()
    kept += range(at, len(text))
    return after, tuple(kept if origins is None else (origins[here] for here in kept))
