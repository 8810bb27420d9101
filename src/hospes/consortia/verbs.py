"""The journal's sentences for consortia."""

from django.utils.translation import gettext_lazy

from hospes.journal import phrases

phrases.add(
    {
        "consortium.role_added": gettext_lazy("A role was added to the consortium."),
        "consortium.role_changed": gettext_lazy("A role of the consortium was changed."),
        "consortium.role_removed": gettext_lazy("A role of the consortium was taken away."),
        "consortium.asked": gettext_lazy("An organisation was asked to take a role."),
        "consortium.applied": gettext_lazy("An organisation offered to take a role."),
        "consortium.outside_added": gettext_lazy("A partner from outside takes a role."),
        "consortium.accepted": gettext_lazy("An organisation takes part in the consortium."),
        "consortium.declined": gettext_lazy("A role was declined."),
        "consortium.taken_back": gettext_lazy("A question or an application for a role was taken back."),
        "consortium.left": gettext_lazy("A partner left the consortium."),
        "consortium.completed": gettext_lazy("All partners of the consortium are found."),
        "consortium.reminded": gettext_lazy("A reminder of the deadline went out."),
    }
)
