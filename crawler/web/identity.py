"""Says honestly who asks: the User-Agent with the contact that the user has set."""

from __future__ import annotations

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings


class Identity:
    """A Scrapy add-on: appends `CITEWATCH_CONTACT` (an address or an e-mail) to the project's `USER_AGENT`."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Scrapy's entry. A User-Agent that the user sets (any priority above the project's) stays as it is."""
        contact = " ".join(str(settings.get("CITEWATCH_CONTACT") or "").split())
        ours = (settings.getpriority("USER_AGENT") or 0) <= SETTINGS_PRIORITIES["project"]
        if contact and ours:
            # An add-on's own priority lies below that of the project's settings.
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})", priority="project")
