"""Remarks on the command line: what stands under 说明 in the table of old and new, as drafted or as a person wrote it.

duizhao remarks r41c0 r9be2                                          the list
duizhao remarks r41c0 r9be2 --change c0450 --text 按实际情况调整。     kept with two stored reports
duizhao remarks 旧.txt 新.txt --all --format json -o 说明.json         the drafts as a file; edit it, then
duizhao compare 旧.txt 新.txt --remarks 说明.json -o 对照表.docx --format table
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal
from .cli_chinese import WrongUsage
from .cli_inputs import Where, finding_repairs_of, link_repairs_of, open_store, remarks_of, report_named
from .cli_options import common_options, database_option, one_stdin, output_option, pair_arguments, repairs_option
from .errors import Language, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Comparison, Remark


@click.command()
@pair_arguments
@click.option("--change", metavar="CHANGE", help="The change: its id as listed, or how it begins.")
@click.option("--text", metavar="TEXT", help="What is to stand beside it; nothing where it is empty.")
@click.option("--restore", metavar="CHANGE", help="Let the draft stand again beside the change with this id.")
@click.option(
    "--from", "source", metavar="FILE", help="Take over the remarks of such a file or of a comparison in JSON."
)
@click.option("--all", "drafts", is_flag=True, help="As JSON: the drafts too, as a file to be edited.")
@click.option("--remarks", "file", metavar="FILE", help="Remarks in this JSON file, not in the database.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@output_option
@repairs_option
@database_option
@common_options
@click.pass_obj
def remarks(
    language: Language,
    old: str,
    new: str,
    change: str | None,
    text: str | None,
    restore: str | None,
    source: str | None,
    drafts: bool,
    file: str | None,
    format_: str,
    output: str,
    repairs: str | None,
    db: Path | None,
) -> None:
    """List what stands beside the changes in the table of old and new; write a remark, or let the draft stand again."""
    from .export.remarks import as_json, as_text
    from .said_files import REMARKS

    one_stdin((old, new))
    where = Where(old, new, repairs, db)
    if (change is None) != (text is None):
        raise WrongUsage("--change 与 --text 一起使用", "--change goes with --text.")
    if sum((change is not None, restore is not None, source is not None)) > 1:
        raise WrongUsage("--change、--restore、--from 只能选一个", "Give one of --change, --restore and --from.")
    if drafts and format_ != "json":
        raise WrongUsage("--all 与 --format json 一起使用", "--all goes with --format json.")
    if change is not None and text is not None:
        _write(where, file, change, text)
    elif restore is not None:
        _restore(where, file, restore)
    elif source is not None:
        _keep(where, file, REMARKS.load(source))
    found = _compared(where, file)
    made = as_text(found, language) if format_ == "text" else as_json(found, language, drafts=drafts)
    terminal.write_output(output, made, [name for name in (old, new, repairs, file, source) if name])


def _compared(where: Where, file: str | None) -> Comparison:
    from .comparison import compare
    from .remarks import with_remarks

    reports = report_named(where.old, where.db), report_named(where.new, where.db)
    found = compare(*reports, repairs=link_repairs_of(where), finding_repairs=finding_repairs_of(where, None))
    return with_remarks(found, () if file is not None and not Path(file).exists() else remarks_of(where, file))


def _write(where: Where, file: str | None, change: str, text: str) -> None:
    from .remarks import remarks

    found = _compared(where, file)
    _keep(where, file, remarks(found, {_change(found, change): text}))


def _restore(where: Where, file: str | None, change: str) -> None:
    from .said_files import REMARKS

    _check_place(where, file)
    found = _compared(where, file)
    wanted = _change(found, change)
    said = next((each for each in found.remarks if each.change == wanted), None)
    if said is None:
        raise NotFound(
            f"改动 {wanted} 没有改写过的说明，用的就是草稿。",
            f"Nothing was written beside the change {wanted}: the draft stands there.",
        )
    if file is not None:
        REMARKS.remove(file, said.id)
        return
    with open_store(where.db) as store:
        store.remarks.undo(store.find(where.old), store.find(where.new), said.id)


def _change(found: Comparison, name: str) -> str:
    """Return the id of the change that a name means: an id, or how one alone begins."""
    ids = [each.id for each in found.changes if name and each.id.startswith(name)]
    if len(ids) == 1 or name in ids:
        return name if name in ids else ids[0]
    if ids:
        raise NotFound(
            f"“{name}” 对应不止一处改动（{ids[0]}、{ids[1]} 等），请写出编号。",
            f"“{name}” names more than one change ({ids[0]}, {ids[1]}, …); give the id.",
        )
    raise NotFound(
        f"这次对照没有编号以 “{name}” 开头的改动；请用 duizhao remarks 查看。",
        f"No change of this comparison has an id that begins with “{name}”; list them with duizhao remarks.",
    )


def _keep(where: Where, file: str | None, said: Sequence[Remark]) -> None:
    from .said_files import REMARKS

    _check_place(where, file)
    if file is not None:
        REMARKS.add(file, said)
        return
    with open_store(where.db) as store:
        store.remarks.say(store.find(where.old), store.find(where.new), said)


def _check_place(where: Where, file: str | None) -> None:
    if file is None and not where.stored:
        raise WrongUsage(
            "两份报告都已保存时才能存下说明；对照文件时请用 --remarks 指定说明文件",
            "Remarks are kept for two stored reports; for files, name a file with --remarks.",
        )


COMMANDS = (remarks,)
