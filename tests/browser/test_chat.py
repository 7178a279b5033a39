"""The chat in a browser, as somebody uses it: by keyboard, in two windows, on a telephone, with scripts off."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from adapters.local import LocalChat
from adapters.local.site import opened, site
from bot.app import App
from bot.ui import Message
from tests.browser.conftest import Opens

pytestmark = pytest.mark.browser

DM, ROOM = "/as/ana/in/dm-ana", "/as/ana/in/room"


async def focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))


async def test_everything_by_keyboard(opens: Opens) -> None:
    page = await opens(DM)
    await page.keyboard.press("Tab")
    assert await focused(page) == "Go to writing"
    await page.keyboard.press("Enter")
    await page.keyboard.type("tea")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("Tea, Ana?")
    assert await focused(page) == "text"
    for _ in range(2):
        await page.keyboard.press("Shift+Tab")
    assert await focused(page) == "Order"
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Order tea")).to_be_visible()
    assert await focused(page) == "field-kind"
    for key in ("Space", "Tab", "Tab", "Tab", "Tab"):
        await page.keyboard.press(key)
    await page.keyboard.type("warm")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("green with nothing: warm.")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    assert await focused(page) == "Order"


async def test_a_closed_form_gives_its_words_back(opens: Opens) -> None:
    page = await opens(DM)
    await page.get_by_label("Write to Tend").fill("tea")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Order").click()
    await page.get_by_label("A note").fill("half a thought")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    assert await focused(page) == "Order"
    await page.get_by_role("button", name="Order").click()
    await expect(page.get_by_label("A note")).to_have_value("half a thought")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("This one is needed.")).to_be_visible()
    await page.get_by_role("link", name="Not now").click()
    await page.get_by_role("button", name="Order").click()
    await expect(page.get_by_label("A note")).to_have_value("half a thought")


async def test_a_refused_form_keeps_its_words_and_leads_to_what_is_wrong(opens: Opens) -> None:
    page = await opens(DM)
    await page.get_by_label("Write to Tend").fill("tea")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Order").click()
    await page.get_by_label("Black").check()
    await page.get_by_label("A note").fill("no")
    await page.get_by_label("A story").fill("Once\nupon")
    await page.get_by_role("dialog").get_by_role("button", name="Order").click()
    note = page.get_by_label("A note")
    await expect(note).to_have_accessible_description("Nobody else reads it Say it another way, for example: warm.")
    await expect(note).to_be_focused()
    await expect(note).to_have_value("no")
    await expect(page.get_by_label("Black")).to_be_checked()
    await expect(page.get_by_label("A story")).to_have_value("Once\nupon")
    await note.fill("yes")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("black with nothing: yes.")


async def test_words_that_do_not_arrive_are_put_back(opens: Opens) -> None:
    page = await opens(ROOM)
    write = page.get_by_label("Write to everybody here")
    await page.route("**/words", lambda route: route.abort())
    await write.fill("one")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text(
        "That did not reach Tend. Your words are still here; please send them again."
    )
    await expect(write).to_have_value("one")
    await page.unroute("**/words")
    for words in ("one", "two", "three"):
        await write.fill(words)
        await page.keyboard.press("Enter")
    await expect(page.locator(".words")).to_have_text(["one", "two", "three"])
    await expect(page.get_by_role("alert")).to_have_count(0)
    await write.fill("x" * 2001)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("2000 fit")
    await expect(write).to_have_value("x" * 2001)


async def test_two_windows_see_the_same_without_reloading(opens: Opens) -> None:
    ana, ben, cleo = await opens(ROOM), await opens("/as/ben/in/room"), await opens("/as/cleo/in/dm-cleo")
    await ana.get_by_label("Write to everybody here").fill("/tend tell <b>hello</b>")
    await ana.keyboard.press("Enter")
    await expect(ben.get_by_role("log")).to_contain_text("@Ana says: <b>hello</b>")
    await expect(ben.get_by_role("log")).not_to_contain_text("/tend")
    await expect(cleo).to_have_title("(1) Cleo: Tend – rehearsal room")
    await ben.get_by_role("button", name="Pour").click()
    await expect(ana.get_by_role("log")).to_contain_text("Poured 2.")
    await expect(ana.get_by_role("button", name="Pour")).to_have_count(0)


async def test_the_clock_moves_and_shows_what_was_said(opens: Opens) -> None:
    page = await opens(ROOM)
    await page.get_by_label("Write to everybody here").fill("/tend tea")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Yes, please").click()
    await expect(page.get_by_role("log")).to_contain_text("Poured 1.")
    await page.get_by_role("button", name="Skip to the next thing").click()
    await expect(page.get_by_role("log")).to_contain_text("The tea of 10:00 is cold.")
    await expect(page.locator("#now")).to_contain_text("Monday 2 November, 10:00")
    await page.locator("#skipped").get_by_role("link", name="Ana").click()
    await expect(page.get_by_role("log")).to_contain_text("Yours too.")


async def test_a_page_that_lost_its_house_catches_up_when_it_is_back(
    opens: Opens, app: App, chat: LocalChat, address: str
) -> None:
    port = int(address.rpartition(":")[2])
    async with opened(site(app, chat.store), 0) as second:
        page = await opens("/new")
        await page.goto(second + ROOM)
        await expect(page.locator("#now")).to_contain_text("Monday")
        port = int(second.rpartition(":")[2])
    await expect(page.locator(".line")).to_contain_text("cannot be reached")
    chat.store.add("room", Message("While you were gone."), key="k", at=app.clock.now())
    async with opened(site(app, chat.store), port):
        await expect(page.get_by_role("log")).to_contain_text("While you were gone.")
        await expect(page.locator(".line")).to_be_hidden()
        await expect(page.get_by_text("While you were gone.")).to_have_count(1)


async def test_a_page_that_nobody_looks_at_rests_and_catches_up(opens: Opens, chat: LocalChat, app: App) -> None:
    """A browser has six lines to one address; seven windows must not block each other."""
    page = await opens("/new")
    await page.clock.install()
    await page.goto(page.url.replace("/new", ROOM))
    await expect(page.locator("#now")).to_contain_text("Monday")
    for hidden, said in (("true", "While nobody looked."), ("false", "Now.")):
        await page.evaluate(f"Object.defineProperty(document, 'hidden', {{ configurable: true, get: () => {hidden} }})")
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        await page.clock.fast_forward(6000)
        chat.store.add("room", Message(said), key=said, at=app.clock.now())
        if hidden == "true":
            await page.wait_for_timeout(300)
            assert await page.locator(".words").count() == 0
    await expect(page.locator(".words")).to_have_text(["While nobody looked.", "Now."])


async def test_nothing_is_wider_than_a_narrow_telephone(opens: Opens) -> None:
    page = await opens(ROOM, width=360, height=640)
    for words in ("/tend tell " + "a-very-long-word-" * 20, "/tend show", "/tend tea"):
        await page.get_by_label("Write to everybody here").fill(words)
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("Write to everybody here")).to_have_value("")
    await expect(page.get_by_role("button", name="Order")).to_be_in_viewport()
    assert await too_wide(page) == []
    await page.get_by_role("button", name="Order").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert await too_wide(page) == []


async def too_wide(page: Page) -> object:
    return await page.evaluate(
        "document.documentElement.scrollWidth > innerWidth || document.querySelector('.log').scrollWidth >"
        " document.querySelector('.log').clientWidth ? [...document.querySelectorAll('*')].filter("
        "e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 80)) : []"
    )


async def test_with_scripts_off_everything_can_be_done(opens: Opens) -> None:
    page = await opens(DM, java_script_enabled=False)
    await page.get_by_label("Write to Tend").fill("tea")
    await page.get_by_role("button", name="Send").click()
    await page.get_by_role("button", name="Order").click()
    await page.get_by_label("Green").check()
    await page.get_by_role("button", name="Order").click()
    await expect(page.get_by_text("This one is needed.")).to_be_visible()
    await page.get_by_label("A note").fill("slow and steady")
    await page.get_by_role("button", name="Order").click()
    await expect(page.get_by_role("log")).to_contain_text("green with nothing: slow and steady.")
    await expect(page.get_by_text("green with nothing: slow and steady.")).to_be_in_viewport()
    await page.get_by_role("link", name="Be Ben").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Tend")


CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_every_text_stands_out_from_its_ground(opens: Opens, chat: LocalChat, app: App, colours: str) -> None:
    chat.store.add("dm-ana", Message("Unread."), key="k", at=app.clock.now())
    page = await opens(ROOM, color_scheme=colours)
    for words in ("/tend show", "/tend tell @hello", "/tend tea"):
        await page.get_by_label("Write to everybody here").fill(words)
        await page.keyboard.press("Enter")
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator("#skipped")).to_contain_text("Skipped")
    assert await page.evaluate(CONTRAST) == []
    await page.get_by_role("button", name="Order").click()
    await page.get_by_role("dialog").get_by_role("button", name="Order").click()
    await expect(page.get_by_text("This one is needed.").first).to_be_visible()
    assert await page.evaluate(CONTRAST) == []
