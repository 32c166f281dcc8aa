"""Tests of crawler.cli."""
