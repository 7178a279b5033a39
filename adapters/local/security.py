"""Who may talk to the page: this computer's own browser, and no other page that happens to be open in it.

Any website can make a browser send requests to 127.0.0.1, and can point a name of its own there. So the host that was
asked for must be one of ours, whoever names an origin must be the page itself, and every change carries a token that
only the page can read.
"""

import hmac
import secrets
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.local import screens
from adapters.local.store import Store

OURS = frozenset({"127.0.0.1", "localhost"})
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
    " object-src 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """403 for anybody else's page, and headers that keep ours to itself."""
    if not ours(request):
        return web.Response(status=403, text=screens.NOT_OURS)
    return await handler(request)


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """Every answer carries the headers, errors and streams too; a picture may bring a stricter policy of its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def ours(request: web.Request) -> bool:
    host = request.headers.get("Host", "")
    if _name(host) not in OURS or request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return _followed_a_link(request, host)
    return request.headers.get("Origin", f"http://{host}") == f"http://{host}"


def _followed_a_link(request: web.Request, host: str) -> bool:
    """A link to the page from elsewhere only opens it: that changes nothing, and tells the other page nothing."""
    opens = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    return _name(host) in OURS and request.method == "GET" and opens and "Origin" not in request.headers


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def token(store: Store) -> str:
    """What only the page knows; the same after a restart, so that an open page goes on working."""
    if not store.fact("token"):
        store.keep_fact("token", secrets.token_urlsafe(24))
    return store.fact("token")


def is_the_page(store: Store, given: str) -> bool:
    return hmac.compare_digest(given.encode(), token(store).encode())
