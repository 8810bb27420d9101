"""The journal's sentences for exchanges."""

from django.utils.translation import gettext_lazy

from hospes.journal import phrases

phrases.add(
    {
        "exchange.proposed": gettext_lazy("The exchange was proposed to everybody."),
        "exchange.agreed": gettext_lazy("Everybody has accepted. All were introduced."),
        "exchange.declined": gettext_lazy("One part was declined. The exchange ended."),
        "exchange.expired": gettext_lazy("The answer date passed without all answers. The exchange ended."),
        "exchange.withdrawn": gettext_lazy("The facilitator withdrew the exchange."),
        "exchange.reminded": gettext_lazy("A reminder was sent to everybody whose answer is missing."),
    }
)
