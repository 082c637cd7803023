//! Messages of `fill`: its options and the places it fills in.

use super::Message;

messages! {
origin: Usage;

pub(crate) const NO_DATA: Message = Message {
    code: "no-data",
    zh: ["没有说用哪张数据表", "写 --data 表.xlsx；还没有表的，先用 --template 生成空表"],
    en: ["no table of data was named", "write --data table.xlsx; make an empty one with --template"],
};

pub(crate) const NO_OUT: Message = Message {
    code: "no-output",
    zh: ["没有说写到哪里", "写 -o 文件夹（一行一个 PDF），或者 -o 文件.pdf（全部放在一起）"],
    en: ["no place to write to was named", "write -o folder for a PDF a row, or -o file.pdf for all in one"],
};

pub(crate) const DATA_AND_TEMPLATE: Message = Message {
    code: "data-and-template",
    zh: ["--template 生成空表，不能和 --data 一起用", "去掉一个"],
    en: ["--template makes an empty table and does not go with --data", "take one away"],
};

pub(crate) const TEMPLATE_KIND: Message = Message {
    code: "template-kind",
    zh: ["空表只能写成 .xlsx 或 .csv", "改文件名的结尾，例如 -o 回访.xlsx"],
    en: ["the empty table can be .xlsx or .csv", "end the file's name with one of them, such as -o visits.xlsx"],
};

pub(crate) const FILE_THERE: Message = Message {
    code: "file-there",
    zh: ["这个文件已经有了，里面可能是填好的资料", "换一个文件名，或者先把它移走；原来的内容没有动"],
    en: ["the file is there already and may hold data", "choose another name, or move it away; it was not touched"],
};

pub(crate) const FOLDER_NOT_EMPTY: Message = Message {
    code: "folder-not-empty",
    zh: ["这个文件夹不是空的", "换一个新文件夹或者空文件夹；原来的文件没有动"],
    en: ["the folder is not empty", "choose a new or an empty folder; nothing in it was touched"],
};

pub(crate) const IN_SITE: Message = Message {
    code: "fill-in-site",
    zh: [
        "这里是网站的源文件或者输出文件夹，填好的个人资料会和网站放在一起，可能被发布",
        "写到别的文件夹，最好在项目以外，例如 -o ../填好的表",
    ],
    en: [
        "this is in the site's sources or its output: filled-in copies would lie with the site and may be published",
        "choose a folder elsewhere, best outside the project, such as -o ../copies",
    ],
};

pub(crate) const COPY_DIFFERS: Message = Message {
    code: "copy-differs",
    zh: [
        "这个文件和这次要写的不一样，可能是另一张表、另一个城市的，或者后来改过",
        "换一个新文件夹或者空文件夹；原来的文件没有动。上次没有写完、这次用同一张表和同样的选项再运行，才会接着写",
    ],
    en: [
        "the file is another than would be written now: of another table or city, or changed since",
        "choose a new or an empty folder; nothing was touched. A run that was stopped is taken up again only with the same table and options",
    ],
};

pub(crate) const TOO_MANY: Message = Message {
    code: "too-many-copies",
    zh: ["放在一个文件里有 {count} 页，最多 {most} 页", "写 -o 文件夹，一行一个 PDF；或者把表分成几张"],
    en: [
        "that would be {count} pages in one file, which takes {most}",
        "write -o folder for a PDF a row, or divide the table",
    ],
};
}
