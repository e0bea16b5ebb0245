"""Search on the command line.

duizhao search 职工之家                          every stored report that holds the words, with the first places
duizhao search "工资 集体协商" --series 工会       both words in one passage, in the reports of one series
duizhao search 职工之家 --report r41c0           every place in one report
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from .cli_inputs import open_store
from .cli_options import common_options, database_option, format_option
from .config import SEARCH
from .errors import Language
from .terminal import plain, say


@click.command()
@click.argument("words")
@click.option("--series", help="Only in reports of this series.")
@click.option("--report", help="Only in this stored report, every place.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), help="Page of the answer.")
@format_option("text", "json")
@database_option
@common_options
@click.pass_obj
def search(
    language: Language, words: str, series: str | None, report: str | None, page: int, format_: str, db: Path | None
) -> None:
    """Look for words in all stored reports; several words must stand in one passage."""
    from .search import excerpt

    with open_store(db) as store:
        answer = store.search.find(words, series=series, report=store.find(report) if report else None, page=page)
    if format_ == "json":
        hits = [
            {
                "report": hit.report.id,
                "title": hit.report.title,
                "date": hit.report.date,
                "number": hit.number,
                "passages": [
                    {"block": each.block, "text": each.text, "places": [list(span) for span in each.places]}
                    for each in hit.passages
                ],
            }
            for hit in answer.hits
        ]
        found = {
            "passages": answer.passages,
            "reports": answer.reports,
            "pages": answer.pages,
            "partial": answer.partial,
        }
        click.echo(json.dumps({"asked": words, **found, "hits": hits}, ensure_ascii=False, indent=1))
        return
    if not answer.hits:
        say(("没有找到。", "Nothing was found."), language)
    for hit in answer.hits:
        date = hit.report.date or "—"
        click.echo(f"{click.style(hit.report.id, bold=True)}  {date}  {plain(hit.report.title)}  {hit.number}")
        for each in hit.passages:
            parts = [(plain(part), held) for part, held in excerpt(each.text, each.places, SEARCH.around)]
            click.echo("    " + "".join(click.style(part, bold=True) if held else part for part, held in parts))
    if answer.pages > 1:
        say((f"第 {page} 页，共 {answer.pages} 页。", f"Page {page} of {answer.pages}."), language)


COMMANDS = (search,)
