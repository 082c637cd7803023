"""The page in typst, for so many cities, in one process: `typst_pages.py COUNT FONTS`; says the bytes of all."""

import sys
from pathlib import Path

import typst

count, fonts = int(sys.argv[1]), sys.argv[2]
here = Path(__file__).resolve().parent
compiler = typst.Compiler(str(here / "form.typ"), root=str(here), font_paths=[fonts], ignore_system_fonts=True)
size = 0
for number in range(count):
    inputs = {"city": f"第{number}市", "number": f"{110000 + number}-1-2026-00001"}
    size += len(compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs))
print(size)
