"""citewatch without its questions to archives, to measure the live half by itself: `python -m benchmarks.live_only`.

Everything else is `citewatch check` as it stands; there is no such option, for a citation is a page and its snapshot.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from crawler.check import crawling, follow_up
from crawler.cli import main
from crawler.spiders.archive import ArchiveSpider


class NoArchiveSpider(ArchiveSpider):
    """Asks nothing."""

    async def start(self) -> AsyncIterator[Any]:
        """Nothing."""
        for nothing in ():
            yield nothing


if __name__ == "__main__":
    vars(crawling)["ArchiveSpider"] = vars(follow_up)["MovedSpider"] = NoArchiveSpider
    main()
