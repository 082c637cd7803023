"""Many offices: the project of this repository with ever more of them.

python3 bench/offices.py COUNT FOLDER [--own]   writes such a project
"""

import math
import shutil
import sys
from pathlib import Path

import measure
import project

# Of names of counties: two of these and 县.
HANZI = (
    "安宝北长朝城川春大德东恩丰福阜高古固广贵海汉和河红湖华淮黄惠吉嘉建江金锦晋京泾景静开康昆兰乐黎临灵陵柳龙隆卢鲁洛马梅孟绵闽明"
    "南宁农盘平蒲浦普祁千潜青清曲饶仁荣汝瑞三沙山上邵石寿顺松苏绥遂泰唐天铁通同潼望威渭文武西襄祥新兴徐宣阳仪宜银英永余榆禹玉元"
)


def known(name, number):
    """What an office says of itself."""
    return f"{{name: {name}残疾人联合会, hotline: 0{100 + number % 900}-{10000000 + number}}}"


def add(top, count, own=False):
    """Writes so many cities; with `own`, each has an office with a name and a telephone."""
    (top / "content/cities").mkdir(exist_ok=True)
    for number in range(count):
        first, second = divmod(number, len(HANZI))
        name = f"{HANZI[(first * 7 + second) % len(HANZI)]}{HANZI[second]}{'县' if first < len(HANZI) else '市'}"
        # So that two of one name can be told apart.
        name = name if first < len(HANZI) else f"{HANZI[first % len(HANZI)]}{name}"
        office = known(name, 1000 + number) if own else "{}"
        path = top / f"content/cities/c{number:05}.yaml"
        path.write_text(f"id: c{number:05}\nname: {name}\nprovince: 测速省\nadcode: {500000 + number}\noffice: {office}\n", encoding="utf-8")


def write(count, folder, own):
    """The project with so many offices, its own among them."""
    project.copied(folder)
    cities = sorted((folder / "content/cities").glob("*.yaml"))
    for number, path in enumerate(cities):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("office: {}", f"office: {known(f'第{number}市', number) if own else '{}'}"), encoding="utf-8")
    add(folder, count - len(cities), own)


def builds(formpress, counts, folder, runs):
    """Rows of builds with ever more offices, whose output goes at once."""
    rows, processor = [], {}
    for own in (False, True):
        name = "each with a name and telephone of its own" if own else "of whose offices nothing is known"
        for count in counts:
            site = folder / "offices"
            write(count, site, own)

            def program():
                for path in [*site.glob("output*"), *site.glob(".output*")]:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                return measure.run([formpress, "build", "--lang", "en"], site)[0]

            uses = [program() for _ in range(runs)]
            processor[own, count] = measure.of(uses).processor
            megabytes = sum(path.stat().st_size for path in (site / "output").rglob("*") if path.is_file()) / 1e6
            rows.append([f"{count} cities, {name}", *measure.row("", uses)[1:], f"{megabytes:.0f}"])
            shutil.rmtree(site)
        if len(counts) > 1:
            few, many = counts[-2:]
            grown = math.log(processor[own, many] / processor[own, few]) / math.log(many / few)
            rows.append([f"exponent from {few} to {many}", "", f"{grown:.2f}", "", ""])
    measure.table(["cities", "wall, s", "processor, s", "memory, MB", "output, MB"], rows)


if __name__ == "__main__":
    count, folder, *own = sys.argv[1:]
    write(int(count), Path(folder), own == ["--own"])
