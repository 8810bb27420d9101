"""The short closed lists: codes that never change, with a label in the reader's language.

A code may be added. It is never renamed or removed, because entries, exports and other people's
scripts hold it for years. Where the codes come from stands in docs/reference/taxonomies.md.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Format(TextChoices):
    """What the guests do while they are away."""

    JOB_SHADOWING = "JOB_SHADOWING", _("Job shadowing")
    STUDY_VISIT = "STUDY_VISIT", _("Study visit")
    COMBINED = "COMBINED", _("Study visit with job shadowing")
    LEARNER_PLACEMENT = "LEARNER_PLACEMENT", _("Work placement for learners")
    LEARNER_GROUP_EXCHANGE = "LEARNER_GROUP_EXCHANGE", _("Group exchange of learners")
    APPRENTICE_PLACEMENT = "APPRENTICE_PLACEMENT", _("Work placement for apprentices")
    STAFF_TEACHING_OR_TRAINING = "STAFF_TEACHING_OR_TRAINING", _("Teaching or training by staff")
    ONLINE_EXCHANGE = "ONLINE_EXCHANGE", _("Online exchange")
    PREPARATORY_VISIT = "PREPARATORY_VISIT", _("Preparatory visit")


class Profile(TextChoices):
    """Who travels."""

    LEARNER_VET = "LEARNER_VET", _("Learners in vocational education")
    APPRENTICE = "APPRENTICE", _("Apprentices")
    ADULT_LEARNER = "ADULT_LEARNER", _("Adult learners")
    NON_FORMAL_LEARNER = "NON_FORMAL_LEARNER", _("Learners outside formal education")
    INFORMAL_LEARNER = "INFORMAL_LEARNER", _("People who learn at work or in daily life")
    SCHOOL_PUPIL = "SCHOOL_PUPIL", _("School pupils")
    HE_STUDENT = "HE_STUDENT", _("Students in higher education")
    YOUTH_WORKER = "YOUTH_WORKER", _("Youth workers")
    TEACHER_TRAINER = "TEACHER_TRAINER", _("Teachers and trainers")
    AUTHORITY_STAFF = "AUTHORITY_STAFF", _("Staff of public authorities")
    GUIDANCE_PRACTITIONER = "GUIDANCE_PRACTITIONER", _("Guidance counsellors")
    OTHER_STAFF = "OTHER_STAFF", _("Other staff")


# Every profile is a learner or a staff member, never both: rules on territory differ between them.
LEARNERS = frozenset(
    {
        Profile.LEARNER_VET,
        Profile.APPRENTICE,
        Profile.ADULT_LEARNER,
        Profile.NON_FORMAL_LEARNER,
        Profile.INFORMAL_LEARNER,
        Profile.SCHOOL_PUPIL,
        Profile.HE_STUDENT,
    }
)
STAFF = frozenset(Profile) - LEARNERS


class Measure(TextChoices):
    """What a host can offer so that more people can come. The same codes say what a group needs."""

    STEP_FREE = "STEP_FREE", _("Step-free access")
    SIGN_LANGUAGE = "SIGN_LANGUAGE", _("Sign language interpreting")
    CAPTIONS = "CAPTIONS", _("Captions or written summaries")
    ASSISTANT_WELCOME = "ASSISTANT_WELCOME", _("Personal assistants are welcome")
    MENTOR = "MENTOR", _("A mentor for each guest")
    QUIET_SPACE = "QUIET_SPACE", _("A quiet space")
    FAMILY_FRIENDLY = "FAMILY_FRIENDLY", _("Guests can bring their family")
    DIETARY = "DIETARY", _("Meals for every diet")
    TRAVEL_HELP = "TRAVEL_HELP", _("Help to pay for the journey")
    VISA_LETTER = "VISA_LETTER", _("Invitation letter for a visa")


class Barrier(TextChoices):
    """Why people have fewer opportunities. Only ever counted, never tied to a person."""

    DISABILITIES = "DISABILITIES", _("Disabilities")
    HEALTH = "HEALTH", _("Health problems")
    EDUCATION_SYSTEM = "EDUCATION_SYSTEM", _("Barriers linked to education and training systems")
    CULTURAL = "CULTURAL", _("Cultural differences")
    SOCIAL = "SOCIAL", _("Social barriers")
    ECONOMIC = "ECONOMIC", _("Economic barriers")
    DISCRIMINATION = "DISCRIMINATION", _("Barriers linked to discrimination")
    GEOGRAPHICAL = "GEOGRAPHICAL", _("Geographical barriers")
    OTHER = "OTHER", pgettext_lazy("barrier", "Another reason")


# The eight barriers of the Erasmus+ programme 2021-2027, in its order, and our "other", which is a
# count without text. The partnership may adopt its own list: that will be a new version beside it.
BARRIERS_VERSION = "erasmus-2021"


class Cefr(TextChoices):
    """Levels of the Common European Framework of Reference for Languages, lowest first."""

    A1 = "A1", _("A1, first words")
    A2 = "A2", _("A2, simple everyday talk")
    B1 = "B1", _("B1, gets by at work and when travelling")
    B2 = "B2", _("B2, takes part in conversations with ease")
    C1 = "C1", _("C1, fluent in demanding situations")
    C2 = "C2", _("C2, close to a native speaker")


class FundingSituation(TextChoices):
    """How an organisation pays for mobility today. The partnership itself gives no money."""

    NONE = "NONE", _("No funding yet")
    OWN_BUDGET = "OWN_BUDGET", _("Own budget")
    ERASMUS_ACCREDITED = "ERASMUS_ACCREDITED", _("Erasmus+ accreditation")
    ERASMUS_SHORT_TERM_PROJECT = "ERASMUS_SHORT_TERM_PROJECT", _("Erasmus+ short-term project")
    NATIONAL_OR_REGIONAL = "NATIONAL_OR_REGIONAL", _("National or regional funding")
    SWISS_PROGRAMME = "SWISS_PROGRAMME", _("Swiss programme for Erasmus+")
    NORDPLUS = "NORDPLUS", _("Nordplus")
    INTERREG = "INTERREG", _("Interreg")
    ESF_PLUS = "ESF_PLUS", _("European Social Fund Plus")
    OTHER = "OTHER", pgettext_lazy("funding", "Other funding")


class SupportKind(TextChoices):
    """What help a host or a sender can add to a stay."""

    SCHOLARSHIP = "SCHOLARSHIP", _("Scholarship")
    TRAVEL = "TRAVEL", _("Help with travel")
    HOUSING = "HOUSING", _("Help with housing")
    GUIDANCE = "GUIDANCE", _("Guidance before and during the stay")


class OrganisationKind(TextChoices):
    REGIONAL_AUTHORITY = "REGIONAL_AUTHORITY", _("Regional authority")
    LOCAL_AUTHORITY = "LOCAL_AUTHORITY", _("Local authority")
    VET_PROVIDER = "VET_PROVIDER", _("Vocational school or training provider")
    ADULT_EDUCATION_CENTRE = "ADULT_EDUCATION_CENTRE", _("Adult education centre")
    NGO = "NGO", _("Association or non-governmental organisation")
    GUIDANCE_ORGANISATION = "GUIDANCE_ORGANISATION", _("Guidance organisation")
    YOUTH_CENTRE = "YOUTH_CENTRE", _("Youth centre")
    YOUTH_ORGANISATION = "YOUTH_ORGANISATION", _("Youth organisation")
    SCHOOL = "SCHOOL", _("School")
    HIGHER_EDUCATION = "HIGHER_EDUCATION", _("University or college")
    COMPANY = "COMPANY", _("Company")
    CHAMBER = "CHAMBER", _("Chamber of commerce or crafts")
    SOCIAL_PARTNER_EMPLOYERS = "SOCIAL_PARTNER_EMPLOYERS", _("Employers’ organisation")
    SOCIAL_PARTNER_WORKERS = "SOCIAL_PARTNER_WORKERS", _("Trade union")
    PUBLIC_EMPLOYMENT_SERVICE = "PUBLIC_EMPLOYMENT_SERVICE", _("Public employment service")
    MOBILITY_AGENCY = "MOBILITY_AGENCY", _("Mobility agency")
    NETWORK = "NETWORK", pgettext_lazy("organisation", "Network")
    RESEARCH = "RESEARCH", _("Research institute")
    OTHER = "OTHER", pgettext_lazy("organisation", "Other organisation")


class SupporterCategory(TextChoices):
    """Under which heading a supporter's logo is shown."""

    REGIONAL_LOCAL_AUTHORITY = "REGIONAL_LOCAL_AUTHORITY", _("Regional and local authorities")
    INTERNATIONAL_EDUCATION_MOBILITY_INSTITUTION = (
        "INTERNATIONAL_EDUCATION_MOBILITY_INSTITUTION",
        _("International institutions for education and mobility"),
    )
    INDUSTRY = "INDUSTRY", pgettext_lazy("supporters", "Industry")
    EDUCATION_TRAINING_PROVIDER = "EDUCATION_TRAINING_PROVIDER", _("Education and training providers")
    SOCIAL_PARTNER = "SOCIAL_PARTNER", _("Social partners")
    OTHER = "OTHER", pgettext_lazy("supporters", "Other supporters")


class Sector(TextChoices):
    """The part of education a mobility belongs to."""

    SCHOOL = "SCHOOL", _("School education")
    VET = "VET", _("Vocational education and training")
    HIGHER_EDUCATION = "HIGHER_EDUCATION", _("Higher education")
    ADULT = "ADULT", _("Adult education")
    YOUTH = "YOUTH", pgettext_lazy("sector", "Youth")
    SPORT = "SPORT", pgettext_lazy("sector", "Sport")
    PUBLIC_ADMINISTRATION = "PUBLIC_ADMINISTRATION", _("Staff of public administrations")


class NaceSection(TextChoices):
    """Sections of the economy, NACE Rev. 2.1 (in use from 2025). Source: Regulation (EU) 2023/137."""

    A = "A", _("Agriculture, forestry and fishing")
    B = "B", _("Mining and quarrying")
    C = "C", _("Manufacturing")
    D = "D", _("Electricity, gas, steam and air conditioning supply")
    E = "E", _("Water supply; sewerage, waste management and remediation activities")
    F = "F", pgettext_lazy("NACE", "Construction")
    G = "G", _("Wholesale and retail trade")
    H = "H", _("Transportation and storage")
    I = "I", _("Accommodation and food service activities")  # noqa: E741
    J = "J", _("Publishing, broadcasting, and content production and distribution activities")
    K = (
        "K",
        _(
            "Telecommunication, computer programming, consulting, computing infrastructure"
            " and other information service activities"
        ),
    )
    L = "L", _("Financial and insurance activities")
    M = "M", _("Real estate activities")
    N = "N", _("Professional, scientific and technical activities")
    O = "O", _("Administrative and support service activities")  # noqa: E741
    P = "P", _("Public administration and defence; compulsory social security")
    Q = "Q", pgettext_lazy("NACE", "Education")
    R = "R", _("Human health and social work activities")
    S = "S", _("Arts, sports and recreation")
    T = "T", _("Other service activities")
    U = (
        "U",
        _(
            "Activities of households as employers and undifferentiated goods- and"
            " service-producing activities of households for own use"
        ),
    )
    V = "V", _("Activities of extraterritorial organisations and bodies")
