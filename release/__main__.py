"""Packs the program with all that publicity staff need to begin, who have no Rust.

    python -B release            build, pack and try for this machine, in target/packs
    python -B release build      the program alone: its path is printed
    python -B release pack       a pack of a program that is built
    python -B release try PACK   unpack it elsewhere and do with it what a person would

A commit gives the same bytes however often it is packed.
"""

import argparse
import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import notices
import packing

TOP = Path(__file__).resolve().parent.parent

# What each system is called in the name of a pack.
SYSTEMS = {
    "x86_64-unknown-linux-gnu": "linux-x86_64",
    "aarch64-unknown-linux-gnu": "linux-aarch64",
    "x86_64-pc-windows-msvc": "windows-x86_64",
    "aarch64-apple-darwin": "macos-aarch64",
    "x86_64-apple-darwin": "macos-x86_64",
}

# The oldest GNU C library a program for Linux runs with: that of Kylin V10, UOS 20, Debian 10 and RHEL 8.
GLIBC = "2.28"

# Where Debian has the fonts of the sheets (fonts-noto-cjk).
FONTS = Path("/usr/share/fonts/opentype/noto")


def main() -> None:
    parser = argparse.ArgumentParser(prog="release", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", nargs="?", choices=["all", "build", "pack", "try"], default="all")
    parser.add_argument("pack", nargs="?", type=Path, help="the pack to try")
    parser.add_argument("--target", choices=SYSTEMS, default=None, help="default: this machine's")
    parser.add_argument("--binary", type=Path, help="the program to pack; default: the one that `build` makes")
    parser.add_argument("--fonts", type=Path, default=FONTS, help=f"the folder of the fonts to pack; default: {FONTS}")
    parser.add_argument("--out", type=Path, default=None, help="where packs go; default: target/packs")
    chosen = parser.parse_args()
    target = chosen.target or host()
    out = chosen.out or target_folder() / "packs"
    if chosen.step == "build":
        print(build(target))
    elif chosen.step == "pack":
        print(pack(target, chosen.binary or binary(target), chosen.fonts, out))
    elif chosen.step == "try":
        attempt(chosen.pack or sys.exit("release try PACK: which pack?"))
    else:
        made = pack(target, build(target), chosen.fonts, out)
        attempt(made)
        print(made)


def said(*command: str) -> str:
    return subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()


def host() -> str:
    """The triple of this machine."""
    return re.search(r"^host: (\S+)$", said("rustc", "--version", "--verbose"), re.MULTILINE)[1]


def target_folder() -> Path:
    return TOP / os.environ.get("CARGO_TARGET_DIR", "target")


def binary(target: str) -> Path:
    return target_folder() / target / "dist" / ("formpress.exe" if "windows" in target else "formpress")


def build(target: str) -> Path:
    """Compiles the program: without this machine's paths in it, for old systems, and with what it needs inside."""
    home = os.environ.get("CARGO_HOME") or str(Path.home() / ".cargo")
    flags = [f"--remap-path-prefix={home}=/cargo", f"--remap-path-prefix={TOP}=/formpress"]
    if "windows" in target:
        # Offices' machines may lack the runtime library of Visual C++.
        flags += ["-C", "target-feature=+crt-static"]
    environment = {**os.environ, "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags)}
    linux = target.endswith("-linux-gnu")
    # zig links against an old C library, on whatever system one is, and compiles for other processors.
    command = ["cargo", *(["zigbuild"] if linux else ["build"]), "--locked", "--profile", "dist", "--bin", "formpress"]
    command += ["--target", f"{target}.{GLIBC}" if linux else target]
    subprocess.run(command, cwd=TOP, check=True, env=environment, stdout=sys.stderr)
    return binary(target)


def version() -> str:
    """The version of a tagged commit; another commit's has its digest behind it, and none is packed with changes in its folder."""
    number = re.search(r'^version = "(.+)"$', (TOP / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE)[1]
    if said("git", "status", "--porcelain"):
        sys.exit("there are changes that no commit has: commit them first, so that the pack can be made again")
    if f"v{number}" not in said("git", "tag", "--points-at", "HEAD").split():
        return f"{number}-{said('git', 'rev-parse', '--short=9', 'HEAD')}"
    if f"\n## {number} " not in (TOP / "CHANGELOG.md").read_text(encoding="utf-8"):
        sys.exit(f"CHANGELOG.md has no section “## {number} – date”")
    return number


def pack(target: str, program: Path, fonts: Path, out: Path) -> Path:
    """Writes a pack and the checksums of all packs beside it."""
    system = SYSTEMS[target]
    name = f"formpress-{version()}-{system}"
    moment = int(said("git", "log", "-1", "--format=%ct"))
    files = packing.files(TOP, system.split("-")[0], program.read_bytes(), packing.fonts(fonts))
    files["THIRD-PARTY.txt"] = packing.File(notices.text(TOP, target).encode())
    out.mkdir(parents=True, exist_ok=True)
    write = packing.tarball if system.startswith("linux") else packing.zipped
    made = write(out, name, files, moment)
    sums = [f"{hashlib.sha256(other.read_bytes()).hexdigest()}  {other.name}\n" for other in sorted(out.glob("formpress-*"))]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    return made


def attempt(made: Path) -> None:
    """Unpacks a pack and does what an editor does on the first day. A pack that cannot is no release."""
    with tempfile.TemporaryDirectory() as folder:
        top = packing.unpack(made, Path(folder))
        program = top / ("formpress.exe" if platform.system() == "Windows" else "formpress")

        def run(*arguments: str) -> None:
            done = subprocess.run([program, *arguments, "--lang", "en"], cwd=top, stdin=subprocess.DEVNULL)
            if done.returncode != 0:
                sys.exit(f"{made.name}: formpress {' '.join(arguments)} ended with {done.returncode}")

        run("check")
        run("build")
        run("pdf", "booklet", "-o", "booklet.pdf")
        run("new", "news", "first-day")
        for file in ["output/index.html", "output/forms/index.html", "booklet.pdf"]:
            if not (top / file).is_file():
                sys.exit(f"{made.name}: there is no {file}")
    print(f"{made.name}: unpacked, checked, built, printed", file=sys.stderr)


if __name__ == "__main__":
    main()
