"""Says honestly who asks: the User-Agent with the contact that the user has set."""

from __future__ import annotations

from scrapy.settings import BaseSettings


class Identity:
    """A Scrapy add-on: appends `CITEWATCH_CONTACT` (an address or an e-mail) to the default `USER_AGENT`."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Scrapy's entry. A User-Agent that the user sets (any higher priority) stays as it is."""
        contact = " ".join(str(settings.get("CITEWATCH_CONTACT") or "").split())
        if contact:
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})", priority="addon")
