"""What a rule for apprentices says, what it is about, and where it comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verdict(TextChoices):
    """The engine reads these two words."""

    BLOCKED = "blocked", pgettext_lazy("rule for apprentices", "Not possible")
    CONDITIONAL = "conditional", pgettext_lazy("rule for apprentices", "Possible under conditions")


class Matter(TextChoices):
    """What has to be settled before an apprentice goes, or stands in the way."""

    LEGAL_BASIS = "legal_basis", _("Legal basis for stays abroad")
    LONGEST_STAY = "longest_stay", _("Longest stay")
    CONTRACT = "contract", _("Training contract during the stay")
    PAY = "pay", _("Pay during the stay")
    INSURANCE = "insurance", _("Social security and accident insurance")
    TIME = "time", _("Time that counts toward the apprenticeship")
    RECOGNITION = "recognition", _("Recognition of what is learned")
    CONSENT = "consent", _("Consent of the employer, the school or the parents")
    AGE = "age", _("Minimum age, and rules for minors")
    PERIOD = "period", _("Time of the year")
    OTHER = "other", pgettext_lazy("rule for apprentices", "Something else")


class SourceKind(TextChoices):
    """How a rule came here."""

    OFFICE = "office", _("Entered by the secretariat")
    SURVEY = "survey", _("From the survey on apprenticeships")
    DEMO = "demo", _("Invented for the demonstration")
