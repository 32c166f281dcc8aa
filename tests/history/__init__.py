"""Tests of crawler.history."""
