"""The Scrapy settings of this project. Ours begin with CITEWATCH_; README.md documents each."""

from crawler import __version__

BOT_NAME = "citewatch"
SPIDER_MODULES = ["crawler.spiders"]

# Who we are. Some firewalls block a User-Agent with "link" in it: ours has none.
ADDONS = {"crawler.web.identity.Identity": 100}
USER_AGENT = f"citewatch/{__version__}"
CITEWATCH_CONTACT = ""
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
}

# Politeness: one request at a time to a host, a delay between two, robots.txt obeyed.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0
CITEWATCH_CDX_PER_MINUTE = 24
CITEWATCH_REPLAY_PER_MINUTE = 300

# Patience.
DOWNLOAD_TIMEOUT = 45
DNS_TIMEOUT = 20
RETRY_TIMES = 2
CITEWATCH_RETRY_DELAY = 5.0
CITEWATCH_RETRY_AFTER_LIMIT = 120.0
REDIRECT_MAX_TIMES = 20

# Bounds. DOWNLOAD_MAXSIZE would throw away what was read; CITEWATCH_BODY_LIMIT keeps it.
CITEWATCH_BODY_LIMIT = 2 * 1024 * 1024
DOWNLOAD_MAXSIZE = 0
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False

# Safety: certificates are checked, nothing listens, nothing but the web is asked.
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
HTTPPROXY_ENABLED = False
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "crawler.web.resolver.Resolver"
CITEWATCH_CONNECT_TO: list[str] = []
CITEWATCH_DNS_SERVER = ""
CITEWATCH_ALLOW_PRIVATE = False
CITEWATCH_CONTROL_HOSTS = "en.wikipedia.org,archive.org,www.iana.org"

# How often to look at our own network while something is in doubt, and when to give up, in seconds.
CITEWATCH_CONTROL_SPACING = 10.0
CITEWATCH_OUTAGE_PATIENCE = 90.0

# Judging and remembering.
CITEWATCH_ARCHIVE_CACHE_DAYS = 30
CITEWATCH_STRIKES = 3
CITEWATCH_STRIKE_SPACING_DAYS = 1.0
CITEWATCH_STRIKE_SPAN_DAYS = 14.0
CITEWATCH_KEEP_RUNS = 90

CITEWATCH_SHOWS_WORK = "crawler.judge.snapshot.shows_cited_work"

# Where evidence of this run goes, and which web it was ("live", or "replay" for the stand-in web).
CITEWATCH_EVIDENCE = ""
CITEWATCH_WEB = "live"

# Scrapy's own redirects and retries know neither hops nor Retry-After; its decompression drops what it cannot finish.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.web.robots.RobotsMiddleware": 100,
    "crawler.web.retries.RetryMiddleware": 550,
    "crawler.web.redirects.RedirectMiddleware": 600,
    "crawler.web.limits.DecodingMiddleware": 650,
    "crawler.web.failures.FailureMiddleware": 900,
    "crawler.web.recorder.EvidenceMiddleware": 950,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
EXTENSIONS = {"crawler.web.limits.BodyLimit": 0}

# Scrapy 2.19: one task for each item instead of a hundred, and no second compilation of each callback.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False

LOG_LEVEL = "WARNING"
LOG_INSTALL_ROOT_HANDLER = False
