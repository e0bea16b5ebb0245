"""The shape of the database, one named step at a time.

    blank ── m001_reports ──▶ sources, series, editions, reports, readings
          ── m002_comparisons ──▶ comparisons and their results          (each step once, in this order)
          ── m003_outline_repairs ──▶ what a person says of source lines
          ── m004_link_repairs ──▶ what a person said of the links of two reports
          ── m005_figure_repairs ──▶ what a person says of the figures of a source
          ── m006_finding_repairs ──▶ what a person said of the figure changes between two reports
          ── m007_ledger ──▶ what a person said of the commitments of an old report beside a new one
          ── m008_dictionary ──▶ which phrases a series follows or never tells, and its scales
          ── m009_search ──▶ the passages of every report, and which pairs of characters they hold
          ── m010_removed ──▶ reports taken off the list, until they are put back or erased
          ── m011_review ──▶ what people think of the changes between two reports
          ── m012_page ──▶ the page of each comparison in pieces, made from its result
          ── m013_version ──▶ versions of a draft, several reports under one edition
          ── m014_remark ──▶ what is to stand beside the changes in the table of old and new

A step that has been released is never edited: what changes later is another step.  Steps run in
one transaction that others wait for, so that two processes opening a blank file build it once.
A database that holds a step unknown here was made by a newer version and is left alone.

A report is named by its bytes and a comparison by its two reports.  What was read or found is kept
beside it with the digest of what made it (settings and program), so that an upgrade adds results
and replaces none, and links, notes and reviews that hang on a name stay attached.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

MIGRATIONS = Migrations("duizhao")


@MIGRATIONS()
def m001_reports(db: Database) -> None:
    """Sources as given, what was read from them, and their place in a series."""
    for statement in (
        """
        create table source (
            sha256   text primary key,
            name     text not null,
            format   text,               -- null until it could be read
            size     integer not null,
            bytes    blob not null,
            added    text not null,
            error_zh text,               -- why it could not be read, when it could not
            error_en text
        )
        """,
        """
        create table series (
            id    integer primary key,
            name  text not null unique
        )
        """,
        """
        create table edition (
            id      integer primary key,
            series  integer references series(id),
            title   text not null,
            date    text,                -- 2019, 2019-05 or 2019-05-06
            ordinal integer              -- 14 for the 第十四次 congress
        )
        """,
        """
        create table report (
            id      text primary key,    -- r + the first digits of the source's digest
            source  text not null references source(sha256),
            part    integer not null default 0,   -- which report of a source that holds several
            edition integer not null references edition(id),
            added   text not null,
            unique (source, part)
        )
        """,
        """
        create table reading (
            id      integer primary key,
            report  text not null references report(id),
            made_by text not null,       -- digest of settings and program
            body    text not null,       -- one Report, schema duizhao/1
            added   text not null,
            unique (report, made_by)
        )
        """,
        """
        create view entry as
            select report.id, edition.title, edition.date, edition.ordinal, series.name as series,
                   source.name, source.format, source.sha256, source.size, report.added
            from report
            join source on report.source = source.sha256
            join edition on report.edition = edition.id
            left join series on edition.series = series.id
        """,
        "create index edition_series on edition(series)",
        "create index report_edition on report(edition)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m002_comparisons(db: Database) -> None:
    """Two reports beside each other, and each result that was computed for them."""
    for statement in (
        """
        create table comparison (
            id    text primary key,      -- c + digest of the two names
            old   text not null references report(id),
            new   text not null references report(id),
            added text not null,
            unique (old, new)
        )
        """,
        """
        create table result (
            id          integer primary key,
            comparison  text not null references comparison(id),
            made_by     text not null,
            old_reading integer not null references reading(id),
            new_reading integer not null references reading(id),
            settings    text not null,   -- as used, readable
            body        text not null,   -- one Comparison, schema duizhao/1, without its two reports
            added       text not null,
            unique (comparison, made_by)
        )
        """,
        "create index comparison_new on comparison(new)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m003_outline_repairs(db: Database) -> None:
    """What a person says that a line of a source is; the program's own reading stays beside it."""
    for statement in (
        """
        create table outline_repair (
            id      integer primary key,   -- in the order in which they were said
            source  text not null references source(sha256),
            anchor  text not null,         -- of the line: its text and which occurrence of it
            kind    text not null,         -- heading2, furniture, continues, …
            quote   text not null,         -- how the line begins
            added   text not null,
            undone  text                   -- null while it holds; what was undone is kept
        )
        """,
        "create unique index outline_repair_holds on outline_repair(source, anchor) where undone is null",
    ):
        db.execute(statement)


@MIGRATIONS()
def m004_link_repairs(db: Database) -> None:
    """What a person said of the links of two reports, whichever of them is the old one."""
    for statement in (
        """
        create table link_repair (
            id      integer primary key,   -- in the order in which they were said
            old     text not null references report(id),
            new     text not null references report(id),
            body    text not null,         -- one LinkRepair, schema duizhao/1, sides as they stood when it was said
            added   text not null,
            undone  text                   -- null while it holds; what was undone is kept
        )
        """,
        "create index link_repair_pair on link_repair(old, new)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m005_figure_repairs(db: Database) -> None:
    """What a person says of the figures of a source; the program's own stay beside it."""
    for statement in (
        """
        create table figure_repair (
            id      integer primary key,   -- in the order in which they were said
            source  text not null references source(sha256),
            anchor  text not null,         -- of the figure: its block, its number's words, which mention of them
            body    text not null,         -- one FigureRepair, schema duizhao/1
            added   text not null,
            undone  text                   -- null while it holds; what was undone is kept
        )
        """,
        "create unique index figure_repair_holds on figure_repair(source, anchor) where undone is null",
    ):
        db.execute(statement)


@MIGRATIONS()
def m006_finding_repairs(db: Database) -> None:
    """What a person said of the figure changes between two reports, whichever of them is the old one."""
    for statement in (
        """
        create table finding_repair (
            id      integer primary key,   -- in the order in which they were said
            old     text not null references report(id),
            new     text not null references report(id),
            body    text not null,         -- one FindingRepair, schema duizhao/1, sides as they stood when it was said
            added   text not null,
            undone  text                   -- null while it holds; what was undone is kept
        )
        """,
        "create index finding_repair_pair on finding_repair(old, new)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m007_ledger(db: Database) -> None:
    """What a person said of the commitments of an old report beside a new one."""
    for statement in (
        """
        create table ledger_entry (
            id      integer primary key,   -- in the order in which they were said
            old     text not null references report(id),
            new     text not null references report(id),
            body    text not null,         -- one LedgerEntry, schema duizhao/1
            added   text not null,
            undone  text                   -- null while it holds; what was said before is kept
        )
        """,
        "create index ledger_entry_pair on ledger_entry(old, new)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m008_dictionary(db: Database) -> None:
    """The dictionaries of a series, the latest holds."""
    for statement in (
        """
        create table dictionary (
            id      integer primary key,   -- in the order in which they were kept
            series  integer not null references series(id),
            body    text not null,         -- the whole dictionary, as `dictionary.write` spells it
            added   text not null
        )
        """,
        "create index dictionary_series on dictionary(series)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m009_search(db: Database) -> None:
    """What is searched: the passages of the latest reading of each report, by their pairs of characters.

    A report's passages are numbered from its shelf on, so that an answer counts by report without reading them.
    """
    for statement in (
        """
        create table shelf (
            id      integer primary key,   -- its passages are numbered from id << 20 on
            report  text not null unique references report(id),
            reading integer not null references reading(id)
        )
        """,
        """
        create table passage (
            id      integer primary key,
            block   text not null,
            heading integer not null,      -- whether it is a title or heading
            text    text not null
        )
        """,
        "create virtual table passage_pairs using fts5(pairs, tokenize='ascii', prefix='1')",
    ):
        db.execute(statement)


@MIGRATIONS()
def m010_removed(db: Database) -> None:
    """A removed report is on no list and compared with nothing; all that is kept of it stays until it is erased."""
    for statement in (
        "alter table report add column removed text",
        "drop view entry",
        """
        create view every_entry as
            select report.id, edition.title, edition.date, edition.ordinal, series.name as series,
                   source.name, source.format, source.sha256, source.size, report.added, report.removed
            from report
            join source on report.source = source.sha256
            join edition on report.edition = edition.id
            left join series on edition.series = series.id
        """,
        """
        create view entry as
            select id, title, date, ordinal, series, name, format, sha256, size, added
            from every_entry where removed is null
        """,
    ):
        db.execute(statement)


@MIGRATIONS()
def m011_review(db: Database) -> None:
    """What people think of the changes between two reports."""
    for statement in (
        """
        create table review (
            id      integer primary key,   -- in the order in which they were said
            old     text not null references report(id),
            new     text not null references report(id),
            body    text not null,         -- one Review, schema duizhao/1, without the id of its change
            added   text not null,
            undone  text                   -- null while it holds; what was said before is kept
        )
        """,
        "create index review_pair on review(old, new)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m012_page(db: Database) -> None:
    """The side-by-side page of a result in pieces; all of it can be made again from the result."""
    for statement in (
        """
        create table page (
            result  integer primary key references result(id) on delete cascade,
            body    text not null,         -- outline, strip, counts, parts
            added   text not null
        )
        """,
        """
        create table page_part (
            result  integer not null references page(result) on delete cascade,
            number  integer not null,      -- in reading order, from 0
            body    blob not null,         -- its rows, compressed
            primary key (result, number)
        ) without rowid
        """,
        """
        create table page_row (
            result  integer not null references page(result) on delete cascade,
            row     text not null,
            part    integer not null,
            at      integer not null,      -- in reading order, from 0
            primary key (result, row)
        ) without rowid
        """,
        """
        create table page_block (
            result  integer not null references page(result) on delete cascade,
            side    text not null,
            block   text not null,
            row     text not null,
            primary key (result, side, block)
        ) without rowid
        """,
        """
        create table page_item (
            result  integer not null references page(result) on delete cascade,
            rank    integer not null,      -- its place in the change list, from 0
            at      integer not null,      -- that of its row in the text
            chip    text not null,
            change  text not null,
            key     text not null,         -- what reviews of it hang on
            body    text not null,
            primary key (result, rank)
        ) without rowid
        """,
        "create index page_item_change on page_item(result, change)",
        "create index page_item_key on page_item(result, key)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m013_version(db: Database) -> None:
    """Several reports may be versions of one edition; the last of those on the list is current."""
    for statement in (
        "alter table report add column version integer not null default 1",
        "drop view entry",
        "drop view every_entry",
        """
        create view every_entry as
            select report.id, edition.title, edition.date, edition.ordinal, series.name as series,
                   source.name, source.format, source.sha256, source.size, report.added, report.edition, report.version,
                   (select max(version) from report as other
                    where other.edition = report.edition and other.removed is null) as latest, report.removed
            from report
            join source on report.source = source.sha256
            join edition on report.edition = edition.id
            left join series on edition.series = series.id
        """,
        """
        create view entry as
            select id, title, date, ordinal, series, name, format, sha256, size, added, edition, version, latest
            from every_entry where removed is null
        """,
    ):
        db.execute(statement)


@MIGRATIONS()
def m014_remark(db: Database) -> None:
    """What a person wants to stand beside the changes between two reports in their table."""
    for statement in (
        """
        create table remark (
            id      integer primary key,   -- in the order in which they were said
            old     text not null references report(id),
            new     text not null references report(id),
            body    text not null,         -- one Remark, schema duizhao/1, without the id of its change
            added   text not null,
            undone  text                   -- null while it holds; what was said before is kept
        )
        """,
        "create index remark_pair on remark(old, new)",
    ):
        db.execute(statement)


@MIGRATIONS()
def m015_reading(db: Database) -> None:
    """What a person says of how a source is read, locked sources opened, and what has come in but is not read yet."""
    for statement in (
        """
        create table choice (
            source      text primary key references source(sha256) on delete cascade,
            format      text,
            encoding    text,
            revisions   text               -- of a file with tracked changes: final or original
        ) without rowid
        """,
        """
        create table unlocked (            -- a source that opens with a password, without its lock
            source  text primary key references source(sha256) on delete cascade,
            bytes   blob not null
        )
        """,
        """
        create table arrival (             -- what was said of a source that is no report yet
            source  text primary key references source(sha256) on delete cascade,
            title   text,
            date    text,
            ordinal integer,
            series  text,
            added   text not null
        ) without rowid
        """,
        "alter table source add column locked integer not null default 0",  # it opens with a password only
    ):
        db.execute(statement)


@MIGRATIONS()
def m016_document(db: Database) -> None:
    """The lines of a source as last read, so that a repair or an upgrade of other parts need not read it again."""
    db.execute(
        """
        create table document (
            source      text primary key references source(sha256) on delete cascade,
            read_by     text not null,     -- digest of the settings, the choice and the readers that made it
            body        text not null      -- one Document
        )
        """
    )


STEPS = (
    m001_reports.__name__,
    m002_comparisons.__name__,
    m003_outline_repairs.__name__,
    m004_link_repairs.__name__,
    m005_figure_repairs.__name__,
    m006_finding_repairs.__name__,
    m007_ledger.__name__,
    m008_dictionary.__name__,
    m009_search.__name__,
    m010_removed.__name__,
    m011_review.__name__,
    m012_page.__name__,
    m013_version.__name__,
    m014_remark.__name__,
    m015_reading.__name__,
    m016_document.__name__,
)
