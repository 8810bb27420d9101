"""How dates are written, where Django's way is not ours."""

from django.utils.translation import gettext_noop

# Django's Italian months begin with a capital, which is right at the beginning of a sentence only. Named here, they
# stand in our own catalogues, which come first: each language writes them as in the middle of a sentence.
MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)
