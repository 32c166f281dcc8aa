"""Reads the judge's word lists before the first request goes out.

They are read where a rule first needs them, which takes about a second in all. In the middle of a crawl nothing else
would happen meanwhile: requests that are due would go out late and together, faster after each other than the delay.
What one language needs is made ready when a page first speaks it, in some thousandths of a second.
"""

from __future__ import annotations

from importlib.resources import files

from crawler.evidence.address import host_of
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.reading import read_page
from crawler.judge.doubt import in_doubt
from crawler.judge.fingerprint import data
from crawler.judge.judgement import Evidence, judge
from crawler.judge.past import Policy
from crawler.references.citation import Citation

_DAY = "2026-03-01T06:00:00Z"
_CITED = Citation(
    number=1,
    title="The keepers of the northern light",
    url="http://paper.example/2014/03/light",
    archive_url="https://web.archive.org/web/20140307120000/http://paper.example/2014/03/light",
    author=("Holm, Ada",),
    date="2014-03-06",
    work="The Coast Courier",
)
_PAGE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferries to the island</title></head><body>
<h1>Ferries to the island</h1><p>By Ada Holm, 6 March 2014. The council says that the harbour will be open again by the
end of the month, and that the ferries will then go as often as they did in the years before the storm.</p></body>"""


_PARKED = b"""<!DOCTYPE html><html lang="en"><head><title>paper.example</title></head><body><h1>paper.example</h1>
<p>This domain has expired. Is this your domain? Ask the hosting provider at the caf&eacute; to renew it.</p>
</body></html>"""


def read_word_lists() -> None:
    """Reads every list, and judges two pages that are not the cited one: each rule has then made of it what it uses."""
    for path in files("crawler.judge").joinpath("data").iterdir():
        if path.name.endswith(".yaml"):
            data(path.name.removesuffix(".yaml"))
    for body in (_PAGE, _PARKED):
        page = read_page(body, url=_CITED.url, content_type="text/html; charset=utf-8")
        fetch = Fetch(address=_CITED.url, asked_at=_DAY, hops=(Hop(url=_CITED.url, status=200),), page=page)
        in_doubt(_CITED, fetch)
        everywhere = {host_of(_CITED.url): fetch}
        seen = Evidence(live={_CITED.url: fetch}, probes=everywhere, fronts=everywhere)
        judge(_CITED, seen, (), Policy(), _DAY)
