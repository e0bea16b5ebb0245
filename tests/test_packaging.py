"""What is installed is all of it: both packages, their data and the seed; versions are pinned, verbs are the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from compare import paths
from compare.version import VERSION
from tests.support import ROOT, SEED

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINS = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    if not (ROOT / "README.md").is_file():
        pytest.skip("needs README.md, which the wheel shows")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def _name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ @]", requirement)[0]).lower()


def test_constraints_hold_names_and_versions_only() -> None:
    """No host, no path, no digest, no line for the project itself."""
    assert [line for line in PINS if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._!+-]+", line)] == []
    assert "duizhao" not in {_name(line) for line in PINS}


def test_everything_required_is_pinned() -> None:
    """What runs, what tests and what is measured beside us is pinned to one version."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    wanted = [each for extra in ("dev", "bench", "pdf", "ocr") for each in extras[extra]]
    required = {_name(each) for each in [*project["dependencies"], *wanted]}

    assert required - {_name(line) for line in PINS} == set()


def test_the_wheel_holds_both_packages_their_data_and_the_seed(wheel: Path) -> None:
    """Every file of the packages is in it, and the bundled reports are byte for byte those of the tree."""
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in ("compare", "web")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(ROOT).parts)
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

        assert expected - names == set()
        assert {"compare/py.typed", "web/py.typed"} <= names
        assert archive.read(f"compare/bundled/seeds/{SEED.name}") == SEED.read_bytes()
        for report in paths.demonstrations():
            assert archive.read(f"compare/bundled/corpus/{report.name}") == report.read_bytes()
    assert wheel.name == f"duizhao-{VERSION}-py3-none-any.whl"


def test_an_installed_wheel_compares_its_bundled_reports(wheel: Path, tmp_path: Path) -> None:
    """Away from the source tree, the demonstration runs from what the wheel brought."""
    site = tmp_path / "site"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(site), "LC_ALL": "C.UTF-8"}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert run("-c", "import compare; print(compare.__file__)").strip() == str(site / "compare" / "__init__.py")
    run("-m", "compare", "demo", "--out", "out", "--db", "duizhao.sqlite")
    listed = json.loads(run("-m", "compare", "list", "--format", "json", "--db", "duizhao.sqlite"))

    assert [entry["name"] for entry in listed] == ["2014-demo.txt", SEED.name, "2024-demo.txt"]
    assert run("-m", "compare", "--version") == f"duizhao, version {VERSION}\n"


def test_the_database_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """DUIZHAO_DB, else XDG_DATA_HOME where it is absolute, else the home folder."""
    monkeypatch.setenv("HOME", "/home/li")
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    monkeypatch.delenv("DUIZHAO_DB", raising=False)
    assert paths.database() == Path("/home/li/.local/share/duizhao/duizhao.sqlite")

    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert paths.database() == Path("/data/duizhao/duizhao.sqlite")

    monkeypatch.setenv("DUIZHAO_DB", "/srv/reports.sqlite")
    assert paths.database() == Path("/srv/reports.sqlite")


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("verb", ["run", "test", "lint", "bench", "accuracy", "docs", "constraints", "wheel", "clean"])
def test_every_verb_is_there(verb: str) -> None:
    """Each verb of the list is a target, and its recipe can be planned."""
    subprocess.run(["make", "-n", verb], cwd=ROOT, check=True, capture_output=True)


def test_continuous_integration_runs_the_same_verbs() -> None:
    """.ci/run can be executed and calls lint and test."""
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert [line for line in script.read_text("utf-8").splitlines() if line.startswith("make ")] == [
        "make lint",
        "make test",
    ]
