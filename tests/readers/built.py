"""The PDFs of the site that was just built, as its manifest names them."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

SITE = Path(os.environ["SITE"])


@dataclass(frozen=True)
class Sheet:
    """One PDF; a booklet has no form, number or version."""

    path: str
    form: str | None
    version: str | None
    issue: str
    city: str | None
    variant: str
    pages: int

    @property
    def file(self) -> Path:
        return SITE / self.path

    def code(self, page: int) -> str:
        """What the code on a page, from 1, has to say."""
        layout = "L" if self.variant == "large" else "R"
        edition = f"{self.version}+{self.issue}"
        return f"FP2 {self.form} {edition} {self.city or '-'} {layout} {page}/{self.pages}"


def sheets(*variants: str, site: Path = SITE) -> list[Sheet]:
    """The PDFs of these variants, of a site; there must be some of each, for every city and for none."""
    manifest = json.loads((site / "manifest.json").read_text())
    names = Sheet.__dataclass_fields__
    every = [Sheet(**{name: entry[name] for name in names}) for entry in manifest["files"] if "variant" in entry]
    if site != SITE:
        every = [replace(sheet, path=str((site / sheet.path).resolve())) for sheet in every]
    places = {sheet.city for sheet in every}
    for variant in variants:
        missing = places - {sheet.city for sheet in every if sheet.variant == variant}
        assert every and not missing, f"the site has no PDF of the variant {variant} for {missing or 'anybody'}"
    return [sheet for sheet in every if sheet.variant in variants]
