"""Tests of crawler.repair.wikitext."""
