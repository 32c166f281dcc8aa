"""The command `citewatch`: parses, calls one function a command, prints."""

from crawler.cli.commands import main

__all__ = ["main"]
