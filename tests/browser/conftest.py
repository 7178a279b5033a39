"""The toy house with its heart beating, and pages in a real browser that complain to the test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

from bot.app import App
from bot.heart import beat
from tests.local.conftest import address, app, chat

__all__ = ["address", "app", "chat"]

CHROMIUM = "/usr/bin/chromium"
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

Opens = Callable[..., Awaitable[Page]]
"""`await opens("/as/ana/in/room", width=360)`: a page in a window of its own; options are the browser context's."""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        await browser.close()


@pytest.fixture
async def heart(app: App) -> AsyncIterator[None]:
    beating = asyncio.create_task(beat(app))
    yield
    beating.cancel()
    with suppress(asyncio.CancelledError):
        await beating


@pytest.fixture
async def opens(address: str, heart: None, browser: Browser) -> AsyncIterator[Opens]:
    complaints: list[str] = []

    async def open_page(path: str, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = await browser.new_context(viewport={"width": width, "height": height}, **options)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
        await page.goto(address + path)
        return page

    yield open_page
    assert complaints == []
