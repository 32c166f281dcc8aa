"""`check --cluster`: the crawl of the live web on other processes or machines."""

from __future__ import annotations

from functools import partial

import click

from crawler.check.crawling import Away
from crawler.scale.coordinator import cluster
from crawler.scale.engines import check_address

cluster_option = click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Ask the live web from N processes of this machine (threads:N) or a Dask cluster (tcp://HOST:PORT).",
)


def away(address: str) -> Away | None:
    """Who carries the crawl out elsewhere, None without an address. Raises BadInputError for one that is none."""
    if not address:
        return None
    check_address(address)
    return partial(cluster, address)
