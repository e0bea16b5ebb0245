"""The shell around the command line: language, colour, files in, files out.

    LANG=zh_CN.UTF-8  →  Chinese      anything else  →  English      --lang decides where it is given
    FILE or -         →  bytes        -o FILE        →  written whole or not at all

Bytes go out as they are, in UTF-8; colour and progress bars appear on a terminal only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import click

from .amounts import size
from .errors import DuizhaoError, Language, NotFound, TooLarge, UnreadableSource

_PDF = b"%PDF-"
_HEAD = 1024
"""Bytes that are looked at to tell a text from what is none."""
STDIO = "-"
EXIT_CODES: tuple[tuple[int, str, str], ...] = (
    (0, "正常完成", "done"),
    (
        1,
        "其他错误（如输出无法写入、被对方关闭）",
        "another error, such as an output that cannot be written or was closed",
    ),
    (2, "命令用法不对", "wrong usage"),
    (3, "源文件无法读取", "a source that cannot be read"),
    (4, "源文件超过上限", "a source beyond a stated limit"),
    (5, "没有这份报告、对照、文件或行", "no such report, comparison, file or line"),
    (6, "数据库无法使用", "the database cannot be used"),
    (130, "被中断（Ctrl-C）", "interrupted (Ctrl-C)"),
)
"""What the exit codes mean; 1 and 3–6 are those of the errors in `errors.py`."""

_STEERING = {
    code: None
    for code in (*range(32), *range(127, 160), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) != "\n"
}
"""Controls, and marks that turn the direction of writing."""

_Item = TypeVar("_Item")


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that `--lang` asks for, else that of the environment, else English.

    >>> language(["compare", "--lang", "zh"], {}), language([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
    ('zh', 'en')
    """
    for option, value in pairwise([*arguments, ""]):
        asked = value if option == "--lang" else option.removeprefix("--lang=") if option[:7] == "--lang=" else ""
        if asked in ("zh", "en"):
            return "zh" if asked == "zh" else "en"
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((environment[name] for name in names if environment.get(name)), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


def say(sentences: tuple[str, str], language: Language) -> None:
    """Print one sentence, given in Chinese and English, as one line on standard error; it may quote foreign names."""
    click.echo("duizhao: " + plain(sentences[language == "en"]).replace("\n", " "), err=True)


def read_input(name: str, limit: int) -> tuple[bytes, str]:
    """Return the bytes of a file, or of standard input for `-`, and its name; more than `limit` is refused."""
    if name == STDIO:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        try:
            with Path(name).open("rb") as file:
                data = file.read(limit + 1)
        except FileNotFoundError as error:
            raise NotFound(f"没有文件 {name}，请检查路径。", f"There is no file {name}; check the path.") from error
        except OSError as error:
            raise UnreadableSource(
                f"文件 {name} 无法打开（{error.strerror}）；请检查它是不是文件、有无读取权限。",
                f"The file {name} cannot be opened ({error.strerror}); check that it is a file you may read.",
            ) from error
    if len(data) > limit:
        raise TooLarge(
            f"{name} 超过上限 {size(limit)}；请拆分或另存为纯文本。",
            f"{name} has more than the {size(limit)} allowed; split it or save it as text.",
        )
    return data, "stdin" if name == STDIO else Path(name).name


def write_output(name: str, data: bytes, inputs: Iterable[str] = ()) -> None:
    """Write `data` to a file, whole or not at all, or to standard output for `-`; an input is never overwritten."""
    if name == STDIO:
        if sys.stdout.isatty() and (b"\0" in data[:_HEAD] or data.startswith(_PDF)):
            raise DuizhaoError(
                "这个格式不是文字，终端显示不了；请用 -o 写到文件。",
                "This format is no text that a terminal can show; write it to a file with -o.",
            )
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        if path.exists() and any(Path(given).exists() and path.samefile(given) for given in inputs):
            raise DuizhaoError(
                f"输出 {name} 就是输入文件，未写入；请换一个文件名。",
                f"The output {name} is an input and was not written; choose another name.",
            )
        _replace(path, data)
    except OSError as error:
        raise DuizhaoError(
            f"输出 {name} 无法写入（{error.strerror}）；请检查文件夹和权限。",
            f"The output {name} cannot be written ({error.strerror}); check the folder and permissions.",
        ) from error


def coloured(output: str) -> bool:
    """Say whether colour helps: on a terminal, unless NO_COLOR is set."""
    return output == STDIO and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def plain(text: str) -> str:
    """Return foreign text without the characters that steer a terminal."""
    return text.translate(_STEERING)


def make_folder(path: Path) -> None:
    """Make a folder for outputs where there is none."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DuizhaoError(
            f"文件夹 {path} 无法建立（{error.strerror}）；请换一个位置。",
            f"The folder {path} cannot be made ({error.strerror}); choose another place.",
        ) from error


def steps(items: Sequence[_Item], label: tuple[str, str], language: Language) -> Iterable[_Item]:
    """Yield the items, with a progress bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label[language == "en"], file=sys.stderr) as bar:
        yield from bar


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
        path.write_bytes(data)
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
