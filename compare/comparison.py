"""The pipeline: bytes → Report, two Reports → Comparison.  The tuples below are the program.

    READ     read · outline · figures · tasks                         one source → one Report
    COMPARE  align · wording · targets · tasks · formulations · rank · summary      two Reports → one Comparison

Each step takes what the steps before it made and adds one thing; none looks at rendered text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from . import figures, formulations, ranking, recognition, summary, targets, tasks, wording
from .align import align
from .chronology import limits as one_edition
from .config import DEFAULT, ReadingSettings, Settings
from .figure_repairs import applied
from .finding_repairs import spoken, with_own
from .folding import as_written, fold_report, in_plain_characters
from .model import Choice, Comparison, Document, FigureRepair, FindingRepair, LinkRepair, OutlineRepair, Report
from .outline import outline
from .reading import read
from .words import engine

Reader = Callable[[bytes, str, ReadingSettings, Choice, str | None], Document]
ReportStep = Callable[[Report, Settings], Report]
ComparisonStep = Callable[[Comparison, Settings], Comparison]


def read_report(
    data: bytes,
    name: str,
    settings: Settings = DEFAULT,
    repairs: Sequence[OutlineRepair] = (),
    figure_repairs: Sequence[FigureRepair] = (),
    *,
    choice: Choice = Choice(),
    password: str | None = None,
    reader: Reader = read,
) -> Report:
    """Return the report in `data`, its outline and its figures as the repairs say; `name` is the file's name.

    `choice` is what a person says of the file; `reader` may be `apart.read`, which reads in a process of its own.
    Raises UnreadableSource, Locked or TooLarge.
    """
    document = reader(data, name, settings.reading, choice, password)
    return report_of(document, settings, repairs, figure_repairs, choice=choice)


def report_of(
    document: Document,
    settings: Settings = DEFAULT,
    repairs: Sequence[OutlineRepair] = (),
    figure_repairs: Sequence[FigureRepair] = (),
    *,
    choice: Choice = Choice(),
) -> Report:
    """Return the report in the lines of a source that was read as `choice` says."""
    report = replace(outline(document, settings.outline, repairs), choice=choice)
    for step in READ:
        report = step(report, settings)
    return applied(report, figure_repairs)


def compare(
    old: Report,
    new: Report,
    settings: Settings = DEFAULT,
    repairs: Sequence[LinkRepair] = (),
    finding_repairs: Sequence[FindingRepair] = (),
) -> Comparison:
    """Return everything found between two reports, links and figure changes as the repairs say.

    Same input, same result.
    """
    comparison = Comparison(
        old, new, settings={**json.loads(json.dumps(asdict(settings))), "engine": engine()}, repairs=tuple(repairs)
    )
    comparison = replace(
        comparison, finding_repairs=tuple(finding_repairs), limits=recognition.limits(old, new, settings.reading)
    )
    for step in COMPARE:
        comparison = step(comparison, settings)
    return comparison


def _figures(report: Report, settings: Settings) -> Report:
    plain = in_plain_characters(report)
    found = figures.find(plain.blocks, plain.sentences, report.date)
    return replace(report, figures=as_written(found, report))


def _tasks(report: Report, settings: Settings) -> Report:
    plain = in_plain_characters(report)
    return replace(report, tasks=as_written(tasks.find(plain.blocks, plain.sentences), report))


def _aligned(c: Comparison, settings: Settings) -> Comparison:
    old, new = (fold_report(report, settings.folding) for report in (c.old, c.new))
    alignment = align(old, new, settings.alignment, repairs=c.repairs)
    return replace(
        c,
        links=alignment.links,
        groups=alignment.groups,
        limits=(*c.limits, *alignment.limits),
        repairs=alignment.repairs,
        overruled=alignment.overruled,
    )


def _worded(c: Comparison, settings: Settings) -> Comparison:
    return replace(c, edits=wording.edits(c.old, c.new, c.links, settings.wording, settings.folding))


def _targets(c: Comparison, settings: Settings) -> Comparison:
    said, repairs = spoken(c.old, c.new, c.finding_repairs)
    found, limits = targets.changes(c.old, c.new, settings.targets, said, c.links)
    if repairs:
        own, _ = targets.changes(c.old, c.new, settings.targets, links=c.links)
        repairs = with_own(c.old, c.new, repairs, own)
    limits = (*one_edition(c.old, c.new, settings.targets.editions), *limits)
    return replace(c, figure_changes=found, limits=(*c.limits, *limits), finding_repairs=repairs)


def _task_changes(c: Comparison, settings: Settings) -> Comparison:
    old, new = in_plain_characters(c.old), in_plain_characters(c.new)
    found, limits = tasks.follow(old, new, c.links, c.figure_changes, settings.tasks)
    olds = iter(as_written([change.old for change in found if change.old], c.old))
    news = iter(as_written([change.new for change in found if change.new], c.new))
    hints = iter(as_written([change.hint for change in found if change.hint], c.new))
    written = (
        replace(
            each,
            old=next(olds) if each.old else None,
            new=next(news) if each.new else None,
            hint=next(hints) if each.hint else None,
        )
        for each in found
    )
    return replace(c, task_changes=tuple(written), limits=(*c.limits, *limits))


def _formulations(c: Comparison, settings: Settings) -> Comparison:
    old, new = in_plain_characters(c.old), in_plain_characters(c.new)
    return replace(c, formulations=formulations.changes(old, new, c.links, c.edits, settings.formulations))


def _ranked(c: Comparison, settings: Settings) -> Comparison:
    return replace(c, changes=ranking.rank(c, settings.ranking))


def _summarised(c: Comparison, settings: Settings) -> Comparison:
    return summary.summarise(c, settings.summary)


READ: tuple[ReportStep, ...] = (_figures, _tasks)
COMPARE: tuple[ComparisonStep, ...] = (
    _aligned,
    _worded,
    _targets,
    _task_changes,
    _formulations,
    _ranked,
    _summarised,
)
