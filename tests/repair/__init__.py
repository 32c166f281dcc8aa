"""Tests of crawler.repair."""
