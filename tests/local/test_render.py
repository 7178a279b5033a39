"""Marks into HTML: what is ours becomes a tag, what somebody wrote is shown to the letter."""

from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.local.render import city, said, words
from adapters.local.store import Someone
from bot.marks import mention, quoted, when
from bot.port import Person
from tests.local.visitor import Page

ANA = Someone("ana", "Ana", "Europe/Berlin")
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</p></div></article>&lt;b&gt;",
    "**bold** _it_ `code` [a](http://x.test)",
    "- no list\n- nor this",
    "\u202eturned around\u2066",
    "{{ 7 * 7 }} {% raw %}",
    "line one\n\nline three",
]


def html(text: str) -> str:
    return str(words(text, ANA, NOW))


@pytest.mark.parametrize("written", HOSTILE)
def test_quoted_words_are_shown_to_the_letter(written: str) -> None:
    page = Page(html(f"Ana wrote: {quoted(written)}")).root
    assert page.one("bdi", kind="quoted").text == written
    assert page.text == f"Ana wrote: {written}"
    assert {element.tag for element in page.all()} == {"p", "bdi"}


@given(some.text(some.characters(exclude_characters="\r\x00\ue000\ue001\ue002", exclude_categories=["Cs"])))
def test_whatever_is_quoted_comes_out_as_it_went_in(written: str) -> None:
    inside = html(quoted(written)).removeprefix('<p><bdi class="quoted">').removesuffix("</bdi></p>")
    assert unescape(inside) == written
    assert not set(inside) & set("<>\"'")


def test_our_own_words_are_escaped_as_well() -> None:
    assert html("1 < 2 & 3") == "<p>1 &lt; 2 &amp; 3</p>"


def test_bold_lists_and_paragraphs() -> None:
    assert html("One **two**\nthree\n\nfour\n- five\n- **six**\nseven").replace("\n", "") == (
        "<p>One <strong>two</strong></p><p>three</p><p>four</p>"
        "<ul><li>five</li><li><strong>six</strong></li></ul><p>seven</p>"
    )


def test_somebodys_words_can_be_bold_by_our_doing_alone() -> None:
    assert html(f"**{quoted('a**b')}**") == '<p><strong><bdi class="quoted">a**b</bdi></strong></p>'


def test_an_instant_is_told_on_the_readers_clock() -> None:
    assert html(when(datetime(2026, 12, 8, 17, 30, tzinfo=UTC))) == (
        '<p><time datetime="2026-12-08T17:30:00Z" title="Tuesday 8 December, 18:30 (Europe/Berlin)">'
        "Tuesday 8 December, 18:30</time></p>"
    )


def test_the_year_is_told_when_it_is_another_one() -> None:
    silvester = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert said(silvester, "moment", "Europe/Berlin", NOW) == "Friday 1 January 2027, 00:30"
    assert said(silvester, "date", "UTC", NOW) == "Thursday 31 December"
    assert said(silvester, "time", "", NOW) == "23:30"


def test_who_is_called_stands_out_for_themselves() -> None:
    assert '<bdi class="mention me">@Ana</bdi>' in html(mention(Person("local", "ana"), "Ana"))
    assert '<bdi class="mention">@&lt;Ben&gt;</bdi>' in html(mention(Person("local", "ben"), "<Ben>"))


def test_a_zone_is_called_after_its_city() -> None:
    assert city("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert city("") == "UTC"
