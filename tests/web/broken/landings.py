"""Hosts that answer 200 with a page that is not the work: missing, for sale, suspended, taken over, or out of order."""

from __future__ import annotations

from tests.web.page import CITED, html_document, html_page, story_page
from tests.web.site import Answer, site

STORY = Answer(200, {}, story_page())
MISSING = html_page("Page not found", "Sorry, the page you are looking for could not be found.", "Try the search.")
GERMAN = html_page("Seite nicht gefunden", "Die gewünschte Seite existiert leider nicht mehr.", language="de")
CHINESE = html_page("页面不存在", "抱歉。您访问的页面不存在或已被删除。", language="zh")
VIDEO = html_document("VideoTube", "<h1>Video unavailable</h1><p>This video is no longer available.</p>")
MAINTENANCE = html_page("Under maintenance", "The site is down for scheduled maintenance. Please check back soon.")
DATABASE = html_document("Database Error", "<h1>Error establishing a database connection</h1>")
FOR_SALE = html_document(
    "old-courier.example is for sale",
    "<h1>old-courier.example</h1><p>This domain is for sale! Buy this domain.</p><h2>Related searches</h2>"
    '<ul><li><a href="/s?1">Boat insurance</a></li><li><a href="/s?2">Holiday homes</a></li></ul>'
    '<script src="https://d1lxhc4jvstzrp.cloudfront.net/parking.js"></script>',
)
SUSPENDED = html_document(
    "Account Suspended",
    "<h1>Account Suspended</h1><p>This account has been suspended. Ask your hosting provider for more.</p>",
)
DEFAULT = html_document(
    "Welcome to nginx!",
    "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is installed and working; nothing has been put "
    "on it yet.</p>",
)
GAMBLING = html_page(
    "SLOT88 Gacor: Situs Judi Slot Online Terpercaya",
    "Daftar slot gacor hari ini, bonus member baru 100%, deposit pulsa tanpa potongan.",
    "Agen judi online resmi: poker, casino, togel dan sportsbook. Jackpot besar setiap hari!",
    language="id",
)

SITES = (
    # Says "not found" with 200, to any address but the one that works.
    site("soft404.example", {"/article": STORY, "*": Answer(200, {}, MISSING)}),
    site("soft404-german.example", {"*": Answer(200, {}, GERMAN)}),
    site("soft404-chinese.example", {"*": Answer(200, {}, CHINESE)}),
    # A video that has been taken away.
    site("video-unavailable.example", {"*": Answer(200, {}, VIDEO)}),
    site("maintenance.example", {"*": Answer(200, {}, MAINTENANCE)}),
    site("db-error.example", {"*": Answer(200, {}, DATABASE)}),
    site("parked.example", {"*": Answer(200, {}, FOR_SALE)}),
    # Hosted, and not paid for.
    site("suspended.example", {"*": Answer(200, {}, SUSPENDED)}),
    # A server as it was installed.
    site("server-default.example", {"*": Answer(200, {}, DEFAULT)}),
    # A domain that another owner took over.
    site("gambling.example", {"*": Answer(200, {}, GAMBLING)}),
    # A sound page that asks search engines to leave it out.
    site("noindex.example", {"*": Answer(200, {}, story_page(head='<meta name="robots" content="noindex">'))}),
    # A sound page that names another address as its own.
    site(
        "canonical-elsewhere.example",
        {"*": Answer(200, {}, story_page(head='<link rel="canonical" href="https://new-address.example/">'))},
    ),
    # A sound page about missing pages.
    site(
        "about-404.example",
        {"*": Answer(200, {}, html_page(CITED, *["The sign on the pier said: page not found."] * 9))},
    ),
)
EXPECTED = {
    "https://soft404.example/article": ("alive", "ok"),
    "https://soft404.example/old-article": ("dead", "soft-404"),
    "https://soft404-german.example/article": ("dead", "soft-404"),
    "https://soft404-chinese.example/article": ("dead", "soft-404"),
    "https://video-unavailable.example/watch?v=abc": ("dead", "soft-404"),
    "https://maintenance.example/article": ("unknown", "server-error"),
    "https://db-error.example/article": ("unknown", "server-error"),
    "https://parked.example/article": ("dead", "parked"),
    "https://suspended.example/article": ("dead", "parked"),
    "https://server-default.example/article": ("dead", "parked"),
    "https://gambling.example/article": ("dead", "replaced"),
    "https://noindex.example/article": ("alive", "ok"),
    "https://canonical-elsewhere.example/article": ("alive", "ok"),
    "https://about-404.example/article": ("alive", "ok"),
}
