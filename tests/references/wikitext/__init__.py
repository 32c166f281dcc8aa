"""Tests of the wikitext importer, a file a module."""
