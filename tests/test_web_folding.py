"""What is passed over is chosen on the page: in the address, carried along, and never for display."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from compare.folding import kinds
from compare.store import Store
from tests.pages import Reader

OLD = "政府工作报告\n各位代表：\n粮食产量实现“十二连增”。其它各项指标增长6.9%，好于预期。\n"
NEW = '政府工作报告\n各位代表：\n粮食产量实现"十二连增"。其他各项指标增长6.9%，好于预期。\n'


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader of two reports that differ in quotes and in a spelling."""
    return Reader(tmp_path_factory.mktemp("folding") / "duizhao.sqlite")


@pytest.fixture(scope="module")
def address(reader: Reader) -> str:
    """The address of the pair."""
    with Store(reader.app.config["DATABASE"]) as store:
        ids = [store.add(text.encode(), f"{year}.txt").report_id for text, year in ((OLD, 2016), (NEW, 2017))]
    return "/compare/" + "/".join(ids)


def marked(reader: Reader, address: str) -> list[str]:
    """Return what a page marks as put in."""
    return reader.get(address).texts(".passages ins")


def test_what_is_passed_over_is_in_the_address(reader: Reader, address: str) -> None:
    """By default a spelling is a change and a quote is not; the reader may have it the other way round."""
    assert marked(reader, f"{address}?off=") == ["其他"]
    assert marked(reader, f"{address}?off=&same=&same=variants") == ['"', '"']
    assert marked(reader, f"{address}?off=&same=&same=variants&same=quotes") == []
    assert marked(reader, f"{address}?off=&same=") == ['"', '"', "其他"]


def test_the_text_is_shown_as_it_stands(reader: Reader, address: str) -> None:
    """What is passed over in comparing is not passed over in showing."""
    shown = reader.get(f"{address}?same=&same=quotes&same=variants&same=punctuation").body.decode()

    assert "“十二连增”。其它" in shown
    assert "&#34;十二连增&#34;。其他" in shown


def test_the_choice_is_shown_and_carried_along(reader: Reader, address: str) -> None:
    """The boxes say what holds; tabs, switches and exports keep it; what holds anyway is left out of addresses."""
    page = reader.get(f"{address}?same=&same=variants")

    assert page.values(".picker input[type=checkbox][checked]", "value") == ["variants"]
    carried = [link for link in page.values("a[href*='/compare/']", "href") if link and not link.startswith("#")]
    assert carried
    assert all(parse_qs(urlsplit(link).query, keep_blank_values=True)["same"] == ["", "variants"] for link in carried)
    assert page.values(".export input[name=same]", "value") == ["", "variants"]
    plain = reader.get(f"{address}?same=&same=" + "&same=".join(kinds()[:5]))
    assert not [link for link in plain.values(".tabs a, .export button", "href") if link and "same" in link]


def test_unknown_kinds_are_no_error(reader: Reader, address: str) -> None:
    """A mistyped address compares with what it does name."""
    assert reader.get(f"{address}?same=nonsense").status == 200


def test_exports_are_of_what_is_shown(reader: Reader, address: str) -> None:
    """A file taken from a page says in its settings what was passed over there."""
    data = reader.get(f"{address}/export/json?same=&same=script").body.decode()

    assert '"script": true' in data
    assert '"quotes": false' in data


def test_every_kind_has_a_name_in_both_languages(reader: Reader, address: str) -> None:
    """The menu names each kind of folding."""
    from web.nouns import folding

    assert tuple(folding) == kinds()


def test_reports_are_read_once_for_all(reader: Reader, address: str) -> None:
    """What is passed over decides no reading: ids, and so deep links, are the same."""
    chosen = reader.get(f"{address}?same=&same=variants").values(".passages [id]", "id")

    assert chosen == reader.get(address).values(".passages [id]", "id")
