"""The fifth list: the honest figure. Written with the fourth, before the tables were opened; nothing is mended after.

Whoever improves the recognisers writes a new list, measures it, and leaves this one alone. `None`: nothing should be
recognised. Read as of 23 November 2026.
"""

from hospes.recognise import People, Territory

DIRECTION = [
    ("Aufnahme", "offer"),
    ("Entsendung + Aufnahme", "offer wish"),
    ("reçoit", "offer"),
    ("envoie des apprentis", "wish"),
    ("Les deux (accueil, envoi)", "offer wish"),
    ("hosting only", "offer"),
    ("send out", "wish"),
    ("sending & receiving", "offer wish"),
    ("accogliere", "offer"),
    ("mandare studenti all'estero", "wish"),
    ("acolhimento", "offer"),
    ("enviament", "wish"),
    ("beide", "offer wish"),
    ("ta emot", "offer"),
    ("skicka", "wish"),
    ("begge dele", "offer wish"),
    ("oba", "offer wish"),
    ("přijímáme", "offer"),
    ("sprejem", "offer"),
    ("slanje", "wish"),
    ("mindkettő", "offer wish"),
    ("primim", "offer"),
    ("изпращане", "wish"),
    ("υποδοχή", "offer"),
    ("uzņemošā", "offer"),
    ("siunčianti", "wish"),
    ("maybe later", None),
]

PEOPLE = [
    ("~12", People(12, 12)),
    ("höchstens 4 Azubis", People(most=4)),
    ("3x4 TN", People(12, 12, groups=3)),
    ("jusqu'à 10 pers.", People(most=10)),
    ("5/6 ragazzi", People(5, 6)),
    ("8 + 1 (accompagnatore)", People(8, 8, accompanying=1)),
    ("kolem 15 studentů", People(15, 15)),
    ("od 4 do 6 osób", People(4, 6)),
    ("vähintään 3", People(least=3)),
    ("up to six", People(most=6)),
    ("tíz fő", People(10, 10)),
    ("9.0", People(9, 9)),
    ("aprox. 7 alumnos**", People(7, 7)),
    ("depends", None),
]

WINDOWS = [
    ("Sept-Okt 27", "2027-09-01..2027-10-31"),
    ("KW 11/12 2027", "2027-03-15..2027-03-28"),
    ("semaine 20 à 22, 2027", "2027-05-17..2027-06-06"),
    ("mi-mai 2027", "2027-05-11..2027-05-20"),
    ("04/10/2027 au 22/10/2027", "2027-10-04..2027-10-22"),
    ("46522", "2027-05-15..2027-05-15"),
    ("maj-czerwiec 2027", "2027-05-01..2027-06-30"),
    ("kesä-elokuu 2027", "2027-06-01..2027-08-31"),
    ("3. - 28. 5. 2027", "2027-05-03..2027-05-28"),
    ("a partire da marzo 2027", "2027-03-01..2028-02-29"),
    ("2027. október", "2027-10-01..2027-10-31"),
    ("mai și iunie 2027", "2027-05-01..2027-06-30"),
    ("anytime in 2027", "2027-01-01..2027-12-31"),
    ("VI–VII.2027", "2027-06-01..2027-07-31"),
    ("Φθινόπωρο 2027", "2027-09-01..2027-11-30"),
    ("октомври 2027 г.", "2027-10-01..2027-10-31"),
    ("after Easter", None),
]

DAYS = [
    ("4 Wo", (28, 28)),
    ("15 j.", (15, 15)),
    ("10 jours ouvrés", (14, 14)),
    ("3 setmanes", (21, 21)),
    ("1 Wo – 2 Wo", (7, 14)),
    ("2,5 mesi", (75, 75)),
    ("tři týdny", (21, 21)),
    ("10 dni roboczych", (14, 14)),
    ("4 viikkoa", (28, 28)),
    ("két hét", (14, 14)),
    ("2 weken + reis", (14, 14)),
    ("open", None),
]

LANGUAGES = [
    ("Engl. B1", {"en": "B1"}),
    ("fr/en", {"fr": None, "en": None}),
    ("italiano; un po' di inglese", {"it": None, "en": None}),
    ("DE (C1) EN (B2)", {"de": "C1", "en": "B2"}),
    ("🇮🇹 🇪🇸", {"it": None, "es": None}),
    ("němčina / angličtina", {"de": None, "en": None}),
    ("hollandsk eller engelsk", {"nl": None, "en": None}),
    ("engleză", {"en": None}),
    ("inglise, soome", {"en": None, "fi": None}),
    ("français obligatoire", {"fr": None}),
    ("any", None),
]

TERRITORY = [
    ("Midi-Pyrénées", Territory("FR", "FRJ2")),
    ("Aquitaine", Territory("FR", "FRI1")),
    ("Meck-Pomm", Territory("DE", "DE8")),
    ("Lombardei", Territory("IT", "ITC4")),
    ("Malmö", Territory("SE", "SE224")),
    ("dolnośląskie", Territory("PL", "PL51")),
    ("P - Alentejo", Territory("PT", "PT1C")),
    ("Provincie Antwerpen", Territory("BE", "BE21")),
    ("Kärnten, Österreich", Territory("AT", "AT21")),
    ("Region Sjælland", Territory("DK", "DK02")),
    ("Aragó", Territory("ES", "ES24")),
    ("Zagreb", Territory("HR", "HR050")),
    ("online", None),
]

TOPICS = [
    ("Krankenpflege", "nursing"),
    ("KFZ-Technik", "vehicles"),
    ("coiffure", "hair-beauty"),
    ("panadería", "food-production"),
    ("spedycja, magazyn", "transport-logistics"),
    ("truhlář", "wood-furniture"),
    ("ács", "construction-trades wood-furniture"),
    ("informatica", "digital"),
    ("mecatronica", "electronics-automation"),
    ("grafik", "media-design"),
    ("lähihoitaja", "health-care"),
    ("туризъм", "tourism"),
    ("handel", "retail-marketing"),
    ("soudure", "mechanics-metal"),
    ("horses", None),
]

FORMATS = [
    ("Betriebspraktikum", "LEARNER_PLACEMENT"),
    ("praktyki", "LEARNER_PLACEMENT"),
    ("stage en entreprise", "LEARNER_PLACEMENT"),
    ("studiebesök", "STUDY_VISIT"),
    ("visita de estudio", "STUDY_VISIT"),
    ("tanulmányút", "STUDY_VISIT"),
]

PROFILES = [
    ("enseignants", "TEACHER_TRAINER"),
    ("uczniowie technikum", "LEARNER_VET"),
    ("apprendisti", "APPRENTICE"),
    ("Ausbilder/innen", "TEACHER_TRAINER"),
    ("yrkeselever", "LEARNER_VET"),
    ("Erwachsene", "ADULT_LEARNER"),
]

FUNDING = [
    ("accréditation Erasmus+", "ERASMUS_ACCREDITED"),
    ("środki własne", "OWN_BUDGET"),
    ("ESF+", "ESF_PLUS"),
    ("Interreg V A", "INTERREG"),
]
