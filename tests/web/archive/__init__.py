"""Stand-ins for web.archive.org, which lists captures by CDX and fails as it is known to, and for a second archive."""

from __future__ import annotations

from tests.web.archive.capture import Capture
from tests.web.archive.machine import HOST, archive_site
from tests.web.archive.memento import SECOND_HOST, TIMEMAP, second_archive

__all__ = ["HOST", "SECOND_HOST", "TIMEMAP", "Capture", "archive_site", "second_archive"]
