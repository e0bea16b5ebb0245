"""The command line's words in Chinese: its help, and what is wrong with a command as typed.

    duizhao --lang zh compare --help  →  对照两份报告：文件、- 或已保存的编号。

The English words stand in `cli.py`, where each option is; a test sees to it that none lacks its Chinese.
"""

from __future__ import annotations

import copy

import click

from .errors import Language
from .outline_lines import NAMES
from .terminal import EXIT_CODES

CHINESE: dict[str, str] = {
    "Compare editions of a periodic Chinese report.": "对照同一系列报告的不同届次。",
    "Keep reports; a file given twice is one report, an archive (zip) or a table of several is each of them.\n\n"
    "    A version (--version-of) has title, date and series of its edition, and what was said of the version before.\n"
    "    ": (
        "保存报告；同一文件只保存一次，压缩包（zip）或收有多份报告的表格逐份保存。\n\n"
        "新的一稿（--version-of）沿用那一届的标题、日期、系列，以及对上一稿所说的一切。"
    ),
    "Keep the file as the next version of that report's edition.": "作为这份报告的下一稿保存。",
    "Which text of tracked changes.": "文件里有修订时取哪一种文字：final 修订后，original 修订前。",
    "Encoding of a text file, not told by its bytes.": "文本文件的编码，不按内容判断。",
    "Format of a text file, not told by its content.": "文本文件的格式，不按内容判断。",
    "List the reports that are kept.": "列出已保存的报告。",
    "Show one report as read: a file, - or a stored id.": "查看一份报告的读取结果：文件、- 或已保存的编号。",
    "List the lines of a report and what each was read as.": "列出报告的每一行读作什么。",
    "Say what lines of a report are; it is kept and holds whenever the report is read.": (
        "指明报告中某些行是什么；修正会保存，以后读取这份报告时都按此处理。"
    ),
    "Outline repairs of a report that is not stored, as `duizhao repair` keeps them.": (
        "未保存报告的结构修正文件，由 duizhao repair 写出。"
    ),
    "A line by number, a range as 12-20, or an anchor.": "行号、范围（如 12-20）或行的锚；可多次给出。",
    "What the lines are; all but continues start anew.": (
        "这些行读作什么："
        + "、".join(f"{kind} {zh}" for kind, (zh, _) in NAMES.items())
        + "；除 continues 外都另起一段。"
    ),
    "Take back what was said of the lines.": "撤销对这些行的修正。",
    "Take over what was said in a file of repairs or of a report.": "沿用另一修正文件或另一份已保存报告的修正。",
    "List what was said; as JSON it is a file of repairs.": "列出修正；JSON 格式即修正文件。",
    "Compare two reports: files, - or stored ids.": "对照两份报告：文件、- 或已保存的编号。",
    "Say that two paragraphs belong together: ids, or lines of the sources.": "说明两段相互对应；写编号或行号。",
    "Say that two paragraphs do not belong together.": "说明两段并不对应。",
    "Say that an old paragraph became exactly these new ones.": "说明旧版一段拆成了新版这几段，别无其他。",
    "Say that a new paragraph is made of exactly these old ones.": "说明新版一段由旧版这几段合成，别无其他。",
    "List what was mended between two reports, or take it back.": "列出两份报告之间的人工修正，或撤销一条。",
    "Take back the repair with this id.": "撤销这个编号的修正。",
    "Repairs of links in this JSON file, not in the database.": "对应修正存放在这个 JSON 文件，不用数据库。",
    "List the commitments of the old report with what became of each; answer, waive or settle one.": (
        "列出旧报告的每项任务和它的下落；登记答复、不再要求或结果。"
    ),
    "List the figures of a report; say what one is, or that it is none.": (
        "列出一份报告的数据；修正一项，或指明它不是数据。"
    ),
    "Where the figure stands: a line of the source, or a block's id.": "数据在哪里：来源中的行号，或段落编号。",
    "Its number and unit as they stand there.": "那里的数字和单位，照抄原文。",
    "Which mention of these words.": "这几个字在段中第几次出现。",
    "Which of those that share a number.": "几个指标共用一个数时，是第几个。",
    "What it is the number of.": "它是什么的数：指标。",
    "How much, such as 近1.5万家.": "数值，如 近1.5万家。",
    "What it is for.": "性质：result 成果、target 目标、other 其他。",
    "By when.": "期限。",
    "It is no figure.": "这不是数据。",
    "Repairs of figures of a report that is not stored, by `duizhao figures`.": (
        "未保存报告的数据修正文件，由 duizhao figures 写出。"
    ),
    "List the figure changes of two reports; pair two figures, part them, or say how one changed.": (
        "列出两份报告的数据变化；把两项数据配成一对、拆开，或说明如何变化。"
    ),
    "What two figures are to each other; name each by LINE:NUMBER, as it stands there, or its id.": (
        "两项数据是什么关系，每项写作 行号:数字（照抄原文）或编号：pair 同一指标，part 不是同一指标；same 不变，"
        "up 上升，down 下降，other 变化；met 完成，missed 未完成，unclear 可对照。"
    ),
    "Repairs of figure changes in this JSON file, not in the database.": (
        "数据变化的修正存放在这个 JSON 文件，不用数据库。"
    ),
    "The commitment: its id, or words that its clause alone holds.": "任务：编号，或只有它的原文里才有的几个字。",
    "What is said of it.": "登记什么：answered 已有答复，waived 不再要求，outcome 登记结果。",
    "The answer, the reason, or the outcome in words.": "答复、理由或结果的文字。",
    "Where the new report answers: a paragraph's id, or its line.": "新报告在哪里回应：段落编号，或来源中的行号。",
    "Who says so.": "登记人。",
    "Take back the entry with this id.": "撤销这个编号的登记。",
    "Take over the entries of a ledger or comparison in JSON.": "沿用一份 JSON 台账或对照结果中的登记。",
    "Entries in this JSON file, not in the database.": "登记存放在这个 JSON 文件，不用数据库。",
    "Remarks on changes in this JSON file.": "新旧对照表的说明在这个 JSON 文件里。",
    "List what stands beside the changes in the table of old and new; write a remark, or let the draft stand again.": (
        "列出新旧对照表中各处改动的说明；改写一条，或恢复为草稿。"
    ),
    "The change: its id as listed, or how it begins.": "改动：列出的编号，或编号的前几位。",
    "What is to stand beside it; nothing where it is empty.": "要写的说明；写成空的就不留说明。",
    "Let the draft stand again beside the change with this id.": "把这个编号的改动恢复为草稿。",
    "Take over the remarks of such a file or of a comparison in JSON.": "沿用一份 JSON 说明文件或对照结果中的说明。",
    "As JSON: the drafts too, as a file to be edited.": "JSON 格式：草稿也写出来，成为可以修改的文件。",
    "Remarks in this JSON file, not in the database.": "说明存放在这个 JSON 文件，不用数据库。",
    "Reviews of changes in this JSON file.": "对改动的审阅意见在这个 JSON 文件里。",
    "Only these changes: figure,task,formulation,intensity,order,wording,punctuation,moved,added,"
    "removed; words and structure name several; or single kinds, as target_up,fulfilment_missed.": (
        "只导出这些改动：figure 目标与数据、task 任务、formulation 提法、intensity 程度、order 顺序、wording 措辞、"
        "punctuation 标点、moved 移动、added 新增、removed 删除；words 是字句四类，structure 是移动、新增、删除；"
        "也可只要某种改动，如 target_up、fulfilment_missed。"
    ),
    "Only changes reviewed so: open,agreed,check,ignored.": (
        "只导出审阅情况如此的改动：open 未看、agreed 同意、check 待核、ignored 忽略。"
    ),
    "Without what people think of the changes.": "不带审阅意见。",
    "Without what people said of the commitments.": "不带任务台账的人工登记。",
    "Phrases to follow or never to tell, and scales, in this file.": "跟踪、不报的提法和程度，取自这个词典文件。",
    "Show or change which phrases a series follows or never tells, and its scales of degrees.": (
        "查看或修改一个系列的词典：总是跟踪、从不报告的提法，以及程度的强弱。"
    ),
    "Always follow this phrase; may be given again.": "总是跟踪这个提法；可以写几次。",
    "Never tell this phrase; may be given again.": "从不报告这个提法；可以写几次。",
    "Degrees, weakest first: 推进<加快推进.": "程度，由弱到强：推进<加快推进。",
    "Say nothing more of this phrase or scale.": "从词典中去掉这个提法或程度。",
    "Take a stored report off the list; it can be put back until it is erased.": (
        "把一份已保存的报告从列表中删除；彻底删除之前都可以恢复。"
    ),
    "List the removed reports, and what would be erased with each.": "列出已删除的报告，以及会随之抹去的内容。",
    "Put a removed report back on the list.": "恢复一份已删除的报告。",
    "Erase a removed report for good: original, readings, comparisons, and what was said by hand.": (
        "彻底删除一份已删除的报告：原件、读取结果、对照和人工登记都从数据库文件中抹去。"
    ),
    "Look for words in all stored reports; several words must stand in one passage.": (
        "在所有已保存的报告中查找文字；多个词用空格隔开，须在同一段中出现。"
    ),
    "Only in reports of this series.": "只在这个系列的报告中查找。",
    "Only in this stored report, every place.": "只在这份已保存的报告中查找，列出每一处。",
    "Page of the answer.": "结果的第几页。",
    "Put this dictionary file in place of the present one.": "用这个词典文件换下现有的词典。",
    "Entries on commitments in this JSON file.": "对任务的登记在这个 JSON 文件里。",
    "Serve the pages on this machine.": "在本机打开网页服务。",
    "Keep the bundled reports, compare two, write the exports.": "保存自带的报告，对照其中两份并写出结果。",
    "Language of messages; else that of the environment.": "提示语言；不写则随系统语言。",
    "Show the version and exit.": "显示版本并退出。",
    "Show this message and exit.": "显示本说明并退出。",
    "Title of the edition; else the report's own.": "标题；不写则取自正文。",
    "Date of the edition: 2019, 2019-05 or 2019-05-06; else the report's own.": "日期，如 2019-05-06；不写则取自正文。",
    "Series that the edition belongs to.": "所属系列。",
    "Database; else $DUIZHAO_DB, else duizhao.sqlite in the user's data folder.": (
        "数据库文件；不写则用 $DUIZHAO_DB 或用户数据目录。"
    ),
    "Follow phrases, indicators and sections through editions.": "看提法、指标和章节在历届报告中的始末。",
    "How to print.": "输出格式。",
    "Write here; - is standard output.": "输出文件；- 为标准输出。",
    "As text: the summary that names every change, not the one page.": "只用于文本：列出全部改动，不只一页要项。",
    "Format; else that of the output's suffix, else text.": "格式；不写则看输出文件的后缀，否则为 text。",
    "Pass over these differences too: variants,punctuation, or all.": (
        "还忽略这些差别：variants 异体、punctuation 标点，或 all 全部。"
    ),
    "Do not pass over these: spaces,width,quotes,dashes,script, or all.": (
        "不忽略这些差别：spaces 空白、width 全半角、quotes 引号、dashes 破折号、script 繁简，或 all 全部。"
    ),
    "Address to listen on.": "监听地址。",
    "Port to listen on.": "监听端口。",
    "Folder for the exports.": "导出文件夹。",
}


_MORE = ("退出码见 duizhao --help。", "Exit codes: see duizhao --help.")


class WrongUsage(click.UsageError):
    """A command that does not make sense as typed, said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh


def in_language(command: click.Group, language: Language) -> click.Group:
    """Return a copy of the command tree whose help is in `language` and says the exit codes."""
    tree = copy.deepcopy(command)
    english = language == "en"
    title = ("退出码：", "Exit codes:")[english]
    tree.epilog = "\b\n" + "\n".join([title, *(f"  {code:>3}  {(zh, en)[english]}" for code, zh, en in EXIT_CODES)])
    for each in tree.commands.values():
        each.epilog = _MORE[english]
    if not english:
        for each in (tree, *tree.commands.values()):
            _translate(each)
    return tree


def usage_sentence(error: click.ClickException) -> tuple[str, str]:
    """Return one sentence, in Chinese and English, on what is wrong with a command as typed."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "duizhao"
    english = error.format_message().replace("\n", " ").rstrip(".")
    return f"命令用法不对：{_chinese(error)}。用法见 {command} --help。", f"{english}. See {command} --help."


def _chinese(error: click.ClickException) -> str:
    if isinstance(error, WrongUsage):
        return error.zh
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"没有命令 {error.command_name}"
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}"
    if isinstance(error, click.BadParameter) and error.param is not None and error.ctx is not None:
        name = (
            max(error.param.opts, key=len) if isinstance(error.param, click.Option) else error.param.human_readable_name
        )
        if isinstance(error, click.MissingParameter):
            return f"缺少 {name}"
        choices = "，应为 " + "、".join(error.param.type.choices) if isinstance(error.param.type, click.Choice) else ""
        return f"{name} 的值无效{choices}"
    return error.format_message().rstrip(".")  # click's own words: it has no other language for these


def _translate(command: click.Command) -> None:
    command.help = CHINESE.get(command.help or "", command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = CHINESE.get(parameter.help, parameter.help)
