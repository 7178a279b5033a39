"""The page with scripts off: everything that can be done, and what goes wrong on the way."""

import pytest

from adapters.local import LocalChat, forms
from adapters.local.store import PAGE, Someone
from bot.app import App
from bot.clock import StoppedClock
from bot.rehearsal import settle
from bot.ui import Message
from tests.local.visitor import Element, Visitor


async def test_words_to_tend_are_answered_and_stay(ana: Visitor) -> None:
    await ana.writes("tea")
    assert ana.url == "/as/ana/in/dm-ana"
    assert ana.read == ["tea", "Tea, Ana? We drink it Monday 2 November, 12:00."]


async def test_a_press_changes_its_message_and_twice_is_once(ana: Visitor) -> None:
    await ana.writes("tea")
    await ana.presses("Yes, please")
    assert ana.read == ["tea", "Poured 1."]
    await ana.repeats()
    assert ana.read == ["tea", "Poured 1."]


async def test_words_that_are_sent_twice_are_said_once(ana: Visitor) -> None:
    await ana.writes("tea")
    await ana.repeats()
    assert len(ana.read) == 2


async def test_an_old_button_says_so(ana: Visitor) -> None:
    await ana.writes("tea")
    await ana.submits(ana.page.one("form", kind="buttons"), {"action": ["toy.gone:1"]})
    assert "older version" in ana.read[-1]


async def test_only_what_is_addressed_to_tend_reaches_it(ana: Visitor, ben: Visitor) -> None:
    await ana.writes("rate this week, tend to your tea, or attend", "room")
    await ana.writes("Tend, tea", "room")
    await ana.writes("/tend rate", "room")
    assert [post.text.count("Only you see this") for post in ana.posts] == [0, 0, 1, 1, 1]
    assert "How was the tea?" in ana.read[-1]
    await ben.goes("room")
    assert ben.read == ["rate this week, tend to your tea, or attend", "Tend, tea"]


async def test_tend_alone_is_answered_with_help(ana: Visitor) -> None:
    await ana.writes("tend", "room")
    assert "ask for tea" in ana.read[-1]


async def test_what_one_presses_in_the_room_all_see_change(app: App, ana: Visitor, ben: Visitor) -> None:
    await ana.writes("/tend tell hello", "room")
    await settle(app)
    await ben.goes("room")
    await ben.presses("Pour")
    await ana.goes("room")
    assert ana.read[-1] == "Poured 2."


async def test_a_thread_is_a_page_beside_its_room(app: App, ana: Visitor, ben: Visitor) -> None:
    await ana.writes("/tend tell hello", "room")
    await settle(app)
    await ben.goes("room")
    thread = ben.page.one("p", kind="to-thread").one("a")["href"].partition("#")[0].rpartition("/")[2]
    await ben.writes("Here beneath.", thread)
    assert "says: hello" in ben.read[0]
    assert ben.read[1:] == ["Here beneath."]
    await ana.goes("room")
    assert "Here beneath." not in ana.read
    assert "1" in ana.page.one("li", kind="is-thread").text


async def test_a_circle_is_seen_by_its_people(app: App, ana: Visitor, ben: Visitor) -> None:
    await ana.writes("together")
    await settle(app)
    await ben.goes("room")
    assert "Ana and Ben, about tea" in ben.page.one("li", kind="is-circle").text
    await ben.opens("/as/cleo/in/room")
    assert ben.page.all("li", kind="is-circle") == []


async def test_a_picture_says_the_same_in_words_and_a_file_can_be_taken(ana: Visitor) -> None:
    await ana.writes("show")
    assert ana.page.one("figure").one("img")["alt"] == "It goes up, from 1 to 5."
    async with ana.session.get(ana.address + ana.page.one("p", kind="file").one("a")["href"]) as answer:
        assert answer.content_type == "text/calendar"
        assert "attachment" in answer.headers["Content-Disposition"]
        assert await answer.text() == "BEGIN"


# forms


async def order(visitor: Visitor) -> Element:
    await visitor.writes("tea")
    await visitor.presses("Order")
    return visitor.page.one("form", kind="sheet")


async def test_a_form_is_a_page_and_its_answer_is_in_the_room(ana: Visitor) -> None:
    form = await order(ana)
    assert [legend.text for legend in form.all("legend")] == ["Which one?", "With it if you like"]
    await ana.fills_in({"kind": "black", "extras": ["milk", "lemon"], "note": "<hot>"})
    assert ana.url == "/as/ana/in/dm-ana"
    assert ana.read[-1] == "black with milk and lemon: <hot>."


async def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(ana: Visitor) -> None:
    await order(ana)
    await ana.fills_in({"note": "n" * 41, "story": "Once\nupon"})
    assert ana.status == 422
    form = ana.page.one("form", kind="sheet")
    reasons = {why["id"]: why.text for why in form.all("div", kind="why")}
    assert reasons == {
        "field-1-why": "This one is needed.",
        "field-3-why": "That is 41 characters; 40 fit. Your words are still here.",
    }
    note = form.one("input", name="field-note")
    assert note["value"] == "n" * 41
    assert note["aria-invalid"] == "true"
    assert note["aria-describedby"].split() == ["field-3-help", "field-3-why"]
    assert form.one("textarea").text.removeprefix("\n") == "Once\nupon"
    await ana.fills_in({"kind": "green", "note": "warm"})
    assert ana.read[-1] == "green with nothing: warm."


async def test_what_tend_refuses_can_be_corrected(ana: Visitor) -> None:
    await order(ana)
    await ana.fills_in({"kind": "green", "note": "no"})
    form = ana.page.one("form", kind="sheet")
    assert "Say it another way, for example: warm." in form.text
    assert form.one("input", name="field-note")["value"] == "no"
    await ana.repeats()
    assert "came back" in ana.page.one("form", kind="sheet").text
    await ana.fills_in({"note": "yes"})
    assert ana.read[-1] == "green with nothing: yes."


async def test_a_form_sent_twice_is_one_order(ana: Visitor) -> None:
    await order(ana)
    await ana.fills_in({"kind": "green", "note": "warm"})
    await ana.repeats()
    assert (ana.url, ana.status) == ("/as/ana/in/dm-ana", 200)
    assert [words.startswith("green") for words in ana.read].count(True) == 1


async def test_a_form_that_was_taken_before_a_crash_is_closed_and_not_asked_for_again(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await order(ana)
    with monkeypatch.context() as crash:
        crash.setattr(forms, "close", lambda *_: None)  # the process ends between Tend's yes and this
        await ana.fills_in({"kind": "green", "note": "warm"})
    await ana.repeats()
    assert (ana.url, ana.status) == ("/as/ana/in/dm-ana", 200)
    assert [words.startswith("green") for words in ana.read].count(True) == 1


async def test_an_option_that_was_not_offered_is_refused(ana: Visitor) -> None:
    await order(ana)
    await ana.fills_in({"kind": "coffee", "extras": ["milk", "rum"], "note": "x"})
    assert [why.text for why in ana.page.all("div", kind="why")] == ["Please choose one of these."] * 2


async def test_somebody_elses_form_is_nobodys_business(ana: Visitor, ben: Visitor) -> None:
    form = await order(ana)
    await ben.opens(form["action"].replace("/as/ana/", "/as/ben/"))
    assert ben.url == "/as/ben/in/dm-ben"
    await ben.submits(form, {"field-kind": ["green"], "field-note": ["x"]})
    ben.sent = (form["action"].replace("/as/ana/", "/as/ben/"), ben.sent[1])
    await ben.repeats()
    assert ben.read == []


async def test_an_open_form_outlives_its_page(ana: Visitor) -> None:
    await order(ana)
    address = ana.url
    await ana.goes("room")
    await ana.opens(address)
    await ana.fills_in({"kind": "green", "note": "later"})
    assert ana.read[-1] == "green with nothing: later."


# what cannot be shown


@pytest.mark.parametrize(("written", "why"), [("x" * 2001, "2000 fit"), ("  \n ", "no words")])
async def test_words_that_cannot_be_said_stay_where_they_were_typed(ana: Visitor, written: str, why: str) -> None:
    await ana.writes(written, "room")
    assert ana.status == 422
    write = ana.page.one("form", kind="write")
    assert why in write.one("div", kind="problem").text
    assert write.one("textarea").text.strip() == written.strip()
    await ana.goes("room")
    assert ana.read == []


async def test_words_that_look_like_markup_come_back_whole(ana: Visitor) -> None:
    await ana.writes("<b>&amp;" + "x" * 2000, "room")
    assert ana.page.one("form", kind="write").one("textarea").text == "<b>&amp;" + "x" * 2000


async def test_what_nobody_foresaw_ends_in_a_sentence(chat: LocalChat, ana: Visitor) -> None:
    chat.store.db.execute("drop table forms")
    await ana.writes("tea")
    assert ana.status == 500
    assert "try it once more" in ana.page.text


# people, rooms, what is unread


async def test_everybody_has_their_own_times_and_their_own_unread(app: App, ana: Visitor, ben: Visitor) -> None:
    await ana.writes("/tend tell hello", "room")
    await ben.goes()
    assert "08:00" in ben.page.one("p", kind="now").text
    assert "London" in ben.page.one("p", kind="now").text
    await settle(app)
    await ben.goes()
    assert [e["href"] for e in ben.page.one("nav", kind="rooms").all("a") if e.all("span", kind="unread")] == [
        "/as/ben/in/room#new"
    ]
    await ben.goes("room")
    assert ben.page.one("nav", kind="rooms").all("span", kind="unread") == []
    people = {e.one("bdi").text: e.all("span", kind="unread") for e in ben.page.all("a", kind="person") if e.all("bdi")}
    assert [name for name, unread in people.items() if unread] == ["Ana", "Cleo"]


async def test_one_press_makes_one_somebody_else(ana: Visitor) -> None:
    await ana.goes("room")
    links = {link.text.split()[-1]: link["href"] for link in ana.page.all("a", kind="person") if link.all("bdi")}
    assert links == {name.title(): f"/as/{name}/in/room#latest" for name in ("ana", "ben", "cleo")}
    await ana.goes()
    links = {link.text.split()[-1]: link["href"] for link in ana.page.all("a", kind="person") if link.all("bdi")}
    assert links["Ben"] == "/as/ben/in/dm-ben#latest"


async def test_days_are_told_when_they_change(app: App, clock: StoppedClock, ana: Visitor) -> None:
    await ana.writes("One.", "room")
    clock.move(clock.now().replace(hour=22, minute=59))
    await ana.writes("Two.", "room")
    clock.move(clock.now().replace(hour=23, minute=1))
    await ana.writes("Three.", "room")
    assert [day.text for day in ana.page.all("p", kind="day")] == ["Monday 2 November", "Tuesday 3 November"]


async def test_a_long_conversation_comes_in_pages(chat: LocalChat, ana: Visitor) -> None:
    for n in range(PAGE + 5):
        chat.store.add("room", Message(f"Message {n}."), key=str(n), at=chat.clock.now())
    await ana.goes("room")
    assert ana.read == [f"Message {n}." for n in range(5, PAGE + 5)]
    await ana.opens(ana.page.one("p", kind="earlier").one("a")["href"].partition("#")[0])
    assert ana.read == [f"Message {n}." for n in range(5)]
    assert [link.text for link in ana.page.one("p", kind="earlier").all("a")] == ["Back to the latest"]


async def test_the_first_page_leads_to_the_room(ana: Visitor) -> None:
    await ana.opens("/")
    assert ana.url == "/as/ana/in/room"


async def test_somebody_new_and_a_new_room(chat: LocalChat, ana: Visitor) -> None:
    await ana.opens("/new?as=ana")
    await ana.submits(ana.page.all("form")[0], {"name": ["Noor"], "zone": ["Berlino"]})
    assert ana.status == 422
    assert "Did you mean Europe/Berlin" in ana.page.text
    assert ana.page.one("input", name="name")["value"] == "Noor"
    await ana.submits(ana.page.all("form")[0], {"name": ["Noor"], "zone": ["lisbon"]})
    assert ana.url == "/as/noor/in/dm-noor"
    assert chat.store.person("noor") == Someone("noor", "Noor", "Europe/Lisbon")
    await ana.opens("/new?as=ana")
    await ana.submits(ana.page.all("form")[1], {"title": ["Thursdays <3"]})
    assert ana.page.one("h1").text == "Thursdays <3"
    await ana.opens("/new?as=ana")
    await ana.submits(ana.page.all("form")[1], {"title": [""]})
    assert ana.status == 422


async def test_the_page_for_somebody_new_knows_that_others_are_there_however_it_was_reached(ana: Visitor) -> None:
    await ana.opens("/new")
    assert ana.page.one("h1").text == "Somebody new, or a new room"


async def test_an_empty_house_asks_who_is_there(chat: LocalChat, ana: Visitor) -> None:
    for table in ("people", "rooms", "seats"):
        chat.store.db.execute(f"delete from {table}")  # noqa: S608 -- ours
    await ana.opens("/")
    assert "Nobody is here yet" in ana.page.one("h1").text
    await ana.submits(ana.page.all("form")[0], {"name": ["Ana"], "zone": ["Berlin"]})
    assert ana.url == "/as/ana/in/dm-ana"
    assert "Our room" in ana.page.one("nav", kind="rooms").text


async def test_it_says_that_it_is_a_rehearsal(ana: Visitor) -> None:
    await ana.goes("room")
    assert "Rehearsal room." in ana.page.one("p", kind="rehearsal").text
