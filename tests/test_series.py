"""A series: which phrases, indicators and sections go through n editions."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.cli import main
from compare.comparison import read_report
from compare.config import DEFAULT, SeriesSettings
from compare.contract import SCHEMA, dumps, schema, series_from_json, series_to_json
from compare.errors import TooLarge, UnreadableSource
from compare.model import Report
from compare.series import PhraseCourse, Series, in_order, series
from compare.series_tables import as_csv, edition_names, markdown, tables, text
from compare.store import Store
from tests import strategies as make
from tests.support import SHARED, needs_shared

EDITIONS = {
    "2014.txt": "关于工会工作的报告\n一、过去五年工作\n会员总数达到60万人。落实科学发展观，坚持科学发展观。\n"
    "二、今后五年任务\n到2019年会员总数达到65万人。办好工人报社，服务职工群众。\n",
    "2019.txt": "关于工会工作的报告\n一、过去五年工作\n会员总数达到66万人。落实新发展理念。\n"
    "二、今后五年任务\n办好工人报社，服务职工群众。\n",
    "2024.txt": "关于工会工作的报告\n一、过去五年工作\n会员总数达到72万人。坚持新发展理念，落实新发展理念。\n"
    "二、今后五年目标\n到2029年会员总数达到80万人。办好工人报社，服务职工群众。\n三、加强自身建设\n锻造队伍。\n",
}


@cache
def editions() -> tuple[Report, ...]:
    """Return three short editions, the latest first."""
    return tuple(read_report(EDITIONS[name].encode(), name) for name in sorted(EDITIONS, reverse=True))


@cache
def followed() -> Series:
    return series(editions())


def test_editions_stand_in_order_of_date() -> None:
    """Where one has no date, the order given stays."""
    undated = [replace(report, date=None) for report in editions()]

    assert [edition.date for edition in followed().editions] == ["2014", "2019", "2024"]
    assert in_order(undated) == undated
    assert in_order([replace(undated[0], date="2024-05-08"), replace(undated[1], date="2019")])[0].date == "2019"


def test_a_phrase_has_its_counts_and_its_first_and_last_use() -> None:
    """科学发展观 is said in the first edition only, 新发展理念 from the second on."""
    found = {course.phrase: course for course in followed().phrases}

    assert found["科学发展观"] == PhraseCourse("科学发展观", (2, 0, 0), 0, 0, found["科学发展观"].weight)
    assert found["新发展理念"].counts == (0, 1, 2)
    assert (found["新发展理念"].first, found["新发展理念"].last) == (1, 2)


def test_an_indicator_has_its_values_edition_by_edition() -> None:
    """Results of each, and targets across the edition that sets none."""
    course = next(each for each in followed().indicators if "会员总数" in each.indicator)

    assert [(each.edition, each.role, each.text) for each in course.figures] == [
        (0, "result", "60万人"),
        (0, "target", "65万人"),
        (1, "result", "66万人"),
        (2, "result", "72万人"),
        (2, "target", "80万人"),
    ]


def test_a_section_is_followed_under_its_new_heading() -> None:
    """今后五年任务 goes on as 今后五年目标; a part of one edition is a course of one."""
    names = [[(each.edition, each.name) for each in course.sections] for course in followed().sections]

    assert [(0, "二、今后五年任务"), (1, "二、今后五年任务"), (2, "二、今后五年目标")] in names
    assert [(2, "三、加强自身建设")] in names


def test_one_edition_or_too_many_are_refused() -> None:
    """A series takes two editions; the limit is told."""
    with pytest.raises(UnreadableSource):
        series(editions()[:1])
    with pytest.raises(TooLarge):
        series(editions(), replace(DEFAULT, series=SeriesSettings(most_editions=2)))


@given(st.lists(make.report_texts, min_size=2, max_size=4))
@settings(max_examples=20, deadline=None)
def test_the_laws_of_a_series(texts: list[str]) -> None:
    """Counts are those of the text's words, a chain has one figure an edition and role, every section stands once."""
    reports = [make.read(each) for each in texts]
    found = series(reports)

    assert series(reports) == found
    for course in found.phrases:
        assert course.counts[course.first] > 0
        assert not any(course.counts[: course.first])
        assert course.counts[course.last] > 0
        assert not any(course.counts[course.last + 1 :])
        assert sum(course.counts) >= DEFAULT.series.least_mentions
    for indicator in found.indicators:
        places = [(each.edition, each.role) for each in indicator.figures]
        assert len(set(places)) == len(places)
    ordered = in_order(reports)
    sections = [(each.edition, each.section) for course in found.sections for each in course.sections]
    assert sorted(sections) == sorted((at, s.id) for at, report in enumerate(ordered) for s in report.sections)
    figures = [(each.edition, each.figure) for course in found.indicators for each in course.figures]
    told = [(at, f.id) for at, r in enumerate(ordered) for f in r.figures if f.role != "other" and f.repeats is None]
    assert sorted(figures) == sorted(told)


def test_the_json_is_of_the_schema_and_comes_back() -> None:
    """Written, valid, read again: the same series."""
    data = json.loads(dumps(series_to_json(followed())))

    jsonschema.Draft202012Validator({**schema()["$defs"]["Series"], "$defs": schema()["$defs"]}).validate(data)
    assert data["schema"] == SCHEMA
    assert series_from_json(data) == followed()


def test_text_reads_as_a_table() -> None:
    """Columns stand under each other; a dash where an edition has nothing."""
    lines = text(followed(), "zh").splitlines()

    assert lines[0] == "3届报告"
    assert any(line.split() == ["科学发展观", "2014", "2014", "2", "–", "–"] for line in lines)
    assert any(line.split()[-4:] == ["目标", "65万人", "–", "80万人"] for line in lines)
    assert any(line.split() == ["1", "二、今后五年任务", "二、今后五年任务", "二、今后五年目标"] for line in lines)
    assert "Formulations (0 of" in text(followed(), "en", SeriesSettings(most_listed=0))


def test_rows_that_are_left_out_are_counted_and_csv_has_them() -> None:
    """A table for reading says how many of how many; CSV has every row, guarded against formulas."""
    zh = tables(followed(), "zh")
    rows = list(csv.reader(io.StringIO(as_csv(followed(), "zh").decode("utf-8-sig"))))

    assert f"提法（列出1项，共{len(zh[1].rows)}项" in text(followed(), "zh", SeriesSettings(most_listed=1))
    assert len(rows) == sum(len(table.rows) + 1 for table in zh)
    assert ["章节", "1", "–", "–", "三、加强自身建设"] in rows


def test_editions_of_one_year_are_told_apart() -> None:
    """By file where years are the same."""
    one, two, _ = followed().editions
    same = replace(followed(), editions=(replace(one, date="2020"), replace(two, date="2020")))

    assert edition_names(same) == ("2014", "2019")


def test_markdown_shows_the_words_of_reports_as_text() -> None:
    """No heading of a report is markup."""
    odd = replace(followed().phrases[0], phrase="a|b*c")

    assert "a\\|b\\*c" in markdown(replace(followed(), phrases=(odd,)), "zh")


def test_the_command_takes_files_and_the_name_of_a_series(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same table from files and from a stored series; an unknown name is told."""
    files = []
    for name, words in EDITIONS.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
        files.append(str(tmp_path / name))
    db = str(tmp_path / "d.sqlite")
    with Store(tmp_path / "d.sqlite") as store:
        for name, words in EDITIONS.items():
            store.add(words.encode(), name, date=name[:4], series="市总工会")

    assert main(["series", *files, "--lang", "zh"]) == 0
    from_files = capsys.readouterr().out
    assert main(["series", "市总工会", "--db", db, "--lang", "zh"]) == 0
    from_store = capsys.readouterr().out
    assert main(["series", "县总工会", "--db", db, "--lang", "zh"]) == 5

    assert "县总工会" in capsys.readouterr().err
    assert from_files.split("提法")[1] == from_store.split("提法")[1]


@needs_shared
def test_the_course_of_real_congress_reports() -> None:
    """Known first and last uses over five congresses, and parts that every congress has."""
    raw = SHARED / "reports" / "raw" / "party_congress"
    years = (2002, 2007, 2012, 2017, 2022)
    found = series([read_report((raw / f"{year}.txt").read_bytes(), f"{year}.txt") for year in years])
    uses = {course.phrase: (years[course.first], years[course.last]) for course in found.phrases}
    through = [course.sections[0].name for course in found.sections if course.level == 1 and len(course.sections) == 5]

    assert uses["科学发展观"] == (2007, 2022)
    assert uses["中国式现代化"] == (2022, 2022)
    assert uses["全面建设小康社会"] == (2002, 2012)
    assert uses["社会主义核心价值体系"] == (2007, 2017)
    assert {"七、国防和军队建设", "九、国际形势和对外工作", "十、加强和改进党的建设"} <= set(through)
