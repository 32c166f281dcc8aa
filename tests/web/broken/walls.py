"""Hosts behind a wall: bot challenges, refusals by region, logins and paywalls, with the marks by which they are known.

The marks (header names, script paths, titles) are those that the vendors' answers carry in public; all other words are
our own.
"""

from __future__ import annotations

from tests.web.page import CITED, STORY, article_page, html_document, html_page
from tests.web.site import Answer, redirect, site

CLOUDFLARE = {"Server": "cloudflare", "CF-RAY": "8f00d0c0ffee0001-OSL", "cf-mitigated": "challenge"}
CLOUDFLARE_PAGE = html_document(
    "Just a moment...",
    "<p>One second while your browser is looked at.</p><noscript>Please turn JavaScript on.</noscript>"
    '<script>window._cf_chl_opt={cType:"managed"};</script>'
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
    head='<meta name="robots" content="noindex,nofollow">',
)
DATADOME = {"X-DataDome": "protected", "X-DD-B": "1", "Set-Cookie": "datadome=made-up; Path=/", "Server": "DataDome"}
DATADOME_PAGE = html_document(
    "coast-courier.example",
    "<p>Please turn JavaScript on and your ad blocker off.</p>"
    "<script>var dd={'rt':'c','cid':'made-up','hsh':'made-up','host':'geo.captcha-delivery.com'}</script>"
    '<script src="https://ct.captcha-delivery.com/c.js"></script>',
)
PERIMETERX_PAGE = html_document(
    "Access to this page has been denied",
    '<h1>Press &amp; Hold to show that you are human</h1><div id="px-captcha"></div>'
    "<script>window._pxAppId='PXmadeup';window._pxJsClientSrc='/madeup/init.js';</script>"
    '<script src="https://captcha.px-cdn.net/PXmadeup/captcha.js"></script>',
)
AKAMAI_PAGE = html_document(
    "Access Denied",
    "<h1>Access Denied</h1> You don't have permission to access this address on this server."
    "<p>Reference #18.5e1e0f17.1700000000.1a2b3c4</p><p>https://errors.edgesuite.net/18.5e1e0f17.1700000000.1a2b3c4</p>",
)
IMPERVA = {
    "X-CDN": "Imperva",
    "X-Iinfo": "1-2-3 NNNN RT(1 0) q(0 -1 -1 1) r(0 -1)",
    "Set-Cookie": "visid_incap_1=made-up",
}
IMPERVA_PAGE = html_document(
    "",
    '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1-2-3&incident_id=1-2">'
    "Request unsuccessful. Incapsula incident ID: 1000000000000000000-1</iframe>",
    head='<meta name="robots" content="noindex,nofollow">',
)
ANUBIS_PAGE = html_document(
    "Making sure you're not a bot!",
    "<h1>Making sure you're not a bot!</h1><p>Your browser is doing a small sum.</p>"
    '<script id="anubis_challenge" type="application/json">{"rules":{"difficulty":4}}</script>'
    '<script type="module" src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>',
)
AWS_PAGE = html_document(
    "",
    '<div id="challenge-container"></div><script>AwsWafIntegration.saveReferrer();</script>'
    '<script src="https://made-up.token.awswaf.com/made-up/challenge.js"></script>',
)
REGION_PAGE = html_page(
    "Not available in your region",
    "We are sorry. This site is not available to visitors from the European Economic Area.",
)
LOGIN_PAGE = html_document(
    "Log in - Coast Courier",
    '<h1>Log in to go on</h1><form action="/login" method="post"><input type="email" name="email">'
    '<input type="password" name="password"><button>Log in</button></form><a href="/join">Create an account</a>',
)

WALLS = {
    "cloudflare-403": Answer(403, CLOUDFLARE, CLOUDFLARE_PAGE),
    "cloudflare-503": Answer(503, CLOUDFLARE, CLOUDFLARE_PAGE),
    "cloudflare-404": Answer(404, CLOUDFLARE, CLOUDFLARE_PAGE),  # Tells bots that the page is missing; it is not.
    "datadome-401": Answer(401, DATADOME, DATADOME_PAGE),
    "datadome-403": Answer(403, DATADOME, DATADOME_PAGE),
    "perimeterx": Answer(403, {}, PERIMETERX_PAGE),
    "akamai": Answer(403, {"Server": "AkamaiGHost"}, AKAMAI_PAGE),
    "imperva": Answer(200, IMPERVA, IMPERVA_PAGE),
    "anubis": Answer(200, {}, ANUBIS_PAGE),
    "aws-waf": Answer(202, {"x-amzn-waf-action": "challenge"}, AWS_PAGE),
    "region-refusal": Answer(200, {}, REGION_PAGE),
}

SITES = (
    *(site(f"{name}.example", {"*": answer}) for name, answer in WALLS.items()),
    # Leads to a page with a password field.
    site("login-wall.example", {"/article": redirect("/login?next=/article"), "/login": Answer(200, {}, LOGIN_PAGE)}),
    # Shows the login in the page's place.
    site("login-in-place.example", {"/article": Answer(200, {}, LOGIN_PAGE)}),
    # The work's page, its text for subscribers.
    site(
        "paywall.example",
        {"/article": Answer(200, {}, article_page(CITED, (STORY[0], "Subscribe to read on."), work="", free=False))},
    ),
)
EXPECTED = {
    **{f"https://{name}.example/article": ("unknown", "blocked") for name in WALLS},
    "https://login-wall.example/article": ("unknown", "login-required"),
    "https://login-in-place.example/article": ("unknown", "login-required"),
    "https://paywall.example/article": ("alive", "paywalled"),
}
