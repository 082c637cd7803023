//! Messages about the file of a table of data: its sheets, lines and headings.

use super::Message;

pub(crate) const LEFT_TITLES: &str = "栏名上面的";
pub(crate) const LEFT_SUMS: &str = "合计";
pub(crate) const LEFT_SIGNED: &str = "表下面的说明、签名";

// The file

messages! {
pub(crate) const DATA_KIND: Message = Message {
    code: "data-kind",
    zh: ["“{file}”不是能读的数据文件", "用 .xlsx、.csv 或 .json；.xls、.et、.ods 在 WPS 或 Excel 里“另存为” .xlsx"],
    en: [
        "“{file}” is not a table that can be read",
        "use .xlsx, .csv or .json; a spreadsheet program saves .xls, .et and .ods as .xlsx",
    ],
};

pub(crate) const DATA_TOO_LARGE: Message = Message {
    code: "data-too-large",
    zh: ["数据文件太大：展开以后超过 {most} MB", "删掉不用的表、图片和没有内容的行，或者把表分成几张"],
    en: [
        "the data file is too large: more than {most} MB when unpacked",
        "remove sheets, pictures and empty rows that are not needed, or divide the table",
    ],
};

pub(crate) const TOO_MANY_DATA: Message = Message {
    code: "too-many-cells-in-all",
    zh: ["表里有内容的格子超过 {most} 个", "把表分成几张，一张一张填"],
    en: ["more than {most} cells have something in them", "divide the table and fill in a part at a time"],
};

pub(crate) const DATA_LOCKED: Message = Message {
    code: "data-locked",
    zh: ["数据文件设了打开密码，读不出来", "在 WPS 或 Excel 里去掉密码，再保存"],
    en: ["the data file is locked with a password", "take the password away in the spreadsheet program, and save"],
};

pub(crate) const QUOTE_OPEN: Message = Message {
    code: "quote-open",
    zh: ["这一行有一个双引号只有前一半，后面的行都会算在同一格里", "补上后一半引号，或者删掉前一半；不如另存为 .xlsx"],
    en: [
        "a quotation mark in this row is never closed, so that all rows behind it would be one cell",
        "close it or remove it; saving as .xlsx does it for you",
    ],
};

// Sheets

pub(crate) const SEVERAL_SHEETS: Message = Message {
    code: "several-sheets",
    zh: ["这个文件里有 {count} 张表有内容：{names}，不知道用哪一张", "用 --sheet 写明，例如 --sheet {first}"],
    en: ["{count} sheets of this workbook have rows: {names}", "say which to use, such as --sheet {first}"],
};

pub(crate) const NO_SUCH_SHEET: Message = Message {
    code: "no-such-sheet",
    zh: ["这个文件里没有叫“{sheet}”的表", "有的是：{names}"],
    en: ["the workbook has no sheet “{sheet}”", "it has {names}"],
};

pub(crate) const SHEETS_HIDDEN: Message = Message {
    code: "sheets-hidden",
    zh: ["有内容的表都隐藏了：{names}", "确实要用隐藏的表，写 --sheet {first}；或者在 WPS、Excel 里取消隐藏"],
    en: [
        "every sheet with rows is hidden: {names}",
        "to use a hidden one all the same write --sheet {first}, or show it",
    ],
};

pub(crate) const SHEETS_LEFT: Message = Message {
    code: "sheets-left",
    zh: ["读的是“{sheet}”；隐藏的或者没有这份表单栏名的表没有读：{names}", "要用别的表，写 --sheet 和表名"],
    en: [
        "“{sheet}” is read; sheets that are hidden or without headings of this form are not: {names}",
        "to use one of them write --sheet and its name",
    ],
    level: Warning,
};

pub(crate) const NO_SHEETS: Message = Message {
    code: "no-sheets",
    zh: ["只有 .xlsx 里才分几张表，这里不能用 --sheet", "去掉 --sheet"],
    en: ["only a workbook has sheets: --sheet does not go with this file", "leave --sheet out"],
};

pub(crate) const ROWS_HIDDEN: Message = Message {
    code: "rows-hidden",
    zh: ["隐藏的 {count} 行没有读（多半是筛选掉的）：第 {rows} 行", "要印这几行，取消筛选或者取消隐藏，保存以后再运行"],
    en: [
        "{count} hidden rows are not read, most likely filtered out: {rows}",
        "to print them show them, save and run again",
    ],
    level: Warning,
};

pub(crate) const COLUMNS_HIDDEN: Message = Message {
    code: "columns-hidden",
    zh: ["隐藏的列也读了：{columns} 列", "不要印的，删掉这几列的内容"],
    en: ["hidden columns are read too: {columns}", "remove from them what is not to be printed"],
    level: Warning,
};

// Lines and columns

pub(crate) const LINES_LEFT: Message = Message {
    code: "lines-left",
    zh: ["栏名在第 {heading} 行；没有读的行：{lines}", "里面有要印的人，就移到合计上面"],
    en: [
        "the headings are in row {heading}; rows that were not read: {lines}",
        "move above the sum who is to be printed",
    ],
    level: Warning,
};

pub(crate) const BELOW_SUM: Message = Message {
    code: "below-sum",
    zh: ["这一行在合计（第 {sum} 行）下面，不知道是不是要印的人", "要印的移到合计上面，不要的删掉"],
    en: [
        "this row stands below the sum in row {sum}: it may or may not be somebody",
        "move it above the sum, or remove it",
    ],
};

pub(crate) const NO_HEADINGS: Message = Message {
    code: "no-headings",
    zh: [
        "表里找不到这份表单的栏名，读到的是：{found}",
        "前几行里要有一行栏名，例如 姓名；全部栏名见 formpress fill --template {form}",
    ],
    en: [
        "no heading of this form was found, only {found}",
        "one of the first rows must hold the headings; formpress fill --template {form} lists them all",
    ],
};

pub(crate) const COLUMNS_LEFT: Message = Message {
    code: "columns-left",
    zh: [
        "有 {count} 列不是这份表单的栏目，没有读：{columns}",
        "本来要读的，改成表单的栏名；全部栏名见 formpress fill --template {form}",
    ],
    en: [
        "{count} columns are none of this form's and were not read: {columns}",
        "give those that are wanted a name of the form's; formpress fill --template {form} lists them all",
    ],
    level: Warning,
};

pub(crate) const NEARLY_A_COLUMN: Message = Message {
    code: "nearly-a-column",
    zh: ["“{heading}”这一列没有读；是不是“{near}”？", "是的话改成这个栏名再运行，不然这一栏会空着"],
    en: [
        "the column “{heading}” was not read; did you mean “{near}”?",
        "if so rename it and run again, or it stays empty",
    ],
    level: Warning,
};

pub(crate) const TOO_MANY_ROWS: Message = Message {
    code: "too-many-rows",
    zh: ["“{heading}”的行数太多：一份表里最多 {most} 行", "改成 1 到 {most}，或者另填一份"],
    en: ["“{heading}” asks for too many rows: a copy has {most} at most", "write 1 to {most}, or fill in another copy"],
};

pub(crate) const MERGED_ACROSS: Message = Message {
    code: "merged-across",
    zh: ["{column}和旁边的栏合并成了一格，“{value}”不知道是哪一栏的", "取消合并，各栏分开写"],
    en: [
        "{column} is merged with the columns beside it: whose “{value}” is cannot be told",
        "unmerge them and fill in each",
    ],
};

pub(crate) const DATA_UNREADABLE: Message = Message {
    code: "data-unreadable",
    zh: ["数据文件读不出来：{error}", "看看文件在不在、有没有损坏，是不是正被别的程序打开"],
    en: [
        "the data file cannot be read: {error}",
        "see whether it is there and whole, and not held open by another program",
    ],
};

pub(crate) const DATA_ENCODING: Message = Message {
    code: "data-encoding",
    zh: ["数据文件既不是 UTF-8，也不是 GB18030", "在 WPS 或 Excel 里另存为 .xlsx，或者“CSV UTF-8”"],
    en: ["the data file is neither UTF-8 nor GB18030", "save it as .xlsx or as “CSV UTF-8”"],
};

pub(crate) const DATA_EMPTY: Message = Message {
    code: "data-empty",
    zh: ["数据文件里没有一行数据", "栏名下面一行写一份；空表用 formpress fill --template {form} 生成"],
    en: [
        "the data file has no row of data",
        "put one copy a row below the headings; formpress fill --template {form} makes an empty table",
    ],
};

pub(crate) const DATA_SHAPE: Message = Message {
    code: "data-shape",
    zh: ["JSON 里应当是一个列表，每份一个对象", "写成 [{\"name\": \"…\"}, …]"],
    en: ["the JSON must be a list with an object for each copy", "write [{\"name\": \"…\"}, …]"],
};

pub(crate) const ANOTHER_FORM: Message = Message {
    code: "another-form",
    zh: ["这个文件是“{other}”的，不是“{form}”的", "换成“{form}”的文件，或者用 formpress fill {other}"],
    en: [
        "this file holds answers to `{other}`, not to `{form}`",
        "give a file of `{form}`, or use formpress fill {other}",
    ],
};

pub(crate) const ANOTHER_CITY: Message = Message {
    code: "another-city",
    zh: ["这个文件是在 {other} 的页面上存的，现在印的不是这个市的表", "加上 --city {other}，印这个市的表"],
    en: ["this file was saved on the page of {other}, whose form is not the one to fill in", "give --city {other}"],
};

pub(crate) const UNKNOWN_COLUMN: Message = Message {
    code: "unknown-column",
    zh: [
        "表里的“{heading}”不是这份表单的栏目",
        "最像的是“{near}”；改成表单的栏名，或者删掉这一列；全部栏名见 formpress fill --template {form}",
    ],
    en: [
        "“{heading}” is no column of this form",
        "the nearest is “{near}”; write a name of the form's, or remove the column; formpress fill --template {form} lists them all",
    ],
};

pub(crate) const SAME_LABEL: Message = Message {
    code: "same-label",
    zh: ["“{heading}”不止一栏：{names}", "写清是哪一个，例如 {first}"],
    en: ["“{heading}” is the label of several columns: {names}", "say which one is meant, such as {first}"],
};

pub(crate) const COLUMN_TWICE: Message = Message {
    code: "column-twice",
    zh: ["“{column}”有两列：{first} 列和 {second} 列", "留一列，删掉另一列"],
    en: ["there are two columns for “{column}”: {first} and {second}", "keep one and remove the other"],
};

pub(crate) const TOO_MANY_CELLS: Message = Message {
    code: "too-many-cells",
    zh: ["这一行比栏名多：“{value}”不知道是哪一栏的", "看看是不是有没加引号的逗号；或者给这一列加栏名"],
    en: [
        "the row is longer than the headings: nobody knows what “{value}” belongs to",
        "look for a comma without quotes, or give the column a heading",
    ],
};
}
