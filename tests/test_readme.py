"""The README's commands work as they stand there.

Every line of a block marked ```sh is a command.  `duizhao …` is run in a folder of its own beside the seed
and the corpus; `make …` must be a verb that make can plan; `duizhao serve` must know its options.  Getting the
source, making an environment and installing are left to the reader: tests have no network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.typesetter import needs_typeface

READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_RUN = re.compile(r"(sudo |git |cd |pip |pipx |python3? -m (venv|pip)|source |\. |curl |apt(-get)? |export )")


def _commands(readme: str) -> list[str]:
    path = ROOT / readme
    text = path.read_text("utf-8") if path.is_file() else ""
    lines = [line.strip() for block in _BLOCK.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    return [line.removeprefix("$ ") for line in lines if line and not line.startswith("#")]


COMMANDS = [
    pytest.param(command, id=f"{readme}: {command}", marks=needs_typeface if ".pdf" in command else ())
    for readme in READMES
    for command in dict.fromkeys(_commands(readme))
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout to a reader, with `duizhao` on the path and what `make run` leaves."""
    place = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "corpus"):
        shutil.copytree(ROOT / name, place / name)  # a copy: a command that writes must not reach the source
    program = place / "bin" / "duizhao"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m compare "$@"\n')
    program.chmod(0o755)
    _run("duizhao demo", place)
    return place


def _run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "DUIZHAO_DB": str(place / "duizhao.sqlite"),
    }
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(command: str, place: Path) -> None:
    """It ends with exit code 0, or is one of those that a test cannot run and is checked for its verb."""
    if _NOT_RUN.match(command):
        return
    command = command.replace(".venv/bin/duizhao", "duizhao")
    if command.startswith("make "):
        command = f"make -n -C {ROOT} {command.split('#')[0].removeprefix('make ')}"
    elif command.startswith("duizhao serve"):
        command = f"{command.split('#')[0]} --help"

    done = _run(command, place)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("readme", [name for name in READMES if (ROOT / name).is_file()])
def test_the_readme_shows_commands(readme: str) -> None:
    """Both languages name the two verbs that a newcomer needs."""
    assert {"make run", "make test"} <= {command.split("#")[0].strip() for command in _commands(readme)}


def test_both_readmes_show_the_same_commands() -> None:
    """What one language offers, the other does: comments aside."""
    bare = [
        [command.split("#")[0].strip() for command in _commands(name)] for name in READMES if (ROOT / name).is_file()
    ]

    assert all(commands == bare[0] for commands in bare)
