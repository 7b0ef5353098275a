"""Which network addresses may be reached: the public Internet, and nothing of the house that Vigil runs in."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from vigil.errors import FetchRefusedError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Policy = Callable[[Address], bool]
Resolver = Callable[[str, int], list[Address]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""The prefix in which IPv4 addresses are written for IPv6-only networks (RFC 6052)."""
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Azure's metadata service, which stands in public space; those of the other clouds are link-local or private."""
_INNER_NAMES = ("localhost", "local", "internal", "lan", "home.arpa", "intranet", "corp", "home")
"""Last labels that only a house network answers to (RFC 6761, RFC 6762, RFC 8375, and ICANN's reserved ones)."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the public Internet, and so is every address that is written inside it."""
    if address.is_multicast or address in _METADATA or not address.is_global:
        return False
    return all(is_public(inner) for inner in _inside(address))


def _inside(address: Address) -> list[Address]:
    """Return the IPv4 addresses that an IPv6 one stands for: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def literal(host: str) -> Address | None:
    """Return the address that ``host`` writes out, also as a single number, in hex or in octal; None for a name."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare))
    except (OSError, ValueError):
        return None


def is_inner_name(host: str) -> bool:
    """Whether a name can only be one of a house network: a single label, or under a reserved last label."""
    bare = host.rstrip(".").lower()
    return "." not in bare or any(bare.endswith("." + name) for name in _INNER_NAMES)


def resolve(host: str, port: int) -> list[Address]:
    """Return the addresses of a name, in the order in which they are to be tried. Raises FetchRefusedError for none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchRefusedError(f"no host is called {host}; check the address and the connection") from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
