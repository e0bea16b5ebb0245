"""Every threshold, a sentence each: meaning, range, default, why.

The settings used are written into each comparison, so that a result says how it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .weights import TASK_SIZES, WEIGHTS, TaskSizes, Weights


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Bounds on what is read from outside."""

    max_bytes: int = 50 * 1024 * 1024
    """Largest source, in bytes; 50 MB is what the large compare services take, and no report comes near."""

    max_characters: int = 2_000_000
    """Longest text of one report, in code points; the longest real report here has 57,000."""

    max_lines: int = 50_000
    """Most lines of one report that are not empty; the longest real report here has 1,500, and what follows reading
    takes a millisecond for five of them."""

    max_archive_bytes: int = 400 * 1024 * 1024
    """Most bytes the parts of a docx may unpack to; guards against archive bombs."""

    max_archive_ratio: int = 300
    """Largest ratio of unpacked to packed bytes of one docx part; Word's own XML packs below 100."""

    max_markup_bytes: int = 32 * 1024 * 1024
    """Largest page of HTML or part of a docx that is parsed, in bytes; the largest real one here has 300,000."""

    max_elements: int = 1_000_000
    """Most elements in one such page or part; guards memory, as an empty element costs twenty times its bytes."""

    max_archive_parts: int = 10_000
    """Most parts of a docx; one with a thousand pictures has about 1,100, and each costs memory before it is read."""

    max_headers: int = 300
    """Most headers and footers of a docx that are read; a note counts the others.  Each section has up to six."""

    max_chunks: int = 500
    """Most files that a docx draws in where they stand (w:altChunk) and that are read; a note counts the others.  Web
    sites write one, report generators one for each field of rich text."""

    max_members: int = 200
    """Most reports that one archive, or one table, may hold; each is read and answered for while the sender waits."""

    max_members_bytes: int = 90 * 1024 * 1024
    """Most bytes that the reports of one archive may unpack to; they are in memory together, and one answer."""

    max_locked_bytes: int = 20 * 1024 * 1024
    """Most bytes of a locked archive, unpacked; taking off the lock goes at two megabytes a second."""

    max_markdown: int = 150_000
    """Longest Markdown whose markup is read, in code points; longer is read as text: crafted markup takes seconds."""

    max_pages: int = 1000
    """Most pages of a pdf; the longest real report here has 120, and a page costs a hundredth of a second."""

    min_page_characters: int = 5
    """Fewest characters of a page of a pdf that has text; a scan may carry a page number or a stamp."""

    max_pages_a_text_page: int = 10
    """Most pages of a pdf for one that has text; beyond it the document is a scan, with a cover of text at most."""

    max_mime_parts: int = 5_000
    """Most parts of a web page saved as one file; one with all its pictures has a few hundred."""

    office_seconds: float = 60.0
    """Seconds that LibreOffice may take over one file; a report takes two to five, and reading is stopped at 90."""

    min_chinese_share: float = 0.05
    """Least share of Han characters among letters, 0–1; below it the text is not a Chinese report."""

    max_kana_share: float = 0.2
    """Largest share of kana among letters, 0–1; above it the text is Japanese, which has half of them."""

    max_picture_pixels: int = 80_000_000
    """Most pixels of one picture or scanned page; A3 at 600 dots an inch has 70 million, and each costs three bytes."""

    max_picture_side: int = 30_000
    """Longest side of a picture, in pixels; long screenshots of telephones reach 20,000."""

    max_scanned_pages: int = 100
    """Most pages of one scan that are recognised; each takes about ten seconds on two cores, and the longest real
    report here would fill 90."""

    scan_resolution: int = 200
    """Dots an inch at which pages of a pdf are drawn to be recognised; more costs time and finds no more characters."""

    doubtful: float = 0.95
    """Confidence of a recognised line, 0–1, below which it is marked as doubtful (docs/recognition.md has the shares
    of wrong characters on either side)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What reading one file may use, in a process of its own."""

    seconds: int
    """Seconds by the clock until the process is killed."""

    megabytes: int
    """Address space of the process, in MB; an import or two takes 200 before the file is looked into."""

    cores: int = 1
    """Cores that it may keep busy all that time."""

    answer_megabytes: int = 96
    """Largest answer, in MB of JSON; the longest text allowed, a line for every ten characters, takes 30."""


_TEXT = Limit(20, 1500)
"""The longest text is decoded and cut into lines in two seconds and 300 MB."""

_MARKUP = Limit(30, 3000)
"""A million elements take 5 s and 1.2 GB; the largest real page or document a tenth of a second."""

_CONVERTED = Limit(90, 8000, cores=2)
"""LibreOffice starts in 1.3 s, converts a report in one more, and maps 3 GB before it has read a byte."""

LIMITS: dict[str, Limit] = {
    **dict.fromkeys(("txt", "md", "csv"), _TEXT),
    **dict.fromkeys(("html", "docx", "mht"), _MARKUP),
    "pdf": Limit(60, 3000),
    **dict.fromkeys(("doc", "wps", "rtf", "odt", "ofd", "zip"), _CONVERTED),
    "image": Limit(1200, 12_000, cores=2),
}
"""By format; the pages of a pdf that turn out to be pictures have the limits of pictures, as each takes ten seconds.
What is known of a file before its format is bounded as text is."""


@dataclass(frozen=True, slots=True)
class TypesettingSettings:
    """What setting a PDF may use, in a process of its own; no part of a comparison, so not among its settings."""

    seconds: int = 60
    """Seconds by the clock until the process is killed; two real reports take one to three."""

    most_characters: int = 200_000
    """Most characters of both reports; it takes ten seconds and a gigabyte, two real reports have 66,000 at most."""

    whole: int = 120
    """Characters of a paragraph or a cell up to which it is never broken between pages: six lines of a column."""


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """The processes that read."""

    at_once: int = 2
    """Files read at the same time by one program; more wait their turn."""

    files: int = 200
    """Files after which a process is replaced by a new one; memory that a library has lost goes with it."""

    parting_seconds: float = 2.0
    """How long a process that is let go may take to end before it is killed."""


@dataclass(frozen=True, slots=True)
class OutlineSettings:
    """How lines become headings and sections."""

    max_heading: int = 60
    """Longest heading, in characters; the longest of 265 real reports has 54."""

    max_paragraph: int = 4000
    """Longest line that is taken for one paragraph, in characters; the longest of 270 real reports has 1,386."""

    max_runin: int = 45
    """Longest run-in heading (段首句), in characters; the seed's longest has 36."""

    max_title_lines: int = 12
    """Most lines before the salutation or first body text that are searched for title and byline."""

    max_byline: int = 80
    """Longest byline with a full stop, in characters; 河北2025 has one of 47 (date, place, office, name)."""

    max_phrase: int = 24
    """Longest topic phrase that heads text without number or list mark; 95 in 100 of 2,000 provincial ones have 20."""

    least_decimals: int = 3
    """Fewest lines whose decimal numbers count up (1.1, 1.2, 2.1, or 1, 1.1, 1.2) that make them the numbers of
    headings; two may be figures."""

    topical_share: float = 0.5
    """Share of short first sentences that are phrases, from which on topics head the paragraphs of a report as a
    habit: 0.6 and more in reports of this century, 0.2 and less in speeches of the 1950s to 1980s."""

    max_part: int = 24
    """Longest name of a part without number, in characters; longer ones head what a part holds (1964, 1988)."""

    least_topics: int = 3
    """Fewest topic lines that make a row; two in a row happen by chance."""

    topic_gap: int = 4
    """Most lines from one topic line to the next of its row; 海南2026 has up to three paragraphs between."""

    topic_prefix: int = 6
    """How many first characters parallel topic lines share; the seed's three share 14, 云南2026's six share 5."""

    tail_share: float = 0.85
    """Where furniture begins beyond this share of the source's lines, nothing of the report follows."""

    copied_share: float = 0.3
    """Share of the source that says again what it said before, from which on the repeats are copies of the report."""

    repair_quote: int = 30
    """Most characters of a repaired line kept with its repair, to know it by where the line is gone."""


@dataclass(frozen=True, slots=True)
class FormulationSettings:
    """What counts as a set phrase (提法), and what as a change of it."""

    follow: tuple[str, ...] = ()
    """Phrases that are always followed, as a series' dictionary says (`dictionary.py`)."""

    never: tuple[str, ...] = ()
    """Phrases that are never told."""

    ladders: tuple[tuple[str, ...], ...] = ()
    """Degrees, weakest first, that hold besides those of `formulations/ladder.py`."""

    context: int = 14
    """Characters shown before and behind a phrase where it is shown in its context; half a line of a page."""

    least_quoted: int = 2
    """Shortest quoted term, in characters; one quoted character ("稳", "进") is emphasis."""

    most_quoted: int = 14
    """Longest quoted term, in characters; longer ones are sentences that are cited."""

    least_words: int = 3
    """Fewest words of a phrase that is set only because it recurs; two common words meet by chance."""

    most_words: int = 14
    """Most words of a recurrent phrase; longer stretches are found as their parts."""

    least_phrase: int = 6
    """Shortest recurrent phrase, in characters; shorter ones must be known, quoted or numbered."""

    most_phrase: int = 24
    """Longest recurrent phrase, in characters; beyond it a whole clause is repeated."""

    long_phrase: int = 9
    """From this length on a recurrent phrase with a usual head (…战略, …制度) needs `least_repeats_long` only."""

    least_repeats: int = 3
    """How often a recurrent phrase must stand in one edition."""

    least_repeats_long: int = 2
    """How often a long one must."""

    least_factor: float = 2.0
    """At least this many times as often, or as rarely, is more or less; below it reports differ by their length."""

    least_difference: int = 3
    """And at least this many mentions more or fewer."""

    most_of: float = 0.6
    """Where a longer phrase makes up this share, 0–1, of a shorter one's mentions, only the longer is told."""

    least_list: int = 3
    """Fewest items of an enumeration whose order and items are compared."""

    most_stage: int = 28
    """Longest name of a time (…的关键时期), in characters."""

    same_letters: float = 0.5
    """Least share, 0–1, of letters that two phrases have in common for one to have taken the other's place."""

    same_places: float = 0.3
    """Least share, 0–1, of the places of both phrases that are beside the same words."""

    same_items: float = 0.5
    """Least share, 0–1, of items that two enumerations of linked blocks have in common to be the same one, changed."""

    same_items_beside: float = 0.4
    """The same for two of linked sentences: their place speaks for them."""

    same_items_anywhere: float = 0.6
    """The same for two that stand anywhere; they must share as many as make a list, too."""

    most_lists: int = 50
    """An item of more different enumerations than this, such as 经济, does not bring two of them together."""

    most_item: int = 12
    """Longest item of an enumeration, in characters; longer ones are clauses."""

    least_item: int = 4
    """Shortest item, in characters, that is a set phrase because of what it ends in."""

    most_headed: int = 8
    """Longest such item."""

    least_parallel: int = 3
    """Shortest items, in characters, of an enumeration that is set because its items have one length."""

    most_parallel: int = 40
    """Longest enumeration, in characters, that is told as one formulation."""

    most_replaced: int = 16
    """Longest phrase, in characters, that another is said to have replaced."""

    least_shared: int = 2
    """Fewest characters that a phrase and the one in its place have in common, unless both are known or quoted."""


@dataclass(frozen=True, slots=True)
class RankingSettings:
    """What comes first in the list that a reader walks."""

    weights: Weights = WEIGHTS
    """Weight of each kind of change, 0–100."""

    plain_figure: float = 0.4
    """Size, 0–1, of a new or dropped figure that names no year; one with a deadline counts as 1."""

    many_mentions: int = 6
    """How many mentions more or less make a formulation as large as it can be; few stand more than six times."""

    sure_phrase: float = 12.0
    """Weight, above 0, of a phrase that is as large as a new or dropped one can be: quoted eight times."""

    task_sizes: TaskSizes = TASK_SIZES
    """Size of a task by its kind, 0–1; kinds that are not listed count 0."""

    definite_size: float = 0.2
    """What a commitment that can be checked, a document or a thing built, adds to its size, 0–1."""

    deadline_size: float = 0.2
    """What a deadline adds to the size of a task."""

    long_block: int = 400
    """Length in characters at which a block is as large as it can be; a long paragraph of the seed."""

    long_section: int = 2000
    """Length in characters at which a section is as large as it can be; the seed's main parts have 3,000."""

    told_share: float = 0.5
    """Least share, 0–1, of an edit inside a listed figure, phrase or task for it not to be listed again."""


@dataclass(frozen=True, slots=True)
class SummarySettings:
    """How much the one-page summary names; the full one names everything, and both count everything."""

    named: tuple[int, ...] = (24, 4, 7, 4, 5, 0)
    """Most lines, 0 upward, that each part of the page names: targets, results, formulations, structure, tasks, words.

    Together 44, which fill one sheet; targets have the most, as readers ask for them first.
    """

    most_quoted: int = 60
    """Most characters quoted in one line of the page; the seed's commitments have 20–60."""

    place_heading: int = 14
    """Most characters of a heading in the name of a place, 4 upward: enough to find it by."""


@dataclass(frozen=True, slots=True)
class SeriesSettings:
    """How many editions are followed at once, and how much of their course is printed."""

    most_editions: int = 80
    """Most editions, 2 upward; the national reports since 1954 are 55."""

    least_mentions: int = 2
    """Least mentions, 1 upward, of a phrase in all editions together; one that is said once has no course."""

    most_listed: int = 50
    """Most rows of each kind in text and Markdown, 0 upward; CSV and JSON have all."""


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How much the short exports show."""

    most_listed: int = 50
    """Most changes that the terminal lists; JSON, CSV, Markdown and HTML list all."""

    line_quote: int = 90
    """Most characters quoted on one line of a list; two lines of a usual terminal."""


@dataclass(frozen=True, slots=True)
class SimilaritySettings:
    """How many texts are held against how many: all of any real report, a bounded number in very long ones."""

    free_meetings: int = 250_000
    """Pairs of texts meeting at a character pair that are always looked at; two real reports come to 180,000."""

    most_meetings: int = 8
    """Most of them beyond that, for each character pair of each text; two texts of 100,000 characters come to 6."""

    every_pair: int = 512
    """Texts of each side up to which all pairs are kept; real reports have 300 blocks."""

    most_alike: int = 64
    """Fewest counterparts, the most alike, that are kept for each text where there are more; 32 of them are judged."""


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """When two reports are drafts of one edition, so that neither tells what became of what the other sets out."""

    draft_share: float = 0.4
    """Least share, 0–1, of the words of one that stand in the other in whole sentences; two editions of 70 real series
    come to 0.03, two copies of one to 1."""

    draft_days: int = 180
    """Fewest days between two dates that are not those of drafts of one edition, however much of the text is alike."""


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """When figures of two editions are of the same indicator."""

    editions: EditionSettings = EditionSettings()
    """When they are drafts of one edition."""

    similarity: SimilaritySettings = SimilaritySettings()
    """How many are held against how many."""

    direction_doubt: float = 0.3
    """What is taken off the likeness of two names, 0–1, where one grows or falls and the other does not, when a pair is
    ranked among its rivals: 产量 is not 产量增长."""

    pair_chance: float = 0.35
    """Least chance, 0–1, from which on two targets or two results are of one indicator; best on pairs not fitted."""

    fulfilment_chance: float = 0.3
    """The same for an old target and a new result, of which there are fewer rivals."""

    about: float = 0.02
    """How far, as a share, a result may stay behind a target said with 左右 and still meet it."""

    open_margin: float = 0.03
    """How much more, as a share, a result said with 超 may be: 超2000万 may be 2049万; 超126万亿 is not 134.9万亿."""


@dataclass(frozen=True, slots=True)
class FoldingSettings:
    """Which differences are no change of wording: one switch for each kind, in the order in which they are folded.

    Folding decides what is compared; what is shown is always the text as it stands.
    """

    spaces: bool = True
    """White space: off only to find layout; on, because sources indent, pad names and break lines as they like."""

    width: bool = True
    """Full-width, half-width and look-alike forms (％ %, , ，, ○ 〇): on, because they depend on who typed the text."""

    quotes: bool = True
    """Kinds of quotation marks (“ " 「 『): on, because half of the copies of reports before 2018 have them flat."""

    dashes: bool = True
    """Kinds and lengths of dashes and ellipses (—— -- —, …… ...): on, for the same copies write them as hyphens."""

    script: bool = True
    """Traditional against simplified characters (經濟 经济): on, because today's simplified text folds to itself, and
    beside a traditional copy every word would be marked."""

    variants: bool = False
    """Variant characters and spellings of a word (其它 其他, 帐户 账户): off: who edits them wants to see it."""

    punctuation: bool = False
    """Punctuation altogether, but between digits: off, because a comma moved is an edit; on for copies without any."""


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Which units of two reports are linked."""

    judges: Literal["fitted", "plain"] = "fitted"
    """Whose weights judge the evidence: those fitted on labelled pairs, or a few set by hand, the fall-back."""

    head_length: int = 60
    """How many characters of a block's heading or first sentence are compared on their own."""

    short_lead: int = 90
    """Longest text, in characters, under a heading that only leads to what follows; longer ones are matter."""

    period_opening: int = 40
    """Within how many first characters a text says which period it is about, one year or five."""

    least_rank: float = 0.2
    """Least similarity, as a share (0–1) of the best of its row and column, for a pair of blocks to be judged."""

    same_head: float = 0.7
    """Least rank (0–1) of two headings that makes their blocks worth judging, whatever their texts share."""

    least_section_rank: float = 0.3
    """Least rank (0–1) of two sections for their headings, and what these lead to, to be judged."""

    same_place: int = 2
    """How many places around the same share of two sections, each the other's best, are worth judging."""

    same_share: float = 0.12
    """And how far apart, as a share (0–1) of the sections, they may stand."""

    kin: float = 0.2
    """Mean similarity (0–1) of blocks with their likest from which on reports are of a kind; unrelated have 0.07."""

    path_chance: float = 0.02
    """Least chance (0–1) of a pair for it to be a state of the path through the other report."""

    path_states: int = 12
    """Most counterparts of one block that are states of the path, the likeliest; beyond them chances are slight."""

    path_positions: int = 16
    """Most positions of the path that are carried on from block to block, the likeliest."""

    path_nowhere: float = 0.5
    """Odds that a block stands nowhere on the path, beside those of its pairs; fitted weights depend on it."""

    similarity: SimilaritySettings = SimilaritySettings()
    """How many texts are held against how many."""

    most_candidates: int = 32
    """Most counterparts judged for one block, the most alike; a real block has two or three, seldom ten."""

    heading_share: float = 0.5
    """Least share (0–1) of a section's linked text that lies in the other section for the two to be linked."""

    other_share: float = 0.125
    """The same for the side where the share is smaller: below it, one section only lends the other a paragraph."""

    least_held: int = 4
    """Fewest characters of a block that is linked because the partner of its neighbour holds it; 各位代表 has four."""

    held_share: float = 0.8
    """Least share (0–1) of such a block, in whole clauses, that the partner holds and the neighbour does not."""

    telling_rank: float = 0.8
    """Least rank (0–1) of text, heading or section for it to be named among the reasons of a link."""

    telling_neighbours: float = 1.5
    """Least sum of the ranks of the pairs before and after (two each way, at most 3) for them to be named so."""

    heading_alike: float = 0.5
    """Least similarity (0–1) of two headings that links sections of which no text is linked."""

    least_sentence: float = 0.3
    """Least similarity (0–1) for two sentences of linked blocks to be shown as one reworded; else they are apart."""

    least_joined: float = 0.5
    """Least share (0–1) of a sentence's weight that another holds beyond its partner, for the first to join them."""

    lopsided: float = 0.02
    """Most alike, 0–1, that two texts may be by their lengths where that is taken for how alike they are."""

    exact_cells: int = 100_000_000
    """Largest product of the lengths of two sentences, in characters, whose order of characters counts; beyond it
    (10,000 characters without a full stop) only what they are made of does, as time grows with the product."""

    sentence_order: float = 0.05
    """What keeping its order adds to the similarity of two sentences, so that repeated phrases pair in place."""


@dataclass(frozen=True, slots=True)
class UnitSettings:
    """Which units of two plain lists are linked (`compare.align_units`), in any language."""

    least_cosine: float = 0.2
    """Least weighted likeness (0–1) of two linked units; of 290 labelled pairs of articles one has less than 0.25."""

    least_string: float = 0.6
    """Or least likeness (0–1) as strings: in lists of three or four units the words they share look common."""

    rivals: int = 3
    """How many rivals, the most alike, a likeness is measured against: what is alike to everything says little."""

    order: float = 0.02
    """What keeping its place in the list adds to a likeness: it decides between equals, no more."""

    least_rest: float = 0.4
    """Least share (0–1) of an unlinked unit's weight that a linked one holds beyond its partner, to join the two."""

    similarity: SimilaritySettings = SimilaritySettings(most_meetings=3, every_pair=256, most_alike=32)
    """How many units are held against how many: half as many as of paragraphs, for lists may hold thousands."""


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """When two clauses are the same commitment."""

    editions: EditionSettings = EditionSettings()
    """When two reports are drafts of one edition."""

    similarity: SimilaritySettings = SimilaritySettings()
    """How many are held against how many."""

    reworded_score: float = 0.62
    """Least likeness, 0–1, of two commitments that are one reworded; precision before recall."""

    taken_score: float = 0.67
    """Least likeness, 0–1, to a commitment that has a closer counterpart already: one split in two, or two merged."""

    single_held: int = 2
    """In how many clauses of both a word may stand that is all that two clauses share, 1–20: 侨务, not 改革."""

    weight_ratio: float = 0.3
    """Weight, 0–1, of the plain likeness of the clauses; the rest is what they are about."""

    differing: float = 1.75
    """What each clause names in the other's place, 0–3, against what both name: 海外合法权益, 外商合法权益."""

    more: float = 0.35
    """What only one of the clauses names, 0–1: it may say more of the same."""

    link_bonus: float = 0.1
    """What is added where the alignment links the two blocks, 0–1."""

    linked_near: float = 0.75
    """How near two linked blocks are at least, 0–1: the alignment knows more than the words around a clause."""

    kind_bonus: float = 0.12
    """What is added where both make the same sort of definite thing, 0–1: 制定劳动竞赛规划, 制定…行动规划."""

    weight_near: float = 0.3
    """Weight, 0–1, of how near the paragraphs of the two clauses are; the rest is the clauses themselves."""

    hint_score: float = 0.5
    """Least score, 0–1, of the clause that is shown beside an unanswered commitment as one that may answer it."""

    far_cost: float = 0.17
    """What two clauses that are very like lose at most by standing far apart, 0–1."""

    reported_score: float = 0.635
    """Least score, 0–1, of a clause of the new review that reports on a commitment."""

    reported_cover: float = 0.45
    """Least share, 0–1, of what the commitment is about that such a clause must hold, wherever it stands."""

    reported_differing: float = 0.4
    """What such a clause names in the place of what was promised, 0–3, counted against it."""

    reported_more: float = 0.08
    """What such a clause says besides, 0–1, counted against it."""


@dataclass(frozen=True, slots=True)
class WordingSettings:
    """How changed words are shown."""

    island: int = 2
    """Longest stretch, in letters, that two edits may have between them only where it is a word with a meaning."""

    edit_cost: float = 1.0
    """How many characters an edit more must leave unmarked to be worth it; more gives fewer and longer edits."""

    length_cost: float = 0.4
    """How much dearer an edit is that is e times as long."""

    usual_rarity: float = 8.5
    """How rare a word is, as the negative logarithm of its chance, that counts its length when it stands alone."""

    telling_most: float = 1.25
    """How many times its length a rare word counts at most."""

    readable_cells: int = 1_000_000
    """Largest product of the lengths of two sentences, in characters, for the best chain of common stretches; beyond
    it rapidfuzz finds the edits word by word (two sentences of 1,000; the longest real one here has 500)."""

    most_runs: int = 400
    """Most stretches two sentences may have in common for the best chain; beyond it the same (a sentence of 300
    has 40)."""

    exact_cells: int = 400_000_000
    """The same for rapidfuzz's exact method; beyond it, one that needs no memory (a sentence of 20,000 words)."""

    most_parts: int = 8
    """Most parts a split sentence is searched for one by one; beyond it, it is first cut where they lie (real ones
    have up to 3)."""

    least_moved: int = 4
    """Shortest stretch, in letters, that was moved when it is taken out here and put in there; list items may be 2."""

    figure_clause: int = 10
    """Longest edit, in characters, that counts as a changed figure when it holds a number among other words."""


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """How much a person can say of the commitments of a report; no part of a comparison, so not among its settings."""

    longest_text: int = 2000
    """Most characters of an answer, a reason or an outcome; a paragraph of a report has 300."""

    longest_name: int = 80
    """Most characters of a person's name."""

    most_entries: int = 10_000
    """Most entries of one file; the longest report here makes 600 commitments."""


@dataclass(frozen=True, slots=True)
class DictionarySettings:
    """How much the dictionary of a series can hold; what it says is part of `FormulationSettings`."""

    longest_phrase: int = 40
    """Most characters of a phrase; the longest enumeration that is told has as many."""

    most_phrases: int = 2000
    """Most phrases and degrees together; each is looked for in every report of the series."""

    most_bytes: int = 1024 * 1024
    """Largest file, in bytes: as many phrases of that length, and remarks."""


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Bounds of what a person may say of a change."""

    longest_note: int = 2000
    """Most characters of a note."""

    longest_name: int = 80
    """Most characters of a person's name."""

    longest_quote: int = 120
    """Characters of a change that are kept with a review, to tell it when the change is gone."""

    most_together: int = 2000
    """Most changes that are reviewed at once, the weightiest; two national reports have 1,200."""


@dataclass(frozen=True, slots=True)
class RemarkSettings:
    """Bounds of what a person may put beside a change in the table of old and new."""

    longest_text: int = 2000
    """Most characters of a remark; a page of the table holds about as many in its column."""

    longest_quote: int = 120
    """Characters of a change that are kept with a remark, to tell it when the change is gone."""

    longest_draft: int = 40
    """Most characters of a passage in a drafted remark, three lines of its column: the passage stands beside it."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How much of what is found is shown."""

    longest_asked: int = 100
    """Most characters of a question."""

    first_passages: int = 3
    """Passages shown of each report that holds the words."""

    page_passages: int = 50
    """Passages on one page of a single report."""

    page_reports: int = 20
    """Reports on one page of an answer."""

    most_read: int = 2000
    """Most passages that are read where the index cannot answer alone (5.6万); beyond it the answer says so."""

    around: int = 36
    """Characters shown on each side of the first of the words."""


@dataclass(frozen=True, slots=True)
class AloudSettings:
    """How long a report takes to be read aloud."""

    characters_a_minute: int = 220
    """Characters read aloud in a minute, punctuation among them, 150–300: reports to a congress are read at 200 to 240,
    slower than the news (300), and the middle of that is as good a guess as a text alone allows."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the pages behave; no part of a comparison, so not among its settings."""

    max_request_bytes: int = 120 * 1024 * 1024
    """Largest upload in one request, in bytes: two of the largest sources, and some."""

    first_items: int = 12
    """Entries of the change list that stand at first; a phone shows the text after them."""

    more_items: int = 50
    """Entries of the change list that each further step shows: a rewritten report has a thousand."""

    kept_pages: int = 4
    """Pages kept of one comparison: it has one for each way of folding and each state of its repairs, and an earlier
    one can be made again."""

    part_characters: int = 20_000
    """Characters of both sides after which a part of the text ends; a browser lays one out in a few milliseconds."""

    whole_characters: int = 120_000
    """Most characters of both sides that a page shows in one piece: reports of the usual length are searched, printed
    and read without scripts as a whole."""

    first_characters: int = 40_000
    """Characters of both sides that the page of a longer comparison begins with; the rest waits to be scrolled to."""

    linear_items: int = 200
    """Changes on one page of those that are read one after another: some twenty minutes to listen to."""

    long_edit: int = 10
    """Most characters of an edit that is set in bold; longer ones are whole clauses, and a page of bold shouts."""

    doubtful_link: float = 0.7
    """Below this score a relation of paragraphs is said to be doubtful; most are above 0.95."""

    printed_whole: int = 250
    """Characters of the longer side up to which a row is not cut in print: a quarter of a column of A4; to move longer
    ones to the next page leaves holes."""

    comparisons_at_hand: int = 8
    """Comparisons kept in memory between requests; reading a long one from the database takes a fifth of a second."""

    parts_at_hand: int = 64
    """Parts of pages kept in memory between requests; making one of what the database has takes ten milliseconds."""

    series_at_hand: int = 4
    """Courses of series kept in memory between requests; six long reports take two seconds."""

    likely_counterparts: int = 5
    """Counterparts offered first when a link is mended by hand, the most alike; all others follow by section."""

    item_quote: int = 72
    """Most characters quoted on each side of an entry of the change list; the passage itself is one click away."""

    library_rows: int = 50
    """Reports on one page of the list; a library of two hundred is four pages."""

    library_filter: int = 10
    """A list of more reports than this can be narrowed by series and words; a shorter one is seen whole."""

    library_series: int = 6
    """Series whose editions stand on a line of time at once; the rest is folded below them."""

    report_others: int = 6
    """Other reports offered at once beside one, those of its series first, then the latest; the rest is folded."""

    outline_lines: int = 200
    """Lines of a report on one page of its outline, each with a choice of kinds; most reports have 60 to 200."""

    remark_fields: int = 100
    """Remarks on one page of those that are edited, each in a field; a row of the table is not cut. The table of two
    work reports of the government has 1,200, a reader's screen shows ten."""

    line_head: int = 60
    """Most characters from the beginning of a line on that page: what it is shows there."""

    line_tail: int = 16
    """And from its end, where it shows whether the line goes on; one that is hardly longer is shown whole."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a comparison."""

    reading: ReadingSettings = ReadingSettings()
    outline: OutlineSettings = OutlineSettings()
    folding: FoldingSettings = FoldingSettings()
    alignment: AlignmentSettings = AlignmentSettings()
    wording: WordingSettings = WordingSettings()
    formulations: FormulationSettings = FormulationSettings()
    ranking: RankingSettings = RankingSettings()
    summary: SummarySettings = SummarySettings()
    targets: TargetSettings = TargetSettings()
    tasks: TaskSettings = TaskSettings()
    export: ExportSettings = ExportSettings()
    series: SeriesSettings = SeriesSettings()


DEFAULT = Settings()
WEB = WebSettings()
WORKERS = WorkerSettings()
TYPESETTING = TypesettingSettings()
LEDGER = LedgerSettings()
DICTIONARY = DictionarySettings()
SEARCH = SearchSettings()
REVIEW = ReviewSettings()
REMARK = RemarkSettings()
ALOUD = AloudSettings()
