"""Our parts of Scrapy: resolution, redirects, retries, limits, one small module each."""
