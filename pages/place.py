"""From where somebody comes, as limits count it: a household or an office, not a number of it."""

from ipaddress import IPv6Address, ip_address, ip_network

HOUSEHOLD = 64  # bits: what a provider gives a customer at least, who chooses the rest freely


def place_of(address: str) -> str:
    """What limits of `address` are counted by: itself, of IPv6 its /64, of an IPv4 address written
    as IPv6 the IPv4 one. What is no address stays as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), HOUSEHOLD), strict=False))
