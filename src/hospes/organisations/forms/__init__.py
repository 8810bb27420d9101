"""What is typed about organisations, their people and their regions. Forms clean; actions save."""

from hospes.organisations.forms.importing import ImportForm
from hospes.organisations.forms.joining import AcceptForm, DeclineForm, JoinForm
from hospes.organisations.forms.organisation import LogoForm, MembershipForm, OrganisationForm
from hospes.organisations.forms.people import AppointForm, InvitationForm, NewAccountForm
from hospes.organisations.forms.regions import ChallengeForm, SkillNeedForm

__all__ = [
    "AcceptForm",
    "AppointForm",
    "ChallengeForm",
    "DeclineForm",
    "ImportForm",
    "InvitationForm",
    "JoinForm",
    "LogoForm",
    "MembershipForm",
    "NewAccountForm",
    "OrganisationForm",
    "SkillNeedForm",
]
