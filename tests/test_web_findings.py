"""The page of figure changes: pair, part, judge, take back, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.store import Store
from tests.pages import Answer, Reader
from tests.test_finding_repairs import NEW, OLD


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with two editions."""
    path = tmp_path / "duizhao.sqlite"
    with Store(path) as store:
        for text, name in ((OLD, "旧.txt"), (NEW, "新.txt")):
            store.add(text.encode(), name)
    return path


@pytest.fixture
def reader(database: Path) -> Reader:
    """A reader of them."""
    return Reader(database)


@pytest.fixture
def address(database: Path) -> str:
    """The address of the table of figure changes."""
    with Store(database) as store:
        old, new = sorted(store.reports(), key=lambda entry: entry.date or "")
    return f"/compare/{old.id}/{new.id}/figures"


def rows(page: Answer) -> dict[str, str]:
    """Return the words of each row by its anchor."""
    found = page.all("table.figures tbody tr[id]")
    return {node.attributes["id"] or "": " ".join(node.text().split()) for node in found}


def row_of(page: Answer, *words: str) -> tuple[str, str]:
    """Return the anchor and the words of the only row that holds these words."""
    (row,) = ((anchor, text) for anchor, text in rows(page).items() if all(word in text for word in words))
    return row


def form_of(reader: Reader, address: str, *words: str) -> Answer:
    """Return the page with the form of a row open."""
    anchor, _ = row_of(reader.get(address), *words)
    return reader.get(f"{address}?say={anchor}")


def filled(page: Answer, chosen: str, at: str = "tr.form form") -> dict[str, str]:
    """Return what the hidden fields of the open form hold, and what is chosen."""
    hidden = [node for node in page.all(f"{at} input[type=hidden]") if node.attributes["name"] != "csrf_token"]
    return {"say": chosen} | {node.attributes["name"] or "": node.attributes["value"] or "" for node in hidden}


def came_back(reader: Reader, address: str, to: str, form: dict[str, str]) -> str:
    """Return the words of the row that a form leads to."""
    answer = reader.client.post(to, data=form | {"csrf_token": reader.token()})
    assert answer.status_code == 303
    return rows(reader.get(address))[answer.headers["Location"].partition("#")[2]]


def test_a_verdict_is_given_and_taken_back(reader: Reader, address: str) -> None:
    """A target that went up is lowered by a reader's word, marked as theirs beside the program's, until undone."""
    open_form = form_of(reader, address, "停车位", "上调")
    assert open_form.texts("fieldset.few label") == ["上调", "下调", "不变", "变化", "不是同一指标，拆开"]
    judged = reader.post(address, filled(open_form, "down"))
    _, words = row_of(judged, "停车位")
    assert "下调" in words
    assert "人工 程序：上调" in words

    said = judged.values("form[action$=undo] input[name=repair]", "value")
    undone = reader.post(f"{address}/undo", {"repair": said[0]})
    assert "上调" in row_of(undone, "停车位")[1]
    assert not undone.all("form[action$=undo]")


def test_a_pair_is_parted_and_listed_until_undone(reader: Reader, address: str) -> None:
    """Two figures that are not one indicator stand apart, and what was said is listed under the tables."""
    parted = reader.post(address, filled(form_of(reader, address, "停车位", "上调"), "part"))
    assert len([words for words in rows(parted).values() if "停车位" in words]) == 2
    assert [text for text in parted.texts("ul.lost li") if "不是同一指标" in text and "程序：上调" in text]

    said = parted.values("ul.lost input[name=repair]", "value")
    undone = reader.post(f"{address}/undo", {"repair": said[0]})
    assert "上调" in row_of(undone, "停车位")[1]


def test_a_figure_is_paired_with_one_of_the_other_edition(reader: Reader, address: str) -> None:
    """A figure without a counterpart offers figures of the other edition; the chosen one becomes its pair."""
    parted = reader.post(address, filled(form_of(reader, address, "停车位", "上调"), "part"))
    anchor = next(at for at, words in rows(parted).items() if "停车位" in words and "2万个" in words)
    open_form = reader.get(f"{address}?say={anchor}")
    offered = {
        label.text().strip(): label.css_first("input").attributes["value"]
        for label in open_form.all("tr.form label.tick")
    }
    chosen = next(value for words, value in offered.items() if "停车位3万个" in words)

    paired = reader.post(address, {**filled(open_form, "pair"), "new": chosen})

    _, words = row_of(paired, "停车位", "2万个", "3万个")
    assert "上调" in words
    assert "人工" in words


def test_what_cannot_be_said_is_refused_in_a_sentence(reader: Reader, address: str) -> None:
    """Nothing chosen, a figure that is not there, a verdict of another kind: a sentence each, nothing kept."""
    form = filled(form_of(reader, address, "停车位", "上调"), "up")
    for wrong, sentence in (
        ({"say": ""}, "没有说明这两项是什么关系"),
        ({"new": "f0"}, "没有 “f0” 这项数据"),
        ({"say": "met"}, "完成与否只说上届目标和本届结果"),
    ):
        answer = reader.post(address, form | wrong)
        assert answer.status in (400, 404)
        assert sentence in answer.html.text()
    assert reader.post(f"{address}/undo", {"repair": "u0"}).status == 404
    assert not reader.get(address).all("form[action$=undo]")


def test_an_old_target_may_be_answered_by_a_new_result(reader: Reader, address: str) -> None:
    """The figures offered to an old target include new results, marked as an answer to it; no more than ten."""
    offered = form_of(reader, address, "城镇新增就业", "100万人", "120万人").texts("tr.form form:last-of-type label")
    assert [words for words in offered if "110万人" in words and "兑现 · 成果" in words]
    assert len(offered) <= 10


@pytest.mark.parametrize("said", ["down", "part"])
def test_a_reader_comes_back_to_the_row(reader: Reader, address: str, said: str) -> None:
    """What was judged, parted or taken back leads to a row that holds the figure it was said of."""
    form = filled(form_of(reader, address, "停车位", "上调"), said)
    assert "2万个" in came_back(reader, address, address, form)
    kept = reader.get(address).values("form[action$=undo] input[name=repair]", "value")
    assert "2万个" in came_back(reader, address, f"{address}/undo", {"repair": kept[0] or ""})


def test_a_row_that_is_gone_opens_no_form(reader: Reader, address: str) -> None:
    """The address of a form of a change that is no more shows the table."""
    page = reader.get(f"{address}?say=n0")
    assert page.status == 200
    assert not page.all("tr.form")


def test_an_undo_from_another_tab_is_no_error(reader: Reader, address: str) -> None:
    """What a later word replaced can still be taken back; the page comes back as it is."""
    reader.post(address, form := filled(form_of(reader, address, "停车位", "上调"), "pair"))
    made = reader.get(address).values("form[action$=undo] input[name=repair]", "value")[0]
    reader.post(address, {**form, "say": "part"})
    assert reader.post(f"{address}/undo", {"repair": made}).status == 200


def test_a_number_put_right_is_shown_with_what_follows_from_it(reader: Reader, address: str) -> None:
    """The table has the number as a person gave it, not that of the text beside a move of the other."""
    new = address.split("/")[3]
    page = reader.get(f"/reports/{new}/figures")
    anchor = next(n.attributes["id"] for n in page.all("tbody tr[id]") if "停车位" in n.text())
    reader.post(f"/reports/{new}/figures", {"anchor": anchor, "value": "1万个"})
    _, words = row_of(reader.get(address), "停车位", "下调")
    assert "2万个 1万个" in words


def test_the_form_leads_to_the_figures_themselves(reader: Reader, address: str) -> None:
    """A number that was read wrong is put right on the page of its report, whose form is open at it."""
    page = form_of(reader, address, "停车位", "上调")
    links = [href for href in page.values("tr.form .hint a", "href") if href]
    assert len(links) == 2
    for link in links:
        target, anchor = link.split("#")
        assert reader.get(target).values("form.settle input[name=anchor]", "value") == [anchor]


def test_filters_are_counted_links_and_sorts_are_heads(reader: Reader, address: str) -> None:
    """A filter is one click with what it leaves; a head sorts and says so; what is chosen so far is kept in both."""
    page = reader.get(f"{address}?q=就业")
    assert page.texts(".facets:first-of-type a") == ["全部 3", "成对 1", "新列 1", "完成 1"]
    assert len(rows(page)) == 3
    pairs = next(link for link in page.all(".facets a") if "成对" in link.text()).attributes["href"] or ""
    narrowed = reader.get(pairs)
    assert [text.split()[0] for text in rows(narrowed).values()] == ["城镇新增就业"]
    assert narrowed.texts("form.filters [role=status]") == [f"列出 1 项，共 {len(rows(reader.get(address)))} 项"]

    head = narrowed.values("thead th:nth-child(2) a", "href")[0] or ""
    sizes = reader.get(head)
    assert sizes.values("thead th:nth-child(2)", "aria-sort") == ["descending"]
    assert reader.get(sizes.values("thead th:nth-child(2) a", "href")[0] or "").values(
        "thead th:nth-child(2)", "aria-sort"
    ) == ["ascending"]
    assert [text.split()[0] for text in rows(sizes).values()] == ["城镇新增就业"]
    assert reader.get(f"{address}?kind=dropped&q=停车位").texts(".hint")[0] == "没有这样的数据。"


def test_a_row_with_two_numbers_has_bars_that_speak(reader: Reader, address: str) -> None:
    """Old and new numbers are the bars' words; by how much is written beside them; a lone number has no bars."""
    page = reader.get(f"{address}?q=停车位")
    assert page.texts("svg.bars title") == ["2万个 → 3万个"]
    assert page.texts(".moved small") == ["+50%"]
    assert not reader.get(f"{address}?kind=new").all("svg.bars")


def test_what_was_asked_for_survives_a_correction(reader: Reader, address: str) -> None:
    """Filters, order and what is passed over stay in every address of the form; a row that no longer fits is seen."""
    asked = "direction=up&sort=size&same=&same=quotes"
    anchor, _ = row_of(reader.get(f"{address}?{asked}"), "停车位")
    opened = reader.get(f"{address}?{asked}&say={anchor}")
    to = opened.values("tr.form form", "action")[0] or ""
    answer = reader.client.post(to, data=filled(opened, "down") | {"csrf_token": reader.token()})
    back = answer.headers["Location"]
    assert all(said in back for said in ("direction=up", "sort=size", "same=quotes"))
    _, words = row_of(reader.get(back.partition("#")[0]), "停车位")
    assert "下调" in words

    kept = reader.get(back.partition("#")[0])
    undo = kept.values("form[action*=undo]", "action")[0] or ""
    assert all(said in undo for said in ("direction=up", "sort=size", "same=quotes"))
    for name in ("direction", "sort", "row"):
        assert kept.values(f".picker form:not([action='/compare']) input[name={name}]", "value")


def test_the_way_back_from_a_figure_leads_to_the_table_as_it_was(reader: Reader, address: str) -> None:
    """The page of a figure leads back to the filtered table with the form open, also after it was put right."""
    anchor, _ = row_of(reader.get(f"{address}?kind=pair&sort=new"), "停车位")
    page = reader.get(f"{address}?kind=pair&sort=new&say={anchor}")
    figure = reader.get((page.values("tr.form .hint a", "href")[0] or "").partition("#")[0])
    way = f"{address}?say={anchor}&kind=pair&sort=new"
    assert way in figure.values("main .hint a", "href")

    form = next(node for node in figure.all("form.settle") if node.css("input[name=anchor]"))
    chosen = form.css_first("input[name=anchor]").attributes["value"] or ""
    saved = reader.post(form.attributes["action"] or "", {"anchor": chosen, "value": "1万个"})
    assert way in saved.values("main .hint a", "href")


@pytest.mark.parametrize(
    "elsewhere", ["https://a.example/compare/r1/r2/figures", "//a.example", "/compare/a/b/figures\n"]
)
def test_the_way_back_leads_nowhere_else(reader: Reader, address: str, elsewhere: str) -> None:
    """An address made by others does not put its own link on the page."""
    page = reader.get(f"/reports/{address.split('/')[2]}/figures", query_string={"back": elsewhere})
    assert page.status == 200
    assert elsewhere not in page.values("a", "href")
    assert len(page.all("main .hint a")) == 1
