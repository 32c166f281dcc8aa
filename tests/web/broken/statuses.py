"""Hosts whose one fault is the status of their answer."""

from __future__ import annotations

from tests.web.page import html_page, story_page
from tests.web.site import Answer, Request, site

STATUSES = {
    "not-found": (404, "Page not found", ("dead", "not-found")),
    "gone": (410, "This page has been removed for good", ("dead", "gone")),
    "bad-request": (400, "Bad request", ("unknown", "blocked")),
    "unauthorized": (401, "Authorization required", ("unknown", "blocked")),
    "payment-required": (402, "Payment required", ("unknown", "blocked")),
    "forbidden": (403, "Forbidden", ("unknown", "blocked")),
    "method-refused": (405, "Method not allowed", ("unknown", "blocked")),
    "not-acceptable": (406, "Not acceptable", ("unknown", "blocked")),
    "proxy-wanted": (407, "Proxy authentication required", ("unknown", "blocked")),
    "teapot": (418, "I am a teapot", ("unknown", "blocked")),
    "legal": (451, "Unavailable for legal reasons", ("unknown", "blocked")),
    "status-999": (999, "Request denied", ("unknown", "blocked")),
    "error-500": (500, "Internal server error", ("unknown", "server-error")),
    "bad-gateway": (502, "Bad gateway", ("unknown", "server-error")),
    "gateway-timeout": (504, "Gateway timeout", ("unknown", "server-error")),
    "status-304": (304, "", ("unknown", "protocol-error")),
}
"""Each host's status, the title of its page, and the verdict."""

# Answers as its title says, and tells nothing but its status and a line of text.
PLAIN = tuple(
    site(f"{name}.example", {"*": Answer(status, {}, html_page(title, f"The server says {status}."))})
    for name, (status, title, _) in STATUSES.items()
)


async def _only_get(request: Request) -> Answer:
    return Answer(200, {}, story_page()) if request.method == "GET" else Answer(404)


# Says 404 to HEAD and shows the page to GET.
HEAD_FAILS = site("head-fails.example", {"/article": _only_get})

# Works in every way: the measure for the others.
FINE = site(
    "fine.example",
    {"/": Answer(200, {}, html_page("Fine", "The front page.")), "/article": Answer(200, {}, story_page())},
)

SITES = (*PLAIN, HEAD_FAILS, FINE)
EXPECTED = {
    "https://fine.example/article": ("alive", "ok"),
    "http://fine.example/article": ("alive", "ok"),
    "https://head-fails.example/article": ("alive", "ok"),
    **{f"https://{name}.example/article": verdict for name, (*_, verdict) in STATUSES.items()},
}
