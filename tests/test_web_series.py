"""The pages of a series without JavaScript: columns for editions, charts that say what the numbers say."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.model import Value
from compare.series import IndicatorCourse, SeriesFigure
from compare.store import Store
from compare.view.charts import HEIGHT, bars, points
from tests.pages import Reader

SAID = (
    ("2014", 500, "非公企业"),
    ("2019", 600, "数字工会"),
    ("2024", 720, "数字工会"),
)


def edition(year: str, members: int, phrase: str) -> bytes:
    """One small edition."""
    return (
        f"工会工作报告\n（{year}年5月6日）\n一、过去五年工作\n会员总数达到{members}万人。\n"
        f"二、今后五年任务\n建设“{phrase}”，会员总数达到{members + 50}万人以上。<b>\n"
    ).encode()


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader of three editions of one series and one of another."""
    with Store(tmp_path / "duizhao.sqlite") as store:
        for said in reversed(SAID):
            store.add(edition(*said), f"{said[0]}.txt", series="工会<i>", date=said[0])
        store.add(edition("2020", 1, "甲乙"), "别.txt", series="别的")
    return Reader(tmp_path / "duizhao.sqlite")


def test_phrases_have_a_column_for_each_edition(reader: Reader) -> None:
    """In order of date, with counts that lead to the places, a bar for each, and nothing for nothing."""
    link = next(each for each in reader.get("/").values(".strand h3 a", "href") if each and "%3Ci" in each)
    answer = reader.get(link)

    assert answer.texts("thead th")[2:] == ["2014", "2019", "2024"]
    rows = {row.css_first("th").text(): [cell.text() for cell in row.css("td.number")] for row in answer.all("tr")[1:]}
    assert rows["数字工会"] == ["–", "1", "1"]
    assert reader.get(answer.values("td.number a", "href")[0] or "").all(".hits mark")
    assert len(answer.all("tbody tr:first-child rect")) == sum(cell != "–" for cell in next(iter(rows.values())))


def test_indicators_show_results_and_targets(reader: Reader) -> None:
    """Each value leads to its paragraph; results are joined by a line, targets stand alone."""
    answer = reader.get("/series?name=工会<i>&table=indicators")
    values = answer.texts("tbody tr:first-child .value")

    assert values == ["500万人", "目标 550万人以上", "600万人", "目标 650万人以上", "720万人", "目标 770万人以上"]
    assert len(answer.all("tbody tr:first-child circle.target")) == 3
    report, _, block = (answer.values(".value a", "href")[0] or "").partition("#")
    assert reader.get(report).all(f"#{block}")


def test_sections_lead_to_their_place(reader: Reader) -> None:
    """Each name to the section in its report."""
    answer = reader.get("/series?name=工会<i>&table=sections")
    report, _, section = (answer.values("tbody td a", "href")[0] or "").partition("#")

    assert len(answer.all("tbody tr:first-child a")) == 3
    assert reader.get(report).all(f"#{section}")


def test_some_editions_only_and_too_few(reader: Reader) -> None:
    """Two of three are followed alone; of one there is nothing to follow, and the page says so."""
    ids = reader.get("/series?name=工会<i>").values("input[name=edition]", "value")
    answer = reader.get(f"/series?name=工会<i>&edition={ids[1]}&edition={ids[2]}")
    assert len(answer.texts("thead th")) == 4
    assert "至少要有两届" in reader.get("/series?name=别的").texts(".card")[0]
    assert reader.get("/series?name=没有").status == 404
    assert reader.get("/series").status == 404
    assert reader.get("/series?name=工会<i>&table=nonsense").status == 200


@pytest.mark.parametrize(
    ("format", "words"), [("csv", "数字工会"), ("md", "数字工会"), ("json", '"phrase": "数字工会"')]
)
def test_the_course_leaves_as_a_file(reader: Reader, format: str, words: str) -> None:
    """All of it, with a Chinese name."""
    answer = reader.get(f"/series/export/{format}?name=工会<i>")
    assert words in answer.body.decode()
    assert "UTF-8''%E7%B3%BB%E5%88%97" in answer.headers["Content-Disposition"]
    assert reader.get("/series/export/exe?name=工会<i>").status == 404
    assert reader.get(f"/series/export/{format}?name=别的").status == 404


def course(*values: tuple[str, float | None, float | None, str]) -> IndicatorCourse:
    """The course of an indicator: text, ends and unit of each edition."""
    figures = [
        SeriesFigure(at, "result", "f", "b", (0, 1), text, text, "甲", Value(low, high, unit, None))
        for at, (text, low, high, unit) in enumerate(values)
    ]
    return IndicatorCourse("甲", tuple(figures))


def test_a_chart_stands_for_the_numbers() -> None:
    """The largest is highest, what fell is at its end, an open end counts, other units make no line."""
    rising = points(course(("1人", 1, 1, "人"), ("从2人增加到9人", 2, 9, "人"), ("5人以上", 5, None, "人")))
    assert [dot.y for dot in rising] == [HEIGHT - 4, 4, HEIGHT / 2]
    assert points(course(("从9人减少到2人", 2, 9, "人"), ("4人", 4, 4, "人")))[0].y == HEIGHT - 4
    assert points(course(("1人", 1, 1, "人"), ("1%", 1, 1, "%"))) == ()
    assert {dot.y for dot in points(course(("1人", 1, 1, "人"), ("1人", 1, 1, "人")))} == {HEIGHT / 2}
    assert bars([]) == bars([0, 0]) == ()


def test_every_page_leads_back(reader: Reader) -> None:
    """From a series to its reports and to each with the one before, from those back, and to the list from anywhere."""
    series = "/series?name=工会<i>"
    page = reader.get(series)
    reports = page.values(".each a[lang]", "href")
    pairs = page.values(".each a.quiet", "href")
    assert len(reports) == 3
    assert [each and each.rpartition("/")[0] for each in pairs] == [
        f"/compare/{(each or '').rpartition('/')[2]}" for each in reports[:2]
    ]

    report = reports[0] or ""
    (back,) = reader.get(report).values(".facts a[lang]", "href")
    assert reader.get(back or "").texts("h1") == ["工会<i>"]
    assert reader.get(f"{report}/outline").values(".masthead a.pair", "href") == [report]
    assert reader.get("/dictionary?series=工会<i>").values("h1 a", "href") == [back]
    for address in (series, report, pairs[0] or "", "/search?q=工会", "/nowhere"):
        assert reader.get(address).values(".foot a", "href") == ["/"]
    assert reader.get("/").all(".foot a") == []
