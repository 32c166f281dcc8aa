"""A stand-in for web.archive.org: plays captures, lists them by CDX, and fails as the real one is known to fail."""

from __future__ import annotations

from tests.web.archive.capture import Capture
from tests.web.archive.machine import HOST, archive_site

__all__ = ["HOST", "Capture", "archive_site"]
