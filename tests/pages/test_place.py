"""What limits count by: of IPv6 the /64, which is one customer's."""

import pytest

from pages.place import place_of

PLACES = [
    ("", ""),
    ("no address", "no address"),
    ("10.0.0.1", "10.0.0.1"),
    ("::ffff:10.0.0.1", "10.0.0.1"),
    ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
    ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
    ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
]


@pytest.mark.parametrize(("address", "place"), PLACES)
def test_place(address, place):
    assert place_of(address) == place
