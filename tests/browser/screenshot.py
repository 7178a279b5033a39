"""Takes the pictures of the rehearsal room that the README shows, from the running page.

    python -m tests.browser.screenshot

The sample group lives through its first week: a check-in that arrives, a meeting that people come to. The clock begins
on a fixed day, so that two runs of the same code take the same pictures.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, async_playwright

from adapters.local import LocalChat
from adapters.local.site import opened, site
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database, Kept
from bot.features import FEATURES
from bot.rehearsal import advance, settle
from bot.sealed import Vault, new_root_key
from tests.browser.conftest import CHROMIUM, QUIETLY

IMAGES = Path(__file__).parents[2] / "docs" / "images"
BEGINS = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)
COMING = ("ana", "ben", "dana")


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[tuple[App, StoppedClock, str]]:
    """The sample group in a house of its own, with its address."""
    database, clock = Database(f"sqlite:///{folder}/tend.sqlite3"), StoppedClock(BEGINS)
    Kept.metadata.create_all(database.engine)
    chat = LocalChat(folder / "chat.sqlite3", port=0)
    app = App(database, Vault(new_root_key()), clock, FEATURES, [chat.messenger])
    await chat.open_sample(app)
    async with opened(site(app, chat.store), 0) as address:
        yield app, clock, address
    chat.close()
    database.close()


async def checks_in(app: App, clock: StoppedClock, page: Page, address: str) -> None:
    """Friday morning in Nova Scotia: the clock is moved until Dana's check-in is there."""
    await advance(app, clock, datetime(2026, 11, 6, 12, 50, tzinfo=UTC))
    await page.goto(f"{address}/as/dana/in/dm-dana")
    await page.get_by_role("button", name="Skip to the next thing").click()
    await page.get_by_role("button", name="4", exact=True).click()
    await page.get_by_text("question 2 of 4").wait_for()
    await page.mouse.move(900, 650)  # off the buttons


async def prepares(app: App, page: Page, address: str) -> None:
    """The day of the meeting: some are coming."""
    for day in ("Saturday 7", "Sunday 8", "Monday 9", "Tuesday 10"):
        await page.get_by_role("button", name="+1 day").click()
        await page.locator("#now", has_text=f"{day} November").wait_for()
    for person in COMING:
        await page.goto(f"{address}/as/{person}/in/room")
        await page.get_by_role("button", name="Coming", exact=True).last.click()
        await settle(app)
    await page.goto(f"{address}/as/ben/in/room")
    await write(app, page, "I will be five minutes late today, please begin without me.")


async def write(app: App, page: Page, words: str) -> None:
    await page.locator("#write").fill(words)
    await page.keyboard.press("Enter")
    await page.get_by_text(words).wait_for()
    await settle(app)


async def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        async with house(Path(folder)) as (app, clock, address), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
            wide = await browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
            await checks_in(app, clock, wide, address)
            await wide.screenshot(path=IMAGES / "rehearsal-room.png")
            narrow = await browser.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
            await prepares(app, wide, address)
            await narrow.goto(f"{address}/as/emre/in/room#latest")
            await narrow.screenshot(path=IMAGES / "rehearsal-room-narrow.png")
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
