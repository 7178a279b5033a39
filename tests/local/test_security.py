"""W2: no other page in the same browser can read this one or act on it, by whatever name it calls."""

from aiohttp import ClientSession

from adapters.local.site import HOST
from tests.local.visitor import Visitor

FOREIGN_HOSTS = [
    "evil.test",
    "evil.test:8765",
    "127.0.0.1.evil.test",
    "localhost.evil.test:80",
    "[::1]:1",
    "",
    "10.0.0.1",
]
FOREIGN_ORIGINS = ["http://evil.test", "null", "https://{host}", "http://127.0.0.1:1", "http://localhost"]


async def test_a_foreign_name_is_refused(address: str) -> None:
    async with ClientSession() as session:
        for host in FOREIGN_HOSTS:
            for path in ["/", "/as/ana/in/room", "/as/ana/in/room/live", "/static/chat.js"]:
                async with session.get(address + path, headers={"Host": host}) as answer:
                    assert (answer.status, host, path) == (403, host, path)


async def test_a_foreign_origin_is_refused(address: str) -> None:
    async with ClientSession() as session:
        for origin in FOREIGN_ORIGINS:
            named = {"Origin": origin.format(host=address.removeprefix("http://"))}
            async with session.get(f"{address}/as/ana/in/room", headers=named) as answer:
                assert (answer.status, origin) == (403, origin)
            async with session.post(f"{address}/as/ana/in/room/words", headers=named) as answer:
                assert (answer.status, origin) == (403, origin)


async def test_another_page_cannot_embed_or_send(address: str) -> None:
    for site in ("cross-site", "same-site"):
        sent = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
        async with ClientSession(headers=sent) as session:
            async with session.get(f"{address}/as/ana/picture/1") as answer:
                assert answer.status == 403
            async with session.post(f"{address}/as/ana/in/room/words") as answer:
                assert answer.status == 403


async def test_a_link_from_elsewhere_only_opens_the_page(address: str) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    async with ClientSession(headers=followed) as session:
        async with session.get(f"{address}/as/ana/in/room") as answer:
            assert answer.status == 200
        async with session.post(f"{address}/as/ana/in/room/words") as answer:
            assert answer.status == 403


async def test_localhost_is_this_computer_too(address: str) -> None:
    port = address.rpartition(":")[2]
    sent = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
    async with ClientSession(headers=sent) as session, session.get(f"{address}/as/ana/in/room") as answer:
        assert answer.status == 200


async def test_an_act_without_the_pages_token_changes_nothing(ana: Visitor) -> None:
    for token in ("", "wrong", "ü"):
        await ana.goes("room")
        await ana.submits(ana.page.one("form", kind="write"), {"text": ["Hello."], "token": [token]})
        assert ana.status == 403
        await ana.goes("room")
        assert ana.read == []


PATHS = ["/as/ana/in/room", "/as/nobody/in/room", "/static/page.css", "/static/none", "/new", "/as/ana/in/room/live"]


async def test_every_answer_keeps_itself_to_itself(address: str) -> None:
    async with ClientSession() as session:
        for path in PATHS:
            async with session.get(address + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert policy.startswith("default-src 'self';")
                assert "unsafe" not in policy
                assert "frame-ancestors 'none'" in policy
                assert answer.headers["X-Frame-Options"] == "DENY"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Cache-Control"] == "no-store"


async def test_no_page_needs_a_style_or_a_script_of_its_own(ana: Visitor) -> None:
    await ana.writes("tea")
    assert [script["src"] for script in ana.page.all("script")] == ["/static/chat.js"]
    assert ana.page.all("style") == []
    everything = ana.page.all()
    assert not [e.tag for e in everything for name in e.attributes if name == "style" or name.startswith("on")]


async def test_a_picture_runs_nothing(ana: Visitor) -> None:
    await ana.writes("show")
    source = ana.page.one("figure").one("img")["src"]
    async with ana.session.get(ana.address + source) as answer:
        assert answer.content_type == "image/svg+xml"
        assert answer.headers["Content-Security-Policy"].startswith(
            "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        )


async def test_nobody_else_sees_what_is_private(ana: Visitor, ben: Visitor) -> None:
    await ana.writes("show")
    id = ana.posts[-1]["id"].removeprefix("m")
    for path in (f"picture/{id}", f"file/{id}", "in/dm-ana", "in/dm-ana/live", "picture/x", "in/none", "form/none.x"):
        await ben.opens(f"/as/ben/{path}")
        assert (ben.status, path) == (200 if path.startswith("form") else 404, path)
    assert ben.url == "/as/ben/in/dm-ben"


async def test_a_file_with_a_name_that_no_file_has_is_not_here(ana: Visitor) -> None:
    for name in ("page.cs", "9" * 300):
        async with ana.session.get(f"{ana.address}/static/{name}") as answer:
            assert answer.status == 404


async def test_a_form_that_cannot_be_read_is_refused(ana: Visitor) -> None:
    torn = {"Content-Type": "multipart/form-data"}
    async with ana.session.post(f"{ana.address}/as/ana/in/room/words", headers=torn, data=b"x") as answer:
        assert answer.status == 400


def test_it_listens_on_this_computer_alone() -> None:
    assert HOST == "127.0.0.1"
