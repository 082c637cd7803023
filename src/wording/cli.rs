//! Texts of the command line: help, usage errors, the report and the summary.

pub(crate) use super::fill;
use super::{Message, Phrase, PhraseTemplate};

/// The words of `--help`.
pub(crate) mod help {
    use super::Phrase;

    pub(crate) const ABOUT: Phrase = Phrase::new(
        "把表单（YAML）和政策内容（Markdown）变成一个无障碍的宣传网站和配套的可打印 PDF。",
        "Turns forms (YAML) and policy pages (Markdown) into one accessible website and the matching printable PDFs.",
    );
    pub(crate) const USAGE: Phrase = Phrase::new("用法：", "Usage:");
    pub(crate) const COMMANDS: Phrase = Phrase::new("命令", "Commands");
    pub(crate) const OPTIONS: Phrase = Phrase::new("选项", "Options");
    pub(crate) const ARGUMENTS: Phrase = Phrase::new("参数", "Arguments");
    pub(crate) const COMMAND_PLACE: Phrase = Phrase::new("<命令>", "<COMMAND>");
    pub(crate) const OPTIONS_PLACE: Phrase = Phrase::new("[选项]", "[OPTIONS]");
    pub(crate) const FOLDER: Phrase = Phrase::new("文件夹", "DIR");
    pub(crate) const FILE: Phrase = Phrase::new("文件", "FILE");
    pub(crate) const URL: Phrase = Phrase::new("网址", "URL");
    pub(crate) const ID: Phrase = Phrase::new("ID", "ID");
    pub(crate) const NUMBER: Phrase = Phrase::new("数", "N");
    pub(crate) const DATE: Phrase = Phrase::new("日期", "DATE");
    pub(crate) const FORM: Phrase = Phrase::new("表单", "FORM");
    pub(crate) const KIND: Phrase = Phrase::new("种类", "KIND");
    pub(crate) const LANGUAGE: Phrase = Phrase::new("语言", "LANG");

    pub(crate) const BUILD: Phrase = Phrase::new("生成整个网站和全部 PDF", "Make the whole site and every PDF");
    pub(crate) const BUILD_MORE: Phrase = Phrase::new(
        "有错误时什么也不写，原来的输出原样保留。\n\n例子：\n  formpress build\n  formpress build --city wuhan --out wuhan-site\n  formpress build --base-url https://example.org/forms",
        "When the sources have faults nothing is written and the former output stays as it is.\n\nExamples:\n  formpress build\n  formpress build --city wuhan --out wuhan-site\n  formpress build --base-url https://example.org/forms",
    );
    pub(crate) const PART_PLACE: Phrase = Phrase::new("第几份/份数", "I/N");
    pub(crate) const SHARD: Phrase = Phrase::new(
        "只生成一份：每隔 N 家机构取一家，从第 I 家起；最后用 merge 合起来",
        "make only a part: what there is of every N-th office from the I-th on; merge joins the parts",
    );
    pub(crate) const MERGE: Phrase =
        Phrase::new("把几台机器分头生成的几份合成整个网站", "Make the whole site of parts that several machines made");
    pub(crate) const MERGE_MORE: Phrase = Phrase::new(
        "结果和一次生成的一模一样；缺的、坏了的、用别的程序或字体生成的，会重新生成。\n\n例子：\n  formpress build --shard 1/2 -o part-1\n  formpress build --shard 2/2 -o part-2\n  formpress merge part-1 part-2 -o output",
        "The result is what one build makes, to the byte; what no part has, or was spoilt, or made by another program or with other fonts, is made anew.\n\nExamples:\n  formpress build --shard 1/2 -o part-1\n  formpress build --shard 2/2 -o part-2\n  formpress merge part-1 part-2 -o output",
    );
    pub(crate) const PARTS: Phrase = Phrase::new("build --shard 生成的文件夹", "folders that build --shard made");
    pub(crate) const CHECK: Phrase =
        Phrase::new("检查全部源文件，什么也不写", "Find every fault that a build would find; write nothing");
    pub(crate) const CHECK_MORE: Phrase = Phrase::new(
        "错误和警告逐条列出，错误在最后；没有定的事项和已确认的各占一行，不算失败，--all 才逐条列出。方括号里是代码，用 formpress explain 看它的说明。\n\n例子：\n  formpress check\n  formpress check --all\n  formpress check --format sarif",
        "Warnings and errors are listed, errors last; what nobody has decided yet and what is acknowledged is a line each, does not fail, and is listed by --all. formpress explain tells of the code in brackets.\n\nExamples:\n  formpress check\n  formpress check --all\n  formpress check --format sarif",
    );
    pub(crate) const CITIES: Phrase = Phrase::new(
        "列出各市的表和方案的表有什么不同",
        "Say what each city's office decides otherwise than the programme",
    );
    pub(crate) const CITIES_MORE: Phrase = Phrase::new(
        "办事机构的决定写在 forms/cities。表单的版本变了、还没有对着新表确认过的，也在这里列出。\n\n例子：\n  formpress cities\n  formpress cities --format json",
        "What offices decide stands in forms/cities. It also names whose decisions were made for a former version of a form and have not been confirmed.\n\nExamples:\n  formpress cities\n  formpress cities --format json",
    );
    pub(crate) const PDF: Phrase = Phrase::new(
        "生成一份表单、表册或者宣传品的 PDF",
        "Make the PDF of one form, of the booklet of them all, or of what publicises",
    );
    pub(crate) const PDF_MORE: Phrase = Phrase::new(
        "几个城市、几份放在一个文件里，每一份都从右手页开始，双面打印不会连在一起。\n\n例子：\n  formpress pdf follow-up-record\n  formpress pdf follow-up-record --city wuhan --variant large -o 武汉回访大字版.pdf\n  formpress pdf booklet --city wuhan --city xian --copies 20\n  formpress pdf poster --city wuhan",
        "Several cities and copies go into one file; each begins on a right-hand page, so that they come apart when printed on both sides.\n\nExamples:\n  formpress pdf follow-up-record\n  formpress pdf follow-up-record --city wuhan --variant large -o wuhan-visit-large.pdf\n  formpress pdf booklet --city wuhan --city xian --copies 20\n  formpress pdf poster --city wuhan",
    );
    pub(crate) const FILL: Phrase =
        Phrase::new("用一张数据表填好许多份表单", "Fill in copies of a form from a table of data");
    pub(crate) const FILL_MORE: Phrase = Phrase::new(
        "用 --template 生成空表，在 WPS 或 Excel 里填好，再用 --data 读进来。已有的台账也可以直接用：有一行栏名（栏目的名字，如 姓名），下面一行一份；上面的标题、下面的合计、表单没有的列（如 序号）不读，会列出来。公式要存过值；隐藏的表和行不读；几张表都有内容的，用 --sheet 写明。每份文件以表里的行号命名；有错的行整行不印，逐处指出，其余照印，退出码是 1。已有的文件从不覆盖：-o 要写新的或者空的文件夹，或者新的 .pdf 文件名。\n\n例子：\n  formpress fill --template follow-up-record -o 回访.xlsx\n  formpress fill follow-up-record --city wuhan --data 回访.xlsx -o 回访表\n  formpress fill follow-up-record --data 回访.csv --flatten -o 回访.pdf",
        "--template makes the empty table, --data reads it filled. A ledger will do too: a row of headings that name fields of the form, then a copy a row; titles above, sums below and columns the form does not know are passed over and named. Formulas need a saved value, hidden sheets and rows are not read, and where several sheets have rows --sheet says which. Files are named after the table's rows. A row with faults is reported whole and not printed, the others are; the exit status then is 1. Nothing is overwritten: -o names a new or empty folder, or a new file ending with .pdf.\n\nExamples:\n  formpress fill --template follow-up-record -o visits.xlsx\n  formpress fill follow-up-record --city wuhan --data visits.xlsx -o visits\n  formpress fill follow-up-record --data visits.csv --flatten -o visits.pdf",
    );
    pub(crate) const DATA: Phrase = Phrase::new("数据表：.csv、.xlsx 或 .json", "the table: .csv, .xlsx or .json");
    pub(crate) const SHEET_NAME: Phrase = Phrase::new("表名", "SHEET");
    pub(crate) const SHEET: Phrase = Phrase::new(
        "用 .xlsx 里的哪一张表（只有一张表有内容时不用写）",
        "which sheet of an .xlsx file (not needed where only one has rows)",
    );
    pub(crate) const PLACE: Phrase = Phrase::new("位置", "PLACE");
    pub(crate) const FILL_OUT: Phrase = Phrase::new(
        "写到哪里：文件夹（一行一个 PDF），或者 .pdf 文件（全部放在一起，可以双面打印）；和 --template 一起用时是 .xlsx 或 .csv 文件",
        "where to: a folder (a PDF a row), or a .pdf file (all in one, to be printed on both sides); with --template an .xlsx or .csv file",
    );
    pub(crate) const FILL_CITY: Phrase =
        Phrase::new("用哪个城市的表（默认：不写机构的通用表）", "whose sheet (default: the generic one)");
    pub(crate) const FLATTEN: Phrase = Phrase::new(
        "填好的内容印死在表上，不能再改（文件也小）",
        "print the values for good, without fields (and smaller)",
    );
    pub(crate) const PARTIAL: Phrase =
        Phrase::new("必填的可以空着，印出来再手写", "what is required may stay empty, to be written by hand");
    pub(crate) const TEMPLATE: Phrase =
        Phrase::new("生成空的数据表和填写说明", "make the empty table, with explanations");
    pub(crate) const SERVE: Phrase =
        Phrase::new("在本机预览，源文件一改就重新生成", "Preview on this computer; rebuild when a source changes");
    pub(crate) const SERVE_MORE: Phrase = Phrase::new(
        "浏览器会自动刷新；源文件有错时继续显示上一次正确的网站，并在网页里列出错误。按 Ctrl-C 结束。",
        "The browser reloads by itself; on a fault the last good site stays and the page lists the faults. Ctrl-C ends it.",
    );
    pub(crate) const NEW: Phrase = Phrase::new("新建一份表单、一个页面或一个城市", "Start a new form, page or city");
    pub(crate) const NEW_MORE: Phrase = Phrase::new(
        "例子：\n  formpress new form exit-interview\n  formpress new page policy/faq\n  formpress new news job-fair\n  formpress new city xiangyang",
        "Examples:\n  formpress new form exit-interview\n  formpress new page policy/faq\n  formpress new news job-fair\n  formpress new city xiangyang",
    );

    pub(crate) const ROOT: Phrase =
        Phrase::new("项目文件夹（默认：当前文件夹）", "the project's folder (default: the current one)");
    pub(crate) const OUT: Phrase =
        Phrase::new("输出文件夹（默认：项目里的 output）", "the output folder (default: output in the project)");
    pub(crate) const BASE_URL: Phrase = Phrase::new(
        "网站发布后的网址；给了才写 sitemap.xml 和规范网址",
        "where the site will be published; needed for sitemap.xml and canonical addresses",
    );
    pub(crate) const CITY_ONLY: Phrase =
        Phrase::new("只生成这个城市，可以写多次", "build a site of this city only; may be given several times");
    pub(crate) const CITY_OF: Phrase = Phrase::new(
        "用哪个城市的，可以写多次（默认：不写机构的通用表）",
        "whose; may be given several times (default: the generic one)",
    );
    pub(crate) const VARIANT: Phrase = Phrase::new(
        "blank 打印后手写（默认）、fillable 在电脑上填、large 大字版",
        "blank to write on (default), fillable on screen, or large print",
    );
    pub(crate) const COPIES: Phrase = Phrase::new("每个城市印几份（默认 1）", "how many copies of each (default 1)");
    pub(crate) const JOBS: Phrase =
        Phrase::new("同时用几个线程（默认：全部核心）", "how many threads (default: one a core)");
    pub(crate) const AS_OF: Phrase = Phrase::new(
        "按哪一天算，例如 2026-11-22（默认：site.yaml 的 as_of）",
        "the day the contents speak of, such as 2026-11-22 (default: as_of in site.yaml)",
    );
    pub(crate) const FORMAT: Phrase =
        Phrase::new("text 给人看（默认），json 给程序看", "text for people (default) or json for programs");
    pub(crate) const CHECK_FORMAT: Phrase = Phrase::new(
        "text 给人看（默认），json 给程序看，sarif 给代码平台看（SARIF 2.1.0）",
        "text for people (default), json for programs, or sarif for code scanning (SARIF 2.1.0)",
    );
    pub(crate) const ALL: Phrase =
        Phrase::new("待定的、已确认的也逐条列出", "list what is undecided or acknowledged, too");
    pub(crate) const EXPLAIN: Phrase = Phrase::new("说明报告里的一个代码", "Tell what a code of a report means");
    pub(crate) const EXPLAIN_MORE: Phrase = Phrase::new(
        "代码是报告里方括号中的，或者 docs/checks.md 里规则的名字。\n\n例子：\n  formpress explain typed-figure",
        "The code is the one in brackets, or a rule's name in docs/checks.md.\n\nExample:\n  formpress explain typed-figure",
    );
    pub(crate) const CODE: Phrase = Phrase::new("代码", "CODE");
    pub(crate) const EXPLAIN_CODE: Phrase = Phrase::new("报告里方括号中的代码", "the code in a report's brackets");
    pub(crate) const FORM_ID: Phrase = Phrase::new(
        "表单的 id，例如 follow-up-record；booklet 是表册；宣传品写它的文件名，例如 poster",
        "the form's id, such as follow-up-record; booklet is all forms together; what publicises by its file's name, such as poster",
    );
    pub(crate) const PDF_OUT: Phrase = Phrase::new(
        "写到哪个文件（默认：表单id.pdf，前面加城市，后面加版本）；- 是标准输出",
        "the file to write (default: FORM.pdf, with the city before it and the variant behind); - is standard output",
    );
    pub(crate) const PORT: Phrase = Phrase::new(
        "端口（默认 8000；0 由系统挑一个空的）",
        "the port (default 8000; 0 lets the system choose a free one)",
    );
    pub(crate) const NEW_KIND: Phrase = Phrase::new("form 表单、page 页面、city 城市", "form, page or city");
    pub(crate) const NEW_ID: Phrase = Phrase::new(
        "小写字母、数字和连字符，字母开头；页面可以带文件夹",
        "small letters, digits and hyphens, a letter first; a page may name folders",
    );
    pub(crate) const LANG: Phrase =
        Phrase::new("提示用哪种语言：zh 或 en（默认随系统）", "language of messages: zh or en (default: the system's)");
    pub(crate) const HELP: Phrase = Phrase::new("显示帮助", "print help");
    pub(crate) const VERSION: Phrase = Phrase::new("显示版本", "print the version");
    pub(crate) const EXITS: Phrase = Phrase::new(
        "退出码：0 完成；1 源文件有错误；2 用法不对，或读写失败。",
        "Exit status: 0 done; 1 the sources have faults; 2 usage, or input and output.",
    );
}

/// Severities, as a report names them.
pub(crate) mod severity {
    use super::{Phrase, PhraseTemplate};

    pub(crate) const ERROR: Phrase = Phrase::new("错误", "error");
    pub(crate) const WARNING: Phrase = Phrase::new("警告", "warning");
    pub(crate) const UNDECIDED: Phrase = Phrase::new("待定", "undecided");
    pub(crate) const ACKNOWLEDGED: Phrase = Phrase::new("已确认", "acknowledged");
    pub(crate) const ERRORS: PhraseTemplate = PhraseTemplate::new("{n} 个错误", "{n} error(s)");
    pub(crate) const WARNINGS: PhraseTemplate = PhraseTemplate::new("{n} 个警告", "{n} warning(s)");
    pub(crate) const UNDECIDEDS: PhraseTemplate = PhraseTemplate::new("{n} 项待定", "{n} undecided");
    pub(crate) const ACKNOWLEDGEDS: PhraseTemplate = PhraseTemplate::new("{n} 项已确认", "{n} acknowledged");
    pub(crate) const BETWEEN: Phrase = Phrase::new("、", ", ");
    pub(crate) const NONE: Phrase = Phrase::new("没有发现问题", "nothing found");
    pub(crate) const HINT: Phrase = Phrase::new("怎么办：", "help: ");
    pub(crate) const ROW: PhraseTemplate = PhraseTemplate::new("第{row}行", "row {row}");
    pub(crate) const CELL: PhraseTemplate = PhraseTemplate::new("第{row}行 {column}列", "row {row} column {column}");
    pub(crate) const MORE: PhraseTemplate = PhraseTemplate::new(
        "　还有 {count} 处 [{code}] {column}：第 {rows} 行",
        "  {count} more [{code}] {column}: rows {rows}",
    );
    pub(crate) const SEE_CHECK: Phrase = Phrase::new(
        "用 formpress check --all 查看待定的和已确认的",
        "formpress check --all lists what is undecided or acknowledged",
    );
    pub(crate) const FOLDED: PhraseTemplate =
        PhraseTemplate::new("{counted}（--all 逐条列出）：{codes}", "{counted} (--all lists them): {codes}");
    pub(crate) const REASON: PhraseTemplate = PhraseTemplate::new("已确认：{reason}", "acknowledged: {reason}");
}

/// What stands in the manual of a code.
pub(crate) mod manual {
    use super::{Phrase, PhraseTemplate};

    pub(crate) const RULE: PhraseTemplate = PhraseTemplate::new("规则 {code}：{title}", "Rule {code}: {title}");
    pub(crate) const CATCHES: PhraseTemplate = PhraseTemplate::new("查什么：{words}", "It finds: {words}");
    pub(crate) const HURTS: PhraseTemplate = PhraseTemplate::new("为什么：{words}", "Why: {words}");
    pub(crate) const EXAMPLE: Phrase = Phrase::new("例如：", "For example:");
    pub(crate) const FIX: PhraseTemplate = PhraseTemplate::new("怎么改：{words}", "How to mend it: {words}");
    pub(crate) const MESSAGES: PhraseTemplate =
        PhraseTemplate::new("报告里的代码：{codes}", "Codes in reports: {codes}");
    pub(crate) const JUDGED: PhraseTemplate = PhraseTemplate::new(
        "在 site.yaml 里可以调整：checks: {{code}: error} 使它挡住生成，off 不再报告；只留一处的，写进 acknowledged:（code、file、text、reason）。",
        "site.yaml may judge it: checks: {{code}: error} refuses the build, off keeps silent; a single finding may stay under acknowledged: (code, file, text, reason).",
    );
}

/// What a build says while it runs and when it is done.
pub(crate) mod progress {
    use super::{Phrase, PhraseTemplate};

    pub(crate) const LAYING_OUT: Phrase = Phrase::new("排版", "laying out the sheets");
    pub(crate) const PRINTING: Phrase = Phrase::new("生成 PDF", "making the PDFs");
    pub(crate) const PAGES: Phrase = Phrase::new("生成网页", "making the pages");
    pub(crate) const PUBLISHING: Phrase = Phrase::new("写到磁盘", "writing to disk");
    pub(crate) const DONE: PhraseTemplate = PhraseTemplate::new(
        "完成：{pages} 个网页，{pdfs} 份 PDF，共 {bytes}，用时 {seconds} 秒",
        "done: {pages} pages, {pdfs} PDFs, {bytes} in all, {seconds} s",
    );
    pub(crate) const AGREES: PhraseTemplate = PhraseTemplate::new(
        "对照：{offices} 家机构的 {outputs} 份输出读了回来，{items} 项、{places} 处填写的地方，都和定义一致",
        "parity: {outputs} outputs of {offices} offices read back, {items} items, {places} places to answer: all as defined",
    );
    pub(crate) const CHANGED: PhraseTemplate = PhraseTemplate::new(
        "写入 {written} 个文件，{unchanged} 个没有变，去掉 {removed} 个",
        "{written} files written, {unchanged} unchanged, {removed} removed",
    );
    pub(crate) const OPEN: PhraseTemplate = PhraseTemplate::new("用浏览器打开：{path}", "open in a browser: {path}");
    pub(crate) const REFUSED: Phrase = Phrase::new(
        "没有生成：先改好上面的错误；原来的输出没有变",
        "not built: mend the errors above; the former output is as it was",
    );
    pub(crate) const WROTE: PhraseTemplate =
        PhraseTemplate::new("已写 {path}（{pages} 页，{bytes}）", "wrote {path} ({pages} pages, {bytes})");
    pub(crate) const WROTE_STACK: PhraseTemplate =
        PhraseTemplate::new("已写 {path}（{bytes}）", "wrote {path} ({bytes})");
    pub(crate) const TEMPLATE: PhraseTemplate = PhraseTemplate::new(
        "已写 {path}（{columns} 栏）：填好、保存、关掉以后运行 formpress fill {form}{city} --data {path} -o 新文件夹",
        "wrote {path} ({columns} columns): fill it in, save and close it, then formpress fill {form}{city} --data {path} -o NEW-FOLDER",
    );
    pub(crate) const ALL_FILLED: PhraseTemplate = PhraseTemplate::new(
        "{written} 份已填好，写到 {path}，用时 {seconds} 秒",
        "{written} copies filled in {path}, {seconds} s",
    );
    pub(crate) const SOME_FILLED: PhraseTemplate = PhraseTemplate::new(
        "{written} 份已填好，写到 {path}；{faulty} 行有错没有印，改好后把这几行另存一张表再运行；用时 {seconds} 秒",
        "{written} copies filled in {path}; {faulty} rows have faults and were not printed: mend them and run again with those rows; {seconds} s",
    );
    pub(crate) const FILLED_BEFORE: PhraseTemplate = PhraseTemplate::new(
        "其中 {count} 份上次已经写好，和这次的一样，没有重写",
        "{count} of them were written before, are the same, and were left as they are",
    );
    pub(crate) const NONE_FILLED: Phrase =
        Phrase::new("一份也没有印：先改好上面的错误", "nothing was printed: mend the errors above");
    pub(crate) const SERVING: PhraseTemplate =
        PhraseTemplate::new("在浏览器里打开 {url}（按 Ctrl-C 结束）", "open {url} in a browser (Ctrl-C ends it)");
    pub(crate) const OTHER_HOST: PhraseTemplate = PhraseTemplate::new(
        "这是本机的预览，只回答 http://127.0.0.1:{port}/ 和 http://localhost:{port}/",
        "This is a preview on this computer; it answers http://127.0.0.1:{port}/ and http://localhost:{port}/ alone",
    );
    pub(crate) const REBUILT: PhraseTemplate = PhraseTemplate::new("已生成，用时 {seconds} 秒", "built in {seconds} s");
    pub(crate) const CLOSE: Phrase = Phrase::new("先看上次的页面", "see the last good page");
    pub(crate) const STALE: Phrase =
        Phrase::new("源文件有错误，显示的是上一次正确的网站", "the sources have faults; this is the last good site");
    pub(crate) const CREATED: PhraseTemplate = PhraseTemplate::new(
        "已新建 {path}：打开它，改成自己的内容，再运行 formpress check",
        "created {path}: open it, make it your own, then run formpress check",
    );
}

pub(crate) const NEAREST: PhraseTemplate = PhraseTemplate::new("，是不是“{name}”？", "; did you mean “{name}”?");

messages! {
origin: Usage;

pub(crate) const UNKNOWN_OPTION: Message = Message {
    code: "unknown-argument",
    zh: ["没有“{argument}”这个选项或参数{nearest}", "用 {command} --help 查看全部选项"],
    en: ["there is no option or argument “{argument}”{nearest}", "{command} --help lists them all"],
};

pub(crate) const UNKNOWN_COMMAND: Message = Message {
    code: "unknown-command",
    zh: ["没有“{argument}”这个命令{nearest}", "用 {command} --help 查看全部命令"],
    en: ["there is no command “{argument}”{nearest}", "{command} --help lists them all"],
};

pub(crate) const MISSING_ARGUMENT: Message = Message {
    code: "missing-argument",
    zh: ["缺少 {argument}", "用法见 {command} --help"],
    en: ["{argument} is missing", "{command} --help says how"],
};

pub(crate) const VALUE_MISSING: Message = Message {
    code: "option-without-value",
    zh: ["选项 {argument} 后面要有一个值", "用法见 {command} --help"],
    en: ["the option {argument} needs a value", "{command} --help says how"],
};

pub(crate) const GIVEN_TWICE: Message = Message {
    code: "given-twice",
    zh: ["选项 {argument} 只能写一次", "去掉一个"],
    en: ["the option {argument} may be given only once", "take one away"],
};

pub(crate) const BAD_USAGE: Message = Message {
    code: "bad-usage",
    zh: ["看不懂这个命令：{error}", "用法见 {command} --help"],
    en: ["this command is not understood: {error}", "{command} --help says how"],
};

pub(crate) const BAD_LANG: Message = Message {
    code: "bad-lang",
    zh: ["没有“{value}”这种语言", "写 zh 或 en"],
    en: ["there is no language “{value}”", "write zh or en"],
};

pub(crate) const BAD_FORMAT: Message = Message {
    code: "bad-format",
    zh: ["没有“{value}”这种格式", "写 text 或 json"],
    en: ["there is no format “{value}”", "write text or json"],
};

pub(crate) const BAD_REPORT_FORMAT: Message = Message {
    code: "bad-report-format",
    zh: ["没有“{value}”这种格式", "写 text、json 或 sarif"],
    en: ["there is no format “{value}”", "write text, json or sarif"],
};

pub(crate) const NO_SUCH_CODE: Message = Message {
    code: "no-such-code",
    zh: ["没有“{value}”这个代码{nearest}", "写报告里方括号中的代码，或者 docs/checks.md 里规则的名字"],
    en: ["there is no code “{value}”{nearest}", "write a code as reports have it in brackets, or the name of a rule"],
};

pub(crate) const BAD_VARIANT: Message = Message {
    code: "bad-variant",
    zh: ["没有“{value}”这种版本", "写 blank（打印后手写）、fillable（在电脑上填）或 large（大字版）"],
    en: ["there is no variant “{value}”", "write blank, fillable or large"],
};

pub(crate) const BOOKLET_VARIANT: Message = Message {
    code: "booklet-variant",
    zh: ["表册只有打印后手写的一种", "去掉 --variant；要在电脑上填或者要大字版，写表单的 id，一张一张生成"],
    en: [
        "a booklet is only made to write on",
        "leave --variant out; to fill in on screen or for large print name one form by its id",
    ],
};

pub(crate) const BAD_COPIES: Message = Message {
    code: "bad-copies",
    zh: ["份数“{value}”不是 1 到 999 的整数", "写一个整数，例如 --copies 20"],
    en: ["“{value}” is not a number of copies from 1 to 999", "write a whole number, such as --copies 20"],
};

pub(crate) const BAD_KIND: Message = Message {
    code: "bad-kind",
    zh: ["不能新建“{value}”", "写 form（表单）、page（页面）或 city（城市）"],
    en: ["there is no “{value}” to start", "write form, page or city"],
};

pub(crate) const BAD_SHARD: Message = Message {
    code: "bad-shard",
    zh: ["“{value}”不是第几份/份数", "写成 I/N，I 从 1 到 N，例如 --shard 2/4"],
    en: ["“{value}” is not a part of so many", "write I/N with I from 1 to N, such as --shard 2/4"],
};

pub(crate) const BAD_JOBS: Message = Message {
    code: "bad-jobs",
    zh: ["线程数“{value}”不是 1 到 512 的整数", "写一个整数，例如 --jobs 2"],
    en: ["“{value}” is not a number of threads from 1 to 512", "write a whole number, such as --jobs 2"],
};

pub(crate) const BAD_PORT: Message = Message {
    code: "bad-port",
    zh: ["“{value}”不是端口号", "写 0 到 65535 之间的整数，例如 --port 8000"],
    en: ["“{value}” is not a port", "write a whole number from 0 to 65535, such as --port 8000"],
};

pub(crate) const UNKNOWN_CITY: Message = Message {
    code: "unknown-city",
    zh: ["没有“{value}”这个城市{nearest}", "写 content/cities 里的文件名，例如 --city wuhan"],
    en: ["there is no city “{value}”{nearest}", "write the name of a file in content/cities, such as --city wuhan"],
};

pub(crate) const UNKNOWN_FORM: Message = Message {
    code: "no-such-form",
    zh: ["没有“{value}”这份表单{nearest}", "写 forms 里的文件名，例如 follow-up-record"],
    en: ["there is no form “{value}”{nearest}", "write the name of a file in forms, such as follow-up-record"],
};

pub(crate) const NO_PROJECT: Message = Message {
    code: "no-project",
    zh: ["这里没有 formpress 项目：找不到 {file}", "进入项目文件夹再运行，或者用 --root 写明它在哪里"],
    en: [
        "there is no formpress project here: {file} was not found",
        "go to the project's folder, or name it with --root",
    ],
};

pub(crate) const BAD_NEW_ID: Message = Message {
    code: "bad-id",
    zh: [
        "“{value}”不能作 id",
        "用小写字母、数字和连字符，字母开头，例如 {example}；它会成为文件名和网址，con、nul 等 Windows 保留的名字、表单里的 choices 和 blocks 不能用",
    ],
    en: [
        "“{value}” cannot be an id",
        "use small letters, digits and hyphens, a letter first, such as {example}; it becomes a file name and an address, so names that Windows keeps, like con and nul, are out, and of forms choices and blocks",
    ],
};

pub(crate) const ALREADY_THERE: Message = Message {
    code: "already-there",
    zh: ["这个文件已经有了", "换一个 id，或者直接改这个文件；原来的内容没有动"],
    en: ["this file is there already", "choose another id, or edit the file; nothing was changed"],
};

pub(crate) const NOT_WRITTEN: Message = Message {
    code: "not-written",
    zh: ["不能写这个文件：{error}", "看看文件夹在不在、有没有写权限、磁盘是否已满"],
    en: [
        "the file cannot be written: {error}",
        "see whether the folder exists, may be written to, and the disk has room",
    ],    origin: System,
};

pub(crate) const NOT_READ_IN: Message = Message {
    code: "input-not-read",
    zh: ["读不了标准输入：{error}", "输入要是 UTF-8 的文本"],
    en: ["standard input cannot be read: {error}", "it must be text in UTF-8"],    origin: System,
};

pub(crate) const FILE_CHANGED: Message = Message {
    code: "file-changed",
    zh: [
        "这里已经有一个文件，不是本程序写出来的样子，可能有人填过、改过",
        "用 -o 换一个文件名，或者先把它移走；原来的内容没有动",
    ],
    en: [
        "there is a file already that is not as this program writes it: somebody may have filled it in or changed it",
        "choose another name with -o, or move it away; it was not touched",
    ],
};

pub(crate) const PORT_TAKEN: Message = Message {
    code: "port-taken",
    zh: ["不能使用端口 {port}：{error}", "换一个端口，例如 --port 8001"],
    en: ["the port {port} cannot be used: {error}", "choose another one, such as --port 8001"],    origin: System,
};

pub(crate) const WATCH_FAILED: Message = Message {
    code: "watch-failed",
    zh: ["系统不能报告文件的变化：{error}", "关掉一些程序再试；或者改完后运行 formpress build"],
    en: [
        "the system cannot tell of changed files: {error}",
        "close some programs and try again; or run formpress build after a change",
    ],    origin: System,
};

pub(crate) const THREADS_FAILED: Message = Message {
    code: "threads-failed",
    zh: ["系统开不了 {jobs} 个线程：{error}", "用 --jobs 写一个小些的数"],
    en: ["the system did not start {jobs} threads: {error}", "give a smaller number with --jobs"],    origin: System,
};
}
