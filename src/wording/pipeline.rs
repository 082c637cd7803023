//! Messages of the pipeline: plan, build and publish.

use super::Message;

messages! {
origin: Usage;

pub(crate) const STACK_TOO_LONG: Message = Message {
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

pub(crate) const ADDRESS_TAKEN: Message = Message {
    code: "address-taken",
    zh: [
        "输出里的位置“{address}”有两个来源：{first} 和 {second}",
        "改掉其中一个的文件名或 id；大小写不同也算同一个位置，因为 Windows 和 macOS 不区分大小写",
    ],
    en: [
        "two sources want the place “{address}” in the output: {first} and {second}",
        "rename one of them; names that differ in upper and lower case only are the same place on Windows and macOS",
    ],    origin: Sources,
};

pub(crate) const OUT_IS_PART: Message = Message {
    code: "out-is-part",
    zh: ["“{out}”里是用 --shard 生成的一份，不是整个网站", "换一个文件夹；几份用 formpress merge 合起来"],
    en: [
        "“{out}” holds a part that --shard made, not a whole site",
        "choose another folder; formpress merge joins parts",
    ],
};

pub(crate) const OUT_IS_NO_PART: Message = Message {
    code: "out-is-no-part",
    zh: ["“{out}”里是整个网站，不能换成其中的一份", "给这一份换一个文件夹，例如 --out part-1"],
    en: [
        "“{out}” holds a whole site, which a part does not take the place of",
        "choose another folder for the part, such as --out part-1",
    ],
};

pub(crate) const NOT_A_PART: Message = Message {
    code: "not-a-part",
    zh: ["这个文件夹里没有用 --shard 生成的一份，或者不完整", "写 formpress build --shard 输出的文件夹"],
    en: [
        "there is no part in this folder that --shard made, or it is not whole",
        "name a folder that formpress build --shard wrote",
    ],
};

pub(crate) const OUT_HOLDS_SOURCES: Message = Message {
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

pub(crate) const OUT_NOT_A_FOLDER: Message = Message {
    code: "out-not-a-folder",
    zh: ["输出的位置“{out}”上已经有一个文件：{path}", "换一个文件夹名，或者先把这个文件移走"],
    en: [
        "there is a file where the output folder “{out}” should be: {path}",
        "choose another folder, or move the file away",
    ],
};

pub(crate) const OUT_EMPTY: Message = Message {
    code: "out-empty",
    zh: ["--out 后面是空的", "写一个文件夹名，例如 --out output"],
    en: ["--out names nothing", "name a folder, such as --out output"],
};

pub(crate) const OUT_LINK: Message = Message {
    code: "out-link",
    zh: ["输出的位置“{out}”上有一个不通的链接：{path}：{error}", "删去这个链接，或者先建好它指向的文件夹"],
    en: [
        "on the way to the output folder “{out}” is a link that leads nowhere: {path}: {error}",
        "remove the link, or make the folder it leads to",
    ],    origin: System,
};

pub(crate) const OUT_IS_MOUNT: Message = Message {
    code: "out-is-mount",
    zh: ["输出文件夹“{out}”是挂载点，不能整个换掉", "输出到它里面的一个子文件夹，例如 --out {out}/site"],
    en: [
        "the output folder “{out}” is a mount point, which cannot be replaced as a whole",
        "choose a folder inside it, such as --out {out}/site",
    ],
};

pub(crate) const OUT_WITHIN_OUTPUT: Message = Message {
    code: "out-within-output",
    zh: ["“{out}”在另一个输出文件夹“{other}”里面", "换一个文件夹；输出到“{other}”时会整个换掉它，里面的也就没有了"],
    en: [
        "“{out}” lies in another output folder, “{other}”",
        "choose another folder; whoever builds into “{other}” replaces it with all that is in it",
    ],
};

pub(crate) const OUT_AROUND_OUTPUT: Message = Message {
    code: "out-around-output",
    zh: ["“{out}”里面有另一个输出文件夹“{other}”", "换一个文件夹，或者先把“{other}”移走；不然它会被一起换掉"],
    en: [
        "“{out}” holds another output folder, “{other}”",
        "choose another folder, or move “{other}” away; it would be replaced with it",
    ],
};

pub(crate) const OUT_BESIDE: Message = Message {
    code: "out-beside",
    zh: ["“{path}”不是 formpress 生成的，却用了它放临时文件的名字", "把它移走或者改名；本程序没有动它"],
    en: [
        "“{path}” has the name of formpress's temporary files, but was not made by it",
        "move it away or rename it; formpress has left it alone",
    ],
    level: Warning,    origin: System,
};

pub(crate) const OUT_LEFTOVER: Message = Message {
    code: "out-leftover",
    zh: [
        "以前的输出留下的这个文件夹删不掉：{error}",
        "关掉正在用它的程序，下次生成时会再删；也可以自己删掉。它不影响这次的输出",
    ],
    en: [
        "this folder, left of a former output, cannot be removed: {error}",
        "close the programs that use it, and the next build removes it, or remove it yourself; the output is not affected",
    ],
    level: Warning,    origin: System,
};

pub(crate) const OUT_UNLOCKED: Message = Message {
    code: "out-unlocked",
    zh: ["这个磁盘不能上锁：{error}", "照常生成；只是不要同时运行两个 formpress build 写同一个文件夹"],
    en: ["the disk cannot lock files: {error}", "the build goes on; see that no two of them write this folder at once"],
    level: Warning,    origin: System,
};

pub(crate) const OUT_TIMELESS: Message = Message {
    code: "out-timeless",
    zh: ["这个磁盘不能保留文件的时间", "内容不受影响；只是没有变的文件看起来也像是新的"],
    en: [
        "the disk cannot keep the times of files",
        "their contents are right; files that did not change only look new",
    ],
    level: Warning,    origin: System,
};

pub(crate) const OUT_SET_ASIDE: Message = Message {
    code: "out-set-aside",
    zh: [
        "“{out}”里有 {count} 个文件不是 formpress 生成的，或者生成以后改过，没有留在网站里，放到了这里：{names}",
        "输出文件夹每次整个换新；要随网站发布的文件，放在 content 里，没有页面链接它的在 site.yaml 的 publish: 里写明；不要的就删掉",
    ],
    en: [
        "“{out}” held {count} files that formpress did not make, or that were changed since; they are not in the site, but here: {names}",
        "the output folder is replaced as a whole: keep what is to be published in content, and name it below publish: in site.yaml where no page links to it; delete what nobody needs",
    ],
    level: Warning,    origin: System,
};

pub(crate) const OUT_NOT_OURS: Message = Message {
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

pub(crate) const OUT_IS_REPOSITORY: Message = Message {
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

pub(crate) const OUT_BUSY: Message = Message {
    code: "out-busy",
    zh: ["另一个 formpress 正在写文件夹“{out}”", "等它结束后再运行，或者用 --out 换一个文件夹"],
    en: [
        "another formpress is writing the folder “{out}”",
        "wait until it is done, or choose another folder with --out",
    ],    origin: System,
};

pub(crate) const OUT_FAILED: Message = Message {
    code: "out-failed",
    zh: ["不能写输出文件夹“{out}”：{path}：{error}", "看看磁盘是否已满、对“{parent}”有没有写权限；原来的输出没有变"],
    en: [
        "cannot write the output folder “{out}”: {path}: {error}",
        "see whether the disk is full and “{parent}” may be written to; the former output is as it was",
    ],    origin: System,
};

pub(crate) const OUT_NOT_SWAPPED: Message = Message {
    code: "out-not-swapped",
    zh: ["不能换上新的输出文件夹“{out}”：{error}", "关掉正在使用这个文件夹的程序；原来的输出没有变"],
    en: [
        "cannot swap in the new output folder “{out}”: {error}",
        "close the programs that use the folder; the former output is as it was",
    ],    origin: System,
};

pub(crate) const OUT_FORMER_WAITS: Message = Message {
    code: "out-former-waits",
    zh: [
        "不能换上新的输出文件夹“{out}”：{error}；原来的输出也没能放回去，现在在“{retired}”",
        "关掉正在使用这些文件的程序，再运行一次 formpress build，它会先把原来的输出放回来；也可以自己改名",
    ],
    en: [
        "cannot swap in the new output folder “{out}”: {error}; nor could the former output be put back, it is in “{retired}”",
        "close the programs that use these files and run formpress build again, which puts it back first; or rename it yourself",
    ],    origin: System,
};

pub(crate) const OUT_NOT_RESTORED: Message = Message {
    code: "out-not-restored",
    zh: [
        "上一次生成中断了，原来的输出在“{retired}”，不能放回“{out}”：{error}",
        "关掉正在使用它的程序再运行；也可以自己把它改名为“{out}”",
    ],
    en: [
        "an earlier build was stopped: the former output is in “{retired}” and cannot be put back to “{out}”: {error}",
        "close the programs that use it and try again; or rename it to “{out}” yourself",
    ],    origin: System,
};

pub(crate) const FONT_FILE_UNREADABLE: Message = Message {
    code: "font-file-unreadable",
    zh: ["字体文件读不出来：{error}", "请重新安装这个字体"],
    en: ["the font file cannot be read: {error}", "install the font again"],    origin: System,
};
}
