import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.spiders.our_network import lost_network
from crawler.spiders.process import settings_of

PROGRAM = """
import asyncio, json, os, sys
from crawler.spiders.our_network import network_works
from crawler.spiders.process import settings_of, work
from tests.web.names import NO_SUCH_NAME, ON_LOOPBACK, Name
from tests.web.server import CONTROL_HOST, Web

WRONG = {"no-such-name": NO_SUCH_NAME, "servfail": Name((), rcode="SERVFAIL"), "silent": Name((), silent=True)}
mapped, steps = sys.argv[1] == "mapped", sys.argv[2].split(",")

with Web([]) as web:
    os.environ["SSL_CERT_FILE"] = str(web.cacert)
    settings = settings_of({
        # Without the mapping only the port changes, and the name is looked up.
        "CITEWATCH_CONNECT_TO": web.connect_to() if mapped else [f"{CONTROL_HOST}:443::{web.https_port}"],
        "CITEWATCH_DNS_SERVER": web.dns_server,
        "CITEWATCH_ALLOW_PRIVATE": True,
        "CITEWATCH_CONTROL_HOSTS": CONTROL_HOST,
    })

    async def job(process):
        for step in steps:
            web._doors._names[CONTROL_HOST] = WRONG.get(step, ON_LOOPBACK)
            print(json.dumps(await network_works(process, settings)))

    settings.set("DNS_TIMEOUT", 0.5)
    work(settings, job)
"""


def _looks(mapped: str, steps: str) -> list[bool]:
    """Whether the network works at each look, while the name servers say of the control host what `steps` say."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, mapped, steps],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("fault", ["no-such-name", "servfail"])
def test_each_look_asks_the_name_servers_anew(fault: str) -> None:
    assert _looks("looked-up", f"fine,{fault},fine,{fault}") == [True, False, True, False]


def test_a_mapped_control_host_has_no_name_servers_to_ask() -> None:
    assert _looks("mapped", "fine,no-such-name") == [True, True]


def test_the_sentence_names_the_hosts_that_were_asked() -> None:
    sentence = lost_network(settings_of({"CITEWATCH_CONTROL_HOSTS": "one.example,two.example"}))
    assert "one.example, two.example" in sentence
