"""The Scrapy settings of this project. Ours begin with CITEWATCH_; docs/settings.md documents each."""

from crawler import __version__

BOT_NAME = "citewatch"
SPIDER_MODULES = ["crawler.spiders"]

# Who we are. Some firewalls block a User-Agent with "link" in it: ours has none.
ADDONS = {"crawler.web.identity.Identity": 100, "crawler.web.pace.Pace": 200}
USER_AGENT = f"citewatch/{__version__}"
# An address or an e-mail under which a site's owner finds whoever runs this; it goes into the User-Agent.
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
# Questions a minute to the Wayback Machine's index, which allows about 24; 0 is no limit.
CITEWATCH_CDX_PER_MINUTE = 24
# Snapshots a minute that the Wayback Machine is asked to play; 0 is no limit.
CITEWATCH_REPLAY_PER_MINUTE = 300
# Pages a minute that the Wayback Machine is asked to save, which allows about 15; 0 is no limit.
CITEWATCH_SAVE_PER_MINUTE = 15
# Seconds for which a run waits for its turn at the archives; what had none by then comes first in the next run.
CITEWATCH_ARCHIVE_PATIENCE = 3600.0

# Patience.
DOWNLOAD_TIMEOUT = 45
# Seconds that all requests for one address may take together, redirects and second tries included.
CITEWATCH_ADDRESS_TIMEOUT = 240.0
DNS_TIMEOUT = 20
RETRY_TIMES = 2
# Seconds before the first second try; each further one waits twice as long. RETRY_TIMES says how many.
CITEWATCH_RETRY_DELAY = 5.0
# Seconds: who asks by Retry-After for a longer wait is not asked again in this run.
CITEWATCH_RETRY_AFTER_LIMIT = 120.0
REDIRECT_MAX_TIMES = 20

# Bounds. DOWNLOAD_MAXSIZE would throw away what was read; CITEWATCH_BODY_LIMIT keeps it: bytes of a page, on the wire
# and after decoding.
CITEWATCH_BODY_LIMIT = 2 * 1024 * 1024
DOWNLOAD_MAXSIZE = 0
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False

# Safety: certificates are checked, nothing listens, nothing but the web is asked.
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
HTTPPROXY_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawler.web.handler.DownloadHandler",
    "https": "crawler.web.handler.DownloadHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "crawler.web.resolver.Resolver"
# Rules HOST1:PORT1:HOST2:PORT2, as curl's --connect-to has them: where to connect instead.
CITEWATCH_CONNECT_TO: list[str] = []
# ADDR or ADDR:PORT of the name server to ask; empty for the system's.
CITEWATCH_DNS_SERVER = ""
CITEWATCH_CACERT = ""
# Ports that are asked, such as 80 or 8000-8999; "" asks all. Where --connect-to names the target, and for private
# addresses that are allowed, every port is asked.
CITEWATCH_PORTS = "80-86,88,443,8000-8999,9080,9090,9443"
# Whether private, loopback and other addresses that the internet cannot reach may be asked.
CITEWATCH_ALLOW_PRIVATE = False
# Hosts asked over HTTPS to see whether our own network works; an answer from one is enough.
CITEWATCH_CONTROL_HOSTS = "en.wikipedia.org,archive.org,www.iana.org"

# Seconds between two looks at our own network while it is away.
CITEWATCH_CONTROL_SPACING = 10.0
# Seconds without an answer after which the network counts as lost.
CITEWATCH_OUTAGE_PATIENCE = 90.0

# Judging and remembering.
# Days for which a definite answer of an archive is not asked for again.
CITEWATCH_ARCHIVE_CACHE_DAYS = 30
# Days for which a server's word that a page has not changed (304) is taken; then the page is asked for whole.
CITEWATCH_UNCHANGED_DAYS = 30.0
# Beginnings of addresses that a cited address is put behind to ask another archive for its TimeMap (RFC 7089), such as
# https://arquivo.pt/wayback/timemap/link/ and http://timetravel.mementoweb.org/timemap/link/; none by default.
CITEWATCH_TIMEMAPS: list[str] = []
# Failing runs, at least so many days apart and over so many days, that make an address unreachable.
CITEWATCH_STRIKES = 3
# Days between two failing runs that count as two; also before a state counts as confirmed.
CITEWATCH_STRIKE_SPACING_DAYS = 1.0
# Days from the first to the last of the failing runs.
CITEWATCH_STRIKE_SPAN_DAYS = 14.0
# `check --due`: days until what has just changed, or is certain but new, is asked again; then the wait doubles.
CITEWATCH_RECHECK_DAYS = 1.0
# `check --due`: days that nothing waits longer than.
CITEWATCH_RECHECK_MAX_DAYS = 30.0
# Runs whose reports and evidence are kept.
CITEWATCH_KEEP_RUNS = 90

# `check --cluster`: a folder or an fsspec URL that all machines reach; empty is `cluster` in the reports' folder.
CITEWATCH_CLUSTER_STORE = ""
# About how many of the cited addresses go to a worker together; a host's are never divided.
CITEWATCH_CLUSTER_SHARD = 200
# Seconds after which a process that has fallen silent loses its shard to another.
CITEWATCH_CLUSTER_LEASE = 30.0
# Seconds between two looks at what a shard has finished.
CITEWATCH_CLUSTER_LOOK = 2.0

# The function (citation, snapshot, fetch) that says whether the search for a snapshot may end with this one.
CITEWATCH_SHOWS_WORK = "crawler.judge.snapshot.shows_cited_work"
CITEWATCH_IN_DOUBT = "crawler.judge.doubt.in_doubt"

# The path of this run's evidence.warc.gz; empty keeps none.
CITEWATCH_EVIDENCE = ""
# Which web it is: "live", or "replay" for the stand-in web.
CITEWATCH_WEB = "live"

# Scrapy's own redirects and retries know neither hops nor Retry-After; its decompression drops what it cannot finish.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.web.robots.RobotsMiddleware": 100,
    "crawler.web.retries.RetryMiddleware": 550,
    "crawler.web.redirects.RedirectMiddleware": 600,
    "crawler.web.limits.DecodingMiddleware": 650,
    "crawler.web.conditional.ConditionalMiddleware": 660,
    "crawler.web.cookies.CookiesMiddleware": 700,
    "crawler.web.failures.FailureMiddleware": 900,
    "crawler.web.recorder.EvidenceMiddleware": 950,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
EXTENSIONS = {
    "crawler.web.limits.BodyLimit": 0,
    # Nothing listens: what these two would need (a web server, a shell) is not even loaded.
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}

# Scrapy 2.19: one task for each item instead of a hundred, and no second compilation of each callback.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False

# LOG_FILE, where it is set, is rotated: the bytes after which a new file begins, and how many old ones are kept.
CITEWATCH_LOG_BYTES = 1024 * 1024
CITEWATCH_LOG_KEEP = 5
LOG_LEVEL = "WARNING"
LOG_INSTALL_ROOT_HANDLER = False
