"""What keeps the pages to their reader: hosts, headers, tokens, the secret; nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from compare import demo
from compare.errors import StoreError
from compare.store import Store
from tests.pages import Answer, Reader
from tests.support import ROOT
from web import security

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demonstration reports."""
    path = tmp_path_factory.mktemp("security") / "duizhao.sqlite"
    with Store(path) as store:
        for source in demo.sources():
            demo.ingest(store, source)
        entries = store.reports()
        store.compare(entries[1].id, entries[2].id)
    return path


@pytest.fixture(scope="module")
def addresses(database: Path) -> list[str]:
    """Every kind of page."""
    with Store(database) as store:
        old, new = store.reports()[1:3]
    pair = f"/compare/{old.id}/{new.id}"
    tables = [f"{pair}/{table}" for table in ("summary", "figures", "tasks", "formulations", "remarks")]
    return ["/", f"/reports/{old.id}", f"/reports/edit?id={old.id}", pair, *tables, "/nowhere"]


def test_every_answer_carries_the_headers(database: Path, addresses: list[str]) -> None:
    """Pages, errors, downloads and static files."""
    reader = Reader(database)
    for address in [*addresses, f"{addresses[3]}/export/html", "/static/base.css"]:
        headers = reader.get(address).headers
        assert headers["Content-Security-Policy"] == POLICY, address
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_no_page_has_a_script_style_or_handler_inside(database: Path, addresses: list[str]) -> None:
    """So that the policy can forbid them."""
    reader = Reader(database)
    for address in addresses:
        page = reader.get(address)
        assert [node.attributes.get("type") for node in page.all("script:not([src])")] == [], address
        assert page.all("style") == []
        assert page.all("[style]") == []
        assert not re.search(rb"<[a-z][^>]*\son[a-z]+=", page.body), address
        assert not re.search(rb"javascript:", page.body)


def test_nothing_comes_from_elsewhere(database: Path, addresses: list[str]) -> None:
    """No address with a host in it, in pages, styles or scripts; but for the name of a format."""
    reader = Reader(database)
    for address in addresses:
        for name in ("src", "href", "action", "poster", "srcset"):
            for value in reader.get(address).values(f"[{name}]", name):
                assert value is not None
                assert not re.match(r"(?:[a-z]+:)?//", value), (address, value)
    for file in sorted((ROOT / "web" / "static").rglob("*")):
        if file.suffix in (".css", ".js"):
            assert "://" not in file.read_text("utf-8"), file


def test_every_form_that_changes_something_needs_its_token(database: Path, addresses: list[str]) -> None:
    """Without it, or with a made-up one, the answer is 400, one sentence, and nothing is changed."""
    reader = Reader(database)
    with Store(database) as store:
        before = store.reports()
    for address in addresses:
        for form in reader.get(address).all("form[method=post]"):
            assert len(form.css("input[name=csrf_token]")) == 1, address
    for given in ({}, {"csrf_token": "made up"}):
        for target in ("/upload", "/reports/edit"):
            response = reader.client.post(target, data={**given, "id": before[0].id, "title": "变了"})
            answer = Answer(response.status_code, response.headers, response.get_data())
            assert answer.status == 400
            assert "页面已过期" in answer.texts(".problem")[0]
    with Store(database) as store:
        assert store.reports() == before


@pytest.mark.parametrize("host", ["127.0.0.1:8019", "localhost", "LOCALHOST:1", "[::1]:8019"])
def test_this_machine_is_answered(database: Path, host: str) -> None:
    """By any of its own names, with any port."""
    assert Reader(database).get("/", headers={"Host": host}).status == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8019", "10.0.0.7"])
def test_other_names_are_not_answered(database: Path, host: str) -> None:
    """A page elsewhere cannot point its name at this machine and read the reports."""
    answer = Reader(database).get("/", headers={"Host": host})

    assert answer.status == 400
    assert security.HOSTS_VARIABLE in answer.texts(".problem")[0]
    assert answer.all("table") == []


def test_more_hosts_can_be_allowed(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment, or by who makes the application."""
    monkeypatch.setenv(security.HOSTS_VARIABLE, "duizhao.example, reports.example")
    assert Reader(database).get("/", headers={"Host": "reports.example:443"}).status == 200
    monkeypatch.delenv(security.HOSTS_VARIABLE)
    assert Reader(database).get("/", headers={"Host": "reports.example"}).status == 400
    assert Reader(database, hosts=["reports.example"]).get("/", headers={"Host": "reports.example"}).status == 200


def test_the_secret_is_random_private_and_kept(tmp_path: Path) -> None:
    """One for each database, readable by its owner alone, the same after a restart."""
    one, two = security.secret(tmp_path / "a.sqlite"), security.secret(tmp_path / "b.sqlite")
    file = tmp_path / "a.sqlite.key"

    assert len(one) == 64
    assert one != two
    assert security.secret(tmp_path / "a.sqlite") == one
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_spoilt_secret_is_said_not_used(tmp_path: Path) -> None:
    """An empty key file would make every session forgeable."""
    (tmp_path / "a.sqlite.key").write_text("")

    with pytest.raises(StoreError, match="incomplete"):
        security.secret(tmp_path / "a.sqlite")


def test_the_session_cookie_stays_with_the_pages(database: Path) -> None:
    """Not for scripts, not for other sites."""
    cookies = Reader(database).client.get("/").headers.getlist("Set-Cookie")
    (session,) = [cookie for cookie in cookies if cookie.startswith("duizhao=")]

    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in session.split(";")}


def test_an_unforeseen_error_is_a_sentence(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The traceback is for the log."""

    def broken(self: Store) -> None:
        raise RuntimeError("inner secret")

    monkeypatch.setattr(Store, "reports", broken)
    answer = Reader(database).get("/")

    assert answer.status == 500
    assert b"inner secret" not in answer.body
    assert b"Traceback" not in answer.body
    assert len(answer.texts(".problem")) == 1
