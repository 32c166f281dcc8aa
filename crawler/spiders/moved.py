"""Asks the archive where dead pages went: which redirects it captured at their addresses, and where these lead."""

from __future__ import annotations

from crawler.archives.wanted import wanted_date
from crawler.evidence.address import requested
from crawler.evidence.search import Search, sought
from crawler.references.citation import Citation
from crawler.spiders.archive import ArchiveSpider


class MovedSpider(ArchiveSpider):
    """`scrapy crawl moved -a references=references.yaml`: takes every citation for a dead one."""

    name = "moved"

    async def attend(self, citation: Citation) -> bool:
        """Plays the captured redirects that may tell; asks nothing of what the archive does not have."""
        if not requested(sought(citation)):
            return True
        search = await self.search(citation)
        await self._play_leads(citation, search)
        return not search.is_doubtful

    async def ask_again(self, citation: Citation) -> None:
        """An empty answer is asked once more, so that it need not be asked in each run."""
        await self._play_leads(citation, await self.search_otherwise(citation))

    async def _play_leads(self, citation: Citation, search: Search) -> None:
        for lead in search.leads(wanted_date(citation)):
            await self.play(lead)
