"""The course of n editions of one report: which phrases, indicators and sections go through them, from when to when.

    editions        2002  2007  2012  2017  2022
    “科学发展观”     –     21    16     3     1      first 2007, last 2022
    国内生产总值      10.2万亿 → 18万亿 → …           results and targets, edition by edition
    一、过去五年…     一 → 一 → 一 → 一 → 一          sections that follow each other

Neighbouring editions are compared, n − 1 times: links of sections and pairs of figures make chains.  Across a gap an
indicator goes on under the same key and unit.  A section that was split goes on in the part most like it; the other
parts begin a course of their own.  Phrases are looked for in all texts at once and counted in each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from . import targets
from .align import align
from .config import DEFAULT, Settings
from .errors import TooLarge, UnreadableSource
from .figures import units
from .figures.measure import way
from .folding import fold_report, in_plain_characters
from .formulations import candidates
from .formulations.body import Body
from .formulations.places import places
from .lookup import ReportLookup, section_name
from .model import Figure, FigureChange, Link, Place, Report, Span, Value


@dataclass(frozen=True, slots=True)
class SeriesEdition:
    """One edition of the series; `sha256` is that of its source."""

    name: str
    title: str | None
    date: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class PhraseCourse:
    """How often a phrase stands in each edition; `first` and `last` are the numbers of editions that use it, from 0."""

    phrase: str
    counts: tuple[int, ...]
    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class SeriesFigure:
    """What one edition, counted from 0, says of an indicator in one role; `text` is the number with its unit."""

    edition: int
    role: Literal["result", "target", "other"]
    figure: str
    block: str
    span: Span
    text: str
    quote: str
    indicator: str
    value: Value


@dataclass(frozen=True, slots=True)
class IndicatorCourse:
    """The values of one indicator through the editions, at most one result and one target in each."""

    indicator: str
    figures: tuple[SeriesFigure, ...]


@dataclass(frozen=True, slots=True)
class SeriesSection:
    """A section of one edition; `edition` counts from 0."""

    edition: int
    section: str
    name: str


@dataclass(frozen=True, slots=True)
class SectionCourse:
    """The sections of neighbouring editions that follow each other, at most one an edition; `level` is the first's."""

    level: int
    sections: tuple[SeriesSection, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Editions in order of date and what goes through them."""

    editions: tuple[SeriesEdition, ...]
    phrases: tuple[PhraseCourse, ...]
    indicators: tuple[IndicatorCourse, ...]
    sections: tuple[SectionCourse, ...]


def series(
    reports: Sequence[Report], settings: Settings = DEFAULT, done: Callable[[int, int], None] | None = None
) -> Series:
    """Return the course of two or more editions by date, or as they are given where one has no date.

    `done` hears after each pair of neighbours how many are done of how many.
    """
    if len(reports) < 2:
        raise UnreadableSource("一个系列至少要有两届报告。", "A series takes at least two editions.")
    if len(reports) > settings.series.most_editions:
        most = settings.series.most_editions
        raise TooLarge(f"一次最多比较 {most} 届报告。", f"At most {most} editions can be followed at once.")
    ordered = in_order(reports)
    links, changes = [], []
    for number, (old, new) in enumerate(pairwise(ordered), 1):
        links.append(_links(old, new, settings))
        changes.append(targets.changes(old, new, settings.targets)[0])
        if done is not None:
            done(number, len(ordered) - 1)
    return Series(
        tuple(SeriesEdition(r.source.name, r.title, r.date, r.source.sha256) for r in ordered),
        _phrases(ordered, settings),
        _indicators(ordered, changes),
        _sections(ordered, links),
    )


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Return reports by date, or as they are given where one has none."""
    if not all(report.date for report in reports):
        return list(reports)
    return sorted(reports, key=lambda report: report.date or "")


def _links(old: Report, new: Report, settings: Settings) -> tuple[Link, ...]:
    before, after = fold_report(old, settings.folding), fold_report(new, settings.folding)
    return align(before, after, settings.alignment).links


def _phrases(reports: Sequence[Report], settings: Settings) -> tuple[PhraseCourse, ...]:
    """Return the set phrases of all editions: those that came or went before those of all, the weightiest first."""
    bodies = [Body(in_plain_characters(report), "new") for report in reports]
    found, sources = candidates([body.text for body in bodies], settings.formulations)
    never = frozenset(settings.formulations.never)
    for body in bodies:
        body.look_for(found)
    counts = {phrase: tuple(body.count(phrase) for body in bodies) for phrase in found if phrase not in never}
    counts = {phrase: each for phrase, each in counts.items() if sum(each) >= settings.series.least_mentions}
    courses = []
    for phrase in _longest(counts, settings.formulations.most_of):
        used = [at for at, count in enumerate(counts[phrase]) if count]
        weight = sources.weight(phrase, max(counts[phrase]))
        courses.append(PhraseCourse(phrase, counts[phrase], used[0], used[-1], weight))
    everywhere = len(reports)
    courses.sort(key=lambda each: (sum(map(bool, each.counts)) == everywhere, -each.weight, each.first, each.phrase))
    return tuple(courses)


def _longest(counts: Mapping[str, tuple[int, ...]], most: float) -> list[str]:
    """Return the phrases but those that are mostly said within a longer one, which the same editions use."""
    listed = list(counts)
    ends = list(accumulate(len(phrase) + 1 for phrase in listed))
    within = places(listed, "\n".join(listed))
    kept = []
    for phrase in listed:
        longer = {listed[bisect_right(ends, at)] for at in within[phrase]} - {phrase}
        same = [each for each in longer if list(map(bool, counts[each])) == list(map(bool, counts[phrase]))]
        if all(sum(counts[each]) < most * sum(counts[phrase]) for each in same):
            kept.append(phrase)
    return kept


@dataclass(slots=True)
class _Chain:
    """Figures of one indicator, by edition and role."""

    figures: dict[tuple[int, str], Figure]


class _Chains:
    """Joins figures into chains, never two of one edition and role in one."""

    def __init__(self) -> None:
        self._of: dict[tuple[int, str], _Chain] = {}
        self._figures: dict[tuple[int, str], Figure] = {}

    def add(self, edition: int, figure: Figure) -> None:
        self._figures[edition, figure.id] = figure
        self._of[edition, figure.id] = _Chain({(edition, figure.role): figure})

    def join(self, one: tuple[int, str], two: tuple[int, str]) -> None:
        """Make one chain of those of two figures, unless they hold figures of the same edition and role.

        What one year gave is another indicator than what each of five years gave.
        """
        a, b = self._of.get(one), self._of.get(two)
        if a is None or b is None or a is b or a.figures.keys() & b.figures.keys():
            return
        if _yearly(self._figures[one]) != _yearly(self._figures[two]):
            return
        if len(a.figures) < len(b.figures):
            a, b = b, a
        a.figures.update(b.figures)
        for (edition, _), figure in b.figures.items():
            self._of[edition, figure.id] = a

    def all(self) -> list[_Chain]:
        """Return each chain once, in the order of its first figure."""
        return list({id(chain): chain for chain in self._of.values()}.values())


def _yearly(figure: Figure) -> bool:
    return way(figure.base) == "each" or "年均" in figure.quote


def _indicators(reports: Sequence[Report], changes: Sequence[Sequence[FigureChange]]) -> tuple[IndicatorCourse, ...]:
    """Return the courses of all targets and results, those of most editions first, then in reading order."""
    chains = _Chains()
    for edition, report in enumerate(reports):
        for figure in report.figures:
            if figure.role != "other" and figure.repeats is None:
                chains.add(edition, figure)
    for kinds in (("target_pair", "result_pair"), ("fulfilment",)):
        for edition, found in enumerate(changes):
            for change in found:
                if change.type in kinds and change.old and change.new:
                    chains.join((edition, change.old.figure), (edition + 1, change.new.figure))
    _bridge(reports, chains)
    lookups = [ReportLookup(report) for report in reports]
    courses = [_course(chain, lookups) for chain in chains.all()]
    courses.sort(key=lambda each: -len({figure.edition for figure in each.figures}))
    return tuple(courses)


def _bridge(reports: Sequence[Report], chains: _Chains) -> None:
    """Join chains whose figures have one key, sort and dimension, as where an edition between does not name it."""
    last: dict[tuple[str, str, str, str], tuple[int, str]] = {}
    for edition, report in enumerate(reports):
        for figure in report.figures:
            if figure.role == "other" or figure.repeats is not None or not figure.key:
                continue
            same = (figure.key, figure.measure, figure.base or "", units.dimension(figure.value.unit))
            if same in last:
                chains.join(last[same], (edition, figure.id))
            last[same] = (edition, figure.id)


def _course(chain: _Chain, lookups: Sequence[ReportLookup]) -> IndicatorCourse:
    names = Counter(figure.indicator for _, figure in sorted(chain.figures.items(), reverse=True, key=lambda x: x[0]))
    figures = [
        SeriesFigure(
            edition,
            figure.role,
            figure.id,
            figure.block,
            figure.span,
            lookups[edition].text(Place(figure.block, figure.span)),
            figure.quote,
            figure.indicator,
            figure.value,
        )
        for (edition, _), figure in sorted(chain.figures.items(), key=lambda item: item[0])
    ]
    return IndicatorCourse(names.most_common(1)[0][0], tuple(figures))


def _sections(reports: Sequence[Report], links: Sequence[Sequence[Link]]) -> tuple[SectionCourse, ...]:
    """Return the course of every section, those of most editions first, then in reading order."""
    follows: list[dict[str, str]] = [_best(found) for found in links]
    courses: list[SectionCourse] = []
    followed: set[tuple[int, str]] = set()
    known = [{section.id: section for section in report.sections} for report in reports]
    for edition, report in enumerate(reports):
        for section in report.sections:
            if (edition, section.id) in followed:
                continue
            at, unit = edition, section.id
            course = [SeriesSection(at, unit, section_name(section))]
            while at < len(follows) and unit in follows[at]:
                unit = follows[at][unit]
                at += 1
                followed.add((at, unit))
                course.append(SeriesSection(at, unit, section_name(known[at][unit])))
            courses.append(SectionCourse(section.level, tuple(course)))
    courses.sort(key=lambda each: (each.level, -len(each.sections)))
    return tuple(courses)


def _best(links: Iterable[Link]) -> dict[str, str]:
    """Return each old section's new one, one to one, the surest links first."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    sure = sorted((link for link in links if link.level == "section"), key=lambda link: -link.score)
    for link in sure:
        if link.old is not None and link.new is not None and link.old not in found and link.new not in taken:
            found[link.old] = link.new
            taken.add(link.new)
    return found
