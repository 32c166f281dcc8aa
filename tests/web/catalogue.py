"""Every site of the stand-in web: the broken hosts, and all that the stand-in run needs."""

from __future__ import annotations

from tests.web import broken, norinco
from tests.web.site import Site


def all_sites() -> tuple[Site, ...]:
    """All of them; no host occurs twice."""
    return (*broken.SITES, *norinco.SITES)
