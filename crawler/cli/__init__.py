"""The command `citewatch`: parses, calls one function a command, prints."""

from crawler.cli.main import main

__all__ = ["main"]
