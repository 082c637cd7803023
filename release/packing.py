"""What is in a pack, and how it is written: the same files give the same bytes."""

import gzip
import io
import subprocess
import sys
import tarfile
import zipfile
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple


class File(NamedTuple):
    """What a file holds, and whether it is a program."""

    data: bytes
    runs: bool = False


# What of the repository a project is: the programme itself, which one changes or takes as the example for another.
PROJECT = ["site.yaml", "forms", "content", "templates"]
# What is read beside it.
DOCUMENTS = ["checks.md", "content-format.md", "form-format.md", "serving.md", "versions.md", "form.schema.json", "overlay.schema.json"]
READ = [*(f"docs/{name}" for name in DOCUMENTS), "LICENSE", "CHANGELOG.md"]

FACES = [f"Noto{family}CJK-{weight}.ttc" for family in ("Serif", "Sans") for weight in ("Regular", "Bold")]
# The licence of the fonts, beside them or where Debian has it.
FONT_LICENCES = ["LICENSE", "/usr/share/doc/fonts-noto-cjk/copyright"]

# The starters of each system by what they are called in the pack.
STARTERS = {
    "windows": {"预览网站.cmd": "preview.cmd", "检查.cmd": "check.cmd", "生成网站.cmd": "build.cmd"},
    "macos": {"预览网站.command": "preview.sh", "检查.command": "check.sh", "生成网站.command": "build.sh"},
    "linux": {"预览网站.sh": "preview.sh", "检查.sh": "check.sh", "生成网站.sh": "build.sh"},
}


def files(top: Path, system: str, program: bytes, faces: dict[str, File]) -> dict[str, File]:
    """The files of a pack by their paths: the program, the project as it is committed, fonts, starters and the first thing to read."""
    made = {"formpress.exe" if system == "windows" else "formpress": File(program, runs=True), **committed(top), **faces}
    here = Path(__file__).parent
    for name, source in STARTERS[system].items():
        text = (here / "starters" / source).read_bytes().replace(b"\r\n", b"\n")
        made[name] = File(text.replace(b"\n", b"\r\n") if system == "windows" else text, runs=True)
    text = (here / "README.zh-CN.txt").read_text(encoding="utf-8")
    ending = next(iter(STARTERS[system])).rsplit(".", 1)[1]
    program_name = "formpress" if system == "windows" else "./formpress"
    text = text.replace("{ending}", ending).replace("{formpress}", program_name)
    # Editors of Windows know UTF-8 by its mark.
    made["使用说明.txt"] = File(("\ufeff" + text.replace("\n", "\r\n")).encode() if system == "windows" else text.encode())
    return made


def committed(top: Path) -> dict[str, File]:
    """The files of the project and what is read beside it, with the bytes they are committed with."""
    command = ["git", "archive", "--format=tar", "HEAD", *PROJECT, *READ]
    archive = subprocess.run(command, cwd=top, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {member.name: File(tar.extractfile(member).read()) for member in tar if member.isfile()}


def fonts(folder: Path) -> dict[str, File]:
    """The four faces of the sheets and their licence."""
    missing = [name for name in FACES if not (folder / name).is_file()]
    if missing:
        sys.exit(f"{folder} has no {', '.join(missing)}: name the folder that has them with --fonts")
    licence = next((folder / place for place in FONT_LICENCES if (folder / place).is_file()), None)
    if licence is None:
        sys.exit(f"{folder} has no LICENSE of the fonts (SIL Open Font License), which goes with them")
    made = {f"fonts/{name}": File((folder / name).read_bytes()) for name in FACES}
    return {**made, "fonts/LICENSE.txt": File(licence.read_bytes())}


def tarball(out: Path, name: str, files: dict[str, File], moment: int) -> Path:
    path = out / f"{name}.tar.gz"
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=moment) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for below, file in sorted(files.items()):
            entry = tarfile.TarInfo(f"{name}/{below}")
            entry.size, entry.mtime, entry.mode = len(file.data), moment, 0o755 if file.runs else 0o644
            tar.addfile(entry, io.BytesIO(file.data))
    return path


def zipped(out: Path, name: str, files: dict[str, File], moment: int) -> Path:
    path = out / f"{name}.zip"
    written = datetime.fromtimestamp(moment, timezone.utc).timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for below, file in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{below}", written)
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if file.runs else 0o100644) << 16
            archive.writestr(entry, file.data)
    return path


def unpack(pack: Path, folder: Path) -> Path:
    """Unpacks into a folder, and gives the pack's own folder in it."""
    if pack.suffix == ".zip":
        with zipfile.ZipFile(pack) as archive:
            for entry in archive.infolist():
                Path(archive.extract(entry, folder)).chmod(entry.external_attr >> 16)
    else:
        with tarfile.open(pack) as archive:
            # Pythons older than their filter unpack as they always did.
            archive.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return next(folder.iterdir())
