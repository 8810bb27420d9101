"""Who is in the demo partnership. The regions are real; every organisation and every person is invented."""

from dataclasses import dataclass

from hospes.organisations.choices import Post
from hospes.people.choices import PartnershipRole
from hospes.reference.choices import OrganisationKind, SupporterCategory


@dataclass(frozen=True, slots=True)
class InventedOrganisation:
    code: str
    name: str
    kind: OrganisationKind
    country: str
    territory: str
    town: str
    languages: tuple[str, ...]
    about_language: str
    about: str
    in_earlall: bool = False
    supporter: SupporterCategory | None = None
    founding: bool = False


@dataclass(frozen=True, slots=True)
class InventedPerson:
    name: str
    organisation: str | None
    language: str
    time_zone: str
    post: Post = Post.REPRESENTATIVE
    roles: tuple[PartnershipRole, ...] = ()
    founding: bool = False

    @property
    def email(self) -> str:
        """Addresses end in .example, a name that never leads anywhere (RFC 2606)."""
        place = f"{self.organisation}.example" if self.organisation else "hospes.example"
        return f"{self.name.split()[0].lower()}@{place}"


_K = OrganisationKind
_S = SupporterCategory

ORGANISATIONS: tuple[InventedOrganisation, ...] = (
    InventedOrganisation(
        "lindalen",
        "Lindalens kommun",
        _K.LOCAL_AUTHORITY,
        "SE",
        "SE232",
        "Lindalen",
        ("sv", "en"),
        "sv",
        "Lindalen är en påhittad kommun med två yrkesskolor och tolv äldreboenden. Vi skickar elever och kollegor ut "
        "i Europa varje vår.",
        in_earlall=True,
        supporter=_S.REGIONAL_LOCAL_AUTHORITY,
        founding=True,
    ),
    InventedOrganisation(
        "montclar",
        "Institut Montclar",
        _K.VET_PROVIDER,
        "ES",
        "ES511",
        "Montclar del Vallès",
        ("ca", "es", "en"),
        "ca",
        "Institut inventat de formació professional: cures, cuina i energies renovables. Acollim grups petits i "
        "cada grup té una tutora.",
        in_earlall=True,
        supporter=_S.EDUCATION_TRAINING_PROVIDER,
        founding=True,
    ),
    InventedOrganisation(
        "eichtal",
        "Berufsschule Eichtal",
        _K.VET_PROVIDER,
        "DE",
        "DE11",
        "Eichtal",
        ("de", "en"),
        "de",
        "Erfundene Berufsschule für Metall, Elektronik und Bau mit vierzig Partnerbetrieben in der Nähe.",
        founding=True,
        supporter=_S.EDUCATION_TRAINING_PROVIDER,
    ),
    InventedOrganisation(
        "kerval",
        "Lycée des métiers de Kerval",
        _K.VET_PROVIDER,
        "FR",
        "FRH0",
        "Kerval",
        ("fr", "en"),
        "fr",
        "Lycée imaginaire au bord de la mer : métiers du bateau, cuisine et aide à la personne.",
        founding=True,
    ),
    InventedOrganisation(
        "valsole",
        "Provincia di Valsole, Servizio istruzione",
        _K.REGIONAL_AUTHORITY,
        "IT",
        "ITH2",
        "Valsole",
        ("it", "de", "en"),
        "it",
        "Amministrazione inventata di una valle di montagna. Lavoriamo su orientamento, apprendistato e "
        "piccole scuole.",
        in_earlall=True,
        supporter=_S.REGIONAL_LOCAL_AUTHORITY,
        founding=True,
    ),
    InventedOrganisation(
        "nordfjell",
        "Nordfjell fagskole",
        _K.VET_PROVIDER,
        "NO",
        "NO0A2",
        "Nordfjell",
        ("no", "en"),
        "en",
        "An invented school between fjord and mountain. Green building, boats and health care; small classes.",
        founding=True,
    ),
    InventedOrganisation(
        "mobilia",
        "Mobilia, agence imaginaire pour la mobilité",
        _K.MOBILITY_AGENCY,
        "CH",
        "CH02",
        "Biel/Bienne",
        ("fr", "de", "it", "en"),
        "fr",
        "Nous sommes une agence inventée. Nous aidons les écoles suisses à trouver des partenaires en Europe.",
        supporter=_S.INTERNATIONAL_EDUCATION_MOBILITY_INSTITUTION,
        founding=True,
    ),
    InventedOrganisation(
        "itsaslur",
        "Itsaslur Lanbide Eskola",
        _K.VET_PROVIDER,
        "ES",
        "ES21",
        "Itsaslur",
        ("es", "eu", "en"),
        "es",
        "Centro inventado de fabricación avanzada y cuidados. Nuestro taller abre también por la tarde.",
        founding=True,
    ),
    InventedOrganisation(
        "orvane",
        "Région d’Orvane, direction de la formation",
        _K.REGIONAL_AUTHORITY,
        "FR",
        "FRB0",
        "Orvane",
        ("fr", "en"),
        "fr",
        "Collectivité imaginaire. Nous finançons l’apprentissage et nous cherchons des régions qui font autrement.",
        in_earlall=True,
        supporter=_S.REGIONAL_LOCAL_AUTHORITY,
    ),
    InventedOrganisation(
        "collerosa",
        "Centro Collerosa per gli adulti",
        _K.ADULT_EDUCATION_CENTRE,
        "IT",
        "ITI1",
        "Collerosa",
        ("it", "en"),
        "it",
        "Centro inventato: italiano per chi arriva, competenze digitali per chi ha lasciato presto la scuola.",
    ),
    InventedOrganisation(
        "almenar",
        "Ayuntamiento de Almenar del Duero",
        _K.LOCAL_AUTHORITY,
        "ES",
        "ES41",
        "Almenar del Duero",
        ("es", "en"),
        "es",
        "Municipio inventado de tres mil habitantes. Queremos que nuestros jóvenes salgan y vuelvan.",
    ),
    InventedOrganisation(
        "kivisalo",
        "Kivisalo Adult Centre",
        _K.ADULT_EDUCATION_CENTRE,
        "FI",
        "FI19",
        "Kivisalo",
        ("fi", "sv", "en"),
        "en",
        "An invented adult centre by a lake. Basic skills, languages and guidance for people who start again.",
    ),
    InventedOrganisation(
        "glenbawn",
        "Glenbawn Youth Centre",
        _K.YOUTH_CENTRE,
        "IE",
        "IE06",
        "Glenbawn",
        ("en", "ga"),
        "en",
        "An invented youth centre. We work with young people who left school early, and we travel with them.",
    ),
    InventedOrganisation(
        "pedralva",
        "Escola Profissional de Pedralva",
        _K.VET_PROVIDER,
        "PT",
        "PT11",
        "Pedralva",
        ("pt", "en", "es"),
        "en",
        "An invented vocational school in the north of Portugal: textiles, tourism and health.",
    ),
    InventedOrganisation(
        "waterhorn",
        "Waterhorn College",
        _K.VET_PROVIDER,
        "NL",
        "NL11",
        "Waterhorn",
        ("nl", "en", "de"),
        "en",
        "An invented college with a training ship, a care hotel and a solar roof that learners built.",
        supporter=_S.EDUCATION_TRAINING_PROVIDER,
    ),
    InventedOrganisation(
        "saarekivi",
        "Saarekivi Guidance Centre",
        _K.GUIDANCE_ORGANISATION,
        "EE",
        "EE00",
        "Saarekivi",
        ("et", "en"),
        "en",
        "An invented guidance centre on an island. Our counsellors meet people in libraries and on ferries.",
    ),
    InventedOrganisation(
        "zielonka",
        "Zielonka Craft Chamber",
        _K.CHAMBER,
        "PL",
        "PL21",
        "Zielonka Górska",
        ("pl", "en", "de"),
        "en",
        "An invented chamber of crafts with two hundred small firms, most of them in wood and building.",
        supporter=_S.INDUSTRY,
    ),
    InventedOrganisation(
        "almgrund",
        "Verein Almgrund",
        _K.NGO,
        "AT",
        "AT22",
        "Almgrund",
        ("de", "en"),
        "de",
        "Erfundener Verein. Wir begleiten Menschen mit Behinderung in Ausbildung und Arbeit.",
    ),
    InventedOrganisation(
        "thalassopoli",
        "Thalassopoli Training Institute",
        _K.VET_PROVIDER,
        "GR",
        "EL61",
        "Thalassopoli",
        ("el", "en"),
        "en",
        "An invented institute for tourism, food and logistics near the sea.",
    ),
    InventedOrganisation(
        "brestova",
        "Brestova Adult Academy",
        _K.ADULT_EDUCATION_CENTRE,
        "RO",
        "RO11",
        "Brestova",
        ("ro", "en", "fr"),
        "en",
        "An invented academy that teaches care, languages and digital skills to adults from villages.",
    ),
    InventedOrganisation(
        "neringa-bay",
        "Neringa Bay School of Services",
        _K.VET_PROVIDER,
        "LT",
        "LT02",
        "Neringa Bay",
        ("lt", "en"),
        "en",
        "An invented school for cooks, hairdressers and nurses’ aides.",
    ),
    InventedOrganisation(
        "stanneck",
        "Handwerkskammer Stanneck",
        _K.CHAMBER,
        "DE",
        "DE11",
        "Stanneck",
        ("de", "en", "fr"),
        "de",
        "Erfundene Kammer. Unsere Mobilitätsberatung bringt Lehrlinge und Betriebe zusammen.",
        supporter=_S.INDUSTRY,
    ),
)

_R = PartnershipRole

PEOPLE: tuple[InventedPerson, ...] = (
    # The secretariat and those who steer.
    InventedPerson("Sabine Voorbeeld", None, "en", "Europe/Brussels", roles=(_R.SECRETARIAT,), founding=True),
    InventedPerson("Felix Exempel", None, "en", "Europe/Brussels", roles=(_R.FACILITATOR,), founding=True),
    InventedPerson("Ada Primerova", None, "en", "Europe/Brussels", roles=(_R.ADMINISTRATOR,), founding=True),
    InventedPerson("Renaud Lexemple", None, "fr", "Europe/Brussels", roles=(_R.REVIEWER,), founding=True),
    # Organisations.
    InventedPerson("Annika Påhittad", "lindalen", "sv", "Europe/Stockholm", roles=(_R.STEERING_GROUP,), founding=True),
    InventedPerson("Oskar Påhittad", "lindalen", "sv", "Europe/Stockholm", Post.DEPUTY, founding=True),
    InventedPerson("Lena Påhittad", "lindalen", "sv", "Europe/Stockholm", Post.MEMBER, founding=True),
    InventedPerson("Mireia Inventada", "montclar", "ca", "Europe/Madrid", founding=True),
    InventedPerson("Jordi Inventat", "montclar", "ca", "Europe/Madrid", Post.DEPUTY, founding=True),
    InventedPerson("Ulrike Erdacht", "eichtal", "de", "Europe/Berlin", founding=True),
    InventedPerson("Yann Imaginaire", "kerval", "fr", "Europe/Paris", founding=True),
    InventedPerson("Chiara Inventata", "valsole", "it", "Europe/Rome", founding=True),
    InventedPerson("Ingrid Oppdiktet", "nordfjell", "en", "Europe/Oslo", founding=True),
    InventedPerson("Luc Imaginaire", "mobilia", "fr", "Europe/Zurich", founding=True),
    InventedPerson("Amaia Inventada", "itsaslur", "es", "Europe/Madrid", founding=True),
    InventedPerson("Claire Fictive", "orvane", "fr", "Europe/Paris"),
    InventedPerson("Paolo Inventato", "collerosa", "it", "Europe/Rome"),
    InventedPerson("Elena Inventada", "almenar", "es", "Europe/Madrid"),
    InventedPerson("Aino Keksitty", "kivisalo", "en", "Europe/Helsinki"),
    InventedPerson("Niamh Madeup", "glenbawn", "en", "Europe/Dublin"),
    InventedPerson("Rita Inventada", "pedralva", "en", "Europe/Lisbon"),
    InventedPerson("Sietske Verzonnen", "waterhorn", "en", "Europe/Amsterdam"),
    InventedPerson("Mari Väljamõeldud", "saarekivi", "en", "Europe/Tallinn"),
    InventedPerson("Piotr Zmyślony", "zielonka", "en", "Europe/Warsaw"),
    InventedPerson("Greta Erfunden", "almgrund", "de", "Europe/Vienna"),
    InventedPerson("Nikos Fantastikos", "thalassopoli", "en", "Europe/Athens"),
    InventedPerson("Ioana Inventată", "brestova", "en", "Europe/Bucharest"),
    InventedPerson("Rasa Išgalvota", "neringa-bay", "en", "Europe/Vilnius"),
    InventedPerson("Dieter Erfunden", "stanneck", "de", "Europe/Berlin"),
)
