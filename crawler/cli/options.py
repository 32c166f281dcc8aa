"""Options that several commands share, named as curl names them where curl has them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

Command = TypeVar("Command", bound=Callable[..., Any])

reports_option = click.option(
    "--reports",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports"),
    show_default=True,
    help="The folder of the reports and of history.db.",
)

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The list of several articles; without it citewatch.toml, where that is there.",
)

_NETWORK = (
    click.option(
        "--connect-to",
        multiple=True,
        metavar="HOST1:PORT1:HOST2:PORT2",
        help="Connect to HOST2:PORT2 for requests to HOST1:PORT1 (empty: any). Repeatable.",
    ),
    click.option(
        "--cacert",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Trust the certificate authorities of this PEM file.",
    ),
    click.option("--dns-server", metavar="ADDR[:PORT]", default="", help="Ask this name server."),
    click.option("--allow-private", is_flag=True, help="Allow private, loopback and other non-global addresses."),
    click.option("-s", "settings", multiple=True, metavar="NAME=VALUE", help="Any Scrapy setting. Repeatable."),
)


def was_given(name: str) -> bool:
    """Whether the user gave the option of the running command whose parameter is `name`."""
    return click.get_current_context().get_parameter_source(name) is not ParameterSource.DEFAULT


def network_options(command: Command) -> Command:
    """Adds `--connect-to`, `--cacert`, `--dns-server`, `--allow-private` and `-s`."""
    for option in reversed(_NETWORK):
        command = option(command)
    return command


def network_settings(
    connect_to: Sequence[str], cacert: Path | None, dns_server: str, settings: Sequence[str], *, allow_private: bool
) -> dict[str, Any]:
    """The options as Scrapy settings. Raises click.UsageError for a `-s` that is no NAME=VALUE.

    `--cacert` works through OpenSSL's own variable, which must stand before the first connection.
    """
    chosen: dict[str, Any] = {}
    for text in settings:
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise click.UsageError(f"-s {text!r}: expected NAME=VALUE, such as -s DOWNLOAD_DELAY=5")
        chosen[name.strip()] = value
    if connect_to:
        chosen["CITEWATCH_CONNECT_TO"] = list(connect_to)
    if dns_server:
        chosen["CITEWATCH_DNS_SERVER"] = dns_server
    if allow_private:
        chosen["CITEWATCH_ALLOW_PRIVATE"] = True
    if cacert:
        os.environ["SSL_CERT_FILE"] = chosen["CITEWATCH_CACERT"] = str(cacert.resolve())
    return chosen
