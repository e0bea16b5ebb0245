"""`docs/cli.md`: what `--help` says, in both languages, as one page.

python -m compare.cli_docs > docs/cli.md        (make docs; a test sees to it that the page is current)
"""

from __future__ import annotations

import sys

import click

from .cli import duizhao
from .cli_chinese import in_language
from .errors import Language

_WIDTH = 100
_TITLES: dict[Language, str] = {"zh": "中文", "en": "English"}
_INTRODUCTION = """\
# The command line / 命令行

Generated from `--help` by `make docs`. / 由 `make docs` 根据 `--help` 生成。

`-` stands for standard input (for one of OLD, NEW, REPORT or FILE) or standard output (for `-o`). A stored report is
named by its id or the beginning of it, as `duizhao list` shows it; a file of that name comes first. Messages go to
standard error, an error is one line. They are in Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG` starts with `zh`, else
in English; `--lang` decides where it is given.

A unit (OLD_UNIT, NEW_UNIT) is named by its id in the JSON, the beginning of the id, or the line of the source where its
paragraph stands. Repairs of links are kept in the database for two stored reports, else in the file that `--repairs`
names; `compare` follows them.
"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [_INTRODUCTION]
    for language, title in _TITLES.items():
        tree = in_language(duizhao, language)
        parts.append(f"\n## {title}\n")
        for name in ("", *tree.commands):
            parts.append(f"\n### duizhao {name}".rstrip() + f"\n\n```text\n{_help(tree, name)}\n```\n")
    return "".join(parts)


def _help(tree: click.Group, name: str) -> str:
    outer = _context(tree, "duizhao", None)
    return _context(tree.commands[name], name, outer).get_help() if name else outer.get_help()


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(command, parent, name, terminal_width=_WIDTH, max_content_width=_WIDTH)


if __name__ == "__main__":
    sys.stdout.write(page())
