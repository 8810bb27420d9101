"""The journal's sentences for rules for apprentices."""

from django.utils.translation import gettext_lazy as _

from hospes.journal import phrases

phrases.add(
    {
        "apprentice_rule.entered": _("A rule for apprentices was entered."),
        "apprentice_rule.changed": _("The rule for apprentices was changed."),
        "apprentice_rule.withdrawn": _("The rule for apprentices was withdrawn."),
    }
)
