"""Hosts that send their visitors elsewhere: soundly, in circles, nowhere, or to where nobody may go."""

from __future__ import annotations

from tests.web.page import html_page, story_page
from tests.web.site import Answer, Request, redirect, site

STORY = Answer(200, {}, story_page())
FRONT = Answer(200, {}, html_page("The Coast Courier", "News from the islands.", "Weather", "Tides", "Subscribe"))
HOPS = 15


async def _count_down(request: Request) -> Answer:
    """`/hop/7` leads to `/hop/6`, and `/hop/0` is the page."""
    left = int(request.path.rpartition("/")[2])
    return redirect(f"/hop/{left - 1}") if left else STORY


async def _further(request: Request) -> Answer:
    """Each address leads to a longer one."""
    return redirect(f"{request.path}/on")


async def _upgrade(request: Request) -> Answer:
    """Plain HTTP leads to the same address over HTTPS."""
    return STORY if request.tls else redirect(f"https://{request.host}{request.target}", 301)


async def _cookie_wall(request: Request) -> Answer:
    """Leads to itself until the visitor brings the cookie that it sets."""
    if "seen=yes" in request.headers.get("cookie", ""):
        return STORY
    return redirect(request.target, Set_Cookie="seen=yes; Path=/")


PRIVATE = {
    "/loopback": "http://127.0.0.1/",
    "/metadata": "http://192.0.2.254/latest/",
    "/ipv6-loopback": "http://[::1]/",
    "/hexadecimal": "http://0x7f000001/",
    "/decimal": "http://2130706433/",
    "/short": "http://127.1/",
    "/mapped": "http://[::ffff:127.0.0.1]/",
    "/ten": "http://198.18.0.1/",
    "/localhost": "http://localhost/",
}

SITES = (
    # A 302 that does not say where to.
    site("no-location.example", {"/article": Answer(302, {}, html_page("Found", "Moved."))}),
    # A Location that is no address.
    site("bad-location.example", {"/article": redirect("http://[bad/")}),
    # A Location that is no web address.
    site("odd-scheme.example", {"/article": redirect("ftp://files.example/article")}),
    # Two addresses that lead to each other.
    site("loop.example", {"/article": redirect("/elsewhere"), "/elsewhere": redirect("/article")}),
    # An address that leads to itself, whatever cookies the visitor brings.
    site("self-loop.example", {"/article": redirect("/article")}),
    # Ever new addresses.
    site("redirects-for-ever.example", {"*": _further}),
    # Fifteen hops, then the page.
    site(
        "long-redirects.example",
        {"/article": redirect(f"/hop/{HOPS - 1}"), **dict.fromkeys(map("/hop/{}".format, range(HOPS)), _count_down)},
    ),
    # A deep address that leads to the front page.
    site("redirects-home.example", {"/news/2014/03/article": redirect("/"), "/": FRONT}),
    # The same by a permanent redirect to another host's front page.
    site("redirects-to-new-home.example", {"*": redirect("https://redirects-home.example/", 301)}),
    # Moved for good to another host, where the same work stands.
    site("moved-permanently.example", {"/article": redirect("https://new-address.example/stories/sandholm", 301)}),
    site("new-address.example", {"/stories/sandholm": STORY}),
    # Moved for good by 308, within the host.
    site("moved-within.example", {"/article": redirect("/archive/article", 308), "/archive/article": STORY}),
    # Elsewhere for the time being: the same work.
    site("temporary.example", {"/article": redirect("/today/article"), "/today/article": STORY}),
    site("http-to-https.example", {"/article": _upgrade}),
    # Only a slash is added.
    site("adds-slash.example", {"/article": redirect("/article/", 301), "/article/": STORY}),
    site("cookie-wall.example", {"/article": _cookie_wall}),
    # Leads into the visitor's own network, in every spelling.
    site("private-redirect.example", {path: redirect(to) for path, to in PRIVATE.items()}),
    # Leads to a host that the DNS does not know.
    site("redirects-to-nowhere.example", {"/article": redirect("https://no-such-host.example/")}),
    # A page of one line that leads on by HTML alone.
    site(
        "meta-refresh.example",
        {
            "/article": Answer(200, {}, html_page("Moved", head='<meta http-equiv="refresh" content="0; url=/new">')),
            "/new": STORY,
        },
    ),
)
EXPECTED = {
    "https://no-location.example/article": ("unknown", "protocol-error"),
    "https://loop.example/article": ("unknown", "redirect-loop"),
    "https://self-loop.example/article": ("unknown", "redirect-loop"),
    "https://redirects-for-ever.example/article": ("unknown", "redirect-loop"),
    "https://long-redirects.example/article": ("alive", "ok"),
    "https://redirects-home.example/news/2014/03/article": ("dead", "redirected-home"),
    "https://redirects-to-new-home.example/news/article": ("dead", "redirected-home"),
    "https://moved-permanently.example/article": ("alive", "moved"),
    "https://moved-within.example/article": ("alive", "moved"),
    "https://temporary.example/article": ("alive", "ok"),
    "http://http-to-https.example/article": ("alive", "ok"),
    "https://adds-slash.example/article": ("alive", "ok"),
    "https://cookie-wall.example/article": ("alive", "ok"),
    **{f"https://private-redirect.example{path}": ("unknown", "forbidden-address") for path in PRIVATE},
}
EITHER = {
    "https://bad-location.example/article": frozenset({("unknown", "protocol-error"), ("unknown", "malformed-url")}),
    "https://odd-scheme.example/article": frozenset({("unknown", "unsupported-scheme"), ("unknown", "protocol-error")}),
    "https://redirects-to-nowhere.example/article": frozenset({("unknown", "dns-error"), ("unknown", "unclear")}),
    "https://meta-refresh.example/article": frozenset({("alive", "ok"), ("unknown", "unclear")}),
}
