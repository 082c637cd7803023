"""The pages of the built site as files: the parts of each in order, what it loads, and a few that show every kind of part."""

import os
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITE = Path(os.environ["SITE"]).resolve()
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
# Pages that people read: not those that only send them on to a new address.
READ = [path for path in PAGES if 'http-equiv="refresh"' not in (SITE / path).read_text("utf-8")]


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Markup(HTMLParser):
    """The tags of one page, in order, with the text directly inside."""

    path: str
    tags: list[Tag] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self.feed((SITE / self.path).read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        if self.tags:
            self.tags[-1].text += data

    def named(self, *names: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name in names]

    def files(self, *names: str) -> list[Path]:
        """What tags of these names load, each file once: style sheets and icons, scripts, pictures."""
        found = []
        for tag in self.named(*names):
            loads = tag.name != "link" or tag.attributes.get("rel", "") in ("stylesheet", "icon", "preload")
            url = tag.attributes.get("href") if tag.name in ("link", "use") else tag.attributes.get("src")
            if loads and url and not url.startswith(("#", "data:")):
                file = unquote(urlsplit(url).path)
                found.append(SITE / file[1:] if file.startswith("/") else (SITE / self.path).parent / file)
        return sorted({path.resolve() for path in found})


@cache
def kinds() -> list[str]:
    """A few pages that together show every kind of part there is: each has a tag of a class that none before it has."""
    parts = {path: {(tag.name, tag.attributes.get("class")) for tag in Markup(path).tags} for path in READ}
    seen, chosen = set(), []
    for path in sorted(parts, key=lambda path: (-len(parts[path]), path)):
        if not parts[path] <= seen:
            chosen.append(path)
            seen |= parts[path]
    return chosen
