"""The course of a series as tables: for a terminal, as Markdown, as CSV.

    提法          始见   末见   2002  2007  2012  2017  2022
    科学发展观     2007   2022   –     21    16    2     1

Three tables: phrases with their counts, indicators with their values, sections with their names.  A dash means that an
edition has nothing.  Text and Markdown list the weightiest rows and say how many more there are; CSV lists all.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from .config import DEFAULT, SeriesSettings
from .describe import shorten
from .errors import Language
from .export.csv import guarded
from .export.markdown import escaped
from .series import IndicatorCourse, Series
from .terminal import plain

_NOTHING = "–"
_CELL = 16
"""Most characters of a heading or value in one cell for reading; a line of ten editions fits a wide terminal."""
_LABEL = 10
"""Most characters of what an edition is called, as many as a date has."""
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "{n}届报告",
        "editions": "届次",
        "edition_head": "届次,日期,题目,文件",
        "phrases": "提法",
        "phrase_head": "提法,始见,末见",
        "indicators": "指标",
        "indicator_head": "指标,类别",
        "sections": "章节",
        "section_head": "级别",
        "result": "成果",
        "target": "目标",
        "of": "{name}（{n}项）",
        "shown": "{name}（列出{shown}项，共{n}项；全部见 --format csv 或 json）",
        "kind": "表",
    },
    "en": {
        "title": "{n} editions",
        "editions": "Editions",
        "edition_head": "Edition,Date,Title,File",
        "phrases": "Formulations",
        "phrase_head": "Formulation,First,Last",
        "indicators": "Indicators",
        "indicator_head": "Indicator,Kind",
        "sections": "Sections",
        "section_head": "Level",
        "result": "result",
        "target": "target",
        "of": "{name} ({n})",
        "shown": "{name} ({shown} of {n}; all with --format csv or json)",
        "kind": "Table",
    },
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `important` of them go through more than one edition and are for reading."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    important: int


def tables(series: Series, language: Language) -> tuple[Table, ...]:
    """Return the editions, phrases, indicators and sections of a series in full."""
    words, labels = _WORDS[language], edition_names(series)
    listed = [
        (label, each.date or _NOTHING, each.title or _NOTHING, each.name)
        for label, each in zip(labels, series.editions, strict=True)
    ]
    phrases = [
        (each.phrase, labels[each.first], labels[each.last], *(str(count or _NOTHING) for count in each.counts))
        for each in series.phrases
    ]
    courses = [row for each in series.indicators for row in _indicator_rows(each, len(labels), words)]
    through = sum(len(_indicator_rows(each, len(labels), words)) for each in series.indicators if _lasts(each))
    sections = []
    for course in series.sections:
        names = {each.edition: each.name for each in course.sections}
        sections.append((str(course.level), *(names.get(at, _NOTHING) for at in range(len(labels)))))
    lasting = sum(len(course.sections) > 1 for course in series.sections)
    return (
        Table(words["editions"], _head(words["edition_head"], ()), tuple(listed), len(listed)),
        Table(words["phrases"], _head(words["phrase_head"], labels), tuple(phrases), len(phrases)),
        Table(words["indicators"], _head(words["indicator_head"], labels), tuple(courses), through),
        Table(words["sections"], _head(words["section_head"], labels), tuple(sections), lasting),
    )


def edition_names(series: Series) -> tuple[str, ...]:
    """Return what each edition is called in a head: its year; where years do not tell, its file or its date."""
    dates = [each.date or "" for each in series.editions]
    stems = [each.name.rpartition(".")[0] for each in series.editions]
    for names in ([date[:4] for date in dates], stems, dates):
        if all(names) and len(set(names)) == len(names) and max(map(len, names)) <= _LABEL:
            return tuple(names)
    return tuple(f"{number}. {each.date or each.name}" for number, each in enumerate(series.editions, 1))


def text(series: Series, language: Language, settings: SeriesSettings = DEFAULT.series) -> str:
    """Return the tables for a terminal, columns set under each other as wide as East Asian characters are."""
    words = _WORDS[language]
    lines = [words["title"].format(n=len(series.editions)), ""]
    for table in tables(series, language):
        heading, rows = _shown(table, words, settings)
        short = [table.head, *([shorten(plain(cell), _CELL) for cell in row] for row in rows)]
        widths = [max(map(_width, column)) for column in zip(*short, strict=True)]
        lines.append(heading)
        lines += ["  " + "  ".join(map(_padded, row, widths)).rstrip() for row in short]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def markdown(series: Series, language: Language, settings: SeriesSettings = DEFAULT.series) -> str:
    """Return the tables as Markdown."""
    words = _WORDS[language]
    lines = [f"# {words['title'].format(n=len(series.editions))}", ""]
    for table in tables(series, language):
        heading, rows = _shown(table, words, settings)
        lines += [f"## {escaped(heading)}", "", f"| {' | '.join(map(escaped, table.head))} |"]
        lines += ["|" + " --- |" * len(table.head)]
        lines += [f"| {' | '.join(map(escaped, row))} |" for row in rows]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def as_csv(series: Series, language: Language) -> bytes:
    """Return all rows of all tables as one CSV, each row with the name of its table first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for table in tables(series, language):
        writer.writerow(map(guarded, (_WORDS[language]["kind"], *table.head)))
        for row in table.rows:
            writer.writerow(map(guarded, (table.name, *row)))
    return out.getvalue().encode("utf-8-sig")


def _shown(table: Table, words: dict[str, str], settings: SeriesSettings) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Return a table's heading, which tells of rows left out, and the rows for reading."""
    most = len(table.rows) if table.name == words["editions"] else settings.most_listed
    rows = table.rows[: min(table.important, most)]
    key = "of" if len(rows) == len(table.rows) else "shown"
    return words[key].format(name=table.name, n=len(table.rows), shown=len(rows)), rows


def _indicator_rows(course: IndicatorCourse, editions: int, words: dict[str, str]) -> list[tuple[str, ...]]:
    """Return a row for the targets and one for the results of an indicator, where it has them."""
    rows = []
    for role in ("target", "result"):
        said = {each.edition: each.text for each in course.figures if each.role == role}
        if said:
            rows.append((course.indicator, words[role], *(said.get(at, _NOTHING) for at in range(editions))))
    return rows


def _lasts(course: IndicatorCourse) -> bool:
    return len({figure.edition for figure in course.figures}) > 1


def _head(names: str, labels: Sequence[str]) -> tuple[str, ...]:
    return (*names.split(","), *labels)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
