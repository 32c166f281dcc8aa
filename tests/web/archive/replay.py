"""Replay: `/web/TIMESTAMP[modifier]/URL` as the Wayback Machine plays it, in bytes as captured or in a frame."""

from __future__ import annotations

import re
from email.utils import format_datetime
from html import escape

from tests.web.archive.capture import Capture, Holdings
from tests.web.page import html_document, html_page
from tests.web.site import Answer

HOST = "web.archive.org"
ADDRESS = re.compile(r"/web/(?:(?P<timestamp>\d{1,14})?(?P<modifier>[a-z]{2}_)?/)?(?P<url>\S+)")
REDIRECTS = (301, 302, 303, 307, 308)
NOT_ARCHIVED = html_page(
    "Wayback Machine",
    "Hrm.",
    "The Wayback Machine has not archived that URL.",
    "The page may still be found on the live web.",
)
EXCLUDED = html_page("Wayback Machine", "Sorry.", "This URL has been excluded from the Wayback Machine.")
EXCLUSION = "AdministrativeAccessControlException: Blocked Site Error"
CALENDAR = html_page("Wayback Machine", "Saved many times between 1996 and today.")


def excluded() -> Answer:
    """What stands in for an address that its owner has had taken out."""
    return Answer(403, {"x-archive-wayback-runtime-error": EXCLUSION}, EXCLUDED)


def play(holdings: Holdings, target: str) -> Answer:
    """Answers a request for a replay address."""
    if target.startswith("/web/*/"):
        return Answer(200, {}, CALENDAR)
    match = ADDRESS.fullmatch(target)
    url = _whole(match["url"]) if match else ""
    if holdings.excludes(url):
        return excluded()
    timestamp, modifier = (match["timestamp"] or "", match["modifier"] or "") if match else ("", "")
    capture = holdings.nearest(url, timestamp)
    if capture is None:
        return Answer(404, {}, NOT_ARCHIVED)
    if capture.timestamp != timestamp:
        return _go_to(capture, modifier)
    return _played(holdings, capture, modifier)


def _whole(url: str) -> str:
    """The address with a scheme and both of its slashes; on the way here one gets lost now and then."""
    if not re.match(r"https?:/", url):
        return f"http://{url}"
    return re.sub(r"^(https?):/+", r"\1://", url)


def address(capture: Capture, modifier: str = "") -> str:
    """Where the capture plays."""
    return f"https://{HOST}/web/{capture.timestamp}{modifier}/{capture.url}"


def _go_to(capture: Capture, modifier: str) -> Answer:
    headers = {
        "Location": address(capture, modifier),
        "x-archive-redirect-reason": f"found capture at {capture.timestamp}",
        "Link": f'<{capture.url}>; rel="original"',
    }
    return Answer(302, headers)


def _played(holdings: Holdings, capture: Capture, modifier: str) -> Answer:
    headers = _memento_headers(holdings, capture)
    if capture.status in REDIRECTS and capture.location is not None:
        to = f"/web/{capture.timestamp}{modifier}/{capture.location}"
        if not modifier:
            return Answer(200, headers, _redirect_page(capture, to))
        return Answer(capture.status, headers | {"Location": f"https://{HOST}{to}"}, capture.body)
    headers |= {name: value for name, value in capture.headers.items() if name.lower() == "content-type"}
    body = capture.body if modifier == "id_" else _rewritten(capture)
    if capture.mimetype == "text/html" and not modifier:
        body = body.replace(b"<body>", b"<body>" + _banner(capture), 1)
    return Answer(capture.status, headers, body)


def _memento_headers(holdings: Holdings, capture: Capture) -> dict[str, str]:
    """Whatever only a capture has; the archive's own errors have none of these."""
    first = holdings.of(capture.url)[0]
    links = (
        f'<{capture.url}>; rel="original"',
        f'<https://{HOST}/web/timemap/link/{capture.url}>; rel="timemap"; type="application/link-format"',
        f'<https://{HOST}/web/{capture.url}>; rel="timegate"',
        f'<{address(first)}>; rel="first memento"; datetime="{format_datetime(first.moment, usegmt=True)}"',
        f'<{address(capture)}>; rel="memento"; datetime="{format_datetime(capture.moment, usegmt=True)}"',
    )
    captured = {f"x-archive-orig-{name.lower()}": value for name, value in capture.headers.items()}
    own = {"Memento-Datetime": format_datetime(capture.moment, usegmt=True), "Link": ", ".join(links)}
    return own | captured | {"x-archive-src": "stand-in/made-up.warc.gz"}


def _rewritten(capture: Capture) -> bytes:
    """Links and images lead into the archive."""
    prefix = f"/web/{capture.timestamp}"
    body = re.sub(rb'(href=")(?=https?://)', rb"\1" + f"{prefix}/".encode(), capture.body)
    return re.sub(rb'(src=")(?=https?://)', rb"\1" + f"{prefix}im_/".encode(), body)


def _banner(capture: Capture) -> bytes:
    return (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT -->\n"
        f'<div id="wm-ipp-base">Captured {capture.timestamp}: {escape(capture.url)}</div>\n'
        "<!-- END WAYBACK TOOLBAR INSERT -->\n"
    ).encode()


def _redirect_page(capture: Capture, to: str) -> bytes:
    return html_document(
        "Internet Archive Wayback Machine",
        f'<p class="code">Got an HTTP {capture.status} response at crawl time</p>\n'
        f'<p>Redirecting to <a href="{escape(to)}">{escape(capture.location or "")}</a></p>\n'
        f'<script>setTimeout(function () {{ location.href = "{to}"; }}, 1000);</script>',
    )
