"""Addresses that are made once."""

from django.urls import reverse
from django.utils import translation

from hospes.core.addresses import address


def test_an_address_is_that_of_the_page_in_each_language() -> None:
    for _time in range(2):
        for language in ("en", "sv"):
            with translation.override(language):
                assert address("organisations:region-detail", "SE23") == reverse(
                    "organisations:region-detail", args=["SE23"]
                )
    with translation.override("sv"):
        assert address("web:help").startswith("/sv/")
