"""A real Chromium: every page is watched for errors in the console and for requests to another host."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from changai.kernel.access.models import Post
from tests.making import post_for

CHROMIUM = os.environ.get("CHANGAI_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {1440: 900, 390: 844}
PASSWORD = "口令-只用于测试-7"


@dataclass
class Visitor:
    """A page of one width, signed in or not, and what went wrong on it."""

    page: Page
    base: str
    width: int
    faults: list[str] = field(default_factory=list)

    def watch(self) -> "Visitor":
        """Note console errors, script errors, and requests elsewhere."""
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        host = urlsplit(self.base).netloc
        self.page.on(
            "request",
            lambda asked: (
                self.faults.append(f"asks {asked.url}")
                if urlsplit(asked.url).scheme.startswith("http") and urlsplit(asked.url).netloc != host
                else None
            ),
        )
        return self

    def open(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def sign_in(self, post: Post) -> Page:
        """Sign in through the page."""
        self.open("/login/")
        self.page.fill("[name=username]", post.account.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda address: "/login/" not in address)
        return self.page

    def sound(self) -> None:
        """Assert that nothing went wrong and that nothing sticks out at the side."""
        assert self.faults == []
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    if not os.path.exists(CHROMIUM):
        pytest.fail(f"没有找到 Chromium：{CHROMIUM}。请运行 make test，它会安装所需的软件包")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in the tests' own thread, where Django would otherwise refuse the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=sorted(WIDTHS, reverse=True))
def visitor(request: Any, chromium: Browser, live_server: Any) -> Iterator[Visitor]:
    """A visitor at either width."""
    width = request.param
    context = chromium.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="zh-CN")
    yield Visitor(context.new_page(), live_server.url, width).watch()
    context.close()


@pytest.fixture
def make_user(transactional_db: None) -> Any:
    """`make_user(UNION_OFFICER)` → a post whose account can sign in with PASSWORD."""
    return post_for
