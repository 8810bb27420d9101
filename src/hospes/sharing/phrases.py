"""Sentences for addresses that are refused."""

from django.utils.translation import gettext as _

from hospes.sharing.addresses import AddressRefusedError


def refusal(refused: AddressRefusedError) -> str:
    sentences = {
        "not_an_address": _(
            "This is not the address of a program. It looks like https://receiver.your-school.eu/hospes."
        ),
        "user": _("Leave the name and password out of the address. The signature says that it is us."),
        "not_https": _("The address must begin with https://."),
        "port": _("Only the ports 443 and 8443 can be used."),
        "not_a_name": _(
            "Use a public name, such as receiver.your-school.eu. Numbers and names of an own network do not work."
        ),
        "ourselves": _("This is our own address. A webhook goes to another site."),
        "no_address": _("We cannot find this name. Check how it is spelled."),
        "closed_network": _("This name leads into a closed network. A webhook goes to the public internet only."),
    }
    return sentences[refused.code]
