"""The journal's sentences for cooperation links."""

from django.utils.translation import gettext_lazy

from hospes.journal import phrases

phrases.add(
    {
        "cooperation.drafted": gettext_lazy("A cooperation link was drafted."),
        "cooperation.stay_added": gettext_lazy("A stay was agreed that speaks for the cooperation link."),
        "cooperation.stay_realised": gettext_lazy("A further stay of the cooperation link was realised."),
        "cooperation.stay_removed": gettext_lazy("A stay did not happen and no longer speaks for the link."),
        "cooperation.agreement_added": gettext_lazy("Two organisations were asked to confirm the cooperation link."),
        "cooperation.agreed": gettext_lazy("An organisation confirmed the cooperation link."),
        "cooperation.agreement_removed": gettext_lazy("An agreement was taken back before both had confirmed it."),
        "cooperation.confirmed": gettext_lazy("The cooperation link was confirmed."),
        "cooperation.dropped": gettext_lazy("The draft of a cooperation link is gone: nothing speaks for it any more."),
        "cooperation.ended": gettext_lazy("The cooperation link ended."),
    }
)
