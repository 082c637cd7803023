//! What the pipeline says.

use super::Message;

pub const STACK_TOO_LONG: Message = Message {
    code: "stack-too-long",
    zh: [
        "合在一起有 {pages} 页，一个文件最多 {most} 页",
        "少写几份或者几个城市，分几次生成；同样的几份也可以在打印机上设份数",
    ],
    en: [
        "together they have {pages} pages; a file holds at most {most}",
        "order fewer copies or cities at a time; copies of the same can be set at the printer, too",
    ],
};

pub const ADDRESS_TAKEN: Message = Message {
    code: "address-taken",
    zh: [
        "输出里的位置“{address}”有两个来源：{first} 和 {second}",
        "改掉其中一个的文件名或 id；大小写不同也算同一个位置，因为 Windows 和 macOS 不区分大小写",
    ],
    en: [
        "two sources want the place “{address}” in the output: {first} and {second}",
        "rename one of them; names that differ in upper and lower case only are the same place on Windows and macOS",
    ],
};

pub const OUT_HOLDS_SOURCES: Message = Message {
    code: "out-holds-sources",
    zh: [
        "输出文件夹“{out}”是项目本身、项目的上级文件夹，或者在源文件的文件夹里",
        "换一个文件夹，例如 --out output；发布会整个换掉这个文件夹，源文件会丢失",
    ],
    en: [
        "the output folder “{out}” is the project itself, a folder above it, or one of its source folders",
        "choose another folder, such as --out output; publishing replaces the whole folder and would lose the sources",
    ],
};

pub const OUT_NOT_A_FOLDER: Message = Message {
    code: "out-not-a-folder",
    zh: ["输出的位置“{out}”已经有一个文件", "换一个文件夹名，或者先把这个文件移走"],
    en: ["there is a file where the output folder “{out}” should be", "choose another folder, or move the file away"],
};

pub const OUT_NOT_OURS: Message = Message {
    code: "out-not-ours",
    zh: [
        "文件夹“{out}”不是空的，也不是本程序生成的（里面有“{found}”）",
        "换一个空文件夹或新文件夹；本程序不会删掉别人的文件",
    ],
    en: [
        "the folder “{out}” is not empty and was not made by formpress (it holds “{found}”)",
        "choose an empty or a new folder; formpress does not delete what others made",
    ],
};

pub const OUT_IS_REPOSITORY: Message = Message {
    code: "out-is-repository",
    zh: [
        "文件夹“{out}”里有一个 git 仓库（{found}）",
        "生成到别的文件夹，再复制过来；发布会整个换掉输出文件夹，仓库的历史会丢失",
    ],
    en: [
        "the folder “{out}” holds a git repository ({found})",
        "build into another folder and copy it over; publishing replaces the whole folder and would lose the history",
    ],
};

pub const OUT_BUSY: Message = Message {
    code: "out-busy",
    zh: ["另一个 formpress 正在写文件夹“{out}”", "等它结束后再运行，或者用 --out 换一个文件夹"],
    en: [
        "another formpress is writing the folder “{out}”",
        "wait until it is done, or choose another folder with --out",
    ],
};

pub const OUT_FAILED: Message = Message {
    code: "out-failed",
    zh: ["不能写输出文件夹“{out}”：{path}：{error}", "看看磁盘是否已满、对“{parent}”有没有写权限；原来的输出没有变"],
    en: [
        "cannot write the output folder “{out}”: {path}: {error}",
        "see whether the disk is full and “{parent}” may be written to; the former output is as it was",
    ],
};

pub const OUT_NOT_SWAPPED: Message = Message {
    code: "out-not-swapped",
    zh: [
        "不能换上新的输出文件夹“{out}”：{error}",
        "关掉正在使用这个文件夹的程序；如果它是挂载点，请输出到它里面的一个子文件夹；原来的输出没有变",
    ],
    en: [
        "cannot swap in the new output folder “{out}”: {error}",
        "close the programs that use the folder; if it is a mount point, choose a folder inside it; the former output is as it was",
    ],
};

pub const FONT_FILE_UNREADABLE: Message = Message {
    code: "font-file-unreadable",
    zh: ["字体文件读不出来：{error}", "请重新安装这个字体"],
    en: ["the font file cannot be read: {error}", "install the font again"],
};
