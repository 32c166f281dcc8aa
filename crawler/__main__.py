"""`python -m crawler` is `citewatch`."""

from crawler.cli import main

main()
