"""What holds for every test: nothing leaves this machine, and nobody's own key or settings are read."""

from __future__ import annotations

import ipaddress
import os
import sys

import pytest


def _only_loopback(event: str, args: tuple[object, ...]) -> None:
    """Refuse a connection that would leave the machine, as a dead network would."""
    if event != "socket.connect" or not isinstance(args[1], tuple):
        return
    host = str(args[1][0])
    if not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
        raise ConnectionRefusedError(f"tests reach loopback only, not {host}")


sys.addaudithook(_only_loopback)


@pytest.fixture(autouse=True)
def _no_settings_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith(("ANTHROPIC_", "FACTCHECK_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FACTCHECK_CONFIG", "")  # not the configuration of whoever runs the tests
