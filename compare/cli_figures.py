"""The figures of a report on the command line: list them, put one right, take it back.

duizhao figures r41c0                                                         all figures, with their lines
duizhao figures r41c0 --line 128 --words 近1.5万家 --indicator 职工创新工作室       kept with a stored report
duizhao figures 报告.txt --line 40 --words 12351件 --none --repairs 修正.json      kept in a file
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_chinese import WrongUsage
from .cli_inputs import report_named, store_of
from .cli_options import common_options, database_option, figure_repairs_option, format_option, output_option
from .errors import Language

if TYPE_CHECKING:
    from .model import FigureRepair, FigureRole, Report


@click.command()
@click.argument("report")
@click.option("--line", "line", metavar="LINE", help="Where the figure stands: a line of the source, or a block's id.")
@click.option("--words", metavar="WORDS", help="Its number and unit as they stand there.")
@click.option("--nth", type=click.IntRange(1, 1000), default=1, metavar="N", help="Which mention of these words.")
@click.option("--head", type=click.IntRange(1, 100), default=1, metavar="N", help="Which of those that share a number.")
@click.option("--indicator", metavar="NAME", help="What it is the number of.")
@click.option("--value", metavar="VALUE", help="How much, such as 近1.5万家.")
@click.option("--role", type=click.Choice(["result", "target", "other"]), help="What it is for.")
@click.option("--deadline", metavar="TIME", help="By when.")
@click.option("--none", "gone", is_flag=True, help="It is no figure.")
@click.option("--undo", metavar="ID", help="Take back the repair with this id.")
@figure_repairs_option("--repairs")
@format_option("text", "json")
@output_option
@database_option
@common_options
@click.pass_obj
def figures(
    language: Language,
    report: str,
    line: str | None,
    words: str | None,
    nth: int,
    head: int,
    indicator: str | None,
    value: str | None,
    role: FigureRole | None,
    deadline: str | None,
    gone: bool,
    undo: str | None,
    repairs: str | None,
    format_: str,
    output: str,
    db: Path | None,
) -> None:
    """List the figures of a report; say what one is, or that it is none."""
    from .contract import dumps, report_to_json
    from .figure_repairs import Said, repair
    from .figures_text import figures_text

    if (line is None) != (words is None):
        raise WrongUsage("--line 与 --words 一起使用", "--line and --words go together.")
    said = Said(indicator, value, role, deadline, gone)
    if line is None and said != Said():
        raise WrongUsage("请用 --line 和 --words 指明数据", "Say which figure with --line and --words.")
    if line is not None and words is not None:
        found = read(report, repairs, db)
        keep(report, repairs, db, [repair(found, line, words, said, nth - 1, head - 1)])
    if undo is not None:
        take_back(report, repairs, db, undo)
    found = read(report, repairs, db)
    if format_ == "json":
        data = report_to_json(found)
        text = dumps({name: data[name] for name in ("figures", "figure_repairs")})
    else:
        text = figures_text(found, language)
    terminal.write_output(output, text.encode(), [report])


def read(report: str, repairs: str | None, db: Path | None) -> Report:
    """Return a report as its repairs of figures say: those kept with it, or those of a file."""
    return report_named(report, db, figures=repairs if repairs and Path(repairs).exists() else None)


def keep(report: str, repairs: str | None, db: Path | None, said: list[FigureRepair]) -> None:
    """Keep what was said, with the stored report or in a file."""
    from .said_files import FIGURES

    if store := store_of(report, db):
        with store:
            store.repair_figures(store.find(report), said)
    else:
        FIGURES.add(_file(report, repairs), said)


def take_back(report: str, repairs: str | None, db: Path | None, repair_id: str) -> None:
    """Take back one repair, of the stored report or of a file."""
    from .said_files import FIGURES

    if store := store_of(report, db):
        with store:
            store.repair_figures(store.find(report), undo=[repair_id])
    else:
        FIGURES.remove(_file(report, repairs), repair_id)


def _file(report: str, repairs: str | None) -> str:
    if repairs is None:
        raise WrongUsage(
            f"{report} 没有保存在数据库里；请用 --repairs 指定记录修正的文件，或先用 duizhao add 保存报告",
            f"{report} is not stored: name a file for its repairs with --repairs, or `duizhao add` it first.",
        )
    return repairs


COMMANDS = (figures,)
