"""The figure changes of two reports on the command line: list them, say what two figures are, take it back.

duizhao findings r41c0 r9be2                                              all changes, with the lines of their figures
duizhao findings r41c0 r9be2 12:2万个 15:3万个 --say part                    kept with two stored reports
duizhao findings 旧.txt 新.txt 9:5.5% 11:5% --say down --findings 修正.json   kept in a file
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_chinese import WrongUsage
from .cli_inputs import Where, finding_repairs_of, link_repairs_of, open_store, report_named
from .cli_options import (
    common_options,
    database_option,
    finding_repairs_option,
    format_option,
    one_stdin,
    output_option,
    pair_arguments,
    repairs_option,
)
from .errors import Language

if TYPE_CHECKING:
    from .model import Comparison, FindingRepair

_SAYS = ("pair", "part", "same", "up", "down", "other", "met", "missed", "unclear")


@click.command()
@pair_arguments
@click.argument("figures", nargs=-1, metavar="[OLD_FIGURE NEW_FIGURE]")
@click.option(
    "--say",
    "said",
    type=click.Choice(_SAYS),
    help="What two figures are to each other; name each by LINE:NUMBER, as it stands there, or its id.",
)
@click.option("--undo", metavar="ID", help="Take back the repair with this id.")
@finding_repairs_option
@format_option("text", "json")
@output_option
@repairs_option
@database_option
@common_options
@click.pass_obj
def findings(
    language: Language,
    old: str,
    new: str,
    figures: tuple[str, ...],
    said: str | None,
    undo: str | None,
    findings_: str | None,
    format_: str,
    output: str,
    repairs: str | None,
    db: Path | None,
) -> None:
    """List the figure changes of two reports; pair two figures, part them, or say how one changed."""
    from .contract import comparison_to_json, dumps
    from .findings_text import findings_text

    one_stdin((old, new))
    where = Where(old, new, repairs, db)
    if (said is None) != (len(figures) == 0) or len(figures) not in (0, 2):
        raise WrongUsage(
            "请写出旧报告和新报告各一项数据，并用 --say 说明关系",
            "Name one figure of each report, and say with --say what they are to each other.",
        )
    if said is not None:
        _keep(where, findings_, figures, said)
    if undo is not None:
        _take_back(where, findings_, undo)
    found = _compared(where, findings_)
    if format_ == "json":
        data = comparison_to_json(found)
        text = dumps({name: data[name] for name in ("schema", "figure_changes", "finding_repairs")})
    else:
        text = findings_text(found, language)
    terminal.write_output(output, text.encode(), [name for name in (old, new, repairs, findings_) if name])


def _compared(where: Where, file: str | None) -> Comparison:
    from .comparison import compare

    reports = report_named(where.old, where.db), report_named(where.new, where.db)
    said = finding_repairs_of(where, file if file and Path(file).exists() else None)
    return compare(*reports, repairs=link_repairs_of(where), finding_repairs=said)


def _keep(where: Where, file: str | None, figures: tuple[str, ...], said: str) -> None:
    from .reports import stamp
    from .said_files import FINDINGS

    _check_place(where, file)
    made = _made(where, figures, said)
    if file is not None:
        FINDINGS.add(file, [made])
        return
    with open_store(where.db) as store:
        store.findings.say(store.find(where.old), store.find(where.new), made, stamp(None))


def _made(where: Where, figures: tuple[str, ...], said: str) -> FindingRepair:
    from .finding_repairs import VERDICTS, repair

    reports = report_named(where.old, where.db), report_named(where.new, where.db)
    if said in VERDICTS:
        return repair(*reports, "verdict", figures[0], figures[1], said)
    return repair(*reports, "pair" if said == "pair" else "part", figures[0], figures[1])


def _take_back(where: Where, file: str | None, repair_id: str) -> None:
    from .reports import stamp
    from .said_files import FINDINGS

    _check_place(where, file)
    if file is not None:
        FINDINGS.remove(file, repair_id)
        return
    with open_store(where.db) as store:
        store.findings.undo(store.find(where.old), store.find(where.new), repair_id, stamp(None))


def _check_place(where: Where, file: str | None) -> None:
    if file is None and not where.stored:
        raise WrongUsage(
            "两份报告都已保存时才能存下修正；对照文件时请用 --findings 指定修正文件",
            "Repairs are kept for two stored reports; for files, name a file with --findings.",
        )


COMMANDS = (findings,)
