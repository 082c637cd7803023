"""The built site in Chromium: pages opened as people open them, from a folder and from a server.

A test takes a page by `self.open("forms/index.html")`. When it ends, three things fail it whatever it looked at: a
request that left the site, a request that failed, and anything the console called an error or a warning.
"""

import os
import shutil
import threading
import unittest
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

from markup import SITE, kinds

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
# Nothing here takes long; what is not there after this many milliseconds does not come.
PATIENCE = 30_000
UNFOLD = "() => document.querySelectorAll('details').forEach(details => { details.open = true })"


# Shown by servers alone, for what is not there: it links from the root of the host.
NOT_FOUND = "404.html"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def send_error(self, code, *rest):
        """As servers are told to answer for what is not there."""
        if code != 404:
            return super().send_error(code, *rest)
        page = (SITE / NOT_FOUND).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)


class BrowserTest(unittest.TestCase):
    """One browser for a class; a fresh profile for every page."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        assert (SITE / "index.html").is_file(), f"no site was built in {SITE}"
        assert CHROMIUM, "Chromium is missing: install it, or name it in the variable CHROMIUM"
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.playwright = playwright
        cls.chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        cls.addClassCleanup(cls.chromium.close)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=SITE))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        cls.origins = {"file": SITE.as_uri(), "http": f"http://127.0.0.1:{server.server_port}"}

    def setUp(self):
        self.faults: list[str] = []
        self.addCleanup(lambda: self.assertEqual(self.faults, []))

    def context(self, *, width: int = 1280, script: bool = True, **options) -> BrowserContext:
        """A person with a fresh profile; `options` are Playwright's (`color_scheme`, `forced_colors` …)."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, locale="zh-CN", **options
        )
        # Cleanups run last in, first out: closed before the faults are looked at, so that none comes after.
        self.addCleanup(context.close)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self.leave_or_stay)
        context.on("request", self.asked)
        context.on("requestfailed", self.failed)
        context.on("console", self.said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        return context

    def open(self, path: str, *, over: str = "file", **options) -> Page:
        """A page of the site, loaded by somebody new; `options` as for `context`."""
        return self.visit(self.context(**options), path, over=over)

    def visit(self, context: BrowserContext, path: str, *, over: str = "file") -> Page:
        """The same by somebody who was here before."""
        page = context.new_page()
        page.goto(self.url(path, over), wait_until="load")
        return page

    def url(self, path: str, over: str = "file") -> str:
        return f"{self.origins['http' if path == NOT_FOUND else over]}/{path}"

    def on_every_kind(self, finds: str | Callable[[Page], list], **options):
        """No kind of page has a fault. `finds` tells those of a page with everything unfolded: a function here or in
        JavaScript. `options` as for `context`."""
        page = self.context(**options).new_page()
        for path in kinds():
            with self.subTest(path=path, **options):
                page.goto(self.url(path), wait_until="load")
                page.evaluate(UNFOLD)
                self.assertEqual(page.evaluate(finds) if isinstance(finds, str) else finds(page), [])
        page.context.close()

    def is_own(self, url: str) -> bool:
        return url.startswith(tuple(f"{origin}/" for origin in self.origins.values()) + ("data:", "blob:"))

    def leave_or_stay(self, route: Route):
        route.continue_() if self.is_own(route.request.url) else route.abort()

    def asked(self, request: Request):
        if not self.is_own(request.url):
            self.faults.append(f"left the site: {request.url}")

    def failed(self, request: Request):
        # Given up because another page was opened, or because a download takes its place; what is missing fails otherwise.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def said(self, message: ConsoleMessage):
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")
