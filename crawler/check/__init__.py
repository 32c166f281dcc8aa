"""The main job, one step a module: what to ask, the crawl, the judging, the report."""
